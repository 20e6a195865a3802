/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * F6 leads from pane to pane, the sidebar, the section and the preview, as far as they show: Tab alone would have to go through all
 * that a section holds to come out of it.
 */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/widgets/baton-tab-stop.h"

#define N_PANES 3

static gboolean
is_shown (GtkWidget *pane)
{
  /* What a folded flap has put away is not drawn, and neither is what it covers. */
  return gtk_widget_get_mapped (pane) && gtk_widget_get_child_visible (pane);
}

/* To the first pane from where the focus is on, in the direction *step*, that takes it. */
static void
go_to_pane (BatonMainWindow *self,
            int              step)
{
  GtkWidget *panes[N_PANES] = { gtk_widget_get_ancestor (GTK_WIDGET (self->sidebar), BATON_TYPE_TAB_STOP), GTK_WIDGET (self->sections), GTK_WIDGET (self->preview_bin) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int at = step > 0 ? N_PANES - 1 : 0;

  for (int i = 0; i < N_PANES; i++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  for (int i = 0; i < N_PANES; i++)
    {
      at = (at + step + N_PANES) % N_PANES;
      if (is_shown (panes[at]) && gtk_widget_child_focus (panes[at], GTK_DIR_TAB_FORWARD))
        {
          gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
          return;
        }
    }
}

static void
next_pane_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  go_to_pane (BATON_MAIN_WINDOW (widget), 1);
}

static void
previous_pane_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  go_to_pane (BATON_MAIN_WINDOW (widget), -1);
}

void
baton_main_window_install_panes (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.next-pane", NULL, next_pane_action);
  gtk_widget_class_install_action (klass, "win.previous-pane", NULL, previous_pane_action);
}
