/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-day.h"
#include "exchange/baton-table-value.h"

#include "model/baton-currency.h"
#include "model/baton-decimal.h"

#include <string.h>

#define MAX_LEVELS 64

struct _BatonTableNames
{
  const BatonProgram *program;   /* borrowed */
  GHashTable         *by_name;   /* folded name → GPtrArray of ids */
  GHashTable         *by_word;   /* folded code or synonym of a term → GPtrArray of ids */
  char                sign;      /* point or comma before the decimals of amounts; 0: as each looks */
  BatonDayOrder       order;     /* of days between slashes */
};

static void
add_word (GHashTable *table,
          const char *word,
          const char *id)
{
  g_autofree char *stripped = g_strstrip (g_strdup (word));
  g_autofree char *folded = g_utf8_casefold (stripped, -1);
  GPtrArray *ids = g_hash_table_lookup (table, folded);

  if (*folded == '\0')
    return;
  if (ids == NULL)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (table, g_steal_pointer (&folded), ids);
    }
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

void
baton_table_names_add (BatonTableNames   *names,
                       const BatonEntity *entity)
{
  const char *id = baton_entity_get_id (entity);

  add_word (names->by_name, baton_entity_get_name (entity), id);
  if (baton_entity_get_kind (entity) == BATON_KIND_TERM)
    {
      const char *code = baton_entity_get_string (entity, BATON_FIELD_TERM_CODE), *synonyms = baton_entity_get_string (entity, BATON_FIELD_TERM_SYNONYMS);
      g_auto (GStrv) words = g_strsplit (synonyms != NULL ? synonyms : "", ",", -1);

      if (code != NULL)
        add_word (names->by_word, code, id);
      for (guint i = 0; words[i] != NULL; i++)
        add_word (names->by_word, words[i], id);
    }
}

static void
add_entity (gpointer entity,
            gpointer names)
{
  baton_table_names_add (names, entity);
}

BatonTableNames *
baton_table_names_new (const BatonProgram *program)
{
  BatonTableNames *names = g_new0 (BatonTableNames, 1);

  names->program = program;
  names->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  names->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  baton_program_foreach (program, add_entity, names);
  return names;
}

void
baton_table_names_free (BatonTableNames *names)
{
  if (names == NULL)
    return;
  g_hash_table_unref (names->by_name);
  g_hash_table_unref (names->by_word);
  g_free (names);
}

int
baton_table_names_get_digits (const BatonTableNames *names)
{
  BatonEntity *root = baton_program_get_root (names->program);

  return baton_currency_get_digits (root);
}

static gboolean
is_amount (const BatonTableColumn *column)
{
  return column->data == BATON_TABLE_MONEY || (column->part == BATON_TABLE_VALUE && column->info != NULL && column->info->type == BATON_TYPE_MONEY);
}

void
baton_table_names_learn (BatonTableNames         *names,
                         const BatonTable        *table,
                         const BatonGrid         *grid,
                         const BatonTableMapping *mapping)
{
  int digits = baton_table_names_get_digits (names);

  names->order = baton_table_day_learn (table, grid, mapping);
  for (guint column = 0; column < mapping->n_targets && digits >= 3; column++)
    {
      guint first = mapping->header != G_MAXUINT ? mapping->header + 1 : 0;

      if (mapping->targets[column] < 0 || !is_amount (baton_table_get_column (table, (guint) mapping->targets[column])))
        continue;
      for (guint row = first; row < baton_grid_get_n_rows (grid) && names->sign == 0; row++)
        names->sign = baton_decimal_get_sign (baton_grid_get (grid, row, column), digits);
    }
}

BatonCellResult
baton_table_names_read_amount (const BatonTableNames *names,
                               const char            *text,
                               gint64                *amount)
{
  int digits = baton_table_names_get_digits (names);

  if (names->sign == 0 && baton_decimal_is_unclear (text, digits))
    return BATON_CELL_UNCLEAR;
  return baton_decimal_parse_as (text, names->sign, digits, amount) ? BATON_CELL_OK : BATON_CELL_NOT_UNDERSTOOD;
}

BatonCellResult
baton_table_names_read_day (const BatonTableNames *names,
                            const char            *text,
                            BatonDay              *day)
{
  gboolean unclear;

  *day = baton_table_day_read (text, names->order, &unclear);
  if (*day != BATON_DAY_NONE)
    return BATON_CELL_OK;
  return unclear ? BATON_CELL_UNCLEAR_DAY : BATON_CELL_NOT_UNDERSTOOD;
}

/* What *table* has for the word, of these kinds and still there. */
static GPtrArray *
list_words (const BatonTableNames *names,
            GHashTable            *table,
            guint64                kinds,
            const char            *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);
  GPtrArray *ids = g_hash_table_lookup (table, folded), *found = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      BatonEntity *entity = baton_program_lookup (names->program, ids->pdata[i]);

      if (entity != NULL && (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) != 0)
        g_ptr_array_add (found, entity);
    }
  return found;
}

GPtrArray *
baton_table_names_list (const BatonTableNames *names,
                        BatonKind              kind,
                        const char            *name)
{
  return list_words (names, names->by_name, G_GUINT64_CONSTANT (1) << kind, name);
}

