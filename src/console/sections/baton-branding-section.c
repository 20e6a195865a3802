/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-branding-section.h"

#include "console/baton-tooltip.h"
#include "console/sections/baton-brand-pairs.h"
#include "console/sections/baton-brand-sample.h"
#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-empty-page.h"
#include "console/widgets/baton-follow.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-list-detail.h"
#include "console/widgets/baton-outline.h"

#include "model/baton-audience.h"
#include "model/baton-text.h"
#include "rules/baton-brand.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-change.h"

#include <glib/gi18n-lib.h>

static const BatonField source_fields[] = {
  BATON_FIELD_BRAND_LOGO, BATON_FIELD_BRAND_TAGLINE, BATON_FIELD_BRAND_FONT, BATON_FIELD_BRAND_HEADER, BATON_FIELD_BRAND_ON_HEADER,
  BATON_FIELD_BRAND_ACCENT, BATON_FIELD_BRAND_ON_ACCENT, BATON_FIELD_BRAND_SURFACE, BATON_FIELD_BRAND_TEXT,
};

struct _BatonBrandingSection
{
  BatonSection  parent_instance;

  gboolean      filling;

  GtkWidget    *tabs;         /* brands, pictures */
  GtkWidget    *brands;       /* list beside detail */
  GtkWidget    *list;
  GtkWidget    *alliances;    /* what a brand can be added for */
  GtkWidget    *stack;        /* the chosen brand, or what a persona sees */
  GtkWidget    *samples[2];   /* light, dark */
  GtkWidget    *pairs;        /* whether it can be read */
  GtkWidget    *form;
  GtkWidget    *persona;      /* drop-down */
  GtkWidget    *sources;      /* list box */
  GtkWidget    *source_rows[G_N_ELEMENTS (source_fields)];
  GtkWidget    *source_brands[G_N_ELEMENTS (source_fields)];   /* labels in them */
  GtkWidget    *source_swatches[G_N_ELEMENTS (source_fields)];   /* NULL where the field is no colour */
  GtkWidget    *pictures_bin; /* what the pictures stand in, when somebody looks at them */
  GtkWidget    *pictures;     /* list beside detail; NULL until then, as its parts */
  GtkWidget    *outline;
  GtkWidget    *picture_stack;   /* the chosen picture, or what to do first */
  GtkWidget    *picture_form;
};

G_DEFINE_FINAL_TYPE (BatonBrandingSection, baton_branding_section, BATON_TYPE_SECTION)

static BatonDocument *
get_document (BatonBrandingSection *self)
{
  return baton_section_get_document (BATON_SECTION (self));
}

static void
describe (const BatonEntity *brand,
          BatonCard         *card,
          gpointer           user_data)
{
  BatonBrandingSection *self = user_data;
  const BatonValue *audience = baton_entity_get (brand, BATON_FIELD_BRAND_AUDIENCE);
  g_autofree char *who = baton_words_audience (baton_document_get_names (get_document (self)), audience, BATON_SIDE_MEMBER);

  card->title = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (brand));
  card->text = baton_value_get_length (audience) == 0 ? g_strdup (_("For everybody: the ground that the others lie on"))
                                                      : g_strdup_printf (C_("audience", "For %s"), who);
  card->widget = baton_brand_swatches_new (brand);
}

/* ── Contrast of the chosen brand ── */

static BatonEntity *
get_brand (BatonBrandingSection *self)
{
  const char *id = baton_card_list_get_selected (BATON_CARD_LIST (self->list));

  return id != NULL ? baton_document_lookup (get_document (self), id) : NULL;
}

/* Sets the colour that the button offers: "field colour". */
static void
use_colour_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  BatonBrandingSection *self = BATON_BRANDING_SECTION (widget);
  BatonEntity *brand = get_brand (self);
  g_autoptr (BatonValue) value = NULL;
  const char *colour;
  int field;

  g_variant_get (parameter, "(i&s)", &field, &colour);
  value = baton_value_new_string (colour);
  if (brand != NULL)
    baton_document_set (get_document (self), baton_entity_get_id (brand), field, value);
}

