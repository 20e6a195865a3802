/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The controls of the preview: as whom, in which language, beside which record, on which day, how wide, draft or live.
 */
#include "config.h"

#include "console/preview/baton-preview-private.h"

#include "console/baton-tooltip.h"
#include "console/preview/baton-portal-view.h"
#include "console/preview/baton-preview-sides.h"
#include "console/widgets/baton-day-button.h"
#include "console/widgets/baton-drop-names.h"

#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

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

void
baton_preview_fill (BatonPreview *self)
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

static void
chosen_cb (BatonPreview *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->wanted, g_free);
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
  baton_preview_resolve (self);
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
  baton_preview_update_width (self);
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
  baton_preview_sides_set_asking (BATON_PREVIEW_SIDES (self->sides), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->ask)));
}

static void
live_selected_cb (GtkDropDown  *drop,
                  GParamSpec   *pspec,
                  BatonPreview *self)
{
  self->live = gtk_drop_down_get_selected (drop) == 1;
  baton_preview_resolve (self);
}

static void
device_selected_cb (GtkDropDown  *drop,
                    GParamSpec   *pspec,
                    BatonPreview *self)
{
  self->narrow = gtk_drop_down_get_selected (drop) == 1;
  baton_preview_sides_set_narrow (BATON_PREVIEW_SIDES (self->sides), self->narrow);
  baton_preview_resolve (self);
}

static void
day_cb (BatonPreview *self)
{
  BatonDay day;

  if (!baton_day_read (self->day_entry, self->document, &day))
    return;
  self->day = day;
  baton_preview_resolve (self);
}

static void
home_cb (BatonPreview *self)
{
  baton_preview_open (self, "");
}

static GtkWidget *
make_drop (BatonPreview *self,
           const char   *label,
           GCallback     callback)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  baton_tooltip_set (drop, label);
  baton_drop_names_label (GTK_DROP_DOWN (drop), label);
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
  baton_drop_names_label (GTK_DROP_DOWN (drop), label);
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

void
baton_preview_fill_header (BatonPreview *self,
                           GtkWidget    *header,
                           GtkWidget    *missing)
{
  GtkWidget *home = gtk_button_new_from_icon_name ("go-home-symbolic");

  baton_tooltip_set (home, _("Landing Page"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (home), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Landing Page"), -1);
  g_signal_connect_object (home, "clicked", G_CALLBACK (home_cb), self, G_CONNECT_SWAPPED);
  self->ask = make_toggle ("dialog-question-symbolic", _("Why Is This Here? Click on Anything"));
  self->compare = make_toggle ("view-dual-symbolic", _("A Second Persona Beside the First"));
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
  g_signal_connect_object (self->compare, "toggled", G_CALLBACK (compare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ask, "toggled", G_CALLBACK (ask_toggled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
baton_preview_make_controls (BatonPreview *self)
{
  const char *states[] = { C_("program in the preview", "Draft"), C_("program in the preview", "Live"), NULL };
  const char *devices[] = { C_("device", "Wide"), C_("device", "Narrow"), NULL };
  GtkWidget *controls = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *persons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *context = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *day = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

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
  return controls;
}
