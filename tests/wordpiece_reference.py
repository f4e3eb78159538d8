#!/usr/bin/env python3
"""Compare Quoth's WordPiece with the reference tokenizer (PyPI: tokenizers).

  QUOTH_CORPUS=DIR QUOTH_TOKENIZER=DIR wordpiece_reference.py --prepare build/training/quoth-prepare

QUOTH_TOKENIZER names the folder that has the reference's tokenizer.json and vocab.txt.

Texts: the attribution texts and the page bodies of the corpus, plus hard cases written
here and, between two letters, every code point there is.  Ids, offsets (code points)
and word numbers must be the same, with no exception.  Special tokens spelled out in a
text are text on both sides (encode_special_tokens).

Exit status 0: all the same; 1: a difference; 77: skipped, with a line that says why.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

HARD = [
    "", " ", "\ufeff", "[SEP] [CLS] x[MASK]y [PAD] [UNK] [unused1] ##ing", "a" * 100, "a" * 101, "e\u0301" * 100, "e\u0301" * 101,
    "caf\u00e9 cafe\u0301 \u0301cafe", "x\u200by\u00adz \u200b \u2060", "\u202ahe\u202c", "a\u0000b\ufffdc",
    "\u65e5\u672c\u8a9e kanji\u65e5x \u3042\u30a2", "\ud55c\uad6d\uc5b4 \ud55c", "\u0130stanbul I\u0307 \u0131", "\u00df\u1e9e \ufb01 \u01c4 \u01c5",
    "\u03a3\u03c3\u03c2 \u1f82", "\u0915\u094d\u0937\u093f", "\u0e01\u0e33\u0e49", "\u037e \u1fef \u2260 a\u226eb",
    "1\u00bd \u00b2 \u2460 \u2167", "\U0001f600\U0001f1e9\U0001f1ea \U0001f468\u200d\U0001f469", "\U0001d15e \U0001d160", "\u2028a\u2029b\u0085c\u000bd\u000ce\u001cf",
    "don\u2019t \u201cx\u201d \u00abx\u00bb \u2039x\u203a \u300cx\u300d ''x`` --\u2014\u2013\u2026", "\u0f71\u0f72 \u0344", "$5 \u20ac5 a_b a@b.c #x ^ ` | ~ + < = >",
    "\u00a0a\u3000b\u1680c\u2003d", "\U000e0001\U000e0041", "\ue000\uf8ff\U00100000", "\u0378\U0001fbff\U000effff\ufdd0\uffff",
]


def texts(corpus):
    for path in sorted(glob.glob(os.path.join(corpus, "attribution", "*", "text", "*.txt"))):
        with open(path, encoding="utf-8", newline="") as f:
            yield f.read()
    for path in sorted(glob.glob(os.path.join(corpus, "pages", "*.jsonl"))):
        with open(path, encoding="utf-8") as f:
            for line in f:
                page = json.loads(line)
                for field in ("body", "title"):
                    if isinstance(page.get(field), str):
                        yield page[field]


def every_code_point():
    text = []
    for c in range(0x110000):
        if 0xD800 <= c < 0xE000:
            continue
        text.append("a%sb A%s" % (chr(c), chr(c)))
        if len(text) == 2000:
            yield " ".join(text)
            text = []
    yield " ".join(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prepare", required=True)
    arguments = parser.parse_args()
    try:
        import tokenizers
    except ImportError:
        print("skipped: the Python package tokenizers is not installed")
        return 77
    corpus = os.environ.get("QUOTH_CORPUS")
    if not corpus or not os.path.isdir(corpus):
        print("skipped: QUOTH_CORPUS names no folder")
        return 77
    folder = os.environ.get("QUOTH_TOKENIZER", "")
    tokenizer, vocabulary = (os.path.join(folder, name) for name in ("tokenizer.json", "vocab.txt"))
    if not os.path.exists(tokenizer) or not os.path.exists(vocabulary):
        print("skipped: QUOTH_TOKENIZER names no folder with tokenizer.json and vocab.txt")
        return 77
    reference = tokenizers.Tokenizer.from_file(tokenizer)
    reference.no_truncation()
    reference.no_padding()
    reference.encode_special_tokens = True

    every = HARD + list(every_code_point()) + list(texts(corpus))
    with tempfile.TemporaryDirectory() as folder:
        for i, text in enumerate(every):
            with open(os.path.join(folder, "%08d.txt" % i), "wb") as f:
                f.write(text.encode("utf-8", "surrogatepass"))
        process = subprocess.Popen(
            [arguments.prepare, "--vocab", vocabulary, "--raw", folder], stdout=subprocess.PIPE)
        different = pieces = 0
        for text, line in zip(every, process.stdout):
            ours = json.loads(line)
            theirs = reference.encode(text, add_special_tokens=False)
            begins = [b for b, _ in theirs.offsets]
            ends = [e for _, e in theirs.offsets]
            pieces += len(theirs.ids)
            for name, a, b in (("ids", ours["ids"], theirs.ids), ("begin", ours["begin"], begins),
                               ("end", ours["end"], ends), ("word", ours["word"], theirs.word_ids)):
                if a == b:
                    continue
                different += 1
                at = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                place = begins[min(at, len(begins) - 1)] if begins else 0
                print("text %s: %s of piece %d: ours %s, reference %s, near %r" % (
                    ours["id"], name, at, a[at:at + 3], b[at:at + 3], text[max(0, place - 10):place + 20]))
                break
        if process.wait() != 0:
            return 1
    print("%d texts, %d pieces, %d texts differ" % (len(every), pieces, different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
