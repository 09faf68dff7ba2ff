"""What each rule is worth on the summary benchmark, and the trade-off between rules.

Everything here is counted from the verdicts of one run. The order of the curve is chosen on the data
that it is shown on, so it flatters: it is a tool for seeing which rule to mend, not a promise.
"""

from collections import defaultdict

from scorers import ratio


def tallies(judged, field="rules"):
    """For each rule (or kind): what it stopped, and what only it stopped."""
    rules = {}

    def tally(rule):
        return rules.setdefault(
            rule, {"unsafe": 0, "unsafe_only": 0, "faithful": 0, "faithful_only": 0, "types": {}}
        )

    for verdict in judged:
        side = "faithful" if verdict["label"] == "faithful" else "unsafe"
        for rule in verdict[field]:
            counts = tally(rule)
            counts[side] += 1
            counts[f"{side}_only"] += verdict[field] == [rule]
            if side == "unsafe":
                kinds = counts["types"]
                kinds[verdict["type"]] = kinds.get(verdict["type"], 0) + 1
    for counts in rules.values():
        counts["precision"] = ratio(counts["unsafe"], counts["unsafe"] + counts["faithful"])
        counts["types"] = dict(sorted(counts["types"].items(), key=lambda item: -item[1]))
    return dict(sorted(rules.items(), key=lambda item: (-item[1]["unsafe"], item[0])))


def trade_off(judged):
    """Points of sensitivity against faithful passed, one rule more at each.

    Next comes the rule that adds the most unsafe summaries for the faithful ones that it costs;
    rules on trial (`shadow`) follow the enforced ones, as if they were enforced too. What is mended,
    and what has no output, counts at every point as it does in the figures.
    """
    faithful = [v for v in judged if v["label"] == "faithful"]
    unsafe = [v for v in judged if v["label"] != "faithful"]
    lost = {v["id"] for v in faithful if v["decision"] is None}
    caught = {v["id"] for v in unsafe if v["caught"] and not v["stopped"]}
    points = [point("none", unsafe, faithful, caught, lost)]
    known = set()
    for field in ("rules", "trial"):
        hits, costs = by_rule(unsafe, field), by_rule(faithful, field)
        rest = (set(hits) | set(costs)) - known
        while rest:
            best = max(
                sorted(rest), key=lambda rule: gain(hits[rule] - caught, costs[rule] - lost)
            )
            rest.remove(best)
            known.add(best)
            caught, lost = caught | hits[best], lost | costs[best]
            step = point(best, unsafe, faithful, caught, lost)
            points.append({**step, "on_trial": field == "trial"})
    return points


def by_rule(group, field):
    rules = defaultdict(set)
    for verdict in group:
        for rule in verdict[field]:
            rules[rule].add(verdict["id"])
    return rules


def gain(hits, costs):
    """Precision of what a rule adds, drawn to one half where it adds little."""
    return (len(hits) + 0.5) / (len(hits) + len(costs) + 1), len(hits)


def point(rule, unsafe, faithful, caught, lost):
    return {
        "rule": rule,
        "sensitivity": ratio(len(caught), len(unsafe)),
        "passed": 1 - ratio(len(lost), len(faithful)),
    }


def curve_lines(points):
    lines = [f"{'passed':>7s} {'caught':>7s}  with also"]
    for step in points:
        trial = " (on trial)" if step.get("on_trial") else ""
        lines.append(f"{step['passed']:7.3f} {step['sensitivity']:7.3f}  {step['rule']}{trial}")
    return lines


def rule_lines(rules, title):
    if not rules:
        return [f"no {title} stopped anything"]
    width = max(len(rule) for rule in rules)
    lines = [
        f"{title:{width}s}  unsafe (only it)  faithful (only it)  precision  types",
    ]
    for rule, counts in rules.items():
        kinds = ", ".join(f"{kind} {n}" for kind, n in list(counts["types"].items())[:5])
        lines.append(
            f"{rule:{width}s}  {counts['unsafe']:6d} {counts['unsafe_only']:9d}"
            f"  {counts['faithful']:8d} {counts['faithful_only']:9d}"
            f"  {counts['precision']:9.3f}  {kinds}"
        )
    return lines
