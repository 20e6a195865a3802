/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each atom of a difference as one sentence that says all of it: what is long is shown where it differs, what is a list by
 * what came, went and changed its place. The fields that managers speak of most have sentences of their own.
 */
#include "config.h"

#include "words/baton-words-change.h"

#include "model/baton-rich-text.h"
#include "model/baton-text.h"
#include "model/baton-value-parts.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-format.h"
#include "words/baton-words-standard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_SHOWN 80     /* characters of a long text that a sentence shows */
#define TEXT_BEFORE 20    /* of them what is the same on both sides */

typedef struct
{
  const BatonNames     *before_names;
  const BatonNames     *after_names;
  const BatonAtom      *atom;
  const BatonFieldInfo *field;     /* NULL for whole things */
  const char           *name;      /* “Superhero” */
  const char           *subject;   /* Tier “Superhero” */
  const char           *label;     /* From tier points */
} Sentence;

/* ── Texts ── */

/* What a reader sees of a text: one line, without formatting. (transfer full) */
static char *
get_line (const BatonFieldInfo *field,
          const char           *text)
{
  char *line = field->type == BATON_TYPE_RICH_TEXT ? baton_rich_text_to_plain (text) : g_strdup (text);

  return g_strstrip (g_strdelimit (line, "\n\r\t", ' '));
}

/* *text* in quotation marks; of a long one the part where it leaves *other*. (transfer full) */
static char *
quote_excerpt (const char *text,
               const char *other)
{
  glong length = g_utf8_strlen (text, -1), same = 0, start, end;
  const char *p = text, *q = other;
  g_autofree char *part = NULL, *shown = NULL;

  while (*p != '\0' && g_utf8_get_char (p) == g_utf8_get_char (q))
    {
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
      same++;
    }
  start = length > TEXT_SHOWN && same > TEXT_BEFORE ? same - TEXT_BEFORE : 0;
  end = MIN (start + TEXT_SHOWN, length);
  part = g_utf8_substring (text, start, end);
  shown = g_strconcat (start > 0 ? "…" : "", part, end < length ? "…" : "", NULL);
  return g_strdup_printf (C_("name", "“%s”"), shown);
}

/* "“B”, was “A”", "“B”" where there was nothing. */
static char *
describe_text (const Sentence *sentence,
               const char     *label,
               const char     *before,
               const char     *after)
{
  g_autofree char *old_line = get_line (sentence->field, before != NULL ? before : "");
  g_autofree char *new_line = get_line (sentence->field, after != NULL ? after : "");
  g_autofree char *old_shown = baton_words_discreet (sentence->before_names, old_line);
  g_autofree char *new_shown = baton_words_discreet (sentence->after_names, new_line);
  g_autofree char *old = quote_excerpt (old_shown, new_shown), *new = quote_excerpt (new_shown, old_shown);

  if (after == NULL || *after == '\0')
    /* Translators: %1$s is a thing, %2$s its field, %3$s the text that was there */
    return g_strdup_printf (_("%1$s: %2$s was removed; it was %3$s."), sentence->subject, label, old);
  if (before == NULL || *before == '\0')
    /* Translators: %1$s is a thing, %2$s its field, %3$s the new text */
    return g_strdup_printf (_("%1$s: %2$s is now %3$s."), sentence->subject, label, new);
  if (strcmp (old_line, new_line) == 0)
    return g_strdup_printf (_("%1$s: %2$s is formatted otherwise."), sentence->subject, label);
  /* Translators: %1$s is a thing, %2$s its field, %3$s the new text, %4$s the old one */
  return g_strdup_printf (_("%1$s: %2$s is now %3$s, was %4$s."), sentence->subject, label, new, old);
}

static const char *
get_state_word (const char *state)
{
  if (g_strcmp0 (state, "reviewed") == 0)
    return C_("state of a text", "reviewed");
  if (g_strcmp0 (state, "needs-work") == 0)
    return C_("state of a text", "to be worked on");
  return C_("state of a text", "to be reviewed");
}

