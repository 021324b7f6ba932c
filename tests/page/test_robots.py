"""robots.txt: asked once, followed, kept; and what holds where it cannot be had (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dateline.page.connecting import Guarded
from dateline.page.exchange import NotFetched
from dateline.page.limits import Limits
from dateline.page.pacing import Pace
from dateline.page.robots import AGAIN, GIVEN_UP, Robots, Rules
from dateline.page.transfer import Web
from dateline.page.web import run as run_apart
from tests.page.misbehaving import Misbehaving, answer, misbehaving, moved

LIMITS = Limits(page_bytes=2_000_000, fetch_seconds=60.0, redirects=4)


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def ask(
    server: Misbehaving, *paths: str, clock: Clock | None = None, kept: dict[str, Rules] | None = None
) -> list[str]:
    """Ask for paths one after the other; return "" for what was allowed, else why not."""
    clock, kept = clock or Clock(), {} if kept is None else kept

    async def run() -> list[str]:
        pace = Pace(delay=0)
        robots = Robots(pace, recall=kept.get, keep=lambda rules: kept.update({rules.site: rules}), now=clock)
        out = []
        async with Web(limits=LIMITS, backend=Guarded(allow_private=True), turn=robots.turn) as web:
            robots.web = web
            for path in paths:
                try:
                    await web.get(server.url + path)
                    out.append("")
                except NotFetched as error:
                    out.append(error.message)
        return out

    return run_apart(run())


def says(text: str) -> bytes:
    return answer(text.encode(), content_type="text/plain")


def test_what_a_site_asks_not_to_fetch_is_not_fetched(server: Misbehaving) -> None:
    server.answers["/robots.txt"] = says("User-agent: *\nDisallow: /private\nUser-agent: dateline\nDisallow: /page\n")
    got = ask(server, "/private", "/page", "/for-now")
    assert got[0] == ""  # our own group goes before that of all others
    assert "asks programs not to fetch this" in got[1]
    assert "asks programs not to fetch this" in got[2]  # a redirect to it neither
    assert server.counts["/page"] == 0
    assert server.counts["/robots.txt"] == 1


def test_the_user_agent_names_us_and_whom_to_write_to(server: Misbehaving) -> None:
    ask(server, "/page")
    assert all(headers["user-agent"].startswith("dateline/") for _, headers in server.asked)


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone", "401 Unauthorized"])
def test_where_there_is_none_everything_may_be_fetched(server: Misbehaving, status: str) -> None:
    server.answers["/robots.txt"] = answer(status=status)
    assert ask(server, "/page") == [""]


@pytest.mark.parametrize("status", ["500 Oops", "502 Bad Gateway"])
def test_where_it_cannot_be_reached_nothing_is_fetched(server: Misbehaving, status: str) -> None:
    server.answers["/robots.txt"] = answer(status=status)
    clock, kept = Clock(), dict[str, Rules]()
    assert "cannot be reached" in ask(server, "/page", clock=clock, kept=kept)[0]
    assert "cannot be reached" in ask(server, "/page", clock=clock, kept=kept)[0]
    assert (server.counts["/page"], server.counts["/robots.txt"]) == (0, 1)
    clock.at += AGAIN
    assert "cannot be reached" in ask(server, "/page", clock=clock, kept=kept)[0]
    assert server.counts["/robots.txt"] == 2
    clock.at += GIVEN_UP
    assert ask(server, "/page", clock=clock, kept=kept) == [""]


def test_a_busy_site_is_left_alone_with_all_its_pages(server: Misbehaving) -> None:
    server.answers["/robots.txt"] = answer(status="429 Too Many Requests", retry_after="3600")
    assert "cannot be reached" in ask(server, "/page")[0]
    assert server.counts["/page"] == 0


def test_it_is_asked_for_once_a_day_by_all_runs_together(server: Misbehaving) -> None:
    server.answers["/robots.txt"] = says("User-agent: *\nDisallow: /nothing\n")
    clock, kept = Clock(), dict[str, Rules]()
    for _ in range(3):
        assert ask(server, "/page", "/packed", clock=clock, kept=kept) == ["", ""]
    assert server.counts["/robots.txt"] == 1
    clock.at += timedelta(hours=25)
    ask(server, "/page", clock=clock, kept=kept)
    assert server.counts["/robots.txt"] == 2


def test_redirects_to_it_are_followed_and_round_ones_taken_for_none(server: Misbehaving) -> None:
    server.answers |= {"/robots.txt": moved("/rules"), "/rules": says("User-agent: *\nDisallow: /page\n")}
    assert "asks programs" in ask(server, "/page")[0]
    server.answers["/robots.txt"] = moved("/robots.txt")
    assert ask(server, "/page") == [""]


def test_a_huge_one_is_read_to_its_bound(server: Misbehaving) -> None:
    server.answers["/robots.txt"] = says("User-agent: *\nDisallow: /page\n" + "# nothing here\n" * 100_000)
    assert "asks programs" in ask(server, "/page")[0]


@pytest.mark.parametrize("text", ["\x00\xff" * 100, "Disallow: /page", "<html>not here</html>", "User-agent: *\n" * 3])
def test_nonsense_forbids_nothing(server: Misbehaving, text: str) -> None:
    server.answers["/robots.txt"] = answer(text.encode("latin-1"), content_type="text/plain")
    assert ask(server, "/page") == [""]


def test_a_crawl_delay_keeps_requests_apart(server: Misbehaving) -> None:
    server.answers["/robots.txt"] = says("User-agent: *\nCrawl-delay: 0.3\n")
    clock = asyncio.new_event_loop().time
    began = clock()
    assert ask(server, "/page", "/packed", "/page") == ["", "", ""]
    assert clock() - began > 0.6
