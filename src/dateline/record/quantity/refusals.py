"""Numbers that count nothing: law articles, phone numbers, scores of games, parts of names, the pronoun "one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from dateline.record.lexemes import WITHIN, YEAR, Lexeme, word_at
from dateline.record.quantity.amounts import Amount

_NUMBERED = frozenset(
    "article articles section sections act no nos number numbers resolution route highway flight room chapter "
    "clause rule order channel grade sector ward block platform terminal gate page phase level type volume "
    "episode season helpline call dial dialed tel telephone phone toll-free pin code boeing airbus formula "
    "vision agenda covid windows iphone sdg division battalion brigade regiment unit line exit pier hall "
    "studio apartment building tower serial district precinct group category stage step tier form schedule "
    "part appendix annex # case".split()
)
_NUMBERED_IN_CAPITALS = frozenset("week day round game primary secondary year class race season lap stage".split())
"""The same only with a capital: "Week 17", "Primary 1 to 3"."""
_CALLING, _EMERGENCY = frozenset("called calls calling phoned".split()), frozenset("911 999 112 000".split())
"""Somebody "called 911" calls no 911 people."""
_GAMES = frozenset(
    "beat beats win wins won victory defeat defeated draw drew goal goals lead match lost penalties penalty "
    "innings wicket wickets overs runs score scored scoreline set sets tie final half-time aggregate series".split()
)
_NOT_COUNTED_ONE = frozenset(
    "of another who we he she they i you among that which is was has had can could would will may might must "
    "should does did thing day way side time more else and or but by on in at to as , . ; : ! ? ) ' ’ ” \" - – "
    "—".split()
)
_BEFORE_PRONOUN_ONE = frozenset(
    "no any every the this that each which only another some not such a an other former latter good bad big "
    "new his loved everyone number formula".split()
)
_AFTER_ONE_HYPHEN = frozenset("time off way sided on stop size up upmanship dimensional liner shot trick".split())
_STREETS = frozenset("street road avenue square lane drive boulevard highway crescent close marg".split())
_LONGEST_STREET = 6
_SHORT_STREETS = frozenset("st ave rd blvd dr ln hwy pkwy sq ct".split())
_LENGTHS = frozenset("times decades years months weeks days hours minutes".split())
_ORDINAL_COUNTS = frozenset(
    "round rounds anniversary session edition meeting summit time term year month week day president prime "
    "birthday attempt victim victims case amendment attack strike phase batch consecutive straight conference "
    "assembly congress death arrest goal title war month meeting visit extension package operation test launch".split()
)


def refused(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether an amount counts nothing."""
    if amount.rule == "ordinal":
        return not _is_counting_ordinal(amount, lexemes)
    first = _number(amount, lexemes)
    if _is_stamp(amount, lexemes):
        return True
    if amount.measure is not None:
        return _is_round_the_clock(amount, lexemes) or _is_one_day(amount, lexemes)
    if first is None:
        return amount.rule == "several_of" and word_at(lexemes, amount.end) in _LENGTHS
    return (
        _is_label(amount, lexemes)
        or first.text == "zero"
        or _is_dialed(first)
        or _is_of_unit(amount, lexemes)
        or _are_odds(amount, lexemes)
        or _is_mark_or_address(amount, lexemes)
        or _is_alone_in_brackets(amount, lexemes)
        or _are_years(amount, lexemes)
        or _is_year_before_subject(amount, lexemes)
        or _is_pronoun(amount, first, lexemes)
        or _is_part_of_name(amount, first, lexemes)
        or _is_score(amount, lexemes)
        or _clings(amount, lexemes)
    )


