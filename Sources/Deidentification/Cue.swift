/// What a word announces about what stands around it.
struct Cue: OptionSet, Sendable {
  let rawValue: UInt64

  // People.
  static let doctorTitle = Cue(rawValue: 1 << 0)
  static let personTitle = Cue(rawValue: 1 << 1)
  static let credential = Cue(rawValue: 1 << 2)
  /// A label with a colon behind which a patient's or relative's name stands.
  static let nameLabel = Cue(rawValue: 1 << 3)
  static let clinicianLabel = Cue(rawValue: 1 << 4)
  /// A relative or another person who is then named.
  static let relation = Cue(rawValue: 1 << 5)
  /// Words that stand right before a name: `named`, `called`, `attn`, `by`.
  static let introduction = Cue(rawValue: 1 << 6)
  /// Words that stand right behind a person: `said`, `lives`, `is`.
  static let personVerb = Cue(rawValue: 1 << 7)
  static let particle = Cue(rawValue: 1 << 8)
  /// What is named after a person but is none: `disease`, `catheter`.
  static let eponymNoun = Cue(rawValue: 1 << 9)
  static let eponym = Cue(rawValue: 1 << 10)

  // Dates and ages.
  static let month = Cue(rawValue: 1 << 11)
  static let dateCue = Cue(rawValue: 1 << 12)
  static let birth = Cue(rawValue: 1 << 13)
  static let year = Cue(rawValue: 1 << 14)

  // Numbers.
  static let phone = Cue(rawValue: 1 << 15)
  static let fax = Cue(rawValue: 1 << 16)
  static let socialSecurity = Cue(rawValue: 1 << 17)
  static let medicalRecord = Cue(rawValue: 1 << 18)
  static let healthPlan = Cue(rawValue: 1 << 19)
  static let account = Cue(rawValue: 1 << 20)
  static let license = Cue(rawValue: 1 << 21)
  static let vehicle = Cue(rawValue: 1 << 22)
  static let device = Cue(rawValue: 1 << 23)
  static let biometric = Cue(rawValue: 1 << 24)
  static let bank = Cue(rawValue: 1 << 25)
  static let card = Cue(rawValue: 1 << 26)
  static let zip = Cue(rawValue: 1 << 27)
  /// Counts as the label of a number only with a word such as `number`, `#` or `ID` behind it.
  static let weakLabel = Cue(rawValue: 1 << 28)
  static let numberWord = Cue(rawValue: 1 << 29)
  static let filler = Cue(rawValue: 1 << 30)

  // Places.
  static let streetSuffix = Cue(rawValue: 1 << 31)
  static let streetPrefix = Cue(rawValue: 1 << 32)
  static let unit = Cue(rawValue: 1 << 33)
  static let postBox = Cue(rawValue: 1 << 34)
  static let stateCode = Cue(rawValue: 1 << 35)
  static let addressCue = Cue(rawValue: 1 << 36)
  static let locative = Cue(rawValue: 1 << 37)
  static let direction = Cue(rawValue: 1 << 38)

  // Network.
  static let scheme = Cue(rawValue: 1 << 39)
  static let topDomain = Cue(rawValue: 1 << 40)
  /// People by where their families come from: `Black Caribbean`.
  static let origin = Cue(rawValue: 1 << 45)
  static let cornerWord = Cue(rawValue: 1 << 41)
  /// Stands where a name was taken out.
  static let placeholder = Cue(rawValue: 1 << 42)
  /// A day of the week, in full or short: `Thu` and `Sun` are names too, but not alone.
  static let weekday = Cue(rawValue: 1 << 43)
  /// Stands between the name of a scale and its value: `Garden grade 3`.
  static let gradeWord = Cue(rawValue: 1 << 44)

  static let numberLabels: Cue = [
    .socialSecurity, .medicalRecord, .healthPlan, .account, .license, .vehicle, .device,
    .biometric, .bank, .card, .zip,
  ]
  /// What is looked at in small letters too.
  static let smallWords: Cue = numberLabels.union([
    .scheme, .topDomain, .postBox, .cornerWord,
  ])
  /// Begins something of its own, so that it is no part of a name.
  static let notInName: Cue = [
    .doctorTitle, .personTitle, .credential, .month, .birth, .phone, .fax, .socialSecurity,
    .medicalRecord, .nameLabel, .clinicianLabel, .bank, .placeholder, .origin,
  ]
}

/// The cue words by the hash of the word.
struct CueTable: Sendable {
  static let shared = CueTable()

  private var filter = [UInt64](repeating: 0, count: 256)
  private var hashes: [UInt32]
  private var cues: [UInt64]
  private static let mask = 4095

  private init() {
    hashes = Array(repeating: 0, count: Self.mask + 1)
    cues = Array(repeating: 0, count: Self.mask + 1)
    for (cue, words) in CueWords.all {
      for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        insert(WordHash.of(word.utf8), cue)
      }
    }
  }

  /// The words whose cues matter in small letters too.
  static let hashesOfSmallWords = CueWords.all.flatMap { cue, words -> [UInt32] in
    guard !cue.isDisjoint(with: Cue.smallWords) else { return [] }
    return words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { WordHash.of($0.utf8) }
  }

  private mutating func insert(_ hash: UInt32, _ cue: Cue) {
    let bit = Int(hash) & 0x3FFF
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    var place = Int(hash) & Self.mask
    while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & Self.mask }
    hashes[place] = hash
    cues[place] |= cue.rawValue
  }

  /// What the word announces; most words nothing, which one bit tells.
  @inline(__always)
  subscript(hash: UInt32) -> Cue {
    let bit = Int(hash) & 0x3FFF
    guard filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return [] }
    return found(hash)
  }

  private func found(_ hash: UInt32) -> Cue {
    var place = Int(hash) & Self.mask
    while hashes[place] != 0 {
      if hashes[place] == hash { return Cue(rawValue: cues[place]) }
      place = (place + 1) & Self.mask
    }
    return []
  }
}
