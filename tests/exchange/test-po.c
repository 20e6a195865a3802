/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PO out and in: what goes out comes back as it was, states never go back, and what is not taken says where and why.
 */
#include "config.h"

#include "exchange/baton-po.h"

#include "model/baton-validate.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
#define GOLD "tier-0000000001"
#define HELLO "block-0000000001"

static BatonProgram *
read_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", "influencer.json", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (GError) error = NULL;
  gsize length;
  BatonProgram *program;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  program = baton_program_parse (data, length, problems);
  g_assert_nonnull (program);
  return program;
}

/* Puts a text that German has in *state* (MISSING: not at all). */
static void
put_text (BatonProgram   *program,
          BatonKind       kind,
          const char     *id,
          BatonField      field,
          const char     *source,
          const char     *german,
          BatonTextState  state)
{
  g_autoptr (BatonValue) plain = baton_text_new (state == BATON_TEXT_STALE ? "An older source" : source);
  g_autoptr (BatonValue) translated = state == BATON_TEXT_MISSING ? baton_value_ref (plain)
                                                                  : baton_text_with_locale (plain, "de", german, state == BATON_TEXT_STALE ? BATON_TEXT_REVIEWED : state);
  g_autoptr (BatonValue) text = baton_text_with_source (translated, source);
  g_autoptr (BatonEntity) empty = baton_entity_new (kind, id);
  g_autoptr (BatonEntity) entity = baton_entity_with (empty, field, text);

  baton_program_put (program, entity);
}

static BatonProgram *
make_program (BatonTextState state)
{
  BatonProgram *program = baton_program_new ();
  g_autoptr (BatonEntity) root = baton_entity_new (BATON_KIND_PROGRAM, "program-0000000001");
  g_autoptr (BatonValue) tag = baton_value_new_string ("en");
  g_autoptr (BatonEntity) with_tag = baton_entity_with (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE, tag);

  baton_program_put (program, with_tag);
  put_text (program, BATON_KIND_TIER, GOLD, BATON_FIELD_TIER_NAME, "Gold", "Goldstufe", state);
  return program;
}

static BatonPoImport *
import_text (const BatonProgram *program,
             const char         *po,
             gboolean            replace)
{
  return baton_po_import (program, po, strlen (po), "de", replace);
}

static BatonTextState
state_after (BatonPoImport *import)
{
  const BatonChange *change;

  g_assert_cmpuint (import->changes->len, ==, 1);
  change = import->changes->pdata[0];
  return baton_text_get_state (baton_entity_get (change->after, BATON_FIELD_TIER_NAME), "de", "en");
}

static void
assert_issue (BatonPoImport    *import,
              BatonPoIssueCode  code,
              guint             line)
{
  const BatonPoIssue *issue;

  g_assert_cmpuint (import->issues->len, ==, 1);
  issue = import->issues->pdata[0];
  g_assert_cmpstr (baton_po_issue_code_get_name (issue->code), ==, baton_po_issue_code_get_name (code));
  g_assert_cmpuint (issue->line, ==, line);
  g_assert_cmpuint (import->changes->len, ==, 0);
}

/* Nothing changes when a file comes back as it went out, in every language and for every state. */
static void
test_round_trip (void)
{
  g_autoptr (BatonProgram) program = read_sample ();
  const char * const tags[] = { "de", "ar", "ja", "fr" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autofree char *po = baton_po_export (program, NULL, tags[i]);
      g_autoptr (BatonPoImport) import = baton_po_import (program, po, strlen (po), tags[i], TRUE);

      g_assert_false (import->refused);
      g_assert_cmpuint (import->changes->len, ==, 0);
      g_assert_cmpuint (import->issues->len, ==, 0);
      g_assert_cmpuint (import->n_same + import->n_empty, >, 500);
    }
}

