/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table.h"

#include <string.h>

#define MAX_HEADER_ROW 10

/* Words that people write where Baton says something else. */
static const struct
{
  const char *word;      /* folded */
  BatonKind   kind;      /* BATON_KIND_NONE: any */
  const char *column;
} aliases[] = {
  { "title", BATON_KIND_NONE, "name" },
  { "tier", BATON_KIND_ACTIVITY, "tier-points" },
  { "company", BATON_KIND_ACTIVITY, "company-points" },
  { "individual", BATON_KIND_ACTIVITY, "individual-points" },
  { "personal", BATON_KIND_ACTIVITY, "individual-points" },
  { "remarks", BATON_KIND_ACTIVITY, "earned" },
  { "remark", BATON_KIND_ACTIVITY, "earned" },
  { "earned", BATON_KIND_ACTIVITY, "earned" },
  { "fee", BATON_KIND_ACTIVITY, "fee" },
  { "parent", BATON_KIND_NONE, "below" },
  { "parent", BATON_KIND_NONE, "parent" },
  { "broaderterm", BATON_KIND_TERM, "below" },
  { "synonyms", BATON_KIND_TERM, "synonyms" },
  { "price", BATON_KIND_REWARD, "price" },
  { "points", BATON_KIND_REWARD, "price" },
  { "multiplier", BATON_KIND_PROMOTION, "multiplier" },
  { "url", BATON_KIND_NONE, "address" },
  { "link", BATON_KIND_NONE, "address" },
  { "organisation", BATON_KIND_NONE, "organisation" },
  { "company", BATON_KIND_NONE, "organisation" },
  { "partner", BATON_KIND_NONE, "organisation" },
  { "companyname", BATON_KIND_NONE, "name" },
  { "partnername", BATON_KIND_NONE, "name" },
  { "company", BATON_KIND_NONE, "name" },
  { "partner", BATON_KIND_NONE, "name" },
  { "account", BATON_KIND_NONE, "name" },
  { "date", BATON_KIND_NONE, "day" },
  { "startdate", BATON_KIND_NONE, "window.from" },
  { "start", BATON_KIND_NONE, "window.from" },
  { "from", BATON_KIND_NONE, "window.from" },
  { "enddate", BATON_KIND_NONE, "window.through" },
  { "end", BATON_KIND_NONE, "window.through" },
  { "through", BATON_KIND_NONE, "window.through" },
  { "until", BATON_KIND_NONE, "window.through" },
  { "id", BATON_KIND_NONE, "key" },
  /* What a partner's number is called: another thing's column first, else the row's own key. */
  { "partnerid", BATON_KIND_NONE, "organisation" },
  { "partnerno", BATON_KIND_NONE, "organisation" },
  { "partnernumber", BATON_KIND_NONE, "organisation" },
  { "accountid", BATON_KIND_NONE, "organisation" },
  { "companyid", BATON_KIND_NONE, "organisation" },
  { "partnerid", BATON_KIND_NONE, "id" },
  { "partnerno", BATON_KIND_NONE, "id" },
  { "partnernumber", BATON_KIND_NONE, "id" },
  { "accountid", BATON_KIND_NONE, "id" },
  { "companyid", BATON_KIND_NONE, "id" },
  { "number", BATON_KIND_NONE, "id" },
  { "no", BATON_KIND_NONE, "id" },
  { "parentcompany", BATON_KIND_NONE, "parent" },
  { "partnersince", BATON_KIND_NONE, "joined" },
  { "membersince", BATON_KIND_NONE, "joined" },
  { "startdate", BATON_KIND_NONE, "joined" },
  { "accountmanager", BATON_KIND_NONE, "manager" },
  { "partnermanager", BATON_KIND_NONE, "manager" },
};

