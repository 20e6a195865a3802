/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PO in. Reading decides unit by unit what a file's text may do to the program's; see take_unit().
 */
#include "config.h"

#include "exchange/baton-po.h"

#include "exchange/baton-po-private.h"
#include "model/baton-placeholder.h"
#include "model/baton-validate.h"

#include <string.h>

static const char *
get_source_tag (const BatonProgram *program)
{
  BatonEntity *root = baton_program_get_root (program);

  return root != NULL ? baton_entity_get_string (root, BATON_FIELD_PROGRAM_SOURCE_LOCALE) : NULL;
}

static const char * const issue_names[] = {
  "not-utf8", "bad-line", "bad-string", "incomplete", "other-language", "no-header", "unknown-unit", "repeated-unit", "not-translated",
  "plural", "placeholders", "bad-text", "lesser-state", "source-changed", "reviewed",
};
G_STATIC_ASSERT (G_N_ELEMENTS (issue_names) == BATON_PO_N_ISSUES);

const char *
baton_po_issue_code_get_name (BatonPoIssueCode code)
{
  g_return_val_if_fail ((guint) code < BATON_PO_N_ISSUES, NULL);
  return issue_names[code];
}

static void
issue_free (gpointer data)
{
  BatonPoIssue *issue = data;

  g_free (issue->entity);
  g_free (issue->detail);
  g_free (issue);
}

void
baton_po_import_report (BatonPoImport    *import,
                        BatonPoIssueCode  code,
                        guint             line,
                        const char       *entity,
                        BatonField        field,
                        const char       *detail)
{
  BatonPoIssue *issue = g_new0 (BatonPoIssue, 1);

  issue->code = code;
  issue->line = line;
  issue->entity = g_strdup (entity);
  issue->field = field;
  issue->detail = g_strdup (detail);
  g_ptr_array_add (import->issues, issue);
  if (code <= BATON_PO_NO_HEADER)
    import->refused = TRUE;
  else if (code == BATON_PO_REVIEWED)
    import->n_conflicting++;
  else
    import->n_rejected++;
}

/* The value of a header line, stripped. (transfer full), nullable */
static char *
get_header (const BatonPoEntry *header,
            const char         *name)
{
  g_auto (GStrv) lines = g_strsplit (header->target, "\n", -1);
  gsize length = strlen (name);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));
  return NULL;
}

/* Whether the file is one for *tag*; a German file must not become French for want of a look. */
static void
check_header (BatonPoImport *import,
              GPtrArray     *entries,
              const char    *tag)
{
  const BatonPoEntry *header = entries->len > 0 ? entries->pdata[0] : NULL;
  g_autofree char *language = NULL, *canonical = NULL, *type = NULL, *lower = NULL;

  if (header == NULL || header->context != NULL || *header->source != '\0')
    {
      baton_po_import_report (import, BATON_PO_NO_HEADER, header != NULL ? header->line : 1, NULL, BATON_FIELD_NONE, NULL);
      return;
    }
  language = get_header (header, "Language");
  if (language == NULL || *language == '\0')
    {
      baton_po_import_report (import, BATON_PO_NO_HEADER, header->line, NULL, BATON_FIELD_NONE, NULL);
      return;
    }
  g_strdelimit (language, "_", '-');
  canonical = baton_locale_canonicalize (language);
  if (g_strcmp0 (canonical, tag) != 0)
    baton_po_import_report (import, BATON_PO_OTHER_LANGUAGE, header->line, NULL, BATON_FIELD_NONE, canonical != NULL ? canonical : language);
  type = get_header (header, "Content-Type");
  lower = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  if (lower != NULL && strstr (lower, "charset=") != NULL && strstr (lower, "charset=utf-8") == NULL && strstr (lower, "charset=utf8") == NULL)
    baton_po_import_report (import, BATON_PO_NOT_UTF8, header->line, NULL, BATON_FIELD_NONE, NULL);
}

/* How far a text has come. */
static int
rank (BatonTextState state)
{
  switch (state)
    {
    case BATON_TEXT_NEEDS_WORK:
      return 1;
    case BATON_TEXT_STALE:
      return 2;
    case BATON_TEXT_TRANSLATED:
      return 3;
    case BATON_TEXT_REVIEWED:
      return 4;
    case BATON_TEXT_MISSING:
    case BATON_TEXT_SOURCE:
    case BATON_TEXT_NATIVE:
    case BATON_TEXT_KEPT:
    default:
      return 0;
    }
}

