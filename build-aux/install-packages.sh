#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install-packages.sh run|test
#
# Installs what debian-packages.txt names and this machine lacks. Names it first and asks,
# unless CI=true or nobody is there to answer. Does nothing where nothing is missing, and
# only says what is needed where there is no dpkg.

set -eu

here=$(cd "$(dirname "$0")" && pwd)
purpose=${1:-run}

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not Debian: see build-aux/debian-packages.txt for what Baton needs." >&2
  exit 0
fi

missing=
while read -r package needed_to _; do
  case $package in
    ''|'#'*) continue ;;
  esac
  if [ "$needed_to" = test ] && [ "$purpose" = run ]; then
    continue
  fi
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :)
  if [ "$status" != installed ]; then
    missing="$missing $package"
  fi
done < "$here/debian-packages.txt"

if [ -z "$missing" ]; then
  exit 0
fi

echo "Baton needs these Debian packages, which are not installed:"
for package in $missing; do
  echo "  $package"
done

as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Install them as root, then try again:" >&2
    echo "  apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  as_root=sudo
fi

if [ "${CI:-}" != true ] && [ -t 0 ]; then
  printf 'Install them now%s? [Y/n] ' "${as_root:+ with sudo}"
  read -r answer || answer=n
  case $answer in
    ''|[Yy]*) ;;
    *) echo "Nothing was installed."; exit 1 ;;
  esac
fi

apt_get ()
{
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@" </dev/null
}

# Stale or absent package lists are the usual reason for a package that cannot be found;
# lists that are fresh enough do as well when the mirror is out of reach.
apt_get update -qq || echo "The package lists could not be renewed; trying those at hand." >&2
# shellcheck disable=SC2086 # the list is meant to be split
apt_get install -y -qq --no-install-recommends $missing
