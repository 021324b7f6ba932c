"""A message of an alert on its way: what it says, drawn for the way it goes, and handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dateline.model.alert import Alert, Delivery
from dateline.sending.mail import Mail, send_mail
from dateline.sending.outcome import Outcome
from dateline.sending.ways import Sending
from dateline.store import Store
from dateline.store.alerts.rows import new_id
from dateline.views.digest import of_alert, subject
from dateline.views.digest_contexts import Digest
from dateline.views.digest_messages import hook_body, html_mail, text, unsubscribe_path

FEW = 3
"""So many articles are in a message that only tries the way."""


def carry(store: Store, alert: Alert, delivery: Delivery, how: Sending) -> Outcome:
    """Send a message; what goes wrong in making it is its own failure, so that the others still go out.

    Args:
        store: Where it is kept what the message tells of.
        alert: Whose message it is.
        delivery: The message.
        how: How messages leave.
    """
    try:
        found = of_alert(store, alert, delivery.articles)
        if delivery.articles and not found.articles:
            return Outcome(kind="sent", says="nothing was sent: what it told of has been deleted")
        outcome = (_by_mail if alert.channel == "mail" else _by_hook)(found, alert, delivery, how)
        # Others said it: it is shown on a page, and in a terminal that obeys control characters.
        return replace(outcome, says="".join(c if c.isprintable() else " " for c in outcome.says))
    except Exception as error:  # noqa: BLE001 - one message that cannot be made must not hold up the others
        return Outcome(kind="later", says=f"could not be made: {type(error).__name__}: {error}")


def try_out(store: Store, named: str, how: Sending, *, now: datetime) -> Outcome:
    """Send a message of the newest articles that fit, new or not, to try the way; nothing is noted of it.

    Args:
        store: Where the alert is kept.
        named: The id or the name of the alert.
        how: How messages leave.
        now: The moment.

    Raises:
        NotFound: If there is no such alert.
        QueryError: If its search cannot be understood any more.
    """
    alert = store.alerts.get(named)
    if alert.query:
        rows = [hit.article for hit in store.search(alert.query, limit=FEW, sort="date", now=now).rows]
    else:
        rows = list(store.articles(limit=FEW).rows)
    articles = tuple(dict.fromkeys(row.story for row in rows))
    delivery = Delivery(id=f"test_{new_id()}", alert=alert.id, made_at=now, articles=articles, due_at=now)
    return carry(store, replace(alert, name=f"Test of {alert.name}"), delivery, how)


def _by_mail(found: Digest, alert: Alert, delivery: Delivery, how: Sending) -> Outcome:
    if how.mail is None:
        return Outcome(kind="later", says="no mail server is set; DATELINE_SMTP_HOST names it")
    unsubscribe = how.base + unsubscribe_path(alert) if how.base else None
    ways = f"Get no more of these: {unsubscribe or f'dateline alerts remove {alert.id}'}"
    mail = Mail(
        id=delivery.id,
        to=alert.recipient,
        subject=subject(found),
        text=text(found, base=how.base, end=ways),
        html=html_mail(found, base=how.base, unsubscribe=unsubscribe),
        date=delivery.made_at,
        of=alert.id,
        unsubscribe=unsubscribe,
    )
    return send_mail(mail, how.mail)


def _by_hook(found: Digest, alert: Alert, delivery: Delivery, how: Sending) -> Outcome:
    from dateline.sending.webhook import Hook, send_hook  # noqa: PLC0415 - 130 ms that mail can do without

    body = hook_body(found, id=delivery.id, alert=alert, made=delivery.made_at, base=how.base)
    hook = Hook(id=delivery.id, url=alert.recipient, secret=alert.secret, body=body)
    return send_hook(hook, allow_private=how.private_hooks)
