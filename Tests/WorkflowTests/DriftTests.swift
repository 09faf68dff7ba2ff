import Testing

@testable import Workflow

@Suite("Drift")
struct DriftTests {
  @Test("the index of equal distributions is nought, and grows as they part")
  func index() {
    let even = ["a": 500, "b": 500]
    #expect(Drift.index(from: even, to: even) == 0)
    #expect(Drift.index(from: even, to: ["a": 50, "b": 50]) < 1e-6)
    let slight = Drift.index(from: even, to: ["a": 550, "b": 450])
    let strong = Drift.index(from: even, to: ["a": 800, "b": 200])
    #expect(slight > 0 && slight < 0.1 && strong > 0.25)
    #expect(Drift("x", from: even, to: ["a": 800, "b": 200]).degree == .shifted)
    #expect(Drift("x", from: even, to: ["a": 550, "b": 450]).degree == .steady)
  }

  @Test("what chance does to few cases is no drift; the same shares in many are")
  func chance() {
    #expect(Drift("x", from: ["a": 5, "b": 5], to: ["a": 8, "b": 2]).degree == .steady)
    #expect(Drift("x", from: ["a": 500, "b": 500], to: ["a": 800, "b": 200]).degree == .shifted)
    // χ² with one degree of freedom has its 99th percentile at 6.635.
    let drift = Drift("x", from: ["a": 50, "b": 50], to: ["a": 40, "b": 60])
    #expect((drift.chance - 6.635 * 0.02).magnitude < 0.005, "\(drift.chance)")
    #expect(Drift("x", from: [:], to: ["a": 1, "b": 1]).degree == .steady)
  }

  @Test("it is what the formula gives")
  func value() {
    // Σ (a − e) ln(a / e) by hand, with half a case added to both classes of both sides.
    let index = Drift.index(from: ["a": 60, "b": 39], to: ["a": 40, "b": 59])
    let (e, a) = ([60.5 / 100, 39.5 / 100], [40.5 / 100, 59.5 / 100])
    // ln(0.405 / 0.605) and ln(0.595 / 0.395)
    let expected = (a[0] - e[0]) * -0.401_341_4 + (a[1] - e[1]) * 0.409_675_6
    #expect((index - expected).magnitude < 1e-5, "\(index) \(expected)")
  }

  @Test("a class that is new or gone leaves it finite; a single class tells nothing")
  func edges() {
    let index = Drift.index(from: ["a": 100], to: ["b": 100])
    #expect(index.isFinite && index > 1)
    #expect(Drift.index(from: ["a": 3], to: ["a": 9]) == 0)
    #expect(Drift.index(from: [:], to: [:]) == 0)
    #expect(Drift.index(from: ["a": 1, "b": 2], to: [:]).isFinite)
  }
}
