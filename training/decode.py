"""From the network's scores to attributions: the reference for the C++ reader."""
import math

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
            place = lambda rs: [[w.begin + x, w.begin + y] for x, y in rs]
            source = place(runs(path, B_SOURCE, I_SOURCE))
            if len(source) > 1:   # a source is one phrase
                source = [min(source, key=lambda r: w.begin + first - r[1] if r[1] <= w.begin + first else r[0] - w.begin - first)]
            out[a.id].append({"source": source, "cue": place([[first, last + 1]]),
                              "content": place(runs(path, B_CONTENT, I_CONTENT)), "score": cue_score, "path": lp})
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


