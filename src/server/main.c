/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * batond: the command line, and the life of the process around the server.
 */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "model/baton-locale.h"
#include "server/baton-housekeeping.h"
#include "server/baton-server.h"

/* How long requests that are under way may take when the server is asked to end. */
#define GRACE_MS 5000
#define POLL_MS 25
#define PARENT_POLL_MS 500
/* Requests a minute for each token, and each address without one, where other machines can ask. */
#define RATE 600
#define MAX_RATE 1000000

typedef struct
{
  char     *state;
  char     *bind;
  int       port;
  int       rate;            /* −1: as the circumstances ask for */
  int       address_fd;
  gboolean  exit_with_parent;
  gboolean  public_preview;
  gboolean  behind_proxy;
  char    **hosts;
  char     *new_token;
  char     *languages;
  char     *revoke_token;
  gboolean  verify;
  gboolean  version;
  char    **rest;
} Options;

typedef struct
{
  GMainLoop   *loop;
  BatonServer *server;
  pid_t        parent;
  gint64       stop_by;   /* monotonic microseconds; 0: not asked to stop */
} Daemon;

static void
options_clear (Options *options)
{
  g_free (options->state);
  g_free (options->bind);
  g_strfreev (options->hosts);
  g_free (options->new_token);
  g_free (options->languages);
  g_free (options->revoke_token);
  g_strfreev (options->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
complain (const char *format,
          ...) G_GNUC_PRINTF (1, 2);

static int
complain (const char *format,
          ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("batond: %s\n", text);
  return EXIT_FAILURE;
}

static void
log_line (const char *line,
          gpointer    user_data)
{
  g_printerr ("%s\n", line);
}

/* ── The service manager ─────────────────────────────────────────────────────────────────────────────── */

/* Tells systemd, where it started us and wants to know; it is no more than a datagram. */
static void
notify_manager (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gsize length;
  int fd;

  if (path == NULL || (path[0] != '/' && path[0] != '@') || strlen (path) >= sizeof address.sun_path)
    return;
  length = strlen (path);
  memcpy (address.sun_path, path, length);
  if (path[0] == '@')
    address.sun_path[0] = '\0';
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  if (sendto (fd, state, strlen (state), MSG_NOSIGNAL, (struct sockaddr *) &address,
              (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)) < 0)
    complain ("%s", g_strerror (errno));
  close (fd);
}

/* ── Ending ──────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
wait_quiet_cb (gpointer user_data)
{
  Daemon *daemon = user_data;

  if (!baton_server_is_quiet (daemon->server) && g_get_monotonic_time () < daemon->stop_by)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (daemon->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
stop_cb (gpointer user_data)
{
  Daemon *daemon = user_data;

  if (daemon->stop_by == 0)
    {
      notify_manager ("STOPPING=1");
      daemon->stop_by = g_get_monotonic_time () + GRACE_MS * 1000;
      baton_server_stop (daemon->server);
      g_timeout_add (POLL_MS, wait_quiet_cb, daemon);
    }
  else
    {
      /* Asked twice: somebody is in a hurry. */
      daemon->stop_by = g_get_monotonic_time ();
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
parent_gone_cb (int          fd,
                GIOCondition condition,
                gpointer     user_data)
{
  stop_cb (user_data);
  close (fd);
  return G_SOURCE_REMOVE;
}

static gboolean
check_parent_cb (gpointer user_data)
{
  Daemon *daemon = user_data;

  if (getppid () == daemon->parent)
    return G_SOURCE_CONTINUE;
  stop_cb (daemon);
  return G_SOURCE_REMOVE;
}

/* Not PR_SET_PDEATHSIG: that follows the thread that started us, and threads come and go in a parent that lives on. */
static void
follow_parent (Daemon *daemon)
{
  int fd = -1;

#ifdef SYS_pidfd_open
  fd = (int) syscall (SYS_pidfd_open, daemon->parent, 0);
#endif
  if (fd >= 0)
    g_unix_fd_add (fd, G_IO_IN, parent_gone_cb, daemon);
  else
    g_timeout_add (PARENT_POLL_MS, check_parent_cb, daemon);
  /* It may have gone before we looked. */
  if (getppid () != daemon->parent)
    stop_cb (daemon);
}

/* ── Serving ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Each connection is a file, and the usual limit is lower than what the front takes. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static gboolean
announce (const char *address,
          int         fd)
{
  g_autofree char *line = g_strconcat (address, "\n", NULL);
  gsize length = strlen (line);

  g_print (_("Listening on %s\n"), address);
  if (fd < 0)
    return TRUE;
  /* A pipe takes so few bytes whole. */
  if (write (fd, line, length) != (gssize) length)
    return FALSE;
  close (fd);
  return TRUE;
}

static GPtrArray *
list_hosts (const Options *options,
            gboolean       loopback)
{
  GPtrArray *hosts;

  if (!loopback && options->hosts == NULL)
    return NULL;
  hosts = g_ptr_array_new ();
  if (loopback)
    {
      g_ptr_array_add (hosts, (char *) "localhost");
      g_ptr_array_add (hosts, (char *) "127.0.0.1");
      g_ptr_array_add (hosts, (char *) "::1");
    }
  for (guint i = 0; options->hosts != NULL && options->hosts[i] != NULL; i++)
    g_ptr_array_add (hosts, options->hosts[i]);
  g_ptr_array_add (hosts, NULL);
  return hosts;
}

static int
serve (const Options *options,
       BatonArchive  *archive,
       pid_t          parent)
{
  g_autoptr (GInetAddress) bind = g_inet_address_new_from_string (options->bind != NULL ? options->bind : "127.0.0.1");
  g_autoptr (GPtrArray) hosts = NULL;
  g_autoptr (BatonServer) server = NULL;
  g_autoptr (BatonHousekeeping) housekeeping = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *address = NULL;
  BatonServerOptions server_options = { .log = log_line };
  Daemon daemon = { .loop = loop, .parent = parent };
  gboolean loopback, closed;

  if (bind == NULL)
    return complain (_("“%s” is not an address of this machine."), options->bind);
  loopback = g_inet_address_get_is_loopback (bind);
  if (!loopback && !options->behind_proxy)
    return complain (_("Other machines would send their tokens to %s in plain text. Put a proxy before this server that speaks "
                       "https, and add --behind-proxy."), options->bind);
  hosts = list_hosts (options, loopback);
  /* Where nobody but this machine can ask: behind a proxy everybody comes from here. */
  closed = loopback && !options->behind_proxy && options->hosts == NULL;

  baton_front_limits_init (&server_options.limits);
  if (options->behind_proxy)
    server_options.limits.connections.max_per_peer = 0;
  server_options.limits.per_minute = (guint) (options->rate >= 0 ? options->rate : closed ? 0 : RATE);
  server_options.behind_proxy = options->behind_proxy;
  server_options.hosts = hosts != NULL ? (const char *const *) hosts->pdata : NULL;
  server_options.open_preview = options->public_preview || closed;
  server_options.open_earlier = closed;
  raise_file_limit ();
  server = baton_server_new (archive, &server_options);
  if (!baton_server_listen (server, bind, (guint16) options->port, &error))
    return complain (_("The server could not be started: %s"), error->message);

  daemon.server = server;
  g_unix_signal_add (SIGTERM, stop_cb, &daemon);
  g_unix_signal_add (SIGINT, stop_cb, &daemon);
  if (options->exit_with_parent)
    follow_parent (&daemon);

  name = g_inet_address_to_string (bind);
  address = g_strdup_printf (g_inet_address_get_family (bind) == G_SOCKET_FAMILY_IPV6 ? "http://[%s]:%u" : "http://%s:%u",
                             name, (guint) baton_server_get_port (server));
  if (!announce (address, options->address_fd))
    return complain (_("Nobody reads the address."));
  housekeeping = baton_housekeeping_start (archive, log_line, NULL);
  notify_manager ("READY=1");
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

/* ── The other things that can be asked ──────────────────────────────────────────────────────────────── */

/* "de, ar" as canonical tags, ended by NULL; NULL after having said which is none. (transfer full) */
static char **
parse_languages (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ", ", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *tag = *parts[i] != '\0' ? baton_locale_canonicalize (parts[i]) : NULL;

      if (tag == NULL && *parts[i] != '\0')
        {
          complain (_("“%s” is no language. Write languages as de,pt-BR."), parts[i]);
          return NULL;
        }
      if (tag != NULL && !g_ptr_array_find_with_equal_func (tags, tag, g_str_equal, NULL))
        g_ptr_array_add (tags, tag);
      else
        g_free (tag);
    }
  if (tags->len == 0)
    {
      complain (_("Which languages? Write them as de,pt-BR."));
      return NULL;
    }
  g_ptr_array_add (tags, NULL);
  return (char **) g_ptr_array_steal (tags, NULL);
}

static int
add_token (const Options *options,
           BatonArchive  *archive)
{
  BatonRole role = baton_role_find (options->new_token);
  const char *name = options->rest != NULL ? options->rest[0] : NULL;
  g_autofree char *token = NULL;
  g_auto (GStrv) languages = NULL;
  g_autoptr (GError) error = NULL;

  if (role == BATON_ROLE_ANONYMOUS)
    return complain (_("There is no role “%s”. The roles are viewer, translator, editor, publisher and admin."),
                     options->new_token);
  if (name == NULL)
    return complain (_("Whose token is it? Add a name: batond --new-token %s NAME"), options->new_token);
  if (options->languages != NULL)
    {
      if (role != BATON_ROLE_TRANSLATOR)
        return complain (_("Languages go with the role translator alone."));
      languages = parse_languages (options->languages);
      if (languages == NULL)
        return EXIT_FAILURE;
    }
  token = baton_archive_add_token (archive, role, name, (const char * const *) languages, &error);
  if (g_error_matches (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_EXISTS))
    return complain (_("“%s” has a token already, or had one. Choose another name."), name);
  if (g_error_matches (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_INVALID))
    return complain (_("A name has 1 to 64 characters and no line breaks."));
  if (token == NULL)
    return complain (_("The token could not be kept: %s"), error->message);
  g_print ("%s\n", token);
  if (isatty (STDOUT_FILENO))
    g_printerr ("%s\n", _("This is shown once. Give it to its owner and to nobody else."));
  explicit_bzero (token, strlen (token));
  return EXIT_SUCCESS;
}

static int
revoke_token (const Options *options,
              BatonArchive  *archive)
{
  g_autoptr (GError) error = NULL;

  if (baton_archive_revoke_token (archive, options->revoke_token, &error))
    return EXIT_SUCCESS;
  if (g_error_matches (error, BATON_ARCHIVE_ERROR, BATON_ARCHIVE_ERROR_NOT_FOUND))
    return complain (_("“%s” has no token."), options->revoke_token);
  return complain (_("The token could not be revoked: %s"), error->message);
}

static int
verify (BatonArchive *archive)
{
  g_autoptr (GError) error = NULL;
  guint64 n_entries;

  if (!baton_archive_verify (archive, &n_entries, &error))
    return complain (_("Something has been changed: %s"), error->message);
  g_print (g_dngettext (GETTEXT_PACKAGE,
                        "%lu entry of the trail, all revisions and all pictures are as they were written.\n",
                        "%lu entries of the trail, all revisions and all pictures are as they were written.\n",
                        (gulong) n_entries),
           (gulong) n_entries);
  return EXIT_SUCCESS;
}

static char *
default_state (void)
{
  const char *given = g_getenv ("STATE_DIRECTORY");   /* systemd's */

  return given != NULL ? g_strdup (given) : g_build_filename (g_get_user_state_dir (), "batond", NULL);
}

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv)
{
  const GOptionEntry entries[] = {
    { "state", 's', 0, G_OPTION_ARG_FILENAME, &options->state, N_("Keep everything in DIR"), N_("DIR") },
    { "bind", 'b', 0, G_OPTION_ARG_STRING, &options->bind, N_("Listen on this address (127.0.0.1)"), N_("ADDRESS") },
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, N_("Listen on this port (8177; 0: any that is free)"), N_("N") },
    { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->hosts, N_("Answer to this name too; may be repeated"), N_("NAME") },
    { "public-preview", 0, 0, G_OPTION_ARG_NONE, &options->public_preview,
      N_("Show previews of the last revision without a token to whoever reaches the server"), NULL },
    { "behind-proxy", 0, 0, G_OPTION_ARG_NONE, &options->behind_proxy,
      N_("All connections come from a proxy that speaks https: count them by the last X-Forwarded-For, which it must set"), NULL },
    { "rate", 0, 0, G_OPTION_ARG_INT, &options->rate,
      N_("Answer at most N requests a minute to each token, and to each address without one (600 where other machines can ask; 0: no limit)"), N_("N") },
    { "address-fd", 0, 0, G_OPTION_ARG_INT, &options->address_fd, N_("Write the address to this file descriptor"), N_("N") },
    { "exit-with-parent", 0, 0, G_OPTION_ARG_NONE, &options->exit_with_parent, N_("End when the parent process ends"), NULL },
    { "new-token", 0, 0, G_OPTION_ARG_STRING, &options->new_token,
      N_("Make a token for NAME, print it and end. ROLE is viewer, translator, editor, publisher or admin"), N_("ROLE") },
    { "languages", 0, 0, G_OPTION_ARG_STRING, &options->languages,
      N_("With --new-token translator: the languages that NAME may push; else all"), N_("LIST") },
    { "revoke-token", 0, 0, G_OPTION_ARG_STRING, &options->revoke_token, N_("Revoke the token of NAME and end"), N_("NAME") },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &options->verify, N_("Check that nothing has been tampered with, and end"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_("Show the version and end"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->rest, NULL, N_("[NAME]") },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Keeps the revisions of a partner program and shows its portal."));
  g_option_context_set_description (context, _("Examples:\n"
                                               "  batond --new-token admin Maria    make the first token\n"
                                               "  batond --new-token translator --languages de,ar Tom\n"
                                               "  batond                            serve on this machine\n"
                                               "  batond --port 0 --state /tmp/try  try it out\n"
                                               "\n"
                                               "For other machines put a proxy before it that speaks https.\n"));
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      complain ("%s", error->message);
      return FALSE;
    }
  if (options->port < 0 || options->port > G_MAXUINT16)
    {
      complain (_("A port is a number from 0 to 65535."));
      return FALSE;
    }
  if (options->rate < -1 || options->rate > MAX_RATE)
    {
      complain (_("A rate is a number of requests a minute, from 0 to 1000000."));
      return FALSE;
    }
  if (options->languages != NULL && options->new_token == NULL)
    {
      complain (_("--languages goes with --new-token translator."));
      return FALSE;
    }
  if (options->rest != NULL && (options->new_token == NULL || options->rest[1] != NULL))
    {
      complain (_("What is “%s”? See batond --help."), options->rest[options->new_token != NULL ? 1 : 0]);
      return FALSE;
    }
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_auto (Options) options = { .port = 8177, .rate = -1, .address_fd = -1 };
  g_autoptr (BatonArchive) archive = NULL;
  g_autoptr (GError) error = NULL;
  pid_t parent = getppid ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);
  /* libsoup would speak HTTP/2 where this is set, and none of the front's limits hold there. */
  g_unsetenv ("SOUP_SERVER_HTTP2");

  if (!parse_options (&options, &argc, &argv))
    return 2;
  if (options.version)
    {
      g_print ("batond %s\n", VERSION);
      return EXIT_SUCCESS;
    }
  if (options.state == NULL)
    options.state = default_state ();
  /* Else a mistyped folder would become an archive, and a faultless one. */
  if ((options.verify || options.revoke_token != NULL) && !baton_archive_exists (options.state))
    return complain (_("There is no server's state in %s. Name its folder with --state."), options.state);
  archive = baton_archive_open (options.state, &error);
  if (archive == NULL)
    return complain (_("The state in %s could not be opened: %s"), options.state, error->message);

  if (options.new_token != NULL)
    return add_token (&options, archive);
  if (options.revoke_token != NULL)
    return revoke_token (&options, archive);
  if (options.verify)
    return verify (archive);
  return serve (&options, archive, parent);
}
