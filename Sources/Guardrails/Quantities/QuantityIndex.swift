import ClinicalLanguage
import SourceText

/// The quantities of a note, findable by value and by what they belong to.
struct QuantityIndex {
  let mentions: [QuantityMention]
  /// All numbers as written, sorted, each once.
  let numbers: [Double]
  /// Amounts by dimension and value in the base unit; a range has two entries.
  private let amounts: [Entry]
  /// Amounts, pairs and names without unit by the number as written.
  private let bare: [Entry]
  /// Every mention by the number as written.
  private let written: [Entry]
  /// Every mention by the drugs that it may belong to, and by its measurement.
  private let ofDrug: [Entry]
  private let ofMeasurement: [Entry]
  private let pairs: Set<Pair>
  let dates: [Int]
  let ratios: [Int]
  let frequencies: [Int]
  let routes: [Int]

  private struct Pair: Hashable {
    var low: Double
    var high: Double
  }

  private struct Entry {
    var order: Int
    var value: Double
    var mention: Int32
  }

  /// So many mentions of one value are looked at; a value that stands in a note more often is taken
  /// to be of everything that the note is about.
  static let mostCandidates = 48
  /// With more dates, pairs or schedules than this a text is no note, and nothing is said of them.
  static let mostCompared = 500

  init(_ reading: QuantityReading, _ owners: QuantityOwners) {
    mentions = reading.mentions
    numbers = Self.distinct(reading.numbers)
    var amounts: [Entry] = []
    var bare: [Entry] = []
    var written: [Entry] = []
    var dates: [Int] = []
    var ratios: [Int] = []
    var frequencies: [Int] = []
    var routes: [Int] = []
    var pairs: Set<Pair> = []
    var ofDrug: [Entry] = []
    var ofMeasurement: [Entry] = []
    for (index, mention) in reading.mentions.enumerated() {
      let place = Int32(truncatingIfNeeded: index)
      for drug in owners.possible[index] {
        ofDrug.append(Entry(order: Int(owners.drugs[drug].concept.index), value: 0, mention: place))
      }
      if let concept = owners.measurement[index] {
        ofMeasurement.append(Entry(order: Int(concept.index), value: 0, mention: place))
      }
      switch mention.kind {
      case .amount:
        if mention.dimension == .none {
          bare.append(Entry(order: 0, value: mention.low, mention: place))
          if mention.high != mention.low {
            bare.append(Entry(order: 0, value: mention.high, mention: place))
          }
        }
        let order = mention.dimension.order
        amounts.append(Entry(order: order, value: mention.low, mention: place))
        if mention.high != mention.low {
          amounts.append(Entry(order: order, value: mention.high, mention: place))
        }
        written.append(Entry(order: 0, value: mention.raw, mention: place))
      case .ratio, .code:
        bare.append(Entry(order: 0, value: mention.low, mention: place))
        if mention.high != mention.low {
          bare.append(Entry(order: 0, value: mention.high, mention: place))
        }
        if mention.kind == .ratio {
          ratios.append(index)
          pairs.insert(Pair(low: mention.low, high: mention.high))
        }
      case .date:
        dates.append(index)
        if mention.low > 0 { bare.append(Entry(order: 0, value: mention.low, mention: place)) }
      case .frequency: frequencies.append(index)
      case .route: routes.append(index)
      }
    }
    self.amounts = Self.sorted(amounts)
    self.bare = Self.sorted(bare)
    self.written = Self.sorted(written)
    self.ofDrug = Self.sorted(ofDrug)
    self.ofMeasurement = Self.sorted(ofMeasurement)
    self.pairs = pairs
    self.frequencies = frequencies
    self.routes = routes
    self.dates = dates
    self.ratios = ratios
  }

  private static func distinct(_ numbers: [Double]) -> [Double] {
    var distinct: [Double] = []
    for number in numbers.sorted() where number != distinct.last { distinct.append(number) }
    return distinct
  }

  private static func sorted(_ entries: [Entry]) -> [Entry] {
    entries.sorted {
      $0.order != $1.order
        ? $0.order < $1.order
        : $0.value != $1.value ? $0.value < $1.value : $0.mention < $1.mention
    }
  }

  /// The amounts of a dimension from one value to another.
  func amounts(_ dimension: QuantityDimension, from low: Double, to high: Double) -> [Int] {
    Self.find(in: amounts, dimension.order, low, high)
  }

  /// Numbers without a unit of that value.
  func bare(_ value: Double, tolerance: Double = 1e-9) -> [Int] {
    Self.find(in: bare, 0, value * (1 - tolerance), value * (1 + tolerance))
  }

  /// Amounts of any unit in which that number is written.
  func written(_ value: Double) -> [Int] {
    Self.find(in: written, 0, value * (1 - 1e-9), value * (1 + 1e-9))
  }

  /// The mentions that may belong to a drug.
  func mentions(ofDrug concept: ConceptID) -> [Int] {
    Self.find(in: ofDrug, Int(concept.index), 0, 0)
  }

  /// The values of a measurement.
  func mentions(ofMeasurement concept: ConceptID) -> [Int] {
    Self.find(in: ofMeasurement, Int(concept.index), 0, 0)
  }

  func hasPair(_ low: Double, _ high: Double) -> Bool {
    pairs.contains(Pair(low: low, high: high))
  }

  /// Whether any number of the note, whatever it counts, lies there.
  func hasNumber(from low: Double, to high: Double) -> Bool {
    let first = numbers.partitioningIndex { $0 >= low }
    return first < numbers.count && numbers[first] <= high
  }

  /// The smallest numbers of the note, whatever they count, that lie there.
  func numbers(from low: Double, to high: Double) -> ArraySlice<Double> {
    let first = numbers.partitioningIndex { $0 >= low }
    return numbers[first...].prefix(Self.mostCandidates).prefix { $0 <= high }
  }

  private static func find(in entries: [Entry], _ order: Int, _ low: Double, _ high: Double)
    -> [Int]
  {
    var first = 0
    var last = entries.count
    while first < last {
      let middle = (first + last) / 2
      let entry = entries[middle]
      if entry.order < order || (entry.order == order && entry.value < low) {
        first = middle + 1
      } else {
        last = middle
      }
    }
    var found: [Int] = []
    while first < entries.count, entries[first].order == order, entries[first].value <= high,
      found.count < mostCandidates
    {
      found.append(Int(entries[first].mention))
      first += 1
    }
    return found
  }
}
