/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shape of values, each against its entry in the schema table. Nothing of other entities is asked here.
 *
 * The JSON Pointer of the value under the hand is kept in a string that grows and shrinks with the walk; it is only
 * copied when there is a problem, and not kept at all for entities that come from no file.
 */
#include "config.h"

#include "model/baton-validate-private.h"

#include "model/baton-audience.h"
#include "model/baton-colour.h"
#include "model/baton-day.h"
#include "model/baton-rich-text.h"
#include "model/baton-text.h"
#include "model/baton-validate.h"

#include <string.h>
#include <unicode/putil.h>
#include <unicode/ucal.h>
#include <unicode/ucurr.h>

typedef struct
{
  const BatonEntity *entity;
  GPtrArray         *problems;
  BatonField         field;
  int                row;     /* −1 outside lists */
  const char        *locale;  /* NULL outside translations */
  GString           *path;    /* NULL: not wanted */
} Shape;

static void check_value (Shape                *shape,
                         const BatonFieldInfo *info,
                         const BatonValue     *value);

/* ── Reporting and the pointer ─────────────────────────────────────────────────────────────────────────── */

static void
report (Shape           *shape,
        BatonProblemCode code,
        const char      *first,
        const char      *second)
{
  BatonProblem *problem = baton_problem_new (code, baton_entity_get_kind (shape->entity), baton_entity_get_id (shape->entity),
                                             shape->field, first, second, NULL);

  problem->row = shape->row;
  problem->locale = g_strdup (shape->locale);
  problem->path = shape->path != NULL ? g_strdup (shape->path->str) : NULL;
  g_ptr_array_add (shape->problems, problem);
}

static void
report_numbers (Shape           *shape,
                BatonProblemCode code,
                gint64           value,
                gint64           bound)
{
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, bound);

  report (shape, code, first, second);
}

/* Returns what leave() needs to come back. */
static gsize
enter_key (Shape      *shape,
           const char *key)
{
  gsize length = shape->path != NULL ? shape->path->len : 0;

  if (shape->path == NULL)
    return 0;
  g_string_append_c (shape->path, '/');
  for (; *key != '\0'; key++)
    if (*key == '~')
      g_string_append (shape->path, "~0");
    else if (*key == '/')
      g_string_append (shape->path, "~1");
    else
      g_string_append_c (shape->path, *key);
  return length;
}

static gsize
enter_index (Shape *shape,
             gsize  index)
{
  gsize length = shape->path != NULL ? shape->path->len : 0;

  if (shape->path != NULL)
    g_string_append_printf (shape->path, "/%" G_GSIZE_FORMAT, index);
  return length;
}

static void
leave (Shape *shape,
       gsize  length)
{
  if (shape->path != NULL)
    g_string_truncate (shape->path, length);
}

static gboolean
check_type (Shape            *shape,
            const BatonValue *value,
            BatonValueType    type)
{
  if (baton_value_is (value, type))
    return TRUE;
  report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  return FALSE;
}

/* Whether *value* is an object with no other members than those of *keys*. */
static gboolean
check_object (Shape              *shape,
              const BatonValue   *value,
              const char * const *keys)
{
  gboolean ok = check_type (shape, value, BATON_VALUE_OBJECT);

  for (gsize i = 0; ok && i < baton_value_get_length (value); i++)
    if (!g_strv_contains (keys, baton_value_get_key (value, i)))
      {
        gsize length = enter_key (shape, baton_value_get_key (value, i));

        report (shape, BATON_PROBLEM_UNKNOWN_FIELD, baton_value_get_key (value, i), NULL);
        leave (shape, length);
        ok = FALSE;
      }
  return ok;
}

/* ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* A tag in canonical form that members may read; the pseudo-locales XA and XB are for testing programs only. */
static gboolean
find_locale_tag (const char *tag)
{
  g_autofree char *canonical = baton_locale_canonicalize (tag);
  const char *region;

  if (g_strcmp0 (canonical, tag) != 0)
    return FALSE;
  region = strrchr (tag, '-');
  return region == NULL || (strcmp (region, "-XA") != 0 && strcmp (region, "-XB") != 0);
}

