"""Commands that ask the store: search, export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.cli.app import (
    StoreOption,
    app,
    fail,
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
    "annotations", "ninjs", "warc", "ftm", "polecat", "gdelt",
]  # fmt: skip
# What `views.exports.formats` holds, written down once more so that --help need not load it; a test compares them.


@app.command()
def search(
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", fields (source: country: about: said: entity: type: date: lang:).')
    ] = "",
    *,
    store: StoreOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="The most to print.")] = 20,
    sort: Annotated[Literal["relevance", "date"] | None, typer.Option(help="The best or the newest first.")] = None,
    stories: Annotated[bool, typer.Option("--stories", help="Print stories instead of articles.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines.")] = False,
    save: Annotated[
        str | None, typer.Option(metavar="NAME", help='Keep the search, to ask it as search:"NAME".')
    ] = None,
    saved: Annotated[bool, typer.Option("--saved", help="Print the searches that are kept instead.")] = False,
) -> None:
    """Search the store and print the articles or stories found, best first (see docs/howto/search.md)."""
    from dateline.model.codec import to_json
    from dateline.store import open_store
    from dateline.views.terminal import found_line, hit_lines, saved_line, story_lines

    if not query and not saved:
        fail("nothing to search for; --saved prints the searches that are kept")
    path = store or settings_of().store
    with reporting(query):
        if save is not None:
            _save(path, save, query)
        with open_store(path, read_only=True) as opened:
            if saved:
                for kept in opened.saved_searches():
                    print_json(to_json(kept)) if jsonl else typer.echo(saved_line(kept))
                return
            counted = opened.facets(query)
            hits = () if stories else opened.search(query, limit=limit, sort=sort).rows
            found = opened.search_stories(query, limit=limit, sort=sort).rows if stories else ()
    if jsonl:
        for row in (*hits, *found):
            print_json(to_json(row))
        return
    for lines in (*map(hit_lines, hits), *map(story_lines, found)):
        typer.echo(f"{lines}\n")
    typer.echo(found_line(len(hits) + len(found), counted, what="stories" if stories else "articles"))


def _save(path: str, name: str, query: str) -> None:
    """Keep a search in a store that is there."""
    from dateline.store import open_store

    open_store(path, read_only=True).close()
    with open_store(path) as opened:
        opened.save_search(name, query, by="command line")


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


def _judgements(format: str, store: str, output: Path | None, *, chosen: bool) -> None:
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
