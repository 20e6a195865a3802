/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-pages-section.h"

#include "console/baton-main-window.h"
#include "console/baton-reach-window.h"
#include "console/baton-tooltip.h"
#include "console/sections/baton-page-answers.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-wrap.h"

#include "portal/baton-portal.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 3 /* of personas that a line lists */
#define MOST_CHIPS 6 /* for personas, where all of them are meant */

struct _BatonPagesSection
{
  BatonCardsSection parent_instance;

  BatonPageAnswers *answers;     /* owned */
  char             *page;        /* that is shown; owned, nullable */
  gboolean          follow;      /* the preview is to show it when it is known to whom */

  GtkWidget        *blocks;
  GtkWidget        *title;
  GtkWidget        *sentence;
  GtkWidget        *readers;
  GtkWidget        *page_form;
  GtkWidget        *block_form;
  GtkWidget        *settings;    /* toggle that shows the page's own form */
  GtkWidget        *types;       /* of blocks that can be added */
  guint             filling;     /* source that lists them */
};

G_DEFINE_FINAL_TYPE (BatonPagesSection, baton_pages_section, BATON_TYPE_CARDS_SECTION)

/* What each type of block shows, in the order of the choice "block_type". */
static const struct
{
  const char *icon;
  const char *what;
} block_types[BATON_N_BLOCK_TYPES] = {
  [BATON_BLOCK_TEXT] = { "format-justify-left-symbolic", N_("A text that you write") },
  [BATON_BLOCK_HERO] = { "image-x-generic-symbolic", N_("A large picture with a heading and a text") },
  [BATON_BLOCK_ANNOUNCEMENT] = { "starred-symbolic", N_("Something that everybody should see first") },
  [BATON_BLOCK_CONTENT] = { "x-office-document-symbolic", N_("Content by its tags, as far as the member may view it") },
  [BATON_BLOCK_COLLECTION] = { "view-grid-symbolic", N_("A collection, or what fits the open deal") },
  [BATON_BLOCK_SEARCH] = { "system-search-symbolic", N_("A search over what the member may view") },
  [BATON_BLOCK_TIERS] = { "view-sort-descending-symbolic", N_("The tier held, and how far it is to the next") },
  [BATON_BLOCK_ACTIVITIES] = { "object-select-symbolic", N_("What earns the member points, and how many") },
  [BATON_BLOCK_REWARDS] = { "emote-love-symbolic", N_("What points buy, and what the member can afford") },
  [BATON_BLOCK_TOOLS] = { "applications-utilities-symbolic", N_("The tools that are for the member") },
  [BATON_BLOCK_WORKFLOWS] = { "media-playlist-consecutive-symbolic", N_("What the member can start, and its steps") },
  [BATON_BLOCK_ORGANISATIONS] = { "system-users-symbolic", N_("The organizations that a relationship manager looks after") },
  [BATON_BLOCK_DASHBOARD] = { "power-profile-performance-symbolic", N_("Measures with their targets") },
};

static BatonCardList *
get_pages (BatonPagesSection *self)
{
  return baton_cards_section_get_list (BATON_CARDS_SECTION (self));
}

static BatonDocument *
get_document (BatonPagesSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* "A, B, C and 4 more". (transfer full) */
static char *
join_some (GPtrArray *names)
{
  g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len && (i < MOST_NAMES || names->len == MOST_NAMES + 1); i++)
    g_ptr_array_add (some, g_strdup (names->pdata[i]));
  if (names->len > some->len)
    /* Translators: ends a list of names; %u counts those that are not listed */
    g_ptr_array_add (some, baton_words_count (g_dngettext (GETTEXT_PACKAGE, "%s more", "%s more", names->len - some->len), names->len - some->len));
  return baton_words_join_and (some);
}

