/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One definition a kind, with one property a field; the shapes that fields share (ids, days, windows, audiences…) are
 * definitions of their own.
 *
 * A program that Baton reads is valid against this. The other way round, JSON Schema cannot say all that Baton checks:
 *
 *   - of the bytes: keys that stand twice, numbers written as 1.0 or 1e3, text that is not in NFC, nesting beyond 32;
 *   - of one value: that a set is sorted, that a window or a range does not run backwards, that 29 February exists in that
 *     year, that a language tag is canonical, that a currency or a time zone is one, the markup of rich text, the digits of
 *     a position;
 *   - of the whole: that an id stands once, that references name something and something of the right kind, that trees
 *     have no circles, that a unique field is unique, that the languages of texts are listed;
 *   - everything of meaning: steps, bands, thresholds, budgets, contrast and the rest of model/baton-check*.c.
 *
 * The scanner and baton_validate_program() check these; tests/exchange/test-json-schema.py holds the two against each other.
 */
#include "config.h"

#include "exchange/baton-json-schema.h"

#include "model/baton-audience.h"

#include <string.h>

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

/* "$" alone also matches before a line break at the end in some engines. */
#define END "$(?!\\n)"
#define ID_PATTERN "^[a-z0-9-]{1,40}-[0-9abcdefghjkmnpqrstvwxyz]{10}" END
#define DAY_PATTERN "^(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))" END
#define TAG_PATTERN "^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*" END
#define ADDRESS_PATTERN "^(https://[A-Za-z0-9\\[\\u0080-\\uffff][^\\s\"'<>\\\\^`{|}]*|mailto:[^\\s@]+@[^\\s]+)" END

/* ── Writing schemas ─────────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
string (const char *text)
{
  return baton_value_new_string (text);
}

static BatonValue *
integer (gint64 number)
{
  return baton_value_new_integer (number);
}

static BatonValue *
boolean (gboolean value)
{
  return baton_value_new_boolean (value);
}

/* Pairs of key and value; takes over the values. A NULL value leaves its key out. */
static BatonValue *
object (gsize n_pairs,
        ...)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  va_list arguments;

  baton_value_builder_open_object (builder);
  va_start (arguments, n_pairs);
  for (gsize i = 0; i < n_pairs; i++)
    {
      const char *key = va_arg (arguments, const char *);
      BatonValue *value = va_arg (arguments, BatonValue *);

      baton_value_builder_set (builder, key, value);
      if (value != NULL)
        baton_value_unref (value);
    }
  va_end (arguments);
  return baton_value_builder_finish (builder);
}

/* Takes over the values. */
static BatonValue *
array (gsize n_elements,
       ...)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();
  va_list arguments;

  baton_value_builder_open_array (builder);
  va_start (arguments, n_elements);
  for (gsize i = 0; i < n_elements; i++)
    {
      BatonValue *value = va_arg (arguments, BatonValue *);

      baton_value_builder_add (builder, value);
      baton_value_unref (value);
    }
  va_end (arguments);
  return baton_value_builder_finish (builder);
}

/* Takes over *value* and *member*. */
static BatonValue *
with (BatonValue *value,
      const char *key,
      BatonValue *member)
{
  BatonValue *result = baton_value_with_member (value, key, member);

  baton_value_unref (value);
  baton_value_unref (member);
  return result;
}

static BatonValue *
refer (const char *definition)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", definition, NULL);

  return object (1, "$ref", string (pointer));
}

static BatonValue *
matching (const char *pattern)
{
  return object (2, "type", string ("string"), "pattern", string (pattern));
}

/* An object of these properties and no others. Takes over both; *required* may be NULL. */
static BatonValue *
closed (BatonValue *properties,
        BatonValue *required)
{
  return object (4, "type", string ("object"), "properties", properties, "required", required, "additionalProperties", boolean (FALSE));
}

static BatonValue *
list_of (BatonValue *items)
{
  return object (2, "type", string ("array"), "items", items);
}

static BatonValue *
set_of (BatonValue *items)
{
  return object (3, "type", string ("array"), "items", items, "uniqueItems", boolean (TRUE));
}

/* ── Fields ──────────────────────────────────────────────────────────────────────────────────────────── */

static BatonValue *make_type (const BatonFieldInfo *info);

static BatonValue *
make_integer (const BatonFieldInfo *info)
{
  gboolean is_bounded = info->minimum != 0 || info->maximum != 0;

  return object (3, "type", string ("integer"),
                 "minimum", integer (is_bounded ? info->minimum : -BATON_INTEGER_MAX),
                 "maximum", integer (is_bounded ? info->maximum : BATON_INTEGER_MAX));
}

