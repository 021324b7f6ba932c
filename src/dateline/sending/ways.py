"""How messages leave: the mail server, the address of the desk, and where webhooks may lead."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.sending.mail import MailServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How messages leave.

    Args:
        mail: The server that takes mail; None: there is none.
        base: The address of the desk as recipients reach it, without a slash at its end; empty: they do not.
        private_hooks: Whether webhooks may lead to this machine and to local networks.
    """

    mail: MailServer | None = None
    base: str = ""
    private_hooks: bool = False
