"""Who said what, by rules: source, cue and content."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article, Block
from dateline.model.span import Span, Text
from dateline.record.reading import RawAttribution, RawName
from dateline.record.rules.attributions import find_attributions
from dateline.record.rules.speech.verbs import VERBS
from dateline.record.tokens import tokenize

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "quotes.jsonl"


def article(text: str) -> Article:
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    body = Text.from_str(text)
    return Article(
        page="p",
        page_digest="sha256:0",
        n=0,
        kind="article",
        text=body,
        page_text=body,
        blocks=tuple(Block(span=s, page_span=s, role="paragraph") for s in spans),
    )


def attributions(text: str, *names: str) -> tuple[RawAttribution, ...]:
    spans = [RawName(span=Span(text.index(n), text.index(n) + len(n)), type="organization") for n in names]
    return find_attributions(tokenize(article(text)), spans)


def told(text: str, *names: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (a.source.of(text) if a.source else None, a.cue.of(text) if a.cue else None, [s.of(text) for s in a.content])
        for a in attributions(text, *names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The dam holds," Mayor Ana Ruiz said.', ("Mayor Ana Ruiz", "said", ['"The dam holds,"'])),
        ("'The dam holds,' said Ana Ruiz, the mayor.", ("Ana Ruiz, the mayor", "said", ["'The dam holds,'"])),
        ('"The dam," she said, "holds."', ("she", "said", ['"The dam,"', '"holds."'])),
        ('"The dam holds," she said. "For now."', ("she", "said", ['"The dam holds,"', '"For now."'])),
        ('Ruiz said: "The dam holds."', ("Ruiz", "said:", ['"The dam holds."'])),
        ("Ruiz said on Tuesday that the dam held.", ("Ruiz", "said", ["that the dam held"])),
        ("The dam held, officials said on Tuesday.", ("officials", "said", ["The dam held"])),
        ("The dam, engineers say, is sound.", ("engineers", "say", ["The dam", "is sound"])),
        ("According to the ministry, the dam held.", ("the ministry", "According to", ["the dam held"])),
        ("The dam held, according to the ministry.", ("the ministry", "according to", ["The dam held"])),
        ('Ruiz told lawmakers the dam was "sound".', ("Ruiz", "told", ['the dam was "sound"'])),
        ("Ana Ruiz, 51, a farmer, said the dam held.", ("Ana Ruiz, 51, a farmer,", "said", ["the dam held"])),
        ("Ruiz, speaking in Lima, said the dam held.", ("Ruiz", "said", ["the dam held"])),
        ("The ministry has repeatedly said it is safe.", ("The ministry", "has repeatedly said", ["it is safe"])),
        ("Ruiz, D-Ore., said the dam held.", ("Ruiz, D-Ore.,", "said", ["the dam held"])),
        ("Sen. Ana Ruiz (D-Ore.) said the dam held.", ("Sen. Ana Ruiz (D-Ore.)", "said", ["the dam held"])),
        ("More than 40 families said they had left.", ("More than 40 families", "said", ["they had left"])),
        ('"Is it safe?" Ruiz asked.', ("Ruiz", "asked", ['"Is it safe?"'])),
        ("Ruiz: Dam will hold until spring", ("Ruiz", ":", ["Dam will hold until spring"])),
        ('Ruiz denounced the plan as "a fraud".', ("Ruiz", "denounced", ['the plan as "a fraud"'])),
        ("Ruiz refused to comment.", ("Ruiz", "refused", ["to comment"])),
    ],
)
def test_frames(text: str, expected: tuple[str, str, list[str]]) -> None:
    assert told(text) == [expected]


def test_an_outlet_that_is_told_something_is_no_part_of_the_content() -> None:
    text = "Ruiz told Harbor Times India was ready."
    assert told(text, "Harbor Times") == [("Ruiz", "told", ["India was ready"])]


def test_a_participle_shares_the_source() -> None:
    text = "The union said talks had failed, adding that buses would stop."
    assert told(text) == [
        ("The union", "said", ["talks had failed"]),
        ("The union", "adding", ["that buses would stop"]),
    ]


def test_a_speech_over_several_paragraphs_is_one() -> None:
    text = '"We walked for a week.\n"Then the boat came," said Lina Odeh.'
    assert told(text) == [("Lina Odeh", "said", ['"We walked for a week.', '"Then the boat came,"'])]


def test_a_cue_that_ends_its_sentence_brings_the_quotation_that_follows() -> None:
    text = 'Speaking on the pier, he said. "It is a fine boat and it floats."'
    assert told(text) == [("he", "said", ['"It is a fine boat and it floats."'])]


def test_a_paragraph_that_is_only_a_quotation_has_no_source() -> None:
    text = '"We are tired," said Odeh.\n"There is no bread in the whole street."'
    assert told(text)[1] == (None, None, ['"There is no bread in the whole street."'])


@pytest.mark.parametrize(
    "text",
    [
        "The bridge, known as the “widow-maker”, was closed on Friday.",
        "The film 'Ten Green Doors' opens in June.",
        "The workers' union met. It rained.",
        "She was accused of theft.",
        "The report was published by the ministry.",
        "A witness, who asked not to be named, left the hall.",
    ],
)
def test_nothing_said(text: str) -> None:
    assert told(text) == []


def test_forms_of_verbs() -> None:
    assert VERBS["denied"].lemma == "deny" and VERBS["quipping"].form == "ing"
    assert VERBS["said"].speaks and not VERBS["condemned"].speaks
    assert "saied" not in VERBS


def _gold() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text("utf8").splitlines()]


def _share(gold: str | list[str], content: list[str]) -> float:
    one, other = ({w for p in x for w in p.split()} for x in ([gold] if isinstance(gold, str) else gold, content))
    return len(one & other) / len(one | other)


def test_own_gold() -> None:
    found = sourced = count = 0
    for row in _gold():
        all_told = told(row["text"])
        for quote in row["quotes"]:
            count += 1
            best = max(all_told, key=lambda a: _share(quote["content"], a[2]), default=None)
            if best is not None and _share(quote["content"], best[2]) >= 0.5:
                found += 1
                sourced += best[0] == quote["source"]
    assert count >= 200
    assert found / count >= 0.96
    # .93 on the first 200; what was written since, mostly outside the United States, has more sources of many words.
    assert sourced / count >= 0.929


def test_gold_reads_back() -> None:
    for row in _gold():
        for quote in row["quotes"]:
            pieces = [quote["content"]] if isinstance(quote["content"], str) else quote["content"]
            assert all(p in row["text"] for p in (*pieces, quote["source"] or "", quote["cue"] or ""))


_WORDS = st.sampled_from(
    "said says told Rao the minister that , . \" “ ” ' ’ and he who : ; ( ) — according to on Tuesday ? we add\n".split(
        " "
    )
)


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_spans_are_within_the_text_and_pieces_do_not_overlap(text: str) -> None:
    for a in attributions(text):
        spans = [*a.content, *(s for s in (a.source, a.cue) if s)]
        assert a.content
        assert all(s.end <= len(text) for s in spans)
        pieces = sorted(a.content)
        assert all(x.end <= y.start for x, y in itertools.pairwise(pieces))
        assert 0 <= a.score <= 1
