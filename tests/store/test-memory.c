/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that cannot be had. GLib ends the process where it finds none, by design, and then what was acknowledged is on the disk;
 * but how much a text or a file wants its sender decides, so there it must be an error like others:
 *
 *   - the n-th allocation by a size from input fails, for every n, once and from then on (the linker wraps g_try_…)
 *   - SQLite's n-th allocation fails, for every n, while a workspace is opened, edited and flushed
 *   - a process with little memory is given a lot to read
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "model/baton-json.h"
#include "store-fixture.h"

/* ── The n-th fails ──────────────────────────────────────────────────────────────────────────────────── */

static struct
{
  int countdown;   /* atomic; 0: nothing fails */
  int for_ever;
  int failed;      /* atomic */
} fault;

static void
fail_at (guint    n,
         gboolean for_ever)
{
  fault.for_ever = for_ever;
  g_atomic_int_set (&fault.failed, 0);
  g_atomic_int_set (&fault.countdown, (int) n);
}

/* Whether anything has failed. */
static gboolean
stop_failing (void)
{
  g_atomic_int_set (&fault.countdown, 0);
  return g_atomic_int_get (&fault.failed) != 0;
}

static gboolean
fails (void)
{
  int left = g_atomic_int_get (&fault.countdown);

  if (left <= 0)
    return FALSE;
  left = g_atomic_int_add (&fault.countdown, -1);
  if (left > 1)
    return FALSE;
  if (fault.for_ever)
    g_atomic_int_set (&fault.countdown, 1);
  g_atomic_int_set (&fault.failed, 1);
  return TRUE;
}

gpointer __real_g_try_malloc (gsize size);
gpointer __real_g_try_malloc0 (gsize size);
gpointer __real_g_try_malloc_n (gsize n, gsize size);
gpointer __real_g_try_malloc0_n (gsize n, gsize size);
gpointer __real_g_try_realloc (gpointer memory, gsize size);
gpointer __real_g_try_realloc_n (gpointer memory, gsize n, gsize size);
gpointer __wrap_g_try_malloc (gsize size);
gpointer __wrap_g_try_malloc0 (gsize size);
gpointer __wrap_g_try_malloc_n (gsize n, gsize size);
gpointer __wrap_g_try_malloc0_n (gsize n, gsize size);
gpointer __wrap_g_try_realloc (gpointer memory, gsize size);
gpointer __wrap_g_try_realloc_n (gpointer memory, gsize n, gsize size);

gpointer __wrap_g_try_malloc (gsize size) { return fails () ? NULL : __real_g_try_malloc (size); }
gpointer __wrap_g_try_malloc0 (gsize size) { return fails () ? NULL : __real_g_try_malloc0 (size); }
gpointer __wrap_g_try_malloc_n (gsize n, gsize size) { return fails () ? NULL : __real_g_try_malloc_n (n, size); }
gpointer __wrap_g_try_malloc0_n (gsize n, gsize size) { return fails () ? NULL : __real_g_try_malloc0_n (n, size); }
gpointer __wrap_g_try_realloc (gpointer memory, gsize size) { return fails () ? NULL : __real_g_try_realloc (memory, size); }
gpointer __wrap_g_try_realloc_n (gpointer memory, gsize n, gsize size) { return fails () ? NULL : __real_g_try_realloc_n (memory, n, size); }

/* ── The scanner ─────────────────────────────────────────────────────────────────────────────────────── */

static void
test_scanner (void)
{
  g_autoptr (GString) json = g_string_new ("{\"long\":\"");
  g_autofree char *expected = NULL;
  gboolean failed = TRUE;
  guint n;

  for (int i = 0; i < 300; i++)
    g_string_append (json, i % 3 == 0 ? "\\u00e9" : i % 3 == 1 ? "e\xcc\x81" : "x");
  g_string_append (json, "\",\"list\":[");
  for (int i = 0; i < 60; i++)
    g_string_append_printf (json, "%s{\"key %d\":[%d,true,\"text\"]}", i > 0 ? "," : "", i, i);
  g_string_append (json, "],\"zzz");
  for (int i = 0; i < 300; i++)
    g_string_append_c (json, 'z');
  g_string_append (json, "\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}");
  {
    g_autoptr (BatonValue) value = baton_json_parse (json->str, json->len, NULL);

    expected = baton_value_to_json (value);
  }
  for (n = 1; failed; n++)
    {
      g_auto (BatonJsonError) error = { 0 };
      g_autoptr (BatonValue) value = NULL;

      fail_at (n, n % 2);
      value = baton_json_parse (json->str, json->len, &error);
      failed = stop_failing ();
      g_assert_true ((value == NULL) == failed);
      if (failed)
        {
          g_assert_cmpint (error.code, ==, BATON_JSON_NO_MEMORY);
        }
      else
        {
          g_autofree char *written = baton_value_to_json (value);

          g_assert_cmpstr (written, ==, expected);
        }
    }
  g_test_message ("%u points of failure", n - 2);
  g_assert_cmpuint (n, >, 300);
}

