/// Whether and how output is coloured.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto, always, never

  /// Colour on a terminal only, unless asked for; `NO_COLOR` (no-color.org) and a dumb terminal
  /// turn it off.
  func isOn(terminal: Bool, variables: [String: String]) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      terminal && (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
    }
  }
}

/// Gives words their colours (ECMA-48 select graphic rendition), or leaves them plain.
struct Style: Sendable {
  enum Tone: String {
    case bold = "1"
    case dim = "2"
    case heading = "1;36"
    case good = "1;32"
    case notice = "1;33"
    case bad = "1;31"
    case alert = "1;37;41"
    case mark = "36"
  }

  let isColored: Bool

  static let plain = Style(isColored: false)

  func callAsFunction(_ text: String, _ tone: Tone) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
