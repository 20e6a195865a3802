/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drag-source FILE…
 *
 * What a file manager is for the walks: a window of another program from which files are dragged onto the console.
 */
#include <gtk/gtk.h>

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       files)
{
  return gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
}

static void
say_end_cb (GtkDragSource *source,
            GdkDrag       *drag,
            gboolean       delete_data,
            GtkLabel      *label)
{
  gtk_label_set_text (label, "Taken");
}

static gboolean
say_cancel_cb (GtkDragSource       *source,
               GdkDrag             *drag,
               GdkDragCancelReason  reason,
               GtkLabel            *label)
{
  gtk_label_set_text (label, "Refused");
  return FALSE;
}

static void
close_cb (gboolean *closed)
{
  *closed = TRUE;
}

int
main (int    argc,
      char **argv)
{
  GtkWidget *window, *label;
  GtkDragSource *source;
  GSList *files = NULL;
  gboolean closed = FALSE;

  gtk_init ();
  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (argv[i]));
  window = gtk_window_new ();
  label = gtk_label_new ("Drag me");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), files);
  g_signal_connect (source, "drag-end", G_CALLBACK (say_end_cb), label);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (say_cancel_cb), label);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (window), "Files");
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 90);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (close_cb), &closed);
  gtk_window_present (GTK_WINDOW (window));
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  g_slist_free_full (files, g_object_unref);
  return 0;
}
