"""Articles with their gold attributions, as words.

Features come from `quoth-prepare` (one JSON object a line: id, ids, begin, end,
word, case, quote, paragraph), so that training sees what the reader sees.
Gold comes from brat standoff as PolNeAR has it: T lines with a role and code
point offsets, E lines that tie them to one attribution.
"""
import collections
import glob
import json
import os
import re

ROLES = ("source", "cue", "content")
TITLES = {"Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "President", "Senator", "Secretary", "Gen", "The", "Prof", "Sir", "Governor",
          "Congressman", "Congresswoman", "Judge", "Justice", "Minister", "Chancellor", "Mayor"}


def read_annotation(path):
    """-> [{role: [(begin, end), ...]}] in code points, one for each E line."""
    spans, events = {}, []
    for line in open(path, encoding="utf8"):
        field = line.rstrip("\n").split("\t")
        if len(field) < 2:
            continue
        if re.fullmatch(r"T\d+", field[0]):
            _, offsets = field[1].split(" ", 1)
            spans[field[0]] = [tuple(map(int, s.split())) for s in offsets.split(";")]
        elif re.fullmatch(r"E\d+", field[0]):
            events.append([pair.split(":") for pair in field[1].split()])
    role = lambda key: re.sub(r"\d+$", "", key).lower()
    return [{r: [s for k, v in event if role(k) == r for s in spans.get(v, [])] for r in ROLES}
            for event in events]


class Article:
    """One article: parallel lists over pieces and over words.

    ids, case, quote   one value a piece
    first, last        of each word: its first piece, and one past its last
    span               of each word: (begin, end) in code points
    paragraph          of each word
    gold               attributions as {role: sorted list of words}; where the speakers
                       are known also "names" (list of lists of words: every place
                       that names the speaker; empty for nobody) and words of "to",
                       "occasion", "when"
    """

    def __init__(self, features, attributions=(), speakers=None, text=""):
        self.id = features["id"]
        self.ids, self.case, self.quote = features["ids"], features["case"], features["quote"]
        self.first, self.last, self.span, self.paragraph = [], [], [], []
        previous = None
        for i, word in enumerate(features["word"]):
            begin, end = features["begin"][i], features["end"][i]
            if word != previous:
                self.first.append(i)
                self.last.append(i + 1)
                self.span.append((begin, end))
                self.paragraph.append(features["paragraph"][i])
                previous = word
            else:
                self.last[-1] = i + 1
                self.span[-1] = (self.span[-1][0], end)
        at = {}
        for w, (begin, end) in enumerate(self.span):
            for c in range(begin, end):
                at[c] = w
        self.gold = []
        for index, a in enumerate(attributions):
            words = {r: sorted({at[c] for b, e in a[r] for c in range(b, e) if c in at}) for r in ROLES}
            if words["cue"]:
                self.gold.append(words)
                if speakers:
                    self._add_speaker(words, speakers[index], text, at, a["cue"][0][0])

    def _add_speaker(self, words, speaker, text, at, cue):
        inside = lambda begin, end: sorted({at[c] for c in range(begin, end) if c in at})
        who = speaker["who"] if isinstance(speaker["who"], list) else [speaker["who"]] if speaker["who"] else []
        words["names"] = sorted({w for name in who for begin, end in name_places(text, name) for w in inside(begin, end)})
        words["named"] = bool(who)
        for key in ("to", "occasion", "when"):
            begins = [m.start() for m in re.finditer(re.escape(speaker[key]), text)] if speaker.get(key) else []
            begin = min(begins, key=lambda b: abs(b - cue), default=None)
            words[key] = [] if begin is None else inside(begin, begin + len(speaker[key]))

    def __len__(self):
        return len(self.first)


def name_places(text, name):
    """Where a text names somebody: the full name, and its last word where no other
    name's word goes before ("Clinton" but not "Bill Clinton" for Hillary Clinton)."""
    places = [m.span() for m in re.finditer(r"\b" + re.escape(name) + r"\b", text)]
    words = name.split()
    if len(words) > 1 and words[-1][0].isupper() and len(words[-1].rstrip(".")) > 2:
        for m in re.finditer(r"\b" + re.escape(words[-1]) + r"\b", text):
            before = re.search(r"(\S+)[ \u00a0]$", text[max(0, m.start() - 40):m.start()])
            before = before.group(1) if before else ""
            if not before[:1].isupper() or before.rstrip(".") in TITLES or before in words:
                places.append(m.span())
    return places


def load(features_path, annotation_dir, every_annotator=False, speakers=None, text_dir=None):
    """-> [Article].  The first annotator by file name is the gold; with
    every_annotator each further one gives the article again.
    speakers: a file of who the sources are (one JSON object an article), with
    text_dir the articles' texts."""
    who = {}
    for line in open(speakers, encoding="utf8") if speakers else ():
        entry = json.loads(line)
        who[entry["id"]] = entry["speakers"]
    files = collections.defaultdict(list)
    for path in sorted(glob.glob(os.path.join(annotation_dir, "*.ann"))):
        files[os.path.basename(path)[:-4].rsplit("_", 1)[0]].append(path)
    articles = []
    for line in open(features_path, encoding="utf8"):
        features = json.loads(line)
        paths = files[features["id"]]
        for i, path in enumerate(paths if every_annotator else paths[:1]):
            known = who.get(features["id"]) if i == 0 else None
            text = open(os.path.join(text_dir, features["id"] + ".txt"), encoding="utf8", newline="").read() if known else ""
            articles.append(Article(features, read_annotation(path), known, text))
    return articles


class Window:
    """A run of words [begin, end) of an article that goes through the encoder at once."""

    def __init__(self, article, begin, end):
        self.article, self.begin, self.end = article, begin, end


def windows(article, pieces=380, shift=0, overlap=0):
    """Cuts an article at paragraph breaks into runs of at most `pieces` pieces
    (a paragraph break counts as one).  A paragraph too long for one window is
    cut between words.  `shift` (pieces) shortens the first window, so that
    epochs see different cuts; `overlap` pieces of the run before are read again."""
    out, begin, n = [], 0, len(article)
    limit = pieces - shift
    while begin < n:
        size, end, cut = 0, begin, None
        while end < n:
            size += article.last[end] - article.first[end]
            if end > begin and article.paragraph[end] != article.paragraph[end - 1]:
                cut = end
                size += 1
            if size > limit:
                break
            end += 1
        if end < n and cut is not None and cut > begin:
            end = cut
        out.append(Window(article, begin, end))
        if end >= n:
            break
        begin = end
        if overlap:
            back, got = begin, 0
            while back > out[-1].begin + 1 and got < overlap:
                back -= 1
                got += article.last[back] - article.first[back]
            begin = back
        limit = pieces
    return out
