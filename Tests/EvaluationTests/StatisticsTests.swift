import Evaluation
import Testing

@Suite("Statistics")
struct StatisticsTests {
  @Test(
    "Wilson's interval, against R's prop.test without correction",
    arguments: [
      (0.0, 475.0, 0.0, 0.008022), (5, 10, 0.236593, 0.763407), (10, 10, 0.722467, 1.0),
      (81, 263, 0.255289, 0.366210),
    ])
  func wilson(hits: Double, chances: Double, lower: Double, upper: Double) throws {
    let interval = try #require(Interval.wilson(hits, of: chances))
    #expect(abs(interval.lower - lower) < 1e-5 && abs(interval.upper - upper) < 1e-5)
  }

  @Test("without chances there is no interval")
  func wilsonOfNothing() { #expect(Interval.wilson(0, of: 0) == nil) }

  @Test(
    "McNemar's exact test, against R's binom.test",
    arguments: [(0, 0, 1.0), (5, 0, 0.0625), (1, 9, 0.021484375), (10, 10, 1.0), (3, 8, 0.2265625)])
  func mcNemar(first: Int, second: Int, pValue: Double) {
    let test = McNemar(onlyFirst: first, onlySecond: second)
    #expect(abs(test.pValue - pValue) < 1e-9)
  }

  @Test("samples without a result on either side are left out of McNemar's test")
  func mcNemarPairs() {
    let test = McNemar(
      first: [true, false, nil, true, true], second: [false, true, true, nil, true])
    #expect(test == McNemar(onlyFirst: 1, onlySecond: 1))
  }

  @Test("the same seed gives the same interval; it holds the mean and narrows with the samples")
  func bootstrap() throws {
    func parts(_ count: Int) -> [Measures.Part?] {
      (0..<count).map { .init(Double($0 % 7) / 7) }
    }
    let interval = try #require(Bootstrap(samples: 70, seed: 7).interval(of: parts(70)))
    #expect(interval == Bootstrap(samples: 70, seed: 7).interval(of: parts(70)))
    #expect(interval != Bootstrap(samples: 70, seed: 8).interval(of: parts(70)))
    let mean = 3.0 / 7
    #expect(interval.lower < mean && mean < interval.upper)
    // The standard error of 70 draws from a spread of 0.2857 is 0.0341.
    #expect(abs((interval.upper - interval.lower) - 2 * 1.96 * 0.0341) < 0.02)
    let wider = try #require(Bootstrap(samples: 14, seed: 7).interval(of: parts(14)))
    #expect(wider.upper - wider.lower > interval.upper - interval.lower)
  }

  @Test("samples to which a metric does not apply count neither way")
  func absentParts() throws {
    let bootstrap = Bootstrap(samples: 4, seed: 1)
    let parts: [Measures.Part?] = [.init(1), nil, .init(1), nil]
    #expect(bootstrap.interval(of: parts) == Interval(1, 1))
    #expect(bootstrap.interval(of: [nil, nil, nil, nil]) == nil)
    let metric = try #require(Metric.named("rouge1.f1"))
    #expect(Estimate(metric, of: parts, bootstrap)?.samples == 2)
    #expect(Estimate(metric, of: [nil, nil, nil, nil], bootstrap) == nil)
  }

  @Test("a paired difference says in words whether its interval includes zero")
  func comparison() throws {
    let metric = try #require(Metric.named("rouge2.f1"))
    let bootstrap = Bootstrap(samples: 40, seed: 3)
    let low: [Measures.Part?] = (0..<40).map { .init(0.2 + Double($0 % 5) / 50) }
    let high: [Measures.Part?] = (0..<40).map { .init(0.3 + Double($0 % 5) / 50) }
    let mixed: [Measures.Part?] = (0..<40).map { .init(0.2 + Double(($0 + 2) % 5) / 50) }
    let better = try #require(Comparison(metric, of: high, from: low, bootstrap))
    #expect(abs(better.difference - 0.1) < 1e-9)
    #expect(better.words(isHigherBetter: true).hasPrefix("better"))
    #expect(better.words(isHigherBetter: false).hasPrefix("worse"))
    let same = try #require(Comparison(metric, of: mixed, from: low, bootstrap))
    #expect(same.words(isHigherBetter: true).contains("includes zero"))
    #expect(Comparison(metric, of: [nil], from: [nil], Bootstrap(samples: 1, seed: 1)) == nil)
  }

  @Test("groups are told by name with their size, and small ones are not judged")
  func subgroups() throws {
    let metric = try #require(Metric.named("facts.recall"))
    let parts: [Measures.Part?] = (0..<40).map { .init($0 < 20 ? 1 : 3, of: 4) } + [.init(0, of: 4)]
    let groups = (0..<40).map { $0 < 20 ? ["F"] : ["M"] } + [["X"]]
    let told = Subgroup.all(of: .sex, groups: groups, metric: metric, parts: parts, seed: 1)
    #expect(told.map(\.name) == ["F", "M", "X"])
    #expect(told.map(\.samples) == [20, 20, 1])
    #expect(told[2].isTooSmall && told[2].estimate == nil)
    #expect(Subgroup.worst(of: told, isHigherBetter: true)?.name == "F")
    #expect(Subgroup.worst(of: told, isHigherBetter: false)?.name == "M")
    #expect(Subgroup.worst(of: [told[0], told[2]], isHigherBetter: true) == nil)
  }

  @Test("the calibration error is the distance of stated and true shares")
  func calibration() {
    let honest = (0..<10).map { (confidence: 0.75, isTrue: $0 < 5) } + [(0.75, true), (0.75, true)]
    #expect(abs((Calibration(honest).expectedError ?? 1) - abs(0.75 - 7.0 / 12)) < 1e-9)
    let boastful = (0..<10).map { (confidence: 0.9, isTrue: $0 < 5) }
    #expect(abs((Calibration(boastful).expectedError ?? 0) - 0.4) < 1e-9)
    #expect(Calibration([(1.0, true)]).bins.first?.range == Interval(0.9, 1))
    #expect(Calibration([]).expectedError == nil)
  }
}