/* "Name in German". */
static char *
describe_locale (const Sentence *sentence)
{
  const BatonAtom *atom = sentence->atom;
  g_autofree char *language = baton_words_isolate (baton_words_language (atom->locale));
  g_autofree char *label = g_strdup_printf (C_("field", "%1$s in %2$s"), sentence->label, language);
  const char *before = baton_value_get_member_string (atom->before, "text"), *after = baton_value_get_member_string (atom->after, "text");
  const char *was = baton_value_get_member_string (atom->before, "state"), *is = baton_value_get_member_string (atom->after, "state");

  if (sentence->field->type == BATON_TYPE_ASSET)
    return atom->after != NULL ? g_strdup_printf (_("%1$s: %2$s is another picture now."), sentence->subject, label)
                               : g_strdup_printf (_("%1$s: %2$s was removed."), sentence->subject, label);
  if (g_strcmp0 (before, after) != 0)
    return describe_text (sentence, label, before, after);
  if (g_strcmp0 (was, is) != 0)
    /* Translators: %1$s is a thing, %2$s its text in a language, %3$s the new and %4$s the old state */
    return g_strdup_printf (_("%1$s: %2$s is now %3$s, was %4$s."), sentence->subject, label, get_state_word (is), get_state_word (was));
  return g_strdup_printf (_("%1$s: %2$s counts as made for the present text."), sentence->subject, label);
}

/* Whether a text is to be translated; NULL when nothing has changed. */
static char *
describe_translating (const Sentence *sentence)
{
  const BatonValue *before = sentence->atom->before, *after = sentence->atom->after;
  const char *native = baton_value_get_member_string (after, "native");

  if (baton_value_equal (baton_value_get_member (before, "kept"), baton_value_get_member (after, "kept"))
      && g_strcmp0 (baton_value_get_member_string (before, "native"), native) == 0)
    return NULL;
  if (native != NULL)
    {
      g_autofree char *language = baton_words_isolate (baton_words_language (native));

      return g_strdup_printf (_("%1$s: %2$s is now written for %3$s alone."), sentence->subject, sentence->label, language);
    }
  if (baton_value_get_boolean (baton_value_get_member (after, "kept")))
    return g_strdup_printf (_("%1$s: %2$s is now the same in all languages."), sentence->subject, sentence->label);
  return g_strdup_printf (_("%1$s: %2$s is now to be translated."), sentence->subject, sentence->label);
}

static gboolean
is_name (const Sentence *sentence)
{
  return sentence->atom->field == baton_schema_get_kind (sentence->atom->kind)->name_field;
}

static char *
describe_renaming (const Sentence *sentence,
                   const char     *before,
                   const char     *after)
{
  BatonStandard standard = sentence->field->standard;
  g_autofree char *old_standard = baton_words_standard (standard, before), *new_standard = baton_words_standard (standard, after);
  g_autofree char *old = baton_words_discreet (sentence->before_names, old_standard);
  g_autofree char *new = baton_words_discreet (sentence->after_names, new_standard);

  /* Translators: a thing was renamed; %1$s is its old, %2$s its new name */
  return g_strdup_printf (_("“%1$s” is now called “%2$s”."), old, new);
}

static char *
describe_source (const Sentence *sentence)
{
  const BatonAtom *atom = sentence->atom;
  const char *before = baton_text_get_source (atom->before), *after = baton_text_get_source (atom->after);
  g_autofree char *translating = NULL, *text = NULL;

  if (sentence->field->type == BATON_TYPE_ASSET)
    return g_strdup_printf (_("%1$s: %2$s is another picture now."), sentence->subject, sentence->label);
  translating = describe_translating (sentence);
  if (strcmp (before, after) == 0)
    return translating != NULL ? g_steal_pointer (&translating) : g_strdup_printf (_("%1$s: %2$s has changed."), sentence->subject, sentence->label);
  if (is_name (sentence) && *before != '\0' && *after != '\0')
    text = describe_renaming (sentence, before, after);
  else
    text = describe_text (sentence, sentence->label, before, after);
  return translating != NULL ? g_strdup_printf ("%s %s", text, translating) : g_steal_pointer (&text);
}

