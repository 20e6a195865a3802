/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-activity-edits.h"

#include "model/baton-text.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"
#include "words/baton-words-incentive.h"
#include "words/baton-words-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The columns of the table in a spreadsheet, then what can be shown besides. */
static const BatonField fields[BATON_ACTIVITY_GRID_N_COLUMNS] = {
  [BATON_ACTIVITY_COLUMN_NAME] = BATON_FIELD_ACTIVITY_NAME,
  [BATON_ACTIVITY_COLUMN_TIER] = BATON_FIELD_ACTIVITY_TIER_POINTS,
  [BATON_ACTIVITY_COLUMN_COMPANY] = BATON_FIELD_ACTIVITY_COMPANY_POINTS,
  [BATON_ACTIVITY_COLUMN_INDIVIDUAL] = BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS,
  [BATON_ACTIVITY_COLUMN_EARNED] = BATON_FIELD_ACTIVITY_UNIT,
  [BATON_ACTIVITY_COLUMN_FEE] = BATON_FIELD_ACTIVITY_FEE,
  BATON_FIELD_ACTIVITY_APPROVAL_BY,
  BATON_FIELD_ACTIVITY_WINDOW,
  BATON_FIELD_ACTIVITY_AUDIENCE,
  BATON_FIELD_ACTIVITY_SOURCE,
  BATON_FIELD_ACTIVITY_PROOF,
  BATON_FIELD_ACTIVITY_ONCE,
  BATON_FIELD_ACTIVITY_STEP_PERCENT,
  BATON_FIELD_ACTIVITY_UNIT_NAME,
  BATON_FIELD_ACTIVITY_DISABLED,
  BATON_FIELD_ACTIVITY_NOTE,
};

void
baton_activity_flag_free (BatonActivityFlag *flag)
{
  g_free (flag->id);
  g_free (flag);
}

const char *
baton_activity_column_get_title (int column)
{
  return column == (int) BATON_ACTIVITY_COLUMN_NAME ? baton_words_kind (BATON_KIND_ACTIVITY) : baton_words_field (fields[column]);
}

gboolean
baton_activity_column_is_typed (int column)
{
  return baton_schema_get_field (fields[column])->type != BATON_TYPE_AUDIENCE;
}

BatonField
baton_activity_column_get_field (int column)
{
  return fields[column];
}

static gboolean
is_points (int column)
{
  return column >= (int) BATON_ACTIVITY_COLUMN_TIER && column <= (int) BATON_ACTIVITY_COLUMN_INDIVIDUAL;
}

static char *
say_cell (BatonDocument     *document,
          const BatonNames  *names,
          const BatonEntity *activity,
          int                column)
{
  const BatonValue *value = baton_entity_get (activity, fields[column]);

  if (column == (int) BATON_ACTIVITY_COLUMN_NAME)
    return baton_words_name (names, baton_entity_get_id (activity));
  if (column == (int) BATON_ACTIVITY_COLUMN_EARNED)
    return baton_words_earning (names, activity);
  if (value == NULL)
    return g_strdup ("");
  if (baton_schema_get_field (fields[column])->type == BATON_TYPE_REFERENCE)
    return baton_words_name (names, baton_value_get_string (value));
  if (is_points (column))
    {
      g_autofree char *typed = baton_activity_cell_typed (document, activity, column);

      /* Translators: points that have exceptions; %s are the points */
      return baton_value_get_member (value, "exceptions") != NULL ? g_strdup_printf (C_("points", "%s *"), typed) : g_steal_pointer (&typed);
    }
  return baton_words_value (names, baton_schema_get_field (fields[column]), value);
}

char *
baton_activity_cell_words (BatonDocument      *document,
                           const BatonEntity  *activity,
                           int                 column)
{
  return say_cell (document, baton_document_get_names (document), activity, column);
}

