import Policies
import SourceText
import Testing

@Suite("A policy file with thirty mistakes")
struct ThirtyMistakesTests {
  private static let file = """
    schema: vouch/policy/1
    bundel: {id: typo}
    bundle:
      id: Not An Id
      revision: zero
      audit: maybe
    disclaimers:
      - id: standing
        version: 0
        audiences: [clinicians, patient, patient]
        text: ""
      - text
    rules:
      - id: words.first
        titel: Misspelt
        kind: words
        mode: enforced
        severity: high
        when: audience == "clinican" and note.word > 3
        params:
          terms: []
          in: sumary
          count: 12
          strict: yes
          thresholds: [{name: x, limit: 6,2}]
          pattern: '[a'
          colour: red
        then:
          disposition: stop
          obligations:
            - redcat
            - route: {queue: q, within: 15}
            - disclaim: nothing-such
        onError: ignore
        overridable: maybe
        tests:
          - {name: one, summary: a, expect: {disposition: hold, spans: [zz]}}
          - {name: one, expect: fail}
      - id: words.first
        kind: lexcon
        mode: enforce
        severity: minor
        title: No then

    """

  @Test("is told of all of them in one run, in order")
  func all() {
    let loaded = load(Self.file)
    #expect(loaded.bundle == nil)
    #expect(loaded.lines == Self.expected.map { "a.yaml:\($0)" })
    #expect(loaded.diagnostics.allSatisfy { $0.severity == .error })
    #expect(loaded.diagnostics.count >= 30)
  }

  private static let expected: [String] = [
    "2:1+6 P012 unknown field 'bundel' | did you mean 'bundle'?",
    "4:3+2 P011 missing field 'owner'",
    "4:7+9 P035 'Not An Id' is no id | lower-case letters, digits, '.' and '-', such as"
      + " redflag.potassium-high; at most 100",
    "5:13+4 P014 'revision' must be a whole number, not 'zero'",
    "6:10+5 P017 'maybe' is no value of 'audit' | one of: required, optional",
    "9:14+1 P015 'version' must be at least 1",
    "10:17+10 P017 'clinicians' is no value of 'audiences' | did you mean 'clinician'?",
    "10:38+7 P019 'patient' stands twice in 'audiences'",
    "11:11+2 P013 'text' must not be blank",
    "12:5+4 P010 an item of 'disclaimers' must be a mapping, not text",
    "14:5+2 P011 missing field 'title'",
    "15:5+5 P012 unknown field 'titel' | did you mean 'title'?",
    "17:11+8 P017 'enforced' is no value of 'mode' | did you mean 'enforce'?",
    "18:15+4 P017 'high' is no value of 'severity' | one of: minor, major, critical",
    "19:23+10 P042 'audience' is never 'clinican' | did you mean 'clinician'?",
    "19:38+9 P042 unknown field 'note.word' | did you mean 'note.words'?",
    "21:14+2 P018 'terms' must have at least 1 item",
    "22:11+6 P017 'sumary' is no value of 'in' | did you mean 'summary'?",
    "23:14+2 P015 'count' must be between 1 and 9",
    "24:15+3 P016 'strict' must be true or false, not 'yes'",
    "25:39+1 P012 unknown field '2' | known: name, limit",
    "26:19+1 P039 the pattern does not compile: missing terminating ] for character class",
    "27:7+6 P012 unknown field 'colour' | known: terms, in, count, strict, thresholds,"
      + " pattern, disclaimer",
    "29:20+4 P017 'stop' is no value of 'disposition' | one of: release, annotate, hold,"
      + " block",
    "31:11+6 P044 unknown obligation 'redcat' | did you mean 'redact'?",
    "32:37+2 P045 '15' is no time limit | minutes, hours or days such as 15m, 4h or 2d;"
      + " at most 30d",
    "33:21+12 P046 no file defines a disclaimer 'nothing-such'",
    "34:14+6 P017 'ignore' is no value of 'onError' | one of: release, annotate, hold, block",
    "35:18+5 P016 'overridable' must be true or false, not 'maybe'",
    "37:69+2 P051 'zz' does not stand in the texts of the test | the words must be"
      + " written as they stand there",
    "38:16+3 P052 a second test 'one' of the rule",
    "38:29+4 P050 a test cannot expect 'fail' | one of: pass, escalate, release,"
      + " annotate, hold, block",
    "39:5+2 P011 missing field 'then'",
    "39:9+11 P036 duplicate rule id 'words.first' | it is first given at a.yaml:14:9",
    "40:11+6 P037 unknown rule kind 'lexcon' | known: advice, alarm, silent, words",
  ]
}
