"""Inline datelines, and what looks like one and is none."""

import pytest

from dateline.article.cutting import cut
from dateline.article.datelines import closing_agency, read_dateline, read_lone_dateline
from dateline.model.page import Page


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
        ("MOSCOW, June 5. /TASS/. The", "MOSCOW, June 5. /TASS/.", "MOSCOW", "TASS"),
        ("ABU DHABI, 5th June, 2026 (WAM) -- The", "ABU DHABI, 5th June, 2026 (WAM) --", "ABU DHABI", "WAM"),
        ("Riyadh, June 5, 2026, SPA -- The", "Riyadh, June 5, 2026, SPA --", "Riyadh", "SPA"),
        ("YEREVAN, JUNE 5, ARMENPRESS. The", "YEREVAN, JUNE 5, ARMENPRESS.", "YEREVAN", "Armenpress"),
        ("Tokyo, 5 June (Jiji Press)-- The", "Tokyo, 5 June (Jiji Press)--", "Tokyo", "Jiji"),
        ("Aldmoor, May 5 (Norland Press) - The", "Aldmoor, May 5 (Norland Press) -", "Aldmoor", "Norland Press"),
        ("Aldmoor, May 5 (Friday) - The", None, None, None),
        ("DAMASCUS, (SANA)- The", "DAMASCUS, (SANA)-", "DAMASCUS", "SANA"),
        ("LONDON--(BUSINESS WIRE)--Aldmoor", "LONDON--(BUSINESS WIRE)--", "LONDON", "Business Wire"),
        ("GENEVA (5 June 2026) – The", "GENEVA (5 June 2026) –", "GENEVA", None),
        ("KYIV. June 5 (Interfax-Ukraine) – The", "KYIV. June 5 (Interfax-Ukraine) –", "KYIV", "Interfax-Ukraine"),
        ("OSLO, Norway – 5 June: A", "OSLO, Norway – 5 June:", "OSLO, Norway", None),
        ("BAKU, Azerbaijan, June 5. The", "BAKU, Azerbaijan, June 5.", "BAKU, Azerbaijan", None),
        ("Aldmoor, June 5. The man was ill.", None, None, None),
        ("Doha - QNA: The", "Doha - QNA:", "Doha", "QNA"),
        ("NORLAND.CO, Jakarta - The", "NORLAND.CO, Jakarta -", "Jakarta", None),
        ("CAIRO (MENA): The", "CAIRO (MENA):", "CAIRO", "MENA"),
        ("(ANSA) - ROME, JUN 5 - The", "(ANSA) - ROME, JUN 5 -", "ROME", "ANSA"),
        ("Anna Lund - Beta: The", None, None, None),
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


@pytest.mark.parametrize(
    ("line", "place", "agency", "day"),
    [
        ("New Delhi, 05 June 2026", "New Delhi", None, "05 June 2026"),
        ("RAMALLAH, June 5 (WAFA) –", "RAMALLAH", "WAFA", "June 5"),
        ("GENEVA (5 June 2026)", "GENEVA", None, "5 June 2026"),
        ("LONDON (Reuters)", "LONDON", "Reuters", None),
    ],
)
def test_a_dateline_on_a_line_of_its_own(line: str, place: str, agency: str | None, day: str | None) -> None:
    found = read_lone_dateline(line)
    assert found is not None and found.place is not None
    assert (line[slice(*found.place)], found.agency_name) == (place, agency)
    assert (line[slice(*found.day)] if found.day else None) == day


@pytest.mark.parametrize("line", ["Jane Kerr, May 5", "Saturday, January 25, 2025", "London", "Talks (soon)"])
def test_a_line_that_is_no_dateline(line: str) -> None:
    assert read_lone_dateline(line) is None


_STORY = "The ministry said on Friday that Norland would sign the deal with Eastmark next month."


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (f"New Delhi, 05 June 2026\n\n{_STORY}", ["dateline", "paragraph"]),
        (f"Norland signs a deal\n\nNew Delhi, 05 June 2026\n\n{_STORY}", ["headline", "dateline", "paragraph"]),
        (f"Jane Kerr, correspondent.\n\nOSLO — {_STORY}", ["paragraph", "dateline", "paragraph"]),
    ],
)
def test_the_dateline_of_a_clean_article(text: str, roles: list[str]) -> None:
    (article,) = cut(Page(id="a", content=text, read_as="article")).articles
    assert article.text.content == text and [b.role for b in article.blocks] == roles
    assert article.dateline is not None and article.dateline.value in ("New Delhi", "OSLO")


def test_a_dateline_beside_the_story_of_a_page() -> None:
    text = f"Norland signs a deal with Eastmark\n\nNew Delhi, 05 June 2026\n\n{_STORY}\n\n{_STORY[:-1]} again.\n"
    (article,) = cut(Page(id="a", content=text)).articles
    assert article.dateline is not None and article.dateline.value == "New Delhi"
