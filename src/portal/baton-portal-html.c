/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of a page: header with brand, navigation and search; what is open; footer with languages.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-portal-html.h"

#include "model/baton-locale.h"
#include "portal/baton-page-writer.h"
#include "baton-portal-resources.h"

#include <string.h>

const char *
baton_portal_get_stylesheet (void)
{
  static gsize stylesheet;

  if (g_once_init_enter (&stylesheet))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (baton_portal_get_resource (), "/org/batonconsole/Baton/portal/portal.css",
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      gsize size = 0;
      const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : "";

      g_once_init_leave (&stylesheet, (gsize) g_strndup (data, size));
    }
  return (const char *) stylesheet;
}

/* ── Header ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_brand (BatonPageWriter *w)
{
  const BatonPortalBrand *brand = &w->portal->brand;

  baton_page_open_link (w, "brand", BATON_HREF_HOME, NULL);
  if (brand->logo.asset != NULL)
    {
      baton_page_picture (w, "logo", &brand->logo, TRUE);
      baton_html_element (w->html, "span", "visually-hidden", &w->portal->program_name);
    }
  else
    baton_html_element (w->html, "span", "wordmark", &w->portal->program_name);
  baton_html_close (w->html);
  baton_html_element (w->html, "span", "tagline", &brand->tagline);
}

static void
write_navigation_label (BatonPageWriter             *w,
                        const BatonPortalNavigation *item)
{
  /* A brand's picture stands in the place of the icon. */
  if (item->picture.asset != NULL)
    baton_page_picture (w, "navigation-picture", &item->picture, TRUE);
  else
    baton_page_icon (w, item->icon);
  baton_html_element (w->html, "span", NULL, &item->item.name);
}

static void
write_navigation_link (BatonPageWriter             *w,
                       const BatonPortalNavigation *item)
{
  g_autofree char *href = baton_page_link_href (w, &item->link);

  if (href == NULL)
    {
      baton_html_open (w->html, "span", "class", "item", NULL);
      write_navigation_label (w, item);
      baton_html_close (w->html);
      return;
    }
  baton_html_open (w->html, "a", "class", "item", "href", href, "aria-current", item->current ? "page" : NULL,
                   "rel", item->link.type == BATON_LINK_ADDRESS ? "noopener noreferrer" : NULL, NULL);
  write_navigation_label (w, item);
  baton_html_close (w->html);
}

static gboolean
holds_current (const BatonPortalNavigation *item)
{
  for (gsize i = 0; i < item->n_children; i++)
    if (item->children[i].current || holds_current (&item->children[i]))
      return TRUE;
  return FALSE;
}

