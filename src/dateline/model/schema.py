"""The JSON Schema of the contract, draft 2020-12; docs/record.schema.json is made of it, which a test checks."""

from __future__ import annotations

from typing import Any, get_args

from dateline.model.article import Basis, DropRole, Kind, Precision, Role
from dateline.model.contract import CITED, CITED_LISTS
from dateline.model.statement import (
    DatePrecision,
    EntityType,
    Factuality,
    Manner,
    MentionForm,
    PlaceForm,
    TimexType,
)

Json = dict[str, Any]

_STRING: Json = {"type": "string"}
_INTEGER: Json = {"type": "integer", "minimum": 0}
_NUMBER: Json = {"type": "number"}
_CONFIDENCE: Json = {"type": "number", "minimum": 0, "maximum": 1}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(literal: Any) -> Json:
    return {"enum": list(get_args(literal))}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _object(properties: Json, *, optional: tuple[str, ...] = ()) -> Json:
    """An object with all these fields; more may come, so others are allowed."""
    return {"type": "object", "properties": properties, "required": [k for k in properties if k not in optional]}


_AT: Json = {"start": _INTEGER, "end": _INTEGER}
_SPAN = _object(_AT)
_PAGE_SPAN = _object({"page_start": _INTEGER, "page_end": _INTEGER})
_WORDS: Json = {**_AT, "text": _STRING}
_SAID: Json = {"confidence": _CONFIDENCE, "reason": _STRING}
_MAYBE = ("reason",)

_CITED = _object(
    {
        "value": _STRING,
        "basis": _one_of(Basis),
        "precision": _one_of(Precision),
        "evidence": _list({"anyOf": [_SPAN, _PAGE_SPAN]}),
    },
    optional=("precision",),
)
_BLOCK = _object(
    {**_AT, "role": _one_of(Role), "page_start": _INTEGER, "page_end": _INTEGER, "path": _or_null(_STRING)}
)
_MENTION = _object(
    {**_WORDS, "form": _one_of(MentionForm), "type": _one_of(EntityType), "entity": _or_null(_STRING), **_SAID},
    optional=_MAYBE,
)
_ENTITY = _object(
    {
        "id": _STRING,
        "label": _STRING,
        "aliases": _list(_STRING),
        "type": _one_of(EntityType),
        **{k: _or_null(_STRING) for k in ("role", "country", "sector", "code")},
        "same_as": _list(_STRING),
        "evidence": _list(_SPAN),
        **_SAID,
    },
    optional=_MAYBE,
)
_TIME = _object({**_WORDS, "type": _one_of(TimexType), "value": _or_null(_STRING), **_SAID}, optional=_MAYBE)
_PLACE = _object(
    {
        **_WORDS,
        "form": _one_of(PlaceForm),
        "as": {"enum": ["place", "actor"]},
        "geonames_id": _or_null(_INTEGER),
        "lat": _or_null(_NUMBER),
        "lon": _or_null(_NUMBER),
        **{k: _or_null(_STRING) for k in ("name", "country", "feature_code")},
        **_SAID,
    },
    optional=_MAYBE,
)
_QUOTE = _object(
    {
        "manner": _one_of(Manner),
        "source": _or_null(_SPAN),
        "cue": _or_null(_SPAN),
        "content": _list(_SPAN),
        "speaker": _or_null(_STRING),
        **_SAID,
    },
    optional=_MAYBE,
)
_FIGURE = _object(
    {
        **_WORDS,
        "low": _or_null(_NUMBER),
        "high": _or_null(_NUMBER),
        "approximate": {"type": "boolean"},
        "unit": _or_null(_STRING),
        "measure": _or_null(_STRING),
        "of": _or_null(_SPAN),
        "part_of": _or_null(_INTEGER),
        "place": _or_null(_INTEGER),
        "as_of": _or_null(_object({"value": _STRING, "ref": _or_null(_INTEGER)})),
        "quote": _or_null(_INTEGER),
        **_SAID,
    },
    optional=_MAYBE,
)
_PARTY = _object({**_AT, **{k: _or_null(_STRING) for k in ("entity", "code", "sector")}})
_EVENT = _object(
    {
        "type": _STRING,
        "mode": _or_null(_STRING),
        "contexts": _list(_STRING),
        "quad": {"enum": [1, 2, 3, 4]},
        "intensity": _NUMBER,
        "trigger": _SPAN,
        "actors": _list(_PARTY),
        "recipients": _list(_PARTY),
        "date": _or_null(
            _object(
                {
                    "earliest": _STRING,
                    "latest": _STRING,
                    "precision": _one_of(DatePrecision),
                    "basis": {"enum": ["text", "published"]},
                    "ref": _or_null(_INTEGER),
                }
            )
        ),
        "place": _or_null(
            _object(
                {
                    "geonames_id": _or_null(_INTEGER),
                    "name": _or_null(_STRING),
                    "country": _or_null(_STRING),
                    "ref": _or_null(_INTEGER),
                }
            )
        ),
        "factuality": _one_of(Factuality),
        "quote": _or_null(_INTEGER),
        **_SAID,
    },
    optional=_MAYBE,
)
_DROPPED = _object({"page_start": _INTEGER, "page_end": _INTEGER, "role": _one_of(DropRole)})
_ORIGIN = _object({"dateline": _STRING, "reader": _STRING, "replaced_characters": _INTEGER})

_HEAD: Json = {"v": {"const": 1}, "page": _STRING}

_ARTICLE = _object(
    {
        **_HEAD,
        "n": _INTEGER,
        "id": _STRING,
        "kind": _one_of(Kind),
        "text": _STRING,
        "text_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        **{k: _or_null(_STRING) for k in ("url", "canonical_url", "language", "section", "supersedes")},
        "blocks": _list(_BLOCK),
        **{k: _or_null(_CITED) for k in CITED},
        **{k: _list(_CITED) for k in CITED_LISTS},
        "reasons": {"type": "object", "additionalProperties": _STRING},
        "mentions": _list(_MENTION),
        "entities": _list(_ENTITY),
        "times": _list(_TIME),
        "places": _list(_PLACE),
        "quotes": _list(_QUOTE),
        "figures": _list(_FIGURE),
        "events": _list(_EVENT),
        "pairs": _list(_object({"type": _or_null(_STRING), **_SAID}, optional=_MAYBE)),
        "dropped": _list(_DROPPED),
        "origin": _ORIGIN,
    }
)
_NO_ARTICLE = _object(
    {
        **_HEAD,
        "n": _INTEGER,
        "kind": {"const": "page"},
        "text": {"const": ""},
        "url": _or_null(_STRING),
        "reason": _STRING,
        "dropped": _list(_DROPPED),
        "origin": _ORIGIN,
    }
)
_ERROR = _object({**_HEAD, "error": _object({"code": _STRING, "message": _STRING})})


def schema() -> Json:
    """Return the JSON Schema of one line that `dateline read --jsonl` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of dateline read --jsonl",
        "description": "An article's record, a page without an article, or a page that could not be read.",
        "anyOf": [_ARTICLE, _NO_ARTICLE, _ERROR],
    }
