"""The shared figures for a set of predictions, through score_quotes.py."""
import collections
import glob
import os


def figures(text_dir, gold_dir, predictions):
    from score_quotes import ROLES, Text, read_ann, report, score_doc
    first, counts, spans = {}, collections.Counter(), collections.Counter()
    for path in sorted(glob.glob(os.path.join(gold_dir, "*.ann"))):
        first.setdefault(os.path.basename(path)[:-4].rsplit("_", 1)[0], path)
    for path in sorted(glob.glob(os.path.join(text_dir, "*.txt"))):
        stem = os.path.basename(path)[:-4]
        t = Text(open(path, encoding="utf8", newline="").read())
        gold, discard = read_ann(first[stem], t.text)
        score_doc(t, gold, predictions.get(stem, []), discard, counts)
        cut = t.tokens(discard)
        both = []
        for attributions in (gold, predictions.get(stem, [])):
            found = {r: set() for r in ROLES}
            for a in attributions:
                for r in ROLES:
                    for s in a.get(r) or []:
                        k = sorted(t.tokens([s]) - cut)
                        if k:
                            found[r].add((k[0], k[-1]))
            both.append(found)
        for r in ROLES:
            spans[r, "t"] += len(both[0][r] & both[1][r]); spans[r, "g"] += len(both[0][r]); spans[r, "p"] += len(both[1][r])
    out = report(counts)
    f = {k: out[k + " content50+source"][2] for k in ("all", "direct", "mixed", "indirect")}
    f["content"] = out["all content50"][2]
    f["spans"] = {r: round(200 * spans[r, "t"] / max(1, spans[r, "g"] + spans[r, "p"]), 1) for r in ROLES}
    f["line"] = (f"content {f['content']} +source {f['all']} (direct {f['direct']} mixed {f['mixed']} indirect {f['indirect']}) "
                 f"P/R {out['all content50+source'][:2]} spans {f['spans']}")
    return f
