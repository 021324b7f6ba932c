"""A title for all of a list: "Justices Carl Thorn, Sam Alba and Brett Kane" are justices, each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.statement import Mention
from dateline.record.neighbors import Places
from dateline.record.roles import Role

_ASIDE = (
    r"(?: of [A-Z][\w.]*(?: [A-Z][\w.]*){0,2}| \([^()]{1,40}\)"
    r"|, (?:[A-Z][\w-]*-[A-Z]|[DRI] |\w+ of [A-Z])[^,;]{0,30}(?=,))"
)
"""What may stand behind a name of the list: its state, or its party in brackets or between commas."""
_NEXT = re.compile(rf"{_ASIDE}?(?:,|,? and|,? &) ")
_OF_STATES = frozenset(
    "presidents premiers chancellors ministers secretaries leaders kings queens princes emirs sheikhs ambassadors"
    " envoys counterparts commissioners mayors governors chiefs heads generals".split()
)


def shared_titles(mentions: Sequence[Mention], roles: Sequence[Role | None], places: Places) -> list[Role | None]:
    """Return the roles, a title in the plural given to all names of the list that it opens.

    Args:
        mentions: The article's mentions in the order of its text.
        roles: The role that stands by each, or None.
        places: The article's tokens and names.
    """
    out = list(roles)
    names = [n for n, m in enumerate(mentions) if m.form == "name" and m.type == "person"]
    for at, n in enumerate(names):
        role = roles[n]
        if role is None or not _is_plural(role) or role.span.end + 1 != mentions[n].span.start:
            continue
        for k in _list_from(names[at:], mentions, places.text):
            out[k] = out[k] or role
    return out


def _is_plural(role: Role) -> bool:
    """Say whether a title is of many, and none that each holds for another country ("Presidents Lund and Ortiz")."""
    last = role.head.split()[-1].rstrip(".")
    if last in _OF_STATES:
        return False
    return last.endswith(("s", "men", "women")) and not last.endswith("ss")


def _list_from(names: Sequence[int], mentions: Sequence[Mention], text: str) -> Sequence[int]:
    """Return the names that go on a list, up to the one behind its "and"; none where no "and" closes it."""
    for at in range(1, len(names)):
        between = text[mentions[names[at - 1]].span.end : mentions[names[at]].span.start]
        if not _NEXT.fullmatch(between):
            return ()
        if between.endswith((" and ", " & ")):
            return names[1 : at + 1]
    return ()