static void
show_brand (BatonBrandingSection *self)
{
  BatonEntity *brand = get_brand (self);
  g_autoptr (GPtrArray) brands = baton_program_list (baton_document_get_program (get_document (self)), BATON_KIND_BRAND);
  guint index;

  if (brand == NULL || !g_ptr_array_find (brands, brand, &index))
    return;
  for (int dark = 0; dark < 2; dark++)
    baton_brand_sample_show (BATON_BRAND_SAMPLE (self->samples[dark]), brand);
  baton_brand_pairs_show (BATON_BRAND_PAIRS (self->pairs), brands, index);
}

static void
selected_cb (BatonBrandingSection *self,
             const char           *id)
{
  /* Another brand begins at its top. */
  if (g_strcmp0 (id, baton_form_get_entity (BATON_FORM (self->form))) != 0)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->form, GTK_TYPE_SCROLLED_WINDOW))), 0);
  baton_form_set_entity (BATON_FORM (self->form), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), id != NULL ? "brand" : "persona");
  show_brand (self);
}

/* ── Which layer gives what to a persona ── */

static void
show_sources (BatonBrandingSection *self)
{
  BatonSnapshot *snapshot = baton_document_get_snapshot (get_document (self));
  GPtrArray *personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->persona));
  const BatonNames names = baton_document_names_of_snapshot (get_document (self), snapshot);
  g_autoptr (BatonProfile) profile = NULL;
  g_autoptr (BatonBrand) brand = NULL;

  gtk_widget_set_visible (self->sources, selected < personas->len);
  if (self->filling || selected >= personas->len)
    return;
  profile = baton_profile_new_for_persona (snapshot, baton_entity_get_id (personas->pdata[selected]), baton_document_get_today (get_document (self)));
  brand = baton_brand_resolve (snapshot, profile);
  for (gsize i = 0; i < G_N_ELEMENTS (source_fields); i++)
    {
      GtkWidget *row = self->source_rows[i];
      BatonEntity *from = NULL;
      BatonValue *value = baton_brand_get (brand, source_fields[i], &from);
      g_autofree char *words = baton_words_value (&names, baton_schema_get_field (source_fields[i]), value);
      g_autofree char *escaped = g_markup_escape_text (words, -1), *brand_name = from != NULL ? baton_words_name (&names, baton_entity_get_id (from)) : NULL;

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
      if (self->source_swatches[i] != NULL)
        baton_brand_swatch_set (self->source_swatches[i], baton_value_get_string (value));
      gtk_label_set_text (GTK_LABEL (self->source_brands[i]), brand_name != NULL ? brand_name : "");
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), from != NULL);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", from != NULL ? baton_entity_get_id (from) : "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), from != NULL ? "win.reveal" : NULL);
    }
}

static void
make_source_rows (BatonBrandingSection *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (source_fields); i++)
    {
      GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (NULL);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_field (source_fields[i]));
      gtk_widget_add_css_class (label, "dim-label");
      if (baton_schema_get_field (source_fields[i])->type == BATON_TYPE_COLOUR)
        {
          self->source_swatches[i] = baton_brand_swatch_new ();
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->source_swatches[i]);
        }
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_list_box_append (GTK_LIST_BOX (self->sources), row);
      self->source_rows[i] = row;
      self->source_brands[i] = label;
    }
}

static void
fill_personas (BatonBrandingSection *self)
{
  GPtrArray *personas = baton_snapshot_list (baton_document_get_snapshot (get_document (self)), BATON_KIND_PERSONA);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->persona));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < personas->len; i++)
    {
      g_autofree char *name = baton_words_name (baton_document_get_names (get_document (self)), baton_entity_get_id (personas->pdata[i]));

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  self->filling = TRUE;
  if (baton_drop_names_set (GTK_DROP_DOWN (self->persona), (const char * const *) names) && selected < personas->len)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->persona), selected);
  self->filling = FALSE;
  show_sources (self);
}

