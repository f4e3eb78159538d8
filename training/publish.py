#!/usr/bin/env python3
"""Writes trained weights as the model file that `quoth read` loads (docs/model.md).

  python publish.py WEIGHTS.pt --vocabulary vocab.txt --name quoth-read --version 1 --settings settings.json OUT.model

settings.json holds what was chosen on dev beside the weights: {"windows": {..}, "decoder": {..}}.
"""
import argparse
import json

import torch

from export import encoder_config, export_encoder, vocabulary_tensor, write_model
from network import LAYER_NAMES, Network


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights")
    ap.add_argument("out")
    ap.add_argument("--vocabulary", required=True)
    ap.add_argument("--name", default="quoth-read")
    ap.add_argument("--version", default="1")
    ap.add_argument("--settings")
    o = ap.parse_args()
    network = Network()
    network.load_state_dict(torch.load(o.weights))
    state = network.encoder.bert_state()
    for name, value in network.state_dict().items():
        if name.startswith("role.layer."):
            part, kind = name.removeprefix("role.layer.").split(".")
            state[f"role.layer.{LAYER_NAMES[part]}.{kind}"] = value
        elif not name.startswith(("encoder.", "flat.")):   # the flat tags serve the training alone
            state["heads." + name] = value
    tensors = export_encoder(state, candidates=12)
    settings = json.load(open(o.settings)) if o.settings else {}
    with open(o.vocabulary, encoding="utf8") as f:
        tensors["vocabulary"] = vocabulary_tensor(f.read().split("\n")[:state["embeddings.word_embeddings.weight"].shape[0]])
    write_model(o.out, encoder_config(state, heads=12), tensors, {"name": o.name, "version": o.version, **settings})


if __name__ == "__main__":
    main()
