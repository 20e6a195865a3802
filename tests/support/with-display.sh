#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND [ARGUMENT…]
#
# Runs a command on a display of its own (Xvfb), so that tests of the console neither need nor disturb the one at hand.
# Without Xvfb the command runs on what there is, and skips with a reason where that is nothing.

set -u
if ! command -v Xvfb >/dev/null 2>&1; then
  exec "$@"
fi
folder=$(mktemp -d)
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp 3>"$folder/display" >/dev/null 2>&1 &
server=$!
read -r number <"$folder/display"
rm -rf "$folder"
DISPLAY=:$number GDK_BACKEND=x11 GSK_RENDERER=cairo "$@"
code=$?
kill $server
wait $server 2>/dev/null
exit $code
