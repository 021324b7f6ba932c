"""Feeds, sitemaps, OPML and discovery: what is listed is found, what is broken is said, and nothing is unpacked."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadInput, PageError, TooLargePage
from dateline.page.discovery import named_feeds, named_sitemaps
from dateline.page.feeds import looks_like_feed, read_feed
from dateline.page.opml import Outline, read_opml, write_opml
from dateline.page.sitemaps import looks_like_sitemap, read_sitemap
from tests.page.misbehaving import ENTITY_BOMB, FILE_ENTITY

URL = "https://news.example/feeds/all.xml"
LONG = "<p>" + "The harbour office said the ferry would run again from Monday morning. " * 12 + "</p>"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>
<title>Harbour News</title><link>https://news.example/</link><ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>
<item><title>Ferry &amp; café reopen</title><link>/2025/ferry</link><guid isPermaLink="false">f-1</guid>
  <pubDate>Tue, 01 Jul 2025 23:30:00 -0400</pubDate><description>Short.</description>
  <content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Bridge</title><link>https://news.example/bridge#top</link>
  <description>The bridge opens. Read more…</description></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title><link href="https://news.example/"/>
<entry><id>tag:news.example,2025:1</id><title>Ferry</title><link href="https://news.example/ferry"/>
<published>2025-07-01T10:00:00+02:00</published><updated>2025-07-02T10:00:00Z</updated>
<content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>""".encode()

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>Harbour</title>
<link>https://news.example/</link></channel><item rdf:about="https://news.example/a"><title>Ferry</title>
<link>https://news.example/a</link><dc:date>2025-07-01</dc:date></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour",
        "home_page_url": "https://news.example/",
        "items": [
            {"id": "1", "url": "/a", "title": "Ferry", "content_html": LONG, "date_published": "2025-07-01T10:00:00Z"},
            {"id": "2", "url": "/b", "content_text": "Short."},
            "nonsense",
        ],
    }
).encode()


def test_rss() -> None:
    feed = read_feed(RSS, url=URL)
    assert (feed.title, feed.site, feed.every) == ("Harbour News", "https://news.example/", timedelta(hours=1))
    whole, teaser = feed.items
    assert (whole.guid, whole.title, whole.url) == ("f-1", "Ferry & café reopen", "https://news.example/2025/ferry")
    assert whole.published is not None and whole.published.isoformat() == "2025-07-01T23:30:00-04:00"
    assert whole.body is not None and "ferry would run again" in whole.body
    assert (teaser.guid, teaser.url, teaser.body) == ("https://news.example/bridge",) * 2 + (None,)


@pytest.mark.parametrize(("data", "items", "bodies"), [(ATOM, 1, 1), (RDF, 1, 0), (JSON, 2, 1)])
def test_other_forms(data: bytes, items: int, bodies: int) -> None:
    feed = read_feed(data, url=URL)
    assert (feed.title, feed.site) == ("Harbour", "https://news.example/")
    assert (len(feed.items), sum(item.body is not None for item in feed.items)) == (items, bodies)
    assert feed.items[0].published is not None and feed.items[0].published.date().isoformat() == "2025-07-01"


def test_the_same_item_twice_is_one() -> None:
    twice = RSS.replace(b"</channel>", RSS[RSS.index(b"<item>") : RSS.index(b"</item>") + 7] + b"</channel>")
    assert len(read_feed(twice, url=URL).items) == 2


def test_what_changes_says_so() -> None:
    before, after = read_feed(RSS, url=URL).items[0], read_feed(RSS.replace(b"Monday", b"Tuesday"), url=URL).items[0]
    assert before.guid == after.guid and before.said != after.said
    assert read_feed(RSS, url=URL).items[0].said == before.said


@pytest.mark.parametrize("data", [ENTITY_BOMB, FILE_ENTITY, ENTITY_BOMB.decode().encode("utf-16")])
def test_entities_are_refused(data: bytes) -> None:
    for read in (read_feed, read_sitemap):
        with pytest.raises(BadInput, match="entities"):
            read(data, url=URL)
    with pytest.raises(BadInput, match="entities"):
        read_opml(data, name="a.opml")


def test_a_broken_feed_gives_what_it_has() -> None:
    feed = read_feed(RSS[: RSS.index(b"<title>Bridge")], url=URL)
    assert feed.items[0].guid == "f-1"
    assert any("broken" in note for note in feed.notes)


@pytest.mark.parametrize(
    "data", [b"", b"<html><p>No feed.</p></html>", b"{}", b'{"items": 3}', b"[" * 100_000, b"\x89PNG"]
)
def test_no_feed(data: bytes) -> None:
    with pytest.raises(PageError):
        read_feed(data, url=URL)


def test_addresses_that_are_none_are_left_out() -> None:
    bad = RSS.replace(b"/2025/ferry", b"javascript:alert(1)").replace(b"https://news.example/bridge#top", b"http://[")
    assert [item.url for item in read_feed(bad, url=URL).items] == [None, None]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_an_error(data: bytes) -> None:
    for start in (
        b"",
        b"<rss><channel><item>",
        b'{"version":"https://jsonfeed.org/version/1.1","items":[',
        b"<urlset>",
    ):
        for read in (read_feed, read_sitemap):
            try:
                read(start + data, url=URL)
            except PageError:
                continue