/* Letters and digits alone, without regard to case and marks. Locales in brackets stay apart from words. */
static char *
fold (const char *heading)
{
  g_autofree char *folded = g_utf8_casefold (heading, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *plain = g_string_new (NULL);

  for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isalnum (character) || character == '[')
        g_string_append_unichar (plain, character);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
is_called (const char *folded,
           const char *text)
{
  g_autofree char *other = NULL;

  /* A sheet's headings are compared with those of every column of every table, and most are plain. */
  if (g_str_is_ascii (text))
    {
      for (const char *c = text; *c != '\0'; c++)
        if ((g_ascii_isalnum (*c) || *c == '[') && g_ascii_tolower (*c) != *folded++)
          return FALSE;
      return *folded == '\0';
    }
  other = fold (text);
  return strcmp (folded, other) == 0;
}

/* Labels come first, stored names and other words after them: a label may be another column's stored name. */
static int
find_target (const BatonTable *table,
             const char       *heading,
             const gboolean   *taken)
{
  g_autofree char *folded = fold (heading);

  if (*folded == '\0')
    return -1;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const BatonTableColumn *column = baton_table_get_column (table, i);

      if (!taken[i] && (is_called (folded, column->heading) || is_called (folded, column->plain)))
        return (int) i;
    }
  for (guint i = 0; i < table->columns->len; i++)
    {
      const BatonTableColumn *column = baton_table_get_column (table, i);

      /* An "owner" is somebody in a spreadsheet; what things belong to is called by its kind there. */
      if (!taken[i] && column->part != BATON_TABLE_OWNER && is_called (folded, column->name))
        return (int) i;
    }
  /* "Activity" above the names of activities. */
  if (table->kind != BATON_KIND_NONE)
    {
      const BatonKindInfo *kind = baton_schema_get_kind (table->kind);
      int name = kind->name_field != BATON_FIELD_NONE ? baton_table_find (table, baton_schema_get_field (kind->name_field)->name) : -1;

      if (name >= 0 && !taken[name] &&
          (is_called (folded, baton_label_get_text (kind->label)) || is_called (folded, baton_label_get_text (kind->plural)) ||
           (table->label != NULL && (is_called (folded, table->label (kind->label)) || is_called (folded, table->label (kind->plural))))))
        return name;
    }
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      int target = baton_table_find (table, aliases[i].column);

      if (strcmp (aliases[i].word, folded) == 0 && target >= 0 && !taken[target] && (aliases[i].kind == BATON_KIND_NONE || aliases[i].kind == table->kind))
        return target;
    }
  return -1;
}

/* Fills *targets* from the headings in *row*; how many were understood. */
static guint
read_headings (const BatonTable *table,
               const BatonGrid  *grid,
               guint             row,
               int              *targets,
               guint             n_targets)
{
  g_autofree gboolean *taken = g_new0 (gboolean, table->columns->len);
  guint n = 0;

  for (guint i = 0; i < n_targets; i++)
    {
      targets[i] = find_target (table, baton_grid_get (grid, row, i), taken);
      if (targets[i] < 0)
        continue;
      taken[targets[i]] = TRUE;
      n++;
    }
  return n;
}

/* Whether the row looks like headings that nobody has told us: words in every column, and a number below one of them. */
static gboolean
looks_like_headings (const BatonGrid *grid,
                     guint            row)
{
  guint n_columns = baton_grid_get_n_columns (grid);
  gboolean numbers = FALSE;

  for (guint i = 0; i < n_columns; i++)
    {
      const char *heading = baton_grid_get (grid, row, i), *below = baton_grid_get (grid, row + 1, i);

      if (*heading == '\0' || g_ascii_isdigit (*heading) || *heading == '-')
        return FALSE;
      numbers = numbers || g_ascii_isdigit (*below);
    }
  return n_columns > 1 && numbers;
}

static guint
count_filled (const BatonGrid *grid,
              guint            row)
{
  guint n = 0;

  for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
    n += *baton_grid_get (grid, row, i) != '\0';
  return n;
}

/* Whether the line above *row* names groups of its columns: one of its words stands over more than one of them. */
static gboolean
has_groups (const BatonGrid *grid,
            guint            row)
{
  gboolean inside = FALSE;

  for (guint i = 0; row > 0 && i < baton_grid_get_n_columns (grid); i++)
    if (*baton_grid_get (grid, row - 1, i) != '\0')
      inside = TRUE;
    else if (inside && *baton_grid_get (grid, row, i) != '\0')
      return TRUE;
  return FALSE;
}

/* What the headings do not tell, the line above them may: "Company" over two columns, of which one is "Reward points", or
 * "Activity" over nothing. How many more were understood. */
static guint
read_groups (const BatonTable *table,
             const BatonGrid  *grid,
             guint             row,
             int              *targets,
             guint             n_targets)
{
  g_autofree gboolean *taken = g_new0 (gboolean, table->columns->len);
  const char *group = "";
  guint n = 0;

  for (guint i = 0; i < n_targets; i++)
    if (targets[i] >= 0)
      taken[targets[i]] = TRUE;
  for (guint i = 0; i < n_targets; i++)
    {
      const char *above = baton_grid_get (grid, row - 1, i);

      if (*above != '\0')
        group = above;
      if (targets[i] >= 0 || (*above == '\0' && *baton_grid_get (grid, row, i) == '\0'))
        continue;
      targets[i] = find_target (table, group, taken);
      if (targets[i] < 0)
        continue;
      taken[targets[i]] = TRUE;
      n++;
    }
  return n;
}

