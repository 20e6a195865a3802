/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that the analysis can find, said once: BATON_FINDING (SYMBOL, stable name, what *entity* is, what *others*
 * are once the finding is illustrated). The example is a case of what is said here, with the rule that decides there;
 * where nothing applies, with what comes nearest and what keeps it from applying. words/ has one sentence for each and one
 * for its example, and static assertions that none is missing.
 */

/* About rules, whatever the data */
BATON_FINDING (NEVER_MATCHES, "never-matches", "rule that no member and content can ever meet", "")
BATON_FINDING (ENDED, "ended", "rule whose window has passed", "")
BATON_FINDING (CONTAINED, "contained", "rule that another already says", "every such wider rule")
BATON_FINDING (KILLED, "killed", "may that is forbidden wherever it matches", "every may not that does so alone")
BATON_FINDING (SHADOWED, "shadowed", "rule that several others together already decide", "those rules")
BATON_FINDING (SHADOW_UNDECIDED, "shadow-undecided", "rule for which that was not decided within the limit", "the rule that decides in the example")
BATON_FINDING (MEET, "meet", "may not that overrules mays for personas and content that there are", "those mays")
BATON_FINDING (COULD_MEET, "could-meet", "may not that would overrule mays over the same ground, for somebody who could be", "those mays")
BATON_FINDING (EXCEPTION_WITHOUT_REASON, "exception-without-reason", "may not without a reason", "")
/* About the program's own personas and content */
BATON_FINDING (MATCHES_NOTHING_HERE, "matches-nothing-here", "rule that meets no persona and content of the program", "")
BATON_FINDING (NEVER_DECIDES, "never-decides", "rule that decides nothing for the personas and content of the program", "the rules that decide in its place")
BATON_FINDING (NOBODY_SEES, "nobody-sees", "content that no persona may view", "the rules that forbid it in the example, or come nearest to allowing it")
BATON_FINDING (NOBODY_EDITS, "nobody-edits", "content that no persona may edit", "the same")
BATON_FINDING (NOBODY_PUBLISHES, "nobody-publishes", "content that no persona may publish", "the same")
BATON_FINDING (PERSONA_SEES_NOTHING, "persona-sees-nothing", "persona who may view nothing", "the same")
BATON_FINDING (PERSONA_WITHOUT_PAGE, "persona-without-page", "persona whom no landing page is for; lacking: the page that comes nearest", "")
BATON_FINDING (PAGE_EMPTY, "page-empty", "page on which some personas whom it is for find nothing; thing: a block of it", "those personas")
BATON_FINDING (PAGE_UNREACHABLE, "page-unreachable", "page that no persona can reach; thing: the landing page before it, or the navigation item that leads to it", "")
BATON_FINDING (NAVIGATION_EMPTY, "navigation-empty", "navigation item that leads some personas to nothing; thing: where it leads", "those personas")
BATON_FINDING (ROLE_WITHOUT_PERSONA, "role-without-persona", "role that no persona has; thing: what names it", "")
BATON_FINDING (ROLE_UNUSED, "role-unused", "role that nothing names; example: who has it alone", "the rules that decide for them, or come nearest")
BATON_FINDING (TERM_UNUSED, "term-unused", "term that nothing names, nor any term below it; thing: the term above it, or beside it, that the rule names, or what it stands in", "the rules that name that")
BATON_FINDING (TIER_UNREACHABLE, "tier-unreachable", "tier above all that its ladder can ever count; count: that; thing: the ladder", "")
#undef BATON_FINDING
