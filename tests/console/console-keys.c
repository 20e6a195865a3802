/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "console-keys.h"

#include "console-look.h"
#include "console-words.h"

#include "console/widgets/baton-card-row-private.h"
#include "console/widgets/baton-tab-stop.h"

#include <string.h>

#define MOST_STOPS 400

/* All that is wrong is told, not only the first. */
#define COMPLAIN(...) G_STMT_START { g_test_message (__VA_ARGS__); g_test_fail (); } G_STMT_END

char *
console_keys_get_name (GtkWidget *widget)
{
  /* The check says what the name is when it is another than the one asked for. */
  g_autofree char *name = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\001");

  return g_strcmp0 (name, "undefined") != 0 ? g_steal_pointer (&name) : NULL;
}

/* A row of libadwaita's names its entry, drop-down or switch by its title; GTK's own parts are named by what they are part of. */
static gboolean
is_named (GtkWidget *widget)
{
  for (int depth = 0; widget != NULL && depth < 5; depth++, widget = gtk_widget_get_parent (widget))
    {
      g_autofree char *name = console_keys_get_name (widget);

      if ((name != NULL && *name != '\0') || (ADW_IS_PREFERENCES_ROW (widget) && *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) != '\0'))
        return TRUE;
      if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
        return TRUE;
      /* Of libadwaita 1.2: the button that closes a toast, and those of the pages in preferences, which flash up before it knows that
       * there is one page alone. */
      if (strcmp (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget") == 0 || strcmp (G_OBJECT_TYPE_NAME (widget), "AdwViewSwitcher") == 0)
        return TRUE;
      if (GTK_IS_LIST_BOX (widget) || BATON_IS_SECTION (widget))
        return FALSE;
    }
  return FALSE;
}

static char *
describe (GtkWidget *widget)
{
  g_autofree char *name = console_keys_get_name (widget);

  return g_strdup_printf ("%s “%s” in %s", G_OBJECT_TYPE_NAME (widget), name, G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
}

/* Goes through *root* from its beginning, or its end, to the other; what was come to, in order. */
static GPtrArray *
tab_through (GtkWidget        *root,
             GtkDirectionType  direction)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (root));
  GPtrArray *stops = g_ptr_array_new ();

  gtk_window_set_focus (window, NULL);
  while (gtk_widget_child_focus (root, direction))
    {
      GtkWidget *focus = gtk_window_get_focus (window);
      g_autofree char *what = focus != NULL ? describe (focus) : NULL;

      if (focus == NULL)
        {
          COMPLAIN ("Tab loses the focus");
          break;
        }
      if (g_ptr_array_find (stops, focus, NULL) || stops->len >= MOST_STOPS)
        {
          COMPLAIN ("Tab is caught at %s", what);
          break;
        }
      g_ptr_array_add (stops, focus);
    }
  return stops;
}

typedef struct
{
  GPtrArray  *stops;
  const char *where;
} Search;

/* What can have the focus and can be seen, and is none of a list's rows, has been come to. */
static void
check_reached_cb (GtkWidget *widget,
                  gpointer   user_data)
{
  Search *search = user_data;

  if ((GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget))
      && gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget) && gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget)
      && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL && gtk_widget_get_ancestor (widget, BATON_TYPE_TAB_STOP) == NULL
      && !g_ptr_array_find (search->stops, widget, NULL))
    {
      g_autofree char *what = describe (widget);

      COMPLAIN ("%s: Tab does not come to %s", search->where, what);
    }
}

/* GTK 4.8 gives the button of a drop-down, or of a colour, no name of its own, and it is what has the focus. */
static void
check_choice (GtkWidget  *button,
              const char *where)
{
  g_autofree char *label = console_keys_get_name (gtk_widget_get_parent (button)), *name = console_keys_get_name (button);

  if (label != NULL && (name == NULL || !g_str_has_prefix (name, label)))
    COMPLAIN ("%s: a choice says “%s” and not that it is of “%s”", where, name, label);
}

