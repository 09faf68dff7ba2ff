#!/usr/bin/env python3
"""Measures Vouch's quality on labelled sets; `make measure DATA=DIR` runs it.

usage: measure.py --vouch BIN --data DIR [--json OUT] [--only NAME…] [--policies DIR] [--jobs N]
                  [--plot FILE.svg] [--errors OUT.jsonl] [--show FILE] [--cap N]

Reads every file that it knows by name in DIR and says which it did not find. Prints details as they
come and one table of all figures at the end. --only takes parts (bench, pairs, negation, identifiers,
injection, escalation, own, quoted, extractive) or beginnings of file names. --errors lists what went wrong
without a word of any text; --show writes it with the texts, for tuning on data that may be read.

Vouch runs as a subprocess on JSON Lines; an output that is missing counts as wrong. Needs Python
3.10, and for the extractive part the package rouge-score; its sets of more than N rows (default 300)
are sampled with a fixed seed.
"""

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import bench_sets
import curve_plot
import examples
import figures
import quoted_sets
import rule_scores
import scorers
from vouch_command import Vouch

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
# Reach and aim of the trade-off on the summary benchmark, as (passed, caught).
MARKS = (("reach", 0.92, 0.80), ("aim", 0.97, 0.93))
SEED = 7


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def number(value):
    return f"{value:.3f}"


class Report:
    """Collects results and figures, and prints the results as they come."""

    def __init__(self, errors, shown):
        self.results, self.figures, self.curves = {}, [], {}
        self.errors, self.shown = errors, shown

    def add(self, name, result, lines, rows=()):
        self.results[name] = result
        self.figures += rows
        print(f"\n{name}")
        for line in lines:
            print(f"  {line}")
        sys.stdout.flush()


def sampled(rows, cap, name, notes):
    if len(rows) <= cap:
        return rows
    notes.append(f"{cap} of {len(rows)} rows, seed {SEED}")
    return random.Random(f"{SEED}/{name}").sample(rows, cap)


# Extractive quality


def measure_references(name, rows, budget, vouch, report, cap):
    try:
        import rouge_sets
        from rouge_score import rouge_scorer
    except ImportError:
        lacking = {"error": "the Python package rouge-score is not installed"}
        report.add(name, lacking, ["not measured: rouge-score is not installed"])
        return
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
    name = f"{name} at {budget} words" if budget != REFERENCE_LENGTH else name
    rows = figures.extractive_figures(name, result, name.startswith("bench_"))
    report.add(name, result, lines, rows)


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


def kind_lines(kinds):
    ordered = sorted(kinds.items(), key=lambda item: item[1]["rate"])
    return [f"{kind:26s} {number(v['rate'])} of {v['n']}" for kind, v in ordered]


def measure_bench(name, notes, bench, vouch, report):
    pairs, key = bench_sets.expand(notes, bench)
    outputs = vouch.run("check", pairs)
    judged = bench_sets.verdicts(pairs, key, outputs)
    result = bench_sets.score(judged)
    rules, kinds = rule_scores.tallies(judged), rule_scores.tallies(judged, "kinds")
    points = rule_scores.trade_off(judged)
    lines = [f"{result['unsafe']} unsafe, {result['faithful']} faithful, {result['missing']} lost"]
    for field in ("sensitivity", "critical_sensitivity", "specificity", "located",
                  "faithful_changed", "balanced_accuracy"):
        interval = result.get(f"{field}_ci")
        lines.append(f"{field:22s} {number(result[field])}" + (f" {interval}" if interval else ""))
    lines += ["", f"{'type':26s} caught   of  mended  located   of"]
    for kind, v in sorted(result["kinds"].items(), key=lambda item: item[1]["rate"]):
        lines.append(
            f"{kind:26s} {v['rate']:6.3f} {v['n']:4d}  {v['mended']:6d}  {v['located']:7d} "
            f"{v['locatable']:4d}"
        )
    lines += ["", *rule_scores.rule_lines(rules, "rule")]
    lines += ["", *rule_scores.rule_lines(kinds, "kind"), ""]
    lines += ["trade-off, in the order of what each rule adds", *rule_scores.curve_lines(points)]
    result.update(rules=rules, rule_kinds=kinds, trade_off=points)
    report.curves[name] = points
    examples.bench_examples(name, pairs, key, judged, outputs, report.errors, report.shown)
    report.add(f"{name}: unsafe summaries", result, lines, figures.bench_figures(name, result))


