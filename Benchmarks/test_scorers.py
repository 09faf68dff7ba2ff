#!/usr/bin/env python3
"""The definitions behind the figures, on rows small enough to count by hand: `make measure-test`."""

import random
import unittest

import banned_pairs
import bench_sets
import figures
import planted_errors
import quoted_sets
import rule_scores
import scorers

NOTES = {"n": "Takes Lasix 20 mg. No fever. Allergic to penicillin."}
BENCH = [
    {
        "note_id": "n",
        "faithful_clinician": "On furosemide 20 mg, afebrile. Allergic to penicillin.",
        "faithful_patient": "You take a water tablet.",
        "errors": [
            {"type": "wrong_dose", "severity": "critical", "base": "clinician", "old": "20 mg",
             "new": "200 mg"},
            {"type": "omission_critical", "severity": "critical", "base": "clinician",
             "old": " Allergic to penicillin.", "new": ""},
            {"type": "phi_leak", "severity": "major", "base": "patient", "old": "You take",
             "new": "You, Ann Lee, take"},
        ],
    }
]


def finding(rule="r", span=None, disposition="hold", mode="enforce", kind="k"):
    return {"rule": rule, "kind": kind, "mode": mode, "disposition": disposition,
            "summarySpan": span and {"start": span[0], "end": span[1]}}


class SummaryBenchmark(unittest.TestCase):
    def setUp(self):
        self.pairs, self.key = bench_sets.expand(NOTES, BENCH)
        self.identity = {entry["name"]: i for i, entry in self.key.items()}

    def judge(self, **by_name):
        """All pairs released unchanged, apart from what is given by the end of the name."""
        outputs = {}
        for pair in self.pairs:
            name = self.key[pair["id"]]["name"].split("/")[1]
            given = by_name.get(name, {})
            if given is not None:
                outputs[pair["id"]] = {
                    "decision": "released", "summary": pair["summary"], "findings": [], **given}
        return bench_sets.verdicts(self.pairs, self.key, outputs)

    def test_corrupted_place_is_what_differs(self):
        entry = self.key[self.identity["n/e0"]]
        text = next(p["summary"] for p in self.pairs if p["id"] == self.identity["n/e0"])
        self.assertEqual((entry["inserted"], text[slice(*entry["span"])]), ("0", "0"))
        self.assertIn("furosemide 200 mg", text)

    def test_counts(self):
        score = bench_sets.score(self.judge(
            e0={"decision": "held", "summary": None, "findings": [finding(span=(14, 20))]},
            clinician={"decision": "held", "summary": None, "findings": [finding("alarm")]},
        ))
        self.assertEqual((score["unsafe"], score["faithful"], score["locatable"]), (3, 2, 2))
        self.assertAlmostEqual(score["sensitivity"], 1 / 3)
        self.assertAlmostEqual(score["critical_sensitivity"], 1 / 2)
        self.assertAlmostEqual(score["specificity"], 1 / 2)
        self.assertAlmostEqual(score["located"], 1 / 2)
        self.assertEqual(score["alarms_by_rule"], {"alarm": 1})

    def test_long_or_distant_findings_locate_nothing(self):
        for span in ((0, 161), None):
            held = {"decision": "held", "summary": None, "findings": [finding(span=span)]}
            self.assertEqual(bench_sets.score(self.judge(e0=held))["located"], 0)
        quiet = finding(span=(14, 20), mode="shadow")
        held = {"decision": "held", "summary": None, "findings": [quiet]}
        self.assertEqual(bench_sets.score(self.judge(e0=held))["located"], 0)

    def test_mended_is_caught_only_where_the_text_is_right_again(self):
        text = "On furosemide 20 mg, afebrile."
        for shown, caught in ((text, 0), (text + " The note says: Allergic to penicillin.", 1)):
            given = {"decision": "annotated", "summary": shown}
            score = bench_sets.score(self.judge(e1=given))
            self.assertEqual(score["kinds"]["omission_critical"]["caught"], caught)
        gone = {"decision": "annotated", "summary": "You, [removed], take a water tablet."}
        kind = bench_sets.score(self.judge(e2=gone))["kinds"]["phi_leak"]
        self.assertEqual((kind["caught"], kind["located"]), (1, 1))

    def test_lost_lines_are_wrong_on_both_sides(self):
        score = bench_sets.score(self.judge(e0=None, clinician=None))
        self.assertEqual((score["missing"], score["sensitivity"], score["specificity"]), (2, 0, .5))

    def test_a_disclaimer_at_the_end_is_no_change(self):
        text = self.pairs[0]["summary"]
        faithful = next(p["summary"] for p in self.pairs if p["id"] == self.identity["n/patient"])
        for shown, changed in ((faithful + "\n\nMock.", 0), ("Mock. " + faithful, 1 / 2)):
            score = bench_sets.score(self.judge(patient={"summary": shown}))
            self.assertEqual(score["faithful_changed"], changed, text)

    def test_trade_off_takes_the_precise_rule_first_and_trial_rules_last(self):
        judged = self.judge(
            e0={"decision": "held", "findings": [finding("good")]},
            e1={"decision": "held", "findings": [finding("good"), finding("broad")]},
            e2={"findings": [finding("trial", mode="shadow")]},
            patient={"decision": "held", "findings": [finding("broad")]},
        )
        points = rule_scores.trade_off(judged)
        self.assertEqual([p["rule"] for p in points], ["none", "good", "broad", "trial"])
        self.assertEqual([p["passed"] for p in points], [1, 1, 0.5, 0.5])
        self.assertEqual([round(3 * p["sensitivity"]) for p in points], [0, 2, 2, 3])
        rules = rule_scores.tallies(judged)
        self.assertEqual((rules["good"]["unsafe"], rules["good"]["unsafe_only"]), (2, 1))
        self.assertEqual((rules["broad"]["faithful_only"], rules["broad"]["precision"]), (1, 0.5))


