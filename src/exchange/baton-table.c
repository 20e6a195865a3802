/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table.h"

#include <string.h>

/* As in the schema table: context and text together, for whoever translates labels. */
#define NC_(context, text) (context "\004" text)

/* Headings that are no field's label; {field} is one. */
#define KEY_HEADING NC_("heading of a column", "Key")
#define BELOW_HEADING NC_("heading of a column", "Below")
#define EARNED_HEADING NC_("heading of a column", "How it is earned")
#define FROM_HEADING NC_("heading of a column", "{field}: from")
#define THROUGH_HEADING NC_("heading of a column", "{field}: through")
#define EXCEPTIONS_HEADING NC_("heading of a column", "{field}: exceptions")

/* ── Columns ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_column (gpointer data)
{
  BatonTableColumn *column = data;

  g_free (column->vocabulary);
  g_free (column->locale);
  g_free (column->name);
  g_free (column->heading);
  g_free (column->plain);
  g_free (column);
}

static char *
fill (const char *pattern,
      const char *field)
{
  g_autoptr (GString) text = g_string_new (pattern);

  g_string_replace (text, "{field}", field, 0);
  return g_strdup (text->str);
}

static const char *
translate (const BatonTable *table,
           const char       *label)
{
  return table->label != NULL ? table->label (label) : baton_label_get_text (label);
}

/* *pattern* (nullable) is filled with *label*. */
static BatonTableColumn *
add_column (BatonTable           *table,
            BatonTablePart        part,
            const BatonFieldInfo *info,
            const char           *name,
            const char           *suffix,
            const char           *label,
            const char           *pattern)
{
  BatonTableColumn *column = g_new0 (BatonTableColumn, 1);

  column->part = part;
  column->field = BATON_FIELD_NONE;
  column->info = info;
  column->name = g_strconcat (name, suffix, NULL);
  column->heading = pattern != NULL ? fill (translate (table, pattern), translate (table, label)) : g_strdup (translate (table, label));
  column->plain = pattern != NULL ? fill (baton_label_get_text (pattern), baton_label_get_text (label)) : g_strdup (baton_label_get_text (label));
  g_ptr_array_add (table->columns, column);
  return column;
}

static BatonGridType
get_type (const BatonFieldInfo *info)
{
  switch ((int) info->type)
    {
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_CELL:
      return BATON_GRID_NUMBER;
    case BATON_TYPE_PERCENT:
      return BATON_GRID_PERCENT;
    case BATON_TYPE_DAY:
    case BATON_TYPE_WINDOW:
      return BATON_GRID_DAY;
    case BATON_TYPE_RICH_TEXT:
      return BATON_GRID_LONG_TEXT;
    default:
      return (info->flags & BATON_FIELD_LONG) != 0 ? BATON_GRID_LONG_TEXT : BATON_GRID_TEXT;
    }
}

static void
add_translations (BatonTable           *table,
                  BatonField            field,
                  const BatonFieldInfo *info,
                  const char * const   *locales)
{
  for (guint i = 0; locales != NULL && locales[i] != NULL; i++)
    {
      g_autofree char *suffix = g_strdup_printf ("[%s]", locales[i]);
      g_autofree char *tagged = g_strdup_printf (" [%s]", locales[i]);
      BatonTableColumn *column = add_column (table, BATON_TABLE_VALUE, info, info->name, suffix, info->label, NULL);
      g_autofree char *heading = g_steal_pointer (&column->heading), *plain = g_steal_pointer (&column->plain);

      column->heading = g_strconcat (heading, tagged, NULL);
      column->plain = g_strconcat (plain, tagged, NULL);
      column->field = field;
      column->locale = g_strdup (locales[i]);
      column->type = get_type (info);
    }
}

