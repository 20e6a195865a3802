/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-present.h"

static gboolean
present_cb (gpointer window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  /* A window that was destroyed and is still held by somebody is no longer among these. */
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel == window)
        {
          gtk_window_present (toplevel);
          break;
        }
    }
  return G_SOURCE_REMOVE;
}

void
baton_present_next (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  /* What the window goes on to make at that priority must not share the turn. */
  g_idle_add_full (G_PRIORITY_HIGH_IDLE - 1, present_cb, g_object_ref (window), g_object_unref);
}
