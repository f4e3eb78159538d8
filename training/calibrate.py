#!/usr/bin/env python3
"""Fits what makes a statement's confidence a probability, on dev.

  quoth read --format jsonl … > out.jsonl        (with a model published without calibration)
  python calibrate.py --out out.jsonl --text DIR --gold DIR --scorers DIR [--settings settings.json]

A statement is right where score_quotes.py matches it to a gold attribution with
content (Jaccard ≥ 0.5) and source.  For each form one line, slope and offset on
the logit of the raw confidence (Platt 1999), is fitted by Newton's method with a
little regularisation.  Printed: the expected calibration error (ten bins of equal
width) before, after, and after in five-fold cross-validation by article.
--settings: the file whose decoder.calibration is set.
"""
import argparse
import collections
import glob
import json
import math
import os
import sys

FORMS = ("direct", "mixed", "indirect")


def logit(p):
    p = min(max(p, 1e-9), 1 - 1e-9)
    return math.log(p / (1 - p))


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-60, min(60, x))))


def fit(points, ridge=1.0):
    """points [(x, right)] -> slope, offset; pulled weakly to slope 0.3, offset 0."""
    a, b = 0.3, 0.0
    for _ in range(50):
        ga, gb, haa, hab, hbb = ridge * (a - 0.3), ridge * 0.01 * b, ridge, 0.0, ridge * 0.01
        for x, y in points:
            p = sigmoid(a * x + b)
            w = p * (1 - p)
            ga += (p - y) * x; gb += p - y
            haa += w * x * x; hab += w * x; hbb += w
        det = haa * hbb - hab * hab
        da, db = (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det
        a, b = a - da, b - db
        if abs(da) + abs(db) < 1e-8:
            break
    return a, b


def error(pairs, bins=10):
    """Expected calibration error of [(probability, right)]."""
    groups = collections.defaultdict(list)
    for p, y in pairs:
        groups[min(bins - 1, int(p * bins))].append((p, y))
    return sum(abs(sum(p for p, _ in g) - sum(y for _, y in g)) for g in groups.values()) / max(1, len(pairs))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("out", "text", "gold", "scorers"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--settings")
    o = ap.parse_args()
    sys.path.insert(0, o.scorers)
    from score_quotes import Text, read_ann, score_doc
    first = {}
    for path in sorted(glob.glob(os.path.join(o.gold, "*.ann"))):
        first.setdefault(os.path.basename(path)[:-4].rsplit("_", 1)[0], path)
    paths, statements = {}, collections.defaultdict(list)
    for line in open(o.out, encoding="utf8"):
        d = json.loads(line)
        if d["type"] == "article":
            paths[d["id"]] = os.path.basename(d["path"])[:-4]
        elif d["type"] == "statement":
            statements[paths[d["article"]]].append(d)
    rows = []   # article number, form, x, right
    for k, (stem, found) in enumerate(sorted(statements.items())):
        t = Text(open(os.path.join(o.text, stem + ".txt"), encoding="utf8", newline="").read())
        gold, discard = read_ann(first[stem], t.text)
        spans = lambda s, r: [(x["begin"], x["end"]) for x in (s[r] or {"spans": []})["spans"]]
        predicted = [{r: spans(s, r) for r in ("source", "cue", "content")} for s in found]
        # score_doc drops what has no content outside of Discard; keep numbers in step with it
        cut = t.tokens(discard)
        kept = [i for i, p in enumerate(predicted) if t.tokens(p["content"]) - cut]
        from score_quotes import same_source
        g = [a for a in gold if t.tokens(a["content"]) - cut]
        right = {kept[j] for i, j in score_doc(t, gold, predicted, discard, collections.Counter())
                 if same_source(t, t.tokens(g[i]["source"]) - cut, t.tokens(predicted[kept[j]]["source"]) - cut)}
        rows += [(k, found[i]["form"], logit(found[i]["confidence"]), i in right) for i in kept]
    fitted = lambda data: {f: fit([(x, y) for _, form, x, y in data if form == f]) for f in FORMS}
    apply = lambda lines, data: [(sigmoid(lines[f][0] * x + lines[f][1]), y) for _, f, x, y in data]
    lines = fitted(rows)
    crossed = []
    for fold in range(5):
        crossed += apply(fitted([r for r in rows if r[0] % 5 != fold]), [r for r in rows if r[0] % 5 == fold])
    print(f"statements {len(rows)}, right {sum(y for *_, y in rows) / len(rows):.3f}; expected calibration error: as read "
          f"{error([(sigmoid(x), y) for _, _, x, y in rows]):.3f}, fitted {error(apply(lines, rows)):.3f}, cross-validated {error(crossed):.3f}")
    for low in (0.5, 0.7, 0.8, 0.9):
        above = [y for p, y in crossed if p >= low]
        print(f"  confidence ≥ {low}: {len(above)} statements, {sum(above) / max(1, len(above)):.3f} right")
    values = [round(v, 5) for f in FORMS for v in lines[f]]
    print("calibration", values)
    if o.settings:
        settings = json.load(open(o.settings)) if os.path.exists(o.settings) else {}
        settings.setdefault("decoder", {})["calibration"] = values
        json.dump(settings, open(o.settings, "w"), indent=1)


if __name__ == "__main__":
    main()
