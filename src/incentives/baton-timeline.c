/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Built in four passes: who stands together (union-find), what the register says of each from which day on, the moments
 * themselves, and their order by cluster. A counting sort keeps the order of the history within each cluster.
 */
#define G_LOG_DOMAIN "baton-incentives"

#include "incentives/baton-timeline-private.h"

#include "incentives/baton-history-private.h"

#include <stdlib.h>
#include <string.h>

/* The who of somebody of whom nothing is known. */
#define WHO_NOBODY 0

typedef struct
{
  BatonTimeline *self;
  GHashTable    *classes;          /* text of all terms → number + 1 */
  GHashTable    *who_by_key;       /* WhoKey → number + 1 */
  GHashTable    *regions;          /* id → number + 1 */
  GPtrArray     *region_ids;       /* by number, borrowed */
  GHashTable    *subject_by_id;    /* → number + 1 */
  guint32       *organisation_classes;   /* by row of facts; see *first_facts* */
  guint32       *member_classes;
  guint32       *first_organisation_facts;   /* by organization; one more at the end */
  guint32       *first_member_facts;
  guint32       *parents;          /* union-find: organizations, then members */
} Builder;

/* Classes and region, each + 1; 0 where there is none. */
typedef struct
{
  guint32 member_class;
  guint32 organisation_class;
  guint32 region;
} WhoKey;

/* ── Clusters ────────────────────────────────────────────────────────────────────────────────────────── */

static guint32
find_root (guint32 *parents,
           guint32  node)
{
  while (parents[node] != node)
    {
      parents[node] = parents[parents[node]];
      node = parents[node];
    }
  return node;
}

static void
join (guint32 *parents,
      guint32  a,
      guint32  b)
{
  a = find_root (parents, a);
  b = find_root (parents, b);
  /* The lower number leads, so that the result does not depend on the order of joining. */
  if (a < b)
    parents[b] = a;
  else
    parents[a] = b;
}

static void
join_all (Builder *builder)
{
  BatonRegister *reg = builder->self->reg;
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n_members = baton_register_get_n_members (reg);
  guint n;

  builder->parents = g_new (guint32, n_organisations + n_members);
  for (guint i = 0; i < n_organisations + n_members; i++)
    builder->parents[i] = i;
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].parent != BATON_INDEX_NONE)
          join (builder->parents, i, facts[k].parent);
    }
  for (guint i = 0; i < n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].organisation != BATON_INDEX_NONE)
          join (builder->parents, n_organisations + i, facts[k].organisation);
    }
  for (guint i = 0; i < builder->self->n_moments; i++)
    {
      const BatonMoment *moment = &builder->self->moments[i];

      if (moment->organisation != BATON_INDEX_NONE && moment->member != BATON_INDEX_NONE)
        join (builder->parents, moment->organisation, n_organisations + moment->member);
    }
}

/* ── Who ─────────────────────────────────────────────────────────────────────────────────────────────── */

static guint32
intern (GHashTable *table,
        const char *key)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  if (known > 0)
    return known - 1;
  g_hash_table_insert (table, g_strdup (key), GUINT_TO_POINTER (g_hash_table_size (table) + 1));
  return g_hash_table_size (table) - 1;
}

static guint32
intern_class (Builder            *builder,
              const char * const *roles,
              const char * const *terms)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (; roles != NULL && *roles != NULL; roles++)
    g_string_append_printf (key, "%s\n", *roles);
  g_string_append_c (key, '\n');
  for (; *terms != NULL; terms++)
    g_string_append_printf (key, "%s\n", *terms);
  return intern (builder->classes, key->str);
}