/* A text that came or went as a whole, with its translations. */
static char *
describe_whole_text (const Sentence *sentence)
{
  const BatonAtom *atom = sentence->atom;
  const BatonValue *locales = baton_value_get_member (atom->after != NULL ? atom->after : atom->before, "locales");
  g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = describe_text (sentence, sentence->label, atom->before != NULL ? baton_text_get_source (atom->before) : NULL,
                                         atom->after != NULL ? baton_text_get_source (atom->after) : NULL);
  g_autofree char *list = NULL;

  for (gsize i = 0; i < baton_value_get_length (locales); i++)
    g_ptr_array_add (languages, baton_words_isolate (baton_words_language (baton_value_get_key (locales, i))));
  if (languages->len == 0)
    return g_steal_pointer (&text);
  list = baton_words_join_and (languages);
  /* Translators: %1$s is a sentence about a text, %2$s lists languages */
  return atom->after != NULL ? g_strdup_printf (_("%1$s Also in %2$s."), text, list) : g_strdup_printf (_("%1$s So was %2$s."), text, list);
}

/* ── Lists ── */

/* An element of a set or list. (transfer full) */
static char *
describe_element (const Sentence   *sentence,
                  const BatonNames *names,
                  const char       *element)
{
  if (sentence->field->type == BATON_TYPE_CHOICE)
    return g_strdup_printf (C_("name", "“%s”"), baton_words_choice (sentence->field, element));
  return baton_words_quoted_name (names, element);
}

static char *
describe_order (const Sentence *sentence)
{
  g_autofree char *list = baton_words_value (sentence->after_names, sentence->field, sentence->atom->after);

  /* Translators: %1$s is a thing, %2$s one of its lists, %3$s what stands in it */
  return g_strdup_printf (_("%1$s: %2$s stands in this order now: %3$s."), sentence->subject, sentence->label, list);
}

static gboolean
has_row (const BatonValue *rows,
         const BatonValue *row)
{
  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    if (baton_value_equal (baton_value_get_element (rows, i), row))
      return TRUE;
  return FALSE;
}

/* The rows of *rows* that *other* lacks, as one string; NULL when there are none. (transfer full) */
static char *
describe_rows (const Sentence   *sentence,
               const BatonNames *names,
               const BatonValue *rows,
               const BatonValue *other)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_autoptr (BatonValue) lacking = NULL;

  baton_value_builder_open_array (builder);
  for (gsize i = 0; i < baton_value_get_length (rows); i++)
    if (!has_row (other, baton_value_get_element (rows, i)))
      baton_value_builder_add (builder, baton_value_get_element (rows, i));
  baton_value_builder_close (builder);
  lacking = baton_value_builder_finish (builder);
  return baton_value_get_length (lacking) > 0 ? baton_words_value (names, sentence->field, lacking) : NULL;
}

static char *
describe_records (const Sentence *sentence)
{
  const BatonAtom *atom = sentence->atom;
  g_autofree char *gone = describe_rows (sentence, sentence->before_names, atom->before, atom->after);
  g_autofree char *come = describe_rows (sentence, sentence->after_names, atom->after, atom->before);

  if (gone != NULL && come != NULL)
    /* Translators: lines of a list; %1$s is a thing, %2$s the list, %3$s the new lines, %4$s those that they replace */
    return g_strdup_printf (_("%1$s: %2$s: now %3$s, was %4$s."), sentence->subject, sentence->label, come, gone);
  if (come != NULL)
    return g_strdup_printf (_("%1$s: %2$s: now also %3$s."), sentence->subject, sentence->label, come);
  if (gone != NULL)
    return g_strdup_printf (_("%1$s: %2$s: no longer %3$s."), sentence->subject, sentence->label, gone);
  return describe_order (sentence);
}

