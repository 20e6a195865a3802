/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder. Only what has a segment's name counts; what is being made has another, and is taken away by the next import.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "incentives/baton-history-private.h"
#include "incentives/baton-replay.h"

#define PREFIX "history-"
#define SUFFIX ".segment"
#define ASIDE "making-"

static void
clear_segment (gpointer data)
{
  g_free (((BatonStoreSegment *) data)->path);
}

static gboolean
fail (GError              **error,
      BatonIncentivesError  code,
      const char           *what)
{
  g_set_error_literal (error, BATON_INCENTIVES_ERROR, code, what);
  return FALSE;
}

char *
baton_history_store_name (const char *folder,
                          guint32     from,
                          guint32     to)
{
  return g_strdup_printf ("%s/" PREFIX "%08u-%08u" SUFFIX, folder, from, to);
}

/* The wider one first where two begin together. */
static int
compare_segments (const void *a,
                  const void *b)
{
  const BatonStoreSegment *first = a;
  const BatonStoreSegment *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return first->to > second->to ? -1 : first->to < second->to;
}

static gboolean
read_name (const char        *name,
           BatonStoreSegment *segment)
{
  unsigned int from, to;
  g_autofree char *again = NULL;

  if (sscanf (name, PREFIX "%8u-%8u", &from, &to) != 2 || from == 0 || to < from)
    return FALSE;
  again = g_strdup_printf (PREFIX "%08u-%08u" SUFFIX, from, to);
  *segment = (BatonStoreSegment) { .from = from, .to = to };
  return strcmp (again, name) == 0;
}

gboolean
baton_history_store_list (const char  *folder,
                          gboolean     tidy,
                          GArray     **segments,
                          GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (BatonStoreSegment));
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (BatonStoreSegment));
  const char *name;
  guint32 reached = 0;

  g_array_set_clear_func (found, clear_segment);
  g_array_set_clear_func (chain, clear_segment);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      BatonStoreSegment segment;

      if (read_name (name, &segment))
        {
          segment.path = g_steal_pointer (&path);
          g_array_append_val (found, segment);
        }
      else if (tidy && (g_str_has_prefix (name, ASIDE) || (g_str_has_prefix (name, PREFIX) && strstr (name, SUFFIX ".") != NULL)))
        (void) unlink (path);
    }
  if (found->len > 1)
    qsort (found->data, found->len, sizeof (BatonStoreSegment), compare_segments);
  for (guint i = 0; i < found->len; i++)
    {
      BatonStoreSegment *segment = &g_array_index (found, BatonStoreSegment, i);

      if (segment->to <= reached)
        {
          /* Within one before it: left over when that was made of it. */
          if (tidy)
            (void) unlink (segment->path);
          continue;
        }
      if (segment->from != reached + 1)
        return fail (error, BATON_INCENTIVES_ERROR_DAMAGED, "a segment is missing");
      reached = segment->to;
      g_array_append_val (chain, *segment);
      segment->path = NULL;
    }
  *segments = g_steal_pointer (&chain);
  return TRUE;
}

BatonHistoryRows *
baton_history_store_read (GArray  *segments,
                          GError **error)
{
  g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_rows_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < segments->len; i++)
    {
      const BatonStoreSegment *segment = &g_array_index (segments, BatonStoreSegment, i);
      BatonRows *rows = baton_rows_open (segment->path, error);

      if (rows == NULL)
        return NULL;
      g_ptr_array_add (opened, rows);
      g_array_append_val (numbers, segment->to);
    }
  return baton_history_rows_new (g_steal_pointer (&opened), g_steal_pointer (&numbers), error);
}

gboolean
baton_history_store_exists (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  BatonStoreSegment segment;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (read_name (name, &segment))
      return TRUE;
  return FALSE;
}

