package import Workflow

extension Metric {
  /// Every metric, in the order of the report.
  package static let all: [Metric] = groups.flatMap(\.metrics)

  /// The same by what they are about.
  package static let groups: [(title: String, metrics: [Metric])] = [
    ("Coverage of the reference", coverage), ("Omissions", omissions),
    ("Attribution and faithfulness", grounding), ("Guardrails", guardrails),
    ("Escalations", escalations), ("Reading level", reading), ("Ratings by people", human),
    ("Running", running),
  ]

  private static let lin = "Lin, ROUGE, ACL 2004; Google's rouge-score with stemmer"
  private static let creolaPaper = "Asgari and others, CREOLA, npj Digit Med 2025"
  private static let alce = "after Gao and others, ALCE, EMNLP 2023"

  private static let coverage = [
    Metric(
      "rouge1.f1", "ROUGE-1 F1", .mean, better: true,
      "stems that the summary and the reference have in common", source: lin),
    Metric(
      "rouge1.recall", "ROUGE-1 recall", .mean, better: true,
      "stems of the reference that the summary has", source: lin),
    Metric(
      "rouge2.f1", "ROUGE-2 F1", .mean, better: true,
      "pairs of neighbouring stems that both have", source: lin),
    Metric(
      "rougeLsum.f1", "ROUGE-Lsum F1", .mean, better: true,
      "stems in the union of the longest common subsequences, line by line", source: lin),
    Metric(
      "concepts.precision", "Concept precision", .rate, better: true,
      "clinical concepts of the summary that the reference has, affirmed or denied alike; concepts "
        + "by Vouch's lexicon",
      source: "after MEDCON (Yim and others, ACI-Bench, Sci Data 2023), without UMLS"),
    Metric(
      "concepts.recall", "Concept recall", .rate, better: true,
      "clinical concepts of the reference that the summary has", source: "after MEDCON"),
    Metric(
      "concepts.f1", "Concept F1", .mean, better: true,
      "harmonic mean of concept precision and recall of a summary", source: "after MEDCON"),
    Metric(
      "content.recall", "Content recall", .rate, better: true,
      "content words of the reference (stems, without function words) that the summary has"),
    Metric(
      "content.novel", "Novel words", .amount, better: false,
      "content words of the summary that neither the note nor the reference has"),
    Metric(
      "length.words", "Length", .amount, better: nil,
      "words of the summary, parted by white space, headings and disclaimers aside"),
    Metric(
      "length.compression", "Compression", .mean, better: nil,
      "words of the summary over words of the note"),
  ]

  private static let omissions: [Metric] =
    [
      Metric(
        "facts.recall", "Critical facts kept", .rate, better: true,
        "critical facts of the corpus of which the summary as shown, or the draft where it is "
          + "withheld, has one of the wordings",
        source: creolaPaper),
      Metric(
        "critical_misses", "Critical misses", .count, better: false,
        "critical facts left out of the classes allergy, medication, code_status and red_flag"),
    ]
    + CorpusCase.CriticalFact.Class.allCases.map { factClass in
      Metric(
        factRecall(factClass),
        "Kept: \(factClass.rawValue.split(separator: "_").joined(separator: " "))",
        .rate, better: true, "critical facts of this class that the summary has",
        source: creolaPaper)
    }

  /// The name of the recall of a class of critical facts.
  package static func factRecall(_ factClass: CorpusCase.CriticalFact.Class) -> String {
    "facts.recall.\(factClass.rawValue)"
  }

  private static let grounding = [
    Metric(
      "attribution.recall", "Citation recall", .rate, better: true,
      "content words of claims that stand in the places cited for the claim", source: alce),
    Metric(
      "attribution.precision", "Citation precision", .rate, better: true,
      "cited places that hold a content word of the claim that no other place cited for it holds",
      source: alce),
    Metric(
      "faithfulness.supported", "Claims supported", .rate, better: true,
      "claims with evidence in the note and without a finding against them"),
    Metric(
      "faithfulness.numbers", "Unsupported numbers", .density, better: false,
      "findings on numbers, doses, units and dates"),
    Metric(
      "faithfulness.drugs", "Unsupported drugs", .density, better: false,
      "findings on drugs and allergies that the note does not have"),
    Metric(
      "faithfulness.negations", "Turned negations", .density, better: false,
      "findings on affirmed or denied statements that the note has the other way round"),
    Metric(
      "faithfulness.sides", "Turned sides", .density, better: false,
      "findings on left and right"),
    Metric(
      "creola.hallucination.major", "Hallucinations, major", .density, better: false,
      "findings of unfaithful claims of severity major or critical: they could change care",
      source: creolaPaper),
    Metric(
      "creola.hallucination.minor", "Hallucinations, minor", .density, better: false,
      "findings of unfaithful claims of severity minor", source: creolaPaper),
    Metric(
      "creola.fabrication.major", "Fabrications, major", .density, better: false,
      "hallucinations of CREOLA's type fabrication, major or critical: what the note has no evidence "
        + "of, changed numbers, drugs, sides and certainty among it", source: creolaPaper),
    Metric(
      "creola.fabrication.minor", "Fabrications, minor", .density, better: false,
      "the same of severity minor", source: creolaPaper),
    Metric(
      "creola.negation.major", "Negations, major", .density, better: false,
      "hallucinations of CREOLA's type negation, major or critical: a fact is denied, or no longer is",
      source: creolaPaper),
    Metric(
      "creola.negation.minor", "Negations, minor", .density, better: false,
      "the same of severity minor", source: creolaPaper),
    Metric(
      "creola.contextual.major", "Mixed contexts, major", .density, better: false,
      "hallucinations of CREOLA's type contextual, major or critical: another person's or another "
        + "time's matter told as the patient's of now", source: creolaPaper),
    Metric(
      "creola.contextual.minor", "Mixed contexts, minor", .density, better: false,
      "the same of severity minor", source: creolaPaper),
    Metric(
      "creola.causality", "Causes without support", .density, better: false,
      "claims that name a cause in words (due to, caused by, secondary to …) of which no cited place "
        + "names any; CREOLA's type causality as far as words tell it, without severity",
      source: creolaPaper),
    Metric(
      "creola.omission.major", "Omissions, major", .density, better: false,
      "findings of omissions of severity major or critical", source: creolaPaper),
    Metric(
      "creola.omission.minor", "Omissions, minor", .density, better: false,
      "findings of omissions of severity minor", source: creolaPaper),
    Metric(
      "creola.omission.currentIssues", "Omissions of current issues", .density, better: false,
      "findings of omissions of what stands in the note outside history and plan",
      source: creolaPaper),
    Metric(
      "creola.omission.history", "Omissions of history", .density, better: false,
      "findings of omissions from past, family and social history, allergies and medications",
      source: creolaPaper),
    Metric(
      "creola.omission.plan", "Omissions of the plan", .density, better: false,
      "findings of omissions from plan, follow-up, instructions and disposition",
      source: creolaPaper),
  ]