/* Also where there is something else to complain of, which takes looking again. */
static void
test_scanner_repeated (void)
{
  g_autoptr (GString) json = g_string_new ("{");
  gboolean failed = TRUE;
  guint n;

  for (int i = 0; i < 40; i++)
    g_string_append_printf (json, "\"%d\":{\"a\":[]},", i % 39);
  g_string_append (json, "\"x\":1}");
  for (n = 1; failed; n++)
    {
      g_auto (BatonJsonError) error = { 0 };

      fail_at (n, n % 2);
      g_assert_null (baton_json_parse (json->str, json->len, &error));
      failed = stop_failing ();
      g_assert_cmpstr (baton_json_code_get_name (error.code), ==, failed ? "no-memory" : "duplicate-key");
    }
  g_test_message ("%u points of failure", n - 2);
}

/* ── Workspaces ──────────────────────────────────────────────────────────────────────────────────────── */

static void
make_template (StoreFixture *fixture)
{
  g_autoptr (BatonProgram) program = store_program_new (4);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  BatonWorkspace *workspace;

  store_fixture_init (fixture);
  workspace = store_fixture_create (fixture, program);
  for (int i = 0; i < 8; i++)
    store_random_edit (workspace, random, fixture);
  g_assert_true (baton_workspace_close (workspace, NULL));
  g_assert_finalize_object (workspace);
}

/* The n-th allocation fails while the file is opened: an error that says so, and nothing has happened to the file. */
static void
test_open (gconstpointer data)
{
  BatonOpenMode mode = GPOINTER_TO_INT (data);
  StoreFixture fixture;
  g_autofree char *expected = NULL;
  gboolean failed = TRUE;
  guint n, n_refused = 0;

  make_template (&fixture);
  {
    g_autoptr (BatonWorkspace) workspace = store_fixture_open (&fixture);

    expected = store_json (workspace);
  }
  /* Where BATON_TEST_SEEDS asks for length, every one; else after the first hundreds, which are the ways to fail, a sample. */
  for (n = 1; failed; n += n < 400 || g_getenv ("BATON_TEST_SEEDS") != NULL ? 1 : 9)
    {
      g_autoptr (BatonWorkspace) workspace = NULL;
      g_autofree char *json = NULL;
      g_autoptr (GError) error = NULL;

      fail_at (n, n % 2);
      workspace = baton_workspace_open (fixture.path, mode, &error);
      failed = stop_failing ();
      if (workspace == NULL)
        {
          if (!g_error_matches (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY))
            g_test_message ("%u: %s", n, error->message);
          g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY);
          n_refused++;
          workspace = store_fixture_open (&fixture);
        }
      json = store_json (workspace);
      g_assert_cmpstr (json, ==, expected);
    }
  g_test_message ("%u times refused", n_refused);
  g_assert_cmpuint (n_refused, >, 10);
  store_fixture_clear (&fixture);
}

/* ── SQLite's own ────────────────────────────────────────────────────────────────────────────────────── */

static sqlite3_mem_methods real_memory;

static void *malloc_cb (int size) { return fails () ? NULL : real_memory.xMalloc (size); }
static void *realloc_cb (void *memory, int size) { return fails () ? NULL : real_memory.xRealloc (memory, size); }

static void
wrap_sqlite (void)
{
  sqlite3_mem_methods wrapped;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  wrapped = real_memory;
  wrapped.xMalloc = malloc_cb;
  wrapped.xRealloc = realloc_cb;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &wrapped), ==, SQLITE_OK);
}

