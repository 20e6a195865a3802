/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chains of languages.
 */
#define G_LOG_DOMAIN "baton-rules"

#include "rules/baton-locales.h"

#include "model/baton-text.h"

/* A portal asks in the languages of its members; more tags than this come from somebody who plays with the address. */
#define MAX_CHAINS 1000

struct _BatonLocales
{
  gatomicrefcount  refs;
  char            *source;
  GHashTable      *overrides;   /* tag → tag */
  GMutex           lock;        /* guards chains */
  GHashTable      *chains;      /* tag → char **; entries stay as long as the object */
};

BatonLocales *
baton_locales_new (const BatonEntity *root,
                   GPtrArray         *locales)
{
  BatonLocales *self = g_new0 (BatonLocales, 1);
  const char *source = root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->source = g_strdup (source != NULL ? source : "en");
  self->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->chains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  for (guint i = 0; i < locales->len; i++)
    {
      const char *tag = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_TAG);
      const char *fallback = baton_entity_get_string (locales->pdata[i], BATON_FIELD_LOCALE_FALLBACK);

      if (tag != NULL && fallback != NULL)
        g_hash_table_insert (self->overrides, g_strdup (tag), g_strdup (fallback));
    }
  return self;
}

BatonLocales *
baton_locales_ref (BatonLocales *locales)
{
  g_atomic_ref_count_inc (&locales->refs);
  return locales;
}

void
baton_locales_unref (BatonLocales *locales)
{
  if (!g_atomic_ref_count_dec (&locales->refs))
    return;

  g_free (locales->source);
  g_hash_table_unref (locales->overrides);
  g_hash_table_unref (locales->chains);
  g_mutex_clear (&locales->lock);
  g_free (locales);
}

const char *
baton_locales_get_source (BatonLocales *locales)
{
  return locales->source;
}

static char **
make_chain (BatonLocales *locales,
            const char   *tag)
{
  char **chain = baton_locale_chain (tag, locales->overrides);

  for (guint i = 0; chain[i] != NULL; i++)
    if (g_str_equal (chain[i], locales->source))
      {
        for (guint j = i; chain[j] != NULL; j++)
          g_clear_pointer (&chain[j], g_free);
        break;
      }
  return chain;
}

const char * const *
baton_locales_get_chain (BatonLocales *locales,
                         const char   *tag)
{
  static const char * const nothing[] = { NULL };
  char **chain;

  g_mutex_lock (&locales->lock);
  chain = g_hash_table_lookup (locales->chains, tag);
  if (chain == NULL && g_hash_table_size (locales->chains) < MAX_CHAINS)
    {
      chain = make_chain (locales, tag);
      g_hash_table_insert (locales->chains, g_strdup (tag), chain);
    }
  g_mutex_unlock (&locales->lock);
  return chain != NULL ? (const char * const *) chain : nothing;
}