/* A new language taken in wholly: every text arrives, byte for byte, and a second import has nothing to do. */
static void
test_fill (void)
{
  g_autoptr (BatonProgram) program = read_sample ();
  g_autofree char *po = baton_po_export (program, NULL, "de");
  g_autoptr (GString) dutch = g_string_new (po);
  g_autoptr (BatonPoImport) import = NULL, again = NULL;
  g_autofree char *out = NULL;

  g_string_replace (dutch, "Language: de", "Language: nl", 1);
  import = baton_po_import (program, dutch->str, dutch->len, "nl", FALSE);
  g_assert_false (import->refused);
  g_assert_cmpuint (import->n_new, >, 300);
  g_assert_cmpuint (import->n_rejected, ==, 0);
  for (guint i = 0; i < import->changes->len; i++)
    baton_program_apply (program, import->changes->pdata[i]);

  again = baton_po_import (program, dutch->str, dutch->len, "nl", FALSE);
  g_assert_cmpuint (again->changes->len, ==, 0);
  out = baton_po_export (program, NULL, "nl");
  g_assert_cmpstr (out, ==, dutch->str);
}

static void
test_states_out (void)
{
  static const struct
  {
    BatonTextState  state;
    const char     *part;
    gboolean        fuzzy;
  } cases[] = {
    { BATON_TEXT_MISSING, "msgid \"Gold\"\nmsgstr \"\"\n", FALSE },
    { BATON_TEXT_NEEDS_WORK, "msgstr \"Goldstufe\"\n", TRUE },
    { BATON_TEXT_STALE, "msgstr \"Goldstufe\"\n", TRUE },
    { BATON_TEXT_TRANSLATED, "msgstr \"Goldstufe\"\n", FALSE },
    { BATON_TEXT_REVIEWED, "msgstr \"Goldstufe\"\n", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program (cases[i].state);
      g_autofree char *po = baton_po_export (program, NULL, "de");

      g_assert_nonnull (strstr (po, cases[i].part));
      g_assert_nonnull (strstr (po, "#. Tier: Gold\n"));
      g_assert_nonnull (strstr (po, "msgctxt \"" GOLD "/name\"\n"));
      g_assert_cmpint (strstr (po, "#, fuzzy\n") != NULL, ==, cases[i].fuzzy);
    }
}

/* The older program knows what a stale text was made from. */
static void
test_previous (void)
{
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_STALE), previous = make_program (BATON_TEXT_MISSING);
  g_autofree char *po = NULL;

  put_text (previous, BATON_KIND_TIER, GOLD, BATON_FIELD_TIER_NAME, "An older source", NULL, BATON_TEXT_MISSING);
  po = baton_po_export (program, previous, "de");
  g_assert_nonnull (strstr (po, "#, fuzzy\n#| msgid \"An older source\"\nmsgctxt"));
}