static void
classify (Builder *builder)
{
  BatonRegister *reg = builder->self->reg;
  guint n_organisations = baton_register_get_n_organisations (reg);
  guint n_members = baton_register_get_n_members (reg);
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) member_classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;

  builder->first_organisation_facts = g_new (guint32, n_organisations + 1);
  builder->first_member_facts = g_new (guint32, n_members + 1);
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      builder->first_organisation_facts[i] = classes->len;
      for (guint k = 0; k < n; k++)
        {
          guint32 number = intern_class (builder, NULL, facts[k].terms);

          g_array_append_val (classes, number);
        }
    }
  builder->first_organisation_facts[n_organisations] = classes->len;
  for (guint i = 0; i < n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);

      builder->first_member_facts[i] = member_classes->len;
      for (guint k = 0; k < n; k++)
        {
          guint32 number = intern_class (builder, facts[k].roles, facts[k].terms);

          g_array_append_val (member_classes, number);
        }
    }
  builder->first_member_facts[n_members] = member_classes->len;
  builder->organisation_classes = (guint32 *) (gpointer) g_array_steal (classes, NULL);
  builder->member_classes = (guint32 *) (gpointer) g_array_steal (member_classes, NULL);
}

static guint
hash_who (gconstpointer data)
{
  const WhoKey *key = data;

  return (key->member_class * 0x9E3779B1u ^ key->organisation_class) * 0x85EBCA77u ^ key->region;
}

static gboolean
whos_equal (gconstpointer a,
            gconstpointer b)
{
  return memcmp (a, b, sizeof (WhoKey)) == 0;
}

/* The region's number + 1; 0 for none. */
static guint32
number_region (Builder    *builder,
               const char *id)
{
  guint32 number;

  if (id == NULL)
    return 0;
  number = intern (builder->regions, id);
  if (number == builder->region_ids->len)
    g_ptr_array_add (builder->region_ids, (gpointer) id);
  return number + 1;
}

/* The who of a member (BATON_INDEX_NONE: of the organization as such) on *day*, as baton_register_fill_profile() has it. */
static guint32
find_who (Builder    *builder,
          guint       organisation,
          guint       member,
          guint32     region,
          BatonDay    day)
{
  BatonTimeline *self = builder->self;
  BatonWho who = { .member = baton_register_get_member_facts (self->reg, member, day), .region = region > 0 ? g_ptr_array_index (builder->region_ids, region - 1) : NULL };
  WhoKey key = { .region = region };
  guint known, n;

  if (organisation == BATON_INDEX_NONE && who.member != NULL)
    organisation = who.member->organisation;
  who.organisation = baton_register_get_organisation_facts (self->reg, organisation, day);
  if (who.member != NULL)
    key.member_class = 1 + builder->member_classes[builder->first_member_facts[member] + (who.member - baton_register_list_member_facts (self->reg, member, &n))];
  if (who.organisation != NULL)
    key.organisation_class = 1 + builder->organisation_classes[builder->first_organisation_facts[organisation] +
                                                               (who.organisation - baton_register_list_organisation_facts (self->reg, organisation, &n))];

  known = GPOINTER_TO_UINT (g_hash_table_lookup (builder->who_by_key, &key));
  if (known > 0)
    return known - 1;
  g_array_append_val (self->whos, who);
  g_hash_table_insert (builder->who_by_key, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (self->whos->len));
  return self->whos->len - 1;
}

static void
add_step (BatonTimeline *self,
          guint32        first,
          BatonDay       from,
          guint32        who)
{
  BatonWhoStep step = { from, who };

  if (self->steps->len == first || g_array_index (self->steps, BatonWhoStep, self->steps->len - 1).who != who)
    g_array_append_val (self->steps, step);
}

static int
compare_days (const void *a,
              const void *b)
{
  BatonDay first = *(const BatonDay *) a;
  BatonDay second = *(const BatonDay *) b;

  return first < second ? -1 : first > second;
}

/* All days on which a member's own facts change, or those of an organization that it belongs to at some time. */
static void
list_member_days (BatonRegister *reg,
                  guint          member,
                  GArray        *days)
{
  guint n, n_theirs;
  const BatonMemberFacts *facts = baton_register_list_member_facts (reg, member, &n);

  g_array_set_size (days, 0);
  for (guint i = 0; i < n; i++)
    {
      const BatonOrganisationFacts *theirs;

      g_array_append_val (days, facts[i].from);
      if (facts[i].organisation == BATON_INDEX_NONE)
        continue;
      theirs = baton_register_list_organisation_facts (reg, facts[i].organisation, &n_theirs);
      for (guint k = 0; k < n_theirs; k++)
        g_array_append_val (days, theirs[k].from);
    }
  if (days->len > 1)
    qsort (days->data, days->len, sizeof (BatonDay), compare_days);
}

