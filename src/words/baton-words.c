/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words.h"

#include "model/baton-locale.h"
#include "words/baton-words-audience.h"
#include "words/baton-words-format.h"
#include "words/baton-words-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <locale.h>

void
baton_words_init (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

const char *
baton_words_label (const char *label)
{
  gsize offset = baton_label_get_offset (label);

  return offset > 0 ? g_dpgettext (GETTEXT_PACKAGE, label, offset) : g_dgettext (GETTEXT_PACKAGE, label);
}

const char *
baton_words_help (const char *help)
{
  return help != NULL && *help != '\0' ? g_dgettext (GETTEXT_PACKAGE, help) : "";
}

const char *
baton_words_kind (BatonKind kind)
{
  return baton_words_label (baton_schema_get_kind (kind)->label);
}

const char *
baton_words_kinds (BatonKind kind)
{
  return baton_words_label (baton_schema_get_kind (kind)->plural);
}

const char *
baton_words_field (BatonField field)
{
  return baton_words_label (baton_schema_get_field (field)->label);
}

const char *
baton_words_choice (const BatonFieldInfo *field,
                    const char           *value)
{
  int choice = baton_schema_find_choice (field, value);

  return choice >= 0 ? baton_words_label (field->choices[choice].label) : value;
}

const char *
baton_words_section (BatonKind kind)
{
  switch (kind)
    {
    case BATON_KIND_VOCABULARY:
    case BATON_KIND_TERM:
    case BATON_KIND_RECORD_TYPE:
    case BATON_KIND_RECORD_FIELD:
    case BATON_KIND_RECORD:
      return C_("section", "Taxonomy");
    case BATON_KIND_ROLE:
    case BATON_KIND_PERSONA:
    case BATON_KIND_AUDIENCE:
      return C_("section", "Roles & Personas");
    case BATON_KIND_PUBLISHING_RULE:
      return C_("section", "Publishing");
    case BATON_KIND_BRAND:
    case BATON_KIND_ASSET:
      return C_("section", "Branding");
    case BATON_KIND_PAGE:
    case BATON_KIND_BLOCK:
      return C_("section", "Landing Pages");
    case BATON_KIND_CONTENT:
    case BATON_KIND_COLLECTION:
      return C_("section", "Content");
    case BATON_KIND_SEARCH_PROFILE:
      return C_("section", "Search");
    case BATON_KIND_WORKFLOW:
    case BATON_KIND_WORKFLOW_STEP:
      return C_("section", "Workflows");
    case BATON_KIND_TOOL:
      return C_("section", "Tools");
    case BATON_KIND_MOTION:
    case BATON_KIND_ACTIVITY:
      return C_("section", "Activities");
    case BATON_KIND_PROMOTION:
      return C_("section", "Promotions");
    case BATON_KIND_TIER_LADDER:
    case BATON_KIND_TIER:
    case BATON_KIND_BENEFIT:
      return C_("section", "Tiers");
    case BATON_KIND_REWARD:
      return C_("section", "Rewards");
    case BATON_KIND_FUND:
      return C_("section", "Funds");
    case BATON_KIND_LOCALE:
    case BATON_KIND_PORTAL_WORD:
      return C_("section", "Languages");
    case BATON_KIND_KPI:
    case BATON_KIND_TARGET:
    case BATON_KIND_DASHBOARD:
      return C_("section", "Measures");
    case BATON_KIND_MAPPING_ENTRY:
      return C_("section", "Ecosystem Map");
    case BATON_KIND_NAVIGATION_ITEM:
      return C_("section", "Navigation");
    case BATON_KIND_PROGRAM:
    default:
      return C_("section", "Program");
    }
}

char *
baton_words_language (const char *tag)
{
  /* The process's own locale comes as "de_DE.UTF-8" or "C". */
  g_auto (GStrv) parts = g_strsplit_set (g_get_language_names ()[0], ".@", 2);
  g_autofree char *reader = NULL;

  g_strdelimit (parts[0], "_", '-');
  reader = baton_locale_canonicalize (parts[0]);
  return baton_locale_display_name (tag, reader != NULL ? reader : "en");
}

char *
baton_words_organisation (const BatonNames *names,
                          const char       *id)
{
  guint number = names->reg != NULL ? baton_register_find_organisation (names->reg, id) : BATON_INDEX_NONE;
  const BatonOrganisationFacts *facts;

  if (names->presenting)
    /* Translators: stands for a partner whose name is not to be seen; %u is a number */
    return number != BATON_INDEX_NONE ? g_strdup_printf (C_("partner", "Partner %u"), number + 1) : g_strdup (C_("partner", "A partner"));
  facts = number != BATON_INDEX_NONE ? baton_register_get_organisation_facts (names->reg, number, BATON_DAY_MAX) : NULL;
  return g_strdup (facts != NULL ? facts->name : id);
}

char *
baton_words_member (const BatonNames *names,
                    const char       *id)
{
  guint number = names->reg != NULL ? baton_register_find_member (names->reg, id) : BATON_INDEX_NONE;
  const BatonMemberFacts *facts;

  if (names->presenting)
    /* Translators: stands for a person whose name is not to be seen; %u is a number */
    return number != BATON_INDEX_NONE ? g_strdup_printf (C_("member", "Person %u"), number + 1) : g_strdup (C_("member", "A person"));
  facts = number != BATON_INDEX_NONE ? baton_register_get_member_facts (names->reg, number, BATON_DAY_MAX) : NULL;
  return g_strdup (facts != NULL ? facts->name : id);
}

gboolean
baton_words_is_holder (const BatonFieldInfo *field)
{
  return field->type == BATON_TYPE_TEXT && (field->flags & BATON_FIELD_DISCREET) != 0;
}

char *
baton_words_holder (const BatonNames *names,
                    const char       *id)
{
  if (names->reg != NULL && baton_register_find_organisation (names->reg, id) == BATON_INDEX_NONE && baton_register_find_member (names->reg, id) != BATON_INDEX_NONE)
    return baton_words_member (names, id);
  return baton_words_organisation (names, id);
}

BatonEntity *
baton_names_lookup (const BatonNames *names,
                    const char       *id)
{
  if (names == NULL || id == NULL)
    return NULL;
  if (names->program != NULL)
    return baton_program_lookup (names->program, id);
  return names->snapshot != NULL ? baton_snapshot_lookup (names->snapshot, id) : NULL;
}

/* What has no name: a rule is its sentence; a block is known by its type and page, a target by its measure and segment. */
static char *
say_nameless (const BatonNames  *names,
              const BatonEntity *entity,
              gboolean           with_parent)
{
  BatonKind kind = baton_entity_get_kind (entity);
  const char *name = NULL;
  g_autofree char *parent = NULL, *segment = NULL;

  if (kind == BATON_KIND_PUBLISHING_RULE)
    return baton_words_rule (names, entity);
  if (kind == BATON_KIND_BLOCK)
    name = baton_words_choice (baton_schema_get_field (BATON_FIELD_BLOCK_TYPE), baton_entity_get_string (entity, BATON_FIELD_BLOCK_TYPE));
  if (name == NULL)
    name = baton_words_label (baton_schema_get_kind (kind)->label);
  if (with_parent && baton_entity_get_parent (entity) != NULL && baton_names_lookup (names, baton_entity_get_parent (entity)) != NULL)
    parent = baton_words_name (names, baton_entity_get_parent (entity));
  /* A measure has a target for each segment. */
  if (kind == BATON_KIND_TARGET && baton_value_get_length (baton_entity_get (entity, BATON_FIELD_TARGET_AUDIENCE)) > 0)
    segment = baton_words_audience (names, baton_entity_get (entity, BATON_FIELD_TARGET_AUDIENCE), BATON_SIDE_MEMBER);
  if (parent != NULL && segment != NULL)
    /* Translators: %1$s is a thing without a name, a target; %2$s is what it belongs to, %3$s for whom it is set */
    return g_strdup_printf (C_("name of a nameless thing", "%1$s of %2$s, for %3$s"), name, parent, segment);
  if (parent != NULL)
    /* Translators: %1$s is a thing without a name, a block of a page for example; %2$s is what it belongs to */
    return g_strdup_printf (C_("name of a nameless thing", "%1$s of %2$s"), name, parent);
  if (segment != NULL)
    /* Translators: %1$s is a target, which stands below what it belongs to; %2$s for whom it is set */
    return g_strdup_printf (C_("name of a nameless thing", "%1$s for %2$s"), name, segment);
  return g_strdup (name);
}

char *
baton_words_name (const BatonNames *names,
                  const char       *id)
{
  BatonEntity *entity = baton_names_lookup (names, id);
  const BatonKindInfo *kind;
  const char *name = NULL;

  if (entity == NULL)
    return g_strdup (id != NULL ? id : "");

  kind = baton_schema_get_kind (baton_entity_get_kind (entity));
  if (kind->name_field != BATON_FIELD_NONE)
    name = baton_entity_get_string (entity, kind->name_field);
  if (name != NULL && *name != '\0')
    return baton_entity_get_kind (entity) == BATON_KIND_LOCALE ? baton_words_language (name)
                                                                : baton_words_discreet (names, name);

  return say_nameless (names, entity, TRUE);
}

char *
baton_words_name_below (const BatonNames *names,
                        const char       *id)
{
  BatonEntity *entity = baton_names_lookup (names, id);
  BatonField field = entity != NULL ? baton_schema_get_kind (baton_entity_get_kind (entity))->name_field : BATON_FIELD_NONE;
  const char *name = field != BATON_FIELD_NONE ? baton_entity_get_string (entity, field) : NULL;

  return entity == NULL || (name != NULL && *name != '\0') ? baton_words_name (names, id) : say_nameless (names, entity, FALSE);
}

char *
baton_words_quoted_name (const BatonNames *names,
                         const char       *id)
{
  g_autofree char *name = baton_words_isolate (baton_words_name (names, id));

  /* Translators: quotation marks around a name */
  return g_strdup_printf (C_("name", "“%s”"), name);
}

char *
baton_words_whereabouts (const BatonNames *names,
                         const char       *id)
{
  BatonEntity *entity = baton_names_lookup (names, id);
  BatonKind kind = entity != NULL ? baton_entity_get_kind (entity) : BATON_KIND_NONE;
  const char *target = kind == BATON_KIND_NAVIGATION_ITEM ? baton_entity_get_string (entity, BATON_FIELD_NAVIGATION_ITEM_TARGET) : NULL;
  const char *place = target != NULL ? target : entity != NULL ? baton_entity_get_parent (entity) : NULL;
  g_autofree char *name = NULL;

  if (place == NULL || baton_names_lookup (names, place) == NULL)
    return NULL;
  name = baton_words_quoted_name (names, place);
  if (target != NULL)
    /* Translators: of a navigation item, beside its name: %s is a page */
    return g_strdup_printf (C_("whereabouts", "leads to %s"), name);
  if (kind == BATON_KIND_BLOCK)
    /* Translators: of a block, beside its name: %s is the page that it stands on */
    return g_strdup_printf (C_("whereabouts", "on %s"), name);
  /* Translators: of a thing, beside its name: %s is what it stands in or below */
  return g_strdup_printf (C_("whereabouts", "in %s"), name);
}

static char *
join (GPtrArray  *items,
      const char *last)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        /* Translators: stands between the items of an enumeration, but for the last two */
        g_string_append (joined, i + 1 == items->len ? last : C_("enumeration", ", "));
      g_string_append (joined, items->pdata[i]);
    }
  return g_string_free (joined, FALSE);
}

