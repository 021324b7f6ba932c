"""The signature of a webhook, as Standard Webhooks lays it down (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from dateline.errors import BadInput

PREFIX = "whsec_"


def signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:
    """Return the `webhook-signature` of a message: HMAC-SHA256 over its id, the time of the try and its body.

    Args:
        secret: `whsec_` and the key in base64.
        id: The `webhook-id`, the same however often it is tried.
        timestamp: The `webhook-timestamp`, in seconds since 1970.
        body: What is posted.

    Raises:
        BadInput: If the secret is none.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise BadInput("the secret of the webhook is not written in base64") from error
    signed = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"