BatonTableMapping *
baton_table_mapping_guess (const BatonTable *table,
                           const BatonGrid  *grid)
{
  BatonTableMapping *mapping = g_new0 (BatonTableMapping, 1);
  guint best = 0, best_filled = 0;
  g_autofree int *targets = NULL;

  mapping->n_targets = baton_grid_get_n_columns (grid);
  mapping->targets = g_new (int, MAX (mapping->n_targets, 1));
  mapping->header = G_MAXUINT;
  targets = g_new (int, MAX (mapping->n_targets, 1));
  for (guint row = 0; row < MIN (baton_grid_get_n_rows (grid), MAX_HEADER_ROW); row++)
    {
      guint n = read_headings (table, grid, row, targets, mapping->n_targets), filled = n > 0 ? count_filled (grid, row) : 0;
      gboolean grouped = n > 0 && has_groups (grid, row);

      if (grouped)
        n += read_groups (table, grid, row, targets, mapping->n_targets);
      if (n < best || (n == best && filled <= best_filled))
        continue;
      best = n;
      best_filled = filled;
      mapping->header = row;
      mapping->has_groups = grouped;
      memcpy (mapping->targets, targets, sizeof (int) * mapping->n_targets);
    }
  /* Where the line above repeats its words over each column, it tells as much. */
  if (mapping->header != G_MAXUINT && mapping->header > 0 && !mapping->has_groups)
    mapping->has_groups = read_groups (table, grid, mapping->header, mapping->targets, mapping->n_targets) > 0;
  if (mapping->header == G_MAXUINT)
    {
      /* Nothing that is known names the columns: the first holds the names. */
      if (looks_like_headings (grid, 0))
        mapping->header = 0;
      for (guint i = 0; i < mapping->n_targets; i++)
        mapping->targets[i] = -1;
      if (mapping->n_targets > 0)
        mapping->targets[0] = baton_table_find (table, "name");
    }
  return mapping;
}

BatonTableMapping *
baton_table_mapping_copy (const BatonTableMapping *mapping)
{
  BatonTableMapping *copy = g_new0 (BatonTableMapping, 1);

  copy->header = mapping->header;
  copy->has_groups = mapping->has_groups;
  copy->n_targets = mapping->n_targets;
  copy->targets = g_memdup2 (mapping->targets, sizeof (int) * MAX (mapping->n_targets, 1));
  return copy;
}

void
baton_table_mapping_free (BatonTableMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_free (mapping->targets);
  g_free (mapping);
}

void
baton_table_mapping_set (BatonTableMapping *mapping,
                         guint              grid_column,
                         int                target)
{
  g_return_if_fail (grid_column < mapping->n_targets);

  for (guint i = 0; i < mapping->n_targets && target >= 0; i++)
    if (mapping->targets[i] == target)
      mapping->targets[i] = -1;
  mapping->targets[grid_column] = target;
}

int
baton_table_mapping_find (const BatonTableMapping *mapping,
                          int                      target)
{
  for (guint i = 0; i < mapping->n_targets && target >= 0; i++)
    if (mapping->targets[i] == target)
      return (int) i;
  return -1;
}

guint
baton_table_mapping_count (const BatonTableMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->n_targets; i++)
    n += mapping->targets[i] >= 0;
  return n;
}

/* ── What a column is called, and why it means nothing ── */

const char *
baton_table_mapping_get_group (const BatonTableMapping *mapping,
                               const BatonGrid         *grid,
                               guint                    grid_column)
{
  g_return_val_if_fail (grid_column < mapping->n_targets, "");

  if (!mapping->has_groups)
    return "";
  /* A heading with nothing above it at all belongs to no group. */
  for (guint i = grid_column + 1; i > 0; i--)
    if (*baton_grid_get (grid, mapping->header - 1, i - 1) != '\0')
      return baton_grid_get (grid, mapping->header - 1, i - 1);
  return "";
}

const char *
baton_table_mapping_get_heading (const BatonTableMapping *mapping,
                                 const BatonGrid         *grid,
                                 guint                    grid_column)
{
  const char *heading;

  g_return_val_if_fail (grid_column < mapping->n_targets, "");

  if (mapping->header == G_MAXUINT)
    return "";
  heading = baton_grid_get (grid, mapping->header, grid_column);
  return *heading != '\0' || !mapping->has_groups ? heading : baton_grid_get (grid, mapping->header - 1, grid_column);
}