static void
list_steps (Builder *builder)
{
  BatonTimeline *self = builder->self;
  guint n_organisations = baton_register_get_n_organisations (self->reg);
  guint n_members = baton_register_get_n_members (self->reg);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  guint n;

  self->first_step_of_organisation = g_new (guint32, n_organisations + 1);
  self->first_step_of_member = g_new (guint32, n_members + 1);
  for (guint i = 0; i < n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self->reg, i, &n);

      self->first_step_of_organisation[i] = self->steps->len;
      for (guint k = 0; k < n; k++)
        add_step (self, self->first_step_of_organisation[i], facts[k].from, find_who (builder, i, BATON_INDEX_NONE, 0, facts[k].from));
    }
  self->first_step_of_organisation[n_organisations] = self->steps->len;
  for (guint i = 0; i < n_members; i++)
    {
      list_member_days (self->reg, i, days);
      self->first_step_of_member[i] = self->steps->len;
      for (guint k = 0; k < days->len; k++)
        {
          BatonDay day = g_array_index (days, BatonDay, k);

          add_step (self, self->first_step_of_member[i], day, find_who (builder, BATON_INDEX_NONE, i, 0, day));
        }
    }
  self->first_step_of_member[n_members] = self->steps->len;
}

static guint32
find_step (BatonTimeline *self,
           guint32        first,
           guint32        end,
           BatonDay       day)
{
  while (end > first)
    {
      const BatonWhoStep *step = &g_array_index (self->steps, BatonWhoStep, --end);

      if (step->from <= day)
        return step->who;
    }
  return WHO_NOBODY;
}

guint32
baton_timeline_get_who_of_organisation (BatonTimeline *self,
                                        guint          organisation,
                                        BatonDay       day)
{
  return find_step (self, self->first_step_of_organisation[organisation], self->first_step_of_organisation[organisation + 1], day);
}

guint32
baton_timeline_get_who_of_member (BatonTimeline *self,
                                  guint          member,
                                  BatonDay       day)
{
  return find_step (self, self->first_step_of_member[member], self->first_step_of_member[member + 1], day);
}

/* ── Moments ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Of a segment: what its names are in the register. */
typedef struct
{
  guint32 *organisations;    /* by number of the name, as are the following; BATON_INDEX_NONE: unknown */
  guint32 *members;
  guint32 *subjects;         /* number in *subjects* + 1; 0: not seen yet */
  guint32 *regions;          /* as number_region() has it; G_MAXUINT32: not seen yet */
} Names;

static gboolean
can_count (const BatonMoment *moment,
           gboolean           reverses,
           guint              state)
{
  if (reverses || state == BATON_EVENT_DECLINED || moment->type == BATON_EVENT_CLAIM)
    return FALSE;
  if (moment->type == BATON_EVENT_REDEMPTION)
    return moment->organisation != BATON_INDEX_NONE && state == BATON_EVENT_APPROVED && !moment->reversed;
  /* Without an organization it earns nothing, but may be a member's first. */
  return moment->organisation != BATON_INDEX_NONE || moment->member != BATON_INDEX_NONE;
}

static guint32
number_subject (Builder    *builder,
                const char *id)
{
  guint known = g_hash_table_size (builder->subject_by_id);
  guint32 number = intern (builder->subject_by_id, id);

  if (number == known)
    g_ptr_array_add (builder->self->subjects, (gpointer) id);
  return number;
}

