/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/baton-colour.h"
#include "portal/baton-guide.h"
#include "portal/baton-html.h"
#include "portal/fixture.h"

#include <string.h>

#define TOM ID ("tom")
#define AIKO ID ("aiko")
#define MONA ID ("mona")

/* What people try. None of it may come out as a tag, an attribute or an address. */
static const char *const attacks[] = {
  "<script>alert(1)</script>",
  "\"><img src=x onerror=alert(1)>",
  "' onmouseover='alert(1)",
  "\" onfocus=\"alert(1)\" autofocus=\"",
  "</title><script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "<!--<script>--><svg/onload=alert(1)>",
  "<a href=\"javascript:alert(1)\">x</a>",
  "<a href=\"java\tscript:alert(1)\">x</a>",
  "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
  "<p onclick=\"alert(1)\">x</p>",
  "<p style=\"background:url(javascript:alert(1))\">x</p>",
  "<iframe src=\"//evil.example\"></iframe>",
  "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)&#60;/script&#62;",
  "{member}{tier}<b>{organisation}",
  "\xe2\x80\xae<b>evil",
  "]]><script>alert(1)</script>",
  "<base href=\"https://evil.example/\">",
};

static const char *const addresses[] = {
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "vbscript:x",
  "data:text/html;base64,PHNjcmlwdD4=",
  "//evil.example/",
  "/\\evil.example/",
  "\\\\evil.example",
  "https:evil",
  "file:///etc/passwd",
  "https://ok.example/\" onclick=\"alert(1)",
  "https://ok.example/<script>",
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_test_message ("address %" G_GSIZE_FORMAT, i);
      if (strstr (addresses[i], "ok.example") == NULL)
        g_assert_false (baton_html_is_address (addresses[i], FALSE));
    }
  g_assert_true (baton_html_is_address ("https://example.org/a?b=c&d#e", FALSE));
  g_assert_true (baton_html_is_address ("mailto:team@example.org", FALSE));
  g_assert_true (baton_html_is_address ("/page/one", FALSE));
  g_assert_true (baton_html_is_address ("page/one?at=12:30", FALSE));
  g_assert_true (baton_html_is_address ("#content", FALSE));
  g_assert_true (baton_html_is_address ("data:image/png;base64,AAAA", TRUE));
  g_assert_false (baton_html_is_address ("data:image/png;base64,AAAA", FALSE));
  g_assert_false (baton_html_is_address ("data:image/svg+xml,<svg>", TRUE));
  g_assert_false (baton_html_is_address ("", FALSE));
  g_assert_false (baton_html_is_address (NULL, FALSE));
}

static void
test_emitter (void)
{
  BatonHtml *html = baton_html_new ("en", FALSE);
  BatonPortalText arabic = { "دليل <b>", "ar", TRUE, TRUE };
  BatonPortalText here = { "here", "en", FALSE, FALSE };
  g_autofree char *text = NULL;

  baton_html_open (html, "p", "class", "a\"b<c>&'", "title", NULL, NULL);
  baton_html_text (html, "1 < 2 & \"3\"");
  baton_html_element (html, "span", NULL, &arabic);
  baton_html_element (html, "b", NULL, &here);
  baton_html_open (html, "a", "href", "javascript:alert(1)", NULL);
  text = baton_html_finish (html);
  g_assert_cmpstr (text, ==,
                   "<p class=\"a&quot;b&lt;c&gt;&amp;&apos;\">1 &lt; 2 &amp; &quot;3&quot;"
                   "<span lang=\"ar\" dir=\"rtl\">دليل &lt;b&gt;</span><b>here</b><a></a></p>\n");
}

