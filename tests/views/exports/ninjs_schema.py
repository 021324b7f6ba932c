"""The core of IPTC's JSON Schema of ninjs 3.1, put down anew from its published list of properties.

No package carries the schema itself. Here is what it says of the properties that an article may have: their names,
their types, their closed lists of values, and that nothing else may stand there.
"""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_URI = {"type": "string", "format": "uri"}
_MOMENT = {"type": "string", "format": "date-time"}


def _things(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
    return {"type": "array", "items": item}


def _named(**more: Any) -> dict[str, Any]:
    return _things(name=_TEXT, rel=_TEXT, uri=_URI, literal=_TEXT, contactInfo={"type": "array"}, **more)


_POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}},
    },
}
_VALUES = {"role": _TEXT, "contentType": _TEXT, "value": _TEXT}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": _URI,
        "type": {
            "enum": "text audio video picture graphic composite component event planning".split(),
        },
        "representationType": {"enum": ["full", "partial"]},
        "profile": _TEXT,
        "version": _TEXT,
        "firstCreated": _MOMENT,
        "versionCreated": _MOMENT,
        "contentCreated": _MOMENT,
        "embargoedUntil": _MOMENT,
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
        **dict.fromkeys("copyrightHolder copyrightNotice usageTerms edNote language".split(), _TEXT),
        **dict.fromkeys("title by slugline located".split(), _TEXT),
        "descriptions": _things(("value",), **_VALUES),
        "headlines": _things(("value",), **_VALUES),
        "bodies": _things(("value",), charCount={"type": "integer"}, wordCount={"type": "integer"}, **_VALUES),
        "people": _named(),
        "organisations": _named(symbols={"type": "array"}),
        "places": _named(geoJSON=_POINT),
        "subjects": _things(
            name=_TEXT,
            rel=_TEXT,
            uri=_URI,
            literal=_TEXT,
            creator=_TEXT,
            relevance={"type": "integer", "minimum": 0, "maximum": 100},
            confidence={"type": "integer", "minimum": 0, "maximum": 100},
        ),
        "events": _things(id=_TEXT, name=_TEXT, rel=_TEXT, uri=_URI, literal=_TEXT),
        "infoSources": _things(name=_TEXT, role=_TEXT, uri=_URI, literal=_TEXT, contactInfo={"type": "array"}),
        "renditions": _things(("name",), name=_TEXT, href=_URI, contentType=_TEXT, title=_TEXT),
        "altIds": _things(role=_TEXT, value=_TEXT),
        "standard": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"name": _TEXT, "version": _TEXT, "schema": _URI},
        },
        "genres": _things(name=_TEXT, uri=_TEXT, literal=_TEXT),
        "expires": _MOMENT,
    },
}
