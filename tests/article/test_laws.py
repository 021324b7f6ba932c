"""Laws that hold for every page: offsets read back, nothing is lost, nothing takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.cutting import cut
from dateline.model.article import Cutting
from dateline.model.page import MediaType, Page
from dateline.model.span import clean
from tests.article import sample_pages as pages

PAGES = [pages.HTML, pages.SCROLL, pages.AGGREGATOR, pages.NO_BODY, pages.WIRE, pages.HEADER_DATED, pages.PAYWALL]
JUNK = st.sampled_from(
    [
        "😀",
        "\r\n",
        "\n\n",
        "<div>",
        "</p>",
        "«",
        "שלום",
        "عربي",
        "\u2028",
        "\x0c",
        "\x1c",
        "5 hours ago",
        "<br>",
        "&nbsp;",
    ]
)


def holds(cutting: Cutting) -> None:
    page = cutting.page_text.content
    taken: set[int] = set()
    for article in cutting.articles:
        at = 0
        for block in article.blocks:
            words = block.span.of(article.text.content)
            assert words == block.page_span.of(page) and words.strip() == words
            assert not article.text.content[at : block.span.start].strip()
            at = block.span.end
            taken.update(range(block.page_span.start, block.page_span.end))
        assert not article.text.content[at:].strip()
        cited = [
            article.headline,
            article.dateline,
            article.agency,
            article.publisher,
            article.published,
            *article.bylines,
        ]
        for c in cited:
            for e in c.evidence if c else ():
                assert e.holds_in(article.text) or e.holds_in(cutting.page_text)
    for d in cutting.dropped:
        assert taken.isdisjoint(range(d.page_span.start, d.page_span.end))
        taken.update(range(d.page_span.start, d.page_span.end))
    assert all(page[n].isspace() or n in taken for n in range(len(page)))
    assert cutting.articles or cutting.reason


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.lists(st.tuples(st.floats(0, 1), JUNK), max_size=6),
    st.sampled_from(["text/plain", "text/html", "text/markdown"]),
)
def test_mutated_pages_read_back(page: str, cuts: list[tuple[float, str]], media: MediaType) -> None:
    for share, junk in cuts:
        at = int(share * len(page))
        page = page[:at] + junk + page[at:]
    holds(cut(Page(id="p", content=page, media_type=media)))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/html", "text/markdown"]))
def test_any_text_reads_back(content: str, media: MediaType) -> None:
    holds(cut(Page(id="p", content=clean(content)[0], media_type=media)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_article_stays_as_it_is(content: str) -> None:
    content = clean(content)[0]
    cutting = cut(Page(id="p", content=content, read_as="article"))
    assert cutting.page_text.content == content and all(a.text.content == content for a in cutting.articles)
    for article in cutting.articles:
        parts = sorted([b.span for b in article.blocks] + [d.page_span for d in cutting.dropped])
        assert " ".join(p.of(content) for p in parts).split() == content.split()


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("<div>" * 10_000 + f"<p>{pages.STORY[0]}</p>" + "</div>" * 10_000, "text/html"),
        ("<p>" + "<span>" * 10_000 + pages.STORY[0] + "</span>" * 10_000, "text/html"),
        ("<ul><li>".join([pages.STORY[0]] * 2_000), "text/html"),
        ((pages.STORY[0] + "\n") * 5_000, "text/plain"),
        (pages.STORY[0] * 5_000, "text/plain"),
        ("a" * 1_000_000, "text/plain"),
        ("Menu\n" * 50_000, "text/plain"),
        ("(" * 50_000 + "By " * 20_000 + "1 " * 50_000, "text/plain"),
    ],
)
def test_no_page_takes_long(content: str, media: MediaType) -> None:
    start = time.process_time()
    cut(Page(id="p", content=content, media_type=media))
    assert time.process_time() - start < 6


@pytest.mark.parametrize(
    "line",
    [
        "قال وزير الخارجية يوم الثلاثاء إن البلدين اتفقا على خطة جديدة للحدود، وفقا لمسؤولين كبار في الحكومة.",
        "שר החוץ אמר ביום שלישי כי שתי המדינות הסכימו על תוכנית חדשה לגבול, כך לפי גורמים בכירים בממשלה.",
        "विदेश मंत्री ने मंगलवार को कहा कि दोनों देशों ने सीमा के लिए एक नई योजना पर सहमति व्यक्त की है।",
        "外交部长周二表示，两国已就边境新计划达成一致，谈判将于下周在首都继续进行，双方均表示乐观。",
        "El ministro de Exteriores dijo el martes que los dos países habían acordado un plan para la frontera. 😀",
    ],
)
def test_other_scripts(line: str) -> None:
    cutting = cut(Page(id="p", content="\r\n\r\n".join([line] * 4)))
    assert len(cutting.articles) == 1 and len(list(cutting.articles[0].body())) == 4
    assert cutting.articles[0].language in ("ar", "he", "hi", "zh", "es")
