import Workflow

extension ReportHTML {
  var plots: String {
    var html = "<h2 id=\"plots\">Plots</h2>\n"
    html += headRoomPlot + omissionPlot + rulePlot + groupPlots + reliabilityPlot + latencyPlot
    return html
  }

  private var headRoomPlot: String {
    let all = report.systems + report.baselines
    let rows = all.compactMap { system -> PlotRow? in
      guard let estimate = system.estimates["rouge2.f1"] else { return nil }
      let share = report.headRoom(of: system)
      let isBase = system.table.system.isBaseline
      var note = DecimalText.fixed(estimate.value * 100, 1)
      if let share, !isBase { note += ", \(DecimalText.fixed(share * 100, 0)) % of head-room" }
      return PlotRow(
        isBase ? String(system.name.dropFirst("baseline:".count)) : system.name, estimate.value,
        isBase ? nil : estimate.interval, note: note, isPale: isBase)
    }
    guard !rows.isEmpty else { return "" }
    let most = rows.compactMap { max($0.value ?? 0, $0.interval?.upper ?? 0) }.max() ?? 1
    return "<h3>ROUGE-2 F1 beside the baselines</h3>\n"
      + SVGPlot.bars("ROUGE-2 F1 of every system and baseline", rows, most: most) + "\n"
  }

  private var omissionPlot: String {
    plotOfSystems("Critical facts kept, by class") { system in
      CorpusCase.CriticalFact.Class.allCases.compactMap { factClass in
        guard let estimate = system.estimates[Metric.factRecall(factClass)] else { return nil }
        let name = factClass.rawValue.split(separator: "_").joined(separator: " ")
        return PlotRow(
          name, estimate.value, estimate.interval,
          note: "\(Int(estimate.numerator)) of \(Int(estimate.denominator))")
      }
    }
  }

  private var rulePlot: String {
    plotOfSystems("Errors stopped or mended, by type of error") { system in
      system.table.errorTypes.sorted { $0.key < $1.key }.compactMap { type, tally in
        guard tally.unsafe > 0 else { return nil }
        return PlotRow(
          type, Double(tally.unsafeCaught) / Double(tally.unsafe),
          .wilson(Double(tally.unsafeCaught), of: Double(tally.unsafe)),
          note: "\(tally.unsafeCaught) of \(tally.unsafe)")
      }
    }
      + plotOfSystems("Unsafe summaries on which a rule found something", isScaled: true) {
        system in
        let unsafe = system.table.labels.unsafe
        guard unsafe >= Subgroup.leastSamples else { return [] }
        return system.table.rules.filter { $0.value.onUnsafe > 0 }
          .sorted { ($1.value.onUnsafe, $0.key) < ($0.value.onUnsafe, $1.key) }
          .prefix(Self.drawnRules).map { rule, tally in
            PlotRow(
              rule, Double(tally.onUnsafe) / Double(max(1, unsafe)),
              .wilson(Double(tally.onUnsafe), of: Double(unsafe)),
              note: "\(tally.onUnsafe) of \(unsafe), \(tally.onSafe) safe")
          }
      }
  }

  /// The table has all of them.
  private static let drawnRules = 20

  private var groupPlots: String {
    // Groups are drawn for what matters most of what there is.
    let metric = SystemReport.subgroupMetrics.compactMap(Metric.named).first { metric in
      report.systems.contains { $0.subgroups[metric.name]?.isEmpty == false }
    }
    guard let metric else { return "" }
    return plotOfSystems("\(metric.title), by group") { system in
      // Groups that are too small to say stand in the tables.
      (system.subgroups[metric.name] ?? []).filter { $0.estimate != nil }.map { group in
        PlotRow(
          "\(group.dimension.rawValue): \(group.name)", group.estimate?.value,
          group.estimate?.interval, note: "n = \(group.samples)")
      }
    }
  }

  private var reliabilityPlot: String {
    report.systems.compactMap { system -> String? in
      guard let error = system.calibration.expectedError else { return nil }
      return "<h3>Stated confidence against truth, \(Self.escaped(system.name))</h3>\n"
        + "<p>Expected calibration error \(DecimalText.fixed(error * 100, 1)) % over "
        + "\(system.calibration.count) summaries; on the dashed line confidence comes true.</p>\n"
        + SVGPlot.reliability("Reliability of stated confidence", system.calibration) + "\n"
    }.joined()
  }

  private var latencyPlot: String {
    let rows = report.systems.flatMap { system -> [PlotRow] in
      guard let median = system.medianLatency, let slow = system.slowLatency else { return [] }
      return [
        PlotRow(
          "\(system.name), middle", median, nil, note: "\(DecimalText.fixed(median, 2)) ms"),
        PlotRow(
          "\(system.name), one in a hundred", slow, nil, note: "\(DecimalText.fixed(slow, 2)) ms",
          isPale: true),
      ]
    }
    guard let most = rows.compactMap(\.value).max(), most > 0 else { return "" }
    return "<h3>Time to summarize and judge a note</h3>\n"
      + SVGPlot.bars("Time to summarize and judge a note", rows, most: most) + "\n"
  }

  /// - Parameter isScaled: whether the axis ends where the values do, and not at 100 %.
  private func plotOfSystems(
    _ title: String, isScaled: Bool = false, _ rows: (SystemReport) -> [PlotRow]
  ) -> String {
    report.systems.map { system in
      let rows = rows(system)
      guard !rows.isEmpty else { return "" }
      let name = report.systems.count > 1 ? "\(title), \(system.name)" : title
      return "<h3>\(Self.escaped(name))</h3>\n"
        + SVGPlot.forest(name, rows, most: isScaled ? Self.scale(rows) : 1) + "\n"
    }.joined()
  }

  /// The end of an axis on which all values have room.
  private static func scale(_ rows: [PlotRow]) -> Double {
    let most = rows.map { max($0.value ?? 0, $0.interval?.upper ?? 0) }.max() ?? 1
    return [0.04, 0.08, 0.2, 0.4, 0.6, 0.8].first { most <= $0 } ?? 1
  }
}
