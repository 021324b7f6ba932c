"""Every noun survives JSON; what does not fit is refused by name; ids follow what is said."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadInput
from dateline.model.article import Article, Block, Cited, Dropped
from dateline.model.codec import from_json, to_json
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Span, Text
from dateline.model.statement import (
    AsOf,
    Entity,
    EventDate,
    EventMention,
    EventPlace,
    Figure,
    Mention,
    Origin,
    Party,
    Place,
    Quote,
    Relation,
    TimeExpression,
)
from dateline.model.story import Event, Identity, Judgement, Membership, Reprint, Story
from dateline.model.tally import Claim, Series, Tally
from dateline.model.told import Who

TEXT = Text.from_str("Envoys of both states met in Geneva on Monday. “It went well,” one of 12 said.")
WHERE = (TEXT.cite(Span(0, 6)),)
WHO = Who(label="Bern")
CLAIM = Claim(low=12, high=None, first="2025-01-06", last="2025-01-06", stated=(), outlets=("The Bern Post",))
PARTY = Party(span=Span(0, 6), entity="e1", code="CHE", sector="GOV")
NOUNS: list[Any] = [
    Page(
        id="p",
        content="x",
        fetched=datetime(2025, 1, 2, tzinfo=UTC),
        published=date(2025, 1, 1),
        pairs=((Span(0, 1), Span(1, 2)),),
    ),
    Dropped(page_span=Span(0, 2), role="navigation"),
    Mention(article="a", evidence=WHERE, form="nominal", type="person", entity="e1"),
    Entity(article="a", evidence=WHERE, key="e1", label="Envoys", type="group", same_as=("geonames:1",)),
    TimeExpression(
        article="a", evidence=WHERE, type="DATE", value="2025-01-06", origin=Origin(step="times", version="1")
    ),
    Place(article="a", evidence=WHERE, form="name", geonames_id=2660646, lat=46.2, lon=6.1, country="CHE"),
    Quote(article="a", evidence=WHERE, manner="direct", content=(Span(47, 62),), source=Span(63, 66)),
    Figure(article="a", evidence=WHERE, low=12, high=None, as_of=AsOf(value="2025-01-06"), of=Span(0, 6)),
    EventMention(
        article="a",
        evidence=WHERE,
        type="CONSULT",
        quad=1,
        intensity=2.5,
        trigger=Span(22, 25),
        actors=(PARTY,),
        date=EventDate(earliest="2025-01-06", latest="2025-01-06", precision="day", basis="text"),
        place=EventPlace(geonames_id=1, name="Geneva", country="CHE"),
    ),
    Relation(article="a", evidence=WHERE, actor=Span(0, 6), recipient=Span(7, 9), type=None),
    Reprint(article="b", original="a", shared=0.9, spans=((Span(0, 3), Span(1, 4)),)),
    Story(id="s", members=(Membership(article="a", reason="first"),)),
    Event(id="x", mentions=("m",), type="CONSULT", actors=(WHO,), disagreements=(("place", "Geneva", ("m",)),)),
    Tally(id="t", measure="toll", place=1, series=(Series(authority="police", claims=(CLAIM,)),)),
    Judgement(id="j", target="m", verdict="reject", by="owner", at=datetime(2025, 1, 2, tzinfo=UTC)),
    Identity(id="i", entities=("e",), label="Geneva", type="place"),
]


def article() -> Article:
    block = Block(span=Span(0, len(TEXT.content)), page_span=Span(0, len(TEXT.content)), role="paragraph")
    return Article(
        page="p",
        page_digest="sha256:0",
        n=0,
        kind="article",
        text=TEXT,
        page_text=TEXT,
        blocks=(block,),
        published=Cited(value="2025-01-07", basis="header", precision="day", evidence=WHERE),
        reasons={"headline": "none printed"},
    )


@pytest.mark.parametrize(
    "noun", [*NOUNS, article(), Record(article=article(), mentions=(NOUNS[2],))], ids=lambda n: type(n).__name__
)
def test_json_round_trip(noun: Any) -> None:
    assert from_json(type(noun), json.loads(json.dumps(to_json(noun)))) == noun


@given(st.text(max_size=20), st.floats(0, 1), st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)))
def test_figures_round_trip_whatever_their_values(unit: str, confidence: float, low: float | None) -> None:
    figure = Figure(article="a", evidence=WHERE, low=low, high=None, unit=unit, confidence=confidence)
    assert from_json(Figure, json.loads(json.dumps(to_json(figure)))) == figure


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"type": "MONTH"}, "type"),
        ({"evidence": "Monday"}, "evidence"),
        ({"color": "red"}, "TimeExpression"),
        ({"value": 3}, "value"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(change: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        from_json(TimeExpression, to_json(NOUNS[4]) | change)


def test_an_id_follows_what_is_said_and_nothing_else() -> None:
    one = Mention(article="a", evidence=WHERE, form="name", type="person")
    same = Mention(
        article="a", evidence=WHERE, form="name", type="person", confidence=0.5, origin=Origin(step="x", version="2")
    )
    other = Mention(article="a", evidence=WHERE, form="name", type="organization")
    assert one.id == same.id != other.id


def test_a_statement_needs_evidence_and_a_sane_confidence() -> None:
    with pytest.raises(ValueError, match="evidence"):
        Mention(article="a", evidence=(), form="name", type="person")
    with pytest.raises(ValueError, match="confidence"):
        Mention(article="a", evidence=WHERE, form="name", type="person", confidence=1.2)


def test_an_article_is_named_by_its_page_place_and_text() -> None:
    assert article().id == article().id
    assert len({article().id, Article(**{**_fields(article()), "n": 1}).id}) == 2


def _fields(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
