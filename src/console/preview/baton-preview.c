/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-preview-private.h"

#include "console/baton-release.h"
#include "console/baton-tooltip.h"
#include "console/preview/baton-preview-question.h"
#include "console/preview/baton-preview-sides.h"
#include "console/preview/baton-preview-why.h"
#include "console/widgets/baton-side-pane.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>

#define BOTH_WIDTH 640   /* at least, of two personas side by side */

G_DEFINE_FINAL_TYPE (BatonPreview, baton_preview, ADW_TYPE_BIN)

/* ── Resolving ── */

static void
draw (BatonPreview *self)
{
  self->drawn_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  self->drawn_longer = self->longer;
  self->drawn_presenting = baton_document_get_presenting (self->document);
  baton_preview_sides_set_reasons (BATON_PREVIEW_SIDES (self->sides), self->reasons);
  baton_preview_sides_show (BATON_PREVIEW_SIDES (self->sides), self->portals, baton_document_get_names (self->document), self->longer);
}

/* Whether what is drawn now would look as what was drawn last, as far as the answer does not say so. */
static gboolean
is_drawn_alike (BatonPreview *self)
{
  return self->drawn_dark == adw_style_manager_get_dark (adw_style_manager_get_default ()) && self->drawn_longer == self->longer &&
         self->drawn_presenting == baton_document_get_presenting (self->document);
}

/* NULL while what is live is being compiled. */
static BatonSnapshot *
get_snapshot (BatonPreview *self)
{
  return self->live ? baton_document_get_live_snapshot (self->document) : baton_document_get_snapshot (self->document);
}

/* What there is to ask now; NULL when nobody can be asked about. (transfer full) */
static BatonPreviewQuestion *
make_question (gpointer user_data)
{
  BatonPreview *self = user_data;
  BatonPreviewQuestion *question;

  if (self->personas[0] == NULL || get_snapshot (self) == NULL)
    return NULL;
  question = g_new0 (BatonPreviewQuestion, 1);
  question->snapshot = baton_snapshot_ref (get_snapshot (self));
  question->personas[0] = g_strdup (self->personas[0]);
  question->personas[1] = g_strdup (self->personas[1]);
  question->locale = g_strdup (self->locale);
  question->record = g_strdup (self->record);
  question->target = g_strdup (self->target);
  question->wanted = g_strdup (self->wanted);
  question->words = g_strdup (self->words);
  if (self->words != NULL && self->filters->len > 0)
    {
      g_autoptr (GStrvBuilder) filters = g_strv_builder_new ();

      for (guint i = 0; i < self->filters->len; i++)
        g_strv_builder_add (filters, self->filters->pdata[i]);
      question->filters = g_strv_builder_end (filters);
    }
  if (self->index != NULL && self->indexed == question->snapshot)
    question->index = baton_search_index_ref (self->index);
  question->day = self->day != BATON_DAY_NONE ? self->day : baton_document_get_today (self->document);
  question->device = self->narrow ? BATON_DEVICE_NARROW : BATON_DEVICE_WIDE;
  return question;
}

static gpointer
prepare (gpointer owner)
{
  return gtk_widget_get_mapped (owner) ? make_question (owner) : NULL;
}

static gboolean
run (gpointer       question,
     GCancellable  *cancellable,
     GError       **error)
{
  baton_preview_question_answer (question);
  return TRUE;
}

/* Somebody was looked for who sees what is wanted: *persona* is who does, or who was there before. */
static void
found (BatonPreview *self,
       const char   *persona)
{
  g_clear_pointer (&self->wanted, g_free);
  if (g_strcmp0 (self->personas[0], persona) == 0)
    return;
  g_free (self->personas[0]);
  self->personas[0] = g_strdup (persona);
  baton_preview_fill (self);
}

