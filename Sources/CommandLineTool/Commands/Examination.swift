import AuditTrail
import ClinicalLanguage
import Glibc
import Guardrails
import Policies
import SourceText
import Workflow

/// What `doctor` looks at, one check after the other.
struct Examination {
  enum State: String { case good = "ok", notice, trouble }

  struct Check: Equatable {
    let name: String
    let state: State
    let finding: String
    /// How to mend it.
    let mend: String?
  }

  let environment: ToolEnvironment
  private(set) var checks: [Check] = []

  init(environment: ToolEnvironment) { self.environment = environment }

  mutating func add(_ state: State, _ name: String, _ finding: String, mend: String? = nil) {
    checks.append(Check(name: name, state: state, finding: finding, mend: mend))
  }

  mutating func lookAtProgram() {
    let place = environment.executablePath.map { " at \($0)" } ?? ""
    add(.good, "program", "vouch \(CommandLineTool.version)\(place)")
    add(.good, "processors", "\(environment.cores), so many lines at once with --jsonl")
    let libraries = Self.loadedLibraries()
    if !libraries.isEmpty { add(.good, "libraries", libraries.joined(separator: ", ")) }
  }

  /// The settings have been read without an error when this is called.
  mutating func lookAtConfiguration(named: String?) {
    var paths = [named.map(environment.absolute) ?? ConfigurationFiles.projectPath(environment)]
    if let user = ConfigurationFiles.userPath(environment) { paths.append(user) }
    let present = paths.filter { FileStatus.kind(of: $0) == .file }
    add(
      .good, "configuration",
      present.isEmpty ? "no file; the defaults hold" : present.joined(separator: ", "))
  }

  // MARK: Policies

  mutating func lookAtPolicies(_ settings: Settings) {
    let load: PolicyLoad
    do throws(PolicyFolder.LoadError) {
      load = try PolicyFolder.check(
        settings.policies, installed: InstalledFiles.policies(environment))
    } catch {
      switch error {
      case .unreadable(let path, let reason): add(.trouble, "policies", "\(path): \(reason)")
      case .invalid(let diagnostics):
        add(.trouble, "policies", Plural.count(diagnostics.count, "problem"))
      }
      return
    }
    guard let bundle = load.bundle else {
      let errors = load.diagnostics.count { $0.severity == .error }
      add(
        .trouble, "policies", "\(settings.policies): \(Plural.count(errors, "error"))",
        mend: "see them with 'vouch policy check \(ShellWord.quoted(settings.policies))'")
      return
    }
    add(
      .good, "policies",
      "\(settings.policies): \(bundle.id) revision \(bundle.revision), "
        + Plural.count(bundle.rules.count, "rule"))
    if !load.diagnostics.isEmpty {
      add(
        .notice, "policies", Plural.count(load.diagnostics.count, "warning"),
        mend: "see them with 'vouch policy check'")
    }
    let results = GuardrailEngine(bundle: bundle, lexicon: Lexicon.embedded()).runEmbeddedTests()
    let failed = results.count { !$0.passed }
    if failed > 0 {
      add(
        .trouble, "examples", "\(failed) of \(results.count) in the rules fail",
        mend: "see them with 'vouch policy test'")
    } else {
      add(.good, "examples", "all \(results.count) in the rules pass")
    }
  }

  // MARK: Audit trail

  mutating func lookAtTrail(_ settings: Settings) {
    let path = settings.audit
    guard FileStatus.kind(of: path) != .missing else {
      if let ancestor = Self.nearestFolder(above: path), Self.isWritable(ancestor) {
        add(.good, "audit trail", "\(path): none yet; the first run begins one")
      } else {
        add(
          .trouble, "audit trail", "\(path) cannot be made there",
          mend: "name a place that you may write to with --audit DIR or VOUCH_AUDIT")
      }
      return
    }
    guard FileStatus.kind(of: path) == .folder, Self.isWritable(path) else {
      add(
        .trouble, "audit trail", "\(path) is no folder that you may write to",
        mend: "mend its permissions, or name another place with --audit DIR")
      return
    }
    lookAtModes(of: "\(path)/keys/local.key")
    lookAtModes(of: "\(settings.anchor ?? path + ".anchor")/signing.key")
    do throws(AuditError) {
      let report = try AuditTrail.verify(
        at: path, VerificationRequest(anchor: settings.anchor))
      if report.isVerified {
        add(
          .good, "audit trail", "\(path): \(Plural.count(report.chain.records, "record")), verified"
        )
      } else if report.chain.isIntact, report.problems.map(\.code) == ["checkpoint-missing"] {
        add(
          .notice, "audit trail", "\(path) was never signed; the next run signs it",
          mend: "see that nobody else wrote to it before that")
      } else {
        add(
          .trouble, "audit trail", "\(path) does not verify",
          mend: "keep the files as they are and see 'vouch audit verify'")
      }
      for warning in report.chain.warnings + report.notes { add(.notice, "audit trail", warning) }
    } catch .notALog {
      add(.good, "audit trail", "\(path): none yet; the first run begins one")
    } catch {
      add(.trouble, "audit trail", error.message)
    }
  }

  /// One key opens the vault and one signs, so nobody but their owner may read them.
  private mutating func lookAtModes(of key: String) {
    guard let mode = Self.mode(of: key) else { return }
    if mode & 0o077 != 0 {
      add(
        .trouble, "key", "\(key) has mode \(String(mode, radix: 8)): others can read it",
        mend: "chmod 600 \(ShellWord.quoted(key)), after making sure that nobody has read it")
    } else {
      add(.good, "key", "\(key) is its owner's alone")
    }
  }

  // MARK: Terminal

  mutating func lookAtTerminal(_ output: any ByteSink) {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(environment.variable).first ?? "not set"
    let isUTF8 = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
    if output.isTerminal, !isUTF8 {
      add(
        .notice, "terminal", "the locale is \(locale); output is UTF-8",
        mend: "export LANG=C.UTF-8 where characters look wrong")
    } else {
      let width = output.columns.map { ", \($0) columns" } ?? ""
      add(.good, "terminal", (output.isTerminal ? "a terminal" : "no terminal") + width)
    }
  }

  // MARK: Looking at the system

  private static func nearestFolder(above path: String) -> String? {
    var current = path
    while current != "/", current != "." {
      current = FilePath.directory(of: current)
      switch FileStatus.kind(of: current) {
      case .folder: return current
      case .missing: continue
      case .file, .other, .unknown: return nil
      }
    }
    return current
  }

  private static func isWritable(_ folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }

  private static func mode(of path: String) -> UInt32? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & 0o777
  }

  /// The file names of the C libraries that are loaded; they carry the versions.
  private static func loadedLibraries() -> [String] {
    guard let bytes = try? InputFile.read("/proc/self/maps", limit: 4 << 20) else { return [] }
    var names: Set<String> = []
    for line in bytes.split(separator: 0x0A) {
      guard let slash = line.lastIndex(of: 0x2F) else { continue }
      let name = String(decoding: line[line.index(after: slash)...], as: UTF8.self)
      if ["libcrypto", "libcurl", "libpcre2", "libyaml"].contains(where: { name.hasPrefix($0) }) {
        names.insert(name)
      }
    }
    return names.sorted()
  }
}
