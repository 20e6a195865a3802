/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-find-search.h"

#include "console/baton-section.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_RESULTS 50
#define LAST_RANK 3

static void
found_free (gpointer data)
{
  BatonFound *found = data;

  g_free (found->name);
  g_free (found->id);
  g_free (found);
}

BatonFindSearch *
baton_find_search_new (BatonDocument *document,
                       const char    *text)
{
  BatonFindSearch *self = g_new0 (BatonFindSearch, 1);

  self->text = g_strdup (text);
  self->program = baton_program_copy (baton_document_get_program (document));
  self->reg = baton_document_get_presenting (document) ? NULL : baton_register_ref (baton_document_get_register (document));
  self->today = baton_document_get_today (document);
  self->found = g_ptr_array_new_with_free_func (found_free);
  return self;
}

void
baton_find_search_free (gpointer data)
{
  BatonFindSearch *self = data;

  g_free (self->text);
  g_clear_pointer (&self->program, baton_program_free);
  g_clear_pointer (&self->reg, baton_register_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static int
rank_of (const char *name,
         const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  const char *at = strstr (folded, needle);

  if (at == NULL)
    return -1;
  if (strcmp (folded, needle) == 0)
    return 0;
  return at == folded ? 1 : at[-1] == ' ' ? 2 : LAST_RANK;
}

static BatonFound *
add_found (GPtrArray  *ranks[],
           int         rank,
           const char *name,
           const char *kind)
{
  BatonFound *found = g_new0 (BatonFound, 1);

  found->rank = rank;
  found->name = g_strdup (name);
  found->kind = kind;
  g_ptr_array_add (ranks[rank], found);
  return found;
}

typedef struct
{
  const char *needle;
  GPtrArray **ranks;
} Consideration;

static void
consider (gpointer data,
          gpointer user_data)
{
  Consideration *consideration = user_data;
  const char *name = baton_entity_get_name (data), *id = baton_entity_get_id (data);
  int rank = rank_of (name, consideration->needle);

  /* What has no name of its own is found by what it belongs to. */
  if (rank >= 0 && strcmp (name, id) != 0)
    add_found (consideration->ranks, rank, name, baton_words_kind (baton_entity_get_kind (data)))->id = g_strdup (id);
}

/* Partners too, for their statements. */
static void
consider_partners (BatonFindSearch *self,
                   const char      *needle,
                   GPtrArray       *ranks[])
{
  for (guint i = 0; self->reg != NULL && i < baton_register_get_n_organisations (self->reg); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (self->reg, i, self->today);
      int rank = facts != NULL && facts->name != NULL ? rank_of (facts->name, needle) : -1;

      if (rank >= 0)
        add_found (ranks, rank, facts->name, _("Partner: the statement"))->id = g_strdup (baton_register_get_organisation (self->reg, i));
    }
}

typedef struct
{
  char       *key;     /* owned */
  BatonFound *found;
} Sorted;

static int
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const Sorted *) a)->key, ((const Sorted *) b)->key);
}

/* By name. What a name is sorted by is worked out once, not at each comparison. */
static void
sort_rank (GPtrArray *rank)
{
  g_autofree Sorted *sorted = g_new (Sorted, rank->len + 1);

  for (guint i = 0; i < rank->len; i++)
    {
      BatonFound *found = rank->pdata[i];

      sorted[i] = (Sorted) { g_utf8_collate_key (found->name, -1), found };
    }
  qsort (sorted, rank->len, sizeof *sorted, compare_sorted);
  for (guint i = 0; i < rank->len; i++)
    {
      rank->pdata[i] = sorted[i].found;
      g_free (sorted[i].key);
    }
}

gboolean
baton_find_search_run (gpointer       data,
                       GCancellable  *cancellable,
                       GError       **error)
{
  BatonFindSearch *self = data;
  g_autofree char *needle = g_utf8_casefold (self->text, -1);
  GPtrArray *ranks[LAST_RANK + 1];
  Consideration consideration = { needle, ranks };

  for (int rank = 0; rank <= LAST_RANK; rank++)
    ranks[rank] = g_ptr_array_new_with_free_func (found_free);
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      int rank = rank_of (baton_section_info_get_title (info), needle);

      if (rank >= 0)
        add_found (ranks, rank, baton_section_info_get_title (info), _("Section"))->section = info->name;
    }
  if (*needle != '\0')
    baton_program_foreach (self->program, consider, &consideration);
  if (*needle != '\0' && !g_cancellable_is_cancelled (cancellable))
    consider_partners (self, needle, ranks);
  for (int rank = 0; rank <= LAST_RANK; rank++)
    {
      if (self->found->len < MOST_RESULTS && !g_cancellable_is_cancelled (cancellable))
        {
          sort_rank (ranks[rank]);
          while (self->found->len < MOST_RESULTS && ranks[rank]->len > 0)
            g_ptr_array_add (self->found, g_ptr_array_steal_index (ranks[rank], 0));
        }
      g_ptr_array_unref (ranks[rank]);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
