#!/usr/bin/env python3
"""train.py: trains the block scorer of pages, judges it on sites it has not seen, and writes what ships.

  train.py --page-blocks BUILD/src/page/page_blocks --corpus DIR --work DIR [--out src/page/scorer_table.inc]

DIR (the corpus) holds pages/*.jsonl, one page a line: {id, html_path, body, url, and where known publisher, sections, summary,
suspect}, and optionally attribution/train/text/*.txt, articles without noise.  Needs numpy and lightgbm (requirements.txt here).

Labels: a block is the article's where at least half of its 4-word shingles stand in the gold body, at a place that fits the order of
the blocks (a weighted longest chain, so that a teaser that repeats a sentence is not).  Standfirsts and subheadings that the gold
keeps apart from its paragraphs count as the article's, with less weight.

Two rounds of boosted trees (see src/page/scorer.h).  For the second round every block's first score comes from trees that have not
seen its site.  Cross-validation is by site; fold K's trees (both rounds) are written to WORK/fold-K.txt, and WORK/folds.json says
which page belongs to which, so that bench/page measures the shipped program on unseen sites.

Text pages have trees of their own, trained on the same blocks as text pages would hold them: the article, what stands between its
paragraphs, and some of what stands before and after; and on articles without any noise.
"""
import argparse, hashlib, json, re, subprocess, unicodedata
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlparse

import lightgbm
import numpy as np

FOLDS = 8
TREES = dict(objective='binary', learning_rate=0.08, num_leaves=12, min_data_in_leaf=20, min_sum_hessian_in_leaf=1.0, feature_fraction=0.35,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=2.0, max_bin=127, seed=7, num_threads=1, verbose=-1)
ROUNDS = (64, 64)
SECOND = 21   # columns of the second round, see second_columns

CJK = '\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u0e00-\u0e7f'
TOKEN = re.compile(f'[{CJK}]|[^\\W{CJK}]+')
DROP = dict.fromkeys(map(ord, '\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f'))


def tokens(text):
    return TOKEN.findall(unicodedata.normalize('NFKC', text.translate(DROP)).casefold())


def shingles(words):
    return list(zip(*[words[i:] for i in range(4)]))


def gold_lines(gold):
    """The gold's lines in order, each with whether it is a paragraph (or a standfirst or subheading kept apart)."""
    if gold.get('sections'):
        lines = [(s, False) for s in gold.get('summary') or []]
        for section in gold['sections']:
            lines += [(h, False) for h in section['headline']] + [(p, True) for p in section['paragraphs']]
        return lines
    return [(p, True) for p in re.split(r'\n+', gold['body']) if p.strip()]


