/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console-words.h"

#include "console-keys.h"
#include "console-look.h"

#include "model/baton-value.h"

#include <string.h>

typedef struct
{
  GRegex *regex;   /* owned */
  char   *what;    /* owned */
} Foreign;

typedef struct
{
  const char *where;
  GPtrArray  *known;   /* texts of the program, the longest first */
} Reading;

static void
foreign_free (gpointer data)
{
  Foreign *foreign = data;

  g_regex_unref (foreign->regex);
  g_free (foreign->what);
  g_free (foreign);
}

/* Of Foreign; read once. */
static GPtrArray *
get_foreign (void)
{
  static GPtrArray *list;
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "tests", "data", "foreign-words.txt", NULL), *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  if (list != NULL)
    return list;
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  list = g_ptr_array_new_with_free_func (foreign_free);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, "\t", 2);
      Foreign *foreign;

      if (**line == '\0' || **line == '#')
        continue;
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      foreign = g_new0 (Foreign, 1);
      foreign->regex = g_regex_new (parts[0], 0, 0, &error);
      g_assert_no_error (error);
      foreign->what = g_strdup (parts[1]);
      g_ptr_array_add (list, foreign);
    }
  return list;
}

static void
add_texts (const BatonValue *value,
           GPtrArray        *texts)
{
  const char *text = baton_value_get_string (value);

  if (text != NULL && strchr (text, ' ') != NULL)
    g_ptr_array_add (texts, (gpointer) text);
  else if (text == NULL)
    for (gsize i = 0; i < baton_value_get_length (value); i++)
      add_texts (baton_value_get_element (value, i), texts);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  return (int) strlen (*(const char * const *) b) - (int) strlen (*(const char * const *) a);
}

static void
read_text (const Reading *reading,
           GtkWidget     *widget,
           const char    *text)
{
  g_autoptr (GString) rest = NULL;

  if (text == NULL || *text == '\0')
    return;
  rest = g_string_new (text);
  for (guint i = 0; i < reading->known->len; i++)
    if (strstr (rest->str, reading->known->pdata[i]) != NULL)
      g_string_replace (rest, reading->known->pdata[i], "…", 0);
  for (guint i = 0; i < get_foreign ()->len; i++)
    {
      const Foreign *foreign = get_foreign ()->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (foreign->regex, rest->str, 0, &match))
        {
          g_autofree char *word = g_match_info_fetch (match, 0);

          g_test_message ("%s: %s: “%s” in “%s” (%s)", reading->where, foreign->what, word, text, G_OBJECT_TYPE_NAME (widget));
          g_test_fail ();
        }
    }
}

static void
read_cb (GtkWidget *widget,
         gpointer   user_data)
{
  const Reading *reading = user_data;
  g_autofree char *name = console_keys_get_name (widget);

  read_text (reading, widget, name);
  read_text (reading, widget, gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    read_text (reading, widget, gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    read_text (reading, widget, gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  else if (GTK_IS_TEXT (widget))
    read_text (reading, widget, gtk_text_get_placeholder_text (GTK_TEXT (widget)));
  else if (GTK_IS_WINDOW (widget))
    read_text (reading, widget, gtk_window_get_title (GTK_WINDOW (widget)));
}

/* That of the window which *widget* belongs to; NULL: none is open yet. (transfer full) */
static BatonValue *
dup_program (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  while (window != NULL && !BATON_IS_MAIN_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? baton_program_to_value (baton_document_get_program (baton_main_window_get_document (BATON_MAIN_WINDOW (window)))) : NULL;
}

void
console_words_check (GtkWidget  *root,
                     const char *where)
{
  g_autoptr (BatonValue) program = dup_program (root);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  Reading reading = { where, known };

  add_texts (program, known);
  g_ptr_array_sort (known, compare_lengths);
  console_foreach (root, read_cb, &reading);
}
