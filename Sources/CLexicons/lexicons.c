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

LEXICON(problems)
LEXICON(medications)
LEXICON(labs_vitals)
LEXICON(section_headers)
