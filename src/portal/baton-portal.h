/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal of one member, resolved: what they see on a day, in a language, beside a record.
 *
 * baton_portal_resolve() answers with one plain tree. The console draws it as widgets, batonctl and the server as HTML
 * (baton-portal-html.h), so what the preview shows and what the server serves cannot differ. Nothing that the member
 * may not view is anywhere in the tree. Every item names the entity that it stands for, so that each can be asked
 * *why* (baton-portal-why.h) and opened in the console.
 *
 * The tree is immutable, free to cross threads, and lives as one block: it holds its snapshot, its strings are borrowed
 * from that or from the tree, arrays are pointer and count. Nothing in it is freed singly.
 */
#pragma once

#include "model/baton-day.h"
#include "model/baton-schema.h"
#include "rules/baton-profile.h"
#include "rules/baton-snapshot.h"
#include "search/baton-search-index.h"

G_BEGIN_DECLS

/* ── The question ────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  BATON_DEVICE_WIDE,
  BATON_DEVICE_NARROW      /* a telephone: the navigation folds; the content is the same */
} BatonDevice;

typedef struct
{
  const char         *persona;  /* nullable: id of the persona whose name, language and organisations these are */
  const char         *person;   /* nullable: name of a real member; goes before the persona's */
  const char         *organisation; /* nullable: name of a real member's organization; goes before the persona's */
  const char         *locale;   /* tag; NULL: the persona's, else the source locale */
  const char         *record;   /* nullable: id of the sample record beside which the member works */
  BatonDevice         device;
  BatonDay            day;      /* today in the program's time zone */
  const char         *target;   /* nullable: id of the page, content, collection, workflow or tool that is open; NULL: the landing page */
  const char         *words;    /* nullable: what the member searches for */
  const char * const *filters;  /* nullable, NULL-terminated: ids of terms that results must be tagged with, all of them */
  BatonSearchIndex   *index;    /* nullable: made by baton_portal_index_new() from the same snapshot; else made for this answer */
} BatonPortalRequest;

/* ── The answer, from small to large ─────────────────────────────────────────────────────────────────── */

/* A text as this member reads it. */
typedef struct
{
  const char *text;       /* never NULL, "" when unset, placeholders filled in; rich text is markup (baton-rich-text.h) */
  const char *locale;     /* tag of the language that it is in; never NULL */
  gboolean    rtl;        /* that language's direction */
  gboolean    fallback;   /* it is in another language than asked for: shown as "from es". Kept words are not */
} BatonPortalText;

/* Begins every struct that stands for an entity. */
typedef struct
{
  BatonKind       kind;
  const char     *id;
  BatonPortalText name;
} BatonPortalItem;

typedef struct
{
  const char     *asset;        /* id; NULL: no picture, and then nothing else is set */
  const char     *digest;       /* SHA-256 of the file for this locale */
  const char     *media_type;
  gint64          width;        /* pixels; 0: unknown */
  gint64          height;
  BatonPortalText alternative;
} BatonPortalPicture;

typedef enum
{
  BATON_LINK_NONE,
  BATON_LINK_PAGE,
  BATON_LINK_CONTENT,
  BATON_LINK_COLLECTION,
  BATON_LINK_WORKFLOW,
  BATON_LINK_TOOL,
  BATON_LINK_SEARCH,
  BATON_LINK_ADDRESS     /* outside the portal: https or mailto only */
} BatonLinkType;

typedef struct
{
  BatonLinkType type;
  const char   *target;    /* id; NULL for NONE, ADDRESS */
  const char   *address;   /* ADDRESS; for TOOL and CONTENT where it opens, nullable */
} BatonPortalLink;

typedef struct _BatonPortalNavigation BatonPortalNavigation;
struct _BatonPortalNavigation
{
  BatonPortalItem              item;
  BatonPortalLink              link;
  const char                  *icon;       /* nullable: a value of the choice "icon" */
  BatonPortalPicture           picture;    /* the brand's imagery for navigation */
  gboolean                     current;    /* it leads to what is open */
  const BatonPortalNavigation *children;
  gsize                        n_children;
};

