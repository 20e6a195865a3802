/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-document.h"

#include "console/baton-checker.h"
#include "console/baton-live.h"
#include "console/baton-merge-session.h"
#include "console/baton-release.h"
#include "console/baton-simulation.h"
#include "console/baton-uses-index.h"

#include "rules/baton-compiler.h"
#include "sync/baton-register-step.h"
#include "sync/baton-succession.h"
#include "words/baton-words-error.h"

#include <glib/gi18n-lib.h>

#define SETTING_PRACTICE_SERVER "console.practice-server"

struct _BatonDocument
{
  GObject         parent_instance;

  /* owned */
  BatonWorkspace *workspace;
  BatonCompiler  *compiler;
  BatonSnapshot  *snapshot;
  BatonLive      *live;
  BatonChecker   *checker;
  BatonUsesIndex *uses;
  BatonRegister  *reg;
  BatonHistory   *history;
  BatonStepping  *stepping;
  GCancellable   *cancellable;   /* of everything that runs in the background */
  BatonSimulation *simulation;   /* NULL until asked for */
  BatonPracticeServer *practice_server; /* likewise */
  BatonMergeSession *merge;      /* NULL: none waits */
  BatonEntity     *companion;    /* NULL: the next edit goes alone */
  GTimeZone       *zone;         /* the program's; NULL before it was asked for */

  /* derived */
  BatonNames      names;
  gboolean        presenting;
  GHashTable     *partners;      /* owned: names that are not said while presenting; NULL before */
  BatonRegister  *partners_of;   /* only compared */
};

G_DEFINE_FINAL_TYPE (BatonDocument, baton_document, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PRESENTING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SNAPSHOT_CHANGED,
  SIGNAL_LIVE_CHANGED,
  SIGNAL_PROBLEMS_CHANGED,
  SIGNAL_USES_READY,
  SIGNAL_DATA_CHANGED,
  SIGNAL_HISTORY_CHANGED,
  SIGNAL_MESSAGE,
  SIGNAL_REVEAL,
  SIGNAL_JUMP,
  SIGNAL_REVEAL_PLACE,
  SIGNAL_SHOW_USES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ── Register and history ── */

typedef struct
{
  char          *folder;
  GHashTable    *successors;   /* of what was replaced; nullable */
  BatonRegister *reg;
  BatonHistory  *history;
} Data;

static void
data_free (gpointer pointer)
{
  Data *data = pointer;

  g_free (data->folder);
  g_clear_pointer (&data->successors, g_hash_table_unref);
  g_clear_pointer (&data->reg, baton_register_unref);
  g_clear_pointer (&data->history, baton_history_unref);
  g_free (data);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Data *data = task_data;
  g_autoptr (BatonRegister) reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  GError *error = NULL;

  if (!baton_data_load (data->folder, &reg, &history, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  data->reg = baton_succession_apply_register (data->successors, reg);
  data->history = baton_succession_apply_history (data->successors, history);
  g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Data *data = g_task_get_task_data (G_TASK (result));
  gboolean loaded = g_task_propagate_boolean (G_TASK (result), &error);
  BatonDocument *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BATON_DOCUMENT (source);
  if (!loaded)
    {
      g_autofree char *sentence = baton_words_error (error->domain == BATON_EXCHANGE_ERROR ? baton_exchange_error_get_name (error->code) : "read",
                                                     data->folder, error->message);

      baton_document_say (self, sentence, FALSE);
      return;
    }
  g_clear_pointer (&self->reg, baton_register_unref);
  self->partners_of = NULL;
  g_clear_pointer (&self->history, baton_history_unref);
  self->reg = g_steal_pointer (&data->reg);
  self->history = g_steal_pointer (&data->history);
  baton_uses_index_replace (self->uses, self->reg);
  g_signal_emit (self, signals[SIGNAL_DATA_CHANGED], 0);
}

void
baton_document_reload_data (BatonDocument *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  Data *data = g_new0 (Data, 1);

  data->folder = baton_document_get_data_folder (self);
  data->successors = baton_succession_load (self->workspace);
  g_task_set_source_tag (task, baton_document_reload_data);
  g_task_set_task_data (task, data, data_free);
  g_task_run_in_thread (task, load_in_thread);
}

char *
baton_document_get_data_folder (BatonDocument *self)
{
  return baton_data_get_folder (baton_workspace_get_path (self->workspace));
}

/* ── Following the workspace ── */

static void
compiled_cb (BatonSnapshot *snapshot,
             gpointer       user_data)
{
  BatonDocument *self = BATON_DOCUMENT (user_data);

  baton_release (self->snapshot, (GDestroyNotify) baton_snapshot_unref);
  self->snapshot = baton_snapshot_ref (snapshot);
  g_signal_emit (self, signals[SIGNAL_SNAPSHOT_CHANGED], 0);
}

static void
problems_found_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_PROBLEMS_CHANGED], 0);
}

