/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Landing pages: blocks are added, moved, duplicated and deleted, each as one step, and the cards say for whom a page and its
 * blocks are.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/sections/baton-page-answers.h"
#include "console/sections/baton-pages-section.h"
#include "console/widgets/baton-card-list.h"

typedef struct
{
  const char *id;
  GtkWidget  *list;
} ListSearch;

static void
find_list_cb (GtkWidget *widget,
              gpointer   user_data)
{
  ListSearch *search = user_data;

  if (BATON_IS_CARD_LIST (widget) && g_strcmp0 (baton_card_list_get_selected (BATON_CARD_LIST (widget)), search->id) == 0)
    search->list = widget;
}

/* The list of cards in which *id* is chosen. */
static GtkWidget *
get_list (GtkWidget  *section,
          const char *id)
{
  ListSearch search = { .id = id };

  console_foreach (section, find_list_cb, &search);
  g_assert_nonnull (search.list);
  return search.list;
}

/* The order of the blocks of a page as one string. (transfer full) */
static char *
get_order (ConsoleFixture *fixture,
           const char     *page)
{
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_BLOCK, page);

  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

static void
test_blocks (ConsoleFixture *fixture,
             gconstpointer   data)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);
  GtkWidget *section = console_show (fixture, "pages"), *blocks;
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_BLOCK, pages->pdata[0]);
  g_autofree char *before = get_order (fixture, pages->pdata[0]), *moved = NULL, *undone = NULL, *duplicated = NULL, *restored = NULL;
  guint entries;

  g_assert_true (baton_section_reveal (BATON_SECTION (section), ids->pdata[1]));
  console_fixture_iterate (50);
  get_list (section, pages->pdata[0]);
  blocks = get_list (section, ids->pdata[1]);
  g_assert_cmpuint (baton_card_list_get_length (BATON_CARD_LIST (blocks)), ==, ids->len);

  /* Down by one, one step, and what was chosen stays chosen. */
  entries = baton_workspace_get_n_entries (workspace);
  gtk_widget_activate_action (blocks, "card.move-down", NULL);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries + 1);
  {
    g_autoptr (GPtrArray) now = console_list_ids (fixture, BATON_KIND_BLOCK, pages->pdata[0]);

    g_assert_cmpstr (now->pdata[1], ==, ids->pdata[2]);
    g_assert_cmpstr (now->pdata[2], ==, ids->pdata[1]);
  }
  g_assert_cmpstr (baton_card_list_get_selected (BATON_CARD_LIST (blocks)), ==, ids->pdata[1]);
  gtk_widget_activate_action (blocks, "card.move-up", NULL);
  gtk_widget_activate_action (blocks, "card.move-up", NULL);
  moved = get_order (fixture, pages->pdata[0]);
  g_assert_true (g_str_has_prefix (moved, ids->pdata[1]));
  /* The first cannot go further. */
  entries = baton_workspace_get_n_entries (workspace);
  gtk_widget_activate_action (blocks, "card.move-up", NULL);
  g_assert_cmpuint (baton_workspace_get_n_entries (workspace), ==, entries);
  for (int i = 0; i < 3; i++)
    gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  undone = get_order (fixture, pages->pdata[0]);
  g_assert_cmpstr (undone, ==, before);

  /* A copy stands behind and is chosen; deleting it chooses what stands in its place. */
  g_assert_true (baton_card_list_select (BATON_CARD_LIST (blocks), ids->pdata[1]));
  gtk_widget_activate_action (blocks, "card.duplicate", NULL);
  duplicated = g_strdup (baton_card_list_get_selected (BATON_CARD_LIST (blocks)));
  g_assert_cmpstr (duplicated, !=, ids->pdata[1]);
  g_assert_cmpuint (baton_card_list_get_length (BATON_CARD_LIST (blocks)), ==, ids->len + 1);
  gtk_widget_activate_action (blocks, "card.delete", NULL);
  g_assert_null (baton_document_lookup (fixture->document, duplicated));
  g_assert_cmpstr (baton_card_list_get_selected (BATON_CARD_LIST (blocks)), ==, ids->pdata[2]);
  restored = get_order (fixture, pages->pdata[0]);
  g_assert_cmpstr (restored, ==, before);
}

static gboolean
is_answered (gpointer data)
{
  return baton_page_answers_get_readers (data) != NULL;
}

