"""The parts of the way: flattening, metadata, furniture words, outlets."""

import pytest

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
    # Short words are shared with other languages: a text wrongly taken for one of these would lose its facts.
    assert guessed_language("A source told a reporter: do a deal or go.") in ("en", None)
    assert guessed_language("A bomb hit a bus near a market in a town, killing a guard.") == "en"
    assert guessed_language("Le ministre a dit que le tunnel est fermé et que les travaux sont en cours.") == "fr"
    assert guessed_language("ok") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ministers met on Tuesday and agreed on a plan for the border."),
        ("de", "Die Minister trafen sich am Dienstag und einigten sich auf einen Plan."),
        ("fr", "Les ministres se sont réunis mardi et ont adopté un plan pour la frontière."),
        ("es", "Los ministros se reunieron el martes y acordaron un plan para la frontera."),
        ("it", "I ministri si sono riuniti martedì e hanno approvato un piano per il confine."),
        ("pt", "Os ministros reuniram-se na terça-feira e aprovaram um plano para a fronteira."),
        ("nl", "De ministers kwamen dinsdag bijeen en werden het eens over een plan voor de grens."),
        ("tr", "Bakanlar salı günü bir araya geldi ve sınır için bir plan üzerinde anlaştı."),
        ("pl", "Ministrowie spotkali się we wtorek i uzgodnili plan dla granicy."),
        ("ro", "Miniștrii s-au întâlnit marți și au convenit asupra unui plan pentru frontieră."),
        ("id", "Para menteri bertemu pada hari Selasa dan menyepakati rencana untuk perbatasan."),
        ("ru", "Министры встретились во вторник и договорились о плане для границы."),
        ("uk", "Міністри зустрілися у вівторок і домовилися про план щодо кордону."),
        ("ar", "اجتمع الوزراء يوم الثلاثاء واتفقوا على خطة للحدود."),
        ("fa", "وزیران روز سه‌شنبه دیدار کردند و درباره طرحی برای مرز به توافق رسیدند."),
        ("ur", "وزراء نے منگل کو ملاقات کی اور سرحد کے لیے ایک منصوبے پر اتفاق کیا۔"),
        ("he", "השרים נפגשו ביום שלישי והסכימו על תוכנית לגבול."),
        ("hi", "मंत्रियों ने मंगलवार को मुलाकात की और सीमा के लिए एक योजना पर सहमति जताई।"),
        ("mr", "मंत्र्यांनी मंगळवारी भेट घेतली आणि सीमेसाठी एका योजनेवर सहमती दर्शवली आहे."),
        ("ja", "閣僚は火曜日に会談し、国境に関する計画で合意した。"),
        ("ko", "장관들은 화요일에 만나 국경 계획에 합의했다."),
    ],
)
def test_one_sentence_tells_its_language(language: str, text: str) -> None:
    assert guessed_language(text) == language


def test_outlets_and_agencies() -> None:
    reuters, hindu = agency_named("Reuters"), outlet_named("THE HINDU")
    assert reuters is not None and reuters.country == "GBR"
    assert hindu is not None and hindu.name == "The Hindu"
    site = outlet_of_url("https://www.middleeasteye.net/news/x")
    assert site is not None and site.name == "Middle East Eye"
    assert agency_named("ap") is None and outlet_of_url("https://nobody.example") is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><span class='dropcap'>F</span> our years before</p>", "Four years before"),
        ("<p><span class='drop-cap'> F </span>our years before</p>", "Four years before"),
        ("<p><span class='dropcap'>A</span> man went by</p>", "A man went by"),
        ("<p><span class='dropcap'>A</span>n hour went by</p>", "An hour went by"),
        ("<p><b>X</b> marks the spot</p>", "X marks the spot"),
    ],
)
def test_a_word_whose_first_letter_is_set_large_is_one_word(html: str, text: str) -> None:
    assert [row.text for row in flatten_html(html).rows] == [text]
