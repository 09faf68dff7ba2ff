#!/bin/sh
# Fuzzes every parser for SECONDS each: Fuzz/run.sh [SECONDS [TARGET…]]. A crash or a hang leaves its
# input in .build/fuzz-found, to become a file of Fuzz/regressions, which is replayed at each run.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-300}
[ $# -eq 0 ] || shift
# Leaks are not looked for: what Swift keeps for the life of a process looks like one.
export VOUCH_FUZZ=1 SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
mkdir -p .build/fuzz-found
# Optimized, or the sanitized code is too slow to get anywhere; all preconditions stay.
swift build -c release --scratch-path .build/fuzz --product vouch-fuzz \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing >.build/fuzz.log 2>&1 || {
  grep -E 'error' .build/fuzz.log | head -20; exit 1; }
fuzzer=.build/fuzz/release/vouch-fuzz

# What the project has anyway is where fuzzing begins; Fuzz/seeds holds what is not elsewhere.
seed() {
  mkdir -p ".build/fuzz-seeds/$1"
  case $1 in
  note | deidentify) cp Corpus/*.txt ".build/fuzz-seeds/$1" ;;
  check)
    for note in Corpus/*.txt; do
      { cat "$note"; printf '\n%%%%\n'; tail -n 8 "$note"; } \
        >".build/fuzz-seeds/$1/$(basename "$note")"
    done ;;
  prompt) cp Prompts/*.yaml ".build/fuzz-seeds/$1" ;;
  policy) cp Policies/*.yaml ".build/fuzz-seeds/$1" ;;
  yaml) cp Corpus/*.yaml ".build/fuzz-seeds/$1" ;;
  esac
  [ ! -d "Fuzz/seeds/$1" ] || cp Fuzz/seeds/"$1"/* ".build/fuzz-seeds/$1"
}

# The fuzzer ignores the gentler signals.
fuzz() { timeout -s KILL "$1" "$fuzzer" "$target" $2 >".build/fuzz-$target.log" 2>&1; }

failed() {
  echo "$target: FAILED $1, see .build/fuzz-$target.log"
  grep -aE 'Fatal error|ERROR: |Test unit written' ".build/fuzz-$target.log" | head -5
  exit 1
}

# Words that notes are made of, for the targets that read notes.
dictionary() {
  case $1 in
  note | check | lines) echo "-dict=Fuzz/clinical.dict" ;;
  esac
}

for target in ${*:-$("$fuzzer" --list)}; do
  for file in Fuzz/regressions/"$target"/*; do
    [ ! -e "$file" ] || fuzz 60 "-timeout=10 $file" || failed "at $file"
  done
  seed "$target"
  mkdir -p ".build/fuzz-corpus/$target"
  fuzz $((seconds + 120)) ".build/fuzz-corpus/$target .build/fuzz-seeds/$target \
    $(dictionary "$target") -max_total_time=$seconds -max_len=8192 -timeout=10 -rss_limit_mb=4096 \
    -artifact_prefix=.build/fuzz-found/$target-" || failed "while fuzzing"
  echo "$target: $(tail -n 1 ".build/fuzz-$target.log")"
done
