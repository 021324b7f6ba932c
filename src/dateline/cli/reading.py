"""Commands that read pages: read, add, stories."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dateline.cli.app import (
    JobsOption,
    JsonlOption,
    Sources,
    StoreOption,
    app,
    fail,
    given_pages,
    print_json,
    progress,
    reporting,
    settings_of,
)
from dateline.errors import PageError

if TYPE_CHECKING:
    from dateline.flow import ReadPage
    from dateline.model.page import Page


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

    settings = settings_of()
    pages = _given(given_pages(sources, jsonl=jsonl, settings=settings), read_as=as_, fetched=fetched)
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
    sources: Sources = None,
    jsonl: JsonlOption = False,
    store: StoreOption = None,
    jobs: JobsOption = None,
    again: Annotated[bool, typer.Option("--again", help="Add what was deleted before, too.")] = False,
) -> None:
    """Read pages and keep them in the store; adding a page twice changes nothing.

    OPML files, and addresses of feeds and sitemaps, are followed from then on; an archive that was half read is gone on
    with where it was.
    """
    from dateline.cli.following import follow_feeds, follow_lists
    from dateline.flow import add_pages
    from dateline.page.named import IsFeed
    from dateline.store import open_store
    from dateline.watch.resuming import Resuming

    settings = settings_of()
    counts = {"pages": 0, "new": 0, "articles": 0, "statements": 0, "failed": 0, "deleted": 0}
    with reporting(), open_store(store or settings.store) as opened:
        rest, feeds = follow_lists(opened, sources, settings=settings), list[str]()
        resuming = Resuming(opened.following, limits=settings.limits(), tell=partial(typer.echo, err=True))
        pages = resuming.pages(rest, lambda given: given_pages(given, jsonl=jsonl, settings=settings))
        if sources and not rest:
            raise typer.Exit
        for item in progress(
            add_pages(opened, pages, jobs=jobs or settings.jobs, how=settings.reading(), again=again), "pages read"
        ):
            resuming.kept()
            if isinstance(item, IsFeed):
                feeds.append(item.page or "")
                continue
            counts["pages"] += 1
            if isinstance(item, PageError):
                counts["failed"] += 1
                typer.echo(f"not added: {item}", err=True)
            elif item.deleted is not None:
                counts["deleted"] += 1
                stone = item.deleted
                typer.echo(f"not added: {stone.url or stone.page} {stone.says()}; --again adds it", err=True)
            elif item.new:
                counts["new"] += 1
                counts["articles"] += item.articles
                counts["statements"] += item.statements
        resuming.finish()
    follow_feeds(store or settings.store, feeds, settings=settings)
    if jsonl:
        print_json(counts)
    elif counts["pages"] or not feeds:
        known = counts["pages"] - counts["new"] - counts["failed"] - counts["deleted"]
        typer.echo(
            f"{counts['new']} pages added ({counts['articles']} articles, {counts['statements']} facts), "
            f"{known} already there, {counts['failed']} not readable"
            + (f", {counts['deleted']} deleted before" if counts["deleted"] else "")
        )
    raise typer.Exit(1 if counts["failed"] else 0)


@app.command()
def stories(
    sources: Sources = None,
    *,
    jsonl: JsonlOption = False,
    jobs: JobsOption = None,
    store: StoreOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Join all articles of the store anew instead.")] = False,
    bulk: Annotated[Path | None, typer.Option("--bulk", help="Take what `bulk` wrote there, day by day.")] = None,
) -> None:
    """Put articles into stories in the order they come, and tell copies from originals; nothing is stored.

    With --rebuild, all articles of a store are joined anew, by their days; what people decided stands.
    """
    from dateline.bulk.load import read_items
    from dateline.flow import read_pages, story_lines

    settings = settings_of()
    if rebuild:
        if sources:
            fail("--rebuild joins what the store holds; `dateline add` reads more into it")
        _rebuild(store or settings.store)
        return
    if bulk is not None:
        if sources:
            fail("--bulk takes what `dateline bulk` wrote, and nothing beside it")
        with reporting():
            raise typer.Exit(_told(story_lines(read_items(bulk)), jsonl=jsonl))
    pages = given_pages(sources, jsonl=jsonl, settings=settings)
    raise typer.Exit(_told(story_lines(read_pages(pages, jobs=jobs or settings.jobs)), jsonl=jsonl))


def _told(lines: Iterable[dict[str, Any]], *, jsonl: bool) -> int:
    """Print where articles were put; return the exit status."""
    from dateline.views.terminal import story_line

    failed = 0
    for line in lines:
        failed += "error" in line
        if jsonl:
            print_json(line)
        else:
            typer.echo(story_line(line), err="error" in line)
    return 1 if failed else 0


def _rebuild(path: str) -> None:
    """Join all articles of a store anew."""
    from dateline.store import open_store
    from dateline.story.deciding import rejoin

    with reporting():
        open_store(path, read_only=True).close()
        with open_store(path) as opened, opened.remembering() as memory:
            joined = rejoin(memory)
    typer.echo(f"{joined} articles joined anew")


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
