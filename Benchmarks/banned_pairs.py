#!/usr/bin/env python3
"""Measures the rules on banned outputs on pairs written by hand; `make banned` runs it.

usage: banned_pairs.py --vouch BIN [--policies DIR] [--pairs FILE] [--json OUT] [--show]

Each pair of Tests/Fixtures/banned-pairs.jsonl is a short note and a summary that must be stopped, or
one that says the same innocently and must pass.
- Stopped: held or blocked, or the banned words were taken out or replaced by a rule of the shipped
  policies. By which rule does not count: words that are banned may also be words that the note lacks.
- At the words: an enforced finding that holds, blocks or edits touches the banned words. What is held
  for another reason alone is stopped, but not for what the pair is about.
- Passed: released or annotated, and no enforced rule on banned outputs has anything against it.
--show names each pair that was judged wrong, with the rules.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import figures
import scorers
from vouch_command import Vouch

PAIRS = Path(__file__).parent.parent / "Tests" / "Fixtures" / "banned-pairs.jsonl"
# Rules that look at words, not at whether the note bears them out.
BANNED = ("banned.", "language.")
WITHHELD = ("held", "blocked")


def touches(span, other):
    return bool(span) and span["start"] < other[1] and other[0] < span["end"]


def place(row):
    start = row["summary"].index(row["words"])
    return start, start + len(row["words"])


def enforced(output):
    """All findings that count, also those that only warn or edit."""
    findings = (output or {}).get("findings") or []
    return [f for f in findings if f.get("mode", "enforce") == "enforce"]


def verdict(row, output):
    """What became of one pair; a lost output is wrong in both directions."""
    findings = enforced(output)
    decision = (output or {}).get("decision")
    edits = (output or {}).get("edits") or []
    result = {"row": row, "decision": decision, "rules": sorted({f["rule"] for f in findings})}
    if row["expect"] == "stop":
        where = place(row)
        edited = any(touches(e["span"], where) for e in edits)
        result["right"] = decision in WITHHELD or edited
        # Where a summary is withheld the edits are, too; what asked for them is still a finding.
        result["at_words"] = edited or decision in WITHHELD and any(
            touches(f.get("summarySpan"), where)
            for f in findings
            if f["disposition"] in ("hold", "block")
        )
    else:
        accused = [rule for rule in result["rules"] if rule.startswith(BANNED)]
        result["right"] = decision in ("released", "annotated") and not accused
    return result


def score(rows, outputs):
    verdicts = [verdict(row, outputs.get(row["id"])) for row in rows]
    stops = [v for v in verdicts if v["row"]["expect"] == "stop"]
    passes = [v for v in verdicts if v["row"]["expect"] == "pass"]
    families = defaultdict(lambda: {"stopped": 0, "stops": 0, "passed": 0, "passes": 0})
    for v in verdicts:
        family, stop = families[v["row"]["family"]], v["row"]["expect"] == "stop"
        family["stops" if stop else "passes"] += 1
        family["stopped" if stop else "passed"] += v["right"]

    def share(part, of):
        return sum(part) / len(of) if of else None

    return {
        "stopped": share([v["right"] for v in stops], stops),
        "stopped_ci": scorers.wilson(sum(v["right"] for v in stops), len(stops)),
        "at_words": share([v["at_words"] for v in stops], stops),
        "passed": share([v["right"] for v in passes], passes),
        "passed_ci": scorers.wilson(sum(v["right"] for v in passes), len(passes)),
        "stops": len(stops),
        "passes": len(passes),
        "missing": sum(row["id"] not in outputs for row in rows),
        "families": dict(families),
        "wrong": [v for v in verdicts if not v["right"]],
        "elsewhere": [v for v in stops if v["right"] and not v["at_words"]],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vouch", required=True)
    parser.add_argument("--policies")
    parser.add_argument("--pairs", default=PAIRS)
    parser.add_argument("--json")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with open(options.pairs, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    vouch = Vouch(options.vouch, options.policies)
    fields = ("id", "note", "summary", "audience")
    result = score(rows, vouch.run("check", [{f: r[f] for f in fields} for r in rows]))
    print(f"{'family':15s} stopped   of   passed   of")
    for name, f in sorted(result["families"].items()):
        print(f"{name:15s} {f['stopped']:7d} {f['stops']:4d}  {f['passed']:7d} {f['passes']:4d}")
    print()
    for row in figures.banned_figures(result):
        print(
            f"{row['figure']:24s} {row['measured']:.3f} of {row['n']}  "
            f"reach {row['reach']:.2f}  aim {row['aim']:.2f}  {row['met']}"
        )
    print(f"{'at the banned words':24s} {result['at_words']:.3f} of {result['stops']}")
    if options.show:
        for title, found in (("wrong", result["wrong"]), ("elsewhere", result["elsewhere"])):
            for v in found:
                row = v["row"]
                print(f"\n{title}: {row['id']} ({row['audience']}) {v['decision']} {v['rules']}")
                print(f"  {row['summary']}\n  {row.get('words', '')}")
    if options.json:
        kept = {k: v for k, v in result.items() if k not in ("wrong", "elsewhere")}
        kept["wrong"] = [v["row"]["id"] for v in result["wrong"]]
        Path(options.json).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return 1 if result["missing"] or vouch.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