/* A program has few tags and very many translations, and asking ICU takes microseconds: good tags are remembered, up
 * to a number that no program has. */
static gboolean
is_locale_tag (const char *tag)
{
  static GMutex mutex;
  static GHashTable *known;
  gboolean is_known;

  if (tag == NULL)
    return FALSE;
  g_mutex_lock (&mutex);
  is_known = known != NULL && g_hash_table_contains (known, tag);
  g_mutex_unlock (&mutex);
  if (is_known)
    return TRUE;
  if (!find_locale_tag (tag))
    return FALSE;

  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (known) < 512)
    g_hash_table_add (known, g_strdup (tag));
  g_mutex_unlock (&mutex);
  return TRUE;
}

static gboolean
is_time_zone (const char *name)
{
  UChar id[64];
  UChar canonical[64];
  UBool is_system = 0;
  UErrorCode status = U_ZERO_ERROR;

  /* "GMT+3" is understood but is no place, and "Etc/Unknown" is what ICU makes of nonsense. */
  if (strlen (name) >= G_N_ELEMENTS (id) || !g_str_is_ascii (name) || strcmp (name, "Etc/Unknown") == 0)
    return FALSE;
  u_charsToUChars (name, id, (int32_t) strlen (name) + 1);
  ucal_getCanonicalTimeZoneID (id, -1, canonical, G_N_ELEMENTS (canonical), &is_system, &status);
  return U_SUCCESS (status) && is_system;
}

static gboolean
is_currency (const char *code)
{
  UChar currency[4];

  /* XXX is "no currency", XTS "for tests"; ICU has numbers for both. */
  if (strlen (code) != 3 || strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 || strcmp (code, "XXX") == 0 || strcmp (code, "XTS") == 0)
    return FALSE;
  u_charsToUChars (code, currency, G_N_ELEMENTS (currency));
  return ucurr_getNumericCode (currency) != 0;
}

/* What a few fields want of their text besides its length. */
static void
check_special_text (Shape      *shape,
                    const char *text)
{
  switch ((int) shape->field)
    {
    case BATON_FIELD_PROGRAM_SOURCE_LOCALE:
    case BATON_FIELD_LOCALE_TAG:
    case BATON_FIELD_LOCALE_FALLBACK:
      if (!is_locale_tag (text))
        report (shape, BATON_PROBLEM_BAD_LOCALE, text, NULL);
      break;
    case BATON_FIELD_PROGRAM_TIME_ZONE:
      if (!is_time_zone (text))
        report (shape, BATON_PROBLEM_BAD_TIME_ZONE, text, NULL);
      break;
    case BATON_FIELD_PROGRAM_CURRENCY:
      if (!is_currency (text))
        report (shape, BATON_PROBLEM_BAD_CURRENCY, text, NULL);
      break;
    case BATON_FIELD_NAVIGATION_ITEM_ADDRESS:
    case BATON_FIELD_CONTENT_ADDRESS:
    case BATON_FIELD_TOOL_ADDRESS:
      if (!baton_address_is_valid (text))
        report (shape, BATON_PROBLEM_BAD_ADDRESS, text, NULL);
      break;
    default:
      break;
    }
}

static gboolean
has_control_character (const char *text,
                       gboolean    may_break)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_iscntrl (character) && !(may_break && (character == '\n' || character == '\t')))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* The text itself, of the source or of one translation. */
