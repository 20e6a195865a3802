/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists that grow, and lists whose rows stay what they were: with the focus, and with what was searched for.
 */
#include "console-look.h"

#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-growing-list.h"
#include "console/widgets/baton-jump-list.h"
#include "console/widgets/baton-outline.h"

/* What somebody who follows the signal alone takes the list for. */
static void
mirror_cb (GPtrArray  *mirror,
           guint       position,
           guint       removed,
           guint       added,
           GListModel *list)
{
  g_assert_cmpuint (position + removed, <=, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, position + i, g_list_model_get_item (list, position + i));
}

static void
assert_mirror (GPtrArray  *mirror,
               GListModel *list)
{
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (list));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      g_assert_true (mirror->pdata[i] == item);
    }
}

/* A list that grows says of every change what it is, also of what stands behind its end yet; in the end it is the model. */
static void
test_growing_list (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  for (int round = 0; round < 40; round++)
    {
      g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
      g_autoptr (BatonGrowingList) list = NULL;
      g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
      guint n = g_test_rand_int_range (0, 1000), first;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

          g_list_store_append (store, item);
        }
      list = baton_growing_list_new (g_object_ref (G_LIST_MODEL (store)));
      first = g_list_model_get_n_items (G_LIST_MODEL (list));
      if (n > 100)
        g_assert_cmpuint (first, <, 100);
      mirror_cb (mirror, 0, 0, first, G_LIST_MODEL (list));
      g_signal_connect_swapped (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
      for (int step = 0; step < 20; step++)
        {
          guint length = g_list_model_get_n_items (G_LIST_MODEL (store)), position = g_test_rand_int_range (0, length + 1);
          guint removed = g_test_rand_int_range (0, MIN (length - position, 40) + 1), added = g_test_rand_int_range (0, 40);
          g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

          for (guint i = 0; i < added; i++)
            g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
          g_list_store_splice (store, position, removed, items->pdata, added);
          assert_mirror (mirror, G_LIST_MODEL (list));
          if (step % 4 == 3)
            g_main_context_iteration (NULL, FALSE);
          if (step == 15 && round % 2 == 1)
            {
              baton_growing_list_reach (list, position);
              g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >=, MIN (position + 1, g_list_model_get_n_items (G_LIST_MODEL (store))));
            }
        }
      while (g_main_context_iteration (NULL, FALSE))
        ;
      assert_mirror (mirror, G_LIST_MODEL (list));
      g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (store)));
    }
}