def label(gold, blocks):
    """For each block: share of it in the gold at a fitting place, share of that which is no paragraph, words, share anywhere."""
    words, apart, short = [], [], defaultdict(list)
    for line, paragraph in gold_lines(gold):
        t = tokens(line)
        if len(t) < 4: short[tuple(t)].append(len(words))
        words += t
        apart += [not paragraph] * len(t)
    index = defaultdict(list)
    for i, s in enumerate(shingles(words)): index[s].append(i)
    candidates, counts, anywhere = [], np.zeros(len(blocks), int), np.zeros(len(blocks))
    for b, text in enumerate(blocks):
        t = tokens(text)
        counts[b] = len(t)
        if 0 < len(t) < 4: candidates += [(b, p, len(t), 1.0) for p in short.get(tuple(t), [])]
        if len(t) < 4: continue
        s = shingles(t)
        share = anywhere[b] = sum(x in index for x in s) / len(s)
        if share < 0.3: continue
        places = defaultdict(int)   # diagonals of the dot plot, eight words wide
        for k, x in enumerate(s):
            for p in index.get(x, ())[:20]: places[(p - k) // 8] += 1
        most = max(places.values())
        for place, hits in sorted(places.items(), key=lambda kv: -kv[1])[:4]:
            if hits >= 0.4 * most: candidates.append((b, max(0, place * 8), len(t) * share, share))
    candidates.sort(key=lambda c: (c[0], -c[1]))
    best, before = [], []
    for i, (b, p, w, _) in enumerate(candidates):
        top, at = 0, -1
        for j in range(i):
            if candidates[j][0] < b and candidates[j][1] <= p + 8 and best[j] > top: top, at = best[j], j
        best.append(top + w)
        before.append(at)
    share, soft = np.zeros(len(blocks)), np.zeros(len(blocks))
    i = int(np.argmax(best)) if best else -1
    while i >= 0:
        b, p, _, c = candidates[i]
        share[b] = c
        soft[b] = np.mean(apart[p:p + max(1, counts[b])] or [0])
        i = before[i]
    return share, soft, counts, anywhere


def site_of(gold):
    if gold.get('publisher'): return gold['publisher'].lower()
    names = [n for n in urlparse(gold['url']).netloc.split('.') if n not in ('www', 'com', 'org', 'co', 'uk', 'net', 'in', 'edition', 'news')]
    return names[-1] if names else gold['url']


def fold_of(site, sites):
    return sorted(sites, key=lambda s: hashlib.md5(s.encode()).hexdigest()).index(site) % FOLDS


def shifted(p, k):
    out = np.full(len(p), -1.0)
    if k > 0 and k < len(p): out[k:] = p[:-k]
    if k < 0 and -k < len(p): out[:k] = p[-k:]
    return out


def second_columns(p, groups, words):
    """What the second round sees besides a block's own columns; the same as SecondColumns() in src/page/scorer.cc."""
    n = len(p)
    if not n: return np.zeros((0, SECOND))
    columns = [p]
    for k in (1, 2, 3, 4): columns += [shifted(p, k), shifted(p, -k)]
    w = np.minimum(words, 100) + 1.0
    total, mass = np.concatenate([[0], np.cumsum(p * w)]), np.concatenate([[0], np.cumsum(w)])
    here = np.arange(n)
    for reach in (3, 8):
        a, b = np.maximum(here - reach, 0), np.minimum(here + reach + 1, n)
        columns.append((total[b] - total[a]) / (mass[b] - mass[a]))
    columns += [total[:-1] / max(total[-1], 1e-9), np.full(n, np.log2(1 + total[-1]))]
    columns += [np.maximum.accumulate(p), np.maximum.accumulate(p[::-1])[::-1]]
    for g in (0, 1):
        _, inverse = np.unique(groups[:, g], return_inverse=True)
        gm, gs = np.bincount(inverse, w)[inverse], np.bincount(inverse, p * w)[inverse]
        columns += [np.where(gm - w > 0.5, (gs - p * w) / np.maximum(gm - w, 1e-9), 0), gs / max(total[-1], 1e-9)]
    last = np.maximum.accumulate(np.where(p > 0.5, here, -1000))
    after = np.minimum.accumulate(np.where(p > 0.5, here, 10**6)[::-1])[::-1]
    columns += [np.minimum(here - last, 30), np.minimum(after - here, 30)]
    return np.stack(columns, 1)


class Set:
    """Pages with their rows."""

    def __init__(self, pages, table):
        self.pages, self.table = pages, table

    def rows(self, chosen):
        return np.concatenate([np.arange(p['at'], p['at'] + p['n']) for p in chosen]) if chosen else np.zeros(0, int)

    def column(self, key):
        return np.concatenate([p[key] for p in self.pages])


def read_dump(lines, table_path, keep=None):
    pages, at, columns = [], 0, 0
    for line in lines:
        o = json.loads(line)
        columns = o['columns'] or columns
        pages.append(dict(path=o['path'], title=o['title'], blocks=o['blocks'], at=at, n=len(o['blocks']),
                          words=np.array(o['words']), listed=np.array(o['listed'], bool), groups=np.array(o['groups']).reshape(-1, 2) if o['groups'] else np.full((len(o['blocks']), 2), -1)))
        at += len(o['blocks'])
    return Set(pages, np.fromfile(table_path, dtype=np.float32).reshape(-1, columns))


def dump(tool, work, name, files, *options):
    out = work / f'{name}.jsonl'
    with open(out, 'w') as f:
        subprocess.run([tool, *options, '--table', work / f'{name}.f32', *files], stdout=f, check=True)
    return read_dump(open(out), work / f'{name}.f32')


def weigh(page, gold_words, suspect):
    """A block weighs as much as it can spoil the page's score: by its words as a share of the article's."""
    w = np.clip(np.maximum(page['counts'], 3) / max(gold_words, 60) * 20, 0, 20)
    w = np.where(page['soft'] > 0.5, w * 0.3, w)
    # Gold of parsers often lacks lists and block quotes that stand in the article: a doubtful no.
    article = np.flatnonzero(page['share'] >= 0.5)
    if len(article):
        here = np.arange(page['n'])
        w = np.where((page['share'] < 0.5) & page['listed'] & (here > article[0]) & (here < article[-1]), w * 0.3, w)
    w = np.where((page['anywhere'] > 0.8) & (page['share'] < 0.5), w * 0.3, w)
    return w * (0.3 if suspect else 1) * (1 if (page['share'] >= 0.5).any() else 0) + 1e-6


def fit(x, y, w, rounds):
    return lightgbm.train(TREES, lightgbm.Dataset(x, y, weight=w), rounds)


def train(pages, table, second=True):
    """Both rounds on these pages; the first scores that the second learns from are cross-fitted by site."""
    data = Set(pages, table)
    y, w = (data.column('share') >= 0.5) * 1.0, data.column('weight')
    x = table[data.rows(pages)]
    where, at = [], 0
    for p in pages:
        where.append(np.arange(at, at + p['n']))
        at += p['n']
    first = fit(x, y, w, ROUNDS[0])
    if not second: return first, None
    sites = sorted({p['site'] for p in pages})
    scores = np.zeros(len(x))
    for k in range(4):
        out = [i for i, p in enumerate(pages) if sites.index(p['site']) % 4 == k]
        rest = [i for i, p in enumerate(pages) if sites.index(p['site']) % 4 != k]
        if not out: continue
        r, q = np.concatenate([where[i] for i in rest]), np.concatenate([where[i] for i in out])
        scores[q] = fit(x[r], y[r], w[r], ROUNDS[0]).predict(x[q])
    more = np.concatenate([second_columns(scores[i], p['groups'], p['words']) for i, p in zip(where, pages)])
    return first, fit(np.concatenate([x, more], 1), y, w, ROUNDS[1])


def nodes_of(model):
    """The trees as (feature, right, value), depth first: left child next, right child `right` nodes on."""
    roots, nodes = [], []

    def add(tree):
        if 'leaf_value' in tree and 'split_feature' not in tree:
            nodes.append((65535, 0, float(tree['leaf_value'])))
            return
        at = len(nodes)
        nodes.append(None)
        add(tree['left_child'])
        right = len(nodes) - at
        add(tree['right_child'])
        nodes[at] = (tree['split_feature'], right, float(tree['threshold']))

    if model is not None:
        for tree in model.dump_model()['tree_info']:
            roots.append(len(nodes))
            add(tree['tree_structure'])
    return roots, nodes


def number(x):
    text = repr(float(np.float32(x)))
    return f'{float(np.float32(x)):.9g}' if 'inf' not in text else '3.4e38'


def write_text(path, thresholds, models):
    with open(path, 'w') as f:
        f.write(f'quoth-page-scorer 1 {thresholds[0]} {thresholds[1]}\n')
        for model in models:
            roots, nodes = nodes_of(model)
            f.write(f'{len(roots)} {len(nodes)}\n{" ".join(map(str, roots))}\n')
            f.write('\n'.join(f'{a} {b} {number(v)}' for a, b, v in nodes) + '\n')


def write_table(path, thresholds, models, columns):
    with open(path, 'w') as f:
        f.write('// Made by training/page/train.py; do not edit.\n')
        f.write(f'constexpr size_t kColumns = {columns[0]}, kTextColumns = {columns[1]};   // FeatureNames().size(), TextFeatureCount()\n')
        f.write(f'constexpr float kThresholdTree = {thresholds[0]}f, kThresholdText = {thresholds[1]}f;\n')
        for k, model in enumerate(models):
            roots, nodes = nodes_of(model)
            f.write(f'constexpr uint32_t kRoots{k}[] = {{{",".join(map(str, roots))}}};\nconstexpr TreeNode kNodes{k}[] = {{\n')
            line = ''
            for a, b, v in nodes:
                text = number(v)
                cell = f'{{{a},{b},{text if "." in text or "e" in text else text + ".0"}f}},'
                if len(line) + len(cell) > 160:
                    f.write(line + '\n')
                    line = ''
                line += cell
            f.write(line + '\n};\n')


def as_text(page, rng):
    """One text page made of a page's blocks: the article, most of what stands in it, some of what stands around it."""
    article = np.flatnonzero(page['share'] >= 0.5)
    first, last = article[0], article[-1]
    title = [i for i in range(first) if page['title'] and tokens(page['blocks'][i]) == tokens(page['title'])][-1:]
    before, after = first - int(rng.integers(0, 12)), last + int(rng.integers(0, 25))
    chosen = []
    for i in range(page['n']):
        inside = first <= i <= last
        noise = page['share'][i] < 0.5
        if i in title or not noise: chosen.append((i, 1))
        elif inside and rng.random() < 0.8 or (before <= i <= after and not inside and rng.random() < 0.7): chosen.append((i, 0))
    return chosen, title


def text_pages(pages, tool, work, articles, rng):
    folder = work / 'text'
    folder.mkdir(exist_ok=True)
    made, files = [], []
    for p in pages:
        if not (p['share'] >= 0.5).any(): continue
        for copy in range(2):
            chosen, title = as_text(p, rng)
            gap = '\n\n' if rng.random() < 0.7 else '\n'
            path = folder / f"{hashlib.md5((p['path'] + str(copy)).encode()).hexdigest()}.txt"
            path.write_text(gap.join(' '.join(p['blocks'][i].split()) for i, _ in chosen) + '\n')
            files.append(path)
            made.append(dict(site=p['site'], fold=p['fold'], share=np.array([float(v) for _, v in chosen]),
                             weight=np.array([max(p['weight'][i], 0.5) if i in title else p['weight'][i] for i, _ in chosen])))
    for path in articles:
        lines = [l for l in path.read_text().split('\n') if l.strip()]
        files.append(path)
        site = 'article ' + path.stem[-1]
        made.append(dict(site=site, fold=int(hashlib.md5(path.stem.encode()).hexdigest(), 16) % FOLDS, share=np.ones(len(lines)), clean=True,
                         weight=np.array([np.clip(len(l.split()) / 600 * 20, 0.1, 20) for l in lines]) * 0.5))
    data = dump(tool, work, 'text', files, '--text')
    kept = []
    for p, m in zip(data.pages, made):
        if p['n'] != len(m['share']): continue   # wrapped lines, empty blocks
        p.update(m)
        kept.append(p)
    data.pages = kept
    return data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--page-blocks', required=True)
    parser.add_argument('--corpus', type=Path, required=True)
    parser.add_argument('--work', type=Path, required=True)
    parser.add_argument('--out', type=Path)
    parser.add_argument('--thresholds', type=float, nargs=2, default=(0.15, 0.35))
    parser.add_argument('--only', choices=['folds', 'ship'])
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    golds = [json.loads(l) for p in sorted((a.corpus / 'pages').glob('*.jsonl')) for l in open(p)]
    data = dump(a.page_blocks, a.work, 'html', [a.corpus / 'pages' / g['html_path'] for g in golds])
    sites = sorted({site_of(g) for g in golds})
    for g, p in zip(golds, data.pages):
        p['share'], p['soft'], p['counts'], p['anywhere'] = label(g, p['blocks'])
        p['site'] = site_of(g)
        p['fold'] = fold_of(p['site'], sites)
        p['weight'] = weigh(p, p['counts'][p['share'] >= 0.5].sum(), g.get('suspect'))
    text = None if a.only == 'folds' else text_pages(data.pages, a.page_blocks, a.work, sorted((a.corpus / 'attribution/train/text').glob('*.txt'))[::4], np.random.default_rng(5))
    (a.work / 'folds.json').write_text(json.dumps({g['id']: p['fold'] for g, p in zip(golds, data.pages)}))
    print(f'{len(golds)} pages of {len(sites)} sites, {len(data.table)} blocks; {len(text.pages) if text else 0} text pages', flush=True)

    def both(pages, texts):
        return [*train(pages, data.table), *train(texts, text.table)]

    for k in range(FOLDS) if a.only != 'ship' else ():
        models = train([p for p in data.pages if p['fold'] != k], data.table)
        write_text(a.work / f'fold-{k}.txt', a.thresholds, [*models, None, None])   # no gold for text pages
        print('fold', k, flush=True)
    if a.only != 'folds':
        models = both(data.pages, text.pages)
        write_text(a.work / 'shipped.txt', a.thresholds, models)
        if a.out: write_table(a.out, a.thresholds, models, (data.table.shape[1], text.table.shape[1]))


if __name__ == '__main__':
    main()
