"""Cues: the verbs and nouns around a number that say what befell those who are counted."""

from __future__ import annotations

from collections.abc import Sequence, Set

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.quantity.amounts import Amount
from dateline.record.quantity.words import BE, POST_CUES, PRE_CUES

_BACK, _ON = 7, 22
_STOPS = frozenset('. ; : ! ? “ ” "'.split())
_STOPS |= frozenset("when while after before because although though where until as if".split())
# What may follow a passive verb; before anything else "killed" has an object of its own.
_AFTER_PASSIVE = frozenset(
    "in by at on and or , . ; ) when as during while since after before from over near this last so dead for "
    "with under across along inside outside amid following due because if where - – — every each per yesterday "
    "today overnight monday tuesday wednesday thursday friday saturday sunday ' ’ ” \" within until through "
    "throughout to between of earlier later according off were was are have had remained".split()
)
# Verbs that are cues on both sides; after the number they must be passive.
_TRANSITIVE = frozenset(m for m in POST_CUES if m in PRE_CUES) | {"rounded"}
_BEFORE_MISSING = frozenset("went gone go reported remain feared".split())
_NOUNS = frozenset("injuries hostage hostages captive evacuees".split())
_RELATIVE = frozenset("who whom were was are have had".split())
_PREPOSITIONS = frozenset(
    "in at on by during when after within since for over inside outside near from under across amid".split()
)
# Words that are cues only behind certain others, or not behind some: "behind bars"; "voluntarily causing hurt".
_IN_CUSTODY = ("in", "into", "judicial", "police", "from")
_WANTED = {
    "row": ("death",),
    "bars": ("behind",),
    "jail": _IN_CUSTODY,
    "prison": _IN_CUSTODY,
    "custody": _IN_CUSTODY,
    "protest": ("to", "in"),
}
_UNWANTED = {"hurt": ("causing", "grievous"), "hostage": ("the",), "hostages": ("the",)}
# What must follow these nouns and verbs to make the number theirs: "a protest by 1,000", "rounded up 40".
_OPENING = {
    "rounded": ("up",),
    "protest": ("by", "of"),
    "rally": ("by", "of"),
    "march": ("by", "of"),
    "demonstration": ("by", "of"),
}
# Two words that tell it together, and what.
_PHRASES = {
    ("fell", "ill"): "injured",
    ("fallen", "ill"): "injured",
    ("taken", "ill"): "injured",
    ("on", "strike"): "protesters",
    ("walked", "out"): "protesters",
    ("suffered", "burns"): "injured",
    ("crossed", "into"): "displaced",
}
_BY_HAND = frozenset("stabbed hacked beaten bludgeoned strangled tortured stoned shot knifed clubbed".split())
_THEIR, _HOMES = frozenset("their his her".split()), frozenset("homes home villages houses land lands".split())
_HOSPITALS = frozenset("hospital hospitals".split())
_BROUGHT = frozenset("taken rushed admitted sent brought shifted airlifted moved".split())
_CAPTORS = frozenset("pirates gunmen militants rebels bandits kidnappers insurgents hijackers".split())
_ASIDE = 12
_PART_OPENERS = frozenset("including among of mostly most mainly many some".split())


def cue_after(
    amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], taken: Set[int]
) -> tuple[str, str] | None:
    """Find the verb that follows: "80 people have been killed", "15 who died", "12 wounded"."""
    k = head[1] if head else amount.end
    last = min(len(lexemes), k + _ON)
    while k < last:
        word = lexemes[k].text
        if word == "," and (word_at(lexemes, k + 1) in _PART_OPENERS or _is_aside(lexemes, k)):
            k = _past_parenthesis(lexemes, k + 1)
            continue
        if k in taken or word in _STOPS or (word == "," and word_at(lexemes, k + 1) not in _RELATIVE):
            return None
        found = _cue_at(lexemes, k, taken)
        if found:
            return found
        k += 1
    return None


def _cue_at(lexemes: Sequence[Lexeme], k: int, taken: Set[int]) -> tuple[str, str] | None:
    """Return measure and word if a lexeme behind a number tells what befell those counted."""
    word = lexemes[k].text
    told = _told_together(lexemes, k)
    if told:
        return told
    measure = POST_CUES.get(word)
    if measure and word in _NOUNS and word_at(lexemes, k - 1) in ("and", "or"):
        return None  # "369 diseases and injuries"
    if measure and _is_passive(lexemes, k, taken) and _is_told(lexemes, k, word):
        return measure, word
    return None


