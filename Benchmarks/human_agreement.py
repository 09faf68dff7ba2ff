#!/usr/bin/env python3
"""Print how well the figures of `vouch evaluate` agree with people's, beside ROUGE's.

usage: human_agreement.py VOUCH mts_dialog_human_factuality.jsonl
The set has the rates of omission and hallucination that people found in the summaries of four systems. The data
stay where they are; only correlations (Pearson's r) are printed.
"""
import json
import math
import subprocess
import sys
import tempfile

FIGURES = {
    "omission_rate": ["content.recall", "concepts.recall", "rouge1.recall", "rouge1.f1", "rougeLsum.f1"],
    "hallucination_rate": ["content.novel", "concepts.precision", "faithfulness.supported", "rouge1.f1", "rougeLsum.f1"],
}


def pearson(pairs):
    """With Fisher's 95 % interval."""
    count = len(pairs)
    means = [sum(side) / count for side in zip(*pairs)]
    products = sum((x - means[0]) * (y - means[1]) for x, y in pairs)
    squares = [sum((pair[side] - means[side]) ** 2 for pair in pairs) for side in (0, 1)]
    r = products / math.sqrt(squares[0] * squares[1]) if all(squares) else 0.0
    width = 1.96 / math.sqrt(count - 3)
    return r, math.tanh(math.atanh(r) - width), math.tanh(math.atanh(r) + width)


def main():
    vouch, path = sys.argv[1:]
    with open(path, encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/notes.jsonl", "w", encoding="utf-8") as notes, \
                open(f"{folder}/candidates.jsonl", "w", encoding="utf-8") as candidates:
            for row in rows.values():
                notes.write(json.dumps({key: row[key] for key in ("id", "note", "reference")}) + "\n")
                candidates.write(json.dumps({"id": row["id"], "summary": row["candidate"] or ""}) + "\n")
        subprocess.run([vouch, "evaluate", f"{folder}/notes.jsonl", "--candidates", f"{folder}/candidates.jsonl",
                        "--engine", "candidates", "--report", folder, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(f"{folder}/results.jsonl", encoding="utf-8") as lines:
            results = [row for row in map(json.loads, lines) if row["system"] == "candidates"]
    for human, names in FIGURES.items():
        for name in names:
            pairs = [(part[0] / (part[1] or 1), rows[row["id"]][human]) for row in results
                     if (part := row["measures"].get(name)) and rows[row["id"]][human] is not None]
            if len(pairs) > 3:
                r, lower, upper = pearson(pairs)
                print(f"{human:20s} {name:24s} r = {r:+.2f} [{lower:+.2f}, {upper:+.2f}]  n = {len(pairs)}")


if __name__ == "__main__":
    main()
