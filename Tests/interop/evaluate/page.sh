#!/bin/sh
# Draws a report in headless Chromium, light, dark, narrow and on paper; fails where it asks for anything, where
# printing does not end, and where a screen reader would lose its listener.
# usage: page.sh REPORT.html OUTPUT-PREFIX
set -eu
browser=$(command -v chromium)
page=$(realpath "$1")
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
# Printing the notes of the corpus takes a browser a quarter of a minute.
chromium() { timeout 120 "$browser" "$@"; }
draw() { # window size and output, then further options
  size=$1 output=$2
  shift 2
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$profile" \
    --window-size="$size" "$@" --screenshot="$output" "file://$page" 2>/dev/null
  test -s "$output"
}
draw 1200,3200 "$2.png"
draw 1200,3200 "$2-dark.png" --force-dark-mode
draw 500,3200 "$2-narrow.png"
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile" --no-pdf-header-footer \
  --print-to-pdf="$2.pdf" "file://$page" 2>/dev/null
test -s "$2.pdf"
python3 "$(dirname "$0")/outline.py" "$page"
# The page as the browser has it: nothing that would be fetched.
if chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile" --dump-dom \
  "file://$page" 2>/dev/null | grep -qiE '<(script|link|img|iframe)|https?:'; then
  echo "the page asks for something" >&2
  exit 1
fi
echo "$2.png $2-dark.png $2-narrow.png $2.pdf"
