"""The same encoder in PyTorch, fp32: what every engine's output is compared with, and what OpenVINO converts."""
import torch
from torch import nn
from torch.nn import functional


class Layer(nn.Module):
    def __init__(self, state, prefix, heads, epsilon):
        super().__init__()
        self.heads, self.epsilon = heads, epsilon

        def linear(name):
            weight = state[prefix + name + ".weight"]
            map_ = nn.Linear(weight.shape[1], weight.shape[0])
            map_.load_state_dict({"weight": weight, "bias": state[prefix + name + ".bias"]})
            return map_

        def norm(name):
            layer = nn.LayerNorm(state[prefix + name + ".weight"].shape[0], eps=epsilon)
            layer.load_state_dict({"weight": state[prefix + name + ".weight"], "bias": state[prefix + name + ".bias"]})
            return layer

        self.query, self.key, self.value = (linear("attention.self." + n) for n in ("query", "key", "value"))
        self.output, self.output_norm = linear("attention.output.dense"), norm("attention.output.LayerNorm")
        self.up, self.down, self.norm = linear("intermediate.dense"), linear("output.dense"), norm("output.LayerNorm")

    def forward(self, x):
        batch, length, hidden = x.shape
        q, k, v = (m(x).view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
                   for m in (self.query, self.key, self.value))
        context = functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, hidden)
        x = self.output_norm(x + self.output(context))
        return self.norm(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """ids [1, length] → hidden states [1, length, hidden]."""

    def __init__(self, state, heads, layers, epsilon):
        super().__init__()
        words = state["embeddings.word_embeddings.weight"]
        self.words = nn.Embedding.from_pretrained(words)
        positions = state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Embedding.from_pretrained(positions)
        self.norm = nn.LayerNorm(words.shape[1], eps=epsilon)
        self.norm.load_state_dict({"weight": state["embeddings.LayerNorm.weight"],
                                   "bias": state["embeddings.LayerNorm.bias"]})
        self.layers = nn.ModuleList(Layer(state, f"encoder.layer.{i}.", heads, epsilon) for i in range(layers))

    def forward(self, ids):
        places = torch.arange(ids.shape[1], dtype=torch.int64)
        x = self.norm(self.words(ids) + self.positions(places).unsqueeze(0))
        for layer in self.layers:
            x = layer(x)
        return x
