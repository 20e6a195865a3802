/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two passes: the text into lines of cells as spreadsheets write them, then each line into a row. A line with a name and
 * nothing else is the heading of a section, unless a remark shows that it is an activity whose points are still open.
 */
#include "config.h"

#include "exchange/baton-activity-table.h"

#include "exchange/baton-activity-cell.h"
#include "model/baton-text.h"

#include <string.h>

#define MAX_ROWS 10000
#define MAX_CELLS 64

typedef struct
{
  BatonActivityTable *table;
  int                 columns[MAX_CELLS];   /* BatonActivityColumn of each cell; −1: none */
  char               *section;
  gboolean            section_once;
  guint               section_line;         /* of a heading without any row yet; 0 */
} Reader;

/* ── Lines and cells ── */

static GPtrArray *
new_line (GPtrArray *lines)
{
  GPtrArray *line = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, line);
  return line;
}

/* A cell that begins with a quotation mark ends with the next single one; two of them are one. Line breaks within
 * become spaces: they are only how the spreadsheet wrapped the cell. */
static GPtrArray *
split (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *line = NULL;
  const char *c = text;

  while (*c != '\0' && lines->len < MAX_ROWS)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      if (line == NULL)
        line = new_line (lines);
      if (*c == '"')
        {
          for (c++; *c != '\0' && (c[0] != '"' || c[1] == '"'); c++)
            {
              g_string_append_c (cell, *c == '\n' || *c == '\r' || *c == '\t' ? ' ' : *c);
              if (*c == '"')
                c++;
            }
          if (*c == '"')
            c++;
        }
      while (*c != '\0' && *c != '\t' && *c != '\n' && *c != '\r')
        g_string_append_c (cell, *c++);
      if (line->len < MAX_CELLS)
        g_ptr_array_add (line, g_strstrip (g_strdup (cell->str)));
      if (*c == '\t')
        {
          c++;
          if (*c != '\0' && *c != '\n' && *c != '\r')
            continue;
          if (line->len < MAX_CELLS)
            g_ptr_array_add (line, g_strdup ("")); /* the empty cell behind the last tab */
        }
      if (c[0] == '\r' && c[1] == '\n')
        c++;
      if (*c != '\0')
        c++;
      line = NULL;
    }
  return lines;
}

void
baton_activity_table_append_cell (GString    *text,
                                  const char *cell)
{
  if (strpbrk (cell, "\t\n\r\"") == NULL)
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = cell; *c != '\0'; c++)
    g_string_append_printf (text, *c == '"' ? "\"\"" : "%c", *c);
  g_string_append_c (text, '"');
}

/* ── Problems ── */

static void
add_problem (Reader                *reader,
             BatonActivityTableCode code,
             guint                  line,
             guint                  column,
             const char            *text)
{
  BatonActivityTableProblem *problem = g_new0 (BatonActivityTableProblem, 1);

  problem->code = code;
  problem->line = line;
  problem->column = column;
  problem->known = reader->columns[column - 1] >= 0 ? (BatonActivityColumn) reader->columns[column - 1] : BATON_ACTIVITY_N_COLUMNS;
  problem->text = g_strdup (text);
  g_ptr_array_add (reader->table->problems, problem);
}

/* ── Lines into rows ── */

static void
free_row (gpointer data)
{
  BatonActivityTableRow *row = data;

  g_free (row->name);
  g_free (row->section);
  g_free (row->unit_name);
  g_free (row);
}

static void
free_problem (gpointer data)
{
  BatonActivityTableProblem *problem = data;

  g_free (problem->text);
  g_free (problem);
}

