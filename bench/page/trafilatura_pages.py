#!/usr/bin/env python3
"""trafilatura_pages.py GOLD.jsonl OUT.jsonl [--fast]: trafilatura's predictions for the pages of GOLD, and its pages per
CPU-second (one thread, HTML in memory, body and metadata)."""
import json
import sys
import time
from pathlib import Path

import trafilatura

gold, out = Path(sys.argv[1]), sys.argv[2]
pages = [json.loads(line) for line in open(gold, encoding="utf8")]
loaded = [(page, (gold.parent / page["html_path"]).read_bytes()) for page in pages]
start = time.process_time()
found = []
for page, html in loaded:
    document = trafilatura.bare_extraction(html, url=page["url"], with_metadata=True, include_comments=False, fast="--fast" in sys.argv)
    found.append((page, document.as_dict() if document else {}))
seconds = time.process_time() - start
with open(out, "w", encoding="utf8") as file:
    for page, d in found:
        authors = [name.strip() for name in (d.get("author") or "").split(";") if name.strip()]
        line = {"id": page["id"], "title": d.get("title"), "authors": authors, "date": d.get("date"), "body": d.get("text")}
        file.write(json.dumps(line) + "\n")
print(json.dumps({"version": trafilatura.__version__, "pages": len(pages), "per_second": len(pages) / seconds}))