/* The words of a heading, folded. (transfer full) */
static GPtrArray *
list_words (const char *heading)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *start = NULL;

  for (const char *c = heading;; c = g_utf8_next_char (c))
    {
      gboolean inside = *c != '\0' && g_unichar_isalnum (g_utf8_get_char (c));

      if (inside && start == NULL)
        start = c;
      if (!inside && start != NULL)
        {
          g_autofree char *word = g_strndup (start, (gsize) (c - start));

          g_ptr_array_add (words, fold (word));
          start = NULL;
        }
      if (*c == '\0')
        return words;
    }
}

static gboolean
has_words (GPtrArray *words,
           GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    if (!g_ptr_array_find_with_equal_func (words, wanted->pdata[i], g_str_equal, NULL))
      return FALSE;
  return wanted->len > 0;
}

static gboolean
is_empty (const BatonTableMapping *mapping,
          const BatonGrid         *grid,
          guint                    grid_column)
{
  for (guint row = mapping->header != G_MAXUINT ? mapping->header + 1 : 0; row < baton_grid_get_n_rows (grid); row++)
    if (*baton_grid_get (grid, row, grid_column) != '\0')
      return FALSE;
  return TRUE;
}

BatonTableLeftOut
baton_table_mapping_explain (const BatonTableMapping *mapping,
                             const BatonTable        *table,
                             const BatonGrid         *grid,
                             guint                    grid_column,
                             GArray                  *candidates)
{
  g_autofree gboolean *taken = g_new0 (gboolean, table->columns->len);
  g_autoptr (GPtrArray) words = NULL;
  const char *heading;
  guint fewest = G_MAXUINT;
  int target;

  g_return_val_if_fail (grid_column < mapping->n_targets, BATON_TABLE_NOT_LEFT_OUT);

  heading = baton_table_mapping_get_heading (mapping, grid, grid_column);
  /* "Points" is less than "Tier points" and "Company points" say. */
  words = list_words (heading);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autoptr (GPtrArray) label = list_words (baton_table_get_column (table, i)->heading), plain = list_words (baton_table_get_column (table, i)->plain);
      int column = (int) i, by = baton_table_mapping_find (mapping, column);

      if ((by >= 0 && by != (int) grid_column) || (!has_words (label, words) && !has_words (plain, words)) || label->len > fewest)
        continue;
      /* "Points" are tier points rather than their exceptions. */
      if (label->len < fewest)
        g_array_set_size (candidates, 0);
      fewest = label->len;
      g_array_append_val (candidates, column);
    }
  if (mapping->targets[grid_column] >= 0)
    return BATON_TABLE_NOT_LEFT_OUT;
  if (is_empty (mapping, grid, grid_column))
    return BATON_TABLE_LEFT_OUT_EMPTY;
  if (*heading == '\0')
    return BATON_TABLE_LEFT_OUT_NO_HEADING;
  if (candidates->len > 0)
    return BATON_TABLE_LEFT_OUT_UNDECIDED;
  target = find_target (table, heading, taken);
  if (target < 0)
    return BATON_TABLE_LEFT_OUT_UNKNOWN;
  g_array_append_val (candidates, target);
  return BATON_TABLE_LEFT_OUT_TAKEN;
}

/* ── Files as Baton writes them ── */

static gboolean
has_heading (const BatonGrid *grid,
             const char      *name)
{
  for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
    if (strcmp (baton_grid_get (grid, 0, i), name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
baton_table_is_as_stored (const BatonTable *table,
                          const char       *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (BatonGrid) grid = NULL;
  char start[1024] = { 0 };
  gboolean has_id = FALSE;

  /* A history may have millions of lines; the first tells. What is no file, but a pipe, can only be one as stored. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_SPECIAL)
    return table->kind == BATON_KIND_NONE && table->file == BATON_DATA_HISTORY;
  if (stream != NULL)
    g_input_stream_read (G_INPUT_STREAM (stream), start, sizeof start - 1, NULL, NULL);
  if (table->kind == BATON_KIND_NONE && table->file == BATON_DATA_HISTORY && start[strspn (start, "\xef\xbb\xbf \t\r\n")] == '{')
    return TRUE;
  start[strcspn (start, "\r\n")] = '\0';
  grid = baton_grid_read (start, strlen (start), NULL, NULL);

  for (guint i = 0; grid != NULL && i < baton_grid_get_n_columns (grid); i++)
    {
      const char *heading = baton_grid_get (grid, 0, i);

      if (baton_table_find (table, heading) < 0)
        return FALSE;
      has_id = has_id || strcmp (heading, "id") == 0;
    }
  /* Such a file takes the place of what is there: one of two columns does not, though both are called as Baton calls them. */
  for (guint i = 0; has_id && table->file != BATON_DATA_HISTORY && i < baton_table_count_stored (table); i++)
    if (!has_heading (grid, baton_table_get_column (table, i)->name))
      return FALSE;
  return has_id;
}
