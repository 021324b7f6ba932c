"""Records of other tools, told by their keys."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest

from dateline.errors import BadInput, PageError, UnreadablePage
from dateline.model.page import Page
from dateline.page.gkg import pages_of_gkg
from dateline.page.jsonl import pages_of_json, pages_of_lines
from dateline.page.limits import Limits
from dateline.page.named import NamedOnly
from tests.page.building import GKG_ROW

LIMITS = Limits(page_bytes=20_000)
URL = "https://example.org/ferry"
TEXT = "The ferry talks resumed on Tuesday.\n\nThe envoy said a < b holds."
MARKED = "<p>The ferry talks resumed on Tuesday.</p><p>The envoy left.</p>"


def read(value: Any) -> list[Page | PageError]:
    return list(pages_of_json(json.dumps(value).encode(), name="in.json", limits=LIMITS))


def page(value: Any) -> Page:
    (got,) = read(value)
    assert isinstance(got, Page), got
    return got


TRAFILATURA = {
    "title": "Talks", "author": None, "hostname": "example.org", "date": "2025-07-01", "fingerprint": "7c8", "id": None,
    "license": None, "comments": "", "raw_text": "x", "text": TEXT, "language": None, "image": None, "pagetype": None,
    "filedate": "2025-08-01", "source": URL, "source-hostname": "Example", "excerpt": None, "tags": "",
}  # fmt: skip
TRAFILATURA_BARE = {key: value for key, value in TRAFILATURA.items() if key != "source"} | {"url": URL, "body": None}
NEWSPAPER = {
    "url": URL, "read_more_link": "", "language": "en", "title": "Talks", "top_image": "", "text": TEXT,
    "authors": ["A B"], "publish_date": "2025-07-01T23:00:00+02:00", "summary": "", "canonical_link": URL,
}  # fmt: skip
NEWS_PLEASE: dict[str, Any] = {
    "authors": [], "date_download": "2025-08-01 10:00:00", "date_modify": "None", "date_publish": "2025-07-01 08:00:00",
    "description": "x", "filename": "x.json", "maintext": TEXT, "source_domain": "example.org", "title": "Talks",
    "title_page": None, "url": URL, "text": None,
}  # fmt: skip
SCHEMA = {
    "@context": "https://schema.org", "@type": ["NewsArticle"], "headline": "Talks", "articleBody": TEXT,
    "datePublished": "2025-07-01T08:00:00Z", "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
}  # fmt: skip


@pytest.mark.parametrize("value", [TRAFILATURA, TRAFILATURA_BARE, NEWSPAPER, NEWS_PLEASE, SCHEMA])
def test_extracted_text_is_one_clean_article_with_what_its_tool_knew(value: dict[str, Any]) -> None:
    got = page(value)
    assert (got.content, got.media_type, got.read_as) == (TEXT, "text/plain", "article")
    assert (got.id, got.url, got.title, got.published) == (URL, URL, "Talks", date(2025, 7, 1))
    assert got.fetched is None
    assert any(note.startswith("a record of ") for note in got.notes)


def test_trafilatura_without_metadata() -> None:
    got = page({"text": TEXT, "comments": ""})
    assert (got.id, got.read_as) == ("in.json", "article")


NINJS_1 = {
    "uri": URL, "type": "text", "versioncreated": "2025-07-02T08:00:00Z", "firstcreated": "2025-07-01T08:00:00Z",
    "headline": "Talks", "body_text": "All in one line.", "body_xhtml": MARKED, "pubstatus": "usable",
}  # fmt: skip
NINJS_2 = {
    "uri": URL, "versioncreated": "2025-07-02T08:00:00Z", "firstcreated": "2025-07-01T08:00:00Z",
    "headlines": [{"role": "short", "value": "T"}, {"role": "main", "value": "Talks"}],
    "bodies": [{"role": "main", "value": "All in one line."}, {"contenttype": "text/html", "value": MARKED}],
}  # fmt: skip
NINJS_3 = {
    "uri": URL, "type": "text", "versionCreated": "2025-07-02T08:00:00Z", "firstCreated": "2025-07-01T08:00:00Z",
    "pubStatus": "usable", "headlines": [{"value": "Talks"}],
    "bodies": [{"contentType": "body_xhtml", "value": MARKED}],
}  # fmt: skip


@pytest.mark.parametrize("value", [NINJS_1, NINJS_2, NINJS_3])
def test_ninjs_of_all_ages_is_read_by_its_markup(value: dict[str, Any]) -> None:
    got = page(value)
    assert (got.content, got.media_type, got.read_as) == (MARKED, "text/html", "page")
    assert (got.id, got.url, got.title, got.published) == (URL, URL, "Talks", date(2025, 7, 1))


def test_ninjs_that_is_no_usable_article_says_so() -> None:
    (picture,) = read(NINJS_3 | {"type": "picture"})
    assert isinstance(picture, UnreadablePage) and "picture" in picture.message
    assert "its sender marked it canceled" in page(NINJS_3 | {"pubStatus": "canceled"}).notes
    plain = page({"uri": "urn:x:1", "bodies": [{"value": TEXT}]})
    assert (plain.id, plain.url, plain.content, plain.read_as) == ("urn:x:1", None, TEXT, "article")


def test_a_graph_holds_its_articles_and_nothing_else() -> None:
    graph = {"@graph": [{"@type": "Organization"}, SCHEMA, SCHEMA | {"headline": "Two"}, {"@type": "schema:Report"}]}
    got = read(graph)
    assert [item.title if isinstance(item, Page) else type(item) for item in got] == ["Talks", "Two", UnreadablePage]


def test_a_body_in_markup_is_laid_flat_first() -> None:
    got = page(SCHEMA | {"articleBody": MARKED})
    assert (got.media_type, got.read_as) == ("text/html", "page")


@pytest.mark.parametrize(
    "value",
    [
        SCHEMA | {"articleBody": None},
        NEWS_PLEASE | {"maintext": "None"},
        {"GKGRECORDID": "1", "DocumentIdentifier": URL},
    ],
)
def test_what_names_a_page_without_its_text_says_where_it_is(value: dict[str, Any]) -> None:
    (got,) = read(value)
    assert isinstance(got, NamedOnly)
    assert (got.url, got.page, got.code) == (URL, "in.json", "unreadable")
    assert "must be fetched" in got.message


def test_dates_in_other_forms_are_read_or_noted() -> None:
    assert page(TRAFILATURA | {"date": "Tue, 01 Jul 2025 08:00:00 GMT"}).published == date(2025, 7, 1)
    got = page(TRAFILATURA | {"date": "last week"})
    assert got.published is None
    assert "its date cannot be read as one" in got.notes


def test_our_own_form_stays_our_own() -> None:
    own = {"id": "a", "text": TEXT, "title": "T"}
    assert page(own).read_as == "page"
    assert page(own | {"fingerprint": "x", "hostname": "y", "as": "page"}).read_as == "page"
    (got,) = read({"uri": "x", "text": TEXT})
    assert isinstance(got, BadInput) and '"id"' in got.message


def test_lines_may_be_of_different_tools() -> None:
    data = b"\n".join(json.dumps(value).encode() for value in (NEWSPAPER, {"id": "a", "text": "x"}, NINJS_1))
    got = list(pages_of_lines(io.BytesIO(data), name="in.jsonl", limits=LIMITS))
    assert [item.id if isinstance(item, Page) else item for item in got] == [URL, "a", URL]


def gkg(*rows: str) -> list[PageError]:
    return list(pages_of_gkg(io.BytesIO("\n".join(rows).encode()), name="x.gkg.csv", limits=LIMITS))


def test_rows_of_gdelt_name_pages() -> None:
    got = gkg(GKG_ROW, GKG_ROW.replace("\t1\t", "\t2\t", 1), "two\tcells")
    assert [type(item) for item in got] == [NamedOnly, UnreadablePage, BadInput]
    assert isinstance(got[0], NamedOnly)
    assert (got[0].url, got[0].page) == ("https://example.org/a", "x.gkg.csv line 1")


def test_rows_of_the_first_version_may_name_several() -> None:
    got = gkg("DATE\tNUMARTS\tCOUNTS", "20130401\t2" + "\t" * 9 + f"{URL}<UDIV>{URL}/2")
    assert [item.url for item in got if isinstance(item, NamedOnly)] == [URL, f"{URL}/2"]
