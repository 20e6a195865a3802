/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-mend-button.h"

#include "model/baton-mend.h"
#include "words/baton-words-problem.h"

#include <glib/gi18n-lib.h>

#define NARROW 1100 /* pixels of a window in which, sidebar and preview beside it, a sentence needs all the room */

typedef struct
{
  BatonDocument *document;   /* owned */
  BatonProblem  *problem;    /* owned */
} Mend;

static void
mend_free (gpointer  data,
           GClosure *closure)
{
  Mend *mend = data;

  g_object_unref (mend->document);
  baton_problem_free (mend->problem);
  g_free (mend);
}

static void
clicked_cb (GtkWidget *button,
            gpointer   user_data)
{
  const Mend *mend = user_data;
  g_autoptr (BatonDocument) document = g_object_ref (mend->document);
  const BatonNames names = baton_document_names_in_full (document);
  g_autoptr (GPtrArray) changes = baton_mend_list_changes (baton_document_get_program (document), mend->problem, NULL);
  g_autofree char *place = baton_words_problem_place (&names, mend->problem);
  g_autofree char *name = NULL, *sentence = NULL;

  /* The program may have been mended otherwise in the meantime. */
  if (changes == NULL)
    return;
  /* Translators: the name of an undoable step; %1$s is a mend ("Swap the Days"), %2$s where */
  name = g_strdup_printf (C_("undoable step", "%1$s: %2$s"), baton_words_mend (mend->problem->code), place);
  /* Translators: %s is where something was wrong */
  sentence = g_strdup_printf (_("Mended: %s"), place);
  if (baton_document_apply (document, name, changes))
    baton_document_say (document, sentence, TRUE);
}

/* Says what it does; beside a sentence that has little room it is a picture, with the same name. */
static void
show_name (GtkWidget *button,
           int        window_width)
{
  gboolean narrow = window_width > 0 && window_width < NARROW;
  const char *name = gtk_widget_get_tooltip_text (button);
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  if (child != NULL && GTK_IS_IMAGE (child) == narrow)
    return;
  if (narrow)
    {
      gtk_button_set_child (GTK_BUTTON (button), gtk_image_new_from_icon_name ("document-edit-symbolic"));
      return;
    }
  child = gtk_label_new (name);
  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (child), 24);
  gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), child);
}

static void
width_cb (GtkWidget  *button,
          GParamSpec *pspec,
          GdkSurface *window)
{
  show_name (button, gdk_surface_get_width (window));
}

static void
realize_cb (GtkWidget *button)
{
  GdkSurface *window = gtk_native_get_surface (gtk_widget_get_native (button));

  g_signal_connect_object (window, "notify::width", G_CALLBACK (width_cb), button, G_CONNECT_SWAPPED);
  show_name (button, gdk_surface_get_width (window));
}

static void
unrealize_cb (GtkWidget *button)
{
  g_signal_handlers_disconnect_by_func (gtk_native_get_surface (gtk_widget_get_native (button)), width_cb, button);
}

static GtkWidget *
make_button (const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_name (button, 0);
  g_signal_connect (button, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect (button, "unrealize", G_CALLBACK (unrealize_cb), NULL);
  return button;
}

GtkWidget *
baton_mend_button_new (BatonDocument      *document,
                       const BatonProblem *problem)
{
  g_autoptr (GPtrArray) changes = baton_problem_code_has_mend (problem->code)
                                    ? baton_mend_list_changes (baton_document_get_program (document), problem, NULL)
                                    : NULL;
  GtkWidget *button;
  Mend *mend;

  if (changes == NULL || baton_workspace_is_read_only (baton_document_get_workspace (document)))
    return NULL;
  button = make_button (baton_words_mend (problem->code));
  mend = g_new0 (Mend, 1);
  mend->document = g_object_ref (document);
  mend->problem = baton_problem_ref (problem);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), mend, mend_free, 0);
  return button;
}
