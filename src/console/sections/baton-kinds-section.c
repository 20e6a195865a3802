/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-kinds-section.h"

#include "console/widgets/baton-empty-page.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-list-detail.h"

#include <glib/gi18n-lib.h>

struct _BatonKindsSection
{
  BatonSection  parent_instance;

  GtkWidget    *beside;
  GtkWidget    *outline;
  GtkWidget    *form;
  GtkWidget    *stack;   /* the form, or what to do first */
  GtkWidget    *see;     /* shows the portal to the chosen persona */
};

G_DEFINE_FINAL_TYPE (BatonKindsSection, baton_kinds_section, BATON_TYPE_SECTION)

/* What members meet can be seen as they do: a persona's portal, or the thing as the persona has it who is shown. */
static void
show_see (BatonKindsSection *self,
          const BatonEntity *entity)
{
  BatonKind kind = entity != NULL ? baton_entity_get_kind (entity) : BATON_KIND_NONE;
  gboolean opens = kind == BATON_KIND_CONTENT || kind == BATON_KIND_COLLECTION || kind == BATON_KIND_WORKFLOW;

  gtk_widget_set_visible (self->see, kind == BATON_KIND_PERSONA || opens);
  if (entity == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->see), opens ? _("Show in Preview") : _("See the Portal as This Persona"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->see), "(ss)", opens ? "" : baton_entity_get_id (entity), opens ? baton_entity_get_id (entity) : "");
}

static void
selected_cb (BatonKindsSection *self,
             const char        *id)
{
  BatonEntity *entity = id != NULL ? baton_document_lookup (baton_section_get_document (BATON_SECTION (self)), id) : NULL;

  show_see (self, entity);
  baton_form_set_entity (BATON_FORM (self->form), id);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), id != NULL ? "form" : "none");
  if (id != NULL)
    baton_list_detail_show_detail (BATON_LIST_DETAIL (self->beside));
}

/* What was just added is called "New: Tier": its name comes first. */
static void
added_cb (BatonKindsSection *self,
          const char        *id)
{
  BatonEntity *entity = baton_document_lookup (baton_section_get_document (BATON_SECTION (self)), id);
  BatonField name = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity))->name_field : BATON_FIELD_NONE;

  if (name != BATON_FIELD_NONE)
    baton_form_focus (BATON_FORM (self->form), name);
}

static gboolean
baton_kinds_section_reveal (BatonSection *section,
                            const char   *id)
{
  BatonKindsSection *self = BATON_KINDS_SECTION (section);

  if (!baton_outline_select (BATON_OUTLINE (self->outline), id))
    return FALSE;
  selected_cb (self, id);
  return TRUE;
}

static void
baton_kinds_section_class_init (BatonKindsSectionClass *klass)
{
  BATON_SECTION_CLASS (klass)->reveal = baton_kinds_section_reveal;
}

static void
baton_kinds_section_init (BatonKindsSection *self)
{
}

BatonSection *
baton_kinds_section_new (BatonDocument *document,
                         const char    *name)
{
  BatonKindsSection *self = g_object_new (BATON_TYPE_KINDS_SECTION, "document", document, NULL);
  const BatonSectionInfo *info = baton_sections_find (name);
  GtkWidget *none, *detail, *page;
  BatonEntity *root = baton_program_get_root (baton_document_get_program (document));

  self->outline = baton_outline_new (document, info->kinds);
  self->form = baton_form_new (document);
  self->stack = gtk_stack_new ();
  none = baton_empty_page_new (document, info->kinds, info->icon, baton_section_info_get_title (info),
                               _("Choose something in the list to see and change it."), NULL);
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  gtk_stack_add_named (GTK_STACK (self->stack), self->form, "form");
  self->see = gtk_button_new_with_label (_("See the Portal as This Persona"));
  gtk_widget_set_halign (self->see, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->see, 6);
  gtk_widget_set_visible (self->see, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->see), "(ss)", "", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->see), "win.show-persona");
  gtk_widget_set_vexpand (self->stack, TRUE);
  detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (detail), self->see);
  gtk_box_append (GTK_BOX (detail), self->stack);
  self->beside = baton_list_detail_new (self->outline, detail, 300);
  page = baton_section_wrap_content (BATON_SECTION (self), name, self->beside);
  adw_bin_set_child (ADW_BIN (self), page);
  g_signal_connect_object (page, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (none, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);

  /* The one program needs no list. */
  if (info->kinds == BATON_KIND_BIT (PROGRAM) && root != NULL)
    {
      baton_list_detail_hide_list (BATON_LIST_DETAIL (self->beside));
      selected_cb (self, baton_entity_get_id (root));
    }
  return BATON_SECTION (self);
}

BatonOutline *
baton_kinds_section_get_outline (BatonKindsSection *self)
{
  return BATON_OUTLINE (self->outline);
}
