/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All knowledge of languages comes from ICU's data; none is written down here.
 */
#include "config.h"

#include "model/baton-locale.h"

#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

#define CHAIN_MAX 8

/* ICU's own form of a tag ("zh_Hant_TW"); FALSE unless all of *tag* is well-formed. */
static gboolean
to_icu (const char *tag,
        char        icu[ULOC_FULLNAME_CAPACITY])
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;

  uloc_forLanguageTag (tag, icu, ULOC_FULLNAME_CAPACITY, &parsed, &status);
  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING && (gsize) parsed == strlen (tag);
}

/* (transfer full), nullable */
static char *
from_icu (const char *icu)
{
  char tag[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  uloc_toLanguageTag (icu, tag, sizeof tag, 1, &status);
  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? g_strdup (tag) : NULL;
}

char *
baton_locale_canonicalize (const char *tag)
{
  char icu[ULOC_FULLNAME_CAPACITY];
  gsize language_length;

  if (tag == NULL || tag[strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] != '\0')
    return NULL;
  /* BCP 47 has room for languages of up to eight letters but none is registered; "english" is a slip, not a tag. */
  language_length = strcspn (tag, "-");
  if (language_length < 2 || language_length > 3 || g_ascii_strncasecmp (tag, "und", language_length) == 0)
    return NULL;
  return to_icu (tag, icu) ? from_icu (icu) : NULL;
}

/* ── Parents ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_parent (GHashTable      *parents,
            const char      *parent,
            UResourceBundle *child)
{
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  const UChar *name = ures_getString (child, &length, &status);

  if (U_SUCCESS (status))
    g_hash_table_insert (parents, g_strdelimit (g_utf16_to_utf8 (name, length, NULL, NULL, NULL), "_", '-'),
                         strcmp (parent, "root") == 0 ? g_strdup ("") : g_strdelimit (g_strdup (parent), "_", '-'));
}

/* CLDR's parent locales that are not found by truncation, tag → tag; "" where CLDR forbids any parent. ICU keeps them
 * as a table of parent → child or list of children. */
static GHashTable *
load_parents (void)
{
  GHashTable *parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *bundle = ures_openDirect (NULL, "supplementalData", &status);
  UResourceBundle *table = ures_getByKey (bundle, "parentLocales", NULL, &status);

  while (U_SUCCESS (status) && ures_hasNext (table))
    {
      UResourceBundle *children = ures_getNextResource (table, NULL, &status);

      if (U_FAILURE (status))
        break;
      if (ures_getType (children) == URES_STRING)
        add_parent (parents, ures_getKey (children), children);
      else if (ures_getType (children) == URES_ARRAY)
        for (int32_t i = 0; i < ures_getSize (children); i++)
          {
            UErrorCode child_status = U_ZERO_ERROR;
            UResourceBundle *child = ures_getByIndex (children, i, NULL, &child_status);

            if (U_SUCCESS (child_status))
              add_parent (parents, ures_getKey (children), child);
            ures_close (child);
          }
      ures_close (children);
    }
  ures_close (table);
  ures_close (bundle);
  return parents;
}

/* The script that *tag* is written in, given or likely. */
static gboolean
get_script (const char *tag,
            char        script[ULOC_SCRIPT_CAPACITY])
{
  char icu[ULOC_FULLNAME_CAPACITY];
  char likely[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;

  if (!to_icu (tag, icu))
    return FALSE;
  uloc_addLikelySubtags (icu, likely, sizeof likely, &status);
  uloc_getScript (likely, script, ULOC_SCRIPT_CAPACITY, &status);
  return U_SUCCESS (status) && script[0] != '\0';
}

gboolean
baton_locale_same_script (const char *a,
                          const char *b)
{
  char script_a[ULOC_SCRIPT_CAPACITY];
  char script_b[ULOC_SCRIPT_CAPACITY];

  return get_script (a, script_a) && get_script (b, script_b) && strcmp (script_a, script_b) == 0;
}

/* RFC 4647, 3.4: the last subtag goes, and a lone letter before it with it. */
static char *
truncate_tag (const char *tag)
{
  const char *end = strrchr (tag, '-');

  if (end == NULL)
    return NULL;
  if (end - tag >= 2 && end[-2] == '-')
    end -= 2;
  return g_strndup (tag, end - tag);
}

/* "zh-TW" says its script only by its region: "zh-Hant-TW", through which CLDR's parents are found. NULL when the tag
 * names a script, has no region, or is written as its bare language is. */
static char *
insert_script (const char *tag)
{
  char icu[ULOC_FULLNAME_CAPACITY];
  char script[ULOC_SCRIPT_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  gsize language_length = strcspn (tag, "-");
  g_autofree char *language = g_strndup (tag, language_length);

  if (tag[language_length] == '\0' || !to_icu (tag, icu))
    return NULL;
  uloc_getScript (icu, script, sizeof script, &status);
  if (U_FAILURE (status) || script[0] != '\0')
    return NULL;
  if (baton_locale_same_script (tag, language) || !get_script (tag, script))
    return NULL;
  return g_strdup_printf ("%s-%s%s", language, script, tag + language_length);
}

static char *
find_parent (const char *tag,
             GHashTable *overrides)
{
  static gsize ready;
  static GHashTable *parents;
  const char *parent;
  char *scripted;

  if (g_once_init_enter (&ready))
    {
      parents = load_parents ();
      g_once_init_leave (&ready, 1);
    }

  parent = overrides != NULL ? g_hash_table_lookup (overrides, tag) : NULL;
  if (parent != NULL && baton_locale_same_script (tag, parent))
    return g_strdup (parent);
  parent = g_hash_table_lookup (parents, tag);
  if (parent != NULL)
    return *parent != '\0' ? g_strdup (parent) : NULL;
  scripted = insert_script (tag);
  return scripted != NULL ? scripted : truncate_tag (tag);
}

char **
baton_locale_chain (const char *tag,
                    GHashTable *overrides)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *next = g_strdup (tag);

  g_return_val_if_fail (tag != NULL, NULL);

  while (next != NULL && chain->len < CHAIN_MAX
         && !g_ptr_array_find_with_equal_func (chain, next, g_str_equal, NULL)
         && (chain->len == 0 || baton_locale_same_script (tag, next)))
    {
      char *parent = find_parent (next, overrides);

      g_ptr_array_add (chain, g_steal_pointer (&next));
      next = parent;
    }
  g_ptr_array_add (chain, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chain), FALSE);
}

/* ── For people ────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
baton_locale_is_rtl (const char *tag)
{
  char icu[ULOC_FULLNAME_CAPACITY];

  return tag != NULL && to_icu (tag, icu) && uloc_isRightToLeft (icu);
}

char *
baton_locale_display_name (const char *tag,
                           const char *in_tag)
{
  char icu[ULOC_FULLNAME_CAPACITY];
  char in_icu[ULOC_FULLNAME_CAPACITY];
  UChar name[256];
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names;
  int32_t length;
  char *display_name = NULL;

  g_return_val_if_fail (tag != NULL, NULL);

  if (!to_icu (tag, icu) || in_tag == NULL || !to_icu (in_tag, in_icu))
    return g_strdup (tag);
  names = uldn_open (in_icu, ULDN_DIALECT_NAMES, &status);
  length = uldn_localeDisplayName (names, icu, name, G_N_ELEMENTS (name), &status);
  if (U_SUCCESS (status) && length > 0 && length <= (int32_t) G_N_ELEMENTS (name))
    display_name = g_utf16_to_utf8 (name, length, NULL, NULL, NULL);
  uldn_close (names);
  return display_name != NULL ? display_name : g_strdup (tag);
}
