#!/usr/bin/env python3
"""Writes and checks model files in the format of docs/model.md.

As a library:

    tensors = export_encoder(state_dict)            # HF BertModel names, torch or numpy
    tensors["vocabulary"] = vocabulary_tensor(lines)
    write_model("read.model", encoder_config(state_dict, heads=12), tensors, {"name": "read-1", "version": "1"})

As a command:

    python training/export.py --check MODEL         read a model file back and list what is in it
    python training/export.py --raw FOLDER MODEL    encode a folder with model.safetensors, config.json and vocab.txt

Needs numpy only (and safetensors for --raw).  The package xxhash, where it is installed, makes the checksum faster.
"""
import argparse
import json
import struct
import sys
from pathlib import Path

import numpy as np

MAGIC = b"QUOTHMDL"
VERSION = 1
ALIGNMENT = 64
FIXED = 64  # bytes before the JSON header
MAX_HEADER = 4 << 20
TYPES = {"float32": np.dtype("<f4"), "int8": np.dtype("i1"), "uint8": np.dtype("u1")}


# ---- Quantisation ----------------------------------------------------------

def quantize_rows(matrix, candidates=1):
    """int8 values and float32 scales, one a row, with matrix ≈ values * scales[:, None].

    The scale maps a row's largest magnitude to 127.  With more candidates, smaller scales (which clip the row's
    extremes) are tried too, and each row keeps the one with the smallest squared error.
    """
    matrix = np.ascontiguousarray(matrix, dtype=np.float32)
    largest = np.abs(matrix).max(axis=1)
    largest[largest == 0] = 1.0
    best = np.full(len(matrix), np.inf)
    scales = largest / 127.0
    for factor in np.linspace(1.0, 0.8, candidates):
        trial = (largest * np.float32(factor) / 127.0).astype(np.float32)
        values = np.clip(np.rint(matrix / trial[:, None]), -127, 127)
        error = np.square(values * trial[:, None] - matrix, dtype=np.float64).sum(axis=1)
        better = error < best
        best[better] = error[better]
        scales[better] = trial[better]
    values = np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8)
    return values, scales.astype(np.float32)


def to_numpy(tensor):
    """A torch tensor (of any device and type) or an array, as a numpy array."""
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu().float().numpy()
    return np.asarray(tensor)


def encoder_config(state_dict, heads, layer_norm_epsilon=1e-12):
    """The "config" of an encoder's state dict; the number of heads is in no tensor."""
    state = plain_names(state_dict)
    words = state["embeddings.word_embeddings.weight"].shape
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layer."))
    return {
        "architecture": "bert",
        "layers": layers,
        "hidden": int(words[1]),
        "heads": heads,
        "intermediate": int(state["encoder.layer.0.intermediate.dense.weight"].shape[0]),
        "positions": int(state["embeddings.position_embeddings.weight"].shape[0]),
        "vocabulary": int(words[0]),
        "letter_cases": 3,
        "quote_states": 8,
        "layer_norm_epsilon": layer_norm_epsilon,
    }


def plain_names(state_dict):
    """The state dict without the prefixes that wrappers put before BertModel's names."""
    for prefix in ("", "bert.", "encoder.", "model."):
        if prefix + "embeddings.word_embeddings.weight" in state_dict:
            return {(name[len(prefix):] if name.startswith(prefix + "embeddings.") or
                     name.startswith(prefix + "encoder.layer.") else name): tensor
                    for name, tensor in state_dict.items()}
    raise KeyError("no embeddings.word_embeddings.weight among " + ", ".join(sorted(state_dict)[:5]))


