/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small parts of a page: words, numbers, pictures, icons, the head.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-page-writer.h"

#include "model/baton-format.h"

#include <string.h>

char *
baton_page_href (BatonPageWriter *w,
                 BatonHrefType    type,
                 const char      *id)
{
  return w->options->href != NULL ? w->options->href (type, id, w->options->href_data) : NULL;
}

/* An empty search opens the page on which one searches. */
static char *
make_search_href (BatonPageWriter *w)
{
  g_autofree char *action = baton_page_href (w, BATON_HREF_SEARCH, NULL);

  return action != NULL ? g_strconcat (action, strchr (action, '?') != NULL ? "&q=" : "?q=", NULL) : NULL;
}

char *
baton_page_link_href (BatonPageWriter       *w,
                      const BatonPortalLink *link)
{
  switch (link->type)
    {
    case BATON_LINK_PAGE:
      return baton_page_href (w, BATON_HREF_PAGE, link->target);
    case BATON_LINK_CONTENT:
      return baton_page_href (w, BATON_HREF_CONTENT, link->target);
    case BATON_LINK_COLLECTION:
      return baton_page_href (w, BATON_HREF_COLLECTION, link->target);
    case BATON_LINK_WORKFLOW:
      return baton_page_href (w, BATON_HREF_WORKFLOW, link->target);
    case BATON_LINK_TOOL:
      return baton_page_href (w, BATON_HREF_TOOL, link->target);
    case BATON_LINK_SEARCH:
      return make_search_href (w);
    case BATON_LINK_ADDRESS:
      return g_strdup (link->address);
    case BATON_LINK_NONE:
    default:
      return NULL;
    }
}

void
baton_page_text (BatonPageWriter       *w,
                 const BatonPortalText *text)
{
  if (strcmp (text->locale, w->portal->locale) == 0)
    baton_html_text (w->html, text->text);
  else
    baton_html_element (w->html, "span", NULL, text);
}

/* Each piece in its own language. */
void
baton_page_fact (BatonPageWriter       *w,
                 const BatonPortalFact *fact)
{
  for (guint i = 0; i < fact->pieces->len; i++)
    {
      const BatonPortalPiece *piece = &g_array_index (fact->pieces, BatonPortalPiece, i);

      if (piece->figure)
        baton_html_plain (w->html, "span", "figure", piece->text.text);
      else
        baton_page_text (w, &piece->text);
    }
}

void
baton_page_word (BatonPageWriter *w,
                 const char      *tag,
                 const char      *class_name,
                 const char      *key)
{
  const BatonPortalText *word = baton_portal_get_word (w->portal, key);

  if (tag != NULL)
    baton_html_element (w->html, tag, class_name, word);
  else
    baton_page_text (w, word);
}

void
baton_page_number (BatonPageWriter *w,
                   const char      *class_name,
                   gint64           value)
{
  g_autofree char *text = baton_format_number (value, w->portal->locale);

  if (class_name != NULL)
    baton_html_plain (w->html, "span", class_name, text);
  else
    baton_html_text (w->html, text);
}

void
baton_page_percent (BatonPageWriter *w,
                    gint64           basis_points)
{
  g_autofree char *text = baton_format_percent (basis_points, w->portal->locale);

  baton_html_text (w->html, text);
}

static char *
link_cb (const char *id,
         gpointer    user_data)
{
  BatonPageWriter *w = user_data;
  const BatonPortalLink *link = baton_portal_find_link (w->portal, id);

  return link != NULL ? baton_page_link_href (w, link) : NULL;
}

void
baton_page_rich (BatonPageWriter       *w,
                 const char            *class_name,
                 const BatonPortalText *markup,
                 int                    level)
{
  baton_html_rich (w->html, class_name, markup, level, link_cb, w);
}

/* ── Pictures and icons ──────────────────────────────────────────────────────────────────────────────── */

