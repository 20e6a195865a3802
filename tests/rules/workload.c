/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workload.h"

#include <gio/gio.h>
#include <string.h>

#include "model/baton-day.h"
#include "model/baton-json.h"
#include "rules/baton-decision.h"

static const char * const vocabularies[] = {
  "role", "entityType", "subType", "region", "tier", "alliance",
  "contentType", "solution", "industry", "language", "topic", "brand",
};

char *
workload_make_id (const char *kind,
                  gint64      number)
{
  return g_strdup_printf ("%s-%05" G_GINT64_FORMAT, kind, number);
}

int
workload_get_number (const char *id)
{
  return atoi (strrchr (id, '-') + 1);
}

/* The file has null for an open window; a program's own JSON never has. */
static BatonValue *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("BATON_SOURCE_ROOT"), "tests", "data", "policy", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) json = NULL;
  BatonValue *value;

  g_assert_no_error (error);
  plain = g_converter_input_stream_new (G_INPUT_STREAM (stream), G_CONVERTER (decompressor));
  g_output_stream_splice (memory, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  json = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (json, ":null", ":-1", 0);
  value = baton_json_parse (json->str, json->len, NULL);
  g_assert_nonnull (value);
  return value;
}

static void
put (BatonProgram      *program,
     BatonKind          kind,
     const char        *id,
     BatonValueBuilder *builder)
{
  g_autoptr (BatonValue) body = baton_value_builder_finish (builder);
  const char *unknown = NULL;
  g_autoptr (BatonEntity) entity = baton_entity_from_value (kind, id, body, &unknown);

  g_assert_cmpstr (unknown, ==, NULL);
  g_assert_nonnull (entity);
  baton_program_put (program, entity);
}

static void
add_place (BatonValueBuilder *builder,
           const char        *parent,
           gint64             position)
{
  g_autofree char *key = g_strdup_printf ("a%05" G_GINT64_FORMAT "z", position);

  baton_value_builder_key (builder, "place");
  baton_value_builder_open_object (builder);
  if (parent != NULL)
    {
      baton_value_builder_key (builder, "parent");
      baton_value_builder_add_string (builder, parent);
    }
  baton_value_builder_key (builder, "position");
  baton_value_builder_add_string (builder, key);
  baton_value_builder_close (builder);
}

static void
add_ids (BatonValueBuilder *builder,
         const BatonValue  *numbers)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < baton_value_get_length (numbers); i++)
    g_ptr_array_add (ids, workload_make_id ("term", baton_value_get_integer (baton_value_get_element (numbers, i), -1)));
  baton_value_builder_open_array (builder);
  for (guint i = 0; i < ids->len; i++)
    baton_value_builder_add_string (builder, ids->pdata[i]);
  baton_value_builder_close (builder);
}

/* All terms of all dimensions in one array. */
static void
add_terms (BatonValueBuilder *builder,
           const char        *key,
           const BatonValue  *dimensions)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  for (gsize d = 0; d < baton_value_get_length (dimensions); d++)
    for (gsize i = 0; i < baton_value_get_length (baton_value_get_element (dimensions, d)); i++)
      {
        BatonValue *number = baton_value_get_element (baton_value_get_element (dimensions, d), i);
        g_autofree char *id = workload_make_id ("term", baton_value_get_integer (number, -1));

        baton_value_builder_add_string (builder, id);
      }
  baton_value_builder_close (builder);
}

static void
add_audience (BatonValueBuilder *builder,
              const char        *key,
              const BatonValue  *side)
{
  baton_value_builder_key (builder, key);
  baton_value_builder_open_array (builder);
  for (gsize d = 0; d < baton_value_get_length (side); d++)
    {
      baton_value_builder_open_object (builder);
      baton_value_builder_key (builder, "dimension");
      baton_value_builder_add_string (builder, baton_value_get_key (side, d));
      baton_value_builder_key (builder, "any");
      add_ids (builder, baton_value_get_element (side, d));
      baton_value_builder_close (builder);
    }
  baton_value_builder_close (builder);
}

/* The workload's *until* is the day after a window's *through*. */
static void
add_window (BatonValueBuilder *builder,
            gint64             from,
            gint64             until)
{
  g_autofree char *first = baton_day_format ((BatonDay) from);
  g_autofree char *last = baton_day_format ((BatonDay) until - 1);

  if (from < 0 && until < 0)
    return;
  baton_value_builder_key (builder, "window");
  baton_value_builder_open_object (builder);
  if (from >= 0)
    {
      baton_value_builder_key (builder, "from");
      baton_value_builder_add_string (builder, first);
    }
  if (until >= 0)
    {
      baton_value_builder_key (builder, "through");
      baton_value_builder_add_string (builder, last);
    }
  baton_value_builder_close (builder);
}

