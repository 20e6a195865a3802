/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stack of open tags and a string. Attributes are always in double quotes, so one way of escaping serves both text and
 * attributes (baton_markup_append_escaped()).
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-html.h"

#include "model/baton-rich-text.h"

#include <stdarg.h>
#include <string.h>

struct _BatonHtml
{
  GString   *out;
  GPtrArray *open;      /* tags, constants of the code */
  char      *locale;
  gboolean   rtl;
};

BatonHtml *
baton_html_new (const char *locale,
                gboolean    rtl)
{
  BatonHtml *html = g_new0 (BatonHtml, 1);

  html->out = g_string_new (NULL);
  html->open = g_ptr_array_new ();
  html->locale = g_strdup (locale);
  html->rtl = rtl;
  return html;
}

void
baton_html_free (BatonHtml *html)
{
  if (html == NULL)
    return;
  if (html->out != NULL)
    g_string_free (html->out, TRUE);
  g_ptr_array_unref (html->open);
  g_free (html->locale);
  g_free (html);
}

char *
baton_html_finish (BatonHtml *html)
{
  char *text;

  while (html->open->len > 0)
    baton_html_close (html);
  text = g_string_free (g_steal_pointer (&html->out), FALSE);
  baton_html_free (html);
  return text;
}

/* ── Addresses ───────────────────────────────────────────────────────────────────────────────────────── */

/* A relative address: no scheme and no host of its own, and nothing that a browser would drop on the way to one (it
 * ignores tabs, line breaks and leading spaces, and takes \ for /). */
static gboolean
is_relative (const char *address)
{
  const char *colon = strchr (address, ':');
  const char *end = strpbrk (address, "/?#");

  if (address[0] == '/' && (address[1] == '/' || address[1] == '\\'))
    return FALSE;
  return colon == NULL || (end != NULL && end < colon);
}

gboolean
baton_html_is_address (const char *address,
                       gboolean    picture)
{
  if (address == NULL || *address == '\0' || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *c = address; *c != '\0'; c++)
    if ((guchar) *c <= ' ' || *c == 0x7f || *c == '\\')
      return FALSE;
  if (picture && (g_str_has_prefix (address, "data:image/png;base64,")
                  || g_str_has_prefix (address, "data:image/jpeg;base64,")
                  || g_str_has_prefix (address, "data:image/svg+xml;base64,")))
    return TRUE;
  return is_relative (address) || baton_address_is_valid (address);
}

/* ── Elements ────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_attribute (BatonHtml  *html,
                  const char *name,
                  const char *value)
{
  if (value == NULL)
    return;
  g_return_if_fail (!g_str_has_prefix (name, "on") && strcmp (name, "style") != 0);
  if ((strcmp (name, "href") == 0 || strcmp (name, "action") == 0) && !baton_html_is_address (value, FALSE))
    return;
  if (strcmp (name, "src") == 0 && !baton_html_is_address (value, TRUE))
    return;

  g_string_append_c (html->out, ' ');
  g_string_append (html->out, name);
  if (*value == '\0' && strcmp (name, "alt") != 0)
    return;
  g_string_append (html->out, "=\"");
  baton_markup_append_escaped (html->out, value);
  g_string_append_c (html->out, '"');
}

static void
append_tag (BatonHtml  *html,
            const char *tag,
            va_list     attributes)
{
  const char *name;

  g_string_append_c (html->out, '<');
  g_string_append (html->out, tag);
  while ((name = va_arg (attributes, const char *)) != NULL)
    append_attribute (html, name, va_arg (attributes, const char *));
  g_string_append_c (html->out, '>');
}

void
baton_html_open (BatonHtml  *html,
                 const char *tag,
                 ...)
{
  va_list attributes;

  va_start (attributes, tag);
  append_tag (html, tag, attributes);
  va_end (attributes);
  g_ptr_array_add (html->open, (gpointer) tag);
}

void
baton_html_void (BatonHtml  *html,
                 const char *tag,
                 ...)
{
  va_list attributes;

  va_start (attributes, tag);
  append_tag (html, tag, attributes);
  va_end (attributes);
}

static gboolean
stands_alone (const char *tag)
{
  static const char *const tags[] = {
    "html", "head", "body", "header", "main", "footer", "nav", "section", "article", "div", "ul", "ol", "li", "table", "thead",
    "tbody", "tr", "form", "title", "h1", "h2", "h3", "p", "style", NULL,
  };

  return g_strv_contains (tags, tag);
}

void
baton_html_close (BatonHtml *html)
{
  const char *tag;

  g_return_if_fail (html->open->len > 0);

  tag = g_ptr_array_index (html->open, html->open->len - 1);
  g_ptr_array_set_size (html->open, (int) html->open->len - 1);
  g_string_append (html->out, "</");
  g_string_append (html->out, tag);
  g_string_append_c (html->out, '>');
  /* Line breaks where they mean nothing keep the source readable. */
  if (stands_alone (tag))
    g_string_append_c (html->out, '\n');
}

