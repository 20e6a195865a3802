/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "words/baton-words-merge.h"

#include "model/baton-text.h"
#include "words/baton-words-amount.h"
#include "words/baton-words-change.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whoever it was: several people may have pushed since the last pull. */
static const char *
get_who (const BatonMergeNames *names)
{
  return names->who != NULL && *names->who != '\0' ? names->who : C_("who changed something on the server", "somebody");
}

#define NAMES_OF(program_) (&(const BatonNames) { .program = (program_), .reg = names->reg, .presenting = names->presenting, .partners = names->partners })

/* A program that still has the thing, mine first. */
static const BatonNames *
find_names (const BatonMergeNames *names,
            const char            *id,
            BatonNames            *found)
{
  const BatonProgram *programs[] = { names->mine, names->theirs, names->base };

  *found = *NAMES_OF (names->mine);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (baton_program_lookup (programs[i], id) != NULL)
      {
        found->program = programs[i];
        break;
      }
  return found;
}

static char *
quote_name (const BatonMergeNames *names,
            const char            *id)
{
  BatonNames found;

  return baton_words_quoted_name (find_names (names, id, &found), id);
}

/* The value of the conflict's field on one side. NULL when it is unset there. (transfer full) */
static char *
describe_value (const BatonMergeNames *names,
                const BatonProgram    *program,
                const BatonConflict   *conflict,
                const BatonValue      *value)
{
  const BatonFieldInfo *field = baton_schema_get_field (conflict->field);

  if (value == NULL)
    return NULL;
  if (conflict->locale != NULL && field->type != BATON_TYPE_ASSET)
    {
      const char *text = baton_value_get_member_string (value, "text");
      g_autofree char *discreet = baton_words_isolate (baton_words_discreet (NAMES_OF (program), text != NULL ? text : ""));

      return g_strdup_printf (C_("name", "“%s”"), discreet);
    }
  return baton_words_value (NAMES_OF (program), baton_words_meant_field (NAMES_OF (program), baton_program_lookup (program, conflict->id), conflict->field), value);
}

/* "From tier points", "Name in German". (transfer full) */
static char *
describe_field (const BatonConflict *conflict)
{
  const char *field = baton_words_field (conflict->field);
  g_autofree char *language = conflict->locale != NULL ? baton_words_isolate (baton_words_language (conflict->locale)) : NULL;

  /* Translators: %1$s is a field, %2$s a language */
  return language != NULL ? g_strdup_printf (C_("field", "%1$s in %2$s"), field, language) : g_strdup (field);
}

/* Within a sentence, where "From tier points" would be read as words of it. (transfer full) */
static char *
quote_field (const BatonConflict *conflict)
{
  const char *field = baton_words_field (conflict->field);
  g_autofree char *language = conflict->locale != NULL ? baton_words_isolate (baton_words_language (conflict->locale)) : NULL;

  /* Translators: %1$s is a field, %2$s a language */
  return language != NULL ? g_strdup_printf (C_("field", "“%1$s” in %2$s"), field, language)
                          /* Translators: %s is a field */
                          : g_strdup_printf (C_("field", "“%s”"), field);
}

/* Of what the conflict is about: where the name itself is in question, the one that both knew. (transfer full) */
static char *
quote_subject (const BatonMergeNames *names,
               const BatonConflict   *conflict)
{
  if (conflict->field != BATON_FIELD_NONE && conflict->field == baton_schema_get_kind (conflict->kind)->name_field
      && baton_program_lookup (names->base, conflict->id) != NULL)
    return baton_words_quoted_name (NAMES_OF (names->base), conflict->id);
  return quote_name (names, conflict->id);
}

char *
baton_words_conflict_place (const BatonMergeNames *names,
                            const BatonConflict   *conflict)
{
  g_autofree char *name = quote_subject (names, conflict);
  g_autofree char *subject = g_strdup_printf (C_("place of a problem", "%1$s %2$s"), baton_words_kind (conflict->kind), name);
  g_autofree char *field = NULL;

  if (conflict->field == BATON_FIELD_NONE || conflict->type == BATON_CONFLICT_PLACE || conflict->type == BATON_CONFLICT_CYCLE)
    return g_steal_pointer (&subject);
  field = describe_field (conflict);
  /* Translators: where something is: %1$s a thing, %2$s its field */
  return g_strdup_printf (C_("place of a conflict", "%1$s, %2$s"), subject, field);
}

