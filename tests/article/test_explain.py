"""A page explained row by row."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.cutting import cut
from dateline.article.explain import explain
from dateline.model.page import MediaType, Page
from dateline.model.span import clean
from tests.article import sample_pages as pages


def test_every_row_says_what_it_was_taken_for_and_why() -> None:
    page = Page(id="p", content=pages.HTML, media_type="text/html")
    views = {v.words: v for v in explain(page)}
    assert (views["OSLO —"].role, views["OSLO —"].article) == ("dateline", 0)
    assert views["OSLO —"].path == "/html/body/main/article/div/p"
    letter = views["Sign up for our morning newsletter"]
    assert (letter.role, letter.article) == ("newsletter", None) and "newsletter" in letter.why


def test_lines_beside_a_story_say_which() -> None:
    views = explain(Page(id="p", content=pages.AGGREGATOR))
    beside = [(v.words, v.beside) for v in views if v.beside is not None]
    assert ("The Hindu3 days ago", 0) in beside and ("time5 hours ago", 1) in beside


def test_a_clean_article_is_explained_by_its_blocks() -> None:
    (view,) = explain(Page(id="p", content="Ministers met in Oslo.", read_as="article"))
    assert (view.role, view.article) == ("paragraph", 0)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["text/plain", "text/html", "text/markdown"]))
def test_explained_as_it_is_cut(content: str, media: MediaType) -> None:
    page = Page(id="p", content=clean(content)[0], media_type=media)
    cutting = cut(page)
    views = explain(page)
    assert all(v.page_span.of(cutting.page_text.content) == v.words for v in views)
    blocks = {b.page_span for a in cutting.articles for b in a.blocks}
    assert {v.page_span for v in views if v.article is not None} == blocks
