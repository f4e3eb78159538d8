"""Trains the attribution network.

  python train.py --train train.jsonl --train-gold DIR --train-text DIR --train-speakers FILE
    --dev dev.jsonl --dev-gold DIR --dev-text DIR --dev-speakers FILE --scorers DIR --base FILE --out FILE

--scorers is the folder that holds score_quotes.py.  The weights with the best
dev figure (content and source, all) are kept; they are the exponential moving
average of the trained ones.
"""
import argparse
import collections
import copy
import math
import random
import sys
import time

import torch
from safetensors.torch import load_file
from torch.nn import functional as F

import corpus
from decode import decode, score_articles
from network import (B_CONTENT, B_SOURCE, CIRCUMSTANCES, CLS, I_CONTENT, I_SOURCE, MASK, PARAGRAPH, SEP, Network, autocast, distance_bucket,
                     extent)


def collate(batch_windows, mask_rate=0.0, rng=random):
    rows = []
    for w in batch_windows:
        a = w.article
        ids, case, quote, first = [CLS], [0], [0], []
        for i in range(w.begin, w.end):
            if i > w.begin and a.paragraph[i] != a.paragraph[i - 1]:
                ids.append(PARAGRAPH); case.append(0); quote.append(0)
            first.append(len(ids))
            hide = mask_rate and rng.random() < mask_rate
            for k in range(a.first[i], a.last[i]):
                ids.append(MASK if hide else a.ids[k]); case.append(a.case[k]); quote.append(a.quote[k])
        ids.append(SEP); case.append(0); quote.append(0)
        rows.append((ids, case, quote, first, [a.paragraph[i] for i in range(w.begin, w.end)]))
    length, words = max(len(r[0]) for r in rows), max(len(r[3]) for r in rows)
    pad = lambda k, n: torch.tensor([r[k] + [0] * (n - len(r[k])) for r in rows])
    batch = {"ids": pad(0, length), "case": pad(1, length), "quote": pad(2, length), "first": pad(3, words), "paragraph": pad(4, words)}
    batch["mask"] = torch.tensor([[True] * len(r[0]) + [False] * (length - len(r[0])) for r in rows])
    batch["word_mask"] = torch.tensor([[True] * len(r[3]) + [False] * (words - len(r[3])) for r in rows])
    return batch


def put(labels, words, begin, end, b, i):
    previous = None
    for w in words:
        if begin <= w < end:
            labels[w - begin] = i if previous == w - 1 and previous >= begin else b
        previous = w


class Cue:
    """A cue in a batch and what it should read: words within its extent, but for the pointer's."""

    def __init__(self, row, first, last, window_size):
        self.place = (row, first, last, *window_size)
        self.labels = [0] * (self.place[4] - self.place[3])
        self.source = []               # gold words in the extent
        self.circumstances = None      # 3 lists of O, B, I; None where they are not known
        self.names = None              # words of the window that name the speaker; [] for nobody; None: not known


def targets(batch_windows, batch):
    """-> cue labels [N, L], flat labels [N, L], [Cue]"""
    n, length = batch["first"].shape
    cue, flat = [[0] * length for _ in range(n)], [[0] * length for _ in range(n)]
    cues = []
    for row, w in enumerate(batch_windows):
        paragraph = w.article.paragraph[w.begin:w.end]
        for g in w.article.gold:
            inside = [x for x in g["cue"] if w.begin <= x < w.end]
            for k, r in enumerate(("source", "content")):
                put(flat[row], g[r], w.begin, w.end, 3 + 2 * k, 4 + 2 * k)
            if len(inside) != len(g["cue"]):
                continue
            put(cue[row], g["cue"], w.begin, w.end, 1, 2)
            put(flat[row], g["cue"], w.begin, w.end, 1, 2)
            first, last = inside[0] - w.begin, inside[-1] - w.begin
            c = Cue(row, first, last, extent(paragraph, first, last))
            begin, end = w.begin + c.place[3], w.begin + c.place[4]
            put(c.labels, g["source"], begin, end, B_SOURCE, I_SOURCE)
            put(c.labels, g["content"], begin, end, B_CONTENT, I_CONTENT)
            c.source = [x - begin for x in g["source"] if begin <= x < end]
            if "names" in g:
                c.circumstances = []
                for key in CIRCUMSTANCES:
                    c.circumstances.append([0] * (end - begin))
                    put(c.circumstances[-1], g[key], begin, end, 1, 2)
                names = [x - w.begin for x in g["names"] if w.begin <= x < w.end]
                if names or not g["named"]:
                    c.names = names
            cues.append(c)
    return torch.tensor(cue), torch.tensor(flat), cues


