import CanonicalJSON
package import SourceText
import Summaries

/// A file of records with named fields: JSON Lines, CSV or TSV, told apart by the name.
package struct RecordFile: Sendable {
  package enum Form: Sendable { case jsonLines, separated(UInt8) }

  package let file: IndexedFile
  private let form: Form
  /// The columns of CSV, which its first row names.
  private let header: [String]
  private let decoder = JSONInput()

  package var path: String { file.path }
  /// Without the row of names.
  package var count: Int { max(0, file.records.count - firstRecord) }
  private var firstRecord: Int {
    if case .separated = form { return 1 }
    return 0
  }

  package init(_ path: String) throws(EvaluationError) {
    let name = path.lowercased()
    form =
      name.hasSuffix(".csv")
      ? .separated(UInt8(ascii: ","))
      : name.hasSuffix(".tsv") ? .separated(UInt8(ascii: "\t")) : .jsonLines
    guard case .separated(let separator) = form else {
      file = try IndexedFile(path)
      header = []
      return
    }
    file = try IndexedFile(path) { $0.isQuoted = true }
    guard !file.records.isEmpty else { throw .empty(path, what: "row") }
    var bytes = try file.bytes(at: 0)
    // The mark that spreadsheets put before UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do throws(CSVRow.Mistake) {
      header = try CSVRow.fields(bytes, separator: separator)
    } catch {
      throw .invalidData(path: path, line: 1, message: error.message, hint: nil)
    }
    if let name = header.first(where: { name in header.count { $0 == name } > 1 }) {
      throw .invalidData(
        path: path, line: 1, message: "two columns have the same name",
        hint: "name the \(name.isEmpty ? "empty" : "repeated") one otherwise")
    }
  }

  /// The line on which a record begins, from 1.
  package func line(of index: Int) -> Int { file.records[index + firstRecord].line }

  package func fields(at index: Int) throws(EvaluationError) -> Fields {
    let bytes = try file.bytes(at: index + firstRecord)
    switch form {
    case .jsonLines:
      do throws(JSONInputError) {
        return try decoder.decode(TextFields.self, from: bytes).fields
      } catch {
        throw .invalidData(path: path, line: line(of: index), message: error.message, hint: nil)
      }
    case .separated(let separator):
      let values: [String]
      do throws(CSVRow.Mistake) {
        values = try CSVRow.fields(bytes, separator: separator)
      } catch {
        throw .invalidData(path: path, line: line(of: index), message: error.message, hint: nil)
      }
      guard values.count == header.count else {
        throw .invalidData(
          path: path, line: line(of: index),
          message: "\(values.count) fields, where the first row names \(header.count)",
          hint: "put fields that hold a separator in quotation marks")
      }
      return Fields(names: header, values: values)
    }
  }

  /// The text of a field as a source text.
  package func text(
    _ value: String, named name: String, at index: Int
  ) throws(EvaluationError) -> SourceText {
    do throws(SourceTextError) { return try SourceText(value) } catch {
      throw .invalidData(
        path: path, line: line(of: index), message: "the field '\(name)': \(error.message)",
        hint: nil)
    }
  }
}

/// The plain fields of a JSON object; lists, objects and nulls are left out.
private struct TextFields: Decodable {
  let fields: Fields

  private struct Name: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    var names: [String] = []
    var values: [String] = []
    for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
      names.append(key.stringValue)
      // What is of no plain type is passed over: the data may hold more than is read here.
      if let text = try? container.decode(String.self, forKey: key) {
        values.append(text)
      } else if let flag = try? container.decode(Bool.self, forKey: key) {
        values.append(flag ? "true" : "false")
      } else if let number = try? container.decode(Double.self, forKey: key) {
        values.append(
          number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)")
      } else {
        values.append("")
      }
    }
    fields = Fields(names: names, values: values)
  }
}
