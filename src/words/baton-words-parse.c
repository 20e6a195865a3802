/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-parse.h"

#include "model/baton-currency.h"
#include "model/baton-day.h"
#include "model/baton-decimal.h"
#include "model/baton-json.h"
#include "model/baton-text.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

/* ── Finding things by name ── */

typedef struct
{
  guint64      kinds;
  const char  *text;
  char        *folded;
  BatonEntity *by_name, *by_slug;
  guint        n_names, n_slugs;
} Search;

static void
consider (gpointer data,
          gpointer user_data)
{
  Search *search = user_data;
  BatonEntity *entity = data;
  const char *id = baton_entity_get_id (entity);
  gsize length = strlen (search->text);
  g_autofree char *name = NULL;

  if (search->kinds != 0 && (search->kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (entity))) == 0)
    return;
  name = g_utf8_casefold (baton_entity_get_name (entity), -1);
  if (strcmp (name, search->folded) == 0)
    {
      search->by_name = entity;
      search->n_names++;
    }
  /* The slug is the id without its hyphen and ten characters. */
  if (strlen (id) == length + 11 && strncmp (id, search->text, length) == 0)
    {
      search->by_slug = entity;
      search->n_slugs++;
    }
}

BatonEntity *
baton_words_find (const BatonNames *names,
                  guint64           kinds,
                  const char       *text,
                  gboolean         *several)
{
  Search search = { .kinds = kinds };
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  BatonEntity *exact = baton_names_lookup (names, stripped);

  *several = FALSE;
  /* A shell hands over any bytes. */
  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  if (exact != NULL && (kinds == 0 || (kinds & (G_GUINT64_CONSTANT (1) << baton_entity_get_kind (exact))) != 0))
    return exact;

  search.text = stripped;
  search.folded = g_utf8_casefold (stripped, -1);
  if (names->program != NULL)
    baton_program_foreach (names->program, consider, &search);
  else if (names->snapshot != NULL)
    for (int kind = 0; kind < BATON_N_KINDS; kind++)
      g_ptr_array_foreach (baton_snapshot_list (names->snapshot, kind), consider, &search);
  g_free (search.folded);

  if (search.n_names == 1)
    return search.by_name;
  if (search.n_names == 0 && search.n_slugs == 1)
    return search.by_slug;
  *several = search.n_names + search.n_slugs > 0;
  return NULL;
}

/* ── Numbers ── */

/* A number with the decimal sign of the locale, or its groups of three: with a point for the sign, without the groups, and
 * with one more digit where three decimals could be taken for a group. NULL when it is not written so; then
 * baton_decimal_parse() reads it without knowing the language. */
