/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The console without a mouse: Tab comes to all that one acts on in a section, to a list once, and out of everything again; what
 * has the focus has a name; after an edit the focus is where one goes on.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/sections/baton-cards-section.h"
#include "console/widgets/baton-card-list-private.h"
#include "console/widgets/baton-card-row-private.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-tab-stop.h"

#include <string.h>

static GtkWidget *
get_focus (ConsoleFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static void
check_section (ConsoleFixture *fixture,
               const char     *where)
{
  console_keys_check (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window))), where);
}

static void
add_drop_name_cb (GtkWidget *widget,
                  gpointer   names)
{
  g_autofree char *name = GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget) ? console_keys_get_name (widget) : NULL;

  if (name != NULL && !g_hash_table_contains (names, name))
    g_hash_table_add (names, g_steal_pointer (&name));
  else if (name != NULL)
    {
      g_test_message ("Two choices in one window are called “%s”", name);
      g_test_fail ();
    }
}

/* The section's choices are told from those of the preview beside it. */
static void
check_choices (ConsoleFixture *fixture)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  console_foreach (fixture->window, add_drop_name_cb, names);
}

static void
check_row_cb (GtkWidget *widget,
              gpointer   n_rows)
{
  g_autofree char *name = NULL;

  if (!gtk_widget_has_css_class (widget, "baton-grid-cell") || !gtk_widget_get_mapped (widget))
    return;
  name = console_keys_get_name (gtk_widget_get_parent (gtk_widget_get_parent (widget)));
  g_assert_nonnull (name);
  g_assert_cmpstr (name, !=, "");
  (*(guint *) n_rows)++;
}

/* The rows of the table have names, and not only its cells. */
static void
test_rows (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "activities");
  guint n_rows = 0;

  console_fixture_iterate (300);
  console_foreach (section, check_row_cb, &n_rows);
  g_assert_cmpuint (n_rows, >, 0);
}

/* Every section, and the first thing of every kind in it. */
static void
test_tab (ConsoleFixture *fixture,
          gconstpointer   data)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      GtkWidget *section = console_show (fixture, info->name);

      console_fixture_iterate (200);
      check_section (fixture, info->name);
      check_choices (fixture);
      for (int kind = 1; kind < BATON_N_KINDS; kind++)
        {
          g_autofree char *where = g_strdup_printf ("%s, %s", info->name, baton_schema_get_kind (kind)->name);
          g_autoptr (GPtrArray) ids = NULL;

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
            continue;
          ids = console_list_ids (fixture, kind, NULL);
          if (ids->len == 0 || !baton_section_reveal (BATON_SECTION (section), ids->pdata[0]))
            continue;
          console_fixture_iterate (200);
          check_section (fixture, where);
        }
    }
}

/* ── After an edit ── */

typedef struct
{
  ConsoleFixture *fixture;
  const char     *name;
} Row;

/* Whether the focus is on the row of a thing of that name. */
static gboolean
is_on_row (gpointer data)
{
  const Row *row = data;
  GtkWidget *focus = get_focus (row->fixture);
  g_autofree char *label = focus != NULL ? console_keys_get_name (focus) : NULL;

  return (GTK_IS_TREE_EXPANDER (focus) || BATON_IS_CARD_ROW (focus)) && g_strcmp0 (label, row->name) == 0;
}

/* The focus comes to the row of a thing of that name, and stays there. */
static void
wait_for_row (ConsoleFixture *fixture,
              const char     *name)
{
  Row row = { fixture, name };

  g_test_message ("the focus comes to “%s”", name);
  console_fixture_wait_for (is_on_row, &row);
  console_fixture_iterate (60);
  g_assert_true (is_on_row (&row));
}

/* The list of the taxonomy with the focus on a term. */
static GtkWidget *
begin_at (ConsoleFixture *fixture,
          const char     *term)
{
  GtkWidget *outline = console_find_type (console_show (fixture, "taxonomy"), BATON_TYPE_OUTLINE);

  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), console_find_named (fixture, BATON_KIND_TERM, term)));
  console_fixture_iterate (100);
  baton_tab_stop_focus_row (BATON_TAB_STOP (console_find_type (outline, BATON_TYPE_TAB_STOP)));
  wait_for_row (fixture, term);
  return outline;
}

