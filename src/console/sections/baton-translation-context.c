/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/sections/baton-translation-context.h"

#include "model/baton-placeholder.h"
#include "model/baton-text.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The placeholders of the source, each once. (transfer full), NULL: it has none. */
static char *
describe_placeholders (BatonField  field,
                       const char *source)
{
  g_auto (GStrv) names = baton_placeholder_get_allowed (field) != NULL ? baton_placeholder_list (source) : NULL;
  g_autoptr (GPtrArray) braced = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (i == 0 || strcmp (names[i], names[i - 1]) != 0)
      g_ptr_array_add (braced, g_strdup_printf ("{%s}", names[i]));
  if (braced->len == 0)
    return NULL;
  joined = baton_words_join_and (braced);
  /* Translators: %s lists words in braces that the portal fills in: {member} and {tier} */
  return g_strdup_printf (_("Leave %s in it: the portal puts the reader’s own there."), joined);
}

/* What the team has noted of the thing. (transfer full), NULL: nothing, or nothing that may be seen while presenting. */
static char *
describe_note (const BatonNames *names,
               BatonEntity      *entity)
{
  BatonField field = baton_schema_find_field (baton_entity_get_kind (entity), "note");
  const char *note = field != BATON_FIELD_NONE ? baton_entity_get_string (entity, field) : NULL;
  g_autofree char *discreet = note != NULL && *note != '\0' ? baton_words_discreet (names, note) : NULL;

  /* Translators: what the team has noted for itself beside the thing that a text belongs to */
  return discreet != NULL ? g_strdup_printf (_("Note: %s"), discreet) : NULL;
}

char *
baton_translation_context_describe (const BatonNames *names,
                                    BatonEntity      *entity,
                                    BatonField        field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  const char *help = baton_words_help (info->help);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *placeholders = describe_placeholders (field, baton_text_get_source (baton_entity_get (entity, field)));
  g_autofree char *note = describe_note (names, entity);

  if (help != NULL && *help != '\0')
    /* Translators: what a field is for, made a sentence */
    g_ptr_array_add (sentences, g_strdup_printf (g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (help + strlen (help)))) ? C_("help", "%s.") : "%s", help));
  if (info->type == BATON_TYPE_TEXT && info->maximum > 0)
    {
      g_autofree char *number = baton_words_number (info->maximum);

      /* Translators: %s is how many characters fit */
      g_ptr_array_add (sentences, g_strdup_printf (ngettext ("It may have %s character.", "It may have up to %s characters.", (gulong) info->maximum), number));
    }
  if (placeholders != NULL)
    g_ptr_array_add (sentences, g_steal_pointer (&placeholders));
  if (note != NULL)
    g_ptr_array_add (sentences, g_steal_pointer (&note));
  g_ptr_array_add (sentences, NULL);
  return g_strjoinv (" ", (char **) sentences->pdata);
}