/* ── Places ── */

static char *
describe_parent (const BatonNames  *names,
                 const BatonEntity *entity)
{
  const char *parent = baton_entity_get_parent (entity);

  return parent != NULL ? baton_words_quoted_name (names, parent) : g_strdup (C_("place", "the top"));
}

/* What it stands behind in its list; NULL: it is the first. (transfer full) */
static char *
find_neighbour (const BatonNames  *names,
                const BatonEntity *entity)
{
  g_autoptr (GPtrArray) siblings = NULL;
  const char *before = NULL;

  if (names->program == NULL)
    return NULL;
  siblings = baton_program_list_children (names->program, baton_entity_get_kind (entity), baton_entity_get_parent (entity));
  for (guint i = 0; i < siblings->len && strcmp (baton_entity_get_id (siblings->pdata[i]), baton_entity_get_id (entity)) != 0; i++)
    before = baton_entity_get_id (siblings->pdata[i]);
  return before != NULL ? baton_words_quoted_name (names, before) : NULL;
}

static char *
describe_place (const Sentence *sentence)
{
  const BatonEntity *before = sentence->atom->entity_before, *after = sentence->atom->entity_after;
  g_autofree char *from = describe_parent (sentence->before_names, before), *to = describe_parent (sentence->after_names, after);
  g_autofree char *neighbour = NULL;

  if (g_strcmp0 (baton_entity_get_parent (before), baton_entity_get_parent (after)) != 0)
    /* Translators: %1$s moved from %2$s to %3$s */
    return g_strdup_printf (_("%1$s moved from %2$s to %3$s."), sentence->name, from, to);
  neighbour = find_neighbour (sentence->after_names, after);
  /* Translators: moved within a list: %1$s now stands behind %2$s */
  return neighbour != NULL ? g_strdup_printf (_("%1$s now stands behind %2$s in its list."), sentence->name, neighbour)
                           : g_strdup_printf (_("%s now stands first in its list."), sentence->name);
}

/* ── Whole values ── */

static gboolean
is_plain_cell (const BatonValue *cell)
{
  return cell != NULL && baton_value_get_member (cell, "value") != NULL && baton_value_get_member (cell, "exceptions") == NULL;
}

/* What an activity earns of one kind of points; both cells are plain. (transfer full) */
static char *
describe_earning (const Sentence *sentence,
                  const char     *new,
                  const char     *old)
{
  const BatonAtom *atom = sentence->atom;
  const BatonValue *after = baton_value_get_member (atom->after, "value");
  gulong n = (gulong) ABS (baton_value_get_integer (after, 0));
  gboolean none = baton_value_is (after, BATON_VALUE_STRING);

  if (baton_value_is (baton_value_get_member (atom->before, "value"), BATON_VALUE_STRING))
    old = C_("points of an activity", "none");
  /* Translators: of an activity; %1$s is its name, %2$s the new and %3$s the old points, here and in the next five */
  switch ((int) atom->field)
    {
    case BATON_FIELD_ACTIVITY_TIER_POINTS:
      return none ? g_strdup_printf (_("%1$s now earns no tier points, was %2$s."), sentence->name, old)
                  : g_strdup_printf (ngettext ("%1$s now earns %2$s tier point, was %3$s.", "%1$s now earns %2$s tier points, was %3$s.", n), sentence->name, new, old);
    case BATON_FIELD_ACTIVITY_COMPANY_POINTS:
      return none ? g_strdup_printf (_("%1$s now earns no company points, was %2$s."), sentence->name, old)
                  : g_strdup_printf (ngettext ("%1$s now earns %2$s company point, was %3$s.", "%1$s now earns %2$s company points, was %3$s.", n), sentence->name, new, old);
    case BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS:
    default:
      return none ? g_strdup_printf (_("%1$s now earns no individual points, was %2$s."), sentence->name, old)
                  : g_strdup_printf (ngettext ("%1$s now earns %2$s individual point, was %3$s.", "%1$s now earns %2$s individual points, was %3$s.", n),
                                     sentence->name, new, old);
    }
}

