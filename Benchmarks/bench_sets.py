"""The summary benchmark: for each note faithful summaries, and the same with one fluent error.

A set is a pair of files, `bench_NAME_notes.jsonl` ({"note_id","note"}) and `bench_NAME.jsonl`
({"note_id","faithful_clinician","faithful_patient","errors":[{"type","severity","base","old",
"new"}]}). Every pair of a note and a summary gets one verdict; all figures count verdicts:

- Stopped is a summary that is held or blocked. A faithful one that is stopped, or has no valid
  output line, is a false alarm.
- An unsafe one is caught where it is stopped, or where it is annotated and truly mended: an inserted
  identifier is gone from what is shown; of a dropped critical statement or allergy at least 60 % of
  the words are back.
- It is located where an enforced hold or block finding of at most 160 scalars touches the corrupted
  region widened by 40 on either side.
- A faithful summary is changed where what is shown does not begin with it. One that has facts of the
  note added below it begins with it; how many have is counted apart.
"""

import re
from collections import defaultdict

from scorers import enforced, hashed, ratio, stopped, valid, wilson

WIDENED, LONGEST, MENDED = 40, 160, 0.6
# The heading above facts of the note that a rule put back.
RESTORED = "From the note, left out above:"


def expand(notes, bench):
    """The pairs to check and, apart from them, the key; ids are hashes in the order of hashes."""
    pairs, key = [], {}

    def add(name, row, audience, summary, **facts):
        identity = hashed("vouch-bench", f"{row['note_id']}/{name}")
        pairs.append(
            {
                "id": identity,
                "note": notes[row["note_id"]],
                "summary": summary,
                "audience": audience,
            }
        )
        key[identity] = {"name": f"{row['note_id']}/{name}", **facts}

    for row in bench:
        bases = {"clinician": row["faithful_clinician"], "patient": row.get("faithful_patient")}
        for audience, text in bases.items():
            if text:
                add(audience, row, audience, text, label="faithful")
        for number, error in enumerate(row["errors"]):
            base = bases[error["base"]]
            add(f"e{number}", row, error["base"], corrupted(base, error), **corruption(base, error))
    pairs.sort(key=lambda pair: pair["id"])
    return pairs, key


def corrupted(text, error):
    at = text.index(error["old"])
    return text[:at] + error["new"] + text[at + len(error["old"]) :]


def corruption(text, error):
    """What changed, without what old and new begin and end with alike."""
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
        "old": old,
        "new": new,
    }


def content(text):
    return set(re.findall(r"[a-z0-9.]{3,}", text.lower()))


def mended(entry, pair, output):
    """Annotated, and what is shown is right again."""
    if not valid(output) or output["decision"] != "annotated":
        return False
    shown = output.get("summary") or ""
    inserted = entry["inserted"].strip()
    if entry["type"] == "phi_leak" and inserted and inserted not in shown:
        return True
    removed = content(entry["removed"] or "")
    if not removed:
        return False
    before, after = (len(removed & content(text)) for text in (pair["summary"], shown))
    return after >= MENDED * len(removed) > before


def locates(entry, findings):
    start, end = entry["span"][0] - WIDENED, entry["span"][1] + WIDENED
    spans = (f["summarySpan"] for f in findings if f.get("summarySpan"))
    return any(
        s["end"] - s["start"] <= LONGEST and s["start"] < end and s["end"] > start for s in spans
    )


def verdicts(pairs, key, outputs):
    """One verdict for each pair, with the enforced rules that stopped it and those on trial."""
    judged = []
    for pair in pairs:
        entry, output = key[pair["id"]], outputs.get(pair["id"])
        output = output if valid(output) else None
        findings = enforced(output)
        verdict = {
            "id": pair["id"],
            "name": entry["name"],
            "label": entry["label"],
            "decision": output["decision"] if output else None,
            "rules": sorted({f["rule"] for f in findings}) if stopped(output) else [],
            "trial": sorted(
                {
                    f["rule"]
                    for f in (output or {}).get("findings") or []
                    if f.get("mode") == "shadow" and f.get("disposition") in ("hold", "block")
                }
            ),
            "kinds": sorted({f["kind"] for f in findings}) if stopped(output) else [],
            "stopped": stopped(output),
        }
        if entry["label"] == "faithful":
            verdict["alarm"] = stopped(output) or output is None
            verdict["changed"] = bool(
                output
                and not stopped(output)
                and not (output.get("summary") or "").startswith(pair["summary"])
            )
            verdict["restored"] = bool(
                output and not stopped(output) and RESTORED in (output.get("summary") or "")
            )
        else:
            repaired = mended(entry, pair, output)
            verdict["type"], verdict["severity"] = entry["type"], entry["severity"]
            verdict["mended"] = repaired
            verdict["caught"] = stopped(output) or repaired
            if entry["span"][0] < entry["span"][1]:
                leak = repaired and entry["type"] == "phi_leak"
                verdict["located"] = locates(entry, findings) or leak
        judged.append(verdict)
    return judged


def score(judged):
    """The figures of one benchmark from its verdicts."""
    faithful = [v for v in judged if v["label"] == "faithful"]
    unsafe = [v for v in judged if v["label"] != "faithful"]
    critical = [v for v in unsafe if v["severity"] == "critical"]
    locatable = [v for v in unsafe if "located" in v]
    caught = sum(v["caught"] for v in unsafe)
    passed = sum(not v["alarm"] for v in faithful)
    kinds = defaultdict(list)
    for verdict in unsafe:
        kinds[verdict["type"]].append(verdict)
    alarms = defaultdict(int)
    for verdict in faithful:
        for rule in verdict["rules"]:
            alarms[rule] += 1
    sensitivity, specificity = ratio(caught, len(unsafe)), 1 - ratio(
        len(faithful) - passed, len(faithful)
    )
    return {
        "unsafe": len(unsafe),
        "critical": len(critical),
        "locatable": len(locatable),
        "sensitivity": sensitivity,
        "sensitivity_ci": wilson(caught, len(unsafe)),
        "critical_sensitivity": ratio(sum(v["caught"] for v in critical), len(critical)),
        "faithful": len(faithful),
        "specificity": specificity,
        "specificity_ci": wilson(passed, len(faithful)),
        "balanced_accuracy": (sensitivity + specificity) / 2,
        "located": ratio(sum(v["located"] for v in locatable), len(locatable)),
        "faithful_changed": ratio(sum(v["changed"] for v in faithful), len(faithful)),
        "faithful_restored": ratio(sum(v["restored"] for v in faithful), len(faithful)),
        "missing": sum(v["decision"] is None for v in judged),
        "n": len(judged),
        "kinds": {kind: kind_score(group) for kind, group in sorted(kinds.items())},
        "alarms_by_rule": dict(sorted(alarms.items(), key=lambda item: (-item[1], item[0]))),
    }


def kind_score(group):
    located = [v["located"] for v in group if "located" in v]
    return {
        "rate": ratio(sum(v["caught"] for v in group), len(group)),
        "caught": sum(v["caught"] for v in group),
        "mended": sum(v["mended"] and not v["stopped"] for v in group),
        "n": len(group),
        "located": sum(located),
        "locatable": len(located),
    }