static void
test_states_in (void)
{
  static const struct
  {
    BatonTextState before;
    const char    *po;
    int            after;   /* −1: not taken */
  } cases[] = {
    { BATON_TEXT_MISSING, "msgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_TEXT_TRANSLATED },
    { BATON_TEXT_MISSING, "msgid \"Silver\"\nmsgstr \"Neu\"\n", BATON_TEXT_STALE },
    { BATON_TEXT_NEEDS_WORK, "msgid \"Gold\"\nmsgstr \"Goldstufe\"\n", BATON_TEXT_TRANSLATED },
    { BATON_TEXT_NEEDS_WORK, "msgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_TEXT_TRANSLATED },
    { BATON_TEXT_STALE, "msgid \"Gold\"\nmsgstr \"Goldstufe\"\n", BATON_TEXT_TRANSLATED },
    { BATON_TEXT_TRANSLATED, "msgid \"Gold\"\nmsgstr \"Goldstufe\"\n", -1 },
    { BATON_TEXT_TRANSLATED, "msgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_TEXT_TRANSLATED },
    { BATON_TEXT_TRANSLATED, "msgid \"Silver\"\nmsgstr \"Neu\"\n", -1 },
    { BATON_TEXT_REVIEWED, "msgid \"Gold\"\nmsgstr \"Goldstufe\"\n", -1 },
    { BATON_TEXT_REVIEWED, "msgid \"Gold\"\nmsgstr \"Neu\"\n", -1 },
    { BATON_TEXT_REVIEWED, "msgid \"Gold\"\nmsgstr \"\"\n", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonProgram) program = make_program (cases[i].before);
      g_autofree char *po = g_strconcat (HEADER, "msgctxt \"" GOLD "/name\"\n", cases[i].po, NULL);
      g_autoptr (BatonPoImport) import = import_text (program, po, FALSE);

      g_test_message ("case %u", i);
      g_assert_false (import->refused);
      if (cases[i].after < 0)
        g_assert_cmpuint (import->changes->len, ==, 0);
      else
        g_assert_cmpint (state_after (import), ==, cases[i].after);
    }
}

/* Fuzzy is "unfinished": it fills a gap and never takes back what was finished. */
static void
test_fuzzy_in (void)
{
  const char *po = HEADER "#, fuzzy\nmsgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgstr \"Neu\"\n";
  g_autoptr (BatonProgram) missing = make_program (BATON_TEXT_MISSING), reviewed = make_program (BATON_TEXT_REVIEWED);
  g_autoptr (BatonPoImport) filled = import_text (missing, po, FALSE), kept = import_text (reviewed, po, TRUE);

  g_assert_cmpint (state_after (filled), ==, BATON_TEXT_NEEDS_WORK);
  assert_issue (kept, BATON_PO_LESSER_STATE, 7);
}

static void
test_conflict (void)
{
  const char *po = HEADER "msgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgstr \"Neu\"\n";
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_REVIEWED);
  g_autoptr (BatonPoImport) kept = import_text (program, po, FALSE), replaced = import_text (program, po, TRUE);

  assert_issue (kept, BATON_PO_REVIEWED, 6);
  g_assert_cmpuint (kept->n_conflicting, ==, 1);
  g_assert_cmpint (state_after (replaced), ==, BATON_TEXT_TRANSLATED);
  g_assert_cmpuint (replaced->n_changed, ==, 1);
}

static void
test_rejected (void)
{
  static const struct
  {
    const char       *po;
    BatonPoIssueCode  code;
    guint             line;
    gboolean          refused;
  } cases[] = {
    { "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n", BATON_PO_OTHER_LANGUAGE, 1, TRUE },
    { "msgctxt \"a/b\"\nmsgid \"Gold\"\nmsgstr \"\"\n", BATON_PO_NO_HEADER, 1, TRUE },
    { "", BATON_PO_NO_HEADER, 1, TRUE },
    { HEADER "msgid \"Gold\n", BATON_PO_BAD_STRING, 6, TRUE },
    { HEADER "msgid \"Go\\qld\"\n", BATON_PO_BAD_STRING, 6, TRUE },
    { HEADER "msgid \"Go\\000ld\"\n", BATON_PO_BAD_STRING, 6, TRUE },
    { HEADER "msgid \"Gold\"\n\nhello\n", BATON_PO_BAD_LINE, 8, TRUE },
    { HEADER "msgid \"Gold\"\n", BATON_PO_INCOMPLETE, 6, TRUE },
    { HEADER "msgstr \"Gold\"\n", BATON_PO_BAD_LINE, 6, TRUE },
    { HEADER "msgid \"\303\"\n", BATON_PO_NOT_UTF8, 6, TRUE },
    { HEADER "msgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_PO_UNKNOWN_UNIT, 6, FALSE },
    { HEADER "msgctxt \"gone-0000000001/name\"\nmsgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_PO_UNKNOWN_UNIT, 6, FALSE },
    { HEADER "msgctxt \"" GOLD "/threshold\"\nmsgid \"Gold\"\nmsgstr \"Neu\"\n", BATON_PO_UNKNOWN_UNIT, 6, FALSE },
    { HEADER "msgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgid_plural \"Golds\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n", BATON_PO_PLURAL, 6, FALSE },
    { HEADER "msgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgstr \"a\\nb\"\n", BATON_PO_BAD_TEXT, 6, FALSE },
    { HEADER "msgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgstr \" \"\n", BATON_PO_BAD_TEXT, 6, FALSE },
  };
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_MISSING);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BatonPoImport) import = import_text (program, cases[i].po, FALSE);

      g_test_message ("case %u", i);
      assert_issue (import, cases[i].code, cases[i].line);
      g_assert_cmpint (import->refused, ==, cases[i].refused);
    }
}

static void
test_placeholders (void)
{
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_MISSING);
  g_autoptr (BatonPoImport) lost = NULL, good = NULL;
  g_autofree char *po = NULL;

  put_text (program, BATON_KIND_BLOCK, HELLO, BATON_FIELD_BLOCK_NAME, "Hello {member}", NULL, BATON_TEXT_MISSING);
  po = baton_po_export (program, NULL, "de");
  g_assert_nonnull (strstr (po, "#, python-brace-format\nmsgctxt \"" HELLO "/name\"\n"));
  lost = import_text (program, HEADER "msgctxt \"" HELLO "/name\"\nmsgid \"Hello {member}\"\nmsgstr \"Hallo {mitglied}\"\n", FALSE);
  assert_issue (lost, BATON_PO_PLACEHOLDERS, 6);
  good = import_text (program, HEADER "msgctxt \"" HELLO "/name\"\nmsgid \"Hello {member}\"\nmsgstr \"{member}, hallo\"\n", FALSE);
  g_assert_cmpuint (good->n_new, ==, 1);
}

