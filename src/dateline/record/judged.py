"""Who is judged for what: in "Lund sacked Rao after she had fled" it is Rao who fled.

Verbs that judge or punish give the reason in the one they are done to (Garvey and Caramazza 1974, "Implicit causality
in verbs"; Hartshorne and Snedeker 2013 for the kinds of verbs).
"""

from __future__ import annotations

from dateline.record.neighbors import Places

_JUDGING = frozenset(
    "accused accuses admonished applauded applauds arrested assailed assails attacked attacks banned berated blamed"
    " blames blasted blasts censured charged chastised condemned condemns congratulated criticised"
    " criticises criticized criticizes decried demoted denounced denounces described describes detained dismissed"
    " expelled fined fired hailed hails honoured honored impeached indicted jailed lambasted lauded mocked mocks"
    " ousted pardoned praised praises prosecuted punished rebuked rebukes removed reprimanded ridiculed sacked"
    " sanctioned scolded slammed slams suspended thanked thanks".split()
)
_GRATEFUL = frozenset("thanked thanks congratulated honoured honored".split())
_REASONS = frozenset("after because since for saying".split())
_TITLE = 6
"""So many words at most stand between the verb and a name: "described Democratic presidential nominee Asha Rao"."""


def is_judged(places: Places, name: int, pronoun: int) -> bool:
    """Say whether a verb that judges stands before a name, and a pronoun in the reason behind it is who is judged.

    It begins the reason, or what somebody is accused of or praised for is his: "accused Rao of hiding | his villas".

    Args:
        places: The article's tokens.
        name: The first token of the name.
        pronoun: The token of the pronoun.
    """
    if not (name < pronoun and places.same_sentence(name, pronoun)):
        return False
    reason = places.lower[pronoun - 1 - (places.lower[pronoun - 1] == "that")]
    if reason not in _REASONS and not _is_complement(places, name, pronoun):
        return False
    for k in range(name - 1, max(-1, name - 1 - _TITLE), -1):
        if places.lower[k] == "by":
            return False  # "was sacked by Okafor": she judged
        if places.lower[k] in _JUDGING:
            # "Lund thanked Rao, saying she was proud": who thanks is
            return places.same_sentence(k, name) and not (reason == "saying" and places.lower[k] in _GRATEFUL)
        if not places.lower[k][0].isalnum():
            return False
    return False


def _is_complement(places: Places, name: int, pronoun: int) -> bool:
    """Say whether only "of" or "for" and what it leads stand between a name and a "his" or "her" with its noun."""
    if places.lower[pronoun] not in ("his", "her") or not 1 < pronoun - name < _COMPLEMENT:
        return False
    at = name
    while at < pronoun and (at in places.named or at == name):
        at += 1
    between = places.lower[at:pronoun]
    whole = between[:1] in (["of"], ["for"], ["over"]) and all(w.isalpha() or "-" in w for w in between)
    others = any(k in places.named and places.named[k].type == "person" for k in range(at, pronoun))
    return whole and not others and _CLAUSE.isdisjoint(between)


_COMPLEMENT = 16
"""So many words at most lie between who is accused and what is his."""
_CLAUSE = frozenset("that who whom which while when as after before because where if".split())
