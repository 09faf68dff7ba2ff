import SourceText

/// By what a passage of a note shows that it was not written for a clinician.
enum HostileSignal: String, Sendable, CaseIterable {
  /// It speaks to or of a program that reads the note: "the coding engine shall…".
  case addressedToMachine = "addressed_to_machine"
  /// It says what a summary or reply must hold or leave out, or sets other orders aside.
  case outputSteering = "output_steering"
  /// Marks of chats, prompts, tool calls, templates or code.
  case roleMarkup = "role_markup"
  /// A request or question that belongs to no clinic: a poem, a stock price, a program.
  case offDomain = "off_domain"
  /// Words in base64, hexadecimal, character codes, shifted, mirrored or spaced-out letters.
  case encoded
  /// Characters without a shape, or such that change the order of others.
  case invisible
  /// Letters that only look like those of the word, or are dressed up as symbols.
  case homoglyph

  fileprivate var lane: Int {
    switch self {
    case .addressedToMachine: 0
    case .outputSteering: 1
    case .roleMarkup: 2
    case .offDomain: 3
    case .encoded: 4
    case .invisible: 5
    case .homoglyph: 6
    }
  }
}

/// What speaks for and against a passage being hostile, in half points.
struct HostileScore: Sendable, Hashable {
  /// By signal: what was found by words.
  private var words = SIMD8<Int32>.zero
  /// By signal: what was found by characters; nothing can speak against it.
  private var characters = SIMD8<Int32>.zero
  private var small: Int32 = 0
  private var against: Int32 = 0

  /// Two points found by words are the least that small signs can add to.
  private static let leastFound: Int32 = 4
  /// Small signs come to no more than two points.
  private static let mostSmall: Int32 = 4

  /// - Parameter isQuoted: whether all of it stands in quotation marks: somebody's words, which
  ///   count half.
  mutating func add(points: Int, for signal: HostileSignal?, isQuoted: Bool = false) {
    let halves = Int32(points) * (isQuoted ? 1 : 2)
    if points < 0 {
      against += halves
    } else if points == 1 {
      small += halves
    } else if let signal {
      words[signal.lane] += halves
    }
  }

  mutating func add(points: Int, byCharactersFor signal: HostileSignal) {
    characters[signal.lane] = max(characters[signal.lane], Int32(points) * 2)
  }

  /// Whether there is anything that small signs could add to.
  var isPromising: Bool { words.wrappedSum() >= Self.leastFound }

  var isEmpty: Bool { words == .zero && characters == .zero }

  /// In points, rounded down, of the given signals alone.
  func points(for signals: [HostileSignal]) -> Int {
    var found: Int32 = 0
    var shaped: Int32 = 0
    for signal in signals {
      found += words[signal.lane]
      shaped = max(shaped, characters[signal.lane])
    }
    let sum = found >= Self.leastFound ? found + min(small, Self.mostSmall) + against : 0
    return Int(max(sum, shaped) / 2)
  }

  /// The signal that weighs most.
  func strongest(of signals: [HostileSignal]) -> HostileSignal? {
    let weights = words &+ characters
    return signals.max { weights[$0.lane] < weights[$1.lane] }
  }
}

/// A sentence or line of the note that scored.
struct HostilePassage: Sendable, Hashable {
  var span: TextSpan
  var score: HostileScore
  /// Which sentence or line of the note it is, counted from 0.
  var unit: Int
  /// A line of the fenced block that another passage opens.
  var isBlock = false
}
