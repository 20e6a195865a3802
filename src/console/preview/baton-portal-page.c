/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A member's portal described as a tree of nodes: header, navigation, and what is open. It says what the portal's own pages
 * say (portal/baton-portal-html.c); a test compares the two.
 */
#include "config.h"

#include "console/preview/baton-portal-parts.h"

#include "model/baton-format.h"
#include "model/baton-rich-text.h"
#include "portal/baton-portal-facts.h"

/* ── Above ── */

static const char *
get_link_target (const BatonPortalLink *link)
{
  if (link->type == BATON_LINK_SEARCH)
    return BATON_PORTAL_TARGET_SEARCH;
  return link->type == BATON_LINK_NONE || link->type == BATON_LINK_ADDRESS ? NULL : link->target;
}

/* A brand's picture for it, and its name. */
static BatonPortalNode *
make_navigation_label (BatonPortalView             *self,
                       const BatonPortalNavigation *item)
{
  BatonPortalNode *picture = baton_portal_part_new_picture (self, &item->picture, 24, 24), *text = baton_portal_part_new_text (self, &item->item.name, NULL), *box;

  if (picture == NULL)
    return text;
  box = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL);
  baton_portal_node_append (box, picture);
  baton_portal_node_append (box, text);
  return box;
}

static void
append_navigation (BatonPortalView             *self,
                   BatonPortalNode             *box,
                   const BatonPortalNavigation *items,
                   gsize                        n_items,
                   int                          depth)
{
  for (gsize i = 0; i < n_items; i++)
    {
      BatonPortalNode *item = baton_portal_part_new_item (self, &items[i].item, get_link_target (&items[i].link), make_navigation_label (self, &items[i]));

      if (items[i].current)
        baton_portal_node_add_class (item, "baton-current");
      if (depth > 0)
        baton_portal_node_add_class (item, depth == 1 ? "baton-below" : "baton-far-below");
      baton_portal_node_append (box, item);
      append_navigation (self, box, items[i].children, items[i].n_children, depth + 1);
    }
}

/* Who it is, unless nobody is to know. */
static void
append_member (BatonPortalView *self,
               BatonPortalNode *header)
{
  const BatonPortalText *texts[] = { &self->portal->person, &self->portal->organisation };
  BatonPortalNode *member = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts) && !self->names->presenting; i++)
    if (*texts[i]->text != '\0')
      {
        BatonPortalNode *text = baton_portal_part_new_text (self, texts[i], "caption");

        baton_portal_node_set_whole (text);
        baton_portal_node_append (member, text);
      }
  baton_portal_node_append (header, member);
}

static BatonPortalNode *
make_header (BatonPortalView *self)
{
  const BatonPortalBrand *brand = &self->portal->brand;
  BatonPortalNode *header = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 9, "baton-portal-header"), *names = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);
  BatonPortalNode *logo = baton_portal_part_new_picture (self, &brand->logo, 96, 32);

  if (logo != NULL)
    baton_portal_node_append (header, logo);
  baton_portal_node_append (names, baton_portal_part_new_text (self, &self->portal->program_name, "heading"));
  baton_portal_part_append_text (self, names, &brand->tagline, "caption");
  baton_portal_node_set_wide (names);
  baton_portal_node_append (header, names);
  append_member (self, header);
  return header;
}

/* ── What is open ── */

