"""Each source of front matter in a small page of its own, and what comes of it beside it."""

from datetime import UTC, datetime

import pytest

from dateline.article.cutting import cut
from dateline.model.article import Article
from dateline.model.page import Page
from tests.article import sample_pages as pages

FETCHED = datetime(2024, 3, 20, 14, 30, tzinfo=UTC)
URL = "https://nordbo.example/world/tunnel"
STORY = "".join(f"<p>{p}</p>" for p in pages.STORY)
TITLE = "Tunnel to open again at last"


def read(head: str = "", above: str = "", below: str = "", url: str = URL, title: str = TITLE) -> Article:
    html = f"<html><head>{head}</head><body><main><h1>{title}</h1>{above}{STORY}{below}</main></body></html>"
    found = cut(Page(id="p", content=html, media_type="text/html", fetched=FETCHED, url=url)).articles
    return found[0]


def linked(body: str) -> str:
    return f'<script type="application/ld+json">{body}</script>'


ARTICLE = (
    '{"@type": "NewsArticle", "headline": "Tunnel to open again at last", "datePublished": "2024-03-12T09:00:00Z"}'
)


DAYS: dict[str, tuple[str, str, str | None, str | None]] = {
    "json-ld": (linked(ARTICLE), "", "2024-03-12T09:00:00+00:00", "metadata"),
    "json-ld graph": (
        linked(
            '{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "N"}, ' + ARTICLE + "]}"
        ),
        "",
        "2024-03-12T09:00:00+00:00",
        "metadata",
    ),
    "json-ld of several articles: the one with the title": (
        linked(
            '[{"@type": "NewsArticle", "headline": "Another", "description": "d", "articleSection": "s", '
            '"datePublished": "2024-01-01", "dateModified": "2024-01-02"}, ' + ARTICLE + "]"
        )
        + f"<title>{TITLE} | Nordbo Nytt</title>",
        "",
        "2024-03-12T09:00:00+00:00",
        "metadata",
    ),
    "broken json-ld": (
        linked('{"@type": "NewsArticle", "datePublished": "2024-03-12", "description": "it said "yes""}'),
        "",
        "2024-03-12",
        "metadata",
    ),
    "wrapped json-ld with a comma too many": (
        linked('//<![CDATA[\n{"@type": ["NewsArticle"], "datePublished": "2024-03-12",}\n//]]>'),
        "",
        "2024-03-12",
        "metadata",
    ),
    "web page": (linked('{"@type": "WebPage", "datePublished": "2024-03-12"}'), "", "2024-03-12", "metadata"),
    "a recording of another day": (
        linked('{"@type": "VideoObject", "name": "Ferry sinks", "uploadDate": "2023-01-01"}'),
        "",
        None,
        None,
    ),
    "meta property, local time": (
        '<meta property="article:published_time" content="2024-03-12T23:30:00+05:30">',
        "",
        "2024-03-12T23:30:00+05:30",
        "metadata",
    ),
    "dublin core": ('<meta name="DC.date.issued" content="2024-03-12">', "", "2024-03-12", "metadata"),
    "a name no list has": ('<meta name="nytt:firstPublishDate" content="2024-03-12">', "", "2024-03-12", "metadata"),
    "what the server says": ('<meta http-equiv="date" content="2024-03-20">', "", None, None),
    "microdata, words": ("", "<span itemprop=datePublished>March 12, 2024</span>", "2024-03-12", "metadata"),
    "microdata, content": ("", '<meta itemprop="datePublished" content="2024-03-12">', "2024-03-12", "metadata"),
    "rdfa": ("", '<i property="schema:datePublished" content="2024-03-12">Tuesday</i>', "2024-03-12", "metadata"),
    "time": ("", "<time datetime=2024-03-12>Tuesday</time>", "2024-03-12", "metadata"),
    "time, not of the change": (
        "",
        "<time class=updated datetime=2024-03-14>Thursday</time><time datetime=2024-03-12>Tuesday</time>",
        "2024-03-12",
        "metadata",
    ),
    "line": ("", "<p>Published: March 12, 2024 | Updated: March 14, 2024</p>", "2024-03-12", "header"),
    "short year": ("", "<p>By Anna Lund - 02/29/24 11:35 AM CET</p>", "2024-02-29T11:35+01:00", "header"),
    "age": ("", "<p>2 days ago</p>", "2024-03-18", "relative"),
    "script": (
        "<script>var page = {'publishDate':'2024-03-12T09:00:00Z'}</script>",
        "",
        "2024-03-12T09:00:00+00:00",
        "metadata",
    ),
    "nothing, and not the day of the crawl": ("", "", None, None),
}
"""What each page says of its day, in its head and over its story, and the day and the basis to be read from it."""


