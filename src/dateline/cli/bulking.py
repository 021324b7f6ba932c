"""Commands over millions of pages: bulk, load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.app import JsonlOption, StoreOption, app, print_json, progress, reporting, settings_of
from dateline.errors import PageError

if TYPE_CHECKING:
    from dateline.bulk.manifest import Manifest
    from dateline.bulk.worker import Done


@app.command()
def bulk(
    inputs: Annotated[
        list[str], typer.Argument(help="Files, folders, globs and urls of object stores (s3://…/*.warc.gz).")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder for the Parquet data sets.")],
    engine: Annotated[Literal["native", "ray"], typer.Option(help="This machine, or a Ray cluster.")] = "native",
    address: Annotated[
        str | None, typer.Option(help="Of the Ray cluster; without it one is started on this machine.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="How many processes read on each machine; one a processor.")
    ] = None,
    part_pages: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="How many pages are done, or not done, together.")
    ] = 500,
    page_seconds: Annotated[
        float, typer.Option(min=1, help="A page that takes longer is set aside, in seconds of the clock.")
    ] = 300.0,
    memory: Annotated[int, typer.Option(min=512, help="The most memory one process may take, in MiB.")] = 4096,
    resume: Annotated[
        bool, typer.Option("--resume/--fresh", help="Do what an earlier run left undone, or all of it again.")
    ] = True,
    jsonl: JsonlOption = False,
) -> None:
    """Read many pages into Parquet data sets; run it again, and it does only what is missing."""
    from dateline.bulk.engines import Running
    from dateline.bulk.run import run_bulk
    from dateline.bulk.task import Task

    settings = settings_of()
    task = Task(
        out=str(out.absolute()),
        part_pages=part_pages,
        limits=settings.limits(),
        reading=settings.reading(),
        page_seconds=page_seconds,
        memory=memory * 2**20,
    )
    running = Running(engine=engine, address=address, workers=workers)
    with reporting():
        manifest = run_bulk(inputs, task, running=running, fresh=not resume, tell=_tell)
    _summary(manifest, out, jsonl=jsonl)


def _tell(done: Done) -> None:
    """Say on standard error which pages a process died at; all else is said at the end."""
    if done.restarts:
        typer.echo(f"shard {done.shard}: {done.restarts} processes ended before it was done", err=True)


def _summary(manifest: Manifest, out: Path, *, jsonl: bool) -> None:
    counts = manifest.counts
    if jsonl:
        print_json({"counts": dict(counts), "digest": manifest.digest, "files": len(manifest.files)})
        return
    typer.echo(
        f"{counts['pages']} pages = {counts['with articles']} with articles + {counts['without']} without + "
        f"{counts['errors']} errors"
    )
    for name in manifest.columns:
        typer.echo(f"{counts.get(f'rows of {name}', 0):>12} {name}")
    typer.echo(f"{len(manifest.files)} files in {out}")


@app.command()
def load(
    folder: Annotated[Path, typer.Argument(help="What `dateline bulk` wrote.")],
    store: StoreOption = None,
    jsonl: JsonlOption = False,
) -> None:
    """Put what `bulk` wrote into the store, day by day; what is there already changes nothing."""
    from dateline.bulk.load import read_items
    from dateline.flow import add_read
    from dateline.store import open_store

    counts = {"pages": 0, "new": 0, "articles": 0, "failed": 0}
    with reporting(), open_store(store or settings_of().store) as opened:
        for item in progress(read_items(folder), "pages loaded"):
            counts["pages"] += 1
            if isinstance(item, PageError):
                counts["failed"] += 1
                continue
            added = add_read(opened, item)
            counts["new"] += added.new
            counts["articles"] += added.articles if added.new else 0
    if jsonl:
        print_json(counts)
        return
    known = counts["pages"] - counts["new"] - counts["failed"]
    typer.echo(
        f"{counts['new']} pages loaded ({counts['articles']} articles), {known} already there, "
        f"{counts['failed']} had not been readable"
    )
