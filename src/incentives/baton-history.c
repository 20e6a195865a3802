/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A history in memory: an array of rows sorted by day, then id, whose strings are shared. The builder keeps, for each id,
 * the row of the highest version seen so far; because two rows of one id and version must be equal, the order in which
 * files are read does not matter to the result.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-history.h"

#include <stdlib.h>
#include <string.h>

#include "model/baton-value.h"

#define MAX_ID_BYTES 200
#define MAX_TEXT_BYTES 1000
#define WHOLE_SHARE 10000

struct _BatonHistory
{
  gatomicrefcount  references;
  GStringChunk    *strings;
  BatonEvent      *events;
  guint            n_events;
  GHashTable      *by_id;        /* id → index + 1 */
};

struct _BatonHistoryBuilder
{
  GStringChunk *strings;
  GArray       *events;          /* of BatonEvent, one an id */
  GArray       *lines;           /* of guint64, beside them: where the row stood; 0 when added */
  GHashTable   *by_id;           /* id → index + 1 */
};

enum
{
  COLUMN_ID, COLUMN_TYPE, COLUMN_ORGANISATION, COLUMN_MEMBER, COLUMN_ACTIVITY, COLUMN_DAY, COLUMN_QUANTITY, COLUMN_AMOUNT,
  COLUMN_CURRENCY, COLUMN_ORIGINAL, COLUMN_REGION, COLUMN_DEAL, COLUMN_PART, COLUMN_SHARE, COLUMN_STATE, COLUMN_VERSION,
  COLUMN_REVERSES, COLUMN_REWARD, COLUMN_FUND, COLUMN_POINTS, COLUMN_GRANTED, N_COLUMNS
};

static const char * const column_names[N_COLUMNS] = {
  "id", "type", "organisation", "member", "activity", "day", "quantity", "amount", "currency", "original", "region", "deal",
  "part", "share", "state", "version", "reverses", "reward", "fund", "points", "granted",
};

#define COLUMN_BIT(column) (G_GUINT64_CONSTANT (1) << (column))
#define REQUIRED_COLUMNS (COLUMN_BIT (COLUMN_ID) | COLUMN_BIT (COLUMN_ORGANISATION) | COLUMN_BIT (COLUMN_DAY))
#define COMMON_COLUMNS (REQUIRED_COLUMNS | COLUMN_BIT (COLUMN_TYPE) | COLUMN_BIT (COLUMN_MEMBER) | COLUMN_BIT (COLUMN_STATE) | \
                        COLUMN_BIT (COLUMN_VERSION) | COLUMN_BIT (COLUMN_AMOUNT) | COLUMN_BIT (COLUMN_CURRENCY) | \
                        COLUMN_BIT (COLUMN_ORIGINAL) | COLUMN_BIT (COLUMN_DEAL))

/* The columns that mean something for a row of the type. */
static const guint64 type_columns[BATON_N_EVENT_TYPES] = {
  [BATON_EVENT_ACTIVITY] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_ACTIVITY) | COLUMN_BIT (COLUMN_QUANTITY) |
                           COLUMN_BIT (COLUMN_REGION) | COLUMN_BIT (COLUMN_PART) | COLUMN_BIT (COLUMN_SHARE) |
                           COLUMN_BIT (COLUMN_REVERSES),
  [BATON_EVENT_REDEMPTION] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_REWARD) | COLUMN_BIT (COLUMN_QUANTITY) |
                             COLUMN_BIT (COLUMN_POINTS) | COLUMN_BIT (COLUMN_REVERSES),
  [BATON_EVENT_CLAIM] = COMMON_COLUMNS | COLUMN_BIT (COLUMN_FUND) | COLUMN_BIT (COLUMN_GRANTED),
};

static const int subject_columns[BATON_N_EVENT_TYPES] = { COLUMN_ACTIVITY, COLUMN_REWARD, COLUMN_FUND };
static const char * const type_names[BATON_N_EVENT_TYPES] = { "event", "redemption", "claim" };
static const char * const state_names[BATON_N_EVENT_STATES] = {
  "approved", "pending", "declined", "draft", "submitted", "returned", "paid", "expired",
};

