/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-table-subject.h"

#include "words/baton-words.h"

#include <glib/gi18n-lib.h>

static const BatonKind first_kinds[] = { BATON_KIND_ACTIVITY, BATON_KIND_TERM, BATON_KIND_REWARD, BATON_KIND_PROMOTION, BATON_KIND_CONTENT, BATON_KIND_PERSONA };
#define N_FIRST G_N_ELEMENTS (first_kinds)

static const char * const data_titles[] = { NC_("data", "Organizations"), NC_("data", "Members"), NC_("data", "History") };
G_STATIC_ASSERT (G_N_ELEMENTS (data_titles) == BATON_N_DATA_FILES);

/* The program itself is no table, and pictures do not come in cells. */
static gboolean
is_other (BatonKind kind)
{
  for (guint i = 0; i < N_FIRST; i++)
    if (first_kinds[i] == kind)
      return FALSE;
  return kind != BATON_KIND_ASSET && (baton_schema_get_kind (kind)->flags & BATON_KIND_SINGLE) == 0;
}

BatonKind
baton_table_subjects_get (guint          index,
                          BatonDataFile *file)
{
  if (index < N_FIRST)
    return first_kinds[index];
  index -= N_FIRST;
  if (index < BATON_N_DATA_FILES)
    {
      *file = (BatonDataFile) index;
      return BATON_KIND_NONE;
    }
  index -= BATON_N_DATA_FILES;
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if (is_other ((BatonKind) kind) && index-- == 0)
      return (BatonKind) kind;
  g_return_val_if_reached (BATON_KIND_TERM);
}

guint
baton_table_subjects_count (void)
{
  guint n = N_FIRST + BATON_N_DATA_FILES;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    n += is_other ((BatonKind) kind);
  return n;
}

const char *
baton_table_subjects_get_title (guint index)
{
  BatonDataFile file;
  BatonKind kind = baton_table_subjects_get (index, &file);

  return kind != BATON_KIND_NONE ? baton_words_kinds (kind) : g_dpgettext2 (GETTEXT_PACKAGE, "data", data_titles[file]);
}

guint
baton_table_subjects_find (BatonKind kind)
{
  BatonDataFile file;

  for (guint i = 0; i < baton_table_subjects_count (); i++)
    if (baton_table_subjects_get (i, &file) == kind)
      return i;
  return G_MAXUINT;
}

GtkStringList *
baton_table_subjects_list (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < baton_table_subjects_count (); i++)
    gtk_string_list_append (list, baton_table_subjects_get_title (i));
  return list;
}

BatonTable *
baton_table_subjects_make (guint               index,
                           const BatonProgram *program)
{
  BatonDataFile file;
  BatonKind kind = baton_table_subjects_get (index, &file);
  g_auto (GStrv) locales = NULL;

  if (kind == BATON_KIND_NONE)
    return baton_table_new_for_data (file, program, baton_words_label);
  locales = baton_table_list_locales (program);
  return baton_table_new_for_kind (kind, (const char * const *) locales, baton_words_label);
}
