#!/usr/bin/env python3
"""Quality and speed of the page stage together, beside trafilatura, on the pages of a corpus.

Every round reads all pages with each system in turn; the time is CPU time of one thread, HTML in memory, body and metadata.
Quality is measured by the corpus's own scorer (score_pages.py) on what the first round gave.

Quoth's scorer is trained on these pages.  FOLDS holds the trees that training/page/train.py made for each fold: every page is
judged by trees that have not seen its site.  Without --folds the shipped trees are measured on the pages they were trained on:
good for speed, too good for quality, and the report says so.

    python3 -m venv E && E/bin/pip install -r bench/page/requirements.txt
    E/bin/python bench/page/run.py --build build --corpus DIR --scorers DIR --folds DIR

Prints a table and keeps it, with the machine, the command and the raw numbers, in RESULTS (build/bench/page) by date.
"""
import argparse
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path

HERE = Path(__file__).parent
SETS = ("aeb", "fundus")
QUALITY = (("sF1", "aeb F1"), ("bF1", "fair F1"), ("bP", "precision"), ("bR", "recall"), ("pRec", "whole paragraphs"), ("ti", "title"), ("date", "date"), ("auF", "authors"))


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    return {"processor": cpu, "cores": os.cpu_count(), "system": f"{platform.system()} {platform.release()}", "load_average": os.getloadavg()}


def quoth(a, gold, out, folds):
    command = [a.build / "src/page/page_bench", gold, "--repeat", "3", "--json", *(["--predictions", out] if out else []), *(["--folds", folds] if folds else [])]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def trafilatura(gold, out, *options):
    return json.loads(subprocess.run([sys.executable, HERE / "trafilatura_pages.py", gold, out, *options], check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("QUOTH_CORPUS"), help="holds pages/aeb.jsonl and pages/fundus.jsonl; $QUOTH_CORPUS")
    parser.add_argument("--scorers", type=Path, default=os.environ.get("QUOTH_SCORERS"), help="holds score_pages.py; $QUOTH_SCORERS")
    parser.add_argument("--folds", type=Path, help="holds folds.json and fold-N.txt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--results", type=Path)
    a = parser.parse_args()
    if not a.corpus or not a.scorers:
        print("skipped: --corpus or --scorers is not given", file=sys.stderr)
        sys.exit(77)
    subprocess.run(["cmake", "--build", a.build, "--target", "page_bench"], check=True, stdout=subprocess.DEVNULL)
    at_start = machine()
    speeds, scores, versions = {}, {}, {"trafilatura": importlib.metadata.version("trafilatura")}
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for name in SETS:
            gold = a.corpus / "pages" / f"{name}.jsonl"
            systems = {
                "quoth": lambda out: quoth(a, gold, None, None),   # the shipped trees: what users run
                "trafilatura": lambda out: trafilatura(gold, out),
                "trafilatura fast": lambda out: trafilatura(gold, out, "--fast"),
            }
            quoth(a, gold, work / "quoth.jsonl", a.folds)
            for _ in range(a.rounds):
                for system, run in systems.items():
                    speeds.setdefault(name, {}).setdefault(system, []).append(run(work / f"{system}.jsonl")["per_second"])
            subprocess.run([sys.executable, a.scorers / "score_pages.py", gold, *(work / f"{system}.jsonl" for system in systems), "--split", "all", "--json", work / "scores.json"],
                           check=True, stdout=subprocess.DEVNULL)
            scores[name] = json.loads((work / "scores.json").read_text())
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d-%H%M")
    report = [f"# Pages, {now} UTC", "",
              f"{at_start['processor']}, {at_start['cores']} cores, load average {at_start['load_average'][0]:.1f}; one thread, CPU time, HTML in memory, body and metadata; "
              f"{a.rounds} rounds of all systems in turn. trafilatura {versions['trafilatura']}.", "",
              "Quoth is judged by trees that have not seen the page's site (8 folds); its speed is that of the shipped trees." if a.folds else
              "Quoth's figures are too good: its trees were trained on these pages.", ""]
    for name in SETS:
        report += [f"## {name}", "", "| | pages per CPU-second, median | best | " + " | ".join(title for _, title in QUALITY) + " |", "|---|" + "---|" * (2 + len(QUALITY))]
        for system, rounds in speeds[name].items():
            cells = [f"{s:.3f}" if (s := scores[name][system].get(key)) is not None and s == s else "" for key, _ in QUALITY]
            report.append(f"| {system} | {statistics.median(rounds):.0f} | {max(rounds):.0f} | " + " | ".join(cells) + " |")
        report.append("")
    text = "\n".join(report)
    print(text)
    folder = (a.results or a.build / "bench/page") / now
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(text)
    command = "run.py --build BUILD --corpus … --scorers …" + (" --folds …" if a.folds else "") + f" --rounds {a.rounds}"
    (folder / "raw.json").write_text(json.dumps({"machine": at_start, "command": command, "versions": versions, "pages_per_cpu_second": speeds, "scores": scores}, indent=1) + "\n")


if __name__ == "__main__":
    main()