/* Who lands on the page, who may open it, and for whom its blocks are empty. */
static void
test_answers (ConsoleFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (BatonPageAnswers) answers = baton_page_answers_new (fixture->document);
  g_autoptr (GPtrArray) pages = baton_program_list (baton_document_get_program (fixture->document), BATON_KIND_PAGE);
  guint n_landing = 0, n_personas = baton_snapshot_list (baton_document_get_snapshot (fixture->document), BATON_KIND_PERSONA)->len;
  const char *memos = NULL;

  for (guint i = 0; i < pages->len; i++)
    if (g_strcmp0 (baton_entity_get_name (pages->pdata[i]), "Memos") == 0)
      memos = baton_entity_get_id (pages->pdata[i]);
  g_assert_nonnull (memos);
  g_assert_null (baton_page_answers_get_lost (answers));
  baton_page_answers_set_page (answers, memos);
  console_fixture_wait_for (is_answered, answers);

  /* Everybody lands on one page, or on none. */
  for (guint i = 0; i < pages->len; i++)
    {
      GPtrArray *names = baton_page_answers_get_landing (answers, baton_entity_get_id (pages->pdata[i]));

      n_landing += names != NULL ? names->len : 0;
    }
  g_assert_cmpuint (n_landing + baton_page_answers_get_lost (answers)->len, ==, n_personas);
  g_assert_cmpuint (baton_page_answers_get_lost (answers)->len, >=, 1);

  /* Planted: its one block asks for what nobody may view. */
  {
    g_autoptr (GPtrArray) blocks = console_list_ids (fixture, BATON_KIND_BLOCK, memos);
    const BatonBlockAnswer *block;

    g_assert_cmpuint (blocks->len, ==, 1);
    g_assert_cmpuint (baton_page_answers_get_readers (answers)->len, >, 0);
    block = baton_page_answers_get_block (answers, blocks->pdata[0]);
    g_assert_nonnull (block);
    g_assert_cmpuint (block->shown->len, ==, 0);
    g_assert_cmpuint (block->empty->len, ==, baton_page_answers_get_readers (answers)->len);
  }
}

static gboolean
has_focus_within (gpointer list)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (list)));

  return focus != NULL && gtk_widget_is_ancestor (focus, list);
}

/* What leads to a block comes to its card, not to that of its page; also where the page has not been shown before. */
static void
test_jump (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);
  GtkWidget *section;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_BLOCK, pages->pdata[i]);

      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture->window), "overview");
      console_fixture_iterate (50);
      baton_main_window_jump (BATON_MAIN_WINDOW (fixture->window), ids->pdata[ids->len - 1], BATON_FIELD_NONE);
      section = GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window)));
      console_fixture_wait_for (has_focus_within, get_list (section, ids->pdata[ids->len - 1]));
      g_assert_false (has_focus_within (get_list (section, pages->pdata[i])));
    }
}

/* One press of a key leads from a block over its form to the next one. */
static void
test_down (ConsoleFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) pages = console_list_ids (fixture, BATON_KIND_PAGE, NULL);
  g_autoptr (GPtrArray) ids = console_list_ids (fixture, BATON_KIND_BLOCK, pages->pdata[0]);
  GtkWidget *blocks;

  baton_main_window_jump (BATON_MAIN_WINDOW (fixture->window), ids->pdata[0], BATON_FIELD_NONE);
  blocks = get_list (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (fixture->window))), ids->pdata[0]);
  console_fixture_wait_for (has_focus_within, blocks);
  g_assert_true (console_keys_press (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GDK_KEY_Down, 0));
  g_assert_cmpstr (baton_card_list_get_selected (BATON_CARD_LIST (blocks)), ==, ids->pdata[1]);
  g_assert_true (has_focus_within (blocks));
}

static void
add_tests (void)
{
  g_test_add ("/console/pages/blocks", ConsoleFixture, NULL, console_fixture_set_up, test_blocks, console_fixture_tear_down);
  g_test_add ("/console/pages/jump", ConsoleFixture, NULL, console_fixture_set_up, test_jump, console_fixture_tear_down);
  g_test_add ("/console/pages/down", ConsoleFixture, NULL, console_fixture_set_up, test_down, console_fixture_tear_down);
  g_test_add ("/console/pages/answers", ConsoleFixture, NULL, console_fixture_set_up, test_answers, console_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
