package import ClinicalLanguage
package import Guardrails
import Policies
import SourceText
package import Summaries

/// What a summary says that its note does not, counted for each 100 claims, and by CREOLA's severity.
///
/// Asgari and others, "A framework to assess clinical safety and hallucination rates of LLMs for medical
/// text summarisation" (CREOLA), npj Digital Medicine 2025: an error is major where it could change
/// diagnosis or management if nobody corrected it, else minor. The severity of the rule says which.
package enum Faithfulness {
  package static func score(
    _ verdict: Verdict, of grounded: GroundedDraft, note: ClinicalDocument,
    into measures: inout Measures
  ) {
    let claims = grounded.claims.count
    guard claims > 0 else { return }
    let findings = verdict.findings.filter { $0.mode == .enforce }
    let unfaithful = findings.filter { $0.errorClass?.isUnfaithful == true }
    let supported = grounded.claims.count { claim in
      !claim.evidence.isEmpty
        && !unfaithful.contains { $0.summarySpan?.overlaps(claim.claim.span) == true }
    }
    measures.rate("faithfulness.supported", supported, of: claims)
    func density(_ metric: String, _ count: Int) {
      measures.set(metric, .init(Double(count), of: Double(claims)))
    }
    func count(_ wanted: ErrorClass) -> Int { unfaithful.count { $0.errorClass == wanted } }
    density("faithfulness.numbers", count(.number))
    density("faithfulness.drugs", count(.drug))
    density("faithfulness.negations", count(.negation))
    density("faithfulness.sides", count(.side))
    let omissions = findings.filter { $0.errorClass == .omission }
    for (group, list) in [("hallucination", unfaithful), ("omission", omissions)] {
      density("creola.\(group).major", list.count { $0.severity > .minor })
      density("creola.\(group).minor", list.count { $0.severity == .minor })
    }
    for kind in HallucinationType.allCases {
      let list = unfaithful.filter { $0.errorClass?.hallucination == kind }
      density("creola.\(kind.rawValue).major", list.count { $0.severity > .minor })
      density("creola.\(kind.rawValue).minor", list.count { $0.severity == .minor })
    }
    density("creola.causality", CausalClaim.count(in: grounded, note: note.text))
    for place in OmissionPlace.allCases {
      density(
        "creola.omission.\(place.rawValue)",
        omissions.count { OmissionPlace(of: $0, in: note) == place })
    }
  }
}
