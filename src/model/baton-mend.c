/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One function a cure. Each answers the mended entity, or adds changes of several; a table says which problem has which.
 */
#include "config.h"

#include "model/baton-mend.h"

#include "model/baton-day.h"
#include "model/baton-locale.h"
#include "model/baton-references.h"
#include "model/baton-replace.h"
#include "model/baton-rich-text.h"
#include "model/baton-text.h"
#include "model/baton-value-parts.h"

#include <string.h>

typedef struct
{
  const BatonProgram *program;
  const BatonProblem *problem;
  const BatonEntity  *entity;   /* the problem's; NULL where it concerns none */
  const BatonValue   *value;    /* of its field; NULL when unset */
  GRand              *random;   /* nullable */
  GPtrArray          *changes;  /* appended to */
} Mend;

typedef void (*MendFunc) (Mend *mend);

static void
change_entity (Mend              *mend,
               const BatonEntity *before,
               const BatonEntity *after)
{
  if (!baton_entity_equal (before, after))
    g_ptr_array_add (mend->changes, baton_change_new (before, after));
}

/* NULL unsets; a field that must be there is left alone instead. */
static void
set_field (Mend             *mend,
           const BatonValue *value)
{
  g_autoptr (BatonEntity) after = NULL;

  if (value == NULL && (baton_schema_get_field (mend->problem->field)->flags & BATON_FIELD_REQUIRED) != 0)
    return;
  after = baton_entity_with (mend->entity, mend->problem->field, value);
  change_entity (mend, mend->entity, after);
}

static const char *
get_argument (const Mend *mend,
              guint       index)
{
  return index < g_strv_length (mend->problem->arguments) ? mend->problem->arguments[index] : "";
}

/* ── Shapes ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
tidy_set (Mend *mend)
{
  BatonParts parts = baton_field_get_parts (baton_schema_get_field (mend->problem->field));
  g_autoptr (GPtrArray) strings = baton_value_list_strings (mend->value);
  g_autoptr (GPtrArray) once = g_ptr_array_new ();
  g_autoptr (BatonValue) tidy = NULL;

  if (parts != BATON_PARTS_SET && parts != BATON_PARTS_SEQUENCE)
    return;
  for (guint i = 0; i < strings->len; i++)
    if (baton_strings_find (once, g_ptr_array_index (strings, i)) < 0)
      g_ptr_array_add (once, g_ptr_array_index (strings, i));
  if (parts == BATON_PARTS_SET)
    g_ptr_array_sort (once, baton_strings_compare);
  tidy = baton_value_from_strings (once);
  set_field (mend, tidy);
}

static void
turn_window (Mend *mend)
{
  g_autoptr (BatonValue) from = baton_value_with_member (mend->value, "from", baton_value_get_member (mend->value, "through"));
  g_autoptr (BatonValue) turned = baton_value_with_member (from, "through", baton_value_get_member (mend->value, "from"));

  if (baton_schema_get_field (mend->problem->field)->type == BATON_TYPE_WINDOW)
    set_field (mend, turned);
}

static void
drop_empty_text (Mend *mend)
{
  g_autoptr (BatonValue) without = NULL;

  if (mend->problem->row >= 0)
    return;
  if (mend->problem->locale != NULL)
    without = baton_value_with_locale (mend->value, mend->problem->locale, NULL);
  set_field (mend, without);
}

static void
spell_colour (Mend *mend)
{
  const char *written = baton_value_get_string (mend->value);
  const char *digits = written != NULL && written[0] == '#' ? written + 1 : written;
  g_autofree char *spelt = NULL;
  g_autoptr (BatonValue) value = NULL;

  if (digits == NULL || strspn (digits, "0123456789abcdefABCDEF") != strlen (digits))
    return;
  if (strlen (digits) == 3)
    spelt = g_strdup_printf ("#%c%c%c%c%c%c", digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]);
  else if (strlen (digits) == 6)
    spelt = g_strdup_printf ("#%s", digits);
  else
    return;
  for (char *c = spelt; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  value = baton_value_new_string (spelt);
  set_field (mend, value);
}

static void
spell_locale (Mend *mend)
{
  g_autofree char *written = g_strdup (baton_value_get_string (mend->value));
  g_autofree char *spelt = written != NULL ? baton_locale_canonicalize (g_strdelimit (written, "_", '-')) : NULL;
  g_autoptr (BatonValue) value = spelt != NULL ? baton_value_new_string (spelt) : NULL;

  if (value != NULL && !g_str_has_suffix (spelt, "-XA") && !g_str_has_suffix (spelt, "-XB"))
    set_field (mend, value);
}

/* ── References ────────────────────────────────────────────────────────────────────────────────────────── */

