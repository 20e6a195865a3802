/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rich text: what is let through, what is refused, and that nothing else ever comes out.
 */
#include "model/baton-placeholder.h"
#include "model/baton-rich-text.h"

#include <string.h>

#define PAGE "welcome-0123456789"

static void
assert_canonical (const char *markup,
                  const char *expected)
{
  g_autofree char *refused = NULL;
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, &refused);
  g_autofree char *canonical = NULL;
  g_autoptr (BatonRichNode) again = NULL;
  g_autofree char *twice = NULL;

  g_assert_cmpstr (refused, ==, NULL);
  g_assert_nonnull (root);
  canonical = baton_rich_node_to_markup (root);
  g_assert_cmpstr (canonical, ==, expected);
  again = baton_rich_text_parse (canonical, NULL);
  twice = baton_rich_node_to_markup (again);
  g_assert_cmpstr (twice, ==, expected);
}

static void
assert_refused (const char *markup,
                const char *expected)
{
  g_autofree char *refused = NULL;
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, &refused);

  g_assert_null (root);
  g_assert_cmpstr (refused, ==, expected);
}

static void
test_accepted (void)
{
  assert_canonical ("", "");
  assert_canonical ("  \n ", "");
  assert_canonical ("Hello", "<p>Hello</p>");
  assert_canonical ("<p>Hello</p>", "<p>Hello</p>");
  assert_canonical ("<P>One</P>\n<p>Two</p>", "<p>One</p><p>Two</p>");
  assert_canonical ("Hello <b>bold</b><p>x</p>", "<p>Hello <b>bold</b></p><p>x</p>");
  assert_canonical ("<b><i>x</i></b>", "<p><b><i>x</i></b></p>");
  assert_canonical ("a<br/>b<br />c<br>d", "<p>a<br>b<br>c<br>d</p>");
  assert_canonical ("<ul>\n <li>one</li>\n <li>two<ol><li>x</li></ol></li>\n</ul>", "<ul><li>one</li><li>two<ol><li>x</li></ol></li></ul>");
  assert_canonical ("<h2>A</h2><h3>B</h3><h4>C</h4>", "<h2>A</h2><h3>B</h3><h4>C</h4>");
  assert_canonical ("<a href='https://example.com/?a=1&amp;b=2'>x</a>", "<p><a href=\"https://example.com/?a=1&amp;b=2\">x</a></p>");
  assert_canonical ("<a href=\"mailto:team@example.com\">x</a>", "<p><a href=\"mailto:team@example.com\">x</a></p>");
  assert_canonical ("<a href=\"baton:" PAGE "\">x</a>", "<p><a href=\"baton:" PAGE "\">x</a></p>");
  assert_canonical ("Q&A, a < b, AT&amp;T &lt;b&gt; &#65;&#x42; &quot;'", "<p>Q&amp;A, a &lt; b, AT&amp;T &lt;b&gt; AB \"'</p>");
  assert_canonical ("日本語 {tier}", "<p>日本語 {tier}</p>");
}

static void
test_refused (void)
{
  assert_refused ("<script>alert(1)</script>", "script");
  assert_refused ("<img src=x>", "img");
  assert_refused ("<p onclick=\"x\">a</p>", "onclick");
  assert_refused ("<p style='x'>a</p>", "style");
  assert_refused ("<a>x</a>", "a");
  assert_refused ("<a href=\"javascript:alert(1)\">x</a>", "javascript:alert(1)");
  assert_refused ("<a href=\"java&#115;cript:alert(1)\">x</a>", "javascript:alert(1)");
  assert_refused ("<a href=\" https://example.com\">x</a>", " https://example.com");
  assert_refused ("<a href=\"http://example.com\">x</a>", "http://example.com");
  assert_refused ("<a href=\"baton:../x\">x</a>", "baton:../x");
  assert_refused ("<a href=\"https://a.example\" href=\"https://b.example\">x</a>", "href");
  assert_refused ("<a href=https://a.example>x</a>", "href");
  assert_refused ("<a href=\"https://a.example\"><b><a href=\"https://b.example\">x</a></b></a>", "a");
  assert_refused ("<!-- x -->", "<!");
  assert_refused ("<?xml?>", "<?");
  assert_refused ("<p>a", "p");
  assert_refused ("<p>a</b>", "</b>");
  assert_refused ("a</p>", "</p>");
  assert_refused ("<p/>a", "/");
  assert_refused ("<p>a<h2>b</h2></p>", "h2");
  assert_refused ("<li>a</li>", "li");
  assert_refused ("<ul>text</ul>", "text");
  assert_refused ("<ul><b>x</b></ul>", "b");
  assert_refused ("<b>x<p>y</p></b>", "p");
  assert_refused ("&copy;", "&copy;");
  assert_refused ("&#0;", "&#0;");
  assert_refused ("&#xd800;", "&#xd800;");
  assert_refused ("&#1;", "&#1;");
  assert_refused ("a\001b", "\001");
  assert_refused ("\xff", "");
  assert_refused ("<b", "");
}

static void
test_depth (void)
{
  GString *deep = g_string_new (NULL);
  g_autofree char *markup = NULL;

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<b>");
  markup = g_string_free (deep, FALSE);
  assert_refused (markup, "b");
}

