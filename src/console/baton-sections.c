/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidebar as a table. A kind that no section claims is edited under Program, so that no part of a program is out of reach.
 */
#include "config.h"

#include "console/baton-section.h"

#include "console/sections/baton-activities-section.h"
#include "console/sections/baton-branding-section.h"
#include "console/sections/baton-funds-section.h"
#include "console/sections/baton-kinds-section.h"
#include "console/sections/baton-languages-section.h"
#include "console/sections/baton-navigation-section.h"
#include "console/sections/baton-overview-section.h"
#include "console/sections/baton-pages-section.h"
#include "console/sections/baton-promotions-section.h"
#include "console/sections/baton-publishing-section.h"
#include "console/sections/baton-rewards-section.h"
#include "console/sections/baton-tiers-section.h"
#include "console/sections/baton-whatif-section.h"

#include <glib/gi18n-lib.h>

#define KINDS(name_) static BatonSection *create_##name_ (BatonDocument *document) { return baton_kinds_section_new (document, #name_); }

KINDS (program)
KINDS (taxonomy)
KINDS (roles)
KINDS (content)
KINDS (search)
KINDS (workflows)
KINDS (tools)
KINDS (measures)
KINDS (map)

#define BIT(kind) BATON_KIND_BIT (kind)

const BatonSectionInfo baton_sections[] = {
  { "overview", NULL, NC_("section", "Overview"), "go-home-symbolic", 0, baton_overview_section_new },
  { "program", NULL, NC_("section", "Program"), "document-properties-symbolic", BIT (PROGRAM), create_program },

  { "taxonomy", NC_("section group", "Foundations"), NC_("section", "Taxonomy"), "view-list-symbolic",
    BIT (VOCABULARY) | BIT (TERM) | BIT (RECORD_TYPE) | BIT (RECORD_FIELD) | BIT (RECORD), create_taxonomy },
  { "roles", NULL, NC_("section", "Roles & Personas"), "system-users-symbolic", BIT (ROLE) | BIT (PERSONA) | BIT (AUDIENCE), create_roles },

  { "publishing", NC_("section group", "Rules"), NC_("section", "Publishing"), "channel-secure-symbolic", BIT (PUBLISHING_RULE), baton_publishing_section_new },
  { "branding", NULL, NC_("section", "Branding"), "applications-graphics-symbolic", BIT (BRAND) | BIT (ASSET), baton_branding_section_new },

  { "navigation", NC_("section group", "Experience"), NC_("section", "Navigation"), "view-grid-symbolic", BIT (NAVIGATION_ITEM), baton_navigation_section_new },
  { "pages", NULL, NC_("section", "Landing Pages"), "view-paged-symbolic", BIT (PAGE) | BIT (BLOCK), baton_pages_section_new },
  { "content", NULL, NC_("section", "Content"), "x-office-document-symbolic", BIT (CONTENT) | BIT (COLLECTION), create_content },
  { "search", NULL, NC_("section", "Search"), "system-search-symbolic", BIT (SEARCH_PROFILE), create_search },
  { "workflows", NULL, NC_("section", "Workflows"), "media-playlist-consecutive-symbolic", BIT (WORKFLOW) | BIT (WORKFLOW_STEP), create_workflows },
  { "tools", NULL, NC_("section", "Tools"), "applications-utilities-symbolic", BIT (TOOL), create_tools },

  { "activities", NC_("section group", "Incentives"), NC_("section", "Activities"), "object-select-symbolic", BIT (MOTION) | BIT (ACTIVITY), baton_activities_section_new },
  { "promotions", NULL, NC_("section", "Promotions"), "starred-symbolic", BIT (PROMOTION), baton_promotions_section_new },
  { "tiers", NULL, NC_("section", "Tiers"), "view-sort-descending-symbolic", BIT (TIER_LADDER) | BIT (TIER) | BIT (BENEFIT), baton_tiers_section_new },
  { "rewards", NULL, NC_("section", "Rewards"), "emote-love-symbolic", BIT (REWARD), baton_rewards_section_new },
  { "funds", NULL, NC_("section", "Funds"), "accessories-calculator-symbolic", BIT (FUND), baton_funds_section_new },
  { "whatif", NULL, NC_("section", "What-if"), "document-open-recent-symbolic", 0, baton_whatif_section_new },

  { "languages", NC_("section group", "Languages"), NC_("section", "Languages"), "preferences-desktop-locale-symbolic", BIT (LOCALE) | BIT (PORTAL_WORD), baton_languages_section_new },

  { "measures", NC_("section group", "Measure"), NC_("section", "Measures"), "power-profile-performance-symbolic", BIT (KPI) | BIT (TARGET) | BIT (DASHBOARD), create_measures },
  { "map", NULL, NC_("section", "Ecosystem Map"), "mark-location-symbolic", BIT (MAPPING_ENTRY), create_map },
  { NULL },
};

const BatonSectionInfo *
baton_sections_find_kind (BatonKind kind)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0)
      return info;
  return &baton_sections[0];
}

const BatonSectionInfo *
baton_sections_find (const char *name)
{
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    if (g_strcmp0 (info->name, name) == 0)
      return info;
  return NULL;
}

const char *
baton_section_info_get_title (const BatonSectionInfo *info)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "section", info->title);
}

const char *
baton_section_info_get_group (const BatonSectionInfo *info)
{
  return info->group != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "section group", info->group) : NULL;
}