/* Takes what names nothing out of a list or a single reference. An audience without it would be wider than before. */
static void
drop_dangling (Mend *mend)
{
  const BatonFieldInfo *info = baton_schema_get_field (mend->problem->field);
  BatonParts parts = baton_field_get_parts (info);
  g_autoptr (GPtrArray) strings = baton_value_list_strings (mend->value);
  g_autoptr (BatonValue) without = NULL;
  int index = baton_strings_find (strings, get_argument (mend, 0));

  if (info->type != BATON_TYPE_REFERENCE && parts != BATON_PARTS_SET && parts != BATON_PARTS_SEQUENCE)
    return;
  if (index >= 0)
    g_ptr_array_remove_index (strings, (guint) index);
  without = baton_value_from_strings (strings);
  set_field (mend, without);
}

static void
use_successor (Mend *mend)
{
  const BatonEntity *term = baton_program_lookup (mend->program, get_argument (mend, 0));
  const char *id = term != NULL ? baton_entity_get_string (term, BATON_FIELD_TERM_SUCCESSOR) : NULL;
  const char *last[] = { NULL, NULL };
  g_autoptr (BatonEntity) after = NULL;

  /* The last of a chain; a circle has none. */
  for (int step = 0; id != NULL && step < 32; step++)
    {
      const BatonEntity *next = baton_program_lookup_kind (mend->program, id, BATON_KIND_TERM);

      last[0] = next != NULL ? id : NULL;
      id = next != NULL ? baton_entity_get_string (next, BATON_FIELD_TERM_SUCCESSOR) : NULL;
    }
  if (id != NULL || last[0] == NULL)
    return;
  after = baton_entity_replace_reference (mend->entity, get_argument (mend, 0), last);
  if (after != NULL)
    change_entity (mend, mend->entity, after);
}

/* The words stay, the link goes; translations that were not stale do not become so. */
static void
drop_link (Mend *mend)
{
  const char *tag = mend->problem->locale;
  const char *markup = tag != NULL ? baton_text_get_exact (mend->value, tag) : baton_text_get_source (mend->value);
  g_autofree char *without = markup != NULL ? baton_rich_text_replace_link (markup, get_argument (mend, 0), NULL) : NULL;
  g_autofree char *old_digest = baton_text_source_digest (baton_text_get_source (mend->value));
  g_autofree char *new_digest = without != NULL ? baton_text_source_digest (without) : NULL;
  g_autoptr (BatonValue) text = without != NULL ? baton_value_new_string (without) : NULL;
  g_autoptr (BatonValue) digest = new_digest != NULL ? baton_value_new_string (new_digest) : NULL;
  const BatonValue *locales = baton_value_get_member (mend->value, "locales");
  g_autoptr (BatonValue) mended = NULL;

  if (text == NULL)
    return;
  if (tag != NULL)
    {
      g_autoptr (BatonValue) entry = baton_value_with_member (baton_value_get_member (locales, tag), "text", text);

      mended = baton_value_with_locale (mend->value, tag, entry);
      set_field (mend, mended);
      return;
    }

  mended = baton_value_with_member (mend->value, "source", text);
  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    {
      const BatonValue *entry = baton_value_get_element (locales, i);
      g_autoptr (BatonValue) stamped = NULL;
      BatonValue *with;

      if (g_strcmp0 (baton_value_get_member_string (entry, "source"), old_digest) != 0)
        continue;
      stamped = baton_value_with_member (entry, "source", digest);
      with = baton_value_with_locale (mended, baton_value_get_key (locales, i), stamped);
      baton_value_unref (mended);
      mended = with;
    }
  set_field (mend, mended);
}

/* ── Languages and words ───────────────────────────────────────────────────────────────────────────────── */

static void
list_language (Mend *mend)
{
  const char *tag = get_argument (mend, 0);
  g_autofree char *canonical = baton_locale_canonicalize (tag);
  g_autofree char *id = NULL;
  g_autofree char *position = NULL;
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) empty = NULL;
  g_autoptr (BatonEntity) tagged = NULL;
  g_autoptr (BatonEntity) placed = NULL;

  if (g_strcmp0 (canonical, tag) != 0)
    return;
  id = baton_id_new (tag, mend->random);
  position = baton_program_last_position (mend->program, BATON_KIND_LOCALE, NULL);
  value = baton_value_new_string (tag);
  empty = baton_entity_new (BATON_KIND_LOCALE, id);
  tagged = baton_entity_with (empty, BATON_FIELD_LOCALE_TAG, value);
  placed = baton_entity_with_place (tagged, NULL, position);
  change_entity (mend, NULL, placed);
}

