/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history file of any bytes: what is read can be written and is read again as the same; the fast reader, where it answers,
 * takes as many events as the general one; and read in pieces, by parsers in turn, it is row by row, good and bad, what the
 * general reader makes of the whole.
 */
#include "fuzz/fuzz.h"

#include "incentives/baton-history-piece.h"
#include "incentives/baton-history.h"
#include "incentives/baton-import.h"

#include <string.h>

#define ORGANISATIONS "id,name\no,One\no1,Two\n"
#define MEMBERS "id,name,organisation\nm,Ada,o\n"
#define N_PARSERS 2

static void
check_fast (const char   *data,
            size_t        size,
            BatonHistory *history)
{
  static BatonRegister *reg;
  g_autoptr (BatonColumns) general = NULL;
  g_autoptr (BatonColumns) fast = NULL;
  gboolean needs_general;

  if (reg == NULL)
    reg = baton_register_read (ORGANISATIONS, strlen (ORGANISATIONS), MEMBERS, strlen (MEMBERS), NULL, NULL);
  general = baton_columns_new (reg, history, NULL);
  fast = baton_columns_import (reg, data, size, 1, NULL, NULL, NULL, NULL, &needs_general, NULL);
  g_assert_true ((fast == NULL) == needs_general);
  if (fast != NULL && !baton_columns_is_partial (fast) && !baton_columns_is_partial (general))
    g_assert_cmpuint (baton_columns_get_n_events (fast), ==, baton_columns_get_n_events (general));
}

/* ── Pieces ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Everything that is known of a row, so that two readings can be compared as texts. */
static gboolean
describe_event (const BatonEvent *event,
                guint64           line,
                gpointer          user_data)
{
  GString *description = user_data;

  g_string_append_printf (description, "%" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ": ", line, event->granted);
  baton_history_append_event (description, event);
  return TRUE;
}

static void
describe_bad (GPtrArray *bad,
              guint64    first_line,
              GString   *description)
{
  for (guint i = 0; i < bad->len; i++)
    {
      const BatonBadRow *row = g_ptr_array_index (bad, i);

      g_string_append_printf (description, "%" G_GUINT64_FORMAT " %u %u %s\n", row->line + first_line - 1, row->column, row->code,
                              row->value != NULL ? row->value : "-");
    }
}

/* The parser's names so far, by number − 1. */
static const char *
get_name (GPtrArray *names,
          guint32    number)
{
  return number > 0 ? g_ptr_array_index (names, number - 1) : NULL;
}

static void
describe_piece (const BatonHistoryPiece *piece,
                GPtrArray               *names,
                guint64                  first_line,
                GString                 *good,
                GString                 *bad)
{
  for (guint i = 0; i < piece->new_names->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (piece->new_names, i));
  for (guint i = 0; i < piece->rows->len; i++)
    {
      const BatonRow *row = &g_array_index (piece->rows, BatonRow, i);
      char id[24], reverses[24];
      BatonEvent event = {
        .id = baton_row_id_get_text (row->id, &piece->ids, id),
        .reverses = row->reverses != BATON_ROW_ID_NONE ? baton_row_id_get_text (row->reverses, &piece->ids, reverses) : NULL,
        .organisation = get_name (names, row->organisation), .member = get_name (names, row->member),
        .subject = get_name (names, row->subject), .region = get_name (names, row->region), .deal = get_name (names, row->deal),
        .part = get_name (names, row->part), .currency = get_name (names, row->currency), .quantity = row->quantity,
        .amount = row->amount, .original = row->original, .points = row->points, .granted = row->granted, .day = row->day,
        .share = row->share, .version = row->version, .type = row->type, .state = row->state,
      };

      describe_event (&event, row->line + first_line - 1, good);
    }
  describe_bad (piece->bad_rows, first_line, bad);
}

/* Where the whole rows of the first *wanted* bytes end, or of as many more as it takes. */
static gsize
find_cut (const char *data,
          gsize       length,
          gsize       wanted,
          gboolean    is_lines)
{
  for (; wanted < length; wanted *= 2)
    {
      gsize cut = wanted;

      if (is_lines)
        while (cut > 0 && data[cut - 1] != '\n')
          cut--;
      else
        cut = (gsize) (baton_csv_find_last_row_end (data, wanted) - data);
      if (cut > 0)
        return cut;
    }
  return length;
}

/* Reads the rows behind the header in pieces of about *wanted* bytes. */
static void
describe_in_pieces (const BatonHistoryReader *head,
                    const char               *data,
                    gsize                     length,
                    gsize                     wanted,
                    GString                  *good,
                    GString                  *bad)
{
  gboolean is_lines = baton_history_reader_is_lines (data, length);
  g_autoptr (BatonHistoryPiece) piece = baton_history_piece_new ();
  BatonHistoryParser *parsers[N_PARSERS] = { NULL };
  GPtrArray *names[N_PARSERS] = { NULL };
  guint64 line = 1;

  for (guint i = 0; length > 0; i = (i + 1) % N_PARSERS)
    {
      gsize cut = find_cut (data, length, wanted, is_lines);

      if (parsers[i] == NULL)
        {
          parsers[i] = baton_history_parser_new (head);
          names[i] = g_ptr_array_new ();
        }
      baton_history_parser_take (parsers[i], piece, data, cut, data + length);
      describe_piece (piece, names[i], line, good, bad);
      line += piece->n_lines;
      data += cut;
      length -= cut;
    }
  for (guint i = 0; i < N_PARSERS && parsers[i] != NULL; i++)
    {
      baton_history_parser_free (parsers[i]);
      g_ptr_array_unref (names[i]);
    }
}

static void
check_pieces (const char *data,
              gsize       length)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (GString) good_rows = g_string_new (NULL);
  g_autoptr (GString) bad_rows = g_string_new (NULL);
  g_autoptr (GString) good_again = g_string_new (NULL);
  g_autoptr (GString) bad_again = g_string_new (NULL);
  g_autoptr (BatonHistoryReader) head = baton_history_reader_new (NULL, NULL, NULL);
  g_autoptr (BatonHistoryReader) whole = NULL;
  gsize header = baton_history_reader_begin (head, data, length);
  gsize wanted;

  if (baton_history_reader_is_unusable (head))
    return;
  data += header;
  length -= header;
  whole = baton_history_reader_new_like (head, describe_event, good_rows);
  baton_history_reader_start_piece (whole, bad);
  baton_history_reader_take (whole, data, length);
  describe_bad (bad, 1, bad_rows);

  /* The last byte of a file means little: it says how small the pieces are. */
  wanted = length > 0 ? 1 + (guint8) data[length - 1] : 1;
  describe_in_pieces (head, data, length, wanted, good_again, bad_again);
  g_assert_cmpstr (good_rows->str, ==, good_again->str);
  g_assert_cmpstr (bad_rows->str, ==, bad_again->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GPtrArray) bad = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonHistory) history = baton_history_read ((const char *) data, size, bad);
  g_autofree char *text = baton_history_write (history);
  g_autoptr (BatonHistory) again = baton_history_read (text, strlen (text), NULL);
  g_autofree char *twice = baton_history_write (again);

  g_assert_cmpstr (text, ==, twice);
  for (guint i = 0; i < bad->len; i++)
    g_assert_nonnull (baton_row_code_get_name (((BatonBadRow *) g_ptr_array_index (bad, i))->code));
  check_fast ((const char *) data, size, history);
  check_pieces ((const char *) data, size);
  return 0;
}