static void
test_plain (void)
{
  const char *markup = "<h2>Earn</h2><p>First line<br>second &amp; last</p><ul><li>one</li><li>two<ol><li>x</li><li>y</li></ol></li></ul><p>End</p>";
  g_autofree char *plain = baton_rich_text_to_plain (markup);
  g_autofree char *bad = baton_rich_text_to_plain ("<script>");
  g_autofree char *from = baton_rich_text_from_plain ("a < b\nc\n\n\nd");
  g_autofree char *back = baton_rich_text_to_plain (from);

  g_assert_cmpstr (plain, ==, "Earn\nFirst line\nsecond & last\n• one\n• two\n  1. x\n  2. y\nEnd");
  g_assert_cmpstr (bad, ==, "<script>");
  g_assert_cmpstr (from, ==, "<p>a &lt; b<br>c</p><p>d</p>");
  g_assert_cmpstr (back, ==, "a < b\nc\nd");
}

static void
test_links (void)
{
  const char *markup = "<p><a href=\"baton:" PAGE "\">One</a> <a href=\"https://example.com\">two</a> <b><a href=\"baton:" PAGE "\">three</a></b></p>";
  g_auto (GStrv) links = baton_rich_text_list_links (markup);
  g_auto (GStrv) none = baton_rich_text_list_links ("<script>baton:");
  g_autofree char *replaced = baton_rich_text_replace_link (markup, PAGE, "other-0123456789");
  g_autofree char *removed = baton_rich_text_replace_link (markup, PAGE, NULL);

  g_assert_cmpuint (g_strv_length (links), ==, 1);
  g_assert_cmpstr (links[0], ==, PAGE);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (replaced, ==, "<p><a href=\"baton:other-0123456789\">One</a> <a href=\"https://example.com\">two</a> <b><a href=\"baton:other-0123456789\">three</a></b></p>");
  g_assert_cmpstr (removed, ==, "<p>One <a href=\"https://example.com\">two</a> <b>three</b></p>");
  g_assert_null (baton_rich_text_replace_link (markup, "absent-0123456789", NULL));
}

static void
test_addresses (void)
{
  const char *valid[] = { "https://example.com", "https://example.com/a?b=c#d", "https://[::1]/", "https://bücher.example/ü", "mailto:a@b" };
  const char *invalid[] = {
    "", "https://", "https:///x", "http://example.com", "ftp://x", "javascript:1", "HTTPS://example.com", "https://a b", "https://a\"b",
    "https://known.example@evil.example/", "https://a\nb", "mailto:", "mailto:a", "mailto:@b", "mailto:a@", ("baton:" PAGE), "//example.com",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (baton_address_is_valid (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (baton_address_is_valid (invalid[i]));
  g_assert_false (baton_address_is_valid (NULL));
}

/* Random soup of the alphabet that parsers stumble over: what is accepted is stable and holds no foreign tag. */
static void
test_soup (void)
{
  const char *pieces[] = { "<p>", "</p>", "<b>", "</b>", "<a href=\"https://x\">", "</a>", "<ul>", "</ul>", "<li>", "</li>", "<br>", "text",
                           " ", "<", ">", "&", "&amp;", "&lt;", "\"", "'", "<script>", "</", "{x}", "é" };
  int accepted = 0;

  for (int i = 0; i < 20000; i++)
    {
      GString *soup = g_string_new (NULL);
      g_autofree char *markup = NULL;
      g_autoptr (BatonRichNode) root = NULL;
      int n = g_test_rand_int_range (0, 8);

      while (n-- > 0)
        g_string_append (soup, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      markup = g_string_free (soup, FALSE);
      root = baton_rich_text_parse (markup, NULL);
      if (root != NULL)
        {
          g_autofree char *once = baton_rich_node_to_markup (root);
          g_autoptr (BatonRichNode) again = baton_rich_text_parse (once, NULL);
          g_autofree char *twice = NULL;

          accepted++;
          g_assert_nonnull (again);
          twice = baton_rich_node_to_markup (again);
          g_assert_cmpstr (once, ==, twice);
          g_assert_null (strstr (once, "<script"));
        }
    }
  g_assert_cmpint (accepted, >, 100);
}

static char *
fill_cb (const char *name,
         gpointer    user_data)
{
  return strcmp (name, "tier") == 0 ? g_strdup ("Superhero") : NULL;
}

static void
test_placeholders (void)
{
  g_auto (GStrv) names = baton_placeholder_list ("{tier} {a-1} {Tier} {} {x y} {tier} {{b}}");
  g_autofree char *joined = g_strjoinv (" ", names);
  g_autofree char *filled = baton_placeholder_fill ("You are {tier}, {other} {tier", fill_cb, NULL);

  g_assert_cmpstr (joined, ==, "a-1 b tier tier");
  g_assert_cmpstr (filled, ==, "You are Superhero, {other} {tier");
  g_assert_nonnull (baton_placeholder_get_allowed (BATON_FIELD_PORTAL_WORD_TEXT));
  g_assert_null (baton_placeholder_get_allowed (BATON_FIELD_TERM_NAME));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/rich-text/accepted", test_accepted);
  g_test_add_func ("/model/rich-text/refused", test_refused);
  g_test_add_func ("/model/rich-text/depth", test_depth);
  g_test_add_func ("/model/rich-text/plain", test_plain);
  g_test_add_func ("/model/rich-text/links", test_links);
  g_test_add_func ("/model/rich-text/addresses", test_addresses);
  g_test_add_func ("/model/rich-text/soup", test_soup);
  g_test_add_func ("/model/rich-text/placeholders", test_placeholders);
  return g_test_run ();
}
