"""Which way a day without a year lies, judged by the verbs of its clause ("will meet on Friday")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.lexemes import Lexeme
from dateline.record.timex.calendar import Way

_FUTURE = frozenset(
    "will ll shall opens begins starts runs resumes reconvenes convenes expires upcoming forthcoming scheduled "
    "slated due expected expects expect planned plans plan planning poised tomorrow until till intends intend "
    "hopes hope going deadline must should would may".split()
)
_COMING = {
    "takes": ("effect", "force", "place", "office"),
    "take": ("effect", "force", "place", "office"),
    "comes": ("into",),
    "come": ("into",),
    "goes": ("into",),
    "go": ("into",),
}
"""Verbs in the present that tell, with the next word, what the calendar has in store: "the law takes effect July 1"."""
_INFINITIVE_AFTER = frozenset(
    "expected scheduled due set slated plans plan planned planning intends intend intended wants want hopes "
    "hope hoped likely agreed ready prepares prepare preparing vowed promised promises pledged has have is are "
    "poised need needs decided aims aim vows proposed asked urged ordered told allowed about".split()
)
_PAST = frozenset(
    "was were had did been ago said told held met took made gave came went began became left sent found got "
    "put set won lost led brought thought fell rose fought sought caught taught broke spoke wrote drove flew "
    "saw knew grew threw drew struck hit shot cut has have read ran built hid kept felt dealt meant paid laid "
    "stood understood swore sworn killing wounding kicked since having overnight".split()
)
_NOT_VERBS = frozenset(
    "red need speed breed seed feed bed wed embed hundred indeed united sacred naked wicked armed shed".split()
)
_BOUNDARIES = frozenset(';"“”:—')
_HARD = frozenset(".!?")
_LOOK_BACK = 14
_LOOK_ON = 24


def way_of(lexemes: Sequence[Lexeme], start: int, end: int) -> Way | None:
    """Say whether an expression lies before or after the day of writing; None where nothing tells.

    Args:
        lexemes: The lexemes of the sentence.
        start, end: The lexemes of the expression.
    """
    return _backward(lexemes, start) or _forward(lexemes, end)


def _backward(lexemes: Sequence[Lexeme], start: int) -> Way | None:
    """Find the nearest verb before the expression in its clause."""
    for k in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
        word = lexemes[k].text
        if word in _BOUNDARIES and k < start - 1:
            return None
        if word == "as" and k == start - 1 and lexemes[k - 1].text in ("soon", "early"):
            return "future"
        if word == "by" and k == start - 1 and lexemes[k - 1].text not in ("said", "killed", "made"):
            return "future" if _told_future(lexemes, k) else None
        found = _verb(lexemes, k)
        if found:
            return found
        if word in ("who", "which") or (word == "," and start - k > 6):
            return None
    return None


def _told_future(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether "by Friday" follows words of duty or plan rather than a report."""
    return any(_verb(lexemes, i) == "future" or lexemes[i].text in _INFINITIVE_AFTER for i in range(max(0, k - 8), k))


def _forward(lexemes: Sequence[Lexeme], end: int) -> Way | None:
    """Find the first verb after the expression."""
    for k in range(end, min(len(lexemes), end + _LOOK_ON)):
        word = lexemes[k].text
        if word in _BOUNDARIES or word in _HARD:
            return None
        found = _verb(lexemes, k)
        if found:
            return found
    return None


def _verb(lexemes: Sequence[Lexeme], k: int) -> Way | None:
    """Say what a word tells of the time of its clause, if it is a verb that tells."""
    word, before = lexemes[k].text, lexemes[k - 1].text if k else ""
    after = lexemes[k + 1].text if k + 1 < len(lexemes) else ""
    if lexemes[k].kind != "word" or lexemes[k].capital or (word in ("has", "have") and after == "to"):
        return None
    if word == "to":
        return "future" if _governed(lexemes, k) else None
    if (word in _FUTURE and before != "had") or (word == "set" and after in ("to", "for")):
        return "future"
    if after in _COMING.get(word, ()):
        return "future"
    # "will be lifted": the verb that tells stands further off
    return "past" if before not in ("be", "to") and _is_past(word) else None


def _is_past(word: str) -> bool:
    return word in _PAST or word in _FUTURE or (word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS)


def _governed(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether "to" begins an infinitive that hangs on a word of plan or duty ("expected to join")."""
    if k == 0 or k + 1 >= len(lexemes) or lexemes[k + 1].capital or lexemes[k + 1].kind != "word":
        return False
    return any(lexemes[i].text in _INFINITIVE_AFTER for i in range(max(0, k - 2), k))