static void
check_string (Shape                *shape,
              const BatonFieldInfo *info,
              const BatonValue     *value)
{
  const char *text = baton_value_get_string (value);
  glong length;
  g_autofree char *refused = NULL;

  if (!check_type (shape, value, BATON_VALUE_STRING))
    return;
  if (is_blank (text))
    {
      report (shape, BATON_PROBLEM_EMPTY_TEXT, NULL, NULL);
      return;
    }

  length = g_utf8_strlen (text, -1);
  if (info->maximum > 0 && length > info->maximum)
    report_numbers (shape, BATON_PROBLEM_TOO_LONG, length, info->maximum);
  if (length < info->minimum)
    report_numbers (shape, BATON_PROBLEM_TOO_SMALL, length, info->minimum);

  if (info->type == BATON_TYPE_RICH_TEXT)
    {
      g_autoptr (BatonRichNode) root = baton_rich_text_parse (text, &refused);

      if (root == NULL)
        report (shape, BATON_PROBLEM_BAD_MARKUP, refused, NULL);
    }
  else if (has_control_character (text, (info->flags & BATON_FIELD_LONG) != 0))
    report (shape, BATON_PROBLEM_CONTROL_CHARACTER, NULL, NULL);
}

static void
check_translation (Shape                *shape,
                   const BatonFieldInfo *info,
                   const BatonValue     *entry)
{
  static const char * const keys[] = { "text", "state", "source", NULL };
  static const char * const states[] = { "needs-work", "translated", "reviewed", NULL };
  const char *state = baton_value_get_member_string (entry, "state");
  const char *digest = baton_value_get_member_string (entry, "source");
  gsize length;

  if (!check_object (shape, entry, keys))
    return;

  length = enter_key (shape, "text");
  check_string (shape, info, baton_value_get_member (entry, "text"));
  leave (shape, length);

  length = enter_key (shape, "state");
  if (state == NULL)
    report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  else if (!g_strv_contains (states, state))
    report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, state, NULL);
  leave (shape, length);

  length = enter_key (shape, "source");
  if (digest == NULL || strlen (digest) != 16 || strspn (digest, "0123456789abcdef") != 16)
    report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  leave (shape, length);
}

static void
check_translatable (Shape                *shape,
                    const BatonFieldInfo *info,
                    const BatonValue     *value)
{
  static const char * const keys[] = { "source", "native", "kept", "locales", NULL };
  const BatonValue *native = baton_value_get_member (value, "native");
  const BatonValue *kept = baton_value_get_member (value, "kept");
  const BatonValue *locales = baton_value_get_member (value, "locales");
  gsize length;

  if (!check_object (shape, value, keys))
    return;

  length = enter_key (shape, "source");
  check_string (shape, info, baton_value_get_member (value, "source"));
  leave (shape, length);

  if (native != NULL && !is_locale_tag (baton_value_get_string (native)))
    {
      length = enter_key (shape, "native");
      report (shape, BATON_PROBLEM_BAD_LOCALE, baton_value_get_string (native), NULL);
      leave (shape, length);
    }
  if (kept != NULL && !baton_value_get_boolean (kept))
    {
      length = enter_key (shape, "kept");
      report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
      leave (shape, length);
    }

  if (locales == NULL)
    return;
  length = enter_key (shape, "locales");
  if (check_type (shape, locales, BATON_VALUE_OBJECT))
    for (gsize i = 0; i < baton_value_get_length (locales); i++)
      {
        const char *tag = baton_value_get_key (locales, i);
        gsize inner = enter_key (shape, tag);

        shape->locale = tag;
        if (!is_locale_tag (tag))
          report (shape, BATON_PROBLEM_BAD_LOCALE, tag, NULL);
        check_translation (shape, info, baton_value_get_element (locales, i));
        shape->locale = NULL;
        leave (shape, inner);
      }
  leave (shape, length);
}

static void
check_text (Shape                *shape,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  if (info->flags & BATON_FIELD_TRANSLATABLE)
    check_translatable (shape, info, value);
  else
    {
      check_string (shape, info, value);
      if (info->kind != BATON_KIND_NONE && baton_value_is (value, BATON_VALUE_STRING))
        check_special_text (shape, baton_value_get_string (value));
    }
}

/* ── Numbers, days, choices ────────────────────────────────────────────────────────────────────────────── */

