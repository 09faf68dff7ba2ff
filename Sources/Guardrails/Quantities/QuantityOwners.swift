import ClinicalLanguage
import SourceText

/// Which drug or measurement each quantity of a text belongs to.
struct QuantityOwners {
  /// A drug named in a text.
  struct Drug {
    var concept: ConceptID
    var name: TextSpan
    var sentence: Int
  }

  let drugs: [Drug]
  let concepts: Set<ConceptID>
  /// For each mention the index of the drug whose dose, frequency or route it is, as a careful
  /// reader of one sentence would say; nil where that is open.
  private(set) var nearest: [Int?]
  /// For each mention the measurement whose value it is.
  private(set) var measurement: [ConceptID?]
  /// The same as the facts give it.
  private(set) var quantity: [Quantity?]
  /// For each mention every drug that it could belong to, as indices into `drugs`.
  private(set) var possible: [Range<Int>]

  private static let nameReach = 24
  /// How far behind a drug's name its schedule may go on, in bytes.
  private static let reach = 160
  private static let strictReach = 70

  init(_ document: ClinicalDocument, _ mentions: [QuantityMention]) {
    var drugs: [Drug] = []
    let facts = document.facts
    for index in facts.indices
    where facts[index].kind == .medication || facts[index].kind == .allergy {
      let fact = facts[index]
      guard let concept = fact.concept else { continue }
      drugs.append(Drug(concept: concept, name: fact.nameSpan, sentence: fact.sentence))
    }
    self.drugs = drugs
    concepts = Set(drugs.map(\.concept))
    nearest = []
    measurement = []
    possible = []
    quantity = []
    nearest.reserveCapacity(mentions.count)
    possible.reserveCapacity(mentions.count)
    measurement.reserveCapacity(mentions.count)
    let bytes = document.text.bytes
    var following = 0
    var fact = 0
    var hadFrequencyAt: Int32 = -1
    var chainStart = 0
    for (index, mention) in mentions.enumerated() {
      while following < drugs.count, drugs[following].name.start < mention.span.start {
        // A drug behind a quantity begins a new list of drugs.
        if drugs[following].name.start > hadFrequencyAt,
          following > 0, drugs[following - 1].name.start <= hadFrequencyAt
        {
          chainStart = following
        }
        following += 1
      }
      while fact < document.facts.count, document.facts[fact].span.end <= mention.span.start {
        fact += 1
      }
      let value = Self.measurement(mention, document.facts, from: fact)
      measurement.append(value?.concept)
      quantity.append(value?.quantity)
      let sentence = Int(mention.sentence)
      var own: Int?
      if following < drugs.count, drugs[following].sentence == sentence,
        Self.isBefore(drugs[following].name, mention, bytes),
        !Self.isOfOtherName(index, drugs[following].name, mentions, bytes),
        !(following > 0 && drugs[following - 1].sentence == sentence
          && Self.isScheduled(index, before: drugs[following].name, mentions)),
        !(following > 0 && Self.isRightBehind(drugs[following - 1].name, mention, bytes))
      {
        own = following
      } else if following > 0 {
        let last = drugs[following - 1]
        if last.sentence == sentence,
          last.name.end <= mention.span.start,
          Int(mention.span.start - last.name.end) <= Self.strictReach,
          !Self.isParted(last.name, mention, bytes)
        {
          own = following - 1
        }
      }
      nearest.append(own)
      var first = following
      var last = following
      if following > 0 {
        let before = drugs[following - 1]
        if before.sentence == sentence || Int(mention.span.start - before.name.end) <= Self.reach {
          // `Lasix and metoprolol twice daily`: all drugs since the last quantity, of one sentence.
          first = following - 1
          while first > max(chainStart, following - 6), drugs[first - 1].sentence == before.sentence
          {
            first -= 1
          }
        }
      }
      if own == following {
        last = following + 1
      } else if mention.kind == .route {
        // `injections of lidocaine with dexamethasone`
        while last < drugs.count, last < following + 4, drugs[last].sentence == sentence,
          !bytes[Int(mention.span.end)..<max(Int(mention.span.end), Int(drugs[last].name.start))]
            .contains(UInt8(ascii: ","))
        {
          last += 1
        }
      }
      possible.append(first..<last)
      if mention.kind == .frequency || mention.kind == .amount && mention.dimension != .none {
        hadFrequencyAt = mention.span.start
      }
    }
  }

