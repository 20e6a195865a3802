/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-picker-item.h"

#include <string.h>

struct _BatonPickerItem
{
  GObject   parent_instance;

  char     *id;        /* owned */
  char     *label;     /* owned */
  char     *note;      /* owned, nullable */
  char     *folded;    /* owned; made at the first search: the label, a line break, the note */
  int       depth;
  gboolean  chosen;
};

G_DEFINE_FINAL_TYPE (BatonPickerItem, baton_picker_item, G_TYPE_OBJECT)

enum
{
  PROP_CHOSEN = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
baton_picker_item_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *property)
{
  g_value_set_boolean (value, BATON_PICKER_ITEM (object)->chosen);
}

static void
baton_picker_item_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *property)
{
  baton_picker_item_set_chosen (BATON_PICKER_ITEM (object), g_value_get_boolean (value));
}

static void
baton_picker_item_finalize (GObject *object)
{
  BatonPickerItem *self = BATON_PICKER_ITEM (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->note);
  g_free (self->folded);
  G_OBJECT_CLASS (baton_picker_item_parent_class)->finalize (object);
}

static void
baton_picker_item_class_init (BatonPickerItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = baton_picker_item_get_property;
  object_class->set_property = baton_picker_item_set_property;
  object_class->finalize = baton_picker_item_finalize;
  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
baton_picker_item_init (BatonPickerItem *self)
{
}

BatonPickerItem *
baton_picker_item_new (const char *id,
                       const char *label,
                       int         depth)
{
  BatonPickerItem *self = g_object_new (BATON_TYPE_PICKER_ITEM, NULL);

  self->id = g_strdup (id);
  self->label = g_strdup (label);
  self->depth = depth;
  return self;
}

void
baton_picker_item_set_note (BatonPickerItem *self,
                            const char      *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
  g_clear_pointer (&self->folded, g_free);
}

const char *
baton_picker_item_get_note (BatonPickerItem *self)
{
  return self->note;
}

const char *
baton_picker_item_get_id (BatonPickerItem *self)
{
  return self->id;
}

const char *
baton_picker_item_get_label (BatonPickerItem *self)
{
  return self->label;
}

int
baton_picker_item_get_depth (BatonPickerItem *self)
{
  return self->depth;
}

gboolean
baton_picker_item_get_chosen (BatonPickerItem *self)
{
  return self->chosen;
}

void
baton_picker_item_set_chosen (BatonPickerItem *self,
                              gboolean         chosen)
{
  if (self->chosen == !!chosen)
    return;
  self->chosen = !!chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

int
baton_picker_item_get_rank (BatonPickerItem *self,
                            const char      *needle)
{
  const char *at;

  if (self->folded == NULL)
    {
      g_autofree char *text = self->note != NULL ? g_strconcat (self->label, "\n", self->note, NULL) : NULL;

      self->folded = g_utf8_casefold (text != NULL ? text : self->label, -1);
    }
  at = strstr (self->folded, needle);
  if (at == NULL)
    return 3;
  return at == self->folded ? 0 : at[-1] == ' ' ? 1 : 2;
}
