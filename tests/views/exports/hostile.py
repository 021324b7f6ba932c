"""An article whose every field is written to do harm where it is taken for more than words."""

from __future__ import annotations

from tests.factory import Maker, Sample, cutting_of, page_of

FORMULA = '=HYPERLINK("http://evil.example","click")'
SCRIPT = "</script><script>alert(1)</script>"
TURNED = "\u202eabc\u202c"


def hostile() -> Sample:
    """Return the article."""
    parts = [
        ("headline", FORMULA),
        (
            "paragraph",
            f"@SUM(A1) met -Cmd and +Other {SCRIPT} in \tTab]]> & <b>Bold</b> {TURNED} on Monday, and nobody knew why.",
        ),
    ]
    page = page_of(parts, url="https://evil.example/a?b=1&c=\"'<x>")
    cutting = cutting_of(page, parts, publisher='+Outlet & "Sons"', published="2024-08-30")
    m = Maker(cutting.articles[0])
    m.entity("e1", "@SUM(A1)", "person", role="-Chief", country="KEN")
    m.entity("e2", "-Cmd", "organization", aliases=("=1+1",))
    place = m.place("Bold", 192950, "KEN", lat=1.0, lon=38.0, name="=Place", feature_code="PPL")
    m.event("CONSULT", "met", [m.party("@SUM(A1)", "KEN", "e1")], [m.party("-Cmd", None, "e2")])
    assert place
    return Sample(page, cutting, (m.record(),))