/* Whether *steps* from the last but one upwards are names above *entity*, in that order; levels between may be left out. */
static gboolean
stands_below (const BatonTableNames *names,
              const BatonEntity     *entity,
              char                 **steps,
              int                    last)
{
  int level = 0;

  for (int step = last - 1; step >= 0; step--)
    {
      g_autofree char *wanted = g_utf8_casefold (steps[step], -1);
      gboolean found = FALSE;

      while (!found && level++ < MAX_LEVELS)
        {
          const char *parent = baton_entity_get_parent (entity);
          g_autofree char *name = NULL;

          entity = parent != NULL ? baton_program_lookup (names->program, parent) : NULL;
          if (entity == NULL)
            return FALSE;
          name = g_utf8_casefold (baton_entity_get_name (entity), -1);
          found = strcmp (name, wanted) == 0;
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_path (const BatonTableNames *names,
           guint64                kinds,
           const char            *text)
{
  g_auto (GStrv) steps = g_strsplit (text, ">", -1);
  int last = (int) g_strv_length (steps) - 1;
  GPtrArray *found;

  for (int i = 0; i <= last; i++)
    g_strstrip (steps[i]);
  found = list_words (names, names->by_name, kinds, last >= 0 ? steps[last] : "");
  for (guint i = 0; i < found->len;)
    if (stands_below (names, found->pdata[i], steps, last))
      i++;
    else
      g_ptr_array_remove_index (found, i);
  return found;
}

const char *
baton_table_names_get_vocabulary (const BatonTableNames *names,
                                  const char            *term)
{
  const BatonEntity *entity = baton_program_lookup (names->program, term);

  for (int level = 0; entity != NULL && level < MAX_LEVELS; level++)
    {
      const char *parent = baton_entity_get_parent (entity);

      if (baton_entity_get_kind (entity) == BATON_KIND_VOCABULARY)
        return baton_entity_get_id (entity);
      entity = parent != NULL ? baton_program_lookup (names->program, parent) : NULL;
    }
  return NULL;
}

/* Leaves of *found* what lies in the vocabulary; all where *vocabulary* is NULL. */
static void
keep_vocabulary (const BatonTableNames *names,
                 GPtrArray             *found,
                 const char            *vocabulary)
{
  for (guint i = found->len; vocabulary != NULL && i > 0; i--)
    if (g_strcmp0 (baton_table_names_get_vocabulary (names, baton_entity_get_id (found->pdata[i - 1])), vocabulary) != 0)
      g_ptr_array_remove_index (found, i - 1);
}

static BatonEntity *
find (const BatonTableNames *names,
      guint64                kinds,
      const char            *vocabulary,
      const char            *text,
      gboolean              *several)
{
  BatonEntity *entity = baton_program_lookup (names->program, text);
  g_autoptr (GPtrArray) found = NULL;

  *several = FALSE;
  if (entity != NULL && (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) != 0 &&
      (vocabulary == NULL || g_strcmp0 (baton_table_names_get_vocabulary (names, text), vocabulary) == 0))
    return entity;
  found = list_words (names, names->by_name, kinds, text);
  keep_vocabulary (names, found, vocabulary);
  if (found->len == 0 && strchr (text, '>') != NULL)
    {
      g_ptr_array_unref (found);
      found = list_path (names, kinds, text);
      keep_vocabulary (names, found, vocabulary);
    }
  if (found->len == 0)
    {
      g_ptr_array_unref (found);
      found = list_words (names, names->by_word, kinds, text);
      keep_vocabulary (names, found, vocabulary);
    }
  *several = found->len > 1;
  return found->len == 1 ? found->pdata[0] : NULL;
}

BatonEntity *
baton_table_names_find (const BatonTableNames *names,
                        guint64                kinds,
                        const char            *text,
                        gboolean              *several)
{
  return find (names, kinds, NULL, text, several);
}

BatonEntity *
baton_table_names_find_term (const BatonTableNames *names,
                             const char            *vocabulary,
                             const char            *text,
                             gboolean              *several)
{
  return find (names, BATON_KIND_BIT (TERM), vocabulary, text, several);
}

/* Whether the text survives lists and blanks, and is understood as the entity. */
static gboolean
is_understood (const BatonTableNames *names,
               guint64                kinds,
               const char            *text,
               const BatonEntity     *entity)
{
  gboolean several;

  return strpbrk (text, ";,\n") == NULL && *text != '\0' && !g_ascii_isspace (*text) && !g_ascii_isspace (text[strlen (text) - 1]) &&
         baton_table_names_find (names, kinds, text, &several) == entity;
}

char *
baton_table_names_write (const BatonTableNames *names,
                         guint64                kinds,
                         const char            *id)
{
  BatonEntity *entity = baton_program_lookup (names->program, id), *above = entity;
  g_autofree char *text = NULL;

  for (int level = 0; above != NULL && level < MAX_LEVELS; level++)
    {
      const char *parent = baton_entity_get_parent (above);
      char *longer = text != NULL ? g_strconcat (baton_entity_get_name (above), " > ", text, NULL) : g_strdup (baton_entity_get_name (above));

      g_free (text);
      text = longer;
      if (is_understood (names, kinds, text, entity))
        return g_steal_pointer (&text);
      above = parent != NULL ? baton_program_lookup (names->program, parent) : NULL;
    }
  return g_strdup (id);
}
