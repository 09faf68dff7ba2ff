import SourceText
import Workflow

/// What `vouch init` writes.
enum StarterFolder {
  struct File: Equatable {
    /// From the folder.
    let name: String
    let bytes: [UInt8]
  }

  private static let common = [
    File(name: "vouch.yaml", bytes: Array(configuration.utf8)),
    File(name: "note.txt", bytes: Array(note.utf8)),
    File(name: ".gitignore", bytes: Array("/audit/\n/audit.anchor/\n".utf8)),
  ]

  /// A policy folder that extends the policies that came with the program.
  static let siteFiles =
    common + [File(name: "Policies/bundle.yaml", bytes: Array(siteBundle.utf8))]

  /// The policy folder's files, the configuration, the note and what version control should leave out.
  ///
  /// - Parameter prompts: nil where none are installed.
  static func files(policies: String, prompts: String?) throws(ToolFailure) -> [File] {
    var files = common
    files += try copies(of: policies, as: "Policies", option: "policies")
    if let prompts { files += try copies(of: prompts, as: "Prompts", option: "prompts") }
    return files
  }

  private static func copies(
    of folder: String, as target: String, option: String
  ) throws(ToolFailure) -> [File] {
    var files: [File] = []
    let names: [String]
    do { names = try PolicyFolder.paths(below: folder) } catch {
      throw .trouble(
        message: "\(option): \(Printable.line(folder)): no such folder, or it cannot be listed",
        hint: "name another with --\(option) DIR")
    }
    for name in names where isPolicyFile(name) {
      let path = FilePath.join(folder, name)
      guard [.file, .unknown].contains(FileStatus.kind(of: path)) else { continue }
      do throws(InputFile.ReadError) {
        files.append(
          File(name: "\(target)/\(name)", bytes: try InputFile.read(path, limit: 16 << 20)))
      } catch {
        throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
      }
    }
    return files
  }

  private static func isPolicyFile(_ name: String) -> Bool {
    [".yaml", ".yml", ".md"].contains { name.hasSuffix($0) }
  }

  private static let configuration = """
    # What every 'vouch' run in this folder goes by. Flags and environment variables come first.
    schema: vouch/config/1

    policies: Policies      # from this folder
    audit: audit            # the audit trail; keep it out of version control
    audience: clinician     # clinician | patient
    words: 120              # the most words of a summary

    # A language model, for 'vouch summarize --engine remote'. Keys stand in variables, never here.
    # prompts: Prompts
    # models:
    #   - name: local
    #     dialect: ollama     # openai | azure | anthropic | ollama
    #     url: http://127.0.0.1:11434
    #     model: llama3.2
    #   - name: cloud
    #     dialect: openai
    #     url: https://api.openai.com/v1
    #     model: gpt-4o-mini
    #     key: {variable: OPENAI_API_KEY}

    """

  private static let siteBundle = """
    # The policies of this site: those that came with vouch, with what is changed of them here. What may
    # be lowered, and how far, the `limits` of each rule say; 'vouch policy check' lists every change.
    schema: vouch/policy/1

    bundle:
      id: my-site
      revision: 1
      owner: safety-committee
      extends: installed    # or a path from this folder

    overrides:
      - id: structure.length
        reason: Our discharge letters are long.
        params: {maxWords: 1200}

    # Rules of your own come here; they can only make decisions stricter.
    rules: []

    """

  /// Invented for this program; of nobody.
  private static let note = """
    CHIEF COMPLAINT: Chest pain.

    HISTORY OF PRESENT ILLNESS: 58-year-old man with two hours of crushing chest pain that spreads to
    the left arm, with sweating and nausea. He denies fever and cough. No similar episode before.

    PAST MEDICAL HISTORY: Hypertension. Type 2 diabetes.

    MEDICATIONS:
    - metformin 500 mg twice daily
    - lisinopril 10 mg daily

    ALLERGIES: Penicillin (rash).

    FAMILY HISTORY: Father died of a stroke at 70.

    VITAL SIGNS: BP 158/94, HR 102, RR 18, SpO2 96 % on room air, T 36.8 C.

    LABS: Troponin I 2.4 ng/mL. Potassium 4.1 mmol/L. Creatinine 1.1 mg/dL.

    ECG: ST elevation in leads II, III and aVF.

    ASSESSMENT: Acute inferior ST elevation myocardial infarction.

    PLAN:
    1. Aspirin 325 mg and heparin given.
    2. To the catheterization laboratory at once; cardiology has accepted him.
    3. Hold metformin for 48 hours after contrast.
    4. Follow up with cardiology two weeks after discharge.

    """
}
