/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A member's portal described as a tree of nodes: header, navigation, and what is open, part by part.
 */
#include "config.h"

#include "console/preview/baton-portal-view-private.h"

#include "model/baton-format.h"
#include "model/baton-rich-text.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define SLASH "\302\240/\302\240" /* between numbers that stay on one line */
#define MOST_LISTED 120    /* contents of one list, and activities of a page: 5,000 rows would take seconds to make */

/* Makes *child* a thing that can be opened and asked about. */
static BatonPortalNode *
make_item (BatonPortalView       *self,
           const BatonPortalItem *item,
           const char            *target,
           BatonPortalNode       *child)
{
  BatonPortalNode *node = baton_portal_node_new_item (item->id, target, item->name.text);

  baton_portal_node_append (node, child);
  if (self->other != NULL && !baton_portal_contains (self->other, item->id))
    {
      baton_portal_node_add_class (node, "baton-only-here");
      baton_portal_node_set_tooltip (node, _("Only this persona sees this"));
    }
  return node;
}

static BatonPortalNode *
make_label (const char *text,
            const char *css_class,
            gboolean    rtl)
{
  BatonPortalNode *label = baton_portal_node_new_label (text, css_class);

  baton_portal_node_set_rtl (label, rtl);
  return label;
}

/* A text, with the language that it fell back to behind it. */
static BatonPortalNode *
make_text (const BatonPortalText *text,
           const char            *css_class)
{
  BatonPortalNode *label;

  if (!text->fallback)
    return make_label (text->text, css_class, text->rtl);
  g_autofree char *shown = g_strdup_printf ("%s  ·  %s", text->text, text->locale);

  label = make_label (shown, css_class, text->rtl);
  /* Translators: %s is a language tag; the text is shown in it because there is none in the member's own */
  g_autofree char *tip = g_strdup_printf (_("Shown in “%s”: there is no text in this member’s language"), text->locale);
  baton_portal_node_set_tooltip (label, tip);
  baton_portal_node_add_class (label, "baton-fallback");
  return label;
}

static BatonPortalNode *
make_rich (const BatonPortalText *text,
           const char            *css_class)
{
  g_autofree char *plain = baton_rich_text_to_plain (text->text);

  return make_label (plain, css_class, text->rtl);
}

static const char *
get_word (BatonPortalView *self,
          const char      *key)
{
  return baton_portal_get_word (self->portal, key)->text;
}

static BatonPortalNode *
make_picture (BatonPortalView          *self,
              const BatonPortalPicture *picture,
              int                       width,
              int                       height)
{
  GdkTexture *texture = picture->digest != NULL ? baton_portal_pictures_get (self->pictures, picture->digest) : NULL;

  return texture != NULL ? baton_portal_node_new_picture (texture, picture->alternative.text, width, height) : NULL;
}

static void
append_nonempty (BatonPortalNode       *box,
                 const BatonPortalText *text,
                 const char            *css_class)
{
  if (*text->text != '\0')
    baton_portal_node_append (box, make_text (text, css_class));
}

/* ── Parts of a page ── */

static const char *
get_link_target (const BatonPortalLink *link)
{
  return link->type == BATON_LINK_NONE || link->type == BATON_LINK_ADDRESS || link->type == BATON_LINK_SEARCH ? NULL : link->target;
}

/* How many more a list would show. */
static void
append_rest (BatonPortalNode *box,
             gsize            n,
             gsize            n_shown)
{
  g_autofree char *rest = n > n_shown ? g_strdup_printf ("+%" G_GSIZE_FORMAT, n - n_shown) : NULL;

  if (rest != NULL)
    baton_portal_node_append (box, make_label (rest, "dim-label", FALSE));
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
      BatonPortalNode *item = make_item (self, &items[i].item, get_link_target (&items[i].link), make_text (&items[i].item.name, NULL));

      if (items[i].current)
        baton_portal_node_add_class (item, "baton-current");
      if (depth > 0)
        baton_portal_node_add_class (item, "caption");
      baton_portal_node_append (box, item);
      append_navigation (self, box, items[i].children, items[i].n_children, depth + 1);
    }
}