#define STATE_BIT(state) (1u << BATON_EVENT_##state)
#define POINT_STATES (STATE_BIT (APPROVED) | STATE_BIT (PENDING) | STATE_BIT (DECLINED))
#define CLAIM_STATES (STATE_BIT (APPROVED) | STATE_BIT (DECLINED) | STATE_BIT (DRAFT) | STATE_BIT (SUBMITTED) | \
                      STATE_BIT (RETURNED) | STATE_BIT (PAID) | STATE_BIT (EXPIRED))

/* Without its leading zeros, the length of an id that is all digits; 0 for any other id. "0" and "000" have one digit. */
static gsize
count_digits (const char **id)
{
  const char *p = *id;
  gsize length = strspn (p, "0123456789");

  if (length == 0 || p[length] != '\0')
    return 0;
  while (length > 1 && *p == '0')
    {
      p++;
      length--;
    }
  *id = p;
  return length;
}

int
baton_event_id_compare (const char *a,
                        const char *b)
{
  const char *digits_a = a;
  const char *digits_b = b;
  gsize length_a = count_digits (&digits_a);
  gsize length_b = count_digits (&digits_b);

  if (length_a > 0 && length_b > 0)
    {
      int order;

      if (length_a != length_b)
        return length_a < length_b ? -1 : 1;
      order = strcmp (digits_a, digits_b);
      /* "7" and "07" are different ids of one number. */
      return order != 0 ? order : strcmp (a, b);
    }
  if (length_a > 0 || length_b > 0)
    return length_a > 0 ? -1 : 1;
  return strcmp (a, b);
}

const char *
baton_event_type_get_name (BatonEventType type)
{
  g_return_val_if_fail (type < BATON_N_EVENT_TYPES, NULL);

  return type_names[type];
}

const char *
baton_event_state_get_name (BatonEventState state)
{
  g_return_val_if_fail (state < BATON_N_EVENT_STATES, NULL);

  return state_names[state];
}

BatonHistoryBuilder *
baton_history_builder_new (void)
{
  BatonHistoryBuilder *builder = g_new0 (BatonHistoryBuilder, 1);

  builder->strings = g_string_chunk_new (64 * 1024);
  builder->events = g_array_new (FALSE, FALSE, sizeof (BatonEvent));
  builder->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return builder;
}

void
baton_history_builder_free (BatonHistoryBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->by_id, g_hash_table_unref);
  g_array_unref (builder->events);
  g_array_unref (builder->lines);
  if (builder->strings != NULL)
    g_string_chunk_free (builder->strings);
  g_free (builder);
}

static gboolean
events_equal (const BatonEvent *a,
              const BatonEvent *b)
{
  return a->type == b->type && a->state == b->state && a->day == b->day && a->quantity == b->quantity &&
         a->amount == b->amount && a->original == b->original && a->points == b->points && a->granted == b->granted &&
         a->share == b->share && a->version == b->version &&
         g_strcmp0 (a->organisation, b->organisation) == 0 && g_strcmp0 (a->member, b->member) == 0 &&
         g_strcmp0 (a->subject, b->subject) == 0 && g_strcmp0 (a->region, b->region) == 0 &&
         g_strcmp0 (a->deal, b->deal) == 0 && g_strcmp0 (a->part, b->part) == 0 &&
         g_strcmp0 (a->currency, b->currency) == 0 && g_strcmp0 (a->reverses, b->reverses) == 0;
}

static const char *
intern (BatonHistoryBuilder *builder,
        const char          *text)
{
  return text == NULL || *text == '\0' ? NULL : g_string_chunk_insert_const (builder->strings, text);
}

static gboolean
add_event (BatonHistoryBuilder *builder,
           const BatonEvent    *event,
           guint64              line)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->by_id, event->id));
  BatonEvent copy = *event;

  if (known > 0)
    {
      const BatonEvent *present = &g_array_index (builder->events, BatonEvent, known - 1);

      if (present->version == event->version)
        return events_equal (present, event);
      if (present->version > event->version)
        return TRUE;
    }

  copy.id = intern (builder, event->id);
  copy.organisation = intern (builder, event->organisation);
  copy.member = intern (builder, event->member);
  copy.subject = intern (builder, event->subject);
  copy.region = intern (builder, event->region);
  copy.deal = intern (builder, event->deal);
  copy.part = intern (builder, event->part);
  copy.currency = intern (builder, event->currency);
  copy.reverses = intern (builder, event->reverses);
  copy.original_index = BATON_EVENT_NONE;
  copy.reversal_index = BATON_EVENT_NONE;
  if (known > 0)
    {
      g_array_index (builder->events, BatonEvent, known - 1) = copy;
      g_array_index (builder->lines, guint64, known - 1) = line;
    }
  else
    {
      g_array_append_val (builder->events, copy);
      g_array_append_val (builder->lines, line);
      g_hash_table_insert (builder->by_id, (gpointer) copy.id, GUINT_TO_POINTER (builder->events->len));
    }
  return TRUE;
}

