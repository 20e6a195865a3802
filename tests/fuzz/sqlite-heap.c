/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Queues of free blocks, one for each multiple of 64 bytes, cut from arenas that are never given back. What is larger than all
 * queues is the sanitizer's.
 */
#include "fuzz/sqlite-heap.h"

#include <glib.h>
#include <sqlite3.h>
#include <string.h>

#if defined(__has_include) && __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void) (address), (void) (size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void) (address), (void) (size))
#endif

#define ARENA_BYTES (16u << 20)
#define STEP_BYTES 64u
#define N_QUEUES 2048u   /* up to 128 KiB */
#define N_WAITING 4u     /* freed blocks that stay before one of them goes out again */

/* Heads are poisoned too: nobody but this file reads them. Nor is a heap what the fuzzer is to find its way through. */
#ifdef __clang__
#define READS_POISON __attribute__ ((no_sanitize ("address", "coverage")))
#else
#define READS_POISON __attribute__ ((no_sanitize ("address")))
#endif

typedef struct Head
{
  struct Head *next;
  guint64      n_bytes;
} Head;

typedef struct
{
  Head *first;
  Head *last;
  guint n;
} Queue;

static Queue   queues[N_QUEUES];
static char   *arena;
static gsize   arena_left;
static GMutex  mutex;   /* a workspace writes in a thread of its own */

static gsize
find_queue (gsize n_bytes)
{
  return (n_bytes + STEP_BYTES - 1) / STEP_BYTES;
}

READS_POISON static Head *
cut (gsize n_bytes)
{
  Head *head;

  if (arena_left < n_bytes)
    {
      arena = g_malloc (ARENA_BYTES);
      arena_left = ARENA_BYTES;
      ASAN_POISON_MEMORY_REGION (arena, ARENA_BYTES);
    }
  head = (Head *) (void *) arena;
  arena += n_bytes;
  arena_left -= n_bytes;
  return head;
}

READS_POISON static void *
heap_malloc (int size)
{
  gsize n_bytes = (gsize) size;
  gsize at = find_queue (n_bytes);
  Head *head;

  if (at >= N_QUEUES)
    {
      head = g_malloc (sizeof *head + n_bytes);
      head->n_bytes = n_bytes;
      return head + 1;
    }
  g_mutex_lock (&mutex);
  if (queues[at].n > N_WAITING)
    {
      head = queues[at].first;
      queues[at].first = head->next;
      queues[at].n--;
    }
  else
    head = cut (sizeof *head + at * STEP_BYTES);
  g_mutex_unlock (&mutex);
  head->n_bytes = n_bytes;
  ASAN_UNPOISON_MEMORY_REGION (head + 1, n_bytes);
  return head + 1;
}

READS_POISON static void
heap_free (void *block)
{
  Head *head = (Head *) block - 1;
  gsize at = find_queue (head->n_bytes);

  if (at >= N_QUEUES)
    {
      g_free (head);
      return;
    }
  ASAN_POISON_MEMORY_REGION (block, head->n_bytes);
  g_mutex_lock (&mutex);
  head->next = NULL;
  if (queues[at].n++ == 0)
    queues[at].first = head;
  else
    queues[at].last->next = head;
  queues[at].last = head;
  g_mutex_unlock (&mutex);
}

READS_POISON static int
heap_size (void *block)
{
  return block != NULL ? (int) ((Head *) block - 1)->n_bytes : 0;
}

static void *
heap_realloc (void *block,
              int   size)
{
  void *larger = heap_malloc (size);

  memcpy (larger, block, (gsize) MIN (size, heap_size (block)));
  heap_free (block);
  return larger;
}

static int
heap_round_up (int size)
{
  return (size + 7) & ~7;
}

static int
heap_begin (void *data)
{
  return SQLITE_OK;
}

static void
heap_end (void *data)
{
}

void
sqlite_heap_install (void)
{
  static const sqlite3_mem_methods methods
      = { heap_malloc, heap_free, heap_realloc, heap_size, heap_round_up, heap_begin, heap_end, NULL };

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}