def export_encoder(state_dict, candidates=1):
    """The encoder's tensors (docs/model.md) from a state dict with Hugging Face's BertModel names.

    Besides those: case_embeddings.weight [3, H] and quote_embeddings.weight [8, H] (zeros where they are missing),
    role.layer.* (a layer of the heads, with the names of an encoder's layer), and every "heads.*" tensor, kept in
    float32 as it is.
    """
    state = plain_names(state_dict)

    def get(name):
        return to_numpy(state[name]).astype(np.float32)

    tensors = {}

    def put_matrix(name, matrix):
        tensors[name], tensors[name + ".scales"] = quantize_rows(matrix, candidates)

    def put_norm(name, source):
        tensors[name + ".gain"] = get(source + ".weight")
        tensors[name + ".shift"] = get(source + ".bias")

    words = get("embeddings.word_embeddings.weight")
    hidden = words.shape[1]
    put_matrix("embeddings.word", words)
    tensors["embeddings.position"] = (get("embeddings.position_embeddings.weight") +
                                      get("embeddings.token_type_embeddings.weight")[0])
    for name, source, rows in (("letter_case", "case_embeddings.weight", 3),
                               ("quote", "quote_embeddings.weight", 8)):
        tensors["embeddings." + name] = (get(source) if source in state
                                         else np.zeros((rows, hidden), np.float32))
    put_norm("embeddings.norm", "embeddings.LayerNorm")

    def put_layer(source, name):
        parts = [source + "attention.self." + part for part in ("query", "key", "value")]
        put_matrix(name + "attention.qkv", np.concatenate([get(part + ".weight") for part in parts]))
        tensors[name + "attention.qkv.bias"] = np.concatenate([get(part + ".bias") for part in parts])
        for ours, theirs in (("attention.output", "attention.output.dense"), ("feed.up", "intermediate.dense"),
                             ("feed.down", "output.dense")):
            put_matrix(name + ours, get(source + theirs + ".weight"))
            tensors[name + ours + ".bias"] = get(source + theirs + ".bias")
        put_norm(name + "attention.norm", source + "attention.output.LayerNorm")
        put_norm(name + "feed.norm", source + "output.LayerNorm")

    layer = 0
    while f"encoder.layer.{layer}.attention.self.query.weight" in state:
        put_layer(f"encoder.layer.{layer}.", f"layers.{layer}.")
        layer += 1
    if "role.layer.attention.self.query.weight" in state:
        put_layer("role.layer.", "heads.role.layer.0.")
    for name in state:
        if name.startswith("heads."):
            tensors[name] = get(name)
    return tensors


def vocabulary_tensor(pieces):
    """The "vocabulary" tensor of a list of word pieces in the order of their ids."""
    pieces = [piece.rstrip("\n") for piece in pieces]
    if any(not piece or "\n" in piece for piece in pieces):
        raise ValueError("a word piece is empty or holds a newline")
    return np.frombuffer("".join(piece + "\n" for piece in pieces).encode("utf-8"), np.uint8)


# ---- The file --------------------------------------------------------------

def xxh64(data):
    """XXH64 with seed 0.  A few seconds for a model file where the package xxhash is missing."""
    try:
        import xxhash
        return xxhash.xxh64_intdigest(data)
    except ImportError:
        pass
    mask = (1 << 64) - 1
    p1, p2, p3, p4, p5 = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9,
                          0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)

    def turn(x, n):
        return ((x << n) | (x >> (64 - n))) & mask

    def mix(lane, word):
        return turn((lane + word * p2) & mask, 31) * p1 & mask

    stripes = len(data) // 32
    if stripes:
        lanes = [(p1 + p2) & mask, p2, 0, -p1 & mask]
        words = np.frombuffer(data, "<u8", stripes * 4).reshape(-1, 4)
        for i in range(4):
            lane = lanes[i]
            # Python's own integers are faster here than numpy's.
            for word in words[:, i].tolist():
                lane = (lane + word * p2) & mask
                lane = (((lane << 31) | (lane >> 33)) & mask) * p1 & mask
            lanes[i] = lane
        result = sum(turn(lane, n) for lane, n in zip(lanes, (1, 7, 12, 18))) & mask
        for lane in lanes:
            result = ((result ^ mix(0, lane)) * p1 + p4) & mask
    else:
        result = p5
    result = (result + len(data)) & mask
    tail = data[stripes * 32:]
    while len(tail) >= 8:
        result = (turn(result ^ mix(0, struct.unpack_from("<Q", tail)[0]), 27) * p1 + p4) & mask
        tail = tail[8:]
    if len(tail) >= 4:
        result = (turn(result ^ (struct.unpack_from("<I", tail)[0] * p1 & mask), 23) * p2 + p3) & mask
        tail = tail[4:]
    for byte in tail:
        result = turn(result ^ (byte * p5 & mask), 11) * p1 & mask
    result = (result ^ (result >> 33)) * p2 & mask
    result = (result ^ (result >> 29)) * p3 & mask
    return result ^ (result >> 32)


