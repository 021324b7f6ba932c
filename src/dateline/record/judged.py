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
_REASONS = frozenset("after because since for".split())
_TITLE = 6
"""So many words at most stand between the verb and a name: "described Democratic presidential nominee Asha Rao"."""


def is_judged(places: Places, name: int, pronoun: int) -> bool:
    """Say whether a verb that judges stands before a name, and the reason behind it begins with a pronoun.

    Args:
        places: The article's tokens.
        name: The first token of the name.
        pronoun: The token of the pronoun.
    """
    if not (name < pronoun and places.lower[pronoun - 1] in _REASONS and places.same_sentence(name, pronoun)):
        return False
    for k in range(name - 1, max(-1, name - 1 - _TITLE), -1):
        if places.lower[k] == "by":
            return False  # "was sacked by Okafor": she judged
        if places.lower[k] in _JUDGING:
            return places.same_sentence(k, name)
        if not places.lower[k][0].isalnum():
            return False
    return False