static void
check_integer (Shape                *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  gboolean is_bounded = info->minimum != 0 || info->maximum != 0;
  gint64 number = baton_value_get_integer (value, 0);

  if (!check_type (shape, value, BATON_VALUE_INTEGER))
    return;
  if (is_bounded && number < info->minimum)
    report_numbers (shape, BATON_PROBLEM_TOO_SMALL, number, info->minimum);
  if (is_bounded && number > info->maximum)
    report_numbers (shape, BATON_PROBLEM_TOO_LARGE, number, info->maximum);
}

static BatonDay
check_day (Shape            *shape,
           const BatonValue *value)
{
  BatonDay day = baton_day_parse (baton_value_get_string (value));

  if (check_type (shape, value, BATON_VALUE_STRING) && day == BATON_DAY_NONE)
    report (shape, BATON_PROBLEM_BAD_DAY, baton_value_get_string (value), NULL);
  return day;
}

static void
check_window (Shape            *shape,
              const BatonValue *value)
{
  static const char * const keys[] = { "from", "through", NULL };
  BatonDay days[2] = { BATON_DAY_NONE, BATON_DAY_NONE };

  if (!check_object (shape, value, keys))
    return;
  for (int i = 0; i < 2; i++)
    {
      const BatonValue *member = baton_value_get_member (value, keys[i]);
      gsize length = enter_key (shape, keys[i]);

      if (member != NULL)
        days[i] = check_day (shape, member);
      leave (shape, length);
    }
  if (days[0] != BATON_DAY_NONE && days[1] != BATON_DAY_NONE && days[0] > days[1])
    report (shape, BATON_PROBLEM_WINDOW_BACKWARDS, baton_value_get_member_string (value, "from"), baton_value_get_member_string (value, "through"));
}

static void
check_choice (Shape                *shape,
              const BatonFieldInfo *info,
              const BatonValue     *value)
{
  if (check_type (shape, value, BATON_VALUE_STRING) && baton_schema_find_choice (info, baton_value_get_string (value)) < 0)
    report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, baton_value_get_string (value), NULL);
}

static void
check_colour (Shape            *shape,
              const BatonValue *value)
{
  BatonColour colour;

  if (check_type (shape, value, BATON_VALUE_STRING) && !baton_colour_parse (baton_value_get_string (value), &colour))
    report (shape, BATON_PROBLEM_BAD_COLOUR, baton_value_get_string (value), NULL);
}

/* ── Lists ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
check_id (Shape            *shape,
          const BatonValue *value)
{
  if (check_type (shape, value, BATON_VALUE_STRING) && !baton_id_is_valid (baton_value_get_string (value)))
    report (shape, BATON_PROBLEM_BAD_ID, baton_value_get_string (value), NULL);
}

static void
check_once (Shape            *shape,
            const BatonValue *strings)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < baton_value_get_length (strings); i++)
    {
      const char *string = baton_value_get_string (baton_value_get_element (strings, i));

      if (string != NULL && !g_hash_table_add (seen, (gpointer) string))
        report (shape, BATON_PROBLEM_TWICE, string, NULL);
    }
}

static void
check_sorted (Shape            *shape,
              const BatonValue *strings)
{
  for (gsize i = 1; i < baton_value_get_length (strings); i++)
    if (g_strcmp0 (baton_value_get_string (baton_value_get_element (strings, i - 1)),
                   baton_value_get_string (baton_value_get_element (strings, i))) > 0)
      {
        report (shape, BATON_PROBLEM_NOT_SORTED, NULL, NULL);
        return;
      }
}

static void
check_ids (Shape            *shape,
           const BatonValue *value,
           gboolean          is_set)
{
  if (!check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = enter_index (shape, i);

      check_id (shape, baton_value_get_element (value, i));
      leave (shape, length);
    }
  check_once (shape, value);
  if (is_set)
    check_sorted (shape, value);
}

static void
check_choices (Shape                *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  if (!check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  if (baton_value_get_length (value) == 0 && (info->flags & BATON_FIELD_REQUIRED))
    report (shape, BATON_PROBLEM_MISSING, NULL, NULL);
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = enter_index (shape, i);

      check_choice (shape, info, baton_value_get_element (value, i));
      leave (shape, length);
    }
  check_once (shape, value);
  check_sorted (shape, value);
}

static void
check_audience (Shape            *shape,
                const BatonValue *value,
                BatonSide         side)
{
  int row = shape->row;

  if (!check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      gsize length = enter_index (shape, i);
      BatonClause clause;

      if (row < 0)
        shape->row = (int) i;
      if (!baton_audience_get_clause (value, i, side, &clause))
        report (shape, BATON_PROBLEM_BAD_AUDIENCE, NULL, NULL);
      else if (clause.type == BATON_CLAUSE_TERMS)
        {
          check_once (shape, clause.ids);
          if (baton_value_get_length (clause.ids) == 0)
            report (shape, BATON_PROBLEM_CLAUSE_EMPTY, NULL, NULL);
        }
      else if (clause.type == BATON_CLAUSE_ATTRIBUTE && clause.minimum > clause.maximum)
        report_numbers (shape, BATON_PROBLEM_RANGE_BACKWARDS, clause.minimum, clause.maximum);
      leave (shape, length);
    }
  shape->row = row;
}

/* ── Cells, records, the rest ──────────────────────────────────────────────────────────────────────────── */

