/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-preview.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"
#include "console/baton-tooltip.h"
#include "console/preview/baton-portal-view.h"
#include "console/preview/baton-preview-question.h"
#include "console/preview/baton-preview-why.h"
#include "console/widgets/baton-drop-names.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-side-pane.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

/* At first, and at least. */
#define FIRST_WIDTH 350

struct _BatonPreview
{
  AdwBin            parent_instance;

  BatonDocument    *document;       /* owned */
  BatonRunner      *runner;         /* resolves; owned */

  /* the question */
  char             *personas[2];    /* owned; the second NULL: one persona alone */
  char             *beside;         /* the second one that was compared last; owned, nullable */
  char             *locale;         /* owned; NULL: the persona's own */
  char             *record;         /* owned, nullable */
  char             *target;         /* owned; NULL: the landing page */
  BatonDay          day;            /* BATON_DAY_NONE: today */
  gboolean          live;
  gboolean          narrow;
  gboolean          longer;         /* texts are drawn as long as translations may be */
  gboolean          filling;

  /* the answer */
  BatonPortal      *portals[2];     /* owned */
  char             *shown[2];       /* what is drawn of them; owned */
  gboolean          drawn_dark;
  gboolean          drawn_longer;
  gboolean          drawn_presenting;

  GtkWidget        *drops[2];       /* personas */
  GtkWidget        *locale_drop;
  GtkWidget        *record_drop;
  GtkWidget        *day_entry;
  GtkWidget        *controls;
  GtkWidget        *nobody;
  GtkWidget        *sides;       /* box of *scrolled* */
  GtkWidget        *views[2];
  GtkWidget        *scrolled[2];
  GtkWidget        *clamps[2];
  GtkWidget        *compare;        /* toggle */
  GtkWidget        *ask;            /* toggle */
  GtkWidget        *header;
  GtkWidget        *back;           /* button: to the editor, where the preview covers it */
  GtkWidget        *width;          /* a scrolled window: how wide the pane must be */
  GtkWidget        *pane;           /* how wide it would like to be */
};

G_DEFINE_FINAL_TYPE (BatonPreview, baton_preview, ADW_TYPE_BIN)

/* ── Resolving ── */

/* Draws without losing the place to which the reader had scrolled. */
static void
draw (BatonPreview *self)
{
  self->drawn_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  self->drawn_longer = self->longer;
  self->drawn_presenting = baton_document_get_presenting (self->document);
  for (int i = 0; i < 2; i++)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled[i]));
      double value = gtk_adjustment_get_value (adjustment);

      gtk_widget_set_visible (self->scrolled[i], self->portals[i] != NULL);
      if (self->portals[i] == NULL)
        continue;
      baton_portal_view_set_longer (BATON_PORTAL_VIEW (self->views[i]), self->longer);
      baton_portal_view_show (BATON_PORTAL_VIEW (self->views[i]), self->portals[i], self->portals[1 - i], baton_document_get_names (self->document));
      gtk_adjustment_set_value (adjustment, value);
    }
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
  same = is_drawn_alike (self);
  for (int i = 0; i < 2; i++)
    {
      same = same && g_strcmp0 (self->shown[i], question->shown[i]) == 0;
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

static void
resolve (BatonPreview *self)
{
  if (self->runner != NULL) /* it is going */
    baton_runner_ask (self->runner);
}

/* ── Why ── */

static void
ask_cb (GtkWidget    *view,
        const char   *id,
        GtkWidget    *at,
        BatonPreview *self)
{
  g_autoptr (BatonPreviewQuestion) question = make_question (self);

  if (question != NULL)
    baton_preview_why_present (self->document, question, view == self->views[1] ? 1 : 0, id, at);
}

static void
open_cb (BatonPreview *self,
         const char   *id)
{
  baton_preview_open (self, id);
}

/* ── The controls ── */

/* The last in the list of languages: the texts as they are, as long as a translation may be. (transfer full) */
static char *
name_longer (void)
{
  g_autofree char *percent = baton_words_percent (BATON_PORTAL_VIEW_LONGER * 100);

  /* Translators: in the list of languages of the preview, after “Own Language”: every text is drawn %s ("40 %") longer than it is */
  return g_strdup_printf (C_("language of the preview", "Own Language, %s Longer"), percent);
}

/* Fills a drop-down with things of a kind, "none" first unless it is NULL; keeps what was chosen. */
static void
fill_drop (BatonPreview *self,
           GtkWidget    *drop,
           BatonKind     kind,
           const char   *none,
           char        **chosen)
{
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (self->document), kind);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  guint selected = 0;

  if (none != NULL)
    g_strv_builder_add (builder, none);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *name = baton_words_name (baton_document_get_names (self->document), baton_entity_get_id (list->pdata[i]));
      const char *value = kind == BATON_KIND_LOCALE ? baton_entity_get_string (list->pdata[i], BATON_FIELD_LOCALE_TAG) : baton_entity_get_id (list->pdata[i]);

      g_strv_builder_add (builder, name);
      if (g_strcmp0 (value, *chosen) == 0)
        selected = i + (none != NULL);
    }
  if (kind == BATON_KIND_LOCALE)
    {
      g_autofree char *longer = name_longer ();

      g_strv_builder_add (builder, longer);
      if (self->longer)
        selected = list->len + 1;
    }
  names = g_strv_builder_end (builder);
  self->filling = TRUE;
  baton_drop_names_set (GTK_DROP_DOWN (drop), (const char * const *) names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  self->filling = FALSE;
  if (selected == 0 || selected > list->len)
    {
      g_clear_pointer (chosen, g_free);
      if (none == NULL && list->len > 0)
        *chosen = g_strdup (baton_entity_get_id (list->pdata[0]));
    }
}