char *
baton_words_join_and (GPtrArray *items)
{
  /* Translators: stands between the last two items of an enumeration: A, B and C */
  return join (items, C_("enumeration", " and "));
}

char *
baton_words_join_or (GPtrArray *items)
{
  /* Translators: stands between the last two items of an enumeration: A, B or C */
  return join (items, C_("enumeration", " or "));
}

char *
baton_words_join_some (GPtrArray *items,
                       guint      count,
                       guint      most)
{
  if (items->len > most)
    g_ptr_array_set_size (items, (int) most);
  if (count > items->len)
    {
      guint more = count - items->len;

      /* Translators: ends an enumeration of names that is cut short: “A”, “B” and 9 more */
      g_ptr_array_add (items, baton_words_count (ngettext ("%s more", "%s more", more), more));
    }
  return baton_words_join_and (items);
}

/* ── Partners in texts ── */

#define MOST_WORDS 6   /* of a partner's name, as they are looked for in texts */

static void
add_partner (GHashTable *partners,
             const char *own,
             const char *name)
{
  g_autofree char *folded = name != NULL ? g_utf8_casefold (name, -1) : NULL;

  /* What is short is likely to be a word as well. */
  if (folded != NULL && g_utf8_strlen (name, -1) > 3 && strstr (own, folded) == NULL)
    g_hash_table_add (partners, g_steal_pointer (&folded));
}