gboolean
baton_history_builder_add (BatonHistoryBuilder *builder,
                           const BatonEvent    *event)
{
  g_return_val_if_fail (event->id != NULL && event->organisation != NULL, FALSE);

  return add_event (builder, event, 0);
}

/* One row of a file while it is read: its texts are copied out of the file so that they end with NUL. */
typedef struct
{
  BatonCsv            *csv;
  const BatonCsvField *fields;
  const int           *positions;
  GPtrArray           *bad_rows;
  char                 texts[N_COLUMNS][MAX_TEXT_BYTES + 1];
} Row;

static gboolean
complain (Row          *row,
          int           column,
          BatonRowCode  code)
{
  const BatonCsvField *field = column >= 0 && row->positions[column] >= 0 ? &row->fields[row->positions[column]] : NULL;

  if (row->bad_rows != NULL)
    g_ptr_array_add (row->bad_rows, baton_bad_row_new (baton_csv_get_line (row->csv),
                                                       column >= 0 ? row->positions[column] + 1 : 0, code,
                                                       field != NULL ? field->text : NULL,
                                                       field != NULL ? field->length : 0));
  return FALSE;
}

static gboolean
copy_texts (Row *row)
{
  for (int i = 0; i < N_COLUMNS; i++)
    {
      const BatonCsvField *field = row->positions[i] >= 0 ? &row->fields[row->positions[i]] : NULL;
      gsize most = i == COLUMN_ID || i == COLUMN_REVERSES ? MAX_ID_BYTES : MAX_TEXT_BYTES;

      row->texts[i][0] = '\0';
      if (field == NULL)
        continue;
      if (field->length > most)
        return complain (row, i, BATON_ROW_TOO_LONG);
      if (memchr (field->text, '\0', field->length) != NULL)
        return complain (row, i, BATON_ROW_NOT_UTF8);
      memcpy (row->texts[i], field->text, field->length);
      row->texts[i][field->length] = '\0';
    }
  return TRUE;
}

static const char *
get_text (Row *row,
          int  column)
{
  return row->texts[column][0] != '\0' ? row->texts[column] : NULL;
}

static gboolean
read_number (Row    *row,
             int     column,
             gint64  otherwise,
             gint64  most,
             gint64 *number)
{
  BatonCsvField field = { row->texts[column], strlen (row->texts[column]) };

  if (field.length == 0)
    {
      *number = otherwise;
      return TRUE;
    }
  if (!baton_csv_field_get_number (&field, number) || *number > most)
    return complain (row, column, BATON_ROW_BAD_NUMBER);
  return TRUE;
}

static int
find_name (const char * const *names,
           int                 n_names,
           const char         *name)
{
  for (int i = 0; i < n_names; i++)
    {
      if (strcmp (names[i], name) == 0)
        return i;
    }
  return -1;
}

