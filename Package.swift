// swift-tools-version: 6.2
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

/// One of Vouch's Swift targets; what it may import is the table in ARCHITECTURE.md.
func stage(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// The tests of one target; `TestSupport` holds what they share.
func tests(of name: String, imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.target(name: name), "TestSupport"] + imports,
    swiftSettings: strict)
}

let package = Package(
  name: "vouch",
  products: [.executable(name: "vouch", targets: ["vouch"])],
  targets: [
    // C libraries of the system, each wrapped once, and the embedded word lists.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // What the kernel knows of its clock; no library.
    .systemLibrary(name: "CClock"),
    // libcurl's headers, and its functions once they were asked for: nothing links to the library.
    .target(name: "CLibcurl"),
    .target(
      name: "CLexicons",
      exclude: ["README.md", "english_words.tsv", "trim_lexicons.py", "trim_names.py"]),

    // The stages, in the order in which a note passes through them.
    stage("SourceText"),
    stage("Parallelism"),
    stage("StrictYAML", imports: ["SourceText", "CLibYAML"]),
    stage("CanonicalJSON", imports: ["SourceText"]),
    stage("Cryptography", imports: ["CLibcrypto"]),
    stage("ClinicalLanguage", imports: ["SourceText", "CLexicons"]),
    stage("Deidentification", imports: ["ClinicalLanguage", "SourceText", "CLexicons"]),
    stage("Summaries", imports: ["ClinicalLanguage", "SourceText"]),
    stage(
      "Policies",
      imports: [
        "StrictYAML", "CanonicalJSON", "Cryptography", "Parallelism", "SourceText", "CPCRE2",
      ]),
    stage(
      "Guardrails",
      imports: [
        "Policies", "Summaries", "Deidentification", "ClinicalLanguage", "SourceText",
      ]),
    stage("ModelClient", imports: ["CanonicalJSON", "CLibcurl"]),
    stage(
      "Prompting",
      imports: [
        "Summaries", "ClinicalLanguage", "Cryptography", "CanonicalJSON", "StrictYAML",
        "SourceText",
      ]),
    stage(
      "AuditTrail", imports: ["Cryptography", "CanonicalJSON", "SourceText", "CSQLite", "CClock"]),
    stage(
      "Workflow",
      imports: [
        "AuditTrail", "Guardrails", "Policies", "Prompting", "ModelClient", "Summaries",
        "Deidentification", "ClinicalLanguage", "Cryptography", "CanonicalJSON", "StrictYAML",
        "Parallelism", "SourceText",
      ]),
    stage(
      "Evaluation",
      imports: [
        "Workflow", "Guardrails", "Policies", "Summaries", "ClinicalLanguage", "Cryptography",
        "CanonicalJSON", "StrictYAML", "SourceText", "CLexicons",
      ]),
    stage(
      "CommandLineTool",
      imports: [
        "Evaluation", "Workflow", "AuditTrail", "Guardrails", "Policies", "Prompting",
        "ModelClient",
        "Summaries", "Deidentification", "ClinicalLanguage", "CanonicalJSON", "StrictYAML",
        "Parallelism", "SourceText",
      ]),
    .executableTarget(name: "vouch", dependencies: ["CommandLineTool"], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests(of: "SourceText"),
    tests(of: "Parallelism"),
    tests(of: "StrictYAML", imports: ["SourceText"]),
    tests(of: "CanonicalJSON"),
    tests(of: "Cryptography"),
    tests(of: "ClinicalLanguage", imports: ["SourceText"]),
    tests(of: "Deidentification", imports: ["ClinicalLanguage", "SourceText"]),
    tests(of: "Summaries", imports: ["ClinicalLanguage", "SourceText"]),
    tests(of: "Policies", imports: ["StrictYAML", "SourceText"]),
    tests(of: "Guardrails", imports: ["Policies", "Summaries", "ClinicalLanguage", "SourceText"]),
    tests(of: "ModelClient", imports: ["CanonicalJSON"]),
    tests(
      of: "Prompting", imports: ["Summaries", "ClinicalLanguage", "CanonicalJSON", "SourceText"]),
    tests(of: "AuditTrail", imports: ["Cryptography", "CanonicalJSON", "SourceText"]),
    tests(
      of: "Workflow",
      imports: [
        "AuditTrail", "Guardrails", "Policies", "Prompting", "ModelClient", "Summaries",
        "ClinicalLanguage", "Cryptography", "CanonicalJSON", "StrictYAML", "SourceText",
      ]),
    tests(
      of: "Evaluation",
      imports: [
        "Workflow", "Guardrails", "Policies", "Summaries", "ClinicalLanguage", "CanonicalJSON",
        "SourceText",
      ]),
    tests(
      of: "CommandLineTool",
      imports: [
        "Workflow", "AuditTrail", "CanonicalJSON", "ModelClient", "Summaries", "Parallelism",
        "SourceText",
      ]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["vouch", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)

package.targets.append(
  .executableTarget(
    name: "vouch-bench",
    dependencies: [
      "Evaluation", "Workflow", "AuditTrail", "Guardrails", "Policies", "ModelClient", "Summaries",
      "ClinicalLanguage", "CanonicalJSON", "SourceText",
    ],
    path: "Benchmarks/VouchBench", swiftSettings: strict))

package.targets.append(
  .executableTarget(
    name: "vouch-tables", dependencies: ["ClinicalLanguage"], path: "Scripts/VouchTables",
    swiftSettings: strict))

// libFuzzer's runtime is there only under its sanitizer: Fuzz/run.sh sets the variable.
if ProcessInfo.processInfo.environment["VOUCH_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "vouch-fuzz",
      dependencies: [
        "CommandLineTool", "Evaluation", "Workflow", "AuditTrail", "Guardrails", "Policies",
        "Prompting", "ModelClient", "Summaries", "Deidentification", "ClinicalLanguage",
        "CanonicalJSON", "StrictYAML", "SourceText",
      ],
      path: "Fuzz/VouchFuzz", swiftSettings: strict))
}
