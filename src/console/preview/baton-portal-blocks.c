/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blocks of a page, and the lists that other parts of a page show as well.
 */
#include "config.h"

#include "console/preview/baton-portal-parts.h"

#include "model/baton-format.h"
#include "portal/baton-portal-facts.h"

/* ── Content ── */

static BatonPortalNode *
make_content (BatonPortalView          *self,
              const BatonPortalContent *content)
{
  BatonPortalNode *box = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 3, NULL), *item;

  baton_portal_part_append_picture (self, box, &content->picture, 72);
  /* What sort of content it is. */
  if (content->n_tags > 0)
    baton_portal_part_append_text (self, box, &content->tags[0].name, "caption");
  baton_portal_node_append (box, baton_portal_part_new_text (self, &content->item.name, "heading"));
  baton_portal_part_append_text (self, box, &content->summary, "caption");
  item = baton_portal_part_new_item (self, &content->item, content->item.id, box);
  baton_portal_node_add_class (item, "card");
  return item;
}

void
baton_portal_part_append_contents (BatonPortalView          *self,
                                   BatonPortalNode          *box,
                                   const BatonPortalContent *contents,
                                   gsize                     n_contents)
{
  BatonPortalNode *flow;

  if (n_contents == 0)
    return;
  flow = baton_portal_node_new_flow (self->portal->device == BATON_DEVICE_NARROW ? 1 : 3);
  for (gsize i = 0; i < MIN (n_contents, BATON_PORTAL_MOST_LISTED); i++)
    baton_portal_node_append (flow, make_content (self, &contents[i]));
  baton_portal_node_append (box, flow);
  baton_portal_part_append_rest (self, box, n_contents, BATON_PORTAL_MOST_LISTED);
}

void
baton_portal_part_append_collection (BatonPortalView             *self,
                                     BatonPortalNode             *box,
                                     const BatonPortalCollection *collection,
                                     gboolean                     open)
{
  if (collection->contextual)
    baton_portal_node_append (box, baton_portal_part_new_label (self, baton_portal_part_get_word (self, "in-context"), "caption"));
  baton_portal_node_append (box, baton_portal_part_new_item (self, &collection->item, collection->item.id,
                                                             baton_portal_part_new_text (self, &collection->item.name, open ? "title-2" : "heading")));
  baton_portal_part_append_text (self, box, &collection->summary, "caption");
  baton_portal_part_append_contents (self, box, collection->contents, collection->n_contents);
}

/* ── Tools, workflows, organizations ── */

void
baton_portal_part_append_tool (BatonPortalView       *self,
                               BatonPortalNode       *box,
                               const BatonPortalTool *tool)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 3, NULL), *item;

  if (tool->vendor != NULL)
    baton_portal_node_append (inner, baton_portal_part_new_label (self, tool->vendor, "caption"));
  baton_portal_node_append (inner, baton_portal_part_new_text (self, &tool->item.name, "heading"));
  baton_portal_part_append_text (self, inner, &tool->description, "caption");
  item = baton_portal_part_new_item (self, &tool->item, NULL, inner);
  baton_portal_node_add_class (item, "card");
  baton_portal_node_append (box, item);
}

static void
append_step (BatonPortalView       *self,
             BatonPortalNode       *box,
             const BatonPortalStep *step,
             gsize                  number)
{
  g_autofree char *line = g_strdup_printf ("%" G_GSIZE_FORMAT ". %s", number, step->item.name.text);
  g_autoptr (GPtrArray) facts = baton_portal_list_step_facts (self->portal, step);
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 0, NULL), *name = baton_portal_node_new_label (line, step->mine ? "heading" : NULL);

  baton_portal_node_set_rtl (name, step->item.name.rtl);
  baton_portal_node_append (inner, name);
  baton_portal_part_append_text (self, inner, &step->description, "caption");
  baton_portal_part_append_facts (self, inner, facts);
  baton_portal_node_append (box, baton_portal_part_new_item (self, &step->item, NULL, inner));
}

void
baton_portal_part_append_workflow (BatonPortalView           *self,
                                   BatonPortalNode           *box,
                                   const BatonPortalWorkflow *workflow,
                                   gboolean                   open)
{
  baton_portal_node_append (box, baton_portal_part_new_item (self, &workflow->item, workflow->item.id,
                                                             baton_portal_part_new_text (self, &workflow->item.name, open ? "title-2" : "heading")));
  baton_portal_part_append_text (self, box, &workflow->description, NULL);
  for (gsize i = 0; i < workflow->n_steps; i++)
    append_step (self, box, &workflow->steps[i], i + 1);
}