/* "For influencers in EMEA". (transfer full) */
static char *
describe_audience (BatonPagesSection *self,
                   const BatonEntity *entity,
                   BatonField         field)
{
  g_autofree char *who = baton_words_audience (baton_document_get_names (get_document (self)), baton_entity_get (entity, field), BATON_SIDE_MEMBER);

  /* Translators: whom a page, a block or a brand is for; %s is an audience */
  return g_strdup_printf (C_("audience", "For %s"), who);
}

/* ── Cards ── */

static void
baton_pages_section_describe (BatonCardsSection *section,
                              const BatonEntity *page,
                              BatonCard         *card)
{
  BatonPagesSection *self = BATON_PAGES_SECTION (section);
  gboolean landing = baton_entity_get_choice (page, BATON_FIELD_PAGE_USE, 0) == 0;
  GPtrArray *names = baton_page_answers_get_landing (self->answers, baton_entity_get_id (page));

  card->icon = landing ? "go-home-symbolic" : "view-paged-symbolic";
  card->title = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (page));
  card->text = describe_audience (self, page, BATON_FIELD_PAGE_AUDIENCE);
  if (names != NULL)
    {
      g_autofree char *some = join_some (names);

      /* Translators: %s lists personas who see this page first */
      card->note = g_strdup_printf (_("Landing here: %s"), some);
    }
  else if (landing && baton_page_answers_get_lost (self->answers) != NULL)
    {
      card->note = g_strdup (_("No persona lands here"));
      card->warning = TRUE;
    }
  else if (!landing)
    {
      card->note = g_strdup (C_("use of a page", "Section page"));
    }
}

static void
describe_block (const BatonEntity *block,
                BatonCard         *card,
                gpointer           user_data)
{
  BatonPagesSection *self = user_data;
  int type = CLAMP (baton_entity_get_choice (block, BATON_FIELD_BLOCK_TYPE, 0), 0, BATON_N_BLOCK_TYPES - 1);
  const char *name = baton_entity_get_string (block, BATON_FIELD_BLOCK_NAME);
  const char *label = baton_words_label (baton_schema_get_field (BATON_FIELD_BLOCK_TYPE)->choices[type].label);
  const BatonBlockAnswer *answer = baton_page_answers_get_block (self->answers, baton_entity_get_id (block));

  card->icon = block_types[type].icon;
  card->title = g_strdup (name != NULL && *name != '\0' ? name : label);
  card->mark = g_strdup (label);
  if (baton_value_get_length (baton_entity_get (block, BATON_FIELD_BLOCK_AUDIENCE)) > 0)
    card->text = describe_audience (self, block, BATON_FIELD_BLOCK_AUDIENCE);
  if (answer == NULL)
    return;
  if (answer->shown->len == 0 && answer->record->len > 0)
    {
      /* Empty without one, it is as it should be. */
      /* Translators: of a block that shows what helps with the record, a deal for example, that is open in the portal */
      card->note = g_strdup (_("Filled with a record only"));
    }
  else if (answer->empty->len > 0)
    {
      g_autofree char *some = join_some (answer->empty);

      card->warning = TRUE;
      /* Translators: %s lists personas */
      card->note = answer->shown->len == 0 ? g_strdup (_("Empty for everybody who comes here")) : g_strdup_printf (_("Empty for %s"), some);
    }
  else if (answer->shown->len == 0)
    {
      card->warning = TRUE;
      card->note = g_strdup (_("Shown to no persona who comes here"));
    }
  else if (answer->hidden->len > 0)
    {
      g_autofree char *some = join_some (answer->shown);

      card->note = g_strdup_printf (_("Shown to %s"), some);
    }
}

/* ── The chosen page ── */

/* A persona for whom the page is there: a click shows it to them in the preview. */
static GtkWidget *
make_reader (BatonPagesSection *self,
             const char        *persona)
{
  g_autofree char *name = baton_words_name (baton_document_get_names (get_document (self)), persona);
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "baton-small-chip");
  baton_tooltip_set (button, _("Show the page to this persona"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-persona");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", persona, self->page);
  return button;
}

