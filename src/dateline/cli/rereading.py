"""The command that reads again what is kept: reread."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import (
    JobsOption,
    JsonlOption,
    StoreOption,
    app,
    print_json,
    progress,
    reporting,
    settings_of,
)
from dateline.cli.keeping import Articles, DryRun, SearchOption

if TYPE_CHECKING:
    from dateline.model.jobs import Job
    from dateline.rereading import Reread
    from dateline.settings import Settings
    from dateline.store import Store
    from dateline.working import Asked


@app.command()
def reread(
    articles: Articles = None,
    search: SearchOption = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All pages, not only those another version read.")] = False,
    dry_run: DryRun = False,
    anew: Annotated[bool, typer.Option("--anew", help="Begin anew, whatever was interrupted.")] = False,
    nice: Annotated[bool, typer.Option("--nice", help="Let other processes go first.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the sum alone.")] = False,
    jsonl: JsonlOption = False,
    jobs: JobsOption = None,
    store: StoreOption = None,
) -> None:
    """Read pages of the store again with the present reader and rules, and say what they say otherwise.

    What people decided stays as they decided it. A run that was interrupted goes on where it was.
    """
    from dateline.store import open_store
    from dateline.working import Asked, step_back

    settings = settings_of()
    if nice:
        step_back()
    asked = Asked(search=search, articles=tuple(articles or ()), every=every)
    with reporting(search), open_store(store or settings.store, read_only=dry_run) as opened:
        teller = _Teller(quiet=quiet, jsonl=jsonl, total=len(opened.page_digests()))
        job = _reread(opened, asked, teller, settings, jobs=jobs, dry_run=dry_run, anew=anew)
    teller.summary(job, dry_run=dry_run)
    raise typer.Exit(1 if teller.tally["failed"] else 0)


def _reread(
    store: Store,
    asked: Asked,
    teller: _Teller,
    settings: Settings,
    *,
    jobs: int | None,
    dry_run: bool,
    anew: bool,
) -> Job | None:
    """Read pages again, and tell of each."""
    from functools import partial

    from dateline.flow import read_pages
    from dateline.rereading import reread as read_again
    from dateline.working import run_rereading, start_rereading

    read = partial(read_pages, jobs=jobs or settings.jobs, how=settings.reading())
    pages = asked.pages(store)
    if dry_run or not pages:
        for done in progress(read_again(store, pages, read=read, dry_run=True), "pages read"):
            teller.tell(done)
        return None
    job, left = start_rereading(store, asked, by="command line", anew=anew)
    if job.done:
        typer.echo(f"goes on where it was interrupted: {job.done} pages were read", err=True)
    return run_rereading(store, job, progress(left, "pages read"), read=read, seen=teller.tell)


class _Teller:
    """Prints what each page came to, and sums it up."""

    def __init__(self, *, quiet: bool, jsonl: bool, total: int) -> None:
        self._quiet, self._jsonl, self._total = quiet, jsonl, total
        self.tally: Counter[str] = Counter()

    def tell(self, done: Reread) -> None:
        """Print what a page came to."""
        from dateline.model.codec import to_json
        from dateline.model.rereading import tally_of
        from dateline.views.terminal_diff import diff_lines

        self.tally.update(tally_of(done.diffs))
        self.tally.update({"failed": done.error is not None, "changed": done.changed, "read": 1})
        if done.error is not None:
            typer.echo(f"not read again: {done.name}: {done.error}", err=True)
        elif self._jsonl and done.changed:
            print_json({"page": done.digest, "name": done.name, "articles": to_json(done.diffs)})
        elif done.diffs and not self._quiet:
            typer.echo("\n".join([done.name, *diff_lines(done.diffs)]))

    def summary(self, job: Job | None, *, dry_run: bool) -> None:
        """Print the sum."""
        tally = self.tally
        if self._jsonl:
            print_json({"sum": dict(tally), "pages": self._total, "job": job.id if job else None, "dry_run": dry_run})
            return
        would = "would change" if dry_run else "changed"
        typer.echo(f"{tally['read']} of {self._total} pages read again, {tally['changed']} {would}")
        for name, n in sorted(tally.items()):
            if n and name not in ("read", "changed"):
                typer.echo(f"  {n:>6} {name}")