/* As other tools write it: byte order mark, CRLF, strings cut anywhere, comments, obsolete entries, decomposed letters. */
static void
test_tolerant (void)
{
  const char *po = "\357\273\277# Someone\r\nmsgid \"\"\r\nmsgstr \"Language: de\\n\"\r\n\r\n#: somewhere:1\r\n#, fuzzy, c-format\r\n#~ msgid \"Old\"\r\n"
                   "msgctxt \"" GOLD "/name\"\r\nmsgid \"Go\"\r\n\"ld\"\r\nmsgstr \"\"\r\n\"U\314\210ber \\\"Gold\\\"\"\r\n";
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_MISSING);
  g_autoptr (BatonPoImport) import = import_text (program, po, FALSE);
  const BatonChange *change;

  g_assert_cmpint (state_after (import), ==, BATON_TEXT_NEEDS_WORK);
  change = import->changes->pdata[0];
  g_assert_cmpstr (baton_text_get_exact (baton_entity_get (change->after, BATON_FIELD_TIER_NAME), "de"), ==, "Über \"Gold\"");
}

/* A flag of an entry that has gone is not one of the entry that follows; msgcat puts them in any order. */
static void
test_obsolete (void)
{
  g_autoptr (BatonProgram) program = make_program (BATON_TEXT_MISSING);
  g_autoptr (BatonPoImport) import = import_text (program, HEADER "#, fuzzy\n#~ msgid \"Old\"\n#~ msgstr \"Alt\"\n\nmsgctxt \"" GOLD "/name\"\nmsgid \"Gold\"\nmsgstr \"Gold\"\n",
                                                  FALSE);

  g_assert_cmpint (state_after (import), ==, BATON_TEXT_TRANSLATED);
}

/* gettext's own reader is content with what we write. */
static void
test_msgfmt (void)
{
  g_autofree char *msgfmt = g_find_program_in_path ("msgfmt"), *folder = NULL, *path = NULL, *po = NULL, *standard_error = NULL;
  g_autoptr (BatonProgram) program = NULL;
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { "msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", NULL, NULL };
  int status;

  if (msgfmt == NULL)
    {
      g_test_skip ("msgfmt is not installed");
      return;
    }
  folder = g_dir_make_tmp ("baton-po-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "de.po", NULL);
  program = read_sample ();
  po = baton_po_export (program, NULL, "de");
  g_file_set_contents (path, po, -1, &error);
  g_assert_no_error (error);
  arguments[5] = path;
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &standard_error, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", standard_error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/po/round-trip", test_round_trip);
  g_test_add_func ("/po/fill", test_fill);
  g_test_add_func ("/po/states-out", test_states_out);
  g_test_add_func ("/po/previous", test_previous);
  g_test_add_func ("/po/states-in", test_states_in);
  g_test_add_func ("/po/fuzzy-in", test_fuzzy_in);
  g_test_add_func ("/po/obsolete", test_obsolete);
  g_test_add_func ("/po/conflict", test_conflict);
  g_test_add_func ("/po/rejected", test_rejected);
  g_test_add_func ("/po/placeholders", test_placeholders);
  g_test_add_func ("/po/tolerant", test_tolerant);
  g_test_add_func ("/po/msgfmt", test_msgfmt);
  return g_test_run ();
}
