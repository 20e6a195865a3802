/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that the analysis can find, said once: BATON_FINDING (SYMBOL, stable name, what *entity* is, what *others*
 * are). words/ has one sentence for each, in the same order, and a static assertion that none is missing.
 */

/* About rules, whatever the data */
BATON_FINDING (NEVER_MATCHES, "never-matches", "rule that no member and content can ever meet", "")
BATON_FINDING (ENDED, "ended", "rule whose window has passed", "")
BATON_FINDING (CONTAINED, "contained", "rule that another already says", "every such wider rule")
BATON_FINDING (KILLED, "killed", "may that is forbidden wherever it matches", "every may not that does so alone")
BATON_FINDING (SHADOWED, "shadowed", "rule that several others together already decide", "those rules")
BATON_FINDING (SHADOW_UNDECIDED, "shadow-undecided", "rule for which that was not decided within the limit", "")
BATON_FINDING (MEET, "meet", "may not that overrules mays for personas and content that there are", "those mays")
BATON_FINDING (COULD_MEET, "could-meet", "may not that would overrule mays over the same ground, for somebody who could be", "those mays")
BATON_FINDING (EXCEPTION_WITHOUT_REASON, "exception-without-reason", "may not without a reason", "")
/* About the program's own personas and content */
BATON_FINDING (MATCHES_NOTHING_HERE, "matches-nothing-here", "rule that meets no persona and content of the program", "")
BATON_FINDING (NEVER_DECIDES, "never-decides", "rule that decides nothing for the personas and content of the program", "")
BATON_FINDING (NOBODY_SEES, "nobody-sees", "content that no persona may view", "")
BATON_FINDING (NOBODY_EDITS, "nobody-edits", "content that no persona may edit", "")
BATON_FINDING (NOBODY_PUBLISHES, "nobody-publishes", "content that no persona may publish", "")
BATON_FINDING (PERSONA_SEES_NOTHING, "persona-sees-nothing", "persona who may view nothing", "")
BATON_FINDING (PERSONA_WITHOUT_PAGE, "persona-without-page", "persona whom no landing page is for", "")
BATON_FINDING (PAGE_EMPTY, "page-empty", "page on which some personas whom it is for find nothing", "those personas")
BATON_FINDING (PAGE_UNREACHABLE, "page-unreachable", "page that no persona can reach", "")
BATON_FINDING (NAVIGATION_EMPTY, "navigation-empty", "navigation item that leads some personas to nothing", "those personas")
BATON_FINDING (ROLE_WITHOUT_PERSONA, "role-without-persona", "role that no persona has", "")
BATON_FINDING (ROLE_UNUSED, "role-unused", "role that nothing names", "")
BATON_FINDING (TERM_UNUSED, "term-unused", "term that nothing names, nor any term below it", "")
BATON_FINDING (TIER_UNREACHABLE, "tier-unreachable", "tier above all that its ladder can ever count; count: that", "")
#undef BATON_FINDING
