"""Whole pages that trap: a headline without a body over other stories, outlets glued to dates, times of others."""

from typing import Any

import pytest

from dateline.flow import lines, read_page
from dateline.model.page import MediaType, Page
from tests.traps.laying import STORIES

OTHERS = (
    "Miners walk out in Chile over pay and safety",
    "About 9,000 miners walked out in Chile on Friday, unions in Santiago said, and more strikes are planned for June.",
    "“We dig your copper and bury our friends,” said Pedro Aliaga, who leads the largest of the unions.",
    "The company said that it regretted the walkout. Two people were injured when police cleared a road near the pit.",
)
HEADLINE = "Norway and Kenya agree to rebuild the Lindal bridge"
FACTS = ("mentions", "times", "places", "quotes", "figures", "events")


def read(content: str, media_type: MediaType = "text/plain") -> list[dict[str, Any]]:
    page = Page(id="trap", content=content, media_type=media_type)
    return list(lines(read_page(page)))


def words_read(line: dict[str, Any]) -> str:
    """Return all words that facts other than the headline's own were read out of."""
    text = line["text"].replace(HEADLINE, " " * len(HEADLINE))
    return " ".join(text[f["start"] : f["end"]] for kind in FACTS for f in line[kind] if "start" in f).strip()


def test_a_headline_without_a_body_takes_nothing_from_the_story_below() -> None:
    flat = "\n".join(
        ["Harbor Courier", HEADLINE, "2 hours ago", OTHERS[0], "The Andean Post", "5 hours ago", *OTHERS[1:]]
    )
    own = read(flat)[0]
    assert own["headline"]["value"] == HEADLINE
    assert "body" in own["reasons"]
    assert own["text"] == HEADLINE and not words_read(own)


def test_a_headline_without_a_body_in_markup() -> None:
    cards = "".join(f"<p>{p}</p>" for p in OTHERS[1:])
    html = (
        f"<html><head><title>{HEADLINE} | Harbor Courier</title></head><body><main><h1>{HEADLINE}</h1></main>"
        f"<section class='related'><article class='card'><h3>{OTHERS[0]}</h3>{cards}</article></section></body></html>"
    )
    own = read(html, "text/html")[0]
    assert own["headline"]["value"] == own["text"] == HEADLINE
    assert "body" in own["reasons"] and not words_read(own)


@pytest.mark.parametrize(
    ("glued", "published", "publisher"),
    [
        ("RNZ News06-05-2025", None, "RNZ"),
        ("RNZ News26-05-2025", "2025-05-26", "RNZ"),
        ("Al Jazeera2025-05-06", "2025-05-06", "Al Jazeera"),
        ("The Guardian6 May 2025", "2025-05-06", "The Guardian"),
        ("BBC NewsMay 6, 2025", "2025-05-06", "BBC"),
        ("Daily SentinelMay 6, 2025", "2025-05-06", "Daily Sentinel"),
        ("Dawn06 May 2025", "2025-05-06", "Dawn"),
    ],
)
def test_an_outlet_and_a_date_glued_together(glued: str, published: str | None, publisher: str) -> None:
    story = STORIES["bridge"]
    line = read("\n".join([story.headline, glued, *story.paragraphs]))[0]
    assert glued not in line["text"]
    assert (line["published"] or {}).get("value") == published
    assert publisher in (line["publisher"] or {}).get("value", "")
    glued_words = {glued, *glued.split()}
    assert not any(line["text"][m["start"] : m["end"]] in glued_words for m in line["mentions"])
    assert not any("2025" in t["text"] for t in line["times"]) and not any("2025" in f["text"] for f in line["figures"])


@pytest.mark.parametrize("age", ["5 hours ago", "3h ago", "Yesterday", "2 days ago"])
def test_the_age_of_another_story_is_not_this_ones(age: str) -> None:
    story = STORIES["bridge"]
    other = ["Related", "Flight delays expected at the airport", age]
    line = read("\n".join([story.headline, story.byline, *story.paragraphs, *other]))[0]
    assert line["published"] is None or line["published"]["basis"] == "text"
    assert age not in line["text"] and "published" in line["reasons"]


def test_a_consent_wall_and_a_list_of_headlines_are_no_article() -> None:
    wall = (
        "We value your privacy\nWe and our 842 partners use cookies, some of them in Ireland.\nAccept all\nReject all"
    )
    links = "\n".join(
        f"{n}\n{head}" for n, head in enumerate([OTHERS[0], HEADLINE, "Ukraine says 60,000 fled", "Rain again"])
    )
    for content in (wall, f"Most read\n{links}"):
        for line in read(content):
            assert not any(line.get(kind) for kind in ("quotes", "figures")), content
