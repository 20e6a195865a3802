/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema table: every kind of a program and every field of a kind, said once.
 *
 * Storage, JSON, JSON Schema, validation, diff, merge, uses, translation units and form rows all follow from
 * this file. It is included several times, each time with other meanings of its macros (see baton-schema.h
 * and baton-schema.c); what is not defined by the includer expands to nothing. To add a field, add one line.
 *
 *   BATON_CHOICES (set, { value, label }, …)           the values that a choice field may take
 *   BATON_COLUMNS (set, { … }, …)                      the columns of a record list
 *   BATON_KIND    (SYMBOL, name, area, flags, label, plural)
 *   BATON_FIELD   (KIND, SYMBOL, name, TYPE, flags, minimum, maximum, extra, label, help)
 *
 * minimum and maximum bound the value of numbers and the length in characters of texts (0, 0: the type's own
 * bounds). *extra* is a designated initialiser for what the type needs besides: .choices, .references, .columns, .side, .standard.
 */

#ifndef BATON_CHOICES
#define BATON_CHOICES(set, ...)
#endif
#ifndef BATON_COLUMNS
#define BATON_COLUMNS(set, ...)
#endif
#ifndef BATON_KIND
#define BATON_KIND(SYMBOL, name, area, flags, label, plural)
#endif
#ifndef BATON_FIELD
#define BATON_FIELD(KIND, SYMBOL, name, TYPE, flags, minimum, maximum, extra, label, help)
#endif

#define NUMBER_MAX 9007199254740991

/* ── Choices ─────────────────────────────────────────────────────────────────────────────────────────── */

BATON_CHOICES (vocabulary_purpose,
               { "entity-type", NC_("purpose of a vocabulary", "Participant types") },
               { "partner-type", NC_("purpose of a vocabulary", "Partner types") },
               { "program-status", NC_("purpose of a vocabulary", "Program status") },
               { "journey-stage", NC_("purpose of a vocabulary", "Journey stages") },
               { "solution", NC_("purpose of a vocabulary", "Solutions") },
               { "industry", NC_("purpose of a vocabulary", "Industries") },
               { "region", NC_("purpose of a vocabulary", "Regions") },
               { "language", NC_("purpose of a vocabulary", "Languages") },
               { "alliance", NC_("purpose of a vocabulary", "Alliances") },
               { "content-type", NC_("purpose of a vocabulary", "Content types") },
               { "topic", NC_("purpose of a vocabulary", "Topics") },
               { "certification", NC_("purpose of a vocabulary", "Certifications") },
               { "other", NC_("purpose of a vocabulary", "Something else") })

BATON_CHOICES (record_field_type,
               { "text", NC_("type of a record's field", "Text") },
               { "number", NC_("type of a record's field", "Number") },
               { "money", NC_("type of a record's field", "Money") },
               { "day", NC_("type of a record's field", "Day") },
               { "term", NC_("type of a record's field", "A term of a vocabulary") })

BATON_CHOICES (enablement_level,
               { "portal-user", NC_("enablement level", "Portal user") },
               { "content-contributor", NC_("enablement level", "Content contributor") },
               { "subject-matter-expert", NC_("enablement level", "Subject matter expert") },
               { "experience-manager", NC_("enablement level", "Experience manager") },
               { "portal-manager", NC_("enablement level", "Portal manager") },
               { "system-administrator", NC_("enablement level", "System administrator") })

BATON_CHOICES (rule_effect,
               { "may", NC_("effect of a publishing rule", "may") },
               { "may-not", NC_("effect of a publishing rule", "may not") })

BATON_CHOICES (rule_action,
               { "view", NC_("action on content", "view") },
               { "create", NC_("action on content", "create") },
               { "edit", NC_("action on content", "edit") },
               { "publish", NC_("action on content", "publish") },
               { "approve", NC_("action on content", "approve") },
               { "curate", NC_("action on content", "curate") },
               { "translate", NC_("action on content", "translate") },
               { "archive", NC_("action on content", "archive") })

BATON_CHOICES (brand_font,
               { "sans", NC_("font", "Sans") },
               { "serif", NC_("font", "Serif") },
               { "rounded", NC_("font", "Rounded") },
               { "mono", NC_("font", "Monospaced") })

BATON_CHOICES (imagery_use,
               { "hero", NC_("use of an image", "Hero") },
               { "tile", NC_("use of an image", "Tile") },
               { "navigation", NC_("use of an image", "Navigation") })

BATON_CHOICES (media_type,
               { "image/png", NC_("picture format", "PNG") },
               { "image/jpeg", NC_("picture format", "JPEG") },
               { "image/svg+xml", NC_("picture format", "SVG") })

BATON_CHOICES (icon,
               { "home", NC_("icon", "Home") },
               { "star", NC_("icon", "Star") },
               { "book", NC_("icon", "Book") },
               { "people", NC_("icon", "People") },
               { "gift", NC_("icon", "Gift") },
               { "chart", NC_("icon", "Chart") },
               { "tool", NC_("icon", "Tool") },
               { "search", NC_("icon", "Search") },
               { "deal", NC_("icon", "Deal") },
               { "megaphone", NC_("icon", "Megaphone") })

BATON_CHOICES (page_use,
               { "landing", NC_("use of a page", "Landing page") },
               { "section", NC_("use of a page", "Section page") })

BATON_CHOICES (block_type,
               { "text", NC_("type of a block", "Text") },
               { "hero", NC_("type of a block", "Hero") },
               { "announcement", NC_("type of a block", "Announcement") },
               { "content", NC_("type of a block", "Content") },
               { "collection", NC_("type of a block", "Collection") },
               { "search", NC_("type of a block", "Search") },
               { "tiers", NC_("type of a block", "Tier progress") },
               { "activities", NC_("type of a block", "Ways to earn") },
               { "rewards", NC_("type of a block", "Rewards") },
               { "tools", NC_("type of a block", "Tools") },
               { "workflows", NC_("type of a block", "Workflows") },
               { "organisations", NC_("type of a block", "Organizations that I look after") },
               { "dashboard", NC_("type of a block", "Dashboard") })

BATON_CHOICES (content_state,
               { "draft", NC_("state of content", "Draft") },
               { "published", NC_("state of content", "Published") },
               { "archived", NC_("state of content", "Archived") })

BATON_CHOICES (tool_access,
               { "single-sign-on", NC_("access to a tool", "Single sign-on") },
               { "own-sign-in", NC_("access to a tool", "Its own sign-in") },
               { "open", NC_("access to a tool", "Open to all") })

BATON_CHOICES (once,
               { "organisation", NC_("one-time for", "Once per organization") },
               { "member", NC_("one-time for", "Once per member") })

BATON_CHOICES (once_again,
               { "never", NC_("one-time again", "Ever") },
               { "fiscal-year", NC_("one-time again", "Again each fiscal year") },
               { "months", NC_("one-time again", "Again after some months") })

BATON_CHOICES (unit,
               { "occurrence", NC_("unit of an activity", "Each time") },
               { "quantity", NC_("unit of an activity", "For each of the quantity") },
               { "quantity-step", NC_("unit of an activity", "For each full number of the quantity") },
               { "amount-step", NC_("unit of an activity", "For each full amount") },
               { "bands", NC_("unit of an activity", "By bands of the quantity") })

BATON_CHOICES (cap_holder,
               { "organisation", NC_("holder of a cap", "Organization") },
               { "member", NC_("holder of a cap", "Member") })

BATON_CHOICES (period,
               { "month", NC_("period", "Month") },
               { "fiscal-quarter", NC_("period", "Fiscal quarter") },
               { "fiscal-year", NC_("period", "Fiscal year") })

BATON_CHOICES (point_kind,
               { "tier", NC_("kind of points", "Tier points") },
               { "company", NC_("kind of points", "Company points") },
               { "individual", NC_("kind of points", "Individual points") })

BATON_CHOICES (promotion_effect,
               { "multiplier", NC_("effect of a promotion", "Multiplies the points") },
               { "extra-points", NC_("effect of a promotion", "Adds points") },
               { "extra-fee", NC_("effect of a promotion", "Adds to the referral fee") },
               { "goal", NC_("effect of a promotion", "Rewards a goal") })

BATON_CHOICES (goal_measure,
               { "events", NC_("measure of a goal", "Number of events") },
               { "quantity", NC_("measure of a goal", "Quantity") },
               { "amount", NC_("measure of a goal", "Amount") })

BATON_CHOICES (ladder_holder,
               { "organisation", NC_("holder of a tier", "Organization") },
               { "organisation-with-children", NC_("holder of a tier", "Organization with its children") },
               { "member", NC_("holder of a tier", "Member") })

BATON_CHOICES (ladder_window,
               { "rolling", NC_("window of a ladder", "Rolling months") },
               { "fiscal-year", NC_("window of a ladder", "Fiscal year") })

BATON_CHOICES (downgrade,
               { "evaluated", NC_("downgrade policy", "To the tier that the points give") },
               { "one-step", NC_("downgrade policy", "One tier at a time") },
               { "grace", NC_("downgrade policy", "After a grace period") })

BATON_CHOICES (benefit_day,
               { "day-before", NC_("tier that counts", "The tier held the day before") },
               { "period-end", NC_("tier that counts", "The tier at the end of the period") })

