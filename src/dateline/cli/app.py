"""The application that commands join, and what several of them share: options, settings, errors, printing."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dateline import __version__
from dateline.errors import DatelineError, PageError, QueryError

if TYPE_CHECKING:
    from dateline.model.page import Page
    from dateline.settings import Settings

app = typer.Typer(
    help="News as it really arrives, turned into a record that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files (html, txt, md, eml, mbox, pdf, json, jsonl, warc, zip), folders, URLs, or - (standard input)."
    ),
]
StoreOption = Annotated[
    str | None, typer.Option("--store", help="The file that is the store, or postgresql://… [DATELINE_STORE].")
]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="How many processes read.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines; standard input is JSON Lines, too.")]


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """News as it really arrives, turned into a record that can be checked."""
    if show:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


def settings_of() -> Settings:
    """Return the settings of the environment; one that is wrong ends the command with a sentence."""
    from pydantic import ValidationError

    from dateline.settings import load_settings

    try:
        return load_settings()
    except ValidationError as error:
        wrong = "; ".join(f"DATELINE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        fail(f"a setting is wrong: {wrong}")


def given_pages(sources: list[str] | None, *, jsonl: bool, settings: Settings) -> Iterator[Page | PageError]:
    """Yield the pages of the command's arguments."""
    from dateline.page.sources import read_pages

    if not sources and sys.stdin.isatty():
        fail("nothing to read: name files, folders or URLs, or pipe a page in")
    return read_pages(
        sources or [],
        stdin=sys.stdin.buffer,
        jsonl_stdin=jsonl,
        limits=settings.limits(),
        fetch=settings.fetch(),
    )


def print_json(line: Any) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def progress(items: Iterable[Any], what: str) -> Iterator[Any]:
    """Pass the items on, counting them on standard error where a person looks."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=None)


@contextlib.contextmanager
def sink(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Write to a file, which appears only when it is whole, or to standard output."""
    if output is None:
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(output.name + ".part")
    try:
        file = unfinished.open("wb")
    except OSError as error:
        fail(f"{output} cannot be written: {error.strerror}")
    try:
        with file:
            yield file.write
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def reporting(query: str | None = None) -> Iterator[None]:
    """Turn our own errors into one sentence on standard error and exit status 1; under a query, point at its column."""
    try:
        yield
    except QueryError as error:
        if query is not None and error.column is not None and error.column <= len(query):
            from dateline.store.language import caret

            fail(f"{error}\n\n  " + caret(query, error.column).replace("\n", "\n  "))
        fail(str(error))
    except DatelineError as error:
        fail(str(error))


def fail(message: str) -> NoReturn:
    """Say what went wrong, and end the command with exit status 1."""
    typer.echo(f"dateline: {message}", err=True)
    raise typer.Exit(1)
