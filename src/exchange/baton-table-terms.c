/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-terms.h"

#include "model/baton-text.h"

#include <string.h>

#define MAX_SAMPLE_ROWS 200
#define MAX_NAME_CHARACTERS 200

struct _BatonTableTerms
{
  BatonProgram            *program;
  const BatonTable        *table;
  const BatonTableMapping *mapping;
  BatonTablePlan          *plan;
  BatonTableNames         *names;
  GHashTable              *made;       /* column of the table → id of the vocabulary that was made for it */
  GHashTable              *last;       /* vocabulary → the last position below it */
  guint                    n_new;
  gboolean                 create;
};

BatonTableTerms *
baton_table_terms_new (const BatonProgram      *program,
                       const BatonTable        *table,
                       const BatonTableMapping *mapping,
                       BatonTablePlan          *plan,
                       gboolean                 create)
{
  BatonTableTerms *self = g_new0 (BatonTableTerms, 1);

  self->program = baton_program_copy (program);
  self->table = table;
  self->mapping = mapping;
  self->plan = plan;
  self->create = create;
  self->names = baton_table_names_new (self->program);
  self->made = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
baton_table_terms_free (BatonTableTerms *self)
{
  if (self == NULL)
    return;
  baton_table_names_free (self->names);
  baton_program_free (self->program);
  g_hash_table_unref (self->made);
  g_hash_table_unref (self->last);
  g_free (self);
}

BatonTableNames *
baton_table_terms_get_names (BatonTableTerms *self)
{
  return self->names;
}

/* ── Making what is not there ────────────────────────────────────────────────────────────────────────── */

/* What headings say of a vocabulary's purpose; the words are those that spreadsheets of partners have. */
static const struct
{
  const char *word, *purpose;
} purposes[] = {
  { "partner type", "partner-type" }, { "type", "partner-type" },     { "country", "region" },  { "region", "region" },
  { "territory", "region" },          { "industry", "industry" },     { "vertical", "industry" }, { "solution", "solution" },
  { "product", "solution" },          { "certification", "certification" }, { "status", "program-status" }, { "alliance", "alliance" },
  { "entity type", "entity-type" },   { "stage", "journey-stage" },   { "language", "language" },
};

/* One that no vocabulary serves yet: two would compete for it. */
static const char *
guess_purpose (BatonTableTerms *self,
               const char      *heading)
{
  g_autofree char *folded = g_utf8_casefold (heading, -1);
  g_autoptr (GPtrArray) vocabularies = baton_program_list (self->program, BATON_KIND_VOCABULARY);

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      gboolean served = strcmp (purposes[i].word, folded) != 0;

      for (guint j = 0; !served && j < vocabularies->len; j++)
        served = g_strcmp0 (baton_entity_get_string (vocabularies->pdata[j], BATON_FIELD_VOCABULARY_PURPOSE), purposes[i].purpose) == 0;
      if (!served)
        return purposes[i].purpose;
    }
  return "other";
}

/* Puts a new thing last below *parent*, into the program and the plan. Its id, borrowed. */
static const char *
add (BatonTableTerms *self,
     BatonEntity     *entity,
     const char      *parent)
{
  const char *last = g_hash_table_lookup (self->last, parent != NULL ? parent : "");
  g_autofree char *after = last != NULL ? baton_position_between (last, NULL) : NULL;
  char *position = after != NULL ? g_steal_pointer (&after) : baton_program_last_position (self->program, baton_entity_get_kind (entity), parent);
  BatonEntity *placed = baton_entity_with_place (entity, parent, position);

  g_hash_table_replace (self->last, g_strdup (parent != NULL ? parent : ""), position);
  baton_program_put (self->program, placed);
  baton_table_names_add (self->names, placed);
  g_ptr_array_add (self->plan->owners, placed);
  return baton_entity_get_id (placed);
}

