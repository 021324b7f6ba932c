"""Commands that ask the store: search, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.app import (
    StoreOption,
    app,
    print_json,
    reporting,
    settings_of,
    sink,
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

    with reporting(), open_store(store or settings_of().store, read_only=True) as opened:
        hits = opened.search(query, limit=limit)
    for hit in hits.rows:
        if jsonl:
            print_json(to_json(hit))
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

    with reporting(), open_store(store or settings_of().store, read_only=True) as opened, sink(output) as write:
        n = 0
        for row in export_rows(opened, kind):
            write(json.dumps(row, ensure_ascii=False) + "\n")
            n += 1
    if output:
        typer.echo(f"{n} rows written to {output}")
