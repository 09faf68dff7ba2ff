/// One line of a plot: a value with its interval and what it is called.
package struct PlotRow: Sendable, Hashable {
  let label: String
  /// Nil where there are too few samples to say.
  let value: Double?
  let interval: Interval?
  /// At the right: the value in words, `n = 12`.
  let note: String
  /// Drawn paler: what is there only to be compared with.
  let isPale: Bool

  init(
    _ label: String, _ value: Double?, _ interval: Interval?, note: String, isPale: Bool = false
  ) {
    self.label = label
    self.value = value
    self.interval = interval
    self.note = note
    self.isPale = isPale
  }
}

/// Plots as SVG inside the page: no script, colours from the page, a title for screen readers. Every
/// number that a plot shows stands in a table too.
enum SVGPlot {
  private static let rowHeight = 24
  private static let labelWidth = 288
  private static let plotWidth = 320
  private static let noteWidth = 168
  private static var width: Int { labelWidth + plotWidth + noteWidth }

  /// Values from 0 to `most` as points with intervals, one below the other.
  ///
  /// - Parameter most: the share at the right end, a multiple of 4 %.
  static func forest(_ title: String, _ rows: [PlotRow], most: Double = 1) -> String {
    let height = rows.count * rowHeight + 34
    var svg = begin(title, height: height)
    svg += axis(height: height, most: most)
    for (index, row) in rows.enumerated() {
      let y = 6 + index * rowHeight + rowHeight / 2
      svg += labels(row, y: y)
      guard let value = row.value else { continue }
      let kind = row.isPale ? "pale" : "ink"
      if let interval = row.interval {
        let (left, right) = (x(interval.lower / most), x(interval.upper / most))
        svg +=
          "<path class=\"line \(kind)\" d=\"M\(left) \(y)H\(right)M\(left) \(y - 4)v8M\(right) \(y - 4)v8\"/>"
      }
      svg += "<circle class=\"\(kind)\" cx=\"\(x(value / most))\" cy=\"\(y)\" r=\"4.5\"/>"
    }
    return svg + "</svg>"
  }

  /// Values from 0 to `most` as bars.
  static func bars(_ title: String, _ rows: [PlotRow], most: Double) -> String {
    let height = rows.count * rowHeight + 10
    var svg = begin(title, height: height)
    for (index, row) in rows.enumerated() {
      let y = 6 + index * rowHeight
      svg += labels(row, y: y + rowHeight / 2)
      guard let value = row.value, most > 0 else { continue }
      let length = number(max(1, min(1, value / most) * Double(plotWidth)))
      svg +=
        "<rect class=\"\(row.isPale ? "pale" : "ink")\" x=\"\(labelWidth)\" y=\"\(y + 5)\" "
        + "width=\"\(length)\" height=\"\(rowHeight - 10)\" rx=\"2\"/>"
      if let interval = row.interval {
        let middle = y + rowHeight / 2
        let left = x(min(1, interval.lower / most))
        let right = x(min(1, interval.upper / most))
        svg +=
          "<path class=\"whisker\" d=\"M\(left) \(middle)H\(right)M\(left) \(middle - 4)v8M\(right) \(middle - 4)v8\"/>"
      }
    }
    return svg + "</svg>"
  }

  /// Stated confidence against what came true; on the diagonal they are the same.
  static func reliability(_ title: String, _ calibration: Calibration) -> String {
    let side = 260
    let edge = 44
    var svg =
      "<svg class=\"square\" viewBox=\"0 0 \(side + edge + 16) \(side + edge + 8)\" role=\"img\" aria-label=\"\(JUnitXML.escaped(title))\">"
    svg += "<path class=\"grid\" d=\"M\(edge) 8v\(side)h\(side)\"/>"
    svg += "<path class=\"grid dashed\" d=\"M\(edge) \(side + 8)L\(edge + side) 8\"/>"
    for bin in calibration.bins {
      let radius = 3 + 7 * (Double(bin.count) / Double(max(1, calibration.count))).squareRoot()
      svg +=
        "<circle class=\"ink\" cx=\"\(number(Double(edge) + bin.confidence * Double(side)))\" "
        + "cy=\"\(number(8 + (1 - bin.accuracy) * Double(side)))\" r=\"\(number(radius))\"/>"
    }
    svg +=
      "<text x=\"\(edge + side / 2)\" y=\"\(side + 36)\" text-anchor=\"middle\">stated, %</text>"
    svg += "<text x=\"4\" y=\"20\">true, %</text>"
    return svg + "</svg>"
  }

  // MARK: Parts

  private static func begin(_ title: String, height: Int) -> String {
    "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(JUnitXML.escaped(title))\">"
  }

  private static func axis(height: Int, most: Double) -> String {
    var svg = ""
    for tick in stride(from: 0.0, through: 1, by: 0.25) {
      svg += "<path class=\"grid\" d=\"M\(x(tick)) 4V\(height - 24)\"/>"
      svg +=
        "<text class=\"tick\" x=\"\(x(tick))\" y=\"\(height - 8)\" text-anchor=\"middle\">"
        + "\(Int((tick * most * 100).rounded())) %</text>"
    }
    return svg
  }

  private static func labels(_ row: PlotRow, y: Int) -> String {
    "<text x=\"\(labelWidth - 10)\" y=\"\(y + 4)\" text-anchor=\"end\">\(shortened(row.label))</text>"
      + "<text class=\"tick\" x=\"\(labelWidth + plotWidth + 12)\" y=\"\(y + 4)\">\(JUnitXML.escaped(row.note))</text>"
  }

  /// As much of a label as there is room for.
  private static func shortened(_ label: String) -> String {
    let room = 38
    return JUnitXML.escaped(label.count > room ? "\(label.prefix(room - 1))…" : label)
  }

  private static func x(_ share: Double) -> String {
    number(Double(labelWidth) + max(0, min(1, share)) * Double(plotWidth))
  }

  private static func number(_ value: Double) -> String {
    DecimalText.json((value * 10).rounded() / 10)
  }
}