class OtherSets(unittest.TestCase):
    def test_pairs(self):
        rows = [
            {"id": "a", "label": "faithful"},
            {"id": "b", "label": "unfaithful", "perturbation": "unit"},
            {"id": "c", "label": "omission"},
            {"id": "d", "label": "faithful"},
        ]
        outputs = {
            scorers.pair_id(rows[1]): {"decision": "held"},
            scorers.pair_id(rows[2]): {"decision": "annotated", "findings": [finding(kind="omission")]},
            scorers.pair_id(rows[3]): {"decision": "annotated", "findings": []},
        }
        score = scorers.score_pairs(rows, outputs)
        rates = {k: v["rate"] for k, v in score["kinds"].items()}
        self.assertEqual(rates, {"false alarm": 0.5, "unit": 1, "omission": 1})
        self.assertEqual(score["missing"], 1)

    def test_identifiers(self):
        row = {"id": "a", "text": "x" * 100, "inserted_regions": [[0, 50]],
               "spans": [{"start": 0, "end": 10, "type": "NAME"}, {"start": 20, "end": 30, "type": "MRN"},
                         {"start": 40, "end": 45, "type": "TITLE"}]}
        found = [(2, 10), (20, 27), (35, 38), (60, 70)]
        output = {"identifiers": [{"span": {"start": a, "end": b}} for a, b in found]}
        score = scorers.score_identifiers([row], {"a": output})
        self.assertEqual((score["recall"], score["labelled"]), (0.5, 2))
        self.assertAlmostEqual(score["precision"], 2 / 3)

    def test_steering(self):
        rows = [{"id": i, "label": label} for i, label in
                (("a", "injection"), ("b", "injection"), ("c", "benign"), ("d", "benign"))]
        steering = {"findings": [finding(kind="prompt_injection", mode="shadow")]}
        outputs = {scorers.injection_id(rows[0]): steering,
                   scorers.injection_id(rows[2]): {"findings": [finding()]}}
        score = scorers.score_injection(rows, outputs)
        self.assertEqual((score["caught"], score["passed"], score["missing"]), (0.5, 0.5, 2))

    def test_own_summaries(self):
        notes = scorers.own_notes({
            "x_notes": [{"id": 1, "text": "One."}], "injection_bipia_payloads": [{"text": "Two."}],
            "phi_hipaa": [{"text": "Three.", "note": "train/1"}, {"text": "One.", "note": "train/2"}]})
        self.assertEqual(sorted(n["note"] for n in notes), ["One.", "Three."])
        outputs = {notes[0]["id"]: {"decision": "held", "findings": [finding(kind="laterality")]},
                   notes[1]["id"]: {"decision": "held", "findings": [finding(kind="red_flag")]}}
        score = scorers.score_own(notes, outputs)
        self.assertEqual((score["held_by_grounding"], score["kinds"]), (1, {"laterality": 1}))

    def test_quoted_sentences(self):
        text = "\n".join(
            ["He takes warfarin 5 mg daily.", "Mother took aspirin 81 mg daily.",
             "Blood pressure was 120/80 today. He feels well now."])
        self.assertEqual(len(quoted_sets.sentences(text)), 3)
        pairs, key = quoted_sets.expand([{"id": "a", "note": text}], 10)
        changed = [p["summary"] for p in pairs if not key[p["id"]]["faithful"]]
        self.assertEqual(len(pairs), 2)
        self.assertRegex(changed[0], r"warfarin [1-46-9] mg")
        held = {"decision": "held", "findings": [finding(kind="omission"), finding(kind="negation_flip")]}
        score = quoted_sets.score(key, {p["id"]: held for p in pairs})
        self.assertEqual((score["quoted_held"], score["doses_caught"]), (1, 1))
        held["findings"].pop()
        score = quoted_sets.score(key, {p["id"]: held for p in pairs})
        self.assertEqual((score["quoted_held"], score["doses_caught"]), (0, 0))

    def test_a_figure_meets_what_it_reaches_exactly(self):
        met = [figures.figure("f", v, figures.AT_LEAST, 0.9, 0.95)["met"] for v in (.89, .9, .95)]
        self.assertEqual(met, ["no", "reach", "aim"])
        met = [figures.figure("f", v, figures.AT_MOST, 0.1, 0.05)["met"] for v in (.11, .1, .05)]
        self.assertEqual(met, ["no", "reach", "aim"])
        self.assertEqual(figures.figure("f", None, figures.AT_MOST, 0, 0)["met"], "not measured")


