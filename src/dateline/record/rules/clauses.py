"""Who stands before a verb and who after it: subjects and objects without a parser.

Works on the rough word classes of `tags`. Every function takes and gives token positions of one sentence.
"""

from __future__ import annotations

from dateline.record.rules.groups import Group, Parsed, chunk_ending, chunk_from

_SAYING = frozenset(
    "said say says saying told tells added adds noted stated announced reported claimed claims confirmed "
    "believes believe "
    "believed thinks insisted revealed explained argued argues hopes hoped suggested".split()
)
_COUNTING = frozenset(
    "thousands hundreds dozens scores group number millions members lots majority group team pair".split()
)
_OPENS_CLAUSE = frozenset("after before since until following".split())
_JOINS_NOUN = frozenset("of in from for at".split())


def subject(p: Parsed, verb: int, depth: int = 0) -> list[Group]:
    """Return the groups that stand as subject of the verb at that position; several if they are joined by "and"."""
    j = _before_verb_group(p, verb)
    if j < 0 or depth > 4:
        return []
    if p.tags[j] == "R":
        return _antecedent(p, j)
    shared = _shares_subject(p, verb, j)
    if shared is not None:
        return _shared_subject(p, shared, depth)
    if p.tags[j] == ",":
        opening = _opening_comma(p, j)
        return _shared_subject(p, j, depth) if opening is None else _groups_ending(p, opening - 1)
    return _groups_ending(p, j)


def _shares_subject(p: Parsed, verb: int, j: int) -> int | None:
    """Return where to look on for the subject of an earlier verb, if the verb has none of its own, as after "and"."""
    kind, gerund = p.tags[j], _is_gerund(p, verb)
    if kind == "C" or (gerund and kind in ",P"):
        return j
    return j + 1 if kind == "T" or (kind == "V" and gerund) else None


def clause_subject(p: Parsed, at: int) -> list[Group]:
    """Return the subject of the verb that comes before a token in the same run of the sentence."""
    return _shared_subject(p, at, 1)


def _is_gerund(p: Parsed, i: int) -> bool:
    return p.lower[i].endswith("ing")


def _before_verb_group(p: Parsed, verb: int) -> int:
    """Step left over auxiliaries, adverbs and time words; at a "to" stop there."""
    j = verb - 1
    while j >= 0:
        if p.tags[j] in 'AMBG"':
            j -= 1
        elif p.tags[j] == "W":
            j -= 1
            while j >= 0 and (p.tags[j] == "W" or p.tags[j] == "P" or p.tags[j] == "D"):
                j -= 1
        elif p.lower[j] == ")":
            past = _before_parenthesis(p, j)
            if past == j:
                return j
            j = past
        else:
            return j
    return j


def _before_parenthesis(p: Parsed, j: int) -> int:
    """Step over a parenthesis that ends at a token: "the court (the highest one)"."""
    if 0 <= j < len(p.lower) and p.lower[j] == ")":
        return next((k - 1 for k in range(j, max(-1, j - 12), -1) if p.lower[k] == "("), j)
    return j


def _opening_comma(p: Parsed, closing: int) -> int | None:
    """Return the comma that opens the aside which ends at this one."""
    for k in range(closing - 1, max(-1, closing - 25), -1):
        if p.tags[k] == ",":
            return k if k > 0 and p.tags[k - 1] in 'NYW"' else None
    return None


def _shared_subject(p: Parsed, j: int, depth: int) -> list[Group]:
    """Return the subject of the verb that comes before, in the same run of the sentence."""
    for k in range(j - 1, -1, -1):
        if p.tags[k] == "V" and not _is_gerund(p, k) and not (k > 0 and p.tags[k - 1] in "TR"):
            return subject(p, k, depth + 1)
        if p.tags[k] == ";":
            return []
    return []


def _antecedent(p: Parsed, relative: int) -> list[Group]:
    j = relative - 1
    while j >= 0 and (p.tags[j] in ",BW" or p.tags[j] == "P"):
        j = min(j - 1, _before_parenthesis(p, j))
    groups = _groups_ending(p, j)
    return groups[-1:] if groups else []


def _groups_ending(p: Parsed, j: int) -> list[Group]:
    """Return the noun groups that end at j: "A", "A of B", "A and B", "A, B and C"."""
    while j >= 0 and p.tags[j] in '"W':
        j -= 1
    group = _with_its_prepositions(p, j)
    if group is None:
        return []
    groups, k = [group], group.start - 1
    while k > 0 and (p.tags[k] == "C" or (p.tags[k] == "," and len(groups) > 1)) and p.lower[k] != "but":
        left_end = k - 1
        if p.tags[left_end] == "," and left_end > 0:
            left_end -= 1
        left = _with_its_prepositions(p, left_end)
        if left is None or _is_object_of_verb(p, left):
            break
        if len(groups) == 1 and _heads_both(p, left, group):
            groups = [Group(left.start, group.end)]
        else:
            groups.insert(0, left)
        k = left.start - 1
    return groups


