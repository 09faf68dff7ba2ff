import ClinicalLanguage
import SourceText

/// A sentence with the heading before it on its line, or a line that belongs to no sentence.
struct PassageUnit: Sendable {
  /// Indices into the tokens of the note.
  var tokens: Range<Int>
}

extension ClinicalDocument {
  /// The note cut up so that every token is in one unit; none has more tokens than `longest`.
  func passageUnits(longest: Int) -> [PassageUnit] {
    var units: [PassageUnit] = []
    units.reserveCapacity(sentences.count + sections.count + 4)
    func emit(_ range: Range<Int>) {
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(start + longest, range.upperBound)
        units.append(PassageUnit(tokens: start..<end))
        start = end
      }
    }
    var next = 0
    for sentence in sentences {
      var start = next
      for index in next..<max(next, sentence.tokens.lowerBound) where tokens[index].beginsLine {
        emit(start..<index)
        start = index
      }
      if start < sentence.tokens.lowerBound, tokens[sentence.tokens.lowerBound].beginsLine {
        emit(start..<sentence.tokens.lowerBound)
        start = sentence.tokens.lowerBound
      }
      emit(start..<max(start, sentence.tokens.upperBound))
      next = max(next, sentence.tokens.upperBound)
    }
    var start = next
    for index in next..<tokens.count where tokens[index].beginsLine {
      emit(start..<index)
      start = index
    }
    emit(start..<tokens.count)
    return units
  }
}
