#!/usr/bin/env python3
"""Measures Vouch's quality on labelled sets and prints one table; `make measure DATA=DIR` runs it.

usage: measure.py --vouch BIN --data DIR [--json OUT] [--only NAME…] [--cap N] [--policies DIR]

Reads every file that it knows by name in DIR and says which it did not find. Vouch runs as a
subprocess on JSON Lines. Needs Python 3.10 and the package rouge-score; sets of more than N rows
(default 300) are sampled with a fixed seed, and the table says so.
"""

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

import rouge_sets
import scorers

# What stands beside the reference of a summary set decides how long the summaries are.
REFERENCE_LENGTH = "reference"
BENCH_BUDGETS = (REFERENCE_LENGTH, 130)
REFERENCE_SETS = (
    "mtsamples_description",
    "*_assessment_plan",
    "mtsamples_radiology_impression",
    "mediqa_mas_extractive",
    "primock57_highlights",
)


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Vouch:
    """The command under test."""

    def __init__(self, binary, policies):
        self.binary = binary
        self.policies = ["--policies", policies] if policies else []

    def run(self, command, rows):
        """The output lines by id; what the command refuses or loses is simply not there."""
        arguments = [self.binary, command, "--jsonl"]
        if command != "extract":
            arguments += ["--no-audit", *self.policies]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        done = subprocess.run(
            arguments, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        outputs, broken = {}, 0
        for line in done.stdout.decode("utf-8", "replace").split("\n"):
            if not line.strip():
                continue
            try:
                output = json.loads(line)
            except ValueError:
                broken += 1
                continue
            if isinstance(output, dict) and "error" not in output:
                outputs[output.get("id")] = output
        if broken or not outputs:
            message = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
            print(f"  {command}: {broken} broken lines, exit {done.returncode} {message}")
        return outputs


class Report:
    """Collects results and prints them as they come."""

    def __init__(self):
        self.results = {}

    def add(self, name, result, lines):
        self.results[name] = result
        print(f"\n{name}")
        for line in lines:
            print(f"  {line}")
        sys.stdout.flush()


def sampled(rows, cap, name, notes):
    if len(rows) <= cap:
        return rows
    notes.append(f"{cap} of {len(rows)} rows, seed {rouge_sets.SEED}")
    return random.Random(f"{rouge_sets.SEED}/{name}").sample(rows, cap)


def number(value):
    return f"{value:.3f}"


# Summaries


def measure_references(name, rows, budget, vouch, report, cap):
    from rouge_score import rouge_scorer

    scorer = rouge_scorer.RougeScorer(list(rouge_sets.METRICS), use_stemmer=True)
    lines = []
    rows = sampled(rows, cap, name, lines)
    words = {
        r["id"]: len(r["reference"].split()) if budget == REFERENCE_LENGTH else budget for r in rows
    }
    asked = [{"id": r["id"], "note": r["note"], "words": words[r["id"]]} for r in rows]
    outputs = vouch.run("summarize", asked)
    result = rouge_sets.measure_set(rows, outputs, words, scorer)
    result["missing"] = sum(r["id"] not in outputs for r in rows)
    lines.append(f"{'':10s} {'R1':>6s} {'R2':>6s} {'RL':>6s}   n={len(rows)}")
    for system, scores in result["rouge"].items():
        shown = " ".join(f"{100 * scores[m]:6.1f}" for m in rouge_sets.METRICS)
        lines.append(f"{system:10s} {shown}")
    room = result["headroom"]
    lines.append(
        f"head-room taken on ROUGE-2: {number(room['share'])} "
        f"[{number(room['low'])}, {number(room['high'])}]"
    )
    if any(r.get("critical") for r in rows):
        statements = [(r["id"], s) for r in rows for s in r.get("critical", [])]
        carried = sum(
            rouge_sets.is_carried(s, rouge_sets.statements_text(outputs.get(i)))
            for i, s in statements
        )
        result["critical_carried"] = {"carried": carried, "n": len(statements)}
        lines.append(f"critical statements carried: {carried} of {len(statements)}")
    if result["missing"]:
        lines.append(f"missing outputs: {result['missing']}")
    report.add(f"{name} at {budget} words" if budget != REFERENCE_LENGTH else name, result, lines)


def bench_references(notes, bench):
    """Faithful clinician summaries as references, with the statements that must not be omitted."""
    rows = []
    for row in bench:
        critical = [
            e["old"]
            for e in row["errors"]
            if e["type"] == "omission_critical" and e["base"] == "clinician"
        ]
        rows.append(
            {
                "id": row["note_id"],
                "note": notes[row["note_id"]],
                "reference": row["faithful_clinician"],
                "critical": critical,
            }
        )
    return rows


def measure_grounding(name, rows, vouch, report):
    """The share of claims with evidence: of faithful summaries, and of other notes' summaries."""
    shifted = rows[1:] + rows[:1]
    own = [{"id": r["id"], "note": r["note"], "summary": r["reference"]} for r in rows]
    other = [
        {"id": r["id"], "note": r["note"], "summary": s["reference"]} for r, s in zip(rows, shifted)
    ]
    rates = {}
    for kind, pairs in (("own", own), ("other", other)):
        outputs = vouch.run("check", [{**p, "audience": "clinician"} for p in pairs])
        statements = [s for o in outputs.values() for s in o.get("statements") or []]
        if statements:
            supported = sum(bool(s.get("evidence")) for s in statements)
            rates[kind] = {"supported": supported / len(statements), "claims": len(statements)}
    lines = [f"{k:6s} {number(v['supported'])} of {v['claims']} claims" for k, v in rates.items()]
    report.add(f"{name}: claims with evidence", rates, lines or ["no statements in the output"])


# Labelled sets


def flat(result, names):
    return [f"{n:22s} {number(result[n])}" for n in names if isinstance(result.get(n), float)]


def measure_bench(name, notes, bench, vouch, report):
    pairs, key = scorers.expand_bench(notes, bench)
    result = scorers.score_bench(pairs, key, vouch.run("check", pairs))
    names = ("sensitivity", "critical_sensitivity", "specificity", "located", "faithful_changed")
    lines = [f"{result['unsafe']} unsafe, {result['faithful']} faithful"]
    lines += flat(result, names)
    lines += [f"  {k:24s} {number(v['rate'])} of {v['n']}" for k, v in result["kinds"].items()]
    report.add(f"{name}: unsafe summaries", result, lines)


def measure_pairs(name, rows, vouch, report, cap):
    lines = []
    rows = sampled(rows, cap, name, lines)
    result = scorers.score_pairs(rows, vouch.run("check", scorers.pairs_input(rows)))
    lines += [f"{k:24s} {number(v['rate'])} of {v['n']}" for k, v in result["kinds"].items()]
    report.add(f"{name}: planted errors", result, lines)


def measure_escalation(name, notes, labels, vouch, report):
    outputs = vouch.run("summarize", scorers.escalation_input(notes))
    result = scorers.score_escalation(notes, labels, outputs)
    lines = flat(result, ("precision", "recall", "f1", "family_recall"))
    report.add(f"{name}: escalation", result, [f"{result['n']} notes", *lines])


def measure_negation(name, rows, vouch, report):
    result = scorers.score_negation(rows, vouch.run("extract", scorers.negation_input(rows)))
    lines = flat(result, ("precision", "recall", "f1"))
    report.add(f"{name}: negation", result, [f"{result['n']} sentences", *lines])


# The run


def plan(data):
    """Every measurement that the directory allows, by name, and the files that were looked for."""
    jobs, missing = [], []

    def found(pattern):
        paths = sorted(data.glob(pattern + ".jsonl"))
        if not paths:
            missing.append(pattern + ".jsonl")
        return paths

    for notes_path in found("bench_*_notes"):
        bench_path = data / notes_path.name.replace("_notes", "")
        if not bench_path.exists():
            missing.append(bench_path.name)
            continue
        jobs.append(("bench", bench_path.stem, (notes_path, bench_path)))
    for pattern in REFERENCE_SETS:
        jobs += [("reference", path.stem, (path,)) for path in found(pattern)]
    for notes_path in found("escalation_*_notes"):
        labels_path = data / notes_path.name.replace("_notes", "_labels")
        if not labels_path.exists():
            missing.append(labels_path.name)
            continue
        stem = notes_path.stem.removesuffix("_notes")
        jobs.append(("escalation", stem, (notes_path, labels_path)))
    jobs += [("negation", path.stem, (path,)) for path in found("negation_*")]
    jobs += [("pairs", path.stem, (path,)) for path in found("faithfulness_*")]
    return jobs, missing


def perform(kind, name, paths, vouch, report, cap):
    sets = [read_lines(path) for path in paths]
    if kind == "bench":
        notes = {r["note_id"]: r["note"] for r in sets[0]}
        rows = bench_references(notes, sets[1])
        for budget in BENCH_BUDGETS:
            measure_references(name, rows, budget, vouch, report, cap)
        measure_grounding(name, rows, vouch, report)
        measure_bench(name, notes, sets[1], vouch, report)
    elif kind == "reference":
        measure_references(name, sets[0], REFERENCE_LENGTH, vouch, report, cap)
    elif kind == "escalation":
        measure_escalation(name, sets[0], sets[1], vouch, report)
    elif kind == "negation":
        measure_negation(name, sets[0], vouch, report)
    else:
        measure_pairs(name, sets[0], vouch, report, 4 * cap)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vouch", required=True, help="the command to measure")
    parser.add_argument("--data", required=True, type=Path, help="the directory with the sets")
    parser.add_argument("--json", type=Path, help="write all results here")
    parser.add_argument("--only", nargs="*", help="sets whose name begins with one of these")
    parser.add_argument("--cap", type=int, default=300, help="most rows of a summary set")
    parser.add_argument("--policies", help="the policy directory that Vouch shall use")
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.error(f"no such directory: {options.data}")
    jobs, missing = plan(options.data)
    if options.only:
        jobs = [job for job in jobs if job[1].startswith(tuple(options.only))]
    vouch, report = Vouch(options.vouch, options.policies), Report()
    for kind, name, paths in jobs:
        perform(kind, name, paths, vouch, report, options.cap)
    for name in missing:
        print(f"\nnot found: {name}")
    if options.json:
        results = {"results": report.results, "not_found": missing, "cap": options.cap}
        options.json.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