static void
list_moments_of_events (Builder *builder)
{
  BatonTimeline *self = builder->self;
  const BatonEvent *events = baton_history_get_events (self->history);
  guint n = baton_history_get_n_events (self->history);

  self->moments = g_new (BatonMoment, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      const BatonEvent *event = &events[i];
      BatonMoment *moment = &self->moments[self->n_moments];

      *moment = (BatonMoment) { .quantity = event->quantity, .amount = event->amount, .points = event->points, .index = i, .day = event->day,
                                .share = event->share, .type = event->type, .pending = event->state == BATON_EVENT_PENDING,
                                .reversed = event->reversal_index != BATON_EVENT_NONE };
      moment->organisation = baton_register_find_organisation (self->reg, event->organisation);
      moment->member = event->member != NULL ? baton_register_find_member (self->reg, event->member) : BATON_INDEX_NONE;
      if (event->subject == NULL || !can_count (moment, event->reverses != NULL, event->state))
        continue;
      moment->subject = number_subject (builder, event->subject);
      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        moment->who = number_region (builder, event->region);
      self->n_moments++;
    }
}

static void
look_names_up (BatonRegister       *reg,
               const BatonRowTexts *texts,
               Names               *names)
{
  names->organisations = g_new (guint32, (gsize) texts->n + 1);
  names->members = g_new (guint32, (gsize) texts->n + 1);
  names->subjects = g_new0 (guint32, (gsize) texts->n + 1);
  names->regions = g_new (guint32, (gsize) texts->n + 1);
  memset (names->regions, 0xff, sizeof *names->regions * ((gsize) texts->n + 1));
  names->organisations[0] = names->members[0] = BATON_INDEX_NONE;
  for (guint32 i = 1; i <= texts->n; i++)
    {
      const char *text = baton_row_texts_get (texts, i);

      names->organisations[i] = baton_register_find_organisation (reg, text);
      names->members[i] = baton_register_find_member (reg, text);
    }
}

static void
names_clear (Names *names)
{
  g_free (names->organisations);
  g_free (names->members);
  g_free (names->subjects);
  g_free (names->regions);
}

/* A bit for each event that is taken back; NULL: none is. */
static guint8 *
mark_reversed (BatonHistory     *history,
               BatonHistoryRows *rows)
{
  guint n;
  const BatonHistoryPair *pairs = baton_history_rows_get_pairs (rows, &n);
  guint8 *marks = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint32 row;
      BatonRows *segment = g_ptr_array_index (baton_history_rows_list (rows), baton_history_rows_locate (rows, pairs[i].reversal, &row));

      if (pairs[i].original == BATON_EVENT_NONE || baton_rows_get_value (segment, BATON_ROWS_STATE, row) != BATON_EVENT_APPROVED)
        continue;
      if (marks == NULL)
        marks = g_new0 (guint8, baton_history_get_n_events (history) / 8 + 1);
      marks[pairs[i].original / 8] |= (guint8) (1 << pairs[i].original % 8);
    }
  return marks;
}

/* The same of a history in segments, whose rows have numbers already: no record is made of any. */
static void
list_moments_of_rows (Builder          *builder,
                      BatonHistoryRows *rows)
{
  BatonTimeline *self = builder->self;
  GPtrArray *segments = baton_history_rows_list (rows);
  g_autofree Names *names = g_new0 (Names, MAX (segments->len, 1));
  g_autofree guint8 *reversed = mark_reversed (self->history, rows);
  guint n = baton_history_get_n_events (self->history);

  for (guint i = 0; i < segments->len; i++)
    look_names_up (self->reg, &((BatonRows *) g_ptr_array_index (segments, i))->names, &names[i]);
  self->moments = g_new (BatonMoment, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      BatonMoment *moment = &self->moments[self->n_moments];
      guint32 at;
      guint place = baton_history_rows_locate (rows, i, &at);
      BatonRows *segment = g_ptr_array_index (segments, place);
      BatonRow row;

      baton_rows_get (segment, at, &row);
      if (row.subject == 0 || MAX (MAX (row.subject, row.region), MAX (row.organisation, row.member)) > segment->names.n)
        continue;
      *moment = (BatonMoment) { .quantity = row.quantity, .amount = row.amount, .points = row.points, .index = i, .day = row.day,
                                .organisation = names[place].organisations[row.organisation], .member = names[place].members[row.member],
                                .share = row.share, .type = row.type, .pending = row.state == BATON_EVENT_PENDING,
                                .reversed = reversed != NULL && (reversed[i / 8] >> i % 8 & 1) != 0 };
      if (!can_count (moment, row.reverses != BATON_ROW_ID_NONE, row.state))
        continue;
      if (names[place].subjects[row.subject] == 0)
        names[place].subjects[row.subject] = number_subject (builder, baton_row_texts_get (&segment->names, row.subject)) + 1;
      moment->subject = names[place].subjects[row.subject] - 1;
      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        {
          if (names[place].regions[row.region] == G_MAXUINT32)
            names[place].regions[row.region] = number_region (builder, baton_row_texts_get (&segment->names, row.region));
          moment->who = names[place].regions[row.region];
        }
      self->n_moments++;
    }
  for (guint i = 0; i < segments->len; i++)
    names_clear (&names[i]);
}

