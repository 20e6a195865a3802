/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of the window and the sidebar that leads to them: each is made when it is first visited, and whoever wants to see a
 * thing is led to the section, the list and the form that have it.
 */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-tab-stop.h"

/* ── Visiting ── */

static GtkWidget *
make_section (BatonMainWindow        *self,
              const BatonSectionInfo *info)
{
  GtkWidget *section = GTK_WIDGET (info->create (self->document));

  gtk_accessible_update_property (GTK_ACCESSIBLE (section), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_section_info_get_title (info), -1);
  return section;
}

/* Puts the section that was made last in its place. */
static void
settle (BatonMainWindow *self)
{
  g_clear_handle_id (&self->settling, g_source_remove);
  if (self->made == NULL)
    return;
  gtk_stack_add_named (self->sections, self->made, self->section);
  gtk_stack_set_visible_child (self->sections, self->made);
  g_clear_object (&self->made);
}

static gboolean
settle_cb (gpointer user_data)
{
  BatonMainWindow *self = user_data;

  self->settling = 0;
  settle (self);
  return G_SOURCE_REMOVE;
}

/* The first visit takes two turns of the main loop, one to make the section and one in which it comes on the screen, with
 * nothing drawn in between. Who needs it at once settles it. */
static void
visit (BatonMainWindow        *self,
       const BatonSectionInfo *info)
{
  GtkWidget *section = gtk_stack_get_child_by_name (self->sections, info->name);

  if (section != NULL)
    {
      gtk_stack_set_visible_child (self->sections, section);
      return;
    }
  self->made = g_object_ref_sink (make_section (self, info));
  if (gtk_widget_get_mapped (GTK_WIDGET (self->sections)))
    self->settling = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
  else
    settle (self);
}

const char *
baton_main_window_get_section (BatonMainWindow *self)
{
  return self->section;
}

/* To the row of the section that is shown, once it has its place: a section is opened from elsewhere, too. */
static void
scroll_sidebar (BatonMainWindow *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->sidebar), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->sidebar);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->sidebar), &bounds) && bounds.size.height > 0)
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static gboolean
scroll_sidebar_cb (GtkWidget     *sidebar,
                   GdkFrameClock *clock,
                   gpointer       user_data)
{
  scroll_sidebar (user_data);
  return G_SOURCE_REMOVE;
}

/* In the next frame: while the sidebar is given its height, its rows have no place yet. */
static void
queue_scroll_sidebar (BatonMainWindow *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self->sidebar), scroll_sidebar_cb, self, NULL);
}

void
baton_main_window_show_section (BatonMainWindow *self,
                           const char  *name)
{
  const BatonSectionInfo *info = baton_sections_find (name);
  int index = 0;

  g_return_if_fail (BATON_IS_MAIN_WINDOW (self));

  if (info == NULL)
    return;
  settle (self);
  baton_document_end_typing (self->document);
  self->section = info->name;
  visit (self, info);
  adw_window_title_set_title (self->section_title, baton_section_info_get_title (info));
  for (const BatonSectionInfo *other = baton_sections; other != info; other++)
    index++;
  gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, index));
  scroll_sidebar (self);
  baton_workspace_set_setting (baton_document_get_workspace (self->document), "console.section", name, NULL);
  g_object_notify (G_OBJECT (self), "section");
}

BatonSection *
baton_main_window_get_visible_section (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), NULL);
  settle (self);
  return BATON_SECTION (gtk_stack_get_visible_child (self->sections));
}

/* ── To where a thing is edited ── */

void
baton_main_window_reveal (BatonMainWindow *self,
                     const char  *id)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);
  const BatonSectionInfo *info;

  if (entity != NULL)
    info = baton_sections_find_kind (baton_entity_get_kind (entity));
  else if (baton_register_find_organisation (baton_document_get_register (self->document), id) != BATON_INDEX_NONE)
    info = baton_sections_find ("whatif"); /* its statement */
  else
    return;
  baton_main_window_show_section (self, info->name);
  baton_section_reveal (baton_main_window_get_visible_section (self), id);
}

/* The form within *widget* that shows the thing, as far as it is in sight; NULL for none. */
static BatonForm *
find_form (GtkWidget  *widget,
           const char *id)
{
  BatonForm *found = BATON_IS_FORM (widget) && g_strcmp0 (baton_form_get_entity (BATON_FORM (widget)), id) == 0 ? BATON_FORM (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child))
      found = find_form (child, id);
  return found;
}

/* The list of cards within *widget* in which the thing is chosen; NULL for none. */
static BatonCardList *
find_list (GtkWidget  *widget,
           const char *id)
{
  BatonCardList *found = BATON_IS_CARD_LIST (widget) && g_strcmp0 (baton_card_list_get_selected (BATON_CARD_LIST (widget)), id) == 0 ? BATON_CARD_LIST (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child))
      found = find_list (child, id);
  return found;
}

