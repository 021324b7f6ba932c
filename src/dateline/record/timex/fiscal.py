"""Financial years: "FY24", "fiscal 2025", "2023-24", "the current financial year"; each bears the year it ends in."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.record.timex.reading import NO_ANCHOR, Expression, Found

# The month in which a country's financial year begins.
_BEGINS: Mapping[str, int] = {"IND": 4, "GBR": 4, "JPN": 4, "USA": 10, "PAK": 7, "BGD": 7, "AUS": 7, "EGY": 7}
_OF_MONEY = frozenset(
    "crore lakh budget fiscal deficit gdp exports imports revenue auditor audit capex tax taxes subsidy".split()
)


def fiscal(x: Expression) -> Found | None:
    """Read "fiscal year 2023", "FY24", "2023-24 fiscal": named by the year it ends in."""
    return x.found("DATE", f"FY{_year(list(x.numbers()))}")


def fiscal_quarter(x: Expression) -> Found | None:
    """Read "Q1 FY25"."""
    number, *years = x.numbers()
    return x.found("DATE", f"FY{_year(years)}-Q{number}") if number <= 4 and years else None


def fiscal_now(x: Expression) -> Found | None:
    """Read "the current financial year", "last fiscal": which months it has depends on the country."""
    if x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR)
    begins = _BEGINS.get(x.country)
    if begins is None:
        return x.found("DATE", None, "the text does not tell whose financial year it is")
    by = x.side()
    return x.found("DATE", f"FY{x.anchor.year + (x.anchor.month >= begins) + by}")


def is_of_money(x: Expression) -> bool:
    """Say whether the sentence speaks of public money, so that "2023-24" is a financial year and no season."""
    return any(w.text in _OF_MONEY for w in x.lexemes)


def _year(numbers: list[int]) -> int:
    year = numbers[-1] if len(numbers) == 1 or numbers[-1] > 99 else numbers[0] // 100 * 100 + numbers[-1]
    return year + 2000 if year < 100 else year
