/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads and makes the values of translatable texts. Nothing is kept between calls: a text is its value.
 */
#include "config.h"

#include "model/baton-text.h"

#include <string.h>

#define DIGEST_LENGTH 16

static const char *
get_state_name (BatonTextState state)
{
  switch (state)
    {
    case BATON_TEXT_NEEDS_WORK:
      return "needs-work";
    case BATON_TEXT_TRANSLATED:
      return "translated";
    case BATON_TEXT_REVIEWED:
      return "reviewed";
    case BATON_TEXT_MISSING:
    case BATON_TEXT_STALE:
    case BATON_TEXT_SOURCE:
    case BATON_TEXT_NATIVE:
    case BATON_TEXT_KEPT:
    default:
      return NULL;
    }
}

static const BatonValue *
get_locale_entry (const BatonValue *text,
                  const char       *tag)
{
  return baton_value_get_member (baton_value_get_member (text, "locales"), tag);
}

/* A translation that only waits to be finished is never shown to members. */
static gboolean
is_shown (const BatonValue *entry)
{
  return baton_value_get_member_string (entry, "text") != NULL
         && g_strcmp0 (baton_value_get_member_string (entry, "state"), "needs-work") != 0;
}

const char *
baton_text_get_source (const BatonValue *text)
{
  const char *source = baton_value_is (text, BATON_VALUE_STRING) ? baton_value_get_string (text)
                                                                 : baton_value_get_member_string (text, "source");

  return source != NULL ? source : "";
}

const char *
baton_text_get_exact (const BatonValue *text,
                      const char       *tag)
{
  g_return_val_if_fail (tag != NULL, NULL);

  return baton_value_get_member_string (get_locale_entry (text, tag), "text");
}

BatonTextState
baton_text_get_state (const BatonValue *text,
                      const char       *tag,
                      const char       *source_tag)
{
  const BatonValue *entry;
  const char *state;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (tag != NULL, BATON_TEXT_MISSING);

  if (baton_value_get_boolean (baton_value_get_member (text, "kept")))
    return BATON_TEXT_KEPT;
  if (baton_value_get_member (text, "native") != NULL)
    return BATON_TEXT_NATIVE;
  if (g_strcmp0 (tag, source_tag) == 0)
    return BATON_TEXT_SOURCE;

  entry = get_locale_entry (text, tag);
  if (baton_value_get_member_string (entry, "text") == NULL)
    return BATON_TEXT_MISSING;
  state = baton_value_get_member_string (entry, "state");
  if (g_strcmp0 (state, "needs-work") == 0)
    return BATON_TEXT_NEEDS_WORK;
  digest = baton_text_source_digest (baton_text_get_source (text));
  if (g_strcmp0 (digest, baton_value_get_member_string (entry, "source")) != 0)
    return BATON_TEXT_STALE;
  return g_strcmp0 (state, "reviewed") == 0 ? BATON_TEXT_REVIEWED : BATON_TEXT_TRANSLATED;
}

const char *
baton_text_lookup (const BatonValue   *text,
                   const char * const *chain,
                   const char        **found)
{
  if (found != NULL)
    *found = NULL;
  if (baton_value_get_boolean (baton_value_get_member (text, "kept")) || baton_value_get_member (text, "native") != NULL)
    return baton_text_get_source (text);

  for (gsize i = 0; chain != NULL && chain[i] != NULL; i++)
    {
      const BatonValue *entry = get_locale_entry (text, chain[i]);

      if (!is_shown (entry))
        continue;
      if (found != NULL)
        *found = chain[i];
      return baton_value_get_member_string (entry, "text");
    }
  return baton_text_get_source (text);
}

char *
baton_text_source_digest (const char *source)
{
  char *digest;

  g_return_val_if_fail (source != NULL, NULL);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, source, -1);
  digest[DIGEST_LENGTH] = '\0';
  return digest;
}

BatonValue *
baton_text_new (const char *source)
{
  return baton_text_with_source (NULL, source);
}

BatonValue *
baton_text_with_source (const BatonValue *text,
                        const char       *source)
{
  g_autoptr (BatonValue) value = NULL;

  g_return_val_if_fail (source != NULL, NULL);

  value = baton_value_new_string (source);
  return baton_value_with_member (baton_value_is (text, BATON_VALUE_OBJECT) ? text : NULL, "source", value);
}

BatonValue *
baton_text_with_locale (const BatonValue *text,
                        const char       *tag,
                        const char       *translation,
                        BatonTextState    state)
{
  g_autoptr (BatonValue) base = NULL;
  g_autoptr (BatonValue) entry = NULL;
  g_autoptr (BatonValue) locales = NULL;

  g_return_val_if_fail (tag != NULL, NULL);
  g_return_val_if_fail (translation == NULL || get_state_name (state) != NULL, NULL);

  base = baton_text_with_source (text, baton_text_get_source (text));
  if (translation != NULL)
    {
      g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
      g_autofree char *digest = baton_text_source_digest (baton_text_get_source (text));

      baton_value_builder_open_object (builder);
      baton_value_builder_set_string (builder, "text", translation);
      baton_value_builder_set_string (builder, "state", get_state_name (state));
      baton_value_builder_set_string (builder, "source", digest);
      baton_value_builder_close (builder);
      entry = baton_value_builder_finish (builder);
    }

  locales = baton_value_with_member (baton_value_get_member (base, "locales"), tag, entry);
  return baton_value_with_member (base, "locales", baton_value_get_length (locales) > 0 ? locales : NULL);
}
