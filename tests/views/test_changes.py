"""What changed between versions, on the desk: both sides verbatim, the line of it, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.model.article import Article
from dateline.model.changes import changes
from dateline.model.span import Span
from dateline.model.statement import Figure
from dateline.store import open_store
from dateline.story.answers.changes import summary
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.changes import _partners, _rows
from tests.factory import NOW, Maker, Part, Sample, cutting_of, page_of, plain

URL = "https://coast.example/flood"
OLD = (
    "Flood kills 11,300 in river towns\nRescuers said 11,300 people died when two dams broke.\n“We need boats,” a "
    "nurse said.\nThe road is closed.\nSchools are shut.\nTrains have stopped.\nNobody knows the number of the missing."
)
NEW = (
    "Flood kills 3,958 in river towns\nThe health ministry said 3,958 people died when two dams broke.\n“We need "
    "boats,” a nurse said.\nThe road is closed.\nSchools are shut.\nTrains have stopped.\n"
    "Shelters opened in two schools."
)


def flood(words: str, toll: str, *, hours: int = 0, **more: Any) -> Sample:
    """Return a version of an article with its toll."""
    sample = plain(words, url=URL, fetched=NOW + timedelta(hours=hours), publisher="Coast Daily", **more)
    m = Maker(sample.article)
    low = float(toll.replace(",", ""))
    for nth in (0, 1):
        span = m.span(toll, nth)
        figure = Figure(article=sample.article.id, evidence=m.cite(span), low=low, high=low, measure="killed")
        m.made.append(figure)
    return Sample(sample.page, sample.cutting, (m.record(),))


def other_page(*, hours: int) -> Sample:
    """Return the very text of the old version on another page."""
    lines = OLD.split("\n")
    parts: list[Part] = [("navigation", "Today | Home"), ("headline", lines[0]), *(("paragraph", x) for x in lines[1:])]
    page = page_of(parts, url=URL, fetched=NOW + timedelta(hours=hours))
    return Sample(page, cutting_of(page, parts), ())


BEFORE, AFTER = flood(OLD, "11,300"), flood(NEW, "3,958", hours=3)


@pytest.fixture
def desk(place: str) -> Iterator[TestClient]:
    with open_store(place) as store:
        for sample in (AFTER, BEFORE):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    with TestClient(make_app(place), base_url="http://127.0.0.1") as client:
        yield client


def get(desk: TestClient, path: str) -> Any:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text[:300]
    return html.fromstring(answer.text)


def words(elements: list[Any]) -> list[str]:
    return [e.text_content() for e in elements]


CHANGES = f"/article/{AFTER.article.id}/changes"


def test_both_versions_are_shown_word_for_word_with_what_changed(desk: TestClient) -> None:
    page = get(desk, CHANGES)
    assert words(page.cssselect(".was del")) == [
        "11,300",
        "Rescuers",
        "11,300",
        "Nobody knows the number of the missing",
    ]
    assert words(page.cssselect(".is ins")) == [
        "3,958",
        "The health ministry",
        "3,958",
        "Shelters opened in two schools",
    ]
    assert not page.cssselect(".was ins, .is del")
    old, new = OLD.split("\n"), NEW.split("\n")
    assert words(page.cssselect(".pair .was p")) == [old[0], old[1], old[-1]]
    assert words(page.cssselect(".pair .is p")) == [new[0], new[1], new[-1]]
    assert words(page.cssselect(".same .is p")) == new[2:-1]
    assert words(page.cssselect(".same summary")) == ["4 paragraphs unchanged"]


def test_the_json_reads_back_in_both_texts(desk: TestClient) -> None:
    answer = desk.get(f"{CHANGES}.json").json()
    old, new = BEFORE.article.text.content, AFTER.article.text.content
    assert (answer["before"]["id"], answer["after"]["id"]) == (BEFORE.article.id, AFTER.article.id)
    rebuilt = ""
    for change in answer["changes"]:
        if change["kind"] == "removed":
            assert old[slice(*change["old"])] == change["text"]
        elif change["kind"] == "added":
            assert new[slice(*change["new"])] == change["text"]
            rebuilt += change["text"]
        else:
            assert (change["text"], old[slice(*change["old"])]) == (None, new[slice(*change["new"])])
            rebuilt += old[slice(*change["old"])]
    assert rebuilt == new


def test_the_line_tells_headline_figures_and_words_and_opens_them(desk: TestClient) -> None:
    for path in (f"/story/{AFTER.article.id}", CHANGES):
        (line,) = get(desk, path).cssselect(".since")
        assert " ".join(words(line.cssselect(".changed li"))[0].split()) == "1 word of the headline"
        assert "".join(words(line.cssselect(".changed li bdi"))) == "killed11,3003,958"
        assert "10 words removed, 10 added" in line.text_content()
        for link, toll in zip(line.cssselect("bdi")[1:], ("11,300", "3,958"), strict=True):
            opened = get(desk, link.getparent().get("href").split("#")[0])
            assert words(opened.cssselect("article .lit")) == [toll]
    answer = desk.get(f"/story/{AFTER.article.id}.json").json()["sources"][0]["changed"]
    assert (answer["url"], answer["headline"], answer["removed"], answer["added"]) == (CHANGES, 1, 10, 10)


def test_versions_lead_to_what_changed_and_the_first_one_says_that_it_changed_nothing(desk: TestClient) -> None:
    links = get(desk, f"/article/{BEFORE.article.id}").cssselect(".versions a")
    assert [a.get("href") for a in links] == [f"/article/{AFTER.article.id}", CHANGES]
    for path in (f"/article/{BEFORE.article.id}/changes", "/article/none/changes"):
        assert desk.get(path).status_code == 404
        assert desk.get(f"{path}.json").json()["ok"] is False


def test_a_version_with_the_same_words_is_said_to_be_one(place: str) -> None:
    same = other_page(hours=1)
    assert same.article.text == BEFORE.article.text
    with open_store(place) as store:
        for sample in (BEFORE, same):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    with TestClient(make_app(place), base_url="http://127.0.0.1") as desk:
        assert desk.get(f"/story/{same.article.id}.json").json()["sources"][0]["changed"] is None
        assert "same words" in get(desk, f"/article/{same.article.id}").cssselect(".versions")[0].text_content()
        shown = get(desk, f"/article/{same.article.id}/changes")
    assert "No word." in shown.cssselect(".changed")[0].text_content()
    assert not shown.cssselect("main .pair:not(.heads) del, main .pair:not(.heads) ins")


def test_writing_from_right_to_left_stays_so(place: str) -> None:
    old = plain("الفيضان\nمات 20 شخصا في المدينة القديمة.", url=URL, language="ar")
    new = plain("الفيضان\nمات 30 شخصا في المدينة القديمة.", url=URL, language="ar", fetched=NOW + timedelta(hours=1))
    with open_store(place) as store:
        for sample in (old, new):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    with TestClient(make_app(place), base_url="http://127.0.0.1") as desk:
        page = get(desk, f"/article/{new.article.id}/changes")
    assert words(page.cssselect(".was p[lang=ar][dir=rtl] del")) == ["20"]
    assert words(page.cssselect(".is p[lang=ar][dir=rtl] ins")) == ["30"]


def test_a_figure_is_paired_only_with_the_one_that_took_its_place() -> None:
    def toll(text: str, *figures: tuple[str, float, str | None]) -> Any:
        m = Maker(plain(text, url=URL).article)
        for at, low, measure in figures:
            m.figure(at, low, low, measure=measure)
        return m.record()

    old = toll("Toll\nIt killed 20 people and 5 died later.", ("20", 20, "killed"), ("5", 5, "dead"))
    new = toll("Toll\nIt killed 30 people and 5 died later.", ("30", 30, "killed"), ("5", 5, "dead"))
    what = summary(old, new, changes(old.article.text.content, new.article.text.content))
    assert [(a.low, b.low) for a, b in what.figures] == [(20, 30)]
    other = toll("Toll\nIt killed 30 to 40 people and 5 died later.", ("30", 30, "killed"), ("40", 40, "killed"))
    what = summary(old, other, changes(old.article.text.content, other.article.text.content))
    assert what.figures == ()
    unknown = toll("Toll\nIt killed 20 people and 6 died later.", ("20", 20, "killed"), ("6", 6, None))
    what = summary(old, unknown, changes(old.article.text.content, unknown.article.text.content))
    assert what.figures == ()


LINES = st.lists(
    st.sampled_from(["rain fell", "the dam held", "dam", "roads closed again", "."]), min_size=1, max_size=7
)


def article(lines: list[str]) -> Article:
    return plain("\n".join(["Head", *lines])).article


@given(LINES, LINES)
def test_every_paragraph_of_both_stands_in_one_row_and_in_its_order(before: list[str], after: list[str]) -> None:
    old, new = article(before), article(after)
    found = changes(old.text.content, new.text.content)
    rows = list(_rows([b.span for b in old.blocks], [b.span for b in new.blocks], found))
    assert [i for i, _ in rows if i is not None] == list(range(len(old.blocks)))
    assert [j for _, j in rows if j is not None] == list(range(len(new.blocks)))


def test_a_paragraph_stands_beside_the_one_it_became() -> None:
    old, new = "One dam held.\n\nTwo roads closed.", "New words.\n\nOne dam held.\n\nTwo roads were closed."
    blocks = [[Span(m, m + len(p)) for p in t.split("\n\n") for m in [t.index(p)]] for t in (old, new)]
    assert _partners(blocks[0], blocks[1], changes(old, new)) == [(0, 1), (1, 2)]
