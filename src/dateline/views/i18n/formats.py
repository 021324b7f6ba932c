"""Dates, numbers, lists and names of countries as the language that is being spoken writes them (Unicode CLDR)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import language
from dateline.world.countries import by_iso3

_CLDR = {"en": "en_001"}
"""English as it is written in most of the world: 4 Mar 2025."""
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2})(?::[\d.]+)?(Z|[+-]\d{2}:?\d{2})?)?")
_SKELETONS = {1: "y", 2: "yMMM", 3: "yMMMd"}
_LATELY = 36 * 3600
"""So many seconds a moment is told by how long ago it was; longer, and its day says more."""


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(_CLDR.get(name, name))


def day(iso: str) -> str:
    """Return an ISO date or time as it is shown: 28 Aug 2024, Aug 2024, 28 Aug 2024, 14:05 UTC; else as it is."""
    return _day(iso, language())


@lru_cache(maxsize=8192)
def _day(iso: str, name: str) -> str:
    m = _ISO.fullmatch(iso)
    if m is None:
        return iso
    parts = [int(p) for p in (m[1], m[2], m[3]) if p]
    try:
        on = date(*[*parts, 1, 1][:3])
    except ValueError:
        return iso
    locale = _locale(name)
    shown: str = locale.datetime_skeletons[_SKELETONS[len(parts)]].apply(on, locale)
    if not m[4]:
        return shown
    zone = {None: "", "Z": " UTC", "+00:00": " UTC"}.get(m[5], f" {m[5]}")
    both: str = locale.datetime_formats["medium"].format(f"{m[4]}{zone}", shown)
    return both


def days(first: str, last: str) -> str:
    """Return a time from one ISO day, month or year to another: 4 Mar 2025 to 6 Mar 2025; one alone where they meet."""
    return day(first) if first == last else _("%(first)s to %(last)s", first=day(first), last=day(last))


def moment(when: datetime) -> str:
    """Return a moment as it is shown, in UTC to the minute."""
    return day(when.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"))


def ago(iso: str, now: datetime | None = None) -> str:
    """Return a moment by how long ago it was, 3 hours ago, as long as that is short; else as `moment` does.

    Args:
        iso: The moment, ISO 8601 with an offset from UTC.
        now: From when to look; the present.
    """
    when = datetime.fromisoformat(iso)
    past = when - (now or datetime.now(UTC))
    if not 0 <= -past.total_seconds() < _LATELY:
        return moment(when)
    past = min(past, timedelta(minutes=-1))
    return format_timedelta(past, granularity="minute", threshold=1.5, add_direction=True, locale=_locale(language()))


def number(value: float, most: int = 12) -> str:
    """Return a number with its digits in groups, to at most so many digits."""
    locale = _locale(language())
    whole, _point, part = (f"{int(value)}" if value == int(value) else f"{value:.{most}g}").partition(".")
    if "e" in whole + part:
        return f"{value:g}"
    return format_decimal(f"{whole}.{part}" if part else int(whole), locale=locale, decimal_quantization=False)


def percent(share: float) -> str:
    """Return a share of one in percent, without a fraction."""
    return format_percent(round(share, 2), locale=_locale(language()))


def listed(names: Sequence[str]) -> str:
    """Return names in a row: Kenya, Norway and Oman."""
    given = [name for name in names if name]
    return format_list(given, locale=_locale(language())) if given else ""


def language_name(tag: str) -> str:
    """Return the name of a language (BCP 47), or the tag where there is no such language."""
    names: dict[str, str] = dict(_locale(language()).languages)
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0], tag)


def territory(code: str) -> str:
    """Return the name of a country's code (ISO 3166-1 alpha-3), or the code where there is no such country."""
    country = by_iso3(code)
    if country is None:
        return code
    if language() == "en":
        return country.name
    names: dict[str, str] = dict(_locale(language()).territories)
    return names.get(country.iso2, country.name)