static BatonPortalNode *
make_content (BatonPortalView          *self,
              const BatonPortalContent *content)
{
  BatonPortalNode *box = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 3, NULL);
  BatonPortalNode *picture = make_picture (self, &content->picture, -1, 72), *item;

  if (picture != NULL)
    baton_portal_node_append (box, picture);
  baton_portal_node_append (box, make_text (&content->item.name, "heading"));
  append_nonempty (box, &content->summary, "caption");
  item = make_item (self, &content->item, content->item.id, box);
  baton_portal_node_add_class (item, "card");
  return item;
}

static void
append_contents (BatonPortalView          *self,
                 BatonPortalNode          *box,
                 const BatonPortalContent *contents,
                 gsize                     n_contents)
{
  BatonPortalNode *flow;

  if (n_contents == 0)
    return;
  flow = baton_portal_node_new_flow (self->portal->device == BATON_DEVICE_NARROW ? 1 : 3);
  for (gsize i = 0; i < MIN (n_contents, MOST_LISTED); i++)
    baton_portal_node_append (flow, make_content (self, &contents[i]));
  baton_portal_node_append (box, flow);
  append_rest (box, n_contents, MOST_LISTED);
}

static void
append_ladder (BatonPortalView         *self,
               BatonPortalNode         *box,
               const BatonPortalLadder *ladder)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 6, NULL), *item;
  g_autofree char *points = baton_format_number (ladder->points, self->portal->locale);
  g_autofree char *line = NULL;
  gint64 most = ladder->n_tiers > 0 ? ladder->tiers[ladder->n_tiers - 1].threshold : 1;

  line = g_strdup_printf ("%s: %s  ·  %s %s", get_word (self, "your-tier"), ladder->held != NULL ? ladder->held->item.name.text : get_word (self, "no-tier"),
                          points, get_word (self, "tier-points"));
  baton_portal_node_append (inner, make_text (&ladder->item.name, "heading"));
  baton_portal_node_append (inner, make_label (line, NULL, self->portal->rtl));
  baton_portal_node_append (inner, baton_portal_node_new_level (CLAMP (ladder->points, 0, MAX (most, 1)), MAX (most, 1), line));
  if (ladder->next != NULL)
    {
      g_autofree char *missing = baton_format_number (ladder->missing, self->portal->locale);
      g_autofree char *next = g_strdup_printf ("%s: %s  (%s)", get_word (self, "points-to-next-tier"), missing, ladder->next->item.name.text);

      baton_portal_node_append (inner, make_label (next, "caption", self->portal->rtl));
    }
  item = make_item (self, &ladder->item, NULL, inner);
  baton_portal_node_add_class (item, "card");
  baton_portal_node_append (box, item);
}

static char *
describe_cell (const BatonPortalCell *cell,
               const char            *locale)
{
  return cell->state == BATON_PORTAL_CELL_NUMBER ? baton_format_number (cell->value, locale) : g_strdup ("–");
}

static void
append_motion (BatonPortalView         *self,
               BatonPortalNode         *box,
               const BatonPortalMotion *motion)
{
  const char *locale = self->portal->locale;
  /* Which of the three numbers behind each activity is which. */
  g_autofree char *order = g_strdup_printf ("%s / %s / %s", get_word (self, "tier-points"), get_word (self, "company-points"), get_word (self, "individual-points"));
  gsize n_left = 0;

  baton_portal_node_append (box, make_text (&motion->item.name, "heading"));
  if (self->n_activities < MOST_LISTED)
    baton_portal_node_append (box, make_label (order, "caption", self->portal->rtl));
  for (gsize section = 0; section < motion->n_sections; section++)
    {
      if (self->n_activities < MOST_LISTED)
        append_nonempty (box, &motion->sections[section].name, "caption-heading");
      for (gsize i = 0; i < motion->sections[section].n_activities; i++)
        {
          if (self->n_activities >= MOST_LISTED)
            {
              n_left++;
              continue;
            }
          self->n_activities++;
          const BatonPortalActivity *activity = &motion->sections[section].activities[i];
          BatonPortalNode *row = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL), *name = make_text (&activity->item.name, NULL);
          g_autofree char *tier = describe_cell (&activity->tier, locale);
          g_autofree char *company = describe_cell (&activity->company, locale);
          g_autofree char *individual = describe_cell (&activity->individual, locale);
          g_autofree char *points = g_strdup_printf ("%s" SLASH "%s" SLASH "%s", tier, company, individual);
          BatonPortalNode *label = make_label (points, "numeric", FALSE);

          baton_portal_node_set_wide (name);
          baton_portal_node_set_whole (label);
          baton_portal_node_set_tooltip (label, order);
          baton_portal_node_append (row, name);
          baton_portal_node_append (row, label);
          baton_portal_node_append (box, make_item (self, &activity->item, NULL, row));
        }
    }
  append_rest (box, n_left, 0);
}

