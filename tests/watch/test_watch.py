"""The watch: what is new is fetched once, read and kept; what fails is told and put off; nobody is held up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dateline.watch.manners import Manners
from tests.page.misbehaving import ENTITY_BOMB, Misbehaving, answer, misbehaving, moved
from tests.watch.watching import WORDS, Desk, feed, fresh_counts, item, mail_date, page

HOURS = timedelta(hours=30)


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


@pytest.fixture
def desk(place: str) -> Desk:
    return Desk(place)


def test_what_a_feed_lists_is_fetched_read_and_kept_once(server: Misbehaving, desk: Desk) -> None:
    url = server.url
    day = mail_date(desk.at - timedelta(hours=3))
    server.answers |= {
        "/feed": feed(
            item("Ferry runs", f"{url}/a", day=day), item("Bridge opens", "/b", words=f"{WORDS * 12}", day=day),
            etag='"1"', last_modified="Tue, 01 Jul 2025 10:00:00 GMT",
        ),
        "/a": page("Ferry runs again"),
    }  # fmt: skip
    desk.follow(f"{url}/feed")
    desk.watch()
    assert desk.headlines() == ["Bridge opens", "Ferry runs again"]
    with desk.open() as store:
        (source,) = store.following.sources()
        assert (source.kind, source.title, source.strikes, source.error) == ("feed", "Harbour News", 0, None)
        assert source.next_at > desk.at and source.new_at == source.answered_at == desk.at
        rows = {row.headline: row for row in store.articles().rows}
        for row in rows.values():
            published = store.article(row.id).record.article.published
            assert published is not None and (published.basis, published.precision) == ("feed", "minute")
        assert [i.state for i in store.following.items(source.id).rows] == ["kept", "kept"]
    assert fresh_counts(server) == {"/robots.txt": 1, "/feed": 1, "/a": 1}

    server.answers["/feed"] = answer(status="304 Not Modified")
    desk.watch(later=HOURS)
    assert fresh_counts(server) == {"/feed": 1}
    asked = dict(server.asked)["/feed"]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Tue, 01 Jul 2025 10:00:00 GMT")
    assert asked["user-agent"].endswith("(+https://desk.example/about)")
    with desk.open() as store:
        assert [f.result for f in store.following.history(source.id)] == ["unchanged", "new"]


def test_a_feed_without_validators_that_did_not_change_brings_nothing(server: Misbehaving, desk: Desk) -> None:
    server.answers |= {"/feed": feed(item("Ferry", f"{server.url}/a")), "/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    desk.watch(later=HOURS)
    assert server.counts["/feed"] == 2 and server.counts["/a"] == 1
    assert desk.headlines() == ["Ferry runs again"]


def test_what_two_feeds_list_is_fetched_once(server: Misbehaving, desk: Desk) -> None:
    same = feed(item("Ferry", f"{server.url}/a"))
    server.answers |= {"/feed": same, "/other": same, "/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    desk.follow(f"{server.url}/other")
    desk.watch()
    assert server.counts["/a"] == 1
    with desk.open() as store:
        other = store.following.source(f"{server.url}/other")
        (seen,) = store.following.items(other.id).rows
        assert (seen.state, seen.error) == ("passed", "came from another source")


def test_a_text_that_changes_in_the_feed_is_a_new_version(server: Misbehaving, desk: Desk) -> None:
    server.answers["/feed"] = feed(item("Ferry", f"{server.url}/a", words=WORDS * 12))
    desk.follow(f"{server.url}/feed")
    desk.watch()
    server.answers["/feed"] = feed(item("Ferry", f"{server.url}/a", words=WORDS * 12 + "Nobody was hurt, it said."))
    desk.watch(later=HOURS)
    with desk.open() as store:
        (row,) = store.articles().rows
        assert len(store.versions(row.id)) == 2


def test_a_page_that_is_followed_is_kept_whenever_it_changes(server: Misbehaving, desk: Desk) -> None:
    server.answers["/statement"] = page("Harbour closes")
    desk.follow(f"{server.url}/statement")
    desk.watch()
    desk.watch(later=HOURS)
    server.answers["/statement"] = page("Harbour closes", WORDS + "It opens on Monday again, the office added. ")
    desk.watch(later=HOURS)
    with desk.open() as store:
        (source,) = store.following.sources()
        assert source.kind == "page"
        assert [f.result for f in store.following.history(source.id)] == ["new", "unchanged", "new"]
        (row,) = store.articles().rows
        assert len(store.versions(row.id)) == 2


def test_a_news_sitemap_below_an_index(server: Misbehaving, desk: Desk) -> None:
    now, old = desk.at.isoformat(), (desk.at - timedelta(days=30)).isoformat()
    entry = "<url><loc>{}</loc><lastmod>{}</lastmod></url>"
    listed = entry.format(f"{server.url}/a", now) + entry.format(f"{server.url}/old", old)
    listed += f"<url><loc>{server.url}/undated</loc></url>"
    server.answers |= {
        "/sitemap.xml": answer(
            f"<sitemapindex><sitemap><loc>{server.url}/news.xml</loc></sitemap></sitemapindex>".encode(), etag='"i"'
        ),
        "/news.xml": answer(f"<urlset>{listed}</urlset>".encode(), etag='"n"'),
        "/a": page("Ferry runs again"),
    }
    desk.follow(f"{server.url}/sitemap.xml")
    desk.watch()
    assert desk.headlines() == ["Ferry runs again"]
    assert server.counts["/old"] == server.counts["/undated"] == 0
    server.answers["/sitemap.xml"] = answer(status="304 Not Modified")
    server.answers["/news.xml"] = answer(f"<urlset>{entry.format(server.url + '/b', now)}</urlset>".encode())
    server.answers["/b"] = page("Bridge opens")
    desk.watch(later=HOURS)
    assert desk.headlines() == ["Bridge opens", "Ferry runs again"]


def test_a_source_that_moves_for_good_is_asked_there(server: Misbehaving, desk: Desk) -> None:
    server.answers |= {"/feed": moved("/new", "301 Moved Permanently"), "/new": feed(title="Moved")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    desk.watch(later=HOURS)
    assert (server.counts["/feed"], server.counts["/new"]) == (1, 2)
    with desk.open() as store:
        (source,) = store.following.sources()
        assert (source.url, source.moved_from) == (f"{server.url}/new", f"{server.url}/feed")
        assert store.following.add(f"{server.url}/feed", at=desk.at) == (source, False)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/file-entity", "entities"),
        ("/gzip-bomb", "larger than"),
        ("/silent", "took longer"),
        ("/round", "redirects"),
        ("/nothing", "cannot be fetched"),
        ("/missing", "404"),
        ("/image-as-html", ""),
    ],
)
def test_a_source_that_fails_says_why_and_is_asked_later(
    server: Misbehaving, desk: Desk, path: str, words: str
) -> None:
    desk.follow(server.url + path)
    if path == "/silent":
        desk.hurry()
    desk.watch()
    desk.watch()
    with desk.open() as store:
        (source,) = store.following.sources()
        (round_,) = store.following.history(source.id)
    assert words in (source.error or "") and source.error == round_.error
    assert (round_.result, source.strikes) == ("failed", 1)
    assert source.next_at - desk.at > timedelta(minutes=50)


def test_failures_put_a_source_off_longer_each_time(server: Misbehaving, desk: Desk) -> None:
    desk.follow(f"{server.url}/missing")
    waits = []
    for _ in range(4):
        desk.watch()
        with desk.open() as store:
            (source,) = store.following.sources()
        waits.append(source.next_at - desk.at)
        desk.at = source.next_at
    assert waits == sorted(waits) and waits[3] > 6 * waits[0]


def test_a_busy_host_is_left_alone_with_all_its_sources(server: Misbehaving, desk: Desk) -> None:
    server.answers["/feed"] = answer(status="429 Too Many Requests", retry_after="7200")
    server.answers["/other"] = feed()
    desk.follow(f"{server.url}/feed")
    desk.watch()
    desk.follow(f"{server.url}/other")
    desk.watch()
    assert server.counts["/other"] == 0
    with desk.open() as store:
        for source in store.following.sources():
            assert source.next_at >= desk.at + timedelta(hours=1, minutes=50)
        assert "left alone" in (store.following.source(f"{server.url}/other").error or "")


def test_gone_is_gone(server: Misbehaving, desk: Desk) -> None:
    desk.follow(f"{server.url}/gone")
    desk.watch()
    with desk.open() as store:
        (source,) = store.following.sources()
        assert source.paused and "410" in (source.error or "")


def test_pages_that_fail_are_tried_again_or_given_up_and_say_why(server: Misbehaving, desk: Desk) -> None:
    server.answers |= {
        "/feed": feed(*(item(name, f"{server.url}{name}") for name in ("/missing", "/silent", "/html-as-image", "/a"))),
        "/a": page("Ferry runs again"),
    }
    desk.follow(f"{server.url}/feed")
    desk.hurry()
    desk.watch()
    with desk.open() as store:
        (source,) = store.following.sources()
        states = {i.guid: (i.state, i.error or "") for i in store.following.items(source.id).rows}
    assert states["/a"][0] == "kept"
    assert states["/missing"][0] == "failed" and "404" in states["/missing"][1]
    assert states["/silent"][0] == "waiting" and "took longer" in states["/silent"][1]
    assert states["/html-as-image"][0] == "failed" and "image/png" in states["/html-as-image"][1]
    server.answers["/silent"] = page("Bridge opens")
    desk.watch(later=timedelta(hours=1))
    assert desk.headlines() == ["Bridge opens", "Ferry runs again"]


def test_robots_are_asked_before_anything_and_followed(server: Misbehaving, desk: Desk) -> None:
    server.answers |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /private\n", content_type="text/plain"),
        "/feed": feed(item("a", f"{server.url}/private/a"), item("b", f"{server.url}/b")),
        "/b": page("Bridge opens"),
    }
    desk.follow(f"{server.url}/feed", f"{server.url}/private/feed")
    desk.watch()
    assert server.asked[0][0] == "/robots.txt"
    assert not any(path.startswith("/private") for path, _ in server.asked)
    assert desk.headlines() == ["Bridge opens"]
    with desk.open() as store:
        assert "robots.txt" in (store.following.source(f"{server.url}/private/feed").error or "")


def test_redirects_off_the_public_internet_are_refused_before_a_packet_leaves(server: Misbehaving, desk: Desk) -> None:
    """The setting allows this machine here, so what is refused is told by addresses that no setting was made for."""
    desk.follow("http://169.254.169.254/latest/meta-data/")
    desk.manners = Manners(limits=desk.manners.limits)
    desk.watch()
    with desk.open() as store:
        assert "no public address" in (store.following.sources()[0].error or "")


def test_one_slow_host_holds_up_no_other(server: Misbehaving, desk: Desk) -> None:
    fast = server.url.replace("127.0.0.1", "localhost")
    server.answers |= {f"/{n}": feed(item(str(n), f"{fast}/p{n}")) for n in range(10)}
    server.answers |= {f"/p{n}": page(f"Ferry number {n} runs again") for n in range(10)}
    desk.follow(*(f"{server.url}/silent?{n}" for n in range(30)), *(f"{fast}/{n}" for n in range(10)))
    for n in range(30):
        server.slow.add(f"/silent?{n}")
    desk.grace = 0.5
    desk.until(lambda: sum(told.result == "kept" for told in desk.told) == 10)
    assert len(desk.headlines()) == 10
    # The slow ones, each of which takes a minute, are far from done: nobody waited for them.
    assert sum("silent" in told.url for told in desk.told) < 20


def test_it_stops_when_told_and_goes_on_where_it_was(server: Misbehaving, desk: Desk) -> None:
    server.answers |= {"/feed": feed(*(item(str(n), f"{server.url}/p{n}") for n in range(12)))}
    server.answers |= {f"/p{n}": page(f"Ferry number {n} runs again") for n in range(12)}
    desk.follow(f"{server.url}/feed")
    desk.until(lambda: any(told.result == "kept" for told in desk.told))
    assert len(desk.headlines()) < 12
    desk.watch()
    assert len(desk.headlines()) == 12
    assert all(server.counts[f"/p{n}"] == 1 for n in range(12))
    assert server.counts["/feed"] == 1


def test_entities_in_a_feed_unpack_to_nothing(server: Misbehaving, desk: Desk) -> None:
    server.answers["/feed"] = answer(ENTITY_BOMB, content_type="text/xml")
    desk.follow(f"{server.url}/feed")
    desk.watch()
    with desk.open() as store:
        assert "XML entities" in (store.following.sources()[0].error or "")
        assert store.counts()["pages"] == 0


def test_a_broken_feed_gives_what_it_has_and_says_that_it_is_broken(server: Misbehaving, desk: Desk) -> None:
    whole = feed(item("Ferry", f"{server.url}/a"), item("Bridge", f"{server.url}/b"))
    body = whole.partition(b"\r\n\r\n")[2]
    server.answers |= {"/feed": answer(body[: body.index(b"<title>Bridge")], content_type="application/rss+xml")}
    server.answers |= {"/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    assert desk.headlines() == ["Ferry runs again"]
    with desk.open() as store:
        (source,) = store.following.sources()
        assert source.strikes == 0 and "broken" in (source.error or "")


def test_what_comes_again_under_another_name_is_not_fetched_again(server: Misbehaving, desk: Desk) -> None:
    def listed(name: str) -> bytes:
        return feed(item(name, f"{server.url}/a").replace(f"<title>{name}", "<title>Ferry"))

    server.answers |= {"/feed": listed("1"), "/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    server.answers["/feed"] = listed("2")
    desk.watch(later=HOURS)
    assert server.counts["/a"] == 1
