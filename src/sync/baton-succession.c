/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The notes are a setting of the workspace, {"old": ["new", …], …}. They are not undone, and need not be: one is in force
 * only while the program lacks the old thing, and leads on while what it names has itself been replaced.
 */
#include "config.h"

#include "sync/baton-succession.h"

#include "model/baton-json.h"

#include <string.h>

#define SETTING "sync.succession"

/* (transfer full); NULL when there are none. */
static BatonValue *
load_notes (BatonWorkspace *workspace)
{
  const char *json = baton_workspace_get_setting (workspace, SETTING);
  BatonValue *notes = json != NULL ? baton_json_parse (json, strlen (json), NULL) : NULL;

  if (notes != NULL && !baton_value_is (notes, BATON_VALUE_OBJECT))
    g_clear_pointer (&notes, baton_value_unref);
  return notes;
}

gboolean
baton_succession_note (BatonWorkspace      *workspace,
                       const char          *from,
                       const char * const  *to,
                       GError             **error)
{
  g_autoptr (BatonValue) notes = load_notes (workspace);
  g_autoptr (BatonValue) list = baton_value_new_strv (to);
  g_autoptr (BatonValue) changed = NULL;
  g_autofree char *json = NULL;

  g_return_val_if_fail (from != NULL && to != NULL && to[0] != NULL, FALSE);

  changed = baton_value_with_member (notes, from, list);
  json = baton_value_to_json (changed);
  return baton_workspace_set_setting (workspace, SETTING, json, error);
}

/* Lists what stands for *from* now, through however many successions. Each thing is asked once: notes may lead in circles. */
static GPtrArray *
follow (const BatonProgram *program,
        const BatonValue   *notes,
        const char         *from)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  g_hash_table_add (asked, (gpointer) from);
  g_ptr_array_add (waiting, (gpointer) from);
  while (waiting->len > 0)
    {
      const char *id = g_ptr_array_steal_index (waiting, waiting->len - 1);
      const BatonValue *next = baton_value_get_member (notes, id);

      if (baton_program_lookup (program, id) != NULL)
        {
          g_ptr_array_add (found, g_strdup (id));
          continue;
        }
      /* From the last, so that the first comes first: an event goes to the first of several. */
      for (gsize i = baton_value_get_length (next); i > 0; i--)
        {
          const char *successor = baton_value_get_string (baton_value_get_element (next, i - 1));

          if (successor != NULL && g_hash_table_add (asked, (gpointer) successor))
            g_ptr_array_add (waiting, (gpointer) successor);
        }
    }
  return found;
}

GHashTable *
baton_succession_load (BatonWorkspace *workspace)
{
  const BatonProgram *program = baton_workspace_get_program (workspace);
  g_autoptr (BatonValue) notes = load_notes (workspace);
  g_autoptr (GHashTable) successors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  for (gsize i = 0; i < baton_value_get_length (notes); i++)
    {
      const char *from = baton_value_get_key (notes, i);
      g_autoptr (GPtrArray) found = NULL;

      if (baton_program_lookup (program, from) != NULL)
        continue;
      found = follow (program, notes, from);
      if (found->len == 0)
        continue;
      g_ptr_array_add (found, NULL);
      g_ptr_array_set_free_func (found, NULL);
      g_hash_table_insert (successors, g_strdup (from), g_ptr_array_free (g_steal_pointer (&found), FALSE));
    }
  return g_hash_table_size (successors) > 0 ? g_steal_pointer (&successors) : NULL;
}

gboolean
baton_succession_concerns (BatonWorkspace *workspace,
                           GPtrArray      *changes)
{
  g_autoptr (BatonValue) notes = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];

      if (change->before != NULL && change->after != NULL)
        continue;
      if (notes == NULL && (notes = load_notes (workspace)) == NULL)
        return FALSE;
      if (baton_value_get_member (notes, baton_change_get_id (change)) != NULL)
        return TRUE;
    }
  return FALSE;
}

BatonRegister *
baton_succession_apply_register (GHashTable    *successors,
                                 BatonRegister *reg)
{
  GHashTableIter iter;
  gpointer from;

  if (successors != NULL)
    {
      g_hash_table_iter_init (&iter, successors);
      while (g_hash_table_iter_next (&iter, &from, NULL))
        if (baton_register_count_uses (reg, from) > 0)
          return baton_register_replace_terms (reg, successors);
    }
  return baton_register_ref (reg);
}

/* An event has one region: the first of several successors. */
BatonHistory *
baton_succession_apply_history (GHashTable   *successors,
                                BatonHistory *history)
{
  g_autoptr (BatonHistoryBuilder) builder = NULL;
  const BatonEvent *events;
  guint n = baton_history_get_n_events (history);

  if (successors == NULL || !baton_history_has_region (history, successors))
    return baton_history_ref (history);

  events = baton_history_get_events (history);
  builder = baton_history_builder_new ();
  for (guint i = 0; i < n; i++)
    {
      BatonEvent event = events[i];
      const char * const *to = event.region != NULL ? g_hash_table_lookup (successors, event.region) : NULL;

      if (to != NULL)
        event.region = to[0];
      baton_history_builder_add (builder, &event);
    }
  return baton_history_builder_finish (builder, NULL);
}
