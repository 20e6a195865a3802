/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences of chips: a publishing rule is read and edited part by part, an audience condition by condition; each edit is
 * one step, and the focus stays in the sentence.
 */
#include "console-look.h"

#include "console/baton-section.h"
#include "console/sections/baton-rule-sentence.h"
#include "console/widgets/baton-audience-editor.h"
#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-chip.h"
#include "model/baton-audience.h"
#include "model/baton-text.h"

#include <string.h>

#define RULE "Technical bloggers write for approved marketplace partners in DACH"

typedef struct
{
  const char *name;
  GtkWidget  *found;
} Search;

static void
find_chip_cb (GtkWidget *widget,
              gpointer   user_data)
{
  Search *search = user_data;

  if (search->found == NULL && GTK_IS_MENU_BUTTON (widget) && gtk_widget_has_css_class (widget, "baton-chip") && gtk_widget_get_visible (widget)
      && gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, search->name) == NULL)
    search->found = widget;
}

/* The chip of that accessible name; NULL when there is none. */
static GtkWidget *
find_chip (GtkWidget  *widget,
           const char *name)
{
  Search search = { .name = name };

  console_foreach (widget, find_chip_cb, &search);
  return search.found;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_unmapped (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

/* Opens a chip; what is in its popover. */
static GtkWidget *
open_chip (GtkWidget *chip)
{
  GtkPopover *popover;

  g_assert_nonnull (chip);
  baton_chip_open (chip);
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip));
  console_fixture_wait_for (is_mapped, popover);
  return gtk_popover_get_child (popover);
}

static void
close_chip (GtkWidget *chip)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip));

  gtk_popover_popdown (popover);
  console_fixture_wait_for (is_unmapped, popover);
  console_fixture_iterate (50);
}

static GtkWidget *
make_nothing (GtkWidget *chip,
              gpointer   owner)
{
  return gtk_label_new ("What there is to choose");
}

/* Words that grow while one chooses would wrap, and take the popover from under the pointer: they are shown when it closes. */
static void
test_still (ConsoleFixture *fixture,
            gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *chip = baton_chip_new (make_nothing, fixture);
  GtkLabel *label;

  gtk_window_set_child (GTK_WINDOW (window), chip);
  baton_chip_show (chip, "Do", "view");
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_wait_for (is_mapped, window);
  label = GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (chip)));
  open_chip (chip);
  baton_chip_show (chip, "Do", "view, create and edit");
  g_assert_cmpstr (gtk_label_get_text (label), ==, "view");
  g_assert_cmpstr (baton_chip_get_text (chip), ==, "view, create and edit");
  close_chip (chip);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "view, create and edit");
  /* Closed without a change, and changed while it is closed. */
  open_chip (chip);
  close_chip (chip);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "view, create and edit");
  baton_chip_show (chip, "Do", "archive");
  g_assert_cmpstr (gtk_label_get_text (label), ==, "archive");
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  const char     *label;
  GtkCheckButton *found;
} CheckSearch;

static void
find_check_cb (GtkWidget *widget,
               gpointer   user_data)
{
  CheckSearch *search = user_data;

  if (GTK_IS_CHECK_BUTTON (widget) && g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), search->label) == 0)
    search->found = GTK_CHECK_BUTTON (widget);
}

static void
check (GtkWidget  *content,
       const char *label,
       gboolean    active)
{
  CheckSearch search = { .label = label };

  console_foreach (content, find_check_cb, &search);
  g_assert_nonnull (search.found);
  g_assert_cmpint (gtk_check_button_get_active (search.found), !=, active);
  gtk_check_button_set_active (search.found, active);
  console_fixture_iterate (10);
}

/* Shows the rule in its section; the sentence. */
static GtkWidget *
show_rule (ConsoleFixture *fixture,
           const char     *id)
{
  GtkWidget *section = console_show (fixture, "publishing");
  GtkWidget *sentence = console_find_type (section, BATON_TYPE_RULE_SENTENCE);

  g_assert_true (baton_section_reveal (BATON_SECTION (section), id));
  console_fixture_wait_for (is_mapped, sentence);
  return sentence;
}

static guint
count_steps (ConsoleFixture *fixture)
{
  return baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));
}

static void
undo (ConsoleFixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (20);
}

/* Every part of a rule has a chip that says it. */
static void
test_read (ConsoleFixture *fixture,
           gconstpointer   data)
{
  GtkWidget *sentence = show_rule (fixture, console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));

  g_assert_nonnull (find_chip (sentence, "Who: Technical blogger"));
  g_assert_nonnull (find_chip (sentence, "Who: add a condition"));
  g_assert_nonnull (find_chip (sentence, "May or may not: may"));
  g_assert_nonnull (find_chip (sentence, "Do: create and edit"));
  g_assert_nonnull (find_chip (sentence, "What: Technical blog"));
  g_assert_nonnull (find_chip (sentence, "What: only for DACH"));
  g_assert_nonnull (find_chip (sentence, "Say more in this rule"));
  g_assert_null (find_chip (sentence, "When: always"));
}

