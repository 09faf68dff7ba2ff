import ClinicalLanguage
import SourceText

/// The families of words and the constructions, compiled once into tables that are looked up by the
/// hash of a token.
struct SteeringGrammar: Sendable {
  static let shared = SteeringGrammar(
    families: SteeringWords.families, constructions: SteeringConstructions.lines)

  /// A set of families, one bit each.
  typealias Families = UInt64

  /// One word or mark of a construction, or any of several.
  struct Element: Sendable {
    var families: Families = 0
    /// Into `literals`.
    var literals: Range<Int> = 0..<0
    /// Of its literals; see `Signature`.
    var signature = Signature()
    /// How many tokens may stand before it, since the element before.
    var gap = 0
    var beginsClause = false
  }

  struct Construction: Sendable {
    var points = 0
    /// Nil for those that speak for people and for small signs of any signal.
    var signal: HostileSignal?
    var elements: Range<Int> = 0..<0
  }

  /// A bit for each hash modulo 128, over many: two sets of words without a common bit have no common
  /// word (Bloom, CACM 1970, with a single hash).
  struct Signature: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    @inline(__always)
    mutating func insert(_ hash: UInt32) {
      let bit: UInt64 = 1 << UInt64(hash & 63)
      if hash & 64 == 0 { low |= bit } else { high |= bit }
    }

    @inline(__always)
    func mayMeet(_ other: Signature) -> Bool { low & other.low | high & other.high != 0 }
  }

  /// Sets of constructions, one bit each.
  typealias Selection = SIMD4<UInt64>

  private(set) var names: [String: Families] = [:]
  private(set) var constructions: [Construction] = []
  private(set) var elements: [Element] = []
  private(set) var literals: [UInt32] = []

  /// A bit for each hash modulo 2^16: most words are told to be in no table without a look at it.
  private var filter = [UInt64](repeating: 0, count: 1024)
  private var keys = [UInt32](repeating: 0, count: Self.slotCount)
  private var families = [Families](repeating: 0, count: Self.slotCount)
  /// For each word the constructions that are looked at where it stands; into `selections`.
  private var triggers = [UInt16](repeating: 0, count: Self.slotCount)
  private var selections: [Selection] = [.zero]
  /// For each family the slots of its words.
  private var members: [[Int]] = Array(repeating: [], count: Families.bitWidth)
  /// The constructions that count little or against: looked at where others were found.
  private(set) var minor: [Int] = []

  /// Some 3,000 words; at this size a look-up takes one probe or two.
  private static let slotCount = 8192

  /// What a word stands for, which constructions it calls for, and whether any construction or family
  /// has it.
  @inline(__always)
  func lookUp(_ hash: UInt32) -> (families: Families, selection: Int, isKnown: Bool) {
    let place = Int(hash & 0xFFFF)
    guard filter[place >> 6] >> UInt64(place & 63) & 1 == 1 else { return (0, 0, false) }
    let slot = slot(of: hash)
    return (families[slot], Int(triggers[slot]), keys[slot] == hash)
  }

  /// Those of a selection of which every element may stand in a unit with these words.
  func possible(
    _ selection: Selection, families present: Families, signature: Signature
  ) -> Selection {
    var possible = selection
    for lane in 0..<Selection.scalarCount {
      var bits = selection[lane]
      while bits != 0 {
        let bit = bits & (0 &- bits)
        let index = lane << 6 | bits.trailingZeroBitCount
        for place in constructions[index].elements
        where elements[place].families & present == 0
          && !elements[place].signature.mayMeet(signature)
        {
          possible[lane] &= ~bit
          break
        }
        bits ^= bit
      }
    }
    return possible
  }

  @inline(__always)
  func selection(_ index: Int) -> Selection { selections[index] }

  // What a request is told by.
  private(set) var questioning: Families = 0
  private(set) var asking: Families = 0
  private(set) var topics: Families = 0
  private(set) var clinical: Families = 0
  private(set) var readers: Families = 0
  /// See `commonFamilies`.
  private var common: Families = 0
  var requests: Families { questioning | asking }

  private subscript(name: String) -> Families {
    guard let families = names[name] else { preconditionFailure("the family exists") }
    return families
  }

  private func slot(of key: UInt32) -> Int {
    var slot = Int(key) & (Self.slotCount - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (Self.slotCount - 1) }
    return slot
  }

  private mutating func enter(_ hash: UInt32) -> Int {
    filter[Int(hash & 0xFFFF) >> 6] |= 1 << UInt64(hash & 63)
    let slot = slot(of: hash)
    keys[slot] = hash
    return slot
  }
}

