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

Kind = Literal[
    "records", "stories", "articles", "mentions", "entities", "times", "places", "quotes", "figures", "events",
    "relations", "judgements",
]  # fmt: skip
FormatName = Literal[
    "csv", "jsonl", "parquet", "geojson", "timelinejs", "timelinejs-csv", "icalendar", "atom", "jsonfeed",
    "annotations", "ninjs", "ftm", "polecat", "gdelt",
]  # fmt: skip
# What `views.exports.formats` holds, written down once more so that --help need not load it; a test compares them.


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
    kind: Annotated[Kind, typer.Argument(help="What to export: whole records, stories, a kind of row.")] = "records",
    format: Annotated[FormatName, typer.Option("--format", help="How to write it; each suits some kinds.")] = "jsonl",
    *,
    query: Annotated[str | None, typer.Option("--query", "-q", help="Only what articles say that this finds.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="The most rows; feeds hold 50 where none is given.")] = None,
    text: Annotated[bool | None, typer.Option("--text/--no-text", help="Whether whole texts are in it.")] = None,
    store: StoreOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file to write, instead of printing.")] = None,
) -> None:
    """Write what the store holds in a format of others; beside a file, .meta.json says what it is of."""
    from dateline.store import open_store
    from dateline.views.exports.asked import asked
    from dateline.views.exports.taking import Tally, meta_of, take

    if kind == "judgements":
        _judgements(format, store or settings_of().store, output, chosen=bool(query or limit or text is not None))
        return
    chosen, fmt, about = asked(kind, format, q=query, limit=limit, text=text)
    tally = Tally()
    with reporting(), open_store(store or settings_of().store, read_only=True) as opened, sink(output) as write:
        for piece in take(opened, chosen, fmt, about, tally):
            write(piece)
    if output:
        beside = output.with_name(output.name + ".meta.json")
        beside.write_text(json.dumps(meta_of(tally, chosen, fmt, about), ensure_ascii=False, indent=1) + "\n", "utf8")
        left = f", {tally.left_out} left out: {tally.reason}" if tally.left_out else ""
        typer.echo(f"{tally.rows - tally.left_out} rows written to {output}{left}")


def _judgements(format: str, store: Path, output: Path | None, *, chosen: bool) -> None:
    """Write what people decided, all of it: who agrees with whom cannot be told from a part."""
    from dateline.errors import BadInput
    from dateline.store import open_store
    from dateline.views.judgement_files import judgement_file

    with reporting():
        if chosen:
            raise BadInput("judgements are exported whole: without --query, --limit and --text")
        with open_store(store, read_only=True) as opened:
            pieces = judgement_file(opened.judgements(), format)
            with sink(output) as write:
                for piece in pieces:
                    write(piece)