/* While edits are written: they stay in memory, it is said, and they get there once there is memory. */
static void
test_edit (void)
{
  StoreFixture fixture;
  gboolean failed = TRUE;
  guint n, n_failed = 0;

  make_template (&fixture);
  for (n = 1; failed; n++)
    {
      BatonWorkspace *workspace = store_fixture_open (&fixture);
      g_autofree char *name = g_strdup_printf ("Put %u", n);
      g_autoptr (BatonEntity) term = store_term_new (300 + n % 7, name);
      g_autoptr (GBytes) picture = store_picture_new (n);
      g_autofree char *sha256 = NULL, *before = NULL, *after = NULL;
      g_autoptr (BatonEntity) banner = NULL;
      g_autoptr (GError) error = NULL;

      fail_at (n, n % 2);
      g_assert_true (baton_workspace_put (workspace, name, term, NULL));
      sha256 = baton_workspace_add_asset (workspace, picture, NULL);
      g_assert_nonnull (sha256);
      banner = store_asset_new ("banner-0000000000", sha256);
      g_assert_true (baton_workspace_put (workspace, "Banner", banner, NULL));
      before = store_json (workspace);
      if (!baton_workspace_flush (workspace, &error))
        {
          g_assert_error (error, BATON_STORE_ERROR, BATON_STORE_ERROR_NO_MEMORY);
          g_assert_nonnull (baton_workspace_get_write_error (workspace));
          g_assert_true (baton_workspace_has_unsaved (workspace));
          n_failed++;
        }
      failed = stop_failing ();
      g_assert_true (baton_workspace_close (workspace, NULL));
      g_assert_finalize_object (workspace);
      workspace = store_fixture_open (&fixture);
      after = store_json (workspace);
      g_assert_cmpstr (before, ==, after);
      g_assert_true (baton_workspace_has_asset (workspace, sha256));
      g_assert_true (baton_workspace_close (workspace, NULL));
      g_assert_finalize_object (workspace);
    }
  store_assert_sound (fixture.path);
  g_test_message ("%u points of failure, %u times said", n - 2, n_failed);
  g_assert_cmpuint (n_failed, >, 5);
  store_fixture_clear (&fixture);
}

/* ── A process with little memory ────────────────────────────────────────────────────────────────────── */

#define SPARE_BYTES (96 * 1024 * 1024)
#define LARGE_BYTES (80 * 1024 * 1024)

static gsize
measure_address_space (void)
{
  g_autofree char *status = NULL;
  gulong pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &status, NULL, NULL));
  pages = strtoul (status, NULL, 10);
  return pages * 4096;
}

/* What a stranger sends is as long as BATON_JSON_MAX_BYTES lets it be, but here there is no room for half of it. */
static void
test_little (void)
{
  struct rlimit limit;
  g_autofree char *text = NULL;
  const char *frames[] = { "\"\"", "[]", "{}" };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, 0);
      g_test_trap_assert_passed ();
      return;
    }
  text = g_malloc (LARGE_BYTES);
  getrlimit (RLIMIT_AS, &limit);
  limit.rlim_cur = measure_address_space () + SPARE_BYTES;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_auto (BatonJsonError) error = { 0 };
      gsize length = LARGE_BYTES;

      /* A string with an escape, an array of integers, an object of many keys: each wants more than the text itself. */
      memset (text, 'x', length);
      if (i == 1)
        for (gsize at = 0; at + 1 < length; at += 2)
          memcpy (text + at, "1,", 2);
      if (i == 2)
        for (gsize at = 1; at + 16 < length; at += 14)
          {
            char member[32];

            g_snprintf (member, sizeof member, "\"%08" G_GSIZE_FORMAT "\":[],", at / 14);
            memcpy (text + at, member, 14);
          }
      text[0] = frames[i][0];
      if (i == 0)
        memcpy (text + 1, "\\n", 2);
      if (i == 1)
        text[1] = '1';
      text[length - 1] = frames[i][1];
      g_assert_null (baton_json_parse (text, length, &error));
      g_assert_cmpstr (baton_json_code_get_name (error.code), ==, "no-memory");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  wrap_sqlite ();
  g_test_add_func ("/store/memory/scanner", test_scanner);
  g_test_add_func ("/store/memory/scanner-repeated", test_scanner_repeated);
  g_test_add_data_func ("/store/memory/open", GINT_TO_POINTER (BATON_OPEN_EDIT), test_open);
  g_test_add_data_func ("/store/memory/read", GINT_TO_POINTER (BATON_OPEN_READ), test_open);
  g_test_add_func ("/store/memory/edit", test_edit);
#if !defined (__SANITIZE_ADDRESS__)   /* which maps more than any limit for itself */
  g_test_add_func ("/store/memory/little", test_little);
#endif
  return g_test_run ();
}
