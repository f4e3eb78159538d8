#!/usr/bin/env python3
"""The figures on dev of weights that have not been quantised.

  python evaluate.py WEIGHTS.pt --dev dev.jsonl --dev-gold DIR --dev-text DIR --scorers DIR [--settings settings.json]

In fp32, decoded as the settings say.  Beside what `bench/read/run` prints for the
model file of the same weights, this tells what int8 costs.
"""
import argparse
import json
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
    ap.add_argument("--settings", default="settings.json")
    o = ap.parse_args()
    sys.path.insert(0, o.scorers)
    torch.set_num_threads(1)
    with open(o.settings, encoding="utf8") as f:
        settings = json.load(f)
    network = Network()
    network.load_state_dict(torch.load(o.weights))
    dev = corpus.load(o.dev, o.dev_gold)
    choice = settings["decoder"]
    scored = score_articles(network, dev, **settings["windows"], threshold=choice["cue_threshold"], precise=True)
    found = decode(network.role, scored, dev, choice["cue_threshold"], (choice["source_bonus"], choice["content_bonus"]))
    print(measure.figures(o.dev_text, o.dev_gold, found)["line"])


if __name__ == "__main__":
    main()
