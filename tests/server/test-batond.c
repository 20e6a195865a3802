/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program batond: what it prints and where, how it ends, and that it ends with its parent.
 *
 * Called with --parent STATE this program starts batond with --exit-with-parent, prints its pid and waits to be killed.
 */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static char *
server_path (void)
{
  return g_build_filename (g_getenv ("BATON_BUILD_ROOT"), "src", "server", "batond", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

/* Starts batond with an address pipe; *pipe* (out): its read end. */
static GSubprocess *
start_server (const char *state,
              int        *read_end,
              ...)
{
  g_autofree char *path = server_path ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  const char *argument;
  va_list more;
  int fds[2];

  g_ptr_array_add (arguments, path);
  g_ptr_array_add (arguments, (char *) "--state");
  g_ptr_array_add (arguments, (char *) state);
  g_ptr_array_add (arguments, (char *) "--port=0");
  g_ptr_array_add (arguments, (char *) "--address-fd=3");
  va_start (more, read_end);
  while ((argument = va_arg (more, const char *)) != NULL)
    g_ptr_array_add (arguments, (char *) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);

  g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
  g_subprocess_launcher_take_fd (launcher, fds[1], 3);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  *read_end = fds[0];
  return process;
}

static char *
read_line (int fd)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;

  while (read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static guint16
port_of (const char *address)
{
  g_assert_true (g_str_has_prefix (address, "http://127.0.0.1:"));
  return (guint16) g_ascii_strtoull (strrchr (address, ':') + 1, NULL, 10);
}

static char *
ask (guint16     port,
     const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[4096];
  gssize n;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL, NULL,
                             NULL);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL,
                                   NULL)) > 0)
    g_string_append_len (heard, buffer, n);
  return g_string_free (g_steal_pointer (&heard), FALSE);
}