static void
check_cell_value (Shape                *shape,
                  const BatonFieldInfo *info,
                  const BatonValue     *value)
{
  gsize length = enter_key (shape, "value");

  if (g_strcmp0 (baton_value_get_string (value), "none") != 0)
    check_integer (shape, info, value);
  leave (shape, length);
}

static void
check_exception (Shape                *shape,
                 const BatonFieldInfo *info,
                 const BatonValue     *exception)
{
  static const char * const keys[] = { "from", "audience", "value", NULL };
  const BatonValue *from = baton_value_get_member (exception, "from");
  const BatonValue *audience = baton_value_get_member (exception, "audience");
  gsize length;

  if (!check_object (shape, exception, keys))
    return;
  if (from != NULL)
    {
      length = enter_key (shape, "from");
      check_day (shape, from);
      leave (shape, length);
    }
  if (audience != NULL)
    {
      length = enter_key (shape, "audience");
      check_audience (shape, audience, BATON_SIDE_MEMBER);
      leave (shape, length);
    }
  if (from == NULL && baton_value_get_length (audience) == 0)
    report (shape, BATON_PROBLEM_EXCEPTION_UNLIMITED, NULL, NULL);
  check_cell_value (shape, info, baton_value_get_member (exception, "value"));
}

static void
check_cell (Shape                *shape,
            const BatonFieldInfo *info,
            const BatonValue     *value)
{
  static const char * const keys[] = { "value", "exceptions", NULL };
  const BatonValue *exceptions = baton_value_get_member (value, "exceptions");
  gsize length;

  if (!check_object (shape, value, keys))
    return;
  if (baton_value_get_member (value, "value") != NULL)
    check_cell_value (shape, info, baton_value_get_member (value, "value"));
  if (exceptions == NULL)
    return;
  length = enter_key (shape, "exceptions");
  if (check_type (shape, exceptions, BATON_VALUE_ARRAY))
    for (gsize i = 0; i < baton_value_get_length (exceptions); i++)
      {
        gsize inner = enter_index (shape, i);

        shape->row = (int) i;
        check_exception (shape, info, baton_value_get_element (exceptions, i));
        shape->row = -1;
        leave (shape, inner);
      }
  leave (shape, length);
}

static const BatonFieldInfo *
find_column (const BatonFieldInfo *columns,
             const char           *name)
{
  for (; columns->name != NULL; columns++)
    if (strcmp (columns->name, name) == 0)
      return columns;
  return NULL;
}