static gboolean
is_currency (const char *code)
{
  return strlen (code) == 3 && g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

static gboolean
read_event (Row        *row,
            BatonEvent *event)
{
  gint64 share, version;
  int type = 0, state = 0;
  gboolean subject_needed;

  if (!copy_texts (row))
    return FALSE;
  for (int i = 0; i < N_COLUMNS; i++)
    {
      if ((REQUIRED_COLUMNS & COLUMN_BIT (i)) != 0 && get_text (row, i) == NULL)
        return complain (row, i, BATON_ROW_MISSING);
    }
  if (get_text (row, COLUMN_TYPE) != NULL)
    type = find_name (type_names, BATON_N_EVENT_TYPES, row->texts[COLUMN_TYPE]);
  if (type < 0)
    return complain (row, COLUMN_TYPE, BATON_ROW_BAD_CHOICE);
  if (get_text (row, COLUMN_STATE) != NULL)
    state = find_name (state_names, BATON_N_EVENT_STATES, row->texts[COLUMN_STATE]);
  if (state < 0 || ((type == BATON_EVENT_CLAIM ? CLAIM_STATES : POINT_STATES) >> state & 1) == 0)
    return complain (row, COLUMN_STATE, BATON_ROW_BAD_CHOICE);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      if ((type_columns[type] & COLUMN_BIT (i)) == 0 && get_text (row, i) != NULL)
        return complain (row, i, BATON_ROW_UNEXPECTED);
    }

  memset (event, 0, sizeof *event);
  event->id = get_text (row, COLUMN_ID);
  event->organisation = get_text (row, COLUMN_ORGANISATION);
  event->member = get_text (row, COLUMN_MEMBER);
  event->subject = get_text (row, subject_columns[type]);
  event->region = get_text (row, COLUMN_REGION);
  event->deal = get_text (row, COLUMN_DEAL);
  event->part = get_text (row, COLUMN_PART);
  event->currency = get_text (row, COLUMN_CURRENCY);
  event->reverses = get_text (row, COLUMN_REVERSES);
  event->type = type;
  event->state = state;
  subject_needed = event->reverses == NULL;
  if (subject_needed && event->subject == NULL)
    return complain (row, subject_columns[type], BATON_ROW_MISSING);
  event->day = baton_day_parse (row->texts[COLUMN_DAY]);
  if (event->day == BATON_DAY_NONE)
    return complain (row, COLUMN_DAY, BATON_ROW_BAD_DAY);
  if (event->currency != NULL && !is_currency (event->currency))
    return complain (row, COLUMN_CURRENCY, BATON_ROW_BAD_CHOICE);
  if (!read_number (row, COLUMN_QUANTITY, 1, BATON_INTEGER_MAX, &event->quantity) ||
      !read_number (row, COLUMN_AMOUNT, 0, BATON_INTEGER_MAX, &event->amount) ||
      !read_number (row, COLUMN_ORIGINAL, 0, BATON_INTEGER_MAX, &event->original) ||
      !read_number (row, COLUMN_SHARE, WHOLE_SHARE, WHOLE_SHARE, &share) ||
      !read_number (row, COLUMN_VERSION, 1, G_MAXUINT32, &version) ||
      !read_number (row, COLUMN_POINTS, -1, BATON_INTEGER_MAX, &event->points) ||
      !read_number (row, COLUMN_GRANTED, event->amount, event->amount, &event->granted))
    return FALSE;
  event->share = share;
  event->version = version;
  return TRUE;
}

guint
baton_history_builder_read (BatonHistoryBuilder *builder,
                            const char          *data,
                            gsize                length,
                            GPtrArray           *bad_rows)
{
  g_autoptr (BatonCsv) csv = baton_csv_new (data, length);
  g_autofree Row *row = g_new0 (Row, 1);
  int positions[N_COLUMNS];
  guint n_fields;
  guint n_good = 0;

  if (!baton_csv_read_header (csv, column_names, N_COLUMNS, REQUIRED_COLUMNS, positions, bad_rows))
    return 0;
  baton_csv_get_fields (csv, &n_fields);

  row->csv = csv;
  row->positions = positions;
  row->bad_rows = bad_rows;
  while (baton_csv_next_row (csv, n_fields, &row->fields, bad_rows))
    {
      BatonEvent event;

      if (!read_event (row, &event))
        continue;
      if (!add_event (builder, &event, baton_csv_get_line (csv)))
        complain (row, COLUMN_ID, BATON_ROW_CONFLICT);
      else
        n_good++;
    }
  return n_good;
}

static int
compare_events (const void *a,
                const void *b,
                void       *lines)
{
  const BatonEvent *first = a;
  const BatonEvent *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return baton_event_id_compare (first->id, second->id);
}

/* Ties each reversal to its original. Among several approved reversals of one event the least by day and id is the one. */
static void
tie_reversals (BatonHistory *self,
               GHashTable   *lines,
               GPtrArray    *bad_rows)
{
  for (guint i = 0; i < self->n_events; i++)
    {
      BatonEvent *event = &self->events[i];
      guint original;

      if (event->reverses == NULL)
        continue;
      original = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, event->reverses));
      if (original == 0 || self->events[original - 1].reverses != NULL || self->events[original - 1].type != event->type ||
          (event->state == BATON_EVENT_APPROVED && self->events[original - 1].reversal_index != BATON_EVENT_NONE))
        {
          if (bad_rows != NULL)
            {
              guint64 *line = g_hash_table_lookup (lines, event->id);

              g_ptr_array_add (bad_rows, baton_bad_row_new (line != NULL ? *line : 0, 0, BATON_ROW_UNKNOWN_EVENT, event->reverses, -1));
            }
          continue;
        }
      event->original_index = original - 1;
      if (event->state == BATON_EVENT_APPROVED)
        self->events[original - 1].reversal_index = i;
    }
}