gboolean
baton_activity_cell_is_hidden (BatonDocument     *document,
                               const BatonEntity *activity,
                               int                column)
{
  const BatonNames names = baton_document_names_in_full (document);
  g_autofree char *shown = NULL, *full = NULL;

  if (!baton_document_get_presenting (document))
    return FALSE;
  shown = baton_activity_cell_words (document, activity, column);
  full = say_cell (document, &names, activity, column);
  return strcmp (shown, full) != 0;
}

/* What is typed is read back: it is in full even while presenting. */
char *
baton_activity_cell_typed (BatonDocument      *document,
                           const BatonEntity  *activity,
                           int                 column)
{
  const BatonValue *value = baton_entity_get (activity, fields[column]), *points;
  const BatonNames names = baton_document_names_in_full (document);

  switch (column >= (int) BATON_ACTIVITY_N_COLUMNS && value != NULL ? (int) baton_schema_get_field (fields[column])->type : -1)
    {
    case BATON_TYPE_TEXT:
      return g_strdup (baton_text_get_source (value));
    case BATON_TYPE_REFERENCE:
      return baton_words_name (&names, baton_value_get_string (value));
    case BATON_TYPE_WINDOW:
      {
        const char *from = baton_value_get_member_string (value, "from"), *through = baton_value_get_member_string (value, "through");

        return g_strdup_printf ("%s..%s", from != NULL ? from : "", through != NULL ? through : "");
      }
    default:
      break;
    }
  if (!is_points (column))
    return say_cell (document, &names, activity, column);
  points = baton_value_get_member (baton_entity_get (activity, fields[column]), "value");
  if (points == NULL)
    return g_strdup ("");
  return baton_value_is (points, BATON_VALUE_INTEGER) ? g_strdup_printf ("%" G_GINT64_FORMAT, baton_value_get_integer (points, 0)) : g_strdup ("-");
}

/* The cell with other points and its exceptions; NULL when nothing is left of it. (transfer full) */
static BatonValue *
with_points (const BatonValue *cell,
             const BatonValue *points)
{
  BatonValue *with = baton_value_with_member (cell, "value", points);

  if (baton_value_get_length (with) == 0)
    g_clear_pointer (&with, baton_value_unref);
  return with;
}

/* How it is earned, typed as remarks. */
static gboolean
set_earned (BatonDocument     *document,
            const BatonEntity *activity,
            const char        *text,
            char             **wrong)
{
  g_autoptr (BatonActivityTable) table = baton_activity_table_parse (text, BATON_ACTIVITY_COLUMN_EARNED);
  g_autoptr (BatonEntity) after = NULL;

  if (table->problems->len > 0)
    {
      const BatonActivityTableProblem *problem = table->problems->pdata[0];

      /* Translators: %s is what was typed; the examples stay as they are */
      *wrong = g_strdup_printf (_("“%s” was not understood. Write “per lead”, “10%% extra credit per 50 registrations”, “once” or “each time”, or use the details below."),
                                problem->text);
      return FALSE;
    }
  if (table->rows->len == 0)
    return TRUE;
  after = baton_activity_table_row_apply (table->rows->pdata[0], activity);
  baton_document_put (document, after);
  return TRUE;
}

gboolean
baton_activity_cell_set (BatonDocument      *document,
                         const char         *id,
                         int                 column,
                         const char         *text,
                         char              **wrong)
{
  BatonEntity *activity = baton_document_lookup (document, id);
  const BatonFieldInfo *info = baton_schema_get_field (fields[column]);
  g_autoptr (BatonValue) value = NULL, cell = NULL;
  g_autofree char *culprit = NULL;
  BatonParseResult result;

  if (activity == NULL)
    return TRUE;
  if (column == (int) BATON_ACTIVITY_COLUMN_EARNED)
    return set_earned (document, activity, text, wrong);
  result = baton_words_parse_value (baton_document_get_names (document), info, is_points (column) ? NULL : baton_entity_get (activity, fields[column]), text, &value, &culprit);
  if (result != BATON_PARSE_OK)
    {
      *wrong = is_points (column) ? g_strdup_printf (_("“%s” is no number. Write a number, - for none, or leave it empty."), culprit)
                                  : baton_words_parse_error (result, info, culprit);
      return FALSE;
    }
  if (column == (int) BATON_ACTIVITY_COLUMN_NAME && value == NULL)
    {
      *wrong = g_strdup (_("An activity needs a name."));
      return FALSE;
    }
  if (is_points (column))
    cell = with_points (baton_entity_get (activity, fields[column]), baton_value_get_member (value, "value"));
  if (!baton_value_equal (is_points (column) ? cell : value, baton_entity_get (activity, fields[column])))
    baton_document_set (document, id, fields[column], is_points (column) ? cell : value);
  return TRUE;
}

