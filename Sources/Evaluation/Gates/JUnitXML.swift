/// The lines of a gate as JUnit XML, which continuous integration shows: what failed is a `failure`, what
/// could not be evaluated an `error`.
package enum JUnitXML {
  package static func bytes(of report: EvaluationReport) -> [UInt8] {
    let lines = report.gate?.lines ?? []
    let failures = lines.count { $0.result == .failed }
    let errors = lines.count { $0.result == .unevaluable }
    let counts = "tests=\"\(lines.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites \(counts)>\n"
    text += "  <testsuite name=\"vouch evaluate\" \(counts)>\n"
    for line in lines {
      let head =
        "    <testcase classname=\"\(escaped(line.system))\" name=\"\(escaped(line.requirement))\" "
        + "file=\"\(escaped(line.place))\""
      switch line.result {
      case .passed: text += head + "/>\n"
      case .failed:
        text += head + "><failure message=\"\(escaped(line.detail))\"/></testcase>\n"
      case .unevaluable:
        text += head + "><error message=\"\(escaped(line.detail))\"/></testcase>\n"
      }
    }
    return Array((text + "  </testsuite>\n</testsuites>\n").utf8)
  }

  /// Text for XML and HTML; characters that XML 1.0 does not have become U+FFFD.
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t", "\r": result.unicodeScalars.append(scalar)
      default:
        let value = scalar.value
        let isControl = value < 0x20 || (0x7F...0x9F).contains(value)
        let isSteering =
          value == 0x200E || value == 0x200F || (0x2028...0x202E).contains(value)
          || (0x2066...0x2069).contains(value) || value == 0x061C
          || value >= 0xFFFE && value <= 0xFFFF
        result.unicodeScalars.append(isControl || isSteering ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}
