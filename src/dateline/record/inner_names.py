"""Names that only tell for whom somebody works, or are one example of many: "a lawyer for Rao", "critics like Rao"."""

from __future__ import annotations

import re

from dateline.world.offices import honorifics, is_role

_FOR = re.compile(r"\b(?P<who>[\w-]+) (?:for|to|of|with|by) (?P<title>[\w .'’-]+ )$")
_AMONG = re.compile(r"[a-z]+,? (?:including|such as|like|among them|led by) (?P<title>[\w .'’-]* ?)$")
"""Before one of a group: "Critics, including | Hazel Pope"."""

_ASIDE = re.compile(r", (?:(?:in|for|with|to) )?(?:which|who|whom|whose) ")
"""Before a name of a relative clause: "Iran, which backs | the Houthis"."""


def is_for_another(before: str) -> bool:
    """Say whether the words of a source before a name make it only whom somebody works for, or one of many.

    "A lawyer for former minister Karl Brandt" is not Brandt; "Minister for Trade Karl Brandt" is.

    Args:
        before: The words of the source up to the name.
    """
    if _ASIDE.search(before) is not None:
        return True
    if (among := _AMONG.search(before)) is not None:
        return _is_title(among["title"])
    found = _FOR.search(before)
    return found is not None and is_role(found["who"].lower()) and _is_title(found["title"])


def _is_title(words_: str) -> bool:
    """Say whether words are those that stand before a name: "Mr", "former minister", "U.S. President"."""
    rest = words_.split()
    last = next((n for n in range(len(rest)) if is_role(" ".join(rest[n:]).lower())), None)
    return all(w in honorifics() for w in rest) or last is not None
