"""Logging in and out, and the one-time links that people set their password by."""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.store.accounts.door import Accounts
from dateline.views.access.contexts import JoinPage, LoginPage
from dateline.views.access.cookies import forget_session, keep_session
from dateline.views.access.visitor import visitor_of
from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import ngettext
from dateline.views.judging import back_to
from dateline.views.render import html

Next = Annotated[str, Query(max_length=2000)]
Secret = Annotated[str, Path(max_length=100)]
HASHING = 2
"""So many passwords are checked at a time: each takes a tenth of a second and 64 MiB, and anybody may ask for it."""


def add_login(app: FastAPI, accounts: Accounts) -> None:
    """Add logging in and out, and joining."""
    _login(app, accounts)
    _join(app, accounts)


def _login(app: FastAPI, accounts: Accounts) -> None:
    hashing = CapacityLimiter(HASHING)

    @app.get("/login", include_in_schema=False)
    def login(next: Next = "/") -> Response:
        return html("login.html", LoginPage(next=next, accounts=accounts.any()))

    @app.post("/login", include_in_schema=False)
    async def log_in(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=10)
        name, after = said(form, "name")[:200], said(form, "next")
        address = request.client.host if request.client else ""

        def check() -> tuple[str | None, int]:
            user, wait = accounts.check_password(name, said(form, "password"), address=address)
            return (accounts.log_in(user.name, agent=_agent(request)) if user else None), wait

        secret, wait = await to_thread.run_sync(check, limiter=hashing)
        if secret is None:
            return _not_in(LoginPage(next=after, name=name, problem=_why(wait)), wait)
        response = back_to(after, "/")
        keep_session(request, response, secret)
        return response

    @app.post("/logout", include_in_schema=False)
    def log_out(request: Request) -> Response:
        who = visitor_of(request)
        if who.name and who.session:
            accounts.end_session(who.name, who.session)
        response = back_to("/login", "/login")
        forget_session(request, response)
        return response


def _join(app: FastAPI, accounts: Accounts) -> None:
    @app.get("/join/{secret}", include_in_schema=False)
    def join(secret: Secret) -> Response:
        return html("join.html", JoinPage(name=accounts.invited(secret)))

    @app.post("/join/{secret}", include_in_schema=False)
    async def joined(request: Request, secret: Secret) -> Response:
        form = await request.form(max_files=0, max_fields=10)

        def enter() -> Response:
            name = accounts.invited(secret)
            try:
                accounts.join(secret, twice(form))
            except BadInput as error:
                return html("join.html", JoinPage(name=name, problem=error.message), status=422)
            response = back_to("/", "/")
            keep_session(request, response, accounts.log_in(name, agent=_agent(request)))
            return response

        return await run_in_threadpool(enter)


def said(form: FormData, name: str) -> str:
    """Return what a form says under a name; nothing where it says none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def twice(form: FormData) -> str:
    """Return a new password, which people type twice since they cannot see it.

    Raises:
        BadInput: If they typed two.
    """
    if said(form, "password") != said(form, "again"):
        raise BadInput(_("the two passwords are not the same"))
    return said(form, "password")


def _agent(request: Request) -> str:
    return "".join(c for c in request.headers.get("user-agent", "") if c.isprintable())


def _why(wait: int) -> str:
    if not wait:
        return _("Name and password do not belong together.")
    minutes = -(-wait // 60)
    return ngettext(
        "Too many attempts; try again in %(num)s minute.", "Too many attempts; try again in %(num)s minutes.", minutes
    )


def _not_in(page: LoginPage, wait: int) -> Response:
    response = html("login.html", page, status=429 if wait else 403)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