static void
check_record (Shape                *shape,
              const BatonFieldInfo *columns,
              const BatonValue     *record)
{
  if (!check_type (shape, record, BATON_VALUE_OBJECT))
    return;
  for (gsize i = 0; i < baton_value_get_length (record); i++)
    {
      const char *key = baton_value_get_key (record, i);
      const BatonFieldInfo *column = find_column (columns, key);
      gsize length = enter_key (shape, key);

      if (column != NULL)
        check_value (shape, column, baton_value_get_element (record, i));
      else
        report (shape, BATON_PROBLEM_UNKNOWN_FIELD, key, NULL);
      leave (shape, length);
    }
  for (; columns->name != NULL; columns++)
    if ((columns->flags & BATON_FIELD_REQUIRED) && baton_value_get_member (record, columns->name) == NULL)
      report (shape, BATON_PROBLEM_MISSING, columns->name, NULL);
}

static void
check_records (Shape                *shape,
               const BatonFieldInfo *info,
               const BatonValue     *value)
{
  gint64 n_rows = (gint64) baton_value_get_length (value);

  if (!check_type (shape, value, BATON_VALUE_ARRAY))
    return;
  if (info->maximum > 0 && n_rows > info->maximum)
    report_numbers (shape, BATON_PROBLEM_TOO_LARGE, n_rows, info->maximum);
  for (gint64 i = 0; i < n_rows; i++)
    {
      gsize length = enter_index (shape, (gsize) i);

      shape->row = (int) i;
      check_record (shape, info->columns, baton_value_get_element (value, (gsize) i));
      shape->row = -1;
      leave (shape, length);
    }
}

static gboolean
is_sha256 (const BatonValue *value)
{
  const char *digest = baton_value_get_string (value);

  return digest != NULL && strlen (digest) == 64 && strspn (digest, "0123456789abcdef") == 64;
}

static void
check_asset (Shape            *shape,
             const BatonValue *value)
{
  static const char * const keys[] = { "source", "locales", NULL };
  const BatonValue *locales = baton_value_get_member (value, "locales");
  gsize length;

  if (!check_object (shape, value, keys))
    return;
  if (!is_sha256 (baton_value_get_member (value, "source")))
    report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
  if (locales == NULL)
    return;
  length = enter_key (shape, "locales");
  if (check_type (shape, locales, BATON_VALUE_OBJECT))
    for (gsize i = 0; i < baton_value_get_length (locales); i++)
      {
        gsize inner = enter_key (shape, baton_value_get_key (locales, i));

        shape->locale = baton_value_get_key (locales, i);
        if (!is_locale_tag (shape->locale))
          report (shape, BATON_PROBLEM_BAD_LOCALE, shape->locale, NULL);
        if (!is_sha256 (baton_value_get_element (locales, i)))
          report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
        shape->locale = NULL;
        leave (shape, inner);
      }
  leave (shape, length);
}

static void
check_query (Shape            *shape,
             const BatonValue *value)
{
  static const char * const keys[] = { "what", "order", "most", "record", NULL };
  static const BatonFieldInfo most = { .type = BATON_TYPE_INTEGER, .minimum = 1, .maximum = 100 };

  if (!check_object (shape, value, keys))
    return;
  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *key = baton_value_get_key (value, i);
      const BatonValue *member = baton_value_get_element (value, i);
      gsize length = enter_key (shape, key);

      if (strcmp (key, "what") == 0)
        check_audience (shape, member, BATON_SIDE_CONTENT);
      else if (strcmp (key, "most") == 0)
        check_integer (shape, &most, member);
      else if (strcmp (key, "record") == 0)
        check_ids (shape, member, FALSE);
      else if (check_type (shape, member, BATON_VALUE_STRING)
               && strcmp (baton_value_get_string (member), "newest") != 0 && strcmp (baton_value_get_string (member), "title") != 0)
        report (shape, BATON_PROBLEM_UNKNOWN_CHOICE, baton_value_get_string (member), NULL);
      leave (shape, length);
    }
}

