"""Commands about what is kept: delete, retain, backup, restore."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.app import (
    StoreOption,
    app,
    fail,
    reporting,
    settings_of,
)

Articles = Annotated[list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="Ids of articles.")]
SearchOption = Annotated[str | None, typer.Option("--search", "-q", help="Those that this search finds.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


@app.command()
def delete(
    articles: Articles = None,
    search: SearchOption = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    why: Annotated[str | None, typer.Option(help="The reason, which is kept.")] = None,
    by: Annotated[str, typer.Option(help="Who deletes them, which is kept.")] = "command line",
    versions: Annotated[bool, typer.Option("--versions/--no-versions", help="Whether other versions go, too.")] = True,
    dry_run: DryRun = False,
    store: StoreOption = None,
) -> None:
    """Delete articles with all that was read from them and the pages they came on; a stone says when and why."""
    from dateline.rereading import found_by
    from dateline.store import open_store
    from dateline.story.leaving import leave

    if bool(articles) == (search is not None):
        fail("name articles, or search for them with --search")
    path = store or settings_of().store
    with reporting(search), open_store(path, read_only=True) as opened:
        ids = articles or found_by(opened, search or "")
        going = opened.deletion(ids, versions=versions)
    for one in going.articles:
        typer.echo(f"{one.id}  {one.kind:<8} {one.headline or '(no headline)'}{'' if one.current else '  (older)'}")
    if not going.articles or dry_run:
        typer.echo(f"nothing was deleted: {going.says()}")
        return
    if not yes and not typer.confirm(f"Delete {going.says()}? This cannot be undone"):
        raise typer.Exit(1)
    with reporting(), open_store(path) as opened:
        gone = opened.delete(ids, leave=leave, by=by, at=datetime.now(UTC), why=why, versions=versions)
    typer.echo(f"deleted: {gone.says()}")


@app.command()
def retain(
    days: Annotated[int | None, typer.Option(min=1, help="How old articles may become [DATELINE_KEEP_DAYS].")] = None,
    unless: Annotated[
        str | None, typer.Option(help="What they are kept for: judged, noted [DATELINE_KEEP_UNLESS].")
    ] = None,
    search: Annotated[
        str | None, typer.Option("--unless-search", help="What this finds is kept [DATELINE_KEEP_SEARCH].")
    ] = None,
    *,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    store: StoreOption = None,
) -> None:
    """Delete the articles that are older than some days, unless people have judged or noted something there."""
    from dataclasses import replace

    from dateline.retaining import Rule, overdue
    from dateline.retaining import retain as let_go
    from dateline.store import open_store

    settings = settings_of()
    rule = settings.rule() or (Rule(days=days) if days else None)
    if rule is None:
        fail("name the days: --days 90, or DATELINE_KEEP_DAYS")
    rule = replace(rule, days=days or rule.days, search=search or rule.search)
    if unless is not None:
        rule = replace(rule, unless=tuple(word.strip() for word in unless.split(",") if word.strip()))
    at = datetime.now(UTC)
    with reporting(search), open_store(store or settings.store, read_only=dry_run) as opened:
        ids = overdue(opened, rule, at=at)
        going = opened.deletion(ids)
        if not ids or dry_run:
            for one in going.articles:
                typer.echo(f"{one.id}  {one.headline or '(no headline)'}")
            typer.echo(f"nothing was deleted; older than {rule.days} days: {going.says()}")
            return
        if not yes and not typer.confirm(f"Delete {going.says()}? This cannot be undone"):
            raise typer.Exit(1)
        typer.echo(f"deleted: {let_go(opened, rule, at=at).says()}")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A file (.gz: compressed), or a folder.")],
    compress: Annotated[bool, typer.Option("--compress", help="Compress it, whatever it is called.")] = False,
    store: StoreOption = None,
) -> None:
    """Copy the store to a file, while others may go on adding to it; the copy is checked before it gets its name."""
    from dateline.store.backup import backup as copy

    at = datetime.now(UTC)
    if target.is_dir():
        target = target / f"dateline-{at:%Y%m%dT%H%M%SZ}.db"
    if compress and target.suffix != ".gz":
        target = target.with_name(target.name + ".gz")
    with reporting():
        copied = copy(store or settings_of().store, target, at=at)
    typer.echo(f"{copied.where}: {copied.bytes / 2**20:.1f} MiB, checked: {copied.holds}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `dateline backup` wrote.")], store: StoreOption = None
) -> None:
    """Make a store of a backup, brought up to date; a store that is there is never overwritten."""
    from dateline.store.backup import restore as restored

    with reporting():
        copied = restored(file, store or settings_of().store)
    typer.echo(f"{copied.where}: {copied.bytes / 2**20:.1f} MiB, checked: {copied.holds}")
