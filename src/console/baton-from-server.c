/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-from-server.h"

#include "console/baton-preferences-window.h"
#include "console/baton-review-window.h"

/* The address is known, or is not going to be. */
static void
closed_cb (BatonMainWindow *window,
           GtkWidget       *preferences)
{
  BatonDocument *document = baton_main_window_get_document (window);
  GtkWidget *review;

  if (!gtk_widget_get_visible (GTK_WIDGET (window)) || baton_workspace_get_setting (baton_document_get_workspace (document), BATON_SETTING_SERVER) == NULL)
    return;
  review = baton_review_window_new (GTK_WINDOW (window), document);
  baton_review_window_pull (BATON_REVIEW_WINDOW (review));
  gtk_window_present (GTK_WINDOW (review));
}

void
baton_from_server_begin (BatonMainWindow *window)
{
  GtkWidget *preferences = baton_preferences_window_new (GTK_WINDOW (window), baton_main_window_get_document (window), NULL);

  baton_preferences_window_ask_for_server (BATON_PREFERENCES_WINDOW (preferences));
  g_signal_connect_object (preferences, "unmap", G_CALLBACK (closed_cb), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (preferences));
}