static BatonEntity *
make_named (BatonKind   kind,
            const char *name)
{
  g_autofree char *id = baton_id_new (name, NULL);
  g_autoptr (BatonEntity) bare = baton_entity_new (kind, id);
  g_autoptr (BatonValue) text = baton_text_new (name);

  return baton_entity_with (bare, baton_schema_get_kind (kind)->name_field, text);
}

static const char *
get_vocabulary (BatonTableTerms *self,
                guint            target)
{
  const BatonTableColumn *column = baton_table_get_column (self->table, target);
  const char *made = g_hash_table_lookup (self->made, GUINT_TO_POINTER (target));
  g_autoptr (BatonEntity) named = NULL, whole = NULL;
  g_autoptr (BatonValue) purpose = NULL;

  if (column->vocabulary != NULL || made != NULL)
    return column->vocabulary != NULL ? column->vocabulary : made;
  named = make_named (BATON_KIND_VOCABULARY, column->heading);
  purpose = baton_value_new_string (guess_purpose (self, column->heading));
  whole = baton_entity_with (named, BATON_FIELD_VOCABULARY_PURPOSE, purpose);
  made = add (self, whole, NULL);
  g_hash_table_insert (self->made, GUINT_TO_POINTER (target), g_strdup (made));
  return made;
}

/* NULL after having refused the row. */
static const char *
make_term (BatonTableTerms *self,
           BatonTableRow   *row,
           guint            target,
           const char      *vocabulary,
           const char      *name)
{
  g_autoptr (BatonEntity) term = NULL;

  if (g_utf8_strlen (name, -1) > MAX_NAME_CHARACTERS)
    {
      baton_table_row_add_issue (row, BATON_TABLE_NOT_UNDERSTOOD, self->mapping, (int) target, name);
      return NULL;
    }
  if (self->n_new == BATON_TABLE_MAX_NEW_TERMS)
    {
      baton_table_row_add_issue (row, BATON_TABLE_TOO_MANY_TERMS, self->mapping, (int) target, name);
      return NULL;
    }
  self->n_new++;
  term = make_named (BATON_KIND_TERM, name);
  baton_table_row_add_issue (row, BATON_TABLE_OWNER_CREATED, self->mapping, (int) target, name);
  return add (self, term, vocabulary);
}

/* ── Cells ───────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_ids (const void *a,
             const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The terms of other vocabularies, and these; sorted as the register's file has them. (transfer full) */
static char *
replace_terms (BatonTableTerms *self,
               const char      *terms,
               const char      *vocabulary,
               GPtrArray       *ids)
{
  g_auto (GStrv) old = g_strsplit (terms, " ", -1);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; old[i] != NULL; i++)
    if (*old[i] != '\0' && g_strcmp0 (baton_table_names_get_vocabulary (self->names, old[i]), vocabulary) != 0)
      g_ptr_array_add (all, old[i]);
  for (guint i = 0; i < ids->len; i++)
    if (!g_ptr_array_find_with_equal_func (all, ids->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (all, ids->pdata[i]);
  g_ptr_array_sort (all, compare_ids);
  g_ptr_array_add (all, NULL);
  return g_strjoinv (" ", (char **) all->pdata);
}

/* The values of a cell: "Austria, Germany" is two, unless something of the vocabulary is called so. (transfer full) */
static char **
split_cell (const BatonTableNames *names,
            const char            *vocabulary,
            const char            *cell)
{
  gboolean several;

  if (baton_table_names_find_term (names, vocabulary, cell, &several) != NULL)
    return g_strsplit (cell, "\n", -1);
  return g_strsplit_set (cell, strpbrk (cell, ";\n") != NULL ? ";\n" : ",", -1);
}

gboolean
baton_table_terms_read (BatonTableTerms  *self,
                        BatonTableRow    *row,
                        guint             target,
                        const char       *cell,
                        char            **terms)
{
  const BatonTableColumn *column = baton_table_get_column (self->table, target);
  const char *vocabulary = get_vocabulary (self, target);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gboolean several = FALSE;
  g_auto (GStrv) parts = split_cell (self->names, vocabulary, cell);
  char *replaced;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]), *id;
      BatonEntity *term = *part != '\0' ? baton_table_names_find_term (self->names, vocabulary, part, &several) : NULL;

      if (*part == '\0')
        continue;
      if (term == NULL && (several || (column->vocabulary != NULL && !self->create)))
        {
          baton_table_row_add_issue (row, several ? BATON_TABLE_AMBIGUOUS : BATON_TABLE_NOT_FOUND, self->mapping, (int) target, part);
          return FALSE;
        }
      id = term != NULL ? baton_entity_get_id (term) : make_term (self, row, target, vocabulary, part);
      if (id == NULL)
        return FALSE;
      g_ptr_array_add (ids, (gpointer) id);
    }
  replaced = replace_terms (self, *terms, vocabulary, ids);
  g_free (*terms);
  *terms = replaced;
  return TRUE;
}