/* Words that a heading of a column is known by, tried in this order: "Company points" holds no "tier". */
static const struct
{
  const char         *word;
  BatonActivityColumn column;
} headings[] = {
  { "tier", BATON_ACTIVITY_COLUMN_TIER },
  { "company", BATON_ACTIVITY_COLUMN_COMPANY },
  { "organi", BATON_ACTIVITY_COLUMN_COMPANY },
  { "individual", BATON_ACTIVITY_COLUMN_INDIVIDUAL },
  { "personal", BATON_ACTIVITY_COLUMN_INDIVIDUAL },
  { "fee", BATON_ACTIVITY_COLUMN_FEE },
  { "earned", BATON_ACTIVITY_COLUMN_EARNED },
  { "remark", BATON_ACTIVITY_COLUMN_EARNED },
  { "activit", BATON_ACTIVITY_COLUMN_NAME },
  { "name", BATON_ACTIVITY_COLUMN_NAME },
};

static gboolean
is_blank (GPtrArray *line)
{
  for (guint i = 0; i < line->len; i++)
    if (*(const char *) line->pdata[i] != '\0')
      return FALSE;
  return TRUE;
}

/* Whether nothing of the line is a number or a dash: those stand in rows, never in headings. */
static gboolean
is_words (GPtrArray *line)
{
  for (guint i = 0; i < line->len; i++)
    if (g_ascii_isdigit (*(const char *) line->pdata[i]) || baton_activity_cell_is_dash (line->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
holds_heading (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (strstr (folded, headings[i].word) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether the line is a second line of headings, under others that stand over several columns, as in
 * "COMPANY | | INDIVIDUAL" over "Tier Points | Reward Points | Reward Points". A section's heading stands alone. */
static gboolean
is_second_line (GPtrArray *line)
{
  guint n = 0;

  for (guint i = 1; i < line->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (line->pdata[i], -1);

      if (*folded == '\0')
        continue;
      if (strstr (folded, "point") == NULL && !holds_heading (folded))
        return FALSE;
      n++;
    }
  return n > 0 && is_words (line);
}

/* The headings of two lines together, the upper ones standing over all columns up to the next of them. (transfer full) */
static GPtrArray *
join_headings (GPtrArray *upper,
               GPtrArray *lower)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);
  const char *over = "";

  for (guint i = 0; i < MAX (upper->len, lower->len); i++)
    {
      const char *above = i < upper->len ? upper->pdata[i] : "", *below = i < lower->len ? lower->pdata[i] : "";

      /* What stands over the names says nothing of the points. */
      over = i == 1 || *above != '\0' ? above : over;
      g_ptr_array_add (joined, g_strconcat (below, " ", over, NULL));
    }
  return joined;
}

/* Whether the line names the columns: at least two of them. */
static gboolean
read_headings (Reader    *reader,
               GPtrArray *line)
{
  int columns[MAX_CELLS];
  guint known = 0, seen = 0;

  if (!is_words (line))
    return FALSE;
  for (guint i = 0; i < line->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (line->pdata[i], -1);

      columns[i] = -1;
      for (guint j = 0; j < G_N_ELEMENTS (headings) && columns[i] < 0; j++)
        if (strstr (folded, headings[j].word) != NULL && (seen & (1u << headings[j].column)) == 0)
          {
            columns[i] = headings[j].column;
            seen |= 1u << headings[j].column;
            known++;
          }
    }
  if (known < 2)
    return FALSE;
  /* A first column without a known heading holds the names. */
  if (columns[0] < 0 && (seen & (1u << BATON_ACTIVITY_COLUMN_NAME)) == 0)
    columns[0] = BATON_ACTIVITY_COLUMN_NAME;
  for (guint i = 0; i < MAX_CELLS; i++)
    reader->columns[i] = i < line->len ? columns[i] : -1;
  return TRUE;
}

/* A line of one cell, such as the title of a table or the heading of a section. */
static gboolean
is_single (GPtrArray *line)
{
  for (guint i = 1; i < line->len; i++)
    if (*(const char *) line->pdata[i] != '\0')
      return FALSE;
  return TRUE;
}

/* How many lines the table's headings take from line *first* on: one or two, and a title above them; or none. */
static guint
read_heading_lines (Reader    *reader,
                    GPtrArray *lines,
                    guint      first)
{
  GPtrArray *second = first + 1 < lines->len ? lines->pdata[first + 1] : NULL;

  if (is_single (lines->pdata[first]))
    {
      guint n;

      for (first++, n = 1; first < lines->len && is_blank (lines->pdata[first]); first++)
        n++;
      if (first == lines->len || is_single (lines->pdata[first]))
        return 0;
      first = read_heading_lines (reader, lines, first);
      return first > 0 ? n + first : 0;
    }
  if (second != NULL && is_words (lines->pdata[first]) && is_second_line (second))
    {
      g_autoptr (GPtrArray) joined = join_headings (lines->pdata[first], second);

      if (read_headings (reader, joined))
        return 2;
    }
  return read_headings (reader, lines->pdata[first]) ? 1 : 0;
}

static gboolean
has_names (Reader *reader)
{
  for (guint i = 0; i < MAX_CELLS; i++)
    if (reader->columns[i] == BATON_ACTIVITY_COLUMN_NAME)
      return TRUE;
  return FALSE;
}

static void
read_cell (Reader                *reader,
           BatonActivityTableRow *row,
           guint                  index,
           const char            *cell)
{
  int column = reader->columns[index];
  g_autofree char *left = NULL;
  const char *rest;

  switch (column)
    {
    case BATON_ACTIVITY_COLUMN_NAME:
      return;
    case BATON_ACTIVITY_COLUMN_TIER:
    case BATON_ACTIVITY_COLUMN_COMPANY:
    case BATON_ACTIVITY_COLUMN_INDIVIDUAL:
      if (baton_activity_cell_read_points (row, column - BATON_ACTIVITY_COLUMN_TIER, cell))
        row->read |= 1u << column;
      /* A remark that strayed into the points, alone: it is kept, the points are as open as they look. */
      else if (!g_ascii_isdigit (*cell) && baton_activity_cell_read_remark (row, cell))
        row->points[column - BATON_ACTIVITY_COLUMN_TIER].open = TRUE;
      else if (g_ascii_isdigit (*cell) && (left = baton_activity_cell_read_remarks (row, cell)) == NULL)
        row->points[column - BATON_ACTIVITY_COLUMN_TIER].open = TRUE;
      else
        add_problem (reader, BATON_ACTIVITY_TABLE_NOT_POINTS, row->line, index + 1, cell);
      return;
    case BATON_ACTIVITY_COLUMN_EARNED:
      if (*cell != '\0' && (left = baton_activity_cell_read_remarks (row, cell)) != NULL)
        add_problem (reader, BATON_ACTIVITY_TABLE_NOT_EARNED, row->line, index + 1, left);
      return;
    case BATON_ACTIVITY_COLUMN_FEE:
      if (*cell == '\0')
        return;
      if (baton_activity_cell_is_dash (cell))
        row->fee = 0;
      else if (!baton_activity_cell_read_fee (row, cell) && (!baton_activity_cell_read_percent (cell, &row->fee, &rest) || *baton_activity_cell_skip_spaces (rest) != '\0'))
        {
          row->fee = -1;
          add_problem (reader, BATON_ACTIVITY_TABLE_NOT_PERCENT, row->line, index + 1, cell);
        }
      return;
    default:
      if (*cell != '\0')
        add_problem (reader, BATON_ACTIVITY_TABLE_NO_COLUMN, row->line, index + 1, cell);
    }
}

static void
read_line (Reader    *reader,
           GPtrArray *line,
           guint      number)
{
  BatonActivityTableRow *row = g_new0 (BatonActivityTableRow, 1);
  gboolean only_name = TRUE, remarks = FALSE;

  row->line = number;
  row->fee = -1;
  for (guint i = 0; i < line->len; i++)
    if (reader->columns[i] == BATON_ACTIVITY_COLUMN_NAME && *(const char *) line->pdata[i] != '\0')
      remarks = baton_activity_cell_read_name (row, line->pdata[i]);
    else if (*(const char *) line->pdata[i] != '\0')
      only_name = FALSE;

  /* Points that were pasted one column too far to the left are no names. */
  if (has_names (reader) && (row->name == NULL || baton_activity_cell_is_dash (row->name) || strspn (row->name, "0123456789.,") == strlen (row->name)))
    {
      add_problem (reader, BATON_ACTIVITY_TABLE_NO_NAME, number, 1, row->name != NULL ? row->name : "");
      free_row (row);
      return;
    }
  /* It is no section either, and the heading above it may still turn out to be an activity. */
  if (row->name != NULL && only_name && baton_activity_table_is_note (row->name))
    {
      add_problem (reader, BATON_ACTIVITY_TABLE_NOTE, number, 1, row->name);
      free_row (row);
      return;
    }
  if (row->name != NULL && only_name && !remarks)
    {
      g_free (reader->section);
      reader->section = g_strdup (row->name);
      reader->section_once = baton_activity_cell_read_once (row, row->name);
      reader->section_line = number;
      free_row (row);
      return;
    }
  for (guint i = 0; i < line->len; i++)
    read_cell (reader, row, i, line->pdata[i]);
  row->section = g_strdup (reader->section);
  row->once = row->once || reader->section_once;
  reader->section_line = 0;
  g_ptr_array_add (reader->table->rows, row);
}

/* ── The table ── */

BatonActivityTable *
baton_activity_table_parse (const char         *text,
                            BatonActivityColumn first)
{
  BatonActivityTable *table = g_new0 (BatonActivityTable, 1);
  Reader reader = { .table = table };
  g_autofree char *valid = g_utf8_make_valid (text, -1), *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GPtrArray) lines = split (normal);
  gboolean begun = FALSE;
  guint n_headings;

  table->rows = g_ptr_array_new_with_free_func (free_row);
  table->problems = g_ptr_array_new_with_free_func (free_problem);
  for (guint i = 0; i < MAX_CELLS; i++)
    reader.columns[i] = first + i < BATON_ACTIVITY_N_COLUMNS ? (int) (first + i) : -1;

  for (guint i = 0; i < lines->len; i++)
    {
      /* A table without names stands for the rows below the cursor: there, a blank line is a row left open. */
      if (is_blank (lines->pdata[i]) && (has_names (&reader) || ((GPtrArray *) lines->pdata[i])->len == 0))
        continue;
      n_headings = begun ? 0 : read_heading_lines (&reader, lines, i);
      begun = TRUE;
      if (n_headings > 0)
        i += n_headings - 1;
      else
        read_line (&reader, lines->pdata[i], i + 1);
    }
  /* A heading with nothing below it at the very end is an activity whose points are open. */
  if (reader.section_line != 0)
    {
      BatonActivityTableRow *row = g_new0 (BatonActivityTableRow, 1), *above = table->rows->len > 0 ? table->rows->pdata[table->rows->len - 1] : NULL;

      row->line = reader.section_line;
      row->name = g_strdup (reader.section);
      row->section = above != NULL ? g_strdup (above->section) : NULL;
      row->fee = -1;
      g_ptr_array_add (table->rows, row);
    }
  g_free (reader.section);
  return table;
}

void
baton_activity_table_free (BatonActivityTable *table)
{
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->problems);
  g_free (table);
}

/* ── Into an activity ── */

/* Takes over *value*; (transfer full), in place of *entity*, which is given up. */
static BatonEntity *
set (BatonEntity *entity,
     BatonField   field,
     BatonValue  *value)
{
  BatonEntity *with = baton_entity_with (entity, field, value);

  baton_entity_unref (entity);
  if (value != NULL)
    baton_value_unref (value);
  return with;
}

static BatonEntity *
set_text (BatonEntity *entity,
          BatonField   field,
          const char  *text)
{
  if (text == NULL || g_strcmp0 (baton_entity_get_string (entity, field), text) == 0)
    return entity;
  return set (entity, field, baton_text_with_source (baton_entity_get (entity, field), text));
}

static BatonEntity *
set_points (BatonEntity                 *entity,
            BatonField                   field,
            const BatonActivityTableRow *row,
            int                          index)
{
  g_autoptr (BatonValue) points = row->points[index].open         ? NULL
                                  : row->points[index].number < 0 ? baton_value_new_string ("none")
                                                                  : baton_value_new_integer (row->points[index].number);
  BatonValue *cell = baton_value_with_member (baton_entity_get (entity, field), "value", points);

  if (baton_value_get_length (cell) == 0)
    g_clear_pointer (&cell, baton_value_unref);
  return set (entity, field, cell);
}

BatonEntity *
baton_activity_table_section_apply (const char                  *section,
                                    const BatonActivityTableRow *row,
                                    const BatonEntity           *activity)
{
  BatonActivityTableRow heading = { 0 };
  BatonEntity *entity = baton_entity_ref (activity);

  if (!baton_activity_cell_read_once (&heading, section) || (row != NULL && row->each_time) || baton_entity_get (entity, BATON_FIELD_ACTIVITY_ONCE) != NULL)
    return entity;
  return set (entity, BATON_FIELD_ACTIVITY_ONCE, baton_value_new_string (heading.once_per_member ? "member" : "organisation"));
}

gboolean
baton_activity_table_is_remarked (const char *name)
{
  BatonActivityTableRow *row = g_new0 (BatonActivityTableRow, 1);
  gboolean remarked = baton_activity_cell_read_name (row, name);

  free_row (row);
  return remarked;
}

gboolean
baton_activity_table_is_note (const char *text)
{
  gunichar first = g_utf8_get_char_validated (text, -1);

  return first == '*' || first == 0x2020 || first == 0x2021;
}

BatonEntity *
baton_activity_table_row_apply (const BatonActivityTableRow *row,
                                const BatonEntity           *activity)
{
  static const BatonField point_fields[] = { BATON_FIELD_ACTIVITY_TIER_POINTS, BATON_FIELD_ACTIVITY_COMPANY_POINTS, BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS };
  BatonEntity *entity = baton_entity_ref (activity);

  /* The same name in other capitals is the name that is there. */
  if (row->name != NULL && baton_entity_get (entity, BATON_FIELD_ACTIVITY_NAME) == NULL)
    entity = set_text (entity, BATON_FIELD_ACTIVITY_NAME, row->name);
  entity = set_text (entity, BATON_FIELD_ACTIVITY_SECTION, row->section);
  for (int i = 0; i < 3; i++)
    if ((row->read & (1u << (BATON_ACTIVITY_COLUMN_TIER + i))) != 0)
      entity = set_points (entity, point_fields[i], row, i);
  if (row->once && baton_entity_get (entity, BATON_FIELD_ACTIVITY_ONCE) == NULL)
    entity = set (entity, BATON_FIELD_ACTIVITY_ONCE, baton_value_new_string (row->once_per_member ? "member" : "organisation"));
  if (row->each_time)
    {
      entity = set (entity, BATON_FIELD_ACTIVITY_ONCE, NULL);
      entity = set (entity, BATON_FIELD_ACTIVITY_UNIT, NULL);
      entity = set (entity, BATON_FIELD_ACTIVITY_UNIT_SIZE, NULL);
    }
  if (row->unit_size > 0)
    {
      entity = set (entity, BATON_FIELD_ACTIVITY_UNIT, baton_value_new_string (row->unit_size > 1 ? "quantity-step" : "quantity"));
      entity = set (entity, BATON_FIELD_ACTIVITY_UNIT_SIZE, row->unit_size > 1 ? baton_value_new_integer (row->unit_size) : NULL);
    }
  entity = set_text (entity, BATON_FIELD_ACTIVITY_UNIT_NAME, row->unit_name);
  if (row->step_size > 0)
    {
      entity = set (entity, BATON_FIELD_ACTIVITY_STEP_SIZE, baton_value_new_integer (row->step_size));
      entity = set (entity, BATON_FIELD_ACTIVITY_STEP_PERCENT, baton_value_new_integer (row->step_percent));
    }
  if (row->fee >= 0)
    entity = set (entity, BATON_FIELD_ACTIVITY_FEE, row->fee > 0 ? baton_value_new_integer (row->fee) : NULL);
  return entity;
}