static void
test_effect (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  g_autofree char *before = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL;
  GtkWidget *sentence = show_rule (fixture, id), *chip = find_chip (sentence, "May or may not: may");
  guint steps = count_steps (fixture);

  check (open_chip (chip), "may not", TRUE);
  close_chip (chip);
  g_assert_true (find_chip (sentence, "May or may not: may not") == chip);
  g_assert_cmpuint (count_steps (fixture), ==, steps + 1);
  g_assert_cmpint (baton_entity_get_choice (baton_document_lookup (fixture->document, id), BATON_FIELD_PUBLISHING_RULE_EFFECT, 0), ==, 1);
  undo (fixture);
  g_assert_true (find_chip (sentence, "May or may not: may") == chip);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  g_assert_cmpstr (after, ==, before);
}

/* To ask for approval is to say whose; without that nothing is asked, and nothing stays behind. */
static void
test_approval (ConsoleFixture *fixture,
               gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  GtkWidget *sentence = show_rule (fixture, id), *chip = find_chip (sentence, "May or may not: may"), *approval;
  guint steps = count_steps (fixture);

  check (open_chip (chip), "may, with approval", TRUE);
  console_fixture_iterate (100);
  approval = find_chip (sentence, "With approval by: With approval by");
  g_assert_nonnull (approval);
  close_chip (approval);
  g_assert_null (find_chip (sentence, "With approval by: With approval by"));
  g_assert_cmpuint (count_steps (fixture), ==, steps);

  check (open_chip (chip), "may, with approval", TRUE);
  console_fixture_iterate (100);
  approval = find_chip (sentence, "With approval by: With approval by");
  check (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (approval))), "Product manager", TRUE);
  close_chip (approval);
  g_assert_nonnull (find_chip (sentence, "With approval by: with approval by Product manager"));
  g_assert_cmpuint (count_steps (fixture), ==, steps + 1);

  /* Who may not at all asks nobody; the two are one step. */
  check (open_chip (chip), "may not", TRUE);
  close_chip (chip);
  g_assert_null (find_chip (sentence, "With approval by: with approval by Product manager"));
  g_assert_cmpuint (count_steps (fixture), ==, steps + 2);
  undo (fixture);
  g_assert_nonnull (find_chip (sentence, "With approval by: with approval by Product manager"));
}

/* Where there are many, Enter ticks what a search found: what is called so before what only holds the word. */
static void
test_found (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  GtkWidget *sentence = show_rule (fixture, id), *approval, *search;

  check (open_chip (find_chip (sentence, "May or may not: may")), "may, with approval", TRUE);
  console_fixture_iterate (100);
  approval = find_chip (sentence, "With approval by: With approval by");
  search = console_find_type (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (approval))), GTK_TYPE_SEARCH_ENTRY);
  g_signal_emit_by_name (search, "activate");
  gtk_editable_set_text (GTK_EDITABLE (search), "marketing");
  g_signal_emit_by_name (search, "activate");
  close_chip (approval);
  g_assert_nonnull (find_chip (sentence, "With approval by: with approval by Marketing"));
}

/* Several checks in one popover are one step; what a rule must say cannot be taken away. */
static void
test_checks (ConsoleFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  GtkWidget *sentence = show_rule (fixture, id), *chip = find_chip (sentence, "Do: create and edit"), *content = open_chip (chip);
  guint steps = count_steps (fixture);
  CheckSearch last = { .label = "translate" };

  check (content, "translate", TRUE);
  check (content, "edit", FALSE);
  check (content, "create", FALSE);
  console_foreach (content, find_check_cb, &last);
  gtk_check_button_set_active (last.found, FALSE);
  g_assert_true (gtk_check_button_get_active (last.found));
  close_chip (chip);
  g_assert_true (find_chip (sentence, "Do: translate") == chip);
  g_assert_cmpuint (count_steps (fixture), ==, steps + 1);
  undo (fixture);
  g_assert_true (find_chip (sentence, "Do: create and edit") == chip);
}

