/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-navigation-section.h"

#include "console/baton-main-window.h"
#include "console/baton-reach-window.h"
#include "console/baton-tooltip.h"
#include "console/sections/baton-navigation-answers.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-jump-list.h"
#include "console/widgets/baton-list-detail.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-wrap.h"

#include <glib/gi18n-lib.h>

struct _BatonNavigationSection
{
  BatonSection            parent_instance;

  BatonNavigationAnswers *answers;    /* owned */
  char                   *item;       /* that is chosen; owned, nullable */
  GPtrArray              *personas;   /* ids in the order of the drop-down; owned */
  gboolean                filling;

  GtkWidget              *beside;
  GtkWidget              *outline;
  GtkWidget              *persona;
  GtkWidget              *stack;      /* all items, or the chosen one */
  GtkWidget              *list;       /* of all items */
  GtkWidget              *state;      /* of the chosen one, for the persona */
  GtkWidget              *why;
  GtkWidget              *readers;
  GtkWidget              *form;
};

G_DEFINE_FINAL_TYPE (BatonNavigationSection, baton_navigation_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonNavigationSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

/* ── What is said of an item ── */

/* "Opens “Learning Hub” (page)". (transfer full); NULL when it leads nowhere. */
static char *
describe_target (BatonNavigationSection *self,
                 const BatonEntity      *item)
{
  const char *target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);
  const char *address = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_ADDRESS);
  BatonEntity *entity = target != NULL ? baton_document_lookup (get_document (self), target) : NULL;
  g_autofree char *name = NULL;

  if (entity != NULL)
    {
      name = baton_words_quoted_name (baton_document_get_names (get_document (self)), target);
      /* Translators: where a navigation item leads: %1$s is a name, %2$s a kind of thing: Opens “Learning Hub” (Page) */
      return g_strdup_printf (_("Opens %1$s (%2$s)"), name, baton_words_kind (baton_entity_get_kind (entity)));
    }
  if (target != NULL)
    return g_strdup (_("Opens something that is not there any more"));
  /* Translators: where a navigation item leads; %s is a web address */
  return address != NULL && *address != '\0' ? g_strdup_printf (_("Opens %s"), address) : NULL;
}

/* What the item is to the chosen persona, in a word or a few. *css_class*: how it looks. */
static const char *
describe_state (BatonNavigationSection      *self,
                const BatonEntity           *item,
                const BatonNavigationAnswer *answer,
                const char                 **css_class)
{
  const char *target = baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET);

  *css_class = NULL;
  if (target != NULL && baton_document_lookup (get_document (self), target) == NULL)
    {
      *css_class = "error";
      return C_("state of a navigation item", "Broken");
    }
  if (answer != NULL && baton_navigation_answers_get_n_personas (self->answers) == 0)
    return C_("state of a navigation item", "No persona to see it yet");
  if (answer == NULL || answer->why == NULL)
    return "…";
  if (answer->record)
    /* Translators: a record is a deal, for example, that is open in the portal */
    return C_("state of a navigation item", "With a record only");
  if (answer->readers->len == 0)
    {
      *css_class = "warning";
      return C_("state of a navigation item", "Nobody sees it");
    }
  if (answer->empty)
    {
      *css_class = "warning";
      return C_("state of a navigation item", "Leads to an empty page");
    }
  if (answer->shown)
    *css_class = "success";
  return answer->shown ? C_("state of a navigation item", "Shown") : C_("state of a navigation item", "Not shown");
}

/* ── All items ── */

static int
get_depth (BatonNavigationSection *self,
           const BatonEntity      *item)
{
  int depth = 0;

  for (const char *parent = baton_entity_get_parent (item); parent != NULL && depth < 8; depth++)
    {
      const BatonEntity *above = baton_document_lookup (get_document (self), parent);

      parent = above != NULL ? baton_entity_get_parent (above) : NULL;
    }
  return depth;
}

static void
list_item (BatonNavigationSection *self,
           const BatonEntity      *item)
{
  const BatonNavigationAnswer *answer = baton_navigation_answers_get (self->answers, baton_entity_get_id (item));
  const char *css_class, *state = describe_state (self, item, answer, &css_class);
  g_autofree char *target = describe_target (self, item), *seen = NULL, *subtitle = NULL;
  guint n = baton_navigation_answers_get_n_personas (self->answers);
  BatonJump jump = { .title = baton_entity_get_name (item), .action = "win.reveal", .target = baton_entity_get_id (item), .mark = state, .mark_class = css_class };

  if (answer != NULL && n > 0 && !(answer->record && answer->readers->len == 0))
    /* Translators: %1$u of %2$u personas */
    seen = g_strdup_printf (ngettext ("seen by %1$u of %2$u persona", "seen by %1$u of %2$u personas", n), answer->readers->len, n);
  /* Translators: of a navigation item that holds others */
  subtitle = g_strdup_printf ("%s%s%s", target != NULL ? target : _("Holds the items below it"), seen != NULL ? " · " : "", seen != NULL ? seen : "");
  jump.subtitle = subtitle;
  jump.tooltip = answer != NULL ? answer->why : NULL;
  jump.depth = get_depth (self, item);
  baton_jump_list_add (BATON_JUMP_LIST (self->list), 0, &jump);
}

