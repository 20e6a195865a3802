/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-practice-server.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

struct _BatonPracticeServer
{
  GObject       parent_instance;

  char         *name;      /* owned */
  GSubprocess  *process;   /* owned; NULL before it runs */
  char         *address;   /* owned; NULL before it listens */
  char         *token;     /* owned; likewise */
  GPtrArray    *waiting;   /* of GTask, who asked while it was being started; NULL while it is not */
};

G_DEFINE_FINAL_TYPE (BatonPracticeServer, baton_practice_server, G_TYPE_OBJECT)

static void
baton_practice_server_finalize (GObject *object)
{
  BatonPracticeServer *self = BATON_PRACTICE_SERVER (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_free (self->name);
  g_free (self->address);
  g_free (self->token);
  G_OBJECT_CLASS (baton_practice_server_parent_class)->finalize (object);
}

static void
baton_practice_server_class_init (BatonPracticeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_practice_server_finalize;
}

static void
baton_practice_server_init (BatonPracticeServer *self)
{
}

BatonPracticeServer *
baton_practice_server_new (const char *name)
{
  BatonPracticeServer *self = g_object_new (BATON_TYPE_PRACTICE_SERVER, NULL);

  self->name = g_strdup (name);
  return self;
}

/* Beside this program when run from a build folder, else the installed one. (transfer full) */
static char *
find_batond (void)
{
  const char *given = g_getenv ("BATON_BATOND");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "..", "server", "batond", NULL) : NULL;

  if (given != NULL)
    return g_strdup (given);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (BINDIR, "batond", NULL);
}

/* What the thread found out. */
typedef struct
{
  GSubprocess *process;
  char        *address;
  char        *token;
} Started;

static void
started_free (gpointer pointer)
{
  Started *started = pointer;

  if (started->process != NULL)
    g_subprocess_send_signal (started->process, SIGTERM);
  g_clear_object (&started->process);
  g_free (started->address);
  g_free (started->token);
  g_free (started);
}

/* Why the server ended, in its own words: the last line of its log. (transfer full) */
static GError *
make_ended_error (const char *log)
{
  g_autofree char *text = NULL;
  char *last;

  if (!g_file_get_contents (log, &text, NULL, NULL) || *g_strstrip (text) == '\0')
    return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "batond ended");
  last = strrchr (text, '\n');
  return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "%s", last != NULL ? last + 1 : text);
}

/* Runs in a thread: two short waits, for the token and for the first line of the pipe. */
static void
start_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      name,
                 GCancellable *cancellable)
{
  g_autofree char *batond = find_batond ();
  g_autofree char *state = g_build_filename (g_get_user_data_dir (), "baton", "practice-servers", name, NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) token_process = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GInputStream) pipe_stream = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *user = g_strdup_printf ("%s %" G_GINT64_FORMAT, g_get_user_name (), g_get_real_time ());
  g_autofree char *token = NULL, *address = NULL;
  g_autofree char *log = g_build_filename (state, "log", NULL);
  Started *started;
  GError *error = NULL;
  int fds[2];

  g_mkdir_with_parents (state, 0700);
  /* Each run makes a token of its own, so that none lies about. */
  token_process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, batond, "--state", state, "--new-token", "admin", user, NULL);
  if (token_process == NULL || !g_subprocess_communicate_utf8 (token_process, NULL, cancellable, &token, NULL, &error) ||
      !g_unix_open_pipe (fds, FD_CLOEXEC, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_strstrip (token);
  g_subprocess_launcher_take_fd (launcher, fds[1], 3);
  /* A line a request is for whoever looks for them, not for the terminal; each start begins the file anew. */
  g_subprocess_launcher_set_stderr_file_path (launcher, log);
  pipe_stream = g_unix_input_stream_new (fds[0], TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, batond, "--state", state, "--port", "0", "--address-fd", "3", "--exit-with-parent", NULL);
  g_clear_object (&launcher); /* closes our copy of the writing end */
  if (process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lines = g_data_input_stream_new (pipe_stream);
  address = g_data_input_stream_read_line_utf8 (lines, NULL, cancellable, &error);
  if (address == NULL)
    {
      if (error == NULL)
        error = make_ended_error (log);
      g_task_return_error (task, error);
      return;
    }
  started = g_new0 (Started, 1);
  started->process = g_steal_pointer (&process);
  started->address = g_steal_pointer (&address);
  started->token = g_steal_pointer (&token);
  g_task_return_pointer (task, started, started_free);
}

/* Each who asks gets a connection of his own. */
static void
return_remote (BatonPracticeServer *self,
               GTask               *task)
{
  GError *error = NULL;
  BatonRemote *remote = baton_remote_new (self->address, self->token, &error);

  if (remote != NULL)
    g_task_return_pointer (task, remote, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  BatonPracticeServer *self = BATON_PRACTICE_SERVER (source);
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;
  Started *started = g_task_propagate_pointer (G_TASK (result), &error);

  if (started != NULL)
    {
      self->process = g_steal_pointer (&started->process);
      self->address = g_steal_pointer (&started->address);
      self->token = g_steal_pointer (&started->token);
      started_free (started);
    }
  for (guint i = 0; i < waiting->len; i++)
    if (self->address != NULL)
      return_remote (self, waiting->pdata[i]);
    else
      g_task_return_error (waiting->pdata[i], g_error_copy (error));
}

void
baton_practice_server_connect_async (BatonPracticeServer *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) start = NULL;

  g_task_set_source_tag (task, baton_practice_server_connect_async);
  /* One that has ended meanwhile is started anew. */
  if (self->process != NULL && g_subprocess_get_identifier (self->process) == NULL)
    {
      g_clear_object (&self->process);
      g_clear_pointer (&self->address, g_free);
      g_clear_pointer (&self->token, g_free);
    }
  if (self->address != NULL)
    {
      return_remote (self, task);
      return;
    }
  /* Two of them on one folder would not do: who asks meanwhile waits for the same one. */
  if (self->waiting != NULL)
    {
      g_ptr_array_add (self->waiting, g_steal_pointer (&task));
      return;
    }
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  start = g_task_new (self, NULL, started_cb, NULL);
  g_task_set_source_tag (start, start_in_thread);
  g_task_set_task_data (start, g_strdup (self->name), g_free);
  g_task_run_in_thread (start, start_in_thread);
}

BatonRemote *
baton_practice_server_connect_finish (BatonPracticeServer  *self,
                                      GAsyncResult         *result,
                                      GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