static void
show_readers (BatonPagesSection *self)
{
  GPtrArray *readers = baton_page_answers_get_readers (self->answers);
  gboolean everybody = readers != NULL && readers->len > MOST_CHIPS && readers->len == baton_snapshot_list (baton_document_get_snapshot (get_document (self)), BATON_KIND_PERSONA)->len;
  GtkWidget *label = gtk_label_new (readers == NULL ? "…" : readers->len == 0 ? _("Open to no persona") : everybody ? _("Open to every persona") : _("Open to"));

  gtk_widget_add_css_class (label, readers != NULL && readers->len == 0 ? "warning" : "dim-label");
  gtk_widget_add_css_class (label, "caption");
  baton_wrap_clear (BATON_WRAP (self->readers));
  baton_wrap_append (BATON_WRAP (self->readers), label);
  for (guint i = 0; readers != NULL && !everybody && i < readers->len; i++)
    baton_wrap_append (BATON_WRAP (self->readers), make_reader (self, readers->pdata[i]));
}

static void
show_page (BatonPagesSection *self)
{
  BatonEntity *page = self->page != NULL ? baton_document_lookup (get_document (self), self->page) : NULL;
  g_autofree char *sentence = NULL, *title = NULL;

  if (page == NULL)
    return;
  sentence = describe_audience (self, page, BATON_FIELD_PAGE_AUDIENCE);
  title = baton_words_name (baton_document_get_names (get_document (self)), self->page);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
}

/* The preview shows the chosen page, to whom it was shown before or, where that persona does not see it, to one who does. */
static void
follow_in_preview (BatonPagesSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *shown = BATON_IS_MAIN_WINDOW (root) ? baton_main_window_get_shown_persona (BATON_MAIN_WINDOW (root)) : NULL;
  GPtrArray *readers = baton_page_answers_get_readers (self->answers);

  if (!self->follow || readers == NULL)
    return;
  self->follow = FALSE;
  if (shown == NULL || readers->len == 0)
    return;
  baton_main_window_show_persona (BATON_MAIN_WINDOW (root),
                                  g_ptr_array_find_with_equal_func (readers, shown, g_str_equal, NULL) ? shown : readers->pdata[0], self->page);
}

static void
baton_pages_section_selected (BatonCardsSection *section,
                              const char        *id)
{
  BatonPagesSection *self = BATON_PAGES_SECTION (section);

  if (g_strcmp0 (self->page, id) != 0)
    {
      g_free (self->page);
      self->page = g_strdup (id);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->settings), FALSE);
    }
  baton_form_set_entity (BATON_FORM (self->page_form), id);
  if (id != NULL)
    baton_card_list_set_parent (BATON_CARD_LIST (self->blocks), id);
  baton_page_answers_set_page (self->answers, id);
  show_page (self);
  show_readers (self);
  /* A page without blocks begins with its own form. */
  if (id != NULL && baton_card_list_get_length (BATON_CARD_LIST (self->blocks)) == 0)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->settings), TRUE);
}

static void
baton_pages_section_activated (BatonCardsSection *section,
                               const char        *id)
{
  BatonPagesSection *self = BATON_PAGES_SECTION (section);

  self->follow = TRUE;
  follow_in_preview (self);
}

static void
block_selected_cb (BatonPagesSection *self,
                   const char        *id)
{
  baton_form_set_entity (BATON_FORM (self->block_form), id);
}

static void
answers_cb (BatonPagesSection *self)
{
  show_readers (self);
  follow_in_preview (self);
  baton_card_list_refresh (get_pages (self));
  baton_card_list_refresh (BATON_CARD_LIST (self->blocks));
}

static void
document_changed_cb (BatonPagesSection *self,
                     GPtrArray         *changes)
{
  show_page (self);
}

static void
request (BatonPagesSection *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    baton_page_answers_request (self->answers);
}