class BannedPairs(unittest.TestCase):
    STOP = {"id": "s", "family": "blame", "expect": "stop", "note": "Cough.",
            "summary": "Cough, his own fault.", "words": "his own fault"}
    PASS = {"id": "p", "family": "blame", "expect": "pass", "note": "Cough.", "summary": "Cough."}

    def judge(self, row, decision, findings=(), edits=()):
        output = {"decision": decision, "findings": list(findings), "edits": list(edits)}
        return banned_pairs.verdict(row, output)

    def test_withheld_counts_as_stopped_and_the_place_apart(self):
        here = self.judge(self.STOP, "held", [finding("banned.x", (7, 20))])
        elsewhere = self.judge(self.STOP, "held", [finding("grounding.x", (0, 5))])
        self.assertEqual((here["right"], here["at_words"]), (True, True))
        self.assertEqual((elsewhere["right"], elsewhere["at_words"]), (True, False))
        self.assertFalse(self.judge(self.STOP, "released")["right"])
        self.assertFalse(self.judge(self.STOP, None)["right"])

    def test_an_edit_stops_where_it_takes_the_words(self):
        edit = {"span": {"start": 12, "end": 15}, "replacement": "", "rule": "banned.x"}
        self.assertTrue(self.judge(self.STOP, "annotated", edits=[edit])["right"])
        edit["span"] = {"start": 0, "end": 5}
        self.assertFalse(self.judge(self.STOP, "annotated", edits=[edit])["right"])

    def test_near_miss_passes_unless_held_or_accused(self):
        self.assertTrue(self.judge(self.PASS, "annotated", [finding("omission.x", None, "annotate")])["right"])
        self.assertFalse(self.judge(self.PASS, "held", [finding("grounding.x", (0, 5))])["right"])
        self.assertFalse(
            self.judge(self.PASS, "annotated", [finding("banned.x", (0, 5), "annotate")])["right"])
        shadow = finding("banned.x", (0, 5), "annotate", mode="shadow")
        self.assertTrue(self.judge(self.PASS, "released", [shadow])["right"])

    def test_shares(self):
        outputs = {"s": {"decision": "blocked", "findings": []}}
        result = banned_pairs.score([self.STOP, self.PASS], outputs)
        self.assertEqual((result["stopped"], result["passed"], result["missing"]), (1, 0, 1))


class PlantedErrors(unittest.TestCase):
    TEXT = {"id": "n/clinician", "note": "Mild pain of the left knee. Lasix 20 mg.",
            "summary": "Mild left knee pain; took Lasix 20 mg. Knees were equal.", "audience": "clinician"}

    def test_whole_words_are_changed_one_at_a_time(self):
        words = [("side", "left", "right"), ("site", "knee", "elbow")]
        found = [summary for _, _, summary in planted_errors.changed_words(self.TEXT, words)]
        self.assertEqual(found, [
            "Mild right knee pain; took Lasix 20 mg. Knees were equal.",
            "Mild left elbow pain; took Lasix 20 mg. Knees were equal."])

    def test_one_digit_of_a_number_is_changed_and_its_kind_is_told_by_what_follows(self):
        (kind, _, summary), = planted_errors.changed_numbers(self.TEXT, random.Random(1))
        self.assertEqual(kind, "dose")
        self.assertEqual(len(summary), len(self.TEXT["summary"]))
        self.assertNotEqual(summary, self.TEXT["summary"])

    def test_a_sentence_is_invented_only_where_the_note_has_no_word_of_it(self):
        pairs, key = planted_errors.plant([self.TEXT], random.Random(1))
        invented = {key[p["id"]]["what"] for p in pairs if "invented" in key[p["id"]]["kind"]}
        self.assertIn("The patient died.", invented)
        note = dict(self.TEXT, note="He died of heart failure.")
        pairs, key = planted_errors.plant([note], random.Random(1))
        self.assertNotIn("The patient died.", {entry["what"] for entry in key.values()})

    def test_what_is_held_without_an_error_does_not_count(self):
        key = {"a": {"kind": "side", "what": "", "base": "x"}, "b": {"kind": "side", "what": "", "base": "y"}}
        outputs = {"a": {"decision": "held"}, "b": {"decision": "released"}}
        self.assertEqual(planted_errors.score(key, outputs, set())[0], {"side": [1, 2]})
        self.assertEqual(planted_errors.score(key, outputs, {"y"})[0], {"side": [1, 1]})
        self.assertEqual(planted_errors.score(key, {}, set())[0], {"side": [0, 2]})


if __name__ == "__main__":
    unittest.main()
