"""What holders of offices and bodies are called for short: "the lawmaker" of a senator, "the bench" of a court."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.acronyms import acronyms_of
from dateline.record.clusters import Cluster
from dateline.world.names import words
from dateline.world.offices import organization_sector, role_sector

SHADES = frozenset(
    "former ex retired outgoing incoming acting interim senior top chief deputy new then visiting local union federal"
    " state national veteran longtime prominent ruling opposition young old only first second third sole late".split()
)
"""Words that only shade an office."""
_ALIKE = (
    "spokesman spokeswoman spokesperson",
    "chairman chairwoman chairperson chair",
    "congressman congresswoman representative",
    "nominee candidate contender hopeful frontrunner",
    "judge justice magistrate",
    "doctor physician surgeon",
    "lawyer attorney counsel advocate",
    "professor academic scholar researcher scientist",
    "king monarch",
    "envoy ambassador diplomat",
    "boss chief head director",
    "businessman businesswoman tycoon billionaire magnate entrepreneur mogul",
)
"""Words one of which may stand for the other, in an office of the same field."""
_ANY_FIELD = frozenset(w for row in _ALIKE for w in row.split() if row.split()[0] in ("judge", "doctor", "professor"))
"""Those of them that are no office of one field: a "high court judge" may be a "justice"."""
_SPEAKING = frozenset(_ALIKE[0].split())
_WHOLE = {"premier": "prime minister"}
"""Offices that are another one's name as a whole."""
_FIELDS = {"external affairs": "foreign", "home": "interior", "defence": "defense", "labour": "labor"}
"""Fields of ministers with two names, or with two spellings."""
_BY_SECTOR = {
    "officer": ("MIL", "COP"), "official": ("GOV", "COP", "MIL", "SPY"), "lawmaker": ("LEG",), "legislator": ("LEG",),
    "parliamentarian": ("LEG",), "politician": ("LEG", "GOV", "PTY", "OPP"), "diplomat": ("GOV",), "soldier": ("MIL",),
    "commander": ("MIL", "REB"), "cleric": ("REL",), "activist": ("SOC",), "journalist": ("JRN",), "doctor": ("MED",),
    "reporter": ("JRN",), "academic": ("EDU",), "researcher": ("EDU",), "scientist": ("EDU",), "analyst": ("EDU",),
    "executive": ("BUS",), "businessman": ("BUS",), "businesswoman": ("BUS",), "unionist": ("LAB",), "expert": ("EDU",),
    "policeman": ("COP",), "policewoman": ("COP",), "general": ("MIL",), "leader": ("GOV", "PTY", "OPP", "REB", "REL"),
    "jurist": ("JUD",), "nominee": ("PTY",), "candidate": ("PTY",), "statesman": ("GOV", "ELI"),
}  # fmt: skip
"""General words for whoever has an office of a sector."""
_LED = frozenset(
    "president minister premier chancellor chairman chairwoman chief head king emir sheikh secretary".split()
)
_FOREIGN = frozenset("ambassador envoy consul secretary representative commissioner diplomat".split())
_KIN = frozenset("wife husband spouse partner".split())
_RANKED = frozenset("commissioner superintendent inspector officer commander magistrate sergeant constable".split())
DESCRIBED = frozenset(
    "resident native businessman businesswoman billionaire tycoon veteran trader teacher farmer executive lawyer doctor"
    " officer official senator congressman congresswoman lawmaker legislator politician candidate nominee governor"
    " mayor minister leader diplomat envoy general commander judge professor academic activist author writer actor"
    " singer journalist coach captain striker president chairman chairwoman cleric premier contender frontrunner"
    " incumbent republican democrat conservative liberal retiree widow mother father grandmother grandfather"
    " entrepreneur magnate mogul economist analyst scientist researcher spokesman spokeswoman spokesperson lady".split()
)
"""Words that tell more of somebody who was named a sentence ago."""
_KINDS = {
    "BUS": "company firm startup airline carrier manufacturer automaker operator retailer conglomerate lender bank",
    "GOV COP SPY MED": "agency department authority regulator watchdog directorate bureau",
    "LAB SOC": "union federation association", "MIL": "military army", "MIL COP": "force", "JUD": "bench court",
    "SOC": "charity", "JRN": "newspaper paper broadcaster outlet magazine", "PTY": "party campaign",
    "EDU": "university college school", "SOC LAB PTY REB": "group alliance coalition movement", "MED": "hospital",
}  # fmt: skip
"""Words for bodies, by the sectors of those that they may stand for."""
_BODIES = {word: sectors.split() for sectors, row in _KINDS.items() for word in row.split()}
_SO_CALLED = frozenset("army military court bench hospital university college school party".split())
"""Bodies that hardly any name leaves untold: "the army" is nobody whose name says nothing of arms."""
_TYPES = {
    "agency": ("agency", "media"), "department": ("ministry", "agency"), "ministry": ("ministry",), "bloc": ("body",),
    "group": ("armed", "ngo", "company", "party"), "organization": ("ngo", "body", "agency", "armed"),
    "organisation": ("ngo", "body", "agency", "armed"), "outfit": ("armed", "party"), "body": ("body", "agency"),
    "company": ("company",), "firm": ("company",), "newspaper": ("media",), "paper": ("media",), "court": ("court",),
    "broadcaster": ("media",), "party": ("party",), "charity": ("ngo",), "military": ("force",), "army": ("force",),
    "coalition": ("armed", "party"), "alliance": ("armed", "party", "body"), "movement": ("armed", "party", "ngo"),
    "university": ("school",), "watchdog": ("ngo", "agency", "body"), "regulator": ("agency",),
}  # fmt: skip
"""Words for bodies, and the types of those of the world's table that they may stand for."""


