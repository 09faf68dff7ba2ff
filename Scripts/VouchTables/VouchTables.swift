import ClinicalLanguage
import Glibc

/// Writes the word lists as the tables that the program looks into: `make tables`.
///
/// The program that writes has the old tables in it and looks into none of them.
@main
struct VouchTables {
  static func main() {
    guard CommandLine.arguments.count == 2 else {
      print("usage: vouch-tables FOLDER")
      exit(64)
    }
    for list in CompiledList.allCases {
      let path = "\(CommandLine.arguments[1])/\(list.fileName)"
      let bytes = list.compiled()
      guard write(bytes, to: path) else {
        print("vouch-tables: cannot write \(path)")
        exit(1)
      }
      print("\(path): \(bytes.count) bytes")
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = unsafe fopen(path, "w") else { return false }
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    return unsafe fclose(file) == 0 && written == bytes.count
  }
}