static void
unset_field (Mend *mend)
{
  set_field (mend, NULL);
}

/* The missing words of the portal, as this program says them in English; only where that is what texts are written in. */
static void
add_words (Mend *mend)
{
  const BatonFieldInfo *key = baton_schema_get_field (BATON_FIELD_PORTAL_WORD_KEY);
  const char *tag = baton_entity_get_string (mend->entity, BATON_FIELD_PROGRAM_SOURCE_LOCALE);
  g_autoptr (GPtrArray) words = baton_program_list (mend->program, BATON_KIND_PORTAL_WORD);

  if (tag == NULL || !(strcmp (tag, "en") == 0 || g_str_has_prefix (tag, "en-")))
    return;
  for (guint i = 0; i < baton_schema_count_choices (key); i++)
    {
      g_autofree char *id = NULL;
      g_autoptr (BatonValue) name = NULL;
      g_autoptr (BatonValue) text = NULL;
      g_autoptr (BatonEntity) empty = NULL;
      g_autoptr (BatonEntity) keyed = NULL;
      g_autoptr (BatonEntity) word = NULL;
      gboolean is_there = FALSE;

      for (guint j = 0; j < words->len && !is_there; j++)
        is_there = g_strcmp0 (baton_entity_get_string (g_ptr_array_index (words, j), BATON_FIELD_PORTAL_WORD_KEY), key->choices[i].value) == 0;
      if (is_there)
        continue;
      id = baton_id_new (key->choices[i].value, mend->random);
      name = baton_value_new_string (key->choices[i].value);
      text = baton_text_new (baton_label_get_text (key->choices[i].label));
      empty = baton_entity_new (BATON_KIND_PORTAL_WORD, id);
      keyed = baton_entity_with (empty, BATON_FIELD_PORTAL_WORD_KEY, name);
      word = baton_entity_with (keyed, BATON_FIELD_PORTAL_WORD_TEXT, text);
      change_entity (mend, NULL, word);
    }
}

static BatonValue *
dup_without_row (const BatonValue *rows,
                 gsize             row)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    if (i != row)
      baton_value_builder_add (builder, baton_value_get_element (rows, i));
  baton_value_builder_close (builder);
  return baton_value_builder_finish (builder);
}

/* One of two rows goes where they agree in everything: which of two that differ is meant, nobody can know. */
static void
drop_row (Mend *mend)
{
  gsize row = mend->problem->row >= 0 ? (gsize) mend->problem->row : 0;
  gint64 other = g_ascii_strtoll (get_argument (mend, 0), NULL, 10) - 1;
  gsize length = baton_value_get_length (mend->value);
  g_autoptr (BatonValue) without = NULL;

  if (row >= length || other < 0 || (gsize) other >= row
      || !baton_value_equal (baton_value_get_element (mend->value, row), baton_value_get_element (mend->value, (gsize) other)))
    return;
  without = dup_without_row (mend->value, row);
  set_field (mend, without);
}

static void
drop_idle_row (Mend *mend)
{
  gsize row = mend->problem->row >= 0 ? (gsize) mend->problem->row : G_MAXSIZE;
  g_autoptr (BatonValue) without = NULL;

  if (row >= baton_value_get_length (mend->value))
    return;
  /* An empty list is unset. */
  if (baton_value_get_length (mend->value) > 1)
    without = dup_without_row (mend->value, row);
  set_field (mend, without);
}

static void
drop_translations (Mend *mend)
{
  g_autoptr (BatonValue) without = baton_value_with_member (mend->value, "locales", NULL);

  set_field (mend, without);
}

static void
find_use_cb (const BatonReference *reference,
             gpointer              user_data)
{
  const char **id = user_data;

  if (*id != NULL && strcmp (reference->id, *id) == 0)
    *id = NULL;
}

static void
find_user_cb (gpointer entity,
              gpointer user_data)
{
  baton_entity_foreach_reference (entity, find_use_cb, user_data);
}

/* The later of two that agree in all but their place goes where nothing names it: a copy that was never filled. What the
 * history or the register may refer to stays, as neither is known here. */
