"""One message by mail: text and HTML side by side, headers that nothing can break out of, sent over SMTP."""

from __future__ import annotations

import asyncio
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Literal

from dateline.model.alert import mail_parts
from dateline.sending.apart import run_apart
from dateline.sending.outcome import Outcome

Tls = Literal["starttls", "tls", "none"]
SECONDS = 60.0
"""How long a try may take, from the connection to the server's last word."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LONGEST_SUBJECT = 150


class _Wire(EmailPolicy):
    """How messages are written out: 7 bit, so that every server takes them, and addresses in headers left whole.

    Python folds a long one into encoded words (https://github.com/python/cpython/issues/85725), which no program reads
    as an address again.
    """

    def fold(self, name: str, value: str) -> str:
        """Return a header as lines."""
        return f"{name}: {value}\r\n" if name == _UNSUBSCRIBE else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as lines of bytes."""
        return self.fold(name, value).encode("ascii") if name == _UNSUBSCRIBE else super().fold_binary(name, value)


_UNSUBSCRIBE = "List-Unsubscribe"
_POLICY = _Wire(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and as whom.

    Args:
        host, port: The server.
        user, password: Who we are there; none: nobody in particular.
        tls: starttls: encrypted after the greeting (port 587); tls: from the beginning (465); none (a server of one's
            own on this machine).
        sender: Whom the mail is from: an address, or "A name <an@address>".
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: Tls = "starttls"
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message.

    Args:
        id: Its id, the same however often it is tried: mail programs show one Message-ID once.
        to: The recipient's address.
        subject, text, html: What it says; the HTML is whole and escaped.
        date: When it was made.
        of: What it is one of (the alert's id), so that programs can file it.
        unsubscribe: The address where one click ends it.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    date: datetime
    of: str
    unsubscribe: str | None = None


def message_of(mail: Mail, *, sender: str) -> EmailMessage:
    """Return a message as it goes over the wire.

    Raises:
        ValueError: If sender or recipient is no address.
    """
    from_ = _address(sender)
    message = EmailMessage(policy=_POLICY)
    message["From"] = from_
    message["To"] = _address(mail.to)
    message["Subject"] = header_text(mail.subject)
    message["Date"] = mail.date
    message["Message-ID"] = f"<{mail.id}@{from_.domain}>"
    message["List-Id"] = f"<{mail.of}.alerts.{from_.domain}>"
    # Programs that answer by themselves (out of office) leave these alone (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message[_UNSUBSCRIBE] = f"<{mail.unsubscribe}>"
        # One click is for https alone (RFC 8058, 3.1).
        if mail.unsubscribe.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def header_text(text: str) -> str:
    """Return foreign words for a header: on one line, without control characters, at most 150 characters."""
    plain = "".join(" " if c.isspace() or unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    plain = " ".join(plain.split())
    return plain if len(plain) <= _LONGEST_SUBJECT else plain[: _LONGEST_SUBJECT - 1] + "…"


def send_mail(mail: Mail, server: MailServer, *, seconds: float = SECONDS) -> Outcome:
    """Hand a message to a mail server.

    Args:
        mail: The message.
        server: The server.
        seconds: How long it may take.
    """
    if server.password and server.tls == "none" and server.host not in _LOOPBACK:
        return Outcome(
            kind="later", says="the password of the mail server would be sent in the clear; encrypt with TLS"
        )
    try:
        message = message_of(mail, sender=server.sender)
    except ValueError as error:
        return Outcome(kind="never", says=f"cannot be written: {error}")
    return run_apart(_sent(message, mail.to, server, seconds=seconds))


async def _sent(message: EmailMessage, to: str, server: MailServer, *, seconds: float) -> Outcome:
    import aiosmtplib as smtp  # noqa: PLC0415 - asked for only where mail is sent

    try:
        async with asyncio.timeout(seconds):
            _, said = await smtp.send(
                message,
                recipients=[to],
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                use_tls=server.tls == "tls",
                start_tls=server.tls == "starttls",
                timeout=seconds,
            )
    except smtp.SMTPRecipientsRefused as error:
        refused = error.recipients[0]
        # 5xx: the server will say the same tomorrow.
        kind: Literal["never", "later"] = "never" if refused.code >= 500 else "later"
        return Outcome(kind=kind, says=f"the mail server refuses the recipient: {refused.code} {refused.message}")
    except smtp.SMTPResponseException as error:
        return Outcome(kind="later", says=f"the mail server says: {error.code} {error.message}")
    except TimeoutError:
        return Outcome(kind="later", says=f"the mail server took longer than {seconds:g} s")
    except (smtp.SMTPException, OSError) as error:
        return Outcome(kind="later", says=f"the mail server cannot be reached: {error or type(error).__name__}")
    return Outcome(kind="sent", says=f"accepted: {said}")


def _address(written: str) -> Address:
    """Return "A name <an@address>", or an address alone."""
    name, _, rest = written.rpartition("<")
    parts = mail_parts(rest.strip().removesuffix(">").strip())
    if parts is None:
        raise ValueError(f"{header_text(written)!r} is no address")
    return Address(display_name=header_text(name).strip('"'), username=parts[0], domain=parts[1])
