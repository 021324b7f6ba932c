"""Units of what is measured rather than counted: money, time, length, weight, area (ISO 4217, UCUM)."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, NamedTuple

_TABLE: dict[str, Any] = tomllib.loads(files("dateline.record.quantity").joinpath("units.toml").read_text("utf8"))


class Unit(NamedTuple):
    """A unit: the measure it belongs to (world.measures), its code, and what a number of it is multiplied by."""

    measure: str
    code: str
    times: float = 1


def _by_word(table: dict[str, str]) -> dict[str, str]:
    """Turn a table of codes and their words round."""
    return {word: code for code, words in table.items() for word in words.split()}


UNITS: dict[str, Unit] = {
    word: Unit(measure, code) for measure, codes in _TABLE["units"].items() for word, code in _by_word(codes).items()
} | {word: Unit(m["measure"], m["unit"], m["times"]) for word, m in _TABLE["multiples"].items()}
SQUARE = _by_word(_TABLE["square"])

SIGNS = _by_word(_TABLE["money"]["signs"])
DOLLARS = _by_word(_TABLE["money"]["dollars"])
LETTERS: dict[str, str | None] = {**_by_word(_TABLE["money"]["letters"]), "sh": None}
MONEY_WORDS: dict[str, str | None] = {
    word: None if code == "several" else code for word, code in _by_word(_TABLE["money"]["words"]).items()
}
OF_COUNTRY: dict[str, str] = {words: code for code, many in _TABLE["money"]["of_country"].items() for words in many}
"""ISO 4217 codes by the two words that name one currency: "kuwaiti dinars"."""
BY_COUNTRY: dict[str, dict[str, str]] = _TABLE["money"]["by_country"]
"""ISO 4217 codes by a word that several countries have for their money, and the country."""
BY_COUNTRY |= {"dinar": BY_COUNTRY["dinars"], "riyal": BY_COUNTRY["riyals"], "rial": BY_COUNTRY["rials"]}
BY_COUNTRY |= {"peso": BY_COUNTRY["pesos"]}
OWN_DOLLAR: dict[str, str] = _TABLE["money"]["own_dollar"]
"""ISO 4217 codes by the country whose outlets mean their own money by a bare "$"."""
RUPEES: dict[str, str] = _TABLE["money"]["rupees"]
