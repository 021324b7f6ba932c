"""Front matter: whose a story is, its headline and its day, in the shapes that pages print them."""

from datetime import UTC, datetime

import pytest

from dateline.article.cutting import cut
from dateline.article.days import latest_such_day
from dateline.model.article import Article
from dateline.model.page import MediaType, Page
from tests.article import sample_pages as pages

FETCHED = datetime(2024, 3, 15, 14, 30, tzinfo=UTC)
BODY = "\n\n".join(pages.STORY)


def only(content: str, media: MediaType = "text/plain", url: str | None = None) -> Article:
    (article,) = cut(Page(id="p", content=content, media_type=media, fetched=FETCHED, url=url)).articles
    return article


def value(article: Article, name: str) -> str | None:
    cited = getattr(article, name)
    return cited.value if cited else None


@pytest.mark.parametrize(
    ("content", "media", "publisher"),
    [
        (
            f"Tunnel to open again\n\nBy Anna Lund\nKarsholm Courier\n12 March 2024\n\n{BODY}",
            "text/plain",
            "Karsholm Courier",
        ),
        (
            f"The Karsholm Gazette\n\nHome | World\n\nTunnel to open again at last\n\n{BODY}",
            "text/plain",
            "The Karsholm Gazette",
        ),
        (f"Tunnel to open again at last\n\n{BODY}\n\n© 2024 Nordbo. All rights reserved.", "text/plain", "Nordbo"),
        (
            f"# Tunnel to open again\n\n*Karsholm Courier, March 12, 2024*\n\n{BODY}",
            "text/markdown",
            "Karsholm Courier",
        ),
        (f"Tunnel to open again at last\n\n{BODY}\n\n© 2024 Associated Press", "text/plain", None),
        (f"Tunnel to open again at last\n\nWorld News\n\n{BODY}", "text/plain", None),
    ],
)
def test_publishers_are_read_off_mastheads_bylines_and_notices(
    content: str, media: MediaType, publisher: str | None
) -> None:
    assert value(only(content, media), "publisher") == publisher


def test_the_outlet_of_a_related_story_is_the_line_beside_its_age() -> None:
    page = pages.AGGREGATOR.replace("Dawn\n\ntime5 hours", "Nordbo Sentinel\n\ntime5 hours").replace("\n\n  • Dawn", "")
    other = cut(Page(id="p", content=page, fetched=FETCHED)).articles[1]
    assert (other.kind, value(other, "publisher")) == ("related", "Nordbo Sentinel")


def test_an_aggregator_shows_the_story_of_another() -> None:
    linked = '{"@type": "NewsArticle", "headline": "Tunnel", "publisher": {"name": "Nordbo Nytt"}}'
    html = (
        '<head><meta property="og:site_name" content="Newsbox">'
        f'<script type="application/ld+json">{linked}</script></head>'
        f"<article><p>Nordbo Nytt</p><h1>Tunnel to open again at last</h1>{_paragraphs(pages.STORY)}</article>"
    )
    article = only(html, "text/html")
    assert (value(article, "publisher"), value(article, "aggregator")) == ("Nordbo Nytt", "Newsbox")
    unseen = only(html.replace("<p>Nordbo Nytt</p>", ""), "text/html")
    assert (value(unseen, "publisher"), value(unseen, "aggregator")) == ("Newsbox", None)


def test_a_related_story_in_an_element_of_its_own() -> None:
    card = (
        "<section class=related><h2>Related</h2><article class=card><p>Karsholm Courier</p>"
        "<h3>Storm leaves homes dark</h3>"
        f"<p><time datetime=2024-03-11>11 March 2024</time></p>{_paragraphs([*pages.OTHER, pages.OTHER[1]])}</article>"
        "<h2>Most read</h2><ul><li><a href=/a>Ferries run late again this week</a></li></ul></section>"
    )
    html = f"<main><article><h1>Tunnel to open again at last</h1>{_paragraphs(pages.STORY)}</article>{card}</main>"
    own, other = cut(Page(id="p", content=html, media_type="text/html", fetched=FETCHED)).articles
    assert (own.kind, other.kind) == ("article", "related")
    assert value(other, "headline") == "Storm leaves homes dark" and value(other, "publisher") == "Karsholm Courier"
    assert value(other, "published") == "2024-03-11"
    assert "Most read" not in own.text.content + other.text.content


def test_what_is_not_the_story_s_is_no_headline() -> None:
    release = only(f"FOR IMMEDIATE RELEASE\n\nTunnel to open again at last\n\n{BODY}\n\nMedia contact:\nA. Lund")
    assert value(release, "headline") == "Tunnel to open again at last"
    assert "IMMEDIATE" not in release.text.content and "contact" not in release.text.content


def test_a_short_headline_with_blank_lines_around_it() -> None:
    assert value(only(f"Tunnel reopens\n\n{BODY}"), "headline") == "Tunnel reopens"


