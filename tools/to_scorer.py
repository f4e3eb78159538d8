#!/usr/bin/env python3
"""From quoth's JSON Lines to the lines that attribution scorers take.

usage: to_scorer.py [OUT.jsonl] > PREDICTIONS.jsonl     (standard input where no file is named)

One line an article: {"id": the file's name without its ending, "attributions": [{"source": [[begin, end], ...],
"cue": [...], "content": [...], "speaker": a name, a list of several, or null, "to": [...], "occasion": [...], "when": [...]},
...]}, in code points.  An article without statements has an empty list.  Skipped files
are named on standard error; an input without its summary line was cut short, and that is an error.
"""
import json
import os
import sys


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def spans(role):
    return [[span["begin"], span["end"]] for span in role["spans"]] if role else []


def convert(lines, out):
    article, attributions, complete = None, [], False

    def finish():
        if article is not None:
            out.write(json.dumps({"id": article, "attributions": attributions}, ensure_ascii=False) + "\n")

    for line in lines:
        record = json.loads(line)
        if record["type"] == "article":
            finish()
            article, attributions = stem(record["path"]), []
        elif record["type"] == "statement":
            attribution = {role: spans(record[role]) for role in ("source", "cue", "content", "to", "occasion", "when")}
            names = record["speaker"]["names"] if record["speaker"] else []
            attribution["speaker"] = None if not names else names[0] if len(names) == 1 else names
            if record["speaker"]:
                attribution["confidence"] = record["speaker"]["confidence"]
            attributions.append(attribution)
        elif record["type"] == "skipped":
            print(f"skipped: {record['message']}", file=sys.stderr)
        elif record["type"] == "summary":
            complete = True
    finish()
    return complete


def main():
    if len(sys.argv) > 2 or sys.argv[1:] in (["-h"], ["--help"]):
        sys.exit(__doc__)
    lines = open(sys.argv[1], encoding="utf8") if len(sys.argv) == 2 else sys.stdin
    if not convert(lines, sys.stdout):
        sys.exit("no summary line: the input was cut short")


if __name__ == "__main__":
    main()