static void
list_moments (Builder *builder)
{
  BatonHistoryRows *rows = baton_history_get_rows (builder->self->history);

  if (rows != NULL)
    list_moments_of_rows (builder, rows);
  else
    list_moments_of_events (builder);
}

/* ── Order ───────────────────────────────────────────────────────────────────────────────────────────── */

static guint32
number_clusters (Builder *builder)
{
  BatonTimeline *self = builder->self;
  guint n_organisations = baton_register_get_n_organisations (self->reg);
  guint n_members = baton_register_get_n_members (self->reg);
  g_autofree guint32 *number_of_root = g_new (guint32, n_organisations + n_members);
  guint32 n = 0;

  self->cluster_of_organisation = g_new (guint32, n_organisations);
  self->cluster_of_member = g_new (guint32, n_members);
  for (guint32 i = 0; i < n_organisations + n_members; i++)
    {
      guint32 root = find_root (builder->parents, i);

      /* A root is the lowest of its cluster. */
      if (root == i)
        number_of_root[i] = n++;
      if (i < n_organisations)
        self->cluster_of_organisation[i] = number_of_root[root];
      else
        self->cluster_of_member[i - n_organisations] = number_of_root[root];
    }
  return n;
}

static guint32
get_cluster (BatonTimeline     *self,
             const BatonMoment *moment)
{
  return moment->organisation != BATON_INDEX_NONE ? self->cluster_of_organisation[moment->organisation] : self->cluster_of_member[moment->member];
}

/* Numbers by cluster, in their order: a counting sort of 0 … n−1. */
static guint32 *
sort_by_cluster (const guint32 *cluster_of,
                 guint          n,
                 guint          n_clusters,
                 guint32       *starts)
{
  guint32 *sorted = g_new (guint32, MAX (n, 1));
  g_autofree guint32 *ends = NULL;

  memset (starts, 0, sizeof *starts * (n_clusters + 1));
  for (guint i = 0; i < n; i++)
    starts[cluster_of[i] + 1]++;
  for (guint i = 0; i < n_clusters; i++)
    starts[i + 1] += starts[i];
  ends = g_memdup2 (starts, sizeof *starts * (n_clusters + 1));
  for (guint32 i = 0; i < n; i++)
    sorted[ends[cluster_of[i]]++] = i;
  return sorted;
}

/* Where each stands within its cluster. */
static guint32 *
number_places (const guint32 *sorted,
               guint          n,
               const guint32 *starts,
               guint          n_clusters)
{
  guint32 *places = g_new (guint32, MAX (n, 1));

  for (guint cluster = 0; cluster < n_clusters; cluster++)
    for (guint32 i = starts[cluster]; i < starts[cluster + 1]; i++)
      places[sorted[i]] = i - starts[cluster];
  return places;
}

static void
sort_moments (BatonTimeline *self)
{
  BatonMoment *sorted = g_new (BatonMoment, MAX (self->n_moments, 1));
  g_autofree guint32 *ends = g_new (guint32, self->clusters->len);

  for (guint i = 0; i < self->n_moments; i++)
    g_array_index (self->clusters, BatonCluster, get_cluster (self, &self->moments[i])).n_moments++;
  for (guint i = 0, first = 0; i < self->clusters->len; i++)
    {
      BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      cluster->first_moment = ends[i] = first;
      first += cluster->n_moments;
    }
  for (guint i = 0; i < self->n_moments; i++)
    sorted[ends[get_cluster (self, &self->moments[i])]++] = self->moments[i];
  g_free (self->moments);
  self->moments = sorted;
}