def padded(rows, length):
    return torch.tensor([r + [0] * (length - len(r)) for r in rows])


def loss(network, batch_windows, batch, negatives=True):
    """-> {part: loss}, each a sum over the batch"""
    cue, flat, cues = targets(batch_windows, batch)
    words = network.words(batch)
    seen = network.dropout(words)
    mask = batch["word_mask"]
    cue_logits = network.cue(seen).float()
    out = {"cue": F.cross_entropy(cue_logits[mask], cue[mask], reduction="sum"),
           "flat": F.cross_entropy(network.flat(seen).float()[mask], flat[mask], reduction="sum")}
    if negatives:   # words that look like cues and are none: their labels are all O
        p = cue_logits.detach().softmax(-1)[..., 1]
        p[(cue > 0) | ~mask] = 0
        for row, w in (p > 0.3).nonzero().tolist()[:32]:
            window = batch_windows[row]
            cues.append(Cue(row, w, w, extent(window.article.paragraph[window.begin:window.end], w, w)))
    if not cues:
        return out
    read, m = network.read(words, [c.place for c in cues])
    read = network.dropout(read)
    labels = padded([c.labels for c in cues], read.shape[1])
    e = network.role.emissions(read)
    out["role"] = (network.role.partition(e, m) - network.role.path_score(e, labels, m)).sum()

    known = [k for k, c in enumerate(cues) if c.circumstances]
    if known:
        gold = torch.stack([padded([cues[k].circumstances[i] for k in known], read.shape[1]) for i in range(len(CIRCUMSTANCES))], 2)
        scores = network.role.circumstances(read[known])
        out["circumstance"] = F.nll_loss(scores[m[known]].flatten(0, 1), gold[m[known]].flatten(), reduction="sum")
    known = [k for k, c in enumerate(cues) if c.names is not None]
    if known:
        rows = torch.tensor([cues[k].place[0] for k in known])
        first = torch.tensor([cues[k].place[1] for k in known])
        speaker = torch.stack([read[k, cues[k].source or [x - cues[k].place[3] for x in range(cues[k].place[1], cues[k].place[2] + 1)]].mean(0)
                               for k in known])
        scores = network.role.pointer(speaker, words[rows], distance_bucket(torch.arange(words.shape[1])[None] - first[:, None]), mask[rows])
        right = torch.zeros_like(scores, dtype=torch.bool)
        for i, k in enumerate(known):
            right[i, [1 + x for x in cues[k].names] or [0]] = True
        out["pointer"] = -torch.logsumexp(scores.masked_fill(~right, -1e4), 1).sum()
    return out


WEIGHTS = {"cue": 1.0, "flat": 0.25, "role": 0.5, "circumstance": 0.5, "pointer": 0.5}


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, network, decay):
        self.network, self.decay, self.steps = copy.deepcopy(network).eval(), decay, 0

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        d = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for a, b in zip(self.network.parameters(), network.parameters()):
            a.lerp_(b, 1 - d)


