/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the scanner says of a text that it does not take: why, and where that stands.
 */
#include "config.h"

#include "model/baton-json-private.h"

static const char * const code_names[] = {
  [BATON_JSON_OK] = "ok",
  [BATON_JSON_NOT_UTF8] = "not-utf-8",
  [BATON_JSON_SYNTAX] = "syntax",
  [BATON_JSON_TRUNCATED] = "truncated",
  [BATON_JSON_TRAILING] = "trailing",
  [BATON_JSON_TOO_DEEP] = "too-deep",
  [BATON_JSON_TOO_LARGE] = "too-large",
  [BATON_JSON_DUPLICATE_KEY] = "duplicate-key",
  [BATON_JSON_NULL] = "null",
  [BATON_JSON_NOT_INTEGER] = "not-integer",
  [BATON_JSON_OUT_OF_RANGE] = "out-of-range",
  [BATON_JSON_BAD_STRING] = "bad-string",
  [BATON_JSON_NO_MEMORY] = "no-memory",
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_names) == BATON_JSON_NO_MEMORY + 1);

const char *
baton_json_code_get_name (BatonJsonCode code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (code_names), NULL);
  return code_names[code];
}

void
baton_json_error_clear (BatonJsonError *error)
{
  g_clear_pointer (&error->path, g_free);
  error->code = BATON_JSON_OK;
}

static void
append_key (GString    *pointer,
            const char *key)
{
  g_string_append_c (pointer, '/');
  for (; *key != '\0'; key++)
    if (*key == '~')
      g_string_append (pointer, "~0");
    else if (*key == '/')
      g_string_append (pointer, "~1");
    else
      g_string_append_c (pointer, *key);
}

char *
baton_json_error_dup_path (const BatonValueBuilder *builder,
                           gboolean                 in_element)
{
  GString *pointer = g_string_new (NULL);

  for (gsize i = 0; i < builder->n_frames; i++)
    {
      const BatonBuilderFrame *frame = &builder->frames[i];
      const BatonBuilderFrame *inner = i + 1 < builder->n_frames ? frame + 1 : NULL;
      guint32 key = inner != NULL ? inner->key : builder->key;

      if (frame->type == BATON_VALUE_ARRAY && (inner != NULL || in_element))
        g_string_append_printf (pointer, "/%" G_GSIZE_FORMAT, (inner != NULL ? inner->first : builder->n_items) - frame->first);
      else if (frame->type == BATON_VALUE_OBJECT && key != BATON_BUILDER_NO_KEY)
        append_key (pointer, builder->keys + key);
    }
  return g_string_free (pointer, FALSE);
}

void
baton_json_error_fill (BatonJsonError *error,
                       BatonJsonCode   code,
                       const char     *start,
                       const char     *at)
{
  error->code = code;
  error->line = 1;
  error->column = 1;
  for (const char *c = start; c < at; c++)
    if (*c == '\n')
      error->line++, error->column = 1;
    else if ((*c & 0xc0) != 0x80) /* not the inside of a character */
      error->column++;
}

void
baton_json_error_append_key (BatonJsonError *error,
                             const char     *key,
                             gsize           length)
{
  g_autofree char *repeated = g_strndup (key, length);
  GString *pointer = g_string_new (error->path);

  g_free (error->path);
  append_key (pointer, repeated);
  error->path = g_string_free (pointer, FALSE);
}