typedef struct
{
  BatonPortalItem        item;
  BatonPortalText        summary;
  BatonPortalText        body;          /* rich */
  const char            *address;       /* nullable */
  BatonPortalPicture     picture;       /* its own, else the brand's tile for one of its tags */
  const BatonPortalItem *tags;
  gsize                  n_tags;
  gboolean               pinned;        /* in search results: put first by the search profile */
} BatonPortalContent;

typedef struct
{
  BatonPortalItem           item;
  BatonPortalText           summary;
  gboolean                  contextual;  /* shown because of the record */
  const BatonPortalContent *contents;
  gsize                     n_contents;
} BatonPortalCollection;

typedef struct
{
  BatonPortalItem item;
  BatonPortalText description;
  const char     *address;     /* nullable */
  const char     *vendor;      /* nullable */
  const char     *access;      /* nullable: a value of the choice "tool_access" */
} BatonPortalTool;

typedef struct
{
  BatonPortalItem item;
  BatonPortalText description;
  BatonPortalText owner;        /* the role that does it; "" when unset */
  BatonPortalText approval_by;  /* "" when unset */
  gint64          days;         /* −1 when unset */
  BatonPortalItem activity;     /* that its completion counts as; id NULL when unset or not earnable by this member */
  gboolean        mine;         /* the member has the role that does it */
} BatonPortalStep;

typedef struct
{
  BatonPortalItem        item;
  BatonPortalText        description;
  const BatonPortalStep *steps;
  gsize                  n_steps;
} BatonPortalWorkflow;

typedef struct
{
  BatonPortalItem item;
  int             type;      /* index of the choice "benefit_type" */
  gint64          percent;   /* basis points; −1 when unset */
  gint64          number;    /* −1 when unset */
  BatonPortalText unit;
  BatonPortalText fund;      /* "" when unset */
} BatonPortalBenefit;

/* What a tier asks for besides points: an activity, a term, or both. */
typedef struct
{
  BatonPortalText activity;   /* "" for none */
  gint64          count;      /* how often the activity must have happened while points count */
  BatonPortalText term;       /* "" for none */
  gboolean        met;        /* known to be: a profile does not tell which activities happened */
} BatonPortalRequirement;

typedef struct
{
  BatonPortalItem               item;
  BatonPortalText               description;
  gint64                        threshold;    /* −1 when unset: points never reach it */
  guint32                       colour;       /* 0xrrggbb; BATON_PORTAL_NO_COLOUR */
  gboolean                      held;
  const BatonPortalRequirement *requirements;
  gsize                         n_requirements;
  const BatonPortalBenefit     *benefits;
  gsize                         n_benefits;
} BatonPortalTier;

#define BATON_PORTAL_NO_COLOUR G_MAXUINT32

typedef struct
{
  BatonPortalItem        item;       /* the ladder */
  gint64                 points;     /* tier points of the profile */
  const BatonPortalTier *tiers;      /* by threshold, lowest first; those without one last */
  gsize                  n_tiers;
  const BatonPortalTier *held;       /* nullable, one of *tiers* */
  const BatonPortalTier *next;       /* nullable: the lowest above the one held that points can reach, one of *tiers* */
  gint64                 missing;    /* points to *next*, at least 0 */
  gint64                 highest;    /* the highest threshold of *tiers*, 0 for none */
} BatonPortalLadder;

typedef enum
{
  BATON_PORTAL_CELL_UNDECIDED,
  BATON_PORTAL_CELL_NONE,
  BATON_PORTAL_CELL_NUMBER
} BatonPortalCellState;

typedef struct
{
  BatonPortalCellState state;
  gint64               value;
} BatonPortalCell;

/* At most so many points in each period. */
typedef struct
{
  gboolean shared;      /* by all of the member's organization */
  int      period;      /* index of the choice "period" */
  int      points;      /* index of the choice "point_kind" */
  gint64   most;
} BatonPortalCap;

