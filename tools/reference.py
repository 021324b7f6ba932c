"""docs/reference.md, made from the code: every command with its options, every setting, every error code.

python -m tools.reference > docs/reference.md
"""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from dateline import cli, errors
from dateline.model.schema import schema
from dateline.settings import Settings
from eval import ROOT, judged


def reference() -> str:
    """Return the whole page as Markdown."""
    parts = ["# Reference", "Made from the code by `make reference`; a test holds the two together."]
    parts += ["## Commands", *_commands(), "## Settings", *_settings(), "## Errors", *_errors()]
    return "\n\n".join(parts) + "\n"


def _commands() -> Iterator[str]:
    for name, command in commands():
        yield f"### dateline {name}\n\n{inspect.getdoc(command)}"
        yield "\n".join(_parameters(command))


def commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every command by the words that call it: `read`, `alerts add`."""
    groups = [("", cli.app), *((f"{g.name} ", g.typer_instance) for g in cli.app.registered_groups)]
    for before, group in groups:
        for info in group.registered_commands if group else ():
            assert info.callback is not None
            yield f"{before}{info.name or info.callback.__name__}", info.callback


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


MARKS = ("<!-- scores -->", "<!-- /scores -->")
JUDGED = ("<!-- judged -->", "<!-- /judged -->")
SCORES = {
    "pages": ("article bodies out of markup", ("f1", "title_accuracy", "date_accuracy")),
    "flat": ("article bodies out of flat text", ("f1",)),
    "dumps": ("several articles in one flat text", ("f1", "right_number_of_articles")),
    "names": ("names", ("all",)),
    "names-news": ("names in passages of news held out", ("all",)),
    "quotes": ("quotes", ("token_source", "token_cue", "token_content", "linked")),
    "quotes-news": ("quotes in passages of news held out", ("token_source", "token_cue", "token_content", "linked")),
    "speakers": ("speakers", ("found", "speaker")),
    "times": ("times", ("strict", "value")),
    "places": ("places", ("found", "end_to_end_exact", "end_to_end_161km")),
    "figures": ("figures", ("found_f1", "value_and_bounds", "measure")),
    "coded": ("events", ("event_f1", "actor_f1", "recipient_f1", "factuality")),
    "relations": ("relations of given pairs, a fifth held out", ("root_macro_f1", "quad_macro_f1")),
    "gold/quotes": ("own gold: quotes", ("found", "manner", "speaker")),
    "gold/figures": ("own gold: figures", ("found", "bounds", "measure")),
    "gold/times": ("own gold: times", ("strict", "value")),
    "gold/events": ("own gold: events", ("event", "actor", "factuality")),
}
"""Which of the floors the README shows, and what each task is called there."""


def scores() -> str:
    """Return the README's table of scores."""
    floors = json.loads((ROOT / "eval" / "floors.json").read_text("utf8"))
    lines = ["| what | task | scores |", "|---|---|---|"]
    for task, (what, names) in SCORES.items():
        if task in floors:
            found = floors[task]["floors"]
            shown = ", ".join(f"{n.replace('_', ' ')} {found[n]:.2f}" for n in names)
            lines.append(f"| {what} | `{task}` | {shown} |")
    return "\n".join(lines)


def readme(old: str) -> str:
    """Return the README with its tables of scores and of verdicts made anew."""
    for (start, end), table in ((MARKS, scores()), (JUDGED, judged.table())):
        before, after = old.split(start, maxsplit=1)[0], old.split(end)[1]
        old = f"{before}{start}\n{table}\n{end}{after}"
    return old


FILES: dict[Path, Callable[[str], str]] = {
    ROOT / "docs" / "reference.md": lambda _: reference(),
    ROOT / "docs" / "record.schema.json": lambda _: json.dumps(schema(), indent=1) + "\n",
    ROOT / "README.md": readme,
}
"""Each file that is made, and how its new content follows from its old."""


if __name__ == "__main__":
    for path, make in FILES.items():
        path.write_text(make(path.read_text("utf8") if path.exists() else ""), "utf8")
