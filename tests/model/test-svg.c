/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stays of an SVG and what does not. Each case is the inside of a picture and what must be left of it.
 */
#include <string.h>

#include "model/baton-svg.h"

#define HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\""

static void
assert_whole (const char *svg,
              const char *expected)
{
  gsize length = 0;
  g_autofree char *rewritten = baton_svg_rewrite (svg, strlen (svg), &length);
  g_autofree char *again = NULL;

  g_assert_cmpstr (rewritten, ==, expected);
  if (rewritten == NULL)
    return;
  g_assert_cmpuint (strlen (rewritten), ==, length);
  again = baton_svg_rewrite (rewritten, length, NULL);
  g_assert_cmpstr (again, ==, rewritten);
}

static void
assert_inside (const char *inside,
               const char *expected)
{
  g_autofree char *svg = g_strdup_printf ("<svg>%s</svg>", inside);
  g_autofree char *whole = *expected != '\0' ? g_strdup_printf (HEAD ">%s</svg>\n", expected) : g_strdup (HEAD "/>\n");

  assert_whole (svg, whole);
}

static void
test_kept (void)
{
  assert_inside ("<path d='M0 0L10,10z' fill=\"#fff\"/>", "<path d=\"M0 0L10,10z\" fill=\"#fff\"/>");
  assert_inside (" <g transform='rotate(45) translate(1 2)'>\n <rect width='5'/></g> ", "<g transform=\"rotate(45) translate(1 2)\"><rect width=\"5\"/></g>");
  assert_inside ("<text x='1'>A &amp; B<tspan dy='2'> c </tspan></text>", "<text x=\"1\">A &amp; B<tspan dy=\"2\"> c </tspan></text>");
  assert_inside ("<title><![CDATA[1 < 2]]></title>", "<title>1 &lt; 2</title>");
  assert_inside ("<linearGradient id='a'><stop offset='0' stop-color='red'/></linearGradient><rect fill='url( \"#a\" )'/>",
                 "<linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"/></linearGradient><rect fill=\"url(#a)\"/>");
  assert_inside ("<path id='p'/><use xlink:href='#p'/>", "<path id=\"p\"/><use href=\"#p\"/>");
  assert_inside ("<text font-family=\"'Noto Sans', Ubuntu\">x</text>", "<text font-family=\"&apos;Noto Sans&apos;, Ubuntu\">x</text>");
  /* A style becomes attributes, for which it counted more. */
  assert_inside ("<rect fill='red' style='fill:#00f; stroke : none;-evil:1;behavior:url(x)'/>", "<rect fill=\"#00f\" stroke=\"none\"/>");
  /* A link loses its tags. */
  assert_inside ("<a xlink:href='https://example.com/'><rect/></a>", "<rect/>");
  assert_inside ("<text>a<a href='x'>b</a>c</text>", "<text>abc</text>");
  assert_whole ("<?xml version=\"1.0\"?><!-- c --><svg id='Layer_1' viewBox='0 0 1 1' xmlns='http://www.w3.org/2000/svg' xmlns:x='y'></svg>",
                HEAD " viewBox=\"0 0 1 1\"/>\n");
}

static void
test_dropped (void)
{
  assert_inside ("<script>alert(1)</script><rect/>", "<rect/>");
  assert_inside ("<SCRIPT>alert(1)</SCRIPT>", "");
  assert_inside ("<svg:script>alert(1)</svg:script>", "");
  assert_inside ("<rect onclick='alert(1)' ONLOAD='x'/>", "<rect/>");
  assert_inside ("<foreignObject><g><rect/></g></foreignObject>", "");
  assert_inside ("<style>rect{fill:url(http://e)}</style>", "");
  assert_inside ("<image href='https://example.com/x.png'/>", "");
  assert_inside ("<g><animate attributeName='href' to='javascript:x'/><set/></g>", "<g/>");
  assert_inside ("<filter id='f'><feFlood/></filter>", "");
  assert_inside ("<use href='https://example.com/x.svg#a'/>", "<use/>");
  assert_inside ("<use href='data:image/svg+xml;base64,AA=='/>", "<use/>");
  assert_inside ("<rect fill='url(https://example.com/#a)'/>", "<rect/>");
  assert_inside ("<rect fill='url(#a) url(x)'/>", "<rect/>");
  assert_inside ("<rect fill='&#117;rl(//e)' stroke='expression(alert(1))' cursor='url(x)'/>", "<rect/>");
  assert_inside ("<rect clip-path='path(1)' mask='javascript:1'/>", "<rect/>");
  assert_inside ("<rect id='a\"onload=\"x' style='fill:url(x);stroke:&quot;'/>", "<rect/>");
  assert_inside ("<text>a&#1;b&#x85;c</text>", "<text>abc</text>");
  assert_inside ("<g>text outside of text</g>", "<g/>");
}

/* What would be drawn a billion times is not drawn twice. */
static void
test_bombs (void)
{
  g_autoptr (GString) deep = g_string_new ("<svg>");

  assert_inside ("<g id='a'><rect/><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>",
                 "<g id=\"a\"><rect/></g><g id=\"b\"/><use href=\"#a\"/>");
  assert_inside ("<mask id='m'><rect mask='url(#m)' clip-path='url(#c)'/><use href='#x'/></mask><rect mask='url(#m)'/>",
                 "<mask id=\"m\"><rect/></mask><rect mask=\"url(#m)\"/>");
  assert_inside ("<clipPath id='c' clip-path='url(#c)'><rect/></clipPath>", "<clipPath id=\"c\"><rect/></clipPath>");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<g>");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "</g>");
  g_string_append (deep, "</svg>");
  {
    g_autofree char *rewritten = baton_svg_rewrite (deep->str, deep->len, NULL);

    g_assert_cmpuint (strlen (rewritten), <, 1000);
  }
}

static void
test_refused (void)
{
  assert_whole ("", NULL);
  assert_whole ("<html/>", NULL);
  assert_whole ("<svg>", NULL);
  assert_whole ("<svg/><svg/>", NULL);
  assert_whole ("<svg><g></svg></g>", NULL);
  assert_whole ("<!DOCTYPE svg><svg/>", NULL);
  assert_whole ("<svg><!DOCTYPE a></svg>", NULL);
  assert_whole ("<svg><!ENTITY a 'b'></svg>", NULL);
  assert_whole ("<svg><text>&a;</text></svg>", NULL);
  assert_whole ("<svg xmlns='http://www.w3.org/1999/xhtml'><script/></svg>", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/svg/kept", test_kept);
  g_test_add_func ("/model/svg/dropped", test_dropped);
  g_test_add_func ("/model/svg/bombs", test_bombs);
  g_test_add_func ("/model/svg/refused", test_refused);
  return g_test_run ();
}