/* From this quantity on, so many times the points. */
typedef struct
{
  gint64 from;
  gint64 units;
} BatonPortalBand;

/* A promotion in force. */
typedef struct
{
  BatonPortalText name;
  int             effect;       /* index of the choice "promotion_effect" */
  gint64          multiplier;   /* basis points */
  gint64          extra[3];     /* points by the choice "point_kind" */
  gint64          extra_fee;    /* basis points */
  gint64          goal;         /* what is to be reached, in what the goal counts; 0 unless set */
  gboolean        amount;       /* the goal is money */
  BatonDay        through;      /* BATON_DAY_MAX for no end */
} BatonPortalPromotion;

typedef struct
{
  BatonPortalItem item;
  BatonPortalText description;
  BatonPortalCell tier;           /* in force on the day for this member */
  BatonPortalCell company;
  BatonPortalCell individual;
  int             once;           /* index of the choice "once"; −1: every time */
  int             again;          /* index of the choice "once_again"; −1 when unset */
  gint64          again_months;   /* −1 when unset */
  int             unit;           /* index of the choice "unit"; 0 unless set */
  gint64          unit_size;      /* −1 when unset; minor units of the currency for amounts */
  BatonPortalText unit_name;
  gint64          step_size;      /* −1 when unset */
  gint64          step_percent;   /* basis points; −1 when unset */
  gint64          fee;            /* basis points, without the tier's bonus; −1: none */
  gint64          fee_bonus;      /* basis points that the member's tiers add */
  const BatonPortalCap       *caps;
  gsize                       n_caps;
  const BatonPortalBand      *bands;         /* where the unit is bands; from the first that earns */
  gsize                       n_bands;
  const BatonPortalPromotion *promotions;    /* in force on the day, for this member */
  gsize                       n_promotions;
  BatonPortalText proof;
} BatonPortalActivity;

typedef struct
{
  BatonPortalText            name;    /* "" for activities without a section */
  const BatonPortalActivity *activities;
  gsize                      n_activities;
} BatonPortalSection;

typedef struct
{
  BatonPortalItem           item;
  BatonPortalText           description;
  const BatonPortalSection *sections;
  gsize                     n_sections;
} BatonPortalMotion;

typedef struct
{
  BatonPortalItem    item;
  BatonPortalText    section;
  BatonPortalText    description;
  BatonPortalPicture picture;
  int                points;         /* index of the choice "reward_points" */
  gboolean           exchange;       /* exchanged at *rate* instead of a fixed price */
  gint64             rate;           /* minor units of the currency for one point */
  gint64             list_price;     /* points, before the discount; for an exchange 1 */
  gint64             price;          /* points, after the discount, rounded up */
  gint64             discount;       /* basis points */
  gint64             balance;        /* the member's points of this kind */
  gboolean           affordable;
  gint64             missing;        /* points still needed; 0 when affordable */
} BatonPortalReward;

typedef struct
{
  const char            *name;
  const BatonPortalItem *terms;
  gsize                  n_terms;
} BatonPortalOrganisation;

typedef struct
{
  BatonPortalItem item;        /* the target; its name is its measure's */
  gint64          value;       /* in the measure's unit: money in minor units, percent in basis points */
  BatonWindow     window;
} BatonPortalTarget;

typedef struct
{
  BatonPortalItem          item;
  BatonPortalText          description;
  int                      unit;       /* index of the choice "kpi_unit"; −1 when unset */
  const BatonPortalTarget *targets;    /* in force on the day, for this member */
  gsize                    n_targets;
} BatonPortalKpi;

typedef struct
{
  BatonPortalItem       item;
  const BatonPortalKpi *kpis;
  gsize                 n_kpis;
} BatonPortalDashboard;

typedef struct
{
  BatonPortalItem item;      /* the term */
  guint           count;     /* results that have it */
  gboolean        chosen;
} BatonPortalFacetTerm;

typedef struct
{
  BatonPortalItem             item;   /* the vocabulary */
  const BatonPortalFacetTerm *terms;
  gsize                       n_terms;
} BatonPortalFacet;