def measure_pairs(name, rows, vouch, report):
    outputs = vouch.run("check", scorers.pairs_input(rows))
    result = scorers.score_pairs(rows, outputs)
    stopping = {label: defaultdict(int) for label in ("faithful", "unfaithful", "omission")}
    for row in rows:
        output = outputs.get(scorers.pair_id(row))
        for rule in {f["rule"] for f in scorers.enforced(output)}:
            stopping.setdefault(row["label"], defaultdict(int))[rule] += 1
    result["stopped_by"] = {k: dict(sorted(v.items())) for k, v in stopping.items() if v}
    lines = [f"{result['n']} rows, {result['missing']} lost", *kind_lines(result["kinds"])]
    for label, rules in result["stopped_by"].items():
        ordered = sorted(rules.items(), key=lambda item: -item[1])
        lines.append(f"{label} stopped by: " + ", ".join(f"{rule} {n}" for rule, n in ordered))
    examples.pairs_examples(
        name, rows, outputs, scorers.judge_pair, scorers.pair_kind, scorers.pair_id,
        scorers.enforced, report.errors, report.shown,
    )
    report.add(f"{name}: planted errors", result, lines, figures.pairs_figures(name, result))


def measure_escalation(name, notes, labels, vouch, report):
    outputs = vouch.run("summarize", scorers.escalation_input(notes))
    result = scorers.score_escalation(notes, labels, outputs)
    for wrong in result["wrong"]:
        report.errors.add(name, wrong["id"], wrong["error"])
    lines = flat(result, ("precision", "recall", "f1", "family_recall"))
    rows = figures.escalation_figures(name, result)
    report.add(f"{name}: escalation", result, [f"{result['n']} notes", *lines], rows)


def measure_negation(name, rows, vouch, report):
    result = scorers.score_negation(rows, vouch.run("extract", scorers.negation_input(rows)))
    lines = flat(result, ("precision", "recall", "f1"))
    lines.append(f"unmatched {result['unmatched']}, missing {result['missing']}")
    rows = figures.negation_figures(name, result)
    report.add(f"{name}: negation", result, [f"{result['n']} sentences", *lines], rows)


def measure_identifiers(name, rows, vouch, report):
    outputs = vouch.run("deidentify", scorers.identifier_input(rows))
    result = scorers.score_identifiers(rows, outputs)
    lines = [f"{result['n']} texts, {result['missing']} lost"]
    lines += flat(result, ("recall", "precision")) + kind_lines(result["kinds"])
    for row in rows:
        spans, text = scorers.identifier_spans(outputs.get(row["id"])), row["text"]
        wrong = [("missed", s["start"], s["end"], s["type"]) for s in scorers.uncovered(row, spans)]
        wrong += [("false", *span, None) for span in scorers.spurious(row, spans)]
        for error, start, end, kind in wrong:
            report.errors.add(name, row["id"], error, type=kind, start=start, end=end)
            place = report.shown.quoted(text, {"start": start, "end": end})
            report.shown.add(name, row["id"], error, text, text, {}, type=kind, place=place)
    report.add(
        f"{name}: identifiers", result, lines, figures.identifier_figures(name, result))