/* What is chosen in a drop-down that fill_drop() filled. (transfer full), NULL for none. */
static char *
get_chosen (BatonPreview *self,
            GtkWidget    *drop,
            BatonKind     kind,
            gboolean      has_none)
{
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (self->document), kind);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop));

  if (selected == GTK_INVALID_LIST_POSITION || (has_none && selected == 0))
    return NULL;
  selected -= has_none;
  if (selected >= list->len)
    return NULL;
  return g_strdup (kind == BATON_KIND_LOCALE ? baton_entity_get_string (list->pdata[selected], BATON_FIELD_LOCALE_TAG) : baton_entity_get_id (list->pdata[selected]));
}

static void
fill (BatonPreview *self)
{
  fill_drop (self, self->drops[0], BATON_KIND_PERSONA, NULL, &self->personas[0]);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare)))
    fill_drop (self, self->drops[1], BATON_KIND_PERSONA, NULL, &self->personas[1]);
  fill_drop (self, self->locale_drop, BATON_KIND_LOCALE, C_("language of the preview", "Own Language"), &self->locale);
  fill_drop (self, self->record_drop, BATON_KIND_RECORD, C_("record of the preview", "No Record"), &self->record);
  /* Without anybody to look as there is nothing to look at. */
  gtk_widget_set_visible (self->nobody, self->personas[0] == NULL);
  gtk_widget_set_visible (self->controls, self->personas[0] != NULL);
  gtk_widget_set_visible (self->sides, self->personas[0] != NULL);
}

/* The names of personas and records may be those of partners. */
static void
presenting_cb (BatonPreview *self)
{
  fill (self);
  resolve (self);
}

static void
chosen_cb (BatonPreview *self)
{
  if (self->filling)
    return;
  g_free (self->personas[0]);
  self->personas[0] = get_chosen (self, self->drops[0], BATON_KIND_PERSONA, FALSE);
  g_clear_pointer (&self->personas[1], g_free);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare)))
    {
      self->personas[1] = get_chosen (self, self->drops[1], BATON_KIND_PERSONA, FALSE);
      g_free (self->beside);
      self->beside = g_strdup (self->personas[1]);
    }
  g_free (self->locale);
  self->locale = get_chosen (self, self->locale_drop, BATON_KIND_LOCALE, TRUE);
  self->longer = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->locale_drop)) + 1 == g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (self->locale_drop)));
  g_free (self->record);
  self->record = get_chosen (self, self->record_drop, BATON_KIND_RECORD, TRUE);
  resolve (self);
}

/* Beside itself a persona shows no difference: the one after the first, unless another was chosen before. */
static void
choose_another (BatonPreview *self)
{
  g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (self->document), BATON_KIND_PERSONA);
  guint first = 0;

  if (self->beside != NULL && g_strcmp0 (self->beside, self->personas[0]) != 0)
    {
      g_free (self->personas[1]);
      self->personas[1] = g_strdup (self->beside);
      return;
    }
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (baton_entity_get_id (list->pdata[i]), self->personas[0]) == 0)
      first = i;
  g_clear_pointer (&self->personas[1], g_free);
  if (list->len > 1)
    self->personas[1] = g_strdup (baton_entity_get_id (list->pdata[(first + 1) % list->len]));
}

