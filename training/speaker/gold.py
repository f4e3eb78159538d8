"""Gold attributions and speakers of the corpus, with byte offsets for Quoth's tools.

usage: gold.py CORPUS SPLIT > ARTICLES.jsonl      one line an article: id, text, statements (spans in bytes), speakers
"""
import glob
import json
import os
import re
import sys

ROLES = ("source", "cue", "content")


def annotation(path):
    """The attributions of a brat file, {role: [[begin, end], ...]} in code points."""
    spans, found = {}, []
    for line in open(path, encoding="utf8"):
        fields = line.rstrip("\n").split("\t")
        if re.fullmatch(r"T\d+", fields[0]) and len(fields) > 1:
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [tuple(map(int, part.split())) for part in offsets.split(";")]
        elif re.fullmatch(r"E\d+", fields[0]) and len(fields) > 1:
            found.append([part.split(":") for part in fields[1].split()])
    role = lambda name: re.sub(r"\d+$", "", name).lower()
    return [{r: sorted(s for k, v in arguments if role(k) == r for s in spans.get(v, [])) for r in ROLES}
            for arguments in found]


def articles(corpus, split):
    """(id, text, attributions, speakers) of each annotated article."""
    base = os.path.join(corpus, "attribution", split)
    first = {}
    for path in sorted(glob.glob(base + "/attributions/*.ann")):
        first.setdefault(os.path.basename(path)[:-4].rsplit("_", 1)[0], path)
    for line in open(os.path.join(corpus, "speakers", split + ".jsonl"), encoding="utf8"):
        record = json.loads(line)
        text = open(f"{base}/text/{record['id']}.txt", encoding="utf8", newline="").read()
        yield record["id"], text, annotation(first[record["id"]]), record["speakers"]


def byte_places(text):
    """Byte offset of each code point, and of the end."""
    places, at = [0], 0
    for character in text:
        at += len(character.encode())
        places.append(at)
    return places


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for name, text, attributions, speakers in articles(*sys.argv[1:]):
        places = byte_places(text)
        statements = [{r: [[places[b], places[e]] for b, e in a[r]] for r in ROLES} for a in attributions]
        print(json.dumps({"id": name, "text": text, "statements": statements, "speakers": speakers}, ensure_ascii=False))


if __name__ == "__main__":
    main()