static void
delete_copy (Mend *mend)
{
  const BatonEntity *other = baton_program_lookup (mend->program, get_argument (mend, 1));
  const char *unused = baton_entity_get_id (mend->entity);
  g_autoptr (BatonEntity) moved = NULL;
  g_autoptr (BatonEntity) same = NULL;

  if (other == NULL || other == mend->entity || baton_entity_get_kind (other) != mend->problem->kind
      || mend->problem->kind == BATON_KIND_TERM || mend->problem->kind == BATON_KIND_ROLE
      || (baton_schema_get_kind (mend->problem->kind)->flags & BATON_KIND_HAS_HISTORY) != 0)
    return;
  same = baton_entity_with_id (other, unused);
  moved = baton_schema_get_kind (mend->problem->kind)->place_field != BATON_FIELD_NONE
            ? baton_entity_with_place (same, baton_entity_get_parent (mend->entity), baton_entity_get_position (mend->entity))
            : baton_entity_ref (same);
  if (g_strcmp0 (baton_entity_get_parent (other), baton_entity_get_parent (mend->entity)) != 0 || !baton_entity_equal (moved, mend->entity))
    return;
  baton_program_foreach (mend->program, find_user_cb, &unused);
  if (unused != NULL)
    change_entity (mend, mend->entity, NULL);
}

/* ── Meaning ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_colour (Mend *mend)
{
  g_autoptr (BatonValue) offer = baton_value_new_string (get_argument (mend, 3));

  set_field (mend, offer);
}

static void
take_spelling (Mend *mend)
{
  g_autoptr (BatonValue) spelling = baton_value_new_string (get_argument (mend, 0));

  set_field (mend, spelling);
}

/* The successor begins when this has ended, unless it would then end before it begins. */
static void
begin_after (Mend *mend)
{
  const BatonEntity *successor = baton_program_lookup_kind (mend->program, get_argument (mend, 0), BATON_KIND_ACTIVITY);
  BatonDay through = baton_window_from_value (baton_entity_get (mend->entity, BATON_FIELD_ACTIVITY_WINDOW)).through;
  const BatonValue *window = successor != NULL ? baton_entity_get (successor, BATON_FIELD_ACTIVITY_WINDOW) : NULL;
  g_autofree char *day = through < BATON_DAY_MAX ? baton_day_format (through + 1) : NULL;
  g_autoptr (BatonValue) from = day != NULL ? baton_value_new_string (day) : NULL;
  g_autoptr (BatonValue) later = from != NULL ? baton_value_with_member (window, "from", from) : NULL;
  g_autoptr (BatonEntity) after = NULL;

  if (successor == NULL || later == NULL || baton_window_from_value (window).through <= through)
    return;
  after = baton_entity_with (successor, BATON_FIELD_ACTIVITY_WINDOW, later);
  change_entity (mend, successor, after);
}

static gint64
get_from (gconstpointer row)
{
  return baton_value_get_member_integer (*(const BatonValue * const *) row, "from", 0);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  return (get_from (a) > get_from (b)) - (get_from (a) < get_from (b));
}

static void
sort_bands (Mend *mend)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) sorted = NULL;

  for (gsize i = 0; i < baton_value_get_length (mend->value); i++)
    g_ptr_array_add (rows, baton_value_get_element (mend->value, i));
  g_ptr_array_sort (rows, compare_rows);
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < rows->len; i++)
    baton_value_builder_add (builder, g_ptr_array_index (rows, i));
  baton_value_builder_close (builder);
  sorted = baton_value_builder_finish (builder);
  set_field (mend, sorted);
}

static int
compare_thresholds (gconstpointer a,
                    gconstpointer b)
{
  gint64 left = baton_entity_get_integer (*(const BatonEntity * const *) a, BATON_FIELD_TIER_THRESHOLD, 0);
  gint64 right = baton_entity_get_integer (*(const BatonEntity * const *) b, BATON_FIELD_TIER_THRESHOLD, 0);

  return (left > right) - (left < right);
}