static void
test_rich (void)
{
  BatonHtml *html = baton_html_new ("en", FALSE);
  BatonPortalText good = { "<h2>One</h2><p>a <b>b</b> &amp; <a href=\"https://example.org/?a=1&amp;b=2\">c</a> <a href=\"baton:guide-0000000000\">d</a></p>", "en", FALSE, FALSE };
  BatonPortalText bad = { "<p onclick=\"x\">a</p>", "en", FALSE, FALSE };
  g_autofree char *text = NULL;

  baton_html_rich (html, "rich", &good, 3, NULL, NULL);
  baton_html_rich (html, "rich", &bad, 3, NULL, NULL);
  text = baton_html_finish (html);
  g_assert_nonnull (strstr (text, "<h3>One</h3>"));
  g_assert_nonnull (strstr (text, "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">c</a>"));
  g_assert_nonnull (strstr (text, " d</p>"));   /* nobody told where it leads: the words stay */
  g_assert_null (strstr (text, "<p onclick"));
  g_assert_nonnull (strstr (text, "&lt;p onclick"));
}

/* Puts *attack* into every text, plain or rich, of every entity. */
static BatonSnapshot *
poison (const char *attack)
{
  g_autoptr (BatonProgram) program = fixture_program ();
  g_autoptr (BatonValue) plain = baton_value_new_string (attack);
  g_autoptr (BatonValue) translated = baton_value_with_member (NULL, "source", plain);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_entity_unref);

  for (BatonKind kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

      for (guint i = 0; i < entities->len; i++)
        {
          BatonEntity *entity = baton_entity_ref (g_ptr_array_index (entities, i));

          for (guint j = 0; j < info->n_fields; j++)
            {
              BatonField field = info->first_field + j;
              const BatonFieldInfo *field_info = baton_schema_get_field (field);
              BatonEntity *next;

              if ((field_info->type != BATON_TYPE_TEXT && field_info->type != BATON_TYPE_RICH_TEXT)
                  || field == BATON_FIELD_PROGRAM_SOURCE_LOCALE || field == BATON_FIELD_LOCALE_TAG || field == BATON_FIELD_PROGRAM_CURRENCY
                  || field == BATON_FIELD_CONTENT_ADDRESS || field == BATON_FIELD_TOOL_ADDRESS || field == BATON_FIELD_NAVIGATION_ITEM_ADDRESS)
                continue;
              next = baton_entity_with (entity, field, (field_info->flags & BATON_FIELD_TRANSLATABLE) != 0 ? translated : plain);
              baton_entity_unref (entity);
              entity = next;
            }
          g_ptr_array_add (changed, entity);
        }
    }
  for (guint i = 0; i < changed->len; i++)
    baton_program_put (program, g_ptr_array_index (changed, i));
  return baton_snapshot_new (program, 3);
}

static void
assert_all_pages_clean (BatonSnapshot *snapshot,
                        const char    *words)
{
  static const char *const targets[] = {
    NULL, ID ("guide"), ID ("closing"), ID ("crm"), ID ("onboarding"), ID ("learn"), ID ("kit-old"), ID ("no-such-thing"),
  };
  static const char *const personas[] = { TOM, AIKO, MONA };

  for (gsize i = 0; i < G_N_ELEMENTS (personas); i++)
    for (gsize j = 0; j <= G_N_ELEMENTS (targets); j++)
      {
        BatonPortalRequest request = {
          .target = j < G_N_ELEMENTS (targets) ? targets[j] : NULL,
          .words = j == G_N_ELEMENTS (targets) ? words : NULL,
          .record = ID ("big-deal"),
        };
        g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, personas[i], &request);
        g_autofree char *html = fixture_html (portal);

        assert_clean_html (html);
        g_assert_null (strstr (html, "alert(1)>"));
      }
}

static void
test_attacks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (BatonSnapshot) snapshot = poison (attacks[i]);
      BatonGuideOptions options = { .day = TODAY };
      g_autofree char *guide = baton_guide_to_html (snapshot, NULL, &options);
      const char *body = strstr (guide, "<body");

      g_test_message ("attack %" G_GSIZE_FORMAT, i);
      assert_all_pages_clean (snapshot, attacks[i]);
      g_assert_null (strstr (body, "<script"));
      g_assert_null (strstr (body, "<img src=x"));
    }
}

static void
test_address_attacks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (BatonValue) string = baton_value_new_string (addresses[i]);
      g_autofree char *value = baton_value_to_json (string);
      g_autoptr (BatonSnapshot) tool = fixture_snapshot_with (ID ("crm"), BATON_FIELD_TOOL_ADDRESS, value);
      g_autoptr (BatonSnapshot) content = fixture_snapshot_with (ID ("kit-old"), BATON_FIELD_CONTENT_ADDRESS, value);
      g_autoptr (BatonSnapshot) item = fixture_snapshot_with (ID ("nav-out"), BATON_FIELD_NAVIGATION_ITEM_ADDRESS, value);

      g_test_message ("address %" G_GSIZE_FORMAT, i);
      assert_all_pages_clean (tool, "kit");
      assert_all_pages_clean (content, "kit");
      assert_all_pages_clean (item, "kit");
    }
}