@pytest.mark.parametrize(("head", "above", "value", "basis"), DAYS.values(), ids=DAYS)
def test_where_the_day_of_publication_is_said(head: str, above: str, value: str | None, basis: str | None) -> None:
    article = read(head, above)
    found = article.published
    assert (found.value, found.basis) == (value, basis) if found else (value, basis) == (None, None)
    assert found or article.reasons["published"]
    assert all(e.exact for e in found.evidence) if found else True


def test_the_address_names_the_day() -> None:
    article = read(url="https://nordbo.example/2024/03/12/tunnel")
    assert article.published is not None and article.published.basis == "url"


@pytest.mark.parametrize(
    ("url", "language", "line", "value"),
    [
        ("https://nordbo.example.in/tunnel", "en", "3/4/2023, 18:30 IST", "2023-04-03T18:30+05:30"),
        ("https://nordbo.example/tunnel", "en-US", "3/4/2023", "2023-03-04"),
        ("https://nordbo.example/tunnel", "en", "3/4/2023", None),
    ],
)
def test_the_site_s_home_settles_the_order_of_day_and_month(
    url: str, language: str, line: str, value: str | None
) -> None:
    html = f"<html lang={language}><body><h1>{TITLE}</h1><p>{line}</p>{STORY}</body></html>"
    found = cut(Page(id="p", content=html, media_type="text/html", fetched=FETCHED, url=url)).articles[0].published
    assert (found.value if found else None) == value


def test_the_page_s_own_dates_settle_the_order_first() -> None:
    article = read(above="<p>3/4/2023</p>", below="<h2>Related stories</h2><p>25/12/2022</p>")
    assert article.published is not None and article.published.value == "2023-04-03"


def test_a_change_stands_for_the_publication_only_with_a_reason() -> None:
    article = read(above="<p>Updated March 14, 2024</p>")
    assert article.published is not None and article.modified is not None
    assert article.published.value == article.modified.value == "2024-03-14"
    assert article.reasons["published"] == "the page says only when it was changed"


def test_metadata_and_a_line_that_disagree_are_told() -> None:
    article = read(linked(ARTICLE), "<p>14 March 2024</p>")
    assert article.published is not None and article.published.value.startswith("2024-03-12")
    assert "2024-03-14" in article.reasons["published"]


def test_a_change_before_the_publication_is_none() -> None:
    head = '<meta property="article:modified_time" content="2024-01-01T00:00:00Z">'
    assert read(head + linked(ARTICLE)).modified is None


@pytest.mark.parametrize(
    ("head", "above", "names"),
    [
        (
            linked('{"@type": "Article", "author": [{"@type": "Person", "name": "Anna Lund"}, "Erik Holm"]}'),
            "",
            ["Anna Lund", "Erik Holm"],
        ),
        (
            linked(
                '{"@graph": [{"@type": "Article", "author": {"@id": "#a"}}, '
                '{"@type": "Person", "@id": "#a", "name": "Anna Lund"}]}'
            ),
            "",
            ["Anna Lund"],
        ),
        (linked('{"@type": "Article", "author": {"@type": "Organization", "name": "Nordbo Nytt"}}'), "", []),
        ('<meta name="author" content="By Anna Lund and Erik Holm">', "", ["Anna Lund", "Erik Holm"]),
        ('<meta name="author" content="Staff Reporter">', "", []),
        ("", "<div itemprop=author>By <span itemprop=name>Anna Lund</span>, Nordbo</div>", ["Anna Lund"]),
        ("", '<div><a rel="author" href="/a">Anna Lund</a></div>', ["Anna Lund"]),
        ("", "<p>By Anna Lund</p>", ["Anna Lund"]),
        ("", "<p>By Reuters</p>", []),
    ],
)
def test_who_signed(head: str, above: str, names: list[str]) -> None:
    assert [b.value for b in read(head, above).bylines] == names


