"""Trains the scorer of the speaker stage: gradient boosted trees over the columns of src/speaker/features.cc.

usage: train.py --rows PROGRAM --corpus DIR --out scorer_table.inc [--folds 5]

The trees learn from the training articles only.  The probabilities are calibrated on what the trees of the other folds
say of each fold.  PROGRAM is speaker_rows.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import lightgbm
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import ROLES, articles, byte_places  # noqa: E402

TITLES = {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "secretary", "gen", "the", "prof", "sir"}
PARAMETERS = dict(objective="binary", learning_rate=0.06, num_leaves=24, min_data_in_leaf=25, feature_fraction=0.5,
                  bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, verbose=-1, num_threads=1, seed=7,
                  deterministic=True)
ROUNDS = 160
FORMS = ("name", "pronoun", "nominal", "implicit")


def key(name):
    """A name as the scorer of the corpus compares it."""
    words = " ".join(name.split()).casefold()
    words = (words[:-2] if words.endswith(("'s", "’s")) else words).replace(".", "").split()
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return " ".join(words)


def keys(who):
    return frozenset(key(name) for name in (who if isinstance(who, list) else [who]) if name)


class Split:
    """Rows of a split of the corpus: columns x, labels y, statement number, article number."""

    def __init__(self, program, corpus, name):
        self.articles = list(articles(corpus, name))
        with tempfile.TemporaryDirectory() as folder:
            lines = []
            for stem, text, attributions, _ in self.articles:
                at = byte_places(text)
                statements = [{r: [[at[b], at[e]] for b, e in a[r]] for r in ROLES} for a in attributions]
                lines.append(json.dumps({"id": stem, "text": text, "statements": statements}))
            table = os.path.join(folder, "rows")
            result = subprocess.run([program, "--rows", table], input="\n".join(lines), capture_output=True, text=True,
                                    check=True)
            self.found = [json.loads(line) for line in result.stdout.splitlines()]
            values = np.fromfile(table, dtype=np.float32)
        count = sum(len(found["rows"]) for found in self.found)
        self.x = values.reshape(count, -1)
        self.y = np.zeros(count, dtype=np.int64)
        self.statement = np.zeros(count, dtype=np.int64)
        self.article = np.zeros(count, dtype=np.int64)
        self.entity = np.zeros(count, dtype=np.int64)
        self.mention = np.zeros(count, dtype=np.int64)
        self.statements = []  # (article, index, gold keys, kind, via, form)
        row = 0
        for a, (found, (_, _, _, speakers)) in enumerate(zip(self.found, self.articles)):
            base = len(self.statements)
            for i, speaker in enumerate(speakers):
                self.statements.append((a, i, keys(speaker["who"]), speaker["kind"], speaker["via"], found["forms"][i]))
            named = [{key(found_["name"])} | ({key(f) for f in found_["forms"]}) for found_ in found["entities"]]
            exact = [key(found_["name"]) for found_ in found["entities"]]
            for s, e, m in found["rows"]:
                gold = self.statements[base + s][2]
                full = gold & set(exact)
                # By its fullest name; where no entity has it, by any form of its name.
                self.y[row] = exact[e] in gold or bool((gold - full) & named[e])
                self.statement[row], self.article[row], self.entity[row], self.mention[row] = base + s, a, e, m
                row += 1


# Columns of src/speaker/features.cc that tell a full name from a short one.
WORDS_HERE, MENTION_KIND, MATCH, KIND, FULL, WORDS, MALE, FEMALE, AGREES, PERSON = 28, 31, 32, 40, 44, 45, 48, 49, 50, 51


def without_full_names(split, rng):
    """Rows as they would be if the article had only surnames: the corpus has few such articles, the world many."""
    x = split.x.copy()
    rows = np.flatnonzero((x[:, FULL] > 0) & (x[:, KIND] <= 1))
    person = x[rows, KIND] == 1
    x[rows, FULL] = 0
    x[rows, WORDS] = 1
    x[rows, MATCH] = np.where(x[rows, MATCH] == 1, 0, x[rows, MATCH])
    x[rows, WORDS_HERE] = np.minimum(x[rows, WORDS_HERE], 1)
    # What else told that it is a person, a title or a pronoun, is left to three in ten.
    known = rng.random(len(split.articles))[split.article[rows]] < 0.3
    for column in (KIND, MENTION_KIND):
        x[rows, column] = np.where(person & ~known & (x[rows, column] == 1), 0, x[rows, column])
    x[rows, PERSON] = np.where(person & ~known & (x[rows, PERSON] == 1), 0, x[rows, PERSON])
    for column in (MALE, FEMALE, AGREES):
        x[rows, column] *= 0.4
    return x


def fit(x, y):
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, label=y), num_boost_round=ROUNDS)


def second_columns(split, p):
    """What the second round sees besides: the same numbers in the same order as ScoreRows in src/speaker/scorer.cc."""
    count = len(split.statements)
    bounds = np.searchsorted(split.statement, np.arange(count + 1))
    by_entity = [dict(zip(split.entity[a:b].tolist(), p[a:b].tolist())) for a, b in zip(bounds, bounds[1:])]
    best = np.array([max(entry.values(), default=0.0) for entry in by_entity])
    out = np.zeros((len(p), 16), dtype=np.float32)
    spoken = {}
    for r in range(len(p)):
        where = (split.article[r], split.entity[r])
        spoken[where] = spoken.get(where, 0.0) + p[r]
    all_spoken = np.zeros(len(split.articles))
    np.add.at(all_spoken, split.article, p)
    for r in range(len(p)):
        s, e = split.statement[r], split.entity[r]
        article, index, _, _, _, _ = split.statements[s]
        size = len(split.found[article]["forms"])
        base = s - index
        others = [v for k, v in by_entity[s].items() if k != e]
        to = [p[r], max(others, default=0), sum(v > p[r] for v in others)]
        to += [by_entity[s - step].get(e, 0) if index >= step else -1 for step in (1, 2, 3)]
        to += [by_entity[s + step].get(e, 0) if index + step < size else -1 for step in (1, 2)]
        to += [best[s - 1] if index >= 1 else -1, best[s + 1] if index + 1 < size else -1]
        to += [split.statements[s - 1][5] if index >= 1 else -1, split.statements[s + 1][5] if index + 1 < size else -1]
        around = split.found[article]["around"][index]
        to += [by_entity[base + around].get(e, 0) if around >= 0 else -1, best[base + around] if around >= 0 else -1]
        to += [spoken[article, e], spoken[article, e] / max(all_spoken[article], 1e-6)]
        out[r] = to
    return np.hstack([split.x, out])


def odds(p):
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def top_two(split, p):
    """(statement, best row, score of the best, score of the next) of each statement with rows."""
    bounds = np.searchsorted(split.statement, np.arange(len(split.statements) + 1))
    for s, (a, b) in enumerate(zip(bounds, bounds[1:])):
        if b > a:
            best = a + int(np.argmax(p[a:b]))
            # The next one: of another name, unless the best stands in the source and the next one beside it.
            rest = [p[r] for r in range(a, b) if r != best and
                    (split.mention[best] < 0 or split.mention[r] < 0 or split.mention[r] == split.mention[best])]
            yield s, best, p[best], max(rest, default=0)


def platt(split, p):
    """For each form of source, the line that makes a probability of the best score and the next."""
    lines = []
    for form in range(4):
        x, y = [], []
        for s, best, first, second in top_two(split, p):
            if split.statements[s][5] == form:
                x.append([odds(first), odds(second), 1])
                y.append(split.y[best])
        x, y = np.array(x), np.array(y, dtype=float)
        w = np.array([1.0, 0.0, 0.0])
        for _ in range(50):  # Newton's steps, held back a little so that few cases cannot run away
            q = 1 / (1 + np.exp(-x @ w))
            gradient = x.T @ (q - y) + 0.5 * (w - [1, 0, 0])
            hessian = (x * (q * (1 - q))[:, None]).T @ x + 0.5 * np.eye(3)
            w -= np.linalg.solve(hessian, gradient)
        lines.append(w)
    return lines


def confidences(split, p, lines):
    """{statement: probability that its best entity is right}."""
    out = {}
    for s, best, first, second in top_two(split, p):
        out[s] = 1 / (1 + np.exp(-(np.array([odds(first), odds(second), 1]) @ lines[split.statements[s][5]])))
    return out


def reliability(split, p, lines):
    bins = {}
    out = confidences(split, p, lines)
    best = {s: r for s, r, _, _ in top_two(split, p)}
    for s, c in out.items():
        kind = split.statements[s][3]
        if kind in ("person", "organisation", "publication"):
            b = bins.setdefault(min(int(c * 10), 9), [0, 0])
            b[0] += 1
            b[1] += split.y[best[s]]
    print("  confidence, right: " + "  ".join(f"{b / 10:.1f}: {n} {100 * r / n:.0f}%" for b, (n, r) in sorted(bins.items())))


def depth_first(tree):
    """[(column, right, value)] of a tree of LightGBM."""
    nodes = []

    def walk(node):
        if "leaf_value" in node:
            nodes.append((65535, 0, node["leaf_value"]))
            return
        at = len(nodes)
        nodes.append(None)
        walk(node["left_child"])
        nodes[at] = (node["split_feature"], len(nodes) - at, node["threshold"])
        walk(node["right_child"])

    walk(tree)
    return nodes


def write_table(path, models, lines):
    with open(path, "w", encoding="utf8") as out:
        out.write("// Made by training/speaker/train.py; do not edit.\n")
        for number, model in enumerate(models):
            nodes, roots = [], []
            for tree in model.dump_model()["tree_info"]:
                roots.append(len(nodes))
                nodes += depth_first(tree["tree_structure"])
            out.write(f"constexpr SpeakerNode kNodes{number}[] = {{\n")
            for i in range(0, len(nodes), 6):
                out.write("".join(f"{{{c},{r},{v:.5g}f}}," if "." in f"{v:.5g}" or "e" in f"{v:.5g}" else f"{{{c},{r},{v:.5g}.f}}," for c, r, v in nodes[i:i + 6]) + "\n")
            out.write(f"}};\nconstexpr uint32_t kRoots{number}[] = {{{','.join(map(str, roots))}}};\n")
        out.write("constexpr float kPlatt[4][3] = {" + ",".join("{" + ",".join(f"{v:.5f}f" for v in line) + "}" for line in lines) + "};\n")


def decide(split, p, threshold, second=0.5):
    """{statement: (keys, confidence)}: the best entity; others too that stand in the source beside it."""
    order = np.argsort(split.statement, kind="stable")
    bounds = np.searchsorted(split.statement[order], np.arange(len(split.statements) + 1))
    out = {}
    for s in range(len(split.statements)):
        rows = order[bounds[s]:bounds[s + 1]]
        if len(rows) == 0:
            continue
        best = rows[np.argmax(p[rows])]
        found = split.found[split.statements[s][0]]["entities"]
        chosen = [best]
        if split.mention[best] >= 0:
            by_mention = {split.mention[best]}
            for r in sorted(rows, key=lambda r: -p[r]):
                if split.mention[r] >= 0 and split.mention[r] not in by_mention and p[r] >= second:
                    chosen.append(r)
                    by_mention.add(split.mention[r])
        out[s] = (frozenset(key(found[split.entity[r]]["name"]) for r in chosen), p[best], min(p[r] for r in chosen),
                  [int(split.entity[r]) for r in chosen])
    return out


def report(split, p, threshold):
    counts = {}
    out = decide(split, p, threshold)
    for s, (_, _, gold, kind, via, form) in enumerate(split.statements):
        names, _, least, _ = out.get(s, (frozenset(), 0, 0, []))
        if least < threshold:
            names = frozenset()
        for name in (("speaker", via) if kind in ("person", "organisation", "publication") else ("other",)):
            c = counts.setdefault(name if gold else "unnamed", [0, 0, 0])
            c[0] += 1
            c[1] += bool(names)
            c[2] += names == gold and bool(gold)
    for name, (n, answered, right) in sorted(counts.items()):
        print(f"  {name:10} n {n:5}  answered {answered:5}  P {100 * right / max(1, answered):5.1f}  R {100 * right / n:5.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--corpus", default=os.environ.get("QUOTH_CORPUS"))
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    train = Split(options.rows, options.corpus, "train")
    print(f"{len(train.statements)} statements, {len(train.y)} rows, {train.x.shape[1]} columns, {train.y.sum()} right")
    fold = train.article % options.folds
    short = without_full_names(train, np.random.default_rng(5))
    # A fourth of the articles come a second time, with their short names only.
    again = np.flatnonzero(train.article % 4 == 0)

    def both(x, x_short, rows):
        chosen = np.intersect1d(rows, again)
        return np.vstack([x[rows], x_short[chosen]]), np.concatenate([train.y[rows], train.y[chosen]])

    p = np.zeros(len(train.y))
    for k in range(options.folds):
        model = fit(*both(train.x, short, np.flatnonzero(fold != k)))
        p[fold == k] = model.predict(train.x[fold == k])
    second = second_columns(train, p)
    short = np.hstack([short, second[:, train.x.shape[1]:]])
    p2 = np.zeros(len(train.y))
    for k in range(options.folds):
        model = fit(*both(second, short, np.flatnonzero(fold != k)))
        p2[fold == k] = model.predict(second[fold == k])
    lines = platt(train, p2)
    print("folds, first round, at 0.6")
    report(train, p, 0.6)
    print("folds, second round, at 0.6")
    report(train, p2, 0.6)
    reliability(train, p2, lines)
    every = np.arange(len(train.y))
    models = [fit(*both(train.x, short[:, :train.x.shape[1]], every)), fit(*both(second, short, every))]
    if options.out:
        write_table(options.out, models, lines)
    dev = Split(options.rows, options.corpus, "dev")
    q = models[0].predict(dev.x)
    q2 = models[1].predict(second_columns(dev, q))
    for threshold in (0.5, 0.6, 0.7):
        print(f"development articles, at {threshold}")
        report(dev, q2, threshold)
    reliability(dev, q2, lines)
    return dict(train=train, p=p, p2=p2, dev=dev, q=q, q2=q2, lines=lines)


if __name__ == "__main__":
    main()