static void
add_rule (Workload          *workload,
          guint              which,
          const BatonValue  *rule,
          BatonValueBuilder *builder)
{
  BatonValue *actions = baton_value_get_member (rule, "actions");
  gint64 number = baton_value_get_member_integer (rule, "id", -1);
  g_autofree char *id = workload_make_id ("rule", number);
  gboolean allow = g_str_equal (baton_value_get_member_string (rule, "effect"), "allow");

  baton_value_builder_open_object (builder);
  baton_value_builder_key (builder, "effect");
  baton_value_builder_add_string (builder, allow ? "may" : "may-not");
  baton_value_builder_key (builder, "actions");
  baton_value_builder_open_array (builder);
  for (gsize a = 0; a < baton_value_get_length (actions); a++)
    {
      int translated;

      if (workload_find_program (workload, baton_value_get_string (baton_value_get_element (actions, a)), &translated) == which)
        baton_value_builder_add_string (builder, baton_action_get_name ((BatonAction) translated));
    }
  baton_value_builder_close (builder);
  add_audience (builder, "who", baton_value_get_member (rule, "subject"));
  add_audience (builder, "what", baton_value_get_member (rule, "resource"));
  add_window (builder, baton_value_get_member_integer (rule, "from", -1), baton_value_get_member_integer (rule, "until", -1));
  add_place (builder, NULL, number);
  baton_value_builder_close (builder);
  put (workload->programs[which], BATON_KIND_PUBLISHING_RULE, id, builder);
}

static void
add_holder (BatonProgram      *program,
            BatonKind          kind,
            const char        *prefix,
            const char        *key,
            const BatonValue  *holder,
            const BatonValue  *dimensions,
            BatonValueBuilder *builder)
{
  gint64 number = baton_value_get_member_integer (holder, "id", -1);
  g_autofree char *id = workload_make_id (prefix, number);

  baton_value_builder_open_object (builder);
  add_terms (builder, key, dimensions);
  if (kind == BATON_KIND_PERSONA)
    add_place (builder, NULL, number);
  baton_value_builder_close (builder);
  put (program, kind, id, builder);
}

static void
build (Workload *workload,
       guint     which)
{
  BatonValueBuilder *builder = baton_value_builder_new ();
  BatonProgram *program = workload->programs[which] = baton_program_new ();
  BatonValue *terms = baton_value_get_member (workload->workload, "terms");
  BatonValue *rules = baton_value_get_member (workload->workload, "rules");
  BatonValue *contents = baton_value_get_member (workload->workload, "content");
  BatonValue *personas = baton_value_get_member (workload->workload, "personas");

  for (guint v = 0; v < G_N_ELEMENTS (vocabularies); v++)
    {
      baton_value_builder_open_object (builder);
      add_place (builder, NULL, v);
      baton_value_builder_close (builder);
      put (program, BATON_KIND_VOCABULARY, vocabularies[v], builder);
    }
  for (gsize i = 0; i < baton_value_get_length (terms); i++)
    {
      BatonValue *term = baton_value_get_element (terms, i);
      gint64 parent = baton_value_get_member_integer (term, "parent", -1);
      g_autofree char *id = workload_make_id ("term", (gint64) i);
      g_autofree char *parent_id = parent >= 0 ? workload_make_id ("term", parent)
                                               : g_strdup (baton_value_get_member_string (term, "vocab"));

      baton_value_builder_open_object (builder);
      add_place (builder, parent_id, (gint64) i);
      baton_value_builder_close (builder);
      put (program, BATON_KIND_TERM, id, builder);
    }
  for (gsize i = 0; i < baton_value_get_length (contents); i++)
    {
      BatonValue *content = baton_value_get_element (contents, i);

      add_holder (program, BATON_KIND_CONTENT, "content", "tags", content, baton_value_get_member (content, "tags"), builder);
    }
  for (gsize i = 0; i < baton_value_get_length (personas); i++)
    {
      BatonValue *persona = baton_value_get_element (personas, i);

      add_holder (program, BATON_KIND_PERSONA, "persona", "terms", persona, baton_value_get_member (persona, "terms"), builder);
    }
  for (gsize i = 0; i < baton_value_get_length (rules); i++)
    add_rule (workload, which, baton_value_get_element (rules, i), builder);
  baton_value_builder_free (builder);
}

guint
workload_find_program (Workload   *workload,
                       const char *action,
                       int        *translated)
{
  BatonValue *actions = baton_value_get_member (workload->workload, "actions");

  for (gsize i = 0; i < baton_value_get_length (actions); i++)
    if (g_str_equal (baton_value_get_string (baton_value_get_element (actions, i)), action))
      {
        *translated = (int) (i % BATON_N_ACTIONS);
        return (guint) (i / BATON_N_ACTIONS);
      }
  g_assert_not_reached ();
}

Workload *
workload_new (void)
{
  Workload *workload = g_new0 (Workload, 1);

  workload->workload = load ("workload.json.gz");
  workload->expected = load ("expected.json.gz");
  for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
    build (workload, which);
  return workload;
}

void
workload_free (Workload *workload)
{
  for (guint which = 0; which < WORKLOAD_N_PROGRAMS; which++)
    baton_program_free (workload->programs[which]);
  baton_value_unref (workload->workload);
  baton_value_unref (workload->expected);
  g_free (workload);
}
