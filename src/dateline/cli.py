"""The command line: one thin function a command; the one place that joins flow and views."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from dateline import __version__
from dateline.errors import DatelineError, PageError

if TYPE_CHECKING:
    from dateline.flow import ReadPage
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
StoreOption = Annotated[Path | None, typer.Option("--store", help="The file that is the store [DATELINE_STORE].")]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="How many processes read.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines; standard input is JSON Lines, too.")]


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """News as it really arrives, turned into a record that can be checked."""
    if show:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Sources = None,
    jsonl: JsonlOption = False,
    as_: Annotated[Literal["page", "article"], typer.Option("--as", help="What a file holds.")] = "page",
    fetched: Annotated[datetime | None, typer.Option(help="When the pages were fetched (ages count from it).")] = None,
    jobs: JobsOption = None,
) -> None:
    """Read pages and print what they say; nothing is stored."""
    from dateline.flow import printed_pages, read_pages

    settings = _settings()
    pages = _given(_pages(sources, jsonl=jsonl, settings=settings), read_as=as_, fetched=fetched)
    failed, count = 0, jobs or settings.jobs
    if jsonl:
        for printed, was_read in printed_pages(pages, jobs=count, how=settings.reading()):
            failed += not was_read
            sys.stdout.write(printed)
    else:
        for item in read_pages(pages, jobs=count, how=settings.reading()):
            failed += isinstance(item, PageError)
            _show(item)
    raise typer.Exit(1 if failed else 0)


@app.command()
def add(
    sources: Sources = None, jsonl: JsonlOption = False, store: StoreOption = None, jobs: JobsOption = None
) -> None:
    """Read pages and keep them in the store; adding a page twice changes nothing."""
    from dateline.flow import add_pages
    from dateline.store import open_store

    settings = _settings()
    counts = {"pages": 0, "new": 0, "articles": 0, "statements": 0, "failed": 0}
    with _reporting(), open_store(store or settings.store) as opened:
        pages = _pages(sources, jsonl=jsonl, settings=settings)
        for item in _progress(
            add_pages(opened, pages, jobs=jobs or settings.jobs, how=settings.reading()), "pages read"
        ):
            counts["pages"] += 1
            if isinstance(item, PageError):
                counts["failed"] += 1
                typer.echo(f"not added: {item}", err=True)
            elif item.new:
                counts["new"] += 1
                counts["articles"] += item.articles
                counts["statements"] += item.statements
    if jsonl:
        _print_json(counts)
    else:
        known = counts["pages"] - counts["new"] - counts["failed"]
        typer.echo(
            f"{counts['new']} pages added ({counts['articles']} articles, {counts['statements']} facts), "
            f"{known} already there, {counts['failed']} not readable"
        )
    raise typer.Exit(1 if counts["failed"] else 0)


@app.command()
def stories(sources: Sources = None, jsonl: JsonlOption = False, jobs: JobsOption = None) -> None:
    """Put articles into stories in the order they come, and tell copies from originals; nothing is stored."""
    from dateline.flow import read_pages, story_lines
    from dateline.views.terminal import story_line

    settings = _settings()
    failed = 0
    for line in story_lines(read_pages(_pages(sources, jsonl=jsonl, settings=settings), jobs=jobs or settings.jobs)):
        failed += "error" in line
        if jsonl:
            _print_json(line)
        else:
            typer.echo(story_line(line), err="error" in line)
    raise typer.Exit(1 if failed else 0)


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on; loopback only.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes a free one.")] = None,
    browser: Annotated[bool, typer.Option("--open", "-o", help="Open the desk in the browser.")] = False,
) -> None:
    """Open the desk on the store, at 127.0.0.1."""
    settings = _settings()
    with _reporting():
        _serve(
            store or settings.store,
            host=host or settings.host,
            port=settings.port if port is None else port,
            browser=browser,
            settings=settings,
        )


@app.command()
def search(
    query: Annotated[str, typer.Argument(help='Words, "phrases", source: country: type: date: lang:.')],
    store: StoreOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The most articles to print.")] = 20,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines.")] = False,
) -> None:
    """Search the store and print the articles found, best first."""
    from dateline.model.codec import to_json
    from dateline.store import open_store
    from dateline.views.terminal import hit_lines

    with _reporting(), open_store(store or _settings().store, read_only=True) as opened:
        hits = opened.search(query, limit=limit)
    for hit in hits.rows:
        if jsonl:
            _print_json(to_json(hit))
        else:
            typer.echo(f"{hit_lines(hit)}\n")
    if not jsonl:
        typer.echo("nothing found" if not hits.rows else f"{len(hits.rows)} articles")


@app.command()
def export(
    kind: Annotated[
        Literal["records", "articles", "mentions", "entities", "times", "places", "quotes", "figures", "events"],
        typer.Argument(help="What to export: whole records, or one kind of row."),
    ] = "records",
    store: StoreOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write, instead of printing.")] = None,
) -> None:
    """Print what the store holds as JSON Lines: whole records as in `read --jsonl`, or one kind of fact."""
    from dateline.flow import export_rows
    from dateline.store import open_store

    with _reporting(), open_store(store or _settings().store, read_only=True) as opened, _sink(output) as write:
        n = 0
        for row in export_rows(opened, kind):
            write(json.dumps(row, ensure_ascii=False) + "\n")
            n += 1
    if output:
        typer.echo(f"{n} rows written to {output}")


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes a free one.")] = None,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Whether to open the desk.")] = True,
    browser: Annotated[bool, typer.Option("--open", "-o", help="Open the desk in the browser.")] = False,
    store: Annotated[Path | None, typer.Option("--store", help="Where to keep the samples.")] = None,
) -> None:
    """Read the sample pages, show what came out of each, and open the desk on them."""
    import tempfile

    from dateline.flow import add_read, read_pages, sample_pages
    from dateline.store import open_store
    from dateline.views.terminal import summary

    settings = _settings()
    path = store or Path(tempfile.mkdtemp(prefix="dateline-demo-")) / "dateline.db"
    with _reporting():
        with open_store(path) as opened:
            for item in read_pages(sample_pages(settings.limits()), jobs=settings.jobs, how=settings.reading()):
                if isinstance(item, PageError):
                    typer.echo(f"{item.page}: not read: {item.message}", err=True)
                    continue
                add_read(opened, item)
                for line in summary(item.page.id, item.cutting, item.records):
                    typer.echo(line)
        typer.echo(f"\nThe samples are kept in {path}")
        if serving:
            _serve(
                path,
                host=settings.host,
                port=settings.port if port is None else port,
                browser=browser,
                settings=settings,
            )


@app.command()
def doctor(
    page: Annotated[
        tuple[str, str] | None, typer.Argument(metavar="[page FILE]", help="Show each row of a page, its role and why.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Check the installation and the store; or, with `page FILE`, show how a page was cut and why."""
    from dateline.doctor import diagnose

    if page is not None:
        _show_rows(page)
        return

    with _reporting():
        findings = diagnose(store or _settings().store)
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.what}: {finding.says}")
    raise typer.Exit(0 if all(f.ok for f in findings) else 1)