  private static let guardrails = [
    Metric(
      "decisions.expected", "Decisions as expected", .rate, better: true,
      "summaries whose decision is the one that the corpus expects"),
    Metric(
      "guardrails.sensitivity", "Sensitivity", .rate, better: true,
      "summaries labelled unsafe, or expected to be stopped, that were held or blocked, or shown without "
        + "the error that was planted: the identifier redacted, the fact put back"),
    Metric(
      "guardrails.mended", "Shown without the error", .rate, better: nil,
      "unsafe summaries that were shown without the error that was planted"),
    Metric(
      "guardrails.criticalSensitivity", "Sensitivity, critical types", .rate, better: true,
      "summaries with a planted error of a critical type (dose × 10, unit, look-alike drug, allergy, "
        + "side, negation, steering) that were held or blocked"),
    Metric(
      "guardrails.specificity", "Specificity", .rate, better: true,
      "summaries labelled safe, or expected to pass, that were released or annotated"),
    Metric(
      "guardrails.ppv", "Positive predictive value", .rate, better: true,
      "stopped summaries that are unsafe by their label"),
    Metric(
      "guardrails.npv", "Negative predictive value", .rate, better: true,
      "shown summaries that are safe by their label"),
    Metric(
      "guardrails.overblocking", "Over-blocking", .rate, better: false,
      "safe summaries that were held or blocked"),
    Metric(
      "guardrails.disclaimers", "Disclaimers present", .rate, better: true,
      "shown summaries that end with every standing disclaimer of the policy"),
  ]

  private static let escalations = [
    Metric(
      "escalation.recall", "Escalation recall", .rate, better: true,
      "expected alerts that were raised at the expected place"),
    Metric(
      "escalation.precision", "Escalation precision", .rate, better: true,
      "raised families of alerts that the corpus expects, of those that it expects or rules out; "
        + "where it expects none, all are ruled out"),
    Metric(
      "escalation.misses", "Escalations missed", .count, better: false,
      "expected alerts that were not raised"),
    Metric(
      "escalation.negatedFalseAlarms", "Alarms at negated mentions", .rate, better: false,
      "mentions that must not alarm (denied, family, past, advice) at which an alert was raised"),
  ]

  private static let reading = [
    Metric(
      "readability.fleschKincaid", "Flesch-Kincaid grade", .amount, better: false,
      "0.39 words a sentence + 11.8 syllables a word - 15.59",
      source: "Kincaid and others, 1975; counts of textstat"),
    Metric(
      "readability.smog", "SMOG grade", .amount, better: false,
      "1.043 √(30 words of three syllables and more a sentence) + 3.1291",
      source: "McLaughlin, SMOG grading, J Reading 1969; counts of textstat"),
  ]

  private static let human = RatingSheet.Item.allCases.map { item in
    Metric(
      item.metric, "People: \(item.rawValue)", .amount, better: item != .stigmatizing,
      item == .stigmatizing
        ? "1 where a rater found stigmatizing language, else 0"
        : "rating from 1 to 5, raters blind",
      source: "PDSQI-9 (Croxford and others, JAMIA 2025)")
  }

  private static let running = [
    Metric(
      "latency", "Time a sample", .amount, better: false,
      "milliseconds to summarize and judge one note, scoring aside"),
    Metric(
      "failures", "Failed", .rate, better: false,
      "samples for which the system gave no summary; outside all other denominators"),
    Metric(
      "unevaluable", "Could not be evaluated", .rate, better: false,
      "samples whose note is none, or whose recorded reply is missing: nobody's failure; outside all "
        + "other denominators"),
    Metric(
      "failures.provider", "Failed by the provider", .rate, better: false,
      "summaries of a language model that failed by its server, the network or the set-up; the other "
        + "failures are the model's"),
    Metric(
      "tokens.prompt", "Tokens read", .amount, better: nil,
      "tokens that the model read for one summary, as its server counts them, repairs included"),
    Metric(
      "tokens.output", "Tokens written", .amount, better: nil,
      "tokens that the model wrote for one summary, as its server counts them, repairs included"),
    Metric(
      "model.requests", "Requests", .amount, better: false,
      "requests to the server for one summary, tries again and repairs included"),
    Metric(
      "model.regenerations", "Repairs", .amount, better: false,
      "times that the model was told what was wrong and wrote the summary again"),
  ]
}
