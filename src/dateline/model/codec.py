"""Dataclasses to JSON and back: one rule for every noun, so that no noun carries its own."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
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
    build: _Builder = _builder(kind)  # type: ignore[arg-type]  # a class is hashable
    return build(data, kind.__name__)  # type: ignore[no-any-return]


_Builder = Callable[[Any, str], Any]
"""Builds a value; the second argument names the field for the error message."""


@cache
def _builder(kind: Any) -> _Builder:
    """Return what builds values of a type hint, worked out once: the articles of a story hold 10,000 nouns."""
    if (origin := get_origin(kind)) is not None:
        return _generic(origin, get_args(kind))
    if is_dataclass(kind):
        return _noun(kind)
    if kind in (date, datetime):
        return _time(kind)
    if kind is float:
        return lambda data, where: _checked(data, isinstance(data, (int, float)) and not isinstance(data, bool), where)
    return lambda data, where: _checked(data, type(data) is kind, where)


def _generic(origin: Any, args: tuple[Any, ...]) -> _Builder:
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is tuple:
        return _sequence(args[0]) if args[-1] is Ellipsis else _row(args)
    if origin is Literal:
        return lambda data, where: _checked(data, data in args, where)
    return lambda data, where: dict(_checked(data, isinstance(data, Mapping), where))


def _union(args: tuple[Any, ...]) -> _Builder:
    build = _builder(next(k for k in args if k is not type(None)))
    if type(None) not in args:
        return build
    return lambda data, where: None if data is None else build(data, where)


def _sequence(kind: Any) -> _Builder:
    part = _builder(kind)

    def build(data: Any, where: str) -> tuple[Any, ...]:
        _checked(data, isinstance(data, (list, tuple)), where)
        return tuple([part(value, f"{where}[{i}]") for i, value in enumerate(data)])

    return build


def _row(kinds: tuple[Any, ...]) -> _Builder:
    parts = [_builder(kind) for kind in kinds]

    def build(data: Any, where: str) -> tuple[Any, ...]:
        _checked(data, isinstance(data, (list, tuple)) and len(data) == len(parts), where)
        return tuple([part(value, f"{where}[{i}]") for i, (part, value) in enumerate(zip(parts, data, strict=True))])

    return build


def _noun(kind: Any) -> _Builder:
    hints = get_type_hints(kind)
    parts = {f.name: (_builder(hints[f.name]), f".{f.name}") for f in fields(kind)}

    def build(data: Any, where: str) -> Any:
        _checked(data, isinstance(data, Mapping) and data.keys() <= parts.keys(), where)
        values = {}
        for name, value in data.items():
            part, here = parts[name]
            values[name] = part(value, where + here)
        try:
            return kind(**values)
        except (TypeError, ValueError) as error:
            raise BadInput(f"{where}: {error}") from error

    return build


def _time(kind: Any) -> _Builder:
    def build(data: Any, where: str) -> Any:
        try:
            return kind.fromisoformat(_checked(data, isinstance(data, str), where))
        except ValueError as error:
            raise BadInput(f"{where}: {data!r} is no ISO 8601 {kind.__name__}") from error

    return build


def _checked(data: Any, fits: bool, where: str) -> Any:
    if not fits:
        raise BadInput(f"{where}: {data!r} does not fit")
    return data
