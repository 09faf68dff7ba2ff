/// Moves dates by a number of days and writes them as they were written.
enum SurrogateDates {
  /// The date, moved; nil for what is no date that exists.
  static func moved(_ date: ArraySlice<UInt8>, by days: Int) -> [UInt8]? {
    var pieces = TextPiece.pieces(of: date)
    let numbers = pieces.indices.filter { pieces[$0].kind == .digits }
    if let month = pieces.firstIndex(where: { $0.kind == .letters && monthNumber($0) != nil }) {
      return movedWithMonthName(&pieces, month, numbers, by: days)
    }
    guard numbers.count >= 2 else { return nil }
    return numbers.count == 2
      ? movedPair(&pieces, numbers, by: days) : movedNumeric(&pieces, numbers, by: days)
  }

  /// `2008-10-06`, `10/06/2008`, `13.4.1978`, `10-6-08`; a time behind it stays.
  private static func movedNumeric(
    _ pieces: inout [TextPiece], _ numbers: [Int], by days: Int
  ) -> [UInt8]? {
    let isYearFirst = pieces[numbers[0]].bytes.count == 4
    let (first, second, third) = (
      pieces[numbers[0]].value, pieces[numbers[1]].value, pieces[numbers[2]].value
    )
    // A number above twelve is no month.
    let isDayFirst = !isYearFirst && first > 12
    let places: (year: Int, month: Int, day: Int) =
      isYearFirst
      ? (numbers[0], numbers[1], numbers[2])
      : isDayFirst ? (numbers[2], numbers[1], numbers[0]) : (numbers[2], numbers[0], numbers[1])
    let year = isYearFirst ? first : fullYear(pieces[numbers[2]])
    let day = CalendarDay(
      year: year, month: isYearFirst || isDayFirst ? second : first,
      day: isYearFirst ? third : isDayFirst ? first : second)
    guard day.exists else { return nil }
    let moved = day.adding(days)
    write(moved.year, at: places.year, in: &pieces)
    write(moved.month, at: places.month, in: &pieces)
    write(moved.day, at: places.day, in: &pieces)
    return pieces.flatMap(\.bytes)
  }

  /// `06/24`, `03/2008`
  private static func movedPair(
    _ pieces: inout [TextPiece], _ numbers: [Int], by days: Int
  ) -> [UInt8]? {
    let hasYear = pieces[numbers[1]].bytes.count == 4
    let day = CalendarDay(
      year: hasYear ? pieces[numbers[1]].value : leapless, month: pieces[numbers[0]].value,
      day: hasYear ? midMonth : pieces[numbers[1]].value)
    guard day.exists else { return nil }
    let moved = day.adding(days)
    write(moved.month, at: numbers[0], in: &pieces)
    write(hasYear ? moved.year : moved.day, at: numbers[1], in: &pieces)
    return pieces.flatMap(\.bytes)
  }

  /// `September 14, 2004`, `7 May 1999`, `March 2008`, `Oct. 6th`
  private static func movedWithMonthName(
    _ pieces: inout [TextPiece], _ month: Int, _ numbers: [Int], by days: Int
  ) -> [UInt8]? {
    guard let number = monthNumber(pieces[month]) else { return nil }
    let year = numbers.first { pieces[$0].bytes.count == 4 }
    let dayPlace = numbers.first { pieces[$0].bytes.count <= 2 }
    guard year != nil || dayPlace != nil else { return nil }
    let day = CalendarDay(
      year: year.map { pieces[$0].value } ?? leapless, month: number,
      day: dayPlace.map { pieces[$0].value } ?? midMonth)
    guard day.exists else { return nil }
    let moved = day.adding(days)
    pieces[month].bytes = monthName(moved.month, like: pieces[month])
    if let year { write(moved.year, at: year, in: &pieces) }
    if let dayPlace {
      // Beside the name of a month only a day that had a zero gets one.
      if pieces[dayPlace].bytes.first != 0x30 { pieces[dayPlace].bytes = [0x31] }
      write(moved.day, at: dayPlace, in: &pieces)
      if dayPlace + 1 < pieces.count, isOrdinal(pieces[dayPlace + 1]) {
        pieces[dayPlace + 1].bytes = pieces[dayPlace + 1].written(ordinal(moved.day))
      }
    }
    return pieces.flatMap(\.bytes)
  }

  /// A date without a year is moved in a year without a 29 February.
  private static let leapless = 2001
  /// A month without a day is moved from its middle.
  private static let midMonth = 15

  /// With two digits the years from 1950 to 2049.
  private static func fullYear(_ piece: TextPiece) -> Int {
    piece.bytes.count > 2 ? piece.value : piece.value < 50 ? 2000 + piece.value : 1900 + piece.value
  }

  private static func write(_ number: Int, at place: Int, in pieces: inout [TextPiece]) {
    let width = pieces[place].bytes.count
    let value = width == 2 && number > 99 ? number % 100 : number
    var digits = Array(String(value).utf8)
    // `06` keeps its zero; `6` may become `12`.
    while digits.count < width, width > 1 { digits.insert(0x30, at: 0) }
    pieces[place].bytes = digits
  }

  // MARK: Names of months

  private static let names: [[UInt8]] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { Array($0.utf8) }

  /// From 1; nil where the letters are no month or short form of one.
  private static func monthNumber(_ piece: TextPiece) -> Int? {
    guard piece.bytes.count >= 3 else { return nil }
    return names.firstIndex { name in
      piece.bytes.count <= name.count
        && zip(piece.bytes, name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }.map { $0 + 1 }
  }

  private static func monthName(_ month: Int, like piece: TextPiece) -> [UInt8] {
    let name = names[month - 1]
    // `May` is as long as a short form: it is taken for one.
    return piece.written(piece.bytes.count <= 4 ? Array(name.prefix(3)) : name)
  }

  private static func isOrdinal(_ piece: TextPiece) -> Bool {
    piece.kind == .letters && piece.bytes.count == 2
      && ["st", "nd", "rd", "th"].contains {
        zip(piece.bytes, $0.utf8).allSatisfy { $0 | 0x20 == $1 }
      }
  }

  private static func ordinal(_ day: Int) -> [UInt8] {
    switch day {
    case 1, 21, 31: Array("st".utf8)
    case 2, 22: Array("nd".utf8)
    case 3, 23: Array("rd".utf8)
    default: Array("th".utf8)
    }
  }
}