static int
run (char       **output,
     char       **errors,
     const char  *state,
     ...)
{
  g_autofree char *path = server_path ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list more;
  int status;

  g_ptr_array_add (arguments, path);
  g_ptr_array_add (arguments, (char *) "--state");
  g_ptr_array_add (arguments, (char *) state);
  va_start (more, state);
  while ((argument = va_arg (more, const char *)) != NULL)
    g_ptr_array_add (arguments, (char *) argument);
  va_end (more);
  g_ptr_array_add (arguments, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) arguments->pdata, NULL, 0, NULL, NULL, output, errors, &status, NULL));
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_serve (void)
{
  g_autofree char *state = g_dir_make_tmp ("baton-batond-XXXXXX", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *address = NULL, *healthy = NULL, *misled = NULL, *log = NULL;
  int fd;

  process = start_server (state, &fd, NULL);
  address = read_line (fd);
  healthy = ask (port_of (address), "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  g_assert_true (g_str_has_prefix (healthy, "HTTP/1.1 200 "));
  /* A page elsewhere whose name is made to lead here reads nothing. */
  misled = ask (port_of (address), "GET /preview/ HTTP/1.1\r\nHost: rebound.example\r\n\r\n");
  g_assert_true (g_str_has_prefix (misled, "HTTP/1.1 421 "));
  close (fd);

  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &log, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_nonnull (strstr (log, "action=ask-health status=200"));
  remove_folder (state);
}

/* What this machine may see without a token is not for those who come through a proxy. */
static void
test_proxy (void)
{
  static const struct
  {
    const char *option;
    const char *other;
    const char *status;
  } cases[] = {
    { NULL, NULL, "HTTP/1.1 200 " },
    { "--behind-proxy", NULL, "HTTP/1.1 401 " },
    { "--host=localhost", NULL, "HTTP/1.1 401 " },
    { "--behind-proxy", "--public-preview", "HTTP/1.1 200 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *state = g_dir_make_tmp ("baton-batond-XXXXXX", NULL);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *address = NULL, *answer = NULL;
      int fd;

      process = start_server (state, &fd, cases[i].option, cases[i].other, NULL);
      address = read_line (fd);
      answer = ask (port_of (address), "GET /preview/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      g_assert_true (g_str_has_prefix (answer, cases[i].status));
      close (fd);
      g_subprocess_send_signal (process, SIGTERM);
      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      remove_folder (state);
    }
}

/* So many a minute where it is asked for, and of itself behind a proxy; on this machine alone as many as come. */
static void
test_rate (void)
{
  static const struct { const char *option; const char *said; } cases[] = {
    { NULL, NULL },
    { "--rate=3", "\"requests-per-minute\":3" },
    { "--behind-proxy", "\"requests-per-minute\":600" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *state = g_dir_make_tmp ("baton-batond-XXXXXX", NULL);
      g_autoptr (GSubprocess) process = NULL;
      g_autofree char *address = NULL;
      guint n_refused = 0;
      int fd;

      process = start_server (state, &fd, cases[i].option, NULL);
      address = read_line (fd);
      for (guint n = 0; n < 10; n++)
        {
          g_autofree char *answer = ask (port_of (address), "GET /v1/meta HTTP/1.1\r\nHost: localhost\r\n\r\n");

          if (n == 0)
            g_assert_true (cases[i].said != NULL ? strstr (answer, cases[i].said) != NULL : strstr (answer, "requests-per-minute") == NULL);
          if (n < 3)
            g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
          n_refused += g_str_has_prefix (answer, "HTTP/1.1 429 ");
        }
      /* Three at once; another comes by every twenty seconds. */
      g_assert_cmpint (n_refused > 0, ==, i == 1);
      close (fd);
      g_subprocess_send_signal (process, SIGTERM);
      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
      remove_folder (state);
    }
}

static void
test_tokens (void)
{
  g_autofree char *state = g_dir_make_tmp ("baton-batond-XXXXXX", NULL);
  g_autofree char *token = NULL, *errors = NULL, *again = NULL, *verified = NULL, *request = NULL, *before = NULL, *after = NULL;
  g_autofree char *address = NULL, *missing = NULL;
  g_autoptr (GSubprocess) process = NULL;
  int fd;

  g_assert_cmpint (run (&token, &errors, state, "--new-token", "admin", "Maria", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (token, "baton_"));
  g_assert_cmpstr (errors, ==, "");
  g_clear_pointer (&errors, g_free);
  g_assert_cmpint (run (&again, &errors, state, "--new-token", "admin", "Maria", NULL), ==, 1);
  g_assert_cmpstr (again, ==, "");
  g_assert_cmpint (run (NULL, NULL, state, "--new-token", "king", "Otto", NULL), ==, 1);
  g_assert_cmpint (run (NULL, NULL, state, "--new-token", "viewer", NULL), ==, 1);
  g_assert_cmpint (run (NULL, NULL, state, "--port", "65536", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, state, "--rate", "-5", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, state, "--rate", "1000001", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, state, "nonsense", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, state, "--nonsense", NULL), ==, 2);
  g_assert_cmpint (run (NULL, NULL, state, "--bind", "nowhere", NULL), ==, 1);
  g_assert_cmpint (run (&verified, NULL, state, "--verify", NULL), ==, 0);
  /* Tokens do not cross a network in plain text. */
  g_assert_cmpint (run (NULL, NULL, state, "--bind", "0.0.0.0", "--port", "0", NULL), ==, 1);
  /* A folder that was mistyped is no faultless archive. */
  missing = g_build_filename (state, "missing", NULL);
  g_assert_cmpint (run (NULL, NULL, missing, "--verify", NULL), ==, 1);
  g_assert_cmpint (run (NULL, NULL, missing, "--revoke-token", "Maria", NULL), ==, 1);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));

  /* Made and revoked while the server runs. */
  process = start_server (state, &fd, NULL);
  address = read_line (fd);
  g_strchomp (token);
  request = g_strdup_printf ("GET /v1/head HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n", token);
  before = ask (port_of (address), request);
  g_assert_true (g_str_has_prefix (before, "HTTP/1.1 200 "));
  g_assert_cmpint (run (NULL, NULL, state, "--revoke-token", "Maria", NULL), ==, 0);
  g_assert_cmpint (run (NULL, NULL, state, "--revoke-token", "Maria", NULL), ==, 1);
  after = ask (port_of (address), request);
  g_assert_true (g_str_has_prefix (after, "HTTP/1.1 401 "));
  close (fd);
  g_subprocess_send_signal (process, SIGTERM);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  remove_folder (state);
}

static void
be_parent (const char *state)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *address = NULL;
  int fd;

  process = start_server (state, &fd, "--exit-with-parent", NULL);
  address = read_line (fd);
  g_print ("%s\n", g_subprocess_get_identifier (process));
  fflush (stdout);
  for (;;)
    pause ();
}

static void
test_parent (void)
{
  g_autofree char *state = g_dir_make_tmp ("baton-batond-XXXXXX", NULL);
  g_autoptr (GSubprocess) parent = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  pid_t pid;

  parent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "/proc/self/exe", "--parent", state, NULL);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_nonnull (line);
  pid = (pid_t) g_ascii_strtoll (line, NULL, 10);
  g_assert_cmpint (pid, >, 1);
  g_assert_cmpint (kill (pid, 0), ==, 0);

  g_subprocess_force_exit (parent);
  g_subprocess_wait (parent, NULL, NULL);
  /* Its new parent may take a moment to bury it; a zombie does not answer either. */
  for (;;)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
      g_autofree char *stat = NULL;

      if (!g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z ") != NULL)
        break;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (10 * 1000);
    }
  remove_folder (state);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--parent") == 0)
    be_parent (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/batond/serve", test_serve);
  g_test_add_func ("/server/batond/proxy", test_proxy);
  g_test_add_func ("/server/batond/rate", test_rate);
  g_test_add_func ("/server/batond/tokens", test_tokens);
  g_test_add_func ("/server/batond/parent", test_parent);
  return g_test_run ();
}