def offices_of(cluster: Cluster) -> list[str]:
    """Return the words of a person's offices in small letters, with "former" before those that are over."""
    heads = [(r.head.replace("-", " "), r.sector) for r, _ in cluster.roles]
    return [f"former {h}" if sector == "ELI" and not _is_former(h) else h for h, sector in heads]


def holds(head: str, cluster: Cluster) -> bool:
    """Say whether a person has an office that the words of a noun phrase are for."""
    within = [r.within for r, _ in cluster.roles]
    return any(is_called(head, o, within=w) for o, w in zip(offices_of(cluster), within, strict=True))


def is_called(head: str, office: str, *, within: str = "") -> bool:
    """Say whether whoever holds an office may be called by the words of a noun phrase.

    Args:
        head: The head of the noun phrase in small letters ("lawmaker", "deputy mayor").
        office: The words of the office in small letters ("state senator").
        within: What it is held in ("for the ministry of education"): its holder is "a ministry spokesman", too.
    """
    if f" {head} " in f" {office} " or head in initials_of(office) | initials_of(within):
        return True
    short, held = _core(head), _core(office)
    if _is_former(head) and not _is_former(office) and short not in _KIN:
        return False
    if short and f" {short} " in f" {held} ":
        return _is_deputy(office) == _is_deputy(head)
    if _is_alike(short.split(), held.split(), within.split()):
        return True
    return len(short.split()) <= 1 and _is_general(head.rsplit(maxsplit=1)[-1], office, held)


def initials_of(office: str) -> frozenset[str]:
    """Return the acronyms of an office in small letters: "sp" of a superintendent of police."""
    return acronyms_of(office.title().replace(" Of ", " of "))


def _is_alike(short: Sequence[str], held: Sequence[str], within: Sequence[str]) -> bool:
    """Say whether two offices end alike, and the field of the one is the other's: no fire chief is a police chief."""
    if not short or not held or not any({short[-1], held[-1]} <= set(row.split()) for row in _ALIKE):
        return False
    if len(held) == 1 and set(within) <= {*held, *words("determiners")}:
        return True
    return set(short[:-1]) <= {*held[:-1], *within} or (len(held) == 1 and held[0] in _ANY_FIELD)