BatonHistory *
baton_history_store_open (const char *folder,
                          GError    **error)
{
  /* A segment may be folded away between the listing and the opening; then the next listing has what it was folded into. */
  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GArray) segments = NULL;
      g_autoptr (GError) trouble = NULL;
      BatonHistoryRows *rows;

      if (!baton_history_store_list (folder, FALSE, &segments, error))
        return NULL;
      rows = baton_history_store_read (segments, &trouble);
      if (rows != NULL)
        return baton_history_new_from_rows (rows);
      if (attempt < 3 && g_error_matches (trouble, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_STORAGE))
        continue;
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
}

/* ── Changing ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    (void) close (fd);
  return synced;
}

gboolean
baton_history_store_publish (const char *aside,
                             const char *path,
                             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (rename (aside, path) != 0)
    return fail (error, errno == ENOSPC ? BATON_INCENTIVES_ERROR_FULL : BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
  if (!sync_folder (folder))
    return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
  return TRUE;
}

static void
clear_source (gpointer data)
{
  BatonRowsSource *source = data;

  g_free (source->dead);
  g_free (source->names);
}

static gboolean
fold (const char   *folder,
      GArray       *segments,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (BatonHistoryRows) rows = baton_history_store_read (segments, error);
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (BatonRowsSource));
  g_autofree char *aside = g_build_filename (folder, ASIDE "fold" SUFFIX, NULL), *path = NULL;
  BatonRowTexts names;
  gboolean folded;

  if (rows == NULL)
    return FALSE;
  g_array_set_clear_func (sources, clear_source);
  baton_row_texts_init (&names, TRUE);
  for (guint i = 0; i < segments->len; i++)
    {
      BatonRowsSource source = { .rows = g_ptr_array_index (baton_history_rows_list (rows), i) };

      source.names = baton_rows_map_names (source.rows, &names);
      source.dead = g_new0 (guint8, (gsize) source.rows->n / 8 + 1);
      for (guint32 row = 0; row < source.rows->n; row++)
        if (baton_history_rows_is_dead (rows, i, row))
          source.dead[row / 8] |= (guint8) (1 << row % 8);
      g_array_append_val (sources, source);
    }
  path = baton_history_store_name (folder, g_array_index (segments, BatonStoreSegment, 0).from,
                                   g_array_index (segments, BatonStoreSegment, segments->len - 1).to);
  folded = baton_rows_merge (aside, sources, &names, NULL, 0, FALSE, NULL, NULL, cancellable, error) && baton_history_store_publish (aside, path, error);
  baton_row_texts_clear (&names);
  if (!folded)
    {
      (void) unlink (aside);
      return FALSE;
    }
  for (guint i = 0; i < segments->len; i++)
    (void) unlink (g_array_index (segments, BatonStoreSegment, i).path);
  return TRUE;
}

gboolean
baton_history_store_fold (const char   *folder,
                          gboolean      always,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (GArray) segments = NULL;
  g_autoptr (BatonHistoryRows) rows = NULL;
  guint64 base, all = 0;

  if (!baton_history_store_list (folder, TRUE, &segments, error))
    return FALSE;
  if (segments->len < 2)
    return TRUE;
  rows = baton_history_store_read (segments, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < segments->len; i++)
    all += ((BatonRows *) g_ptr_array_index (baton_history_rows_list (rows), i))->n;
  base = ((BatonRows *) g_ptr_array_index (baton_history_rows_list (rows), 0))->n;
  return (!always && (all - base) * 20 <= base) || fold (folder, segments, cancellable, error);
}

gboolean
baton_history_store_take_back (const char *folder,
                               guint       number,
                               GError    **error)
{
  g_autoptr (GArray) segments = NULL;
  const BatonStoreSegment *last;

  if (!baton_history_store_list (folder, FALSE, &segments, error))
    return FALSE;
  last = segments->len > 0 ? &g_array_index (segments, BatonStoreSegment, segments->len - 1) : NULL;
  if (last == NULL || last->from != number || last->to != number)
    return fail (error, BATON_INCENTIVES_ERROR_STORAGE, "another import came after it");
  if (unlink (last->path) != 0 || !sync_folder (folder))
    return fail (error, BATON_INCENTIVES_ERROR_STORAGE, g_strerror (errno));
  return TRUE;
}