/* The days within the history on which the register says something new of the cluster. */
static void
list_facts_days (BatonTimeline *self,
                 BatonCluster  *cluster,
                 GArray        *days,
                 GArray        *all)
{
  guint n;

  g_array_set_size (days, 0);
  for (guint i = 0; i < cluster->n_organisations; i++)
    {
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (self->reg, self->organisations[cluster->first_organisation + i], &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].from > self->first)
          g_array_append_val (days, facts[k].from);
    }
  for (guint i = 0; i < cluster->n_members; i++)
    {
      const BatonMemberFacts *facts = baton_register_list_member_facts (self->reg, self->members[cluster->first_member + i], &n);

      for (guint k = 0; k < n; k++)
        if (facts[k].from > self->first)
          g_array_append_val (days, facts[k].from);
    }
  if (days->len > 1)
    qsort (days->data, days->len, sizeof (BatonDay), compare_days);
  cluster->first_facts_day = all->len;
  for (guint i = 0; i < days->len; i++)
    {
      BatonDay day = g_array_index (days, BatonDay, i);

      if (i == 0 || day != g_array_index (days, BatonDay, i - 1))
        g_array_append_val (all, day);
    }
  cluster->n_facts_days = all->len - cluster->first_facts_day;
}

static void
make_clusters (Builder *builder)
{
  BatonTimeline *self = builder->self;
  guint32 n = number_clusters (builder);
  g_autofree guint32 *starts = g_new (guint32, n + 1);
  g_autofree guint32 *member_starts = g_new (guint32, n + 1);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (BatonDay));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (BatonDay));

  g_array_set_size (self->clusters, n);
  self->organisations = sort_by_cluster (self->cluster_of_organisation, baton_register_get_n_organisations (self->reg), n, starts);
  self->members = sort_by_cluster (self->cluster_of_member, baton_register_get_n_members (self->reg), n, member_starts);
  self->place_of_organisation = number_places (self->organisations, baton_register_get_n_organisations (self->reg), starts, n);
  self->place_of_member = number_places (self->members, baton_register_get_n_members (self->reg), member_starts, n);
  for (guint i = 0; i < n; i++)
    {
      BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      *cluster = (BatonCluster) { .first_organisation = starts[i], .n_organisations = starts[i + 1] - starts[i],
                                  .first_member = member_starts[i], .n_members = member_starts[i + 1] - member_starts[i] };
      list_facts_days (self, cluster, days, all);
    }
  self->facts_days = (BatonDay *) (gpointer) g_array_steal (all, NULL);
  sort_moments (self);
}

/* Where the organization is unknown, the member tells. */
static gboolean
is_of_cluster (BatonTimeline *self,
               guint32        cluster,
               guint32        organisation,
               guint32        member)
{
  if (organisation != BATON_INDEX_NONE)
    return self->cluster_of_organisation[organisation] == cluster;
  return member != BATON_INDEX_NONE && self->cluster_of_member[member] == cluster;
}

/* Cluster by cluster: whose facts are asked lie close together then, which with millions of moments is most of the time. Until now
 * *who* has been the region. */
static void
resolve_whos (Builder *builder)
{
  BatonTimeline *self = builder->self;

  for (guint i = 0; i < self->n_moments; i++)
    {
      BatonMoment *moment = &self->moments[i];

      if (moment->organisation != BATON_INDEX_NONE && moment->type == BATON_EVENT_ACTIVITY)
        moment->who = find_who (builder, moment->organisation, moment->member, moment->who, moment->day);
    }
}