def _is_general(word: str, office: str, held: str) -> bool:
    """Say whether a general word is one for the holder of an office."""
    if word == "leader":
        return bool(_LED & set(held.split()))
    if word == "diplomat":
        return "foreign" in held or bool(_FOREIGN & set(held.split()))
    if (word == "doctor" and "medical" in held) or (word == "officer" and bool(_RANKED & set(held.split()))):
        return True
    return word in _BY_SECTOR and role_sector(office) in _BY_SECTOR[word]


def camps_in(words: str) -> frozenset[str]:
    """Return the parties that words name, by one word each: of "the GOP nominee" the Republicans."""
    return frozenset(_CAMPS[w] for w in words.lower().replace("-", " ").split() if w in _CAMPS)


def without_camp(words: str) -> str:
    """Return the words of an office without its party: "leader" of "labour leader"."""
    return " ".join(w for w in words.split() if w.lower() not in _CAMPS)


_CAMPS = {
    member: camp
    for camp, members in {
        "republican": "republican republicans gop",
        "democratic": "democratic democrat democrats",
        "labour": "labour",
        "conservative": "conservative conservatives tory tories",
        "bjp": "bjp",
        "likud": "likud",
    }.items()
    for member in members.split()
}


def _core(words: str) -> str:
    """Return the words of an office without those that only shade it, under one name where it has several."""
    *before, held = words.split()
    core = " ".join([*(w for w in before if w not in SHADES), held])
    field, _, last = core.rpartition(" ")
    return f"{_FIELDS[field]} {last}" if field in _FIELDS else _WHOLE.get(core, core)


def _is_former(words: str) -> bool:
    return bool({"former", "ex", "retired"} & set(words.split()))


def _is_deputy(words: str) -> bool:
    return bool({"deputy", "vice", "assistant"} & set(words.split()))


_ONE_OF_A_KIND = frozenset("president premier chancellor king queen monarch emir sultan pope".split())
"""Offices of which a country has one: whoever is given another office does not hold them, too."""


def may_describe(head: str, cluster: Cluster) -> bool:
    """Say whether a description may be one of somebody or something that was named, as nothing speaks against it.

    Args:
        head: The head of the noun phrase in small letters.
        cluster: Whoever the text went on about.
    """
    if cluster.type == "organization":
        return is_of_kind(head, cluster) or (head in _BODIES and head not in _SO_CALLED and kind_of(cluster) is None)
    last = head.rsplit(maxsplit=1)[-1]
    if last not in DESCRIBED:
        return False
    offices = offices_of(cluster)
    sector = role_sector(head)
    if offices and len(_core(head).split()) > 1:
        # Two words are an office of their own ("finance minister"), which nobody has by being a politician, too;
        # whoever has an office of a government may be the one that speaks for it.
        speaks = last in _SPEAKING and sector is not None and sector in map(role_sector, offices)
        return speaks or holds(head, cluster)
    if not offices or holds(head, cluster):
        return True
    return last not in _ONE_OF_A_KIND and any(_goes_with(sector, role_sector(o)) for o in offices)


def _goes_with(one: str | None, other: str | None) -> bool:
    """Say whether one person may be of both sectors: politicians are many things, and anybody lives somewhere."""
    return bool({one, other} & {"CVL", "PTY", None}) or {one, other} <= {"PTY", "LEG", "ELI", "OPP", "GOV"}


def is_of_kind(head: str, cluster: Cluster) -> bool:
    """Say whether an organization is of the kind that a word names."""
    word = head.rsplit(maxsplit=1)[-1]
    if word in ("army", "military") and any(_BRANCH & set(name.lower().split()) for name in cluster.names):
        return False
    if cluster.known is not None and word in _TYPES:
        return cluster.known.type in _TYPES[word]
    return word in _BODIES and kind_of(cluster) in _BODIES[word]


_BRANCH = frozenset("guard navy police gendarmerie fleet marines".split())
"""Words of forces that are no army."""


def kind_of(cluster: Cluster) -> str | None:
    """Return the sector of an organization by the world's table, or by the words of its name."""
    if cluster.known is not None:
        return cluster.known.sector
    return next((s for n in cluster.names if (s := organization_sector(n)) is not None), None)