/* The place: what it belongs to, by the kind that may hold it, and below which of its own kind. */
static void
add_place (BatonTable           *table,
           const BatonFieldInfo *info)
{
  guint64 own = G_GUINT64_CONSTANT (1) << table->kind, others = info->references & ~own;
  BatonTableColumn *column;

  for (int kind = 0; kind < BATON_N_KINDS && others != 0; kind++)
    if ((others & (G_GUINT64_CONSTANT (1) << kind)) != 0)
      {
        column = add_column (table, BATON_TABLE_OWNER, info, "owner", "", baton_schema_get_kind ((BatonKind) kind)->label, NULL);
        column->kinds = others;
        column->required = (info->flags & BATON_FIELD_REQUIRED) != 0;
        break;
      }
  if ((info->references & own) != 0)
    {
      column = add_column (table, BATON_TABLE_BELOW, info, "below", "", BELOW_HEADING, NULL);
      column->kinds = own;
    }
}

static void
add_field (BatonTable         *table,
           BatonField          field,
           const char * const *locales)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  BatonTableColumn *column;

  if (info->type == BATON_TYPE_PLACE || info->type == BATON_TYPE_ASSET)
    return;
  if (info->type == BATON_TYPE_WINDOW)
    {
      for (int i = 0; i < 2; i++)
        {
          column = add_column (table, i == 0 ? BATON_TABLE_FROM : BATON_TABLE_THROUGH, info, info->name, i == 0 ? ".from" : ".through", info->label,
                               i == 0 ? FROM_HEADING : THROUGH_HEADING);
          column->field = field;
          column->type = BATON_GRID_DAY;
        }
      return;
    }
  column = add_column (table, BATON_TABLE_VALUE, info, info->name, "", info->label, NULL);
  column->field = field;
  column->type = get_type (info);
  column->required = (info->flags & BATON_FIELD_REQUIRED) != 0;
  if (info->type == BATON_TYPE_CELL)
    {
      column = add_column (table, BATON_TABLE_EXCEPTIONS, info, info->name, ".exceptions", info->label, EXCEPTIONS_HEADING);
      column->field = field;
    }
  if ((info->flags & BATON_FIELD_TRANSLATABLE) != 0)
    add_translations (table, field, info, locales);
}

BatonTable *
baton_table_new_for_kind (BatonKind           kind,
                          const char * const *locales,
                          BatonTableLabel     label)
{
  BatonTable *table = g_new0 (BatonTable, 1);
  const BatonKindInfo *info = baton_schema_get_kind (kind);

  g_atomic_ref_count_init (&table->references);
  table->kind = kind;
  table->file = BATON_N_DATA_FILES;
  table->label = label;
  table->columns = g_ptr_array_new_with_free_func (free_column);
  if (info->place_field != BATON_FIELD_NONE)
    add_place (table, baton_schema_get_field (info->place_field));
  for (guint i = 0; i < info->n_fields; i++)
    {
      add_field (table, (BatonField) (info->first_field + i), locales);
      if (info->first_field + i == BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS)
        add_column (table, BATON_TABLE_EARNED, NULL, "earned", "", EARNED_HEADING, NULL);
    }
  add_column (table, BATON_TABLE_KEY, NULL, "key", "", KEY_HEADING, NULL);
  return table;
}

/* ── Register and history ────────────────────────────────────────────────────────────────────────────── */

#define THING(SYMBOL) BATON_KIND_BIT (SYMBOL)

typedef struct
{
  const char     *name;      /* of the column in the file */
  const char     *label;
  BatonTableData  data;
  guint64         kinds;
  BatonGridType   type;
  gboolean        required;
} DataColumn;

