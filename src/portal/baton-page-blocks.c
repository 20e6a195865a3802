/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The blocks of a page, and the lists that other parts of a page show as well.
 */
#define G_LOG_DOMAIN "baton-portal"

#include "portal/baton-page-writer.h"

#include <string.h>

#include "model/baton-format.h"

/* ── Content ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_card (BatonPageWriter          *w,
            const BatonPortalContent *content,
            const char               *heading)
{
  baton_html_open (w->html, "li", "class", content->picture.asset != NULL ? "card with-picture" : "card", "data-entity", content->item.id, NULL);
  baton_page_picture (w, "card-picture", &content->picture, TRUE);
  baton_html_open (w->html, "div", "class", "card-body", NULL);
  if (content->n_tags > 0)
    baton_html_element (w->html, "p", "kicker", &content->tags[0].name);
  baton_html_open (w->html, heading, NULL);
  baton_page_open_link (w, "card-link", BATON_HREF_CONTENT, content->item.id);
  baton_page_text (w, &content->item.name);
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_html_element (w->html, "p", NULL, &content->summary);
  /* The title is the link; this only looks like one more, and readers by ear need not hear it for each card. */
  baton_html_open (w->html, "span", "class", "more", "aria-hidden", "true", NULL);
  baton_page_word (w, NULL, NULL, "read-more");
  baton_html_close (w->html);
  baton_html_close (w->html);
  baton_html_close (w->html);
}

void
baton_page_cards (BatonPageWriter          *w,
                  const BatonPortalContent *contents,
                  gsize                     n_contents,
                  const char               *heading)
{
  if (n_contents == 0)
    return;
  baton_html_open (w->html, "ul", "class", "cards", "role", "list", NULL);
  for (gsize i = 0; i < n_contents; i++)
    write_card (w, &contents[i], heading);
  baton_html_close (w->html);
}

static void
write_collections (BatonPageWriter        *w,
                   const BatonPortalBlock *block)
{
  for (gsize i = 0; i < block->n_collections; i++)
    {
      const BatonPortalCollection *collection = &block->collections[i];

      baton_html_open (w->html, "div", "class", collection->contextual ? "collection contextual" : "collection", "data-entity", collection->item.id, NULL);
      if (collection->contextual)
        baton_page_word (w, "p", "kicker", "in-context");
      baton_html_open (w->html, "h3", "class", "collection-title", NULL);
      baton_page_open_link (w, NULL, BATON_HREF_COLLECTION, collection->item.id);
      baton_page_text (w, &collection->item.name);
      baton_html_close (w->html);
      baton_html_close (w->html);
      baton_html_element (w->html, "p", "lead", &collection->summary);
      baton_page_cards (w, collection->contents, collection->n_contents, "h4");
      baton_html_close (w->html);
    }
}

/* ── Tools, workflows, organizations ─────────────────────────────────────────────────────────────────── */