/* *text* with the file's translation. One made from another source keeps that source's digest, so that it is stale. */
static BatonValue *
with_translation (const BatonValue   *text,
                  const char         *tag,
                  const BatonPoEntry *entry)
{
  g_autoptr (BatonValue) fresh = baton_text_with_locale (text, tag, entry->target, entry->fuzzy ? BATON_TEXT_NEEDS_WORK : BATON_TEXT_TRANSLATED);
  g_autofree char *digest = baton_text_source_digest (entry->source);
  g_autoptr (BatonValue) source = baton_value_new_string (digest);
  BatonValue *locales = baton_value_get_member (fresh, "locales");
  g_autoptr (BatonValue) stamped = baton_value_with_member (baton_value_get_member (locales, tag), "source", source);
  g_autoptr (BatonValue) all = baton_value_with_member (locales, tag, stamped);

  return baton_value_with_member (fresh, "locales", all);
}

/* Whether the field takes the text: the validator's own answer, asked about this one text alone. */
static gboolean
check_text (BatonPoImport      *import,
            const BatonEntity  *entity,
            BatonField          field,
            const char         *tag,
            const BatonPoEntry *entry)
{
  g_autoptr (BatonValue) plain = baton_text_new (baton_text_get_source (baton_entity_get (entity, field)));
  g_autoptr (BatonValue) value = with_translation (plain, tag, entry);
  g_autoptr (BatonEntity) alone = baton_entity_new (baton_entity_get_kind (entity), baton_entity_get_id (entity));
  g_autoptr (BatonEntity) probe = baton_entity_with (alone, field, value);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_problem_free);

  if (baton_placeholder_get_allowed (field) != NULL)
    {
      g_auto (GStrv) of_source = baton_placeholder_list (entry->source), of_target = baton_placeholder_list (entry->target);

      if (!g_strv_equal ((const char * const *) of_source, (const char * const *) of_target))
        {
          g_autofree char *list = g_strjoinv (", ", of_source);

          baton_po_import_report (import, BATON_PO_PLACEHOLDERS, entry->line, baton_entity_get_id (entity), field, list);
          return FALSE;
        }
    }
  baton_validate_shape (probe, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      const BatonProblem *problem = problems->pdata[i];

      if (problem->field != field || baton_problem_get_severity (problem) != BATON_SEVERITY_ERROR)
        continue;
      baton_po_import_report (import, BATON_PO_BAD_TEXT, entry->line, baton_entity_get_id (entity), field, baton_problem_code_get_name (problem->code));
      return FALSE;
    }
  return TRUE;
}

/* The text of the program that an entry is about. FALSE after the report of why there is none. */
static gboolean
find_unit (BatonPoImport       *import,
           const BatonProgram  *program,
           const BatonPoEntry  *entry,
           BatonEntity        **entity,
           BatonField          *field)
{
  const char *slash = entry->context != NULL ? strrchr (entry->context, '/') : NULL;
  g_autofree char *id = slash != NULL ? g_strndup (entry->context, (gsize) (slash - entry->context)) : NULL;

  *entity = id != NULL ? baton_program_lookup (program, id) : NULL;
  *field = *entity != NULL ? baton_schema_find_field (baton_entity_get_kind (*entity), slash + 1) : BATON_FIELD_NONE;
  if (*field == BATON_FIELD_NONE
      || (baton_schema_get_field (*field)->flags & BATON_FIELD_TRANSLATABLE) == 0
      || *baton_text_get_source (baton_entity_get (*entity, *field)) == '\0')
    {
      baton_po_import_report (import, BATON_PO_UNKNOWN_UNIT, entry->line, NULL, BATON_FIELD_NONE, entry->context != NULL ? entry->context : entry->source);
      return FALSE;
    }
  return TRUE;
}