static const DataColumn organisation_columns[] = {
  { "id", NC_("column of the register", "Key"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "name", NC_("column of the register", "Organization"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, TRUE },
  { "parent", NC_("column of the register", "Belongs to"), BATON_TABLE_ORGANISATION, 0, BATON_GRID_TEXT, FALSE },
  { "terms", NC_("column of the register", "Terms"), BATON_TABLE_THINGS, THING (TERM), BATON_GRID_TEXT, FALSE },
  { "joined", NC_("column of the register", "Joined on"), BATON_TABLE_DAY, 0, BATON_GRID_DAY, FALSE },
  { "manager", NC_("column of the register", "Looked after by"), BATON_TABLE_MEMBER, 0, BATON_GRID_TEXT, FALSE },
  { "from", NC_("column of the register", "Valid from"), BATON_TABLE_DAY, 0, BATON_GRID_DAY, FALSE },
};

static const DataColumn member_columns[] = {
  { "id", NC_("column of the register", "Key"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "name", NC_("column of the register", "Name"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, TRUE },
  { "organisation", NC_("column of the register", "Organization"), BATON_TABLE_ORGANISATION, 0, BATON_GRID_TEXT, TRUE },
  { "roles", NC_("column of the register", "Roles"), BATON_TABLE_THINGS, THING (ROLE), BATON_GRID_TEXT, FALSE },
  { "terms", NC_("column of the register", "Terms"), BATON_TABLE_THINGS, THING (TERM), BATON_GRID_TEXT, FALSE },
  { "locale", NC_("column of the register", "Reads"), BATON_TABLE_LANGUAGE, 0, BATON_GRID_TEXT, FALSE },
  { "from", NC_("column of the register", "Valid from"), BATON_TABLE_DAY, 0, BATON_GRID_DAY, FALSE },
};

static const DataColumn history_columns[] = {
  { "id", NC_("column of the history", "Key"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, TRUE },
  { "type", NC_("column of the history", "Type"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "organisation", NC_("column of the history", "Organization"), BATON_TABLE_ORGANISATION, 0, BATON_GRID_TEXT, TRUE },
  { "member", NC_("column of the history", "Member"), BATON_TABLE_MEMBER, 0, BATON_GRID_TEXT, FALSE },
  { "activity", NC_("column of the history", "Activity"), BATON_TABLE_THINGS, THING (ACTIVITY), BATON_GRID_TEXT, FALSE },
  { "day", NC_("column of the history", "Day"), BATON_TABLE_DAY, 0, BATON_GRID_DAY, TRUE },
  { "quantity", NC_("column of the history", "Quantity"), BATON_TABLE_PLAIN, 0, BATON_GRID_NUMBER, FALSE },
  { "amount", NC_("column of the history", "Amount"), BATON_TABLE_MONEY, 0, BATON_GRID_NUMBER, FALSE },
  { "currency", NC_("column of the history", "Currency"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "original", NC_("column of the history", "Original amount"), BATON_TABLE_MONEY, 0, BATON_GRID_NUMBER, FALSE },
  { "region", NC_("column of the history", "Region"), BATON_TABLE_THINGS, THING (TERM), BATON_GRID_TEXT, FALSE },
  { "deal", NC_("column of the history", "Deal"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "part", NC_("column of the history", "Part"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "share", NC_("column of the history", "Share"), BATON_TABLE_SHARE, 0, BATON_GRID_PERCENT, FALSE },
  { "state", NC_("column of the history", "State"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "version", NC_("column of the history", "Version"), BATON_TABLE_PLAIN, 0, BATON_GRID_NUMBER, FALSE },
  { "reverses", NC_("column of the history", "Takes back"), BATON_TABLE_PLAIN, 0, BATON_GRID_TEXT, FALSE },
  { "reward", NC_("column of the history", "Reward"), BATON_TABLE_THINGS, THING (REWARD), BATON_GRID_TEXT, FALSE },
  { "fund", NC_("column of the history", "Fund"), BATON_TABLE_THINGS, THING (FUND), BATON_GRID_TEXT, FALSE },
  { "points", NC_("column of the history", "Points"), BATON_TABLE_PLAIN, 0, BATON_GRID_NUMBER, FALSE },
  { "granted", NC_("column of the history", "Granted"), BATON_TABLE_MONEY, 0, BATON_GRID_NUMBER, FALSE },
};

static const struct
{
  const DataColumn *columns;
  guint             n_columns;
} data_tables[] = {
  { organisation_columns, G_N_ELEMENTS (organisation_columns) },
  { member_columns, G_N_ELEMENTS (member_columns) },
  { history_columns, G_N_ELEMENTS (history_columns) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (data_tables) == BATON_N_DATA_FILES);

static void
add_terms_column (BatonTable *table,
                  const char *name,
                  const char *heading,
                  const char *vocabulary)
{
  BatonTableColumn *column = g_new0 (BatonTableColumn, 1);

  column->part = BATON_TABLE_VALUE;
  column->field = BATON_FIELD_NONE;
  column->kinds = THING (TERM);
  column->data = BATON_TABLE_TERMS;
  column->vocabulary = g_strdup (vocabulary);
  column->name = g_strdup (name);
  column->heading = g_strdup (heading);
  column->plain = g_strdup (heading);
  column->type = BATON_GRID_TEXT;
  g_ptr_array_add (table->columns, column);
}

static gboolean
has_terms (const BatonTable *table)
{
  return table->kind == BATON_KIND_NONE && baton_table_find (table, "terms") >= 0;
}

guint
baton_table_count_stored (const BatonTable *table)
{
  return table->kind == BATON_KIND_NONE ? data_tables[table->file].n_columns : table->columns->len;
}

int
baton_table_add_new_vocabularies (BatonTable      *table,
                                  const BatonGrid *grid,
                                  guint            header)
{
  int first = (int) table->columns->len;

  if (!has_terms (table) || header == G_MAXUINT)
    return -1;
  for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
    {
      g_autofree char *name = g_strdup_printf ("new.%u", i);

      add_terms_column (table, name, baton_grid_get (grid, header, i), NULL);
    }
  return first;
}

BatonTable *
baton_table_new_for_data (BatonDataFile       file,
                          const BatonProgram *program,
                          BatonTableLabel     label)
{
  BatonTable *table = g_new0 (BatonTable, 1);

  g_atomic_ref_count_init (&table->references);
  table->kind = BATON_KIND_NONE;
  table->file = file;
  table->label = label;
  table->columns = g_ptr_array_new_with_free_func (free_column);
  for (guint i = 0; i < data_tables[file].n_columns; i++)
    {
      const DataColumn *data = &data_tables[file].columns[i];
      BatonTableColumn *column = add_column (table, strcmp (data->name, "id") == 0 ? BATON_TABLE_KEY : BATON_TABLE_VALUE, NULL, data->name, "", data->label, NULL);

      column->data = data->data;
      column->kinds = data->kinds;
      column->type = data->type;
      column->required = data->required;
    }
  if (program != NULL && has_terms (table))
    {
      g_autoptr (GPtrArray) vocabularies = baton_program_list (program, BATON_KIND_VOCABULARY);

      for (guint i = 0; i < vocabularies->len; i++)
        {
          const char *id = baton_entity_get_id (vocabularies->pdata[i]);
          g_autofree char *name = g_strconcat ("terms.", id, NULL);

          add_terms_column (table, name, baton_entity_get_name (vocabularies->pdata[i]), id);
        }
    }
  return table;
}

/* ── Finding columns ─────────────────────────────────────────────────────────────────────────────────── */

BatonTable *
baton_table_ref (BatonTable *table)
{
  g_atomic_ref_count_inc (&table->references);
  return table;
}

void
baton_table_unref (BatonTable *table)
{
  if (table == NULL || !g_atomic_ref_count_dec (&table->references))
    return;
  g_ptr_array_unref (table->columns);
  g_free (table);
}

const BatonTableColumn *
baton_table_get_column (const BatonTable *table,
                        guint             column)
{
  return column < table->columns->len ? table->columns->pdata[column] : NULL;
}

int
baton_table_find (const BatonTable *table,
                  const char       *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (strcmp (baton_table_get_column (table, i)->name, name) == 0)
      return (int) i;
  return -1;
}

int
baton_table_find_part (const BatonTable *table,
                       BatonTablePart    part)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (baton_table_get_column (table, i)->part == part)
      return (int) i;
  return -1;
}

char **
baton_table_list_locales (const BatonProgram *program)
{
  g_autoptr (GPtrArray) locales = baton_program_list (program, BATON_KIND_LOCALE);
  BatonEntity *root = baton_program_get_root (program);
  const char *source = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
  GPtrArray *tags = g_ptr_array_new ();

  for (guint i = 0; i < locales->len; i++)
    {
      const char *tag = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG);

      if (tag != NULL && g_strcmp0 (tag, source) != 0)
        g_ptr_array_add (tags, g_strdup (tag));
    }
  g_ptr_array_add (tags, NULL);
  return (char **) g_ptr_array_free (tags, FALSE);
}
