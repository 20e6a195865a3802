/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The object: what it owns, what it tells, its properties. What it does is in the other files named after it.
 */
#define G_LOG_DOMAIN "baton-store"

#include "config.h"

#include "store/baton-workspace.h"

#include <string.h>

#include "store/baton-workspace-private.h"

G_DEFINE_FINAL_TYPE (BatonWorkspace, baton_workspace, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PATH,
  PROP_READ_ONLY,
  PROP_ACTOR,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_N_CHANGES,
  PROP_BASE_REVISION,
  PROP_WRITE_ERROR,
  PROP_UNSAVED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_HISTORY_CHANGED,
  SIGNAL_ACKNOWLEDGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── What others see ─────────────────────────────────────────────────────────────────────────────────── */

static void
show_name (BatonWorkspace *self,
           char          **shown,
           const char     *name,
           int             name_prop,
           int             can_prop)
{
  gboolean could = *shown != NULL;

  if (g_strcmp0 (*shown, name) == 0)
    return;
  g_free (*shown);
  *shown = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), props[name_prop]);
  if (could != (name != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[can_prop]);
}

static void
show_properties (BatonWorkspace *self)
{
  guint n_changes = baton_workspace_count_changes (self);
  gboolean unsaved = baton_workspace_has_unsaved (self);

  show_name (self, &self->shown_undo, baton_workspace_get_undo_name (self), PROP_UNDO_NAME, PROP_CAN_UNDO);
  show_name (self, &self->shown_redo, baton_workspace_get_redo_name (self), PROP_REDO_NAME, PROP_CAN_REDO);
  if (self->shown_n_changes != n_changes)
    {
      self->shown_n_changes = n_changes;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_CHANGES]);
    }
  if (self->shown_revision != baton_workspace_get_base_revision (self))
    {
      self->shown_revision = baton_workspace_get_base_revision (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BASE_REVISION]);
    }
  if (self->shown_unsaved != unsaved)
    {
      self->shown_unsaved = unsaved;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNSAVED]);
    }
}

void
baton_workspace_tell (BatonWorkspace *self,
                      GPtrArray      *changes,
                      gboolean        history)
{
  g_object_ref (self);
  if (changes != NULL && changes->len > 0)
    {
      /* Handlers that come after the one that edits would be told of the second edit before the first. */
      if (self->telling)
        g_warning ("The workspace was edited from within a handler of its signal changed");
      self->telling = TRUE;
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes, self->generation);
      self->telling = FALSE;
    }
  if (history)
    g_signal_emit (self, signals[SIGNAL_HISTORY_CHANGED], 0);
  show_properties (self);
  g_object_unref (self);
}

void
baton_workspace_take_report (BatonWorkspace *self)
{
  g_autoptr (GError) write_error = NULL;
  guint64 written;

  if (self->writer == NULL)
    return;
  g_object_ref (self);
  written = baton_writer_get_state (self->writer, &write_error);
  if ((write_error != NULL) != (self->write_error != NULL) ||
      (write_error != NULL && !g_error_matches (write_error, self->write_error->domain, self->write_error->code)))
    {
      g_clear_error (&self->write_error);
      self->write_error = g_steal_pointer (&write_error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WRITE_ERROR]);
    }
  if (written > self->acknowledged)
    {
      self->acknowledged = written;
      baton_workspace_release_assets (self);
      g_signal_emit (self, signals[SIGNAL_ACKNOWLEDGED], 0, written);
    }
  show_properties (self);
  g_object_unref (self);
}

/* ── The object ──────────────────────────────────────────────────────────────────────────────────────── */

void
baton_base_free (BatonBase *base)
{
  g_free (base->digest);
  g_clear_pointer (&base->program, baton_program_free);
  g_free (base);
}

static void
free_unsaved_asset (gpointer data)
{
  BatonUnsavedAsset *asset = data;

  g_bytes_unref (asset->bytes);
  g_free (asset);
}

