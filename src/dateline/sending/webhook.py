"""One message to a webhook: a signed POST to the very address that was checked, no redirect followed, bounded in time.

Import this module where something is sent: httpx takes 130 ms to import.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from dateline import __version__
from dateline.addresses import address_of
from dateline.errors import AddressError
from dateline.sending.apart import run_apart
from dateline.sending.outcome import Outcome
from dateline.sending.signing import signature

SECONDS = 30.0
"""How long a try may take, the other side's thinking included."""
_GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A message to a webhook.

    Args:
        id: Its id, the same however often it is tried: the other side tells by it what it has had before.
        url: Where it goes, http or https.
        secret: What it is signed with: `whsec_` and a key in base64.
        body: What is posted, JSON.
    """

    id: str
    url: str
    secret: str
    body: bytes


def send_hook(hook: Hook, *, allow_private: bool = False, seconds: float = SECONDS) -> Outcome:
    """Post a message.

    Args:
        hook: The message.
        allow_private: Whether it may go to this machine or a local network.
        seconds: How long it may take.
    """
    try:
        return run_apart(_within(hook, allow_private=allow_private, seconds=seconds))
    except TimeoutError:
        return Outcome(kind="later", says=f"took longer than {seconds:g} s to answer")
    except AddressError as error:
        return Outcome(kind="later", says=error.message)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        return Outcome(kind="later", says=f"cannot be reached: {error or type(error).__name__}")


async def _within(hook: Hook, *, allow_private: bool, seconds: float) -> Outcome:
    async with asyncio.timeout(seconds):
        # Proxies and .netrc of the environment are left aside: a proxy would resolve names past our check.
        async with httpx.AsyncClient(trust_env=False, timeout=seconds, follow_redirects=False) as client:
            request = await asyncio.to_thread(_request, client, hook, allow_private=allow_private)
            # What the other side says beside its status is not read: it may be endless.
            response = await client.send(request, stream=True)
            await response.aclose()
            return _outcome(response)


def _request(client: httpx.AsyncClient, hook: Hook, *, allow_private: bool) -> httpx.Request:
    """Build the request to the very address that was checked, so that a second look-up cannot lead elsewhere."""
    target = httpx.URL(hook.url)
    if target.scheme not in ("http", "https") or not target.host or target.userinfo:
        raise httpx.InvalidURL("a webhook is an address of http or https, without a password")
    host = target.raw_host.decode("ascii")
    address = address_of(host, target.port or (443 if target.scheme == "https" else 80), allow_private=allow_private)
    timestamp = int(time.time())
    return client.build_request(
        "POST",
        target.copy_with(host=str(address), fragment=None),
        content=hook.body,
        headers={
            "host": target.netloc.decode("ascii"),
            "user-agent": f"dateline/{__version__}",
            "content-type": "application/json",
            "webhook-id": hook.id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(hook.secret, id=hook.id, timestamp=timestamp, body=hook.body),
        },
        # TLS names and checks the host, not the bare address.
        extensions={"sni_hostname": host},
    )


def _outcome(response: httpx.Response) -> Outcome:
    said = f"answered {response.status_code} {response.reason_phrase}".rstrip()
    if response.is_success:
        return Outcome(kind="sent", says=said)
    if response.status_code == _GONE:
        return Outcome(kind="never", says=f"{said}: it wants no more of this")
    if response.is_redirect:
        said += "; redirects are not followed, give the address itself"
    return Outcome(kind="later", says=said, wait=_wait(response.headers.get("retry-after", ""), now=datetime.now(UTC)))


def _wait(asked: str, *, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks us to wait: seconds, or a date."""
    if asked.isascii() and asked.isdigit():
        return timedelta(seconds=min(int(asked[:9]), 10**8))
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError):
        return None
    return max(until.replace(tzinfo=until.tzinfo or UTC) - now, timedelta())
