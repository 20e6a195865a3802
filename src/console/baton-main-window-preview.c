/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview at the side of the window: made when it is first looked at, and led to what somebody wants to see in it.
 */
#include "config.h"

#include "console/baton-main-window-private.h"

#include "console/baton-main-window-parts.h"
#include "console/preview/baton-preview.h"

/* What is left to the editor while a wide preview is wished for, in pixels. */
#define USEFUL_WIDTH 360

static void
make_preview (BatonMainWindow *self)
{
  if (self->preview == NULL)
    self->preview = g_object_ref_sink (baton_main_window_make_preview (self));
}

/* The preview is made when it is first looked at, and after the window's first frame. */
static BatonPreview *
ensure_preview (BatonMainWindow *self)
{
  if (adw_bin_get_child (self->preview_bin) == NULL)
    {
      make_preview (self);
      adw_bin_set_child (self->preview_bin, self->preview);
      g_clear_object (&self->preview);
      if (self->settings != NULL)
        baton_preview_keep_width (BATON_PREVIEW (adw_bin_get_child (self->preview_bin)), self->settings, "preview-width");
    }
  return BATON_PREVIEW (adw_bin_get_child (self->preview_bin));
}

/* The window's buttons stand in whichever header is at its edge. */
static void
update_edges (BatonMainWindow *self)
{
  gboolean beside = adw_flap_get_reveal_flap (self->preview_flap) && !adw_flap_get_folded (self->preview_flap);

  if (self->shown && adw_flap_get_reveal_flap (self->preview_flap))
    ensure_preview (self);

  adw_header_bar_set_show_end_title_buttons (self->header, !beside);
  if (BATON_IS_PREVIEW (adw_bin_get_child (self->preview_bin)))
    {
      BatonPreview *preview = BATON_PREVIEW (adw_bin_get_child (self->preview_bin));

      baton_preview_set_window_buttons (preview, adw_flap_get_reveal_flap (self->preview_flap));
      baton_preview_set_alone (preview, adw_flap_get_folded (self->preview_flap));
    }
}

static gboolean
shown_cb (gpointer user_data)
{
  BatonMainWindow *self = user_data;

  /* A turn to make it, and one to put it in its place. */
  if (adw_flap_get_reveal_flap (self->preview_flap) && adw_bin_get_child (self->preview_bin) == NULL && self->preview == NULL)
    {
      make_preview (self);
      return G_SOURCE_CONTINUE;
    }
  self->showing = 0;
  self->shown = TRUE;
  update_edges (self);
  return G_SOURCE_REMOVE;
}

/* Low enough to come after what draws. */
static void
map_cb (BatonMainWindow *self)
{
  if (!self->shown && self->showing == 0)
    self->showing = g_idle_add_full (GDK_PRIORITY_REDRAW + 20, shown_cb, self, NULL);
}

/* ── Leading it ── */

/* What the preview can open stands somewhere above a thing: a block's page, a step's workflow. */
void
baton_main_window_show_in_preview (BatonMainWindow *self,
                                   const char      *id,
                                   const char      *tag)
{
  BatonPreview *preview;
  BatonEntity *entity;

  g_return_if_fail (BATON_IS_MAIN_WINDOW (self));

  adw_flap_set_reveal_flap (self->preview_flap, TRUE);
  preview = ensure_preview (self);
  if (tag != NULL)
    baton_preview_set_language (preview, tag);
  entity = baton_document_lookup (self->document, id);
  for (int depth = 0; entity != NULL && depth < 64; depth++)
    {
      switch ((int) baton_entity_get_kind (entity))
        {
        case BATON_KIND_PAGE:
        case BATON_KIND_CONTENT:
        case BATON_KIND_COLLECTION:
        case BATON_KIND_WORKFLOW:
          baton_preview_show_thing (preview, baton_entity_get_id (entity), id);
          return;
        default:
          entity = baton_entity_get_parent (entity) != NULL ? baton_document_lookup (self->document, baton_entity_get_parent (entity)) : NULL;
        }
    }
  baton_preview_show_thing (preview, NULL, id);
}

void
baton_main_window_show_persona (BatonMainWindow *self,
                                const char      *persona,
                                const char      *id)
{
  BatonPreview *preview;

  g_return_if_fail (BATON_IS_MAIN_WINDOW (self));

  adw_flap_set_reveal_flap (self->preview_flap, TRUE);
  preview = ensure_preview (self);
  if (persona != NULL)
    baton_preview_set_persona (preview, persona);
  baton_preview_open (preview, id);
}

const char *
baton_main_window_get_shown_persona (BatonMainWindow *self)
{
  GtkWidget *preview;

  g_return_val_if_fail (BATON_IS_MAIN_WINDOW (self), NULL);

  preview = adw_bin_get_child (self->preview_bin);
  return BATON_IS_PREVIEW (preview) && adw_flap_get_reveal_flap (self->preview_flap) && !adw_flap_get_folded (self->preview_flap)
           ? baton_preview_get_persona (BATON_PREVIEW (preview)) : NULL;
}

static void
toggle_preview_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  BatonMainWindow *self = BATON_MAIN_WINDOW (widget);

  adw_flap_set_reveal_flap (self->preview_flap, !adw_flap_get_reveal_flap (self->preview_flap));
}

static void
show_persona_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  const char *persona, *id;

  g_variant_get (parameter, "(&s&s)", &persona, &id);
  baton_main_window_show_persona (BATON_MAIN_WINDOW (widget), *persona != '\0' ? persona : NULL, *id != '\0' ? id : NULL);
}

/* ── For the window ── */

void
baton_main_window_install_preview (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.toggle-preview", NULL, toggle_preview_action);
  gtk_widget_class_install_action (klass, "win.show-persona", "(ss)", show_persona_action);
}

/* ── How wide the pane is ── */

static void
measure_editor (GtkWidget      *bin,
                GtkOrientation  orientation,
                int             for_size,
                int            *minimum,
                int            *natural,
                int            *minimum_baseline,
                int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (bin)), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, USEFUL_WIDTH);
}

static void
allocate_editor (GtkWidget *bin,
                 int        width,
                 int        height,
                 int        baseline)
{
  gtk_widget_size_allocate (adw_bin_get_child (ADW_BIN (bin)), &(GtkAllocation) { .width = width, .height = height }, baseline);
}

/* A flap beside an editor that takes all it gets is as narrow as can be, and beside one with wishes gets a share. So this editor
 * has few: the preview is as wide as the user wishes, as long as the editor has what it needs, and the editor takes the rest. */
static void
let_preview_choose (BatonMainWindow *self)
{
  g_autoptr (GtkWidget) editor = g_object_ref (adw_flap_get_content (self->preview_flap));
  GtkWidget *bin = adw_bin_new ();

  adw_flap_set_content (self->preview_flap, NULL);
  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (NULL, measure_editor, allocate_editor));
  gtk_widget_set_hexpand (bin, FALSE);
  adw_bin_set_child (ADW_BIN (bin), editor);
  adw_flap_set_content (self->preview_flap, bin);
}

void
baton_main_window_init_preview (BatonMainWindow *self)
{
  let_preview_choose (self);
  adw_flap_set_reveal_flap (self->preview_flap, self->settings == NULL || g_settings_get_boolean (self->settings, "show-preview"));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect_object (self->preview_flap, "notify::reveal-flap", G_CALLBACK (update_edges), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview_flap, "notify::folded", G_CALLBACK (update_edges), self, G_CONNECT_SWAPPED);
  update_edges (self);
}
