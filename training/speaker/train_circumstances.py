"""Trains which words are a statement's addressee, occasion or time: trees over src/speaker/circumstance_rows.cc.

usage: train_circumstances.py --rows PROGRAM --corpus DIR --fold MODEL IDS [--fold …] --model MODEL --out circumstances_table.inc

The trees see what the model thinks of the words, and so must not learn from articles that it has learnt from: each --fold
names a model file and a file with the ids of articles, a line each, that it has not seen (train.py --without).  The
statements are those that the fold's model finds; those that match an annotated one (score_speakers.py's rule) are learnt
from.  The articles serve once more with their annotated statements and without a model's opinion, for readers who give
statements of their own.

What is learnt is the share of words common to a candidate and the annotation (intersection over union).  Printed is the
token F1 over the training articles, each judged by trees that have not seen it.  The threshold of each kind is the one with
the best token F1 on dev, read by --model: its annotations are more generous than those of the training articles.
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
PARAMETERS = dict(objective="cross_entropy", learning_rate=0.06, num_leaves=32, min_data_in_leaf=60, feature_fraction=0.5,
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=20.0, verbose=-1, num_threads=2, seed=7, deterministic=True)
ROUNDS = 200
GIVEN_WEIGHT = 0.2  # of a candidate where no model was asked


def nearest(text, needle, at):
    places = [m.start() for m in re.finditer(re.escape(needle), text)]
    if not places:
        return None
    begin = min(places, key=lambda place: abs(place - at))
    return begin, begin + len(needle)


def words(text, begin, end):
    return {m.start() + begin for m in re.finditer(r"\w+", text[begin:end])}


def load(scorer, program, gold, model=None):
    """-> columns, targets, [(article, statement, kind, words)], {(article, statement, kind): annotated words} of the
    statements that match an annotated one."""
    lines = []
    for stem, text, attributions, _ in gold:
        at = byte_places(text)
        lines.append(json.dumps({"id": stem, "text": text,
                                 "statements": [{r: [[at[b], at[e]] for b, e in a[r]] for r in ROLES} for a in attributions]}))
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "rows")
        out = subprocess.run([program, "--circumstances", table] + (["--model", model] if model else []), input="\n".join(lines),
                             capture_output=True, text=True, check=True).stdout
        values = np.fromfile(table, dtype=np.float32)
    rows, keep, wanted, at = [], [], {}, 0
    for line, (stem, text, attributions, speakers) in zip(out.splitlines(), gold):
        read = json.loads(line)
        tokens = scorer.Text(text).tokens
        pairs = scorer.pairs([tokens(a["content"]) for a in attributions], [tokens(a["content"]) for a in read["attributions"]])
        matched = {p: g for g, p in pairs.items()}
        for p, g in matched.items():
            a, s = attributions[g], speakers[g]
            for kind, name in enumerate(KINDS):
                place = nearest(text, s[name], a["cue"][0][0] if a["cue"] else 0) if s.get(name) else None
                if place:
                    wanted[stem, p, kind] = words(text, *place)
        for s, kind, begin, end in read["circumstances"]:
            if s in matched:
                keep.append(at)
                rows.append((stem, s, kind, words(text, begin, end)))
            at += 1
    x = values.reshape(at, -1)[keep]
    y = np.array([overlap(got, wanted.get((a, s, k), set())) for a, s, k, got in rows])
    return x, y, rows, wanted


def overlap(a, b):
    return len(a & b) / max(1, len(a | b))


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
    parser.add_argument("--scorers", default=os.environ.get("QUOTH_SCORERS"), help="the folder of score_speakers.py")
    parser.add_argument("--fold", nargs=2, action="append", required=True, metavar=("MODEL", "IDS"))
    parser.add_argument("--model", required=True)
    parser.add_argument("--out")
    options = parser.parse_args()
    sys.path.insert(0, options.scorers)
    import score_speakers
    read = lambda gold, model=None: load(score_speakers, options.rows, gold, model)
    train = list(articles(options.corpus, "train"))
    parts = []  # columns, targets, rows, wanted, fold
    for k, (model, ids) in enumerate(options.fold):
        unseen = set(open(ids, encoding="utf8").read().split())
        gold = [article for article in train if article[0] in unseen]
        parts += [(*read(gold, model), k), (*read(gold), k)]
    x, y = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    fold = np.concatenate([np.full(len(part[1]), part[4]) for part in parts])
    print(f"{len(y)} candidates, {(y >= 0.5).sum()} right")
    weight = np.concatenate([np.full(len(part[1]), GIVEN_WEIGHT if k % 2 else 1.0) for k, part in enumerate(parts)])
    fit = lambda some: lightgbm.train(PARAMETERS, lightgbm.Dataset(x[some], label=y[some], weight=weight[some]), num_boost_round=ROUNDS)
    p = np.zeros(len(y))
    for k in range(len(options.fold)):
        p[fold == k] = fit(fold != k).predict(x[fold == k])
    ends = np.cumsum([len(part[1]) for part in parts])
    found = [row for part in parts[0::2] for row in part[2]]
    q = np.concatenate([p[end - len(part[1]):end] for part, end in list(zip(parts, ends))[0::2]])
    wanted = {key: value for part in parts[0::2] for key, value in part[3].items()}
    choices = np.arange(0.06, 0.6, 0.02)
    for kind, name in enumerate(KINDS):
        t = max(choices, key=lambda t: figures(found, q, wanted, kind, t)[2])
        print(f"{name:9} at {t:.2f}: P %.3f R %.3f F1 %.3f" % figures(found, q, wanted, kind, t))
    model = fit(fold >= 0)
    dx, dy, drows, dwanted = read(list(articles(options.corpus, "dev")), options.model)
    q = model.predict(dx)
    thresholds = []
    for kind, name in enumerate(KINDS):
        t = max(choices, key=lambda t: figures(drows, q, dwanted, kind, t)[2])
        thresholds.append(float(t))
        print(f"development {name:9} at {t:.2f}: P %.3f R %.3f F1 %.3f" % figures(drows, q, dwanted, kind, t))
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