/* Decides about one text of the file; *changed*: id → the entity as it will be. */
static void
take_unit (BatonPoImport      *import,
           const BatonProgram *program,
           const BatonPoEntry *entry,
           const char         *tag,
           gboolean            replace_reviewed,
           GHashTable         *changed)
{
  BatonEntity *entity, *so_far;
  BatonField field;
  const BatonValue *text;
  const char *id, *old;
  BatonTextState old_state, new_state;
  gboolean current;
  g_autoptr (BatonValue) value = NULL;

  if (!find_unit (import, program, entry, &entity, &field))
    return;
  id = baton_entity_get_id (entity);
  text = baton_entity_get (entity, field);
  old = baton_text_get_exact (text, tag);
  old_state = baton_text_get_state (text, tag, get_source_tag (program));
  if (old_state == BATON_TEXT_KEPT || old_state == BATON_TEXT_NATIVE || old_state == BATON_TEXT_SOURCE)
    {
      baton_po_import_report (import, BATON_PO_NOT_TRANSLATED, entry->line, id, field, NULL);
      return;
    }
  if (entry->plural)
    {
      baton_po_import_report (import, BATON_PO_PLURAL, entry->line, id, field, NULL);
      return;
    }
  if (*entry->target == '\0')
    {
      import->n_empty++;
      return;
    }

  current = strcmp (entry->source, baton_text_get_source (text)) == 0;
  new_state = entry->fuzzy ? BATON_TEXT_NEEDS_WORK : current ? BATON_TEXT_TRANSLATED : BATON_TEXT_STALE;
  if (g_strcmp0 (old, entry->target) == 0 && rank (old_state) >= rank (new_state))
    {
      import->n_same++;
      return;
    }
  if (rank (new_state) < rank (old_state) && !(new_state == BATON_TEXT_TRANSLATED && old_state == BATON_TEXT_REVIEWED))
    {
      baton_po_import_report (import, entry->fuzzy ? BATON_PO_LESSER_STATE : BATON_PO_SOURCE_CHANGED, entry->line, id, field, NULL);
      return;
    }
  if (!check_text (import, entity, field, tag, entry))
    return;
  if (old_state == BATON_TEXT_REVIEWED && !replace_reviewed)
    {
      baton_po_import_report (import, BATON_PO_REVIEWED, entry->line, id, field, NULL);
      return;
    }

  value = with_translation (text, tag, entry);
  so_far = g_hash_table_lookup (changed, id);
  g_hash_table_replace (changed, g_strdup (id), baton_entity_with (so_far != NULL ? so_far : entity, field, value));
  if (old == NULL)
    import->n_new++;
  else
    import->n_changed++;
  if (new_state == BATON_TEXT_STALE)
    import->n_stale++;
}

BatonPoImport *
baton_po_import_new (void)
{
  BatonPoImport *import = g_new0 (BatonPoImport, 1);

  import->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) baton_change_free);
  import->issues = g_ptr_array_new_with_free_func (issue_free);
  return import;
}

void
baton_po_import_take (BatonPoImport      *import,
                      const BatonProgram *program,
                      GPtrArray          *entries,
                      guint               first,
                      const char         *tag,
                      gboolean            replace_reviewed)
{
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) baton_entity_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = first; i < entries->len; i++)
    {
      const BatonPoEntry *entry = entries->pdata[i];

      if (entry->context != NULL && !g_hash_table_add (seen, entry->context))
        baton_po_import_report (import, BATON_PO_REPEATED_UNIT, entry->line, NULL, BATON_FIELD_NONE, entry->context);
      else
        take_unit (import, program, entry, tag, replace_reviewed, changed);
    }
  /* In the order of the file, so that the same file always makes the same step. */
  for (guint i = first; i < entries->len && g_hash_table_size (changed) > 0; i++)
    {
      const BatonPoEntry *entry = entries->pdata[i];
      const char *slash = entry->context != NULL ? strrchr (entry->context, '/') : NULL;
      g_autofree char *id = slash != NULL ? g_strndup (entry->context, (gsize) (slash - entry->context)) : NULL;
      BatonEntity *after = id != NULL ? g_hash_table_lookup (changed, id) : NULL;

      if (after == NULL)
        continue;
      g_ptr_array_add (import->changes, baton_change_new (baton_program_lookup (program, id), after));
      g_hash_table_remove (changed, id);
    }
}

BatonPoImport *
baton_po_import (const BatonProgram *program,
                 const char         *data,
                 gsize               length,
                 const char         *tag,
                 gboolean            replace_reviewed)
{
  static const BatonPoIssueCode codes[] = {
    [BATON_PO_SCAN_NOT_UTF8] = BATON_PO_NOT_UTF8,
    [BATON_PO_SCAN_BAD_LINE] = BATON_PO_BAD_LINE,
    [BATON_PO_SCAN_BAD_STRING] = BATON_PO_BAD_STRING,
    [BATON_PO_SCAN_INCOMPLETE] = BATON_PO_INCOMPLETE,
  };
  BatonPoImport *import;
  BatonPoScanResult result;
  guint line;
  g_autoptr (GPtrArray) entries = NULL;

  g_return_val_if_fail (program != NULL && data != NULL && tag != NULL, NULL);

  import = baton_po_import_new ();
  entries = baton_po_scan (data, length, &result, &line);
  if (entries == NULL)
    {
      baton_po_import_report (import, codes[result], line, NULL, BATON_FIELD_NONE, NULL);
      return import;
    }
  check_header (import, entries, tag);
  if (!import->refused)
    baton_po_import_take (import, program, entries, 1, tag, replace_reviewed);
  return import;
}

void
baton_po_import_free (BatonPoImport *import)
{
  if (import == NULL)
    return;
  g_ptr_array_unref (import->changes);
  g_ptr_array_unref (import->issues);
  g_free (import);
}
