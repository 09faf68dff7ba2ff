import SourceText

/// A single note or summary that a user named: a path, or `-` for standard input.
struct NoteFile {
  let path: String

  var isStandardInput: Bool { path == "-" }

  /// As messages name it.
  var name: String { isStandardInput ? "standard input" : Printable.line(path) }

  /// What stands for an id: the file's name without its extension; nil for standard input.
  var id: String? { isStandardInput ? nil : FilePath.stem(of: path) }

  /// What is wrong with the file, where, and how to mend it; quotes nothing of it.
  struct Problem: Error, Equatable {
    let message: String
    let hint: String?

    var rendered: String { "vouch: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "") }
  }

  /// The text, which has something in it.
  func read(_ invocation: Invocation) throws(Problem) -> SourceText {
    let bytes: [UInt8]
    do {
      let limit = SourceText.maximumByteCount
      bytes =
        isStandardInput
        ? try InputFile.read(invocation.streams.input, limit: limit)
        : try InputFile.read(invocation.environment.absolute(path), limit: limit)
    } catch {
      throw Problem(message: "\(name): \(error.reason)", hint: error.hint)
    }
    let text: SourceText
    do { text = try SourceText(validating: bytes) } catch {
      throw Problem(message: "\(name): \(error.message)", hint: nil)
    }
    guard !text.isBlank else {
      let what = bytes.isEmpty ? "it is empty" : "it is empty but for white space"
      throw Problem(message: "\(name): \(what); give a note with text", hint: nil)
    }
    return text
  }
}