/* Who chooses another row stays at the list; what is deleted leaves the focus to the next; undo brings both back. */
static void
test_outline (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *outline = begin_at (fixture, "Distributor"), *list;
  g_autofree char *copy = NULL;

  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), console_find_named (fixture, BATON_KIND_TERM, "Managed service provider")));
  wait_for_row (fixture, "Managed service provider");
  gtk_widget_activate_action (outline, "outline.duplicate", NULL);
  console_fixture_iterate (60);
  copy = g_strdup (baton_outline_get_selected (BATON_OUTLINE (outline)));
  wait_for_row (fixture, "Managed service provider");
  gtk_widget_activate_action (outline, "outline.delete", NULL);
  wait_for_row (fixture, "Services partner");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (60);
  g_assert_cmpstr (baton_outline_get_selected (BATON_OUTLINE (outline)), ==, copy);
  wait_for_row (fixture, "Managed service provider");

  /* The focus is in the form of what an undo takes away. */
  list = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_LIST_VIEW);
  gtk_widget_child_focus (console_show (fixture, "taxonomy"), GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_ancestor (get_focus (fixture), list));
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  wait_for_row (fixture, "Services partner");
}

/* To choose the first thing opens its form beside the list; the focus stays where one goes on with the arrows. */
static void
test_first (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *outline = console_find_type (console_show (fixture, "taxonomy"), BATON_TYPE_OUTLINE);
  GtkWidget *stop = console_find_type (outline, BATON_TYPE_TAB_STOP);

  console_fixture_iterate (60);
  g_assert_null (baton_outline_get_selected (BATON_OUTLINE (outline)));
  g_assert_true (gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD));
  wait_for_row (fixture, "Entity type");
  gtk_widget_activate_action (get_focus (fixture), "listitem.select", "(bb)", FALSE, FALSE);
  console_fixture_iterate (100);
  g_assert_nonnull (baton_outline_get_selected (BATON_OUTLINE (outline)));
  wait_for_row (fixture, "Entity type");
}

/* F2 renames, Escape gives the old name back; the focus returns to the row. */
static void
test_rename (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *outline = begin_at (fixture, "Distributor");
  g_autofree char *id = g_strdup (baton_outline_get_selected (BATON_OUTLINE (outline)));

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *entry;

      gtk_widget_activate_action (outline, "outline.rename", NULL);
      console_fixture_iterate (60);
      entry = gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_ENTRY);
      g_assert_nonnull (entry);
      gtk_editable_set_text (GTK_EDITABLE (entry), "Wholesaler");
      if (i == 0)
        {
          console_keys_press (entry, GDK_KEY_Escape, 0);
          gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (entry, GTK_TYPE_POPOVER)));
        }
      else
        {
          g_signal_emit_by_name (entry, "activate");
        }
      console_fixture_iterate (60);
      g_assert_cmpstr (baton_entity_get_name (baton_document_lookup (fixture->document, id)), ==, i == 0 ? "Distributor" : "Wholesaler");
      wait_for_row (fixture, i == 0 ? "Distributor" : "Wholesaler");
    }
}

/* The Menu key opens what can be done with the row; when the menu goes the focus is on the row again. */
static void
test_menu (ConsoleFixture *fixture,
           gconstpointer   data)
{
  begin_at (fixture, "Distributor");
  g_assert_true (console_keys_press (gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_LIST_VIEW), GDK_KEY_Menu, 0));
  console_fixture_iterate (60);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_POPOVER_MENU));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (get_focus (fixture), GTK_TYPE_POPOVER_MENU)));
  wait_for_row (fixture, "Distributor");
}