static void
compare_cb (BatonPreview *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->compare));

  gtk_widget_set_visible (self->drops[1], active);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->width), active ? 640 : FIRST_WIDTH);
  if (active)
    {
      choose_another (self);
      fill_drop (self, self->drops[1], BATON_KIND_PERSONA, NULL, &self->personas[1]);
    }
  chosen_cb (self);
}

static void
ask_toggled_cb (BatonPreview *self)
{
  for (int i = 0; i < 2; i++)
    baton_portal_view_set_asking (BATON_PORTAL_VIEW (self->views[i]), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->ask)));
}

static void
live_selected_cb (GtkDropDown  *drop,
                  GParamSpec   *pspec,
                  BatonPreview *self)
{
  self->live = gtk_drop_down_get_selected (drop) == 1;
  resolve (self);
}

static void
device_selected_cb (GtkDropDown  *drop,
                    GParamSpec   *pspec,
                    BatonPreview *self)
{
  self->narrow = gtk_drop_down_get_selected (drop) == 1;
  for (int i = 0; i < 2; i++)
    adw_clamp_set_maximum_size (ADW_CLAMP (self->clamps[i]), self->narrow ? 340 : 1200);
  resolve (self);
}

static void
day_cb (BatonPreview *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  BatonDay day = baton_day_from_typed (text);

  if (*text != '\0' && day == BATON_DAY_NONE)
    {
      gtk_widget_add_css_class (self->day_entry, "error");
      return;
    }
  gtk_widget_remove_css_class (self->day_entry, "error");
  self->day = day;
  resolve (self);
}

static void
home_cb (BatonPreview *self)
{
  baton_preview_open (self, "");
}

void
baton_preview_open (BatonPreview *self,
                    const char   *id)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));

  g_free (self->target);
  self->target = id != NULL && *id != '\0' ? g_strdup (id) : NULL;
  resolve (self);
}

void
baton_preview_set_language (BatonPreview *self,
                            const char   *tag)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));

  g_free (self->locale);
  self->locale = g_strdup (tag);
  self->longer = FALSE;
  fill (self); /* forgets it again when there is no such language */
  resolve (self);
}

