#!/usr/bin/env python3
"""Chooses the cue threshold, the bonuses of source and content, and the biases of the circumstances on dev.

  python tune.py WEIGHTS.pt --dev dev.jsonl --dev-gold DIR --dev-text DIR --dev-speakers FILE --scorers DIR
    [--settings settings.json]

Few numbers, so little to overfit, each taken in turn to its best (content and source, all; for the circumstances
token F1 with gold attributions).  Prints the figures of every trial; --settings: the file that takes the choice.
"""
import argparse
import collections
import json
import os
import sys

import torch

import corpus
import measure
from decode import decode, score_articles
from network import CIRCUMSTANCES, Network
from train import collate, targets


def surest_run(scores, bias):
    """scores [L, 3] of O, B, I -> the words of the run that gains most over O, as a set."""
    gains = (scores[:, 1:].amax(1) - scores[:, 0] + bias).tolist()
    begins = (scores[:, 1] > scores[:, 2]).tolist()
    best, found, w = 0.0, set(), 0
    while w < len(gains):
        begin = w
        while w < len(gains) and gains[w] > 0 and not (w > begin and begins[w]):
            w += 1
        if w == begin:
            w += 1
        elif sum(gains[begin:w]) / (w - begin) > best:
            best, found = sum(gains[begin:w]) / (w - begin), set(range(begin, w))
    return found


@torch.no_grad()
def circumstance_biases(network, articles, pieces, choices=(0.0, 0.5, 1.0, 1.5, 2.0)):
    """-> the bias of each circumstance with the best token F1, gold attributions given."""
    counts = collections.Counter()
    network.eval()
    for article in articles:
        for window in corpus.windows(article, pieces):
            batch = collate([window])
            _, _, cues = targets([window], batch)
            if not cues:
                continue
            with torch.autocast("cpu", torch.bfloat16):
                read, _ = network.read(network.words(batch), [c.place for c in cues])
                scores = network.role.circumstances(read)
            for k, c in enumerate(cues):
                for i, gold in enumerate(c.circumstances or ()):
                    gold = {w for w, x in enumerate(gold) if x}
                    for bias in choices:
                        found = surest_run(scores[k, :c.place[4] - c.place[3], i], bias)
                        counts[i, bias, "both"] += len(gold & found)
                        counts[i, bias, "all"] += len(gold) + len(found)
    best = []
    for i, name in enumerate(CIRCUMSTANCES):
        f1 = {bias: 200 * counts[i, bias, "both"] / max(1, counts[i, bias, "all"]) for bias in choices}
        best.append(max(choices, key=f1.get))
        print(name, " ".join(f"{bias}: {f:.1f}" for bias, f in f1.items()), flush=True)
    return best


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights")
    for name in ("dev", "dev-gold", "dev-text", "dev-speakers", "scorers"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--settings")
    ap.add_argument("--pieces", type=int, default=256)
    ap.add_argument("--overlap", type=int, default=0)
    o = ap.parse_args()
    sys.path.insert(0, o.scorers)
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(o.weights))
    dev = corpus.load(o.dev, o.dev_gold, speakers=o.dev_speakers, text_dir=o.dev_text)
    scored = score_articles(network, dev, pieces=o.pieces, overlap=o.overlap, threshold=0.1)
    seen = {}

    def trial(threshold, source, content):
        key = (threshold, source, content)
        if key not in seen:
            figures = measure.figures(o.dev_text, o.dev_gold, decode(network.role, scored, dev, threshold, (source, content)))
            seen[key] = figures["all"]
            print(key, figures["line"], flush=True)
        return seen[key]

    best = (0.4, 2.0, 2.0)
    trial(*best)
    for place, steps in ((0, (-0.1, 0.1)), (1, (-1, 1)), (2, (-1, 1)), (0, (-0.1, -0.05, 0.05, 0.1)), (1, (-0.5, 0.5)), (2, (-0.5, 0.5))):
        middle = best[place]
        for step in steps:
            key = best[:place] + (round(middle + step, 3),) + best[place + 1:]
            if trial(*key) > seen[best]:
                best = key
    biases = circumstance_biases(network, dev, o.pieces)
    print("best", best, biases)
    if o.settings:
        settings = json.load(open(o.settings)) if os.path.exists(o.settings) else {}
        settings["windows"] = {"pieces": o.pieces, "overlap": o.overlap}
        settings["decoder"] = dict(zip(("cue_threshold", "source_bonus", "content_bonus"), best), circumstance_bias=biases)
        json.dump(settings, open(o.settings, "w"), indent=1)


if __name__ == "__main__":
    main()