static BatonValue *
make_choices (const BatonFieldInfo *info)
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < baton_schema_count_choices (info); i++)
    baton_value_builder_add_string (builder, info->choices[i].value);
  return object (2, "type", string ("string"), "enum", baton_value_builder_finish (builder));
}

static BatonValue *
make_string (const BatonFieldInfo *info)
{
  BatonValue *schema = refer (info->type == BATON_TYPE_RICH_TEXT ? "rich-text" : (info->flags & BATON_FIELD_LONG) != 0 ? "lines" : "line");

  return info->maximum > 0 ? with (schema, "maxLength", integer (info->maximum)) : schema;
}

/* The few plain texts that are something else besides. */
static BatonValue *
make_special_text (const BatonFieldInfo *info)
{
  static const struct
  {
    BatonKind   kind;
    const char *name;
    const char *pattern;
  } special[] = {
    { BATON_KIND_PROGRAM, "source-locale", TAG_PATTERN },
    { BATON_KIND_PROGRAM, "currency", "^[A-Z]{3}" END },
    { BATON_KIND_LOCALE, "tag", TAG_PATTERN },
    { BATON_KIND_LOCALE, "fallback", TAG_PATTERN },
    { BATON_KIND_NAVIGATION_ITEM, "address", ADDRESS_PATTERN },
    { BATON_KIND_CONTENT, "address", ADDRESS_PATTERN },
    { BATON_KIND_TOOL, "address", ADDRESS_PATTERN },
  };
  BatonValue *schema = make_string (info);

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (info->kind == special[i].kind && strcmp (info->name, special[i].name) == 0)
      return with (schema, "pattern", string (special[i].pattern));
  return schema;
}

static BatonValue *
make_text (const BatonFieldInfo *info)
{
  BatonValue *translation;

  if ((info->flags & BATON_FIELD_TRANSLATABLE) == 0)
    return make_special_text (info);
  translation = closed (object (3, "text", make_string (info),
                                "state", object (1, "enum", array (3, string ("needs-work"), string ("translated"), string ("reviewed"))),
                                "source", matching ("^[0-9a-f]{16}" END)),
                        array (3, string ("text"), string ("state"), string ("source")));
  return closed (object (4, "source", make_string (info),
                         "native", refer ("language"),
                         "kept", object (1, "const", boolean (TRUE)),
                         "locales", object (3, "type", string ("object"), "propertyNames", refer ("language"), "additionalProperties", translation)),
                 array (1, string ("source")));
}

/* *none*: whether the word "none" stands for a number as well. */
static BatonValue *
make_cell_value (const BatonFieldInfo *info)
{
  return object (1, "anyOf", array (2, object (1, "const", string ("none")), make_integer (info)));
}

static BatonValue *
make_cell (const BatonFieldInfo *info)
{
  BatonValue *limited = array (2, object (1, "required", array (1, string ("from"))),
                               object (2, "required", array (1, string ("audience")),
                                       "properties", object (1, "audience", object (1, "minItems", integer (1)))));
  BatonValue *exception = with (closed (object (3, "from", refer ("day"), "audience", refer ("audience"), "value", make_cell_value (info)),
                                        array (1, string ("value"))),
                                "anyOf", limited);

  return closed (object (2, "value", make_cell_value (info), "exceptions", list_of (exception)), NULL);
}

/* The properties of fields or columns, and in *required* (out) the names of those that must be there, NULL for none. */
static BatonValue *
make_properties (const BatonFieldInfo * const *infos,
                 gsize                         n_infos,
                 BatonValue                  **required)
{
  g_autoptr (BatonValueBuilder) properties = baton_value_builder_new ();
  g_autoptr (BatonValueBuilder) names = baton_value_builder_new ();
  gboolean any = FALSE;

  baton_value_builder_open_object (properties);
  baton_value_builder_open_array (names);
  for (gsize i = 0; i < n_infos; i++)
    {
      g_autoptr (BatonValue) schema = make_type (infos[i]);

      schema = with (g_steal_pointer (&schema), "title", string (baton_label_get_text (infos[i]->label)));
      if (infos[i]->help != NULL)
        schema = with (g_steal_pointer (&schema), "description", string (infos[i]->help));
      baton_value_builder_key (properties, infos[i]->name);
      baton_value_builder_add (properties, schema);
      if ((infos[i]->flags & BATON_FIELD_REQUIRED) != 0)
        {
          baton_value_builder_add_string (names, infos[i]->name);
          any = TRUE;
        }
    }
  *required = any ? baton_value_builder_finish (names) : NULL;
  return baton_value_builder_finish (properties);
}

