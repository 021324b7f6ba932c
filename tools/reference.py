"""docs/reference.md, made from the code: every command with its options, every setting, every error code.

python -m tools.reference > docs/reference.md
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from dateline import cli, errors
from dateline.settings import Settings


def reference() -> str:
    """Return the whole page as Markdown."""
    parts = ["# Reference", "Made from the code by `make reference`; a test holds the two together."]
    parts += ["## Commands", *_commands(), "## Settings", *_settings(), "## Errors", *_errors()]
    return "\n\n".join(parts) + "\n"


def _commands() -> Iterator[str]:
    for info in cli.app.registered_commands:
        assert info.callback is not None
        yield f"### dateline {info.callback.__name__}\n\n{inspect.getdoc(info.callback)}"
        yield "\n".join(_parameters(info.callback))


def _parameters(command: Callable[..., Any]) -> Iterator[str]:
    hints = get_type_hints(command, include_extras=True, localns=vars(cli))
    for name, parameter in inspect.signature(command).parameters.items():
        kind, info = _annotated(hints[name])
        # Inside Annotated, typer keeps the first name of an option where its default would stand.
        given = [n for n in (info.default, *(info.param_decls or ())) if isinstance(n, str)]
        names = ", ".join(given) or f"--{name.replace('_', '-')}"
        shown = name.upper() if isinstance(info, ArgumentInfo) else names
        default = (
            "" if parameter.default in (None, False, inspect.Parameter.empty) else f"; default {parameter.default}"
        )
        yield f"- `{shown}` ({_kind(kind)}{default}): {info.help}"


def _annotated(hint: Any) -> tuple[Any, ArgumentInfo | OptionInfo]:
    """Return the type and the typer info of a parameter; an optional one is a union around it."""
    if get_origin(hint) is not Annotated:
        hint = next(k for k in get_args(hint) if get_origin(k) is Annotated)
    kind, info = get_args(hint)
    assert isinstance(info, ArgumentInfo | OptionInfo)
    return kind, info


def _kind(kind: Any) -> str:
    """Return a type in words."""
    if get_origin(kind) in (Union, types.UnionType):
        return _kind(next(k for k in get_args(kind) if k is not type(None)))
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    if get_origin(kind) is list:
        return "any number"
    return str({bool: "flag", int: "number", str: "text"}.get(kind, kind.__name__.lower()))


def _settings() -> Iterator[str]:
    yield "Environment variables; an option of a command goes before its setting."
    rows = ["| variable | type | default | what it says |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        kind = getattr(field.annotation, "__name__", str(field.annotation))
        default = "the number of processors" if field.default_factory else field.default
        rows.append(f"| `DATELINE_{name.upper()}` | {kind} | {default} | {field.description} |")
    yield "\n".join(rows)


def _errors() -> Iterator[str]:
    yield "The codes that error lines and messages carry."
    rows = ["| code | what it means |", "|---|---|"]
    for name in dir(errors):
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, errors.DatelineError):
            rows.append(f"| `{kind.code}` | {(kind.__doc__ or '').strip().splitlines()[0]} |")
    yield "\n".join(rows)


if __name__ == "__main__":
    print(reference(), end="")
