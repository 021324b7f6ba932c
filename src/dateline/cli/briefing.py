"""The command that says what is known: briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.app import JsonlOption, StoreOption, app, fail, print_json, reporting, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.views.briefing_contexts import BriefingPage


@app.command()
def briefing(
    story: Annotated[str | None, typer.Argument(help="The id of a story, or of an article in it.")] = None,
    search: Annotated[str | None, typer.Option("--search", "-q", help="Of what this search finds.")] = None,
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="Of two sides, such as IND ISR.")] = None,
    *,
    most: Annotated[int, typer.Option(min=1, max=50, help="The most sentences of a group.")] = 8,
    rephrase: Annotated[
        bool, typer.Option("--rephrase", help="Also in the words of the endpoint that DATELINE_REPHRASE_URL names.")
    ] = False,
    jsonl: JsonlOption = False,
    store: StoreOption = None,
) -> None:
    """Say what is known, as sentences of the articles with where they stand: Markdown, or a line of JSON."""
    from dateline.views.briefing import in_other_words
    from dateline.views.briefing_text import markdown
    from dateline.views.render import plain

    settings = settings_of()
    asked = settings.rephrase()
    if sum(x is not None for x in (story, search, dyad)) != 1:
        fail("name a story, or --search, or --dyad: one of them")
    if rephrase and asked is None:
        fail("no endpoint is named that would put it into other words: set DATELINE_REPHRASE_URL")
    with reporting(search):
        page = _page(store or settings.store, story, search, dyad, most=most)
        if rephrase and asked is not None:
            page = in_other_words(page, asked)
    if jsonl:
        print_json(plain(page))
    else:
        typer.echo(markdown(page, base=settings.url.rstrip("/")), nl=False)


def _page(
    path: str | Path, story: str | None, search: str | None, dyad: tuple[str, str] | None, *, most: int
) -> BriefingPage:
    """Return the briefing of what was named."""
    from dateline.store import open_store
    from dateline.views.briefing import dyad_briefing, search_briefing, story_briefing

    with open_store(path, read_only=True) as opened:
        if story is not None:
            return story_briefing(opened, story, most=most)
        if dyad is not None:
            return dyad_briefing(opened, *dyad, most=most)
        return search_briefing(opened, search or "", most=most)
