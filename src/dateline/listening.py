"""Who can reach a desk: where it listens, which hosts it answers for, and whether it may open without an account."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import BadInput
from dateline.store import Store, open_store

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ALL = ("0.0.0.0", "::")  # nosec B104 # compared with, not bound to


def is_alone(host: str, url: str) -> bool:
    """Say whether only this machine can reach a desk that listens on a host and is known to others by an address."""
    return _is_loopback(host) and (not url or _is_loopback(urlsplit(url).hostname or ""))


def hosts_of(host: str, url: str) -> frozenset[str]:
    """Return the hosts that a desk answers for; an address that stands for all stands for any address."""
    named = {host.lower(), urlsplit(url).hostname or ""} - {""}
    return LOOPBACK | named | ({socket.gethostname().lower()} if host in _ALL else set())


def address_of(listening: socket.socket, url: str) -> str:
    """Return where a desk is found: where others reach it, or where it listens."""
    if url:
        return url.rstrip("/")
    host, port = listening.getsockname()[:2]
    if host in _ALL:
        host = socket.gethostname()
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def check_accounts(store: str | Path, host: str) -> None:
    """Refuse to open a desk to others that nobody has to log in to.

    Raises:
        BadInput: If the store has no account.
    """
    with open_store(store) as opened:
        if not opened.accounts.any():
            # `where` is a file, or a url without the password in it.
            raise BadInput(
                f"others could reach this desk ({host}), and {opened.where} has no account yet; `dateline users "
                "add NAME` adds the first, an owner, and `dateline serve` then prints a link to set the password"
            )


def first_links(store: str | Path, address: str) -> list[str]:
    """Return a one-time link for each owner, where nobody has a password yet: else nobody could get in."""
    with open_store(store) as opened:
        people = opened.accounts.all()
        if any(user.has_password for user in people):
            return []
        return [link_line(opened, user.name, address) for user in people if user.role == "owner"]


def link_line(store: Store, name: str, address: str) -> str:
    """Return a line with a new one-time link for somebody.

    Raises:
        NotFound: If there is no such account.
    """
    return f"{name} sets a password here, once, within 24 hours: {address}/join/{store.accounts.invite(name)}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