/* Who searches once more, or narrows what was found, waits for no index. Who has done with it needs none. */
static void
keep_index (BatonPreview         *self,
            BatonPreviewQuestion *question)
{
  if (self->words != NULL && (question->index == NULL || question->index == self->index))
    return;
  baton_release (g_steal_pointer (&self->index), (GDestroyNotify) baton_search_index_unref);
  baton_release (g_steal_pointer (&self->indexed), (GDestroyNotify) baton_snapshot_unref);
  if (self->words == NULL || question->index == NULL)
    return;
  self->index = baton_search_index_ref (question->index);
  self->indexed = baton_snapshot_ref (question->snapshot);
}

/* FALSE when another reason is said now than before. */
static gboolean
take_reason (BatonPreview               *self,
             const BatonPreviewQuestion *question,
             int                         side)
{
  g_autofree char *before = g_steal_pointer (&self->reasons[side]);

  if (question->whys[side] != NULL)
    {
      BatonNames names = baton_document_names_of_snapshot (self->document, question->snapshot);

      self->reasons[side] = baton_words_why (&names, question->whys[side]);
    }
  return g_strcmp0 (before, self->reasons[side]) == 0;
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonPreview *self = owner;
  BatonPreviewQuestion *question = data;
  gboolean same;

  /* Who types faster than a portal is resolved still sees it follow: what an edit has overtaken is newer than what shows. */
  if (error != NULL)
    {
      g_autoptr (BatonPreviewQuestion) now = make_question (self);

      if (question->portals[0] == NULL || now == NULL || !baton_preview_question_is_same_view (question, now))
        return;
    }
  if (question->wanted != NULL && g_strcmp0 (question->wanted, self->wanted) == 0)
    found (self, question->personas[0]);
  keep_index (self, question);
  same = is_drawn_alike (self);
  for (int i = 0; i < 2; i++)
    {
      same = take_reason (self, question, i) && same && g_strcmp0 (self->shown[i], question->shown[i]) == 0;
      g_free (self->shown[i]);
      self->shown[i] = g_steal_pointer (&question->shown[i]);
      baton_release (g_steal_pointer (&self->portals[i]), (GDestroyNotify) baton_portal_unref);
      self->portals[i] = g_steal_pointer (&question->portals[i]);
    }
  /* Most edits are none of this persona's business. */
  if (!same)
    draw (self);
}

static void
question_free (gpointer question)
{
  baton_preview_question_free (question);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

void
baton_preview_resolve (BatonPreview *self)
{
  if (self->runner != NULL) /* it is going */
    baton_runner_ask (self->runner);
}

/* ── Why ── */

static void
ask_cb (GtkWidget    *sides,
        int           side,
        const char   *id,
        GtkWidget    *at,
        BatonPreview *self)
{
  g_autoptr (BatonPreviewQuestion) question = make_question (self);

  if (question != NULL)
    baton_preview_why_present (self->document, question, side, id, at);
}

void
baton_preview_open (BatonPreview *self,
                    const char   *id)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));

  g_clear_pointer (&self->wanted, g_free);
  g_free (self->target);
  self->target = id != NULL && *id != '\0' ? g_strdup (id) : NULL;
  g_clear_pointer (&self->words, g_free);
  g_ptr_array_set_size (self->filters, 0);
  baton_preview_resolve (self);
}

/* ── Searching ── */

static void
search_cb (BatonPreview *self,
           const char   *words)
{
  g_clear_pointer (&self->wanted, g_free);
  if (self->words == NULL)
    g_ptr_array_set_size (self->filters, 0);
  g_free (self->words);
  self->words = g_strdup (words);
  baton_preview_resolve (self);
}

static void
filter_cb (BatonPreview *self,
           const char   *term)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->filters, term, g_str_equal, &index))
    g_ptr_array_remove_index (self->filters, index);
  else
    g_ptr_array_add (self->filters, g_strdup (term));
  baton_preview_resolve (self);
}

/* ── Who, and in which language ── */