def batches(articles, size, pieces, rng):
    all_windows = [w for a in articles for w in corpus.windows(a, pieces, rng.randrange(0, pieces // 2))]
    all_windows = [w for w in all_windows if w.end - w.begin > 5]
    rng.shuffle(all_windows)
    out = []
    for i in range(0, len(all_windows), size * 16):     # near-equal lengths share a batch
        group = sorted(all_windows[i:i + size * 16], key=lambda w: w.article.last[w.end - 1] - w.article.first[w.begin])
        out += [group[k:k + size] for k in range(0, len(group), size)]
    rng.shuffle(out)
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("train", "train-gold", "train-text", "train-speakers", "dev", "dev-gold", "dev-text", "dev-speakers", "scorers", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--base", required=True, help="BERT weights (safetensors)")
    ap.add_argument("--init", help="weights to go on from, where not the base's")
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--pieces", type=int, default=256)
    ap.add_argument("--mask", type=float, default=0.05, help="share of words hidden from the encoder in training")
    ap.add_argument("--decay", type=float, default=0.999)
    ap.add_argument("--seed", type=int, default=3)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    ap.add_argument("--without", metavar="K/N", help="leave out every Nth training article, from the Kth on, and keep the last "
                    "weights: a model that what is trained on its output may be shown those articles with")
    ap.add_argument("--freeze-words", action="store_true", help="leave the embeddings of word pieces as the base has them")
    ap.add_argument("--limit", type=int, default=0, help="train on that many articles only, to try things")
    o = ap.parse_args()
    sys.path.insert(0, o.scorers)
    torch.set_num_threads(o.threads)
    torch.set_default_device(o.device)
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    train = corpus.load(o.train, o.train_gold, speakers=o.train_speakers, text_dir=o.train_text)
    dev = corpus.load(o.dev, o.dev_gold, speakers=o.dev_speakers, text_dir=o.dev_text)
    if o.limit:
        train = train[:o.limit]
    if o.without:
        place, of = map(int, o.without.split("/"))
        train = [a for i, a in enumerate(train) if i % of != place]
    network = Network()
    network.load_bert(load_file(o.base, device=o.device))
    if o.init:
        network.load_state_dict(torch.load(o.init, map_location=o.device))
    average = Average(network, o.decay)
    # Rates, in multiples of the encoder's.  What is added to every word's embedding learns slowly, as embeddings are
    # small (0.05 a number).
    groups = {0.1: [], 1: [], 3: [], 20: []}
    network.encoder.word.requires_grad_(not o.freeze_words)
    for name, p in network.named_parameters():
        if not p.requires_grad:
            continue
        times = (0.1 if name in ("encoder.case.weight", "encoder.quote.weight", "encoder.kind") else 1 if name.startswith(("encoder.", "role.layer."))
                 else 20 if name in ("role.transition", "role.start") else 3)
        groups[times].append(p)
    optimizer = torch.optim.AdamW([{"params": ps, "lr": times * o.rate} for times, ps in groups.items()], weight_decay=0.01, fused=True)
    per_epoch = len(batches(train, o.batch, o.pieces, random.Random(0)))
    total, warm = per_epoch * o.epochs, 100
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, 1 - s / total)))
    best, step = 0, 0
    for epoch in range(o.epochs):
        begin, seen, running, sums = time.time(), 0, collections.Counter(), collections.Counter()
        network.train()
        for group in batches(train, o.batch, o.pieces, rng):
            batch = collate(group, o.mask, rng)
            with autocast():
                parts = loss(network, group, batch, negatives=epoch > 0 or bool(o.init))
            value = sum(WEIGHTS[k] * v for k, v in parts.items()) / (20 * len(group))
            if not torch.isfinite(value):
                sys.exit(f"step {step}: the loss is {value.item()}")
            optimizer.zero_grad()
            value.backward()
            norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(network)
            for k, v in parts.items():
                running[k] += v.item() / (20 * len(group))
            running["norm"] += norm.item()
            seen += 1; step += 1
            if seen % 20 == 0:
                print(f"  step {step}/{total} " + " ".join(f"{k} {v / 20:.3f}" for k, v in running.items()) +
                      f" {(time.time() - begin) / seen:.2f} s/step", flush=True)
                sums.update(running)
                running.clear()
            if step % 500 == 0:   # to look at, should a run go astray
                torch.save(network.state_dict(), o.out + ".last")
        if o.without:
            print(f"epoch {epoch + 1} {time.time() - begin:.0f} s", flush=True)
            torch.save(average.network.state_dict(), o.out)
            continue
        figures = evaluate(average.network, dev, o)
        print(f"epoch {epoch + 1} {time.time() - begin:.0f} s  " + figures["line"], flush=True)
        torch.save(average.network.state_dict(), o.out + ".average")
        if figures["all"] > best:
            best = figures["all"]
            torch.save(average.network.state_dict(), o.out)


def evaluate(network, dev, o):
    import measure
    predictions = decode(network.role, score_articles(network, dev, threshold=0.5), dev, bonus=(5.0, 4.0))
    return measure.figures(o.dev_text, o.dev_gold, predictions)


if __name__ == "__main__":
    main()