static void
baton_workspace_finalize (GObject *object)
{
  BatonWorkspace *self = BATON_WORKSPACE (object);

  g_clear_pointer (&self->reader, baton_database_close);
  g_clear_pointer (&self->writer, baton_writer_free);
  g_clear_pointer (&self->lock, baton_lock_release);
  baton_journal_clear (&self->journal);
  baton_program_free (self->program);
  baton_program_free (self->base);
  g_hash_table_unref (self->bases);
  g_hash_table_unref (self->differing);
  g_ptr_array_unref (self->outbox);
  g_ptr_array_unref (self->dropped);
  g_hash_table_unref (self->settings);
  g_hash_table_unref (self->assets);
  g_hash_table_unref (self->unsaved_assets);
  g_clear_error (&self->write_error);
  g_free (self->path);
  g_free (self->actor);
  g_free (self->typing_key);
  g_clear_pointer (&self->typing_before, baton_entity_unref);
  g_free (self->shown_undo);
  g_free (self->shown_redo);
  G_OBJECT_CLASS (baton_workspace_parent_class)->finalize (object);
}

static void
baton_workspace_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BatonWorkspace *self = BATON_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_ACTOR:
      g_value_set_string (value, self->actor);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, baton_workspace_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, baton_workspace_can_redo (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, baton_workspace_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, baton_workspace_get_redo_name (self));
      break;
    case PROP_N_CHANGES:
      g_value_set_uint (value, baton_workspace_count_changes (self));
      break;
    case PROP_BASE_REVISION:
      g_value_set_int64 (value, baton_workspace_get_base_revision (self));
      break;
    case PROP_WRITE_ERROR:
      g_value_set_boxed (value, self->write_error);
      break;
    case PROP_UNSAVED:
      g_value_set_boolean (value, baton_workspace_has_unsaved (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_workspace_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACTOR:
      baton_workspace_set_actor (BATON_WORKSPACE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_workspace_class_init (BatonWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = baton_workspace_finalize;
  object_class->get_property = baton_workspace_get_property;
  object_class->set_property = baton_workspace_set_property;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  props[PROP_ACTOR] = g_param_spec_string ("actor", NULL, NULL, "", readable | G_PARAM_WRITABLE);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  props[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, readable);
  props[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, readable);
  props[PROP_N_CHANGES] = g_param_spec_uint ("n-changes", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_BASE_REVISION] = g_param_spec_int64 ("base-revision", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_WRITE_ERROR] = g_param_spec_boxed ("write-error", NULL, NULL, G_TYPE_ERROR, readable);
  props[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_UINT64);
  signals[SIGNAL_HISTORY_CHANGED] = g_signal_new ("history-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACKNOWLEDGED] = g_signal_new ("acknowledged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                               NULL, G_TYPE_NONE, 1, G_TYPE_UINT64);
}

static void
baton_workspace_init (BatonWorkspace *self)
{
  self->program = baton_program_new ();
  self->base = baton_program_new ();
  baton_journal_init (&self->journal);
  self->bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) baton_base_free);
  self->differing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_outbox_item_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsaved_assets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_unsaved_asset);
  self->actor = g_strdup ("");
}

const char *
baton_workspace_get_path (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->path;
}

gboolean
baton_workspace_is_read_only (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), TRUE);

  return self->read_only;
}

const GError *
baton_workspace_get_write_error (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->write_error;
}

gboolean
baton_workspace_has_unsaved (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), FALSE);

  return self->acknowledged < self->generation;
}

guint64
baton_workspace_get_generation (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->generation;
}

guint64
baton_workspace_get_acknowledged (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), 0);

  return self->acknowledged;
}

const BatonProgram *
baton_workspace_get_program (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->program;
}

const char *
baton_workspace_get_actor (BatonWorkspace *self)
{
  g_return_val_if_fail (BATON_IS_WORKSPACE (self), NULL);

  return self->actor;
}

void
baton_workspace_set_actor (BatonWorkspace *self,
                           const char     *actor)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  g_autofree char *valid = NULL;

  /* The system's own idea of who somebody is comes in whatever encoding. */
  actor = valid = g_utf8_make_valid (actor != NULL ? actor : "", -1);
  if (strcmp (self->actor, actor) == 0)
    return;
  g_free (self->actor);
  self->actor = g_steal_pointer (&valid);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTOR]);
}

void
baton_workspace_set_clock (BatonWorkspace      *self,
                           BatonWorkspaceClock  clock,
                           gpointer             user_data)
{
  g_return_if_fail (BATON_IS_WORKSPACE (self));

  self->clock = clock;
  self->clock_data = user_data;
}
