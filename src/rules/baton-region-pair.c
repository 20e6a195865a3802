/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pair's sets, found by what each wish gains from more terms.
 *
 * *Own* and *addressed* can only gain from more terms of the member, and so do required sets: where nothing else is
 * wanted, the member may have the whole universe. *Not own* needs one term of the content that nothing covers: each is
 * tried. *Not addressed* is lost by any term of the content that covers one of the member's: for chosen terms of the
 * content the member may have all that none of them covers, and of the terms that could meet a required set only the
 * lowest need be chosen, since what they cover is least.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-region-pair.h"

typedef struct
{
  const BatonPair *pair;
  guint32          begin;
  guint64         *steps;
  guint64          most;
  gboolean         gave_up;
  BatonWord       *member;    /* a solution, once found; owned */
  BatonWord       *content;
} Solver;

static BatonTerm
get_term (const Solver *solver,
          guint         value)
{
  return solver->pair->taxonomy->order[solver->begin + value];
}

/* The value after the last one below. */
static guint
get_end (const Solver *solver,
         guint         value)
{
  return solver->pair->taxonomy->last[get_term (solver, value)] - solver->begin + 1;
}

static BatonWord *
copy_bits (const Solver    *solver,
           const BatonWord *bits)
{
  return g_memdup2 (bits, MAX (solver->pair->n_words, 1) * sizeof *bits);
}

static void
clear_ancestors (const Solver *solver,
                 BatonWord    *bits,
                 guint         value)
{
  const BatonTaxonomy *taxonomy = solver->pair->taxonomy;

  for (BatonTerm term = get_term (solver, value); term != BATON_TERM_NONE; term = taxonomy->parent[term])
    bits_clear (bits, taxonomy->first[term] - solver->begin);
}

static void
clear_below (const Solver *solver,
             BatonWord    *bits,
             guint         value)
{
  for (guint v = value; v < get_end (solver, value); v++)
    bits_clear (bits, v);
}

/* Whether the value or one above it is in the set. */
static gboolean
is_under (const Solver    *solver,
          const BatonWord *bits,
          guint            value)
{
  const BatonTaxonomy *taxonomy = solver->pair->taxonomy;

  for (BatonTerm term = get_term (solver, value); term != BATON_TERM_NONE; term = taxonomy->parent[term])
    if (bits_get (bits, taxonomy->first[term] - solver->begin))
      return TRUE;
  return FALSE;
}

static gboolean
meets_required (const Solver          *solver,
                const BatonPairHolder *holder,
                const BatonWord       *bits)
{
  for (guint i = 0; i < holder->required->len; i++)
    if (!bits_intersect (bits, holder->required->pdata[i], solver->pair->n_words))
      return FALSE;
  return TRUE;
}

/* ── What is wanted, as it reads ─────────────────────────────────────────────────────────────────────── */

static gboolean
is_own (const Solver    *solver,
        const BatonWord *member,
        const BatonWord *content)
{
  BITS_FOREACH (value, w, solver->pair->n_words, content[w])
    if (!is_under (solver, member, value))
      return FALSE;
  return !bits_is_empty (content, solver->pair->n_words);
}

static gboolean
is_addressed (const Solver    *solver,
              const BatonWord *member,
              const BatonWord *content)
{
  BITS_FOREACH (value, w, solver->pair->n_words, member[w])
    if (is_under (solver, content, value))
      return TRUE;
  return bits_is_empty (content, solver->pair->n_words);
}

static gboolean
holds (const Solver    *solver,
       const BatonWord *member,
       const BatonWord *content)
{
  const BatonPair *pair = solver->pair;

  if (!meets_required (solver, &pair->member, member) || !meets_required (solver, &pair->content, content))
    return FALSE;
  if ((pair->wanted & (BATON_RELATION_OWN | BATON_RELATION_NOT_OWN)) != 0
      && is_own (solver, member, content) != ((pair->wanted & BATON_RELATION_OWN) != 0))
    return FALSE;
  return (pair->wanted & (BATON_RELATION_ADDRESSED | BATON_RELATION_NOT_ADDRESSED)) == 0
         || is_addressed (solver, member, content) == ((pair->wanted & BATON_RELATION_ADDRESSED) != 0);
}

/* Keeps the sets if they are a solution. */
static gboolean
try (Solver          *solver,
     const BatonWord *member,
     const BatonWord *content)
{
  ++*solver->steps;
  if (!holds (solver, member, content))
    return FALSE;
  memcpy (solver->member, member, solver->pair->n_words * sizeof *member);
  memcpy (solver->content, content, solver->pair->n_words * sizeof *content);
  return TRUE;
}

static gboolean
must_stop (Solver *solver)
{
  solver->gave_up |= solver->most != 0 && *solver->steps > solver->most;
  return solver->gave_up;
}

/* ── Not addressed ───────────────────────────────────────────────────────────────────────────────────── */

