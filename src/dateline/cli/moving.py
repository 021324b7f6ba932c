"""Commands about a whole store: move."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.app import app, reporting

store = typer.Typer(help="What is done with a whole store: move it between SQLite and PostgreSQL.")
app.add_typer(store, name="store", no_args_is_help=True)


@store.command()
def move(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store: a file, or postgresql://….")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where no store is yet: a file, or postgresql://….")],
) -> None:
    """Copy a whole store to another place, and compare the two; it stays where it was, too, until you remove it."""
    from dateline.store.engine import where
    from dateline.store.moving import move as copied

    with reporting():
        moved = copied(source, target, told=lambda table, rows: typer.echo(f"{table:<16} {rows:>10,}"))
        place = where(target)
    if moved.replaced:
        typer.echo(f"{moved.replaced:,} characters that PostgreSQL does not keep became U+FFFD")
    typer.echo(f"{sum(moved.rows.values()):,} rows are in {place}, compared and in order ({moved.digest[:16]})")
