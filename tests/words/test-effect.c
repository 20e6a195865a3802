/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edit does to a persona, in words. The words are those of the source language.
 */
#include "words/baton-words-effect.h"

#include <string.h>

#include "model/baton-day.h"
#include "model/baton-json.h"

#define DAY (baton_day_new (2026, 11, 21))

static void
put (BatonProgram *program,
     BatonKind     kind,
     const char   *id,
     const char   *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (BatonValue) body = baton_json_parse (text, strlen (text), NULL);
  g_autoptr (BatonEntity) entity = body != NULL ? baton_entity_from_value (kind, id, body, NULL) : NULL;

  g_assert_nonnull (entity);
  baton_program_put (program, entity);
}

static BatonProgram *
make_program (void)
{
  BatonProgram *program = baton_program_new ();

  put (program, BATON_KIND_PROGRAM, "p", "{'name':{'source':'Test'},'currency':'EUR'}");
  put (program, BATON_KIND_VOCABULARY, "regions", "{'name':{'source':'Region'},'purpose':'region'}");
  put (program, BATON_KIND_TERM, "emea", "{'name':{'source':'EMEA'},'place':{'parent':'regions','position':'a0'}}");
  put (program, BATON_KIND_PERSONA, "maria", "{'name':{'source':'Partner in EMEA'},'terms':['emea'],'place':{'position':'a0'}}");
  put (program, BATON_KIND_PERSONA, "ken", "{'name':{'source':'Partner in Japan'},'place':{'position':'a1'}}");
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("content-%d", i);
      g_autofree char *json = g_strdup_printf ("{'name':{'source':'Article %d'}}", i);

      put (program, BATON_KIND_CONTENT, id, json);
    }
  put (program, BATON_KIND_BRAND, "house", "{'name':{'source':'House'},'accent':'#123456','place':{'position':'a0'}}");
  put (program, BATON_KIND_PAGE, "home", "{'name':{'source':'Home'},'use':'landing','place':{'position':'a0'}}");
  put (program, BATON_KIND_NAVIGATION_ITEM, "deals", "{'name':{'source':'Deals'},'address':'https://example.org',"
       "'audience':[{'dimension':'regions','none':['emea']}],'place':{'position':'a0'}}");
  return program;
}

/* For each persona the line, then what it says at length, joined by " | ". */
static char *
describe (BatonProgram *before,
          BatonProgram *after)
{
  g_autoptr (BatonSnapshot) old = baton_snapshot_new (before, 1);
  g_autoptr (BatonSnapshot) new = baton_snapshot_new (after, 2);
  g_autoptr (GPtrArray) effects = baton_effect_list (old, new, DAY, 3);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (lines, baton_words_effects (new, effects));
  for (guint i = 0; i < effects->len; i++)
    {
      GPtrArray *more = baton_words_effect_lines (BATON_NAMES_OF_SNAPSHOT (old), BATON_NAMES_OF_SNAPSHOT (new), effects->pdata[i]);

      g_ptr_array_add (lines, baton_words_effect (BATON_NAMES_OF_SNAPSHOT (old), BATON_NAMES_OF_SNAPSHOT (new), effects->pdata[i]));
      g_ptr_array_extend_and_steal (lines, more);
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" | ", (char **) lines->pdata);
}

static void
test_rule (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = baton_program_copy (before);
  g_autoptr (BatonProgram) later = NULL;
  g_autofree char *added = NULL;
  g_autofree char *narrowed = NULL;

  put (after, BATON_KIND_PUBLISHING_RULE, "rule", "{'effect':'may','actions':['view','edit'],'place':{'position':'a0'},"
       "'who':[{'dimension':'regions','any':['emea']}]}");
  added = describe (before, after);
  g_assert_cmpstr (added, ==, "The answers of 1 persona of 2 change. | Partner in EMEA: may now view and edit 5 more pieces of content"
                   " | May now view “Article 0”, “Article 1”, “Article 2” and 2 more."
                   " | May now edit “Article 0”, “Article 1”, “Article 2” and 2 more.");

  later = baton_program_copy (after);
  put (later, BATON_KIND_PUBLISHING_RULE, "rule", "{'effect':'may','actions':['view'],'place':{'position':'a0'},'approval-by':['boss'],"
       "'who':[{'dimension':'regions','any':['emea']}]}");
  baton_program_remove (later, "content-4");
  narrowed = describe (after, later);
  g_assert_cmpstr (narrowed, ==, "The answers of 1 persona of 2 change. | Partner in EMEA: may now view 4 pieces of content with an approval; may no longer view 1 piece of content;"
                   " may no longer edit 5 pieces of content"
                   " | May now view with an approval: “Article 0”, “Article 1”, “Article 2” and 1 more."
                   " | May no longer view “Article 4”."
                   " | May no longer edit “Article 0”, “Article 1”, “Article 2” and 2 more.");
}