static void
append_reward (BatonPortalView         *self,
               BatonPortalNode         *box,
               const BatonPortalReward *reward)
{
  BatonPortalNode *row = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL), *name = make_text (&reward->item.name, NULL), *label;
  g_autofree char *price = baton_format_number (reward->price, self->portal->locale);
  g_autofree char *money = self->names->presenting ? g_strdup (BATON_WORDS_HIDDEN)
                                            : baton_format_money (reward->rate, self->portal->currency, self->portal->currency_digits, self->portal->locale);

  baton_portal_node_set_wide (name);
  label = make_label (reward->exchange ? money : price, "numeric", FALSE);
  baton_portal_node_set_tooltip (label, get_word (self, reward->affordable ? "affordable" : "not-affordable"));
  if (!reward->affordable)
    baton_portal_node_add_class (label, "dim-label");
  baton_portal_node_append (row, name);
  baton_portal_node_append (row, label);
  baton_portal_node_append (box, make_item (self, &reward->item, NULL, row));
}

static void
append_collection (BatonPortalView             *self,
                   BatonPortalNode             *box,
                   const BatonPortalCollection *collection)
{
  baton_portal_node_append (box, make_item (self, &collection->item, collection->item.id, make_text (&collection->item.name, "heading")));
  append_nonempty (box, &collection->summary, "caption");
  append_contents (self, box, collection->contents, collection->n_contents);
}

static void
append_tool (BatonPortalView       *self,
             BatonPortalNode       *box,
             const BatonPortalTool *tool)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 3, NULL), *item;

  baton_portal_node_append (inner, make_text (&tool->item.name, "heading"));
  append_nonempty (inner, &tool->description, "caption");
  item = make_item (self, &tool->item, NULL, inner);
  baton_portal_node_add_class (item, "card");
  baton_portal_node_append (box, item);
}

static void
append_workflow (BatonPortalView           *self,
                 BatonPortalNode           *box,
                 const BatonPortalWorkflow *workflow)
{
  baton_portal_node_append (box, make_item (self, &workflow->item, workflow->item.id, make_text (&workflow->item.name, "heading")));
  for (gsize i = 0; i < workflow->n_steps; i++)
    {
      g_autofree char *step = g_strdup_printf ("%" G_GSIZE_FORMAT ". %s", i + 1, workflow->steps[i].item.name.text);

      baton_portal_node_append (box, make_item (self, &workflow->steps[i].item, NULL, make_label (step, NULL, workflow->steps[i].item.name.rtl)));
    }
}

static void
append_dashboard (BatonPortalView            *self,
                  BatonPortalNode            *box,
                  const BatonPortalDashboard *dashboard)
{
  for (gsize i = 0; i < dashboard->n_kpis; i++)
    baton_portal_node_append (box, make_item (self, &dashboard->kpis[i].item, NULL, make_text (&dashboard->kpis[i].item.name, NULL)));
}