static char *
describe_field_conflict (const BatonMergeNames *names,
                         const BatonConflict   *conflict)
{
  const char *who = get_who (names);
  g_autofree char *name = quote_subject (names, conflict);
  g_autofree char *field = quote_field (conflict);
  g_autofree char *mine = describe_value (names, names->mine, conflict, conflict->mine);
  g_autofree char *theirs = describe_value (names, names->theirs, conflict, conflict->theirs);

  if (mine == NULL)
    /* Translators: %1$s is a field, %2$s a thing, %3$s a person, %4$s a value */
    return g_strdup_printf (_("You cleared %1$s of %2$s; %3$s set it to %4$s on the server."), field, name, who, theirs);
  if (theirs == NULL)
    /* Translators: %1$s is a field, %2$s a thing, %3$s a value, %4$s a person */
    return g_strdup_printf (_("You set %1$s of %2$s to %3$s; %4$s cleared it on the server."), field, name, mine, who);
  if (strcmp (mine, theirs) == 0)
    /* Translators: long texts that begin alike; %1$s is a field, %2$s a thing, %3$s a person */
    return g_strdup_printf (_("You and %3$s changed %1$s of %2$s, differently."), field, name, who);
  /* Translators: %1$s is a field, %2$s a thing, %3$s a value, %4$s a person, %5$s another value */
  return g_strdup_printf (_("You set %1$s of %2$s to %3$s; %4$s set it to %5$s on the server."), field, name, mine, who, theirs);
}

/* Below what somebody put it; NULL: within the list in which it stood. (transfer full) */
static char *
describe_target (const BatonMergeNames *names,
                 const BatonConflict   *conflict,
                 const BatonValue      *place)
{
  const char *parent = baton_value_get_member_string (place, "parent");

  if (g_strcmp0 (parent, baton_value_get_member_string (conflict->base, "parent")) == 0)
    return NULL;
  return parent != NULL ? quote_name (names, parent) : g_strdup (C_("place", "the top"));
}

static char *
describe_place_conflict (const BatonMergeNames *names,
                         const BatonConflict   *conflict)
{
  const char *who = get_who (names);
  g_autofree char *name = quote_subject (names, conflict);
  g_autofree char *mine = describe_target (names, conflict, conflict->mine);
  g_autofree char *theirs = describe_target (names, conflict, conflict->theirs);

  if (mine != NULL && theirs != NULL && strcmp (mine, theirs) != 0)
    /* Translators: %1$s is a thing, %2$s and %4$s what it was moved to, %3$s a person */
    return g_strdup_printf (_("You moved %1$s to %2$s; %3$s moved it to %4$s."), name, mine, who, theirs);
  if (mine != NULL && theirs == NULL)
    return g_strdup_printf (_("You moved %1$s to %2$s; %3$s moved it within its list."), name, mine, who);
  if (mine == NULL && theirs != NULL)
    /* Translators: %1$s is a thing, %2$s a person, %3$s what it was moved to */
    return g_strdup_printf (_("You moved %1$s within its list; %2$s moved it to %3$s."), name, who, theirs);
  return g_strdup_printf (_("You and %2$s moved %1$s to different places of one list."), name, who);
}

static char *
describe_cycle (const BatonMergeNames *names,
                const BatonConflict   *conflict)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = quote_subject (names, conflict);
  g_autofree char *list = NULL;

  for (guint i = 1; conflict->path != NULL && conflict->path[i] != NULL && strcmp (conflict->path[i], conflict->id) != 0; i++)
    g_ptr_array_add (others, quote_name (names, conflict->path[i]));
  list = baton_words_join_and (others);
  /* Translators: moves in a tree; %1$s is a thing, %2$s a person, %3$s the things between it and itself */
  return g_strdup_printf (_("Your moves and those of %2$s do not go together: %1$s would stand below itself, by way of %3$s."), name, get_who (names), list);
}

char *
baton_words_conflict (const BatonMergeNames *names,
                      const BatonConflict   *conflict)
{
  const char *who = get_who (names);
  g_autofree char *name = quote_subject (names, conflict), *field = NULL, *element = NULL;

  switch (conflict->type)
    {
    case BATON_CONFLICT_ORDER:
      element = quote_name (names, conflict->element);
      field = quote_field (conflict);
      /* Translators: %1$s is one of a list, %2$s the list's field, %3$s the thing that has it, %4$s a person */
      return g_strdup_printf (_("You and %4$s moved %1$s to different places in %2$s of %3$s."), element, field, name, who);
    case BATON_CONFLICT_PLACE:
      return describe_place_conflict (names, conflict);
    case BATON_CONFLICT_CYCLE:
      return describe_cycle (names, conflict);
    case BATON_CONFLICT_DELETE_EDIT:
      if (conflict->my_entity == NULL)
        /* Translators: %1$s is a thing, %2$s a person */
        return g_strdup_printf (_("You deleted %1$s; %2$s changed it or uses it on the server."), name, who);
      return g_strdup_printf (_("You changed %1$s or use it; %2$s deleted it on the server."), name, who);
    case BATON_CONFLICT_DUPLICATE_ID:
      return g_strdup_printf (_("You and %2$s both made %1$s, differently."), name, who);
    case BATON_CONFLICT_FIELD:
    case BATON_N_CONFLICTS:
    default:
      return describe_field_conflict (names, conflict);
    }
}