/* Whatever stands in a colour field, only colours reach the stylesheet. */
static void
test_brand_stylesheet (void)
{
  static const char *const colours[] = { "\"red;} body{display:none\"", "\"#12345\"", "\"url(https://evil.example/)\"", "\"#GGGGGG\"", "\"#ffee88\"", "\"#000000\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autoptr (BatonSnapshot) snapshot = fixture_snapshot_with (ID ("house"), BATON_FIELD_BRAND_ACCENT, colours[i]);
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, TOM, NULL);
      g_autofree char *css = baton_portal_brand_stylesheet (&portal->brand);
      g_autoptr (GRegex) regex = g_regex_new ("^:root \\{\\n  color-scheme: light dark;\\n  --font: [^;{}<>]+;\\n(  --[a-z-]+: #[0-9a-f]{6};\\n)+"
                                              "\\}\\n@media \\(prefers-color-scheme: dark\\) \\{\\n:root \\{\\n(  --[a-z-]+: #[0-9a-f]{6};\\n)+\\}\\n\\}\\n$", 0, 0, NULL);
      g_autofree char *digest = baton_portal_stylesheet_digest (css);

      g_assert_true (g_regex_match (regex, css, 0, NULL));
      g_assert_cmpuint (strlen (digest), ==, 16);
    }
}

static BatonColour
read_colour (const char *css,
             const char *name)
{
  g_autofree char *key = g_strdup_printf ("  --%s: ", name);
  const char *at = strstr (css, key);
  g_autofree char *text = NULL;
  BatonColour colour = { 0 };

  g_assert_nonnull (at);
  text = g_strndup (at + strlen (key), 7);
  g_assert_true (baton_colour_parse (text, &colour));
  return colour;
}

/* What is derived can be read, whatever accent and background a brand chooses, in light and in dark. */
/* What is drawn elsewhere has the colours of the stylesheet, derived ones too. */
static void
test_palette (void)
{
  static const char *const names[BATON_N_PALETTE] = { "accent", "on-accent", "surface", "text", "header", "on-header", "link" };
  static const char *const accents[] = { "\"#123456\"", "\"#ffee00\"", "\"#808080\"", "\"#000000\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (accents); i++)
    {
      g_autoptr (BatonSnapshot) snapshot = fixture_snapshot_with (ID ("house"), BATON_FIELD_BRAND_ACCENT, accents[i]);
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, TOM, NULL);
      g_autofree char *css = baton_portal_brand_stylesheet (&portal->brand);

      for (int dark = 0; dark < 2; dark++)
        {
          guint32 palette[BATON_N_PALETTE];

          baton_portal_brand_get_palette (&portal->brand, dark, palette);
          for (int colour = 0; colour < BATON_N_PALETTE; colour++)
            {
              g_autofree char *line = g_strdup_printf ("--%s: #%06x;", names[colour], palette[colour]);

              g_assert_nonnull (strstr (dark ? strstr (css, "prefers-color-scheme: dark") : css, line));
            }
        }
      g_assert_nonnull (strstr (css, baton_portal_brand_get_fonts (&portal->brand)));
    }
}

/* A brand's picture for the navigation stands before what it is for. */
static void
test_navigation_picture (void)
{
  g_autoptr (BatonSnapshot) plain = fixture_snapshot (), pictured = fixture_snapshot_with (ID ("house"), BATON_FIELD_BRAND_IMAGERY,
                                                                                            "[{\"use\":\"navigation\",\"asset\":\"" ID ("picture") "\"}]");
  g_autoptr (BatonPortal) before = fixture_resolve (plain, TOM, NULL), after = fixture_resolve (pictured, TOM, NULL);
  g_autofree char *before_html = fixture_html (before), *after_html = fixture_html (after);

  g_assert_null (strstr (before_html, "navigation-picture"));
  g_assert_nonnull (strstr (after_html, "<img class=\"navigation-picture\" src=\"asset/"));
  assert_clean_html (after_html);
}