def _heads_both(p: Parsed, left: Group, right: Group) -> bool:
    """Say whether one plural noun heads both sides of an "and": "leaders of Japan and Ireland"."""
    of = next((k for k in range(left.start, left.end) if p.lower[k] == "of"), None)
    return of is not None and of > left.start and p.lower[of - 1].endswith("s") and right.end - right.start == 1


def _is_object_of_verb(p: Parsed, group: Group) -> bool:
    """Say whether a group follows a verb that takes it as object, so that "and" after it joins clauses."""
    k = group.start - 1
    while k >= 0 and p.tags[k] in "BW":
        k -= 1
    return k >= 0 and p.tags[k] == "V" and p.lower[k] not in _SAYING


def _with_its_prepositions(p: Parsed, j: int) -> Group | None:
    """Return the group that ends at j; where it hangs on "of" and the like, the group it hangs on as well."""
    last = chunk_ending(p, j)
    if last is None:
        return None
    group = last
    while group.start > 1 and p.tags[group.start - 1] in "PT" and p.lower[group.start - 1] not in _OPENS_CLAUSE:
        k = group.start - 2
        while k >= 0 and p.tags[k] in "BW":
            k -= 1
        left = chunk_ending(p, k) if k >= 0 and p.tags[k] == "N" else None
        if left is None:
            break
        joins = p.lower[group.start - 1] in _JOINS_NOUN and group is last
        group = Group(left.start, last.end) if joins and last.end - left.start <= 9 else left
    return group


def objects(p: Parsed, after: int) -> list[Group]:
    """Return the noun groups that begin right after a position; several if they are joined by "and"."""
    j = _over_fillers(p, after)
    group = chunk_from(p, j)
    if group is None:
        return []
    groups = [_extended(p, group)]
    k = groups[-1].end
    while k + 1 < len(p.tags) and (p.tags[k] == "C" or _lists_on(p, k)):
        nxt = k + 1
        if p.tags[nxt] == "C" and p.tags[k] == ",":
            nxt += 1
        following = chunk_from(p, nxt)
        if following is None or _begins_clause(p, following) or p.lower[k] == "but":
            break
        groups.append(_extended(p, following))
        k = groups[-1].end
    return groups


def _over_fillers(p: Parsed, j: int) -> int:
    while j < len(p.tags) and p.tags[j] in 'BGW"':
        j += 1
    return j


def _extended(p: Parsed, group: Group) -> Group:
    """Take in a short "of" group: "members of the party", "city of Chicago"."""
    if group.end + 1 < len(p.tags) and p.lower[group.end] == "of" and group.end - group.start <= 4:
        more = chunk_from(p, group.end + 1)
        if more is not None and more.end - group.start <= 9:
            return Group(group.start, more.end)
    return group


def _lists_on(p: Parsed, k: int) -> bool:
    """Say whether a comma goes on with a list that an "and" closes: "A, B and C", not an aside."""
    if p.tags[k] != ",":
        return False
    following = chunk_from(p, k + 1 if p.tags[k + 1] != "C" else k + 2)
    if following is None:
        return False
    end = following.end
    return p.tags[k + 1] == "C" or (end < len(p.tags) and (p.tags[end] == "C" or p.tags[end : end + 2] == ",C"))


def _begins_clause(p: Parsed, group: Group) -> bool:
    """Say whether a verb follows right after the group, so that it is a subject of its own."""
    k = group.end
    while k < len(p.tags) and p.tags[k] in "BGW":
        k += 1
    return k < len(p.tags) and p.tags[k] in "VAM"


def is_passive(p: Parsed, verb: int) -> bool:
    """Say whether a participle is used passively: after a form of "be", or after its noun ("the man arrested in …")."""
    if _is_gerund(p, verb):
        return False
    j = verb - 1
    while j >= 0 and p.tags[j] in "BGW":
        j -= 1
    return j >= 0 and p.lower[j] in _BE


_BE = frozenset("is are was were be been being gets got get 's ’s".split())


def by_phrase(p: Parsed, after: int, reach: int = 12) -> list[Group]:
    """Return the groups after "by", where one follows within reach and before the clause ends."""
    return after_preposition(p, after, frozenset({"by"}), reach)


def after_preposition(p: Parsed, after: int, prepositions: frozenset[str], reach: int = 8) -> list[Group]:
    """Return the groups after the first of those prepositions that follows before the clause ends."""
    for k in range(after, min(len(p.tags) - 1, after + reach)):
        if p.tags[k] in ";VSR,":
            return []
        if p.lower[k] in prepositions and p.tags[k] in "PT":
            return objects(p, k + 1)
    return []