/* A sentence of the field's own; NULL where it has none, or where something is unset. (transfer full) */
static char *
describe_own (const Sentence *sentence,
              const char     *new,
              const char     *old)
{
  const BatonAtom *atom = sentence->atom;
  gboolean both = atom->before != NULL && atom->after != NULL;
  gboolean cells = is_plain_cell (atom->before) && is_plain_cell (atom->after);
  gulong n = (gulong) ABS (baton_value_get_integer (atom->after, 0));

  switch ((int) atom->field)
    {
    case BATON_FIELD_TIER_THRESHOLD:
      /* Translators: of a tier; %1$s is its name, %2$s the new and %3$s the old points */
      return both ? g_strdup_printf (ngettext ("%1$s now starts at %2$s point, was %3$s.", "%1$s now starts at %2$s points, was %3$s.", n), sentence->name, new, old) : NULL;
    case BATON_FIELD_ACTIVITY_TIER_POINTS:
    case BATON_FIELD_ACTIVITY_COMPANY_POINTS:
    case BATON_FIELD_ACTIVITY_INDIVIDUAL_POINTS:
      return cells ? describe_earning (sentence, new, old) : NULL;
    case BATON_FIELD_REWARD_PRICE:
      /* Translators: of a reward; %1$s is its name, %2$s the new and %3$s the old points */
      return both ? g_strdup_printf (ngettext ("%1$s now costs %2$s point, was %3$s.", "%1$s now costs %2$s points, was %3$s.", n), sentence->name, new, old) : NULL;
    default:
      break;
    }
  if (sentence->field->type == BATON_TYPE_BOOLEAN && strcmp (sentence->field->name, "disabled") == 0)
    return atom->after != NULL ? g_strdup_printf (_("%s is now switched off."), sentence->name) : g_strdup_printf (_("%s is no longer switched off."), sentence->name);
  return NULL;
}

/* What stands in the field on one side: an amount in the currency, where it is one there; what is not ticked says no. (transfer full) */
static char *
describe_value (const Sentence    *sentence,
                const BatonNames  *names,
                const BatonEntity *entity,
                const BatonValue  *value)
{
  if (value == NULL && sentence->field->type == BATON_TYPE_BOOLEAN)
    return g_strdup (C_("value", "no"));
  return baton_words_value (names, baton_words_meant_field (names, entity, sentence->atom->field), value);
}

/* A text that people write, and not the code of a language, a currency or a time zone. */
static gboolean
is_prose (const BatonFieldInfo *field)
{
  return (field->type == BATON_TYPE_TEXT || field->type == BATON_TYPE_RICH_TEXT)
         && (field->standard == BATON_STANDARD_NONE || field->standard == BATON_STANDARD_ADDRESS);
}

static char *
describe_field (const Sentence *sentence)
{
  const BatonAtom *atom = sentence->atom;
  g_autofree char *old = NULL, *new = NULL, *own = NULL;

  switch (sentence->field->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      if (is_name (sentence) && baton_value_is (atom->before, BATON_VALUE_STRING) && baton_value_is (atom->after, BATON_VALUE_STRING))
        return describe_renaming (sentence, baton_value_get_string (atom->before), baton_value_get_string (atom->after));
      if (is_prose (sentence->field))
        return describe_whole_text (sentence);
      break;
    case BATON_TYPE_RECORDS:
      if (atom->before != NULL && atom->after != NULL)
        return describe_records (sentence);
      break;
    case BATON_TYPE_ASSET:
      return atom->after != NULL ? g_strdup_printf (_("%1$s: %2$s has a picture now."), sentence->subject, sentence->label)
                                 : g_strdup_printf (_("%1$s: the picture of %2$s was removed."), sentence->subject, sentence->label);
    default:
      break;
    }
  old = describe_value (sentence, sentence->before_names, atom->entity_before, atom->before);
  new = describe_value (sentence, sentence->after_names, atom->entity_after, atom->after);
  own = describe_own (sentence, new, old);
  /* Translators: %1$s is a thing, %2$s its field, %3$s the new and %4$s the old value */
  return own != NULL ? g_steal_pointer (&own) : g_strdup_printf (_("%1$s: %2$s is now %3$s, was %4$s."), sentence->subject, sentence->label, new, old);
}

