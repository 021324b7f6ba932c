"""From a form to a judgement: who judges, when, in sight of what; and where to go after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.errors import BadInput
from dateline.model.memory import GroupKind
from dateline.model.review import undone
from dateline.model.story import Judgement, Verdict
from dateline.store import Store
from dateline.story.deciding import decide
from dateline.views.access.visitor import visitor_of

NOBODY = "desk"
"""Who judges where nobody has said who they are."""
_COOKIE = "dateline-name"
_LONGEST_NAME, _LONGEST_NOTE = 80, 10_000
_YEAR = 365 * 24 * 3600


def who_judges(request: Request) -> str:
    """Return who judges: the account; where there are none, the name that was put into a cookie, or the desk."""
    account = visitor_of(request).name
    return account or _clean(unquote(request.cookies.get(_COOKIE, ""))) or NOBODY


def named(response: Response, name: str) -> Response:
    """Let a browser remember a name; an empty one is forgotten."""
    kept = quote(_clean(name))
    response.set_cookie(_COOKIE, kept, max_age=_YEAR if kept else 0, httponly=True, samesite="lax", path="/")
    return response


def _clean(name: str) -> str:
    """Return a name on one line, without what is not seen and could make one look like another."""
    return " ".join("".join(c for c in name if c.isprintable()).split())[:_LONGEST_NAME]


def back_to(wanted: str | None, otherwise: str) -> Response:
    """Return the way back to a page of this desk, and to no other."""
    parts = urlsplit(wanted or "")
    ours = wanted and wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return RedirectResponse(wanted if wanted and ours and wanted.isprintable() else otherwise, status_code=303)


def judgement(
    verdict: Verdict,
    target: str,
    *,
    by: str,
    seen: str = "",
    value: Mapping[str, Any] | None = None,
    note: str = "",
    supersedes: str | None = None,
) -> Judgement:
    """Return what somebody decides now.

    `seen` is the latest judgement they saw: the same form sent twice is one judgement, two people's are two.
    """
    written = note.replace("\r\n", "\n").strip()
    if len(written) > _LONGEST_NOTE:
        raise BadInput(f"a note of more than {_LONGEST_NOTE:,} characters")
    if verdict == "note" and not written:
        raise BadInput("a note without a word")
    said = json.dumps(value, ensure_ascii=False, sort_keys=True) if value is not None else None
    same = json.dumps([verdict, target, by, seen, said, written, supersedes], ensure_ascii=False)
    return Judgement(
        id=hashlib.sha256(same.encode()).hexdigest()[:32],
        target=target,
        verdict=verdict,
        by=by,
        at=datetime.now(UTC),
        value=said,
        note=written or None,
        supersedes=supersedes if supersedes is not None else seen or None,
    )


def undo(store: Store, id: str, *, by: str) -> Judgement:
    """Undo a judgement, or an undo; return what it was about in the end. What is undone already stays so.

    Raises:
        NotFound: If the store does not hold it.
    """
    first = store.judgement(id, root=True)
    before = store.judgements(target=first.target)
    if id in undone(before):
        return first
    undoing = judgement("undo", first.target, by=by, seen=before[-1].id, supersedes=id)
    if first.verdict in ("merge", "split"):
        with store.remembering() as memory:
            decide(memory, undoing)
    else:
        store.judge(undoing)
    return first


def merge(store: Store, kind: GroupKind, id: str, into: str, *, by: str, note: str) -> None:
    """Put a story, an identity or an event into another one.

    Raises:
        NotFound: If there is none of that id, or no other one to go into.
    """
    value = {"kind": kind, "into": into}
    with store.remembering() as memory:
        decide(memory, judgement("merge", id, by=by, seen=_latest(memory.judgements()), value=value, note=note))


def split(store: Store, kind: GroupKind, id: str, members: Sequence[str], *, by: str, note: str) -> None:
    """Take members out of a story, an identity or an event, into one of their own.

    Raises:
        NotFound: If there is none of that id, or none or all of its members are taken.
    """
    value = {"kind": kind, "members": list(members)}
    with store.remembering() as memory:
        decide(memory, judgement("split", id, by=by, seen=_latest(memory.judgements()), value=value, note=note))


def _latest(judgements: Sequence[Judgement]) -> str:
    return judgements[-1].id if judgements else ""
