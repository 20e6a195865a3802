/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/sound-program.h"

#include "model/baton-problem.h"
#include "model/baton-validate.h"
#include "support/quoted-entity.h"

static const struct
{
  const char *kind;
  const char *id;
  const char *body;
} sound[] = {
  { "program", ID ("p"), "{'name':{'source':'Partners'},'source-locale':'en','time-zone':'Europe/Berlin','currency':'EUR'}" },
  { "locale", ID ("en"), "{'tag':'en','place':{'position':'a0'}}" },
  { "vocabulary", ID ("region"), "{'name':{'source':'Region'},'purpose':'region','place':{'position':'a0'}}" },
  { "vocabulary", ID ("topic"), "{'name':{'source':'Topic'},'purpose':'topic','multiple':true,'place':{'position':'a1'}}" },
  { "term", ID ("emea"), "{'name':{'source':'EMEA'},'place':{'parent':'" ID ("region") "','position':'a0'}}" },
  { "term", ID ("dach"), "{'name':{'source':'DACH'},'place':{'parent':'" ID ("emea") "','position':'a0'}}" },
  { "term", ID ("cloud"), "{'name':{'source':'Cloud'},'place':{'parent':'" ID ("topic") "','position':'a0'}}" },
  { "role", ID ("editor"), "{'name':{'source':'Editor'},'place':{'position':'a0'}}" },
  { "page", ID ("home"), "{'name':{'source':'Home'},'use':'landing','introduction':{'source':'Hello'},'place':{'position':'a0'}}" },
  { "motion", ID ("motion"), "{'name':{'source':'Influence'},'place':{'position':'a0'}}" },
  { "activity", ID ("blog"), "{'name':{'source':'Blog'},'tier-points':{'value':10},'company-points':{'value':'none'},'individual-points':{'value':5},"
                             "'place':{'parent':'" ID ("motion") "','position':'a0'}}" },
  { "tier-ladder", ID ("ladder"), "{'name':{'source':'Tiers'},'place':{'position':'a0'}}" },
  { "tier", ID ("hero"), "{'name':{'source':'Hero'},'threshold':100,'place':{'parent':'" ID ("ladder") "','position':'a0'}}" },
  { "fund", ID ("fund"), "{'name':{'source':'Fund'},'type':'mdf','place':{'position':'a0'}}" },
  { "record-type", ID ("deal"), "{'name':{'source':'Deal'},'place':{'position':'a0'}}" },
  { "brand", ID ("house"), "{'name':{'source':'House'},'surface':'#ffffff','text':'#111111','place':{'position':'a0'}}" },
};

BatonProgram *
sound_program_new (void)
{
  BatonProgram *program = baton_program_new ();
  const BatonFieldInfo *key = baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY);

  for (gsize i = 0; i < G_N_ELEMENTS (sound); i++)
    quoted_entity_put (program, sound[i].kind, sound[i].id, sound[i].body);
  for (guint i = 0; i < baton_schema_count_choices (key); i++)
    {
      g_autofree char *id = g_strdup_printf ("word%u-0000000000", i);
      g_autofree char *body = g_strdup_printf ("{'key':'%s','text':{'source':'Word'}}", key->choices[i].value);

      quoted_entity_put (program, "portal-word", id, body);
    }
  return program;
}

char *
sound_program_describe (GPtrArray *problems)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);

      if (i > 0)
        g_string_append (text, "; ");
      g_string_append (text, baton_problem_code_get_name (problem->code));
      if (problem->kind != BATON_KIND_NONE)
        g_string_append_printf (text, " %s", baton_schema_get_kind (problem->kind)->name);
      if (problem->field != BATON_FIELD_NONE)
        g_string_append_printf (text, ".%s", baton_schema_get_field (problem->field)->name);
      if (problem->row >= 0)
        g_string_append_printf (text, "[%d]", problem->row);
      if (problem->locale != NULL)
        g_string_append_printf (text, "@%s", problem->locale);
      for (gsize j = 0; problem->arguments[j] != NULL; j++)
        g_string_append_printf (text, " %s", problem->arguments[j]);
    }
  return g_string_free (text, FALSE);
}

void
sound_program_assert_problems (const BatonProgram *program,
                               const char         *expected)
{
  g_autoptr (GPtrArray) problems = baton_validate_program (program);
  g_autofree char *found = sound_program_describe (problems);

  g_assert_cmpstr (found, ==, expected);
}

void
sound_program_run_cases (const SoundCase *cases,
                         gsize            n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (BatonProgram) program = sound_program_new ();

      g_test_message ("%s %s", cases[i].kind, cases[i].body);
      quoted_entity_put (program, cases[i].kind, cases[i].id, cases[i].body);
      sound_program_assert_problems (program, cases[i].expected);
    }
}