static void
write_navigation_level (BatonPageWriter             *w,
                        const BatonPortalNavigation *items,
                        gsize                        n_items)
{
  baton_html_open (w->html, "ul", NULL);
  for (gsize i = 0; i < n_items; i++)
    {
      const BatonPortalNavigation *item = &items[i];

      baton_html_open (w->html, "li", "data-entity", item->item.id, NULL);
      if (item->n_children == 0)
        write_navigation_link (w, item);
      else
        {
          /* A disclosure opens without a script and by keyboard, one at a time; its first entry is the item's own page. */
          baton_html_open (w->html, "details", "name", "navigation", "class", holds_current (item) || item->current ? "within" : NULL, NULL);
          baton_html_open (w->html, "summary", "class", "item", NULL);
          write_navigation_label (w, item);
          baton_html_close (w->html);
          baton_html_open (w->html, "div", "class", "submenu", NULL);
          if (item->link.type != BATON_LINK_NONE)
            write_navigation_link (w, item);
          write_navigation_level (w, item->children, item->n_children);
          baton_html_close (w->html);
          baton_html_close (w->html);
        }
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

static void
write_member (BatonPageWriter *w)
{
  const BatonPortal *portal = w->portal;

  if (*portal->person.text == '\0' && *portal->organisation.text == '\0')
    return;
  baton_html_open (w->html, "p", "class", "member", NULL);
  baton_html_name (w->html, "person", portal->person.text);
  baton_html_name (w->html, "organisation", portal->organisation.text);
  baton_html_close (w->html);
}

static void
write_header (BatonPageWriter *w)
{
  const BatonPortal *portal = w->portal;

  baton_html_open (w->html, "header", "class", "site-header", NULL);
  baton_html_open (w->html, "div", "class", "bar", NULL);
  write_brand (w);
  baton_page_search_form (w, "quick-search");
  write_member (w);
  baton_html_close (w->html);
  if (portal->n_navigation > 0)
    {
      baton_html_open (w->html, "nav", "class", "main-navigation", "aria-label", baton_portal_get_word (portal, "main-navigation")->text, NULL);
      write_navigation_level (w, portal->navigation, portal->n_navigation);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

/* ── What is open ────────────────────────────────────────────────────────────────────────────────────── */

static void
write_standing (BatonPageWriter *w,
                const char      *key,
                gint64           points)
{
  baton_html_open (w->html, "div", NULL);
  baton_page_word (w, "dt", NULL, key);
  baton_html_open (w->html, "dd", NULL);
  baton_page_number (w, NULL, points);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

/* The member's points at a glance. */
static void
write_standings (BatonPageWriter *w)
{
  const BatonPortal *portal = w->portal;

  baton_html_open (w->html, "dl", "class", "standings", NULL);
  if (portal->n_ladders > 0 && portal->ladders[0].held != NULL)
    {
      baton_html_open (w->html, "div", NULL);
      baton_page_word (w, "dt", NULL, "your-tier");
      baton_html_element (w->html, "dd", NULL, &portal->ladders[0].held->item.name);
      baton_html_close (w->html);
    }
  if (portal->n_ladders > 0)
    write_standing (w, "tier-points", portal->tier_points);
  write_standing (w, "company-points", portal->company_points);
  write_standing (w, "individual-points", portal->individual_points);
  baton_html_close (w->html);
}

static void
write_page_head (BatonPageWriter       *w,
                 const BatonPortalPage *page)
{
  gboolean greets = page->landing && *w->portal->person.text != '\0';

  baton_html_open (w->html, "div", "class", page->hero.asset != NULL ? "page-head with-picture" : "page-head", NULL);
  baton_html_open (w->html, "div", "class", "page-words", NULL);
  if (greets)
    {
      baton_html_open (w->html, "p", "class", "greeting", NULL);
      baton_page_word (w, NULL, NULL, "welcome");
      baton_html_text (w->html, " ");
      baton_html_name (w->html, NULL, w->portal->person.text);
      baton_html_close (w->html);
    }
  baton_html_element (w->html, "h1", NULL, &page->item.name);
  baton_page_rich (w, "introduction rich", &page->introduction, 2);
  if (page->landing && baton_portal_speaks_of_points (page))
    write_standings (w);
  baton_html_close (w->html);
  baton_page_picture (w, "hero-picture", &page->hero, FALSE);
  baton_html_close (w->html);
}

static void
write_page (BatonPageWriter       *w,
            const BatonPortalPage *page)
{
  write_page_head (w, page);
  if (page->n_blocks == 0)
    baton_page_word (w, "p", "empty", "nothing-here");
  for (gsize i = 0; i < page->n_blocks; i++)
    baton_page_block (w, &page->blocks[i]);
}

static void
write_tags (BatonPageWriter       *w,
            const BatonPortalItem *tags,
            gsize                  n_tags)
{
  if (n_tags == 0)
    return;
  baton_html_open (w->html, "ul", "class", "tags", NULL);
  for (gsize i = 0; i < n_tags; i++)
    baton_html_element (w->html, "li", NULL, &tags[i].name);
  baton_html_close (w->html);
}

static void
write_open_button (BatonPageWriter *w,
                   const char      *address)
{
  if (!baton_html_is_address (address, FALSE))
    return;
  baton_html_open (w->html, "p", NULL);
  baton_html_open (w->html, "a", "class", "button", "href", address, "rel", "noopener noreferrer", NULL);
  baton_page_word (w, NULL, NULL, "open");
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_content (BatonPageWriter          *w,
               const BatonPortalContent *content)
{
  baton_html_open (w->html, "article", "class", "article", "data-entity", content->item.id, NULL);
  write_tags (w, content->tags, content->n_tags);
  baton_html_element (w->html, "h1", NULL, &content->item.name);
  baton_html_element (w->html, "p", "lead", &content->summary);
  baton_page_picture (w, "article-picture", &content->picture, FALSE);
  baton_page_rich (w, "rich", &content->body, 2);
  write_open_button (w, content->address);
  baton_html_close (w->html);
}

static void
write_collection (BatonPageWriter             *w,
                  const BatonPortalCollection *collection)
{
  baton_html_open (w->html, "div", "class", "page-head", "data-entity", collection->item.id, NULL);
  baton_html_open (w->html, "div", "class", "page-words", NULL);
  if (collection->contextual)
    baton_page_word (w, "p", "greeting", "in-context");
  baton_html_element (w->html, "h1", NULL, &collection->item.name);
  baton_html_element (w->html, "p", "introduction", &collection->summary);
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_html_open (w->html, "section", "class", "block", NULL);
  baton_page_cards (w, collection->contents, collection->n_contents, "h2");
  baton_html_close (w->html);
}

static void
write_tool (BatonPageWriter       *w,
            const BatonPortalTool *tool)
{
  baton_html_open (w->html, "article", "class", "article", "data-entity", tool->item.id, NULL);
  baton_html_name (w->html, "vendor", tool->vendor);
  baton_html_element (w->html, "h1", NULL, &tool->item.name);
  baton_html_element (w->html, "p", "lead", &tool->description);
  write_open_button (w, tool->address);
  baton_html_close (w->html);
}

static void
write_search (BatonPageWriter *w)
{
  baton_html_open (w->html, "div", "class", "page-head", NULL);
  baton_html_open (w->html, "div", "class", "page-words", NULL);
  baton_page_word (w, "h1", NULL, "search");
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_page_results (w);
}

static void
write_nothing (BatonPageWriter *w)
{
  baton_html_open (w->html, "div", "class", "page-head", NULL);
  baton_html_open (w->html, "div", "class", "page-words", NULL);
  baton_page_word (w, "h1", NULL, w->portal->landing != NULL ? "not-for-you" : "nothing-here");
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_open (BatonPageWriter *w)
{
  const BatonPortal *portal = w->portal;

  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      write_page (w, portal->page);
      break;
    case BATON_PORTAL_OPEN_CONTENT:
      write_content (w, portal->content);
      break;
    case BATON_PORTAL_OPEN_COLLECTION:
      write_collection (w, portal->collection);
      break;
    case BATON_PORTAL_OPEN_WORKFLOW:
      baton_html_open (w->html, "article", "class", "article", NULL);
      baton_page_workflow (w, portal->workflow, FALSE);
      baton_html_close (w->html);
      break;
    case BATON_PORTAL_OPEN_TOOL:
      write_tool (w, portal->tool);
      break;
    case BATON_PORTAL_OPEN_SEARCH:
      write_search (w);
      break;
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      write_nothing (w);
      break;
    }
}

static const BatonPortalText *
get_title (const BatonPortal *portal)
{
  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      return &portal->page->item.name;
    case BATON_PORTAL_OPEN_CONTENT:
      return &portal->content->item.name;
    case BATON_PORTAL_OPEN_COLLECTION:
      return &portal->collection->item.name;
    case BATON_PORTAL_OPEN_WORKFLOW:
      return &portal->workflow->item.name;
    case BATON_PORTAL_OPEN_TOOL:
      return &portal->tool->item.name;
    case BATON_PORTAL_OPEN_SEARCH:
      return baton_portal_get_word (portal, "search");
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      return NULL;
    }
}

/* ── Footer ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_locale (BatonPageWriter *w,
              const char      *tag)
{
  g_autofree char *href = baton_page_href (w, BATON_HREF_LOCALE, tag);
  g_autofree char *name = NULL;

  if (href == NULL)
    return;
  /* A language is named in itself: those who look for it can read that. */
  name = baton_locale_display_name (tag, tag);
  baton_html_open (w->html, "li", NULL);
  baton_html_open (w->html, "a", "href", href, "lang", tag, "hreflang", tag, "dir", baton_locale_is_rtl (tag) ? "rtl" : "ltr",
                   "aria-current", strcmp (tag, w->portal->locale) == 0 ? "true" : NULL, NULL);
  baton_html_text (w->html, name);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_footer (BatonPageWriter *w)
{
  GPtrArray *locales = baton_snapshot_list (w->portal->snapshot, BATON_KIND_LOCALE);
  g_autofree char *probe = baton_page_href (w, BATON_HREF_LOCALE, w->portal->locale);

  baton_html_open (w->html, "footer", "class", "site-footer", NULL);
  baton_html_element (w->html, "p", NULL, &w->portal->program_name);
  if (probe != NULL && locales->len > 1)
    {
      baton_html_open (w->html, "nav", "aria-label", baton_portal_get_word (w->portal, "languages")->text, NULL);
      baton_html_open (w->html, "ul", "class", "languages", NULL);
      for (guint i = 0; i < locales->len; i++)
        {
          const char *tag = baton_entity_get_string (g_ptr_array_index (locales, i), BATON_FIELD_LOCALE_TAG);

          if (tag != NULL)
            write_locale (w, tag);
        }
      baton_html_close (w->html);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

char *
baton_portal_to_html (const BatonPortal            *portal,
                      const BatonPortalHtmlOptions *options)
{
  BatonPageWriter w = { NULL, portal, options };
  g_autofree char *body = NULL;

  g_return_val_if_fail (portal != NULL && options != NULL, NULL);

  w.html = baton_html_new (portal->locale, portal->rtl);
  baton_page_begin (&w, get_title (portal), portal->device == BATON_DEVICE_NARROW ? "portal narrow" : "portal", NULL);
  baton_html_open (w.html, "a", "class", "skip", "href", "#content", NULL);
  baton_page_word (&w, NULL, NULL, "skip-to-content");
  baton_html_close (w.html);
  if (options->banner != NULL)
    {
      baton_html_open (w.html, "p", "class", "banner", "dir", "auto", NULL);
      baton_html_text (w.html, options->banner);
      baton_html_close (w.html);
    }
  write_header (&w);
  baton_html_open (w.html, "main", "id", "content", "tabindex", "-1", NULL);
  write_open (&w);
  baton_html_close (w.html);
  write_footer (&w);
  body = baton_html_finish (g_steal_pointer (&w.html));
  return g_strconcat ("<!DOCTYPE html>\n", body, NULL);
}
