#include "CLexicons.h"

// C23 #embed keeps the files out of the executable's start-up: they are read where they lie.
#define LEXICON(name)                                     \
  vouch_lexicon vouch_##name(void) {                              \
    return (vouch_lexicon){name##_bytes, sizeof name##_bytes};    \
  }

static const unsigned char problems_bytes[] = {
#embed "problems.tsv"
};
static const unsigned char medications_bytes[] = {
#embed "medications.tsv"
};
static const unsigned char labs_vitals_bytes[] = {
#embed "labs_vitals.tsv"
};
static const unsigned char section_headers_bytes[] = {
#embed "section_headers.tsv"
};
static const unsigned char equivalents_bytes[] = {
#embed "equivalents.tsv"
};
static const unsigned char exclusives_bytes[] = {
#embed "exclusives.tsv"
};
static const unsigned char neutralwords_bytes[] = {
#embed "neutralwords.txt"
};
static const unsigned char reassurances_bytes[] = {
#embed "reassurances.txt"
};
static const unsigned char alert_words_bytes[] = {
#embed "alert_words.tsv"
};
static const unsigned char diagnosis_codes_bytes[] = {
#embed "diagnosis_codes.tsv"
};
static const unsigned char names_bytes[] = {
#embed "names.tsv"
};
static const unsigned char places_bytes[] = {
#embed "places.tsv"
};
_Alignas(8) static const unsigned char word_table_bytes[] = {
#embed "word_table.bin"
};
static const unsigned char english_words_bytes[] = {
#embed "english_words.tsv"
};
_Alignas(8) static const unsigned char terms_bytes[] = {
#embed "terms.bin"
};
_Alignas(8) static const unsigned char meanings_bytes[] = {
#embed "meanings.bin"
};
_Alignas(8) static const unsigned char exclusives_table_bytes[] = {
#embed "exclusives.bin"
};
_Alignas(8) static const unsigned char reassurances_table_bytes[] = {
#embed "reassurances.bin"
};
_Alignas(8) static const unsigned char ordinary_words_bytes[] = {
#embed "ordinary_words.bin"
};

static const unsigned char syllables_bytes[] = {
#embed "syllables.tsv"
};
static const unsigned char hyphenation_bytes[] = {
#embed "hyphenation.txt"
};

LEXICON(problems)
LEXICON(medications)
LEXICON(labs_vitals)
LEXICON(section_headers)
LEXICON(equivalents)
LEXICON(exclusives)
LEXICON(neutralwords)
LEXICON(reassurances)
LEXICON(alert_words)
LEXICON(diagnosis_codes)
LEXICON(names)
LEXICON(places)
LEXICON(word_table)
LEXICON(english_words)
LEXICON(terms)
LEXICON(meanings)
LEXICON(exclusives_table)
LEXICON(reassurances_table)
LEXICON(ordinary_words)
LEXICON(syllables)
LEXICON(hyphenation)
