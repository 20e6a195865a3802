/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/fixture.h"

#include "model/baton-json.h"
#include "model/baton-validate.h"

#include <string.h>

static char *
expand_ids (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("@([a-z][a-z-]*)", 0, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "\\1-0000000000", 0, NULL);
}

static BatonProgram *
parse (const char *text,
       gsize       length)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  BatonProgram *program = baton_program_parse (text, length, problems);

  for (guint i = 0; program == NULL && i < problems->len; i++)
    {
      const BatonProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s: %s %s", baton_problem_code_get_name (problem->code), problem->entity, problem->path);
    }
  return program;
}

BatonProgram *
fixture_program (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "small.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *expanded = NULL;
  BatonProgram *program;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  expanded = expand_ids (text);
  program = parse (expanded, strlen (expanded));
  g_assert_nonnull (program);
  return program;
}

BatonSnapshot *
fixture_snapshot (void)
{
  g_autoptr (BatonProgram) program = fixture_program ();

  return baton_snapshot_new (program, 1);
}

void
fixture_edit (BatonProgram *program,
              const char   *id,
              BatonField    field,
              const char   *value)
{
  g_autofree char *expanded = value != NULL ? expand_ids (value) : NULL;
  g_autoptr (BatonValue) parsed = value != NULL ? baton_json_parse (expanded, strlen (expanded), NULL) : NULL;
  g_autoptr (BatonEntity) entity = NULL;

  g_assert_true (value == NULL || parsed != NULL);
  g_assert_nonnull (baton_program_lookup (program, id));
  entity = baton_entity_with (baton_program_lookup (program, id), field, parsed);
  baton_program_put (program, entity);
}

BatonSnapshot *
fixture_snapshot_with (const char *id,
                       BatonField  field,
                       const char *value)
{
  g_autoptr (BatonProgram) program = fixture_program ();

  fixture_edit (program, id, field, value);
  return baton_snapshot_new (program, 2);
}

BatonPortal *
fixture_resolve (BatonSnapshot            *snapshot,
                 const char               *persona,
                 const BatonPortalRequest *request)
{
  BatonPortalRequest full = request != NULL ? *request : (BatonPortalRequest) { 0 };
  g_autoptr (BatonProfile) profile = NULL;

  full.persona = persona;
  if (full.day == 0)
    full.day = TODAY;
  profile = baton_profile_new_for_persona (snapshot, persona, full.day);
  g_assert_nonnull (profile);
  return baton_portal_resolve (snapshot, profile, &full);
}

BatonProgram *
fixture_sample (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "data", "samples", name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  return parse (text, length);
}

static char *
href_cb (BatonHrefType  type,
         const char    *id,
         gpointer       user_data)
{
  static const char *const names[] = {
    "home", "page", "content", "collection", "workflow", "tool", "search", "asset", "portal.css", "brand.css", "locale",
  };

  return id != NULL ? g_strdup_printf ("%s/%s", names[type], id) : g_strdup (names[type]);
}

char *
fixture_html (const BatonPortal *portal)
{
  BatonPortalHtmlOptions options = { .href = href_cb };

  return baton_portal_to_html (portal, &options);
}

/* ── A strict reader of what the emitter writes ──────────────────────────────────────────────────────── */

static const char *const void_tags[] = { "meta", "link", "img", "input", "br", NULL };
static const char *const tags[] = {
  "html", "head", "title", "style", "body", "header", "nav", "main", "footer", "section", "article", "div", "span", "p", "a", "ul", "ol",
  "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "b", "i", "bdi", "strong", "del", "details", "summary", "form", "button",
  "fieldset", "legend", "label", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "path", "circle", "rect", NULL,
};
static const char *const attributes[] = {
  "lang", "dir", "charset", "name", "content", "http-equiv", "rel", "href", "class", "id", "tabindex", "aria-label", "aria-labelledby",
  "aria-current", "aria-hidden", "role", "method", "action", "type", "value", "placeholder", "maxlength", "autocomplete", "src", "alt",
  "width", "height", "decoding", "scope", "data-entity", "hreflang", "checked", "viewBox", "focusable", "d", "fill", "cx", "cy", "r", "x", "y",
  "preserveAspectRatio", NULL,
};

static gboolean
is_harmless (const char *address)
{
  const char *colon = strchr (address, ':');
  const char *slash = strpbrk (address, "/?#");

  if (colon == NULL || (slash != NULL && slash < colon))
    return !g_str_has_prefix (address, "//");
  return g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "mailto:") || g_str_has_prefix (address, "data:image/");
}

static void
assert_clean_attributes (const char *text,
                         gsize       length)
{
  g_autofree char *all = g_strndup (text, length);
  g_autoptr (GRegex) regex = g_regex_new ("\\G ([A-Za-z-]+)(?:=\"([^\"<>]*)\")?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int end = 0;

  g_regex_match (regex, all, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);

      if (!g_strv_contains (attributes, name))
        g_error ("attribute %s in <…%s>", name, all);
      if (strcmp (name, "href") == 0 || strcmp (name, "src") == 0 || strcmp (name, "action") == 0)
        g_assert_true (is_harmless (value));
      g_match_info_fetch_pos (match, 0, NULL, &end);
      g_match_info_next (match, NULL);
    }
  g_assert_cmpint (end, ==, (int) strlen (all));
}

void
assert_clean_html (const char *html)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  const char *at = html;

  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_true (g_str_has_prefix (at, "<!DOCTYPE html>\n"));
  at += strlen ("<!DOCTYPE html>\n");

  while ((at = strchr (at, '<')) != NULL)
    {
      const char *end = strchr (at, '>');
      gboolean closing = at[1] == '/';
      gsize length;
      g_autofree char *tag = NULL;

      g_assert_nonnull (end);
      at += closing ? 2 : 1;
      length = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789");
      tag = g_strndup (at, length);
      if (closing)
        {
          g_assert_cmpuint (open->len, >, 0);
          g_assert_cmpstr (g_ptr_array_index (open, open->len - 1), ==, tag);
          g_assert_true (at + length == end);
          g_ptr_array_set_size (open, (int) open->len - 1);
        }
      else
        {
          if (!g_strv_contains (tags, tag) && !g_strv_contains (void_tags, tag))
            g_error ("tag <%.60s", at);
          assert_clean_attributes (at + length, (gsize) (end - at) - length);
          if (!g_strv_contains (void_tags, tag))
            g_ptr_array_add (open, g_steal_pointer (&tag));
        }
      at = end;
    }
  g_assert_cmpuint (open->len, ==, 0);
}