/* The member's points at a glance. */
static void
append_standings (BatonPortalView *self,
                  BatonPortalNode *box)
{
  const BatonPortal *portal = self->portal;
  const struct { const char *word; gint64 points; } standings[] = {
    { "tier-points", portal->tier_points }, { "company-points", portal->company_points }, { "individual-points", portal->individual_points },
  };
  g_autoptr (GString) line = g_string_new (NULL);

  if (portal->n_ladders > 0 && portal->ladders[0].held != NULL)
    g_string_printf (line, "%s: %s", baton_portal_part_get_word (self, "your-tier"), portal->ladders[0].held->item.name.text);
  for (guint i = portal->n_ladders > 0 ? 0 : 1; i < G_N_ELEMENTS (standings); i++)
    {
      g_autofree char *points = baton_format_number (standings[i].points, portal->locale);

      g_string_append_printf (line, "%s%s: %s", line->len > 0 ? "  ·  " : "", baton_portal_part_get_word (self, standings[i].word), points);
    }
  baton_portal_node_append (box, baton_portal_part_new_label (self, line->str, "caption"));
}

static void
append_page (BatonPortalView       *self,
             BatonPortalNode       *box,
             const BatonPortalPage *page)
{
  const BatonPortal *portal = self->portal;

  baton_portal_part_append_picture (self, box, &page->hero, 120);
  if (page->landing && *portal->person.text != '\0' && !self->names->presenting)
    {
      g_autofree char *greeting = g_strdup_printf ("%s %s", baton_portal_part_get_word (self, "welcome"), portal->person.text);

      baton_portal_node_append (box, baton_portal_part_new_label (self, greeting, "caption"));
    }
  baton_portal_node_append (box, baton_portal_part_new_item (self, &page->item, NULL, baton_portal_part_new_text (self, &page->item.name, "title-2")));
  baton_portal_part_append_rich (self, box, &page->introduction);
  if (page->landing && baton_portal_speaks_of_points (page))
    append_standings (self, box);
  if (page->n_blocks == 0)
    baton_portal_node_append (box, baton_portal_part_new_label (self, baton_portal_part_get_word (self, "nothing-here"), "title-4"));
  for (gsize i = 0; i < page->n_blocks; i++)
    baton_portal_part_append_block (self, box, &page->blocks[i]);
}

/* The button that leads out of the portal, as far as a preview leads. */
static void
append_way_out (BatonPortalView *self,
                BatonPortalNode *box,
                const char      *address)
{
  BatonPortalNode *label;

  if (address == NULL || !baton_address_is_valid (address))
    return;
  label = baton_portal_part_new_label (self, baton_portal_part_get_word (self, "open"), "baton-current");
  baton_portal_node_set_tooltip (label, address);
  baton_portal_node_append (box, label);
}

static void
append_content (BatonPortalView          *self,
                BatonPortalNode          *box,
                const BatonPortalContent *content)
{
  baton_portal_part_append_tags (self, box, content->tags, content->n_tags);
  baton_portal_node_append (box, baton_portal_part_new_item (self, &content->item, NULL, baton_portal_part_new_text (self, &content->item.name, "title-2")));
  baton_portal_part_append_text (self, box, &content->summary, "heading");
  baton_portal_part_append_picture (self, box, &content->picture, 120);
  baton_portal_part_append_rich (self, box, &content->body);
  append_way_out (self, box, content->address);
}

/* A term by which the results can be narrowed, with how many of them have it. */
static void
append_filter (BatonPortalView            *self,
               BatonPortalNode            *box,
               const BatonPortalFacetTerm *term)
{
  g_autofree char *target = g_strconcat (BATON_PORTAL_TARGET_FILTER, term->item.id, NULL), *count = baton_format_number (term->count, self->portal->locale);
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 6, NULL), *item;

  baton_portal_node_append (inner, baton_portal_part_new_label (self, term->chosen ? "☑" : "☐", NULL));
  baton_portal_node_append (inner, baton_portal_part_new_text (self, &term->item.name, NULL));
  baton_portal_node_append (inner, baton_portal_part_new_label (self, count, "caption"));
  item = baton_portal_part_new_item (self, &term->item, target, inner);
  if (term->chosen)
    baton_portal_node_add_class (item, "baton-current");
  baton_portal_node_append (box, item);
}