static void
check_place (Shape                *shape,
             const BatonFieldInfo *info,
             const BatonValue     *value)
{
  static const char * const keys[] = { "parent", "position", NULL };
  const char *parent = baton_value_get_member_string (value, "parent");
  const char *position = baton_value_get_member_string (value, "position");
  gboolean needs_parent = info->references != 0 && (info->flags & BATON_FIELD_REQUIRED) != 0;

  if (!check_object (shape, value, keys))
    return;
  if (position == NULL || !baton_position_is_valid (position)
      || (parent == NULL && (needs_parent || baton_value_get_member (value, "parent") != NULL))
      || (parent != NULL && (info->references == 0 || !baton_id_is_valid (parent))))
    report (shape, BATON_PROBLEM_BAD_PLACE, NULL, NULL);
}

static void
check_value (Shape                *shape,
             const BatonFieldInfo *info,
             const BatonValue     *value)
{
  switch (info->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      check_text (shape, info, value);
      break;
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
      check_integer (shape, info, value);
      break;
    case BATON_TYPE_DAY:
      check_day (shape, value);
      break;
    case BATON_TYPE_WINDOW:
      check_window (shape, value);
      break;
    case BATON_TYPE_BOOLEAN:
      /* False is the default, and defaults are never written. */
      if (!baton_value_get_boolean (value))
        report (shape, BATON_PROBLEM_WRONG_TYPE, NULL, NULL);
      break;
    case BATON_TYPE_CHOICE:
      if (info->flags & BATON_FIELD_MULTIPLE)
        check_choices (shape, info, value);
      else
        check_choice (shape, info, value);
      break;
    case BATON_TYPE_COLOUR:
      check_colour (shape, value);
      break;
    case BATON_TYPE_TERM_SET:
      check_ids (shape, value, TRUE);
      break;
    case BATON_TYPE_REFERENCE:
      check_id (shape, value);
      break;
    case BATON_TYPE_REFERENCES:
      check_ids (shape, value, FALSE);
      break;
    case BATON_TYPE_AUDIENCE:
      check_audience (shape, value, info->side);
      break;
    case BATON_TYPE_CELL:
      check_cell (shape, info, value);
      break;
    case BATON_TYPE_RECORDS:
      check_records (shape, info, value);
      break;
    case BATON_TYPE_ASSET:
      check_asset (shape, value);
      break;
    case BATON_TYPE_QUERY:
      check_query (shape, value);
      break;
    case BATON_TYPE_PLACE:
      check_place (shape, info, value);
      break;
    case BATON_N_TYPES:
    default:
      break;
    }
}

void
baton_validate_shape_at (const BatonEntity *entity,
                         const char        *path,
                         GPtrArray         *problems)
{
  g_autoptr (GString) pointer = path != NULL ? g_string_new (path) : NULL;
  Shape shape = { .entity = entity, .problems = problems, .field = BATON_FIELD_NONE, .row = -1, .path = pointer };
  const BatonKindInfo *kind = baton_schema_get_kind (baton_entity_get_kind (entity));

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const BatonFieldInfo *info;
      const BatonValue *value;

      shape.field = (BatonField) (kind->first_field + i);
      info = baton_schema_get_field (shape.field);
      value = baton_entity_get (entity, shape.field);
      if (value != NULL)
        {
          gsize length = enter_key (&shape, info->name);

          check_value (&shape, info, value);
          leave (&shape, length);
        }
      else if (info->flags & BATON_FIELD_REQUIRED)
        report (&shape, BATON_PROBLEM_MISSING, NULL, NULL);
    }
}

void
baton_validate_shape (const BatonEntity *entity,
                      GPtrArray         *problems)
{
  g_return_if_fail (entity != NULL && problems != NULL);

  if (!baton_id_is_valid (baton_entity_get_id (entity)))
    g_ptr_array_add (problems, baton_problem_new (BATON_PROBLEM_BAD_ID, baton_entity_get_kind (entity), baton_entity_get_id (entity),
                                                  BATON_FIELD_NONE, baton_entity_get_id (entity), NULL));
  baton_validate_shape_at (entity, NULL, problems);
}
