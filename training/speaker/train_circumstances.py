"""Trains which phrase is a statement's addressee, occasion or time: trees over src/speaker/circumstance_rows.cc.

usage: train_circumstances.py --rows PROGRAM --corpus DIR --out circumstances_table.inc [--folds 5]

A phrase is right where at least half of the words of phrase and annotation together are common to both.  The threshold
of each kind is the one with the best token F1 over the training articles, each judged by trees that have not seen it.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import ROLES, articles, byte_places  # noqa: E402
from train import depth_first  # noqa: E402

KINDS = ("to", "occasion", "when")
PARAMETERS = dict(objective="binary", learning_rate=0.07, num_leaves=20, min_data_in_leaf=20, feature_fraction=0.7,
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, seed=7, deterministic=True)
ROUNDS = 120


def nearest(text, needle, at):
    places = [m.start() for m in re.finditer(re.escape(needle), text)]
    if not places:
        return None
    begin = min(places, key=lambda place: abs(place - at))
    return begin, begin + len(needle)


def words(text, begin, end):
    return {m.start() + begin for m in re.finditer(r"\w+", text[begin:end])}


def load(program, corpus, split):
    lines, gold = [], list(articles(corpus, split))
    for stem, text, attributions, _ in gold:
        at = byte_places(text)
        lines.append(json.dumps({"id": stem, "text": text,
                                 "statements": [{r: [[at[b], at[e]] for b, e in a[r]] for r in ROLES} for a in attributions]}))
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "rows")
        out = subprocess.run([program, "--circumstances", table], input="\n".join(lines), capture_output=True, text=True,
                             check=True).stdout
        values = np.fromfile(table, dtype=np.float32)
    rows = []  # (article, statement, kind, words, gold words)
    wanted = {}  # (article, statement, kind): gold words
    for number, (line, (_, text, attributions, speakers)) in enumerate(zip(out.splitlines(), gold)):
        for i, (a, s) in enumerate(zip(attributions, speakers)):
            for kind, name in enumerate(KINDS):
                place = nearest(text, s[name], a["cue"][0][0] if a["cue"] else 0) if s.get(name) else None
                if place:
                    wanted[number, i, kind] = words(text, *place)
        for s, kind, begin, end in json.loads(line)["phrases"]:
            rows.append((number, s, kind, words(text, begin, end)))
    x = values.reshape(len(rows), -1)
    y = np.array([overlap(got, wanted.get((a, s, k), set())) for a, s, k, got in rows])
    return x, y, rows, wanted


def overlap(a, b):
    return int(bool(a & b) and len(a & b) >= 0.5 * len(a | b))


def figures(rows, p, wanted, kind, threshold):
    """Token precision, recall and F1 of the best phrase of each statement."""
    best = {}
    for (article, statement, k, got), q in zip(rows, p):
        if k == kind and q >= threshold and q > best.get((article, statement), (0, None))[0]:
            best[article, statement] = (q, got)
    right = sum(len(got & wanted.get((*place, kind), set())) for place, (_, got) in best.items())
    said = sum(len(got) for _, got in best.values())
    there = sum(len(value) for place, value in wanted.items() if place[2] == kind)
    precision, recall = right / max(1, said), right / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--corpus", default=os.environ.get("QUOTH_CORPUS"))
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=3)
    options = parser.parse_args()
    x, y, rows, wanted = load(options.rows, options.corpus, "train")
    article = np.array([row[0] for row in rows])
    print(f"{len(rows)} phrases, {y.sum()} right; wanted {len(wanted)}")
    fit = lambda a, b: lightgbm.train(PARAMETERS, lightgbm.Dataset(a, label=b), num_boost_round=ROUNDS)
    p = np.zeros(len(y))
    for k in range(options.folds):
        held = article % options.folds == k
        p[held] = fit(x[~held], y[~held]).predict(x[held])
    thresholds = []
    for kind, name in enumerate(KINDS):
        t = max(np.arange(0.15, 0.7, 0.05), key=lambda t: figures(rows, p, wanted, kind, t)[2])
        thresholds.append(float(t))
        print(f"{name:9} at {t:.2f}: P %.3f R %.3f F1 %.3f" % figures(rows, p, wanted, kind, t))
    model = fit(x, y)
    dx, dy, drows, dwanted = load(options.rows, options.corpus, "dev")
    q = model.predict(dx)
    for kind, name in enumerate(KINDS):
        print(f"development {name:9} P %.3f R %.3f F1 %.3f" % figures(drows, q, dwanted, kind, thresholds[kind]))
    if options.out:
        nodes, roots = [], []
        for tree in model.dump_model()["tree_info"]:
            roots.append(len(nodes))
            nodes += depth_first(tree["tree_structure"])
        with open(options.out, "w", encoding="utf8") as out:
            out.write("// Made by training/speaker/train_circumstances.py; do not edit.\n")
            out.write("constexpr SpeakerNode kCircumstanceNodes[] = {\n")
            for i in range(0, len(nodes), 6):
                out.write("".join(f"{{{c},{r},static_cast<float>({v:.5g})}}," for c, r, v in nodes[i:i + 6]) + "\n")
            out.write(f"}};\nconstexpr uint32_t kCircumstanceRoots[] = {{{','.join(map(str, roots))}}};\n")
            out.write("constexpr double kCircumstanceThresholds[3] = {" + ", ".join(f"{t:.2f}" for t in thresholds) + "};\n")


if __name__ == "__main__":
    main()
