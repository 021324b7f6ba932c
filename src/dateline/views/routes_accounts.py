"""One's own account (password, sessions, tokens), and the list of those who may use the desk, for owners."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from dateline.errors import BadInput, NotFound
from dateline.store.accounts.door import Accounts
from dateline.views.access.cookies import keep_session
from dateline.views.access.pages import account_page, users_page
from dateline.views.access.visitor import Visitor, visitor_of
from dateline.views.i18n.languages import gettext as _
from dateline.views.judging import back_to
from dateline.views.render import html, json
from dateline.views.routes_login import said, twice

DAYS = ("30", "90", "365", "")
"""For how long a token can be made; the last holds until it is revoked."""


def add_accounts(app: FastAPI, accounts: Accounts) -> None:
    """Add one's own account, and the list of all."""
    _account(app, accounts)
    _users(app, accounts)


def _account(app: FastAPI, accounts: Accounts) -> None:
    def shown(request: Request, *, status: int = 200, **more: Any) -> Response:
        return html("account.html", account_page(accounts, visitor_of(request), **more), status=status)

    async def answer(request: Request, do: Callable[[str, FormData], Response]) -> Response:
        """Do something with one's own account; what cannot be done is said on its page."""
        form, who = await request.form(max_files=0, max_fields=30), visitor_of(request)

        def done() -> Response:
            try:
                return do(_name(who), form)
            except (BadInput, NotFound) as error:
                return shown(request, status=422, problem=error.message)

        return await run_in_threadpool(done)

    @app.get("/account.json")
    def account_json(request: Request) -> Response:
        """Return who asks: name, role, scopes, where they are logged in, their tokens."""
        return json(account_page(accounts, visitor_of(request)))

    @app.get("/account", include_in_schema=False)
    def account(request: Request) -> Response:
        return shown(request)

    @app.post("/account/password", include_in_schema=False)
    async def password(request: Request) -> Response:
        def change(name: str, form: FormData) -> Response:
            new = twice(form)
            _check(accounts, name, said(form, "current"), request)
            accounts.set_password(name, new)
            response = back_to("/account", "/account")
            # That ended every session, this one too: who just typed both passwords goes on in a new one.
            secret = accounts.log_in(name, agent=request.headers.get("user-agent", ""))
            keep_session(request, response, secret)
            return response

        return await answer(request, change)

    @app.post("/account/sessions/end", include_in_schema=False)
    async def end(request: Request) -> Response:
        def ended(name: str, form: FormData) -> Response:
            for id in form.getlist("id"):
                accounts.end_session(name, str(id))
            return back_to("/account", "/account")

        return await answer(request, ended)

    @app.post("/account/tokens", include_in_schema=False)
    async def make(request: Request) -> Response:
        def made(name: str, form: FormData) -> Response:
            who, scopes = visitor_of(request), [str(s) for s in form.getlist("scope")]
            if lacking := set(scopes) - who.scopes:
                raise BadInput(f"{who.role}s have no right to {', '.join(sorted(lacking))}, nor have their programs")
            secret = accounts.make_token(name, said(form, "name"), scopes, expires_at=_until(said(form, "days")))
            return shown(request, secret=secret)

        return await answer(request, made)

    @app.post("/account/tokens/revoke", include_in_schema=False)
    async def revoke(request: Request) -> Response:
        def revoked(name: str, form: FormData) -> Response:
            accounts.revoke(name, said(form, "id"))
            return back_to("/account", "/account")

        return await answer(request, revoked)


def _users(app: FastAPI, accounts: Accounts) -> None:
    async def answer(request: Request, do: Callable[[FormData], Response]) -> Response:
        form = await request.form(max_files=0, max_fields=30)

        def done() -> Response:
            try:
                return do(form)
            except (BadInput, NotFound) as error:
                return html("users.html", users_page(accounts, problem=error.message), status=422)

        return await run_in_threadpool(done)

    def linked(request: Request, name: str) -> Response:
        link = f"{str(request.base_url).rstrip('/')}/join/{accounts.invite(name)}"
        return html("users.html", users_page(accounts, link=link, link_of=name))

    @app.get("/users.json")
    def users_json() -> Response:
        """Return who may use the desk."""
        return json(users_page(accounts))

    @app.get("/users", include_in_schema=False)
    def users() -> Response:
        return html("users.html", users_page(accounts))

    @app.post("/users", include_in_schema=False)
    async def add(request: Request) -> Response:
        def added(form: FormData) -> Response:
            user = accounts.add(said(form, "name"), said(form, "role"))  # type: ignore[arg-type] # which is checked
            return linked(request, user.name)

        return await answer(request, added)

    @app.post("/users/link", include_in_schema=False)
    async def link(request: Request) -> Response:
        return await answer(request, lambda form: linked(request, said(form, "name")))

    @app.post("/users/role", include_in_schema=False)
    async def role(request: Request) -> Response:
        def given(form: FormData) -> Response:
            accounts.give_role(said(form, "name"), said(form, "role"))  # type: ignore[arg-type] # which is checked
            return back_to("/users", "/users")

        return await answer(request, given)

    @app.post("/users/remove", include_in_schema=False)
    async def remove(request: Request) -> Response:
        def removed(form: FormData) -> Response:
            accounts.remove(said(form, "name"))
            return back_to("/users", "/users")

        return await answer(request, removed)


def _name(who: Visitor) -> str:
    if who.name is None:
        raise BadInput(_("there are no accounts here: the desk is this machine's alone"))
    return who.name


def _check(accounts: Accounts, name: str, password: str, request: Request) -> None:
    """Refuse who does not know the password: a browser that was left open is not its owner."""
    user, wait = accounts.check_password(name, password, address=request.client.host if request.client else "")
    if user is None:
        raise BadInput(f"too many attempts; try again in {wait} seconds" if wait else "the current password is another")


def _until(days: str) -> datetime | None:
    if days not in DAYS:
        raise BadInput(f"a token holds for {', '.join(DAYS[:-1])} days, or until it is revoked")
    return datetime.now(UTC) + timedelta(days=int(days)) if days else None
