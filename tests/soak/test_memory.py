"""Memory stays flat however many pages go by."""

import resource

import pytest

from dateline.flow import read_page, sample_pages
from dateline.model.page import Page
from dateline.page.limits import Limits

PAGES, WARM = 10_000, 1_000
MORE = 30
"""MiB that the most memory in use may still grow once every table is loaded: allocators keep some of what they free."""


@pytest.mark.soak
def test_ten_thousand_pages() -> None:
    samples = [p for p in sample_pages(Limits()) if isinstance(p, Page)]
    peaks = []
    for n in range(PAGES):
        read_page(samples[n % len(samples)])
        if n in (WARM, PAGES - 1):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"peak after {WARM} pages {peaks[0]:.0f} MiB, after {PAGES} {peaks[1]:.0f} MiB")
    assert peaks[1] - peaks[0] < MORE