// Compiling.
extension SteeringGrammar {
  /// Families whose words are so common that a construction is better called for by another of its
  /// elements.
  private static let commonFamilies = [
    "say", "drop", "charted", "compose", "make", "product", "role", "device", "reach", "recount",
    "oblige", "only", "prior", "ask", "all",
  ]

  /// Words that stand everywhere; no construction is called for by one of them.
  private static let commonWords = Set(
    ("the a an to of in as on is are for from with this that and or you your not no it only be must "
      + "should shall any all every at by , : ; . / \" “ ' - ( ) ! what how each one here above "
      + "below will may can has have if after before note record text report results result history "
      + "review case patient it's when use used now up out over down about made taken")
      .split(separator: " ").map { WordHash.of($0.utf8) })

  private init(families text: String, constructions lines: String) {
    let words = [
      (Self.obligation, "oblige: must shall should"),
      (
        Self.obligingVerb,
        "obliges: is are has have need needs ought required instructed expected requested asked told "
          + "supposed obliged directed meant be"
      ),
      (
        Self.clauseOpener,
        "opener: please kindly also instead simply then and but don't never always next finally "
          + "rather so dont or"
      ),
    ]
    for (bit, list) in words { enterFamily(Array(list.utf8)[...], as: bit) }
    let newline = UInt8(ascii: "\n")
    for (index, list) in Array(text.utf8).split(separator: newline).enumerated() {
      enterFamily(list, as: 1 << Families(index))
    }
    questioning = self["quiz"]
    asking = self["ask"]
    topics = self["topic"] | self["tongue"] | self["style"] | self["coding"]
    clinical = self["clinic"]
    readers = self["reach"]
    common = Self.commonFamilies.reduce(0) { $0 | (names[$1] ?? 0) }
    var known: [Selection: Int] = [.zero: 0]
    for line in Array(lines.utf8).split(separator: newline) where line.first != UInt8(ascii: "#") {
      enterConstruction(line.split(separator: UInt8(ascii: " ")), &known)
    }
  }

  /// `must` and the like; also set on the `to` of `is to`.
  static let obligation: Families = 1 << 63
  static let obligingVerb: Families = 1 << 62
  /// After these words a clause may begin with a verb.
  static let clauseOpener: Families = 1 << 61

  /// Of arrays of bytes, which are parted several times as fast as a string's view of them.
  ///
  /// - Parameter list: the name with a colon, then the words, in one line.
  private mutating func enterFamily(_ list: ArraySlice<UInt8>, as bit: Families) {
    var words = list.split(separator: UInt8(ascii: " "))
    let name = words.removeFirst().dropLast()
    names[String(decoding: name, as: UTF8.self)] = bit
    for word in words {
      guard word.last == UInt8(ascii: "+"), word.count > 1 else {
        enter(WordHash.of(word), as: bit)
        continue
      }
      let verb = word.dropLast()
      for (stem, ending) in Self.forms(of: verb) {
        enter(WordHash.of(ending.utf8, after: WordHash.of(stem)), as: bit)
      }
    }
  }

  private mutating func enter(_ hash: UInt32, as bit: Families) {
    let slot = enter(hash)
    if families[slot] & bit == 0 { members[bit.trailingZeroBitCount].append(slot) }
    families[slot] |= bit
  }

  /// The regular forms of a verb, as stem and ending.
  private static func forms(of verb: ArraySlice<UInt8>) -> [(ArraySlice<UInt8>, String)] {
    if verb.last == UInt8(ascii: "e") {
      let stem = verb.dropLast()
      return [(stem, "e"), (stem, "es"), (stem, "ed"), (stem, "ing")]
    }
    let takesVowel = ["ss", "sh", "ch"].contains { verb.suffix(2).elementsEqual($0.utf8) }
    return [(verb, ""), (verb, takesVowel ? "es" : "s"), (verb, "ed"), (verb, "ing")]
  }

