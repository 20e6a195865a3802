/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-preview-why.h"

#include "console/baton-runner.h"
#include "console/widgets/baton-nested-popover.h"
#include "console/widgets/baton-picker-item.h"
#include "console/widgets/baton-spinner.h"

#include "portal/baton-portal-why.h"
#include "words/baton-words-format.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

/* Of an answer, before it scrolls. */
#define MOST_HEIGHT 260

/* ── One thing ── */

/* Not as an action of the button, which GTK would look for once the popover has gone, and with it the way to the window. */
static void
edit_clicked_cb (GtkWidget *button,
                 gpointer   user_data)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER), *at = gtk_widget_get_parent (popover);
  g_autofree char *id = g_strdup (user_data);

  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (at, "win.reveal", "s", id);
}

/* What else decides: a rule, the one that comes nearest, or what the thing stands in; NULL for none. (transfer none) */
static const char *
find_decider (BatonSnapshot  *snapshot,
              const BatonWhy *why,
              const char     *id)
{
  GPtrArray *rules = baton_snapshot_list (snapshot, BATON_KIND_PUBLISHING_RULE);
  const BatonWhyReason *reason = why->reasons->len > 0 ? why->reasons->pdata[why->reasons->len - 1] : NULL;
  const BatonExplanation *explanation = reason != NULL ? reason->explanation : NULL;

  for (guint i = 0; i < why->reasons->len; i++)
    if (((const BatonWhyReason *) why->reasons->pdata[i])->rule != NULL)
      return ((const BatonWhyReason *) why->reasons->pdata[i])->rule;
  if (explanation != NULL && explanation->n_nearest > 0 && (guint) explanation->nearest[0].rule < rules->len)
    return baton_entity_get_id (rules->pdata[explanation->nearest[0].rule]);
  return reason != NULL && g_strcmp0 (reason->entity, id) != 0 && baton_snapshot_lookup (snapshot, reason->entity) != NULL ? reason->entity : NULL;
}

static void
free_id (gpointer  id,
         GClosure *closure)
{
  g_free (id);
}

/* A button that leads to the thing. (transfer floating) */
static GtkWidget *
make_edit (const char *text,
           const char *id)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
  g_signal_connect_data (button, "clicked", G_CALLBACK (edit_clicked_cb), g_strdup (id), free_id, 0);
  return button;
}