@pytest.mark.parametrize(
    ("head", "above", "agency"),
    [
        (linked('{"@type": "Article", "author": {"@type": "Organization", "name": "Reuters"}}'), "", "Reuters"),
        ('<meta name="author" content="Anna Lund, Associated Press">', "", "AP"),
        ("", "<p>By Reuters</p>", "Reuters"),
        ("", "<figure><img src=a><div class=credit>AP</div></figure>", None),
    ],
)
def test_which_agency_signed(head: str, above: str, agency: str | None) -> None:
    article = read(head + '<meta property="og:site_name" content="Nordbo Nytt">', above)
    assert (article.agency.value if article.agency else None) == agency
    assert article.publisher is not None and article.publisher.value == "Nordbo Nytt" and article.aggregator is None


def test_buttons_and_jobs_are_no_outlets() -> None:
    links = "<ul><li><a href=#>Print</a></li><li><a href=#>Flipboard</a></li></ul>"
    above = f"<p>Anna Lund</p><p>Senior Staff Reporter</p>{links}"
    article = read('<meta property="og:site_name" content="Nordbo Nytt">', above)
    assert article.publisher is not None and article.publisher.value == "Nordbo Nytt" and article.aggregator is None


def test_titles_lose_the_site_before_and_behind_them() -> None:
    for title in (f"Nordbo Nytt | {TITLE}", f"{TITLE} - Nordbo Nytt"):
        html = f"<head><title>{title}</title></head><body><p>{TITLE}</p>{STORY}</body>"
        article = cut(Page(id="p", content=html, media_type="text/html")).articles[0]
        assert article.headline is not None and article.headline.value == TITLE
    head = linked('{"@type": "Article", "headline": "Tunnel &#8216;to open&#8217; again"}')
    html = f"<head>{head}</head><body><p>Tunnel ‘to open’ again</p>{STORY}</body>"
    article = cut(Page(id="p", content=html, media_type="text/html")).articles[0]
    assert article.headline is not None and article.headline.basis == "text"


def test_section_language_and_address() -> None:
    head = '<link rel=canonical href="/world/tunnel"><meta property="article:section" content="World">'
    article = read(head)
    assert (article.section, article.canonical_url, article.language) == ("World", URL, "en")
    assert read('<meta name="section" content="World, Norland, Trains, Tunnels">').section == "World"


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("Correction: An earlier version of this story misspelled the name of the minister.", "corrections"),
        ("This article was amended on 14 March 2024 to give the right cost of the tunnel.", "corrections"),
        ("Clarification (March 14): the cost is that of both halves.", "corrections"),
        ("A previous version of this story said that the tunnel was closed in 2018.", "corrections"),
        ("(Corrects spelling of the minister's name in paragraph 2)", "corrections"),
        ("Editor’s note (March 14th 2024): This leader was updated to reflect the vote.", "updates"),
        ("(Updated at 5.30 pm)", "updates"),
        ("(Adds quotes, background)", "updates"),
        ("This is a developing story and will be updated.", "updates"),
        ("UPDATE: The tunnel was closed again in the evening.", "updates"),
        ("Updates were made to the list of roads by the ministry.", None),
        ("The correction of the border was welcomed by both sides.", None),
        ("Corrections officers will guard the site, the ministry said.", None),
        ("Updated: March 14, 2024", None),
    ],
)
def test_what_an_outlet_says_of_its_own_text(note: str, kind: str | None) -> None:
    article = read(below=f"<p>{note}</p>")
    found = {"corrections": article.corrections, "updates": article.updates}
    assert {k: [c.value for c in v] for k, v in found.items() if v} == ({kind: [note]} if kind else {})
    assert all(c.evidence[0].exact == note for v in found.values() for c in v)


def test_a_label_over_a_correction_is_not_the_correction() -> None:
    note = "The cost of the tunnel was given as 24 million crowns. It is 240 million crowns."
    article = read(below=f"<h3>Corrections</h3><p>{note}</p>")
    assert [c.value for c in article.corrections] == [note]
