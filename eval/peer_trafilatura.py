"""A peer for markup: trafilatura with metadata, over pages on standard input, one JSON line each on standard output.

Run by `python -m eval.bench` in the peers' environment; the lines are shaped like ours, so that one scorer reads both.
Each says what it took, parsing and printing of JSON left aside: seconds by the clock, and of the processor.
"""

import json
import sys
import time

import trafilatura

for line in sys.stdin:
    page = json.loads(line)
    clock, processor = time.perf_counter(), time.process_time()
    found = trafilatura.bare_extraction(page["html"], url=page.get("url"), with_metadata=True)
    took = [time.perf_counter() - clock, time.process_time() - processor]
    out = {"page": page["id"], "kind": "article", "text": (found.text if found else "") or "", "took": took}
    if found and found.title:
        out["headline"] = {"value": found.title}
    if found and found.date:
        out["published"] = {"value": found.date}
    print(json.dumps(out), flush=True)
