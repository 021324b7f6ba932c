"""Names of persons, compared: the same in other spelling, with middle names left out, by initials, or by surname.

Spellings are compared by the consonants that stay when a name goes from one script into another; that finds what may be
one, and is never enough to say that it is one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.world.names import folded, gender_of
from dateline.world.offices import honorifics

Level = Literal["same", "shorter", "initials", "cut", "spelled", "lone", "no"]
"""How two names agree: in all words; but for middle names; with initials for given names; but for a second surname or
the given name; in sound; in the one word that one of them is; not."""

_QUOTED = re.compile(r"[\"“”«»‘’'(][^\"“”«»‘’'()]{2,}[\"“”«»‘’')]")
_WORD = re.compile(r"[^\W\d_]+(?:['’`.\-‑][^\W\d_]+)*")
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|an|ar|at|az)[-‑'’](?=\w)")
_SERVANT = re.compile(r"^abd[aeiou]?(?:l|(?P<c>[^aeiou])(?=(?P=c)))?[-‑]?")
_JUNIOR = frozenset(("jr", "junior", "ii", "iii", "filho", "hijo"))
_SENIOR = frozenset(("sr", "senior"))
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch|tsch|ch", "C"),
        (r"sch|sh", "S"),
        (r"kh", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"dj|zh|dzh", "j"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[aouklrtn]|$)", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(?<!^)g(?=[eiy])", "h"),
        (r"h$", ""),
    )
)
_VOWELS = re.compile(r"(?<!^)[aeiouyj]|(?<!^)v(?=[aeiouy]|$)")
_DOUBLE = re.compile(r"(.)\1+")


# Surnames of many millions, or of every tenth person of a country: with one of these a full name has namesakes.
_COMMON = frozenset(
    "khan singh kumar sharma patel gupta das reddy rao ali ahmed ahmad hussain hussein hassan mohammed mohamed"
    " muhammad ibrahim musa abdullah abdullahi rahman islam hossain begum kim lee park choi wang li zhang liu chen"
    " yang huang zhao wu zhou nguyen tran le pham silva santos souza oliveira pereira costa garcia rodriguez gonzalez"
    " hernandez lopez martinez perez sanchez ramirez torres flores gomez diaz smith jones brown johnson williams"
    " taylor wilson davis miller moore clark cohen levi levy ivanov popov petrov kovalenko melnyk yilmaz kaya demir"
    " celik diallo traore camara diarra keita toure ba ndiaye banda phiri moyo dlamini mwangi otieno perera fernando"
    " devi kaur sato suzuki tanaka".split()
)

_SHORT = {
    short: full
    for full, shorts in {
        "thomas": "tom tommy", "robert": "bob rob bobby", "william": "bill will billy", "michael": "mike mick",
        "joseph": "joe joey", "james": "jim jimmy jamie", "daniel": "dan danny", "david": "dave", "stephen": "steve",
        "christopher": "chris", "matthew": "matt", "anthony": "tony", "edward": "ed eddie ted", "benjamin": "ben",
        "samuel": "sam", "nicholas": "nick", "alexander": "alex", "elizabeth": "liz beth", "katherine": "kate kathy",
        "jennifer": "jen jenny", "susan": "sue", "pamela": "pam", "margaret": "meg maggie", "andrew": "andy drew",
        "richard": "rick dick", "ronald": "ron", "donald": "don", "timothy": "tim", "gregory": "greg",
        "jeffrey": "jeff", "lawrence": "larry", "patrick": "pat paddy", "peter": "pete", "kenneth": "ken",
        "charles": "charlie chuck", "francisco": "paco pancho", "jose": "pepe", "ignacio": "nacho",
        "aleksandr": "sasha", "vladimir": "volodya",
    }.items()
    for short in shorts.split()
}  # fmt: skip


class PersonName(NamedTuple):
    """A person's name as it is compared: its words in small plain letters, and whether it says junior or senior."""

    words: tuple[str, ...]
    age: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it has two words or more."""
        return len(self.words) > 1

    @property
    def is_initialed(self) -> bool:
        """Whether its given name is an initial."""
        return self.is_full and len(self.words[0]) == 1


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """Return a name without titles, nicknames in quotation marks, articles and marks."""
    found = [m.group() for m in _WORD.finditer(_QUOTED.sub(" ", name))]
    while len(found) > 1 and (found[0] in _titles() or found[0] + "." in _titles()):
        found = found[1:]
    words, age = _plain(found), ""
    if len(words) > 1 and words[-1] in _JUNIOR | _SENIOR:
        age = "jr" if words[-1] in _JUNIOR else "sr"
        words = words[:-1]
    return PersonName(tuple(words), age)


def _titles() -> frozenset[str]:
    return honorifics()


def _plain(found: list[str]) -> list[str]:
    """Return words in plain letters, "al-" and the like left off and "Abdel Salam" made one word."""
    words: list[str] = []
    for word in found:
        plain = _ARTICLE.sub("", folded(word).lower()).replace("'", "").replace(".", "")
        if plain in ("al", "el") and len(found) > 1:
            continue
        if words and words[-1] in ("abd", "abdel", "abdul", "abdal"):
            words[-1] += plain
        else:
            words += [p for p in re.split(r"[-‑]", plain) if p]
    return words


@lru_cache(maxsize=200_000)
def sound_of(word: str) -> str:
    """Return the consonants of a word as they stay in any romanization; a first vowel is kept as "a"."""
    servant = _SERVANT.match(word)
    if servant and len(word) - servant.end() >= 3:
        return "abd" + sound_of(word[servant.end() :])
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    plain = _VOWELS.sub("", word)
    if plain[:1] in "aeiou":
        plain = "a" + plain[1:]
    return _DOUBLE.sub(r"\1", plain)


def compare(one: PersonName, other: PersonName) -> Level:
    """Return how two names agree."""
    if one.words == other.words:
        same_age = one.age == other.age
        return ("same" if one.is_full else "lone") if same_age else ("no" if one.age and other.age else "cut")
    if not one.is_full or not other.is_full:
        return _lone(one, other)
    if one.age and other.age and one.age != other.age:
        return "no"
    a, b = _without_initials(one.words, other.words)
    if a[-1] == b[-1] and a[0] == b[0]:
        return "shorter" if _fits(a[1:-1], b[1:-1]) else "no"
    if a[-1] == b[-1] and 1 in (len(a[0]), len(b[0])):
        return "initials" if _fits_initials(a[:-1], b[:-1]) else "no"
    return "cut" if _is_cut(a, b) else "spelled" if _sounds_alike(a, b) else "no"


def _lone(one: PersonName, other: PersonName) -> Level:
    short, full = (one, other) if not one.is_full else (other, one)
    if not short.words or not full.words:
        return "no"
    word = short.words[0]
    return "lone" if word in full.words or (sound_of(word) == sound_of(full.words[-1]) and len(word) > 3) else "no"


def _without_initials(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leave off initials before a given name that is written out, where the other name begins with that one."""
    for _ in range(2):
        bare = tuple(w for n, w in enumerate(a) if len(w) > 1 or n == len(a) - 1)
        if len(a[0]) == 1 and len(bare) > 1 and bare[0] == b[0]:
            a = bare
        a, b = b, a
    return a, b