/* Escape ends a search, Enter goes to what it found. */
static void
test_search (ConsoleFixture *fixture,
             gconstpointer   data)
{
  GtkWidget *outline = begin_at (fixture, "Distributor"), *search = console_find_type (outline, GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_grab_focus (search);
  gtk_editable_set_text (GTK_EDITABLE (search), "Consultancy");
  console_fixture_iterate (400);
  g_signal_emit_by_name (search, "activate");
  wait_for_row (fixture, "Consultancy");
  gtk_widget_grab_focus (search);
  g_signal_emit_by_name (search, "stop-search");
  console_fixture_iterate (100);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  wait_for_row (fixture, "Consultancy");
}

/* A new thing is at once named: the focus is in the field of its name. */
static void
test_add (ConsoleFixture *fixture,
          gconstpointer   data)
{
  GtkWidget *outline = begin_at (fixture, "Distributor");
  g_autofree char *distributor = g_strdup (baton_outline_get_selected (BATON_OUTLINE (outline)));
  g_autoptr (GPtrArray) siblings = NULL;
  BatonEntity *chosen;
  const char *id;
  guint index;

  gtk_widget_activate_action (outline, "outline.add", "s", "term");
  console_fixture_iterate (100);
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (fixture), ADW_TYPE_ENTRY_ROW));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_ancestor (get_focus (fixture), ADW_TYPE_ENTRY_ROW))), ==, "New: Term");
  id = baton_outline_get_selected (BATON_OUTLINE (outline));
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, id)), ==, distributor);

  /* Beside it means behind it in the same place. */
  g_assert_true (baton_outline_select (BATON_OUTLINE (outline), distributor));
  gtk_widget_activate_action (outline, "outline.add-beside", "s", "term");
  id = baton_outline_get_selected (BATON_OUTLINE (outline));
  chosen = baton_document_lookup (fixture->document, distributor);
  g_assert_cmpstr (baton_entity_get_parent (baton_document_lookup (fixture->document, id)), ==, baton_entity_get_parent (chosen));
  siblings = baton_program_list_children (baton_document_get_program (fixture->document), BATON_KIND_TERM, baton_entity_get_parent (chosen));
  g_assert_true (g_ptr_array_find (siblings, chosen, &index));
  g_assert_cmpstr (baton_entity_get_id (siblings->pdata[index + 1]), ==, id);
}

/* So it is in every section that has a list: the space in a typed name must not press Add once more. */
static void
test_add_anywhere (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  const struct
  {
    const char *section, *kind, *named;
  } lists[] = {
    { "taxonomy", "vocabulary", "New: Vocabulary" }, { "roles", "persona", "New: Persona" }, { "navigation", "navigation-item", "New: Navigation item" },
    { "pages", NULL, "New: Page" }, { "content", "content", "New: Content" }, { "promotions", NULL, "New: Promotion" }, { "rewards", NULL, "New: Reward" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GtkWidget *section = console_show (fixture, lists[i].section), *entry;

      if (lists[i].kind != NULL)
        gtk_widget_activate_action (console_find_type (section, BATON_TYPE_OUTLINE), "outline.add", "s", lists[i].kind);
      else
        baton_card_list_add_plain (baton_cards_section_get_list (BATON_CARDS_SECTION (section)));
      console_fixture_iterate (100);
      entry = gtk_widget_get_ancestor (get_focus (fixture), ADW_TYPE_ENTRY_ROW);
      g_test_message ("%s", lists[i].section);
      g_assert_nonnull (entry);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, lists[i].named);
    }
}

/* Cards go with Delete one after another, and come back. */
static void
test_cards (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *list = console_find_type (console_show (fixture, "publishing"), BATON_TYPE_CARD_LIST), *box;
  g_autoptr (GPtrArray) rules = console_list_ids (fixture, BATON_KIND_PUBLISHING_RULE, NULL);

  g_assert_true (baton_card_list_select (BATON_CARD_LIST (list), rules->pdata[2]));
  baton_tab_stop_focus_row (BATON_TAB_STOP (console_find_type (list, BATON_TYPE_TAB_STOP)));
  console_fixture_iterate (60);
  box = gtk_widget_get_parent (get_focus (fixture));
  for (int i = 2; i < 4; i++)
    {
      g_assert_cmpstr (BATON_CARD_ROW (get_focus (fixture))->id, ==, rules->pdata[i]);
      g_assert_true (console_keys_press (box, GDK_KEY_Delete, 0));
      console_fixture_iterate (60);
    }
  g_assert_cmpstr (BATON_CARD_ROW (get_focus (fixture))->id, ==, rules->pdata[4]);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (60);
  g_assert_cmpstr (BATON_CARD_ROW (get_focus (fixture))->id, ==, rules->pdata[3]);
  g_assert_true (console_keys_press (box, GDK_KEY_Up, GDK_ALT_MASK));
  console_fixture_iterate (60);
  g_assert_cmpstr (BATON_CARD_ROW (get_focus (fixture))->id, ==, rules->pdata[3]);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/keys/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (tab);
  ADD (rows);
  ADD (first);
  ADD (outline);
  ADD (rename);
  ADD (menu);
  ADD (search);
  ADD (add);
  ADD (add_anywhere);
  ADD (cards);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