def urlset(*entries: str) -> bytes:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"<urlset {space}>{''.join(entries)}</urlset>".encode()


NEWS = urlset(
    "<url><loc>https://news.example/a</loc><news:news><news:publication><news:name>Harbour</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2025-07-01T08:00:00+02:00"
    "</news:publication_date><news:title>Ferry reopens</news:title></news:news></url>",
    "<url><loc>https://news.example/b</loc><lastmod>2025-06-30</lastmod></url>",
    "<url><loc>https://news.example/b</loc></url>",
    "<url><loc>ftp://news.example/c</loc></url>",
)


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS)])
def test_a_news_sitemap(data: bytes) -> None:
    assert looks_like_sitemap(data) and not looks_like_feed(data)
    found = read_sitemap(data, url=URL)
    assert [(i.url, i.title) for i in found.items] == [
        ("https://news.example/a", "Ferry reopens"),
        ("https://news.example/b", None),
    ]
    assert found.items[0].published is not None and found.items[1].updated is not None
    assert found.name == "Harbour"


def test_an_index_of_sitemaps() -> None:
    data = b"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2025-07-01</lastmod></sitemap></sitemapindex>"
    (child,) = read_sitemap(data, url="https://news.example/sitemap.xml").children
    assert (child.url, child.modified) == ("https://news.example/a.xml", datetime(2025, 7, 1, tzinfo=UTC))


def test_a_packed_sitemap_that_unpacks_without_end_is_cut_off() -> None:
    with pytest.raises(TooLargePage):
        read_sitemap(gzip.compress(b"<urlset>" + bytes(60_000_000)), url=URL)


def test_opml_comes_back_as_it_was() -> None:
    outlines = (
        Outline(url="https://a.example/feed?a=1&b=2", title='A "quoted" & <odd> name', site="https://a.example/"),
        Outline(url="https://b.example/feed", title="B", folder="Asia/South"),
        Outline(url="https://c.example/sitemap.xml", kind="sitemap", title="C", folder="Asia"),
        Outline(url="https://d.example/page", kind="page", title="D", folder="Asia"),
    )
    assert set(read_opml(write_opml(outlines).encode(), name="a")) == set(outlines)
    assert write_opml(read_opml(write_opml(outlines).encode(), name="a")).count("<outline") == 7


@given(
    st.lists(
        st.builds(
            Outline,
            url=st.from_regex(r"https://[a-z]{1,8}\.example/[a-z]{0,5}", fullmatch=True),
            title=st.one_of(st.none(), st.from_regex(r"[A-Za-z&<>\"'é]{1,12}", fullmatch=True)),
            folder=st.one_of(st.none(), st.from_regex(r"[A-Za-zé]{1,5}(/[a-z]{1,5}){0,2}", fullmatch=True)),
        ),
        max_size=6,
        unique_by=lambda o: o.url,
    )
)
def test_opml_round_trip(outlines: list[Outline]) -> None:
    again = {o.url: o for o in read_opml(write_opml(outlines).encode(), name="a")}
    assert {o.url: o.folder for o in outlines} == {url: o.folder for url, o in again.items()}


def test_opml_of_others() -> None:
    data = b"""<opml version="1.0"><body><outline text="News"><outline text="A" type="rss" XMLURL="https://a.example/x"
      htmlUrl="https://a.example"/><outline text="dup" xmlUrl="https://a.example/x"/></outline>
      <outline text="No address"/><outline xmlUrl="javascript:x"/>
      <outline xmlUrl="https://b.example/" category="/Tech"/>
      </body></opml>"""
    assert [(o.url, o.title, o.folder) for o in read_opml(data, name="x")] == [
        ("https://a.example/x", "A", "News"),
        ("https://b.example/", None, "Tech"),
    ]
    with pytest.raises(BadInput):
        read_opml(b"<html/>", name="x")


def test_feeds_that_a_page_names() -> None:
    page = b"""<html><head><base href="https://news.example/en/"><link rel="alternate" type="application/rss+xml"
      title="Comments" href="comments/"><link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8"
      title="All" href="feed"><link rel="alternate" type="text/html" href="de"><link rel="alternate"
      type="application/rss+xml" href="javascript:x"></head></html>"""
    assert [(f.url, f.title) for f in named_feeds(page, url="https://news.example/")] == [
        ("https://news.example/en/feed", "All"),
        ("https://news.example/en/comments/", "Comments"),
    ]
    assert named_feeds(b"", url=URL) == ()


def test_sitemaps_that_a_robots_names() -> None:
    found = named_sitemaps(("https://x.example/map.xml", "/news.xml", "nonsense:"), url="https://x.example/")
    assert [f.url for f in found] == ["https://x.example/news.xml", "https://x.example/map.xml"]