static void
show_list (BatonNavigationSection *self)
{
  g_autoptr (GPtrArray) items = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_NAVIGATION_ITEM);

  if (self->item != NULL)
    return; /* nobody looks */
  baton_jump_list_begin (BATON_JUMP_LIST (self->list));
  for (guint i = 0; i < items->len; i++)
    list_item (self, items->pdata[i]);
  baton_jump_list_end (BATON_JUMP_LIST (self->list));
}

/* ── The chosen one ── */

/* A persona who sees the item: a click shows the portal to them in the preview. */
static GtkWidget *
make_reader (BatonNavigationSection *self,
             const char             *persona)
{
  g_autofree char *name = baton_words_name (baton_document_get_names (get_document (self)), persona);
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "baton-small-chip");
  baton_tooltip_set (button, _("Show the portal to this persona"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-persona");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", persona, "");
  return button;
}

static void
show_item (BatonNavigationSection *self)
{
  BatonEntity *item = self->item != NULL ? baton_document_lookup (get_document (self), self->item) : NULL;
  const BatonNavigationAnswer *answer = item != NULL ? baton_navigation_answers_get (self->answers, self->item) : NULL;
  const char *css_class, *state;
  g_autofree char *target = NULL, *line = NULL, *why = NULL;
  GtkWidget *label;

  if (item == NULL)
    return;
  state = describe_state (self, item, answer, &css_class);
  target = describe_target (self, item);
  line = target != NULL ? g_strdup_printf ("%s · %s", state, target) : g_strdup (state);
  gtk_label_set_text (GTK_LABEL (self->state), line);
  gtk_widget_remove_css_class (self->state, "warning");
  gtk_widget_remove_css_class (self->state, "error");
  if (css_class != NULL && !g_str_equal (css_class, "success"))
    gtk_widget_add_css_class (self->state, css_class);
  why = baton_document_dup_discreet (get_document (self), answer != NULL && answer->why != NULL ? answer->why : "");
  gtk_label_set_text (GTK_LABEL (self->why), why);
  baton_wrap_clear (BATON_WRAP (self->readers));
  gtk_widget_set_visible (self->readers, answer != NULL && answer->readers->len > 0); /* the state says that nobody does */
  if (answer == NULL || answer->readers->len == 0)
    return;
  label = gtk_label_new (_("Seen by"));
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  baton_wrap_append (BATON_WRAP (self->readers), label);
  for (guint i = 0; i < answer->readers->len; i++)
    baton_wrap_append (BATON_WRAP (self->readers), make_reader (self, answer->readers->pdata[i]));
}

/* What was just added is called "New: Navigation item": its name comes first. */
static void
added_cb (BatonNavigationSection *self)
{
  baton_form_focus (BATON_FORM (self->form), BATON_FIELD_NAVIGATION_ITEM_NAME);
}

static void
selected_cb (BatonNavigationSection *self,
             const char             *id)
{
  g_free (self->item);
  self->item = g_strdup (id);
  baton_form_set_entity (BATON_FORM (self->form), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), id != NULL ? "item" : "all");
  show_item (self);
  show_list (self);
  if (id != NULL)
    baton_list_detail_show_detail (BATON_LIST_DETAIL (self->beside));
}

static void
show_all_cb (BatonNavigationSection *self)
{
  selected_cb (self, NULL);
  baton_outline_unselect (BATON_OUTLINE (self->outline));
  baton_list_detail_show_detail (BATON_LIST_DETAIL (self->beside));
}

/* ── The persona ── */

static void
persona_cb (BatonNavigationSection *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->persona));

  if (self->filling || selected >= self->personas->len)
    return;
  baton_navigation_answers_set_persona (self->answers, self->personas->pdata[selected]);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-persona", "(ss)", self->personas->pdata[selected], "");
}