void
baton_preview_show_thing (BatonPreview *self,
                          const char   *target,
                          const char   *id)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));
  g_return_if_fail (id != NULL);

  baton_preview_open (self, target);
  self->wanted = g_strdup (id);
  baton_preview_resolve (self);
}

void
baton_preview_set_language (BatonPreview *self,
                            const char   *tag)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));

  g_free (self->locale);
  self->locale = g_strdup (tag);
  self->longer = FALSE;
  baton_preview_fill (self); /* forgets it again when there is no such language */
  baton_preview_resolve (self);
}

void
baton_preview_set_persona (BatonPreview *self,
                           const char   *persona)
{
  g_autofree char *before = NULL;

  g_return_if_fail (BATON_IS_PREVIEW (self));

  if (baton_program_lookup_kind (baton_document_get_program (self->document), persona, BATON_KIND_PERSONA) == NULL)
    return;
  before = g_steal_pointer (&self->personas[0]); /* it may be what was handed over */
  self->personas[0] = g_strdup (persona);
  baton_preview_fill (self);
  baton_preview_resolve (self);
}

const char *
baton_preview_get_persona (BatonPreview *self)
{
  g_return_val_if_fail (BATON_IS_PREVIEW (self), NULL);
  return self->personas[0];
}

void
baton_preview_set_alone (BatonPreview *self,
                         gboolean      alone)
{
  gtk_widget_set_visible (self->back, alone);
  baton_side_pane_set_resizable (BATON_SIDE_PANE (self->pane), !alone);
}

void
baton_preview_keep_width (BatonPreview *self,
                          GSettings    *settings,
                          const char   *key)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));
  g_settings_bind (settings, key, self->pane, "width", G_SETTINGS_BIND_DEFAULT);
}

void
baton_preview_set_window_buttons (BatonPreview *self,
                                  gboolean      shown)
{
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (self->header), shown);
}

/* The names of personas and records may be those of partners, and what is shown holds some until there is a new answer. */
static void
presenting_cb (BatonPreview *self)
{
  if (baton_document_get_presenting (self->document))
    baton_preview_sides_cover (BATON_PREVIEW_SIDES (self->sides));
  baton_preview_fill (self);
  baton_preview_resolve (self);
}

static void
document_changed_cb (BatonPreview *self,
                     GPtrArray    *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      BatonKind kind = baton_change_get_kind (changes->pdata[i]);

      if (kind == BATON_KIND_PERSONA || kind == BATON_KIND_LOCALE || kind == BATON_KIND_RECORD)
        {
          baton_preview_fill (self);
          return;
        }
    }
}

static GBytes *
load_asset (const char *digest,
            gpointer    user_data)
{
  BatonPreview *self = user_data;

  return baton_workspace_load_asset (baton_document_get_workspace (self->document), digest, NULL);
}

/* ── Object ── */