typedef struct
{
  const char               *profile;   /* nullable: id of the search profile that applies */
  const char               *words;     /* nullable: nothing was searched for */
  const BatonPortalContent *results;
  gsize                     n_results;
  const BatonPortalFacet   *facets;
  gsize                     n_facets;
} BatonPortalSearch;

/* In the order of the choice "block_type". */
typedef enum
{
  BATON_BLOCK_TEXT,
  BATON_BLOCK_HERO,
  BATON_BLOCK_ANNOUNCEMENT,
  BATON_BLOCK_CONTENT,
  BATON_BLOCK_COLLECTION,
  BATON_BLOCK_SEARCH,
  BATON_BLOCK_TIERS,
  BATON_BLOCK_ACTIVITIES,
  BATON_BLOCK_REWARDS,
  BATON_BLOCK_TOOLS,
  BATON_BLOCK_WORKFLOWS,
  BATON_BLOCK_ORGANISATIONS,
  BATON_BLOCK_DASHBOARD,
  BATON_N_BLOCK_TYPES
} BatonBlockType;

/* Filled as its type says; what does not belong to the type is empty. No block in the tree is without content. */
typedef struct
{
  BatonPortalItem                 item;
  BatonBlockType                  type;
  BatonPortalText                 body;           /* rich */
  BatonPortalPicture              picture;
  const BatonPortalContent       *contents;
  gsize                           n_contents;
  const BatonPortalCollection    *collections;
  gsize                           n_collections;
  const BatonPortalTool          *tools;
  gsize                           n_tools;
  const BatonPortalWorkflow      *workflows;
  gsize                           n_workflows;
  const BatonPortalLadder        *ladders;
  gsize                           n_ladders;
  const BatonPortalMotion        *motions;
  gsize                           n_motions;
  const BatonPortalReward        *rewards;
  gsize                           n_rewards;
  const BatonPortalOrganisation  *organisations;
  gsize                           n_organisations;
  const BatonPortalDashboard     *dashboard;      /* nullable */
} BatonPortalBlock;

typedef struct
{
  BatonPortalItem         item;
  gboolean                landing;
  BatonPortalText         introduction;   /* rich */
  BatonPortalPicture      hero;           /* its own, else the brand's */
  const BatonPortalBlock *blocks;
  gsize                   n_blocks;
} BatonPortalPage;

typedef enum
{
  BATON_PORTAL_COLOUR_ACCENT,
  BATON_PORTAL_COLOUR_ON_ACCENT,
  BATON_PORTAL_COLOUR_SURFACE,
  BATON_PORTAL_COLOUR_TEXT,
  BATON_PORTAL_COLOUR_HEADER,
  BATON_PORTAL_COLOUR_ON_HEADER,
  BATON_PORTAL_COLOUR_DARK_ACCENT,
  BATON_PORTAL_COLOUR_DARK_ON_ACCENT,
  BATON_PORTAL_COLOUR_DARK_SURFACE,
  BATON_PORTAL_COLOUR_DARK_TEXT,
  BATON_PORTAL_COLOUR_DARK_HEADER,
  BATON_PORTAL_COLOUR_DARK_ON_HEADER,
  BATON_PORTAL_N_COLOURS
} BatonPortalColour;

/* Each field with the id of the brand that it came from; NULL where none sets it. */
typedef struct
{
  guint32            colours[BATON_PORTAL_N_COLOURS];         /* 0xrrggbb; BATON_PORTAL_NO_COLOUR */
  const char        *colour_sources[BATON_PORTAL_N_COLOURS];
  BatonPortalPicture logo;
  const char        *logo_source;
  BatonPortalText    tagline;
  const char        *tagline_source;
  int                font;             /* index of the choice "brand_font"; −1 when unset */
  const char        *font_source;
  BatonPortalPicture hero;
  const char        *hero_source;
} BatonPortalBrand;

/* Where a link inside a rich text ("baton:ID") leads; only those that this member may follow are listed. */
typedef struct
{
  const char      *id;
  BatonPortalLink  link;
} BatonPortalInnerLink;