/* Taken apart, it says what goes, and it comes to its end; what is added to the model then is not shown any more. */
static void
test_shrinking_list (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (BatonGrowingList) list = NULL;
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GObject) last = g_object_new (G_TYPE_OBJECT, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

      g_list_store_append (store, item);
    }
  list = baton_growing_list_new (g_object_ref (G_LIST_MODEL (store)));
  baton_growing_list_set_first (list, 7);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 7);
  baton_growing_list_reach (list, 900);
  mirror_cb (mirror, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), G_LIST_MODEL (list));
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  while (baton_growing_list_shrink (list))
    assert_mirror (mirror, G_LIST_MODEL (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_list_store_append (store, last);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_mirror (mirror, G_LIST_MODEL (list));
  g_assert_cmpuint (mirror->len, ==, 0);
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

typedef struct
{
  GtkWidget  *list;
  const char *title;
} Sought;

static gboolean
has_row (gpointer data)
{
  const Sought *sought = data;

  return find_row (sought->list, sought->title) != NULL;
}

static void
tell (BatonJumpList      *list,
      const char * const *titles)
{
  baton_jump_list_begin (list);
  for (guint i = 0; titles[i] != NULL; i++)
    {
      const BatonJump jump = { .title = titles[i], .subtitle = "<&>", .action = "win.section", .target = "tiers", .mark = i % 2 == 0 ? "Even" : NULL };

      baton_jump_list_add (list, 1, &jump);
    }
  baton_jump_list_end (list);
  /* Rows come as there is time for them. */
  for (guint i = 0; titles[i] != NULL; i++)
    console_fixture_wait_for (has_row, &(Sought) { GTK_WIDGET (list), titles[i] });
}

/* Rows that say the same are the same, whatever is told of the others; what is gone is gone. */
static void
test_jump_list (ConsoleFixture *fixture,
                gconstpointer   data)
{
  GtkWidget *list = g_object_ref_sink (baton_jump_list_new (fixture->document)), *row;

  baton_jump_list_add_group (BATON_JUMP_LIST (list), "Nothing");
  baton_jump_list_add_group (BATON_JUMP_LIST (list), "Something");
  tell (BATON_JUMP_LIST (list), (const char *[]) { "A", "B", "C", "D", NULL });
  row = find_row (list, "C");
  g_assert_nonnull (row);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, "win.section");
  tell (BATON_JUMP_LIST (list), (const char *[]) { "A", "X", "C", NULL });
  g_assert_true (find_row (list, "C") == row);
  g_assert_nonnull (find_row (list, "X"));
  g_assert_null (find_row (list, "B"));
  g_assert_null (find_row (list, "D"));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (list)));
  tell (BATON_JUMP_LIST (list), (const char *[]) { NULL });
  g_assert_null (find_row (list, "C"));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_last_child (list)));
  g_object_unref (list);
}

static void
find_icon_cb (GtkWidget *widget,
              gpointer   user_data)
{
  if (GTK_IS_IMAGE (widget) && g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (widget)), "go-next-symbolic") == 0)
    *(GtkWidget **) user_data = widget;
}

static GtkWidget *
tell_problem (GtkWidget  *list,
              BatonField  field)
{
  g_autoptr (BatonProblem) problem = baton_problem_new (BATON_PROBLEM_MISSING, BATON_KIND_TIER, "t", field, "", NULL);
  const BatonJump jump = { .title = "It has no name", .action = "win.reveal-field", .target = "t", .trailing = "go-next-symbolic", .problem = problem };
  GtkWidget *icon = NULL;

  baton_jump_list_begin (BATON_JUMP_LIST (list));
  baton_jump_list_add (BATON_JUMP_LIST (list), 0, &jump);
  baton_jump_list_end (BATON_JUMP_LIST (list));
  console_fixture_wait_for (has_row, &(Sought) { list, "It has no name" });
  console_foreach (list, find_icon_cb, &icon);
  g_assert_nonnull (icon);
  return icon;
}

/* Each check makes its problems anew: what is at the end of the row, with the focus, stays for the same one; and another field
 * is where the row then leads. */
static void
test_same_problem (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  GtkWidget *list = g_object_ref_sink (baton_jump_list_new (fixture->document)), *icon, *row;
  const char *id;
  int field;

  baton_jump_list_add_group (BATON_JUMP_LIST (list), NULL);
  icon = tell_problem (list, BATON_FIELD_TIER_NAME);
  g_assert_true (tell_problem (list, BATON_FIELD_TIER_NAME) == icon);
  tell_problem (list, BATON_FIELD_TIER_THRESHOLD);
  row = find_row (list, "It has no name");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, "win.reveal-field");
  g_variant_get (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)), "(&si)", &id, &field);
  g_assert_cmpstr (id, ==, "t");
  g_assert_cmpint (field, ==, BATON_FIELD_TIER_THRESHOLD);
  g_object_unref (list);
}

static void
fill_cb (const BatonEntity *entity,
         BatonCard         *card,
         gpointer           user_data)
{
  card->title = g_strdup (baton_entity_get_name (entity));
}

#define N_PROMOTIONS 4