static BatonValue *
make_records (const BatonFieldInfo *info)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  BatonValue *properties, *required, *schema;

  for (const BatonFieldInfo *column = info->columns; column->name != NULL; column++)
    g_ptr_array_add (columns, (gpointer) column);
  properties = make_properties ((const BatonFieldInfo * const *) columns->pdata, columns->len, &required);
  schema = list_of (closed (properties, required));
  return info->maximum > 0 ? with (schema, "maxItems", integer (info->maximum)) : schema;
}

static BatonValue *
make_place (const BatonFieldInfo *info)
{
  BatonValue *position = refer ("position");

  if (info->references == 0)
    return closed (object (1, "position", position), array (1, string ("position")));
  return closed (object (2, "parent", refer ("id"), "position", position),
                 (info->flags & BATON_FIELD_REQUIRED) != 0 ? array (2, string ("parent"), string ("position")) : array (1, string ("position")));
}

static BatonValue *
make_type (const BatonFieldInfo *info)
{
  switch (info->type)
    {
    case BATON_TYPE_TEXT:
    case BATON_TYPE_RICH_TEXT:
      return make_text (info);
    case BATON_TYPE_INTEGER:
    case BATON_TYPE_MONEY:
    case BATON_TYPE_PERCENT:
      return make_integer (info);
    case BATON_TYPE_DAY:
      return refer ("day");
    case BATON_TYPE_WINDOW:
      return refer ("window");
    case BATON_TYPE_BOOLEAN:
      return object (1, "const", boolean (TRUE));
    case BATON_TYPE_CHOICE:
      if ((info->flags & BATON_FIELD_MULTIPLE) == 0)
        return make_choices (info);
      if ((info->flags & BATON_FIELD_REQUIRED) == 0)
        return set_of (make_choices (info));
      return with (set_of (make_choices (info)), "minItems", integer (1));
    case BATON_TYPE_COLOUR:
      return matching ("^#[0-9a-f]{6}" END);
    case BATON_TYPE_TERM_SET:
    case BATON_TYPE_REFERENCES:
      return set_of (refer ("id"));
    case BATON_TYPE_REFERENCE:
      return refer ("id");
    case BATON_TYPE_AUDIENCE:
      return refer ("audience");
    case BATON_TYPE_CELL:
      return make_cell (info);
    case BATON_TYPE_RECORDS:
      return make_records (info);
    case BATON_TYPE_ASSET:
      return refer ("asset");
    case BATON_TYPE_QUERY:
      return refer ("query");
    case BATON_TYPE_PLACE:
      return make_place (info);
    case BATON_N_TYPES:
    default:
      g_assert_not_reached ();
    }
}

/* ── What fields share ───────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
make_names (guint        n_names,
            const char *(*get) (guint number))
{
  g_autoptr (BatonValueBuilder) builder = baton_value_builder_new ();

  baton_value_builder_open_array (builder);
  for (guint i = 0; i < n_names; i++)
    baton_value_builder_add_string (builder, get (i));
  return object (1, "enum", baton_value_builder_finish (builder));
}

static const char *
get_side (guint number)
{
  return baton_schema_get_side_name ((BatonSide) number);
}

static const char *
get_attribute (guint number)
{
  return baton_attribute_get_name ((BatonAttribute) number);
}

static BatonValue *
make_clause (void)
{
  g_autoptr (BatonValueBuilder) properties = baton_value_builder_new ();
  g_autoptr (BatonValueBuilder) matches = baton_value_builder_new ();
  BatonValue *terms, *attribute, *named;

  baton_value_builder_open_object (properties);
  baton_value_builder_open_array (matches);
  for (guint i = 0; i < BATON_N_MATCHES; i++)
    {
      g_autoptr (BatonValue) ids = set_of (object (1, "type", string ("string")));
      g_autoptr (BatonValue) required = object (1, "required", array (1, string (baton_match_get_name ((BatonMatch) i))));

      baton_value_builder_key (properties, baton_match_get_name ((BatonMatch) i));
      baton_value_builder_add (properties, ids);
      baton_value_builder_add (matches, required);
    }
  terms = baton_value_builder_finish (properties);
  terms = with (terms, "dimension", object (1, "type", string ("string")));
  terms = with (terms, "side", make_names (BATON_N_SIDES, get_side));
  terms = with (closed (terms, array (1, string ("dimension"))), "oneOf", baton_value_builder_finish (matches));

  attribute = closed (object (3, "attribute", make_names (BATON_N_ATTRIBUTES, get_attribute),
                              "min", object (1, "type", string ("integer")), "max", object (1, "type", string ("integer"))),
                      array (1, string ("attribute")));
  named = closed (object (1, "audience", object (1, "type", string ("string"))), array (1, string ("audience")));
  return object (1, "oneOf", array (3, terms, attribute, named));
}

static BatonValue *
make_query (void)
{
  static const BatonFieldInfo most = { .type = BATON_TYPE_INTEGER, .minimum = 1, .maximum = 100 };

  return closed (object (4, "what", refer ("audience"), "order", object (1, "enum", array (2, string ("newest"), string ("title"))),
                         "most", make_integer (&most), "record", set_of (refer ("id"))),
                 NULL);
}

static BatonValue *
make_asset (void)
{
  return closed (object (2, "source", refer ("digest"),
                         "locales", object (3, "type", string ("object"), "propertyNames", refer ("language"), "additionalProperties", refer ("digest"))),
                 array (1, string ("source")));
}

/* A text that is not empty and holds no control characters but those of *class_but*. */
static BatonValue *
make_plain_text (const char *control_characters)
{
  return with (matching ("\\S"), "not", object (1, "pattern", string (control_characters)));
}

