"""Inline datelines, and what looks like one and is none."""

import pytest

from dateline.article.datelines import closing_agency, read_dateline


@pytest.mark.parametrize(
    ("text", "whole", "place", "agency"),
    [
        ("New Delhi, Feb 26 (IANS) The ambassador", "New Delhi, Feb 26 (IANS)", "New Delhi", "IANS"),
        ("New Delhi: India and", "New Delhi:", "New Delhi", None),
        ("NEW DELHI, July 4 — The", "NEW DELHI, July 4 —", "NEW DELHI", None),
        ("JERUSALEM — Talks", "JERUSALEM —", "JERUSALEM", None),
        ("GAZA CITY, Gaza Strip (AP) — Talks", "GAZA CITY, Gaza Strip (AP) —", "GAZA CITY, Gaza Strip", "AP"),
        ("LONDON (Reuters) - Oil", "LONDON (Reuters) -", "LONDON", "Reuters"),
        ("(Reuters) - Oil prices", "(Reuters) -", None, "Reuters"),
        ("BEIJING, June 3 (Xinhua) -- China", "BEIJING, June 3 (Xinhua) --", "BEIJING", "Xinhua"),
        ("Mumbai (Maharashtra) [India], July 24 (ANI): The", None, None, None),
        ("New Delhi [India], July 24 (ANI): The", "New Delhi [India], July 24 (ANI):", "New Delhi", "ANI"),
        ("Aldmoor, May 5 (NPX) - The", "Aldmoor, May 5 (NPX) -", "Aldmoor", "NPX"),
        ("Aldmoor, May 5 (see below) - The", None, None, None),
        ("Warning: this is no place", None, None, None),
        ("The minister — who was late — said", None, None, None),
        ('He said: "No."', None, None, None),
        ("BREAKING: The tunnel is open", None, None, None),
        ("Anna Lund (Labor) - who", None, None, None),
        ("Paris", None, None, None),
    ],
)
def test_datelines(text: str, whole: str | None, place: str | None, agency: str | None) -> None:
    found = read_dateline(text)
    assert (text[: found.end] if found else None) == whole
    if found:
        assert (text[slice(*found.place)] if found.place else None) == place
        assert found.agency_name == agency


def test_an_agency_that_signs_at_the_end() -> None:
    text = "The tunnel will open, she said. (ANI)"
    found = closing_agency(text)
    assert found is not None and found[0] == "ANI" and text[slice(*found[1])] == "ANI"
    assert closing_agency("The tunnel will open (soon)") is None