static void
baton_preview_dispose (GObject *object)
{
  BatonPreview *self = BATON_PREVIEW (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_preview_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

gboolean
baton_preview_shed (BatonPreview *self)
{
  g_return_val_if_fail (BATON_IS_PREVIEW (self), FALSE);

  g_clear_pointer (&self->runner, baton_runner_free);
  return baton_preview_sides_shed (BATON_PREVIEW_SIDES (self->sides));
}

static void
baton_preview_finalize (GObject *object)
{
  BatonPreview *self = BATON_PREVIEW (object);

  for (int i = 0; i < 2; i++)
    {
      g_free (self->personas[i]);
      g_free (self->shown[i]);
      g_free (self->reasons[i]);
      g_clear_pointer (&self->portals[i], baton_portal_unref);
    }
  g_free (self->beside);
  g_free (self->locale);
  g_free (self->record);
  g_free (self->target);
  g_free (self->wanted);
  g_free (self->words);
  g_ptr_array_unref (self->filters);
  g_clear_pointer (&self->index, baton_search_index_unref);
  g_clear_pointer (&self->indexed, baton_snapshot_unref);
  G_OBJECT_CLASS (baton_preview_parent_class)->finalize (object);
}

static void
baton_preview_class_init (BatonPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_preview_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
baton_preview_init (BatonPreview *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
  self->day = BATON_DAY_NONE;
  self->filters = g_ptr_array_new_with_free_func (g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
}

static GtkWidget *
make_nobody (void)
{
  GtkWidget *page = adw_status_page_new (), *go = gtk_button_new_with_mnemonic (_("_Roles & Personas"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-users-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nobody to See It As"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Add a persona, such as a sales manager at a reseller, and the portal shows here as they would see it."));
  gtk_widget_add_css_class (page, "compact");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (go), "win.section");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (go), "s", "roles");
  gtk_widget_set_halign (go, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (go, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), go);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

/* ── How wide it must be ── */

/* The buttons and drop-downs of a large text need more than those of a usual one; what the portal shows does not count, nor do long
 * names in the drop-downs, which are cut. */
void
baton_preview_update_width (BatonPreview *self)
{
  int least = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare)) ? BOTH_WIDTH : BATON_PREVIEW_FIRST_WIDTH, header, controls;

  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &header, NULL, NULL, NULL);
  gtk_widget_measure (self->controls, GTK_ORIENTATION_HORIZONTAL, -1, &controls, NULL, NULL, NULL);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->width), MAX (least, MAX (header, controls)));
}

static gboolean
update_width_cb (GtkWidget     *widget,
                 GdkFrameClock *clock,
                 gpointer       user_data)
{
  baton_preview_update_width (BATON_PREVIEW (widget));
  return G_SOURCE_REMOVE;
}

/* In the next frame: until then the widgets have not heard of another size of the text. */
static void
queue_update_width (BatonPreview *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), update_width_cb, NULL, NULL);
}

GtkWidget *
baton_preview_new (BatonDocument *document)
{
  BatonPreview *self = g_object_new (BATON_TYPE_PREVIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *missing = gtk_menu_button_new ();

  self->document = g_object_ref (document);
  self->header = header;
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  /* No title: what is seen says what it is, and between the buttons there is no room for the word. */
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_bin_new ());
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (missing), "view-conceal-symbolic");
  baton_tooltip_set (missing, _("Why Is That Not Here?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (missing), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why Is That Not Here?"), -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (missing), baton_preview_missing_new (document, make_question, self));
  baton_preview_fill_header (self, header, missing);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->controls = baton_preview_make_controls (self);
  self->sides = baton_preview_sides_new (load_asset, self);
  gtk_widget_set_vexpand (self->sides, TRUE);
  g_signal_connect_object (self->sides, "open", G_CALLBACK (baton_preview_open), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sides, "search", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sides, "filter", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sides, "ask", G_CALLBACK (ask_cb), self, 0);
  g_signal_connect_object (self->sides, "ready", G_CALLBACK (draw), self, G_CONNECT_SWAPPED);
  self->nobody = make_nobody ();
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->controls);
  gtk_box_append (GTK_BOX (box), self->sides);
  gtk_box_append (GTK_BOX (box), self->nobody);
  /* Without it the longest persona name would decide how much is left for the editor. */
  self->width = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->width), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->width), BATON_PREVIEW_FIRST_WIDTH);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->width), box);
  self->pane = baton_side_pane_new (_("Width of the Preview"), BATON_PREVIEW_FIRST_WIDTH, self->width);
  adw_bin_set_child (ADW_BIN (self), self->pane);

  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (baton_preview_resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "live-changed", G_CALLBACK (baton_preview_resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (presenting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (baton_preview_resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (baton_preview_resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (queue_update_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", G_CALLBACK (queue_update_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (queue_update_width), self, G_CONNECT_SWAPPED);
  baton_preview_fill (self);
  return GTK_WIDGET (self);
}