static void
popover_closed_cb (GtkPopover *popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

void
baton_preview_why_present (BatonDocument              *document,
                           const BatonPreviewQuestion *question,
                           int                         side,
                           const char                 *id,
                           GtkWidget                  *at)
{
  g_autoptr (BatonProfile) profile = baton_preview_question_make_profile (question, side);
  BatonPortalRequest request = baton_preview_question_make_request (question, side);
  g_autoptr (BatonWhy) why = baton_portal_why (question->snapshot, profile, &request, id);
  BatonNames names = baton_document_names_of_snapshot (document, question->snapshot);
  g_autofree char *text = baton_words_why (&names, why), *name = baton_words_name (&names, id);
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *edit = make_edit (_("Edit…"), id), *title = gtk_label_new (name), *label = gtk_label_new (text);
  const char *decider = find_decider (question->snapshot, why, id);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  /* However much there is to say, the button stays in the window. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), edit);
  if (decider != NULL)
    {
      g_autofree char *quoted = baton_words_quoted_name (&names, decider), *edit_it = NULL;

      /* Translators: %s is the name, in quotes, of the rule or page that decides */
      edit_it = g_strdup_printf (_("Edit %s…"), quoted);
      gtk_box_append (GTK_BOX (box), make_edit (edit_it, decider));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, at);
  baton_nested_popover_make (popover, at, edit);
  /* Else the text would have the focus, since it may scroll: nothing would show it, and Enter would do nothing. */
  g_signal_connect_object (popover, "map", G_CALLBACK (gtk_widget_grab_focus), edit, G_CONNECT_SWAPPED);
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* ── All that is not shown ── */

/* A question, and the answer to it. */
typedef struct
{
  BatonPreviewQuestion *question;   /* owned */
  GPtrArray            *items;      /* of BatonPickerItem: "Content: Price list"; owned */
} Search;

typedef struct
{
  BatonDocument       *document;
  BatonPreviewAskFunc  ask;
  gpointer             user_data;
  BatonRunner         *runner;   /* owned */
  Search              *found;    /* what is listed; owned, nullable */
  GListStore          *items;    /* of BatonPickerItem; owned */
  GtkFilterListModel  *matches;  /* those that are looked for; owned */
  char                *needle;   /* case folded; owned */
  GtkWidget           *search;
  GtkWidget           *list;
  GtkWidget           *stack;
  GtkWidget           *spinner;
  GtkWidget           *none;     /* says that nothing is listed */
} Missing;

static void
search_free (gpointer data)
{
  Search *search = data;

  baton_preview_question_free (search->question);
  g_ptr_array_unref (search->items);
  g_free (search);
}

static gpointer
prepare (gpointer owner)
{
  Missing *missing = owner;
  BatonPreviewQuestion *question = missing->ask (missing->user_data);
  Search *search;

  if (question == NULL)
    return NULL;
  search = g_new0 (Search, 1);
  search->question = question;
  search->items = g_ptr_array_new_with_free_func (g_object_unref);
  return search;
}

/* "Content: Price list". (transfer full) */
static char *
name_thing (const BatonNames *names,
            const char       *id)
{
  g_autofree char *name = baton_words_name (names, id);

  /* Translators: %1$s is what something is ("Page"), %2$s its name */
  return g_strdup_printf (C_("thing that is not shown", "%1$s: %2$s"), baton_words_kind (baton_entity_get_kind (baton_names_lookup (names, id))), name);
}

/* The lines of the list. Where several things have one name, each says besides where it leads or stands. */
static void
add_items (Search    *search,
           GPtrArray *ids)
{
  const BatonNames *names = BATON_NAMES_OF_SNAPSHOT (search->question->snapshot);
  g_autoptr (GHashTable) n_named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      char *line = name_thing (names, ids->pdata[i]);

      g_hash_table_insert (n_named, line, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (n_named, line)) + 1));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *line = name_thing (names, ids->pdata[i]), *where = NULL, *whole = NULL;

      if (GPOINTER_TO_UINT (g_hash_table_lookup (n_named, line)) > 1)
        where = baton_words_whereabouts (names, ids->pdata[i]);
      /* Translators: %1$s is "Navigation item: Home", %2$s what tells it apart: "leads to “Customer Home”" */
      whole = where != NULL ? g_strdup_printf (C_("thing that is not shown", "%1$s, %2$s"), line, where) : g_strdup (line);
      g_ptr_array_add (search->items, baton_picker_item_new (ids->pdata[i], whole, 0));
    }
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  static const BatonKind kinds[] = { BATON_KIND_NAVIGATION_ITEM, BATON_KIND_PAGE, BATON_KIND_BLOCK, BATON_KIND_CONTENT, BATON_KIND_COLLECTION, BATON_KIND_TOOL, BATON_KIND_WORKFLOW };
  Search *search = data;
  BatonSnapshot *snapshot = search->question->snapshot;
  g_autoptr (BatonProfile) profile = baton_preview_question_make_profile (search->question, 0);
  BatonPortalRequest request = baton_preview_question_make_request (search->question, 0);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entities = baton_snapshot_list (snapshot, kinds[i]);

      for (guint j = 0; j < entities->len; j++)
        {
          const char *id = baton_entity_get_id (entities->pdata[j]);
          g_autoptr (BatonWhy) why = baton_portal_why (snapshot, profile, &request, id);

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (!why->shown)
            g_ptr_array_add (ids, (char *) id);
        }
    }
  add_items (search, ids);
  return TRUE;
}

static void
show_matches (Missing *missing)
{
  gboolean any = missing->found->items->len > 0;

  gtk_label_set_text (GTK_LABEL (missing->none), any ? _("Nothing of that name is missing: it is shown, or it is not part of a portal.") : _("This persona is shown everything."));
  gtk_stack_set_visible_child_name (GTK_STACK (missing->stack), g_list_model_get_n_items (G_LIST_MODEL (missing->matches)) > 0 ? "list" : "none");
}

static gboolean
is_match (gpointer item,
          gpointer user_data)
{
  const Missing *missing = user_data;

  return *missing->needle == '\0' || baton_picker_item_get_rank (item, missing->needle) < 3;
}