/* A standalone page carries its pictures. (transfer full), NULL when the bytes are not there. */
static char *
make_data_address (BatonPageWriter          *w,
                   const BatonPortalPicture *picture)
{
  g_autoptr (GBytes) bytes = w->options->asset != NULL ? w->options->asset (picture->digest, w->options->asset_data) : NULL;
  g_autofree char *base64 = NULL;
  gconstpointer data;
  gsize size;

  if (bytes == NULL || picture->media_type == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  base64 = g_base64_encode (data, size);
  return g_strdup_printf ("data:%s;base64,%s", picture->media_type, base64);
}

void
baton_page_picture (BatonPageWriter          *w,
                    const char               *class_name,
                    const BatonPortalPicture *picture,
                    gboolean                  decorative)
{
  g_autofree char *address = NULL;
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;

  if (picture->asset == NULL)
    return;
  address = w->options->standalone ? make_data_address (w, picture) : baton_page_href (w, BATON_HREF_ASSET, picture->digest);
  if (address == NULL)
    return;
  if (picture->width > 0 && picture->height > 0)
    {
      width = g_strdup_printf ("%" G_GINT64_FORMAT, picture->width);
      height = g_strdup_printf ("%" G_GINT64_FORMAT, picture->height);
    }
  baton_html_void (w->html, "img", "class", class_name, "src", address, "alt", decorative ? "" : picture->alternative.text,
                   "width", width, "height", height, "decoding", "async", NULL);
}

/* In the order of the choice "icon": strokes in a square of 24. */
static const char *const icon_paths[] = {
  "M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z",
  "m12 4.5 2.3 4.9 5.2.7-3.8 3.7.9 5.3-4.6-2.6-4.6 2.6.9-5.3L4.5 10.1l5.2-.7z",
  "M12 7c-2-1.7-4.7-2-8-2v12.5c3.3 0 6 .3 8 2 2-1.7 4.7-2 8-2V5c-3.3 0-6 .3-8 2zm0 0v12.5",
  "M9 11.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3 19.5c0-3.3 2.7-5 6-5s6 1.7 6 5M16 5.5a3 3 0 0 1 0 5.8M17.5 14.8c2.2.6 3.5 2.2 3.5 4.7",
  "M4 9.5h16v4H4zM5.5 13.5V20h13v-6.5M12 9.5V20M12 9.5C9 9.5 7.5 8 8 6.3c.6-1.9 3.4-1.3 4 3.2.6-4.5 3.4-5.1 4-3.2.5 1.7-1 3.2-4 3.2z",
  "M4 20h16M6.5 20v-6M11 20V9M15.5 20v-8M20 20V5",
  "M14.5 6.5a4 4 0 0 0-5.3 5.1L4 16.8 7.2 20l5.2-5.2a4 4 0 0 0 5.1-5.3l-2.6 2.6-2.9-.6-.6-2.9z",
  "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3 20 20",
  "M3.5 8h17v11.5h-17zM8.5 8V5.5h7V8M3.5 13h17",
  "M4 10v4l3 .5L8.5 19H11l-1-4.2 9 3.2V6L7 9.5z",
};

void
baton_page_icon (BatonPageWriter *w,
                 const char      *icon)
{
  int index = icon != NULL ? baton_schema_find_choice (baton_schema_get_field (BATON_FIELD_NAVIGATION_ITEM_ICON), icon) : -1;

  if (index < 0 || index >= (int) G_N_ELEMENTS (icon_paths))
    return;
  baton_html_open (w->html, "svg", "class", "icon", "viewBox", "0 0 24 24", "aria-hidden", "true", "focusable", "false", NULL);
  baton_html_open (w->html, "path", "d", icon_paths[index], NULL);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

void
baton_page_open_link (BatonPageWriter *w,
                      const char      *class_name,
                      BatonHrefType    type,
                      const char      *id)
{
  g_autofree char *href = baton_page_href (w, type, id);

  if (href != NULL)
    baton_html_open (w->html, "a", "class", class_name, "href", href, NULL);
  else
    baton_html_open (w->html, "span", "class", class_name, NULL);
}

/* ── The head ────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_hash (GString    *policy,
             const char *css)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) css, -1);
  g_checksum_get_digest (checksum, digest, &size);
  base64 = g_base64_encode (digest, size);
  g_string_append_printf (policy, " 'sha256-%s'", base64);
}

/* One file: the styles stand in it and are allowed by what they are. */
static void
write_own_styles (BatonPageWriter *w,
                  const char      *brand_css,
                  const char      *extra_css)
{
  g_autoptr (GString) policy = g_string_new ("default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src");
  const char *css = baton_portal_get_stylesheet ();

  append_hash (policy, brand_css);
  append_hash (policy, css);
  if (extra_css != NULL)
    append_hash (policy, extra_css);
  baton_html_void (w->html, "meta", "http-equiv", "Content-Security-Policy", "content", policy->str, NULL);
  baton_html_stylesheet (w->html, brand_css);
  baton_html_stylesheet (w->html, css);
  if (extra_css != NULL)
    baton_html_stylesheet (w->html, extra_css);
}

static void
write_style_links (BatonPageWriter *w)
{
  g_autofree char *brand = baton_page_href (w, BATON_HREF_BRAND_STYLESHEET, NULL);
  g_autofree char *portal = baton_page_href (w, BATON_HREF_STYLESHEET, NULL);

  if (brand != NULL)
    baton_html_void (w->html, "link", "rel", "stylesheet", "href", brand, NULL);
  if (portal != NULL)
    baton_html_void (w->html, "link", "rel", "stylesheet", "href", portal, NULL);
}

void
baton_page_begin (BatonPageWriter       *w,
                  const BatonPortalText *title,
                  const char            *body_class,
                  const char            *extra_css)
{
  const BatonPortal *portal = w->portal;
  g_autofree char *brand_css = NULL;

  baton_html_open (w->html, "html", "lang", portal->locale, "dir", portal->rtl ? "rtl" : "ltr", NULL);
  baton_html_open (w->html, "head", NULL);
  baton_html_void (w->html, "meta", "charset", "utf-8", NULL);
  baton_html_void (w->html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1", NULL);
  baton_html_void (w->html, "meta", "name", "referrer", "content", "no-referrer", NULL);
  baton_html_void (w->html, "meta", "name", "robots", "content", "noindex", NULL);
  baton_html_open (w->html, "title", NULL);
  if (title != NULL && *title->text != '\0' && strcmp (title->text, portal->program_name.text) != 0)
    {
      baton_html_text (w->html, title->text);
      baton_html_text (w->html, " · ");
    }
  baton_html_text (w->html, portal->program_name.text);
  baton_html_close (w->html);
  if (w->options->standalone)
    {
      brand_css = baton_portal_brand_stylesheet (&portal->brand);
      write_own_styles (w, brand_css, extra_css);
    }
  else
    write_style_links (w);
  baton_html_close (w->html);
  baton_html_open (w->html, "body", "class", body_class, NULL);
}