static char *
read_by_locale (const char *text)
{
  const char *radix = nl_langinfo (RADIXCHAR), *thousands = baton_words_get_thousands (), *decimals = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  int group = -1; /* digits since a group began; −1 before the first */

  for (const char *c = text; *c != '\0';)
    if (decimals == NULL && g_str_has_prefix (c, radix))
      {
        if (group >= 0 && group != 3)
          return NULL;
        decimals = c += strlen (radix);
        g_string_append_c (plain, '.');
      }
    else if (decimals == NULL && *thousands != '\0' && g_str_has_prefix (c, thousands))
      {
        if (group >= 0 && group != 3)
          return NULL;
        group = 0;
        c += strlen (thousands);
      }
    else if (*c == '.' || *c == ',')
      {
        return NULL;
      }
    else
      {
        group += group >= 0 && g_ascii_isdigit (*c);
        g_string_append_c (plain, *c++);
      }
  if (decimals == NULL)
    return group >= 0 && group == 3 ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
  if (strspn (decimals, "0123456789") == 3)
    g_string_insert_c (plain, (gssize) (plain->len - strlen (decimals) + 3), '0');
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

gboolean
baton_words_parse_decimal (const char *text,
                           int         digits,
                           gint64     *scaled)
{
  g_autofree char *plain = digits > 0 ? read_by_locale (text) : NULL;

  return baton_decimal_parse (plain != NULL ? plain : text, digits, scaled);
}

static gboolean
parse_times (const char *text,
             gint64     *basis_points)
{
  g_autofree char *plain = read_by_locale (text);

  return baton_decimal_parse_times (plain != NULL ? plain : text, 0, basis_points);
}

/* ── Values ── */

static int
get_currency_digits (const BatonNames *names)
{
  BatonEntity *root = names->program != NULL ? baton_program_get_root (names->program)
                      : names->snapshot != NULL ? baton_snapshot_get_root (names->snapshot) : NULL;

  return baton_currency_get_digits (root);
}

static BatonParseResult
parse_reference (const BatonNames *names,
                 guint64           kinds,
                 const char       *text,
                 BatonValue      **value,
                 char            **culprit)
{
  gboolean several;
  BatonEntity *entity = baton_words_find (names, kinds, text, &several);

  if (entity == NULL)
    {
      *culprit = g_strdup (text);
      return several ? BATON_PARSE_AMBIGUOUS : BATON_PARSE_NOT_FOUND;
    }
  *value = baton_value_new_string (baton_entity_get_id (entity));
  return BATON_PARSE_OK;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* A list separated by commas or semicolons; sets are sorted and lose what stands twice, lists keep their order. */
static BatonParseResult
parse_list (const BatonNames     *names,
            const BatonFieldInfo *field,
            const char           *text,
            BatonValue          **value,
            char                **culprit)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  gboolean set = field->type != BATON_TYPE_REFERENCES;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part == '\0')
        continue;
      if (field->type == BATON_TYPE_CHOICE)
        {
          const char *found = NULL;
          g_autofree char *folded = g_utf8_casefold (part, -1);

          for (const BatonChoice *choice = field->choices; choice->value != NULL && found == NULL; choice++)
            {
              g_autofree char *label = g_utf8_casefold (baton_words_label (choice->label), -1);

              if (strcmp (choice->value, part) == 0 || strcmp (label, folded) == 0)
                found = choice->value;
            }
          if (found == NULL)
            {
              *culprit = g_strdup (part);
              return BATON_PARSE_NOT_UNDERSTOOD;
            }
          if (!g_ptr_array_find_with_equal_func (list, found, g_str_equal, NULL))
            g_ptr_array_add (list, g_strdup (found));
        }
      else
        {
          g_autoptr (BatonValue) reference = NULL;
          BatonParseResult result = parse_reference (names, field->type == BATON_TYPE_TERM_SET ? BATON_KIND_BIT (TERM) : field->references,
                                                     part, &reference, culprit);

          if (result != BATON_PARSE_OK)
            return result;
          if (!g_ptr_array_find_with_equal_func (list, baton_value_get_string (reference), g_str_equal, NULL))
            g_ptr_array_add (list, g_strdup (baton_value_get_string (reference)));
        }
    }
  if (set)
    g_ptr_array_sort (list, compare_strings);
  g_ptr_array_add (list, NULL);
  if (list->len > 1)
    *value = baton_value_new_strv ((const char * const *) list->pdata);
  return BATON_PARSE_OK;
}

/* "2026-01-01..2026-12-31", either side may be missing; one day alone is that day. */
static BatonValue *
parse_window (const char *text)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  g_auto (GStrv) parts = g_strsplit (text, "..", 2);
  const char *from = g_strstrip (parts[0]), *through = parts[1] != NULL ? g_strstrip (parts[1]) : from;

  if ((*from != '\0' && baton_day_parse (from) == BATON_DAY_NONE) || (*through != '\0' && baton_day_parse (through) == BATON_DAY_NONE))
    return NULL;
  baton_value_builder_open_object (builder);
  if (*from != '\0')
    baton_value_builder_set_string (builder, "from", from);
  if (*through != '\0')
    baton_value_builder_set_string (builder, "through", through);
  return baton_value_builder_finish (builder);
}

/* A number, or "-" for none; the exceptions of the cell before are kept. */
static BatonValue *
parse_cell (const BatonValue *before,
            const char       *text)
{
  g_autoptr (BatonValue) points = NULL;
  gint64 number;

  if (strcmp (text, "-") == 0 || strcmp (text, "–") == 0 || strcmp (text, "—") == 0)
    points = baton_value_new_string ("none");
  else if (baton_words_parse_decimal (text, 0, &number) && strpbrk (text, "%") == NULL)
    points = baton_value_new_integer (number);
  else
    return NULL;
  return baton_value_with_member (before, "value", points);
}

/* "#4A1230", as a style guide writes it, or "4a1230", or each digit once: "#abc". */
static BatonValue *
parse_colour (const char *text)
{
  const char *digits = *text == '#' ? text + 1 : text;
  gsize length = strlen (digits);
  g_autofree char *lower = g_ascii_strdown (digits, -1), *colour = NULL;

  if ((length != 3 && length != 6) || strspn (lower, "0123456789abcdef") != length)
    return NULL;
  colour = length == 6 ? g_strconcat ("#", lower, NULL)
                       : g_strdup_printf ("#%c%c%c%c%c%c", lower[0], lower[0], lower[1], lower[1], lower[2], lower[2]);
  return baton_value_new_string (colour);
}

static BatonValue *
parse_boolean (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *yes = g_utf8_casefold (C_("value", "yes"), -1);

  if (strcmp (folded, yes) == 0 || strcmp (folded, "yes") == 0 || strcmp (folded, "true") == 0)
    return baton_value_new_boolean (TRUE);
  return NULL;
}

