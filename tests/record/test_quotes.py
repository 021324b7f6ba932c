"""Quotes: manner, speaker, and the reason where nobody is named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article, Block
from dateline.model.span import Span, Text, occurrences
from dateline.model.statement import Entity, EntityType, Manner, Mention, Quote
from dateline.record.echoes import find_echoes
from dateline.record.marks import find_quotations
from dateline.record.quotes import find_quotes, manner_of
from dateline.record.reading import RawAttribution, RawFacts
from dateline.record.rules.attributions import find_attributions
from dateline.record.tokens import tokenize


def article(text: str) -> Article:
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    body = Text.from_str(text)
    blocks = tuple(Block(span=s, page_span=s, role="paragraph") for s in spans)
    return Article(page="p", page_digest="sha256:0", n=0, kind="article", text=body, page_text=body, blocks=blocks)


def quotes(text: str, *known: tuple[str, EntityType]) -> tuple[Quote, ...]:
    """Read the quotes of a text in which these names are known; later names that are part of one are its mentions."""
    whole = article(text)
    mentions, entities = [], []
    for n, (name, kind) in enumerate(known, 1):
        spans = [*occurrences(text, name), *_short(text, name, kind)]
        if not spans:
            continue
        for span in spans:
            cited = (whole.text.cite(span),)
            mentions.append(Mention(article=whole.id, evidence=cited, form="name", type=kind, entity=f"e{n}"))
        cited = (whole.text.cite(spans[0]),)
        entities.append(Entity(article=whole.id, evidence=cited, key=f"e{n}", label=name, type=kind))
    tokens = tokenize(whole)
    raw = RawFacts(reader="rules", attributions=find_attributions(tokens, ()))
    return find_quotes(tokens, raw, sorted(mentions, key=lambda m: m.span), entities)


def _short(text: str, name: str, kind: EntityType) -> list[Span]:
    last = name.rsplit(maxsplit=1)[-1]
    full = list(occurrences(text, name))
    return [s for s in occurrences(text, last) if kind == "person" and not any(s in f for f in full)]


def speakers(text: str, *known: tuple[str, EntityType]) -> list[str | None]:
    return [q.speaker for q in quotes(text, *known)]


RAO: tuple[str, EntityType] = ("Asha Rao", "person")
MINISTRY: tuple[str, EntityType] = ("Ministry of Roads", "organization")


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ('"The road is open," Asha Rao said.', "direct"),
        ("Asha Rao said the road was open.", "indirect"),
        ('Asha Rao said the road was "open for now".', "mixed"),
        ("“The road,” said Asha Rao, “is open.”", "direct"),
        ("'It's open,' said Asha Rao.", "direct"),
    ],
)
def test_manner(text: str, manner: Manner) -> None:
    assert [q.manner for q in quotes(text, RAO)] == [manner]


def test_content_is_the_evidence() -> None:
    quote = quotes('"The road," said Asha Rao, "is open."', RAO)[0]
    assert [e.exact for e in quote.evidence] == ['"The road,"', '"is open."']
    assert tuple(e.span for e in quote.evidence) == quote.content


def test_a_name_beside_a_title_speaks() -> None:
    assert speakers("Roads Minister Asha Rao, who lost her seat, said she would stay.", RAO) == ["e1"]


@pytest.mark.parametrize(
    "source",
    ["Asha Rao's aide", "A friend of Asha Rao", "People close to the Ministry of Roads", "Ministry of Roads clerks"],
)
def test_who_is_only_named_within_a_source_does_not_speak(source: str) -> None:
    quote = quotes(f"{source} said the road was open.", RAO, MINISTRY)[0]
    assert quote.speaker is None
    assert quote.reason == "the source has no name in the article"


def test_two_that_speak_together_are_not_one() -> None:
    quote = quotes("Asha Rao and the Ministry of Roads said it was shut.", RAO, MINISTRY)[0]
    assert (quote.speaker, quote.reason) == (None, "several speak together")


def test_of_two_names_side_by_side_the_last_speaks() -> None:
    assert speakers("Rao aide Ben Lal said it was shut.", ("Rao", "person"), ("Ben Lal", "person")) == ["e2"]


def test_he_is_the_last_speaker() -> None:
    assert speakers('"It is open," Asha Rao said.\n"Drive slowly," she added.', RAO) == ["e1", "e1"]


def test_it_is_the_last_body_that_spoke() -> None:
    text = '"It is open," the Ministry of Roads said.\n"Drive slowly," it said.'
    assert speakers(text, MINISTRY) == ["e1", "e1"]


def test_the_ministry_is_the_one_that_spoke_last() -> None:
    text = '"It is open," the Ministry of Roads said.\n"Drive slowly," the ministry added.'
    assert speakers(text, MINISTRY)[0] == "e1"


def test_a_statement_speaks_for_whoever_released_it() -> None:
    text = "The Ministry of Roads said in a statement it was open.\nThe statement said tolls would rise."
    assert speakers(text, MINISTRY) == ["e1", "e1"]


def test_a_statement_released_by_somebody() -> None:
    text = "It came in a statement released by the Ministry of Roads.\nThe statement said tolls would rise."
    assert speakers(text, MINISTRY) == ["e1"]


def test_a_report_of_nobody_says_so() -> None:
    quote = quotes("The report said tolls would rise.", RAO)[0]
    assert quote.speaker is None
    assert quote.reason == "the text does not say whose report it is"


def test_a_quotation_alone_goes_on_with_the_last_speaker() -> None:
    found = quotes('"It is open," Asha Rao said.\n"But only to buses, and only at night."', RAO)
    assert [(q.source is None, q.speaker) for q in found] == [(False, "e1"), (True, "e1")]
    assert found[1].confidence < found[0].confidence


def test_a_quotation_after_another_persons_sentence_is_that_persons() -> None:
    text = '"It is open," Asha Rao said. Ben Lal shook his head. "It was never closed at all."'
    assert speakers(text, RAO, ("Ben Lal", "person")) == ["e1", "e2"]


def test_a_quotation_far_from_any_speaker_has_none() -> None:
    quote = quotes('Rain fell for a week.\n"But only to buses, and only at night."', RAO)[0]
    assert quote.speaker is None
    assert quote.reason == "no source is named near the quotation"


def test_an_outlet_that_is_told_does_not_speak() -> None:
    assert speakers('"It is open," Asha Rao told Harbor Times.', RAO, ("Harbor Times", "organization")) == ["e1"]


def test_after_unnamed_officials_the_speaker_before_does_not_go_on() -> None:
    text = '"It is open," Asha Rao said.\nOfficials said it was shut.\n"It is a shame for the whole valley."'
    assert speakers(text, RAO) == ["e1", None, None]


def test_the_writer_is_nobody() -> None:
    quote = quotes("I think the road is open.", RAO)[0]
    assert quote.speaker is None and quote.reason is not None


_TEXT = st.text(alphabet="ab .,'\"“”", min_size=1, max_size=60)


@given(_TEXT, st.data())
def test_manner_follows_the_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marked = [q.span for q in find_quotations(text, [Span(0, len(text))])]
    manner = manner_of(text, [Span(start, end)], marked)
    inside = {i for m in marked for i in range(m.start, m.end)}
    outside = any(text[i].isalnum() and i not in inside for i in range(start, end))
    touched = any(i in inside for i in range(start, end))
    assert manner == ("indirect" if not touched else "mixed" if outside else "direct")


def said_by(text: str, source: str, cue: str, content: str, *known: tuple[str, EntityType]) -> tuple[str | None, str]:
    """Return whom one attribution is given to, by label, and the reason where it is nobody."""
    whole = article(text)
    first = {w: next(iter(occurrences(text, w))) for w in (source, cue, content)}
    raw = RawAttribution(content=(first[content],), source=first[source], cue=first[cue])
    mentions = [
        Mention(article=whole.id, evidence=(whole.text.cite(s),), form="name", type=kind, entity=name)
        for name, kind in known
        for s in occurrences(text, name)
    ]
    entities = [
        Entity(article=whole.id, evidence=(whole.text.cite(Span(0, 1)),), key=n, label=n, type=k) for n, k in known
    ]
    (quote,) = find_quotes(tokenize(whole), RawFacts(reader="t", attributions=(raw,)), mentions, entities)
    return quote.speaker, quote.reason or ""


def test_a_document_does_not_speak_for_whom_it_is_about() -> None:
    text = "A letter condemning the mayor's comments added: He must go."
    speaker, reason = said_by(
        text, "A letter condemning the mayor's comments", "added", "He must go", ("mayor", "person")
    )
    assert speaker is None
    assert "letter" in reason


@pytest.mark.parametrize("source", ["Rao's statement on the mayor", "A statement by Rao on the mayor"])
def test_a_document_speaks_for_its_issuer(source: str) -> None:
    known: list[tuple[str, EntityType]] = [("mayor", "person"), ("Rao", "person")]
    assert said_by(f"{source} said it rained.", source, "said", "it rained", *known)[0] == "Rao"


@pytest.mark.parametrize(
    "source", ["Lowe and Rao", "Rao and the ministry", "Rao and other members", "the ministry and two officers"]
)
def test_two_who_speak_together_are_nobody_alone(source: str) -> None:
    known: list[tuple[str, EntityType]] = [("Rao", "person"), ("ministry", "organization")]
    speaker, reason = said_by(f"So {source} said it rained.", source, "said", "it rained", *known)
    assert (speaker, reason) == (None, "several speak together")


@pytest.mark.parametrize("source", ["Foreign Minister and Deputy Prime Minister Rao", "the poet and critic Rao"])
def test_two_offices_of_one_are_one(source: str) -> None:
    assert said_by(f"So {source} said it rained.", source, "said", "it rained", ("Rao", "person"))[0] == "Rao"


def test_marks_alone_are_no_content() -> None:
    text = 'The mayor said it was late. "'
    whole, mark = article(text), text.index('"')
    saying = RawAttribution(content=(Span(mark, mark + 1), Span(15, 26)), source=Span(0, 9), cue=Span(10, 14))
    nothing = RawAttribution(content=(Span(mark, mark + 1),))
    found = find_quotes(tokenize(whole), RawFacts(reader="test", attributions=(saying, nothing)), (), ())
    assert [[c.of(text) for c in q.content] for q in found] == [["it was late"]]


PULLED = "“The old road will be closed by May,” Asha Rao said. “Nobody has asked for it in years.”"
REPLY = "The Ministry of Roads said that it would reply in June."


@pytest.mark.parametrize("order", [(PULLED, REPLY, "“{}”"), (REPLY, "“{}”", PULLED)])
@pytest.mark.parametrize("words", ["Nobody has asked for it in years.", "The old road will be closed by May"])
def test_a_pull_quote_is_of_who_says_the_same_words_elsewhere(words: str, order: tuple[str, ...]) -> None:
    text = "\n".join(order).format(words)
    found = {q.evidence[0].exact: q.speaker for q in quotes(text, RAO, MINISTRY) if q.source is None}
    assert found[f"“{words}”"] == "e1"


@pytest.mark.parametrize(("line", "kept"), [("“A road for nobody”", False), ("“It is a road for nobody.”", True)])
def test_a_crosshead_in_quotation_marks_says_nothing(line: str, kept: bool) -> None:
    found = quotes(f"{PULLED}\n{line}\n{REPLY}", RAO, MINISTRY)
    assert (line in [q.evidence[0].exact for q in found]) == kept


def test_words_that_nobody_else_says_are_no_pull_quote() -> None:
    text = f"{PULLED}\n“Not in years.”\n“Somebody will pay for all of this.”"
    attributions = [
        RawAttribution(content=(Span(m.start(), m.end()),)) for m in re.finditer(r"(?m)^“(?:Not|Some)[^”]*”", text)
    ]
    assert find_echoes(attributions, article(text)) == {}