BATON_CHOICES (benefit_type,
               { "fee-bonus", NC_("type of a benefit", "Referral fee bonus") },
               { "rewards-discount", NC_("type of a benefit", "Rewards discount") },
               { "fund-percent", NC_("type of a benefit", "Percent of sales into a fund") },
               { "fund-number", NC_("type of a benefit", "A number credited to a fund") },
               { "text", NC_("type of a benefit", "In words") })

BATON_CHOICES (reward_points,
               { "company", NC_("points that pay", "Company points") },
               { "individual", NC_("points that pay", "Individual points") })

BATON_CHOICES (reward_pricing,
               { "fixed", NC_("pricing of a reward", "Fixed price") },
               { "exchange", NC_("pricing of a reward", "Exchange rate") })

BATON_CHOICES (fund_type,
               { "mdf", NC_("type of a fund", "Market development funds") },
               { "co-op", NC_("type of a fund", "Co-op") },
               { "rebate", NC_("type of a fund", "Rebate") },
               { "spiff", NC_("type of a fund", "SPIFF") },
               { "consumer-rebate", NC_("type of a fund", "Consumer rebate") })

BATON_CHOICES (band_mode,
               { "marginal", NC_("bands of a rebate", "Each band at its own rate") },
               { "whole", NC_("bands of a rebate", "Back to the first unit") })

BATON_CHOICES (kpi_unit,
               { "number", NC_("unit of a measure", "Number") },
               { "money", NC_("unit of a measure", "Money") },
               { "percent", NC_("unit of a measure", "Percent") },
               { "days", NC_("unit of a measure", "Days") })

BATON_CHOICES (kpi_area,
               { "top-line", NC_("area of a measure", "Top line") },
               { "segment", NC_("area of a measure", "Segment") },
               { "adoption", NC_("area of a measure", "Adoption") },
               { "content", NC_("area of a measure", "Content engagement") },
               { "transactional", NC_("area of a measure", "Transactional engagement") },
               { "experience", NC_("area of a measure", "User experience") },
               { "publishing", NC_("area of a measure", "Publishing") },
               { "relationship", NC_("area of a measure", "Relationship managers") })

BATON_CHOICES (mapping_area,
               { "priorities", NC_("area of the ecosystem map", "Priorities") },
               { "entities", NC_("area of the ecosystem map", "Ecosystem participants") },
               { "program", NC_("area of the ecosystem map", "Partner program") },
               { "roles", NC_("area of the ecosystem map", "Ecosystem roles") },
               { "incentives", NC_("area of the ecosystem map", "Incentives strategy") },
               { "team", NC_("area of the ecosystem map", "Engagement team") },
               { "workflows", NC_("area of the ecosystem map", "Business workflows") },
               { "architecture", NC_("area of the ecosystem map", "Enterprise architecture") },
               { "data", NC_("area of the ecosystem map", "Data availability and quality") },
               { "metrics", NC_("area of the ecosystem map", "Business metrics") },
               { "regions", NC_("area of the ecosystem map", "Operational regions") },
               { "localization", NC_("area of the ecosystem map", "Localization objectives") })

BATON_CHOICES (importance,
               { "low", NC_("importance", "Low") },
               { "medium", NC_("importance", "Medium") },
               { "high", NC_("importance", "High") },
               { "critical", NC_("importance", "Critical") })

/* The fixed words of the portal; the portal asks for them by these keys. */
BATON_CHOICES (portal_word,
               { "welcome", NC_("portal word", "Welcome") },
               { "your-tier", NC_("portal word", "Your tier") },
               { "tier-points", NC_("portal word", "Tier points") },
               { "company-points", NC_("portal word", "Company points") },
               { "individual-points", NC_("portal word", "Individual points") },
               { "points-to-next-tier", NC_("portal word", "Points to the next tier") },
               { "highest-tier", NC_("portal word", "You hold the highest tier") },
               { "no-tier", NC_("portal word", "No tier yet") },
               { "ways-to-earn", NC_("portal word", "Ways to earn") },
               { "rewards", NC_("portal word", "Rewards") },
               { "affordable", NC_("portal word", "You can afford this") }, { "not-affordable", NC_("portal word", "Points still needed") },
               { "tools", NC_("portal word", "Tools") }, { "workflows", NC_("portal word", "Workflows") },
               { "search", NC_("portal word", "Search") },
               { "no-results", NC_("portal word", "Nothing found") },
               { "nothing-here", NC_("portal word", "Nothing here yet") },
               { "your-organisations", NC_("portal word", "Organizations that you look after") },
               { "benefits", NC_("portal word", "Benefits") },
               { "once", NC_("portal word", "once") }, { "per", NC_("portal word", "per") },
               { "referral-fee", NC_("portal word", "Referral fee") },
               { "read-more", NC_("portal word", "Read more") },
               { "skip-to-content", NC_("portal word", "Skip to content") }, { "main-navigation", NC_("portal word", "Main navigation") },
               { "steps", NC_("portal word", "Steps") }, { "terms", NC_("portal word", "Terms") },
               { "open", NC_("portal word", "Open") }, { "activity", NC_("portal word", "Activity") },
               { "extra-credit", NC_("portal word", "extra credit") },
               { "each-fiscal-year", NC_("portal word", "each fiscal year") },
               { "after-months", NC_("portal word", "again after months") },
               { "proof", NC_("portal word", "Proof") },
               { "done-by", NC_("portal word", "Done by") }, { "approved-by", NC_("portal word", "Approved by") },
               { "within-days", NC_("portal word", "Within days") },
               { "target", NC_("portal word", "Target") },
               { "results", NC_("portal word", "Results") }, { "filters", NC_("portal word", "Filters") },
               { "in-context", NC_("portal word", "Chosen for this deal") },
               { "not-for-you", NC_("portal word", "This page is not there for you") },
               { "languages", NC_("portal word", "Languages") },
               { "program-guide", NC_("portal word", "Program guide") },
               { "tiers", NC_("portal word", "Tiers") },
               { "points-suffice", NC_("portal word", "You have the points for the next tier") },
               { "also-needed", NC_("portal word", "Also needed") },
               { "at-most", NC_("portal word", "at most") },
               { "for-organisation", NC_("portal word", "for your organization") },
               { "each-month", NC_("portal word", "each month") },
               { "each-fiscal-quarter", NC_("portal word", "each fiscal quarter") },
               { "from", NC_("portal word", "from") },
               { "until", NC_("portal word", "until") })

/* ── Columns of the record lists ─────────────────────────────────────────────────────────────────────── */

BATON_COLUMNS (bands,
               { .name = "from", .type = BATON_TYPE_INTEGER, .flags = BATON_FIELD_REQUIRED, .minimum = 0, .maximum = NUMBER_MAX,
                 .label = NC_("column", "From"), .help = N_("The quantity at which the band begins") },
               { .name = "units", .type = BATON_TYPE_INTEGER, .flags = BATON_FIELD_REQUIRED, .minimum = 0, .maximum = 1000000,
                 .label = NC_("column", "Times"), .help = N_("How many times the points of the activity this band earns") })

BATON_COLUMNS (caps,
               { .name = "holder", .type = BATON_TYPE_CHOICE, .flags = BATON_FIELD_REQUIRED, .choices = baton_choices_cap_holder,
                 .label = NC_("column", "For each"), .help = N_("Whose points the cap counts") },
               { .name = "period", .type = BATON_TYPE_CHOICE, .flags = BATON_FIELD_REQUIRED, .choices = baton_choices_period,
                 .label = NC_("column", "In each"), .help = N_("The period of the program's calendar over which the cap counts") },
               { .name = "points", .type = BATON_TYPE_CHOICE, .flags = BATON_FIELD_REQUIRED, .choices = baton_choices_point_kind,
                 .label = NC_("column", "Points"), .help = N_("The kind of points that is capped") },
               { .name = "most", .type = BATON_TYPE_INTEGER, .flags = BATON_FIELD_REQUIRED, .minimum = 0, .maximum = NUMBER_MAX,
                 .label = NC_("column", "At most"), .help = N_("The last event is credited in part, up to this many points") })

BATON_COLUMNS (pins,
               { .name = "holder", .type = BATON_TYPE_TEXT, .flags = BATON_FIELD_REQUIRED | BATON_FIELD_DISCREET, .maximum = 200,
                 .label = NC_("column", "Partner"), .help = N_("The organization or member as the register names it") },
               { .name = "tier", .type = BATON_TYPE_REFERENCE, .flags = BATON_FIELD_REQUIRED, .references = BATON_KIND_BIT (TIER),
                 .label = NC_("column", "Tier"), .help = N_("The tier that is held whatever the points say") },
               { .name = "window", .type = BATON_TYPE_WINDOW,
                 .label = NC_("column", "When"), .help = N_("From and through which day the tier is held") },
               { .name = "reason", .type = BATON_TYPE_TEXT, .flags = 0, .maximum = 500,
                 .label = NC_("column", "Reason"), .help = N_("Why this partner is an exception") })

BATON_COLUMNS (requirements,
               { .name = "activity", .type = BATON_TYPE_REFERENCE, .references = BATON_KIND_BIT (ACTIVITY),
                 .label = NC_("column", "Activity"), .help = N_("The activity that must have happened in the window of the ladder") },
               { .name = "count", .type = BATON_TYPE_INTEGER, .minimum = 1, .maximum = 1000000,
                 .label = NC_("column", "Times"), .help = N_("How often it must have happened") },
               { .name = "term", .type = BATON_TYPE_REFERENCE, .references = BATON_KIND_BIT (TERM),
                 .label = NC_("column", "Must hold"), .help = N_("A term that the partner must hold, a certification for example") })

