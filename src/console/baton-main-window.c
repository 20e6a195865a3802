/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/baton-main-window-parts.h"
#include "console/baton-tooltip.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-tab-stop.h"
#include "console/widgets/baton-toast.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (BatonMainWindow, baton_main_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_PRESENTING,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* ── Sections ── */

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
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECTION]);
}

BatonSection *
baton_main_window_get_visible_section (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), NULL);
  settle (self);
  return BATON_SECTION (gtk_stack_get_visible_child (self->sections));
}

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

void
baton_main_window_jump (BatonMainWindow *self,
                        const char      *id,
                        BatonField       field)
{
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
  list = baton_tab_stop_find (GTK_WIDGET (baton_main_window_get_visible_section (self)));
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

/* ── What is above ── */

void
baton_main_window_say (BatonMainWindow *self,
                  const char  *sentence,
                  gboolean     undoable)
{
  AdwToast *toast = baton_toast_new (sentence);

  if (undoable)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
document_message_cb (BatonMainWindow *self,
                     const char  *sentence,
                     gboolean     undoable)
{
  baton_main_window_say (self, sentence, undoable);
}

static void
presenting_cb (BatonMainWindow *self)
{
  baton_main_window_update_steps (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESENTING]);
}

static void
update_review (BatonMainWindow *self)
{
  BatonWorkspace *workspace = baton_document_get_workspace (self->document);
  /* Before the first push there is nothing that could have changed: what a template brings would count as work of one's own. */
  guint n = baton_workspace_get_base_revision (workspace) > 0 ? baton_workspace_count_changes (workspace) : 0;
  g_autofree char *number = baton_words_number (n);
  /* Translators: %s is how many changes there are */
  g_autofree char *label = n > 0 ? g_strdup_printf (_("Review & Push (%s)"), number) : g_strdup (_("Review & Push"));

  gtk_button_set_label (GTK_BUTTON (self->review_button), label);
}

static void
update_titles (BatonMainWindow *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self->document));
  g_autofree char *file = g_path_get_basename (baton_workspace_get_path (baton_document_get_workspace (self->document)));

  adw_window_title_set_title (self->program_title, root != NULL ? baton_entity_get_name (root) : file);
  adw_window_title_set_subtitle (self->program_title, file);
  gtk_window_set_title (GTK_WINDOW (self), root != NULL ? baton_entity_get_name (root) : file);
}

static void
document_changed_cb (BatonMainWindow *self,
                     GPtrArray   *changes)
{
  update_review (self);
  for (guint i = 0; i < changes->len; i++)
    if (baton_change_get_kind (changes->pdata[i]) == BATON_KIND_PROGRAM)
      update_titles (self);
}

/* ── Actions ── */

static void
undo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_document_undo (BATON_MAIN_WINDOW (widget)->document);
}

static void
redo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_document_redo (BATON_MAIN_WINDOW (widget)->document);
}

static void
find_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  baton_main_window_present_find (BATON_MAIN_WINDOW (widget));
}

static void
review_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (widget);

  baton_document_end_typing (self->document);
  baton_main_window_present_review (self);
}

static void
import_data_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  baton_main_window_present_import (BATON_MAIN_WINDOW (widget));
}

static void
from_server_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  baton_main_window_present_from_server (BATON_MAIN_WINDOW (widget));
}

static void
export_table_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  baton_main_window_present_export (BATON_MAIN_WINDOW (widget));
}

static void
section_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  baton_main_window_show_section (BATON_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
uses_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  baton_main_window_present_uses (BATON_MAIN_WINDOW (widget), g_variant_get_string (parameter, NULL));
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

static void
document_jump_cb (BatonMainWindow *self,
                  const char      *id,
                  int              field)
{
  baton_main_window_jump (self, id, (BatonField) field);
}

/* ── Object ── */

gboolean
baton_main_window_get_presenting (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), FALSE);
  return baton_document_get_presenting (self->document);
}