static BatonValue *
add_shared (BatonValue *definitions)
{
  definitions = with (definitions, "id", matching (ID_PATTERN));
  definitions = with (definitions, "day", matching (DAY_PATTERN));
  definitions = with (definitions, "window", closed (object (2, "from", refer ("day"), "through", refer ("day")), NULL));
  definitions = with (definitions, "language", matching (TAG_PATTERN));
  definitions = with (definitions, "digest", matching ("^[0-9a-f]{64}" END));
  definitions = with (definitions, "position", with (matching ("^[A-Za-z][0-9A-Za-z]*" END), "maxLength", integer (256)));
  definitions = with (definitions, "line", make_plain_text ("[\\u0000-\\u001f\\u007f-\\u009f]"));
  definitions = with (definitions, "lines", make_plain_text ("[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]"));
  definitions = with (definitions, "rich-text", matching ("\\S"));
  definitions = with (definitions, "clause", make_clause ());
  definitions = with (definitions, "audience", list_of (refer ("clause")));
  definitions = with (definitions, "query", make_query ());
  return with (definitions, "asset", make_asset ());
}

/* ── Kinds and the whole ─────────────────────────────────────────────────────────────────────────────── */

static BatonValue *
make_kind (const BatonKindInfo *kind)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  BatonValue *properties, *required;

  for (guint i = 0; i < kind->n_fields; i++)
    g_ptr_array_add (fields, (gpointer) baton_schema_get_field ((BatonField) (kind->first_field + i)));
  properties = make_properties ((const BatonFieldInfo * const *) fields->pdata, fields->len, &required);
  return with (closed (properties, required), "title", string (baton_label_get_text (kind->label)));
}

static BatonValue *
make_entities (const BatonKindInfo *kind,
               const char          *definition)
{
  BatonValue *entities = object (3, "type", string ("object"), "propertyNames", refer ("id"), "additionalProperties", refer (definition));

  if ((kind->flags & BATON_KIND_SINGLE) == 0)
    return entities;
  return with (with (entities, "minProperties", integer (1)), "maxProperties", integer (1));
}

BatonValue *
baton_json_schema_new (void)
{
  BatonValue *definitions = add_shared (object (0));
  BatonValue *kinds = object (0);
  BatonValue *frame;
  g_autofree char *id = g_strdup_printf ("urn:baton:program:%d", BATON_SCHEMA_VERSION);

  for (int i = 0; i < BATON_N_KINDS; i++)
    {
      const BatonKindInfo *kind = baton_schema_get_kind ((BatonKind) i);
      g_autofree char *definition = g_strconcat ("kind-", kind->name, NULL);

      definitions = with (definitions, definition, make_kind (kind));
      kinds = with (kinds, kind->name, make_entities (kind, definition));
    }
  frame = object (3, "baton", object (1, "const", string ("program")),
                  "schema", object (3, "type", string ("integer"), "minimum", integer (1), "maximum", integer (BATON_SCHEMA_VERSION)),
                  "entities", closed (kinds, array (1, string ("program"))));
  frame = closed (frame, array (3, string ("baton"), string ("schema"), string ("entities")));
  frame = with (frame, "$schema", string (DIALECT));
  frame = with (frame, "$id", string (id));
  frame = with (frame, "title", string ("Baton program"));
  return with (frame, "$defs", definitions);
}