/* What stands before the element in the list: "first", "behind “Basics”". (transfer full) */
static char *
describe_neighbour (const BatonMergeNames *names,
                    const BatonProgram    *program,
                    const BatonConflict   *conflict,
                    const BatonValue      *list)
{
  const char *before = NULL;

  for (gsize i = 0; i < baton_value_get_length (list); i++)
    {
      const char *id = baton_value_get_string (baton_value_get_element (list, i));

      if (g_strcmp0 (id, conflict->element) == 0)
        {
          g_autofree char *name = before != NULL ? baton_words_quoted_name (NAMES_OF (program), before) : NULL;

          return name != NULL ? g_strdup_printf (C_("place in a list", "behind %s"), name) : g_strdup (C_("place in a list", "first"));
        }
      before = id;
    }
  return g_strdup (C_("value", "not set"));
}

static char *
describe_place (const BatonMergeNames *names,
                const BatonProgram    *program,
                const BatonConflict   *conflict,
                const BatonValue      *place)
{
  const char *parent = baton_value_get_member_string (place, "parent"), *before = NULL;
  g_autoptr (GPtrArray) siblings = baton_program_list_children (program, conflict->kind, parent);
  g_autofree char *above = parent != NULL ? baton_words_quoted_name (NAMES_OF (program), parent) : NULL;
  g_autofree char *neighbour = NULL;

  for (guint i = 0; i < siblings->len && strcmp (baton_entity_get_id (siblings->pdata[i]), conflict->id) != 0; i++)
    before = baton_entity_get_id (siblings->pdata[i]);
  neighbour = before != NULL ? baton_words_quoted_name (NAMES_OF (program), before) : NULL;
  if (above != NULL && neighbour != NULL)
    /* Translators: %1$s is what it stands below, %2$s what stands before it there */
    return g_strdup_printf (C_("place in a list", "in %1$s, behind %2$s"), above, neighbour);
  if (above != NULL)
    return g_strdup_printf (C_("place in a list", "in %s, first"), above);
  return neighbour != NULL ? g_strdup_printf (C_("place in a list", "behind %s"), neighbour) : g_strdup (C_("place in a list", "first"));
}

static char *
describe_whole (const BatonMergeNames *names,
                const BatonConflict   *conflict,
                BatonMergeChoice       choice)
{
  const BatonEntity *entity = choice == BATON_MERGE_MINE ? conflict->my_entity : conflict->their_entity;
  const BatonProgram *program = choice == BATON_MERGE_MINE ? names->mine : names->theirs;
  const BatonEntity *base = baton_program_lookup (names->base, conflict->id);
  g_auto (GStrv) lines = NULL;

  if (entity == NULL)
    return g_strdup (C_("choice in a conflict", "Delete it"));
  if (base == NULL || baton_entity_equal (base, entity))
    return g_strdup (C_("choice in a conflict", "Keep it"));
  lines = baton_words_change (NAMES_OF (names->base), NAMES_OF (program), base, entity);
  return lines[0] != NULL ? g_strjoinv (" ", lines) : g_strdup (C_("choice in a conflict", "Keep it"));
}

char *
baton_words_conflict_side (const BatonMergeNames *names,
                           const BatonConflict   *conflict,
                           BatonMergeChoice       choice)
{
  const BatonProgram *program = choice == BATON_MERGE_MINE ? names->mine : choice == BATON_MERGE_THEIRS ? names->theirs : names->base;
  const BatonValue *value = choice == BATON_MERGE_MINE ? conflict->mine : choice == BATON_MERGE_THEIRS ? conflict->theirs : conflict->base;
  char *shown;

  switch (choice)
    {
    case BATON_MERGE_BOTH:
      return g_strdup (baton_schema_get_field (conflict->field)->type == BATON_TYPE_RECORDS
                         ? C_("choice in a conflict", "The rows of both, theirs first")
                         : C_("choice in a conflict", "Both texts, theirs first"));
    case BATON_MERGE_VALUE:
      return NULL;
    case BATON_MERGE_UNDECIDED:
    case BATON_MERGE_MINE:
    case BATON_MERGE_THEIRS:
    default:
      break;
    }
  switch (conflict->type)
    {
    case BATON_CONFLICT_DELETE_EDIT:
    case BATON_CONFLICT_DUPLICATE_ID:
      if (choice == BATON_MERGE_UNDECIDED)
        return baton_program_lookup (names->base, conflict->id) != NULL ? g_strdup (C_("choice in a conflict", "It was there"))
                                                                        : g_strdup (C_("choice in a conflict", "It was not there"));
      return describe_whole (names, conflict, choice);
    case BATON_CONFLICT_ORDER:
      return describe_neighbour (names, program, conflict, value);
    case BATON_CONFLICT_PLACE:
    case BATON_CONFLICT_CYCLE:
      return value != NULL ? describe_place (names, program, conflict, value) : g_strdup (C_("value", "not set"));
    case BATON_CONFLICT_FIELD:
    case BATON_N_CONFLICTS:
    default:
      shown = describe_value (names, program, conflict, value);
      return shown != NULL ? shown : g_strdup (C_("value", "not set"));
    }
}
