/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-step-strip.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define DELAY_MS 300   /* what takes less is over before it could be read */
#define TICK_MS 50

struct _BatonStepStrip
{
  AdwBin         parent_instance;

  BatonStepping *stepping;   /* owned */
  GtkWidget     *revealer;
  GtkWidget     *label;
  GtkWidget     *bar;
  guint          source;     /* until it shows, and then while it moves */
};

#define BATON_TYPE_STEP_STRIP (baton_step_strip_get_type ())
G_DECLARE_FINAL_TYPE (BatonStepStrip, baton_step_strip, BATON, STEP_STRIP, AdwBin)
G_DEFINE_FINAL_TYPE (BatonStepStrip, baton_step_strip, ADW_TYPE_BIN)

static gboolean
tick_cb (gpointer user_data)
{
  BatonStepStrip *self = user_data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), baton_stepping_get_fraction (self->stepping));
  return G_SOURCE_CONTINUE;
}

static gboolean
delayed_cb (gpointer user_data)
{
  BatonStepStrip *self = user_data;

  tick_cb (self);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  self->source = g_timeout_add (TICK_MS, tick_cb, self);
  return G_SOURCE_REMOVE;
}

static void
follow (BatonStepStrip *self)
{
  const char *sentence = baton_stepping_get_sentence (self->stepping);

  if (sentence == NULL)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->label), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  if (self->source == 0)
    self->source = g_timeout_add (DELAY_MS, delayed_cb, self);
}

static void
baton_step_strip_dispose (GObject *object)
{
  BatonStepStrip *self = BATON_STEP_STRIP (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->stepping);
  G_OBJECT_CLASS (baton_step_strip_parent_class)->dispose (object);
}

static void
baton_step_strip_class_init (BatonStepStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_step_strip_dispose;
}

static void
baton_step_strip_init (BatonStepStrip *self)
{
}

GtkWidget *
baton_step_strip_new (BatonStepping *stepping)
{
  BatonStepStrip *self = g_object_new (BATON_TYPE_STEP_STRIP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *beside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->stepping = g_object_ref (stepping);
  self->revealer = gtk_revealer_new ();
  self->label = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (beside, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_box_append (GTK_BOX (beside), self->label);
  gtk_box_append (GTK_BOX (beside), self->bar);
  gtk_box_append (GTK_BOX (box), beside);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  adw_bin_set_child (ADW_BIN (self), self->revealer);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (baton_stepping_cancel), stepping, G_CONNECT_SWAPPED);
  g_signal_connect_object (stepping, "notify::sentence", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}