static BatonPortalNode *
make_block (BatonPortalView        *self,
            const BatonPortalBlock *block)
{
  BatonPortalNode *box = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 6, "baton-portal-block"), *picture;

  baton_portal_node_set_subject (box, block->item.id);
  if (*block->item.name.text != '\0')
    baton_portal_node_append (box, make_item (self, &block->item, NULL, make_text (&block->item.name, "title-4")));
  picture = make_picture (self, &block->picture, -1, 120);
  if (picture != NULL)
    baton_portal_node_append (box, picture);
  if (*block->body.text != '\0')
    baton_portal_node_append (box, make_rich (&block->body, NULL));
  append_contents (self, box, block->contents, block->n_contents);
  for (gsize i = 0; i < block->n_collections; i++)
    append_collection (self, box, &block->collections[i]);
  for (gsize i = 0; i < block->n_ladders; i++)
    append_ladder (self, box, &block->ladders[i]);
  for (gsize i = 0; i < block->n_motions; i++)
    append_motion (self, box, &block->motions[i]);
  for (gsize i = 0; i < block->n_rewards; i++)
    append_reward (self, box, &block->rewards[i]);
  for (gsize i = 0; i < block->n_tools; i++)
    append_tool (self, box, &block->tools[i]);
  for (gsize i = 0; i < block->n_workflows; i++)
    append_workflow (self, box, &block->workflows[i]);
  for (gsize i = 0; i < block->n_organisations; i++)
    baton_portal_node_append (box, make_label (block->organisations[i].name, NULL, self->portal->rtl));
  if (block->dashboard != NULL)
    append_dashboard (self, box, block->dashboard);
  return box;
}

static void
append_page (BatonPortalView       *self,
             BatonPortalNode       *box,
             const BatonPortalPage *page)
{
  BatonPortalNode *hero = make_picture (self, &page->hero, -1, 120);

  if (hero != NULL)
    baton_portal_node_append (box, hero);
  baton_portal_node_append (box, make_item (self, &page->item, NULL, make_text (&page->item.name, "title-2")));
  if (*page->introduction.text != '\0')
    baton_portal_node_append (box, make_rich (&page->introduction, NULL));
  for (gsize i = 0; i < page->n_blocks; i++)
    baton_portal_node_append (box, make_block (self, &page->blocks[i]));
}

static BatonPortalNode *
make_header (BatonPortalView *self)
{
  const BatonPortalBrand *brand = &self->portal->brand;
  BatonPortalNode *header = baton_portal_node_new_box (GTK_ORIENTATION_HORIZONTAL, 9, "baton-portal-header"), *logo = make_picture (self, &brand->logo, 96, 32), *names = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  if (logo != NULL)
    baton_portal_node_append (header, logo);
  baton_portal_node_append (names, make_text (&self->portal->program_name, "heading"));
  append_nonempty (names, &brand->tagline, "caption");
  baton_portal_node_set_wide (names);
  baton_portal_node_append (header, names);
  if (!self->names->presenting && *self->portal->person.text != '\0')
    {
      BatonPortalNode *person = make_text (&self->portal->person, "caption");

      baton_portal_node_set_whole (person);
      baton_portal_node_append (header, person);
    }
  return header;
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
  if (portal->device == BATON_DEVICE_WIDE)
    {
      append_navigation (self, navigation, portal->navigation, portal->n_navigation, 0);
      baton_portal_node_append (box, navigation);
    }
  else
    {
      BatonPortalNode *expander = baton_portal_node_new_expander (get_word (self, "main-navigation"));

      append_navigation (self, navigation, portal->navigation, portal->n_navigation, 0);
      baton_portal_node_append (expander, navigation);
      baton_portal_node_append (box, expander);
    }
  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      append_page (self, body, portal->page);
      break;
    case BATON_PORTAL_OPEN_CONTENT:
      baton_portal_node_append (body, make_item (self, &portal->content->item, NULL, make_text (&portal->content->item.name, "title-2")));
      append_nonempty (body, &portal->content->summary, "heading");
      baton_portal_node_append (body, make_rich (&portal->content->body, NULL));
      break;
    case BATON_PORTAL_OPEN_COLLECTION:
      append_collection (self, body, portal->collection);
      break;
    case BATON_PORTAL_OPEN_WORKFLOW:
      append_workflow (self, body, portal->workflow);
      break;
    case BATON_PORTAL_OPEN_TOOL:
      append_tool (self, body, portal->tool);
      break;
    case BATON_PORTAL_OPEN_SEARCH:
      append_contents (self, body, portal->search.results, portal->search.n_results);
      break;
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      baton_portal_node_append (body, make_label (get_word (self, "nothing-here"), "title-4", portal->rtl));
      break;
    }
  for (gsize i = 0; i < portal->n_context; i++)
    append_collection (self, body, &portal->context[i]);
  baton_portal_node_append (box, body);
  baton_portal_node_set_rtl (box, portal->rtl);
  return box;
}