def _is_label(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number is a name for something numbered: "Article 370", "room 12", "helpline (1090)"."""
    word = word_at(lexemes, amount.start - 1)
    if word in _CALLING and lexemes[amount.start].text in _EMERGENCY:
        return True
    if word in _STREETS and lexemes[amount.start - 1].capital and amount.start > 1:
        return True  # "Yishun Avenue 4"
    if word in _NUMBERED_IN_CAPITALS and lexemes[amount.start - 1].capital and amount.start > 1:
        return True
    return word in _NUMBERED or (word in (".", "#", "(") and word_at(lexemes, amount.start - 2) in _NUMBERED)


def _is_dialed(first: Lexeme) -> bool:
    """Say whether digits are a phone's or an account's: with a nought before them, or ten and more in a row."""
    code = first.text[0] == "0" and len(first.text) >= _NOUGHTS and first.value != 0
    return first.text.isdigit() and (len(first.text) >= _DIALED or code)


_DIALED, _NOUGHTS = 10, 3


def _is_of_unit(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number is what one unit is called: "soldiers from the 669 rescue unit"."""
    before, number = word_at(lexemes, amount.start - 1), lexemes[amount.start].text
    if before not in ("the", "its", "their", "s") or not number.isdigit() or amount.end - amount.start > 1:
        return False
    # "the 12 unit heads" are twelve
    return any(
        word_at(lexemes, k) in _ONE_UNIT and word_at(lexemes, k + 1) in _BEHIND_UNIT
        for k in range(amount.end, amount.end + 3)
    )


_ONE_UNIT = frozenset("unit battalion brigade regiment squadron flotilla platoon".split())
_BEHIND_UNIT = frozenset(
    ["", *", . ; : ) of in at on near from to and who which that was were is has had took said".split()]
)


def _number(amount: Amount, lexemes: Sequence[Lexeme]) -> Lexeme | None:
    return next((x for x in lexemes[amount.start : amount.end] if x.value is not None), None)


def _is_mark_or_address(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number marks a point of a list ("1.") or a house ("4 Canal Street")."""
    if amount.start == 0 and amount.end < len(lexemes) and lexemes[amount.end].text in (".", ")"):
        return amount.end == 1 and lexemes[0].text.isdigit()
    follows = list(takewhile(_may_name_a_street, lexemes[amount.end : amount.end + _LONGEST_STREET]))
    if not follows or follows[0].kind == "mark":
        return False
    # "St." may open a saint's name, but ends a street's.
    return any(x.capital and (x.text in _STREETS or (n and x.text in _SHORT_STREETS)) for n, x in enumerate(follows))


def _may_name_a_street(x: Lexeme) -> bool:
    return x.capital or x.text in _IN_STREETS or _STREET_NUMBER.fullmatch(x.text) is not None


_IN_STREETS = frozenset(". ' ’ - s".split())
_STREET_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)")


def _is_alone_in_brackets(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether nothing but the number stands in brackets: a note's, or games won and lost, "(5)", "(6-8)"."""
    return word_at(lexemes, amount.start - 1) == "(" and word_at(lexemes, amount.end) == ")"


def _are_odds(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number is half of "2 in 3" or "one in five"."""
    number = next(k for k in range(amount.start, amount.end) if lexemes[k].value is not None)
    for k in (number, number - 2):
        if k >= 0 and k + 2 < len(lexemes) and lexemes[k + 1].text == "in":
            one, two = lexemes[k].value, lexemes[k + 2].value
            if one is not None and two is not None and one < two < 1000:
                return True
    return False


def _are_years(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number is the first of two years ("1871-1902")."""
    first = next(k for k in range(amount.start, amount.end) if lexemes[k].value is not None)
    pair = lexemes[first : first + 3 : 2]
    return (
        len(pair) == 2
        and lexemes[first + 1].text in ("-", "–")
        and all(len(x.text) == 4 and x.text.isdigit() and x.text < "2100" for x in pair)
    )


def _is_year_before_subject(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number is the year in which somebody did something: "In 2014 police said" counts no policemen."""
    x, before = lexemes[amount.start], word_at(lexemes, amount.start - 1)
    done = word_at(lexemes, amount.end + 1)
    alone = amount.end == amount.start + 1 and YEAR.fullmatch(x.text) is not None
    return alone and before in WITHIN and (done.endswith("ed") or done in _DID)


_DID = frozenset("said shot told found began took sent met gave killed caught won lost made saw came went".split())


def _is_pronoun(amount: Amount, first: Lexeme, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "one" stands for somebody or something rather than counting it."""
    if first.text != "one" or first.value != 1 or amount.end - amount.start > 1:
        return False
    after, before = word_at(lexemes, amount.end), word_at(lexemes, amount.start - 1)
    if after == "-":
        return word_at(lexemes, amount.end + 1) in _AFTER_ONE_HYPHEN
    return after in _NOT_COUNTED_ONE or before in _BEFORE_PRONOUN_ONE or amount.end == len(lexemes)


def _is_part_of_name(amount: Amount, first: Lexeme, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a number belongs to a name or compound ("Apollo 11", "under-19", "MIG29")."""
    k = amount.start
    if k == 0 or amount.end - k > 1 or lexemes[k] is not first:
        return False
    before, after = lexemes[k - 1], lexemes[amount.end] if amount.end < len(lexemes) else None
    if first.kind == "number" and first.capital and _is_named(lexemes, k):
        return True
    if before.kind == "word" and before.end == first.start:
        return True
    if before.text in ("-", "–") and before.end == first.start and k > 1 and lexemes[k - 2].end == before.start:
        return lexemes[k - 2].kind == "word"
    named = before.kind == "word" and before.capital and k > 1 and first.text[0].isdigit() and first.scale == 1
    return named and (
        after is None or after.kind == "mark" or after.capital or after.text in ("in", "on", "at", "mission")
    )


_SMALL_IN_HEADLINES = frozenset(
    "a an the and or of in on at to for by as with from into over after amid is vs per up off out via than near under "
    "s its".split()
)


def _is_named(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether a number in capitals belongs to a name in running text: "the Big Ten", "the Four Seasons"."""
    named = lexemes[k - 2] if lexemes[k - 1].text == "of" and k > 1 else lexemes[k - 1]
    opens = k + 1 < len(lexemes) and lexemes[k + 1].kind == "word" and lexemes[k + 1].capital
    # where a full stop was lost, a number in capitals begins a sentence: "Weather Two Norland men"
    led = lexemes[k - 1].kind == "word" and (k == 1 or not lexemes[k - 1].capital)
    named = lexemes[k + 1] if opens and led else named
    running = any(x.kind == "word" and not x.capital and x.text not in _SMALL_IN_HEADLINES for x in lexemes)
    return named.kind == "word" and named.capital and running and lexemes[k].scale == 1


def _is_score(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "3-1" is the score of a game or a vote's short form."""
    for k in range(max(0, amount.start - 3), min(len(lexemes) - 2, amount.end + 1)):
        left, mark, right = lexemes[k], lexemes[k + 1], lexemes[k + 2]
        close = left.end == mark.start and mark.end == right.start and mark.text in ("-", "–")
        if left.kind == right.kind == "number" and close:
            if (left.value or 0) >= (right.value or 0):
                return amount.start <= k + 2 and k < amount.end
            around = {x.text for x in lexemes[max(0, k - 8) : k + 11]}
            if around & _GAMES and (right.value or 0) < 20:
                return True
    return False


def _clings(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether letters or further digits cling to the number ("5G", "4x4", "+248")."""
    first, last = lexemes[amount.start], lexemes[amount.end - 1]
    after = lexemes[amount.end] if amount.end < len(lexemes) else None
    before = lexemes[amount.start - 1] if amount.start else None
    glued = after is not None and after.start == last.end and (after.kind == "word" or after.text == "(")
    if after is not None and after.start == last.end and last.text == "+" and after.value is not None:
        # "a 2+2 dialogue"
        return True
    if (glued and last.value is not None) or _is_first_of_two_compounds(amount.end, lexemes):
        return True
    return before is not None and before.end == first.start and before.text in ("+", "/", "_", "@", "#", ".", ":", ";")


def _is_first_of_two_compounds(end: int, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a number's word is only begun or tells how often: "two- to fourfold", "2-fold"."""
    mark, after = (word_at(lexemes, k) for k in (end, end + 1))
    begun = after in ("to", "and", "or") and _gap_after(end, lexemes)
    return mark in ("-", "‑") and (after == "fold" or begun)


def _gap_after(k: int, lexemes: Sequence[Lexeme]) -> bool:
    return lexemes[k].start == lexemes[k - 1].end and lexemes[k + 1].start > lexemes[k].end


def _is_one_day(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "one day" means some day: "she hoped that one day, …"."""
    own = [x.text for x in lexemes[amount.start : amount.end]]
    if own == ["one", "night"] and amount.start == 0:
        return word_at(lexemes, 2) in (",", "when", "i", "he", "she", "they", "we", "in")
    return own == ["one", "day"] and word_at(lexemes, amount.end) not in ("in", "of", "after", "before", "later", "and")


def _is_counting_ordinal(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether an ordinal counts: "the 17th round", "her third term"; not a date, a century, a street or a rank."""
    x, after = lexemes[amount.start], word_at(lexemes, amount.end)
    if x.text in ("first", "second") or after in ("century", "centuries"):
        return False
    if after == "world" or (after == "amendment" and lexemes[amount.end].capital):
        return False  # "the Third World War"; a law's article
    follows = [lexemes[k] for k in range(amount.end, min(amount.end + 3, len(lexemes)))]
    if any(f.text in _ORDINAL_COUNTS for f in follows[:2]):
        return not (x.text[0].isdigit() and follows and follows[0].text in ("of",))
    return False


def _is_stamp(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether nothing but "5 days ago" stands there, as over the comments of a page."""
    words = [x.text for x in lexemes if x.kind != "mark"]
    own = [x.text for x in lexemes[amount.start : amount.end]]
    return amount.measure == "duration" and words == [*own, "ago"]


def _is_round_the_clock(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "24-hour" or "24 hours a day" means always."""
    own = lexemes[amount.start : amount.end]
    if own[0].value == 24 and amount.unit == "h" and amount.measure == "duration":
        return word_at(lexemes, amount.end) in ("a", "clinic", "helpline", "hotline", "service", "news", "clock")
    return False
