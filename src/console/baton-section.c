/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-section.h"

#include "console/baton-main-window.h"
#include "console/widgets/baton-empty-page.h"
#include "console/widgets/baton-follow.h"

typedef struct
{
  BatonDocument *document;  /* owned */
} BatonSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BatonSection, baton_section, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
baton_section_real_reveal (BatonSection *self,
                           const char   *id)
{
  return FALSE;
}

static void
baton_section_real_presenting (BatonSection *self)
{
}

static void
presenting_cb (BatonSection *self)
{
  BATON_SECTION_GET_CLASS (self)->presenting (self);
}

static void
root_cb (BatonSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (BATON_IS_MAIN_WINDOW (root))
    baton_follow_signal (root, "notify::presenting", GTK_WIDGET (self), (BatonFollowFunc) (void (*) (void)) presenting_cb);
  if (baton_section_is_presenting (self))
    presenting_cb (self);
}

static void
baton_section_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  BatonSectionPrivate *priv = baton_section_get_instance_private (BATON_SECTION (object));

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, priv->document);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_section_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  BatonSectionPrivate *priv = baton_section_get_instance_private (BATON_SECTION (object));

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      priv->document = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_section_dispose (GObject *object)
{
  BatonSectionPrivate *priv = baton_section_get_instance_private (BATON_SECTION (object));

  G_OBJECT_CLASS (baton_section_parent_class)->dispose (object);
  g_clear_object (&priv->document);
}

static void
baton_section_class_init (BatonSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = baton_section_get_property;
  object_class->set_property = baton_section_set_property;
  object_class->dispose = baton_section_dispose;
  klass->reveal = baton_section_real_reveal;
  klass->presenting = baton_section_real_presenting;
  /* A place that screen readers can jump to; the window names it. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, BATON_TYPE_DOCUMENT,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
baton_section_init (BatonSection *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);
}

BatonDocument *
baton_section_get_document (BatonSection *self)
{
  BatonSectionPrivate *priv = baton_section_get_instance_private (self);

  g_return_val_if_fail (BATON_IS_SECTION (self), NULL);
  return priv->document;
}

gboolean
baton_section_reveal (BatonSection *self,
                      const char   *id)
{
  g_return_val_if_fail (BATON_IS_SECTION (self), FALSE);
  return BATON_SECTION_GET_CLASS (self)->reveal (self, id);
}

GtkWidget *
baton_section_wrap_content (BatonSection *self,
                            const char   *name,
                            GtkWidget    *content)
{
  const BatonSectionInfo *info = baton_sections_find (name);

  g_return_val_if_fail (BATON_IS_SECTION (self) && info != NULL, content);
  return baton_empty_page_new (baton_section_get_document (self), info->kinds, info->icon, baton_section_info_get_title (info), NULL, content);
}

gboolean
baton_section_is_presenting (BatonSection *self)
{
  BatonSectionPrivate *priv = baton_section_get_instance_private (self);

  return priv->document != NULL && baton_document_get_presenting (priv->document);
}