/* A part that is added comes with the chip that opens it, and goes with Remove. */
static void
test_parts (ConsoleFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *id = g_strdup (console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  GtkWidget *sentence = show_rule (fixture, id), *more = find_chip (sentence, "Say more in this rule"), *chip, *content;
  guint steps = count_steps (fixture);

  gtk_widget_activate_action (more, "rule.add", "i", (int) BATON_FIELD_PUBLISHING_RULE_OWN);
  console_fixture_iterate (50);
  chip = find_chip (sentence, "Only within their own: Only within their own");
  g_assert_nonnull (chip);
  check (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (chip))), "Region", TRUE);
  close_chip (chip);
  g_assert_true (find_chip (sentence, "Only within their own: only within their own Region") == chip);
  g_assert_cmpuint (count_steps (fixture), ==, steps + 1);

  content = open_chip (chip);
  g_signal_emit_by_name (console_find_button (content, "_Remove"), "clicked");
  console_fixture_iterate (300);
  g_assert_null (find_chip (sentence, "Only within their own: only within their own Region"));
  g_assert_cmpuint (count_steps (fixture), ==, steps + 2);
  g_assert_null (baton_entity_get (baton_document_lookup (fixture->document, id), BATON_FIELD_PUBLISHING_RULE_OWN));
  undo (fixture);
  g_assert_nonnull (find_chip (sentence, "Only within their own: only within their own Region"));
}

/* A new rule has no name to be typed over: its sentence is its name, and the focus is at its first chip. */
static void
test_add (ConsoleFixture *fixture,
          gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "publishing");
  GtkWidget *cards = console_find_type (section, BATON_TYPE_CARD_LIST), *sentence, *focus;
  g_autoptr (GPtrArray) ids = NULL;
  BatonEntity *rule;

  g_signal_emit_by_name (gtk_widget_get_next_sibling (console_find_type (cards, GTK_TYPE_SEARCH_ENTRY)), "clicked");
  console_fixture_iterate (200);
  ids = console_list_ids (fixture, BATON_KIND_PUBLISHING_RULE, NULL);
  rule = baton_document_lookup (fixture->document, ids->pdata[ids->len - 1]);
  g_assert_cmpstr (baton_card_list_get_selected (BATON_CARD_LIST (cards)), ==, baton_entity_get_id (rule));
  g_assert_null (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_NAME));
  sentence = console_find_type (section, BATON_TYPE_RULE_SENTENCE);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, find_chip (sentence, "Who: add a condition")));

  /* It would let everybody see everything: it has no effect before somebody switches it on, which is one step. */
  g_assert_true (baton_entity_get_boolean (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED));
  g_assert_true (console_shows_text (sentence, "Switched off, so nothing changes yet."));
  g_signal_emit_by_name (console_find_button (sentence, "Switch _On"), "clicked");
  rule = baton_document_lookup (fixture->document, baton_card_list_get_selected (BATON_CARD_LIST (cards)));
  g_assert_null (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_DISABLED));
  g_assert_false (console_shows_text (sentence, "Switched off, so nothing changes yet."));
  g_assert_nonnull (strstr (baton_workspace_get_undo_name (baton_document_get_workspace (fixture->document)), "Everybody may view all content"));
  undo (fixture);
  g_assert_true (console_shows_text (sentence, "Switched off, so nothing changes yet."));
}

static void
changed_cb (BatonAudienceEditor *editor,
            BatonValue          *audience,
            BatonValue         **changed)
{
  g_clear_pointer (changed, baton_value_unref);
  *changed = audience != NULL ? baton_value_ref (audience) : NULL;
}

static void
press (GtkWidget *widget,
       guint      key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

/* Whether an item of the menu, or of one of its sections, has the label. */
static gboolean
offers (GMenuModel *menu,
        const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *text = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &text);
      if (g_strcmp0 (text, label) == 0 || (section != NULL && offers (section, label)))
        return TRUE;
    }
  return FALSE;
}

/* A refusal needs nobody's approval: it is not offered, and told where it is there already. Why it refuses is asked once. */
static void
test_refusal (ConsoleFixture *fixture,
              gconstpointer   data)
{
  GtkWidget *section = console_show (fixture, "publishing"), *sentence = console_find_type (section, BATON_TYPE_RULE_SENTENCE), *more;
  g_autoptr (GPtrArray) rules = console_list_ids (fixture, BATON_KIND_PUBLISHING_RULE, NULL), roles = console_list_ids (fixture, BATON_KIND_ROLE, NULL);
  g_autoptr (BatonValue) refusal = baton_value_new_string ("may-not"), approval = NULL;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  const char *rule = NULL;

  baton_value_builder_open_array (builder);
  baton_value_builder_add_string (builder, roles->pdata[0]);
  baton_value_builder_close (builder);
  approval = baton_value_builder_finish (builder);

  for (guint i = 0; rule == NULL && i < rules->len; i++)
    if (baton_entity_get (baton_document_lookup (fixture->document, rules->pdata[i]), BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY) == NULL &&
        baton_entity_get_choice (baton_document_lookup (fixture->document, rules->pdata[i]), BATON_FIELD_PUBLISHING_RULE_EFFECT, 0) == 0)
      rule = rules->pdata[i];
  g_assert_nonnull (rule);
  baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), rule);
  console_fixture_iterate (200);
  more = find_chip (sentence, "Say more in this rule");
  g_assert_nonnull (more);
  baton_chip_open (more);
  g_assert_true (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (more)), "With approval by"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  g_assert_true (baton_document_set (fixture->document, rule, BATON_FIELD_PUBLISHING_RULE_EFFECT, refusal));
  console_fixture_iterate (1500);
  baton_chip_open (more);
  g_assert_false (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (more)), "With approval by"));
  g_assert_true (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (more)), "Reason"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
  g_assert_true (console_shows_text (sentence, "This exception has no reason."));
  g_assert_false (console_shows_text (gtk_widget_get_parent (sentence), "forbids something without a reason"));
  g_assert_true (baton_document_set (fixture->document, rule, BATON_FIELD_PUBLISHING_RULE_APPROVAL_BY, approval));
  console_fixture_iterate (500);
  g_assert_true (console_shows_text (sentence, "This has no effect with what is chosen under"));
}