GHashTable *
baton_words_list_partners (BatonRegister *reg,
                           const char    *own)
{
  g_autofree char *folded = g_utf8_casefold (own != NULL ? own : "", -1);
  GHashTable *partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < baton_register_get_n_organisations (reg); i++)
    {
      const BatonOrganisationFacts *facts = baton_register_get_organisation_facts (reg, i, BATON_DAY_MAX);

      add_partner (partners, folded, facts != NULL ? facts->name : NULL);
    }
  for (guint i = 0; i < baton_register_get_n_members (reg); i++)
    {
      const BatonMemberFacts *facts = baton_register_get_member_facts (reg, i, BATON_DAY_MAX);

      add_partner (partners, folded, facts != NULL ? facts->name : NULL);
    }
  return partners;
}

/* The end of the word that begins at *c*, or of one more character where none does. */
static const char *
end_word (const char *c)
{
  const char *end = c;

  while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end > c ? end : g_utf8_next_char (c);
}

/* The end of the longest name that begins at *start*; NULL. */
static const char *
find_partner (GHashTable *partners,
              const char *start)
{
  const char *found = NULL, *end = start;

  for (guint words = 0; words < MOST_WORDS && *end != '\0'; words++)
    {
      g_autofree char *text = NULL, *folded = NULL;

      /* What stands between two words goes with the next. */
      while (*end != '\0' && end > start && !g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (*end == '\0')
        break;
      end = end_word (end);
      text = g_strndup (start, end - start);
      folded = g_utf8_casefold (text, -1);
      if (g_hash_table_contains (partners, folded))
        found = end;
    }
  return found;
}

char *
baton_words_discreet (const BatonNames *names,
                      const char       *text)
{
  GString *discreet;

  if (names == NULL || !names->presenting || names->partners == NULL || text == NULL)
    return g_strdup (text);
  discreet = g_string_new (NULL);
  for (const char *c = text; *c != '\0';)
    {
      const char *end = g_unichar_isalnum (g_utf8_get_char (c)) ? find_partner (names->partners, c) : NULL, *next = end != NULL ? end : end_word (c);

      if (end != NULL)
        g_string_append (discreet, BATON_WORDS_HIDDEN);
      else
        g_string_append_len (discreet, c, next - c);
      c = next;
    }
  return g_string_free (discreet, FALSE);
}
