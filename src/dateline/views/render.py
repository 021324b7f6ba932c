"""Contexts to answers: HTML by template, JSON by the fields that are not for the eye alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from dateline import __version__
from dateline.views.access.csrf import csrf
from dateline.views.access.visitor import visitor
from dateline.views.contexts import ErrorPage
from dateline.views.exports.formats import formats_of
from dateline.views.exports.jsonld import news_article
from dateline.views.facts import KINDS
from dateline.views.help import help_page
from dateline.views.i18n import formats
from dateline.views.i18n.choosing import here
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import LANGUAGES, N_, language, message, messages, writing
from dateline.views.i18n.languages import gettext as _
from dateline.views.words import is_web

STATIC = Path(__file__).parent / "static"

_TITLES = {
    400: N_("Not understood"),
    401: N_("Not logged in"),
    403: N_("Not allowed"),
    404: N_("Not here"),
    405: N_("Not done this way"),
    413: N_("Too large"),
    421: N_("Another host"),
    422: N_("Could not be read"),
    503: N_("The store does not answer"),
}


@cache
def _environment() -> Environment:
    loader = PackageLoader("dateline.views", "templates")
    made = Environment(
        loader=loader,
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(message, messages, newstyle=True)  # type: ignore[attr-defined] # by the extension
    made.filters |= {"day": formats.day, "ago": formats.ago, "number": formats.number, "percent": formats.percent}
    made.filters |= {"listed": formats.listed, "territory": formats.territory, "label": label}
    made.globals |= {"help": help_page, "languages": LANGUAGES, "language": language, "writing": writing, "here": here}
    made.globals |= {"kinds": KINDS, "version": __version__, "assets": _assets_digest()}
    made.globals |= {"formats_of": formats_of, "news_article": news_article}
    made.globals |= {"csrf": csrf, "visitor": visitor}
    made.tests |= {"web": is_web}
    return made


def _assets_digest() -> str:
    """Return a name for this state of the assets, so that a browser keeps them until they change."""
    h = hashlib.sha256()
    for path in sorted(STATIC.iterdir()):
        h.update(path.read_bytes())
    return h.hexdigest()[:12]


def html(template: str, context: object, *, status: int = 200, **more: object) -> Response:
    """Return a context as a page."""
    return HTMLResponse(page(template, context, **more), status_code=status)


def page(template: str, context: object, **more: object) -> str:
    """Return a context as HTML."""
    return _environment().get_template(template).render(c=context, **more)


def json(context: object, *, status: int = 200) -> Response:
    """Return a context as JSON, `ok` first."""
    return JSONResponse({"ok": status < 400, **plain(context)}, status_code=status)


def plain(value: Any) -> Any:
    """Return what JSON can hold, without the fields that are for the eye."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = [f for f in fields(value) if not f.metadata.get("screen")]
        return {f.name: plain(getattr(value, f.name)) for f in shown}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value


def wants_json(request: Request) -> bool:
    """Say whether a request is answered in JSON: its path ends so, or it asks for it."""
    return request.url.path.endswith(".json") or request.headers.get("accept", "").startswith("application/json")


def answer_error(request: Request, status: int, error: str, *, column: int | None = None) -> Response:
    """Return an error as a page or as JSON; `column` is where a query goes wrong."""
    context = ErrorPage(error=error, status=status, title=_(_TITLES.get(status, N_("Something went wrong"))))
    if not wants_json(request):
        return html("error.html", context, status=status)
    # Only a query goes wrong at a column; other errors keep their one shape.
    at = {} if column is None else {"column": column}
    return JSONResponse({"ok": False, **plain(context), **at}, status_code=status)