/* An underscore in a name is one, and marks no key. */
static void
test_underscore (ConsoleFixture *fixture,
                 gconstpointer   data)
{
  GtkWidget *window = gtk_window_new (), *editor = baton_audience_editor_new (fixture->document, BATON_SIDE_MEMBER), *plus;
  g_autoptr (GPtrArray) ladders = console_list_ids (fixture, BATON_KIND_TIER_LADDER, NULL);
  g_autoptr (BatonValue) name = baton_text_new ("By_points");

  g_assert_true (baton_document_set (fixture->document, ladders->pdata[0], BATON_FIELD_TIER_LADDER_NAME, name));
  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  console_fixture_iterate (50);
  plus = find_chip (editor, "Add a condition");
  baton_chip_open (plus);
  console_fixture_iterate (100);
  g_assert_true (offers (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (plus)), "By__points"));
  gtk_window_destroy (GTK_WINDOW (window));
  console_fixture_iterate (20);
}

/* Conditions change how they match, are added, refuse what is no number, and go with Delete; the focus goes on to the next. */
static void
test_audience (ConsoleFixture *fixture,
               gconstpointer   data)
{
  const BatonEntity *rule = baton_document_lookup (fixture->document, console_find_named (fixture, BATON_KIND_PUBLISHING_RULE, RULE));
  g_autoptr (BatonValue) audience = baton_value_ref (baton_entity_get (rule, BATON_FIELD_PUBLISHING_RULE_WHO));
  GtkWidget *window = gtk_window_new (), *editor = baton_audience_editor_new (fixture->document, BATON_SIDE_MEMBER), *chip, *entry, *plus;
  g_autoptr (BatonValue) changed = NULL;
  BatonClause clause;

  gtk_window_set_child (GTK_WINDOW (window), editor);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (editor, "changed", G_CALLBACK (changed_cb), &changed);
  baton_audience_editor_set (BATON_AUDIENCE_EDITOR (editor), audience);
  console_fixture_iterate (50);
  chip = find_chip (editor, "Technical blogger");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (console_find_type (open_chip (chip), GTK_TYPE_DROP_DOWN)), BATON_MATCH_NONE);
  g_assert_true (baton_audience_get_clause (changed, 0, BATON_SIDE_MEMBER, &clause));
  g_assert_cmpint (clause.match, ==, BATON_MATCH_NONE);
  g_assert_true (find_chip (editor, "not Technical blogger") == chip);
  close_chip (chip);

  plus = find_chip (editor, "Add a condition");
  gtk_widget_activate_action (plus, "audience.add", "s", "attribute:tier-points");
  chip = find_chip (editor, "with at least 1 tier point");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), chip));
  entry = console_find_type (open_chip (chip), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "many");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_nonnull (find_chip (editor, "with at least 1 tier point"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "50");
  g_signal_emit_by_name (entry, "activate");
  console_fixture_iterate (200);
  g_assert_true (find_chip (editor, "with at least 50 tier points") == chip);

  gtk_widget_grab_focus (find_chip (editor, "not Technical blogger"));
  press (find_chip (editor, "not Technical blogger"), GDK_KEY_Delete);
  g_assert_cmpuint (baton_value_get_length (changed), ==, 1);
  g_assert_null (find_chip (editor, "not Technical blogger"));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), find_chip (editor, "with at least 50 tier points")));
  press (find_chip (editor, "with at least 50 tier points"), GDK_KEY_Delete);
  g_assert_null (changed);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), plus));
  g_assert_true (console_shows_text (editor, "everybody"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/chips/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (read);
  ADD (effect);
  ADD (approval);
  ADD (found);
  ADD (checks);
  ADD (parts);
  ADD (add);
  ADD (audience);
  ADD (still);
  ADD (underscore);
  ADD (refusal);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
