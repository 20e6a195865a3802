/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A resolved portal as semantic HTML 5. Every text, attribute and address goes through one emitter (baton-html.h);
 * there are no inline styles and no scripts, so that the pages live under the strictest Content-Security-Policy.
 * A brand's colours and font are typed values and come as a stylesheet of their own.
 */
#pragma once

#include "portal/baton-portal.h"

G_BEGIN_DECLS

/* What a page may point to. */
typedef enum
{
  BATON_HREF_HOME,              /* the landing page; id NULL */
  BATON_HREF_PAGE,
  BATON_HREF_CONTENT,
  BATON_HREF_COLLECTION,
  BATON_HREF_WORKFLOW,
  BATON_HREF_TOOL,
  BATON_HREF_SEARCH,            /* where the search form is sent, by GET with "q" and repeated "term"; id NULL */
  BATON_HREF_ASSET,             /* id: the digest of a picture */
  BATON_HREF_STYLESHEET,        /* baton_portal_get_stylesheet(); id NULL */
  BATON_HREF_BRAND_STYLESHEET,  /* baton_portal_brand_stylesheet() of this portal's brand; id NULL */
  BATON_HREF_LOCALE             /* the same page in another language; id: its tag */
} BatonHrefType;

/* The address of *id* relative to the page being written, escaped for a URL but not for HTML. (transfer full); NULL: there
 * is no such page, and only the words are written. */
typedef char  *(*BatonHrefFunc)  (BatonHrefType  type,
                                  const char    *id,
                                  gpointer       user_data);
/* The bytes of a picture by its digest. (transfer full); NULL when they are not there. */
typedef GBytes *(*BatonAssetFunc) (const char   *digest,
                                   gpointer      user_data);

typedef struct
{
  BatonHrefFunc   href;         /* required */
  gpointer        href_data;
  gboolean        standalone;   /* one file: stylesheets inlined (allowed by their hash), pictures as data: */
  BatonAssetFunc  asset;        /* needed for pictures when standalone */
  gpointer        asset_data;
  const char     *banner;       /* nullable: a plain text shown above everything: "Preview: Maria, 3 May 2026" */
} BatonPortalHtmlOptions;

/* The Content-Security-Policy under which served pages work. */
#define BATON_PORTAL_CSP \
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"

/* The whole page, from the doctype on. (transfer full) */
char       *baton_portal_to_html           (const BatonPortal            *portal,
                                            const BatonPortalHtmlOptions *options);
/* The stylesheet of all portals; static. */
const char *baton_portal_get_stylesheet    (void);
/* The colours of a portal as it is drawn: what no brand sets is derived from what one does. 0xrrggbb each. */
typedef enum
{
  BATON_PALETTE_ACCENT,
  BATON_PALETTE_ON_ACCENT,
  BATON_PALETTE_SURFACE,
  BATON_PALETTE_TEXT,
  BATON_PALETTE_HEADER,
  BATON_PALETTE_ON_HEADER,
  BATON_PALETTE_LINK,       /* the accent, where it can be read as text */
  BATON_N_PALETTE
} BatonPaletteColour;

void        baton_portal_brand_get_palette (const BatonPortalBrand       *brand,
                                            gboolean                      dark,
                                            guint32                       palette[BATON_N_PALETTE]);
/* The families of letters that the brand's font stands for, the wished for first, as CSS has them; static. */
const char *baton_portal_brand_get_fonts   (const BatonPortalBrand       *brand);
/* The brand's colours in light and dark and its font, as custom properties that the stylesheet uses. Colours that no
 * brand sets are derived from those that are set. (transfer full) */
char       *baton_portal_brand_stylesheet  (const BatonPortalBrand       *brand);
/* The first 16 hexadecimal digits of its SHA-256, to tell cached stylesheets apart. (transfer full) */
char       *baton_portal_stylesheet_digest (const char                   *css);

G_END_DECLS
