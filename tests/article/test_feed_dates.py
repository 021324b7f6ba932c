"""What a feed says of a page is believed where the page says nothing itself, and is told as the feed's word."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.article.cutting import cut
from dateline.model.article import Article
from dateline.model.page import Listed, Page

WORDS = "<p>" + "The ferry office said boats would leave the old harbour again every morning. " * 5 + "</p>"
SAID = Listed(title="Boats leave again", published=datetime(2025, 7, 1, 9, 30, tzinfo=UTC))


def article(markup: str, listed: Listed | None = SAID) -> Article:
    page = Page(
        id="a", content=markup, media_type="text/html", url="https://news.example/a", listed=listed,
        fetched=datetime(2025, 7, 3, tzinfo=UTC),
    )  # fmt: skip
    return cut(page).articles[0]


def test_a_feed_dates_and_heads_what_says_neither() -> None:
    found = article(WORDS * 3)
    assert found.published is not None and found.headline is not None
    assert (found.published.value, found.published.basis, found.published.precision) == (
        "2025-07-01T09:30+00:00", "feed", "minute",
    )  # fmt: skip
    assert (found.headline.value, found.headline.basis) == ("Boats leave again", "feed")


def test_what_the_page_says_itself_goes_first() -> None:
    found = article(
        '<html><head><meta property="article:published_time" content="2025-06-30T08:00:00+02:00"></head><body><article>'
        f"<h1>Old harbour opens for boats again</h1>{WORDS * 3}</article></body></html>"
    )
    assert found.published is not None and found.published.basis == "metadata"
    assert found.headline is not None and found.headline.value == "Old harbour opens for boats again"


def test_without_a_feed_nothing_is_made_up() -> None:
    found = article(WORDS * 3, None)
    assert found.published is None and found.headline is None
