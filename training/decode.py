"""From the network's scores to attributions: the reference for the C++ reader."""
import torch

import corpus
from network import B_CONTENT, B_SOURCE, I_CONTENT, I_SOURCE, LABELS


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


@torch.no_grad()
def score_articles(network, articles, pieces=256, overlap=0, threshold=0.4, size=8):
    """-> [(window, first, last, cue probability, emissions [L, LABELS])], one for each cue of at least the threshold."""
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
        with torch.autocast("cpu", torch.bfloat16):
            words = network.words(batch)
            probability = network.cue(words).float().softmax(-1)
            tags = network.flat(words).float().log_softmax(-1)
        cues, info = [], []
        for row, (w, lo, hi) in enumerate(group):
            for first, last, score in cue_spans(probability[row, :w.end - w.begin], threshold):
                if lo <= w.begin + first < hi:
                    cues.append((row, first, last))
                    info.append((w, first, last, score))
        if cues:
            e, _ = network.cue_roles(words, tags, batch, torch.tensor(cues))
            scored += [(*i, e[k, :i[0].end - i[0].begin]) for k, i in enumerate(info)]
    return scored


@torch.no_grad()
def decode(role, scored, articles, threshold=0.0, bonus=(0.0, 0.0)):
    """-> {id: [{"source": [[begin, end], ..], "cue": .., "content": .., "score": ..}]} in code points.
    bonus: for having a source, a content: see RoleHead.viterbi."""
    out = {a.id: [] for a in articles}
    scored = sorted((x for x in scored if x[3] >= threshold), key=lambda x: x[4].shape[0])
    for s in range(0, len(scored), 64):
        group = scored[s:s + 64]
        length = max(x[4].shape[0] for x in group)
        e, mask = torch.zeros(len(group), length, LABELS), torch.zeros(len(group), length, dtype=torch.bool)
        for k, x in enumerate(group):
            e[k, :x[4].shape[0]], mask[k, :x[4].shape[0]] = x[4], True
        labels, score = role.viterbi(e, mask, bonus)
        for (w, first, last, cue_score, _), path, lp in zip(group, labels.tolist(), score.tolist()):
            path = path[:w.end - w.begin]
            a = w.article
            chars = lambda rs: [[a.span[w.begin + x][0], a.span[w.begin + y - 1][1]] for x, y in rs]
            out[a.id].append({"source": chars(runs(path, B_SOURCE, I_SOURCE)), "cue": chars([[first, last + 1]]),
                              "content": chars(runs(path, B_CONTENT, I_CONTENT)), "score": cue_score, "path": lp})
    for a in articles:
        out[a.id] = sorted((x for x in out[a.id] if x["content"]), key=lambda x: x["cue"][0])
    return out


