package import AuditTrail

/// All runs that a part had a hand in, and what was ever shown of them.
package struct Recall: Sendable {
  package struct Item: Sendable {
    package let record: AuditRecord
    package let body: RunRecord
    /// How anything of it came to be shown; nil where nothing did.
    package let shown: Showing?
    /// The id of the note, where it was asked for and kept.
    package fileprivate(set) var noteIdentifier: String?
  }

  package enum Showing: String, Sendable, Hashable {
    /// By the run itself.
    case released
    /// By a reviewer, against the rules that held it.
    case override
    /// Another text, made of it by a reviewer.
    case amended
  }

  /// In the order of the log.
  package private(set) var items: [Item]

  package init(matching query: AuditQuery, in search: AuditSearch) throws(AuditError) {
    var later: [String: Showing] = [:]
    for record in try search.records(
      matching: AuditQuery(types: [.overrideApplied, .reviewAmended]))
    {
      if record.type == .overrideApplied {
        later[record.run] = .override
      } else if try record.details(ReviewRecord.self).output != nil {
        later[record.run] = .amended
      }
    }
    items = try search.records(matching: query).compactMap { record in
      guard let body = record.body else { return nil }
      let isShown = body.outcome == .released || body.outcome == .annotated
      return Item(record: record, body: body, shown: isShown ? .released : later[record.run])
    }
  }

  /// Decrypts the ids of the notes; those of which nothing is kept, or which were erased, stay without.
  package mutating func readIdentifiers(_ reader: AuditReader) throws(AuditError) {
    for index in items.indices {
      do throws(AuditError) {
        items[index].noteIdentifier = try reader.content(of: items[index].record).noteIdentifier
      } catch {
        guard error.isContentGone else { throw error }
      }
    }
  }

  package func count(_ outcome: RunRecord.Outcome) -> Int {
    items.count { $0.body.outcome == outcome }
  }

  package var shownCount: Int { items.count { $0.shown != nil } }
}
