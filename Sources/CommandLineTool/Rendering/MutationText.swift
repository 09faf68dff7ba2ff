import CanonicalJSON
import Guardrails
import Policies

/// Which mutants of the rules the examples kill, as a table by operator and a list of survivors.
struct MutationText {
  let rules: [RuleMutationResult]
  let style: Style
  /// Columns.
  let width: Int
  /// Whether every survivor is listed; else of a list of entries the first few.
  let isWhole: Bool
  let score: (killed: Int, counted: Int)

  var rendered: String {
    style("Mutation", .heading) + "\n" + table + survivors + notes
  }

  private var table: String {
    let mutants = rules.flatMap(\.mutants).filter(\.isCounted)
    var text = style("  operator            killed    of\n", .dim)
    for sort in RuleMutation.Operator.allCases {
      let all = mutants.filter { $0.mutation.operator == sort }
      guard !all.isEmpty else { continue }
      text += "  " + TextLayout.padded(sort.rawValue, to: 20)
      text += TextLayout.rightAligned("\(all.count(where: \.isKilled))", to: 6)
      text += TextLayout.rightAligned("\(all.count)", to: 6) + "\n"
    }
    text += "  score " + style(Percent.text(score.killed, of: score.counted), .bold)
    text += ": \(score.killed) of \(Plural.count(score.counted, "mutant")) killed\n"
    let others = mutants.filter { $0.mutation.operator != .dropEntry }
    guard others.count < mutants.count, !others.isEmpty else { return text }
    let share = Percent.text(others.count(where: \.isKilled), of: others.count)
    return text + "  without the dropped entries of lists " + style(share, .bold) + "\n"
  }

  private var survivors: String {
    var text = ""
    for rule in rules {
      let survivors = rule.survivors
      let paths = survivors.map(\.mutation.path)
      // Other changes to one place are each a survivor of their own.
      let grouped = survivors.indices.filter { survivors[$0].mutation.operator == .dropEntry }
      for group in PathGroups(grouped.map { paths[$0] }).groups {
        let members = group.members.map { survivors[grouped[$0]] }
        let tried = rule.mutants.count {
          $0.isCounted && $0.mutation.operator == .dropEntry
            && $0.mutation.path.parent.description == group.name
        }
        let shown = members.prefix(isWhole ? members.count : CoverageText.named)
          .map { Printable.line($0.mutation.change) }
        let rest = members.count - shown.count
        text += line(
          members[0].mutation.place, rule.rule,
          "\(group.name): \(members.count) of \(tried) survive: "
            + shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : ""),
          members[0].fate)
      }
      for survivor in survivors where survivor.mutation.operator != .dropEntry {
        text += line(
          survivor.mutation.place, rule.rule,
          "\(survivor.mutation.path): \(Printable.line(survivor.mutation.change))", survivor.fate)
      }
    }
    return text.isEmpty ? "" : "\n" + style("Survivors", .heading) + "\n" + text
  }

  private func line(
    _ place: PolicyPlace, _ rule: String, _ what: String, _ fate: MutantResult.Fate
  ) -> String {
    "  \(place.label): " + style(rule, .bold) + "\n"
      + TextLayout.hanging("      ", "\(what) (\(fate.words))", width: width)
  }

  private var notes: String {
    var text = ""
    for rule in rules {
      if let skipped = rule.skipped {
        text += "  \(rule.rule) was not mutated: \(skipped)\n"
      }
      for sample in rule.samples {
        text +=
          "  \(rule.rule): \(sample.path): \(sample.taken) of \(sample.count) entries sampled\n"
      }
    }
    let discarded = rules.reduce(0) { $0 + $1.discarded }
    let beyond = rules.reduce(0) { $0 + $1.mutants.count { !$0.isCounted } }
    if discarded > 0 {
      text += "  \(Plural.count(discarded, "change")) refused by the loader, not counted\n"
    }
    if beyond > 0 {
      text += "  \(Plural.count(beyond, "mutant")) not counted: "
      text += "they differ only in what no example can ask about\n"
    }
    return text.isEmpty ? "" : "\n" + style("Notes", .heading) + "\n" + text
  }
}

extension MutantResult.Fate {
  /// For people, in brackets after the mutant.
  fileprivate var words: String {
    switch self {
    case .killed(let example): "killed by '\(Printable.line(example))'"
    case .untouched: "no example meets it"
    case .unasked(let examples):
      "'\(Printable.line(examples[0]))' changes, but does not ask about it"
    case .beyondExamples: "not counted"
    }
  }

  fileprivate var name: String {
    switch self {
    case .killed: "killed"
    case .untouched, .unasked: "survived"
    case .beyondExamples: "not-counted"
    }
  }
}

extension JSONWriter {
  mutating func mutation(_ rules: [RuleMutationResult]) {
    beginObject()
    member("killed", rules.reduce(0) { $0 + $1.killed })
    member("mutants", rules.reduce(0) { $0 + $1.counted })
    member("discarded", rules.reduce(0) { $0 + $1.discarded })
    key("rules")
    beginArray()
    for rule in rules {
      beginObject()
      member("rule", rule.rule)
      key("skipped")
      if let skipped = rule.skipped { string(skipped) } else { null() }
      key("samples")
      beginArray()
      for sample in rule.samples {
        beginObject()
        member("path", sample.path.description)
        member("taken", sample.taken)
        member("of", sample.count)
        endObject()
      }
      endArray()
      key("mutants")
      beginArray()
      for mutant in rule.mutants { self.mutant(mutant) }
      endArray()
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func mutant(_ mutant: MutantResult) {
    beginObject()
    member("operator", mutant.mutation.operator.rawValue)
    member("path", mutant.mutation.path.description)
    member("change", mutant.mutation.change)
    place(mutant.mutation.place)
    member("fate", mutant.fate.name)
    switch mutant.fate {
    case .killed(let example): strings("examples", [example])
    case .unasked(let examples): strings("examples", examples)
    case .untouched, .beyondExamples: strings("examples", [])
    }
    endObject()
  }
}
