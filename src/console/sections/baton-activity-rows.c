/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-rows.h"

#include <string.h>

#define MOST_PLACES 4   /* that one edit changes; with more the table is a new one from there on */
#define MOST_STEPS 8    /* rows that come and go in one of them, each of which is looked for */
#define SLICE 8         /* rows that come or go at a time while somebody waits */

G_DEFINE_FINAL_TYPE (BatonActivityRow, baton_activity_row, G_TYPE_OBJECT)

static void
baton_activity_row_finalize (GObject *object)
{
  BatonActivityRow *self = BATON_ACTIVITY_ROW (object);

  g_free (self->id);
  g_free (self->motion);
  g_free (self->heading);
  G_OBJECT_CLASS (baton_activity_row_parent_class)->finalize (object);
}

static void
baton_activity_row_class_init (BatonActivityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_activity_row_finalize;
}

static void
baton_activity_row_init (BatonActivityRow *self)
{
}

/* What a row is to be: borrowed from the program. Thousands are looked at after every edit, and few become rows. */
typedef struct
{
  const char *id;
  const char *motion;
  const char *heading;
} Wanted;

static void
append (GArray     *wanted,
        const char *id,
        const char *motion,
        const char *heading)
{
  Wanted row = { id, motion, heading };

  g_array_append_val (wanted, row);
}

static BatonActivityRow *
make_row (const Wanted *wanted)
{
  BatonActivityRow *row = g_object_new (BATON_TYPE_ACTIVITY_ROW, NULL);

  row->id = g_strdup (wanted->id);
  row->motion = g_strdup (wanted->motion);
  row->heading = g_strdup (wanted->heading);
  return row;
}

static const char *
get_section (const BatonEntity *activity)
{
  const char *section = baton_entity_get_string (activity, BATON_FIELD_ACTIVITY_SECTION);

  return section != NULL ? section : "";
}

static gboolean
is_listed (const BatonEntity *activity,
           const char        *filter)
{
  g_autofree char *folded = filter != NULL ? g_utf8_casefold (baton_entity_get_name (activity), -1) : NULL;

  return filter == NULL || strstr (folded, filter) != NULL;
}

/* The activities of one motion, the sections in the order in which they first come. */
static void
append_motion (GArray            *items,
               BatonDocument     *document,
               const char        *filter,
               const BatonEntity *motion)
{
  const char *id = motion != NULL ? baton_entity_get_id (motion) : NULL;
  g_autoptr (GPtrArray) activities = baton_program_list_children (baton_document_get_program (document), BATON_KIND_ACTIVITY, id);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (motion != NULL)
    append (items, id, id, baton_entity_get_name (motion));
  for (guint i = 0; i < activities->len; i++)
    {
      const char *section = get_section (activities->pdata[i]);
      GPtrArray *list = g_hash_table_lookup (by_name, section);

      if (!is_listed (activities->pdata[i], filter))
        continue;
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_name, (gpointer) section, list);
          g_ptr_array_add (sections, list);
        }
      g_ptr_array_add (list, activities->pdata[i]);
    }
  for (guint i = 0; i < sections->len; i++)
    {
      GPtrArray *list = sections->pdata[i];
      const char *section = get_section (list->pdata[0]);

      if (*section != '\0')
        append (items, NULL, id, section);
      for (guint j = 0; j < list->len; j++)
        append (items, baton_entity_get_id (list->pdata[j]), id, NULL);
    }
}

/* Whether *shown* can stand for *row*; a heading may say something else by now. */
static gboolean
is_same (const BatonActivityRow *shown,
         const Wanted           *row)
{
  return (row->heading == NULL) == (shown->heading == NULL) && g_strcmp0 (row->id, shown->id) == 0 && g_strcmp0 (row->motion, shown->motion) == 0 &&
         (row->id != NULL || g_strcmp0 (row->heading, shown->heading) == 0);
}

static gboolean
stands_for (GPtrArray    *shown,
            guint         index,
            const Wanted *row,
            gboolean     *reworded)
{
  BatonActivityRow *own = shown->pdata[index];

  if (!is_same (own, row))
    return FALSE;
  if (g_strcmp0 (row->heading, own->heading) != 0)
    {
      g_free (own->heading);
      own->heading = g_strdup (row->heading);
      *reworded = TRUE;
    }
  return TRUE;
}

/* How far from *from* on the row stands that *row* wants; G_MAXUINT where there is none. */
static guint
find_shown (GPtrArray    *shown,
            guint         from,
            guint         to,
            const Wanted *row)
{
  for (guint i = from; i < to; i++)
    if (is_same (shown->pdata[i], row))
      return i - from;
  return G_MAXUINT;
}

static guint
find_wanted (GArray                 *wanted,
             guint                   from,
             guint                   to,
             const BatonActivityRow *shown)
{
  for (guint i = from; i < to; i++)
    if (is_same (shown, &g_array_index (wanted, Wanted, i)))
      return i - from;
  return G_MAXUINT;
}

static void
splice_some (GListStore *rows,
             guint       position,
             guint       n_gone,
             GArray     *wanted,
             guint       first,
             guint       n_new)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (items, make_row (&g_array_index (wanted, Wanted, first + i)));
  if (n_gone + n_new > 0)
    g_list_store_splice (rows, position, n_gone, items->pdata, n_new);
}

