/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The guide is written from the same tree as a portal, resolved for a member or for nobody in particular, with the same
 * tables; only what is personal (standing, affordability) is left out.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-guide.h"

#include "baton-portal-resources.h"
#include "model/baton-format.h"
#include "model/baton-locale.h"
#include "portal/baton-page-writer.h"
#include "portal/baton-resolver.h"

static const char *
get_guide_css (void)
{
  static gsize stylesheet;

  if (g_once_init_enter (&stylesheet))
    {
      g_autoptr (GBytes) bytes = g_resource_lookup_data (baton_portal_get_resource (), "/org/batonconsole/Baton/portal/guide.css",
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      gsize size = 0;
      const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : "";

      g_once_init_leave (&stylesheet, (gsize) g_strndup (data, size));
    }
  return (const char *) stylesheet;
}

/* A guide is one file: nothing in it leads to a page of the portal. */
static char *
no_href (BatonHrefType  type,
         const char    *id,
         gpointer       user_data)
{
  return NULL;
}

static void
begin_section (BatonPageWriter *w,
               const char      *id,
               const char      *word)
{
  baton_html_open (w->html, "section", "id", id, NULL);
  baton_page_word (w, "h2", NULL, word);
}

static void
write_contents_entry (BatonPageWriter *w,
                      const char      *address,
                      const char      *word,
                      gboolean         present)
{
  if (!present)
    return;
  baton_html_open (w->html, "li", NULL);
  baton_html_open (w->html, "a", "href", address, NULL);
  baton_page_word (w, NULL, NULL, word);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_title (BatonPageWriter       *w,
             const BatonPortalText *terms)
{
  const BatonPortal *portal = w->portal;
  g_autofree char *day = baton_format_day (portal->day, portal->locale);

  baton_html_open (w->html, "header", "class", "guide-title", NULL);
  baton_page_picture (w, "logo", &portal->brand.logo, FALSE);
  baton_page_word (w, "p", "greeting", "program-guide");
  baton_html_element (w->html, "h1", NULL, &portal->program_name);
  baton_html_element (w->html, "p", "introduction", &portal->brand.tagline);
  baton_html_plain (w->html, "p", "day", day);
  baton_html_open (w->html, "nav", "aria-label", baton_portal_get_word (portal, "program-guide")->text, NULL);
  baton_html_open (w->html, "ul", "class", "guide-contents", NULL);
  write_contents_entry (w, "#activities", "ways-to-earn", portal->n_motions > 0);
  write_contents_entry (w, "#tiers", "tiers", portal->n_ladders > 0);
  write_contents_entry (w, "#rewards", "rewards", portal->n_rewards > 0);
  write_contents_entry (w, "#terms", "terms", *terms->text != '\0');
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_ladders (BatonPageWriter *w)
{
  const BatonPortal *portal = w->portal;

  begin_section (w, "tiers", "tiers");
  for (gsize i = 0; i < portal->n_ladders; i++)
    {
      baton_html_open (w->html, "div", "class", "ladder", "data-entity", portal->ladders[i].item.id, NULL);
      baton_html_element (w->html, "h3", NULL, &portal->ladders[i].item.name);
      baton_page_tiers (w, &portal->ladders[i], "h4");
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

static char *
write_guide (const BatonPortal       *portal,
             const BatonPortalText   *terms,
             const BatonGuideOptions *options)
{
  BatonPortalHtmlOptions html_options = {
    .href = no_href,
    .standalone = TRUE,
    .asset = options->asset,
    .asset_data = options->asset_data,
  };
  BatonPageWriter w = { baton_html_new (portal->locale, portal->rtl), portal, &html_options };
  g_autofree char *body = NULL;

  baton_page_begin (&w, baton_portal_get_word (portal, "program-guide"), "portal guide", get_guide_css ());
  baton_html_open (w.html, "main", "id", "content", NULL);
  write_title (&w, terms);
  if (portal->n_motions > 0)
    {
      begin_section (&w, "activities", "ways-to-earn");
      for (gsize i = 0; i < portal->n_motions; i++)
        baton_page_motion (&w, &portal->motions[i], TRUE);
      baton_html_close (w.html);
    }
  if (portal->n_ladders > 0)
    write_ladders (&w);
  if (portal->n_rewards > 0)
    {
      begin_section (&w, "rewards", "rewards");
      baton_page_rewards (&w, portal->rewards, portal->n_rewards, FALSE);
      baton_html_close (w.html);
    }
  if (*terms->text != '\0')
    {
      begin_section (&w, "terms", "terms");
      baton_page_rich (&w, "rich", terms, 3);
      baton_html_close (w.html);
    }
  baton_html_close (w.html);
  body = baton_html_finish (w.html);
  return g_strconcat ("<!DOCTYPE html>\n", body, NULL);
}

char *
baton_guide_to_html (BatonSnapshot           *snapshot,
                     const BatonProfile      *profile,
                     const BatonGuideOptions *options)
{
  BatonPortalPrivate *owner;
  BatonResolver r;
  BatonPortalText terms;
  const BatonEntity *root;
  g_autofree char *locale = NULL;
  g_autoptr (BatonProfile) anyone = NULL;
  char *html;

  g_return_val_if_fail (snapshot != NULL && options != NULL, NULL);

  if (profile == NULL)
    anyone = baton_profile_new_anonymous (snapshot);
  owner = baton_portal_private_new (snapshot);
  locale = baton_resolver_pick_locale (snapshot, NULL, options->locale);
  baton_resolver_init (&r, owner, snapshot, profile != NULL ? profile : anyone, NULL, NULL, locale, options->day);
  r.everybody = profile == NULL;

  baton_resolve_whole (&r);
  if (options->brand != NULL)
    baton_resolve_brand_layer (&r, options->brand);
  root = baton_snapshot_get_root (snapshot);
  terms = root != NULL ? baton_resolve_rich (&r, root, BATON_FIELD_PROGRAM_TERMS) : baton_resolve_plain (&r, NULL);
  html = write_guide (&owner->portal, &terms, options);

  baton_resolver_clear (&r);
  baton_portal_unref (&owner->portal);
  return html;
}