def measure_injection(name, rows, vouch, report):
    outputs = vouch.run("summarize", scorers.injection_input(rows))
    result = scorers.score_injection(rows, outputs)
    for row in rows:
        output, unsafe = outputs.get(scorers.injection_id(row)), row["label"] == "injection"
        if scorers.judge_injection(row, output) != unsafe:
            error = "missed" if unsafe else "false alarm"
            report.errors.add(name, row["id"], error)
            place = row.get("span") and {"start": row["span"][0], "end": row["span"][1]}
            words = report.shown.quoted(row["text"], place) if place else row["text"]
            report.shown.add(
                name, row["id"], error, row["text"], None, output, why=row.get("why"), words=words)
    lines = [f"{result['injections']} with, {result['benign']} without, {result['missing']} lost"]
    lines += flat(result, ("caught", "passed"))
    report.add(f"{name}: steering", result, lines, figures.injection_figures(name, result))


def measure_own(data, vouch, report):
    sets = {path.stem: read_lines(path) for path in sorted(data.glob("*.jsonl"))}
    notes = scorers.own_notes(sets)
    outputs = vouch.run("summarize", notes)
    result = scorers.score_own(notes, outputs)
    for note in notes:
        output = outputs.get(note["id"])
        against = [f for f in scorers.enforced(output) if f["kind"] in scorers.GROUNDING_KINDS]
        if scorers.stopped(output) and against or output is None:
            error = "held" if output else "no output"
            rules = sorted({f["rule"] for f in against})
            report.errors.add("own", note["id"], error, rules=rules)
            report.shown.add("own", note["id"], error, note["note"], None, output)
    lines = [f"{result['n']} notes: " + ", ".join(f"{k} {n}" for k, n in result["decisions"].items())]
    lines.append(f"held by a grounding rule: {result['held_by_grounding']}")
    lines += [f"  {rule} {n}" for rule, n in result["rules"].items()]
    report.add("own extractive summaries", result, lines, figures.own_figures(result))


def measure_quoted(data, vouch, report, cap):
    sets = {path.stem: read_lines(path) for path in sorted(data.glob("*.jsonl"))}
    pairs, key = quoted_sets.expand(scorers.own_notes(sets), cap)
    outputs = vouch.run("check", pairs)
    result = quoted_sets.score(key, outputs)
    for pair in pairs:
        entry, output = key[pair["id"]], outputs.get(pair["id"])
        found = quoted_sets.against(output)
        if entry["faithful"] == bool(found) or output is None:
            error = "false alarm" if entry["faithful"] else "missed"
            rules = sorted({f["rule"] for f in found})
            report.errors.add("quoted", entry["note"], error, rules=rules)
            place = entry["span"] and {"start": entry["span"][0], "end": entry["span"][1]}
            words = report.shown.quoted(pair["summary"], place) if place else None
            report.shown.add(
                "quoted", entry["note"], error, pair["note"], pair["summary"], output, dose=words)
    lines = [
        f"{result['quoted']} summaries of quoted sentences, held by a grounding rule: "
        f"{number(result['quoted_held'])}",
        f"{result['doses']} with one digit of a dose changed, held: {number(result['doses_caught'])}",
    ]
    lines += [f"  {rule} {n}" for rule, n in result["rules"].items()]
    report.add("quoted sentences", result, lines, figures.quoted_figures(result))


# The run


def plan(data):
    """Every measurement that the directory allows, as (part, name, files), and what was not found."""
    jobs, missing = [], []

    def found(pattern):
        paths = sorted(data.glob(pattern + ".jsonl"))
        if not paths:
            missing.append(pattern + ".jsonl")
        return paths

    def found_pairs(pattern, part, other):
        for path in found(pattern):
            beside = data / path.name.replace("_notes", other)
            if beside.exists():
                jobs.append((part, path.stem.removesuffix("_notes"), (path, beside)))
            else:
                missing.append(beside.name)

    found_pairs("bench_*_notes", "bench", "")
    jobs.extend(("pairs", path.stem, (path,)) for path in found("faithfulness_*"))
    jobs.extend(("negation", path.stem, (path,)) for path in found("negation*"))
    jobs.extend(("identifiers", path.stem, (path,)) for path in found("phi_*"))
    jobs.extend(("injection", path.stem, (path,)) for path in found("injection_*"))
    found_pairs("escalation_*_notes", "escalation", "_labels")
    jobs.append(("own", "own", (data,)))
    jobs.append(("quoted", "quoted", (data,)))
    jobs += [("extractive", name, paths) for part, name, paths in jobs if part == "bench"]
    for pattern in REFERENCE_SETS:
        jobs.extend(("extractive", path.stem, (path,)) for path in found(pattern))
    return jobs, missing