static void
check_stops (GPtrArray  *stops,
             GtkWidget  *root,
             const char *where)
{
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);
  Search search = { stops, where };

  for (guint i = 0; i < stops->len; i++)
    {
      GtkWidget *stop = stops->pdata[i], *list = gtk_widget_get_ancestor (stop, BATON_TYPE_TAB_STOP);
      g_autofree char *what = describe (stop);
      gboolean is_row = BATON_IS_CARD_ROW (stop) || GTK_IS_TREE_EXPANDER (stop) || strstr (G_OBJECT_TYPE_NAME (stop), "ListItem") != NULL;

      if (!gtk_widget_get_mapped (stop))
        COMPLAIN ("%s: Tab comes to what is not shown: %s", where, what);
      if (list != NULL && is_row && !g_hash_table_add (lists, list))
        COMPLAIN ("%s: Tab goes through the rows of a list: %s", where, what);
      if (!GTK_IS_SCROLLED_WINDOW (stop) && !is_named (stop))
        COMPLAIN ("%s: no name: %s", where, what);
      if (GTK_IS_DROP_DOWN (gtk_widget_get_parent (stop)) || GTK_IS_COLOR_BUTTON (gtk_widget_get_parent (stop)))
        check_choice (stop, where);
    }
  console_foreach (root, check_reached_cb, &search);
}

static int
compare_pointers (gconstpointer a,
                  gconstpointer b)
{
  return *(const gsize *) a < *(const gsize *) b ? -1 : *(const gsize *) a > *(const gsize *) b;
}

void
console_keys_check (GtkWidget  *root,
                    const char *where)
{
  g_autoptr (GPtrArray) stops = NULL, back = NULL;

  /* Once before: a list that is come to chooses its first row, and buttons work from then on. */
  g_ptr_array_unref (tab_through (root, GTK_DIR_TAB_FORWARD));
  console_fixture_iterate (120);
  stops = tab_through (root, GTK_DIR_TAB_FORWARD);
  if (stops->len == 0)
    COMPLAIN ("%s: Tab comes to nothing", where);
  check_stops (stops, root, where);
  back = tab_through (root, GTK_DIR_TAB_BACKWARD);
  g_ptr_array_sort (stops, compare_pointers);
  g_ptr_array_sort (back, compare_pointers);
  if (stops->len != back->len || memcmp (stops->pdata, back->pdata, stops->len * sizeof (gpointer)) != 0)
    COMPLAIN ("%s: Shift+Tab comes to %u places, Tab to %u", where, back->len, stops->len);
}

/* ── Pressing ── */

/* A binding of the widget's class, or a shortcut that was put there, for the key. */
static gboolean
press_shortcut (GtkWidget       *widget,
                GListModel      *shortcuts,
                guint            key,
                GdkModifierType  state)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
          gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == state &&
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), GTK_SHORTCUT_ACTION_EXCLUSIVE, widget, gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
press_at (GtkWidget           *widget,
          GtkPropagationPhase  phase,
          guint                key,
          GdkModifierType      state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkPropagationPhase own = gtk_event_controller_get_propagation_phase (controller);

      if ((own == GTK_PHASE_CAPTURE) != (phase == GTK_PHASE_CAPTURE) || own == GTK_PHASE_NONE)
        continue;
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
      else if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        handled = press_shortcut (widget, G_LIST_MODEL (controller), key, state);
    }
  return handled;
}

gboolean
console_keys_press (GtkWidget       *widget,
                    guint            key,
                    GdkModifierType  state)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_object_unref);

  /* What handles the key may end the widget, and the window around it. */
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_ptr_array_add (path, g_object_ref (widget));
  for (guint i = path->len; i > 0; i--)
    if (press_at (path->pdata[i - 1], GTK_PHASE_CAPTURE, key, state))
      return TRUE;
  for (guint i = 0; i < path->len; i++)
    if (press_at (path->pdata[i], GTK_PHASE_BUBBLE, key, state))
      return TRUE;
  return FALSE;
}

/* ── Windows ── */

GtkWidget *
console_keys_find_window (GtkWidget *below)
{
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (below) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

gboolean
console_keys_is_window_gone (gpointer below)
{
  return console_keys_find_window (below) == NULL;
}

void
console_keys_check_escape (GtkWidget *window)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (window)));

  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
  g_assert_true (console_keys_press (gtk_window_get_focus (GTK_WINDOW (window)), GDK_KEY_Escape, 0));
  console_fixture_wait_for (console_keys_is_window_gone, parent);
}

void
console_keys_check_window (GtkWidget  *window,
                           const char *where)
{
  g_test_message ("%s", where);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (400);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (window)));
  console_keys_check (gtk_widget_get_first_child (window), where);
  console_words_check (window, where);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (gtk_widget_get_first_child (window), GTK_DIR_TAB_FORWARD);
}