/* ── Adding a brand ── */

static void
activated_cb (BatonBrandingSection *self)
{
  baton_list_detail_show_detail (BATON_LIST_DETAIL (self->brands));
}

static BatonEntity *
get_vocabulary (BatonBrandingSection *self,
                BatonEntity          *term)
{
  for (int depth = 0; term != NULL && baton_entity_get_kind (term) == BATON_KIND_TERM && depth < 64; depth++)
    term = baton_entity_get_parent (term) != NULL ? baton_document_lookup (get_document (self), baton_entity_get_parent (term)) : NULL;
  return term;
}

/* The parameter is the id of the alliance, "" for a brand that is for nobody in particular yet. */
static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  BatonBrandingSection *self = BATON_BRANDING_SECTION (widget);
  const char *term_id = g_variant_get_string (parameter, NULL);
  BatonEntity *term = *term_id != '\0' ? baton_document_lookup (get_document (self), term_id) : NULL;
  BatonEntity *vocabulary = get_vocabulary (self, term);
  const char *name = term != NULL ? baton_entity_get_name (term) : _("New brand");
  g_autofree char *id = baton_id_new (name, NULL);
  g_autoptr (BatonEntity) empty = baton_entity_new (BATON_KIND_BRAND, id);
  g_autoptr (BatonValue) text = baton_text_new (name);
  g_autoptr (BatonEntity) named = baton_entity_with (empty, BATON_FIELD_BRAND_NAME, text), brand = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->alliances));
  if (vocabulary != NULL)
    {
      g_autoptr (BatonValue) ids = baton_value_new_strv ((const char * const[]) { term_id, NULL }), clause_value = NULL, audience = NULL;
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      BatonClause clause = { .type = BATON_CLAUSE_TERMS, .side = BATON_SIDE_MEMBER, .dimension = baton_entity_get_id (vocabulary), .match = BATON_MATCH_ANY, .ids = ids };

      clause_value = baton_clause_to_value (&clause, BATON_SIDE_MEMBER);
      baton_value_builder_open_array (builder);
      baton_value_builder_add (builder, clause_value);
      audience = baton_value_builder_finish (builder);
      brand = baton_entity_with (named, BATON_FIELD_BRAND_AUDIENCE, audience);
    }
  if (baton_document_insert (get_document (self), brand != NULL ? brand : named, NULL, NULL) == NULL)
    return;
  baton_card_list_select (BATON_CARD_LIST (self->list), id);
  activated_cb (self);
  if (term == NULL)
    baton_form_focus (BATON_FORM (self->form), BATON_FIELD_BRAND_NAME);
}

static void
append_choice (GtkWidget  *box,
               const char *label,
               const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "branding.add");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (box), button);
}

/* The alliances of the program; those that have a brand already are left out. */
static void
fill_alliances (GtkWidget            *popover,
                BatonBrandingSection *self)
{
  const BatonProgram *program = baton_document_get_program (get_document (self));
  g_autoptr (GPtrArray) vocabularies = baton_program_list (program, BATON_KIND_VOCABULARY), terms = baton_program_list (program, BATON_KIND_TERM);
  g_autoptr (GPtrArray) brands = baton_program_list (program, BATON_KIND_BRAND);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < terms->len; i++)
    {
      BatonEntity *vocabulary = get_vocabulary (self, terms->pdata[i]);
      g_autofree char *label = NULL;
      gboolean has = FALSE;

      if (vocabulary == NULL || g_strcmp0 (baton_entity_get_string (vocabulary, BATON_FIELD_VOCABULARY_PURPOSE), "alliance") != 0)
        continue;
      for (guint j = 0; j < brands->len && !has; j++)
        {
          const BatonValue *audience = baton_entity_get (brands->pdata[j], BATON_FIELD_BRAND_AUDIENCE);
          BatonClause clause;

          for (gsize k = 0; k < baton_value_get_length (audience) && !has; k++)
            has = baton_audience_get_clause (audience, k, BATON_SIDE_MEMBER, &clause) && clause.type == BATON_CLAUSE_TERMS &&
                  baton_value_contains (clause.ids, baton_entity_get_id (terms->pdata[i]));
        }
      if (has)
        continue;
      /* Translators: %s is an alliance */
      label = g_strdup_printf (_("For the alliance %s"), baton_entity_get_name (terms->pdata[i]));
      append_choice (box, label, baton_entity_get_id (terms->pdata[i]));
    }
  append_choice (box, brands->len == 0 ? _("The house brand") : _("For others"), "");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
}