void
baton_main_window_jump (BatonMainWindow *self,
                        const char      *id,
                        BatonField       field)
{
  BatonCardList *cards;
  BatonTabStop *list;
  BatonForm *form;

  g_return_if_fail (BATON_IS_MAIN_WINDOW (self));

  /* What leads away goes out of sight; one goes on where one has come to. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  /* On a phone the sidebar or the preview may lie over where it leads. */
  if (adw_flap_get_folded (self->sidebar_flap))
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
  if (adw_flap_get_folded (self->preview_flap))
    adw_flap_set_reveal_flap (self->preview_flap, FALSE);
  baton_main_window_reveal (self, id);
  form = field != BATON_FIELD_NONE ? find_form (GTK_WIDGET (baton_main_window_get_visible_section (self)), id) : NULL;
  if ((form != NULL && baton_form_focus (form, field)) || gtk_window_get_focus (GTK_WINDOW (self)) != NULL)
    return;
  /* Its own list before the one that it stands below: a block's row comes only with the next layout. */
  cards = find_list (GTK_WIDGET (baton_main_window_get_visible_section (self)), id);
  list = cards != NULL ? baton_card_list_get_tab_stop (cards) : baton_tab_stop_find (GTK_WIDGET (baton_main_window_get_visible_section (self)));
  if (list != NULL)
    baton_tab_stop_focus_row (list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->sections), GTK_DIR_TAB_FORWARD);
}

/* Where the thing is edited already, one stays: an undo in the middle of translating must not lead away. */
static void
document_reveal_cb (BatonMainWindow *self,
                    const char      *id)
{
  BatonSection *visible = baton_main_window_get_visible_section (self);

  if (visible == NULL || baton_document_lookup (self->document, id) == NULL || !baton_section_reveal (visible, id))
    baton_main_window_reveal (self, id);
}

/* Whoever is there already sees it happen. */
static void
document_reveal_place_cb (BatonMainWindow *self,
                          const char      *id)
{
  BatonEntity *entity = baton_document_lookup (self->document, id);

  if (entity != NULL && g_strcmp0 (self->section, baton_sections_find_kind (baton_entity_get_kind (entity))->name) != 0)
    baton_main_window_reveal (self, id);
}

static void
document_jump_cb (BatonMainWindow *self,
                  const char      *id,
                  int              field)
{
  baton_main_window_jump (self, id, (BatonField) field);
}

/* ── The sidebar ── */

static void
row_activated_cb (BatonMainWindow   *self,
                  GtkListBoxRow *row)
{
  baton_main_window_show_section (self, baton_sections[gtk_list_box_row_get_index (row)].name);
  if (adw_flap_get_folded (self->sidebar_flap))
    adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
}

/* Beside three buttons the title has no room on a phone: there the way out is enough. */
static void
sidebar_folded_cb (BatonMainWindow *self)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-decoration-layout", &layout, NULL);
  if (!adw_flap_get_folded (self->sidebar_flap))
    adw_header_bar_set_decoration_layout (self->header, NULL);
  else
    adw_header_bar_set_decoration_layout (self->header, layout != NULL && g_str_has_prefix (layout, "close") ? "close:" : ":close");
}

static void
header_cb (GtkListBoxRow *row,
           GtkListBoxRow *before,
           gpointer       user_data)
{
  const char *group = baton_section_info_get_group (&baton_sections[gtk_list_box_row_get_index (row)]);
  GtkWidget *label;

  if (group == NULL)
    return;
  label = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "baton-sidebar-group");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_sidebar (BatonMainWindow *self)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label = gtk_label_new (baton_section_info_get_title (info));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_section_info_get_title (info), -1);
      gtk_list_box_append (self->sidebar, row);
    }
  gtk_list_box_set_header_func (self->sidebar, header_cb, NULL, NULL);
}

/* ── Actions ── */

static void
section_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  baton_main_window_show_section (BATON_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
reveal_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  baton_main_window_jump (BATON_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL), BATON_FIELD_NONE);
}

/* To the field of a thing in which something is to be mended. */
static void
reveal_field_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  const char *id;
  int field;

  g_variant_get (parameter, "(&si)", &id, &field);
  baton_main_window_jump (BATON_MAIN_WINDOW (widget), id, field >= 0 && field < BATON_N_FIELDS ? (BatonField) field : BATON_FIELD_NONE);
}

/* ── For the window ── */

void
baton_main_window_install_sections (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.section", "s", section_action);
  gtk_widget_class_install_action (klass, "win.reveal", "s", reveal_action);
  gtk_widget_class_install_action (klass, "win.reveal-field", "(si)", reveal_field_action);
}

void
baton_main_window_init_sections (BatonMainWindow *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->sidebar), GTK_TYPE_SCROLLED_WINDOW);

  fill_sidebar (self);
  adw_flap_set_reveal_flap (self->sidebar_flap, self->settings == NULL || g_settings_get_boolean (self->settings, "show-sections"));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "changed", G_CALLBACK (queue_scroll_sidebar), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar_flap, "notify::folded", G_CALLBACK (sidebar_folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "reveal", G_CALLBACK (document_reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "jump", G_CALLBACK (document_jump_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "reveal-place", G_CALLBACK (document_reveal_place_cb), self, G_CONNECT_SWAPPED);
}