BatonHistory *
baton_history_builder_finish (BatonHistoryBuilder *builder,
                              GPtrArray           *bad_rows)
{
  BatonHistory *self = g_new0 (BatonHistory, 1);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < builder->events->len; i++)
    g_hash_table_insert (lines, (gpointer) g_array_index (builder->events, BatonEvent, i).id,
                         &g_array_index (builder->lines, guint64, i));

  g_atomic_ref_count_init (&self->references);
  self->strings = g_steal_pointer (&builder->strings);
  self->n_events = builder->events->len;
  self->events = (BatonEvent *) (gpointer) g_array_steal (builder->events, NULL);
  if (self->n_events > 1)
    qsort_r (self->events, self->n_events, sizeof *self->events, compare_events, NULL);
  self->by_id = g_steal_pointer (&builder->by_id);
  for (guint i = 0; i < self->n_events; i++)
    g_hash_table_insert (self->by_id, (gpointer) self->events[i].id, GUINT_TO_POINTER (i + 1));
  tie_reversals (self, lines, bad_rows);

  builder->strings = g_string_chunk_new (64 * 1024);
  builder->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_array_set_size (builder->lines, 0);
  return self;
}

BatonHistory *
baton_history_read (const char *data,
                    gsize       length,
                    GPtrArray  *bad_rows)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();

  baton_history_builder_read (builder, data, length, bad_rows);
  return baton_history_builder_finish (builder, bad_rows);
}

BatonHistory *
baton_history_new_empty (void)
{
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();

  return baton_history_builder_finish (builder, NULL);
}

BatonHistory *
baton_history_ref (BatonHistory *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_history_unref (BatonHistory *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->by_id);
  g_string_chunk_free (self->strings);
  g_free (self->events);
  g_free (self);
}

guint
baton_history_get_n_events (BatonHistory *self)
{
  return self->n_events;
}

const BatonEvent *
baton_history_get_events (BatonHistory *self)
{
  return self->events;
}

guint
baton_history_find (BatonHistory *self,
                    const char   *id)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return found > 0 ? found - 1 : BATON_EVENT_NONE;
}

gboolean
baton_history_get_span (BatonHistory *self,
                        BatonDay     *first,
                        BatonDay     *last)
{
  if (self->n_events == 0)
    return FALSE;
  *first = self->events[0].day;
  *last = self->events[self->n_events - 1].day;
  return TRUE;
}

static void
append_number (GString  *text,
               gint64    number,
               gboolean  shown)
{
  if (shown)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
  g_string_append_c (text, ',');
}

static void
append_text (GString    *text,
             const char *field)
{
  baton_csv_append (text, field);
  g_string_append_c (text, ',');
}

char *
baton_history_write (BatonHistory *self)
{
  GString *text = g_string_new (BATON_HISTORY_HEADER "\n");

  for (guint i = 0; i < self->n_events; i++)
    {
      const BatonEvent *event = &self->events[i];
      g_autofree char *day = baton_day_format (event->day);

      append_text (text, event->id);
      append_text (text, type_names[event->type]);
      append_text (text, event->organisation);
      append_text (text, event->member);
      append_text (text, event->type == BATON_EVENT_ACTIVITY ? event->subject : NULL);
      append_text (text, day);
      append_number (text, event->quantity, event->type != BATON_EVENT_CLAIM);
      append_number (text, event->amount, event->amount > 0);
      append_text (text, event->currency);
      append_number (text, event->original, event->original > 0);
      append_text (text, event->region);
      append_text (text, event->deal);
      append_text (text, event->part);
      append_number (text, event->share, event->share != WHOLE_SHARE);
      append_text (text, state_names[event->state]);
      append_number (text, event->version, TRUE);
      append_text (text, event->reverses);
      append_text (text, event->type == BATON_EVENT_REDEMPTION ? event->subject : NULL);
      append_text (text, event->type == BATON_EVENT_CLAIM ? event->subject : NULL);
      append_number (text, event->points, event->points >= 0 && event->type == BATON_EVENT_REDEMPTION);
      if (event->type == BATON_EVENT_CLAIM)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, event->granted);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
