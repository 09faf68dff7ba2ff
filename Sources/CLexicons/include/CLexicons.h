#pragma once
// The word lists of this folder, embedded: tab-separated UTF-8 whose first line names the columns.
#include <stddef.h>

typedef struct {
  const unsigned char *bytes;
  size_t count;
} vouch_lexicon;

vouch_lexicon vouch_problems(void);
vouch_lexicon vouch_medications(void);
vouch_lexicon vouch_labs_vitals(void);
vouch_lexicon vouch_section_headers(void);
vouch_lexicon vouch_equivalents(void);
vouch_lexicon vouch_exclusives(void);
vouch_lexicon vouch_neutralwords(void);
vouch_lexicon vouch_reassurances(void);
vouch_lexicon vouch_alert_words(void);
vouch_lexicon vouch_diagnosis_codes(void);
vouch_lexicon vouch_names(void);
vouch_lexicon vouch_places(void);
// No list: the hash table that trim_names.py describes.
vouch_lexicon vouch_word_table(void);
vouch_lexicon vouch_english_words(void);
// No lists either: the tables that CompiledList.swift makes of them.
vouch_lexicon vouch_terms(void);
vouch_lexicon vouch_meanings(void);
vouch_lexicon vouch_exclusives_table(void);
vouch_lexicon vouch_reassurances_table(void);
vouch_lexicon vouch_ordinary_words(void);
vouch_lexicon vouch_syllables(void);
// Patterns, one a line.
vouch_lexicon vouch_hyphenation(void);