def _fits(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether middle names agree: one has all of the other's, initials standing for any that begin so."""
    short, long = sorted((a, b), key=len)
    rest = list(long)
    for word in short:
        found = next((w for w in rest if w == word or (1 in (len(w), len(word)) and w[0] == word[0])), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _fits_initials(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return all(x[0] == y[0] and (x == y or 1 in (len(x), len(y))) for x, y in zip(a, b, strict=False))


def _is_cut(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether one name is how the other begins or ends ("Ana Reyes", "Reyes Soto" of "Ana Reyes Soto")."""
    short, long = sorted((tuple(map(_telling, a)), tuple(map(_telling, b))), key=len)
    n = len(short)
    return len(long) > n and short in (long[:n], long[-n:])


def _telling(word: str) -> str:
    """Return the sound of a word where that tells enough, else the word."""
    sound = sound_of(word)
    return sound if len(sound) > 2 else word


def _sounds_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether given name and surname may be other spellings of the same."""
    genders = {gender_of(a[0].title()), gender_of(b[0].title())}
    if genders == {"m", "f"}:
        return False
    given = _is_alike(_SHORT.get(a[0], a[0]), _SHORT.get(b[0], b[0]))
    return given and (_is_alike(a[-1], b[-1]) or _is_near(a[-1], b[-1]))


def _is_alike(a: str, b: str) -> bool:
    """Say whether two words sound alike; an ending that another alphabet adds is a consonant for none."""
    return a == b or (sound_of(a) == sound_of(b) and _ends_open(a) == _ends_open(b))


def _ends_open(word: str) -> bool:
    return word.rstrip("h")[-1:] in "aeiouyjvw"


def _is_near(a: str, b: str) -> bool:
    """Say whether two words differ in the first letter of one sound alone ("c" for "j")."""
    x, y = sound_of(a), sound_of(b)
    return len(x) == len(y) > 2 and x[1:] == y[1:] and {x[0], y[0]} <= set("cCjk")


def is_common(name: PersonName) -> bool:
    """Say whether a full name of two words has a surname of millions."""
    return len(name.words) <= 2 and name.words[-1:] != () and name.words[-1] in _COMMON


def keys_of_person(name: PersonName, *, asks: bool) -> tuple[str, ...]:
    """Return the keys that a full name is found by, or asks for: those whose names may agree with it share one."""
    if not name.is_full:
        return ()
    words = [w for n, w in enumerate(name.words) if len(w) > 1 or n in (0, len(name.words) - 1)]
    last = _key(words[-1])
    if name.is_initialed:
        bare = words[1:]
        more = (f"p:{sound_of(bare[0])[:4]} {last}",) if len(bare) > 1 else ()
        return (f"p:{words[0]}. {last}", *more, *((f"P:{words[0]} {last}",) if asks else ()))
    first = sound_of(_SHORT.get(words[0], words[0]))[:4]
    own = [f"p:{first} {last}"]
    if len(words) > 2:
        own += [f"p:{first} {_key(words[-2])}", f"p:{sound_of(words[-2])[:4]} {last}"]
    return (*own, f"p:{words[0][0]}. {last}" if asks else f"P:{words[0][0]} {last}")


def _key(word: str) -> str:
    """Return the sound of a surname without telling "j" from "c"; one of two words of a surname may be a key, too."""
    sound = sound_of(word)
    return "k" + sound[1:] if sound[:1] in ("c", "C", "j", "k") else sound