static gboolean
is_no (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *no = g_utf8_casefold (C_("value", "no"), -1);

  return strcmp (folded, no) == 0 || strcmp (folded, "no") == 0 || strcmp (folded, "false") == 0;
}

static BatonParseResult
parse_plain (const BatonNames     *names,
             const BatonFieldInfo *field,
             const BatonValue     *before,
             const char           *text,
             BatonValue          **value)
{
  g_autofree char *normal = NULL;
  gint64 number;

  switch (field->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
      if (normal != NULL)
        *value = (field->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_with_source (before, normal) : baton_value_new_string (normal);
      break;
    case BATON_TYPE_INTEGER:
      if (baton_words_parse_decimal (text, 0, &number))
        *value = baton_value_new_integer (number);
      break;
    case BATON_TYPE_MONEY:
      if (baton_words_parse_decimal (text, get_currency_digits (names), &number))
        *value = baton_value_new_integer (number);
      break;
    case BATON_TYPE_PERCENT:
      if (field == baton_schema_get_field (BATON_FIELD_PROMOTION_MULTIPLIER) ? parse_times (text, &number) : baton_words_parse_decimal (text, 2, &number))
        *value = baton_value_new_integer (number);
      break;
    case BATON_TYPE_DAY:
      if (baton_day_parse (text) != BATON_DAY_NONE)
        *value = baton_value_new_string (text);
      break;
    case BATON_TYPE_WINDOW:
      *value = parse_window (text);
      break;
    case BATON_TYPE_BOOLEAN:
      *value = parse_boolean (text);
      if (*value == NULL && is_no (text))
        return BATON_PARSE_OK; /* the default is never written */
      break;
    case BATON_TYPE_COLOUR:
      *value = parse_colour (text);
      break;
    case BATON_TYPE_CELL:
      *value = parse_cell (before, text);
      break;
    default:
      *value = baton_json_parse (text, strlen (text), NULL);
      break;
    }
  return *value != NULL ? BATON_PARSE_OK : BATON_PARSE_NOT_UNDERSTOOD;
}

BatonParseResult
baton_words_parse_value (const BatonNames     *names,
                         const BatonFieldInfo *field,
                         const BatonValue     *before,
                         const char           *text,
                         BatonValue          **value,
                         char                **culprit)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *wrong = NULL;
  BatonParseResult result;

  *value = NULL;
  if (culprit != NULL)
    *culprit = NULL;
  if (!g_utf8_validate (text, -1, NULL))
    {
      if (culprit != NULL)
        *culprit = g_utf8_make_valid (text, -1);
      return BATON_PARSE_NOT_UNDERSTOOD;
    }
  if (*stripped == '\0')
    return BATON_PARSE_OK;

  if (field->type == BATON_TYPE_REFERENCE)
    {
      result = parse_reference (names, field->references, stripped, value, &wrong);
    }
  else if (field->type == BATON_TYPE_TERM_SET || field->type == BATON_TYPE_REFERENCES || field->type == BATON_TYPE_CHOICE)
    {
      result = parse_list (names, field, stripped, value, &wrong);
      if (result == BATON_PARSE_OK && field->type == BATON_TYPE_CHOICE && (field->flags & BATON_FIELD_MULTIPLE) == 0 && *value != NULL)
        {
          BatonValue *single = baton_value_ref (baton_value_get_element (*value, 0));
          gboolean several = baton_value_get_length (*value) > 1;

          baton_value_unref (*value);
          *value = single;
          if (several)
            {
              g_clear_pointer (value, baton_value_unref);
              result = BATON_PARSE_NOT_UNDERSTOOD;
            }
        }
    }
  else
    {
      result = parse_plain (names, field, before, stripped, value);
    }
  if (culprit != NULL && result != BATON_PARSE_OK)
    *culprit = wrong != NULL ? g_steal_pointer (&wrong) : g_strdup (stripped);
  return result;
}

char *
baton_words_parse_error (BatonParseResult      result,
                         const BatonFieldInfo *field,
                         const char           *culprit)
{
  const char *label = baton_words_label (field->label);

  switch (result)
    {
    case BATON_PARSE_NOT_FOUND:
      /* Translators: %1$s is a field, %2$s what was typed */
      return g_strdup_printf (_("%1$s: there is nothing called “%2$s”."), label, culprit);
    case BATON_PARSE_AMBIGUOUS:
      return g_strdup_printf (_("%1$s: several things are called “%2$s”. Say which one."), label, culprit);
    case BATON_PARSE_NOT_UNDERSTOOD:
    case BATON_PARSE_OK:
    default:
      return g_strdup_printf (_("%1$s: “%2$s” was not understood."), label, culprit);
    }
}