void
baton_preview_set_persona (BatonPreview *self,
                           const char   *persona)
{
  g_return_if_fail (BATON_IS_PREVIEW (self));

  if (baton_program_lookup_kind (baton_document_get_program (self->document), persona, BATON_KIND_PERSONA) == NULL)
    return;
  g_free (self->personas[0]);
  self->personas[0] = g_strdup (persona);
  fill (self);
  resolve (self);
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

static void
document_changed_cb (BatonPreview *self,
                     GPtrArray    *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      BatonKind kind = baton_change_get_kind (changes->pdata[i]);

      if (kind == BATON_KIND_PERSONA || kind == BATON_KIND_LOCALE || kind == BATON_KIND_RECORD)
        {
          fill (self);
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

static void
baton_preview_finalize (GObject *object)
{
  BatonPreview *self = BATON_PREVIEW (object);

  for (int i = 0; i < 2; i++)
    {
      g_free (self->personas[i]);
      g_free (self->shown[i]);
      g_clear_pointer (&self->portals[i], baton_portal_unref);
    }
  g_free (self->beside);
  g_free (self->locale);
  g_free (self->record);
  g_free (self->target);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview"), -1);
}

static GtkWidget *
make_drop (BatonPreview *self,
           const char   *label,
           GCallback     callback)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  baton_tooltip_set (drop, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_hexpand (drop, TRUE);
  baton_drop_names_shrink (GTK_DROP_DOWN (drop));
  g_signal_connect_object (drop, "notify::selected", callback, self, G_CONNECT_SWAPPED);
  return drop;
}

static GtkWidget *
make_fixed_drop (BatonPreview       *self,
                 const char         *label,
                 const char * const *choices,
                 GCallback           callback)
{
  GtkWidget *drop = gtk_drop_down_new_from_strings (choices);

  baton_tooltip_set (drop, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (drop, "notify::selected", callback, self, 0);
  return drop;
}

static GtkWidget *
make_toggle (const char *icon,
             const char *label)
{
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (toggle), icon);
  baton_tooltip_set (toggle, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return toggle;
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

GtkWidget *
baton_preview_new (BatonDocument *document)
{
  BatonPreview *self = g_object_new (BATON_TYPE_PREVIEW, NULL);
  const char *states[] = { C_("program in the preview", "Draft"), C_("program in the preview", "Live"), NULL };
  const char *devices[] = { C_("device", "Wide"), C_("device", "Narrow"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *controls = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *persons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *context = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *day = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *home = gtk_button_new_from_icon_name ("go-home-symbolic"), *missing = gtk_menu_button_new (), *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->document = g_object_ref (document);
  self->header = header;
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  /* No title: what is seen says what it is, and between the buttons there is no room for the word. */
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_bin_new ());
  baton_tooltip_set (home, _("Landing Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (home), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Landing Page"), -1);
  g_signal_connect_object (home, "clicked", G_CALLBACK (home_cb), self, G_CONNECT_SWAPPED);
  self->ask = make_toggle ("dialog-question-symbolic", _("Why Is This Here? Click on Anything"));
  self->compare = make_toggle ("view-dual-symbolic", _("A Second Persona Beside the First"));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (missing), "view-conceal-symbolic");
  baton_tooltip_set (missing, _("Why Is That Not Here?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (missing), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why Is That Not Here?"), -1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (missing), baton_preview_missing_new (document, make_question, self));
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  baton_tooltip_set (self->back, _("Back to the Editor"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the Editor"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "win.toggle-preview");
  gtk_widget_set_visible (self->back, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), home);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->ask);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), missing);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->compare);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);

  self->drops[0] = make_drop (self, _("Persona"), G_CALLBACK (chosen_cb));
  self->drops[1] = make_drop (self, _("Second persona"), G_CALLBACK (chosen_cb));
  self->locale_drop = make_drop (self, _("Language"), G_CALLBACK (chosen_cb));
  self->record_drop = make_drop (self, _("Record"), G_CALLBACK (chosen_cb));
  gtk_widget_set_visible (self->drops[1], FALSE);
  self->day_entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->day_entry), 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day_entry), C_("day of the preview", "Today"));
  baton_tooltip_set (self->day_entry, _("As if it were this day (year-month-day)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Day"), -1);
  g_signal_connect_object (self->day_entry, "activate", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (persons), self->drops[0]);
  gtk_box_append (GTK_BOX (persons), self->drops[1]);
  gtk_box_append (GTK_BOX (context), self->locale_drop);
  gtk_box_append (GTK_BOX (context), self->record_drop);
  gtk_box_append (GTK_BOX (state), make_fixed_drop (self, _("Draft or live"), states, G_CALLBACK (live_selected_cb)));
  gtk_box_append (GTK_BOX (state), make_fixed_drop (self, _("Device"), devices, G_CALLBACK (device_selected_cb)));
  gtk_widget_set_hexpand (self->day_entry, TRUE);
  gtk_widget_add_css_class (day, "linked");
  gtk_box_append (GTK_BOX (day), self->day_entry);
  gtk_box_append (GTK_BOX (day), baton_day_button_new (GTK_EDITABLE (self->day_entry)));
  gtk_box_append (GTK_BOX (state), day);
  gtk_box_append (GTK_BOX (controls), persons);
  gtk_box_append (GTK_BOX (controls), context);
  gtk_box_append (GTK_BOX (controls), state);
  gtk_widget_add_css_class (controls, "baton-bar");

  for (int i = 0; i < 2; i++)
    {
      self->views[i] = baton_portal_view_new (load_asset, self);
      self->clamps[i] = adw_clamp_new ();
      self->scrolled[i] = gtk_scrolled_window_new ();
      adw_clamp_set_maximum_size (ADW_CLAMP (self->clamps[i]), 1200);
      adw_clamp_set_child (ADW_CLAMP (self->clamps[i]), self->views[i]);
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled[i]), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled[i]), self->clamps[i]);
      gtk_widget_set_hexpand (self->scrolled[i], TRUE);
      gtk_widget_set_visible (self->scrolled[i], i == 0);
      gtk_box_append (GTK_BOX (views), self->scrolled[i]);
      g_signal_connect_object (self->views[i], "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->views[i], "ask", G_CALLBACK (ask_cb), self, 0);
    }
  gtk_box_set_homogeneous (GTK_BOX (views), TRUE);
  gtk_widget_set_vexpand (views, TRUE);
  self->controls = controls;
  self->sides = views;
  self->nobody = make_nobody ();
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), controls);
  gtk_box_append (GTK_BOX (box), views);
  gtk_box_append (GTK_BOX (box), self->nobody);
  /* Without it the longest persona name would decide how much is left for the editor. */
  self->width = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->width), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (self->width), FIRST_WIDTH);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->width), box);
  self->pane = baton_side_pane_new (_("Width of the Preview"), FIRST_WIDTH, self->width);
  adw_bin_set_child (ADW_BIN (self), self->pane);

  g_signal_connect_object (self->compare, "toggled", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ask, "toggled", G_CALLBACK (ask_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "live-changed", G_CALLBACK (resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (presenting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (resolve), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (resolve), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
