import Glibc
import Parallelism
import Synchronization
import TestSupport
import Testing

@testable import CommandLineTool

@Suite("Lines that wait for a server")
struct LineBeltTests {
  private static func lines(_ numbers: Range<Int>) -> [LineWorker.Numbered] {
    numbers.map { LineWorker.Numbered(number: $0, line: .text([])) }
  }

  @Test("results come out in the order of the lines, however they overtake each other")
  func order() {
    let seed: UInt64 = 20_261_129
    var generator = SplitMix64(seed: seed)
    let pauses = (0..<200).map { _ in UInt32.random(in: 0...2_000, using: &generator) }
    let belt = LineBelt { numbered in
      usleep(pauses[numbered.number])
      return .skipped(line: numbered.number)
    }
    let crew = Crew(7) { belt.work() }
    var seen: [Int] = []
    for start in stride(from: 0, to: 200, by: 25) {
      belt.put(Self.lines(start..<(start + 25)))
      seen += belt.takeDone().map(\.line)
    }
    while belt.count > 0 { seen += belt.takeDone().map(\.line) }
    belt.close()
    crew.wait()
    #expect(seen == Array(0..<200), "seed \(seed)")
  }

  @Test("a belt that is closed leaves what nobody has begun, and its workers end")
  func closed() {
    let begun = Mutex(0)
    let belt = LineBelt { numbered in
      begun.withLock { $0 += 1 }
      usleep(1_000)
      return .skipped(line: numbered.number)
    }
    belt.put(Self.lines(0..<10_000))
    let crew = Crew(3) { belt.work() }
    _ = belt.takeDone()
    belt.close()
    crew.wait()
    #expect(begun.withLock { $0 } < 10_000)
  }

  @Test("without threads the work is done by the one that asks")
  func alone() {
    let belt = LineBelt { .skipped(line: $0.number) }
    belt.put(Self.lines(0..<3))
    var seen: [Int] = []
    while belt.count > 0 {
      belt.workOnce()
      seen += belt.takeDone().map(\.line)
    }
    #expect(seen == [0, 1, 2])
  }
}