BATON_COLUMNS (imagery,
               { .name = "use", .type = BATON_TYPE_CHOICE, .flags = BATON_FIELD_REQUIRED, .choices = baton_choices_imagery_use,
                 .label = NC_("column", "Use"), .help = N_("Where the picture appears") },
               { .name = "term", .type = BATON_TYPE_REFERENCE, .references = BATON_KIND_BIT (TERM),
                 .label = NC_("column", "For"), .help = N_("The term whose pages and tiles show the picture") },
               { .name = "asset", .type = BATON_TYPE_REFERENCE, .flags = BATON_FIELD_REQUIRED, .references = BATON_KIND_BIT (ASSET),
                 .label = NC_("column", "Picture"), .help = N_("The picture") })

BATON_COLUMNS (boosts,
               { .name = "term", .type = BATON_TYPE_REFERENCE, .flags = BATON_FIELD_REQUIRED, .references = BATON_KIND_BIT (TERM),
                 .label = NC_("column", "Term"), .help = N_("Content with this term moves up") },
               { .name = "weight", .type = BATON_TYPE_INTEGER, .flags = BATON_FIELD_REQUIRED, .minimum = -10, .maximum = 10,
                 .label = NC_("column", "Weight"), .help = N_("How far, from -10 to 10") })

BATON_COLUMNS (pinned,
               { .name = "words", .type = BATON_TYPE_TEXT, .flags = BATON_FIELD_REQUIRED, .maximum = 200,
                 .label = NC_("column", "Words"), .help = N_("What the member searched for") },
               { .name = "content", .type = BATON_TYPE_REFERENCE, .flags = BATON_FIELD_REQUIRED, .references = BATON_KIND_BIT (CONTENT),
                 .label = NC_("column", "Content"), .help = N_("The content that comes first") })

BATON_COLUMNS (synonyms,
               { .name = "words", .type = BATON_TYPE_TEXT, .flags = BATON_FIELD_REQUIRED, .maximum = 500,
                 .label = NC_("column", "Words that mean the same"), .help = N_("Separated by commas") })

BATON_COLUMNS (managed,
               { .name = "name", .type = BATON_TYPE_TEXT, .flags = BATON_FIELD_REQUIRED, .maximum = 200,
                 .label = NC_("column", "Organization"), .help = N_("An organization that this person looks after") },
               { .name = "terms", .type = BATON_TYPE_TERM_SET,
                 .label = NC_("column", "Terms"), .help = N_("What kind of organization it is") })

BATON_COLUMNS (record_values,
               { .name = "field", .type = BATON_TYPE_REFERENCE, .flags = BATON_FIELD_REQUIRED, .references = BATON_KIND_BIT (RECORD_FIELD),
                 .label = NC_("column", "Field"), .help = N_("The field of the record") },
               { .name = "value", .type = BATON_TYPE_TEXT, .maximum = 500,
                 .label = NC_("column", "Value"), .help = N_("What stands in it") })

BATON_COLUMNS (rebate_bands,
               { .name = "from", .type = BATON_TYPE_INTEGER, .flags = BATON_FIELD_REQUIRED | BATON_FIELD_DISCREET, .minimum = 0, .maximum = NUMBER_MAX,
                 .label = NC_("column", "From"), .help = N_("The amount, in the smallest unit of the currency, at which the band begins") },
               { .name = "rate", .type = BATON_TYPE_PERCENT, .flags = BATON_FIELD_REQUIRED, .minimum = 0, .maximum = 1000000,
                 .label = NC_("column", "Rate"), .help = N_("The percentage that this band earns") })