BatonTimeline *
baton_timeline_new (BatonRegister *reg,
                    BatonHistory  *history)
{
  BatonTimeline *self = g_new0 (BatonTimeline, 1);
  Builder builder = { .self = self };

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->reg = baton_register_ref (reg);
  self->history = baton_history_ref (history);
  if (!baton_history_get_span (history, &self->first, &self->last))
    self->first = self->last = BATON_DAY_NONE;
  self->subjects = g_ptr_array_new ();
  self->whos = g_array_new (FALSE, FALSE, sizeof (BatonWho));
  self->steps = g_array_new (FALSE, FALSE, sizeof (BatonWhoStep));
  self->clusters = g_array_new (FALSE, TRUE, sizeof (BatonCluster));

  builder.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder.who_by_key = g_hash_table_new_full (hash_who, whos_equal, g_free, NULL);
  builder.regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder.region_ids = g_ptr_array_new ();
  builder.subject_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  classify (&builder);
  find_who (&builder, BATON_INDEX_NONE, BATON_INDEX_NONE, 0, BATON_DAY_MIN);
  list_moments (&builder);
  list_steps (&builder);
  join_all (&builder);
  make_clusters (&builder);
  resolve_whos (&builder);

  g_hash_table_unref (builder.classes);
  g_hash_table_unref (builder.who_by_key);
  g_hash_table_unref (builder.regions);
  g_hash_table_unref (builder.subject_by_id);
  g_ptr_array_unref (builder.region_ids);
  g_free (builder.organisation_classes);
  g_free (builder.member_classes);
  g_free (builder.first_organisation_facts);
  g_free (builder.first_member_facts);
  g_free (builder.parents);
  return self;
}

BatonTimeline *
baton_timeline_ref (BatonTimeline *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
baton_timeline_unref (BatonTimeline *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->subjects);
  g_array_unref (self->whos);
  g_array_unref (self->steps);
  g_array_unref (self->clusters);
  g_free (self->moments);
  g_free (self->organisations);
  g_free (self->members);
  g_free (self->facts_days);
  g_free (self->cluster_of_organisation);
  g_free (self->cluster_of_member);
  g_free (self->place_of_organisation);
  g_free (self->place_of_member);
  g_free (self->first_step_of_organisation);
  g_free (self->first_step_of_member);
  g_free (self->clusters_of);
  g_free (self->first_cluster_of);
  g_mutex_clear (&self->lock);
  baton_history_unref (self->history);
  baton_register_unref (self->reg);
  g_free (self);
}

BatonRegister *
baton_timeline_get_register (BatonTimeline *self)
{
  return self->reg;
}

BatonHistory *
baton_timeline_get_history (BatonTimeline *self)
{
  return self->history;
}

guint
baton_timeline_get_n_clusters (BatonTimeline *self)
{
  return self->clusters->len;
}

/* Once with *clusters* NULL to count, once to fill. */
static void
visit_subjects (BatonTimeline *self,
                guint32       *ends,
                guint32       *clusters)
{
  /* The cluster + 1 in which each subject was last seen. */
  g_autofree guint32 *seen = g_new0 (guint32, MAX (self->subjects->len, 1));

  for (guint32 i = 0; i < self->clusters->len; i++)
    {
      const BatonCluster *cluster = &g_array_index (self->clusters, BatonCluster, i);

      for (guint k = 0; k < cluster->n_moments; k++)
        {
          guint32 subject = self->moments[cluster->first_moment + k].subject;

          if (seen[subject] == i + 1)
            continue;
          seen[subject] = i + 1;
          if (clusters != NULL)
            clusters[ends[subject]] = i;
          ends[subject]++;
        }
    }
}

const guint32 *
baton_timeline_list_clusters_of (BatonTimeline *self,
                                 guint          subject,
                                 guint         *n)
{
  g_mutex_lock (&self->lock);
  if (self->clusters_of == NULL)
    {
      guint n_subjects = self->subjects->len;
      g_autofree guint32 *ends = g_new0 (guint32, n_subjects + 1);

      self->first_cluster_of = g_new0 (guint32, n_subjects + 1);
      visit_subjects (self, self->first_cluster_of + 1, NULL);
      for (guint i = 0; i < n_subjects; i++)
        self->first_cluster_of[i + 1] += self->first_cluster_of[i];
      memcpy (ends, self->first_cluster_of, sizeof *ends * n_subjects);
      self->clusters_of = g_new (guint32, MAX (self->first_cluster_of[n_subjects], 1));
      visit_subjects (self, ends, self->clusters_of);
    }
  g_mutex_unlock (&self->lock);
  *n = self->first_cluster_of[subject + 1] - self->first_cluster_of[subject];
  return self->clusters_of + self->first_cluster_of[subject];
}

