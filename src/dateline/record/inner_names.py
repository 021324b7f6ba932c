"""Names that only tell for whom somebody works, or are one example of many: "a lawyer for Rao", "critics like Rao"."""

from __future__ import annotations

import re

from dateline.world.names import words
from dateline.world.offices import honorifics, is_group, is_role

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


BOUND = frozenset(
    "close loyal linked tied allied familiar opposed sympathetic affiliated associated aligned faithful hostile".split()
)
"""What somebody may be "to" or "with" another: "officials close to Rao"."""
_LINKS = (
    BOUND
    | words("place_prepositions")
    | frozenset("of for to with against by from under around behind near about like who that".split())
    | frozenset("supporting backing representing advising surrounding opposing".split())
)
_CLITIC = re.compile(r"['’]s?$")


def is_of_many(before: str) -> bool:
    """Say whether the words of a source before a name tell of several who have to do with him: "officials close to".

    Args:
        before: The words of the source up to the name.
    """
    found = before.split()
    link = next((n for n, w in enumerate(found) if w.lower() in _LINKS), None)
    if not link or "," in before or (found[link - 1][0].isupper() and link > 1):
        return False
    head = _CLITIC.sub("", found[link - 1].lower())
    return head == "those" or is_group(head) or (head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")))


def _is_title(words_: str) -> bool:
    """Say whether words are those that stand before a name: "Mr", "former minister", "U.S. President"."""
    rest = words_.split()
    last = next((n for n in range(len(rest)) if is_role(" ".join(rest[n:]).lower())), None)
    return all(w in honorifics() for w in rest) or last is not None
