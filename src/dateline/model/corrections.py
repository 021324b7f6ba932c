"""What can be corrected of a fact, field by field; the words it was read from never are: they stand in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dateline.errors import BadInput
from dateline.model.codec import from_json, to_json
from dateline.model.record import Record
from dateline.model.statement import (
    Entity,
    EventDate,
    EventMention,
    Figure,
    Mention,
    Place,
    Quote,
    Relation,
    Statement,
    TimeExpression,
)

KINDS: Mapping[str, type[Statement]] = {
    kind.kind: kind for kind in (Mention, Entity, TimeExpression, Place, Quote, Figure, EventMention, Relation)
}
NAMED: Mapping[str, tuple[str, ...]] = {"quote": ("speaker",), "event": ("actors", "recipients")}
"""Fields that people give by name, though a statement has them by key: a rerun may number its entities anew."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "mention": ("type",),
    "entity": ("label", "type", "role", "country", "sector", "code"),
    "time": ("type", "value"),
    "place": ("name", "country", "geonames_id", "used_as", "lat", "lon", "feature_code"),
    "quote": ("speaker", "manner"),
    "figure": ("low", "high", "approximate", "unit", "measure"),
    "event": ("type", "mode", "quad", "intensity", "factuality", "earliest", "latest", "actors", "recipients"),
    "relation": ("type",),
}
"""What can be corrected of each kind; the words it was read from never are: they stand in the text."""


def said_of(statement: Statement, record: Record) -> dict[str, Any]:
    """Return what a statement says in the fields that can be corrected; people by their names."""
    labels = {e.key: e.label for e in record.entities}
    text = record.article.text.content
    out = {name: getattr(statement, name) for name in FIELDS[statement.kind] if hasattr(statement, name)}
    if isinstance(statement, Quote):
        words = statement.source.of(text) if statement.source else None
        out["speaker"] = labels.get(statement.speaker or "", words)
    if isinstance(statement, EventMention):
        for name, parties in (("actors", statement.actors), ("recipients", statement.recipients)):
            out[name] = [labels.get(p.entity or "") or p.span.of(text) for p in parties]
        out["earliest"] = statement.date.earliest if statement.date else None
        out["latest"] = statement.date.latest if statement.date else None
    return out


def corrected(statement: Statement, fields: Mapping[str, Any]) -> Statement:
    """Return a statement with fields corrected that it has itself; what people give by name is left out.

    Raises:
        BadInput: If a field is not one that can be corrected, or a value does not fit it.
    """
    strange = fields.keys() - set(FIELDS[statement.kind])
    if strange:
        raise BadInput(f"{min(strange)} of a {statement.kind} cannot be corrected")
    named = NAMED.get(statement.kind, ())
    own = {n: v for n, v in fields.items() if n not in named and n not in ("earliest", "latest")}
    out = from_json(KINDS[statement.kind], to_json(statement) | own) if own else statement
    dates = {n: v for n, v in fields.items() if n in ("earliest", "latest")}
    if isinstance(out, EventMention) and dates:
        out = replace(out, date=_dated(out, dates))
    return out


def _dated(event: EventMention, dates: Mapping[str, Any]) -> EventDate | None:
    """Return an event's date with its days corrected; without a first day there is none."""
    old = event.date
    first = dates.get("earliest", old.earliest if old else None)
    last = dates.get("latest", old.latest if old else None)
    if not first:
        return None
    last = last if last and last >= first else first
    return EventDate(earliest=first, latest=last, precision="day", basis=old.basis if old else "text",
                     ref=old.ref if old else None)  # fmt: skip
