"""Dataclasses to JSON and back: one rule for every noun, so that no noun carries its own."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from dateline.errors import BadInput

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """Return a noun as what `json.dumps` takes: objects, arrays, strings, numbers, null.

    Dates and times become ISO 8601; a date and a time stay apart by their length.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_json(v) for v in value]
    if isinstance(value, Mapping):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_json(kind: type[T], data: Any) -> T:
    """Return the noun of that class that `to_json` made this of.

    Raises:
        BadInput: If the data does not fit the class; the message names the field.
    """
    return _build(kind, data, kind.__name__)  # type: ignore[no-any-return]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, data: Any, where: str) -> Any:
    """Build a value of a type hint; `where` names the field for the error message."""
    if get_origin(kind) is not None:
        return _build_generic(kind, data, where)
    if is_dataclass(kind):
        return _build_noun(kind, data, where)
    if kind in (date, datetime):
        return _build_time(kind, data, where)
    if kind is float:
        return _checked(data, isinstance(data, (int, float)) and not isinstance(data, bool), where)
    return _checked(data, type(data) is kind, where)


def _build_generic(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _build_union(kind, data, where)
    if origin is tuple:
        return _build_tuple(kind, data, where)
    if origin is Literal:
        return _checked(data, data in get_args(kind), where)
    return dict(_checked(data, isinstance(data, Mapping), where))


def _build_union(kind: Any, data: Any, where: str) -> Any:
    if data is None and type(None) in get_args(kind):
        return None
    return _build(next(k for k in get_args(kind) if k is not type(None)), data, where)


def _build_tuple(kind: Any, data: Any, where: str) -> tuple[Any, ...]:
    items, args = _checked(data, isinstance(data, (list, tuple)), where), get_args(kind)
    if args[-1] is Ellipsis:
        return tuple(_build(args[0], v, f"{where}[{i}]") for i, v in enumerate(items))
    _checked(data, len(items) == len(args), where)
    return tuple(_build(k, v, f"{where}[{i}]") for i, (k, v) in enumerate(zip(args, items, strict=True)))


def _build_noun(kind: Any, data: Any, where: str) -> Any:
    given = _checked(data, isinstance(data, Mapping), where)
    hints = _hints(kind)
    _checked(data, set(given) <= {f.name for f in fields(kind)}, where)
    try:
        return kind(**{k: _build(hints[k], v, f"{where}.{k}") for k, v in given.items()})
    except (TypeError, ValueError) as error:
        raise BadInput(f"{where}: {error}") from error


def _build_time(kind: Any, data: Any, where: str) -> Any:
    try:
        return kind.fromisoformat(_checked(data, isinstance(data, str), where))
    except ValueError as error:
        raise BadInput(f"{where}: {data!r} is no ISO 8601 {kind.__name__}") from error


def _checked(data: Any, fits: bool, where: str) -> Any:
    if not fits:
        raise BadInput(f"{where}: {data!r} does not fit")
    return data
