"""How much: figures with their bounds and units, as pages show them."""

from __future__ import annotations

from dateline.model.statement import Figure
from dateline.views.i18n.formats import number
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _

_UNITS = {
    "a": N_("%(amount)s years"),
    "mo": N_("%(amount)s months"),
    "wk": N_("%(amount)s weeks"),
    "d": N_("%(amount)s days"),
    "h": N_("%(amount)s hours"),
    "min": N_("%(amount)s minutes"),
    "s": N_("%(amount)s seconds"),
}
"""What UCUM's codes for times are called; other units are shown as they are written."""


def amount(figure: Figure) -> str:
    """Return a figure's bounds as they are shown: 59,000 or more, about 20, 10 to 15, with its unit."""
    return bounds(figure.low, figure.high, approximate=figure.approximate, unit=figure.unit)


def bounds(low: float | None, high: float | None, *, approximate: bool = False, unit: str | None = None) -> str:
    """Return a number, or how little and how much it may be, as it is shown."""
    if low is None and high is None:
        shown = _("open")
    elif low is None or high is None:
        shown = _("%(number)s or more", number=number(low)) if low is not None else _upto(high)
    else:
        shown = number(low) if low == high else _("%(low)s to %(high)s", low=number(low), high=number(high))
    if unit:
        shown = _(_UNITS[unit], amount=shown) if unit in _UNITS else f"{shown} {unit}"
    return _("about %(amount)s", amount=shown) if approximate else shown


def _upto(high: float | None) -> str:
    return _("up to %(number)s", number=number(high)) if high is not None else _("open")