/* ── Adding a block ── */

static void
add_block_cb (GtkListBox        *list,
              GtkListBoxRow     *row,
              BatonPagesSection *self)
{
  const BatonChoice *choice = &baton_schema_get_field (BATON_FIELD_BLOCK_TYPE)->choices[gtk_list_box_row_get_index (row)];
  const char *selected = baton_card_list_get_selected (BATON_CARD_LIST (self->blocks));
  g_autofree char *id = baton_id_new (choice->value, NULL), *next = NULL;
  g_autoptr (BatonEntity) block = baton_entity_new (BATON_KIND_BLOCK, id);
  g_autoptr (BatonEntity) typed = NULL;
  g_autoptr (BatonValue) type = baton_value_new_string (choice->value);
  g_autoptr (GPtrArray) siblings = NULL;

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_POPOVER)));
  if (self->page == NULL)
    return;
  /* Behind the chosen one, else at the end. */
  siblings = baton_program_list_children (baton_document_get_program (get_document (self)), BATON_KIND_BLOCK, self->page);
  for (guint i = 0; i + 1 < siblings->len; i++)
    if (g_strcmp0 (baton_entity_get_id (siblings->pdata[i]), selected) == 0)
      next = g_strdup (baton_entity_get_id (siblings->pdata[i + 1]));
  typed = baton_entity_with (block, BATON_FIELD_BLOCK_TYPE, type);
  if (baton_document_insert (get_document (self), typed, self->page, next) == NULL)
    return;
  /* To its heading: its form opens below all that is above it, out of sight unless the focus goes there. */
  baton_card_list_select (BATON_CARD_LIST (self->blocks), id);
  baton_form_focus (BATON_FORM (self->block_form), BATON_FIELD_BLOCK_NAME);
}

/* The types of blocks, when the page has been drawn: nobody adds one before. */
static gboolean
fill_types_cb (gpointer user_data)
{
  BatonPagesSection *self = user_data;
  const BatonFieldInfo *field = baton_schema_get_field (BATON_FIELD_BLOCK_TYPE);

  for (int type = 0; type < BATON_N_BLOCK_TYPES; type++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (field->choices[type].label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(block_types[type].what));
      adw_action_row_set_icon_name (ADW_ACTION_ROW (row), block_types[type].icon);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (GTK_LIST_BOX (self->types), row);
    }
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
make_add_popover (BatonPagesSection *self)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new (), *list = gtk_list_box_new ();

  self->types = list;
  self->filling = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, fill_types_cb, self, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Types of blocks"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (add_block_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 460);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (scrolled, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  return popover;
}

/* ── Object ── */

static gboolean
baton_pages_section_reveal (BatonSection *section,
                            const char   *id)
{
  BatonPagesSection *self = BATON_PAGES_SECTION (section);
  BatonEntity *entity = baton_document_lookup (get_document (self), id);
  g_autofree char *page = NULL;

  if (entity == NULL || (baton_entity_get_kind (entity) != BATON_KIND_PAGE && baton_entity_get_kind (entity) != BATON_KIND_BLOCK))
    return FALSE;
  page = g_strdup (baton_entity_get_kind (entity) == BATON_KIND_PAGE ? id : baton_entity_get_parent (entity));
  if (!baton_card_list_select (get_pages (self), page))
    return FALSE;
  baton_cards_section_show_detail (BATON_CARDS_SECTION (self));
  if (baton_entity_get_kind (entity) == BATON_KIND_BLOCK)
    return baton_card_list_select (BATON_CARD_LIST (self->blocks), id);
  return TRUE;
}

static void
baton_pages_section_dispose (GObject *object)
{
  g_clear_handle_id (&BATON_PAGES_SECTION (object)->filling, g_source_remove);
  G_OBJECT_CLASS (baton_pages_section_parent_class)->dispose (object);
}

