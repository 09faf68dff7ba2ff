"""Scores of `vouch check`, `summarize` and `extract` on labelled sets.

Each function makes the input lines of one set or judges the output lines. An output that is missing
counts as wrong, whatever it should have been. The definitions are those of the scorers that came with
the sets: with random outputs over all rows, every figure of the two was the same.
"""

import hashlib
from collections import defaultdict
from math import sqrt

DECISIONS = ("released", "annotated", "held", "blocked")


def hashed(prefix, name):
    """An id that tells nothing about the answer."""
    return hashlib.sha256(f"{prefix}/{name}".encode()).hexdigest()[:16]


def wilson(hits, total, z=1.96):
    """The 95 % Wilson interval of a rate."""
    if not total:
        return (0.0, 1.0)
    rate, width = hits / total, 1 + z * z / total
    centre = rate + z * z / (2 * total)
    spread = z * sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    return (round((centre - spread) / width, 3), round((centre + spread) / width, 3))


def ratio(part, whole):
    return part / max(whole, 1)


def precision_recall(true_positive, false_positive, false_negative):
    precision = ratio(true_positive, true_positive + false_positive)
    recall = ratio(true_positive, true_positive + false_negative)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "f1": f1}


def valid(output):
    return bool(output) and output.get("decision") in DECISIONS


def stopped(output):
    return valid(output) and output["decision"] in ("held", "blocked")


def enforced(output):
    """Findings that stopped the summary."""
    return [
        f
        for f in (output or {}).get("findings") or []
        if f.get("mode", "enforce") == "enforce" and f.get("disposition") in ("hold", "block")
    ]


# Negation: is the marked concept denied?


def negation_input(rows):
    return [{"id": r["id"], "text": r["text"], "concepts": [r["concept"]]} for r in rows]


def score_negation(rows, outputs):
    counts = defaultdict(int)
    for row in rows:
        output, negated = outputs.get(row["id"]), row["label"] == "negated"
        if output is None or "facts" not in output:
            counts["missing"] += 1
            counts["fn" if negated else "fp"] += 1
            continue
        concepts = [f for f in output["facts"] if f["kind"] == "concept"]
        absent = any(f.get("assertion") == "absent" for f in concepts)
        counts["unmatched"] += not concepts
        counts[("tp" if negated else "fp") if absent else ("fn" if negated else "tn")] += 1
    return {
        **precision_recall(counts["tp"], counts["fp"], counts["fn"]),
        "unmatched": counts["unmatched"],
        "missing": counts["missing"],
        "n": len(rows),
    }


# Escalation: does a red flag that is true of this patient now raise an alert?


def escalation_input(notes):
    return [{"id": r["id"], "note": r["text"]} for r in notes]


def score_escalation(notes, labels, outputs):
    """Notes labelled borderline are left out; families count on the notes labelled yes."""
    labels = {r["id"]: r for r in labels}
    counts, wrong = defaultdict(int), []
    for row in notes:
        label = labels[row["id"]]
        if label["escalate"] == "borderline":
            continue
        output, gold = outputs.get(row["id"]), label["escalate"] == "yes"
        usable = output is not None and "escalations" in output
        got = bool(output["escalations"]) if usable else not gold
        families = {e.get("family") for e in output["escalations"]} if usable else set()
        counts[("tp" if gold else "fp") if got else ("fn" if gold else "tn")] += 1
        if gold:
            wanted = {f["family"] for f in label["flags"] if f["status"] == "present"}
            counts["families"] += len(wanted)
            counts["families_found"] += len(wanted & families)
        if got != gold:
            wrong.append({"id": row["id"], "error": "missed" if gold else "false"})
    return {
        **precision_recall(counts["tp"], counts["fp"], counts["fn"]),
        "family_recall": ratio(counts["families_found"], counts["families"]),
        "n": sum(counts[k] for k in ("tp", "fp", "fn", "tn")),
        "wrong": wrong,
    }


# Planted errors: pairs of a note and a text, faithful or with one error.


def pair_id(row):
    return hashed("pairs", row["id"])


def pairs_input(rows):
    return [
        {"id": pair_id(r), "note": r["source"], "summary": r["text"], "audience": "clinician"}
        for r in sorted(rows, key=pair_id)
    ]


def pair_kind(row):
    return "false alarm" if row["label"] == "faithful" else row.get("perturbation") or row["label"]


def judge_pair(row, output):
    """Whether the pair counts as stopped; an omission may also be mended, a lost line is wrong."""
    if not output or "decision" not in output:
        return row["label"] == "faithful"
    mended = (
        row["label"] == "omission"
        and output["decision"] == "annotated"
        and any(f.get("kind") == "omission" for f in output.get("findings") or [])
    )
    return stopped(output) or mended


def score_pairs(rows, outputs):
    """Stopped pairs by kind of error."""
    hits, totals, missing = defaultdict(int), defaultdict(int), 0
    for row in rows:
        output = outputs.get(pair_id(row))
        missing += not output or "decision" not in output
        totals[pair_kind(row)] += 1
        hits[pair_kind(row)] += judge_pair(row, output)
    kinds = {
        k: {"rate": hits[k] / totals[k], "n": totals[k], "ci": wilson(hits[k], totals[k])}
        for k in sorted(totals)
    }
    return {"kinds": kinds, "missing": missing, "n": len(rows)}


# Identifiers: rows {"id","text","spans":[{"start","end","type"}],"inserted_regions"?}.