/* ── Several cells ── */

static GPtrArray *
new_changes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
}

static void
add_change (GPtrArray         *changes,
            const BatonEntity *before,
            const BatonEntity *after)
{
  if (!baton_entity_equal (before, after))
    g_ptr_array_add (changes, baton_change_new (before, after));
}

/* The activity with these columns (bits) as they are in *from*, or empty. (transfer full) */
static BatonEntity *
with_columns (const BatonEntity *activity,
              const BatonEntity *from,
              guint              columns)
{
  BatonEntity *after = baton_entity_ref (activity);

  for (int column = BATON_ACTIVITY_COLUMN_TIER; column < BATON_ACTIVITY_GRID_N_COLUMNS; column++)
    {
      const BatonValue *source = from != NULL ? baton_entity_get (from, fields[column]) : NULL;
      g_autoptr (BatonValue) cell = NULL;
      BatonEntity *next;

      if ((columns & (1u << column)) == 0 || column == (int) BATON_ACTIVITY_COLUMN_EARNED)
        continue;
      if (is_points (column))
        cell = with_points (baton_entity_get (activity, fields[column]), baton_value_get_member (source, "value"));
      next = baton_entity_with (after, fields[column], is_points (column) ? cell : source);
      baton_entity_unref (after);
      after = next;
    }
  return after;
}

static void
change_columns (BatonDocument *document,
                GPtrArray     *ids,
                guint          columns,
                gboolean       fill,
                const char    *name)
{
  g_autoptr (GPtrArray) changes = new_changes ();
  BatonEntity *first = fill && ids->len > 0 ? baton_document_lookup (document, ids->pdata[0]) : NULL;

  for (guint i = fill ? 1 : 0; i < ids->len; i++)
    {
      BatonEntity *before = baton_document_lookup (document, ids->pdata[i]);
      g_autoptr (BatonEntity) after = before != NULL ? with_columns (before, first, columns) : NULL;

      if (before != NULL)
        add_change (changes, before, after);
    }
  if (changes->len > 0)
    baton_document_apply (document, name, changes);
}

void
baton_activities_clear (BatonDocument *document,
                        GPtrArray     *ids,
                        guint          columns)
{
  change_columns (document, ids, columns, FALSE, _("Clear cells"));
}

void
baton_activities_fill_down (BatonDocument *document,
                            GPtrArray     *ids,
                            guint          columns)
{
  change_columns (document, ids, columns, TRUE, _("Fill down"));
}

/* ── Sections ── */

void
baton_activities_rename_section (BatonDocument *document,
                                 const char    *motion,
                                 const char    *section,
                                 const char    *name)
{
  g_autoptr (GPtrArray) activities = baton_program_list_children (baton_document_get_program (document), BATON_KIND_ACTIVITY, motion);
  g_autoptr (GPtrArray) changes = new_changes ();
  /* Translators: the name of a step: %1$s and %2$s are headings in the table of activities */
  g_autofree char *step = g_strdup_printf (_("Rename section “%1$s” to “%2$s”"), section, name);

  for (guint i = 0; i < activities->len; i++)
    {
      const BatonValue *before = baton_entity_get (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION);
      g_autoptr (BatonValue) value = NULL;
      g_autoptr (BatonEntity) after = NULL;

      if (before == NULL || g_strcmp0 (baton_text_get_source (before), section) != 0)
        continue;
      value = *name != '\0' ? baton_text_with_source (before, name) : NULL;
      after = baton_entity_with (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION, value);
      add_change (changes, activities->pdata[i], after);
    }
  if (changes->len > 0)
    baton_document_apply (document, step, changes);
}