static void
baton_main_window_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PRESENTING:
      g_value_set_boolean (value, BATON_MAIN_WINDOW (object)->document != NULL && baton_document_get_presenting (BATON_MAIN_WINDOW (object)->document));
      break;
    case PROP_SECTION:
      g_value_set_static_string (value, BATON_MAIN_WINDOW (object)->section);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_main_window_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (object);

  switch (prop_id)
    {
    case PROP_PRESENTING:
      if (self->document != NULL)
        baton_document_set_presenting (self->document, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
baton_main_window_unfollow (BatonMainWindow *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_signal_handlers_disconnect_by_data (baton_document_get_workspace (self->document), self);
}

static void
baton_main_window_dispose (GObject *object)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (object);

  /* A field that loses the focus by this ends its edit: the document changes, while the buttons that would show it are gone. */
  baton_main_window_unfollow (self);
  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_object (&self->made);
  g_clear_object (&self->preview);
  g_clear_handle_id (&self->shedding, g_source_remove);
  g_clear_handle_id (&self->showing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BATON_TYPE_MAIN_WINDOW);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (baton_main_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_main_window_class_init (BatonMainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = baton_main_window_get_property;
  object_class->set_property = baton_main_window_set_property;
  object_class->dispose = baton_main_window_dispose;

  props[PROP_PRESENTING] = g_param_spec_boolean ("presenting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (BATON_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/batonconsole/Baton/baton-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, preview_flap);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, preview_bin);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, header);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, program_title);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, section_title);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, review_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, steps_menu);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, strip_label);
  gtk_widget_class_bind_template_child (widget_class, BatonMainWindow, sections);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "win.section", "s", section_action);
  gtk_widget_class_install_action (widget_class, "win.import-data", NULL, import_data_action);
  gtk_widget_class_install_action (widget_class, "win.export-table", NULL, export_table_action);
  gtk_widget_class_install_action (widget_class, "win.from-server", NULL, from_server_action);
  gtk_widget_class_install_action (widget_class, "win.reveal", "s", reveal_action);
  gtk_widget_class_install_action (widget_class, "win.reveal-field", "(si)", reveal_field_action);
  gtk_widget_class_install_action (widget_class, "win.uses", "s", uses_action);
  gtk_widget_class_install_property_action (widget_class, "win.presenting", "presenting");
  baton_main_window_install_preview (widget_class);
  baton_main_window_install_panes (widget_class);
  baton_main_window_install_file (widget_class);
}

static void
baton_main_window_init (BatonMainWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Run from a build folder the schema may not be there; the window then just forgets its size. */
  if (schema != NULL)
    self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->sidebar_flap, "notify::folded", G_CALLBACK (sidebar_folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
baton_main_window_new (AdwApplication *application,
                  BatonDocument  *document)
{
  BatonMainWindow *self = g_object_new (BATON_TYPE_MAIN_WINDOW, "application", application, NULL);
  BatonWorkspace *workspace = baton_document_get_workspace (document);
  const char *section = baton_workspace_get_setting (workspace, "console.section");

  self->document = g_object_ref (document);
  if (self->settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"), g_settings_get_int (self->settings, "window-height"));
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  else
    {
      gtk_window_set_default_size (GTK_WINDOW (self), 1280, 800);
    }
  fill_sidebar (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->sidebar), GTK_TYPE_SCROLLED_WINDOW))),
                           "changed", G_CALLBACK (queue_scroll_sidebar), self, G_CONNECT_SWAPPED);
  adw_flap_set_reveal_flap (self->sidebar_flap, self->settings == NULL || g_settings_get_boolean (self->settings, "show-sections"));
  baton_main_window_init_preview (self);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (presenting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "message", G_CALLBACK (document_message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "reveal", G_CALLBACK (document_reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "jump", G_CALLBACK (document_jump_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "reveal-place", G_CALLBACK (document_reveal_place_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "show-uses", G_CALLBACK (baton_main_window_present_uses), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "history-changed", G_CALLBACK (baton_main_window_update_steps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::n-changes", G_CALLBACK (update_review), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::base-revision", G_CALLBACK (update_review), self, G_CONNECT_SWAPPED);
  baton_main_window_update_steps (self);
  update_review (self);
  update_titles (self);
  baton_main_window_init_file (self);
  baton_main_window_show_section (self, section != NULL && baton_sections_find (section) != NULL ? section : baton_sections[0].name);
  return GTK_WIDGET (self);
}

BatonDocument *
baton_main_window_get_document (BatonMainWindow *self)
{
  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), NULL);
  return self->document;
}
