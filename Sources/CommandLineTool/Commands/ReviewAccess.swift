import AuditTrail
import ClinicalLanguage
import Policies
import SourceText
import Workflow

/// What the commands of a review share: who decides, and where.
struct ReviewAccess {
  let invocation: Invocation
  let settings: Settings
  let workspace: Workspace
  let desk: ReviewDesk

  init(_ invocation: Invocation) throws(ToolFailure) {
    self.invocation = invocation
    settings = try invocation.settings()
    // A review needs a trail that is there: opening one here would begin an empty one.
    _ = try TrailAccess.reader(settings.audit)
    workspace = Workspace(
      lexicon: Lexicon.embedded(),
      bundle: try PolicyAccess.bundle(settings.policies, invocation.environment))
    let recorder = try TrailAccess.recorder(
      settings, invocation, workspace: workspace, writes: false, actor: try invocation.person())
    desk = ReviewDesk(trail: recorder.trail, workspace: workspace, recorder: recorder)
  }

  /// Does what a review asks for, and signs what that recorded: the last thing done with the trail.
  func signing<Value>(_ body: (ReviewDesk) throws(ReviewError) -> Value) throws(ToolFailure)
    -> Value
  {
    let value: Value
    do throws(ReviewError) { value = try body(desk) } catch {
      // reason: what was recorded before is signed all the same; why it ended is what has to be told
      _ = try? desk.trail.sign()
      throw Self.failure(error)
    }
    _ = try TrailAccess.wrap { () throws(AuditError) in try desk.trail.sign() }
    return value
  }

  /// The record that the command is about.
  func number() throws(ToolFailure) -> Int { try RecordArgument.number(invocation, settings) }

  /// The person who decides, whose role is known.
  func reviewer() throws(ToolFailure) -> Person {
    guard let person = try invocation.person() else {
      throw invocation.usage("nobody is named who decides", hint: "give --as NAME")
    }
    guard person.role != nil else {
      throw invocation.usage(
        "the role of '\(person.id)' is not known", hint: "give --role ROLE, or set VOUCH_ROLE")
    }
    return person
  }

  static func failure(_ error: ReviewError) -> ToolFailure {
    switch error {
    case .noReview:
      .trouble(message: error.message, hint: "'vouch review list --all' shows every review")
    case .workflow(.audit(let error)): TrailAccess.failure(error)
    default: .trouble(message: Printable.line(error.message), hint: nil)
    }
  }
}

extension Invocation {
  /// In scalars; names and roles stand in records and under summaries.
  private static let nameLimit = 64

  /// Who acts: `--as`, else the user of the operating system; with `--role`, else `VOUCH_ROLE`.
  func person() throws(ToolFailure) -> Person? {
    let role = try name(arguments.value("role") ?? environment.variable("VOUCH_ROLE"), of: "role")
    if let stated = try name(arguments.value("as"), of: "as") {
      return Person(id: stated, role: role, assurance: .stated)
    }
    return environment.loginName().map { Person(id: $0, role: role, assurance: .login) }
  }

  private func name(_ text: String?, of option: String) throws(ToolFailure) -> String? {
    guard let text else { return nil }
    let scalars = text.unicodeScalars
    guard !text.allSatisfy(\.isWhitespace), scalars.count <= Self.nameLimit,
      Printable.line(text) == text
    else {
      throw usage(
        "--\(option) must be a name of at most \(Self.nameLimit) characters on one line, without "
          + "spaces at its ends")
    }
    return text
  }
}

extension OptionSpecification {
  static let actor = OptionSpecification(
    "as", .text(placeholder: "NAME"),
    "Who acts. Default: the user of the operating system; the record tells the two apart.")
  static let role = OptionSpecification(
    "role", .text(placeholder: "ROLE"), "In which role. Default: $VOUCH_ROLE.")
}
