"""A peer for markup: trafilatura with metadata, over pages on standard input, one JSON line each on standard output.

Run by `python -m eval.bench` in the peers' environment; the lines are shaped like ours, so that one scorer reads both.
The seconds it took, parsing and printing left aside, come last, on standard error.
"""

import json
import sys
import time

import trafilatura

seconds = 0.0
for line in sys.stdin:
    page = json.loads(line)
    start = time.perf_counter()
    found = trafilatura.bare_extraction(page["html"], url=page.get("url"), with_metadata=True)
    seconds += time.perf_counter() - start
    out = {"page": page["id"], "kind": "article", "text": (found.text if found else "") or ""}
    if found and found.title:
        out["headline"] = {"value": found.title}
    if found and found.date:
        out["published"] = {"value": found.date}
    print(json.dumps(out))
print(seconds, file=sys.stderr)
