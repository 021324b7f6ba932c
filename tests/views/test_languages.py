"""The desk in its reader's language: what is chosen, what is translated, and what no language changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.views.i18n import formats
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import LANGUAGES, speaking
from dateline.views.words import timex
from dateline.world.plover import CONTEXTS, EVENT_TYPES
from tests.factory import talks
from tests.views.marking import TEMPLATES, unmarked
from tools.messages import TRANSLATED, faults, gathered

TALKS = talks().article.id


def root(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        (None, "en"),
        ("", "en"),
        ("he-IL,he;q=0.9,en;q=0.8", "he"),
        ("iw", "he"),
        ("fr-FR,fr;q=0.9", "en"),
        ("fr,hi;q=0.3,en;q=0.1", "hi"),
        ("en;q=0.2,hi-IN;q=0.9", "hi"),
        ("hi;q=0,en", "en"),
        ("he;q=x,;;,,*;q=1", "en"),
        ("ar-EG", "ar"),
        ("\x00" * 200, "en"),
    ],
)
def test_a_page_speaks_what_the_browser_prefers(desk: TestClient, accepted: str | None, spoken: str) -> None:
    page = desk.get("/", headers={"accept-language": accepted} if accepted is not None else {"accept-language": ""})
    assert page.headers["content-language"] == spoken
    assert "Accept-Language" in page.headers["vary"]
    html_ = root(page.text)
    assert html_.get("lang") == spoken
    assert html_.get("dir") == ("rtl" if spoken in ("he", "ar") else "ltr")


def test_a_choice_is_kept_and_goes_before_what_the_browser_prefers(desk: TestClient) -> None:
    page = desk.get("/search", params={"q": "harbor", "ui": "hi"}, headers={"accept-language": "he"})
    assert root(page.text).get("lang") == "hi"
    again = root(desk.get("/articles", headers={"accept-language": "he"}).text)
    assert again.get("lang") == "hi"
    assert [b.get("value") for b in again.cssselect(".tongues [aria-current]")] == ["hi"]
    # The form leads to the same page, with all that was asked of it.
    fields = [(f.get("name"), f.get("value")) for f in root(page.text).cssselect(".tongues input")]
    assert fields == [("q", "harbor")]


def test_a_language_that_is_none_is_not_kept(desk: TestClient) -> None:
    page = desk.get("/", params={"ui": "../../tlh"})
    assert root(page.text).get("lang") == "en"
    assert "ui=" not in page.headers.get("set-cookie", "")


def test_programs_are_answered_alike_whatever_language_they_send(desk: TestClient) -> None:
    for path in ("/stories.json", f"/article/{TALKS}.json", f"/story/{TALKS}.json", "/search.json?q=harbor",
                 "/search.json?q=rain+OR", "/nothing.json", "/help.json"):  # fmt: skip
        plain = desk.get(path).content
        for how in ({"headers": {"accept-language": "he"}}, {"params": {"ui": "hi"}}, {"cookies": {"ui": "ar"}}):
            url, params = path.partition("?")[0], dict(p.split("=") for p in path.partition("?")[2].split("&") if p)
            params = {k: v.replace("+", " ") for k, v in (params | how.get("params", {})).items()}
            desk.cookies.clear()
            desk.cookies.update(how.get("cookies", {}))
            said = desk.get(url, params=params, headers=how.get("headers", {})).content
            assert said == plain, (path, how)
    file = desk.get("/events.csv").content
    assert desk.get("/events.csv", headers={"accept-language": "he"}).content == file


@pytest.mark.parametrize("name", list(LANGUAGES))
def test_every_page_is_drawn_in_every_language(desk: TestClient, name: str) -> None:
    for path in ("/", "/articles", "/events", f"/article/{TALKS}", f"/story/{TALKS}", "/dyad", "/dyad/KEN/NOR",
                 "/search", "/search?q=harbor", "/search?q=rain+OR", "/review", "/help", "/nothing"):  # fmt: skip
        desk.cookies.set("ui", name)
        page = desk.get(path)
        assert page.status_code in (200, 400, 404), path
        assert root(page.text).get("lang") == name


def test_words_of_articles_keep_their_own_language_and_direction(desk: TestClient) -> None:
    desk.cookies.set("ui", "he")
    page = root(desk.get("/").text)
    english = page.cssselect(".row h2 a[lang=en]")
    assert english
    assert {a.get("dir") for a in english} == {"ltr"}
    assert page.cssselect(".row h2 a[lang=ar][dir=rtl]")


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_catalog_lacks_nothing_and_loses_no_place(name: str) -> None:
    assert list(faults(name, gathered())) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda p: p.name)
def test_every_word_of_a_template_is_marked(path: Path) -> None:
    assert list(unmarked(path)) == []


def test_the_checker_finds_what_is_not_marked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<p title='Told so'>{{ _('said') }} plainly</p>{{ 'yes' if x else _('no') }}<kbd>j</kbd><b lang='en'>so</b>"
        "{{ y or 'nobody' }}<!-- not shown --><code>dateline add</code>{{ x.many(n, 'thing') }}"
        '<i translate="no">Name</i><b class="{{ \'quiet\' if x }}" title="{{ \'loud\' if x }}">…</b> one@example.org'
    )
    assert sorted(unmarked(bad)) == ["Told so", "loud", "nobody", "plainly", "thing", "yes"]


def test_dates_numbers_and_lists_are_written_as_the_language_does() -> None:
    said = {}
    for name in LANGUAGES:
        with speaking(name):
            said[name] = (
                formats.day("2025-03-04"),
                formats.number(1234567),
                formats.listed(["A", "B", "C"]),
                formats.territory("KEN"),
                formats.percent(0.256),
                timex("P2D"),
            )
    assert said["en"] == ("4 Mar 2025", "1,234,567", "A, B and C", "Kenya", "26%", "2 days")
    assert said["hi"] == ("4 मार्च 2025", "12,34,567", "A, B, और C", "केन्या", "26%", "2 दिन")
    assert said["he"] == ("4 במרץ 2025", "1,234,567", "A, B וC", "קניה", "26%", "2 ימים")
    assert said["ar"][0] == "4 مارس 2025"


def test_a_moment_is_told_by_how_long_ago_it_was_while_that_is_short() -> None:
    now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    ago = {name: [] for name in ("en", "he")}  # type: dict[str, list[str]]
    for name, said in ago.items():
        with speaking(name):
            said += [formats.ago((now - timedelta(hours=h)).isoformat(), now) for h in (0.001, 3, 48, -2)]
    assert ago["en"] == ["1 minute ago", "3 hours ago", "2 Mar 2025, 12:00 UTC", "4 Mar 2025, 14:00 UTC"]
    assert ago["he"][1] == "לפני 3 שעות"


def test_every_code_of_the_codebook_has_a_name() -> None:
    with speaking("he"):
        for code in (*EVENT_TYPES, *CONTEXTS, *(m for kind in EVENT_TYPES.values() for m in kind.modes)):
            assert label(code) != code, code
    assert label("CONSULT") == "CONSULT"
    assert label("nothing of the kind") == "nothing of the kind"