/* Chooses terms of the content for its required sets from the *index*th on. *member*: what the terms chosen so far leave. */
static gboolean
choose_content (Solver          *solver,
                guint            index,
                const BatonWord *member,
                const BatonWord *content)
{
  const BatonPair *pair = solver->pair;
  const BatonWord *required;

  ++*solver->steps;
  if (must_stop (solver))
    return TRUE;
  if (!meets_required (solver, &pair->member, member))
    return FALSE;
  while (index < pair->content.required->len && bits_intersect (content, pair->content.required->pdata[index], pair->n_words))
    index++;
  if (index == pair->content.required->len && !bits_is_empty (content, pair->n_words))
    return try (solver, member, content);

  /* A content without a term is addressed to everybody. */
  required = index < pair->content.required->len ? pair->content.required->pdata[index] : pair->content.universe;
  BITS_FOREACH (value, w, pair->n_words, required[w])
    {
      g_autofree BatonWord *left = NULL, *more = NULL;
      gboolean lowest = TRUE;

      for (guint below = value + 1; below < get_end (solver, value) && lowest; below++)
        lowest = !bits_get (required, below);
      if (!lowest)
        continue;
      left = copy_bits (solver, member);
      more = copy_bits (solver, content);
      clear_below (solver, left, value);
      bits_set (more, value);
      if (choose_content (solver, index, left, more))
        return TRUE;
    }
  return FALSE;
}

/* ── All four ────────────────────────────────────────────────────────────────────────────────────────── */

/* With a term of the content that nothing of the member's covers: each is tried. */
static gboolean
solve_not_own (Solver          *solver,
               const BatonWord *universe)
{
  const BatonPair *pair = solver->pair;

  BITS_FOREACH (value, w, pair->n_words, pair->content.universe[w])
    {
      g_autofree BatonWord *member = copy_bits (solver, universe);
      g_autofree BatonWord *content = bits_new (pair->n_words);

      if (must_stop (solver))
        return TRUE;
      clear_ancestors (solver, member, value);
      if ((pair->wanted & BATON_RELATION_NOT_ADDRESSED) == 0)
        {
          if (try (solver, member, pair->content.universe))
            return TRUE;
          continue;
        }
      clear_below (solver, member, value);
      bits_set (content, value);
      if (choose_content (solver, 0, member, content))
        return TRUE;
    }
  return FALSE;
}

/* *universe*: all that the member may have. */
static gboolean
solve_within (Solver          *solver,
              const BatonWord *universe)
{
  const BatonPair *pair = solver->pair;
  g_autofree BatonWord *content = bits_new (pair->n_words);

  if (try (solver, universe, content))
    return TRUE;
  if ((pair->wanted & BATON_RELATION_NOT_OWN) != 0)
    return solve_not_own (solver, universe);
  if ((pair->wanted & BATON_RELATION_NOT_ADDRESSED) != 0)
    return choose_content (solver, 0, universe, content);
  BITS_FOREACH (value, w, pair->n_words, pair->content.universe[w])
    if ((pair->wanted & BATON_RELATION_OWN) == 0 || is_under (solver, universe, value))
      bits_set (content, value);
  return try (solver, universe, content);
}

/* Takes out what is not needed, the lowest first and much at once. */
static void
shrink (Solver    *solver,
        BatonWord *bits)
{
  const BatonPair *pair = solver->pair;
  guint n = pair->taxonomy->end[pair->dimension] - solver->begin;
  g_autofree BatonWord *before = bits_new (pair->n_words);

  for (guint size = MAX (n, 1); size > 0; size /= 2)
    for (guint end = n; end > 0; end -= MIN (size, end))
      {
        gboolean any = FALSE;

        memcpy (before, bits, pair->n_words * sizeof *bits);
        for (guint value = end - MIN (size, end); value < end; value++)
          {
            any |= bits_get (bits, value);
            bits_clear (bits, value);
          }
        if (any && !holds (solver, solver->member, solver->content))
          memcpy (bits, before, pair->n_words * sizeof *bits);
      }
}

static gboolean
solve (Solver *solver)
{
  const BatonPair *pair = solver->pair;
  g_autofree BatonWord *one = NULL;

  if (!pair->single)
    return solve_within (solver, pair->member.universe);
  one = bits_new (pair->n_words);
  if (solve_within (solver, one))
    return TRUE;
  BITS_FOREACH (value, w, pair->n_words, pair->member.universe[w])
    {
      bits_set (one, value);
      if (solve_within (solver, one))
        return TRUE;
      bits_clear (one, value);
    }
  return FALSE;
}

gboolean
baton_pair_solve (const BatonPair *pair,
                  guint64         *steps,
                  guint64          most,
                  BatonWord       *member,
                  BatonWord       *content)
{
  static const BatonRelations own = BATON_RELATION_OWN | BATON_RELATION_NOT_OWN;
  static const BatonRelations addressed = BATON_RELATION_ADDRESSED | BATON_RELATION_NOT_ADDRESSED;
  Solver solver = { .pair = pair, .begin = pair->taxonomy->begin[pair->dimension], .steps = steps, .most = most };
  gboolean found;

  if ((pair->wanted & own) == own || (pair->wanted & addressed) == addressed)
    return FALSE;
  solver.member = bits_new (pair->n_words);
  solver.content = bits_new (pair->n_words);
  found = solve (&solver);
  if (found && !solver.gave_up && member != NULL && content != NULL)
    {
      shrink (&solver, solver.content);
      shrink (&solver, solver.member);
      memcpy (member, solver.member, pair->n_words * sizeof *member);
      memcpy (content, solver.content, pair->n_words * sizeof *content);
    }
  g_free (solver.member);
  g_free (solver.content);
  return found;
}
