/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PO out: each text that there is to translate, with all that a translator may want to know of it.
 */
#include "config.h"

#include "exchange/baton-po.h"

#include "exchange/baton-po-private.h"
#include "model/baton-placeholder.h"

#include <string.h>

GArray *
baton_text_units_list (const BatonProgram *program)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (BatonTextUnit));

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) entities = baton_program_list (program, kind);

      for (guint i = 0; i < entities->len; i++)
        for (guint number = 0; number < info->n_fields; number++)
          {
            BatonTextUnit unit = { .entity = entities->pdata[i], .field = info->first_field + number };

            if ((baton_schema_get_field (unit.field)->flags & BATON_FIELD_TRANSLATABLE) != 0
                && *baton_text_get_source (baton_entity_get (unit.entity, unit.field)) != '\0')
              g_array_append_val (units, unit);
          }
    }
  return units;
}

static const char *
get_source_tag (const BatonProgram *program)
{
  BatonEntity *root = baton_program_get_root (program);

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

static void
append_quoted (GString    *po,
               const char *text,
               gsize       length)
{
  g_string_append_c (po, '"');
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '\n':
        g_string_append (po, "\\n");
        break;
      case '\t':
        g_string_append (po, "\\t");
        break;
      case '\r':
        g_string_append (po, "\\r");
        break;
      case '"':
      case '\\':
        g_string_append_c (po, '\\');
        g_string_append_c (po, text[i]);
        break;
      default:
        g_string_append_c (po, text[i]);
      }
  g_string_append (po, "\"\n");
}

/* A text of several lines begins with an empty string, so that its lines stand below each other. */
static void
append_string (GString    *po,
               const char *prefix,
               const char *keyword,
               const char *text)
{
  const char *stop = strchr (text, '\n');

  g_string_append_printf (po, "%s%s ", prefix, keyword);
  if (stop == NULL || stop[1] == '\0')
    {
      append_quoted (po, text, strlen (text));
      return;
    }
  g_string_append (po, "\"\"\n");
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");

      length += text[length] == '\n';
      g_string_append (po, prefix);
      append_quoted (po, text, length);
      text += length;
    }
}

/* A name in a comment: on one line whatever it holds. */
static void
append_name (GString    *po,
             const char *name)
{
  for (; *name != '\0'; name++)
    g_string_append_c (po, (guchar) *name < ' ' ? ' ' : *name);
}

/* "Tier: Gold", or the kind alone for what has no name. */
static void
append_thing (GString           *po,
              const BatonEntity *entity)
{
  const char *name = baton_entity_get_name (entity);

  g_string_append (po, baton_label_get_text (baton_schema_get_kind (baton_entity_get_kind (entity))->label));
  if (g_strcmp0 (name, baton_entity_get_id (entity)) == 0)
    return;
  g_string_append (po, ": ");
  append_name (po, name);
}

char *
baton_po_describe_unit (const BatonProgram  *program,
                        const BatonTextUnit *unit)
{
  const BatonFieldInfo *info = baton_schema_get_field (unit->field);
  const char *parent = baton_entity_get_parent (unit->entity);
  GString *po = g_string_new (NULL);

  append_thing (po, unit->entity);
  g_string_append_printf (po, "\n%s (%s)\n", baton_label_get_text (info->label), info->help);
  for (guint depth = 0; parent != NULL && depth < 8; depth++)
    {
      const BatonEntity *entity = baton_program_lookup (program, parent);

      if (entity == NULL)
        break;
      g_string_append (po, depth == 0 ? "in " : " < ");
      append_thing (po, entity);
      parent = baton_entity_get_parent (entity);
      if (parent == NULL || depth == 7)
        g_string_append_c (po, '\n');
    }
  return g_string_free (po, FALSE);
}

