#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test.sh plain|sanitized [meson test options]
#
# Configures, builds and runs the tests of one kind of build. The last line of its output
# is `N passed, N failed`; it fails unless all passed. With CI=true warnings are errors.

set -u
cd "$(dirname "$0")/.." || exit 1

case ${1:-plain} in
  plain)
    build=_build
    options=
    # gcc's undefined-behaviour checks alone change what it warns of
    [ "${CI:-}" = true ] && options=-Dwerror=true
    patience=1
    ;;
  sanitized)
    build=_build-sanitized
    # What GTK and its loaders keep until the end of a process is not ours to suppress; the
    # rooms below the console are what handles strangers' input.
    options='-Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1 -Dconsole=disabled'
    patience=4
    ;;
  *)
    echo "usage: $0 plain|sanitized [meson test options]" >&2
    exit 2
    ;;
esac
[ $# -gt 0 ] && shift

rm -f "$build"/meson-logs/testlog.*
reconfigure=
[ -f "$build/build.ninja" ] && reconfigure=--reconfigure

# shellcheck disable=SC2086 # the options are meant to be split
meson setup $reconfigure $options "$build" >"$build.log" 2>&1 || {
  cat "$build.log"
  exec build-aux/sum-tests.py "$build"
}
rm -f "$build.log"

ninja -C "$build" &&
  meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier "$patience" "$@"
exec build-aux/sum-tests.py "$build"
