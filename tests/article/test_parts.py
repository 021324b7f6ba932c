"""The parts of the way: flattening, metadata, furniture words, outlets."""

from dateline.article.flatten import flatten_html
from dateline.article.glue import cut_glued
from dateline.article.language import guessed_language, stated_language
from dateline.article.lines import read_lines
from dateline.article.phrases import ends_stories, furniture_words
from dateline.article.rows import Row
from dateline.world.outlets import agency_named, outlet_named, outlet_of_url


def test_flattening_keeps_document_order_and_words_apart() -> None:
    sheet = flatten_html(
        "<p>One <b>two</b>\n three<br>four</p><table><tr><td>a</td><td>b</td></tr></table><a>x</a><a>y</a>"
    )
    assert [r.text for r in sheet.rows] == ["One two three", "four", "a b", "x y"]
    assert all(sheet.text.content[r.start : r.end] == r.text for r in sheet.rows)


def test_metadata_is_read_and_broken_json_says_nothing() -> None:
    sheet = flatten_html(
        "<head><title>T</title><meta name=Author content=A><script type='application/ld+json'>{broken</script>"
        '<script type=\'application/ld+json\'>{"@graph": [{"@type": ["NewsArticle"], "headline": "H", '
        '"author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "Ann Berg"}]}</script></head><p>x'
    )
    meta = sheet.metadata
    assert (meta.title, meta.first("author"), meta.linked["headline"], meta.authors) == ("T", "A", "H", ("Ann Berg",))


def test_lines_wrapped_by_hand_are_paragraphs() -> None:
    line = "the ministers of both countries met in the town by the border on\n"
    sheet = read_lines((line * 5 + "\n") * 3)
    assert len(sheet.rows) == 3


def test_glued_promotions_are_cut_out_exactly() -> None:
    text = "He left. New Post newsletter: Border Sign up to get the latest and other newsletters 'We stay,' she said."
    pieces = list(cut_glued((Row(7, 7 + len(text), text),)))
    assert [p.role for p in pieces] == [None, "newsletter", None]
    assert all(text[p.row.start - 7 : p.row.end - 7] == p.row.text for p in pieces)
    more = "He left. Tunnel to open after years of delay Read More » She said that she would stay."
    assert [p.role for p in cut_glued((Row(0, len(more), more),))] == [None, "related", None]
    plain = "The newsletter that she wrote was read by thousands, and she said that people should sign up for it."
    assert [p.role for p in cut_glued((Row(0, len(plain), plain),))] == [None]


def test_furniture_words() -> None:
    assert furniture_words("sign up for our newsletter") == "newsletter"
    assert furniture_words("© 2024 the post. all rights reserved.") == "legal"
    assert furniture_words("advertisement") == "advertisement"
    assert furniture_words("the ministers signed the agreement on tuesday.") is None
    assert ends_stories("Related Articles") and not ends_stories("The ministers left")


def test_languages() -> None:
    assert stated_language(None, "en_us") == "en-US" and stated_language("??") is None
    assert guessed_language("The minister said that the tunnel was to be open in the spring.") == "en"
    assert guessed_language("Le ministre a dit que le tunnel est fermé et que les travaux sont en cours.") == "fr"
    assert guessed_language("ok") is None


def test_outlets_and_agencies() -> None:
    reuters, hindu = agency_named("Reuters"), outlet_named("THE HINDU")
    assert reuters is not None and reuters.country == "GBR"
    assert hindu is not None and hindu.name == "The Hindu"
    site = outlet_of_url("https://www.middleeasteye.net/news/x")
    assert site is not None and site.name == "Middle East Eye"
    assert agency_named("ap") is None and outlet_of_url("https://nobody.example") is None
