"""Party and state behind the name of a member of the American Congress: "(D-Calif.)", ", R-Ky.,"."""

from __future__ import annotations

import re

from dateline.world.divisions import division_of_post, division_shortened

TAG = re.compile(r",? ?\(?([DR])[-–‑]([A-Z][\w. ]*?)(?=[,)]|\.? [a-z])")
PARTIES = {"D": "democratic", "R": "republican"}


def is_short_for(tag: str, state: str, initials: str) -> bool:
    """Say whether letters behind a name are those of a state: "Ky." and "KY" of Kentucky, "N.Y." of New York."""
    letters = re.sub(r"\W", "", tag)
    division = division_shortened(tag) or division_shortened(f"{tag}.") or division_of_post(letters.upper())
    known = division is not None and division.name.lower() == state.lower()
    return known or state.lower().startswith(letters.lower()) or letters.lower() == initials.lower()