/* Shows *list* in *window* with promotions of those names, has "quince" looked for and the first of them chosen. The ids are the caller's. */
static GtkWidget *
begin_search (ConsoleFixture     *fixture,
              GtkWidget          *window,
              GtkWidget          *list,
              const char * const *names,
              char              **ids)
{
  GtkWidget *search;

  for (guint i = 0; i < N_PROMOTIONS; i++)
    ids[i] = g_strdup (baton_document_add (fixture->document, BATON_KIND_PROMOTION, NULL, names[i]));
  baton_card_list_refresh (BATON_CARD_LIST (list));
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (200);
  search = console_find_type (list, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "quince");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (baton_card_list_select (BATON_CARD_LIST (list), ids[0]));
  return search;
}

/* Deleting what a search found leaves the search: the next of what was found is chosen, and none where none is left. */
static void
test_delete_in_search (ConsoleFixture *fixture,
                       gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *list = baton_card_list_new (fixture->document, BATON_KIND_PROMOTION, "Promotions", fill_cb, NULL), *search;
  const char *names[] = { "Quince in June", "Something else", "Quince in July", "Last of all" };
  char *ids[N_PROMOTIONS] = { NULL };

  search = begin_search (fixture, window, list, names, ids);
  gtk_widget_activate_action (list, "card.delete", NULL);
  console_fixture_iterate (50);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "quince");
  g_assert_cmpstr (baton_card_list_get_selected (BATON_CARD_LIST (list)), ==, ids[2]);
  gtk_widget_activate_action (list, "card.delete", NULL);
  console_fixture_iterate (50);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "quince");
  g_assert_null (baton_card_list_get_selected (BATON_CARD_LIST (list)));
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

/* A card is moved past the next one that is seen, over those that the search hides. */
static void
test_move_in_search (ConsoleFixture *fixture,
                     gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *list = baton_card_list_new (fixture->document, BATON_KIND_PROMOTION, "Promotions", fill_cb, NULL);
  const char *names[] = { "Quince in June", "Something else", "Another thing", "Quince in July" };
  char *ids[N_PROMOTIONS] = { NULL };

  begin_search (fixture, window, list, names, ids);
  for (int down = 1; down >= 0; down--)
    {
      g_autoptr (GPtrArray) order = NULL;
      guint first, other;

      gtk_widget_activate_action (list, down ? "card.move-down" : "card.move-up", NULL);
      console_fixture_iterate (50);
      order = console_list_ids (fixture, BATON_KIND_PROMOTION, NULL);
      g_assert_true (g_ptr_array_find_with_equal_func (order, ids[0], g_str_equal, &first));
      g_assert_true (g_ptr_array_find_with_equal_func (order, ids[3], g_str_equal, &other));
      g_assert_cmpuint (first, ==, down ? other + 1 : other - 1);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
}

/* A search that finds nothing says so, and the list is there again with the next. */
static void
test_find_nothing (ConsoleFixture *fixture,
                   gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *outline = baton_outline_new (fixture->document, BATON_KIND_BIT (PAGE) | BATON_KIND_BIT (BLOCK));
  GtkWidget *search = console_find_type (outline, GTK_TYPE_SEARCH_ENTRY);

  gtk_window_set_child (GTK_WINDOW (window), outline);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (200);
  for (int round = 0; round < 2; round++)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), "there is none of this name");
      g_signal_emit_by_name (search, "search-changed");
      console_fixture_iterate (300);
      g_assert_true (console_shows_text (outline, "Nothing found"));
      g_signal_emit_by_name (search, "activate");
      if (round == 0)
        gtk_editable_set_text (GTK_EDITABLE (search), "e");
      g_signal_emit_by_name (search, round == 0 ? "search-changed" : "stop-search");
      console_fixture_iterate (300);
      g_assert_false (console_shows_text (outline, "Nothing found"));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/lists/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (growing_list);
  ADD (shrinking_list);
  ADD (jump_list);
  ADD (same_problem);
  ADD (delete_in_search);
  ADD (move_in_search);
  ADD (find_nothing);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
