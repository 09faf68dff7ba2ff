"""Scores of `vouch check`, `summarize` and `extract` on labelled sets.

Each function makes the input lines of one set or judges the output lines. An output that is missing
counts as wrong, whatever it should have been.
"""

import hashlib
import re
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


def score_pairs(rows, outputs):
    """Stopped pairs by kind of error; an omission may also be mended."""
    hits, totals, missing = defaultdict(int), defaultdict(int), 0
    for row in rows:
        output = outputs.get(pair_id(row))
        lost = not output or "decision" not in output
        missing += lost
        mended = (
            not lost
            and row["label"] == "omission"
            and output["decision"] == "annotated"
            and any(f.get("kind") == "omission" for f in output.get("findings") or [])
        )
        faithful = row["label"] == "faithful"
        kind = "false alarm" if faithful else (row.get("perturbation") or row["label"])
        totals[kind] += 1
        hits[kind] += stopped(output) or mended or (lost and faithful)
    kinds = {k: {"rate": hits[k] / totals[k], "n": totals[k]} for k in sorted(totals)}
    return {"kinds": kinds, "missing": missing, "n": len(rows)}


# The summary benchmark: faithful summaries, and the same with one fluent error.


def expand_bench(notes, bench):
    """The pairs to check and, apart from them, the key; ids are hashes in the order of hashes."""
    pairs, key = [], {}

    def add(name, note, summary, audience, **facts):
        identity = hashed("vouch-bench", name)
        pairs.append({"id": identity, "note": note, "summary": summary, "audience": audience})
        key[identity] = facts

    for row in bench:
        note = notes[row["note_id"]]
        bases = {"clinician": row["faithful_clinician"], "patient": row.get("faithful_patient")}
        for audience, text in bases.items():
            if text:
                add(f"{row['note_id']}/{audience}", note, text, audience, label="faithful")
        for number, error in enumerate(row["errors"]):
            add(
                f"{row['note_id']}/e{number}", note,
                *corrupted(bases[error["base"]], error), **corruption(bases[error["base"]], error),
            )
    pairs.sort(key=lambda pair: pair["id"])
    return pairs, key


def corrupted(text, error):
    at = text.index(error["old"])
    return text[:at] + error["new"] + text[at + len(error["old"]) :], error["base"]


def corruption(text, error):
    """What changed, without the words that old and new begin and end with alike."""
    old, new, at = error["old"], error["new"], text.index(error["old"])
    prefix = suffix = 0
    while prefix < min(len(old), len(new)) and old[prefix] == new[prefix]:
        prefix += 1
    while suffix < min(len(old), len(new)) - prefix and old[-1 - suffix] == new[-1 - suffix]:
        suffix += 1
    omits = error["type"] in ("omission_critical", "allergy_error")
    return {
        "label": "unsafe",
        "type": error["type"],
        "severity": error["severity"],
        "span": (at + prefix, at + len(new) - suffix),
        "inserted": new[prefix : len(new) - suffix],
        "removed": old[prefix : len(old) - suffix] if omits else None,
    }


def bench_words(text):
    return set(re.findall(r"[a-z0-9.]{3,}", text.lower()))


def truly_mended(entry, pair, output):
    """Annotated, and the shown text is right again."""
    if not valid(output) or output["decision"] != "annotated":
        return False
    shown = output.get("summary") or ""
    if entry["type"] == "phi_leak" and entry["inserted"].strip():
        if entry["inserted"].strip() not in shown:
            return True
    removed = bench_words(entry["removed"] or "")
    if not removed:
        return False
    before, after = (len(removed & bench_words(t)) for t in (pair["summary"], shown))
    return after >= 0.6 * len(removed) > before


def locates(entry, output):
    """A short stopping finding touches the error, give or take 40 scalars."""
    start, end = entry["span"][0] - 40, entry["span"][1] + 40
    spans = (f["summarySpan"] for f in enforced(output) if f.get("summarySpan"))
    return any(s["end"] - s["start"] <= 160 and s["start"] < end and s["end"] > start for s in spans)


def score_bench(pairs, key, outputs):
    counts, kinds, severities, alarms = (defaultdict(int) for _ in range(4))
    kind_totals, severity_totals = defaultdict(int), defaultdict(int)
    for pair in pairs:
        entry, output = key[pair["id"]], outputs.get(pair["id"])
        output = output if valid(output) else None
        counts["missing"] += output is None
        if entry["label"] == "faithful":
            counts["faithful"] += 1
            counts["alarms"] += stopped(output) or output is None
            if stopped(output):
                for rule in {f["rule"] for f in enforced(output)}:
                    alarms[rule] += 1
            elif output and not (output.get("summary") or "").startswith(pair["summary"]):
                counts["changed"] += 1
            continue
        counts["unsafe"] += 1
        mended = truly_mended(entry, pair, output)
        caught = stopped(output) or mended
        counts["caught"] += caught
        kinds[entry["type"]] += caught
        kind_totals[entry["type"]] += 1
        severities[entry["severity"]] += caught
        severity_totals[entry["severity"]] += 1
        if entry["span"][0] < entry["span"][1]:
            counts["locatable"] += 1
            leak = mended and entry["type"] == "phi_leak"
            counts["located"] += locates(entry, output) or leak
    sensitivity = ratio(counts["caught"], counts["unsafe"])
    specificity = 1 - ratio(counts["alarms"], counts["faithful"])
    passed = counts["faithful"] - counts["alarms"]
    return {
        "unsafe": counts["unsafe"],
        "sensitivity": sensitivity,
        "sensitivity_ci": wilson(counts["caught"], counts["unsafe"]),
        "critical_sensitivity": ratio(severities["critical"], severity_totals["critical"]),
        "faithful": counts["faithful"],
        "specificity": specificity,
        "specificity_ci": wilson(passed, counts["faithful"]),
        "balanced_accuracy": (sensitivity + specificity) / 2,
        "located": ratio(counts["located"], counts["locatable"]),
        "faithful_changed": ratio(counts["changed"], counts["faithful"]),
        "missing": counts["missing"],
        "kinds": {k: {"rate": kinds[k] / n, "n": n} for k, n in sorted(kind_totals.items())},
        "alarms_by_rule": dict(sorted(alarms.items(), key=lambda item: -item[1])),
    }
