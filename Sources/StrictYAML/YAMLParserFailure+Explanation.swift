import SourceText

/// libyaml's words in the words of a person who mends the file.
struct SyntaxExplanation {
  let problem: SyntaxProblem
  /// In bytes.
  let offset: Int
  let message: String
  var hint: String?
}

extension YAMLParserFailure {
  /// Says what is wrong and where; the wordings on the left are those of libyaml 0.2.5
  /// (`scanner.c`, `parser.c`, `reader.c`).
  func explained(in document: YAMLDocument) -> SyntaxExplanation {
    let offset = isByteOffset ? offset : document.byteOffset(ofScalar: self.offset)
    let begin = contextOffset.map(document.byteOffset(ofScalar:)) ?? offset
    let byte = offset < document.source.count ? document.source.bytes[offset] : 0

    switch problem {
    case "control characters are not allowed":
      return SyntaxExplanation(
        problem: .controlCharacter, offset: offset, message: "a control character is not allowed",
        hint: "in double quotes it can be written as an escape such as \"\\u001b\"")
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return tab(at: offset)
    case "found character that cannot start any token":
      return byte == 0x09 ? tab(at: offset) : reserved(byte, at: offset)
    case "mapping values are not allowed in this context":
      return SyntaxExplanation(
        problem: .strayColon, offset: offset, message: "no field can begin here",
        hint: "if the colon belongs to the text, put the text in quotes; "
          + "otherwise check the indentation")
    case "could not find expected ':'":
      return SyntaxExplanation(
        problem: .missingColon, offset: begin, message: "expected 'field: value'",
        hint: "a colon followed by a space is missing, or the line is not indented enough")
    case "did not find expected key", "did not find expected '-' indicator",
      "block sequence entries are not allowed in this context",
      "mapping keys are not allowed in this context":
      return SyntaxExplanation(
        problem: .indentation, offset: offset,
        message: "this does not fit the lines before it",
        hint: "the block that begins in line \(document.line(of: begin)) goes on at its own "
          + "indentation, and nothing may follow a quoted value")
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      let name = problem.hasSuffix("']'") ? "list" : "mapping"
      return SyntaxExplanation(
        problem: .unclosedBracket, offset: offset,
        message: "expected a comma or the end of the \(name)",
        hint: "it was opened in line \(document.line(of: begin))")
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return SyntaxExplanation(
        problem: .unknownEscape, offset: offset, message: "unknown escape in double quotes",
        hint: "write a backslash as \\\\, or use single quotes")
    default:
      return other(at: offset, begin: begin)
    }
  }

  private func other(at offset: Int, begin: Int) -> SyntaxExplanation {
    if context.hasSuffix("quoted scalar") {
      return SyntaxExplanation(
        problem: .unclosedQuote, offset: begin, message: "this quotation mark is never closed")
    }
    if context.contains("directive") {
      return SyntaxExplanation(
        problem: .directive, offset: begin, message: "a directive ('%') is not allowed")
    }
    if context.contains("tag") {
      return SyntaxExplanation(
        problem: .tag, offset: begin, message: "a tag ('!') is not allowed",
        hint: "put the text in quotes")
    }
    if context.contains("anchor") || context.contains("alias") {
      return SyntaxExplanation(
        problem: context.contains("anchor") ? .anchor : .alias, offset: begin,
        message: "an anchor or alias ('&', '*') is not allowed", hint: "put the text in quotes")
    }
    if problem == "did not find expected <document start>" {
      return SyntaxExplanation(
        problem: .indentation, offset: offset, message: "nothing may follow the end of the value",
        hint: "a file holds one mapping")
    }
    return SyntaxExplanation(
      problem: .malformed, offset: offset,
      message: problem.isEmpty ? "not valid YAML" : "not valid YAML: \(problem)")
  }

  private func tab(at offset: Int) -> SyntaxExplanation {
    SyntaxExplanation(
      problem: .tabIndentation, offset: offset, message: "a tab is used as indentation",
      hint: "indent with spaces")
  }

  private func reserved(_ byte: UInt8, at offset: Int) -> SyntaxExplanation {
    let name = String(decoding: [byte], as: UTF8.self)
    return SyntaxExplanation(
      problem: .reservedCharacter, offset: offset, message: "text cannot begin with '\(name)'",
      hint: "put the text in quotes")
  }
}
