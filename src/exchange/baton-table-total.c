/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-table-total.h"

#include <string.h>

#define MOST_LETTERS_IN_NUMBER 3   /* "USD 1,200", "12 Stk" */

typedef enum
{
  ROW_OTHER,
  ROW_TOTAL,
  ROW_SUBTOTAL
} RowNature;

/* Folded. The sheet's language need not be the user's. */
static const char * const totals[] = {
  "total", "totals", "grand total", "sum", "overall total", "total partners", "total members", "total organizations",
  "summe", "gesamt", "gesamtsumme", "insgesamt", "total général", "total general", "suma", "suma total", "totaal", "som", "totale", "somma",
  "totale generale", "soma", "razem", "ogółem", "toplam", "genel toplam", "итого", "всего", "сумма", "summa", "totalt", "i alt", "yhteensä", "celkem", "spolu",
  "összesen", "σύνολο", "المجموع", "الإجمالي", "إجمالي", "סה\"כ", "合計", "総計", "合计", "总计", "總計", "합계", "총계", "कुल", "tổng", "tổng cộng", "jumlah",
};
static const char * const subtotals[] = {
  "subtotal", "subtotals", "sub-total", "sub total", "zwischensumme", "teilsumme", "sous-total", "subtotaal", "subtotale", "suma częściowa", "ara toplam",
  "промежуточный итог", "delsumma", "المجموع الفرعي", "小計", "小计", "소계",
};

/* "Total (47):" → "total" */
static char *
fold_label (const char *cell)
{
  g_autofree char *normal = g_utf8_normalize (cell, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : cell, -1);
  gsize length = strcspn (folded, "0123456789(:=");

  folded[length] = '\0';
  return g_strdup (g_strstrip (folded));
}

static gboolean
stands_in (const char         *label,
           const char * const *words,
           gsize               n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (words[i], label) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *cell)
{
  guint n_letters = 0, n_digits = 0;

  for (const char *c = cell; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      n_digits += g_unichar_isdigit (character);
      n_letters += g_unichar_isalpha (character);
    }
  return n_digits > 0 && n_letters <= MOST_LETTERS_IN_NUMBER;
}

static gboolean
is_empty (const char *cell)
{
  while (*cell != '\0' && g_unichar_isspace (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  return *cell == '\0';
}

static RowNature
look_at_row (const BatonGrid *grid,
             guint            row,
             int              key,
             int              name)
{
  RowNature nature = ROW_TOTAL;
  gboolean numbers = FALSE, labelled = FALSE;

  for (guint i = 0; i < baton_grid_get_n_columns (grid); i++)
    {
      const char *cell = baton_grid_get (grid, row, i);

      if (is_empty (cell))
        continue;
      if (!numbers && !labelled)
        {
          g_autofree char *label = fold_label (cell);

          labelled = TRUE;
          if (stands_in (label, subtotals, G_N_ELEMENTS (subtotals)))
            {
              nature = ROW_SUBTOTAL;
              continue;
            }
          if (stands_in (label, totals, G_N_ELEMENTS (totals)))
            continue;
          labelled = FALSE;
        }
      if ((int) i == key || (int) i == name || !is_number (cell))
        return ROW_OTHER;
      numbers = TRUE;
    }
  /* By nothing at all: where it would have to be called something. */
  return labelled || (numbers && (name >= 0 || key >= 0)) ? nature : ROW_OTHER;
}

GArray *
baton_table_find_totals (const BatonTable        *table,
                         const BatonGrid         *grid,
                         const BatonTableMapping *mapping)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = mapping->header != G_MAXUINT ? mapping->header + 1 : 0, end = baton_grid_get_n_rows (grid);
  int key_target = table->kind != BATON_KIND_NONE ? baton_table_find_part (table, BATON_TABLE_KEY) : baton_table_find (table, "id");
  int name_target = baton_table_find (table, "name");
  int key = key_target >= 0 ? baton_table_mapping_find (mapping, key_target) : -1, name = name_target >= 0 ? baton_table_mapping_find (mapping, name_target) : -1;
  gboolean at_foot = TRUE;

  /* Where there is nothing but names, nothing is added up. */
  if (baton_grid_get_n_columns (grid) < 2)
    return rows;
  for (guint i = end; i > first; i--)
    {
      guint row = i - 1;
      BatonRowCode code;
      RowNature nature;

      if (baton_grid_is_blank (grid, row))
        continue;
      nature = baton_grid_is_bad (grid, row, &code) ? ROW_OTHER : look_at_row (grid, row, key, name);
      if (nature == ROW_SUBTOTAL || (nature == ROW_TOTAL && at_foot))
        g_array_prepend_val (rows, row);
      at_foot = at_foot && nature != ROW_OTHER;
    }
  return rows;
}