guint8 *
baton_timeline_mark_cluster (BatonTimeline *self,
                             guint          organisation,
                             guint          member)
{
  const BatonEvent *events = baton_history_get_events (self->history);
  guint n = baton_history_get_n_events (self->history);
  guint32 cluster = organisation != BATON_INDEX_NONE ? self->cluster_of_organisation[organisation] : self->cluster_of_member[member];
  guint8 *marks = g_new0 (guint8, n + 1);

  /* Of the history itself: a statement shows what was declined and taken back, too. */
  for (guint i = 0; i < n; i++)
    marks[i] = is_of_cluster (self, cluster, baton_register_find_organisation (self->reg, events[i].organisation),
                              events[i].member != NULL ? baton_register_find_member (self->reg, events[i].member) : BATON_INDEX_NONE);
  return marks;
}

static gboolean
is_row_of_cluster (BatonTimeline    *self,
                   guint32           cluster,
                   BatonHistoryRows *rows,
                   const Names      *names,
                   guint32           index)
{
  guint32 at;
  guint place = baton_history_rows_locate (rows, index, &at);
  BatonRows *segment = g_ptr_array_index (baton_history_rows_list (rows), place);
  guint64 organisation = (guint64) baton_rows_get_value (segment, BATON_ROWS_ORGANISATION, at);
  guint64 member = (guint64) baton_rows_get_value (segment, BATON_ROWS_MEMBER, at);

  return MAX (organisation, member) <= segment->names.n &&
         is_of_cluster (self, cluster, names[place].organisations[organisation], names[place].members[member]);
}

/* Reversals that somebody outside reported, of events inside. */
static GHashTable *
list_foreign_reversals (BatonTimeline    *self,
                        guint32           cluster,
                        BatonHistoryRows *rows,
                        const Names      *names)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);
  guint n;
  const BatonHistoryPair *pairs = baton_history_rows_get_pairs (rows, &n);

  for (guint i = 0; i < n; i++)
    if (pairs[i].original != BATON_EVENT_NONE && is_row_of_cluster (self, cluster, rows, names, pairs[i].original))
      g_hash_table_add (found, GUINT_TO_POINTER (pairs[i].reversal + 1));
  return found;
}

BatonHistory *
baton_timeline_extract_cluster (BatonTimeline *self,
                                guint          organisation,
                                guint          member,
                                GArray        *indices)
{
  BatonHistoryRows *rows = baton_history_get_rows (self->history);
  guint32 cluster = organisation != BATON_INDEX_NONE ? self->cluster_of_organisation[organisation] : self->cluster_of_member[member];
  g_autoptr (BatonHistoryBuilder) builder = baton_history_builder_new ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autoptr (GHashTable) reversals = NULL;
  g_autofree Names *names = NULL;
  GPtrArray *segments;
  guint n = baton_history_get_n_events (self->history);

  g_return_val_if_fail (rows != NULL, NULL);

  segments = baton_history_rows_list (rows);
  names = g_new0 (Names, MAX (segments->len, 1));
  for (guint i = 0; i < segments->len; i++)
    look_names_up (self->reg, &((BatonRows *) g_ptr_array_index (segments, i))->names, &names[i]);
  reversals = list_foreign_reversals (self, cluster, rows, names);
  for (guint i = 0; i < n; i++)
    {
      BatonEvent event;

      if (!is_row_of_cluster (self, cluster, rows, names, i) && !g_hash_table_contains (reversals, GUINT_TO_POINTER (i + 1)))
        continue;
      baton_history_rows_get_event (rows, i, strings, &event);
      baton_history_builder_add (builder, &event);
      g_array_append_val (indices, i);
    }
  for (guint i = 0; i < segments->len; i++)
    names_clear (&names[i]);
  return baton_history_builder_finish (builder, NULL);
}