def aligned(size):
    return -(-size // ALIGNMENT) * ALIGNMENT


def write_model(path, config, tensors, metadata):
    """Writes a model file.  Tensors are arrays of float32, int8 or uint8 (others of floats become float32)."""
    listing, blocks, offset = {}, [], 0
    for name, tensor in tensors.items():
        tensor = to_numpy(tensor)
        if tensor.dtype.kind == "f":
            tensor = tensor.astype("<f4")
        kinds = [kind for kind, dtype in TYPES.items() if dtype == tensor.dtype]
        if not kinds or not 1 <= tensor.ndim <= 4 or tensor.size == 0:
            raise ValueError(f"{name}: {tensor.dtype} {tensor.shape} has no place in a model file")
        if kinds[0] == "float32" and not np.isfinite(tensor).all():
            raise ValueError(f"{name}: holds a number that is not finite")
        data = np.ascontiguousarray(tensor).tobytes()
        listing[name] = {"type": kinds[0], "shape": list(tensor.shape), "offset": offset}
        blocks.append(data + bytes(aligned(len(data)) - len(data)))
        offset += len(blocks[-1])
    header = json.dumps({"config": config, "metadata": metadata, "tensors": listing},
                        ensure_ascii=False, allow_nan=False).encode("utf-8")
    if len(header) > MAX_HEADER:
        raise ValueError("the header is too long")
    body = header + bytes(aligned(FIXED + len(header)) - FIXED - len(header)) + b"".join(blocks)
    begin = MAGIC + struct.pack("<IIQQ", VERSION, 0, FIXED + len(body), len(header))
    rest = bytes(FIXED - len(begin) - 8) + body
    Path(path).write_bytes(begin + struct.pack("<Q", xxh64(begin + rest)) + rest)


def read_model(path):
    """(config, tensors, metadata) of a model file, or ValueError with what is wrong with it."""
    data = Path(path).read_bytes()
    if len(data) < FIXED or data[:8] != MAGIC:
        raise ValueError(f"{path}: not a model file")
    version, _, length, header_length = struct.unpack_from("<IIQQ", data, 8)
    if version != VERSION:
        raise ValueError(f"{path}: version {version}; this reads version {VERSION}")
    if length != len(data):
        raise ValueError(f"{path}: has {len(data)} bytes, should have {length}")
    if struct.unpack_from("<Q", data, 32)[0] != xxh64(data[:32] + data[40:]):
        raise ValueError(f"{path}: damaged (the checksum does not match)")
    if header_length > min(MAX_HEADER, len(data) - FIXED):
        raise ValueError(f"{path}: the header is too long")
    header = json.loads(data[FIXED:FIXED + header_length])
    start, tensors = aligned(FIXED + header_length), {}
    for name, entry in header["tensors"].items():
        dtype, shape, offset = TYPES[entry["type"]], entry["shape"], entry["offset"]
        size = int(np.prod(shape)) * dtype.itemsize
        if offset % ALIGNMENT or start + offset + size > len(data):
            raise ValueError(f"{path}: tensor {name} lies outside of the file")
        tensors[name] = np.frombuffer(data, dtype, int(np.prod(shape)), start + offset).reshape(shape)
    return header["config"], tensors, header["metadata"]


def check(path):
    config, tensors, metadata = read_model(path)
    print(json.dumps(config, indent=1, ensure_ascii=False))
    print(json.dumps(metadata, indent=1, ensure_ascii=False))
    for name, tensor in tensors.items():
        note = ""
        if tensor.dtype == np.int8:
            scales = tensors[name + ".scales"]
            note = f"scales {scales.min():.3g}–{scales.max():.3g}"
        elif tensor.dtype.kind == "f":
            note = f"{tensor.min():.3g}–{tensor.max():.3g}"
        print(f"{name:40} {str(tensor.dtype):8} {str(tensor.shape):14} {note}")
    print(f"{path}: sound, {Path(path).stat().st_size} bytes, {len(tensors)} tensors")


def export_raw(folder, path):
    """A model file of a plain encoder, for tests and benchmarks: it has no heads."""
    from safetensors.numpy import load_file
    folder = Path(folder)
    state = load_file(folder / "model.safetensors")
    hugging = json.loads((folder / "config.json").read_text())
    tensors = {"vocabulary": vocabulary_tensor((folder / "vocab.txt").read_text("utf-8").splitlines())}
    tensors.update(export_encoder(state))
    config = encoder_config(state, hugging["num_attention_heads"], hugging["layer_norm_eps"])
    write_model(path, config, tensors, {"name": "raw-encoder", "version": "0"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", metavar="MODEL", help="read a model file back and list what is in it")
    parser.add_argument("--raw", nargs=2, metavar=("FOLDER", "MODEL"), help="write the model file of a plain encoder")
    arguments = parser.parse_args()
    try:
        if arguments.raw:
            export_raw(*arguments.raw)
        if arguments.check:
            check(arguments.check)
        if not arguments.raw and not arguments.check:
            parser.print_usage()
            return 2
    except (OSError, ValueError, KeyError) as error:
        print(f"export.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