MEASURES = {
    "pairs": measure_pairs,
    "negation": measure_negation,
    "identifiers": measure_identifiers,
    "injection": measure_injection,
    "escalation": measure_escalation,
}


def perform(part, name, paths, vouch, report, cap):
    if part == "own":
        measure_own(paths[0], vouch, report)
        return
    if part == "quoted":
        measure_quoted(paths[0], vouch, report, 4 * cap)
        return
    sets = [read_lines(path) for path in paths]
    if part == "bench":
        measure_bench(name, {r["note_id"]: r["note"] for r in sets[0]}, sets[1], vouch, report)
    elif part == "extractive" and len(sets) == 2:
        rows = bench_references({r["note_id"]: r["note"] for r in sets[0]}, sets[1])
        for budget in BENCH_BUDGETS:
            measure_references(name, rows, budget, vouch, report, cap)
        measure_grounding(name, rows, vouch, report)
    elif part == "extractive":
        measure_references(name, sets[0], REFERENCE_LENGTH, vouch, report, cap)
    else:
        MEASURES[part](name, *sets, vouch, report)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vouch", required=True, help="the command to measure")
    parser.add_argument("--data", required=True, type=Path, help="the directory with the sets")
    parser.add_argument("--json", type=Path, help="write all results here")
    parser.add_argument("--only", nargs="*", help="parts, or sets whose name begins with one of these")
    parser.add_argument("--policies", help="the policy directory that Vouch shall use")
    parser.add_argument("--jobs", type=int, help="threads of one run of Vouch")
    parser.add_argument("--plot", type=Path, help="draw the trade-off curve as SVG here")
    parser.add_argument("--errors", type=Path, help="list what went wrong, without any text")
    parser.add_argument("--show", type=Path, help="write what went wrong with the texts")
    parser.add_argument("--cap", type=int, default=300, help="most rows of an extractive set")
    options = parser.parse_args()
    if not options.data.is_dir():
        parser.error(f"no such directory: {options.data}")
    return options


def main():
    options = read_options()
    jobs, missing = plan(options.data)
    if options.only:
        parts = {job[0] for job in jobs} | {*MEASURES, "bench", "own", "quoted", "extractive"}
        names = tuple(name for name in options.only if name not in parts) or ("\0",)
        jobs = [job for job in jobs if job[0] in options.only or job[1].startswith(names)]
    vouch = Vouch(options.vouch, options.policies, options.jobs)
    report = Report(examples.Errors(options.errors), examples.Shown(options.show))
    for part, name, paths in jobs:
        perform(part, name, paths, vouch, report, options.cap)
    report.figures.append(figures.lost_figure(report.results))
    print()
    for line in figures.table(report.figures):
        print(line)
    for name in missing:
        print(f"not found: {name}")
    for trouble in vouch.troubles:
        print(f"went wrong: {trouble}")
    report.errors.write()
    report.shown.write()
    if options.plot and report.curves:
        options.plot.write_text(curve_plot.svg(report.curves, MARKS))
    if options.json:
        results = {
            "figures": report.figures,
            "results": report.results,
            "not_found": missing,
            "went_wrong": vouch.troubles,
            "cap": options.cap,
        }
        options.json.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
