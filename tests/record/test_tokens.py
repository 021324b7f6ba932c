"""Sentences: what is one, and that none is so long that reading it would take the square of its length."""

from dateline.flow import lines, read_page
from dateline.model.page import Page
from tests.record.prose import prose


def test_a_stretch_without_a_stop_is_cut_into_sentences() -> None:
    text = "word and another " * 2000
    tokens = prose(text.strip())
    assert max(len(s.tokens) for s in tokens.sentences) <= 250
    assert [t.text for s in tokens.sentences for t in s.tokens] == text.split()


def test_an_ordinary_sentence_is_whole() -> None:
    tokens = prose("The envoy of Norway said that the bridge, which was shut in May, would open. She left.")
    assert [s.tokens[-1].text for s in tokens.sentences] == [".", "."]


def test_a_number_with_its_unit_is_one_token() -> None:
    (sentence,) = prose("Called at 11.54pm, it fell 3.5pc to £7.2bn.").sentences
    assert [t.text for t in sentence.tokens if t.text[0].isdigit()] == ["11.54pm", "3.5pc", "7.2bn"]
    first, second = prose("It was built in 2.5 years. 3 men left.").sentences
    assert (first.tokens[-3].text, second.tokens[0].text) == ("2.5", "3")


def test_a_book_is_kept_but_not_read() -> None:
    text = "The envoy of Norway said that the bridge would open. " * 10_000
    page = Page(id="book", content=text, read_as="article")
    (line,) = lines(read_page(page))
    assert line["text"] == text
    assert "500,000 characters" in line["reasons"]["facts"]
    assert not line["mentions"]
