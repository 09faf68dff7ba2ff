/// How a run ended; part of the product.
package enum ExitCode: Int32, Sendable {
  /// Done: released or annotated, all passed, log verified.
  case success = 0
  /// Input, output or storage failed; `doctor` found trouble; a line of a batch failed.
  case failure = 1
  /// Done, but held or blocked.
  case withheld = 2
  /// A policy or configuration file is invalid, or its embedded tests fail.
  case invalidFile = 3
  /// A requirement of an evaluation's gate does not hold, or could not be evaluated.
  case gateFailed = 4
  /// The audit trail does not verify.
  case unverifiedTrail = 5
  /// The command line is wrong (`EX_USAGE` of sysexits.h).
  case usage = 64
  /// Interrupted from the keyboard (128 + SIGINT, as shells report it).
  case interrupted = 130
}
