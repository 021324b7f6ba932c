"""Commands that run something: serve, demo, doctor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import (
    StoreOption,
    app,
    fail,
    given_pages,
    reporting,
    settings_of,
)
from dateline.errors import PageError

if TYPE_CHECKING:
    from dateline.model.page import Page
    from dateline.settings import Settings


@app.command()
def serve(
    store: StoreOption = None,
    host: Annotated[str | None, typer.Option(help="Where to listen; beyond loopback it takes accounts.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes a free one.")] = None,
    browser: Annotated[bool, typer.Option("--open", "-o", help="Open the desk in the browser.")] = False,
    watching: Annotated[bool, typer.Option("--watch/--no-watch", help="Whether to ask the sources, too.")] = True,
) -> None:
    """Open the desk on the store, at 127.0.0.1; to others only where there are accounts."""
    settings = settings_of()
    with reporting():
        _serve(
            store or settings.store,
            host=host or settings.host,
            port=settings.port if port is None else port,
            browser=browser,
            settings=settings,
            watching=watching,
        )


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="The port to listen on; 0 takes a free one.")] = None,
    serving: Annotated[bool, typer.Option("--serve/--no-serve", help="Whether to open the desk.")] = True,
    browser: Annotated[bool, typer.Option("--open", "-o", help="Open the desk in the browser.")] = False,
    store: Annotated[str | None, typer.Option("--store", help="Where to keep the samples.")] = None,
) -> None:
    """Read the sample pages, show what came out of each, and open the desk on them."""
    import tempfile

    from dateline.flow import add_read, read_pages, sample_pages
    from dateline.store import open_store
    from dateline.views.terminal import summary

    settings = settings_of()
    path = store or str(Path(tempfile.mkdtemp(prefix="dateline-demo-")) / "dateline.db")
    with reporting():
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

    with reporting():
        findings = diagnose(store or settings_of().store)
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.what}: {finding.says}")
    raise typer.Exit(0 if all(f.ok for f in findings) else 1)


def _show_rows(named: tuple[str, str]) -> None:
    """Print each row of each page of a file: where it went, what it was taken for, and what weighed most."""
    from dateline.article.explain import explain
    from dateline.views.terminal import row_line

    word, file = named
    if word != "page":
        fail(f"doctor looks at the installation, or at a page: doctor page {file}")
    failed = False
    for page in given_pages([file], jsonl=False, settings=settings_of()):
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


def _serve(path: str, *, host: str, port: int, browser: bool, settings: Settings, watching: bool = False) -> None:
    """Run the desk until it is interrupted."""
    from dateline.serving import run_desk

    run_desk(path, host=host, port=port, browser=browser, settings=settings, watching=watching)