void
baton_html_text (BatonHtml  *html,
                 const char *text)
{
  if (text != NULL)
    baton_markup_append_escaped (html->out, text);
}

void
baton_html_number (BatonHtml *html,
                   gint64     number)
{
  g_string_append_printf (html->out, "%" G_GINT64_FORMAT, number);
}

static const char *
get_foreign_locale (const BatonHtml       *html,
                    const BatonPortalText *text)
{
  return strcmp (text->locale, html->locale) != 0 ? text->locale : NULL;
}

static const char *
get_foreign_direction (const BatonHtml       *html,
                       const BatonPortalText *text)
{
  if (text->rtl == html->rtl)
    return NULL;
  return text->rtl ? "rtl" : "ltr";
}

void
baton_html_element (BatonHtml             *html,
                    const char            *tag,
                    const char            *class_name,
                    const BatonPortalText *text)
{
  if (*text->text == '\0')
    return;
  baton_html_open (html, tag, "class", class_name, "lang", get_foreign_locale (html, text), "dir", get_foreign_direction (html, text), NULL);
  baton_html_text (html, text->text);
  baton_html_close (html);
}

void
baton_html_plain (BatonHtml  *html,
                  const char *tag,
                  const char *class_name,
                  const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  baton_html_open (html, tag, "class", class_name, NULL);
  baton_html_text (html, text);
  baton_html_close (html);
}

void
baton_html_name (BatonHtml  *html,
                 const char *class_name,
                 const char *name)
{
  baton_html_plain (html, "bdi", class_name, name);
}

/* ── Rich text ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  BatonHtml         *html;
  int                level;
  BatonHtmlLinkFunc  link;
  gpointer           user_data;
} RichWriter;

static void write_nodes (RichWriter          *writer,
                         const BatonRichNode *first);

/* Headings of a text stand below the heading that the page puts over it. */
static const char *
get_heading (const RichWriter *writer,
             BatonRichType     type)
{
  static const char *const tags[] = { "h2", "h3", "h4", "h5", "h6" };
  int at = writer->level - 2 + (int) (type - BATON_RICH_HEADING_2);

  return tags[CLAMP (at, 0, (int) G_N_ELEMENTS (tags) - 1)];
}

static void
write_link (RichWriter          *writer,
            const BatonRichNode *node)
{
  const char *id = baton_address_get_entity (node->address);
  g_autofree char *address = NULL;

  if (id != NULL)
    address = writer->link != NULL ? writer->link (id, writer->user_data) : NULL;
  else
    address = g_strdup (node->address);
  if (!baton_html_is_address (address, FALSE))
    {
      write_nodes (writer, node->children);
      return;
    }
  baton_html_open (writer->html, "a", "href", address, "rel", id == NULL ? "noopener noreferrer" : NULL, NULL);
  write_nodes (writer, node->children);
  baton_html_close (writer->html);
}

static void
write_node (RichWriter          *writer,
            const BatonRichNode *node)
{
  switch (node->type)
    {
    case BATON_RICH_TEXT:
      baton_html_text (writer->html, node->text);
      return;
    case BATON_RICH_BREAK:
      baton_html_void (writer->html, "br", NULL);
      return;
    case BATON_RICH_LINK:
      write_link (writer, node);
      return;
    case BATON_RICH_HEADING_2:
    case BATON_RICH_HEADING_3:
    case BATON_RICH_HEADING_4:
      baton_html_open (writer->html, get_heading (writer, node->type), NULL);
      break;
    default:
      /* Root, and types that are not known here, are what they hold. */
      if (baton_rich_type_get_tag (node->type) == NULL)
        {
          write_nodes (writer, node->children);
          return;
        }
      baton_html_open (writer->html, baton_rich_type_get_tag (node->type), NULL);
      break;
    }
  write_nodes (writer, node->children);
  baton_html_close (writer->html);
}

static void
write_nodes (RichWriter          *writer,
             const BatonRichNode *first)
{
  for (const BatonRichNode *node = first; node != NULL; node = node->next)
    write_node (writer, node);
}

void
baton_html_rich (BatonHtml             *html,
                 const char            *class_name,
                 const BatonPortalText *markup,
                 int                    level,
                 BatonHtmlLinkFunc      link,
                 gpointer               user_data)
{
  RichWriter writer = { html, level, link, user_data };
  g_autoptr (BatonRichNode) root = NULL;

  if (*markup->text == '\0')
    return;
  root = baton_rich_text_parse (markup->text, NULL);
  baton_html_open (html, "div", "class", class_name, "lang", get_foreign_locale (html, markup),
                   "dir", get_foreign_direction (html, markup), NULL);
  if (root != NULL)
    write_node (&writer, root);
  else
    baton_html_plain (html, "p", NULL, markup->text);
  baton_html_close (html);
}

void
baton_html_stylesheet (BatonHtml  *html,
                       const char *css)
{
  g_return_if_fail (strstr (css, "</") == NULL && strstr (css, "<!--") == NULL);

  baton_html_open (html, "style", NULL);
  g_string_append (html->out, css);
  baton_html_close (html);
}
