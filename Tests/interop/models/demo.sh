#!/bin/sh
# Shows the whole remote path without any account: a stand-in for a language model answers on this
# machine, well and badly. demo.sh VOUCH
set -eu
vouch=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder="$root/.build/demo-remote"
rm -rf "$folder" && mkdir -p "$folder"

# The server ends with its standard input, which this script holds open.
mkfifo "$folder/stop"
python3 "$here/server.py" <"$folder/stop" >"$folder/port" &
exec 3>"$folder/stop"
trap 'exec 3>&-; wait' EXIT
while ! [ -s "$folder/port" ]; do sleep 0.1; done
port=$(cat "$folder/port")

cd "$folder"
{
  echo "schema: vouch/config/1"
  echo "audit: audit"
  echo "engine: remote"
  echo "models:"
  for behaviour in ok mended wrong-dose steered unterminated; do
    echo "  - {name: $behaviour, dialect: openai, url: 'http://127.0.0.1:$port/$behaviour/v1', model: tiny-1, attempts: 1}"
  done
} >vouch.yaml
cp "$root/Corpus/cardiology-chest-pain.txt" note.txt
export VOUCH_POLICIES="$root/Policies" VOUCH_PROMPTS="$root/Prompts" XDG_STATE_HOME="$folder/state"

show() {
  printf '\n── %s\n$ vouch %s\n' "$1" "$2"
  # Held, blocked and quoted summaries are what is shown here, not failures.
  "$vouch" $2 || [ $? = 2 ]
}

show "What would be sent (its first lines)" "summarize --model ok --dry-run note.txt" | head -n 9 | cut -c 1-300
show "A model that answers well" "summarize --model ok note.txt"
show "One that gets a dose wrong until it is told" "summarize --model mended --format markdown note.txt" | tail -n 3
show "One that insists on the wrong dose: the note is quoted instead" "summarize --model wrong-dose note.txt" | tail -n 9
show "One that follows what it was told elsewhere: blocked, the escalations stay" "summarize --model steered note.txt" | head -n 24
show "One whose reply breaks off" "summarize --model unterminated note.txt" | tail -n 9
show "What the trail has of it" "audit list"
show "And what it says of one of them" "audit show 10"
show "Nothing was changed since" "audit verify"
show "The servers" "doctor"
