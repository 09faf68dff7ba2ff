import ClinicalLanguage
import Deidentification
import Guardrails
import Prompting
import SourceText
import Summaries

/// A note as it leaves the machine, and the way back for what is answered about it.
struct SentNote {
  let numbered: NumberedNote
  /// The numbers of the sentences that raise alerts.
  let alerts: [Int]
  /// What stands for what; nil where the note is sent as it is.
  private let map: SurrogateMap?
  /// Sentences of the note itself, where they are as many as those that were sent.
  private let originals: [Sentence]?

  /// - Parameter key: behind surrogates; nil where the note is sent as it is.
  init(
    _ note: ScannedNote, audience: Audience, key: DeidentificationKey?, guardrails: GuardrailEngine
  ) throws(WorkflowError) {
    var sent = note
    if let key {
      let document = note.document
      let result = Deidentifier.deidentify(
        document,
        identifiers: IdentifierReader.identifiers(
          in: document, isClinical: document.register.isClinical),
        seed: key.seed(for: document.text))
      let text: SourceText
      do throws(SourceTextError) { text = try SourceText(validating: result.bytes) } catch {
        throw .unreadableNote(error)
      }
      sent = guardrails.scan(ClinicalDocument(reading: text, lexicon: document.lexicon))
      map = result.map
    } else {
      map = nil
    }
    numbered = NumberedNote(sent.document, quarantine: guardrails.quarantine(in: sent))
    do throws(SourceTextError) {
      alerts = numbered.sentences(
        at: try guardrails.escalations(in: sent, audience: audience).flatMap(\.noteSpans))
    } catch { throw .unreadableNote(error) }
    let sentences = note.document.sentences
    originals = sentences.count == sent.document.sentences.count ? sentences : nil
  }

  /// Whether there is anything that a model may read.
  var hasWords: Bool { numbered.withheld.count < numbered.count }

  /// The place in the note itself of a sentence that was cited.
  func place(_ sentence: Int) -> TextSpan? {
    originals.flatMap { $0.indices.contains(sentence - 1) ? $0[sentence - 1].span : nil }
  }

  /// Statements of a draft as they may leave the machine: identifiers of the note as their surrogates, others
  /// as the name of what they are.
  func hidden(_ places: [TextSpan], of draft: Draft) -> [String] {
    let text = draft.text
    guard let map else { return places.map { text.string($0) } }
    let identifiers = IdentifierReader.identifiers(
      in: draft.document, isClinical: draft.document.register.isClinical)
    let forth = map.reversed
    return places.map { place in
      var bytes: [UInt8] = []
      var position = place.start
      for identifier in identifiers where identifier.span.overlaps(place) {
        let span = TextSpan(
          start: max(identifier.span.start, position),
          end: min(identifier.span.end, place.end))
        guard identifier.span.end > position else { continue }
        bytes += forth.replaced(Array(text[TextSpan(start: position, end: span.start)]))
        let original = Array(text[span])
        let surrogate = forth.replaced(original)
        bytes += surrogate == original ? Array("[\(identifier.type.rawValue)]".utf8) : surrogate
        position = span.end
      }
      bytes += forth.replaced(Array(text[TextSpan(start: position, end: place.end)]))
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Claims with their identifiers back in them.
  func restored(_ claims: [ModelClaim]) throws(WorkflowError) -> [ModelClaim] {
    guard let map else { return claims }
    var restored = claims
    for index in claims.indices {
      let text: SourceText
      do throws(SourceTextError) { text = try SourceText(claims[index].text) } catch {
        throw .unreadableSummary(error)
      }
      restored[index].text = String(decoding: map.reidentify(text).bytes, as: UTF8.self)
    }
    return restored
  }
}