static void
append_comment (GString             *po,
                const BatonProgram  *program,
                const BatonTextUnit *unit)
{
  g_autofree char *description = baton_po_describe_unit (program, unit);
  g_auto (GStrv) lines = g_strsplit (description, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (po, "#. %s\n", lines[i]);
}

/* The source that a stale text was made from, where *previous* still has it. Borrowed, nullable. */
static const char *
find_previous_source (const BatonProgram  *previous,
                      const BatonTextUnit *unit,
                      const char          *tag)
{
  const BatonValue *text = baton_entity_get (unit->entity, unit->field);
  const BatonValue *entry = baton_value_get_member (baton_value_get_member (text, "locales"), tag);
  const BatonEntity *before = previous != NULL ? baton_program_lookup_kind (previous, baton_entity_get_id (unit->entity), baton_entity_get_kind (unit->entity)) : NULL;
  const char *source;
  g_autofree char *digest = NULL;

  if (before == NULL)
    return NULL;
  source = baton_text_get_source (baton_entity_get (before, unit->field));
  digest = baton_text_source_digest (source);
  return g_strcmp0 (digest, baton_value_get_member_string (entry, "source")) == 0 ? source : NULL;
}

static void
append_unit (GString             *po,
             const BatonProgram  *program,
             const BatonProgram  *previous,
             const BatonTextUnit *unit,
             const char          *tag)
{
  const BatonValue *text = baton_entity_get (unit->entity, unit->field);
  BatonTextState state = baton_text_get_state (text, tag, get_source_tag (program));
  const char *source = baton_text_get_source (text), *target = baton_text_get_exact (text, tag);
  gboolean fuzzy = state == BATON_TEXT_NEEDS_WORK || state == BATON_TEXT_STALE;
  g_auto (GStrv) placeholders = NULL;
  g_autofree char *context = NULL;

  if (state == BATON_TEXT_KEPT || state == BATON_TEXT_NATIVE || state == BATON_TEXT_SOURCE)
    return;
  if (baton_placeholder_get_allowed (unit->field) != NULL)
    placeholders = baton_placeholder_list (source);

  g_string_append_c (po, '\n');
  append_comment (po, program, unit);
  if (fuzzy || (placeholders != NULL && placeholders[0] != NULL))
    g_string_append_printf (po, "#%s%s\n", fuzzy ? ", fuzzy" : "", placeholders != NULL && placeholders[0] != NULL ? ", python-brace-format" : "");
  if (fuzzy)
    {
      const char *was = find_previous_source (previous, unit, tag);

      if (was != NULL && strcmp (was, source) != 0)
        append_string (po, "#| ", "msgid", was);
    }
  context = g_strdup_printf ("%s/%s", baton_entity_get_id (unit->entity), baton_schema_get_field (unit->field)->name);
  append_string (po, "", "msgctxt", context);
  append_string (po, "", "msgid", source);
  append_string (po, "", "msgstr", target != NULL ? target : "");
}

char *
baton_po_export (const BatonProgram *program,
                 const BatonProgram *previous,
                 const char         *tag)
{
  g_autoptr (GString) po = g_string_new ("msgid \"\"\nmsgstr \"\"\n");
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GArray) units = NULL;
  g_autofree char *language = NULL;
  BatonEntity *root;

  g_return_val_if_fail (program != NULL && tag != NULL, NULL);

  root = baton_program_get_root (program);
  language = g_strdelimit (g_strdup (tag), "-", '_');
  g_string_append (line, "Project-Id-Version: ");
  append_name (line, root != NULL ? baton_entity_get_name (root) : "Baton");
  g_string_append_c (line, '\n');
  append_quoted (po, line->str, line->len);
  g_string_printf (line, "Language: %s\n", language);
  append_quoted (po, line->str, line->len);
  g_string_append (po, "\"MIME-Version: 1.0\\n\"\n"
                       "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                       "\"Content-Transfer-Encoding: 8bit\\n\"\n");

  units = baton_text_units_list (program);
  for (guint i = 0; i < units->len; i++)
    append_unit (po, program, previous, &g_array_index (units, BatonTextUnit, i), tag);
  return g_strdup (po->str);
}
