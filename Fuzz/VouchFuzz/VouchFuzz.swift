import Glibc

/// libFuzzer's own driver, which takes the function to call; `main` stays ours so that one binary
/// holds every target.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// Chosen by the first argument, before the driver starts; the callback can carry no context.
nonisolated(unsafe) private var chosenTarget: FuzzTarget = .note

/// The runtime wants this symbol although the driver is given its callback.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  unsafe chosenTarget.run(input)
  return 0
}

/// `vouch-fuzz TARGET [FILE…|DIRECTORY…] [-libFuzzer options]`; `--list` names the targets.
@main
struct VouchFuzz {
  static func main() {
    let name = CommandLine.arguments.dropFirst().first ?? "--list"
    if name == "--list" {
      for target in FuzzTarget.allCases { print(target.rawValue) }
      return
    }
    guard let target = FuzzTarget(rawValue: name) else {
      print("unknown fuzz target; --list names them")
      exit(64)
    }
    unsafe chosenTarget = target
    // The driver must not see the target's name: it would take it for an input file.
    var count = CommandLine.argc - 1
    var arguments = unsafe CommandLine.unsafeArgv.advanced(by: 1)
    unsafe arguments[0] = CommandLine.unsafeArgv[0]
    exit(unsafe runFuzzer(&count, &arguments, fuzzOneInput))
  }
}
