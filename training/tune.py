#!/usr/bin/env python3
"""Chooses the cue threshold and the bonuses of source and content on dev.

  python tune.py WEIGHTS.pt --dev dev.jsonl --dev-gold DIR --dev-text DIR --scorers DIR [--settings settings.json]

Few numbers, so little to overfit, each taken in turn to its best (content and source, all).  Prints the figures of
every trial; --settings: the file that takes the choice.
"""
import argparse
import json
import os
import sys

import torch

import corpus
import measure
from decode import decode, score_articles
from network import Network


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights")
    for name in ("dev", "dev-gold", "dev-text", "scorers"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--settings")
    ap.add_argument("--pieces", type=int, default=256)
    ap.add_argument("--overlap", type=int, default=0)
    o = ap.parse_args()
    sys.path.insert(0, o.scorers)
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(o.weights))
    dev = corpus.load(o.dev, o.dev_gold)
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
    print("best", best)
    if o.settings:
        settings = json.load(open(o.settings)) if os.path.exists(o.settings) else {}
        settings["windows"] = {"pieces": o.pieces, "overlap": o.overlap}
        settings["decoder"] = dict(zip(("cue_threshold", "source_bonus", "content_bonus"), best))
        json.dump(settings, open(o.settings, "w"), indent=1)


if __name__ == "__main__":
    main()
