/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A heap for SQLite alone, while a fuzzer runs. SQLite asks for hundreds of blocks to open a file, always the same ones, and a
 * sanitizer's heap takes a fifth of the time for them. Here a block costs little and is still watched: it is poisoned while it is
 * free, it has a poisoned head before it, and blocks of a size come back in the order in which they went, after all the others.
 */
#pragma once

/**
 * sqlite_heap_install:
 *
 * Has SQLite take its memory here; before it is first used. Aborts where SQLite refuses.
 */
void sqlite_heap_install (void);
