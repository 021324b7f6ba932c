"""Which way a day without a year lies, judged by the verbs of its clause ("will meet on Friday")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.lexemes import Lexeme
from dateline.record.timex.calendar import Way

_FUTURE = frozenset(
    "will ll shall opens begins starts runs resumes reconvenes convenes expires upcoming forthcoming scheduled "
    "slated due expected expects expect planned plans plan planning poised tomorrow until till intends intend "
    "hopes hope going deadline must should would may might".split()
)
_COMING = {
    "takes": ("effect", "force", "place", "office"),
    "take": ("effect", "force", "place", "office"),
    "comes": ("into",),
    "come": ("into",),
    "goes": ("into",),
    "go": ("into",),
    "kicks": ("off",),
    "kick": ("off",),
    "wraps": ("up",),
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
    "stood understood swore sworn died tied lied spent chose woke rode sank sang rang swam drank ate lay hung stole "
    "froze blew dug slept swept beat bore stuck forgot killing wounding kicked since having overnight".split()
)
_NOT_VERBS = frozenset(
    "red need speed breed seed feed bed wed embed hundred indeed united sacred naked wicked armed shed".split()
)
_BOUNDARIES = frozenset(';"“”:—')
_HARD = frozenset(".!?")
# What follows these words in a clause of its own tells nothing of the day before them: "a motion on Monday that would".
_RELATIVE = frozenset("that which who whom whose".split())
# Behind a comma they go on with what was told: "a hearing is due on Friday, with a final vote on Tuesday".
_CARRIED_ON = frozenset("with followed".split())
# What is due, in the present: "Norland and Eastmark meet on Saturday", "the house votes on Tuesday".
_DUE = frozenset(
    "meet meets face faces vote votes play plays host hosts visit visits travel travels arrive arrives return returns "
    "debate debates open begin start resume reopen reconvene convene gather gathers head heads fly flies".split()
)
_NOT_A_SUBJECT = frozenset("to will would did does do not t could can may might must should the a an their his".split())
_LOOK_BACK = 14
_LOOK_ON = 24
_NEAR = 8


_PERFECT = frozenset("has have had ve s".split())


def way_of(lexemes: Sequence[Lexeme], start: int, end: int) -> Way | None:
    """Say whether an expression lies before or after the day of writing; None where nothing tells.

    Args:
        lexemes: The lexemes of the sentence.
        start, end: The lexemes of the expression.
    """
    if start and lexemes[start - 1].text == "come" and (start < 2 or lexemes[start - 2].text not in _PERFECT):
        return "future"  # "the favorite come August"
    called = start > 1 and lexemes[start - 1].text == "for" and lexemes[start - 2].text in _CALLED
    if called and any(x.text in _CALLING for x in lexemes[max(0, start - _NEAR) : start]):
        return "future"  # "nurses announced a strike for Friday"
    return _backward(lexemes, start) or _forward(lexemes, end)


def is_ahead(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether an expression is the day of what something comes ahead of: "ahead of the final vote on Saturday"."""
    for k in range(start - 1, max(0, start - 1 - _NEAR), -1):
        word = lexemes[k].text
        if word == "of" and lexemes[k - 1].text in ("ahead", "advance"):
            return True
        if word in _BOUNDARIES or word == "," or word in _RELATIVE or _verb(lexemes, k):
            return False
    return False


def is_due(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether the clause before an expression tells in the present what is due: "they meet for talks on Monday"."""
    for k in range(start - 1, max(0, start - 1 - _LOOK_BACK), -1):
        x = lexemes[k]
        if x.text in _BOUNDARIES or x.text in _RELATIVE:
            return False
        if x.text in _DUE and not x.capital and lexemes[k - 1].kind == "word":
            return lexemes[k - 1].text not in _NOT_A_SUBJECT
    return False


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
        if word in _UNTIL and lexemes[k + 1].text in _ITS:
            continue  # "until his death on May 4" was, "until polls close on May 4" will be
        found = "future" if word in _LIKELY and _leads_to(lexemes, k, start) else _verb(lexemes, k)
        if found:
            return found
        if word in ("who", "which") or (word == "," and start - k > 6 and lexemes[k + 1].text not in _CARRIED_ON):
            return None
    return None


_CALLED = frozenset(
    "strike strikes protest protests rally rallies march marches meeting meetings talks summit vote election elections"
    " hearing session shutdown walkout debate referendum poll demonstration demonstrations conference".split()
)
_CALLING = frozenset("called call calls calling set announced announce announces convened scheduled planned".split())
"""What is called for a day, and words for calling it."""
_PLANNED = frozenset(
    "meet visit hold speak travel attend host address arrive appear face begin start sign open fly return receive"
    " launch play testify".split()
)
"""What somebody "was to" do: a motion that "was to remove the speaker" is none of it."""
_ITS = frozenset("his her their its".split())
_UNTIL, _LIKELY = frozenset("until till".split()), frozenset("likely unlikely".split())
_LEADING = frozenset("on in at the least late early end of next".split())


def _leads_to(lexemes: Sequence[Lexeme], k: int, start: int) -> bool:
    """Say whether a word governs an expression itself: "until at least May 4", not "until his death on May 4"."""
    return all(x.text in _LEADING for x in lexemes[k + 1 : start])


def _told_future(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether "by Friday" follows words of duty or plan rather than a report."""
    return any(_verb(lexemes, i) == "future" or lexemes[i].text in _INFINITIVE_AFTER for i in range(max(0, k - 8), k))


def _forward(lexemes: Sequence[Lexeme], end: int) -> Way | None:
    """Find the first verb after the expression."""
    for k in range(end, min(len(lexemes), end + _LOOK_ON)):
        word = lexemes[k].text
        if word in _BOUNDARIES or word in _HARD or word in _RELATIVE:
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
        return "future" if _governed(lexemes, k) or (before in ("was", "were") and after in _PLANNED) else None
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
