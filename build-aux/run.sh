#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run.sh [--built BUILDDIR]
#
# Builds Baton and opens the console on the sample program, where there is a display. Else it
# does the main job on it as a manager would with batonctl: opens and checks the program, pushes it to a config server on this machine, shows the portal
# to every persona, writes the program guide, tries a change on last year's history, pushes it
# and takes it back, and leaves pictures of the console where Xvfb can be had. Ends with where everything lies. On a terminal the server stays until
# Ctrl+C; without one the script ends at once. --built skips the building.
#
# Everything is kept in ${XDG_DATA_HOME:-~/.local/share}/baton/tour; what the last run left
# there moves to tour-previous, so that nothing that was tried in it is lost at once.

set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
build=$top/_build
steps=9
# No display is there, but one that nobody sees can be: the console then leaves its pictures.
command -v Xvfb >/dev/null 2>&1 && steps=10
step=0

say ()
{
  printf '%s\n' "$*"
}

fail ()
{
  printf '\n%s\n' "$1" >&2
  shift
  for file in "$@"; do
    [ -s "$file" ] && tail -n 20 "$file" >&2
  done
  exit 1
}

# begin TEXT: says which step is under way; done_with TEXT: what came of it, on the same line.
begin ()
{
  step=$((step + 1))
  printf '%d/%d  %-34s ' "$step" "$steps" "$1"
}

done_with ()
{
  printf '%s\n' "$1"
}

# Runs batonctl, keeping what it says in $out and its complaints in $err.
ctl ()
{
  "$batonctl" "$@" >"$out" 2>"$err"
}

# ── Build ────────────────────────────────────────────────────────────────────────────────

if [ "${1:-}" = --built ]; then
  build=$(cd "$2" && pwd)
else
  log=$top/_build.log
  targets='src/cli/batonctl src/server/batond'
  say 'Building Baton (the first time takes a few minutes)'
  cd "$top"
  if [ ! -f "$build/build.ninja" ]; then
    meson setup "$build" >"$log" 2>&1 || fail 'Baton could not be configured:' "$log"
  fi
  if ninja -C "$build" -t query src/console/baton >/dev/null 2>&1; then
    targets="$targets src/console/baton data/gschemas.compiled"
  fi
  # shellcheck disable=SC2086 # the targets are meant to be split
  if [ -t 1 ]; then
    ninja -C "$build" $targets || fail 'Baton could not be built.'
  else
    ninja -C "$build" $targets >"$log" 2>&1 || fail 'Baton could not be built:' "$log"
  fi
  rm -f "$log"
fi

batonctl=$build/src/cli/batonctl
batond=$build/src/server/batond
baton=$build/src/console/baton
export BATON_SAMPLES="$top/data/samples"

# ── With a display ───────────────────────────────────────────────────────────────────────

