/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console-look.h"

#include "words/baton-words.h"

#include "baton-resources.h"

#include <string.h>

typedef struct
{
  GType       type;
  const char *text;
  GtkWidget  *found;
} Search;

GtkWidget *
console_show (ConsoleFixture *fixture,
              const char     *section)
{
  baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), section);
  console_fixture_iterate (50);
  return GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window)));
}

void
console_foreach (GtkWidget  *widget,
                 void      (*func) (GtkWidget *widget, gpointer user_data),
                 gpointer    user_data)
{
  func (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    console_foreach (child, func, user_data);
}

static void
find_type_cb (GtkWidget *widget,
              gpointer   user_data)
{
  Search *search = user_data;

  if (search->found == NULL && G_TYPE_CHECK_INSTANCE_TYPE (widget, search->type))
    search->found = widget;
}

GtkWidget *
console_find_type (GtkWidget *widget,
                   GType      type)
{
  Search search = { .type = type };

  console_foreach (widget, find_type_cb, &search);
  return search.found;
}

static void
find_button_cb (GtkWidget *widget,
                gpointer   user_data)
{
  Search *search = user_data;

  if (search->found == NULL && GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL &&
      strstr (gtk_button_get_label (GTK_BUTTON (widget)), search->text) != NULL)
    search->found = widget;
}

GtkWidget *
console_find_button (GtkWidget  *widget,
                     const char *text)
{
  Search search = { .text = text };

  console_foreach (widget, find_button_cb, &search);
  return search.found;
}

static void
find_text_cb (GtkWidget *widget,
              gpointer   user_data)
{
  Search *search = user_data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL)
    search->found = widget;
}

gboolean
console_shows_text (GtkWidget  *widget,
                    const char *text)
{
  Search search = { .text = text };

  console_foreach (widget, find_text_cb, &search);
  return search.found != NULL;
}

GPtrArray *
console_list_ids (ConsoleFixture *fixture,
                  BatonKind       kind,
                  const char     *parent)
{
  const BatonProgram *program = baton_document_get_program (fixture->document);
  g_autoptr (GPtrArray) list = parent != NULL ? baton_program_list_children (program, kind, parent) : baton_program_list (program, kind);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (ids, g_strdup (baton_entity_get_id (list->pdata[i])));
  return ids;
}

const char *
console_find_named (ConsoleFixture *fixture,
                    BatonKind       kind,
                    const char     *name)
{
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (fixture->document), kind);

  for (guint i = 0; i < list->len; i++)
    if (strcmp (baton_entity_get_name (list->pdata[i]), name) == 0)
      return baton_entity_get_id (list->pdata[i]);
  g_test_message ("there is no %s called %s", baton_schema_get_kind (kind)->name, name);
  g_assert_not_reached ();
}

/* Every warning ends a test but one, which is foreign. A scrollable of GTK 4.8 (a GtkViewport, a list, a text view) sets the
 * bounds of its adjustments while it is allocated, that is in the layout phase of a frame; the range of the scrollbar answers
 * "changed" at once and asks for a new size, and so the way up to the window has no allocation when the paint phase comes. One
 * frame later all is right. GTK's own merge request 5222, "range: handle GtkAdjustment::changed at next frame", says so and is
 * not in 4.8. With us it is what stands around a form whose height changes as it is shown: a box, or, seldom and on a busy machine,
 * the flap around that; the table of activities, whose two halves share an adjustment, no longer does it since it keeps its rows. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0 &&
        (g_str_has_prefix (fields[i].value, "Trying to snapshot GtkBox ") || g_str_has_prefix (fields[i].value, "Trying to snapshot AdwFlap ")))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
console_run (int     argc,
             char  **argv,
             void  (*add_tests) (void))
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display, and no Xvfb to make one\n");
      return 0;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
  add_tests ();
  return g_test_run ();
}
