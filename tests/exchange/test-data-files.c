/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register beside a workspace: imported, taken back, made of what an older Baton left, and damaged.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "exchange/baton-data-files.h"

#define ORGANISATIONS "id,name,parent,terms,joined,manager,from\no-1,Nord,,dach,,m-1,\no-2,Süd,o-1,,,,\n"
#define MEMBERS "id,name,organisation,roles,terms,locale,from\nm-1,Ada,o-1,,,de,\nm-2,Ben,o-2,,,,\n"

typedef struct
{
  char *folder;
  char *source;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("baton-data-XXXXXX", NULL);
  f->source = g_build_filename (f->folder, "source", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->source);
}

static void
put (Fixture    *f,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
has (Fixture    *f,
     const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
import (Fixture       *f,
        BatonDataFile  file,
        const char    *text,
        guint          n_bad)
{
  g_auto (BatonDataReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  put (f, "source", text);
  g_assert_true (baton_data_import (f->folder, file, f->source, TRUE, FALSE, &report, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (report.bad, ==, n_bad);
  g_assert_cmpuint (report.bad_rows->len, ==, n_bad);
}

static BatonRegister *
load (Fixture   *f,
      GPtrArray *bad_rows)
{
  BatonRegister *reg = NULL;
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (baton_data_load (f->folder, &reg, &history, bad_rows, &error));
  g_assert_no_error (error);
  return reg;
}

static void
assert_file (Fixture       *f,
             BatonDataFile  file,
             const char    *expected)
{
  g_autoptr (GBytes) bytes = baton_data_read_file (f->folder, file, NULL, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, expected);
}

static const BatonOrganisationFacts *
get_first (BatonRegister *reg)
{
  return baton_register_get_organisation_facts (reg, baton_register_find_organisation (reg, "o-1"), BATON_DAY_MAX);
}

/* Organizations come before the members who look after them; these are found when they come. */
static void
test_import (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_bad_row_free);
  g_autoptr (BatonRegister) before = NULL;
  g_autoptr (BatonRegister) after = NULL;

  import (f, BATON_DATA_ORGANISATIONS, ORGANISATIONS, 1);
  before = load (f, waiting);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpuint (get_first (before)->manager, ==, BATON_INDEX_NONE);
  import (f, BATON_DATA_MEMBERS, MEMBERS, 0);
  after = load (f, NULL);
  g_assert_cmpuint (get_first (after)->manager, ==, baton_register_find_member (after, "m-1"));
  g_assert_true (has (f, "register.segment"));
  g_assert_false (has (f, "organisations.csv"));
  assert_file (f, BATON_DATA_ORGANISATIONS, ORGANISATIONS);
  assert_file (f, BATON_DATA_MEMBERS, MEMBERS);
  /* The mapped file may be replaced meanwhile. */
  g_assert_cmpstr (get_first (before)->name, ==, "Nord");
}

/* Members whose organization goes are not lost when it comes again; those who never had one are. */
static void
test_waiting (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (BatonRegister) without = NULL;
  g_autoptr (BatonRegister) with = NULL;

  import (f, BATON_DATA_ORGANISATIONS, ORGANISATIONS, 1);
  import (f, BATON_DATA_MEMBERS, MEMBERS "m-3,Cem,o-3,,,,\n", 1);
  import (f, BATON_DATA_ORGANISATIONS, "id,name\no-1,Nord\n", 0);
  without = load (f, NULL);
  g_assert_cmpuint (baton_register_get_n_members (without), ==, 1);
  assert_file (f, BATON_DATA_MEMBERS, MEMBERS);
  import (f, BATON_DATA_ORGANISATIONS, "id,name\no-1,Nord\no-2,Nochmals\no-3,Neu\n", 0);
  with = load (f, NULL);
  g_assert_cmpuint (baton_register_get_n_members (with), ==, 2);
}

/* A folder of an older Baton is read as it is, and the next import makes a segment of it. */
static void
test_older (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (BatonRegister) before = NULL;
  g_autoptr (BatonRegister) after = NULL;

  put (f, "organisations.csv", ORGANISATIONS);
  put (f, "members.csv", MEMBERS);
  before = load (f, NULL);
  g_assert_cmpuint (get_first (before)->manager, ==, 0);
  g_assert_false (has (f, "register.segment"));
  import (f, BATON_DATA_MEMBERS, MEMBERS "m-3,Cem,o-2,,,,\n", 0);
  g_assert_false (has (f, "organisations.csv") || has (f, "members.csv"));
  after = load (f, NULL);
  g_assert_cmpuint (baton_register_get_n_members (after), ==, 3);
  assert_file (f, BATON_DATA_ORGANISATIONS, ORGANISATIONS);
}

static void
test_take_back (Fixture       *f,
                gconstpointer  data)
{
  static const char other[] = "id,name,organisation,roles,terms,locale,from\nm-9,Zoe,o-2,,,,\n";
  g_autoptr (GBytes) nothing = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (baton_data_write_file (f->folder, BATON_DATA_ORGANISATIONS, ORGANISATIONS, strlen (ORGANISATIONS), &nothing, &error));
  g_assert_no_error (error);
  import (f, BATON_DATA_MEMBERS, MEMBERS, 0);
  g_assert_true (baton_data_write_file (f->folder, BATON_DATA_MEMBERS, other, strlen (other), &before, &error));
  assert_file (f, BATON_DATA_MEMBERS, other);
  g_assert_true (baton_data_take_back (f->folder, BATON_DATA_MEMBERS, before, &error));
  assert_file (f, BATON_DATA_MEMBERS, MEMBERS);
  g_assert_true (baton_data_take_back (f->folder, BATON_DATA_ORGANISATIONS, nothing, &error));
  g_assert_false (has (f, "register.segment"));
}

/* A damaged register is told, and an import does not make another of it. */
static void
test_damaged (Fixture       *f,
              gconstpointer  data)
{
  g_auto (BatonDataReport) report = { 0 };
  g_autoptr (BatonHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  BatonRegister *reg = NULL;

  put (f, "register.segment", "BATONREG and nothing else");
  g_assert_false (baton_data_load (f->folder, &reg, &history, NULL, &error));
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_DAMAGED);
  g_clear_error (&error);
  put (f, "source", MEMBERS);
  g_assert_false (baton_data_import (f->folder, BATON_DATA_MEMBERS, f->source, TRUE, FALSE, &report, &error));
  g_assert_error (error, BATON_EXCHANGE_ERROR, BATON_EXCHANGE_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/exchange/data-files/import", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/exchange/data-files/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/exchange/data-files/older", Fixture, NULL, set_up, test_older, tear_down);
  g_test_add ("/exchange/data-files/take-back", Fixture, NULL, set_up, test_take_back, tear_down);
  g_test_add ("/exchange/data-files/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  return g_test_run ();
}