def test_promotion_amid_a_story_stays_out() -> None:
    promotion = "Try Newsbox Plus free for 30 days\nAll of it in one place. Cancel whenever you like.\n"
    article = only(
        "Tunnel to open again at last\n\n" + "\n".join([*pages.STORY[:3], promotion.strip(), *pages.STORY[3:]])
    )
    assert "Newsbox" not in article.text.content and "Cancel" not in article.text.content


def test_arabic_front_matter() -> None:
    line = "قال وزير الخارجية يوم الثلاثاء إن البلدين اتفقا على خطة جديدة للحدود، وفقا لمسؤولين كبار في الحكومة."
    article = only(f"البلدان يتفقان على خطة جديدة للحدود\n\nعمان، ١٢ مارس ٢٠٢٤ - {line}\n\n{line}\n\n{line}")
    assert value(article, "headline") == "البلدان يتفقان على خطة جديدة للحدود"
    assert (value(article, "published"), value(article, "dateline")) == ("2024-03-12", "عمان")


def test_a_dateline_s_day_without_a_year_is_the_latest_such_day() -> None:
    published = only("New Delhi, Oct 13 (IPW) " + BODY).published
    assert published is not None
    assert (published.value, published.basis, published.precision) == ("2023-10-13", "text", "day")
    assert published.evidence[0].exact == "Oct 13"
    undated = cut(Page(id="p", content="New Delhi, Oct 13 (IPW) " + BODY)).articles[0]
    assert undated.published is None
    assert (
        str(latest_such_day(2, 29, FETCHED.date())) == "2024-02-29" and latest_such_day(2, 30, FETCHED.date()) is None
    )


def test_datelines_in_capitals_with_a_country_behind_a_byline() -> None:
    html = "<article><h1>Tunnel to open again</h1><p class=byline>By Anna Lund</p>"
    article = only(
        html + _paragraphs([f"BENGHAZI, Libya — {pages.STORY[0]}", *pages.STORY[1:]]) + "</article>", "text/html"
    )
    assert value(article, "dateline") == "BENGHAZI, Libya"
    assert [b.value for b in article.bylines] == ["Anna Lund"]


def test_a_short_story_told_to_its_end_is_no_stub() -> None:
    story = f"Tunnel to open again at last\n\n{pages.STORY[0]}\n\n{pages.STORY[3]}\n\nAlready a subscriber? Log in."
    assert len(cut(Page(id="p", content=story)).articles) == 1
    cutting = cut(
        Page(id="p", content=f"Tunnel to open again at last\n\n{pages.STORY[0]}\n\nSubscribe to continue reading.")
    )
    assert cutting.articles == () and "paywall" in (cutting.reason or "")


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


def test_a_day_after_the_page_was_fetched_is_set_aside_and_told() -> None:
    article = only(f"Tunnel to open again at last\n\nPublished: May 2, 2024\n\n{BODY}")
    assert article.published is None and "2024-05-02" in article.reasons["published"]


def test_a_day_before_what_the_story_tells_is_kept_and_doubted() -> None:
    told = f"Tunnel to open again at last\n\nPublished: March 2, 2024\n\nThe deal was signed on March 12, 2024. {BODY}"
    article = only(told)
    assert value(article, "published") == "2024-03-02" and "2024-03-12" in article.reasons["published"]
    assert "published" not in only(told.replace("was signed", "will be signed")).reasons


def test_the_outlet_s_own_day_comes_before_universal_time() -> None:
    head = '<head><meta property="article:published_time" content="2024-03-13T01:10:00Z"></head>'
    html = (
        f"{head}<article><h1>Tunnel to open again at last</h1><p>March 12, 2024</p>{_paragraphs(pages.STORY)}</article>"
    )
    assert value(only(html, "text/html"), "published") == "2024-03-12"


def test_dates_glued_to_clocks_and_names() -> None:
    article = only(f"Tunnel to open again at last\n\nErik HolmMarch 12, 20244:46 AM\n\n{BODY}")
    assert (value(article, "published") or "")[:10] == "2024-03-12"


def test_a_live_blog_keeps_its_entries_in_order_under_their_times() -> None:
    entries = "".join(
        f"<article><time datetime=2024-03-12T{h}:05>{h}:05 GMT</time><h3>Entry of hour {h}</h3>"
        f"<p>{p} {p} {p} {p}</p></article>"
        for h, p in zip((14, 13, 12, 11), pages.STORY[:4], strict=True)
    )
    html = f"<main><article><h1>Tunnel talks: live</h1><p>{pages.STORY[4]}</p>{entries}</article></main>"
    blocks = [b.span.of((article := only(html, "text/html")).text.content) for b in only(html, "text/html").body()]
    times = [b for b in blocks if b.endswith("GMT")]
    assert times == ["14:05 GMT", "13:05 GMT", "12:05 GMT", "11:05 GMT"]
    assert (
        blocks.index("13:05 GMT")
        < next(n for n, b in enumerate(blocks) if b.startswith(pages.STORY[1]))
        < blocks.index("12:05 GMT")
    )
    assert article.kind == "article"
