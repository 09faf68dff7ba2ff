package import Workflow

/// What asking a language model has cost, whatever came of it: outside every figure of quality.
package enum ModelCosts {
  package static func score(_ run: RemoteRun, into measures: inout Measures) {
    measures.mean("model.requests", Double(run.requests))
    measures.mean("model.regenerations", Double(run.regenerations))
    // Servers that do not count tokens leave the figures out.
    if let tokens = run.promptTokens { measures.mean("tokens.prompt", Double(tokens)) }
    if let tokens = run.outputTokens { measures.mean("tokens.output", Double(tokens)) }
    if run.failure == nil { measures.rate("failures.provider", 0, of: 1) }
  }
}
