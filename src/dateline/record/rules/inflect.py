"""The forms of English verbs and nouns, for lexicons that list one form of a word and mean all."""

from __future__ import annotations

_IRREGULAR = {
    row.split()[0]: tuple(row.split()[1:])
    for row in (
        "agree agreed;be was were been;beat beat beaten;become became become;begin began begun;bite bit bitten;"
        "blow blew blown;break broke broken;bring brought;build built;burn burnt burned;buy bought;cast cast;"
        "catch caught;choose chose chosen;come came;cut cut;deal dealt;do did done;draw drew drawn;drive drove driven;"
        "fall fell fallen;feel felt;fight fought;find found;flee fled;fly flew flown;forbid forbade forbidden;"
        "forgive forgave forgiven;freeze froze frozen;get got gotten;give gave given;go went gone;grow grew grown;"
        "hang hanged hung;have had;hear heard;hit hit;hold held;hurt hurt;keep kept;know knew known;lay laid;lead led;"
        "leave left;lend lent;let let;lie lied;lose lost;make made;mean meant;meet met;overthrow overthrew overthrown;"
        "pay paid;plead pleaded pled;put put;quit quit;read read;rise rose risen;run ran run;say said;see saw seen;"
        "seek sought;sell sold;send sent;set set;shoot shot;show showed shown;shut shut;slay slew slain;sit sat;"
        "speak spoke spoken;spend spent;stand stood;steal stole stolen;strike struck stricken;swear swore sworn;"
        "sweep swept;take took taken;teach taught;tear tore torn;tell told;think thought;throw threw thrown;"
        "undertake undertook undertaken;uphold upheld;win won;withdraw withdrew withdrawn;withhold withheld;"
        "write wrote written;bid bid;bind bound;shed shed;spread spread;understand understood;wear wore worn;"
        "panic panicked;outlaw outlawed;offer offered;sow sowed sown"
    ).split(";")
}
_PASTS = frozenset(form for forms in _IRREGULAR.values() for form in forms)
# Verbs of more than one syllable whose last consonant doubles all the same ("kidnapped", but "visited").
_DOUBLING = frozenset(
    "kidnap rebut rebuff refer commit admit permit compel expel repel deter occur acquit regret".split()
)
_DOUBLING_SHORT = frozenset(
    "ban bar beg chat clap cut dig drop fit get grab gun hit hug jam jab nab pat pin plan plot quit ram "
    "rob run set shed "
    "ship shoot shop shut sit slam slap snub stab step stop strip swap tap top trap trim whip win wrap "
    "rig let put rub".split()
) - {"shoot"}
_VOWELS = "aeiou"


def verb_forms(base: str) -> frozenset[str]:
    """Return all forms of a verb: base, third person, past, participles. A particle after a hyphen is kept."""
    return frozenset({base, third_person(base), gerund(base), *pasts(base)})


def past_forms(base: str) -> frozenset[str]:
    """Return past, participles and third person, which tell what happened; the base form often does not."""
    return frozenset({third_person(base), gerund(base), *pasts(base)}) - {base}


def pasts(base: str) -> tuple[str, ...]:
    """Return the past and the past participle, which are often one."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base[:-1] + "ied",)
    return (_doubled(base) + "ed",)


def is_past(word: str) -> bool:
    """Say whether a word, in lower case, is a past form or a participle."""
    return word.endswith("ed") or word in _PASTS


def third_person(base: str) -> str:
    """Return the form with he or she: "condemns", "denies", "pushes"."""
    if base in ("have", "be"):
        return {"have": "has", "be": "is"}[base]
    return plural(base)


def gerund(base: str) -> str:
    """Return the form in -ing."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def plural(noun: str) -> str:
    """Return the regular plural of a noun: "attacks", "inquiries", "clashes"."""
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh", "o")):
        return noun + "es"
    return noun + "s"


def _doubled(base: str) -> str:
    return base + base[-1] if base in _DOUBLING | _DOUBLING_SHORT and base != "rebuff" else base
