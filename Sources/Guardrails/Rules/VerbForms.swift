/// The forms of an English verb that stand after a modal: `stop`, `stops`, `stopping`, `stopped`.
enum VerbForms {
  /// The plain form first. Of a phrase only the first word is inflected: `following up`.
  static func forms(of phrase: String) -> [String] {
    let words = phrase.lowercased().split(separator: " ", maxSplits: 1)
    guard let first = words.first else { return [phrase] }
    let verb = String(first)
    let rest = words.count > 1 ? " " + words[1] : ""
    let stem = verb.hasSuffix("e") && !verb.hasSuffix("ee") ? String(verb.dropLast()) : verb
    let doubled = doublesConsonant(verb) ? verb + String(verb.suffix(1)) : stem
    var forms = [verb]
    forms.append(
      verb.hasSuffix("s") || verb.hasSuffix("sh") || verb.hasSuffix("ch") ? verb + "es" : verb + "s"
    )
    forms.append(doubled + "ing")
    if let irregular = irregular[verb] {
      forms += irregular
    } else if verb.hasSuffix("y"), let before = verb.dropLast().last, !"aeiou".contains(before) {
      forms.append(verb.dropLast() + "ied")
    } else {
      forms.append(doubled + "ed")
    }
    return forms.map { $0 + rest }
  }

  /// One vowel between two consonants at the end, in a word of one syllable or one of the few longer
  /// ones that are stressed at the end.
  private static func doublesConsonant(_ verb: String) -> Bool {
    let letters = Array(verb)
    guard letters.count >= 3, letters.count <= 4 || verb == "admit" || verb == "refer" else {
      return false
    }
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    let end = letters.count - 1
    let isClosed =
      !vowels.contains(letters[end]) && !["w", "x", "y"].contains(letters[end])
      && vowels.contains(letters[end - 1])
    let hasOneVowel = !vowels.contains(letters[end - 2]) || verb == "quit"
    return isClosed && hasOneVowel
  }

  private static let irregular: [String: [String]] = [
    "take": ["took", "taken"], "give": ["gave", "given"], "hold": ["held"], "quit": ["quit"],
    "begin": ["began", "begun"], "cut": ["cut"], "keep": ["kept"], "get": ["got"],
    "go": ["went", "gone"], "see": ["saw", "seen"], "eat": ["ate", "eaten"],
    "drink": ["drank", "drunk"], "put": ["put"], "let": ["let"], "withhold": ["withheld"],
    "come": ["came", "come"], "undergo": ["underwent", "undergone"], "be": ["been"],
    "have": ["had"], "do": ["did", "done"], "wear": ["wore", "worn"], "stay": ["stayed"],
  ]
}
