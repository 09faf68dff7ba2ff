/// The numbers next to a written number, a step being one in its last written place: `6.2` has the
/// neighbours `6.1` and `6.3`, `15` has `14` and `16`.
enum DecimalStep {
  static func neighbours(of text: String) -> [String] {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2 else { return [] }
    let places = parts.count == 2 ? parts[1].utf8.count : 0
    guard let value = Int(first + (parts.count == 2 ? parts[1] : "")) else { return [] }
    return [value.subtractingReportingOverflow(1), value.addingReportingOverflow(1)]
      .filter { !$0.overflow }.map { written($0.partialValue, places: places) }
  }

  private static func written(_ value: Int, places: Int) -> String {
    guard places > 0 else { return "\(value)" }
    var digits = "\(value.magnitude)"
    while digits.utf8.count <= places { digits = "0" + digits }
    return (value < 0 ? "-" : "") + digits.dropLast(places) + "." + digits.suffix(places)
  }
}
