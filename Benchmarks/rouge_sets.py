"""Extractive quality: ROUGE of Vouch's statements against references, with baselines beside them.

Every system is cut to the same budget of words. The baselines: the first sentences (lead), the last
(tail), sentences in random order, TextRank, and a greedy oracle that sees the reference. Head-room
is what lies between lead and oracle on ROUGE-2; its interval is a paired bootstrap over notes.
"""

import random
import re
from collections import Counter

from rouge_score import tokenizers

SEED = 7
METRICS = ("rouge1", "rouge2", "rougeLsum")
BOOTSTRAP_ROUNDS = 1000
# A statement counts as carried where at least this share of its content words is in the summary.
CARRIED_SHARE = 0.6
FUNCTION_WORDS = frozenset(
    """a an the of and or to in is was were are be been being with for on at by from as that this it
    its he she his her him they them their we our i has have had no not any so but if""".split()
)


def sentences(text):
    """Splits as the baselines do: at line ends, and after a full stop before a capital or digit."""
    parts = []
    for line in text.split("\n"):
        parts += [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9])", line) if s.strip()]
    return parts


def cut(text, words):
    return " ".join(text.split()[:words])


def take(chosen, words):
    """As many of the sentences as reach the budget, the last one cut."""
    out, length = [], 0
    for sentence in chosen:
        if length >= words:
            break
        out.append(sentence)
        length += len(sentence.split())
    return cut(" ".join(out), words)


def textrank(parts):
    """Sentences by PageRank over word overlap (Mihalcea and Tarau, EMNLP 2004)."""
    bags = [Counter(re.findall(r"[a-z0-9]+", part.lower())) for part in parts]
    count = len(parts)
    edges = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i):
            shared = sum((bags[i] & bags[j]).values())
            if shared:
                norm = 1 + len(bags[i]) ** 0.5 * len(bags[j]) ** 0.5
                edges[i][j] = edges[j][i] = shared / norm
    totals = [sum(row) or 1 for row in edges]
    ranks = [1.0] * count
    for _ in range(30):
        ranks = [
            0.15 + 0.85 * sum(edges[j][i] * ranks[j] / totals[j] for j in range(count) if edges[j][i])
            for i in range(count)
        ]
    return [parts[i] for i in sorted(range(count), key=lambda i: -ranks[i])]


class Tokens:
    """The stemmed tokens of texts as rouge-score makes them, each text read once."""

    def __init__(self):
        self.tokenizer = tokenizers.DefaultTokenizer(use_stemmer=True)
        self.known = {}

    def of(self, text):
        if text not in self.known:
            self.known[text] = self.tokenizer.tokenize(text)
        return self.known[text]


def overlap_f1(reference, candidate):
    """F1 of two multisets of word pairs: ROUGE-2."""
    shared = sum((reference & candidate).values())
    if not shared:
        return 0.0
    precision, recall = shared / candidate.total(), shared / reference.total()
    return 2 * precision * recall / (precision + recall)


def oracle(parts, reference, words, tokens):
    """The sentences that a selector with the reference before it would take, one by one."""
    wanted = pairs_of(tokens.of(reference))
    read = [tokens.of(part) for part in parts]
    chosen, said, best, length = [], [], 0.0, 0
    while length < words:
        rest = [i for i in range(len(parts)) if parts[i] not in chosen]
        scores = ((overlap_f1(wanted, pairs_of(said + read[i])), parts[i], i) for i in rest)
        top = max(scores, default=None)
        if not top or top[0] <= best:
            break
        best = top[0]
        chosen.append(top[1])
        said = said + read[top[2]]
        length += len(top[1].split())
    return chosen


def pairs_of(tokens):
    return Counter(zip(tokens, tokens[1:]))


def statements_text(output):
    """What the system says: its statements where it lists them, else its whole summary."""
    listed = "\n".join(s["text"] for s in (output or {}).get("statements") or [] if "text" in s)
    return listed or (output or {}).get("summary") or ""


def baselines(row, words, tokens, shuffled):
    parts = sentences(row["note"])
    order = parts[:]
    shuffled.shuffle(order)
    return {
        "lead": take(parts, words),
        "tail": take(parts[::-1], words),
        "random": take(order, words),
        "textrank": take(textrank(parts), words),
        "oracle": take(oracle(parts, row["reference"], words, tokens), words),
    }


def headroom(scores, metric="rouge2"):
    """The share of the way from lead to oracle that the system goes, with a 95 % interval."""
    rows = list(zip(scores["system"], scores["lead"], scores["oracle"]))

    def share(sample):
        system, lead, best = (sum(r[k][metric] for r in sample) for k in range(3))
        return (system - lead) / (best - lead) if best > lead else 0.0

    generator = random.Random(SEED)
    shares = sorted(
        share(generator.choices(rows, k=len(rows))) for _ in range(BOOTSTRAP_ROUNDS)
    )
    low, high = shares[int(0.025 * len(shares))], shares[int(0.975 * len(shares))]
    return {"share": share(rows), "low": low, "high": high}


def content_words(text):
    return {w for w in re.findall(r"[a-z0-9.]+", text.lower()) if w.strip(".")} - FUNCTION_WORDS


def is_carried(statement, summary):
    """Whether most content words of the statement are in the summary."""
    wanted = {w.strip(".") for w in content_words(statement)}
    have = {w.strip(".") for w in content_words(summary)}
    return bool(wanted) and len(wanted & have) >= CARRIED_SHARE * len(wanted)


def measure_set(rows, outputs, budgets, scorer):
    """ROUGE of the system and of all baselines; `outputs` and `budgets` go by id."""
    shuffled, tokens = random.Random(SEED), Tokens()
    scores = {}
    for row in rows:
        words = budgets[row["id"]]
        texts = {"system": cut(statements_text(outputs.get(row["id"])), words)}
        texts.update(baselines(row, words, tokens, shuffled))
        for name, text in texts.items():
            found = scorer.score(row["reference"], text)
            scores.setdefault(name, []).append({m: found[m].fmeasure for m in METRICS})
    means = {
        name: {m: sum(s[m] for s in listed) / len(listed) for m in METRICS}
        for name, listed in scores.items()
    }
    return {"notes": len(rows), "rouge": means, "headroom": headroom(scores)}
