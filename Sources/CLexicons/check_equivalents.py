#!/usr/bin/env python3
"""Checks the four hand-written word lists for shape and for meanings that must not meet.

    Sources/CLexicons/check_equivalents.py

Reads equivalents.tsv, exclusives.tsv, neutralwords.txt, and reassurances.txt beside this file; prints
every fault as file:line and ends with status 1 where there is one.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
CLASSES = {
    "abbreviation", "finding", "disease", "site", "procedure", "test", "device", "drugclass", "state", "action",
    "time", "person", "descriptor", "quantity", "generic",
}
# Opposites that differ by a prefix: one row must not hold both.
OPPOSED_PREFIXES = [("hyper", "hypo"), ("tachy", "brady"), ("abduct", "adduct"), ("inter", "intra")]
MAX_WORDS = 6

faults = []


def fault(name, line, message):
    faults.append(f"{name}:{line}: {message}")


def lines(name):
    data = (HERE / name).read_bytes()
    if not data.endswith(b"\n"):
        fault(name, 0, "no newline at the end")
    if b"\r" in data:
        fault(name, 0, "carriage return")
    try:
        return data.decode("ascii").splitlines()
    except UnicodeDecodeError as error:
        fault(name, data[: error.start].count(b"\n") + 1, "not ASCII")
        return data.decode("utf-8", "replace").splitlines()


def check_term(name, line, term):
    if not term or term != " ".join(term.split()):
        fault(name, line, f"empty term or stray space: '{term}'")
    elif not term.startswith("=") and term != term.lower():
        fault(name, line, f"upper case without '=': {term}")
    elif len(term.split()) > MAX_WORDS:
        fault(name, line, f"more than {MAX_WORDS} words: {term}")


def check_terms(name, line, terms):
    for term in terms:
        check_term(name, line, term)
    if len(set(terms)) != len(terms):
        fault(name, line, "a term stands twice")


def read_exclusives():
    name, axes = "exclusives.tsv", {}
    rows = lines(name)
    if not rows or rows[0] != "axis\tvalues":
        fault(name, 1, "header")
    if rows[1:] != sorted(rows[1:], key=lambda row: row.split("\t")[0]):
        fault(name, 1, "not sorted")
    for number, row in enumerate(rows[1:], 2):
        cells = row.split("\t")
        if len(cells) != 2:
            fault(name, number, "not two columns")
            continue
        if cells[0] in axes:
            fault(name, number, f"axis stands twice: {cells[0]}")
        values = [value.split("|") for value in cells[1].split(" / ")]
        if len(values) < 2:
            fault(name, number, "fewer than two values")
        for terms in values:
            for term in terms:
                check_term(name, number, term)
        flat = [term for terms in values for term in terms]
        if len(set(flat)) != len(flat):
            fault(name, number, "a term stands in two values")
        axes[cells[0]] = values
    return axes


def check_equivalents(axes):
    name, seen = "equivalents.tsv", {}
    rows = lines(name)
    if not rows or rows[0] != "class\tterms\tbroader":
        fault(name, 1, "header")
    order = []
    for number, row in enumerate(rows[1:], 2):
        cells = row.split("\t")
        if len(cells) != 3:
            fault(name, number, "not three columns")
            continue
        kind, terms = cells[0], cells[1].split("|")
        broader = cells[2].split("|") if cells[2] else []
        order.append((kind, terms[0].lstrip("=")))
        if kind not in CLASSES:
            fault(name, number, f"class: {kind}")
        check_terms(name, number, terms)
        check_terms(name, number, broader)
        if set(terms) & set(broader):
            fault(name, number, f"both equal and broader: {sorted(set(terms) & set(broader))}")
        signature = (kind, frozenset(terms))
        if signature in seen:
            fault(name, number, f"the terms of line {seen[signature]}")
        seen[signature] = number
        for axis, values in axes.items():
            held = [sorted(set(terms) & set(value)) for value in values]
            held = [terms for terms in held if terms]
            if len(held) > 1:
                fault(name, number, f"equals what the axis '{axis}' excludes: {held}")
        words = [term.lstrip("=") for term in terms]
        for one, other in OPPOSED_PREFIXES:
            stems = {word[len(one):] for word in words if word.startswith(one)}
            for word in words:
                if word.startswith(other) and word[len(other):] in stems:
                    fault(name, number, f"opposites: {one}-, {word}")
        if any(re.search(r"\bleft\b", w) for w in words) and any(
            re.search(r"\bright\b", w) for w in words
        ):
            fault(name, number, "left and right")
    if order != sorted(order):
        fault(name, 1, "not sorted by class and first term")
    return len(rows) - 1


def check_list(name, words_only):
    entries = lines(name)
    if entries != sorted(set(entries)):
        fault(name, 1, "not sorted, or an entry stands twice")
    for number, entry in enumerate(entries, 1):
        if words_only and not re.fullmatch(r"[a-z][a-z'-]*", entry):
            fault(name, number, f"not one lower-case word: {entry}")
        elif not words_only and (not entry or entry != entry.strip().lower()):
            fault(name, number, f"not lower case: {entry}")
    return len(entries)


def main():
    axes = read_exclusives()
    equivalents = check_equivalents(axes)
    neutral = check_list("neutralwords.txt", True)
    reassurances = check_list("reassurances.txt", False)
    for message in faults:
        print(message)
    print(
        f"{equivalents} equivalents, {len(axes)} axes, {neutral} neutral words, "
        f"{reassurances} reassurances, {len(faults)} faults"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