/* The personas of the program; chosen is the one to whom the preview is shown. */
static void
fill_personas (BatonNavigationSection *self)
{
  g_autoptr (GPtrArray) personas = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_PERSONA);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *shown = BATON_IS_MAIN_WINDOW (root) ? baton_main_window_get_shown_persona (BATON_MAIN_WINDOW (root)) : NULL;
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->persona));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *before = NULL;
  g_auto (GStrv) names = NULL;

  /* Without a preview who was chosen here stays. */
  before = g_strdup (shown != NULL ? shown : chosen < self->personas->len ? self->personas->pdata[chosen] : NULL);
  chosen = 0;
  g_ptr_array_set_size (self->personas, 0);
  for (guint i = 0; i < personas->len; i++)
    {
      g_autofree char *name = NULL;

      if (g_strcmp0 (baton_entity_get_id (personas->pdata[i]), before) == 0)
        chosen = i;
      g_ptr_array_add (self->personas, g_strdup (baton_entity_get_id (personas->pdata[i])));
      name = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (personas->pdata[i]));
      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  self->filling = TRUE;
  baton_drop_names_set (GTK_DROP_DOWN (self->persona), (const char * const *) names);
  if (self->personas->len > 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->persona), chosen);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->persona, self->personas->len > 0);
  baton_navigation_answers_set_persona (self->answers, self->personas->len > 0 ? self->personas->pdata[chosen] : NULL);
}

/* ── Following ── */

static void
answers_cb (BatonNavigationSection *self)
{
  show_item (self);
  show_list (self);
}

static void
document_changed_cb (BatonNavigationSection *self,
                     GPtrArray              *changes)
{
  if (self->item != NULL && baton_document_lookup (get_document (self), self->item) == NULL)
    selected_cb (self, NULL);
  else
    answers_cb (self);
}

static void
request (BatonNavigationSection *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  fill_personas (self);
  baton_navigation_answers_request (self->answers);
}

/* ── Object ── */

static gboolean
baton_navigation_section_reveal (BatonSection *section,
                                 const char   *id)
{
  BatonNavigationSection *self = BATON_NAVIGATION_SECTION (section);

  if (!baton_outline_select (BATON_OUTLINE (self->outline), id))
    return FALSE;
  selected_cb (self, id);
  return TRUE;
}

static void
baton_navigation_section_finalize (GObject *object)
{
  BatonNavigationSection *self = BATON_NAVIGATION_SECTION (object);

  g_clear_object (&self->answers);
  g_free (self->item);
  g_ptr_array_unref (self->personas);
  G_OBJECT_CLASS (baton_navigation_section_parent_class)->finalize (object);
}

static void
baton_navigation_section_class_init (BatonNavigationSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_navigation_section_finalize;
  BATON_SECTION_CLASS (klass)->reveal = baton_navigation_section_reveal;
}

static void
baton_navigation_section_init (BatonNavigationSection *self)
{
  self->personas = g_ptr_array_new_with_free_func (g_free);
}

static GtkWidget *
make_label (GtkWidget  *box,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_detail (BatonNavigationSection *self)
{
  GtkWidget *clamp = adw_clamp_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label;

  label = make_label (box, "heading");
  gtk_label_set_text (GTK_LABEL (label), _("As This Persona Has It"));
  self->persona = gtk_drop_down_new (NULL, NULL);
  baton_drop_names_shrink (GTK_DROP_DOWN (self->persona));
  baton_drop_names_label (GTK_DROP_DOWN (self->persona), _("As This Persona Has It"));
  gtk_box_append (GTK_BOX (box), self->persona);

  self->list = baton_jump_list_new (get_document (self));
  baton_jump_list_add_group (BATON_JUMP_LIST (self->list), NULL);
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Navigation of the persona"), -1);

  self->state = make_label (item, "baton-sentence");
  self->why = make_label (item, "dim-label");
  self->readers = baton_wrap_new (4);
  gtk_box_append (GTK_BOX (item), self->readers);
  gtk_box_append (GTK_BOX (item), self->form);

  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->list, "all");
  gtk_stack_add_named (GTK_STACK (self->stack), item, "item");
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_widget_add_css_class (box, "baton-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

BatonSection *
baton_navigation_section_new (BatonDocument *document)
{
  BatonNavigationSection *self = g_object_new (BATON_TYPE_NAVIGATION_SECTION, "document", document, NULL);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *all = gtk_button_new_with_label (_("All That a Persona Sees"));

  self->answers = baton_navigation_answers_new (document);
  self->outline = baton_outline_new (document, BATON_KIND_BIT (NAVIGATION_ITEM));
  gtk_widget_set_vexpand (self->outline, TRUE);
  gtk_widget_add_css_class (all, "flat");
  gtk_box_append (GTK_BOX (left), self->outline);
  gtk_box_append (GTK_BOX (left), all);
  gtk_box_append (GTK_BOX (left), baton_reach_button_new (document));
  self->form = baton_form_new (document);
  baton_form_set_embedded (BATON_FORM (self->form));
  self->beside = baton_list_detail_new (left, make_detail (self), 280);
  adw_bin_set_child (ADW_BIN (self), baton_section_wrap_content (BATON_SECTION (self), "navigation", self->beside));

  g_signal_connect_object (self->outline, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (all, "clicked", G_CALLBACK (show_all_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->persona, "notify::selected", G_CALLBACK (persona_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answers, "changed", G_CALLBACK (answers_cb), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), (BatonFollowChangesFunc) document_changed_cb);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  show_list (self);
  return BATON_SECTION (self);
}
