/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-stepping.h"

struct _BatonStepping
{
  GObject         parent_instance;

  BatonWorkspace *workspace;     /* weak */
  GCancellable   *cancellable;   /* owned; of all steps since there was none */
  char           *sentence;      /* owned */
  guint           n_steps;       /* under way or waiting */
};

enum
{
  PROP_0,
  PROP_SENTENCE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (BatonStepping, baton_stepping, G_TYPE_OBJECT)

static void
set_sentence (BatonStepping *self,
              const char    *sentence)
{
  if (g_strcmp0 (self->sentence, sentence) == 0)
    return;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SENTENCE]);
}

GCancellable *
baton_stepping_begin (BatonStepping *self,
                      const char    *sentence)
{
  g_return_val_if_fail (BATON_IS_STEPPING (self), NULL);

  if (self->n_steps++ == 0)
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  set_sentence (self, sentence);
  return self->cancellable;
}

void
baton_stepping_end (BatonStepping *self)
{
  g_return_if_fail (BATON_IS_STEPPING (self) && self->n_steps > 0);

  if (--self->n_steps == 0)
    set_sentence (self, NULL);
}

const char *
baton_stepping_get_sentence (BatonStepping *self)
{
  g_return_val_if_fail (BATON_IS_STEPPING (self), NULL);

  return self->sentence;
}

double
baton_stepping_get_fraction (BatonStepping *self)
{
  g_return_val_if_fail (BATON_IS_STEPPING (self), 0);

  return self->n_steps > 0 && self->workspace != NULL ? baton_workspace_get_turn_progress (self->workspace) / 1000.0 : 0;
}

void
baton_stepping_cancel (BatonStepping *self)
{
  g_return_if_fail (BATON_IS_STEPPING (self));

  g_cancellable_cancel (self->cancellable);
}

static void
baton_stepping_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SENTENCE:
      g_value_set_string (value, BATON_STEPPING (object)->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_stepping_finalize (GObject *object)
{
  BatonStepping *self = BATON_STEPPING (object);

  g_clear_weak_pointer (&self->workspace);
  g_clear_object (&self->cancellable);
  g_free (self->sentence);
  G_OBJECT_CLASS (baton_stepping_parent_class)->finalize (object);
}

static void
baton_stepping_class_init (BatonSteppingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = baton_stepping_get_property;
  object_class->finalize = baton_stepping_finalize;
  props[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
baton_stepping_init (BatonStepping *self)
{
}

BatonStepping *
baton_stepping_new (BatonWorkspace *workspace)
{
  BatonStepping *self = g_object_new (BATON_TYPE_STEPPING, NULL);

  g_set_weak_pointer (&self->workspace, workspace);
  return self;
}
