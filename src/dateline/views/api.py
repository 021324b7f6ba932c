"""The description of the API at /openapi.json: what every address with .json answers, made from the pages' contexts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, create_model
from pydantic.json_schema import models_json_schema

from dateline import __version__
from dateline.model.schema import schema as record_schema
from dateline.views.access.contexts import AccountPage, UsersPage
from dateline.views.alert_contexts import AlertPage, AlertsPage, PreviewPage
from dateline.views.article_contexts import ArticlePage, EmptyPage
from dateline.views.briefing_contexts import BriefingPage
from dateline.views.change_contexts import ChangesPage
from dateline.views.contexts import ErrorPage, FrontPage
from dateline.views.dyad_contexts import DyadPage, PickPage
from dateline.views.exports.formats import FORMATS
from dateline.views.help import HelpPage
from dateline.views.keeping_contexts import AddingPage, DeletedPage, DeletePage, JobPage, RereadPage
from dateline.views.models import model_of
from dateline.views.review_contexts import AgreementPage, FactPage, GroupPage, HistoryPage, ReviewPage
from dateline.views.routes_signs import Alive
from dateline.views.search_contexts import SavedPage, SearchPage
from dateline.views.sources_contexts import SourcePage, SourcesPage
from dateline.views.story_contexts import ComparePage, StoryPage
from dateline.views.who_contexts import WhoPage

Json = dict[str, Any]

ANSWERS: dict[str, tuple[type, ...]] = {
    "/stories.json": (FrontPage,),
    "/articles.json": (FrontPage,),
    "/events.json": (FrontPage,),
    "/search.json": (SearchPage,),
    "/searches.json": (SavedPage,),
    "/alerts.json": (AlertsPage,),
    "/alerts/preview.json": (PreviewPage,),
    "/alerts/{id}.json": (AlertPage,),
    "/story/{id}.json": (StoryPage,),
    "/story/{id}/compare.json": (ComparePage,),
    "/who/{id}.json": (WhoPage,),
    "/dyad.json": (PickPage,),
    "/dyad/{a}/{b}.json": (DyadPage,),
    "/article/{id}.json": (ArticlePage,),
    "/article/{id}/changes.json": (ChangesPage,),
    "/read/{name}/{n}.json": (ArticlePage, EmptyPage),
    "/review.json": (ReviewPage,),
    "/review/history.json": (HistoryPage,),
    "/review/agreement.json": (AgreementPage,),
    "/review/fact/{id}.json": (FactPage,),
    "/review/{kind}/{id}.json": (GroupPage,),
    "/account.json": (AccountPage,),
    "/users.json": (UsersPage,),
    "/help.json": (HelpPage,),
    "/sources.json": (SourcesPage,),
    "/source/{id}.json": (SourcePage,),
    "/article/{id}/delete.json": (DeletePage,),
    "/deleted.json": (DeletedPage,),
    "/story/{id}/briefing.json": (BriefingPage,),
    "/dyad/{a}/{b}/briefing.json": (BriefingPage,),
    "/search/briefing.json": (BriefingPage,),
    "/adding.json": (AddingPage,),
    "/adding/{id}.json": (JobPage,),
    "/reread.json": (RereadPage,),
    "/reread/{id}.json": (JobPage,),
    "/healthz": (Alive,),
    "/readyz": (Alive,),
}
"""The context, or one of the contexts, that each address answers; `ok` comes first. A test says which are missing.

What each address needs stands in access/needs.py, of which another test says what is missing.
"""

FOREIGN = {"timeline.json": "TimelineJS 3", ".timelinejs.json": "TimelineJS 3"}
"""JSON that others have laid down: how its addresses end, and what it is."""

DESCRIPTION = """\
What the pages of the desk show, as JSON: the address of a page, with `.json`.