static void
search_cb (Missing *missing)
{
  g_free (missing->needle);
  missing->needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (missing->search)), -1);
  gtk_filter_changed (gtk_filter_list_model_get_filter (missing->matches), GTK_FILTER_CHANGE_DIFFERENT);
  if (missing->found != NULL && !baton_runner_is_running (missing->runner))
    show_matches (missing);
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  Missing *missing = owner;
  Search *search = data;

  if (error != NULL)
    return;
  g_list_store_splice (missing->items, 0, g_list_model_get_n_items (G_LIST_MODEL (missing->items)), search->items->pdata, search->items->len);
  g_clear_pointer (&missing->found, search_free);
  /* The question goes with its search: what is asked about a line is asked of the same program. */
  missing->found = g_new (Search, 1);
  *missing->found = *search;
  search->question = NULL;
  search->items = g_ptr_array_new ();
  gtk_spinner_stop (GTK_SPINNER (missing->spinner));
  show_matches (missing);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, search_free };

static void
missing_free (gpointer data)
{
  Missing *missing = data;

  baton_runner_free (missing->runner);
  g_clear_pointer (&missing->found, search_free);
  g_object_unref (missing->items);
  g_object_unref (missing->matches);
  g_free (missing->needle);
  g_free (missing);
}

static void
shown_cb (Missing *missing)
{
  gtk_spinner_start (GTK_SPINNER (missing->spinner));
  gtk_stack_set_visible_child_name (GTK_STACK (missing->stack), "asking");
  gtk_editable_set_text (GTK_EDITABLE (missing->search), "");
  gtk_widget_grab_focus (missing->search);
  baton_runner_ask (missing->runner);
}

static void
closed_cb (Missing *missing)
{
  baton_runner_cancel (missing->runner);
  gtk_spinner_stop (GTK_SPINNER (missing->spinner));
}

static void
activate_cb (Missing *missing,
             guint    position)
{
  GtkWidget *row = gtk_widget_get_focus_child (missing->list);
  g_autoptr (BatonPickerItem) item = g_list_model_get_item (G_LIST_MODEL (missing->matches), position);

  if (missing->found != NULL && item != NULL)
    baton_preview_why_present (missing->document, missing->found->question, 0, baton_picker_item_get_id (item), row != NULL ? row : missing->list);
}

/* Enter asks about the first line, as typed: the entry waits a moment before it says that it has changed. */
static void
search_activate_cb (Missing *missing)
{
  search_cb (missing);
  if (missing->found != NULL && !baton_runner_is_running (missing->runner))
    activate_cb (missing, 0);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* What tells two of one name apart stands at the end. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* A row of one line is as high anyway; two rows of two lines would be one text. */
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         Missing            *missing)
{
  g_autofree char *line = baton_document_dup_discreet (missing->document, baton_picker_item_get_label (gtk_list_item_get_item (item)));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

GtkWidget *
baton_preview_missing_new (BatonDocument       *document,
                           BatonPreviewAskFunc  ask,
                           gpointer             user_data)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Missing *missing = g_new0 (Missing, 1);

  missing->document = document;
  missing->ask = ask;
  missing->user_data = user_data;
  missing->runner = baton_runner_new (&runner_funcs, missing);
  missing->items = g_list_store_new (BATON_TYPE_PICKER_ITEM);
  missing->needle = g_strdup ("");
  missing->matches = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (missing->items)), GTK_FILTER (gtk_custom_filter_new (is_match, missing, NULL)));
  missing->search = gtk_search_entry_new ();
  missing->none = gtk_label_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), missing);
  missing->list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (missing->matches)))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (missing->list), TRUE);
  gtk_widget_add_css_class (missing->list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (missing->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What this persona is not shown"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), missing->list);
  missing->spinner = baton_spinner_new (_("Looking through the program"));
  gtk_label_set_wrap (GTK_LABEL (missing->none), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (missing->none), 32);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (missing->search), missing->list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (missing->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Look for something that is missing"), -1);
  missing->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (missing->stack), missing->spinner, "asking");
  gtk_stack_add_named (GTK_STACK (missing->stack), scrolled, "list");
  gtk_stack_add_named (GTK_STACK (missing->stack), missing->none, "none");
  gtk_widget_set_size_request (missing->stack, 320, 360);
  gtk_box_append (GTK_BOX (box), missing->search);
  gtk_box_append (GTK_BOX (box), missing->stack);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (missing->search, "search-changed", G_CALLBACK (search_cb), missing);
  g_signal_connect_swapped (missing->search, "activate", G_CALLBACK (search_activate_cb), missing);
  g_signal_connect_swapped (missing->search, "stop-search", G_CALLBACK (gtk_popover_popdown), popover);
  g_signal_connect_swapped (missing->list, "activate", G_CALLBACK (activate_cb), missing);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), missing);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), missing);
  g_object_weak_ref (G_OBJECT (popover), (GWeakNotify) (void (*) (void)) missing_free, missing);
  return popover;
}