if [ -x "$baton" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say 'Opening the console on the sample program; it ends with its last window.'
  status=0
  GSETTINGS_SCHEMA_DIR="$build/data" "$baton" --sample || status=$?
  # 1 is what GTK ends with where the display cannot be reached.
  [ "$status" -eq 1 ] || exit "$status"
  say 'No window could be opened, so here is the same work without one.'
fi

# ── A place of its own ───────────────────────────────────────────────────────────────────

data=${XDG_DATA_HOME:-${HOME:?}/.local/share}/baton
tour=$data/tour
umask 077
mkdir -p "$data"

exec 9>"$data/tour.lock"
if command -v flock >/dev/null 2>&1 && ! flock -n 9; then
  fail "Another \`make run\` is under way; end it with Ctrl+C first."
fi
if [ -d "$tour" ]; then
  rm -rf "$tour-previous"
  mv "$tour" "$tour-previous"
fi
mkdir "$tour"

workspace=$tour/cadenza.baton
out=$tour/.answer
err=$tour/.complaint
export BATON_WORKSPACE="$workspace"
# The lines below are looked up in what batonctl says.
export LC_ALL=C.UTF-8
unset BATON_SERVER BATON_TOKEN LANGUAGE

server=
display=
finish ()
{
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || :
    wait "$server" 2>/dev/null || :
    server=
  fi
  [ -z "$display" ] || kill "$display" 2>/dev/null || :
  rm -f "$out" "$err"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ── The main job ─────────────────────────────────────────────────────────────────────────

say
begin 'Open the sample program'
ctl new "$workspace" --sample influencer || fail 'The sample could not be opened:' "$err"
ctl open || fail 'The sample could not be read:' "$err"
name=$(head -n 1 "$out")
count ()
{
  awk -v what="$1" '{ number = $1; $1 = ""; sub (/^ /, ""); if ($0 == what) print number }' "$out"
}
done_with "$name: $(count 'Personas') personas, $(count 'Publishing rules') publishing rules, $(count 'Activities') activities"

begin 'Check it'
# 1 says that there are errors; the sample has none, but findings planted to be found.
ctl validate || fail 'The sample has errors:' "$out" "$err"
mv "$out" "$tour/problems.txt"
done_with "no errors; $(tail -n 1 "$tour/problems.txt")"

begin 'Ask who may do what, and why'
ask ()
{
  ctl explain 'Subject matter expert' create --tags "Technical blog, Approved, Marketplace partner, $1" ||
    fail 'The rules could not be asked:' "$err"
  printf 'May the subject matter expert write a technical blog for %s?\n' "$1" >>"$tour/explained.txt"
  sed 's/^/  /' "$out" >>"$tour/explained.txt"
}
ask DACH
allowed=$(head -n 1 "$out")
ask France
done_with "technical blog in DACH: ${allowed%% by*}; in France: $(head -n 1 "$out")"

begin 'Start a config server, push to it'
"$batond" --state "$tour/server" --new-token admin 'Program manager' >"$tour/token" 2>"$err" ||
  fail 'The server could not be prepared:' "$err"
mkfifo "$tour/.address"
"$batond" --state "$tour/server" --port 0 --address-fd 8 --exit-with-parent \
  8>"$tour/.address" >/dev/null 2>"$tour/server.log" </dev/null 9>&- &
server=$!
# The server closes the pipe when it has written its address, or when it dies.
address=$(head -n 1 "$tour/.address")
rm -f "$tour/.address"
[ -n "$address" ] || fail 'The server did not start:' "$tour/server.log"
export BATON_SERVER="$address"
push ()
{
  ctl push --token-file "$tour/token" -m "$1" || fail 'The server did not take the program:' "$err"
}
push 'The program as it is'
done_with 'revision 1'

begin 'Show the portal to every persona'
ctl preview --folder "$tour/portal" || fail 'The portal could not be written:' "$err"
cp "$out" "$tour/.personas"
done_with "$(find "$tour/portal" -name '*.html' | wc -l) pages"

begin 'Write the guide for partners'
for locale in en de ja ar; do
  ctl guide --locale "$locale" -o "$tour/guide-$locale.html" || fail 'The guide could not be written:' "$err"
done
ctl guide --brand 'Alpenglow alliance' -o "$tour/guide-alpenglow.html" ||
  fail 'The guide could not be written:' "$err"
done_with 'in English, German, Japanese and Arabic, and for an alliance'

begin 'What if Superhero took 120 points?'
ctl set Superhero threshold 120 || fail 'The tier could not be changed:' "$err"
ctl simulate -o "$tour/what-if.html" || fail 'The history could not be replayed:' "$err"
ctl simulate || fail 'The history could not be replayed:' "$err"
cp "$out" "$tour/what-if.txt"
done_with "$(awk '/^Influencer tiers/ { here = 1 } here && /Higher under the draft/ { sub (/^ +/, ""); print; exit }' "$out")"

begin 'Push the change, and roll it back'
push 'Raise Superhero to 120'
ctl rollback 1 --token-file "$tour/token" -m 'It would cost too many partners their tier' ||
  fail 'The server did not roll back:' "$err"
ctl pull --token-file "$tour/token" || fail 'The server did not answer:' "$err"
ctl history --revisions --token-file "$tour/token" || fail 'The server did not answer:' "$err"
cp "$out" "$tour/revisions.txt"
done_with "$(wc -l <"$out") revisions, the last like the first"

begin 'Ask the server for the portal'
# python3 came with meson; curl need not be there.
python3 - "$address/preview/" >"$out" 2>"$err" <<'PYTHON' || fail 'The server does not show it:' "$err" "$tour/server.log"
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=10) as answer:
    print(answer.read().decode().count("<a "), "links at", sys.argv[1])
PYTHON
done_with "$(cat "$out")"

# ── Pictures of the console, on a display that nobody sees ───────────────────────────────

# Prints how many there are. Whatever is at hand of a desktop is kept out: no settings, no buses.
take_pictures ()
{
  mkfifo "$tour/.display"
  Xvfb -displayfd 7 -screen 0 1400x900x24 -nolisten tcp 7>"$tour/.display" >/dev/null 2>&1 </dev/null 9>&- &
  display=$!
  number=$(head -n 1 "$tour/.display")
  rm -f "$tour/.display"
  [ -n "$number" ] || return 1
  env -u WAYLAND_DISPLAY DISPLAY=":$number" GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none GSETTINGS_BACKEND=memory \
    GSETTINGS_SCHEMA_DIR="$build/data" ADW_DEBUG_COLOR_SCHEME=prefer-light DBUS_SESSION_BUS_ADDRESS=disabled: \
    "$baton" --pictures "$tour/pictures" "$workspace" >/dev/null 2>"$err" 9>&- || return 1
  kill "$display"
  wait "$display" 2>/dev/null || :
  display=
  find "$tour/pictures" -name '*.png' | wc -l
}

if [ "$steps" -eq 10 ] && [ -x "$baton" ]; then
  begin 'Take a picture of every section'
  take_pictures >"$out" || fail 'The console could not be shown:' "$err"
  done_with "$(cat "$out") pictures of the console"
fi

# ── What came of it ──────────────────────────────────────────────────────────────────────

# One page that leads to all of it.
link ()
{
  printf '<li><a href="%s">%s</a></li>\n' "$1" "$2"
}
{
  printf '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
  printf '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>%s</title>\n' "$name"
  printf '<style>:root { color-scheme: light dark } body { font: 1rem/1.6 sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }</style>\n'
  printf '<h1>%s</h1>\n<h2>What each persona sees</h2>\n<ul>\n' "$name"
  while IFS= read -r line; do
    link "${line##*: "$tour/"}" "${line%: *}"
  done <"$tour/.personas"
  printf '</ul>\n<h2>The guide that partners get</h2>\n<ul>\n'
  link guide-en.html English
  link guide-de.html Deutsch
  link guide-ja.html 日本語
  link guide-ar.html العربية
  link guide-alpenglow.html 'English, for the Alpenglow alliance'
  printf '</ul>\n<h2>What a change would have done</h2>\n<ul>\n'
  link what-if.html 'Last year with Superhero at 120 points'
  printf '</ul>\n<h2>What the checks say</h2>\n<ul>\n'
  link problems.txt 'Problems and findings, most of them planted in the sample to be found'
  link explained.txt 'Why the subject matter expert may write in one region and not in another'
  printf '</ul>\n'
  if [ -d "$tour/pictures" ]; then
    printf '<h2>The console</h2>\n'
    for picture in "$tour"/pictures/*.png; do
      printf '<p><img src="pictures/%s" alt="" style="max-width: 100%%"></p>\n' "${picture##*/}"
    done
  fi
  printf '</html>\n'
} >"$tour/index.html"

say
say "$name, as each of its personas sees it:"
while IFS= read -r line; do
  path=${line##*: "$tour/"}
  printf '  %-42s %s\n' "${line%: *}" "$path"
done <"$tour/.personas"
rm -f "$tour/.personas"
say
say 'and'
[ ! -d "$tour/pictures" ] || say '  Every section of the console               pictures/'
say '  The guide that partners get                guide-en.html (also de, ja, ar; guide-alpenglow.html)'
say '  Last year with Superhero at 120 points     what-if.html'
say '  What the checks found                      problems.txt'
say '  Why somebody may do something, or not      explained.txt'
say
say "All of it begins at  file://$tour/index.html"
say "To go on by hand     export BATON_WORKSPACE=$workspace"
say "                     $batonctl --help"
if [ -t 0 ] && [ -t 1 ]; then
  say "Served               $address/preview/  until you press Ctrl+C"
  trap 'exit 0' INT
  wait "$server" || :
  server=
else
  say "Served               $address/preview/  until now: there is no terminal to stay for"
fi