static void
test_contrast (void)
{
  static const char *const pairs[][2] = {
    { "muted", "ground" }, { "muted", "card" }, { "link", "ground" }, { "link", "card" }, { "on-soft", "soft" },
    { "hero-text", "hero-from" }, { "hero-text", "hero-to" }, { "hero-muted", "hero-from" }, { "hero-link", "hero-from" },
    { "hero-link", "hero-to" }, { "on-accent", "accent" }, { "text", "surface" }, { "text", "ground" }, { "text", "card" }, { "on-header", "header" },
    { "on-header", "header-soft" }, { "header-muted", "header" }, { "header-muted", "header-soft" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  BatonPortalBrand brand = { .font = -1 };

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *css = NULL;
      const char *dark;

      for (gsize j = 0; j < BATON_PORTAL_N_COLOURS; j++)
        brand.colours[j] = BATON_PORTAL_NO_COLOUR;
      brand.colours[BATON_PORTAL_COLOUR_ACCENT] = g_rand_int (random) & 0xffffff;
      if (i % 3 == 0)
        brand.colours[BATON_PORTAL_COLOUR_SURFACE] = g_rand_int (random) & 0xffffff;
      if (i % 4 == 0)
        brand.colours[BATON_PORTAL_COLOUR_DARK_SURFACE] = g_rand_int (random) & 0xffffff;
      if (i % 5 == 0)
        brand.colours[BATON_PORTAL_COLOUR_HEADER] = g_rand_int (random) & 0xffffff;
      css = baton_portal_brand_stylesheet (&brand);
      dark = strstr (css, "@media");
      for (gsize j = 0; j < G_N_ELEMENTS (pairs); j++)
        {
          g_test_message ("%06x %06x: %s on %s", brand.colours[BATON_PORTAL_COLOUR_ACCENT], brand.colours[BATON_PORTAL_COLOUR_SURFACE], pairs[j][0], pairs[j][1]);
          g_assert_cmpint (baton_colour_get_contrast (read_colour (css, pairs[j][0]), read_colour (css, pairs[j][1])), >=, BATON_CONTRAST_TEXT);
          g_assert_cmpint (baton_colour_get_contrast (read_colour (dark, pairs[j][0]), read_colour (dark, pairs[j][1])), >=, BATON_CONTRAST_TEXT);
        }
    }
}

static void
test_language_and_direction (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) mona = fixture_resolve (snapshot, MONA, NULL);
  g_autoptr (BatonPortal) tom = fixture_resolve (snapshot, TOM, NULL);
  g_autofree char *arabic = fixture_html (mona);
  g_autofree char *german = fixture_html (tom);

  assert_clean_html (arabic);
  g_assert_nonnull (strstr (arabic, "<html lang=\"ar\" dir=\"rtl\">"));
  g_assert_nonnull (strstr (arabic, "<bdi class=\"person\">Mona</bdi>"));
  /* What is shown in another language says so. */
  g_assert_nonnull (strstr (arabic, "lang=\"en\" dir=\"ltr\">Home of "));
  g_assert_nonnull (strstr (german, "<html lang=\"de\" dir=\"ltr\">"));
  g_assert_nonnull (strstr (german, "<h1 lang=\"en\">Home of Brandt &amp; Söhne</h1>"));
}

static guint
count (const char *html,
       const char *what)
{
  guint n = 0;

  while ((html = strstr (html, what)) != NULL)
    {
      n++;
      html++;
    }
  return n;
}

/* One h1; no level left out on the way down. */
static void
assert_headings (const char *html)
{
  int level = 0;
  const char *at = html;

  g_assert_cmpuint (count (html, "<h1"), ==, 1);
  while ((at = strstr (at, "<h")) != NULL)
    {
      if (g_ascii_isdigit (at[2]))
        {
          g_assert_cmpint (at[2] - '0', <=, level + 1);
          level = at[2] - '0';
        }
      at++;
    }
}

static void
test_semantics (void)
{
  static const char *const targets[] = { NULL, ID ("guide"), ID ("closing"), ID ("crm"), ID ("onboarding") };
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      BatonPortalRequest request = { .target = targets[i], .record = ID ("big-deal") };
      g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, TOM, &request);
      g_autofree char *html = fixture_html (portal);

      assert_clean_html (html);
      assert_headings (html);
      g_assert_cmpuint (count (html, "<main id=\"content\""), ==, 1);
      g_assert_cmpuint (count (html, "<header "), ==, 1);
      g_assert_cmpuint (count (html, "<footer "), ==, 1);
      g_assert_nonnull (strstr (html, "class=\"skip\" href=\"#content\""));
      g_assert_nonnull (strstr (html, "<nav class=\"main-navigation\" aria-label="));
      g_assert_cmpuint (count (html, "<script"), ==, 0);
    }
}

static GBytes *
asset_cb (const char *digest,
          gpointer    user_data)
{
  return digest[0] == 'c' ? g_bytes_new_static ("PNG", 3) : NULL;
}