/* ── Paste ── */

void
baton_activities_paste_column (BatonDocument *document,
                               GPtrArray     *ids,
                               int            column,
                               const char    *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) changes = new_changes ();
  const BatonFieldInfo *info = baton_schema_get_field (fields[column]);

  for (guint i = 0; i < ids->len && lines[i] != NULL; i++)
    {
      BatonEntity *activity = baton_document_lookup (document, ids->pdata[i]);
      g_autoptr (BatonValue) value = NULL;
      g_autoptr (BatonEntity) after = NULL;
      g_autofree char *culprit = NULL, *wrong = NULL, *cell = g_strndup (lines[i], strcspn (lines[i], "\t\r"));
      BatonParseResult result;

      if (activity == NULL || (*cell == '\0' && lines[i + 1] == NULL))
        continue;
      result = baton_words_parse_value (baton_document_get_names (document), info, baton_entity_get (activity, fields[column]), cell, &value, &culprit);
      if (result != BATON_PARSE_OK)
        {
          wrong = baton_words_parse_error (result, info, culprit);
          baton_document_say (document, wrong, FALSE);
          return;
        }
      after = baton_entity_with (activity, fields[column], value);
      add_change (changes, activity, after);
    }
  if (changes->len > 0)
    baton_document_apply (document, _("Paste cells"), changes);
}

static BatonEntity *
find_by_name (GPtrArray  *activities,
              const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < activities->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (baton_entity_get_name (activities->pdata[i]), -1);

      if (strcmp (folded, other) == 0)
        return activities->pdata[i];
    }
  return NULL;
}

/* The section as the motion has it, where only its capitals differ: else the paste would part what belongs together. */
static const char *
find_section (GPtrArray  *activities,
              const char *section)
{
  g_autofree char *folded = section != NULL ? g_utf8_casefold (section, -1) : NULL;

  for (guint i = 0; folded != NULL && i < activities->len; i++)
    {
      const BatonValue *value = baton_entity_get (activities->pdata[i], BATON_FIELD_ACTIVITY_SECTION);
      const char *there = value != NULL ? baton_text_get_source (value) : NULL;
      g_autofree char *other = there != NULL ? g_utf8_casefold (there, -1) : NULL;

      if (g_strcmp0 (folded, other) == 0)
        return there;
    }
  return section;
}