/* ── Pictures, and the rest ── */

static void
picture_selected_cb (BatonBrandingSection *self,
                     const char           *id)
{
  baton_form_set_entity (BATON_FORM (self->picture_form), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->picture_stack), id != NULL ? "picture" : "none");
  if (id != NULL)
    baton_list_detail_show_detail (BATON_LIST_DETAIL (self->pictures));
}

/* What was just added is called "New: Picture": its name comes first. */
static void
picture_added_cb (BatonBrandingSection *self)
{
  baton_form_focus (BATON_FORM (self->picture_form), BATON_FIELD_ASSET_NAME);
}

static void
document_changed_cb (GtkWidget *widget,
                     GPtrArray *changes)
{
  BatonBrandingSection *self = BATON_BRANDING_SECTION (widget);

  for (guint i = 0; i < changes->len; i++)
    if (baton_change_get_kind (changes->pdata[i]) == BATON_KIND_BRAND || baton_change_get_kind (changes->pdata[i]) == BATON_KIND_ASSET)
      {
        show_brand (self);
        return;
      }
}

static void
show_changed_sources (GtkWidget *persona)
{
  fill_personas (BATON_BRANDING_SECTION (gtk_widget_get_ancestor (persona, BATON_TYPE_BRANDING_SECTION)));
}

/* Most who come here look at the brands. */
static void
ensure_pictures (BatonBrandingSection *self)
{
  BatonDocument *document = get_document (self);

  if (self->pictures != NULL)
    return;
  self->outline = baton_outline_new (document, BATON_KIND_BIT (ASSET));
  self->picture_form = baton_form_new (document);
  self->picture_stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->picture_stack),
                       baton_empty_page_new (document, BATON_KIND_BIT (ASSET), "image-x-generic-symbolic", baton_words_kinds (BATON_KIND_ASSET),
                                             _("Choose a picture in the list to see it, or add one and choose its file."), NULL), "none");
  gtk_stack_add_named (GTK_STACK (self->picture_stack), self->picture_form, "picture");
  self->pictures = baton_list_detail_new (self->outline, self->picture_stack, 260);
  adw_bin_set_child (ADW_BIN (self->pictures_bin), baton_empty_page_new (document, BATON_KIND_BIT (ASSET), "image-x-generic-symbolic",
                                                                         baton_words_kinds (BATON_KIND_ASSET), NULL, self->pictures));
  g_signal_connect_object (self->outline, "selected", G_CALLBACK (picture_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "added", G_CALLBACK (picture_added_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
baton_branding_section_reveal (BatonSection *section,
                               const char   *id)
{
  BatonBrandingSection *self = BATON_BRANDING_SECTION (section);

  if (baton_card_list_select (BATON_CARD_LIST (self->list), id))
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "brands");
      activated_cb (self);
      return TRUE;
    }
  ensure_pictures (self);
  if (!baton_outline_select (BATON_OUTLINE (self->outline), id))
    return FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->tabs), "pictures");
  picture_selected_cb (self, id);
  return TRUE;
}

static void
baton_branding_section_class_init (BatonBrandingSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->reveal = baton_branding_section_reveal;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "branding.add", "s", add_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "branding.use-colour", "(is)", use_colour_action);
}

static void
baton_branding_section_init (BatonBrandingSection *self)
{
}

static GtkWidget *
make_boxed_list (const char *label)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return list;
}

