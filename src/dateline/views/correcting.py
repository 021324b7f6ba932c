"""The fields of a form that corrects a fact: what each may hold, and what was typed turned into values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from dateline.errors import BadInput
from dateline.model.statement import EntityType, Factuality, Manner, TimexType
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _
from dateline.world.countries import by_iso3
from dateline.world.gazetteer import candidates
from dateline.world.measures import MEASURES
from dateline.world.plover import EVENT_TYPES, SECTORS

_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form: its name and label, what it holds, and what it may hold (anything, where there is none)."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    hint: str = ""


def _text(raw: str) -> str | None:
    return raw or None


def _number(raw: str) -> float | None:
    if not raw:
        return None
    try:
        return float(raw.replace(",", "").replace(" ", ""))
    except ValueError:
        raise BadInput(f"{raw} is no number") from None


def _whole(raw: str) -> int | None:
    if raw and not raw.isdecimal():
        raise BadInput(f"{raw} is no GeoNames id")
    return int(raw) if raw else None


def _day(raw: str) -> str | None:
    try:
        return date.fromisoformat(raw).isoformat() if raw else None
    except ValueError:
        raise BadInput(f"{raw} is no day (YYYY-MM-DD)") from None


def _country(raw: str) -> str | None:
    code = raw.upper()
    if code and by_iso3(code) is None:
        raise BadInput(f"{raw} is no ISO 3166-1 alpha-3 code of a country")
    return code or None


def _names(raw: str) -> list[str]:
    return [name for part in raw.split(";") if (name := " ".join(part.split()))]


_READ: Mapping[str, Callable[[str], Any]] = {
    "low": _number,
    "high": _number,
    "geonames_id": _whole,
    "earliest": _day,
    "latest": _day,
    "country": _country,
    "actors": _names,
    "recipients": _names,
    "approximate": lambda raw: raw == _YES,
}
_HINTS = {
    "actors": N_("names, set apart by ;"),
    "recipients": N_("names, set apart by ;"),
    "country": N_("three letters"),
    "earliest": N_("YYYY-MM-DD"),
    "latest": N_("YYYY-MM-DD"),
    "value": N_("as in TIMEX3: 2024-08-28, P2D"),
    "high": N_("nothing: open"),
    "low": N_("nothing: open"),
}
_FORM: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "mention": {"type": get_args(EntityType)},
    "entity": {
        "label": (),
        "type": get_args(EntityType),
        "role": (),
        "country": (),
        "sector": ("", *SECTORS),
        "code": (),
    },
    "time": {"type": get_args(TimexType), "value": ()},
    "place": {"name": (), "country": (), "geonames_id": (), "used_as": ("place", "actor")},
    "quote": {"speaker": (), "manner": get_args(Manner)},
    "figure": {"low": (), "high": (), "approximate": (_NO, _YES), "unit": (), "measure": ("", *MEASURES)},
    "event": {
        "type": tuple(EVENT_TYPES),
        "mode": (),
        "factuality": get_args(Factuality),
        "earliest": (),
        "latest": (),
        "actors": (),
        "recipients": (),
    },
    "relation": {"type": ("", *EVENT_TYPES)},
}
"""The fields of each kind that people fill in, and the choices where there are only so many."""


def form_fields(kind: str, holds: Mapping[str, Any]) -> tuple[FormField, ...]:
    """Return the fields of the form for a kind of fact, filled with what holds."""
    return tuple(
        FormField(
            name=name,
            label=label(name),
            value=_typed(holds.get(name)),
            choices=choices,
            hint=_(_HINTS[name]) if name in _HINTS else "",
        )
        for name, choices in _FORM[kind].items()
    )


def _typed(value: Any) -> str:
    """Return a value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return "; ".join(value) if isinstance(value, (list, tuple)) else str(value)


def corrections(kind: str, typed: Mapping[str, str], holds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that were filled in otherwise than they hold, with all that follows from them.

    Args:
        kind: Of the fact.
        typed: What was filled in; fields that are missing stay as they are.
        holds: What held before.

    Raises:
        BadInput: If something cannot be what was filled in.
    """
    out: dict[str, Any] = {}
    for name, choices in _FORM[kind].items():
        raw = " ".join(typed.get(name, _typed(holds.get(name))).split())
        if raw == _typed(holds.get(name)):
            continue
        if choices and raw not in choices:
            raise BadInput(f"{raw or 'nothing'} is no {label(name)}; there are {', '.join(filter(None, choices))}")
        out[name] = _READ.get(name, _text)(raw)
    if kind == "event" and out.keys() & {"type", "mode"}:
        out |= _scored({**holds, **out})
    if kind == "place" and out.keys() & {"name", "country", "geonames_id"}:
        out |= _located(out, holds)
    return out


def _scored(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the mode, quad and intensity of an event's type; a mode of another type is none of it."""
    type_ = EVENT_TYPES[event["type"]]
    mode = type_.modes.get(event.get("mode") or "")
    return {"mode": mode.name if mode else None, "quad": type_.quad, "intensity": mode.score if mode else type_.score}


def _located(out: Mapping[str, Any], holds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the place that was meant as GeoNames has it; where it has none, it lies nowhere."""
    name = out.get("name", holds.get("name")) or ""
    wanted, country = out.get("geonames_id"), out.get("country")
    found = [
        place
        for place in candidates(name)
        if (wanted is None or place.geonames_id == wanted) and (country is None or place.country == country)
    ]
    best = max(found, key=lambda place: place.population, default=None)
    if best is None:
        country = out.get("country", holds.get("country"))
        return {"geonames_id": wanted, "lat": None, "lon": None, "feature_code": None, "country": country}
    same = ("geonames_id", "lat", "lon", "feature_code")
    return {"name": name, "country": best.country or None} | {field: getattr(best, field) for field in same}