/* ── Program ─────────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (PROGRAM, "program", BATON_AREA_PROGRAM, BATON_KIND_SINGLE, NC_("kind", "Program"), NC_("kinds", "Program"))
BATON_FIELD (PROGRAM, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The name that partners know the program by"))
BATON_FIELD (PROGRAM, SOURCE_LOCALE, "source-locale", TEXT, BATON_FIELD_REQUIRED, 2, 35, .standard = BATON_STANDARD_LANGUAGE, NC_("field", "Source language"), N_("The language that texts are first written in"))
BATON_FIELD (PROGRAM, TIME_ZONE, "time-zone", TEXT, BATON_FIELD_REQUIRED, 1, 64, .standard = BATON_STANDARD_TIME_ZONE, NC_("field", "Time zone"), N_("Where a day of the program begins and ends"))
BATON_FIELD (PROGRAM, CURRENCY, "currency", TEXT, BATON_FIELD_REQUIRED, 3, 3, .standard = BATON_STANDARD_CURRENCY, NC_("field", "Currency"), N_("The currency of all money in the program"))
BATON_FIELD (PROGRAM, CURRENCY_DIGITS, "currency-digits", INTEGER, 0, 0, 4, , NC_("field", "Currency digits"), N_("How many digits after the decimal sign the currency has; two unless set"))
BATON_FIELD (PROGRAM, FISCAL_YEAR_START, "fiscal-year-start", INTEGER, 0, 1, 12, .standard = BATON_STANDARD_MONTH, NC_("field", "Fiscal year starts in"), N_("The first month of the year that caps and budgets count by; January unless set"))
BATON_FIELD (PROGRAM, COMPANY_POINT_VALUE, "company-point-value", MONEY, 0, 0, NUMBER_MAX, , NC_("field", "Value of a company point"), N_("What one company point costs when it is redeemed"))
BATON_FIELD (PROGRAM, INDIVIDUAL_POINT_VALUE, "individual-point-value", MONEY, 0, 0, NUMBER_MAX, , NC_("field", "Value of an individual point"), N_("What one individual point costs when it is redeemed"))
BATON_FIELD (PROGRAM, FEE_PERIOD, "fee-period", CHOICE, 0, 0, 0, .choices = baton_choices_period, NC_("field", "Fees are paid each"), N_("Referral fees are summed up and rounded down once in each; the month unless set"))
BATON_FIELD (PROGRAM, EXPIRY_MONTHS, "expiry-months", INTEGER, 0, 0, 1200, , NC_("field", "Points expire after months"), N_("At the end of the month, this many months after they were earned; 24 unless set, 0 for never"))
BATON_FIELD (PROGRAM, TERMS, "terms", RICH_TEXT, BATON_FIELD_TRANSLATABLE, 0, 65536, , NC_("field", "Terms and conditions"), N_("The terms that the program guide closes with"))
BATON_FIELD (PROGRAM, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))

BATON_KIND (LOCALE, "locale", BATON_AREA_PROGRAM, BATON_KIND_ORDERED, NC_("kind", "Language"), NC_("kinds", "Languages"))
BATON_FIELD (LOCALE, TAG, "tag", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_UNIQUE, 2, 35, .standard = BATON_STANDARD_LANGUAGE, NC_("field", "Language"), N_("The language and, where it matters, its script and region"))
BATON_FIELD (LOCALE, FALLBACK, "fallback", TEXT, 0, 2, 35, .standard = BATON_STANDARD_PROGRAM_LANGUAGE, NC_("field", "Falls back to"), N_("The language shown where a text is missing; the usual parent unless set"))
BATON_FIELD (LOCALE, REGIONS, "regions", TERM_SET, 0, 0, 0, , NC_("field", "Regions"), N_("Where members read this language"))
BATON_FIELD (LOCALE, IMPORTANCE, "importance", CHOICE, 0, 0, 0, .choices = baton_choices_importance, NC_("field", "Importance"), N_("How much it matters that nothing is missing"))
BATON_FIELD (LOCALE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (LOCALE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (AUDIENCE, "audience", BATON_AREA_PROGRAM, 0, NC_("kind", "Audience"), NC_("kinds", "Audiences"))
BATON_FIELD (AUDIENCE, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The name under which it is reused"))
BATON_FIELD (AUDIENCE, CLAUSES, "clauses", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "Who"), N_("Who belongs to it"))
BATON_FIELD (AUDIENCE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))

BATON_KIND (PORTAL_WORD, "portal-word", BATON_AREA_PROGRAM, 0, NC_("kind", "Portal word"), NC_("kinds", "Portal words"))
BATON_FIELD (PORTAL_WORD, KEY, "key", CHOICE, BATON_FIELD_REQUIRED | BATON_FIELD_UNIQUE, 0, 0, .choices = baton_choices_portal_word, NC_("field", "Word"), N_("The fixed word of the portal"))
BATON_FIELD (PORTAL_WORD, TEXT, "text", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Text"), N_("How the portal says it"))

/* ── Foundations ─────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (VOCABULARY, "vocabulary", BATON_AREA_FOUNDATIONS, BATON_KIND_ORDERED, NC_("kind", "Vocabulary"), NC_("kinds", "Vocabularies"))
BATON_FIELD (VOCABULARY, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What the terms have in common"))
BATON_FIELD (VOCABULARY, PURPOSE, "purpose", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_vocabulary_purpose, NC_("field", "Purpose"), N_("What Baton uses the vocabulary for"))
BATON_FIELD (VOCABULARY, MULTIPLE, "multiple", BOOLEAN, 0, 0, 0, , NC_("field", "Several at once"), N_("Whether an organization, a member or a content may have several of its terms"))
BATON_FIELD (VOCABULARY, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("When to use it"))
BATON_FIELD (VOCABULARY, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (VOCABULARY, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (TERM, "term", BATON_AREA_FOUNDATIONS, BATON_KIND_ORDERED, NC_("kind", "Term"), NC_("kinds", "Terms"))
BATON_FIELD (TERM, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The term as members read it"))
BATON_FIELD (TERM, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What falls under it"))
BATON_FIELD (TERM, SYNONYMS, "synonyms", TEXT, BATON_FIELD_TRANSLATABLE, 0, 1000, , NC_("field", "Other words for it"), N_("Separated by commas; search and import know them too"))
BATON_FIELD (TERM, CODE, "code", TEXT, 0, 0, 64, , NC_("field", "Code"), N_("The code under which other systems know it"))
BATON_FIELD (TERM, IMAGE, "image", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Picture"), N_("Shown beside the term"))
BATON_FIELD (TERM, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "In use"), N_("From and through which day it may be chosen"))
BATON_FIELD (TERM, SUCCESSOR, "successor", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (TERM), NC_("field", "Successor"), N_("The term that takes its place"))
BATON_FIELD (TERM, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (TERM, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (VOCABULARY) | BATON_KIND_BIT (TERM), NC_("field", "Place"), N_("Below which term or vocabulary it stands"))

BATON_KIND (RECORD_TYPE, "record-type", BATON_AREA_FOUNDATIONS, BATON_KIND_ORDERED, NC_("kind", "Record type"), NC_("kinds", "Record types"))
BATON_FIELD (RECORD_TYPE, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("A deal, a lead, a campaign…"))
BATON_FIELD (RECORD_TYPE, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What the record stands for"))
BATON_FIELD (RECORD_TYPE, SYSTEM, "system", TEXT, 0, 0, 200, , NC_("field", "Kept in"), N_("The system that holds the records"))
BATON_FIELD (RECORD_TYPE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (RECORD_TYPE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (RECORD_FIELD, "record-field", BATON_AREA_FOUNDATIONS, BATON_KIND_ORDERED, NC_("kind", "Record field"), NC_("kinds", "Record fields"))
BATON_FIELD (RECORD_FIELD, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("Stage, customer size, vertical…"))
BATON_FIELD (RECORD_FIELD, TYPE, "type", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_record_field_type, NC_("field", "Type"), N_("What may stand in the field"))
BATON_FIELD (RECORD_FIELD, VOCABULARY, "vocabulary", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (VOCABULARY), NC_("field", "Vocabulary"), N_("The vocabulary that its values come from"))
BATON_FIELD (RECORD_FIELD, CODE, "code", TEXT, 0, 0, 64, , NC_("field", "Code"), N_("The code under which the other system knows it"))
BATON_FIELD (RECORD_FIELD, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (RECORD_FIELD, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (RECORD_TYPE), NC_("field", "Place"), N_("The record type that it belongs to"))

BATON_KIND (RECORD, "record", BATON_AREA_FOUNDATIONS, BATON_KIND_ORDERED, NC_("kind", "Sample record"), NC_("kinds", "Sample records"))
BATON_FIELD (RECORD, NAME, "name", TEXT, BATON_FIELD_REQUIRED, 0, 200, , NC_("field", "Name"), N_("A deal to preview with, for example"))
BATON_FIELD (RECORD, TYPE, "type", REFERENCE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (RECORD_TYPE), NC_("field", "Type"), N_("What the record stands for"))
BATON_FIELD (RECORD, TERMS, "terms", TERM_SET, 0, 0, 0, , NC_("field", "Terms"), N_("Its stage, vertical, customer size, solution…"))
BATON_FIELD (RECORD, VALUES, "values", RECORDS, 0, 0, 100, .columns = baton_columns_record_values, NC_("field", "Values"), N_("What stands in its other fields"))
BATON_FIELD (RECORD, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (RECORD, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

/* ── Rules ───────────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (ROLE, "role", BATON_AREA_RULES, BATON_KIND_ORDERED, NC_("kind", "Role"), NC_("kinds", "Roles"))
BATON_FIELD (ROLE, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What a person does in the ecosystem"))
BATON_FIELD (ROLE, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What people in this role come to do"))
BATON_FIELD (ROLE, LEVEL, "level", CHOICE, 0, 0, 0, .choices = baton_choices_enablement_level, NC_("field", "Enablement level"), N_("How much the role is trained and trusted to do"))
BATON_FIELD (ROLE, ENTITY_TYPES, "entity-types", TERM_SET, 0, 0, 0, , NC_("field", "Only at"), N_("The types of organizations where the role exists; all unless set"))
BATON_FIELD (ROLE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (ROLE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (PERSONA, "persona", BATON_AREA_RULES, BATON_KIND_ORDERED, NC_("kind", "Persona"), NC_("kinds", "Personas"))
BATON_FIELD (PERSONA, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("Such as: marketing manager at a technology partner"))
BATON_FIELD (PERSONA, PERSON, "person", TEXT, 0, 0, 200, , NC_("field", "Person"), N_("The name of the person that you imagine"))
BATON_FIELD (PERSONA, JOB, "job", TEXT, BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Job"), N_("What stands on the business card"))
BATON_FIELD (PERSONA, GOALS, "goals", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Comes to"), N_("What this person comes to the portal to do"))
BATON_FIELD (PERSONA, ORGANISATION, "organisation", TEXT, 0, 0, 200, , NC_("field", "Organization"), N_("The organization that you imagine"))
BATON_FIELD (PERSONA, TERMS, "terms", TERM_SET, 0, 0, 0, , NC_("field", "Terms"), N_("Kind of participant, partner type, region, solutions…"))
BATON_FIELD (PERSONA, ROLES, "roles", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Roles"), N_("What the person does"))
BATON_FIELD (PERSONA, TIERS, "tiers", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (TIER), NC_("field", "Tiers"), N_("The tier held on each ladder"))
BATON_FIELD (PERSONA, TIER_POINTS, "tier-points", INTEGER, 0, 0, NUMBER_MAX, , NC_("field", "Tier points"), N_("The tier points in the window"))
BATON_FIELD (PERSONA, COMPANY_POINTS, "company-points", INTEGER, 0, -NUMBER_MAX, NUMBER_MAX, , NC_("field", "Company points"), N_("The company points left to redeem"))
BATON_FIELD (PERSONA, INDIVIDUAL_POINTS, "individual-points", INTEGER, 0, -NUMBER_MAX, NUMBER_MAX, , NC_("field", "Individual points"), N_("The individual points left to redeem"))
BATON_FIELD (PERSONA, JOINED, "joined", DAY, 0, 0, 0, , NC_("field", "Joined on"), N_("The day on which the organization joined the program"))
BATON_FIELD (PERSONA, LOCALE, "locale", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (LOCALE), NC_("field", "Reads"), N_("The language that this person reads"))
BATON_FIELD (PERSONA, MANAGES, "manages", RECORDS, 0, 0, 500, .columns = baton_columns_managed, NC_("field", "Looks after"), N_("The organizations that this person looks after"))
BATON_FIELD (PERSONA, PICTURE, "picture", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Picture"), N_("A face helps to remember whom the portal is for"))
BATON_FIELD (PERSONA, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (PERSONA, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (PUBLISHING_RULE, "publishing-rule", BATON_AREA_RULES, BATON_KIND_ORDERED, NC_("kind", "Publishing rule"), NC_("kinds", "Publishing rules"))
BATON_FIELD (PUBLISHING_RULE, NAME, "name", TEXT, 0, 0, 200, , NC_("field", "Name"), N_("A short name; the sentence says the rest"))
BATON_FIELD (PUBLISHING_RULE, EFFECT, "effect", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_rule_effect, NC_("field", "May or may not"), N_("A matching “may not” beats every “may”"))
BATON_FIELD (PUBLISHING_RULE, WHO, "who", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "Who"), N_("The members that the rule is about; everybody unless set"))
BATON_FIELD (PUBLISHING_RULE, ACTIONS, "actions", CHOICE, BATON_FIELD_REQUIRED | BATON_FIELD_MULTIPLE, 0, 0, .choices = baton_choices_rule_action, NC_("field", "Do"), N_("What they may or may not do"))
BATON_FIELD (PUBLISHING_RULE, WHAT, "what", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_CONTENT, NC_("field", "What"), N_("The content that the rule is about; all content unless set"))
BATON_FIELD (PUBLISHING_RULE, OWN, "own", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (VOCABULARY), NC_("field", "Only within their own"), N_("The content must lie wholly within the member's own terms of these vocabularies; for authors"))
BATON_FIELD (PUBLISHING_RULE, ADDRESSED, "addressed", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (VOCABULARY), NC_("field", "Addressed to them"), N_("The content must be for everybody or for the member's own terms of these vocabularies; for readers"))
BATON_FIELD (PUBLISHING_RULE, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "When"), N_("From and through which day the rule applies"))
BATON_FIELD (PUBLISHING_RULE, APPROVAL_BY, "approval-by", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "With approval by"), N_("Any one of these roles must approve"))
BATON_FIELD (PUBLISHING_RULE, REASON, "reason", TEXT, 0, 0, 500, , NC_("field", "Reason"), N_("Why the rule exists; exceptions need one"))
BATON_FIELD (PUBLISHING_RULE, DISABLED, "disabled", BOOLEAN, 0, 0, 0, , NC_("field", "Switched off"), N_("Kept, but without effect"))
BATON_FIELD (PUBLISHING_RULE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (PUBLISHING_RULE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (BRAND, "brand", BATON_AREA_RULES, BATON_KIND_ORDERED, NC_("kind", "Brand"), NC_("kinds", "Brands"))
BATON_FIELD (BRAND, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The house brand, or the alliance that this brand is for"))
BATON_FIELD (BRAND, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (BRAND, LOGO, "logo", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Logo"), N_("Shown at the top of every page"))
BATON_FIELD (BRAND, TAGLINE, "tagline", TEXT, BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Tagline"), N_("Shown beside the logo"))
BATON_FIELD (BRAND, ACCENT, "accent", COLOUR, 0, 0, 0, , NC_("field", "Accent colour"), N_("Buttons and links"))
BATON_FIELD (BRAND, ON_ACCENT, "on-accent", COLOUR, 0, 0, 0, , NC_("field", "Text on the accent"), N_("Text that stands on the accent colour"))
BATON_FIELD (BRAND, SURFACE, "surface", COLOUR, 0, 0, 0, , NC_("field", "Background"), N_("The background of the page"))
BATON_FIELD (BRAND, TEXT, "text", COLOUR, 0, 0, 0, , NC_("field", "Text colour"), N_("Text on the background"))
BATON_FIELD (BRAND, HEADER, "header", COLOUR, 0, 0, 0, , NC_("field", "Header"), N_("The bar at the top"))
BATON_FIELD (BRAND, ON_HEADER, "on-header", COLOUR, 0, 0, 0, , NC_("field", "Text on the header"), N_("Text and links in the bar at the top"))
BATON_FIELD (BRAND, DARK_ACCENT, "dark-accent", COLOUR, 0, 0, 0, , NC_("field", "Accent colour in dark"), N_("Buttons and links where the member prefers dark"))
BATON_FIELD (BRAND, DARK_ON_ACCENT, "dark-on-accent", COLOUR, 0, 0, 0, , NC_("field", "Text on the accent in dark"), N_("Text that stands on the accent colour where the member prefers dark"))
BATON_FIELD (BRAND, DARK_SURFACE, "dark-surface", COLOUR, 0, 0, 0, , NC_("field", "Background in dark"), N_("The background of the page where the member prefers dark"))
BATON_FIELD (BRAND, DARK_TEXT, "dark-text", COLOUR, 0, 0, 0, , NC_("field", "Text colour in dark"), N_("Text on the background where the member prefers dark"))
BATON_FIELD (BRAND, DARK_HEADER, "dark-header", COLOUR, 0, 0, 0, , NC_("field", "Header in dark"), N_("The bar at the top where the member prefers dark"))
BATON_FIELD (BRAND, DARK_ON_HEADER, "dark-on-header", COLOUR, 0, 0, 0, , NC_("field", "Text on the header in dark"), N_("Text and links in the bar at the top where the member prefers dark"))
BATON_FIELD (BRAND, FONT, "font", CHOICE, 0, 0, 0, .choices = baton_choices_brand_font, NC_("field", "Font"), N_("The family of the portal's letters"))
BATON_FIELD (BRAND, IMAGERY, "imagery", RECORDS, 0, 0, 500, .columns = baton_columns_imagery, NC_("field", "Imagery"), N_("Hero, tile and navigation pictures, by term where wanted"))
BATON_FIELD (BRAND, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (BRAND, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Later brands lie over earlier ones"))

BATON_KIND (ASSET, "asset", BATON_AREA_RULES, 0, NC_("kind", "Picture"), NC_("kinds", "Pictures"))
BATON_FIELD (ASSET, NAME, "name", TEXT, BATON_FIELD_REQUIRED, 0, 200, , NC_("field", "Name"), N_("How the team calls the picture"))
BATON_FIELD (ASSET, FILE, "file", ASSET, BATON_FIELD_REQUIRED, 0, 0, , NC_("field", "File"), N_("The picture itself, with others for single languages where needed"))
BATON_FIELD (ASSET, MEDIA_TYPE, "media-type", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_media_type, NC_("field", "Format"), N_("What kind of file it is"))
BATON_FIELD (ASSET, WIDTH, "width", INTEGER, 0, 1, 65535, , NC_("field", "Width"), N_("In pixels"))
BATON_FIELD (ASSET, HEIGHT, "height", INTEGER, 0, 1, 65535, , NC_("field", "Height"), N_("In pixels"))
BATON_FIELD (ASSET, ALTERNATIVE, "alternative", TEXT, BATON_FIELD_TRANSLATABLE, 0, 500, , NC_("field", "In words"), N_("What the picture shows, for those who cannot see it"))
BATON_FIELD (ASSET, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))

/* ── Experience ──────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (NAVIGATION_ITEM, "navigation-item", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Navigation item"), NC_("kinds", "Navigation"))
BATON_FIELD (NAVIGATION_ITEM, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 100, , NC_("field", "Name"), N_("What stands in the navigation"))
BATON_FIELD (NAVIGATION_ITEM, TARGET, "target", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (PAGE) | BATON_KIND_BIT (CONTENT) | BATON_KIND_BIT (COLLECTION) | BATON_KIND_BIT (TOOL) | BATON_KIND_BIT (WORKFLOW) | BATON_KIND_BIT (SEARCH_PROFILE), NC_("field", "Leads to"), N_("What opens"))
BATON_FIELD (NAVIGATION_ITEM, ADDRESS, "address", TEXT, 0, 0, 2000, .standard = BATON_STANDARD_ADDRESS, NC_("field", "Web address"), N_("An address outside the portal, instead of a target within"))
BATON_FIELD (NAVIGATION_ITEM, ICON, "icon", CHOICE, 0, 0, 0, .choices = baton_choices_icon, NC_("field", "Icon"), N_("Shown beside the name"))
BATON_FIELD (NAVIGATION_ITEM, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (NAVIGATION_ITEM, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (NAVIGATION_ITEM, PLACE, "place", PLACE, 0, 0, 0, .references = BATON_KIND_BIT (NAVIGATION_ITEM), NC_("field", "Place"), N_("Below which item it stands"))

BATON_KIND (PAGE, "page", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Page"), NC_("kinds", "Pages"))
BATON_FIELD (PAGE, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The heading of the page"))
BATON_FIELD (PAGE, USE, "use", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_page_use, NC_("field", "Use"), N_("A member lands on the first landing page that is for them"))
BATON_FIELD (PAGE, INTRODUCTION, "introduction", RICH_TEXT, BATON_FIELD_TRANSLATABLE, 0, 16384, , NC_("field", "Introduction"), N_("Shown below the heading"))
BATON_FIELD (PAGE, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (PAGE, HERO, "hero", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Hero picture"), N_("The large picture at the top; the brand's unless set"))
BATON_FIELD (PAGE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (PAGE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (BLOCK, "block", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Block"), NC_("kinds", "Blocks"))
BATON_FIELD (BLOCK, NAME, "name", TEXT, BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Heading"), N_("The heading of the block"))
BATON_FIELD (BLOCK, TYPE, "type", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_block_type, NC_("field", "Type"), N_("What the block shows"))
BATON_FIELD (BLOCK, BODY, "body", RICH_TEXT, BATON_FIELD_TRANSLATABLE, 0, 16384, , NC_("field", "Text"), N_("The text of the block"))
BATON_FIELD (BLOCK, QUERY, "query", QUERY, 0, 0, 0, , NC_("field", "Filled with"), N_("Which content fills the block"))
BATON_FIELD (BLOCK, COLLECTION, "collection", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (COLLECTION), NC_("field", "Collection"), N_("The collection that fills the block"))
BATON_FIELD (BLOCK, MOTIONS, "motions", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (MOTION), NC_("field", "Motions"), N_("Whose activities and tiers it shows; all unless set"))
BATON_FIELD (BLOCK, DASHBOARD, "dashboard", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (DASHBOARD), NC_("field", "Dashboard"), N_("The dashboard that it shows"))
BATON_FIELD (BLOCK, PICTURE, "picture", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Picture"), N_("Shown in the block"))
BATON_FIELD (BLOCK, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody who sees the page unless set"))
BATON_FIELD (BLOCK, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (BLOCK, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (PAGE), NC_("field", "Place"), N_("Where it stands on its page"))

BATON_KIND (CONTENT, "content", BATON_AREA_EXPERIENCE, 0, NC_("kind", "Content"), NC_("kinds", "Content"))
BATON_FIELD (CONTENT, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Title"), N_("The title that members read"))
BATON_FIELD (CONTENT, SUMMARY, "summary", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 1000, , NC_("field", "Summary"), N_("One or two sentences for lists and search"))
BATON_FIELD (CONTENT, BODY, "body", RICH_TEXT, BATON_FIELD_TRANSLATABLE, 0, 65536, , NC_("field", "Text"), N_("The whole text"))
BATON_FIELD (CONTENT, ADDRESS, "address", TEXT, 0, 0, 2000, .standard = BATON_STANDARD_ADDRESS, NC_("field", "Web address"), N_("Where the content lies, if not here"))
BATON_FIELD (CONTENT, PICTURE, "picture", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Picture"), N_("Shown on its tile and its page"))
BATON_FIELD (CONTENT, TAGS, "tags", TERM_SET, 0, 0, 0, , NC_("field", "Tags"), N_("Content type, topic, solutions, regions…"))
BATON_FIELD (CONTENT, STATE, "state", CHOICE, 0, 0, 0, .choices = baton_choices_content_state, NC_("field", "State"), N_("Members see published content only; published unless set"))
BATON_FIELD (CONTENT, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "Shown"), N_("From and through which day members see it"))
BATON_FIELD (CONTENT, OWNER, "owner", TEXT, 0, 0, 200, , NC_("field", "Owner"), N_("Who keeps it current"))
BATON_FIELD (CONTENT, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))

BATON_KIND (COLLECTION, "collection", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Collection"), NC_("kinds", "Collections"))
BATON_FIELD (COLLECTION, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The title that members read"))
BATON_FIELD (COLLECTION, SUMMARY, "summary", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 1000, , NC_("field", "Summary"), N_("What the collection is good for"))
BATON_FIELD (COLLECTION, ITEMS, "items", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (CONTENT), NC_("field", "Chosen by hand"), N_("These come first, in this order"))
BATON_FIELD (COLLECTION, QUERY, "query", QUERY, 0, 0, 0, , NC_("field", "Filled with"), N_("Which content follows by itself"))
BATON_FIELD (COLLECTION, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (COLLECTION, RECORD, "record", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_RECORD, NC_("field", "With a record"), N_("Shown beside records of this kind only, deals at a stage for example"))
BATON_FIELD (COLLECTION, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (COLLECTION, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (SEARCH_PROFILE, "search-profile", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Search profile"), NC_("kinds", "Search profiles"))
BATON_FIELD (SEARCH_PROFILE, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("For whom search is tuned"))
BATON_FIELD (SEARCH_PROFILE, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("The first profile in order whose audience the member meets applies"))
BATON_FIELD (SEARCH_PROFILE, BOOSTS, "boosts", RECORDS, 0, 0, 200, .columns = baton_columns_boosts, NC_("field", "Moves up"), N_("Terms whose content ranks higher or lower"))
BATON_FIELD (SEARCH_PROFILE, PINNED, "pinned", RECORDS, 0, 0, 200, .columns = baton_columns_pinned, NC_("field", "Comes first"), N_("Content that comes first for certain words"))
BATON_FIELD (SEARCH_PROFILE, SYNONYMS, "synonyms", RECORDS, 0, 0, 200, .columns = baton_columns_synonyms, NC_("field", "Same meaning"), N_("Words that find each other's content"))
BATON_FIELD (SEARCH_PROFILE, FACETS, "facets", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (VOCABULARY), NC_("field", "Filters"), N_("The vocabularies that members may narrow results by"))
BATON_FIELD (SEARCH_PROFILE, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (SEARCH_PROFILE, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (WORKFLOW, "workflow", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Workflow"), NC_("kinds", "Workflows"))
BATON_FIELD (WORKFLOW, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("Onboarding, deal registration, a fund request…"))
BATON_FIELD (WORKFLOW, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What it is for"))
BATON_FIELD (WORKFLOW, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who may start it; everybody unless set"))
BATON_FIELD (WORKFLOW, RECORD_TYPE, "record-type", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (RECORD_TYPE), NC_("field", "About"), N_("The kind of record that it moves along"))
BATON_FIELD (WORKFLOW, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (WORKFLOW, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (WORKFLOW_STEP, "workflow-step", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Workflow step"), NC_("kinds", "Workflow steps"))
BATON_FIELD (WORKFLOW_STEP, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What is done in this step"))
BATON_FIELD (WORKFLOW_STEP, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("How to do it"))
BATON_FIELD (WORKFLOW_STEP, OWNER, "owner", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Done by"), N_("The role that does it"))
BATON_FIELD (WORKFLOW_STEP, DAYS, "days", INTEGER, 0, 0, 3650, , NC_("field", "Within days"), N_("How long it may take"))
BATON_FIELD (WORKFLOW_STEP, APPROVAL_BY, "approval-by", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Approved by"), N_("The role that must approve"))
BATON_FIELD (WORKFLOW_STEP, ACTIVITY, "activity", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ACTIVITY), NC_("field", "Earns"), N_("The activity that its completion counts as"))
BATON_FIELD (WORKFLOW_STEP, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (WORKFLOW_STEP, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (WORKFLOW), NC_("field", "Place"), N_("Where it stands in its workflow"))

BATON_KIND (TOOL, "tool", BATON_AREA_EXPERIENCE, BATON_KIND_ORDERED, NC_("kind", "Tool"), NC_("kinds", "Tools"))
BATON_FIELD (TOOL, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("How members know it"))
BATON_FIELD (TOOL, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What members do with it"))
BATON_FIELD (TOOL, ADDRESS, "address", TEXT, 0, 0, 2000, .standard = BATON_STANDARD_ADDRESS, NC_("field", "Web address"), N_("Where it opens"))
BATON_FIELD (TOOL, VENDOR, "vendor", TEXT, 0, 0, 200, , NC_("field", "Vendor"), N_("Who makes it"))
BATON_FIELD (TOOL, ACCESS, "access", CHOICE, 0, 0, 0, .choices = baton_choices_tool_access, NC_("field", "Access"), N_("How members get in"))
BATON_FIELD (TOOL, OWNER, "owner", TEXT, 0, 0, 200, , NC_("field", "Owner"), N_("Who answers for it"))
BATON_FIELD (TOOL, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (TOOL, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (TOOL, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

/* ── Incentives ──────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (MOTION, "motion", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED, NC_("kind", "Motion"), NC_("kinds", "Motions"))
BATON_FIELD (MOTION, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("Influencer, services, technology…"))
BATON_FIELD (MOTION, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What partners do in this motion"))
BATON_FIELD (MOTION, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (MOTION, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (ACTIVITY, "activity", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Activity"), NC_("kinds", "Activities"))
BATON_FIELD (ACTIVITY, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What the partner does"))
BATON_FIELD (ACTIVITY, SECTION, "section", TEXT, BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Section"), N_("The heading below which the table shows it"))
BATON_FIELD (ACTIVITY, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What counts and what does not"))
BATON_FIELD (ACTIVITY, TIER_POINTS, "tier-points", CELL, 0, 0, 1000000000, , NC_("field", "Tier points"), N_("A number, none, or left open"))
BATON_FIELD (ACTIVITY, COMPANY_POINTS, "company-points", CELL, 0, 0, 1000000000, , NC_("field", "Company points"), N_("A number, none, or left open"))
BATON_FIELD (ACTIVITY, INDIVIDUAL_POINTS, "individual-points", CELL, 0, 0, 1000000000, , NC_("field", "Individual points"), N_("A number, none, or left open; they go to the activity's owner"))
BATON_FIELD (ACTIVITY, ONCE, "once", CHOICE, 0, 0, 0, .choices = baton_choices_once, NC_("field", "One-time"), N_("Counts the first time only; every time unless set"))
BATON_FIELD (ACTIVITY, AGAIN, "again", CHOICE, 0, 0, 0, .choices = baton_choices_once_again, NC_("field", "Counts again"), N_("When a one-time activity counts again; never unless set"))
BATON_FIELD (ACTIVITY, AGAIN_MONTHS, "again-months", INTEGER, 0, 1, 1200, , NC_("field", "Months until again"), N_("How many months after the last time that counted"))
BATON_FIELD (ACTIVITY, NEXT_AFTER_REVERSAL, "next-after-reversal", BOOLEAN, 0, 0, 0, , NC_("field", "The next counts after a reversal"), N_("If the first is taken back, whether the next then counts"))
BATON_FIELD (ACTIVITY, UNIT, "unit", CHOICE, 0, 0, 0, .choices = baton_choices_unit, NC_("field", "Earned"), N_("Each time unless set"))
BATON_FIELD (ACTIVITY, UNIT_SIZE, "unit-size", INTEGER, 0, 1, NUMBER_MAX, , NC_("field", "Full number or amount"), N_("The quantity, or the amount in the smallest unit of the currency, that earns the points once"))
BATON_FIELD (ACTIVITY, UNIT_NAME, "unit-name", TEXT, BATON_FIELD_TRANSLATABLE, 0, 100, , NC_("field", "Unit"), N_("What the quantity counts: leads, registrations…"))
BATON_FIELD (ACTIVITY, BANDS, "bands", RECORDS, 0, 0, 100, .columns = baton_columns_bands, NC_("field", "Bands"), N_("The quantity's bands, each with how many times the points it earns"))
BATON_FIELD (ACTIVITY, STEP_SIZE, "step-size", INTEGER, 0, 1, NUMBER_MAX, , NC_("field", "Bonus for each full"), N_("The quantity that earns the extra credit once"))
BATON_FIELD (ACTIVITY, STEP_PERCENT, "step-percent", PERCENT, 0, 0, 1000000, , NC_("field", "Extra credit"), N_("How much more the points are worth for each full step"))
BATON_FIELD (ACTIVITY, FEE, "fee", PERCENT, 0, 0, 10000, , NC_("field", "Referral fee"), N_("The share of the amount that is paid as a fee"))
BATON_FIELD (ACTIVITY, CAPS, "caps", RECORDS, 0, 0, 20, .columns = baton_columns_caps, NC_("field", "Caps"), N_("The most that can be earned in a period"))
BATON_FIELD (ACTIVITY, SOURCE, "source", TEXT, 0, 0, 200, , NC_("field", "Comes from"), N_("The system that reports it"))
BATON_FIELD (ACTIVITY, PROOF, "proof", TEXT, BATON_FIELD_TRANSLATABLE, 0, 500, , NC_("field", "Proof"), N_("What the partner must show"))
BATON_FIELD (ACTIVITY, APPROVAL_BY, "approval-by", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Approved by"), N_("The role that approves it"))
BATON_FIELD (ACTIVITY, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who can earn it; everybody unless set"))
BATON_FIELD (ACTIVITY, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "In force"), N_("From and through which day it earns"))
BATON_FIELD (ACTIVITY, DISABLED, "disabled", BOOLEAN, 0, 0, 0, , NC_("field", "Switched off"), N_("Kept, but earns nothing"))
BATON_FIELD (ACTIVITY, SUCCESSOR, "successor", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ACTIVITY), NC_("field", "Successor"), N_("The activity that takes its place"))
BATON_FIELD (ACTIVITY, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (ACTIVITY, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (MOTION), NC_("field", "Place"), N_("The motion that it belongs to"))

BATON_KIND (PROMOTION, "promotion", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Promotion"), NC_("kinds", "Promotions"))
BATON_FIELD (PROMOTION, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What partners hear about"))
BATON_FIELD (PROMOTION, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What it is for"))
BATON_FIELD (PROMOTION, ACTIVITIES, "activities", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ACTIVITY), NC_("field", "Activities"), N_("What it applies to; every iterative activity unless set"))
BATON_FIELD (PROMOTION, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who profits; everybody unless set"))
BATON_FIELD (PROMOTION, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "When"), N_("From and through which day"))
BATON_FIELD (PROMOTION, EFFECT, "effect", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_promotion_effect, NC_("field", "Effect"), N_("What it does"))
BATON_FIELD (PROMOTION, MULTIPLIER, "multiplier", PERCENT, 0, 0, 1000000, , NC_("field", "Multiplier"), N_("“2×” or “200 %” doubles the points"))
BATON_FIELD (PROMOTION, EXTRA_TIER_POINTS, "extra-tier-points", INTEGER, 0, 0, 1000000000, , NC_("field", "Extra tier points"), N_("Added to each event, or paid when the goal is reached"))
BATON_FIELD (PROMOTION, EXTRA_COMPANY_POINTS, "extra-company-points", INTEGER, 0, 0, 1000000000, , NC_("field", "Extra company points"), N_("Added to each event, or paid when the goal is reached"))
BATON_FIELD (PROMOTION, EXTRA_INDIVIDUAL_POINTS, "extra-individual-points", INTEGER, 0, 0, 1000000000, , NC_("field", "Extra individual points"), N_("Added to each event, or paid when the goal is reached"))
BATON_FIELD (PROMOTION, EXTRA_FEE, "extra-fee", PERCENT, 0, 0, 10000, , NC_("field", "Extra referral fee"), N_("Percentage points on top of the fee"))
BATON_FIELD (PROMOTION, GOAL_MEASURE, "goal-measure", CHOICE, 0, 0, 0, .choices = baton_choices_goal_measure, NC_("field", "Goal counts"), N_("What is counted toward the goal"))
BATON_FIELD (PROMOTION, GOAL_TARGET, "goal-target", INTEGER, 0, 1, NUMBER_MAX, , NC_("field", "Goal"), N_("How much must be reached in the window"))
BATON_FIELD (PROMOTION, GOAL_REPEATS, "goal-repeats", BOOLEAN, 0, 0, 0, , NC_("field", "For each full goal"), N_("Paid again for each further full goal; once unless set"))
BATON_FIELD (PROMOTION, GROUP, "group", TEXT, 0, 0, 100, , NC_("field", "Group"), N_("Within a group the best promotion applies; groups add up"))
BATON_FIELD (PROMOTION, BUDGET, "budget", MONEY, 0, 0, NUMBER_MAX, , NC_("field", "Budget"), N_("Warns at 80 %, then stops, by day and event"))
BATON_FIELD (PROMOTION, DISABLED, "disabled", BOOLEAN, 0, 0, 0, , NC_("field", "Switched off"), N_("Kept, but without effect"))
BATON_FIELD (PROMOTION, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (PROMOTION, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (TIER_LADDER, "tier-ladder", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Tier ladder"), NC_("kinds", "Tier ladders"))
BATON_FIELD (TIER_LADDER, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What its tiers are called together"))
BATON_FIELD (TIER_LADDER, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who climbs it; everybody unless set"))
BATON_FIELD (TIER_LADDER, HOLDER, "holder", CHOICE, 0, 0, 0, .choices = baton_choices_ladder_holder, NC_("field", "Held by"), N_("Who holds a tier; the organization unless set"))
BATON_FIELD (TIER_LADDER, MOTIONS, "motions", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (MOTION), NC_("field", "Motions that count"), N_("Whose tier points count; all unless set"))
BATON_FIELD (TIER_LADDER, WINDOW, "window", CHOICE, 0, 0, 0, .choices = baton_choices_ladder_window, NC_("field", "Points count for"), N_("Rolling months unless set"))
BATON_FIELD (TIER_LADDER, MONTHS, "months", INTEGER, 0, 1, 120, , NC_("field", "Months"), N_("How many months the points count; 12 unless set"))
BATON_FIELD (TIER_LADDER, DOWNGRADE, "downgrade", CHOICE, 0, 0, 0, .choices = baton_choices_downgrade, NC_("field", "Going down"), N_("At month end to the tier that the points give unless set"))
BATON_FIELD (TIER_LADDER, GRACE_MONTHS, "grace-months", INTEGER, 0, 0, 120, , NC_("field", "Months of grace"), N_("How many month ends a tier is kept after the points fell below it"))
BATON_FIELD (TIER_LADDER, BENEFITS_FROM, "benefits-from", CHOICE, 0, 0, 0, .choices = baton_choices_benefit_day, NC_("field", "Benefits follow"), N_("The tier held the day before unless set"))
BATON_FIELD (TIER_LADDER, PINS, "pins", RECORDS, 0, 0, 10000, .columns = baton_columns_pins, NC_("field", "Exceptions"), N_("Partners who hold a tier whatever their points say"))
BATON_FIELD (TIER_LADDER, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (TIER_LADDER, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (TIER, "tier", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Tier"), NC_("kinds", "Tiers"))
BATON_FIELD (TIER, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The tier as partners know it"))
BATON_FIELD (TIER, THRESHOLD, "threshold", INTEGER, BATON_FIELD_REQUIRED, 0, NUMBER_MAX, , NC_("field", "From tier points"), N_("The tier points at which it is reached"))
BATON_FIELD (TIER, REQUIREMENTS, "requirements", RECORDS, 0, 0, 50, .columns = baton_columns_requirements, NC_("field", "Also needed"), N_("What is needed besides points"))
BATON_FIELD (TIER, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What the tier stands for"))
BATON_FIELD (TIER, COLOUR, "colour", COLOUR, 0, 0, 0, , NC_("field", "Colour"), N_("The colour of its badge"))
BATON_FIELD (TIER, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (TIER, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (TIER_LADDER), NC_("field", "Place"), N_("The ladder that it belongs to"))

BATON_KIND (BENEFIT, "benefit", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED, NC_("kind", "Benefit"), NC_("kinds", "Benefits"))
BATON_FIELD (BENEFIT, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The benefit as partners read it"))
BATON_FIELD (BENEFIT, TYPE, "type", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_benefit_type, NC_("field", "Type"), N_("What the benefit does"))
BATON_FIELD (BENEFIT, PERCENT, "percent", PERCENT, 0, 0, 10000, , NC_("field", "Percent"), N_("Percentage points of fee, discount, or share of sales"))
BATON_FIELD (BENEFIT, NUMBER, "number", INTEGER, 0, 0, NUMBER_MAX, , NC_("field", "Number"), N_("How much is credited to the fund for each unit of the activities"))
BATON_FIELD (BENEFIT, UNIT, "unit", TEXT, BATON_FIELD_TRANSLATABLE, 0, 100, , NC_("field", "Unit"), N_("What the number counts: hours, seats…"))
BATON_FIELD (BENEFIT, ACTIVITIES, "activities", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ACTIVITY), NC_("field", "On activities"), N_("Whose amounts or units it is counted on; the ladder's own motions unless set"))
BATON_FIELD (BENEFIT, FUND, "fund", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (FUND), NC_("field", "Into fund"), N_("The fund that is credited"))
BATON_FIELD (BENEFIT, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (BENEFIT, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (TIER), NC_("field", "Place"), N_("The tier that it belongs to"))

BATON_KIND (REWARD, "reward", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Reward"), NC_("kinds", "Rewards"))
BATON_FIELD (REWARD, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The reward as partners read it"))
BATON_FIELD (REWARD, SECTION, "section", TEXT, BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Section"), N_("The heading below which the catalogue shows it"))
BATON_FIELD (REWARD, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What the partner gets"))
BATON_FIELD (REWARD, POINTS, "points", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_reward_points, NC_("field", "Paid with"), N_("Company or individual points"))
BATON_FIELD (REWARD, PRICING, "pricing", CHOICE, 0, 0, 0, .choices = baton_choices_reward_pricing, NC_("field", "Pricing"), N_("A fixed price unless set"))
BATON_FIELD (REWARD, PRICE, "price", INTEGER, 0, 0, 1000000000, , NC_("field", "Price in points"), N_("The fixed price before any discount"))
BATON_FIELD (REWARD, RATE, "rate", MONEY, 0, 1, NUMBER_MAX, , NC_("field", "Money for a point"), N_("What one point is exchanged for"))
BATON_FIELD (REWARD, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who can redeem it; everybody unless set"))
BATON_FIELD (REWARD, STOCK, "stock", INTEGER, 0, 0, 1000000000, , NC_("field", "Stock"), N_("How many there are; no limit unless set"))
BATON_FIELD (REWARD, APPROVAL_BY, "approval-by", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Approved by"), N_("The role that must agree"))
BATON_FIELD (REWARD, PICTURE, "picture", REFERENCE, 0, 0, 0, .references = BATON_KIND_BIT (ASSET), NC_("field", "Picture"), N_("Shown in the catalogue"))
BATON_FIELD (REWARD, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "Offered"), N_("From and through which day"))
BATON_FIELD (REWARD, DISABLED, "disabled", BOOLEAN, 0, 0, 0, , NC_("field", "Switched off"), N_("Kept, but not offered"))
BATON_FIELD (REWARD, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (REWARD, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the catalogue"))

BATON_KIND (FUND, "fund", BATON_AREA_INCENTIVES, BATON_KIND_ORDERED | BATON_KIND_HAS_HISTORY, NC_("kind", "Fund"), NC_("kinds", "Funds"))
BATON_FIELD (FUND, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("The fund as partners know it"))
BATON_FIELD (FUND, TYPE, "type", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_fund_type, NC_("field", "Type"), N_("What kind of fund it is"))
BATON_FIELD (FUND, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("What it pays for"))
BATON_FIELD (FUND, BUDGET, "budget", MONEY, 0, 0, NUMBER_MAX, , NC_("field", "Budget"), N_("What the fund holds in a period"))
BATON_FIELD (FUND, PERIOD, "period", CHOICE, 0, 0, 0, .choices = baton_choices_period, NC_("field", "Period"), N_("When the budget begins anew; the fiscal year unless set"))
BATON_FIELD (FUND, ACTIVITIES, "activities", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ACTIVITY), NC_("field", "On activities"), N_("Whose amounts a rebate is counted on"))
BATON_FIELD (FUND, BANDS, "bands", RECORDS, 0, 0, 100, .columns = baton_columns_rebate_bands, NC_("field", "Bands"), N_("The rates of a rebate by amount"))
BATON_FIELD (FUND, BAND_MODE, "band-mode", CHOICE, 0, 0, 0, .choices = baton_choices_band_mode, NC_("field", "Bands apply"), N_("Each band at its own rate unless set"))
BATON_FIELD (FUND, CLAIM_DAYS, "claim-days", INTEGER, 0, 1, 3650, , NC_("field", "Days to claim"), N_("How long after the activity a claim may come"))
BATON_FIELD (FUND, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who may draw on it; everybody unless set"))
BATON_FIELD (FUND, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "When"), N_("From and through which day"))
BATON_FIELD (FUND, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (FUND, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

/* ── Measure ─────────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (KPI, "kpi", BATON_AREA_MEASURE, BATON_KIND_ORDERED, NC_("kind", "Measure"), NC_("kinds", "Measures"))
BATON_FIELD (KPI, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What is measured"))
BATON_FIELD (KPI, DESCRIPTION, "description", TEXT, BATON_FIELD_TRANSLATABLE | BATON_FIELD_LONG, 0, 4000, , NC_("field", "Description"), N_("How it is counted"))
BATON_FIELD (KPI, AREA, "area", CHOICE, 0, 0, 0, .choices = baton_choices_kpi_area, NC_("field", "Area"), N_("What it tells about"))
BATON_FIELD (KPI, UNIT, "unit", CHOICE, 0, 0, 0, .choices = baton_choices_kpi_unit, NC_("field", "Unit"), N_("What it is counted in"))
BATON_FIELD (KPI, SOURCE, "source", TEXT, 0, 0, 200, , NC_("field", "Comes from"), N_("The system that holds the numbers"))
BATON_FIELD (KPI, OWNER, "owner", TEXT, 0, 0, 200, , NC_("field", "Owner"), N_("Who answers for it"))
BATON_FIELD (KPI, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "About"), N_("The members that it counts; everybody unless set"))
BATON_FIELD (KPI, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (KPI, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

BATON_KIND (TARGET, "target", BATON_AREA_MEASURE, BATON_KIND_ORDERED, NC_("kind", "Target"), NC_("kinds", "Targets"))
BATON_FIELD (TARGET, VALUE, "value", INTEGER, BATON_FIELD_REQUIRED, -NUMBER_MAX, NUMBER_MAX, , NC_("field", "Target"), N_("What shall be reached, in the measure's unit"))
BATON_FIELD (TARGET, WINDOW, "window", WINDOW, 0, 0, 0, , NC_("field", "When"), N_("From and through which day"))
BATON_FIELD (TARGET, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("The segment that it is set for"))
BATON_FIELD (TARGET, OWNER, "owner", TEXT, 0, 0, 200, , NC_("field", "Owner"), N_("Who answers for it"))
BATON_FIELD (TARGET, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (TARGET, PLACE, "place", PLACE, BATON_FIELD_REQUIRED, 0, 0, .references = BATON_KIND_BIT (KPI), NC_("field", "Place"), N_("The measure that it belongs to"))

BATON_KIND (DASHBOARD, "dashboard", BATON_AREA_MEASURE, BATON_KIND_ORDERED, NC_("kind", "Dashboard"), NC_("kinds", "Dashboards"))
BATON_FIELD (DASHBOARD, NAME, "name", TEXT, BATON_FIELD_REQUIRED | BATON_FIELD_TRANSLATABLE, 0, 200, , NC_("field", "Name"), N_("What it answers"))
BATON_FIELD (DASHBOARD, KPIS, "kpis", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (KPI), NC_("field", "Measures"), N_("What it shows, in this order"))
BATON_FIELD (DASHBOARD, AUDIENCE, "audience", AUDIENCE, 0, 0, 0, .side = BATON_SIDE_MEMBER, NC_("field", "For"), N_("Who sees it; everybody unless set"))
BATON_FIELD (DASHBOARD, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (DASHBOARD, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

/* ── Mapping ─────────────────────────────────────────────────────────────────────────────────────────── */

