"""Pages and what must come out of them, side by side."""

from datetime import UTC, datetime

from dateline.article.cutting import cut
from dateline.model.article import Article, Cutting
from dateline.model.page import Page
from tests.article import sample_pages as pages

FETCHED = datetime(2024, 3, 15, 14, 30, tzinfo=UTC)


def cut_text(text: str, fetched: datetime | None = FETCHED) -> Cutting:
    return checked(cut(Page(id="p", content=text, fetched=fetched)))


def cut_html(html: str, url: str | None = None) -> Cutting:
    return checked(cut(Page(id="p", content=html, media_type="text/html", url=url, fetched=FETCHED)))


def checked(cutting: Cutting) -> Cutting:
    for article in cutting.articles:
        for block in article.blocks:
            assert block.span.of(article.text.content) == block.page_span.of(cutting.page_text.content)
    return cutting


def body(article: Article) -> list[str]:
    return [b.span.of(article.text.content) for b in article.body()]


def value(article: Article, name: str) -> str | None:
    cited = getattr(article, name)
    return cited.value if cited else None


def test_a_date_header_stays_out_of_the_text_and_is_cited_from_the_page() -> None:
    cutting = cut_text(pages.HEADER_DATED)
    (article,) = cutting.articles
    assert body(article) == pages.STORY
    assert article.blocks[0].role == "dateline"
    assert article.dateline is not None and article.dateline.value == "Karachi"
    published = article.published
    assert published is not None
    assert (published.value, published.precision, published.basis) == ("2024-03-12", "day", "header")
    assert published.evidence[0].text_id == cutting.page_text.id and published.evidence[0].holds_in(cutting.page_text)
    assert "2024-03-12" not in article.text.content
    assert article.headline is None and "headline" in article.reasons


def test_a_wire_dateline_gives_place_and_agency() -> None:
    (article,) = cut_text(pages.WIRE).articles
    assert (value(article, "dateline"), value(article, "agency")) == ("New Delhi", "IANS")
    assert article.agency is not None and article.agency.evidence[0].exact == "IANS"
    assert body(article)[0] == pages.STORY[0]
    assert value(article, "published") == "2024-03-12"


def test_an_aggregator_page_gives_its_story_and_the_related_one_apart() -> None:
    cutting = cut_text(pages.AGGREGATOR)
    own, other = cutting.articles
    assert (own.kind, other.kind) == ("article", "related")
    assert body(own) == pages.STORY
    assert body(other) == [pages.OTHER[0], pages.OTHER[1]]
    assert value(own, "headline") == "Ministers sign agreement to reopen border tunnel"
    assert value(own, "publisher") == "The Hindu" and value(own, "aggregator") == "Newsbox"
    assert own.published is not None
    assert (own.published.value, own.published.basis, own.published.precision) == ("2024-03-12", "relative", "day")
    assert value(other, "publisher") == "Dawn"
    assert other.published is not None
    assert (other.published.value[:13], other.published.precision) == ("2024-03-15T09", "hour")
    roles = {d.role for d in cutting.dropped}
    assert {"newsletter", "comment"} <= roles


def test_an_age_without_a_time_of_fetching_gives_no_date_but_a_reason() -> None:
    own, other = cut_text(pages.AGGREGATOR, fetched=None).articles
    assert own.published is None and "3 days ago" in own.reasons["published"]
    assert other.published is None and "5 hours ago" in other.reasons["published"]


def test_hours_are_not_counted_back_from_a_day_without_a_clock() -> None:
    _, other = cut_text(pages.AGGREGATOR, fetched=datetime(2024, 3, 15)).articles
    assert other.published is None


def test_a_headline_without_a_body_never_gets_its_neighbors() -> None:
    own, other = cut_text(pages.NO_BODY).articles
    assert own.kind == "article" and body(own) == [] and "body" in own.reasons
    assert own.text.content == "Parliament votes on the budget after a night of talks"
    assert other.kind == "related" and body(other) == pages.OTHER


def test_a_page_with_markup() -> None:
    cutting = cut_html(pages.HTML, url="https://post.example/2024/03/12/tunnel")
    (article,) = cutting.articles
    assert body(article) == [*pages.STORY[:2], "Spring start", *pages.STORY[2:]]
    assert value(article, "headline") == "Ministers sign agreement to reopen border tunnel"
    assert value(article, "publisher") == "The Karsholm Post"
    assert value(article, "dateline") == "OSLO"
    assert [b.value for b in article.bylines] == ["Erik Holm"]
    assert value(article, "published") == "2024-03-12T09:30:00+01:00"
    assert value(article, "modified") == "2024-03-13T08:00:00+01:00"
    assert (article.language, article.section) == ("en-GB", "World")
    assert article.canonical_url == "https://post.example/2024/03/12/tunnel"
    paths = [b.path for b in article.blocks]
    assert "/html/body/main/article/h1" in paths
    assert "not a word" not in cutting.page_text.content and "color" not in cutting.page_text.content
    dropped = {d.page_span.of(cutting.page_text.content): d.role for d in cutting.dropped}
    assert dropped["Sign up for our morning newsletter"] == "newsletter"
    assert "waited for this tunnel" not in article.text.content
    assert any(role == "comment" for words, role in dropped.items() if "waited" in words)