static void
append_heading (GtkWidget  *box,
                const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_scrolled (GtkWidget *box)
{
  GtkWidget *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "baton-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static GtkWidget *
make_brand (BatonBrandingSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *samples = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (samples), TRUE);
  for (int dark = 0; dark < 2; dark++)
    {
      self->samples[dark] = baton_brand_sample_new (get_document (self), dark);
      gtk_box_append (GTK_BOX (samples), self->samples[dark]);
    }
  gtk_box_append (GTK_BOX (box), samples);
  append_heading (box, _("Can It Be Read?"));
  self->pairs = baton_brand_pairs_new ();
  gtk_box_append (GTK_BOX (box), self->pairs);
  self->form = baton_form_new (get_document (self));
  baton_form_set_embedded (BATON_FORM (self->form));
  gtk_box_append (GTK_BOX (box), self->form);
  return make_scrolled (box);
}

static GtkWidget *
make_persona (BatonBrandingSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  append_heading (box, _("Which Brand Gives What"));
  self->persona = gtk_drop_down_new (NULL, NULL);
  baton_drop_names_shrink (GTK_DROP_DOWN (self->persona));
  baton_drop_names_label (GTK_DROP_DOWN (self->persona), _("Which Brand Gives What"));
  gtk_box_append (GTK_BOX (box), self->persona);
  self->sources = make_boxed_list (_("Which Brand Gives What"));
  make_source_rows (self);
  gtk_box_append (GTK_BOX (box), self->sources);
  return make_scrolled (box);
}

static void
show_sources_cb (BatonBrandingSection *self)
{
  baton_card_list_select (BATON_CARD_LIST (self->list), NULL);
  activated_cb (self);
}

BatonSection *
baton_branding_section_new (BatonDocument *document)
{
  BatonBrandingSection *self = g_object_new (BATON_TYPE_BRANDING_SECTION, "document", document, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *switcher = gtk_stack_switcher_new (), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sources = gtk_button_new_with_label (_("Which Brand Gives What")), *brands;

  self->list = baton_card_list_new (document, BATON_KIND_BRAND, baton_words_kinds (BATON_KIND_BRAND), describe, self);
  self->alliances = gtk_popover_new ();
  g_signal_connect_object (self->alliances, "show", G_CALLBACK (fill_alliances), self, 0);
  baton_card_list_set_add (BATON_CARD_LIST (self->list), self->alliances, NULL);
  gtk_widget_set_vexpand (self->list, TRUE);
  gtk_widget_add_css_class (sources, "flat");
  g_signal_connect_object (sources, "clicked", G_CALLBACK (show_sources_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (left), self->list);
  gtk_box_append (GTK_BOX (left), sources);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_persona (self), "persona");
  gtk_stack_add_named (GTK_STACK (self->stack), make_brand (self), "brand");
  self->brands = baton_list_detail_new (left, self->stack, 260);
  brands = baton_empty_page_new (document, BATON_KIND_BIT (BRAND), "applications-graphics-symbolic", baton_words_kinds (BATON_KIND_BRAND), NULL, self->brands);

  self->pictures_bin = adw_bin_new ();
  self->tabs = gtk_stack_new ();
  gtk_stack_add_titled (GTK_STACK (self->tabs), brands, "brands", baton_words_kinds (BATON_KIND_BRAND));
  gtk_stack_add_titled (GTK_STACK (self->tabs), self->pictures_bin, "pictures", baton_words_kinds (BATON_KIND_ASSET));
  gtk_widget_set_vexpand (self->tabs, TRUE);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (self->tabs));
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 6);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), self->tabs);
  adw_bin_set_child (ADW_BIN (self), baton_section_wrap_content (BATON_SECTION (self), "branding", box));

  g_signal_connect_object (self->list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures_bin, "map", G_CALLBACK (ensure_pictures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->persona, "notify::selected", G_CALLBACK (show_sources), self, G_CONNECT_SWAPPED);
  baton_follow_changes (document, GTK_WIDGET (self), document_changed_cb);
  baton_follow_signal (document, "snapshot-changed", self->persona, show_changed_sources);
  fill_personas (self);
  return BATON_SECTION (self);
}