/* The ladder's tiers trade their places until they rise. */
static void
sort_tiers (Mend *mend)
{
  const char *ladder = baton_entity_get_parent (mend->entity);
  g_autoptr (GPtrArray) tiers = baton_program_list_children (mend->program, BATON_KIND_TIER, ladder);
  g_autofree char *position = NULL;

  g_ptr_array_sort (tiers, compare_thresholds);
  for (guint i = 0; i < tiers->len; i++)
    {
      const BatonEntity *tier = g_ptr_array_index (tiers, i);
      char *next = baton_position_between (position, NULL);
      g_autoptr (BatonEntity) moved = baton_entity_with_place (tier, ladder, next);

      g_free (position);
      position = next;
      change_entity (mend, tier, moved);
    }
}

/* A requirement without a number asks for once. */
static void
ask_once (Mend *mend)
{
  gsize row = mend->problem->row >= 0 ? (gsize) mend->problem->row : G_MAXSIZE;
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) rows = NULL;

  if (row >= baton_value_get_length (mend->value))
    return;
  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (mend->value); i++)
    {
      const BatonValue *kept = baton_value_get_element (mend->value, i);
      g_autoptr (BatonValue) changed = i == row ? baton_value_with_member (kept, "count", NULL) : baton_value_ref (kept);

      baton_value_builder_add (builder, changed);
    }
  rows = baton_value_builder_finish (builder);
  set_field (mend, rows);
}

static const struct
{
  BatonProblemCode code;
  MendFunc         func;
} mends[] = {
  { BATON_PROBLEM_EMPTY_TEXT, drop_empty_text },
  { BATON_PROBLEM_BAD_COLOUR, spell_colour },
  { BATON_PROBLEM_BAD_LOCALE, spell_locale },
  { BATON_PROBLEM_NOT_SORTED, tidy_set },
  { BATON_PROBLEM_TWICE, tidy_set },
  { BATON_PROBLEM_WINDOW_BACKWARDS, turn_window },
  { BATON_PROBLEM_DANGLING, drop_dangling },
  { BATON_PROBLEM_ENDED_TERM_USED, use_successor },
  { BATON_PROBLEM_FALLBACK_CYCLE, unset_field },
  { BATON_PROBLEM_FALLBACK_OTHER_SCRIPT, unset_field },
  { BATON_PROBLEM_FALLBACK_UNLISTED, unset_field },
  { BATON_PROBLEM_SOURCE_LOCALE_UNLISTED, list_language },
  { BATON_PROBLEM_TEXT_LOCALE_UNLISTED, list_language },
  { BATON_PROBLEM_PORTAL_WORDS_MISSING, add_words },
  { BATON_PROBLEM_BANDS_NOT_RISING, sort_bands },
  { BATON_PROBLEM_THRESHOLDS_NOT_RISING, sort_tiers },
  { BATON_PROBLEM_REQUIREMENT_BEYOND_ONCE, ask_once },
  { BATON_PROBLEM_LOW_CONTRAST, take_colour },
  { BATON_PROBLEM_DEAD_LINK, drop_link },
  { BATON_PROBLEM_TWO_TARGETS, unset_field },
  { BATON_PROBLEM_WITHOUT_EFFECT, unset_field },
  { BATON_PROBLEM_ROW_TWICE, drop_row },
  { BATON_PROBLEM_ROW_WITHOUT_EFFECT, drop_idle_row },
  { BATON_PROBLEM_TRANSLATIONS_UNUSED, drop_translations },
  { BATON_PROBLEM_GROUPS_ALIKE, take_spelling },
  { BATON_PROBLEM_SUCCESSOR_OVERLAPS, begin_after },
  { BATON_PROBLEM_SAME_NAME, delete_copy },
};

static MendFunc
find_mend (BatonProblemCode code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mends); i++)
    if (mends[i].code == code)
      return mends[i].func;
  return NULL;
}

gboolean
baton_problem_code_has_mend (BatonProblemCode code)
{
  return find_mend (code) != NULL;
}

GPtrArray *
baton_mend_list_changes (const BatonProgram *program,
                         const BatonProblem *problem,
                         GRand              *random)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  Mend mend = { .program = program, .problem = problem, .random = random, .changes = changes };
  MendFunc func;

  g_return_val_if_fail (program != NULL && problem != NULL, NULL);

  func = find_mend (problem->code);
  mend.entity = baton_program_lookup (program, problem->entity);
  /* The problem may be of a program that has changed since. */
  if (func == NULL || mend.entity == NULL || baton_entity_get_kind (mend.entity) != problem->kind)
    return NULL;
  mend.value = problem->field != BATON_FIELD_NONE ? baton_entity_get (mend.entity, problem->field) : NULL;
  func (&mend);
  return changes->len > 0 ? g_steal_pointer (&changes) : NULL;
}