typedef enum
{
  BATON_PORTAL_OPEN_PAGE,
  BATON_PORTAL_OPEN_CONTENT,
  BATON_PORTAL_OPEN_COLLECTION,
  BATON_PORTAL_OPEN_WORKFLOW,
  BATON_PORTAL_OPEN_TOOL,
  BATON_PORTAL_OPEN_SEARCH,      /* words were given: results instead of a page */
  BATON_PORTAL_OPEN_NOTHING      /* the member sees no landing page, or the target is not for them or is not there */
} BatonPortalOpen;

/* Index of the choice "portal_word"; the order is that of the schema table. */
#define BATON_N_PORTAL_WORDS 52

typedef struct
{
  BatonSnapshot                *snapshot;
  const char                   *program;        /* id */
  BatonPortalText               program_name;
  const char                   *locale;         /* asked for, canonical */
  gboolean                      rtl;
  BatonDevice                   device;
  BatonDay                      day;
  const char                   *currency;
  int                           currency_digits;
  BatonPortalText               words[BATON_N_PORTAL_WORDS];
  BatonPortalText               person;         /* whom it greets; "" when unnamed */
  BatonPortalText               organisation;   /* "" when unnamed */
  gint64                        tier_points;
  gint64                        company_points;
  gint64                        individual_points;
  const char                   *record;         /* nullable: id */
  BatonPortalBrand              brand;
  const BatonPortalNavigation  *navigation;
  gsize                         n_navigation;
  const BatonPortalItem        *landing;        /* nullable: the page on which the member lands */
  BatonPortalOpen               open;
  const BatonPortalPage        *page;           /* set as *open* says; NULL else */
  const BatonPortalContent     *content;
  const BatonPortalCollection  *collection;
  const BatonPortalWorkflow    *workflow;
  const BatonPortalTool        *tool;
  BatonPortalSearch             search;
  /* Everything of its sort that the member sees, whether a block of the open page shows it or not. */
  const BatonPortalCollection  *context;        /* collections shown because of the record */
  gsize                         n_context;
  const BatonPortalTool        *tools;
  gsize                         n_tools;
  const BatonPortalWorkflow    *workflows;
  gsize                         n_workflows;
  const BatonPortalLadder      *ladders;
  gsize                         n_ladders;
  const BatonPortalMotion      *motions;
  gsize                         n_motions;
  const BatonPortalReward      *rewards;
  gsize                         n_rewards;
  const BatonPortalOrganisation *organisations;
  gsize                         n_organisations;
  const BatonPortalDashboard   *dashboards;
  gsize                         n_dashboards;
  const BatonPortalInnerLink   *inner_links;    /* by id */
  gsize                         n_inner_links;
} BatonPortal;

/* Never NULL; a program without a root or a landing page gives a portal in which nothing is open. (transfer full) */
BatonPortal      *baton_portal_resolve   (BatonSnapshot            *snapshot,
                                          const BatonProfile       *profile,
                                          const BatonPortalRequest *request);
BatonPortal      *baton_portal_ref       (const BatonPortal        *portal);
void              baton_portal_unref     (BatonPortal              *portal);

/* The search index of all content in all of the program's languages, for BatonPortalRequest.index: made once a
 * snapshot. NULL with *error* set on failure. (transfer full) */
BatonSearchIndex *baton_portal_index_new (BatonSnapshot            *snapshot,
                                          GError                  **error);

/* A fixed word as the member reads it; *key* is one of the choice "portal_word" ("ways-to-earn"). */
const BatonPortalText *baton_portal_get_word (const BatonPortal *portal,
                                              const char        *key);

/* Where a link "baton:ID" inside a rich text of the tree leads; NULL when this member cannot follow it. */
const BatonPortalLink *baton_portal_find_link (const BatonPortal *portal,
                                               const char        *id);
/* Whether *id* is anywhere in the tree. */
gboolean          baton_portal_contains  (const BatonPortal        *portal,
                                          const char               *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BatonPortal, baton_portal_unref)

G_END_DECLS
