/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-audience-editor.h"

#include "console/widgets/baton-audience-chips.h"
#include "console/widgets/baton-audience-meets.h"
#include "console/widgets/baton-follow.h"

struct _BatonAudienceEditor
{
  AdwBin              parent_instance;

  BatonAudienceChips *chips;      /* owned */
  BatonValue         *audience;   /* owned, nullable */

  GtkWidget          *meets;      /* NULL where it is not about members */
};

G_DEFINE_FINAL_TYPE (BatonAudienceEditor, baton_audience_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show (BatonAudienceEditor *self)
{
  baton_audience_chips_place (self->chips, self->audience, NULL);
  if (self->meets != NULL)
    baton_audience_meets_show (BATON_AUDIENCE_MEETS (self->meets), self->audience);
}

void
baton_audience_editor_set (BatonAudienceEditor *self,
                           const BatonValue    *audience)
{
  g_return_if_fail (BATON_IS_AUDIENCE_EDITOR (self));

  if (audience != NULL)
    baton_value_ref (audience);
  g_clear_pointer (&self->audience, baton_value_unref);
  self->audience = (BatonValue *) audience;
  show (self);
}

static void
changed_cb (BatonAudienceEditor *self,
            BatonValue          *audience)
{
  baton_audience_editor_set (self, audience);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, self->audience);
}

static void
baton_audience_editor_dispose (GObject *object)
{
  G_OBJECT_CLASS (baton_audience_editor_parent_class)->dispose (object);
  g_clear_object (&BATON_AUDIENCE_EDITOR (object)->chips);
}

static void
baton_audience_editor_finalize (GObject *object)
{
  g_clear_pointer (&BATON_AUDIENCE_EDITOR (object)->audience, baton_value_unref);
  G_OBJECT_CLASS (baton_audience_editor_parent_class)->finalize (object);
}

static void
baton_audience_editor_class_init (BatonAudienceEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_audience_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_audience_editor_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_AUDIENCE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BATON_TYPE_VALUE);
}

static void
baton_audience_editor_init (BatonAudienceEditor *self)
{
}

GtkWidget *
baton_audience_editor_new (BatonDocument *document,
                           BatonSide      side)
{
  BatonAudienceEditor *self = g_object_new (BATON_TYPE_AUDIENCE_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *wrap = baton_wrap_new (6);

  self->chips = baton_audience_chips_new (document, side, NULL, BATON_WRAP (wrap));
  gtk_box_append (GTK_BOX (box), wrap);
  if (side == BATON_SIDE_MEMBER)
    {
      self->meets = baton_audience_meets_new (document);
      gtk_box_append (GTK_BOX (box), self->meets);
    }
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  baton_follow_signal (document, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) show);
  show (self);
  return GTK_WIDGET (self);
}
