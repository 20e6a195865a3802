#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every XML file of the tree is well formed; prints TAP.
set -u
cd "$(dirname "$0")/../.." || exit 1
count=0
status=0
for file in $(find data help icons ui -name samples -prune -o \( \
                -name '*.ui' -o -name '*.xml' -o -name '*.xml.in' -o -name '*.page' -o -name '*.svg' \) -print | sort); do
  count=$((count + 1))
  if said=$(xmllint --noout --nonet "$file" 2>&1); then
    echo "ok $count - $file"
  else
    echo "$said" | sed 's/^/# /'
    echo "not ok $count - $file"
    status=1
  fi
done
echo "1..$count"
exit $status
