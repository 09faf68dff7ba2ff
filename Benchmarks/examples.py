"""Lists what went wrong: `Errors` without a word of any text, `Shown` with the texts.

`Shown` writes real clinical text to a file of the developer's own; it is off unless asked for.
"""

import json


class Errors:
    """One JSON line for each thing that is wrong: set, id, type and what fired."""

    def __init__(self, path):
        self.path, self.lines = path, []

    def add(self, name, row, error, **facts):
        self.lines.append({"set": name, "id": row, "error": error, **facts})

    def write(self):
        if self.path:
            self.path.write_text("".join(json.dumps(line) + "\n" for line in self.lines))


class Shown:
    """False alarms and misses with the words that they are about."""

    CONTEXT = 100

    def __init__(self, path):
        self.path, self.parts = path, []

    def add(self, name, row, error, note, summary, output, **facts):
        if not self.path:
            return
        lines = [f"=== {name} · {error} · {row}"]
        lines += [f"    {key}: {value}" for key, value in facts.items() if value not in (None, "")]
        if output is None:
            lines.append("    no output")
        for finding in (output or {}).get("findings") or []:
            mode = "" if finding.get("mode", "enforce") == "enforce" else f" ({finding['mode']})"
            lines.append(
                f"  * {finding['rule']} {finding['disposition']}{mode}: {finding['message']}"
            )
            if finding.get("summarySpan"):
                lines.append(f"      summary: {self.quoted(summary, finding['summarySpan'])}")
            for span in finding.get("noteSpans") or []:
                lines.append(f"      note:    {self.quoted(note, span)}")
        self.parts.append("\n".join(lines) + "\n")

    def quoted(self, text, span):
        if text is None:
            return "(a draft of Vouch's own, which is not shown)"
        start, end = span["start"], span["end"]
        before = text[max(0, start - self.CONTEXT) : start]
        after = text[end : end + self.CONTEXT]
        return f"{before}[[{text[start:end]}]]{after}".replace("\n", " ⏎ ")

    def write(self):
        if self.path:
            self.path.write_text("\n".join(self.parts))


def bench_examples(name, pairs, key, judged, outputs, errors, shown):
    for pair, verdict in zip(pairs, judged):
        entry = key[pair["id"]]
        if entry["label"] == "faithful":
            error = "false alarm" if verdict["alarm"] else "changed" if verdict["changed"] else None
        elif not verdict["caught"]:
            error = "missed"
        else:
            error = "not located" if verdict.get("located") is False else None
        if not error:
            continue
        facts = {k: entry[k] for k in ("type", "severity") if k in entry}
        errors.add(
            name, entry["name"], error, decision=verdict["decision"], rules=verdict["rules"], **facts
        )
        shown.add(
            name, entry["name"], error, pair["note"], pair["summary"], outputs.get(pair["id"]),
            **facts, old=entry.get("old"), new=entry.get("new"), audience=pair["audience"],
        )


def pairs_examples(name, rows, outputs, judge, kind, identity, fired, errors, shown):
    for row in rows:
        output, faithful = outputs.get(identity(row)), row["label"] == "faithful"
        if judge(row, output) != faithful:
            continue
        error = "false alarm" if faithful else "missed"
        errors.add(
            name, row["id"], error, type=kind(row), rules=sorted({f["rule"] for f in fired(output)})
        )
        shown.add(
            name, row["id"], error, row["source"], row["text"], output, type=kind(row),
            old=row.get("original_sentence") or row.get("corrected_sentence"),
            new=row.get("bad_sentence") or row.get("error_sentence"), detail=row.get("error_type"),
        )