def _told_together(lexemes: Sequence[Lexeme], k: int) -> tuple[str, str] | None:
    """Return what several words tell together: "shot dead", "stabbed to death", "from their homes", "on strike"."""
    word, before = lexemes[k].text, [word_at(lexemes, k - n) for n in (1, 2, 3)]
    after = [word_at(lexemes, k + n) for n in (1, 2)]
    if (word, after[0]) == ("shot", "dead"):
        return "killed", word
    if (word, after[0]) == ("to", "death"):
        return ("killed", "murdered") if before[0] in _BY_HAND else ("dead", "dying")
    if (word == "from" and after[0] in _THEIR and after[1] in _HOMES) or (
        word == "lost" and {"home", "homes"} & set(after)
    ):
        return "displaced", word
    if word in _HOSPITALS and before[0] == "to" and before[1] in _BROUGHT and before[2] in BE:
        return "injured", word
    phrase = _PHRASES.get((before[0], word))
    return (phrase, word) if phrase else None


def _is_aside(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether a comma opens an aside with a number, before the verb: "people, five women among them, were"."""
    close = _past_parenthesis(lexemes, k + 1)
    numbered = k + 1 < len(lexemes) and lexemes[k + 1].value is not None
    return (
        numbered and close - k <= _ASIDE and word_at(lexemes, close - 1) == "," and word_at(lexemes, close) in _RELATIVE
    )


def _past_parenthesis(lexemes: Sequence[Lexeme], k: int) -> int:
    """Return the lexeme after the comma that closes ", including 40 women,"; the end if none does."""
    while k < len(lexemes) and lexemes[k].text not in (",", ".", ";"):
        k += 1
    return k + 1


def _is_passive(lexemes: Sequence[Lexeme], k: int, taken: Set[int]) -> bool:
    """Say whether a verb after the number is told of those who are counted rather than done by them."""
    if lexemes[k].text not in _TRANSITIVE or word_at(lexemes, k - 1) in BE:
        return True
    if lexemes[k].text == "missing" and word_at(lexemes, k - 1) in (
        "went",
        "gone",
        "go",
        "reported",
        "remain",
        "feared",
    ):
        return True
    after = word_at(lexemes, k + 2 if lexemes[k].text == "rounded" else k + 1)
    return (after == "" or after in _AFTER_PASSIVE) and k + 1 not in taken


def _is_told(lexemes: Sequence[Lexeme], k: int, word: str) -> bool:
    """Refuse cue words in another sense: "bars", "row" and "prison" must be where somebody is."""
    before = word_at(lexemes, k - 1)
    if word == "rounded":
        return word_at(lexemes, k + 1) == "up"
    if word in ("jail", "prison", "custody") and word_at(lexemes, k - 2) in ("years", "months"):
        return False
    return before in _WANTED.get(word, (before,)) and before not in _UNWANTED.get(word, ())


def cue_before(
    amount: Amount, head: tuple[int, int] | None, lexemes: Sequence[Lexeme], taken: Set[int]
) -> tuple[str, str] | None:
    """Find the verb or noun that governs the number: "killing 14", "the deaths of two", "toll rose to 97"."""
    for k in range(amount.start - 1, max(-1, amount.start - 1 - _BACK), -1):
        word = lexemes[k].text
        if word in _STOPS or (word == "," and amount.start - k > 1) or k in taken:
            return None
        if word == "dead" and word_at(lexemes, k - 1) == "shot":
            return "killed", "shot"
        if word == "seized" and _CAPTORS & {x.text for x in lexemes[:k]}:
            return "hostage", word
        measure = PRE_CUES.get(word)
        if measure and _governs(lexemes, k, amount, head):
            return measure, word
    return None


def _governs(lexemes: Sequence[Lexeme], k: int, amount: Amount, head: tuple[int, int] | None) -> bool:
    """Say whether a cue before the number has the number as its object."""
    word, between = lexemes[k].text, [x.text for x in lexemes[k + 1 : amount.start]]
    if word in _OPENING:
        return between[:1] != [] and between[0] in _OPENING[word]
    if word == "death" and between[:1] != ["toll"]:
        return between[:1] in (["of"], ["for"])
    if word in ("toll", "deaths", "fatalities", "death", "bodies"):
        return "of" in between or (head is None and any(w in between for w in ("to", "at", "is", "was", "of")))
    if word in ("claimed", "claims", "claiming"):
        return head is not None and lexemes[head[1] - 1].text == "lives"
    if word == "missing":
        return not between
    passive = word_at(lexemes, k - 1) in BE
    return between[-1:] == ["with"] if passive else not _PREPOSITIONS & set(between)
