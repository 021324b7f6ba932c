"""Commands for programs beside the desk: mcp."""

from __future__ import annotations

from dateline.cli.app import StoreOption, app, reporting, settings_of


@app.command()
def mcp(store: StoreOption = None) -> None:
    """Answer a program that speaks the Model Context Protocol, over standard input and output; nothing is changed."""
    from dateline.store import open_store
    from dateline.views.mcp.server import make_server

    with reporting(), open_store(store or settings_of().store, read_only=True) as opened:
        make_server(opened).run("stdio")