/* Nobody creates what stands there already: it is an example. */
static void
test_create (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = baton_program_copy (before);
  g_autofree char *text = NULL, *back = NULL;

  put (after, BATON_KIND_PUBLISHING_RULE, "rule", "{'effect':'may','actions':['create'],'place':{'position':'a0'},"
       "'who':[{'dimension':'regions','any':['emea']}]}");
  text = describe (before, after);
  g_assert_nonnull (strstr (text, " | May now create content like “Article 0”, “Article 1”, “Article 2” and 2 more."));
  back = describe (after, before);
  g_assert_nonnull (strstr (back, " | May no longer create content like “Article 0”, “Article 1”, “Article 2” and 2 more."));
}

static void
test_portal (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = baton_program_copy (before);
  g_autofree char *text = NULL;

  put (after, BATON_KIND_BRAND, "house", "{'name':{'source':'Our brand'},'accent':'#654321','place':{'position':'a0'}}");
  put (after, BATON_KIND_PAGE, "start", "{'name':{'source':'Start'},'use':'landing','place':{'position':'Zz'},"
       "'audience':[{'dimension':'regions','any':['emea']}]}");
  put (after, BATON_KIND_NAVIGATION_ITEM, "deals", "{'name':{'source':'Bargains'},'address':'https://example.org','place':{'position':'a0'}}");
  text = describe (before, after);
  g_assert_cmpstr (text, ==, "The answers of 2 personas of 2 change."
                   " | Partner in EMEA: 2 parts come into the portal; 1 part leaves the portal; lands on “Start” instead of “Home”; looks different"
                   " | Comes into the portal: Navigation item “Bargains” and Page “Start”."
                   " | Leaves the portal: Page “Home”."
                   " | The persona lands on “Start” instead of “Home”."
                   " | Looks different: Accent colour."
                   " | Partner in Japan: looks different | Looks different: Accent colour.");
}

/* A tier came, one went, and one asks and gives something else, to the one who climbs them. */
static void
test_tiers (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = NULL;
  g_autofree char *text = NULL;

  put (before, BATON_KIND_TIER_LADDER, "levels", "{'name':{'source':'Levels'},'audience':[{'dimension':'regions','any':['emea']}],'place':{'position':'a0'}}");
  put (before, BATON_KIND_TIER, "bronze", "{'name':{'source':'Bronze'},'threshold':0,'place':{'parent':'levels','position':'a0'}}");
  put (before, BATON_KIND_TIER, "gold", "{'name':{'source':'Gold'},'threshold':500,'place':{'parent':'levels','position':'a1'}}");
  put (before, BATON_KIND_BENEFIT, "discount", "{'name':{'source':'Discount'},'type':'rewards-discount','percent':500,'place':{'parent':'gold','position':'a0'}}");
  after = baton_program_copy (before);
  baton_program_remove (after, "bronze");
  put (after, BATON_KIND_TIER, "iron", "{'name':{'source':'Iron'},'threshold':10,'place':{'parent':'levels','position':'a0'}}");
  put (after, BATON_KIND_TIER, "gold", "{'name':{'source':'Gold'},'threshold':800,'place':{'parent':'levels','position':'a1'}}");
  put (after, BATON_KIND_BENEFIT, "discount", "{'name':{'source':'Discount'},'type':'rewards-discount','percent':700,'place':{'parent':'gold','position':'a0'}}");
  text = describe (before, after);
  g_assert_cmpstr (text, ==, "The answers of 1 persona of 2 change."
                   " | Partner in EMEA: 1 part comes into the portal; 1 part leaves the portal; 1 tier shows something else"
                   " | Comes into the portal: Tier “Iron”."
                   " | Leaves the portal: Tier “Bronze”."
                   " | Tier “Gold” shows something else: From tier points and Benefits.");
}

static void
test_nothing (void)
{
  g_autoptr (BatonProgram) before = make_program ();
  g_autoptr (BatonProgram) after = baton_program_copy (before);
  g_autofree char *renamed = NULL;
  g_autofree char *deserted = NULL;

  put (after, BATON_KIND_BRAND, "house", "{'name':{'source':'Our brand'},'accent':'#123456','place':{'position':'a0'}}");
  renamed = describe (before, after);
  g_assert_cmpstr (renamed, ==, "No persona’s answers change.");

  baton_program_remove (before, "maria");
  baton_program_remove (before, "ken");
  baton_program_remove (after, "maria");
  baton_program_remove (after, "ken");
  deserted = describe (before, after);
  g_assert_cmpstr (deserted, ==, "Add a persona, and this says what the edit changes for them.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/effect/rule", test_rule);
  g_test_add_func ("/words/effect/create", test_create);
  g_test_add_func ("/words/effect/portal", test_portal);
  g_test_add_func ("/words/effect/tiers", test_tiers);
  g_test_add_func ("/words/effect/nothing", test_nothing);
  return g_test_run ();
}
