/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-example.h"

#include <glib/gi18n-lib.h>

/* By the kind under which an example goes. */
static const struct
{
  BatonKind   kind;
  const char *story;
  const char *step;
} examples[] = {
  { BATON_KIND_LOCALE,
    N_("Partners in Germany, Austria and Switzerland read German: what is not translated falls back to the source language, and what is written for them alone is marked as theirs."),
    N_("Add German") },
  { BATON_KIND_PORTAL_WORD, N_("The portal says “Your tier” above the badge. Write it as your partners would say it, and translate it with everything else."), N_("Add the Words “Your Tier”") },
  { BATON_KIND_AUDIENCE, N_("Who is an influencer and not suspended, said once under a name: pages, activities and rewards can all be for “Influencers in good standing”."),
    N_("Add Influencers in Good Standing") },
  { BATON_KIND_VOCABULARY,
    N_("Everything else rests on how partners and content are classified: who takes part, partner types such as influencers and resellers, the program status from applicant to approved, and regions with DACH and the Nordics below EMEA."),
    N_("Add These Four Vocabularies") },
  { BATON_KIND_RECORD_TYPE,
    N_("A sales representative has a deal open: it is being negotiated, with a hospital group of 900 seats. Its stage and its industry decide what the portal shows beside it."),
    N_("Add the Deal") },
  { BATON_KIND_ROLE,
    N_("Many people who each do little: technical bloggers write, marketing approves, partner managers and customer success managers look after their own, sales representatives sell, and a portal manager answers for the whole."),
    N_("Add These Six Roles") },
  { BATON_KIND_PERSONA,
    N_("Mara, marketing manager at a technology partner, comes to update the business plan, to bring leads to the joint solution and to keep her marketplace listing fresh. Whatever you change, the preview shows it to her."),
    N_("Add Mara, Marketing Manager") },
  { BATON_KIND_PUBLISHING_RULE,
    N_("An expert joins whose only task is to write technical blogs: only for approved marketplace partners and only in DACH, published with approval by Marketing. Two rules delegate just that, and nothing more."),
    N_("Add the Technical Bloggers’ Rules") },
  { BATON_KIND_BRAND, N_("Partners in the alliance with Lumen see Lumen’s logo and colours laid over those of the house, in light and in dark, without anybody building a second portal."),
    N_("Add the Lumen Alliance") },
  { BATON_KIND_ASSET, N_("The logo of the Lumen alliance, with what it shows in words for those who cannot see it."), N_("Add the Lumen Logo") },
  { BATON_KIND_NAVIGATION_ITEM, N_("Two items to begin with: Home leads influencers to their Influencer Hub, and Learning Hub gathers training for everybody."), N_("Add Home and Learning Hub") },
  { BATON_KIND_PAGE,
    N_("The Influencer Hub: everything that an influencer needs within a single click. Where they stand, what earns points now, what points buy and what to read, instead of one page for all partners."),
    N_("Add the Influencer Hub") },
  { BATON_KIND_CONTENT, N_("A technical blog, “Webhooks, step by step”, tagged for approved marketplace partners in DACH: its tags decide who may write it and who finds it."), N_("Add the Technical Blog") },
  { BATON_KIND_COLLECTION,
    N_("What helps with this deal: beside an open deal, from proposal to close, case studies and sales templates of the same industry come by themselves."),
    N_("Add the Deal Kit") },
  { BATON_KIND_SEARCH_PROFILE, N_("When influencers search, case studies come up and sales templates go down, and who asks for MDF finds development funds."), N_("Add Search for Influencers") },
  { BATON_KIND_WORKFLOW, N_("Deal registration: a sales representative enters the deal, the partner manager checks it for conflicts within two days, and then it is won."), N_("Add Deal Registration") },
  { BATON_KIND_TOOL, N_("The learning platform of another vendor, opened from the portal without another password, for partners."), N_("Add the Learning Platform") },
  { BATON_KIND_MOTION,
    N_("The influencer motion: from the first sign-in to the closed deal, each activity with its tier points, company points and individual points. A blog post earns 10 % more for each 50 registrations, a closed deal a referral fee of 10 %."),
    N_("Add the Influencer Motion") },
  { BATON_KIND_PROMOTION,
    N_("A target to hit this quarter: from today, opportunities that sales accepts count double for three months, until the budget is spent."),
    N_("Add the Quarter-End Push") },
  { BATON_KIND_TIER_LADDER,
    N_("Influencer tiers over twelve rolling months: Rock Star from 50 points, Superhero from 100, Legend from 200. Each adds to the referral fee, takes something off rewards and puts a share of sales into the marketing fund."),
    N_("Add the Influencer Tiers") },
  { BATON_KIND_REWARD,
    N_("What company points buy: a blog together for 250, a private briefing to the sales team for 500, two tickets to the annual conference for 2,000, and five more. To be seen and heard, not just paid."),
    N_("Add These Eight Rewards") },
  { BATON_KIND_FUND, N_("A market development fund for the fiscal year that pays a share of joint campaigns; claims come within 90 days."), N_("Add the Marketing Fund") },
  { BATON_KIND_KPI, N_("What success is measured by: partner-sourced revenue and active members, each with a target for the next twelve months, on one dashboard for the executives."),
    N_("Add Two Measures and a Dashboard") },
  { BATON_KIND_MAPPING_ENTRY,
    N_("Before the program, the map: a priority, technology partners and what they need, the experts among your own people, referral fees and what deal registration must do."),
    N_("Add Five Entries of a Map") },
};

const char *
baton_words_example (BatonKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (examples[i].kind == kind)
      return _(examples[i].story);
  return NULL;
}

const char *
baton_words_example_step (BatonKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (examples[i].kind == kind)
      return _(examples[i].step);
  return NULL;
}