static void
baton_pages_section_finalize (GObject *object)
{
  BatonPagesSection *self = BATON_PAGES_SECTION (object);

  g_clear_object (&self->answers);
  g_free (self->page);
  G_OBJECT_CLASS (baton_pages_section_parent_class)->finalize (object);
}

/* The name of a page is in its settings. */
static void
baton_pages_section_added (BatonCardsSection *section,
                           const char        *id)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (BATON_PAGES_SECTION (section)->settings), TRUE);
  BATON_CARDS_SECTION_CLASS (baton_pages_section_parent_class)->added (section, id);
}

static void
baton_pages_section_class_init (BatonPagesSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_pages_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_pages_section_finalize;
  BATON_SECTION_CLASS (klass)->reveal = baton_pages_section_reveal;
  BATON_CARDS_SECTION_CLASS (klass)->describe = baton_pages_section_describe;
  BATON_CARDS_SECTION_CLASS (klass)->selected = baton_pages_section_selected;
  BATON_CARDS_SECTION_CLASS (klass)->activated = baton_pages_section_activated;
  BATON_CARDS_SECTION_CLASS (klass)->added = baton_pages_section_added;
}

static void
baton_pages_section_init (BatonPagesSection *self)
{
}

static GtkWidget *
make_page (BatonPagesSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *heading;

  self->title = baton_cards_section_add_label (words, "title-2");
  self->sentence = baton_cards_section_add_label (words, "dim-label");
  self->readers = baton_wrap_new (4);
  gtk_box_append (GTK_BOX (words), self->readers);
  gtk_widget_set_hexpand (words, TRUE);
  self->settings = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->settings), "document-edit-symbolic");
  gtk_widget_set_valign (self->settings, GTK_ALIGN_START);
  baton_tooltip_set (self->settings, _("Heading, Use and Audience of the Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->settings), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Heading, Use and Audience of the Page"), -1);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->settings);
  g_object_bind_property (self->settings, "active", self->page_form, "visible", G_BINDING_SYNC_CREATE);

  heading = gtk_label_new (baton_words_kinds (BATON_KIND_BLOCK));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  baton_card_list_set_heading (BATON_CARD_LIST (self->blocks), heading);
  baton_card_list_set_embedded (BATON_CARD_LIST (self->blocks));
  baton_card_list_set_add (BATON_CARD_LIST (self->blocks), make_add_popover (self), _("Add a Block"));
  baton_card_list_set_detail (BATON_CARD_LIST (self->blocks), self->block_form);

  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->page_form);
  gtk_box_append (GTK_BOX (box), self->blocks);
  return box;
}

BatonSection *
baton_pages_section_new (BatonDocument *document)
{
  BatonPagesSection *self = g_object_new (BATON_TYPE_PAGES_SECTION, "document", document, NULL);

  self->answers = baton_page_answers_new (document);
  baton_cards_section_make_list (BATON_CARDS_SECTION (self), BATON_KIND_PAGE);
  self->blocks = baton_card_list_new (document, BATON_KIND_BLOCK, baton_words_kinds (BATON_KIND_BLOCK), describe_block, self);
  self->page_form = baton_form_new (document);
  self->block_form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->page_form));
  baton_form_set_embedded (BATON_FORM (self->block_form));
  baton_cards_section_set_form (BATON_CARDS_SECTION (self), BATON_FORM (self->page_form));

  baton_cards_section_build (BATON_CARDS_SECTION (self), "pages",
                             _("A member lands on the first landing page in the list that is for them. Choose one to see its blocks."), make_page (self), 260);
  baton_cards_section_set_form (BATON_CARDS_SECTION (self), BATON_FORM (self->page_form));
  baton_cards_section_add_foot (BATON_CARDS_SECTION (self), baton_reach_button_new (document));

  g_signal_connect_object (self->blocks, "selected", G_CALLBACK (block_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answers, "changed", G_CALLBACK (answers_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  return BATON_SECTION (self);
}