def test_every_row_is_in_an_article_or_dropped() -> None:
    cutting = cut_html(pages.HTML)
    spans = [b.page_span for a in cutting.articles for b in a.blocks] + [d.page_span for d in cutting.dropped]
    covered = {n for s in spans for n in range(s.start, s.end)}
    page = cutting.page_text.content
    assert all(page[n].isspace() for n in range(len(page)) if n not in covered)


def test_stories_in_elements_of_their_own_are_told_apart() -> None:
    own, other = cut_html(pages.SCROLL).articles
    assert (own.kind, other.kind) == ("article", "related")
    assert body(own) == pages.STORY
    assert value(other, "headline") == "Storm leaves forty thousand homes without power"


def test_walls_and_shells_are_named_and_never_read() -> None:
    for html, words in (
        (pages.CONSENT, "consent wall"),
        (pages.PAYWALL, "paywall"),
        (pages.SHELL, "JavaScript"),
        ("", "empty"),
    ):
        cutting = cut_html(html)
        assert cutting.articles == () and cutting.reason is not None and words in cutting.reason


def test_a_page_of_furniture_holds_no_article() -> None:
    cutting = cut_text("Home\nWorld\nSport\n\nSign up for our newsletter\n© 2024 All rights reserved\n")
    assert cutting.articles == () and cutting.reason == "the page holds furniture only"
    assert {d.role for d in cutting.dropped} >= {"navigation", "newsletter", "legal"}


def test_an_article_stays_to_the_last_character() -> None:
    text = "  \r\nTunnel to open again\r\n\r\nOSLO (AP) — " + "\r\n".join(pages.STORY) + " 😀\r\n\r\n"
    cutting = checked(cut(Page(id="p", content=text, read_as="article")))
    (article,) = cutting.articles
    assert article.text.content == text and cutting.page_text == article.text and cutting.dropped == ()
    assert [b.role for b in article.blocks[:3]] == ["headline", "dateline", "paragraph"]
    assert (value(article, "dateline"), value(article, "agency")) == ("OSLO", "AP")
    assert all(b.span == b.page_span for b in article.blocks)


def test_a_single_sentence_read_as_an_article() -> None:
    (article,) = cut(Page(id="p", content="Ministers met in Oslo.", read_as="article")).articles
    assert [b.role for b in article.blocks] == ["paragraph"]
    assert cut(Page(id="p", content=" \n", read_as="article")).articles == ()


def test_a_bare_text_keeps_its_last_short_sentence() -> None:
    text = (
        "Minister opens bridge\n\nThe minister opened the new bridge over the river on Tuesday, his office said in a "
        "statement that was sent to reporters.\n\nHe thanked the engineers.\n\nWork on the bridge began in 2019 and "
        "was held up twice by floods, according to the public works ministry of the county.\n\n"
    )
    (article,) = cut_text(f"{text}Traffic starts on Friday.\n").articles
    assert body(article)[-1] == "Traffic starts on Friday."
    (article,) = cut_text(f"{text}Sign up for our newsletter.\n").articles
    assert body(article)[-1].startswith("Work on the bridge")


def test_markdown() -> None:
    content = "---\ntitle: Tunnel to open again\ndate: 2024-03-12\n---\n# Tunnel to open again\n\n" + "\n\n".join(
        p.replace("tunnel", "[tunnel](https://x.example/t)", 1).replace("agreement", "**agreement**")
        for p in pages.STORY
    )
    (article,) = checked(cut(Page(id="p", content=content, media_type="text/markdown"))).articles
    assert body(article) == pages.STORY
    assert value(article, "headline") == "Tunnel to open again"
    assert value(article, "published") == "2024-03-12"


def test_a_caller_s_word_comes_first() -> None:
    page = Page(id="p", content=pages.WIRE, published=datetime(2024, 3, 11).date(), title="Tunnel to open again")
    (article,) = cut(page).articles
    assert article.published is not None and (article.published.value, article.published.basis) == (
        "2024-03-11",
        "given",
    )
    assert article.headline is not None and (article.headline.value, article.headline.basis) == (
        "Tunnel to open again",
        "given",
    )
