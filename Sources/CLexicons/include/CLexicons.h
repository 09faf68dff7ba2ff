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