def main() -> None:
    """Run the command line; a reader that goes away (`| head`) ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        # Python flushes standard output at exit and would complain once more.
        sys.stdout = open("/dev/null", "w", encoding="utf8")  # noqa: PTH123, SIM115
        sys.exit(1)


def _settings() -> Settings:
    from pydantic import ValidationError

    from dateline.settings import load_settings

    try:
        return load_settings()
    except ValidationError as error:
        wrong = "; ".join(f"DATELINE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        _fail(f"a setting is wrong: {wrong}")


def _pages(sources: list[str] | None, *, jsonl: bool, settings: Settings) -> Iterator[Page | PageError]:
    """Yield the pages of the command's arguments."""
    from dateline.page.sources import read_pages

    if not sources and sys.stdin.isatty():
        _fail("nothing to read: name files, folders or URLs, or pipe a page in")
    return read_pages(
        sources or [],
        stdin=sys.stdin.buffer,
        jsonl_stdin=jsonl,
        limits=settings.limits(),
        fetch=settings.fetch(),
    )


def _given(
    pages: Iterable[Page | PageError], *, read_as: Literal["page", "article"], fetched: datetime | None
) -> Iterator[Page | PageError]:
    """Put what the options say where the page does not say it itself."""
    from dataclasses import replace

    when = fetched.replace(tzinfo=fetched.tzinfo or UTC) if fetched else None
    for page in pages:
        if isinstance(page, PageError):
            yield page
        else:
            yield replace(
                page,
                fetched=page.fetched or when,
                read_as="article" if read_as == "article" else page.read_as,
            )


def _show(item: ReadPage | PageError) -> None:
    """Print a page's records as tables."""
    from rich.console import Console

    from dateline.views.terminal import show, show_dropped

    console = Console()
    if isinstance(item, PageError):
        typer.echo(f"{item.page}: {item.message}", err=True)
        return
    console.rule(item.page.id)
    if not item.records:
        typer.echo(f"no article: {item.cutting.reason}")
    for record in item.records:
        for part in show(record):
            console.print(part)
    typer.echo(show_dropped(item.cutting))


def _show_rows(named: tuple[str, str]) -> None:
    """Print each row of each page of a file: where it went, what it was taken for, and what weighed most."""
    from dateline.article.explain import explain
    from dateline.views.terminal import row_line

    word, file = named
    if word != "page":
        _fail(f"doctor looks at the installation, or at a page: doctor page {file}")
    failed = False
    for page in _pages([file], jsonl=False, settings=_settings()):
        if isinstance(page, PageError):
            typer.echo(str(page), err=True)
            failed = True
            continue
        typer.echo(page.id)
        for row in explain(page):
            typer.echo(row_line(row.article, row.role, row.words, path=row.path, why=row.why))
        for missing in _missing(page):
            typer.echo(missing)
    raise typer.Exit(1 if failed else 0)


def _missing(page: Page) -> Iterator[str]:
    """Yield what was not found on a page, and why."""
    from dateline.flow import read_pages

    (item,) = read_pages([page])
    if isinstance(item, PageError):
        yield str(item)
        return
    if not item.records:
        yield f"no article: {item.cutting.reason}"
    for record in item.records:
        for what, why in (*record.article.reasons.items(), *record.reasons):
            yield f"article {record.article.n}  no {what}: {why}"


def _serve(path: Path, *, host: str, port: int, browser: bool, settings: Settings) -> None:
    """Run the desk until it is interrupted."""
    from dateline.serving import run_desk

    run_desk(path, host=host, port=port, browser=browser, settings=settings)


def _print_json(line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _progress(items: Iterable[Any], what: str) -> Iterator[Any]:
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
def _sink(output: Path | None) -> Iterator[Any]:
    """Write to a file, which appears only when it is whole, or to standard output."""
    if output is None:
        yield sys.stdout.write
        return
    unfinished = output.with_name(output.name + ".part")
    with unfinished.open("w", encoding="utf8") as file:
        yield file.write
    unfinished.replace(output)


@contextlib.contextmanager
def _reporting() -> Iterator[None]:
    """Turn our own errors into one sentence on standard error and exit status 1."""
    try:
        yield
    except DatelineError as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    typer.echo(f"dateline: {message}", err=True)
    raise typer.Exit(1)
