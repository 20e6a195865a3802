/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-review-atoms.h"

#include "console/baton-review-rows.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define LINES_AT_A_TIME 100u   /* thousands of rows would hold the window */

/* What is left to be shown; the line that shows it owns this. */
typedef struct
{
  AdwExpanderRow     *row;
  BatonDocument      *document;   /* owned */
  const BatonProgram *before;
  const BatonProgram *after;
  GPtrArray          *atoms;
  guint               n_shown;
  GtkWidget          *arrow;      /* of the line; borrowed from it */
} Rest;

static void
rest_free (gpointer data)
{
  Rest *rest = data;

  g_object_unref (rest->document);
  g_free (rest);
}

static GtkWidget *
add_line (AdwExpanderRow *row,
          const char     *sentence)
{
  GtkWidget *line = baton_review_rows_make_line (sentence);

  adw_expander_row_add_row (row, line);
  return line;
}

static void more_cb (AdwActionRow *line,
                     gpointer      unused);

/* (transfer full) */
static char *
dup_next (Rest *rest)
{
  const BatonNames before = baton_document_names_of (rest->document, rest->before), after = baton_document_names_of (rest->document, rest->after);

  return baton_words_atom (&before, &after, rest->atoms->pdata[rest->n_shown++]);
}

/* Takes *rest*. Adds lines until *until* are shown, and the one that shows the next. */
static void
add_until (Rest  *rest,
           guint  until)
{
  guint n = rest->atoms->len;
  g_autofree char *count = NULL, *sentence = NULL;
  GtkWidget *line;

  while (rest->n_shown < MIN (n, until))
    {
      g_autofree char *words = dup_next (rest);

      add_line (rest->row, words);
    }
  if (rest->n_shown == n)
    {
      rest_free (rest);
      return;
    }
  count = baton_words_number (n - rest->n_shown);
  /* Translators: a line to press that shows them; %s is a number */
  sentence = g_strdup_printf (ngettext ("%s more change", "%s more changes", n - rest->n_shown), count);
  line = add_line (rest->row, sentence);
  rest->arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), rest->arrow);
  g_object_set_data_full (G_OBJECT (line), "baton-rest", rest, rest_free);
  g_signal_connect (line, "activated", G_CALLBACK (more_cb), NULL);
}

/* The line that was pressed becomes the first of the next ones: it keeps its place, and the focus. */
static void
more_cb (AdwActionRow *line,
         gpointer      unused)
{
  Rest *rest = g_object_steal_data (G_OBJECT (line), "baton-rest");
  guint until = rest->n_shown + LINES_AT_A_TIME;
  g_autofree char *words = dup_next (rest);

  g_signal_handlers_disconnect_by_func (line, more_cb, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  adw_action_row_remove (line, rest->arrow);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), words);
  add_until (rest, until);
}

void
baton_review_atoms_add (AdwExpanderRow     *row,
                        BatonDocument      *document,
                        const BatonProgram *before,
                        const BatonProgram *after,
                        GPtrArray          *atoms)
{
  Rest *rest;

  g_return_if_fail (ADW_IS_EXPANDER_ROW (row) && BATON_IS_DOCUMENT (document));

  rest = g_new (Rest, 1);
  *rest = (Rest) { row, g_object_ref (document), before, after, atoms, 0, NULL };
  add_until (rest, LINES_AT_A_TIME);
}