BATON_KIND (MAPPING_ENTRY, "mapping-entry", BATON_AREA_MAPPING, BATON_KIND_ORDERED, NC_("kind", "Ecosystem map entry"), NC_("kinds", "Ecosystem map"))
BATON_FIELD (MAPPING_ENTRY, AREA, "area", CHOICE, BATON_FIELD_REQUIRED, 0, 0, .choices = baton_choices_mapping_area, NC_("field", "Area"), N_("The area of the mapping exercise"))
BATON_FIELD (MAPPING_ENTRY, NAME, "name", TEXT, BATON_FIELD_REQUIRED, 0, 200, , NC_("field", "Name"), N_("What the entry is about"))
BATON_FIELD (MAPPING_ENTRY, VOLUME, "volume", INTEGER, 0, 0, NUMBER_MAX, , NC_("field", "Volume"), N_("About how many there are today"))
BATON_FIELD (MAPPING_ENTRY, IMPORTANCE, "importance", CHOICE, 0, 0, 0, .choices = baton_choices_importance, NC_("field", "Importance"), N_("How much it matters"))
BATON_FIELD (MAPPING_ENTRY, REVENUE, "revenue", MONEY, 0, 0, NUMBER_MAX, , NC_("field", "Revenue"), N_("The revenue that comes with it"))
BATON_FIELD (MAPPING_ENTRY, NEEDS, "needs", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Key needs"), N_("What matters to them"))
BATON_FIELD (MAPPING_ENTRY, TODAY, "today", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Today"), N_("How it works now"))
BATON_FIELD (MAPPING_ENTRY, FUTURE, "future", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Future"), N_("Goals and targets"))
BATON_FIELD (MAPPING_ENTRY, TERMS, "terms", TERM_SET, 0, 0, 0, , NC_("field", "Focus"), N_("The kinds of partners, regions and languages concerned"))
BATON_FIELD (MAPPING_ENTRY, ROLES, "roles", REFERENCES, 0, 0, 0, .references = BATON_KIND_BIT (ROLE), NC_("field", "Roles"), N_("The roles concerned"))
BATON_FIELD (MAPPING_ENTRY, SYSTEMS, "systems", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Systems"), N_("The systems and vendors concerned"))
BATON_FIELD (MAPPING_ENTRY, OWNER, "owner", TEXT, 0, 0, 200, , NC_("field", "Owner"), N_("Who answers for it"))
BATON_FIELD (MAPPING_ENTRY, NOTE, "note", TEXT, BATON_FIELD_LONG, 0, 4000, , NC_("field", "Note"), N_("For the team; partners never see it"))
BATON_FIELD (MAPPING_ENTRY, PLACE, "place", PLACE, 0, 0, 0, , NC_("field", "Place"), N_("Where it stands in the list"))

#undef NUMBER_MAX
#undef BATON_CHOICES
#undef BATON_COLUMNS
#undef BATON_KIND
#undef BATON_FIELD