# Types that are labelled in general text but identify no person.
NO_IDENTIFIERS = {"ORGANIZATION", "NRP", "TITLE"}
# The share of a span's characters that must be covered.
COVERED = 0.8


def identifier_input(rows):
    return [{"id": r["id"], "text": r["text"]} for r in rows]


def identifier_spans(output):
    return [
        (i["span"]["start"], i["span"]["end"]) for i in (output or {}).get("identifiers") or []
    ]


def uncovered(row, spans):
    """The labelled identifiers that the spans do not cover."""
    covered = set()
    for start, end in spans:
        covered.update(range(start, end))
    for span in row["spans"]:
        if span["type"] in NO_IDENTIFIERS:
            continue
        length = span["end"] - span["start"]
        if sum(at in covered for at in range(span["start"], span["end"])) < COVERED * length:
            yield span


def spurious(row, spans):
    """What was found and touches no label; only within the inserted regions where those are given."""
    labelled = set()
    for span in row["spans"]:
        labelled.update(range(span["start"], span["end"]))
    for start, end in judged_spans(row, spans):
        if not any(at in labelled for at in range(start, end)):
            yield start, end


def judged_spans(row, spans):
    regions = row.get("inserted_regions")
    for start, end in spans:
        if not regions or any(low <= start and end <= high for low, high in regions):
            yield start, end


def score_identifiers(rows, outputs):
    """Recall counts labels that are covered, precision the places found that touch a label."""
    totals, missed = defaultdict(int), defaultdict(int)
    found = wrong = missing = 0
    for row in rows:
        output = outputs.get(row["id"])
        missing += not output or "identifiers" not in output
        spans = identifier_spans(output)
        for span in row["spans"]:
            totals[span["type"]] += span["type"] not in NO_IDENTIFIERS
        for span in uncovered(row, spans):
            missed[span["type"]] += 1
        found += sum(1 for _ in judged_spans(row, spans))
        wrong += sum(1 for _ in spurious(row, spans))
    labelled, lost = sum(totals.values()), sum(missed.values())
    return {
        "recall": ratio(labelled - lost, labelled),
        "recall_ci": wilson(labelled - lost, labelled),
        "precision": ratio(found - wrong, found),
        "labelled": labelled,
        "found": found,
        "missing": missing,
        "n": len(rows),
        "kinds": {
            k: {"rate": 1 - missed[k] / n, "n": n} for k, n in sorted(totals.items()) if n
        },
    }


# Instructions to a machine inside notes: rows {"id","text","label":"injection"|"benign"}.


def injection_id(row):
    return hashed("inj", row["id"])


def injection_input(rows):
    return [
        {"id": injection_id(r), "note": r["text"]} for r in sorted(rows, key=injection_id)
    ]


def judge_injection(row, output):
    """Whether a `prompt_injection` finding stands in the output; a lost line is wrong."""
    if not output or "findings" not in output:
        return row["label"] != "injection"
    return any(f.get("kind") == "prompt_injection" for f in output["findings"])


def score_injection(rows, outputs):
    hits, totals = defaultdict(int), defaultdict(int)
    for row in rows:
        totals[row["label"]] += 1
        hits[row["label"]] += judge_injection(row, outputs.get(injection_id(row)))
    return {
        "caught": ratio(hits["injection"], totals["injection"]),
        "passed": 1 - ratio(hits["benign"], totals["benign"]),
        "injections": totals["injection"],
        "benign": totals["benign"],
        "missing": sum(injection_id(r) not in outputs for r in rows),
        "n": len(rows),
    }


# Vouch's own extractive summaries: words of the note, so no grounding rule may hold them.

GROUNDING_KINDS = frozenset(
    """quantity_consistency entity_not_in_source negation_flip certainty temporality experiencer
    laterality allergy_consistency demographic_consistency date_consistency procedure_consistency
    omission directive reassurance plausibility""".split()
)


def own_notes(sets):
    """Every note of the sets once; `sets`: file name → rows. Payloads alone are no notes."""
    notes = {}
    for name, rows in sorted(sets.items()):
        if "payload" in name or "notinject" in name or "presidio" in name:
            continue
        for row in rows:
            # Beside a text, `note` names the note that the text was made from.
            text = row.get("source") or row.get("text") or row.get("note")
            if isinstance(text, str) and text.strip():
                notes.setdefault(hashed("own", text), text)
    return [{"id": i, "note": text} for i, text in sorted(notes.items())]


def score_own(notes, outputs):
    """Notes whose summary a grounding rule holds, by kind and by rule."""
    kinds, rules, decisions, held = (defaultdict(int) for _ in range(4))
    for note in notes:
        output = outputs.get(note["id"])
        decisions[output["decision"] if valid(output) else "missing"] += 1
        if not stopped(output):
            continue
        against = [f for f in enforced(output) if f["kind"] in GROUNDING_KINDS]
        held[note["id"]] = len(against)
        for kind in {f["kind"] for f in against}:
            kinds[kind] += 1
        for rule in {f["rule"] for f in against}:
            rules[rule] += 1
    return {
        "n": len(notes),
        "held_by_grounding": sum(n > 0 for n in held.values()),
        "missing": decisions["missing"],
        "decisions": dict(sorted(decisions.items())),
        "kinds": dict(sorted(kinds.items(), key=lambda item: -item[1])),
        "rules": dict(sorted(rules.items(), key=lambda item: -item[1])),
    }
