"""The attribution network: one encoder pass, several heads.

Encoder: BERT (post layer norm), with two added input embeddings, letter case and
quotation state, that start at zero.
Heads, over words (a word is represented by its first piece):
  cue      3 labels a word: O, B, I.
  role     every cue reads the words of its paragraph once more, through a layer of
           its own that is told where the cue stands.  Each word then has a label,
           O, B/I source, B/I content, decoded by a linear-chain CRF (Lafferty et al.
           2001), and three times O, B, I for the addressee, the occasion and the
           time of the saying.  As each cue reads for itself, one word may be content
           for one cue and source for another.
  pointer  for every cue, which words of the window name the speaker, or nobody.
  flat     7 tags a word: O, B/I of cue, source, content, whoever's they are.  A
           training signal only: the reader does without.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

PARAGRAPH, CLS, SEP, MASK = 1, 101, 102, 103   # [unused0], [CLS], [SEP], [MASK]
O, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
LABELS = 5
FLAT = 7                                      # O, then B and I of cue, source, content
DISTANCES = 32
CIRCUMSTANCES = ("to", "occasion", "when")
REACH = 120                                   # words before and after a cue that it reads, within its paragraph


def autocast(enabled=True):
    """bfloat16 in the linear maps, on the default device."""
    return torch.autocast(torch.get_default_device().type, torch.bfloat16, enabled=enabled)


class Dropout(nn.Module):
    """Dropout whose masks are slices of one long random mask: drawing fresh random
    numbers costs a third of a training step on a CPU."""
    POOL = None

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or not self.rate:
            return x
        if x.is_cuda:
            return F.dropout(x, self.rate)
        size = x.numel()
        if Dropout.POOL is None or Dropout.POOL.numel() < 2 * size:
            Dropout.POOL = ((torch.rand(4 * size) >= self.rate) / (1 - self.rate)).bfloat16()
        begin = torch.randint(Dropout.POOL.numel() - size, ()).item()
        return x * Dropout.POOL[begin:begin + size].view(x.shape)


class Layer(nn.Module):
    def __init__(self, size, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.output, self.norm1 = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.up, self.down, self.norm2 = nn.Linear(size, inner), nn.Linear(inner, size), nn.LayerNorm(size, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        n, length, size = x.shape
        split = lambda t: t.view(n, length, self.heads, size // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:    # on a CPU the plain form's backward pass is the faster one
            a = ((q * (size // self.heads) ** -0.5) @ k.transpose(2, 3) + mask).softmax(-1) @ v
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = self.output(a.transpose(1, 2).reshape(n, length, size))
        x = self.norm1(x + self.dropout(a))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


# Our names in a layer and BERT's.
LAYER_NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
               "output": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
               "down": "output.dense", "norm2": "output.LayerNorm"}


class Encoder(nn.Module):
    def __init__(self, layers=6, size=384, heads=12, inner=1536, vocabulary=30522, positions=512, dropout=0.1):
        super().__init__()
        self.size = size
        self.word = nn.Embedding(vocabulary, size)
        self.position = nn.Embedding(positions, size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.case, self.quote = nn.Embedding(3, size), nn.Embedding(8, size)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.dropout = Dropout(dropout)

    def forward(self, ids, case, quote, mask):
        x = self.word(ids) + self.position(torch.arange(ids.shape[1])) + self.kind + self.case(case) + self.quote(quote)
        x = self.dropout(self.norm(x))
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(mask.device.type):
            bias = bias.bfloat16()
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()

    def bert_names(self):
        """{our name: the usual BERT name} of every weight that BERT has too, but the token types."""
        names = {"word.weight": "embeddings.word_embeddings.weight", "position.weight": "embeddings.position_embeddings.weight",
                 "norm.weight": "embeddings.LayerNorm.weight", "norm.bias": "embeddings.LayerNorm.bias"}
        for i in range(len(self.layers)):
            for ours, theirs in LAYER_NAMES.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        return names

    def load_bert(self, tensors):
        """tensors: a BERT state dict with the usual names."""
        state = {ours: tensors[theirs] for ours, theirs in self.bert_names().items()}
        state["kind"] = tensors["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(state, strict=False)

    def bert_state(self):
        """The weights under the usual names, with case_embeddings and quote_embeddings."""
        own = self.state_dict()
        state = {theirs: own[ours] for ours, theirs in self.bert_names().items()}
        state["embeddings.token_type_embeddings.weight"] = torch.stack([own["kind"], torch.zeros_like(own["kind"])])
        state["case_embeddings.weight"], state["quote_embeddings.weight"] = own["case.weight"], own["quote.weight"]
        return state


def distance_bucket(d):
    """Signed log bucket of a distance in words: exact to 4, then about 4 an octave."""
    a = d.abs().float()
    b = torch.where(a <= 4, a, 4 + 2 * torch.log2(a.clamp(min=1) / 4)).floor().clamp(max=15).long()
    return torch.where(d < 0, 16 + b, b)


class Partition(torch.autograd.Function):
    """log Z of linear chains, with its gradient by forward-backward: a tenth of the
    time that autograd takes through the recursion.

    e [C, L, K] emissions, t [K, K] transitions from row to column, s [K] start
    scores, mask [C, L] (true, then false) -> [C]"""

    @staticmethod
    def forward(ctx, e, t, s, mask):
        e, t, s = e.detach(), t.detach(), s.detach()
        step, keep = t.exp(), mask.t().unsqueeze(2)
        alpha = torch.empty(e.shape[1], e.shape[0], e.shape[2])
        alpha[0] = s + e[:, 0]
        for i in range(1, e.shape[1]):
            top = alpha[i - 1].amax(1, keepdim=True)
            a = ((alpha[i - 1] - top).exp() @ step).clamp_min(1e-35).log() + top + e[:, i]
            alpha[i] = torch.where(keep[i], a, alpha[i - 1])
        z = torch.logsumexp(alpha[-1], 1)
        ctx.save_for_backward(e, t, alpha, z, mask)
        return z

    @staticmethod
    def backward(ctx, grad):
        e, t, alpha, z, mask = ctx.saved_tensors
        step, keep = t.exp().t().contiguous(), mask.t().unsqueeze(2)
        beta = torch.zeros_like(alpha)
        for i in range(e.shape[1] - 2, -1, -1):
            b = beta[i + 1] + e[:, i + 1]
            top = b.amax(1, keepdim=True)
            beta[i] = torch.where(keep[i + 1], ((b - top).exp() @ step).clamp_min(1e-35).log() + top, beta[i + 1])
        zed = z[None, :, None]
        unary = ((alpha + beta - zed).masked_fill(~keep, -1e4).exp() * grad[None, :, None]).transpose(0, 1)
        pair = (alpha[:-1, :, :, None] + t + (beta[1:] + e.transpose(0, 1)[1:])[:, :, None, :] - zed[..., None])
        pair = pair.masked_fill(~keep[1:][..., None], -1e4).exp()
        pair = (pair * grad[None, :, None, None]).sum((0, 1))
        return unary, pair, unary[:, 0].sum(0), None


def scanned_partition(e, t, s, mask):
    """Partition's result by products of neighbouring steps, pair by pair: as many steps one after the other as the length
    has binary digits.  For a GPU, which waits for each."""
    count = e.shape[2]
    nothing = torch.full((count, count), -1e4).fill_diagonal_(0)
    m = torch.where(mask[:, 1:, None, None], t + e[:, 1:, None, :], nothing)
    while m.shape[1] > 1:
        if m.shape[1] % 2:
            m = torch.cat([m, nothing.expand(m.shape[0], 1, count, count)], 1)
        m = torch.logsumexp(m[:, 0::2, :, :, None] + m[:, 1::2, None, :, :], 3)
    return torch.logsumexp((s + e[:, 0])[:, :, None] + (m[:, 0] if m.shape[1] else nothing), (1, 2))


class RoleHead(nn.Module):
    """Each cue's own reading of its paragraph."""

    def __init__(self, size, heads, inner, dropout, width=128):
        super().__init__()
        self.width = width
        self.distance, self.inside = nn.Embedding(DISTANCES, size), nn.Embedding(2, size)
        nn.init.normal_(self.distance.weight, std=0.05)
        nn.init.normal_(self.inside.weight, std=0.05)
        self.layer = Layer(size, heads, inner, dropout)
        self.label, self.circumstance = nn.Linear(size, LABELS), nn.Linear(size, 3 * len(CIRCUMSTANCES))
        self.ask, self.answer = nn.Linear(size, width), nn.Linear(size, width)
        self.nobody, self.far = nn.Linear(size, 1), nn.Embedding(DISTANCES, 1)
        nn.init.zeros_(self.far.weight)
        self.transition = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = nn.Parameter(torch.zeros(LABELS))
        blocked = torch.zeros(LABELS, LABELS)
        for i, b in ((I_SOURCE, B_SOURCE), (I_CONTENT, B_CONTENT)):
            for j in range(LABELS):
                if j not in (i, b):
                    blocked[j, i] = -1e4
        self.register_buffer("blocked", blocked, persistent=False)
        first = torch.zeros(LABELS)
        first[I_SOURCE] = first[I_CONTENT] = -1e4
        self.register_buffer("blocked_start", first, persistent=False)

    def read(self, words, distance, inside, mask):
        """words [C, L, size]: what each cue can see; distance (buckets), inside (of the cue) and mask [C, L]
        -> the layer's output [C, L, size]"""
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(mask.device.type):
            bias = bias.bfloat16()
        return self.layer(words + self.distance(distance) + self.inside(inside), bias).float()

    def emissions(self, read):
        with autocast(False):
            return self.label(read)

    def circumstances(self, read):
        """-> log probabilities [C, L, circumstance, O/B/I]"""
        with autocast(False):
            return self.circumstance(read).unflatten(2, (len(CIRCUMSTANCES), 3)).log_softmax(-1)

    def pointer(self, speaker, words, distance, mask):
        """speaker [C, size]: the mean of `read` over the source's words (without a source: the cue's); words [C, W, size]
        of the whole window, distance (buckets, from the cue) and mask [C, W]
        -> log probabilities [C, 1 + W]: nobody, then each word"""
        with autocast(False):
            scores = (self.answer(words) @ self.ask(speaker)[:, :, None])[:, :, 0] / math.sqrt(self.width)
            scores = (scores + self.far(distance)[:, :, 0]).masked_fill(~mask, -1e4)
            return torch.cat([self.nobody(speaker), scores], 1).log_softmax(-1)

    def transitions(self):
        return self.transition + self.blocked, self.start + self.blocked_start

    def partition(self, e, mask):
        return (scanned_partition if e.is_cuda else Partition.apply)(e, *self.transitions(), mask)

    def path_score(self, e, labels, mask):
        t, s = self.transitions()
        score = (e.gather(2, labels[:, :, None])[:, :, 0] * mask).sum(1) + s[labels[:, 0]]
        return score + (t[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)

    def viterbi(self, e, mask, bonus=(0.0, 0.0)):
        """-> best labels [C, L] and their log probability [C].

        bonus: what a path gains that has a source, that has a content: an attribution should have both, and the chain,
        which sees one word at a time, does not know it.  A state is a role and which of the two have begun."""
        t, s = self.transitions()
        states = [(flags, role) for flags in range(4) for role in range(LABELS)]
        after = lambda flags, role: flags | (1 if role == B_SOURCE else 2 if role == B_CONTENT else 0)
        wide, first = torch.full((20, 20), -1e9), torch.full((20,), -1e9)
        for i, (flags, role) in enumerate(states):
            if after(0, role) == flags:
                first[i] = s[role]
            for j, (flags2, role2) in enumerate(states):
                if after(flags, role2) == flags2:
                    wide[i, j] = t[role, role2]
        last = torch.tensor([bonus[0] * (flags & 1) + bonus[1] * (flags >> 1) for flags, _ in states])
        full = e.repeat(1, 1, 4)
        a, back = first + full[:, 0], []
        for i in range(1, e.shape[1]):
            best, arg = (a[:, :, None] + wide).max(1)
            back.append(torch.where(mask[:, i, None], arg, torch.arange(20)[None]))
            a = torch.where(mask[:, i, None], best + full[:, i], a)
        path = [(a + last).argmax(1)]
        for arg in reversed(back):
            path.append(arg.gather(1, path[-1][:, None])[:, 0])
        labels = torch.stack(path[::-1], 1) % LABELS
        return labels, self.path_score(e, labels, mask.float()) - self.partition(e, mask)


def extent(paragraph, first, last):
    """The words that a cue (words first to last) reads: its paragraph, so far as it is in reach. -> (begin, end)"""
    begin, end = first, last + 1
    while begin > 0 and paragraph[begin - 1] == paragraph[first] and first - begin < REACH:
        begin -= 1
    while end < len(paragraph) and paragraph[end] == paragraph[last] and end - last <= REACH:
        end += 1
    return begin, end


class Network(nn.Module):
    def __init__(self, layers=6, size=384, heads=12, inner=1536, dropout=0.1, **sizes):
        super().__init__()
        self.encoder = Encoder(layers, size, heads, inner, dropout=dropout, **sizes)
        self.cue, self.flat = nn.Linear(size, 3), nn.Linear(size, FLAT)
        self.role = RoleHead(size, heads, inner, dropout)
        self.dropout = Dropout(dropout)

    def load_bert(self, tensors):
        """The role layer starts as a copy of the encoder's last."""
        self.encoder.load_bert(tensors)
        self.role.layer.load_state_dict(self.encoder.layers[-1].state_dict())

    def words(self, batch):
        x = self.encoder(batch["ids"], batch["case"], batch["quote"], batch["mask"])
        return x.gather(1, batch["first"][:, :, None].expand(-1, -1, x.shape[2]))

    def read(self, words, cues):
        """cues: [(row, first word, last word, begin, end)], begin and end from extent()
        -> the role layer's output [C, L, size], row k's words being cue k's begin to end; mask [C, L]"""
        row, first, last, begin, end = torch.tensor(cues).T
        index = torch.arange(int((end - begin).max()))[None] + begin[:, None]
        mask = index < end[:, None]
        index = torch.where(mask, index, begin[:, None])
        inside = ((index >= first[:, None]) & (index <= last[:, None])).long()
        return self.role.read(words[row[:, None], index], distance_bucket(index - first[:, None]), inside, mask), mask