char *
baton_words_atom (const BatonNames *before_names,
                  const BatonNames *after_names,
                  const BatonAtom  *atom)
{
  g_autofree char *name = baton_words_quoted_name (atom->entity_after == NULL ? before_names : after_names, atom->id);
  g_autofree char *subject = g_strdup_printf (C_("place of a problem", "%1$s %2$s"), baton_words_kind (atom->kind), name);
  g_autofree char *element = NULL;
  Sentence sentence = { before_names, after_names, atom, NULL, name, subject, NULL };

  if (atom->field != BATON_FIELD_NONE)
    {
      sentence.field = baton_schema_get_field (atom->field);
      sentence.label = baton_words_label (sentence.field->label);
    }
  switch (atom->type)
    {
    case BATON_ATOM_CREATED:
      return g_strdup_printf (_("%s is new."), subject);
    case BATON_ATOM_DELETED:
      return g_strdup_printf (_("%s was deleted."), subject);
    case BATON_ATOM_REPLACED:
      return g_strdup_printf (_("%s was replaced."), subject);
    case BATON_ATOM_PLACE:
      return describe_place (&sentence);
    case BATON_ATOM_SOURCE:
      return describe_source (&sentence);
    case BATON_ATOM_LOCALE:
      return describe_locale (&sentence);
    case BATON_ATOM_ADDED:
      element = describe_element (&sentence, after_names, atom->element);
      /* Translators: %1$s is a thing, %2$s its field, %3$s what was added */
      return g_strdup_printf (_("%1$s: %2$s now includes %3$s."), subject, sentence.label, element);
    case BATON_ATOM_REMOVED:
      element = describe_element (&sentence, before_names, atom->element);
      return g_strdup_printf (_("%1$s: %2$s no longer includes %3$s."), subject, sentence.label, element);
    case BATON_ATOM_ORDER:
      return describe_order (&sentence);
    case BATON_ATOM_FIELD:
    default:
      return describe_field (&sentence);
    }
}

char **
baton_words_change (const BatonNames  *before_names,
                    const BatonNames  *after_names,
                    const BatonEntity *before,
                    const BatonEntity *after)
{
  g_autoptr (GPtrArray) atoms = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_atom_free);
  GPtrArray *lines = g_ptr_array_new ();

  baton_diff_entity (before, after, atoms);
  for (guint i = 0; i < atoms->len; i++)
    g_ptr_array_add (lines, baton_words_atom (before_names, after_names, atoms->pdata[i]));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

char **
baton_words_contents (const BatonNames  *names,
                      const BatonEntity *entity)
{
  const BatonKindInfo *info = baton_schema_get_kind (baton_entity_get_kind (entity));
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < info->n_fields; i++)
    {
      const BatonFieldInfo *field = baton_schema_get_field (info->first_field + i);
      const BatonValue *value = baton_entity_get (entity, info->first_field + i);
      g_autofree char *shown = NULL;

      if (value == NULL || (field->type == BATON_TYPE_PLACE && baton_entity_get_parent (entity) == NULL))
        continue;
      if (is_prose (field))
        {
          g_autofree char *line = get_line (field, baton_text_get_source (value)), *discreet = baton_words_discreet (names, line);

          shown = g_strdup_printf (C_("name", "“%s”"), discreet);
        }
      else
        {
          shown = baton_words_value (names, baton_words_meant_field (names, entity, info->first_field + i), value);
        }
      /* Translators: %1$s is a field, %2$s what stands in it */
      g_ptr_array_add (lines, g_strdup_printf (C_("field and value", "%1$s: %2$s"), baton_words_label (field->label), shown));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
