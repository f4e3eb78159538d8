"""From the network's scores to attributions: the reference for the C++ reader."""
import math

import torch

import corpus
from network import B_CONTENT, B_SOURCE, I_CONTENT, I_SOURCE, LABELS, autocast, extent


def cue_spans(probability, threshold):
    """probability [L, 3] of O, B, I -> [(first, last, score)]"""
    spans, n, i = [], probability.shape[0], 0
    p = probability.tolist()
    while i < n:
        begins = p[i][1] >= threshold or (p[i][1] + p[i][2] >= max(threshold, 0.5) and p[i][1] >= p[i][2])
        if begins:
            j = i
            while j + 1 < n and p[j + 1][2] > max(p[j + 1][0], p[j + 1][1]):
                j += 1
            spans.append((i, j, p[i][1]))
            i = j
        i += 1
    return spans


def runs(labels, b, i):
    out = []
    for w, x in enumerate(labels):
        if x == b:
            out.append([w, w + 1])
        elif x == i and out and out[-1][1] == w:
            out[-1][1] = w + 1
        elif x == i:
            out.append([w, w + 1])
    return out


class Scored:
    """A cue and what the network says of it.

    window, first, last   where it stands, words of the window (last included)
    score                 its probability
    begin                 of the words that it reads, in the window
    emissions             [L, LABELS] over these
    read                  [L, size], the role layer's output
    """

    def __init__(self, window, first, last, score, begin, emissions, read):
        self.window, self.first, self.last, self.score = window, first, last, score
        self.begin, self.emissions, self.read = begin, emissions, read


@torch.no_grad()
def score_articles(network, articles, pieces=256, overlap=0, threshold=0.4, size=8, precise=False):
    """-> [Scored], one for each cue of at least the threshold.  precise: in fp32, where false stands for bfloat16."""
    from train import collate
    network.eval()
    items = []
    for a in articles:
        ws = corpus.windows(a, pieces, overlap=overlap)
        for k, w in enumerate(ws):   # a cue in the overlap belongs to the window in which it stands deeper
            lo = w.begin if k == 0 else (w.begin + ws[k - 1].end) // 2
            hi = w.end if k + 1 == len(ws) else (ws[k + 1].begin + w.end) // 2
            items.append((w, lo, hi))
    items.sort(key=lambda x: x[0].end - x[0].begin)
    scored = []
    for s in range(0, len(items), size):
        group = items[s:s + size]
        batch = collate([x[0] for x in group])
        with autocast(not precise):
            words = network.words(batch)
            probability = network.cue(words).float().softmax(-1)
            places, scores = [], []
            for row, (w, lo, hi) in enumerate(group):
                paragraph = w.article.paragraph[w.begin:w.end]
                for first, last, score in cue_spans(probability[row, :w.end - w.begin], threshold):
                    if lo <= w.begin + first < hi:
                        places.append((row, first, last, *extent(paragraph, first, last)))
                        scores.append(score)
            if places:
                read, _ = network.read(words, places)
                e = network.role.emissions(read)
        for k, (row, first, last, begin, end) in enumerate(places):
            scored.append(Scored(group[row][0], first, last, scores[k], begin, e[k, :end - begin], read[k, :end - begin]))
    return scored


@torch.no_grad()
def decode(role, scored, articles, threshold=0.0, bonus=(0.0, 0.0)):
    """-> {id: [{"source": [[begin, end], ..], "cue": .., "content": .., "score": ..}]} in code points.
    bonus: for having a source, a content: see RoleHead.viterbi."""
    out = {a.id: [] for a in articles}
    scored = sorted((x for x in scored if x.score >= threshold), key=lambda x: x.emissions.shape[0])
    for s in range(0, len(scored), 64):
        group = scored[s:s + 64]
        length = max(x.emissions.shape[0] for x in group)
        e, mask = torch.zeros(len(group), length, LABELS), torch.zeros(len(group), length, dtype=torch.bool)
        for k, x in enumerate(group):
            e[k, :x.emissions.shape[0]], mask[k, :x.emissions.shape[0]] = x.emissions, True
        labels, score = role.viterbi(e, mask, bonus)
        for x, path, lp in zip(group, labels.tolist(), score.tolist()):
            path = path[:x.emissions.shape[0]]
            a, begin, cue = x.window.article, x.window.begin + x.begin, x.window.begin + x.first
            place = lambda rs: [[begin + b, begin + e] for b, e in rs]
            source = place(runs(path, B_SOURCE, I_SOURCE))
            if len(source) > 1:   # a source is one phrase
                source = [min(source, key=lambda r: cue - r[1] if r[1] <= cue else r[0] - cue)]
            out[a.id].append({"source": source, "cue": [[cue, x.window.begin + x.last + 1]],
                              "content": place(runs(path, B_CONTENT, I_CONTENT)), "score": x.score, "path": lp})
    for a in articles:
        found = resolve([x for x in out[a.id] if x["content"]])
        for x in found:
            for r in corpus.ROLES:
                x[r] = [[a.span[b][0], a.span[e - 1][1]] for b, e in x[r]]
        out[a.id] = sorted(found, key=lambda x: x["cue"][0])
    return out


def resolve(attributions, share=0.6):
    """Words claimed by two cues go to the surer one, unless one attribution holds the other (just one of the cues lies
    in the other's content): then both keep them.  What loses most of its content is dropped.  Spans in words."""
    kept, owners = [], {}
    for a in sorted(attributions, key=lambda a: (-(math.log(a["score"]) + a["path"]), a["cue"][0])):
        words = [w for b, e in a["content"] for w in range(b, e)]
        overlap = {}
        for w in words:
            for k in owners.get(w, ()):
                overlap.setdefault(k, set()).add(w)
        cue, content, dropped = a["cue"][0][0], set(words), False
        for k in sorted(overlap):
            if (k in owners.get(cue, ())) != (kept[k]["cue"][0][0] in content):
                continue
            common = overlap[k] & content
            if len(common) >= share * len(content):
                dropped = True
                break
            content -= common
        if dropped:
            continue
        a["content"] = []
        for w in sorted(content):
            if a["content"] and a["content"][-1][1] == w:
                a["content"][-1][1] = w + 1
            else:
                a["content"].append([w, w + 1])
        for w in content:
            owners.setdefault(w, []).append(len(kept))
        kept.append(a)
    return kept