/* Their names are those of partners. */
static void
append_organisation (BatonPortalView               *self,
                     BatonPortalNode               *box,
                     const BatonPortalOrganisation *organisation)
{
  baton_portal_node_append (box, baton_portal_part_new_label (self, self->names->presenting ? BATON_WORDS_HIDDEN : organisation->name, NULL));
  baton_portal_part_append_tags (self, box, organisation->terms, organisation->n_terms);
}

/* ── Dashboards ── */

static void
append_target (BatonPortalView         *self,
               BatonPortalNode         *box,
               const BatonPortalKpi    *kpi,
               const BatonPortalTarget *target)
{
  gboolean hidden = self->names->presenting && kpi->unit == 1;
  g_autofree char *value = hidden ? g_strdup (BATON_WORDS_HIDDEN) : baton_portal_format_target (self->portal, kpi, target->value);
  g_autofree char *day = target->window.through < BATON_DAY_MAX ? baton_format_day (target->window.through, self->portal->locale) : NULL;
  g_autofree char *line = g_strjoin (" ", baton_portal_part_get_word (self, "target"), value, day, NULL);

  baton_portal_node_append (box, baton_portal_part_new_item (self, &target->item, NULL, baton_portal_part_new_label (self, line, NULL)));
}

static void
append_dashboard (BatonPortalView            *self,
                  BatonPortalNode            *box,
                  const BatonPortalDashboard *dashboard)
{
  for (gsize i = 0; i < dashboard->n_kpis; i++)
    {
      const BatonPortalKpi *kpi = &dashboard->kpis[i];

      baton_portal_node_append (box, baton_portal_part_new_item (self, &kpi->item, NULL, baton_portal_part_new_text (self, &kpi->item.name, "heading")));
      for (gsize j = 0; j < kpi->n_targets; j++)
        append_target (self, box, kpi, &kpi->targets[j]);
      baton_portal_part_append_text (self, box, &kpi->description, "caption");
    }
}

/* ── Blocks ── */

static void
fill (BatonPortalView        *self,
      BatonPortalNode        *box,
      const BatonPortalBlock *block)
{
  baton_portal_part_append_contents (self, box, block->contents, block->n_contents);
  for (gsize i = 0; i < block->n_collections; i++)
    baton_portal_part_append_collection (self, box, &block->collections[i], FALSE);
  for (gsize i = 0; i < block->n_ladders; i++)
    baton_portal_part_append_ladder (self, box, &block->ladders[i], block->n_ladders > 1);
  for (gsize i = 0; i < block->n_motions; i++)
    baton_portal_part_append_motion (self, box, &block->motions[i]);
  baton_portal_part_append_rewards (self, box, block->rewards, block->n_rewards);
  for (gsize i = 0; i < block->n_tools; i++)
    baton_portal_part_append_tool (self, box, &block->tools[i]);
  for (gsize i = 0; i < block->n_workflows; i++)
    baton_portal_part_append_workflow (self, box, &block->workflows[i], FALSE);
  for (gsize i = 0; i < block->n_organisations; i++)
    append_organisation (self, box, &block->organisations[i]);
  if (block->dashboard != NULL)
    append_dashboard (self, box, block->dashboard);
  if (block->type == BATON_BLOCK_SEARCH)
    baton_portal_node_append (box, baton_portal_node_new_search (NULL, baton_portal_part_get_word (self, "search")));
}

/* A block without a heading of its own can be asked about too: by the word that stands above it in the portal. */
void
baton_portal_part_append_block (BatonPortalView        *self,
                                BatonPortalNode        *box,
                                const BatonPortalBlock *block)
{
  BatonPortalNode *inner = baton_portal_node_new_box (GTK_ORIENTATION_VERTICAL, 6, "baton-portal-block");
  const BatonPortalText *heading = baton_portal_get_block_heading (self->portal, block);

  baton_portal_node_set_subject (inner, block->item.id);
  if (heading != NULL)
    {
      BatonPortalItem item = { block->item.kind, block->item.id, *heading };

      baton_portal_node_append (inner, baton_portal_part_new_item (self, &item, NULL, baton_portal_part_new_text (self, heading, "title-4")));
    }
  baton_portal_part_append_picture (self, inner, &block->picture, 120);
  baton_portal_part_append_rich (self, inner, &block->body);
  fill (self, inner, block);
  baton_portal_node_append (box, inner);
}
