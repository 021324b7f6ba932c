"""Small articles of our own for the tests of stories and reprints."""

from __future__ import annotations

from dateline.flow import read_page
from dateline.model.record import Record
from dateline.page.given import page_of_object
from dateline.page.limits import Limits

FERRY = [
    "The night ferry from Orsund struck the pier at Halle on Tuesday and nine passengers were "
    "hurt, the coast guard said.",
    "Captain Lena Brodt told the port office that the rudder had not answered when she turned into the harbor basin.",
    "Divers found a hole two meters long below the waterline, and pumps kept the ship afloat "
    "while cars were taken off.",
    "The Orsund Line has stopped sailings until Friday and is flying stranded passengers to "
    "the mainland on its own account.",
    "An inspector of the maritime office went aboard in the afternoon and sealed the voyage recorder for the inquiry.",
]
BUDGET = [
    "Parliament in Carrow passed the budget for next year on Thursday by four votes, with "
    "money for rail but none for roads.",
    "Finance Minister Ismael Otte said the deficit would fall to 2.1 percent, the lowest "
    "figure since the currency reform.",
    "Three deputies of the Farmers' Union voted with the government after diesel subsidies "
    "were extended until the spring.",
    "The opposition called the plan a bet on growth that nobody but the minister can see, and "
    "walked out before the vote.",
    "Rating agencies had warned that another year without consolidation would cost the country its present standing.",
]
ORCHARD = [
    "Frost destroyed half of the apple blossom in the valley of Tarn on Saturday night, growers there said on Sunday.",
    "Helicopters had stirred the cold air from midnight on, and fires burned between the rows, "
    "but at dawn it was minus six.",
    "The cider cooperative expects a crop of eleven thousand tons, the smallest since its founding in the year 1958.",
    "Insurance covers hail but not frost, and the chamber of agriculture asked the provincial "
    "government for bridging loans.",
    "Beekeepers moved their hives to the rapeseed fields in the plain, where blossom had been "
    "late and escaped the cold.",
]


def record(paragraphs: list[str], *, day: str = "2025-03-04", title: str = "", name: str = "a", **given: str) -> Record:
    """Return what is read from an article of these paragraphs."""
    text = "\n\n".join(paragraphs)
    page = {"id": name, "as": "article", "text": text, "title": title or paragraphs[0][:60], **given}
    page |= {"published": day} if day else {}
    return read_page(page_of_object(page, where=name, limits=Limits())).records[0]