  private static func measurement(_ mention: QuantityMention, _ facts: [Fact], from first: Int)
    -> Fact?
  {
    for index in first..<min(first + 2, facts.count)
    where facts[index].kind == .measurement
      && facts[index].quantity?.span.start == mention.span.start
    {
      return facts[index]
    }
    return nil
  }

  /// `500 mg of metformin`, `3 cc of 1% lidocaine`, `81 mg aspirin`.
  private static func isBefore(_ name: TextSpan, _ mention: QuantityMention, _ bytes: [UInt8])
    -> Bool
  {
    let gap = Int(name.start - mention.span.end)
    guard gap >= 0 else { return false }
    switch mention.kind {
    case .amount:
      guard mention.dimension != .none, mention.dimension.measure != .duration, gap <= nameReach
      else { return false }
    // `oral dexamethasone`, `daily aspirin`, `25 mg per day of hydrochlorothiazide`
    case .frequency:
      guard
        gap <= 1
          || (gap == 4 && bytes[Int(mention.span.end) + 1] == UInt8(ascii: "o")
            && bytes[Int(mention.span.end) + 2] == UInt8(ascii: "f"))
      else { return false }
    case .route: guard gap <= 1 else { return false }
    case .ratio, .date, .code: return false
    }
    return !bytes[Int(mention.span.end)..<Int(name.start)].contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(")
        || byte == UInt8(ascii: ")") || byte == UInt8(ascii: ":") || byte == 0x0A
    }
  }

  /// The 1% of `1% lido / 0.5% Marcaine`: a word and another amount of the kind stand before the drug.
  private static func isOfOtherName(
    _ index: Int, _ name: TextSpan, _ mentions: [QuantityMention], _ bytes: [UInt8]
  ) -> Bool {
    guard index + 1 < mentions.count else { return false }
    let (mention, next) = (mentions[index], mentions[index + 1])
    guard mention.kind == .amount, next.kind == .amount, next.dimension == mention.dimension,
      next.span.start > mention.span.end, next.span.end <= name.start
    else { return false }
    var letters = 0
    for byte in bytes[Int(mention.span.end)..<Int(next.span.start)] {
      letters = (byte | 0x20) &- UInt8(ascii: "a") < 26 ? letters + 1 : 0
      if letters == shortestName { return true }
    }
    return false
  }

  /// The 60 mg of `lisinopril to 60 mg twice a day and losartan`: a schedule behind an amount ends what is
  /// said of a drug, and the next one begins another.
  private static func isScheduled(
    _ index: Int, before name: TextSpan, _ mentions: [QuantityMention]
  ) -> Bool {
    guard mentions[index].kind == .amount, index + 1 < mentions.count else { return false }
    let next = mentions[index + 1]
    return next.kind == .frequency && next.span.start >= mentions[index].span.end
      && next.span.end + Self.shortestJoint <= name.start
  }

  /// In bytes: ` and `, ` + `.
  private static let shortestJoint: Int32 = 3

  /// In letters: `and`, `to` and `or` are shorter.
  private static let shortestName = 4

  private static func isRightBehind(_ name: TextSpan, _ mention: QuantityMention, _ bytes: [UInt8])
    -> Bool
  {
    let gap = Int(mention.span.start - name.end)
    guard gap >= 0, gap <= 3 else { return false }
    return bytes[Int(name.end)..<Int(mention.span.start)].allSatisfy {
      $0 == 0x20 || $0 == UInt8(ascii: ":")
    }
  }

  /// Whether a new clause begins between a drug and a quantity behind it.
  private static func isParted(_ name: TextSpan, _ mention: QuantityMention, _ bytes: [UInt8])
    -> Bool
  {
    bytes[Int(name.end)..<Int(mention.span.start)].contains {
      $0 == UInt8(ascii: ";")
    }
  }
}