- Lists answer `{"ok": true, "rows": [...], "next": "opaque", "next_url": "/..."}`; both are null at the end.
- Errors answer `{"ok": false, "error": "a sentence", "status": 404}`, and `column` where a query goes wrong, from 1.
- Offsets count Unicode code points, half-open: `text[start:end]` is the evidence.
"""
_REF = "#/components/schemas/{model}"
_BOX: Json = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "description": "A text to read."},
        "url": {"type": "string", "description": "An address to fetch and read."},
        "file": {"type": "string", "format": "binary", "description": "A file to read."},
        "keep": {"type": "string", "description": "Not empty: keep it, too."},
    },
}
_LEADS: Json = {"303": {"description": "Leads to the page of what was read."}}


def describe(app: FastAPI) -> None:
    """Let the app answer /openapi.json with all that is known of its addresses."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def described(app: FastAPI) -> Json:
    """Return the description of an app (OpenAPI 3.1)."""
    spec = get_openapi(
        title="Dateline",
        version=__version__,
        summary="News turned into a record that can be checked",
        description=DESCRIPTION,
        routes=app.routes,
    )
    spec["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    spec["components"] = {"schemas": _schemas()}
    for path, operations in spec["paths"].items():
        for operation in operations.values():
            operation["responses"] = _responses(path, operation["responses"])
    _describe_box(spec["paths"])
    return spec


def _responses(path: str, made: Json) -> Json:
    """Return the answers of an operation: its context, and the error that any may be."""
    out = {status: answer for status, answer in made.items() if status != "422"}
    if path in ANSWERS:
        refs = [{"$ref": _REF.format(model=_answer(kind).__name__)} for kind in ANSWERS[path]]
        schema = refs[0] if len(refs) == 1 else {"anyOf": refs}
        out["200"] = {"description": "What the page shows.", "content": {"application/json": {"schema": schema}}}
    elif form := next((form for end, form in FOREIGN.items() if path.endswith(end)), None):
        out["200"] = {"description": form, "content": {"application/json": {"schema": {"type": "object"}}}}
    elif "{suffix}" in path:
        media = dict.fromkeys(fmt.media.partition(";")[0] for fmt in FORMATS)
        out["200"] = {"description": "A file, in the format of its suffix.", "content": {kind: {} for kind in media}}
    error = {"schema": {"$ref": _REF.format(model=_error().__name__)}}
    return {**out, "default": {"description": "What went wrong.", "content": {"application/json": error}}}


def _describe_box(paths: Json) -> None:
    """Say what the box takes, which is read from the form as it comes."""
    read, keep = paths["/read"]["post"], paths["/keep/{name}"]["post"]
    kinds = ("multipart/form-data", "application/x-www-form-urlencoded")
    read["requestBody"] = {"required": True, "content": {kind: {"schema": _BOX} for kind in kinds}}
    for operation in (read, keep):
        operation["responses"].pop("200", None)
        operation["responses"] |= _LEADS


def _schemas() -> Json:
    """Return the schemas of all contexts, of errors, and of the record."""
    models = [*_models(kind for kinds in ANSWERS.values() for kind in kinds), _error()]
    _, made = models_json_schema([(model, "serialization") for model in models], ref_template=_REF)
    schemas: Json = made["$defs"]
    schemas["Record"] = {key: value for key, value in record_schema().items() if key not in ("$schema", "$id")}
    schemas[_answer(ArticlePage).__name__]["properties"]["record"] = {"$ref": _REF.format(model="Record")}
    return dict(sorted(schemas.items()))


def _models(kinds: Iterable[type]) -> list[type[BaseModel]]:
    return [_answer(kind) for kind in dict.fromkeys(kinds)]


@cache
def _answer(kind: type) -> type[BaseModel]:
    """Return the model of an answer: a context, with `ok`."""
    made: type[BaseModel] = create_model(f"{kind.__name__}Answer", __base__=model_of(kind), ok=(Literal[True], ...))
    return made


@cache
def _error() -> type[BaseModel]:
    made: type[BaseModel] = create_model("Error", __base__=model_of(ErrorPage), ok=(Literal[False], ...))
    return made