static void
append_results (BatonPortalView *self,
                BatonPortalNode *box)
{
  const BatonPortalSearch *search = &self->portal->search;

  baton_portal_node_append (box, baton_portal_part_new_label (self, baton_portal_part_get_word (self, "search"), "title-2"));
  /* Above the filters, of which there may be more than fit: what was found is said where it is looked for. */
  if (*search->words != '\0' || search->n_results > 0)
    {
      g_autofree char *count = baton_format_number ((gint64) search->n_results, self->portal->locale);
      g_autofree char *heading = g_strdup_printf ("%s %s", baton_portal_part_get_word (self, "results"), count);

      baton_portal_node_append (box, baton_portal_part_new_label (self, heading, "title-4"));
      if (search->n_results == 0)
        baton_portal_node_append (box, baton_portal_part_new_label (self, baton_portal_part_get_word (self, "no-results"), NULL));
    }
  for (gsize i = 0; i < search->n_facets; i++)
    {
      const BatonPortalFacet *facet = &search->facets[i];
      BatonPortalNode *flow = baton_portal_node_new_flow (12);

      baton_portal_node_append (box, baton_portal_part_new_text (self, &facet->item.name, "heading"));
      for (gsize j = 0; j < facet->n_terms; j++)
        append_filter (self, flow, &facet->terms[j]);
      baton_portal_node_append (box, flow);
    }
  baton_portal_part_append_contents (self, box, search->results, search->n_results);
}

static void
append_open (BatonPortalView *self,
             BatonPortalNode *box)
{
  const BatonPortal *portal = self->portal;

  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      append_page (self, box, portal->page);
      break;
    case BATON_PORTAL_OPEN_CONTENT:
      append_content (self, box, portal->content);
      break;
    case BATON_PORTAL_OPEN_COLLECTION:
      baton_portal_part_append_collection (self, box, portal->collection, TRUE);
      break;
    case BATON_PORTAL_OPEN_WORKFLOW:
      baton_portal_part_append_workflow (self, box, portal->workflow, TRUE);
      break;
    case BATON_PORTAL_OPEN_TOOL:
      baton_portal_part_append_tool (self, box, portal->tool);
      append_way_out (self, box, portal->tool->address);
      break;
    case BATON_PORTAL_OPEN_SEARCH:
      append_results (self, box);
      break;
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      baton_portal_node_append (box, baton_portal_part_new_label (self, baton_portal_part_get_word (self, portal->landing != NULL ? "not-for-you" : "nothing-here"), "title-4"));
      /* No member reads this: it is in the team's language, and what it is about can be in any other. */
      if (self->reason != NULL)
        baton_portal_node_append (box, baton_portal_node_new_label (self->reason, "dim-label"));
      break;
    }
}

/* ── The whole ── */

BatonPortalNode *
baton_portal_page_describe (BatonPortalView *self)
{
  const BatonPortal *portal = self->portal;
  BatonPortalNode *box = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, baton_portal_colours_get_class (self->colours)), *body = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 12, "baton-portal-body");
  BatonPortalNode *navigation = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, "baton-portal-navigation");

  self->n_activities = 0;
  baton_portal_node_append (box, make_header (self));
  /* It stays with the focus in it while what is open changes: the portal's larger field above the results would be another. */
  baton_portal_node_append (box, baton_portal_node_new_search (portal->search.words, baton_portal_part_get_word (self, "search")));
  append_navigation (self, navigation, portal->navigation, portal->n_navigation, 0);
  if (portal->device == BATON_DEVICE_WIDE)
    {
      baton_portal_node_append (box, navigation);
    }
  else
    {
      BatonPortalNode *expander = baton_portal_node_new_expander (baton_portal_part_get_word (self, "main-navigation"));

      baton_portal_node_append (expander, navigation);
      baton_portal_node_append (box, expander);
    }
  append_open (self, body);
  baton_portal_node_append (box, body);
  baton_portal_node_set_rtl (box, portal->rtl);
  return box;
}