static void
uses_ready_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_USES_READY], 0);
}

static void
live_ready_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_LIVE_CHANGED], 0);
}

static void
workspace_changed_cb (BatonDocument *self,
                      GPtrArray     *changes,
                      guint64        generation)
{
  /* Nobody alters a list once it was told: the compiler's thread may read the same. */
  baton_compiler_submit (self->compiler, g_ptr_array_ref (changes), generation);
  baton_checker_follow (self->checker, changes);
  baton_uses_index_follow (self->uses, changes);
  /* What was replaced is read otherwise in the register, and with its undo as before. */
  if (baton_succession_concerns (self->workspace, changes))
    baton_document_reload_data (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

static void
workspace_history_changed_cb (BatonDocument *self)
{
  g_signal_emit (self, signals[SIGNAL_HISTORY_CHANGED], 0);
}

/* ── Object ── */

static void
baton_document_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PRESENTING:
      g_value_set_boolean (value, BATON_DOCUMENT (object)->presenting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_document_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PRESENTING:
      baton_document_set_presenting (BATON_DOCUMENT (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_document_dispose (GObject *object)
{
  BatonDocument *self = BATON_DOCUMENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->simulation);
  g_clear_object (&self->practice_server);
  g_clear_object (&self->merge);
  g_clear_pointer (&self->companion, baton_entity_unref);
  g_clear_pointer (&self->compiler, baton_compiler_free);
  g_clear_pointer (&self->live, baton_live_free);
  if (self->workspace != NULL)
    baton_workspace_set_turn_guard (self->workspace, NULL, NULL);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (baton_document_parent_class)->dispose (object);
}

static void
baton_document_finalize (GObject *object)
{
  BatonDocument *self = BATON_DOCUMENT (object);

  g_clear_pointer (&self->checker, baton_checker_free);
  g_clear_pointer (&self->uses, baton_uses_index_free);
  g_clear_pointer (&self->snapshot, baton_snapshot_unref);
  g_clear_pointer (&self->reg, baton_register_unref);
  g_clear_pointer (&self->partners, g_hash_table_unref);
  g_clear_pointer (&self->history, baton_history_unref);
  g_clear_object (&self->stepping);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (baton_document_parent_class)->finalize (object);
}

static void
baton_document_class_init (BatonDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = baton_document_get_property;
  object_class->set_property = baton_document_set_property;
  object_class->dispose = baton_document_dispose;
  object_class->finalize = baton_document_finalize;

  props[PROP_PRESENTING] = g_param_spec_boolean ("presenting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_SNAPSHOT_CHANGED] = g_signal_new ("snapshot-changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LIVE_CHANGED] = g_signal_new ("live-changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROBLEMS_CHANGED] = g_signal_new ("problems-changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_USES_READY] = g_signal_new ("uses-ready", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DATA_CHANGED] = g_signal_new ("data-changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_HISTORY_CHANGED] = g_signal_new ("history-changed", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] = g_signal_new ("message", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_REVEAL] = g_signal_new ("reveal", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_JUMP] = g_signal_new ("jump", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_REVEAL_PLACE] = g_signal_new ("reveal-place", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SHOW_USES] = g_signal_new ("show-uses", BATON_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
baton_document_init (BatonDocument *self)
{
  self->reg = baton_register_new_empty ();
  self->history = baton_history_new_empty ();
  self->cancellable = g_cancellable_new ();
}

BatonDocument *
baton_document_new (BatonWorkspace *workspace)
{
  BatonDocument *self = g_object_new (BATON_TYPE_DOCUMENT, NULL);
  guint64 generation = baton_workspace_get_generation (workspace);

  self->workspace = workspace;
  self->stepping = baton_stepping_new (workspace);
  baton_workspace_set_actor (workspace, g_get_real_name ());
  self->names = (BatonNames) { .program = baton_workspace_get_program (workspace) };
  self->compiler = baton_compiler_new (NULL, compiled_cb, self);
  baton_compiler_reset (self->compiler, self->names.program, generation);
  /* What stands below what, of 100,000 things, takes longer to work out than a frame: while the other thread works there is
   * time for it. */
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    g_ptr_array_unref (baton_program_list_children (self->names.program, kind, NULL));
  /* The first screen must be right, so the first snapshot is waited for. */
  self->snapshot = baton_compiler_wait (self->compiler, generation);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "history-changed", G_CALLBACK (workspace_history_changed_cb), self, G_CONNECT_SWAPPED);
  self->live = baton_live_new (workspace, live_ready_cb, self);
  self->checker = baton_checker_new (self->names.program, problems_found_cb, self);
  self->uses = baton_uses_index_new (self->names.program, self->reg, uses_ready_cb, self);
  baton_workspace_set_turn_guard (workspace, baton_document_guard_turn, self);
  /* Where it cannot be put right, reading it says what is wrong. */
  if (!baton_workspace_is_read_only (workspace))
    (void) baton_register_step_settle (workspace, NULL);
  baton_document_reload_data (self);
  return self;
}

BatonStepping *
baton_document_get_stepping (BatonDocument *self)
{
  g_return_val_if_fail (BATON_IS_DOCUMENT (self), NULL);

  return self->stepping;
}

BatonWorkspace *
baton_document_get_workspace (BatonDocument *self)
{
  return self->workspace;
}

const BatonProgram *
baton_document_get_program (BatonDocument *self)
{
  return baton_workspace_get_program (self->workspace);
}

const BatonNames *
baton_document_get_names (BatonDocument *self)
{
  self->names.program = baton_workspace_get_program (self->workspace);
  self->names.reg = self->reg;
  self->names.presenting = self->presenting;
  if (self->presenting && self->reg != NULL && self->partners_of != self->reg)
    {
      const BatonEntity *root = baton_program_get_root (self->names.program);

      g_clear_pointer (&self->partners, g_hash_table_unref);
      self->partners = baton_words_list_partners (self->reg, root != NULL ? baton_entity_get_name (root) : NULL);
      self->partners_of = self->reg;
    }
  self->names.partners = self->partners;
  return &self->names;
}

BatonNames
baton_document_names_in_full (BatonDocument *self)
{
  BatonNames names = *baton_document_get_names (self);

  names.presenting = FALSE;
  return names;
}

BatonNames
baton_document_names_of (BatonDocument      *self,
                         const BatonProgram *program)
{
  return (BatonNames) { .program = program, .reg = self->reg, .presenting = self->presenting, .partners = baton_document_get_names (self)->partners };
}

BatonNames
baton_document_names_of_snapshot (BatonDocument       *self,
                                  const BatonSnapshot *snapshot)
{
  return (BatonNames) { .snapshot = snapshot, .reg = self->reg, .presenting = self->presenting, .partners = baton_document_get_names (self)->partners };
}

void
baton_document_take_companion (BatonDocument *self,
                               BatonEntity   *entity)
{
  g_return_if_fail (BATON_IS_DOCUMENT (self));

  g_clear_pointer (&self->companion, baton_entity_unref);
  self->companion = entity;
}

BatonEntity *
baton_document_steal_companion (BatonDocument *self)
{
  g_return_val_if_fail (BATON_IS_DOCUMENT (self), NULL);

  return g_steal_pointer (&self->companion);
}

gboolean
baton_document_get_presenting (BatonDocument *self)
{
  g_return_val_if_fail (BATON_IS_DOCUMENT (self), FALSE);
  return self->presenting;
}

void
baton_document_set_presenting (BatonDocument *self,
                               gboolean       presenting)
{
  g_return_if_fail (BATON_IS_DOCUMENT (self));

  if (self->presenting == presenting)
    return;
  self->presenting = presenting;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PRESENTING]);
}

char *
baton_document_dup_discreet (BatonDocument *self,
                             const char    *text)
{
  BatonEntity *root = self->presenting ? baton_program_get_root (baton_document_get_program (self)) : NULL;
  const char *currency = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_CURRENCY) : NULL;
  g_autofree char *escaped = currency != NULL ? g_regex_escape_string (currency, -1) : NULL;
  g_autofree char *pattern = escaped != NULL ? g_strconcat (escaped, "\\h[−-]?\\d[\\d.,'’\\h]*", NULL) : NULL;
  g_autofree char *nameless = NULL;
  g_autoptr (GRegex) regex = pattern != NULL ? g_regex_new (pattern, 0, 0, NULL) : NULL;

  nameless = baton_words_discreet (baton_document_get_names (self), text);
  if (regex == NULL || text == NULL)
    return g_steal_pointer (&nameless);
  return g_regex_replace_literal (regex, nameless, -1, 0, BATON_WORDS_HIDDEN, 0, NULL);
}

BatonEntity *
baton_document_lookup (BatonDocument *self,
                       const char    *id)
{
  return baton_program_lookup (baton_document_get_program (self), id);
}

BatonSnapshot *
baton_document_get_snapshot (BatonDocument *self)
{
  return self->snapshot;
}

BatonSnapshot *
baton_document_get_live_snapshot (BatonDocument *self)
{
  if (baton_workspace_get_base_revision (self->workspace) == 0)
    return self->snapshot;
  return baton_live_get (self->live);
}

GPtrArray *
baton_document_get_problems (BatonDocument *self)
{
  return baton_checker_get (self->checker);
}

BatonUsesIndex *
baton_document_get_uses (BatonDocument *self)
{
  return self->uses;
}

BatonRegister *
baton_document_get_register (BatonDocument *self)
{
  return self->reg;
}

BatonHistory *
baton_document_get_history (BatonDocument *self)
{
  return self->history;
}

BatonSimulation *
baton_document_get_simulation (BatonDocument *self)
{
  if (self->simulation == NULL)
    self->simulation = baton_simulation_new (self);
  return self->simulation;
}

BatonPracticeServer *
baton_document_get_practice_server (BatonDocument *self)
{
  const char *name = baton_workspace_get_setting (self->workspace, SETTING_PRACTICE_SERVER);
  g_autofree char *fresh = NULL;

  if (self->practice_server != NULL)
    return self->practice_server;
  if (name == NULL)
    {
      /* A copy that may only be read cannot keep the name, and has an empty server until it is closed. */
      fresh = g_uuid_string_random ();
      baton_workspace_set_setting (self->workspace, SETTING_PRACTICE_SERVER, fresh, NULL);
      name = fresh;
    }
  self->practice_server = baton_practice_server_new (name);
  return self->practice_server;
}

BatonMergeSession *
baton_document_get_merge (BatonDocument *self)
{
  /* Another pull, or its undo, has changed what it merges over. */
  if (self->merge != NULL && !baton_merge_session_is_current (self->merge))
    g_clear_object (&self->merge);
  return self->merge;
}

void
baton_document_take_merge (BatonDocument     *self,
                           BatonMergeSession *session)
{
  g_clear_object (&self->merge);
  self->merge = session;
}

BatonDay
baton_document_get_today (BatonDocument *self)
{
  BatonEntity *root = baton_program_get_root (baton_document_get_program (self));
  const char *name = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_TIME_ZONE) : NULL;
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GDateTime) now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();

  /* GLib hands out the zone that somebody holds, and else reads its file. */
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_steal_pointer (&zone);
  return baton_day_new (g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

void
baton_document_say (BatonDocument *self,
                    const char    *sentence,
                    gboolean       undoable)
{
  /* A toast is seen by whoever sees the screen, and what a file or a server says names whom it likes. */
  g_autofree char *discreet = baton_document_dup_discreet (self, sentence);

  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, discreet, undoable);
}

void
baton_document_reveal (BatonDocument *self,
                       const char    *id)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0, id);
}

void
baton_document_jump (BatonDocument *self,
                     const char    *id,
                     BatonField     field)
{
  g_signal_emit (self, signals[SIGNAL_JUMP], 0, id, (int) field);
}

void
baton_document_reveal_place (BatonDocument *self,
                             const char    *id)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL_PLACE], 0, id);
}

void
baton_document_show_uses (BatonDocument *self,
                          const char    *id)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_USES], 0, id);
}
