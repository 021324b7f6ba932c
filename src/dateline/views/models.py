"""From the dataclass of a page to the schema of its JSON: without what is for the eye alone, each field described."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Mapping
from dataclasses import Field as DataField
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, create_model

_ARGUMENT = re.compile(r"^    (\w+(?:, \w+)*): (.*)$")


@cache
def model_of(kind: type) -> type[BaseModel]:
    """Return the model of what `to_json` (or the desk's own `json`) makes of a dataclass.

    Every field is there, whether or not it has a default: the schema is of what goes out, not of what may come in.
    """
    hints = get_type_hints(kind)
    summary, described = _described(kind)
    shown = {f.name: (_type(hints[f.name]), _field(f, described)) for f in fields(kind) if is_shown(f)}
    made: type[BaseModel] = create_model(  # type: ignore[call-overload]
        kind.__name__, __doc__=summary, __module__=kind.__module__, **shown
    )
    return made


def is_shown(field: DataField[Any]) -> bool:
    """Say whether a field of a page is in its JSON."""
    return not field.metadata.get("screen")


def _field(field: DataField[Any], described: Mapping[str, str]) -> Any:
    return Field(description=described.get(field.name))


def _type(hint: Any) -> Any:
    """Return a type hint with models in the place of dataclasses."""
    if isinstance(hint, type) and is_dataclass(hint):
        return model_of(hint)
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return list[_type(args[0])]  # type: ignore[misc]
    if origin in (Union, types.UnionType):
        return Union[tuple(_type(a) for a in args)]  # noqa: UP007
    if origin in (tuple, list, dict):
        return origin[tuple(_type(a) for a in args)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[tuple(_type(a) for a in args)]  # type: ignore[misc]
    return hint


def _described(kind: type) -> tuple[str, dict[str, str]]:
    """Return what a class's docstring says of it, and of its fields and those it inherits."""
    out: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        out |= _arguments(base)
    summary = inspect.cleandoc(kind.__doc__ or "").partition("\nArgs:")[0].strip()
    return summary, out


def _arguments(kind: type) -> dict[str, str]:
    """Return the lines of a docstring's `Args:`; several names before one colon share what is said."""
    out: dict[str, str] = {}
    names: list[str] = []
    for line in inspect.cleandoc(kind.__doc__ or "").partition("\nArgs:\n")[2].splitlines():
        if found := _ARGUMENT.match(line):
            names = found[1].split(", ")
            out |= dict.fromkeys(names, found[2])
        elif line.startswith("        ") and names:
            out |= {name: f"{out[name]} {line.strip()}" for name in names}
        else:
            names = []
    return out
