"""What figures measure: the closed list of measures and what each means."""

from __future__ import annotations

from collections.abc import Mapping

MEASURES: Mapping[str, str] = {
    "killed": "people who died by violence",
    "dead": "people who died of another cause, or of one that is not said",
    "injured": "people hurt, wounded or fallen ill from one happening",
    "missing": "people whose fate is unknown",
    "hostage": "people held hostage or abducted",
    "detained": "people arrested, jailed or held",
    "displaced": "people who fled, were driven out or evacuated; refugees",
    "protesters": "people who demonstrate or strike",
    "troops": "soldiers, police or fighters counted as forces",
    "people": "people counted for any other reason",
    "money": "an amount of money",
    "percent": "a share or rate in hundredths",
    "age": "how old somebody or something is",
    "duration": "a length of time",
    "distance": "a length, height, depth or way",
    "weight": "a mass",
    "area": "an extent of land or surface",
    "other": "anything else that is counted",
}

OF_PEOPLE: frozenset[str] = frozenset(
    "killed dead injured missing hostage detained displaced protesters troops people".split()
)
"""The measures that count human beings."""
