"""The page of help."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import Response

from dateline.views.help import help_page
from dateline.views.render import html, json


def add_help(app: FastAPI) -> None:
    """Add the page of help."""

    @app.get("/help.json")
    def help_json() -> Response:
        """Return the keys of the desk."""
        return json(help_page())

    @app.get("/help", include_in_schema=False)
    def help_() -> Response:
        return html("help.html", help_page())
