/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-source-diff.h"

#include <string.h>

#define MOST_WORDS 800 /* of each: the comparison takes their product */

typedef enum
{
  BOTH,
  GONE,
  NEW
} Side;

static void
append (GString    *markup,
        Side       *last,
        Side        side,
        const char *word)
{
  static const char *const opens[] = { "", "<s>", "<u>" }, *const closes[] = { "", "</s>", "</u>" };
  g_autofree char *escaped = g_markup_escape_text (word, -1);

  if (markup->len > 0 && *last == side)
    g_string_append_c (markup, ' ');
  else if (markup->len > 0)
    g_string_append_printf (markup, "%s ", closes[*last]);
  if (markup->len == 0 || *last != side)
    g_string_append (markup, opens[side]);
  g_string_append (markup, escaped);
  *last = side;
}

/* Words between any white space. (transfer full) */
static GPtrArray *
split (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \n\t\r", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

char *
baton_source_diff_markup (const char *before,
                          const char *after)
{
  g_autoptr (GPtrArray) old = split (before), new = split (after);
  gboolean whole = old->len > MOST_WORDS || new->len > MOST_WORDS;
  gsize stride = new->len + 1;
  g_autofree guint16 *common = whole ? NULL : g_new0 (guint16, (old->len + 1) * stride);
  GString *markup = g_string_new (NULL);
  Side last = BOTH;
  guint i = 0, j = 0;

  /* How many words the rests from here on have in common. */
  for (int row = (int) old->len - 1; !whole && row >= 0; row--)
    for (int column = (int) new->len - 1; column >= 0; column--)
      {
        gsize at = (gsize) row * stride + (gsize) column;

        common[at] = strcmp (old->pdata[row], new->pdata[column]) == 0 ? common[at + stride + 1] + 1 : MAX (common[at + stride], common[at + 1]);
      }
  while (i < old->len || j < new->len)
    {
      if (!whole && i < old->len && j < new->len && strcmp (old->pdata[i], new->pdata[j]) == 0)
        {
          append (markup, &last, BOTH, old->pdata[i++]);
          j++;
        }
      else if (i < old->len && (whole || j == new->len || common[(i + 1) * stride + j] >= common[i * stride + j + 1]))
        append (markup, &last, GONE, old->pdata[i++]);
      else
        append (markup, &last, NEW, new->pdata[j++]);
    }
  g_string_append (markup, last == GONE ? "</s>" : last == NEW ? "</u>" : "");
  return g_string_free (markup, FALSE);
}
