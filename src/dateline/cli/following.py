"""Commands about what is followed: watch, and sources list, add, remove, pause, import, export, discover, check."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import JsonlOption, StoreOption, app, fail, print_json, reporting, settings_of, sink

if TYPE_CHECKING:
    from dateline.settings import Settings
    from dateline.store import Store
    from dateline.store.following.rows import Source
    from dateline.watch.loop import Told

sources = typer.Typer(help="Feeds, sitemaps and pages that are followed: list, add, remove, pause, import, export.")
app.add_typer(sources, name="sources", no_args_is_help=True)

Url = Annotated[str, typer.Argument(help="The address of a feed, a sitemap, a page or a site.")]
Named = Annotated[str, typer.Argument(metavar="SOURCE", help="Its address, or its id (src-…).")]
Folder = Annotated[str | None, typer.Option(help="The folder to keep it in; a/b is b inside a.")]


@app.command()
def watch(
    store: StoreOption = None,
    once: Annotated[bool, typer.Option("--once", help="End when nothing is due any more.")] = False,
    keep_warc: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep what was fetched, as it came, in web archives there.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell only what the log tells.")] = False,
) -> None:
    """Follow the sources: fetch what is new when it is due, read it, and keep it, until stopped."""
    from dateline.logs import set_up_logs
    from dateline.watch.running import watch as follow

    settings = settings_of()
    set_up_logs(settings.log)
    path = store or settings.store
    with reporting():
        if not _opened_sources(path):
            fail("nothing is followed yet: `dateline sources add URL`, or `dateline sources packs`")
        follow(settings.watching(path, warc=keep_warc), once=once, tell=_silent if quiet else _print_told)


def _opened_sources(path: str) -> bool:
    from dateline.store import open_store

    with open_store(path) as opened:
        return bool(opened.following.sources())


def _silent(_told: Told) -> None:
    """Tell nothing."""


def _print_told(told: Told) -> None:
    what = f"{told.result}{f' ({told.new} new)' if told.result == 'new' else ''}"
    typer.echo(f"{what:<14} {told.url}{f': {told.error}' if told.error else ''}")


@sources.command("list")
def list_(store: StoreOption = None, jsonl: JsonlOption = False) -> None:
    """Print what is followed, and how it is."""
    from dateline.model.codec import to_json

    with reporting(), _open(store) as opened:
        found = opened.following.sources()
    for source in found:
        print_json(to_json(source)) if jsonl else typer.echo(_line(source))
    if not found and not jsonl:
        typer.echo("nothing is followed yet: `dateline sources add URL`, or `dateline sources packs`")


@sources.command()
def add(
    url: Url,
    store: StoreOption = None,
    folder: Folder = None,
    as_it_is: Annotated[
        bool, typer.Option("--as-it-is", help="Follow this very address; look for no feed, and fetch nothing now.")
    ] = False,
) -> None:
    """Follow an address: the feed that it is, the feed that its page names, or the page itself."""
    from dateline.watch.finding import find, whole_url

    settings = settings_of()
    with reporting(), _open(store) as opened:
        if as_it_is:
            source, new = opened.following.add(whole_url(url), at=datetime.now(UTC), folder=folder)
        else:
            found = find(url, settings.manners())
            best = found[0]
            # What a page calls its feed ("All") says less than what the feed calls itself, once it is asked.
            source, new = opened.following.add(
                best.url, at=datetime.now(UTC), kind=best.kind, site=best.site, folder=folder
            )
            for other in found[1:]:
                typer.echo(f"not followed, but there: {other.kind} {other.url} {other.title or ''}".rstrip())
    typer.echo(f"{'followed from now on' if new else 'followed already'}: {source.kind} {source.url}")


@sources.command()
def remove(source: Named, store: StoreOption = None) -> None:
    """Follow a source no longer; the pages that came from it stay."""
    with reporting(), _open(store) as opened:
        gone = opened.following.remove(source)
    typer.echo(f"no longer followed: {gone.url}")


@sources.command()
def pause(source: Named, store: StoreOption = None) -> None:
    """Leave a source alone until `resume`."""
    with reporting(), _open(store) as opened:
        typer.echo(f"left alone: {opened.following.pause(source, at=datetime.now(UTC)).url}")


@sources.command()
def resume(source: Named, store: StoreOption = None) -> None:
    """Go on with a source that was paused, or that stood still after it failed."""
    with reporting(), _open(store) as opened:
        typer.echo(f"followed again: {opened.following.pause(source, paused=False, at=datetime.now(UTC)).url}")


@sources.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="OPML files, as every feed reader writes them.")],
    store: StoreOption = None,
) -> None:
    """Follow what OPML files list."""
    from dateline.watch.lists import read_list, take_in

    limits = settings_of().limits()
    with reporting(), _open(store) as opened:
        for file in files:
            try:
                new, known = take_in(opened, read_list(file, limits=limits), at=datetime.now(UTC))
            except OSError as error:
                fail(f"{file}: cannot be opened: {error.strerror}")
            typer.echo(f"{file}: {new} followed from now on, {known} followed already")


@sources.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write, instead of printing.")] = None,
    store: StoreOption = None,
) -> None:
    """Write what is followed as OPML."""
    from dateline.watch.lists import written

    with reporting(), _open(store) as opened, sink(output) as write:
        write(written(opened).encode())


@sources.command()
def discover(url: Url) -> None:
    """Print what can be followed at an address; nothing is changed."""
    from dateline.watch.finding import find

    with reporting():
        for found in find(url, settings_of().manners()):
            typer.echo(f"{found.kind:<8} {found.url}{f'  {found.title}' if found.title else ''}")


@sources.command()
def check(source: Named, store: StoreOption = None) -> None:
    """Ask a source now, whether it is due or not, and say how it went."""
    from dateline.watch.running import watch as follow

    settings = settings_of()
    path = store or settings.store
    with reporting():
        with _open(store) as opened:
            found = opened.following.source(source)
        follow(settings.watching(path), once=True, only=found.id, tell=_print_told)
        with _open(store) as opened:
            now = opened.following.source(found.id)
    typer.echo(_line(now))
    raise typer.Exit(1 if now.error else 0)


@sources.command()
def packs(
    name: Annotated[str | None, typer.Argument(help="A pack to follow; without it, all are listed.")] = None,
    store: StoreOption = None,
) -> None:
    """List the packs of official feeds that come with Dateline, or follow one."""
    from dateline.watch.lists import pack, take_in
    from dateline.watch.lists import packs as all_packs

    with reporting():
        if name is None:
            for known, outlines in all_packs().items():
                typer.echo(f"{known}: {', '.join(o.title or o.url for o in outlines)}")
            typer.echo("\nThese were not asked when they were written down; `dateline sources check` says how one is.")
            return
        with _open(store) as opened:
            new, known_already = take_in(opened, pack(name), at=datetime.now(UTC))
    typer.echo(f"{name}: {new} followed from now on, {known_already} followed already")


def follow_lists(opened: Store, arguments: list[str] | None, *, settings: Settings) -> list[str]:
    """Follow what OPML files among the arguments of `add` list; return the other arguments."""
    from dateline.watch.lists import read_list, take_in

    rest = []
    for argument in arguments or []:
        if not argument.lower().endswith(".opml") or "://" in argument:
            rest.append(argument)
            continue
        try:
            outlines = read_list(Path(argument), limits=settings.limits())
        except OSError as error:
            fail(f"{argument}: cannot be opened: {error.strerror}")
        new, known = take_in(opened, outlines, at=datetime.now(UTC))
        typer.echo(
            f"{argument}: {new} sources followed from now on, {known} followed already; `dateline watch` asks them"
        )
    return rest


def follow_feeds(path: str, urls: list[str], *, settings: Settings) -> None:
    """Follow feeds that were given to `add`, and ask them once."""
    from dateline.store import open_store
    from dateline.watch.running import watch as follow

    for url in urls:
        with open_store(path) as opened:
            source, new = opened.following.add(url, at=datetime.now(UTC))
        typer.echo(f"{'followed from now on' if new else 'followed already'}: {url}")
        follow(settings.watching(path), once=True, only=source.id, tell=_print_told)


def _open(path: str | None) -> Store:
    from dateline.store import open_store

    return open_store(path or settings_of().store)


def _line(source: Source) -> str:
    state = "paused" if source.paused else f"failed {source.strikes} times" if source.strikes else "ok"
    if source.asked_at is None and not source.paused:
        state = "not asked yet"
    says = [f"{source.id}  {state:<14} {source.kind:<8} {source.url}"]
    says += [f"({source.title})"] if source.title else []
    says += [f"last new {source.new_at:%Y-%m-%d %H:%M} UTC"] if source.new_at else []
    says += [f"- {source.error}"] if source.error else []
    return " ".join(says)