/* One sentence for what could not be read. (transfer full) */
static char *
describe_problem (const BatonActivityTableProblem *problem)
{
  switch (problem->code)
    {
    /* Translators: %1$u is a line, %2$u a column of what was pasted, %3$s what stands there */
    case BATON_ACTIVITY_TABLE_NOT_POINTS:
      return g_strdup_printf (_("Line %1$u, column %2$u: “%3$s” is neither a number nor - nor empty."), problem->line, problem->column, problem->text);
    case BATON_ACTIVITY_TABLE_NOT_PERCENT:
      return g_strdup_printf (_("Line %1$u, column %2$u: “%3$s” is no percentage."), problem->line, problem->column, problem->text);
    case BATON_ACTIVITY_TABLE_NOT_EARNED:
      return g_strdup_printf (_("Line %1$u, column %2$u: “%3$s” was not understood."), problem->line, problem->column, problem->text);
    case BATON_ACTIVITY_TABLE_NO_COLUMN:
      return g_strdup_printf (_("Line %1$u, column %2$u: there is no such column for “%3$s”."), problem->line, problem->column, problem->text);
    case BATON_ACTIVITY_TABLE_NO_NAME:
      return g_strdup_printf (_("Line %u has no name and was left out."), problem->line);
    case BATON_ACTIVITY_TABLE_NOTE:
      /* Translators: %1$u is a line of what was pasted, %2$s what stands there */
      return g_strdup_printf (_("Line %1$u is a note and was left out: “%2$s”."), problem->line, problem->text);
    case BATON_ACTIVITY_TABLE_N_CODES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* The flags of one row: the columns in which something stands that was not read. */
static void
flag_row (BatonActivityTable          *table,
          const BatonActivityTableRow *row,
          const char                  *id,
          GPtrArray                   *flags)
{
  for (guint i = 0; i < table->problems->len; i++)
    {
      const BatonActivityTableProblem *problem = table->problems->pdata[i];
      BatonActivityFlag *flag;

      if (problem->line != row->line || problem->code == BATON_ACTIVITY_TABLE_NO_COLUMN || problem->code == BATON_ACTIVITY_TABLE_NOTE)
        continue;
      flag = g_new0 (BatonActivityFlag, 1);
      flag->id = g_strdup (id);
      flag->column = problem->known;
      g_ptr_array_add (flags, flag);
    }
}

char *
baton_activities_paste (BatonDocument      *document,
                        const char         *motion,
                        GPtrArray          *below,
                        BatonActivityColumn first,
                        const char         *text,
                        GPtrArray         **flags)
{
  g_autoptr (BatonActivityTable) table = baton_activity_table_parse (text, first);
  const BatonProgram *program = baton_document_get_program (document);
  g_autoptr (GPtrArray) changes = new_changes (), existing = baton_program_list_children (program, BATON_KIND_ACTIVITY, motion);
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  g_autofree char *position = motion != NULL ? baton_program_last_position (program, BATON_KIND_ACTIVITY, motion) : NULL;
  g_autofree char *name = baton_words_count (ngettext ("Paste %s row", "Paste %s rows", table->rows->len), table->rows->len);
  g_autoptr (GString) report = g_string_new (NULL);
  guint without_activity = 0, next_below = 0;

  *flags = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_activity_flag_free);
  for (guint i = 0; i < table->rows->len; i++)
    {
      BatonActivityTableRow *row = table->rows->pdata[i];
      const char *section = find_section (existing, row->section);
      BatonEntity *before = row->name != NULL            ? find_by_name (existing, row->name)
                            : next_below < below->len ? baton_document_lookup (document, below->pdata[next_below])
                                                      : NULL;
      g_autoptr (BatonEntity) start = NULL, after = NULL;

      if (section != row->section)
        {
          g_free (row->section);
          row->section = g_strdup (section);
        }
      if (row->name == NULL)
        next_below++;
      if (before == NULL && (row->name == NULL || motion == NULL))
        {
          without_activity++;
          continue;
        }
      /* A name that stands twice in the table is two activities. */
      if (before != NULL && !g_hash_table_add (touched, before) && row->name != NULL)
        before = NULL;
      if (before == NULL)
        {
          g_autofree char *id = baton_id_new (row->name, NULL);
          g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_ACTIVITY, id);
          char *next;

          start = baton_entity_with_place (empty, motion, position);
          next = baton_position_between (position, NULL);
          g_free (position);
          position = next;
        }
      after = baton_activity_table_row_apply (row, before != NULL ? before : start);
      flag_row (table, row, baton_entity_get_id (after), *flags);
      add_change (changes, before, after);
    }
  for (guint i = 0; i < table->problems->len; i++)
    {
      g_autofree char *sentence = describe_problem (table->problems->pdata[i]);

      g_string_append_printf (report, "%s%s", report->len > 0 ? "\n" : "", sentence);
    }
  if (without_activity > 0)
    g_string_append_printf (report, "%s%s", report->len > 0 ? "\n" : "",
                            _("Some rows had no activity to go to. Paste them with their names into the first column to add activities."));
  if (changes->len > 0)
    baton_document_apply (document, name, changes);
  return report->len > 0 ? g_strdup (report->str) : NULL;
}
