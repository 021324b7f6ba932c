"""Commands for who may use a desk: users."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.app import JsonlOption, StoreOption, app, fail, print_json, reporting, settings_of

if TYPE_CHECKING:
    from dateline.settings import Settings
    from dateline.store import Store
    from dateline.store.accounts.users import User

Action = Literal["list", "add", "role", "link", "remove"]
RoleName = Literal["reader", "reviewer", "owner"]


@app.command()
def users(
    action: Annotated[Action, typer.Argument(help="What to do.")] = "list",
    name: Annotated[str | None, typer.Argument(help="Whose account; not for list.")] = None,
    *,
    role: Annotated[RoleName | None, typer.Option(help="For add and role; the first account is an owner's.")] = None,
    store: StoreOption = None,
    jsonl: JsonlOption = False,
) -> None:
    """List who may use the desk; add somebody, give a role, make a one-time link to set a password, or remove."""
    from dateline.store import open_store

    settings = settings_of()
    path = store or settings.store
    with reporting(), open_store(path, read_only=action == "list") as opened:
        if action == "list":
            _list(opened.accounts.all(), jsonl=jsonl)
        elif name is None:
            fail(f"whose account? dateline users {action} NAME")
        else:
            typer.echo(_done(opened, action, name, role, settings))


def _done(store: Store, action: Action, name: str, role: RoleName | None, settings: Settings) -> str:
    """Do something with an account; return what is to be said of it."""
    accounts = store.accounts
    if action == "remove":
        accounts.remove(name)
        return f"{name} is removed, with sessions and tokens; what they judged keeps the name"
    if action == "role":
        if role is None:
            fail("which role? dateline users role NAME --role reader, reviewer or owner")
        accounts.give_role(name, role)
        return f"{name} is {role} now"
    if action == "add":
        name = accounts.add(name, role or ("reader" if accounts.any() else "owner")).name
    return _link(store, name, settings)


def _link(store: Store, name: str, settings: Settings) -> str:
    """Return a line with a one-time link, to where the desk is or will be."""
    from dateline.listening import link_line

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return link_line(store, name, (settings.url or f"http://{host}:{settings.port}").rstrip("/"))


def _list(people: Sequence[User], *, jsonl: bool) -> None:
    """Print who may use the desk."""
    from dateline.model.codec import to_json

    for user in people:
        if jsonl:
            print_json(to_json(user))
        else:
            typer.echo(f"{user.name}  {user.role}  since {user.created_at:%Y-%m-%d}" + _waiting(user))
    if not people and not jsonl:
        typer.echo("no accounts: the desk answers this machine alone; `dateline users add NAME` adds the first")


def _waiting(user: User) -> str:
    return "" if user.has_password else "  (no password yet)"