void
baton_table_terms_keep (BatonTableTerms *self,
                        GHashTable      *used)
{
  /* From the last: a vocabulary is needed by the terms after it. */
  for (guint i = self->plan->owners->len; i > 0; i--)
    {
      BatonEntity *entity = self->plan->owners->pdata[i - 1];

      BatonTableRow *row = g_hash_table_lookup (used, baton_entity_get_id (entity));

      if (row == NULL)
        {
          baton_table_plan_drop_owner (self->plan, i - 1);
          continue;
        }
      baton_table_plan_tell_of_owner (self->plan, entity, row);
      if (baton_entity_get_parent (entity) != NULL)
        g_hash_table_insert (used, g_strdup (baton_entity_get_parent (entity)), row);
    }
}

/* ── Guessing ────────────────────────────────────────────────────────────────────────────────────────── */

/* How many of the different first values of the column are terms of the vocabulary, and in *n_values* (out) how many there are. */
static guint
count_terms (const BatonTableNames *names,
             const BatonGrid       *grid,
             guint                  first,
             guint                  column,
             const char            *vocabulary,
             guint                 *n_values)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint row = first; row < MIN (baton_grid_get_n_rows (grid), first + MAX_SAMPLE_ROWS); row++)
    {
      g_auto (GStrv) values = split_cell (names, vocabulary, baton_grid_get (grid, row, column));

      for (guint i = 0; values[i] != NULL; i++)
        {
          const char *value = g_strstrip (values[i]);
          gboolean several;

          if (*value != '\0' && g_hash_table_add (seen, g_strdup (value)))
            n += baton_table_names_find_term (names, vocabulary, value, &several) != NULL;
        }
    }
  *n_values = g_hash_table_size (seen);
  return n;
}

void
baton_table_mapping_guess_terms (BatonTableMapping  *mapping,
                                 const BatonTable   *table,
                                 const BatonGrid    *grid,
                                 const BatonProgram *program)
{
  guint first = mapping->header != G_MAXUINT ? mapping->header + 1 : 0;
  BatonTableNames *names;

  if (baton_table_count_stored (table) == table->columns->len)
    return;
  names = baton_table_names_new (program);
  for (guint column = 0; column < mapping->n_targets; column++)
    {
      guint most = 0;
      int best = -1;

      for (guint target = baton_table_count_stored (table); mapping->targets[column] < 0 && target < table->columns->len; target++)
        {
          const BatonTableColumn *candidate = baton_table_get_column (table, target);
          guint n, n_values;

          if (candidate->vocabulary == NULL || baton_table_mapping_find (mapping, (int) target) >= 0)
            continue;
          n = count_terms (names, grid, first, column, candidate->vocabulary, &n_values);
          if (n > most && n * 2 > n_values)
            {
              most = n;
              best = (int) target;
            }
        }
      if (best >= 0)
        mapping->targets[column] = best;
    }
  baton_table_names_free (names);
}
