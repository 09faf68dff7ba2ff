#!/bin/sh
# Lets an independent program verify a trail that Vouch wrote: run.sh VOUCH. Both must come to the same
# root, and both must refuse every change that can be seen; where one cannot be, that is checked too.
set -eu
vouch=$1
here=$(dirname "$0")
project=$here/../..
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trail=$folder/audit
export VOUCH_POLICIES="$project/Policies" HOME="$folder"

fail() {
  echo "interop: $*" >&2
  exit 1
}

# Runs a command that must end with one of the exit codes `$1`.
expect() {
  wanted=$1
  shift
  code=0
  "$@" >"$folder/out" 2>"$folder/err" || code=$?
  case " $wanted " in
  *" $code "*) ;;
  *)
    cat "$folder/err" >&2
    fail "${kind:+$kind: }exit code $code instead of $wanted: $*"
    ;;
  esac
}

root_by_vouch() {
  expect 0 "$vouch" audit verify --no-record --audit "$trail" --format json
  python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["records"], r["root"].split(":")[1])' \
    <"$folder/out"
}

root_by_judge() {
  expect 0 python3 "$here/verify_chain.py" "$trail"
  sed 's/^[a-z]* //' "$folder/out" | paste -s -d ' ' -
}

# Single notes, a batch, and a summary that is held.
expect "0 2" "$vouch" summarize --audit "$trail" "$project/Corpus/cardiology-chest-pain.txt"
expect "0 2" "$vouch" summarize --audit "$trail" --audience patient \
  "$project/Corpus/rheumatology-letter.txt"
for number in 1 2 3 4 5; do
  printf '{"id":"\303\251-%s","note":"Cough for %s days. No fever. Plan: rest."}\n' $number $number
done >"$folder/notes.jsonl"
expect 0 "$vouch" summarize --jsonl --audit "$trail" "$folder/notes.jsonl"
printf '{"id":"held","note":"Cough.","summary":"He has cancer. Start warfarin 5 mg daily."}\n' \
  >"$folder/check.jsonl"
expect 2 "$vouch" check --jsonl --audit "$trail" "$folder/check.jsonl"
expect 0 "$vouch" summarize --jsonl --audit "$trail" "$folder/notes.jsonl"

theirs=$(root_by_judge)
ours=$(root_by_vouch)
[ "$ours" = "$theirs" ] || fail "Vouch says '$ours', the independent verifier '$theirs'"
root=${ours#* }

cp -R "$trail" "$folder/genuine"
tampered=0
for kind in $(python3 "$here/tamper.py"); do
  rm -rf "$trail"
  cp -R "$folder/genuine" "$trail"
  expect 0 python3 "$here/tamper.py" "$trail" "$kind"
  expect 5 "$vouch" audit verify --audit "$trail"
  case $kind in
  edit-newest | cut-newest)
    # No record follows to vouch for the newest one. The chain alone cannot tell; the noted root can.
    expect 0 python3 "$here/verify_chain.py" "$trail"
    expect 1 python3 "$here/verify_chain.py" "$trail" "$root"
    # Nor could Vouch without what it noted beside the log, were it not for the signed root.
    rm "$trail/state/head"
    expect 5 "$vouch" audit verify --audit "$trail"
    grep -q "'checkpoint'" "$folder/out" || fail "$kind: the checkpoint is not named"
    ;;
  *) expect 1 python3 "$here/verify_chain.py" "$trail" ;;
  esac
  tampered=$((tampered + 1))
done
echo "interop: root ${root} agreed on over ${ours% *} records; $tampered changes judged alike"

python3 "$here/signed.py" "$vouch" --short