/* What a large step brings or takes away goes a slice at a time, as each row that is seen has its widgets, until the time is over:
 * then the rows are neither the old nor the new ones, and what is left is found by comparing them again. Rows go from the end on: so
 * those that are not seen move up to where these were only when all else has gone. FALSE: the time is over. */
static gboolean
splice (GListStore *rows,
        guint       position,
        guint       n_gone,
        GArray     *wanted,
        guint       first,
        guint       n_new,
        gint64      until)
{
  if (until == G_MAXINT64 || n_gone + n_new <= SLICE)
    {
      splice_some (rows, position, n_gone, wanted, first, n_new);
      return TRUE;
    }
  while (n_gone > 0)
    {
      guint n = MIN (n_gone, SLICE);

      splice_some (rows, position + n_gone - n, n, wanted, first, 0);
      n_gone -= n;
      if (g_get_monotonic_time () >= until)
        return n_gone + n_new == 0;
    }
  while (n_new > 0)
    {
      guint n = MIN (n_new, SLICE);

      splice_some (rows, position, 0, wanted, first, n);
      position += n;
      first += n;
      n_new -= n;
      if (g_get_monotonic_time () >= until)
        return n_new == 0;
    }
  return TRUE;
}

/* Splices the few places that one edit changes, a move being two of them far apart, and leaves alone what is between them.
 * What there is more of is left: it then stands at *first in both, and takes up *n_old rows instead of *n_new. */
static gboolean
follow_places (GListStore *rows,
               GPtrArray  *shown,
               GArray     *wanted,
               guint      *first,
               guint      *n_old,
               guint      *n_new,
               gint64      until,
               gboolean   *reworded)
{
  guint old = *first, new = *first, old_end = *first + *n_old, new_end = *first + *n_new;

  for (int place = 0; place < MOST_PLACES && (old < old_end || new < new_end); place++)
    {
      guint gone = 0, come = 0;

      for (int step = 0; step < MOST_STEPS && (old < old_end || new < new_end); step++)
        {
          guint in_shown = new < new_end ? find_shown (shown, old, old_end, &g_array_index (wanted, Wanted, new)) : G_MAXUINT;
          guint in_wanted = old < old_end ? find_wanted (wanted, new, new_end, shown->pdata[old]) : G_MAXUINT;

          if (in_shown == 0)
            break;
          /* The row that has the longer way to go is the one that has moved. */
          if (old < old_end && (new == new_end || in_wanted >= in_shown))
            old++, gone++;
          else
            new++, come++;
        }
      if (!splice (rows, new - come, gone, wanted, new - come, come, until))
        return FALSE;
      while (old < old_end && new < new_end && stands_for (shown, old, &g_array_index (wanted, Wanted, new), reworded))
        old++, new++;
    }
  *first = new;
  *n_old = old_end - old;
  *n_new = new_end - new;
  return TRUE;
}

gboolean
baton_activity_rows_follow_some (GListStore    *rows,
                                 BatonDocument *document,
                                 const char    *filter,
                                 gint64         until,
                                 gboolean      *all)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) motions = baton_program_list_children (baton_document_get_program (document), BATON_KIND_MOTION, NULL);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (rows)), n_new, first = 0;
  gboolean reworded = FALSE;

  for (guint i = 0; i < n_old; i++)
    g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (rows), i));
  for (guint i = 0; i < motions->len; i++)
    append_motion (wanted, document, filter, motions->pdata[i]);
  append_motion (wanted, document, filter, NULL);
  n_new = wanted->len;
  while (n_old > 0 && n_new > 0 && stands_for (shown, first, &g_array_index (wanted, Wanted, first), &reworded))
    first++, n_old--, n_new--;
  while (n_old > 0 && n_new > 0 && stands_for (shown, first + n_old - 1, &g_array_index (wanted, Wanted, first + n_new - 1), &reworded))
    n_old--, n_new--;
  *all = n_old == 0 || n_new == 0 || follow_places (rows, shown, wanted, &first, &n_old, &n_new, until, &reworded);
  *all = *all && splice (rows, first, n_old, wanted, first, n_new, until);
  return reworded;
}

gboolean
baton_activity_rows_follow (GListStore    *rows,
                            BatonDocument *document,
                            const char    *filter)
{
  gboolean all;

  return baton_activity_rows_follow_some (rows, document, filter, G_MAXINT64, &all);
}

static gboolean
differ (const BatonChange *change,
        BatonField         field)
{
  return !baton_value_equal (baton_entity_get (change->before, field), baton_entity_get (change->after, field));
}

gboolean
baton_activity_rows_concern (GPtrArray  *changes,
                             const char *filter)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      BatonKind kind = baton_change_get_kind (change);

      if (kind != BATON_KIND_ACTIVITY && kind != BATON_KIND_MOTION)
        continue;
      if (change->before == NULL || change->after == NULL || kind == BATON_KIND_MOTION || differ (change, BATON_FIELD_ACTIVITY_SECTION)
          || differ (change, BATON_FIELD_ACTIVITY_PLACE) || (filter != NULL && differ (change, BATON_FIELD_ACTIVITY_NAME)))
        return TRUE;
    }
  return FALSE;
}
