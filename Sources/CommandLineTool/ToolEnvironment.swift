import AuditTrail

/// Everything around a run beside its streams: what the pure stages may not reach for themselves.
package struct ToolEnvironment: Sendable {
  package var variables: [String: String]
  package var currentDirectory: String
  /// Where the program itself lies, to find what was installed beside it.
  package var executablePath: String?
  package var processID: Int
  /// How many processors the run may use.
  package var cores: Int
  /// The operating system's name for the user; asked for only where it is recorded.
  package var loginName: @Sendable () -> String?
  /// Nanoseconds of a clock that never runs backwards.
  package var monotonicNanoseconds: @Sendable () -> UInt64
  /// Whether the user has asked to stop.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    variables: [String: String], currentDirectory: String, executablePath: String? = nil,
    processID: Int = 0, cores: Int = 1, loginName: @escaping @Sendable () -> String? = { nil },
    monotonicNanoseconds: @escaping @Sendable () -> UInt64 = { 0 },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.variables = variables
    self.currentDirectory = currentDirectory
    self.executablePath = executablePath
    self.processID = processID
    self.cores = max(1, cores)
    self.loginName = loginName
    self.monotonicNanoseconds = monotonicNanoseconds
    self.isInterrupted = isInterrupted
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Who runs the program.
  var person: Person? { loginName().map { Person(id: $0, assurance: .login) } }

  /// The path from the current directory.
  func absolute(_ path: String) -> String { FilePath.join(currentDirectory, path) }
}

/// Paths as text.
enum FilePath {
  /// `path` as seen from `directory`; an absolute path stands for itself.
  static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if directory.isEmpty || directory == "." { return path }
    return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func lastComponent(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  /// The last component without what follows its last dot.
  static func stem(of path: String) -> String {
    let name = lastComponent(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
