/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-rows.h"

#include <string.h>

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

static void
append (GPtrArray  *items,
        const char *id,
        const char *motion,
        const char *heading)
{
  BatonActivityRow *row = g_object_new (BATON_TYPE_ACTIVITY_ROW, NULL);

  row->id = g_strdup (id);
  row->motion = g_strdup (motion);
  row->heading = g_strdup (heading);
  g_ptr_array_add (items, row);
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
append_motion (GPtrArray         *items,
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

/* Whether the row at *index* can stand for *row*; a heading may say something else by now, and says it then. */
static gboolean
stands_at (GListStore             *rows,
           guint                   index,
           const BatonActivityRow *row,
           gboolean               *reworded)
{
  g_autoptr (BatonActivityRow) shown = g_list_model_get_item (G_LIST_MODEL (rows), index);

  if (g_strcmp0 (row->id, shown->id) != 0 || (row->heading == NULL) != (shown->heading == NULL) || g_strcmp0 (row->motion, shown->motion) != 0)
    return FALSE;
  if (g_strcmp0 (row->heading, shown->heading) != 0)
    {
      g_free (shown->heading);
      shown->heading = g_strdup (row->heading);
      *reworded = TRUE;
    }
  return TRUE;
}

gboolean
baton_activity_rows_follow (GListStore    *rows,
                            BatonDocument *document,
                            const char    *filter)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) motions = baton_program_list_children (baton_document_get_program (document), BATON_KIND_MOTION, NULL);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (rows)), first = 0, last = 0;
  gboolean reworded = FALSE;

  for (guint i = 0; i < motions->len; i++)
    append_motion (items, document, filter, motions->pdata[i]);
  append_motion (items, document, filter, NULL);
  while (first < MIN (n_old, items->len) && stands_at (rows, first, items->pdata[first], &reworded))
    first++;
  while (last < MIN (n_old, items->len) - first && stands_at (rows, n_old - 1 - last, items->pdata[items->len - 1 - last], &reworded))
    last++;
  if (first + last < MAX (n_old, items->len))
    g_list_store_splice (rows, first, n_old - first - last, &items->pdata[first], items->len - first - last);
  return reworded;
}

static gboolean
differ (const BatonChange *change,
        BatonField         field)
{
  return !baton_value_equal (baton_entity_get (change->before, field), baton_entity_get (change->after, field));
}

gboolean
baton_activity_rows_concern (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];
      BatonKind kind = baton_change_get_kind (change);

      if (kind != BATON_KIND_ACTIVITY && kind != BATON_KIND_MOTION)
        continue;
      if (change->before == NULL || change->after == NULL || kind == BATON_KIND_MOTION || differ (change, BATON_FIELD_ACTIVITY_SECTION)
          || differ (change, BATON_FIELD_ACTIVITY_PLACE) || differ (change, BATON_FIELD_ACTIVITY_NAME))
        return TRUE;
    }
  return FALSE;
}
