/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns the schema table into arrays. A kind's fields follow each other, so a field's number less the kind's first
 * is its index within the kind; the table is checked for that when it is first asked.
 */
#include "config.h"

#include "model/baton-schema.h"

#include <string.h>

/* A label keeps its context before a \004, the form in which gettext looks it up. */
#define N_(text) (text)
#define NC_(context, text) (context "\004" text)

#define BATON_CHOICES(set, ...) static const BatonChoice baton_choices_##set[] = { __VA_ARGS__, { NULL, NULL } };
#include "model/baton-schema-table.h"

#define BATON_COLUMNS(set, ...) static const BatonFieldInfo baton_columns_##set[] = { __VA_ARGS__, { .name = NULL } };
#include "model/baton-schema-table.h"

#define BATON_FIELD(KIND, SYMBOL, name_, TYPE, flags_, minimum_, maximum_, extra, label_, help_) \
  [BATON_FIELD_##KIND##_##SYMBOL] = { .name = name_, .type = BATON_TYPE_##TYPE, .flags = flags_, .minimum = minimum_, \
                                      .maximum = maximum_, .label = label_, .help = help_, .kind = BATON_KIND_##KIND, extra },
static const BatonFieldInfo fields[BATON_N_FIELDS] = {
#include "model/baton-schema-table.h"
};

#define BATON_KIND(SYMBOL, name_, area_, flags_, label_, plural_) \
  [BATON_KIND_##SYMBOL] = { .name = name_, .area = area_, .flags = flags_, .label = label_, .plural = plural_ },
static BatonKindInfo kinds[BATON_N_KINDS] = {
#include "model/baton-schema-table.h"
};

G_STATIC_ASSERT (BATON_N_KINDS <= 64); /* BATON_KIND_BIT() */

static GHashTable *kinds_by_name;   /* borrowed name → kind + 1 */
static GHashTable *fields_by_name[BATON_N_KINDS];

static void
ensure_index (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;

  kinds_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_hash_table_insert (kinds_by_name, (gpointer) kinds[kind].name, GINT_TO_POINTER (kind + 1));
      fields_by_name[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      kinds[kind].name_field = BATON_FIELD_NONE;
      kinds[kind].place_field = BATON_FIELD_NONE;
    }
  for (int field = 0; field < BATON_N_FIELDS; field++)
    {
      BatonKindInfo *kind = &kinds[fields[field].kind];

      if (kind->n_fields == 0)
        kind->first_field = field;
      g_assert (kind->first_field + kind->n_fields == (guint) field);
      kind->n_fields++;
      if (fields[field].type == BATON_TYPE_PLACE)
        kind->place_field = field;
      if (strcmp (fields[field].name, "name") == 0)
        kind->name_field = field;
      g_hash_table_insert (fields_by_name[fields[field].kind], (gpointer) fields[field].name, GINT_TO_POINTER (field + 1));
    }
  kinds[BATON_KIND_LOCALE].name_field = BATON_FIELD_LOCALE_TAG;
  kinds[BATON_KIND_PORTAL_WORD].name_field = BATON_FIELD_PORTAL_WORD_TEXT;
  g_once_init_leave (&ready, 1);
}

const BatonKindInfo *
baton_schema_get_kind (BatonKind kind)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, NULL);
  ensure_index ();
  return &kinds[kind];
}

const BatonFieldInfo *
baton_schema_get_field (BatonField field)
{
  g_return_val_if_fail ((guint) field < BATON_N_FIELDS, NULL);
  return &fields[field];
}

BatonKind
baton_schema_find_kind (const char *name)
{
  ensure_index ();
  return (BatonKind) (name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (kinds_by_name, name)) - 1 : -1);
}

BatonField
baton_schema_find_field (BatonKind   kind,
                         const char *name)
{
  g_return_val_if_fail ((guint) kind < BATON_N_KINDS, BATON_FIELD_NONE);
  ensure_index ();
  return (BatonField) (name != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (fields_by_name[kind], name)) - 1 : -1);
}

int
baton_schema_find_choice (const BatonFieldInfo *field,
                          const char           *value)
{
  if (field->choices != NULL && value != NULL)
    for (int i = 0; field->choices[i].value != NULL; i++)
      if (strcmp (field->choices[i].value, value) == 0)
        return i;
  return -1;
}

guint
baton_schema_count_choices (const BatonFieldInfo *field)
{
  guint n = 0;

  while (field->choices != NULL && field->choices[n].value != NULL)
    n++;
  return n;
}

static const char * const side_names[] = { "member", "content", "event", "record" };
G_STATIC_ASSERT (G_N_ELEMENTS (side_names) == BATON_N_SIDES);

gboolean
baton_schema_is_discreet (const BatonFieldInfo *field)
{
  if (field->type == BATON_TYPE_MONEY || (field->flags & BATON_FIELD_DISCREET) != 0)
    return TRUE;
  for (const BatonFieldInfo *column = field->columns; column != NULL && column->name != NULL; column++)
    if (baton_schema_is_discreet (column))
      return TRUE;
  return FALSE;
}

const char *
baton_schema_get_side_name (BatonSide side)
{
  g_return_val_if_fail ((guint) side < BATON_N_SIDES, NULL);
  return side_names[side];
}

int
baton_schema_find_side (const char *name)
{
  for (int side = 0; side < BATON_N_SIDES; side++)
    if (g_strcmp0 (side_names[side], name) == 0)
      return side;
  return -1;
}

gsize
baton_label_get_offset (const char *label)
{
  const char *end = strchr (label, '\004');

  return end != NULL ? (gsize) (end - label) + 1 : 0;
}

const char *
baton_label_get_text (const char *label)
{
  return label + baton_label_get_offset (label);
}
