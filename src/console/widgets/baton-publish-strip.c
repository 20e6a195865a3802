/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-publish-strip.h"

#include "words/baton-words.h"

#include <glib/gi18n-lib.h>

struct _BatonPublishStrip
{
  GtkBox         parent_instance;

  BatonDocument *document;   /* owned */
  char          *id;         /* owned, nullable */
  GtkWidget     *label;
};

G_DEFINE_FINAL_TYPE (BatonPublishStrip, baton_publish_strip, GTK_TYPE_BOX)

static BatonEntity *
get_content (BatonPublishStrip *self)
{
  return self->id != NULL ? baton_document_lookup (self->document, self->id) : NULL;
}

static void
show (BatonPublishStrip *self)
{
  BatonEntity *content = get_content (self);
  const char *state = content != NULL ? baton_entity_get_string (content, BATON_FIELD_CONTENT_STATE) : NULL;
  gboolean archived = g_strcmp0 (state, "archived") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self), archived || g_strcmp0 (state, "draft") == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !baton_workspace_is_read_only (baton_document_get_workspace (self->document)));
  gtk_label_set_text (GTK_LABEL (self->label), archived ? _("Archived: members no longer see it.")
                                                        : _("A draft: no member sees it, whatever is pushed. When it is ready, publish it; members see it after the next push."));
}

static void
publish_cb (BatonPublishStrip *self)
{
  BatonEntity *content = get_content (self);
  g_autoptr (BatonValue) published = baton_value_new_string ("published");
  g_autoptr (BatonEntity) after = content != NULL ? baton_entity_with (content, BATON_FIELD_CONTENT_STATE, published) : NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  g_autofree char *quoted = NULL, *name = NULL;
  BatonNames names;

  if (after == NULL)
    return;
  baton_document_end_typing (self->document);
  names = baton_document_names_in_full (self->document);
  quoted = baton_words_quoted_name (&names, self->id);
  /* Translators: the name of an undoable step; %s is content in quotation marks */
  name = g_strdup_printf (C_("undoable step", "Publish %s"), quoted);
  g_ptr_array_add (changes, baton_change_new (content, after));
  /* The button goes; whoever pressed it with a key stays where they were. */
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
  baton_document_apply (self->document, name, changes);
}

static void
baton_publish_strip_dispose (GObject *object)
{
  BatonPublishStrip *self = BATON_PUBLISH_STRIP (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (baton_publish_strip_parent_class)->dispose (object);
}

static void
baton_publish_strip_class_init (BatonPublishStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_publish_strip_dispose;
}

static void
baton_publish_strip_init (BatonPublishStrip *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Publish"));

  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "baton-off");
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (publish_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
baton_publish_strip_set_entity (BatonPublishStrip *self,
                                const char        *id)
{
  g_return_if_fail (BATON_IS_PUBLISH_STRIP (self));

  if (g_strcmp0 (self->id, id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }
  show (self);
}

GtkWidget *
baton_publish_strip_new (BatonDocument *document)
{
  BatonPublishStrip *self = g_object_new (BATON_TYPE_PUBLISH_STRIP, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
