package import Cryptography

/// Whom content is about: it is kept under a key of theirs, and unreadable once that is erased.
package enum ContentSubject: Sendable, Hashable {
  /// As the caller knows them.
  case named(String)
  /// Those whom the trail keeps other content of, by the keyed hash that their keys are found by.
  case tagged(Digest)
}

/// Whom the records of one append are about, and which of them share a key.
struct SubjectsOfBatch {
  /// Each subject once, in the order in which they come.
  private(set) var tags: [Digest] = []
  /// For each record the number of its subject; nil where no content is kept.
  private(set) var numbers: [Int?] = []

  init(_ entries: [PreparedEntry], key: LocalKey) {
    var named: [ContentSubject: Int] = [:]
    var tagged: [Digest: Int] = [:]
    for entry in entries {
      guard let subject = entry.subject else {
        numbers.append(nil)
        continue
      }
      let number: Int
      if let known = named[subject] {
        number = known
      } else {
        let tag =
          switch subject {
          case .named(let name): key.tag(ofSubject: name)
          case .tagged(let tag): tag
          }
        number = tagged[tag] ?? tags.count
        if number == tags.count {
          tagged[tag] = number
          tags.append(tag)
        }
        named[subject] = number
      }
      numbers.append(number)
    }
  }
}