  /// - Parameter known: the numbers of the selections so far.
  private mutating func enterConstruction(
    _ parts: [ArraySlice<UInt8>], _ known: inout [Selection: Int]
  ) {
    guard let points = Int(String(decoding: parts[0], as: UTF8.self)) else {
      preconditionFailure("a construction begins with points")
    }
    var construction = Construction()
    construction.points = points
    let signal = String(decoding: parts[1], as: UTF8.self)
    construction.signal = HostileSignal(rawValue: signal)
    precondition(construction.signal != nil || signal == "human", "the signal is known")
    let first = elements.count
    var element = Element()
    for part in parts.dropFirst(2) {
      var part = part
      if part.first == UInt8(ascii: "^") {
        element.beginsClause = true
        part.removeFirst()
      }
      if part.starts(with: "..".utf8),
        let gap = Int(String(decoding: part.dropFirst(2), as: UTF8.self))
      {
        element.gap = gap
        continue
      }
      guard !part.isEmpty else { continue }
      enterAlternatives(part, of: &element)
      elements.append(element)
      element = Element()
    }
    construction.elements = first..<elements.count
    precondition(!construction.elements.isEmpty, "a construction has elements")
    if points <= 1 {
      minor.append(constructions.count)
    } else {
      call(for: constructions.count, by: rarest(of: construction), &known)
    }
    constructions.append(construction)
  }

  /// Families and words of which any may stand there: `reply|=write/print`.
  private mutating func enterAlternatives(
    _ part: ArraySlice<UInt8>, of element: inout Element
  ) {
    let bar = UInt8(ascii: "|")
    let start = literals.count
    for alternative in part.elementsEqual("=|".utf8) ? [part] : part.split(separator: bar) {
      if alternative.first == UInt8(ascii: "=") {
        for word in alternative.dropFirst().split(separator: UInt8(ascii: "/")) {
          let isSlash = word.elementsEqual("SLASH".utf8)
          literals.append(isSlash ? WordHash.of("/".utf8) : WordHash.of(word))
        }
      } else {
        guard let bit = names[String(decoding: alternative, as: UTF8.self)] else {
          preconditionFailure("a construction names families that exist")
        }
        element.families |= bit
      }
    }
    element.literals = start..<literals.count
    for literal in literals[element.literals] {
      element.signature.insert(literal)
      _ = enter(literal)
    }
  }

  /// The element whose words are the least common.
  private func rarest(of construction: Construction) -> Element {
    let common = self.common
    func rank(_ element: Element) -> Int {
      let isPlain = literals[element.literals].allSatisfy { !Self.commonWords.contains($0) }
      if element.families & common == 0, isPlain { return element.families == 0 ? 1 : 0 }
      return element.families == 0 ? 3 : 2
    }
    let candidates = elements[construction.elements]
    return candidates.min { rank($0) < rank($1) } ?? Element()
  }

  /// Has every word of the element call for the construction.
  private mutating func call(
    for index: Int, by element: Element, _ known: inout [Selection: Int]
  ) {
    var bits = element.families
    while bits != 0 {
      for slot in members[bits.trailingZeroBitCount] { add(index, toTriggersOf: slot, &known) }
      bits &= bits - 1
    }
    for literal in literals[element.literals] {
      add(index, toTriggersOf: enter(literal), &known)
    }
  }

  private mutating func add(
    _ index: Int, toTriggersOf slot: Int, _ known: inout [Selection: Int]
  ) {
    precondition(index < 256, "the constructions fit into a selection")
    var selection = selections[Int(triggers[slot])]
    selection[index >> 6] |= 1 << UInt64(index & 63)
    if let number = known[selection] {
      triggers[slot] = UInt16(number)
    } else {
      known[selection] = selections.count
      triggers[slot] = UInt16(selections.count)
      selections.append(selection)
    }
  }
}

/// FNV-1a over case-folded bytes, as tokens are hashed (Fowler, Noll and Vo; 32-bit constants).
enum WordHash {
  static let empty: UInt32 = 2_166_136_261

  static func adding(_ byte: UInt8, to hash: UInt32) -> UInt32 {
    let folded = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    return (hash ^ UInt32(folded)) &* 16_777_619
  }

  /// - Parameter before: the hash of what stands before these bytes.
  static func of(_ bytes: some Sequence<UInt8>, after before: UInt32 = empty) -> UInt32 {
    bytes.reduce(before) { adding($1, to: $0) }
  }

  /// The hashes of words that white space parts.
  static func list(_ words: String) -> Set<UInt32> {
    Set(words.split(whereSeparator: \.isWhitespace).map { of($0.utf8) })
  }
}
