"""The pages of alerts: all of them and the form that makes one, one with its log, and the end of the line."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import BadInput, NotFound, QueryError
from dateline.model.alert import Alert, rhythm_named
from dateline.store import Store
from dateline.views.access.visitor import visitor_of
from dateline.views.alert_contexts import AlertForm, AlertsPage
from dateline.views.alerts import WEEK, alert_line, alert_page, alerts_page, channel_of, each_of, preview_page
from dateline.views.digest_messages import is_unsubscribe
from dateline.views.judging import who_judges
from dateline.views.render import html, json
from dateline.views.seam import Telling

Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=200)]
Id = Annotated[str, Path(max_length=100)]
Short = Annotated[str, Query(max_length=100)]


def _asked(
    *,
    q: Annotated[str, Query(max_length=1000, description="A search; empty: everything.")] = "",
    name: Short = "",
    to: Annotated[str, Query(max_length=1000, description="A mail address, or the address of a webhook.")] = "",
    pace: Annotated[str, Query(max_length=20, description="at-once, hourly, daily or weekly.")] = "daily",
    at: Annotated[str, Query(max_length=5, description="The time of day of daily and weekly ones.")] = "08:00",
    on: Annotated[str, Query(max_length=10, description="The day of weekly ones.")] = "monday",
    zone: Short = "",
    each: Annotated[str, Query(max_length=10, description="story or article; empty: as suits the rhythm.")] = "",
    days: Annotated[int, Query(ge=1, le=3660, description="How far to look back.")] = WEEK,
) -> AlertForm:
    """Return what stands in the form."""
    return AlertForm(q=q, name=name, to=to, pace=pace, at=at, on=on, zone=zone, each=each, days=days)


Asked = Annotated[AlertForm, Depends(_asked)]
_FIELDS = ("q", "name", "to", "pace", "at", "on", "zone", "each")


def add_alerts(app: FastAPI, store: Store, telling: Telling) -> None:
    """Add the pages of alerts.

    Args:
        app: The app.
        store: Where they are kept.
        telling: What is known of how they leave.
    """
    _pages(app, store, telling)
    _posts(app, store, telling)
    _unsubscribe(app, store)


def _may(request: Request, store: Store) -> bool:
    return visitor_of(request).may("review") and not store.read_only


def _pages(app: FastAPI, store: Store, telling: Telling) -> None:
    """Add the list and one alert, each with its JSON, and the preview."""

    @app.get("/alerts.json")
    def alerts_json(request: Request) -> Response:
        """Return all alerts; who may not change them sees of an address only where it is."""
        whole = visitor_of(request).may("review")
        rows = tuple(alert_line(alert, whole=whole) for alert in store.alerts.all())
        return json(AlertsPage(rows=rows, form=AlertForm()))

    @app.get("/alerts", include_in_schema=False)
    def alerts(request: Request, asked: Asked) -> Response:
        form = replace(asked, zone=asked.zone or telling.zone)
        previewed = "pace" in request.query_params
        context = alerts_page(store, form, asked=previewed, can=_may(request, store), mail=telling.mail)
        return html("alerts.html", context, status=400 if context.error else 200)

    @app.get("/alerts/preview.json")
    def preview(asked: Asked) -> Response:
        """Return when such an alert would have been told lately, by when articles were first seen."""
        rhythm = rhythm_named(asked.pace, at=asked.at, on=asked.on, zone=asked.zone or telling.zone)
        return json(preview_page(store, asked.q, each=asked.each, rhythm=rhythm, days=asked.days))

    @app.get("/alerts/{id}.json")
    def alert_json(request: Request, id: Id, limit: Limit = 50, cursor: Cursor = None) -> Response:
        """Return an alert with its messages and what became of each."""
        return json(alert_page(store, id, limit=limit, cursor=cursor, can=visitor_of(request).may("review")))

    @app.get("/alerts/{id}", include_in_schema=False)
    def alert(request: Request, id: Id, limit: Limit = 50, cursor: Cursor = None) -> Response:
        context = alert_page(store, id, limit=limit, cursor=cursor, can=_may(request, store))
        return html("alert.html", replace(context, can_try=telling.try_out is not None))


def _posts(app: FastAPI, store: Store, telling: Telling) -> None:
    """Add what the forms post."""

    @app.post("/alerts")
    async def make(request: Request) -> Response:
        """Make an alert (`q`, `to`, and `name`, `pace`, `at`, `on`, `zone`, `each`). Leads to its page."""
        form = _form(await request.form(max_files=0, max_fields=20), telling)
        by = who_judges(request)
        try:
            made = await run_in_threadpool(_make, store, form, by)
        except (BadInput, QueryError) as error:
            page: dict[str, Any] = {"can": _may(request, store), "mail": telling.mail, "error": error.message}
            return html("alerts.html", await run_in_threadpool(alerts_page, store, form, **page), status=422)
        return RedirectResponse(f"/alerts/{made.id}", status_code=303)

    @app.post("/alerts/{id}/pause")
    def pause(request: Request, id: Id) -> Response:
        """Let an alert rest. Leads to its page."""
        store.alerts.pause(id, by=who_judges(request))
        return RedirectResponse(f"/alerts/{id}", status_code=303)

    @app.post("/alerts/{id}/resume")
    def resume(id: Id) -> Response:
        """Let an alert go on: what could not be sent is tried again. Leads to its page."""
        store.alerts.resume(id)
        return RedirectResponse(f"/alerts/{id}", status_code=303)

    @app.post("/alerts/{id}/remove")
    def remove(id: Id) -> Response:
        """Remove an alert with its log. Leads to the others."""
        store.alerts.remove(id)
        return RedirectResponse("/alerts", status_code=303)

    @app.post("/alerts/{id}/secret")
    def secret(request: Request, id: Id) -> Response:
        """Show what the webhooks of an alert are signed with."""
        answer = html("alert.html", alert_page(store, id, can=_may(request, store), secret=True))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @app.post("/alerts/{id}/test")
    def test(request: Request, id: Id) -> Response:
        """Send a message of the newest articles that fit, to try the way, and show what became of it."""
        context = alert_page(store, id, can=_may(request, store))
        if telling.try_out is None:
            raise BadInput("this desk sends nothing; `dateline alerts test` does")
        tried = telling.try_out(id)
        return html("alert.html", replace(context, tried=tried, can_try=True))


def _form(form: FormData, telling: Telling) -> AlertForm:
    """Return what was posted; what was left out is as the empty form has it."""
    said = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    known: dict[str, Any] = {name: said[name] for name in _FIELDS if said.get(name)}
    return AlertForm(**({"zone": telling.zone} | known))


def _make(store: Store, form: AlertForm, by: str) -> Alert:
    rhythm = rhythm_named(form.pace, at=form.at, on=form.on, zone=form.zone)
    if rhythm.pace == "on-demand":
        raise BadInput("what is told on demand is asked for with `dateline digest`")
    each = each_of(form.each, rhythm)
    channel = channel_of(form.to)
    return store.alerts.add(form.name, form.q, channel=channel, recipient=form.to, rhythm=rhythm, each=each, by=by)


def _unsubscribe(app: FastAPI, store: Store) -> None:
    """Add the end of the line: whoever has the address that stands in a mail can end what it belongs to."""

    def meant(id: str, token: str) -> Alert:
        try:
            alert = store.alerts.get(id)
        except NotFound:
            alert = None
        # An id may be a name elsewhere; and whether there is such an alert is nobody's to try.
        if alert is None or alert.id != id or not is_unsubscribe(alert, token):
            raise NotFound("this address ends nothing; the alert was removed, or the address was cut short")
        return alert

    @app.get("/unsubscribe/{id}/{token}", include_in_schema=False)
    def ask(id: Id, token: Id) -> Response:
        alert = meant(id, token)
        return html("unsubscribe.html", alert_line(alert), done=alert.state == "stopped")

    @app.post("/unsubscribe/{id}/{token}")
    def end(id: Id, token: Id) -> Response:
        """End what a mail belongs to (RFC 8058); mail programs do it with one click."""
        alert = meant(id, token)
        if alert.state != "stopped":
            store.alerts.stop(alert.id, "the recipient wants no more of it")
        return html("unsubscribe.html", alert_line(alert), done=True)
