/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-columns-store.h"

#include <string.h>

#include "incentives/baton-columns-private.h"
#include "incentives/baton-history-private.h"
#include "incentives/baton-replay.h"
#include "incentives/baton-segment.h"

/* The next import clears away what a crash leaves of its making, as of the segments of rows. */
#define NAME "history-columns.segment"

static char *
get_path (const char *folder)
{
  return g_build_filename (folder, NAME, NULL);
}

/* Columns have the register's numbers of organizations and members, so the ids in their order are all that they depend on. */
static void
append_register (GByteArray    *told,
                 BatonRegister *reg)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  BatonChecksum sum;

  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      g_string_append (ids, baton_register_get_organisation (reg, i));
      g_string_append_c (ids, '\n');
    }
  g_string_append_c (ids, '\n');
  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      g_string_append (ids, baton_register_get_member (reg, i));
      g_string_append_c (ids, '\n');
    }
  sum = baton_checksum_sum (ids->str, ids->len);
  g_byte_array_append (told, (const guint8 *) &sum, sizeof sum);
}

/* FALSE for a history of which nothing is kept: not in segments, or with rows that are made up. */
static gboolean
find_origin (BatonRegister *reg,
             BatonHistory  *history,
             BatonChecksum *origin)
{
  BatonHistoryRows *rows = baton_history_get_rows (history);
  g_autoptr (GByteArray) told = g_byte_array_new ();

  if (rows == NULL || baton_history_rows_has_made_up (rows))
    return FALSE;
  for (guint i = 0; i < baton_history_rows_list (rows)->len; i++)
    {
      BatonRows *segment = g_ptr_array_index (baton_history_rows_list (rows), i);
      BatonRowsHead head;

      memcpy (&head, g_bytes_get_data (segment->bytes, NULL), sizeof head);
      g_byte_array_append (told, (const guint8 *) &head.head_sum, sizeof head.head_sum);
    }
  append_register (told, reg);
  *origin = baton_checksum_sum (told->data, told->len);
  return TRUE;
}

BatonColumns *
baton_columns_store_load (const char    *folder,
                          BatonRegister *reg,
                          BatonHistory  *history)
{
  g_autofree char *path = get_path (folder);
  g_autoptr (BatonColumns) columns = NULL;
  BatonChecksum origin;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || !find_origin (reg, history, &origin))
    return NULL;
  columns = baton_columns_load (path, NULL);
  return columns != NULL && baton_checksum_equal (&columns->origin, &origin) ? g_steal_pointer (&columns) : NULL;
}

gboolean
baton_columns_store_keep (const char     *folder,
                          BatonColumns   *columns,
                          BatonRegister  *reg,
                          BatonHistory   *history,
                          GError        **error)
{
  g_autofree char *path = get_path (folder);
  BatonChecksum origin;

  /* What was read of damaged rows is not what they held. */
  if (!find_origin (reg, history, &origin) || baton_history_is_damaged (history))
    {
      g_set_error_literal (error, BATON_INCENTIVES_ERROR, BATON_INCENTIVES_ERROR_DAMAGED, "");
      return FALSE;
    }
  return baton_columns_save_of (columns, path, &origin, error);
}
