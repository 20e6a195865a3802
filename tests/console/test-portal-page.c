/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview says what the portal says, no less and no more: for every persona of the samples, with and without a record, in
 * several languages, the words of whatever can be opened are those of the page that the server serves for it.
 */
#include "config.h"

#include "console-fixture.h"

#include "console/preview/baton-portal-view-private.h"

#include "model/baton-validate.h"
#include "portal/baton-portal-html.h"
#include "rules/baton-profile.h"
#include "words/baton-words-format.h"

#include <string.h>

#define DAY "2026-11-21"   /* the samples' */

static BatonSnapshot *
load_sample (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/data/samples/%s.json", g_getenv ("BATON_SOURCE_ROOT"), name);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);
  g_autoptr (BatonProgram) program = NULL;
  g_autofree char *json = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  program = baton_program_parse (json, strlen (json), problems);
  g_assert_nonnull (program);
  return baton_snapshot_new (program, 1);
}

/* ── Words ── */

/* Letters and digits, in either direction; signs and marks of direction part them. */
static void
add_words (GHashTable *words,
           const char *text)
{
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        {
          g_string_append_unichar (word, c);
        }
      else if (word->len > 0)
        {
          g_hash_table_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == '\0')
        return;
    }
}

/* What is said of a text, and where a link leads, is no text of the portal. */
static char *
reword_cb (const char *text,
           gpointer    words)
{
  if (!g_str_has_prefix (text, "Shown in ") && strstr (text, ":/") == NULL)
    add_words (words, text);
  return g_strdup (text);
}

/* What stands between the tags; those within a line part no words. What only shows a link to those who see it is passed over. */
static void
add_html_words (GHashTable *words,
                const char *html)
{
  g_autoptr (GRegex) hidden = g_regex_new ("<span class=\"more\" aria-hidden=\"true\">(<span[^>]*>)?[^<]*(</span>)?</span>", 0, 0, NULL);
  g_autoptr (GRegex) inner = g_regex_new ("</?(a|strong|em)( [^>]*)?>", 0, 0, NULL);
  g_autoptr (GRegex) tags = g_regex_new ("<[^>]*>", 0, 0, NULL);
  g_autoptr (GRegex) references = g_regex_new ("&#?[a-z0-9]+;", 0, 0, NULL);
  g_autofree char *visible = g_regex_replace_literal (hidden, html, -1, 0, " ", 0, NULL);
  g_autofree char *joined = g_regex_replace_literal (inner, visible, -1, 0, "", 0, NULL);
  g_autofree char *text = g_regex_replace_literal (tags, joined, -1, 0, " ", 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (references, text, -1, 0, " ", 0, NULL);

  add_words (words, plain);
}

static char *
name_address (BatonHrefType  type,
              const char    *id,
              gpointer       user_data)
{
  return g_strdup ("somewhere");
}

/* Of the whole page, or of what is open on it. (transfer full) */
static GHashTable *
list_page_words (const BatonPortal *portal,
                 gboolean           whole)
{
  const BatonPortalHtmlOptions options = { .href = name_address };
  g_autofree char *html = baton_portal_to_html (portal, &options);
  char *body = strstr (html, whole ? "<body" : "<main"), *end = strstr (html, whole ? "</body>" : "</main>");
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_nonnull (body);
  g_assert_nonnull (end);
  *end = '\0';
  add_html_words (words, body);
  return words;
}

/* What the preview says besides: of what language a text is that is missing, the number of a step, what unfolds the navigation,
 * and to those who do not see it what a card is about. */
static void
add_own_words (GHashTable        *words,
               const BatonPortal *portal)
{
  GPtrArray *locales = baton_snapshot_list (portal->snapshot, BATON_KIND_LOCALE);

  for (guint i = 0; i < locales->len; i++)
    {
      g_autofree char *language = baton_words_language (baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG));

      add_words (words, language);
    }
  for (gsize i = 0; i < portal->n_ladders; i++)
    add_words (words, portal->ladders[i].item.name.text);
  add_words (words, "1 2 3 4 5 6 7 8 9 10 11 12");
  add_words (words, baton_portal_get_word (portal, "main-navigation")->text);
}

/* (transfer full) */
static GHashTable *
list_preview_words (BatonPortalView   *view,
                    const BatonPortal *portal)
{
  const BatonNames names = { .snapshot = portal->snapshot };
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  BatonPortalNode *node;

  view->portal = portal;
  view->names = &names;
  node = baton_portal_page_describe (view);
  baton_portal_node_reword (node, reword_cb, NULL, words);
  baton_portal_node_free (node);
  view->portal = NULL;
  view->names = NULL;
  return words;
}

static void
check_within (GHashTable *words,
              GHashTable *others,
              const char *what,
              const char *complaint)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (others, word))
      {
        g_test_message ("%s: %s “%s”", what, complaint, (char *) word);
        g_test_fail ();
      }
}

static void
check_portal (BatonPortalView   *view,
              const BatonPortal *portal,
              const char        *what)
{
  g_autoptr (GHashTable) open = list_page_words (portal, FALSE), whole = list_page_words (portal, TRUE), preview = list_preview_words (view, portal);

  add_own_words (whole, portal);
  check_within (open, preview, what, "the preview does not say");
  check_within (preview, whole, what, "the preview alone says");
}

