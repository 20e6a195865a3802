# SPDX-License-Identifier: GPL-3.0-or-later
# Shortcuts for people; the build itself is meson's.

.PHONY: all run test test-sanitized torture install-deps format dist clean

all: _build/build.ninja
	ninja -C _build

_build/build.ninja:
	meson setup _build

# Build Baton and show what it does, on the sample program.
run:
	@build-aux/install-packages.sh run
	@build-aux/run.sh

# Every test in its short form; the last line is `N passed, N failed`.
test: install-deps
	@build-aux/test.sh plain

# The same under AddressSanitizer and UndefinedBehaviorSanitizer.
test-sanitized: install-deps
	@build-aux/test.sh sanitized

# The tests of the document and the engines at length: hours. The numbers are kills, disks a moment, steps, rotten files, merges
# and the bytes of a history.
torture: all
	BATON_TEST_KILLS=10000 BATON_TEST_SEEDS=8 BATON_TEST_STEPS=50000 BATON_TEST_ROTS=100000 \
	BATON_TEST_TRIPLES=10000000 BATON_TEST_TRIPLES_FROM=0 \
	  meson test -C _build --suite store --suite model --timeout-multiplier 0
	BATON_EXPORT_BYTES=5000000000 meson test -C _build incentives-import --timeout-multiplier 0
	meson test -C _build incentives-tally incentives-scan --test-args '-m slow' --timeout-multiplier 0

install-deps:
	@build-aux/install-packages.sh test

# Format the lines changed since the last commit.
format:
	git clang-format --extensions c,h

dist: all
	meson dist -C _build --no-tests

clean:
	rm -rf _build _build-sanitized
