/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/baton-duplicates.h"

#include <string.h>

/* Forms of companies, folded; "gmbhcokg" comes apart into words that are all here. */
static const char * const forms[] = {
  "ab", "ag", "aktiebolag", "and", "aps", "as", "asa", "bhd", "bv", "bvba", "co", "company", "corp", "corporation", "cv", "doo", "eg", "ek", "ev",
  "gmbh", "ggmbh", "group", "holding", "holdings", "inc", "incorporated", "kft", "kg", "kgaa", "kk", "lda", "limited", "llc", "llp", "lp", "ltd", "ltda",
  "mbh", "nv", "ohg", "oy", "oyj", "plc", "pte", "pty", "pvt", "sa", "sarl", "sas", "sdn", "se", "sl", "sp", "spa", "spol", "spzoo", "sro", "srl", "the", "ug",
  "und", "y", "zoo",
};

static gboolean
is_form (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* Letters without marks and case, digits, and one blank for everything else; points and apostrophes vanish ("S.p.A."). */
static char *
fold_letters (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  GString *plain = g_string_new (NULL);

  for (const char *c = apart != NULL ? apart : ""; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      switch (character)
        {
        case 0xF8: /* ø, æ, œ, đ, ł have no decomposition */
          g_string_append_c (plain, 'o');
          break;
        case 0xE6:
          g_string_append (plain, "ae");
          break;
        case 0x153:
          g_string_append (plain, "oe");
          break;
        case 0x111:
          g_string_append_c (plain, 'd');
          break;
        case 0x142:
          g_string_append_c (plain, 'l');
          break;
        default:
          if (g_unichar_isalnum (character))
            g_string_append_unichar (plain, character);
          else if (character != '.' && character != '\'' && character != 0x2019 && !g_unichar_ismark (character) && plain->len > 0 && plain->str[plain->len - 1] != ' ')
            g_string_append_c (plain, ' ');
        }
    }
  return g_strchomp (g_string_free (plain, FALSE));
}

char *
baton_duplicates_fold (const char *name)
{
  g_autofree char *letters = fold_letters (name);
  g_auto (GStrv) words = g_strsplit (letters, " ", -1);
  GString *rest = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (!is_form (words[i]))
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", words[i]);
  if (rest->len > 0)
    return g_string_free (rest, FALSE);
  g_string_free (rest, TRUE);
  return *letters != '\0' ? g_steal_pointer (&letters) : g_strdup (name);
}

/* Groups of ids by key, in the order in which each key came first. */
typedef struct
{
  GHashTable *by_key;
  GPtrArray  *groups;   /* of GPtrArray of ids */
} Groups;

static void
add_to_group (Groups     *groups,
              char       *key,
              const char *id)
{
  GPtrArray *group = g_hash_table_lookup (groups->by_key, key);

  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_ptr_array_add (groups->groups, group);
      g_hash_table_insert (groups->by_key, key, group);
    }
  else
    {
      g_free (key);
    }
  g_ptr_array_add (group, (gpointer) id);
}

static GPtrArray *
finish_groups (Groups *groups)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < groups->groups->len; i++)
    {
      GPtrArray *group = groups->groups->pdata[i];

      if (group->len > 1)
        {
          g_ptr_array_add (group, NULL);
          g_ptr_array_add (found, g_ptr_array_free (group, FALSE));
        }
      else
        {
          g_ptr_array_unref (group);
        }
    }
  g_ptr_array_unref (groups->groups);
  g_hash_table_unref (groups->by_key);
  return found;
}

GPtrArray *
baton_duplicates_list_organisations (BatonRegister *reg)
{
  Groups groups = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_ptr_array_new () };

  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      guint n;
      const BatonOrganisationFacts *facts = baton_register_list_organisation_facts (reg, i, &n);

      add_to_group (&groups, baton_duplicates_fold (facts[n - 1].name), baton_register_get_organisation (reg, i));
    }
  return finish_groups (&groups);
}

GPtrArray *
baton_duplicates_list_members (BatonRegister *reg)
{
  Groups groups = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_ptr_array_new () };

  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      guint n;
      const BatonMemberFacts *facts = baton_register_list_member_facts (reg, i, &n);
      g_autofree char *folded = fold_letters (facts[n - 1].name);

      add_to_group (&groups, g_strdup_printf ("%u %s", facts[n - 1].organisation, folded), baton_register_get_member (reg, i));
    }
  return finish_groups (&groups);
}