static void
test_standalone (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, TOM, NULL);
  BatonPortalHtmlOptions options = { .standalone = TRUE, .asset = asset_cb, .banner = "Preview <b>" };
  g_autofree char *html = baton_portal_to_html (portal, &options);
  g_autofree char *css = baton_portal_brand_stylesheet (&portal->brand);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *style = g_strconcat ("<style>", css, "</style>", NULL);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) css, -1);
  g_checksum_get_digest (checksum, digest, &size);
  base64 = g_base64_encode (digest, size);
  hash = g_strconcat ("&apos;sha256-", base64, "&apos;", NULL);
  g_assert_nonnull (strstr (html, hash));
  g_assert_nonnull (strstr (html, style));
  g_assert_nonnull (strstr (html, "src=\"data:image/png;base64,UE5H\""));
  g_assert_null (strstr (html, "class=\"logo\""));   /* its bytes are not there */
  g_assert_null (strstr (html, "<link"));
  g_assert_nonnull (strstr (html, "Preview &lt;b&gt;"));
  g_assert_cmpuint (strlen (baton_portal_get_stylesheet ()), >, 1000);
  g_assert_null (strstr (baton_portal_get_stylesheet (), "url("));
}

static char *
query_href (BatonHrefType  type,
            const char    *id,
            gpointer       user_data)
{
  return type == BATON_HREF_SEARCH ? g_strdup ("/preview/tom?locale=de&day=2026-06-15&odd=a%26%22%3Cb") : NULL;
}

/* A form sent by GET loses the query of its action. */
static void
test_search_form (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  BatonPortalRequest request = { .words = "deal \"quoted\"" };
  g_autoptr (BatonPortal) portal = fixture_resolve (snapshot, TOM, &request);
  BatonPortalHtmlOptions options = { .href = query_href };
  g_autofree char *html = baton_portal_to_html (portal, &options);

  g_assert_nonnull (strstr (html, "<input type=\"hidden\" name=\"locale\" value=\"de\">"
                                  "<input type=\"hidden\" name=\"day\" value=\"2026-06-15\">"
                                  "<input type=\"hidden\" name=\"odd\" value=\"a&amp;&quot;&lt;b\">"));
  g_assert_nonnull (strstr (html, "name=\"q\" value=\"deal &quot;quoted&quot;\""));
}

static void
test_guide (void)
{
  g_autoptr (BatonSnapshot) snapshot = fixture_snapshot ();
  g_autoptr (BatonProfile) aiko = baton_profile_new_for_persona (snapshot, AIKO, TODAY);
  BatonGuideOptions all = { .day = TODAY };
  BatonGuideOptions staged = { .day = TODAY, .locale = "ar", .brand = ID ("stage") };
  g_autofree char *guide = baton_guide_to_html (snapshot, NULL, &all);
  g_autofree char *for_aiko = baton_guide_to_html (snapshot, aiko, &all);
  g_autofree char *arabic = baton_guide_to_html (snapshot, NULL, &staged);

  /* For everybody: all that is in force, what is still open included; list prices. */
  g_assert_nonnull (strstr (guide, "Still open"));
  g_assert_nonnull (strstr (guide, "Metals"));
  g_assert_nonnull (strstr (guide, "Closed deal"));
  g_assert_nonnull (strstr (guide, "10% extra credit per 50 Registrations"));
  g_assert_nonnull (strstr (guide, "Fair play."));
  g_assert_nonnull (strstr (guide, ">501<"));
  g_assert_null (strstr (guide, "<del>"));
  g_assert_null (strstr (guide, "Ended"));
  g_assert_null (strstr (guide, "<a href=\"baton:"));
  assert_headings (guide);

  g_assert_null (strstr (for_aiko, "Metals"));
  g_assert_null (strstr (for_aiko, "Still open"));
  g_assert_nonnull (strstr (arabic, "<html lang=\"ar\" dir=\"rtl\">"));
  g_assert_nonnull (strstr (arabic, "--accent: #ffee88"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/html/addresses", test_addresses);
  g_test_add_func ("/portal/html/emitter", test_emitter);
  g_test_add_func ("/portal/html/rich", test_rich);
  g_test_add_func ("/portal/html/attacks", test_attacks);
  g_test_add_func ("/portal/html/address-attacks", test_address_attacks);
  g_test_add_func ("/portal/html/brand-stylesheet", test_brand_stylesheet);
  g_test_add_func ("/portal/html/palette", test_palette);
  g_test_add_func ("/portal/html/navigation-picture", test_navigation_picture);
  g_test_add_func ("/portal/html/contrast", test_contrast);
  g_test_add_func ("/portal/html/language-and-direction", test_language_and_direction);
  g_test_add_func ("/portal/html/semantics", test_semantics);
  g_test_add_func ("/portal/html/standalone", test_standalone);
  g_test_add_func ("/portal/html/search-form", test_search_form);
  g_test_add_func ("/portal/html/guide", test_guide);
  return g_test_run ();
}
