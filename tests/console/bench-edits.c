/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits in every section with the preview open, each typed or set, undone and done again, under the trace that
 * `baton --trace` prints. A benchmark (`meson test --benchmark`), no test: it asserts no time.
 *
 * bench-edits [WORKSPACE] takes a workspace instead of the sample; it is changed and restored by undo. With --large that
 * file is made first: the sample with 100,000 terms and 5,000 activities more. BATON_BENCH_SECTIONS does some alone ("tiers,rewards"),
 * BATON_BENCH_VISITS edits nothing: sections are visited, and the window closed.
 */
#include "console-fixture.h"
#include "console-large.h"

#include "console/baton-main-window.h"
#include "console/baton-section.h"
#include "console/baton-trace.h"
#include "model/baton-text.h"

#include "baton-resources.h"

#define REST_MS 150   /* until preview, problems and what-if have followed */

static void
undo_redo (ConsoleFixture *fixture)
{
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (REST_MS);
  gtk_widget_activate_action (fixture->window, "win.redo", NULL);
  console_fixture_iterate (REST_MS);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  console_fixture_iterate (REST_MS);
}

/* Three keys in a text field, as its row would type them. */
static void
type (ConsoleFixture *fixture,
      const char     *id,
      BatonField      field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);

  for (int key = 0; key < 3; key++)
    {
      BatonEntity *entity = baton_document_lookup (fixture->document, id);
      BatonValue *before = baton_entity_get (entity, field);
      gboolean translatable = (info->flags & BATON_FIELD_TRANSLATABLE) != 0;
      g_autofree char *text = g_strdup_printf ("%sx", translatable ? baton_text_get_source (before) : baton_value_get_string (before));
      g_autoptr (BatonValue) value = translatable ? baton_text_with_source (before, text) : baton_value_new_string (text);
      g_autoptr (BatonEntity) after = baton_entity_with (entity, field, value);

      g_assert_true (baton_document_type (fixture->document, after, field, NULL));
      console_fixture_iterate (REST_MS / 3);
    }
  baton_document_end_typing (fixture->document);
}

/* Another value of the field's type; NULL where a program could not be made up. (transfer full) */
static BatonValue *
make_other (const BatonFieldInfo *info,
            const BatonValue     *value)
{
  switch ((int) info->type)
    {
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
      return baton_value_new_integer (baton_value_get_integer (value, 0) + 1);
    case BATON_TYPE_BOOLEAN:
      return value != NULL ? NULL : baton_value_new_boolean (TRUE);
    case BATON_TYPE_COLOUR:
      return baton_value_new_string ("#123456");
    case BATON_TYPE_DAY:
      return baton_value_new_string ("2026-06-01");
    default:
      return NULL;
    }
}

static void
edit_field (ConsoleFixture *fixture,
            const char     *id,
            BatonField      field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  BatonValue *before = baton_entity_get (baton_document_lookup (fixture->document, id), field);
  g_autoptr (BatonValue) other = NULL;

  if (info->type == BATON_TYPE_TEXT && before != NULL && field != BATON_FIELD_PROGRAM_TIME_ZONE && field != BATON_FIELD_PROGRAM_SOURCE_LOCALE &&
      field != BATON_FIELD_PROGRAM_CURRENCY && field != BATON_FIELD_LOCALE_TAG)
    {
      type (fixture, id, field);
    }
  else
    {
      other = make_other (info, before);
      if (other == NULL)
        return;
      if (!baton_document_set (fixture->document, id, field, other))
        return;
      console_fixture_iterate (REST_MS);
    }
  undo_redo (fixture);
}

static void
edit_section (ConsoleFixture         *fixture,
              const BatonSectionInfo *info)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *kind_info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) list = NULL;
      g_autofree char *id = NULL;
      guint edits = 0;

      if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
        continue;
      list = baton_program_list (baton_document_get_program (fixture->document), kind);
      if (list->len == 0)
        continue;
      id = g_strdup (baton_entity_get_id (list->pdata[list->len / 2]));
      baton_main_window_reveal (BATON_MAIN_WINDOW (fixture->window), id);
      console_fixture_iterate (REST_MS * 2);
      for (guint i = 0; i < kind_info->n_fields && edits < 4; i++)
        {
          guint before = baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document));

          edit_field (fixture, id, kind_info->first_field + i);
          edits += baton_workspace_get_n_entries (baton_document_get_workspace (fixture->document)) != before;
        }
      /* An addition and a removal are what lists have to follow. */
      if (kind_info->place_field != BATON_FIELD_NONE)
        {
          g_autofree char *parent = g_strdup (baton_entity_get_parent (baton_document_lookup (fixture->document, id)));

          if (baton_document_add (fixture->document, kind, parent, "Another") != NULL)
            {
              console_fixture_iterate (REST_MS);
              undo_redo (fixture);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  ConsoleFixture fixture = { 0 };
  g_autoptr (BatonTrace) trace = NULL;

  if (!gtk_init_check ())
    {
      g_print ("There is no display, and no Xvfb to make one.\n");
      return 77;
    }
  adw_init ();
  baton_register_resource ();
  baton_words_init ();
  if (argc > 2 && g_str_equal (argv[1], "--large"))
    {
      console_large_make (argv[2]);
      argv++;
      argc--;
    }
  fixture.trace = &trace;
  console_fixture_set_up (&fixture, argc > 1 ? argv[1] : NULL);
  console_fixture_iterate (1500);
  g_auto (GStrv) only = g_getenv ("BATON_BENCH_SECTIONS") != NULL ? g_strsplit (g_getenv ("BATON_BENCH_SECTIONS"), ",", -1) : NULL;

  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      if (only != NULL && !g_strv_contains ((const char * const *) only, info->name))
        continue;
      baton_main_window_show_section (BATON_MAIN_WINDOW (fixture.window), info->name);
      console_fixture_iterate (REST_MS);
      if (g_getenv ("BATON_BENCH_VISITS") == NULL)
        edit_section (&fixture, info);
    }
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  console_fixture_iterate (3000);
  console_fixture_tear_down (&fixture, argc > 1 ? argv[1] : NULL);
  g_clear_object (&trace);
  return 0;
}