/* ── Everything that can be opened ── */

static const BatonKind opened_kinds[] = { BATON_KIND_PAGE, BATON_KIND_CONTENT, BATON_KIND_COLLECTION, BATON_KIND_WORKFLOW, BATON_KIND_TOOL };

static void
check_all (BatonPortalView    *view,
           BatonSnapshot      *snapshot,
           const BatonProfile *profile,
           BatonPortalRequest  request)
{
  g_autoptr (BatonPortal) home = baton_portal_resolve (snapshot, profile, &request);

  check_portal (view, home, request.persona);
  for (guint i = 0; i < G_N_ELEMENTS (opened_kinds); i++)
    {
      GPtrArray *things = baton_snapshot_list (snapshot, opened_kinds[i]);

      for (guint j = 0; j < things->len; j++)
        {
          g_autoptr (BatonPortal) portal = NULL;
          g_autofree char *what = NULL;

          request.target = baton_entity_get_id (things->pdata[j]);
          portal = baton_portal_resolve (snapshot, profile, &request);
          what = g_strdup_printf ("%s as %s in %s", request.target, request.persona, portal->locale);
          check_portal (view, portal, what);
        }
    }
}

static void
test_words (gconstpointer name)
{
  g_autoptr (BatonSnapshot) snapshot = load_sample (name);
  GPtrArray *personas = baton_snapshot_list (snapshot, BATON_KIND_PERSONA), *records = baton_snapshot_list (snapshot, BATON_KIND_RECORD);
  GPtrArray *locales = baton_snapshot_list (snapshot, BATON_KIND_LOCALE);
  GtkWidget *view = g_object_ref_sink (baton_portal_view_new (NULL, NULL));
  BatonDay day = baton_day_parse (DAY);

  for (guint i = 0; i < personas->len; i++)
    {
      const char *persona = baton_entity_get_id (personas->pdata[i]);
      const BatonEntity *locale = locales->len > 0 ? locales->pdata[i % locales->len] : NULL;
      g_autoptr (BatonProfile) profile = baton_profile_new_for_persona (snapshot, persona, day);

      check_all (BATON_PORTAL_VIEW (view), snapshot, profile, (BatonPortalRequest) { .persona = persona, .day = day });
      check_all (BATON_PORTAL_VIEW (view), snapshot, profile,
                 (BatonPortalRequest) { .persona = persona, .day = day, .device = BATON_DEVICE_NARROW,
                                        .locale = locale != NULL ? baton_entity_get_string (locale, BATON_FIELD_LOCALE_TAG) : NULL,
                                        .record = records->len > 0 ? baton_entity_get_id (records->pdata[i % records->len]) : NULL });
    }
  g_object_unref (view);
}

/* ── The brand ── */

static guint32
get_colour (GtkWidget *widget)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  return (guint32) (colour.red * 255 + 0.5) << 16 | (guint32) (colour.green * 255 + 0.5) << 8 | (guint32) (colour.blue * 255 + 0.5);
}

/* A brand that says nothing of dark is seen in dark as the portal shows it there; its letters are the portal's. */
static void
test_brand (void)
{
  BatonPortalBrand brand = { .font = 1 };
  BatonPortalColours *colours = baton_portal_colours_new ();
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = gtk_label_new ("Header"), *text = gtk_label_new ("Text");

  for (int i = 0; i < BATON_PORTAL_N_COLOURS; i++)
    brand.colours[i] = BATON_PORTAL_NO_COLOUR;
  brand.colours[BATON_PORTAL_COLOUR_ACCENT] = 0x8a1538;
  brand.colours[BATON_PORTAL_COLOUR_HEADER] = 0x102030;
  gtk_widget_add_css_class (box, baton_portal_colours_get_class (colours));
  gtk_widget_add_css_class (header, "baton-portal-header");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), text);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  for (int dark = 0; dark < 2; dark++)
    {
      guint32 palette[BATON_N_PALETTE];
      const PangoFontDescription *font;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      baton_portal_colours_load (colours, &brand);
      console_fixture_iterate (50);
      baton_portal_brand_get_palette (&brand, dark, palette);
      g_assert_cmphex (get_colour (text), ==, palette[BATON_PALETTE_TEXT]);
      g_assert_cmphex (get_colour (header), ==, palette[BATON_PALETTE_ON_HEADER]);
      font = pango_context_get_font_description (gtk_widget_get_pango_context (text));
      g_assert_true (g_str_has_prefix (pango_font_description_get_family (font), "Source Serif"));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  baton_portal_colours_free (colours);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display, and no Xvfb to make one\n");
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/console/portal-page/influencer", "influencer", test_words);
  g_test_add_data_func ("/console/portal-page/reseller", "reseller", test_words);
  g_test_add_data_func ("/console/portal-page/referral", "referral", test_words);
  g_test_add_data_func ("/console/portal-page/empty", "empty", test_words);
  g_test_add_func ("/console/portal-page/brand", test_brand);
  return g_test_run ();
}