static void
write_tools (BatonPageWriter       *w,
             const BatonPortalTool *tools,
             gsize                  n_tools)
{
  baton_html_open (w->html, "ul", "class", "cards tools", "role", "list", NULL);
  for (gsize i = 0; i < n_tools; i++)
    {
      const BatonPortalTool *tool = &tools[i];
      const char *address = baton_html_is_address (tool->address, FALSE) ? tool->address : NULL;

      baton_html_open (w->html, "li", "class", "card", "data-entity", tool->item.id, NULL);
      baton_html_open (w->html, "div", "class", "card-body", NULL);
      baton_html_name (w->html, "kicker", tool->vendor);
      baton_html_open (w->html, "h3", NULL);
      if (address != NULL)
        baton_html_open (w->html, "a", "class", "card-link", "href", address, "rel", "noopener noreferrer", NULL);
      else
        baton_page_open_link (w, "card-link", BATON_HREF_TOOL, tool->item.id);
      baton_page_text (w, &tool->item.name);
      baton_html_close (w->html);
      baton_html_close (w->html);
      baton_html_element (w->html, "p", NULL, &tool->description);
      baton_html_open (w->html, "span", "class", "more", "aria-hidden", "true", NULL);
      baton_page_word (w, NULL, NULL, "open");
      baton_html_close (w->html);
      baton_html_close (w->html);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

static void
write_step (BatonPageWriter       *w,
            const BatonPortalStep *step)
{
  g_autoptr (GPtrArray) facts = baton_portal_list_step_facts (w->portal, step);

  baton_html_open (w->html, "li", "class", step->mine ? "step mine" : "step", "data-entity", step->item.id, NULL);
  baton_html_element (w->html, "strong", "step-name", &step->item.name);
  baton_html_element (w->html, "p", NULL, &step->description);
  if (facts->len > 0)
    {
      baton_html_open (w->html, "ul", "class", "facts", NULL);
      for (guint i = 0; i < facts->len; i++)
        {
          baton_html_open (w->html, "li", NULL);
          baton_page_fact (w, facts->pdata[i]);
          baton_html_close (w->html);
        }
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

void
baton_page_workflow (BatonPageWriter           *w,
                     const BatonPortalWorkflow *workflow,
                     gboolean                   headed)
{
  baton_html_open (w->html, "div", "class", "workflow", "data-entity", workflow->item.id, NULL);
  if (headed)
    {
      baton_html_open (w->html, "h3", NULL);
      baton_page_open_link (w, NULL, BATON_HREF_WORKFLOW, workflow->item.id);
      baton_page_text (w, &workflow->item.name);
      baton_html_close (w->html);
      baton_html_close (w->html);
    }
  else
    baton_html_element (w->html, "h1", NULL, &workflow->item.name);
  baton_html_element (w->html, "p", "lead", &workflow->description);
  if (workflow->n_steps > 0)
    {
      baton_html_open (w->html, "ol", "class", "steps", "aria-label", baton_portal_get_word (w->portal, "steps")->text, NULL);
      for (gsize i = 0; i < workflow->n_steps; i++)
        write_step (w, &workflow->steps[i]);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

static void
write_organisations (BatonPageWriter               *w,
                     const BatonPortalOrganisation *organisations,
                     gsize                          n_organisations)
{
  baton_html_open (w->html, "ul", "class", "organisations", "role", "list", NULL);
  for (gsize i = 0; i < n_organisations; i++)
    {
      baton_html_open (w->html, "li", "class", "organisation", NULL);
      baton_html_name (w->html, "organisation-name", organisations[i].name);
      if (organisations[i].n_terms > 0)
        {
          baton_html_open (w->html, "ul", "class", "tags", NULL);
          for (gsize j = 0; j < organisations[i].n_terms; j++)
            baton_html_element (w->html, "li", NULL, &organisations[i].terms[j].name);
          baton_html_close (w->html);
        }
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

/* ── Dashboards ──────────────────────────────────────────────────────────────────────────────────────── */

static void
write_target (BatonPageWriter         *w,
              const BatonPortalKpi    *kpi,
              const BatonPortalTarget *target)
{
  g_autofree char *value = baton_portal_format_target (w->portal, kpi, target->value);

  baton_html_open (w->html, "p", "class", "target", "data-entity", target->item.id, NULL);
  baton_page_word (w, "span", "target-label", "target");
  baton_html_plain (w->html, "strong", NULL, value);
  if (target->window.through < BATON_DAY_MAX)
    {
      g_autofree char *day = baton_format_day (target->window.through, w->portal->locale);

      baton_html_plain (w->html, "span", "target-day", day);
    }
  baton_html_close (w->html);
}

static void
write_dashboard (BatonPageWriter            *w,
                 const BatonPortalDashboard *dashboard)
{
  baton_html_open (w->html, "ul", "class", "kpis", "role", "list", NULL);
  for (gsize i = 0; i < dashboard->n_kpis; i++)
    {
      const BatonPortalKpi *kpi = &dashboard->kpis[i];

      baton_html_open (w->html, "li", "class", "kpi", "data-entity", kpi->item.id, NULL);
      baton_html_element (w->html, "h3", NULL, &kpi->item.name);
      for (gsize j = 0; j < kpi->n_targets; j++)
        write_target (w, kpi, &kpi->targets[j]);
      baton_html_element (w->html, "p", "kpi-description", &kpi->description);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

/* ── Search ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_search_field (BatonPageWriter *w)
{
  const char *search = baton_portal_get_word (w->portal, "search")->text;

  baton_html_void (w->html, "input", "type", "search", "name", "q", "value", w->portal->search.words, "aria-label", search,
                   "placeholder", search, "maxlength", "200", "autocomplete", "off", NULL);
}

/* A browser puts the fields of a form in place of its address's query: what that says goes along as hidden fields. */
static void
write_kept_members (BatonPageWriter *w,
                    const char      *action)
{
  const char *query = strchr (action, '?');
  GUriParamsIter iter;
  char *name, *value;

  if (query == NULL)
    return;
  g_uri_params_iter_init (&iter, query + 1, -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      baton_html_void (w->html, "input", "type", "hidden", "name", name, "value", value, NULL);
      g_free (name);
      g_free (value);
    }
}

/* A standalone file has nobody to send its form to. */
void
baton_page_search_form (BatonPageWriter *w,
                        const char      *class_name)
{
  g_autofree char *action = baton_page_href (w, BATON_HREF_SEARCH, NULL);

  if (action == NULL)
    return;
  baton_html_open (w->html, "form", "class", class_name, "role", "search", "method", "get", "action", action, NULL);
  write_kept_members (w, action);
  write_search_field (w);
  baton_html_open (w->html, "button", "type", "submit", NULL);
  baton_page_icon (w, "search");
  baton_page_word (w, "span", "visually-hidden", "search");
  baton_html_close (w->html);
  baton_html_close (w->html);
}

static void
write_facet (BatonPageWriter        *w,
             const BatonPortalFacet *facet)
{
  baton_html_open (w->html, "fieldset", NULL);
  baton_html_element (w->html, "legend", NULL, &facet->item.name);
  for (gsize i = 0; i < facet->n_terms; i++)
    {
      const BatonPortalFacetTerm *term = &facet->terms[i];

      baton_html_open (w->html, "label", NULL);
      baton_html_void (w->html, "input", "type", "checkbox", "name", "term", "value", term->item.id, "checked", term->chosen ? "" : NULL, NULL);
      baton_html_element (w->html, "span", NULL, &term->item.name);
      baton_html_open (w->html, "span", "class", "count", NULL);
      baton_html_number (w->html, term->count);
      baton_html_close (w->html);
      baton_html_close (w->html);
    }
  baton_html_close (w->html);
}

void
baton_page_results (BatonPageWriter *w)
{
  const BatonPortalSearch *search = &w->portal->search;
  g_autofree char *action = baton_page_href (w, BATON_HREF_SEARCH, NULL);
  gboolean asked = search->words != NULL && (*search->words != '\0' || search->n_results > 0);

  baton_html_open (w->html, "div", "class", "block search-page", NULL);
  if (action != NULL)
    {
      baton_html_open (w->html, "form", "class", "filters", "role", "search", "method", "get", "action", action, NULL);
      write_kept_members (w, action);
      baton_html_open (w->html, "div", "class", "search-field", NULL);
      write_search_field (w);
      baton_html_open (w->html, "button", "class", "button", "type", "submit", NULL);
      baton_page_word (w, NULL, NULL, "search");
      baton_html_close (w->html);
      baton_html_close (w->html);
      for (gsize i = 0; i < search->n_facets; i++)
        write_facet (w, &search->facets[i]);
      baton_html_close (w->html);
    }
  baton_html_open (w->html, "section", "class", "results", "aria-labelledby", "results", NULL);
  if (asked)
    {
      baton_html_open (w->html, "h2", "id", "results", NULL);
      baton_page_word (w, NULL, NULL, "results");
      baton_html_text (w->html, " ");
      baton_html_open (w->html, "span", "class", "count", NULL);
      baton_html_number (w->html, (gint64) search->n_results);
      baton_html_close (w->html);
      baton_html_close (w->html);
      if (search->n_results == 0)
        baton_page_word (w, "p", "empty", "no-results");
    }
  baton_page_cards (w, search->results, search->n_results, "h3");
  baton_html_close (w->html);
  baton_html_close (w->html);
}

/* ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const block_classes[BATON_N_BLOCK_TYPES] = {
  [BATON_BLOCK_TEXT] = "block block-text",
  [BATON_BLOCK_HERO] = "block block-hero",
  [BATON_BLOCK_ANNOUNCEMENT] = "block block-announcement",
  [BATON_BLOCK_CONTENT] = "block",
  [BATON_BLOCK_COLLECTION] = "block",
  [BATON_BLOCK_SEARCH] = "block block-search",
  [BATON_BLOCK_TIERS] = "block",
  [BATON_BLOCK_ACTIVITIES] = "block",
  [BATON_BLOCK_REWARDS] = "block",
  [BATON_BLOCK_TOOLS] = "block",
  [BATON_BLOCK_WORKFLOWS] = "block",
  [BATON_BLOCK_ORGANISATIONS] = "block",
  [BATON_BLOCK_DASHBOARD] = "block",
};

static void
write_filling (BatonPageWriter        *w,
               const BatonPortalBlock *block)
{
  switch (block->type)
    {
    case BATON_BLOCK_ANNOUNCEMENT:
    case BATON_BLOCK_CONTENT:
      baton_page_cards (w, block->contents, block->n_contents, *block->item.name.text != '\0' ? "h3" : "h2");
      break;
    case BATON_BLOCK_COLLECTION:
      write_collections (w, block);
      break;
    case BATON_BLOCK_SEARCH:
      baton_page_search_form (w, "large-search");
      break;
    case BATON_BLOCK_TIERS:
      for (gsize i = 0; i < block->n_ladders; i++)
        baton_page_ladder (w, &block->ladders[i], block->n_ladders > 1);
      break;
    case BATON_BLOCK_ACTIVITIES:
      for (gsize i = 0; i < block->n_motions; i++)
        baton_page_motion (w, &block->motions[i], TRUE);
      break;
    case BATON_BLOCK_REWARDS:
      baton_page_rewards (w, block->rewards, block->n_rewards, TRUE);
      break;
    case BATON_BLOCK_TOOLS:
      write_tools (w, block->tools, block->n_tools);
      break;
    case BATON_BLOCK_WORKFLOWS:
      baton_html_open (w->html, "div", "class", "workflows", NULL);
      for (gsize i = 0; i < block->n_workflows; i++)
        baton_page_workflow (w, &block->workflows[i], TRUE);
      baton_html_close (w->html);
      break;
    case BATON_BLOCK_ORGANISATIONS:
      write_organisations (w, block->organisations, block->n_organisations);
      break;
    case BATON_BLOCK_DASHBOARD:
      if (block->dashboard != NULL)
        write_dashboard (w, block->dashboard);
      break;
    case BATON_BLOCK_TEXT:
    case BATON_BLOCK_HERO:
    case BATON_N_BLOCK_TYPES:
    default:
      break;
    }
}

void
baton_page_block (BatonPageWriter        *w,
                  const BatonPortalBlock *block)
{
  const BatonPortalText *heading = baton_portal_get_block_heading (w->portal, block);
  g_autofree char *id = g_strconcat ("block-", block->item.id, NULL);

  baton_html_open (w->html, "section", "class", block_classes[block->type], "data-entity", block->item.id,
                   "aria-labelledby", heading != NULL ? id : NULL, NULL);
  if (heading != NULL)
    {
      baton_html_open (w->html, "h2", "id", id, NULL);
      baton_page_text (w, heading);
      baton_html_close (w->html);
    }
  baton_page_picture (w, "block-picture", &block->picture, FALSE);
  baton_page_rich (w, "rich", &block->body, 3);
  write_filling (w, block);
  baton_html_close (w->html);
}
