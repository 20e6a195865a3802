/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/baton-front-answer.h"

#include <libsoup/soup.h>

/* What every answer says unless it says otherwise itself. */
static const char *const standing_headers[][2] = {
  { "X-Content-Type-Options", "nosniff" },
  { "Referrer-Policy", "no-referrer" },
  { "Cross-Origin-Resource-Policy", "same-origin" },
  { "Cross-Origin-Opener-Policy", "same-origin" },
  { "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" },
  { "Cache-Control", "no-store" },
};

void
baton_front_complete_answer (BatonAnswer *answer)
{
  for (guint i = 0; i < G_N_ELEMENTS (standing_headers); i++)
    if (baton_answer_get_header (answer, standing_headers[i][0]) == NULL)
      baton_answer_set_header (answer, standing_headers[i][0], standing_headers[i][1]);
  baton_answer_set_header (answer, "X-Request-Id", answer->instance);
}

char *
baton_front_make_id (void)
{
  return g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

GBytes *
baton_front_format_answer (const BatonAnswer *answer,
                           gboolean           head_only)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = 0;
  const char *body = answer->body != NULL ? g_bytes_get_data (answer->body, &length) : NULL;

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", answer->status, soup_status_get_phrase (answer->status));
  for (guint i = 0; i < answer->headers->len; i += 2)
    g_string_append_printf (text, "%s: %s\r\n", (char *) g_ptr_array_index (answer->headers, i),
                            (char *) g_ptr_array_index (answer->headers, i + 1));
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n\r\n", length);
  if (body != NULL && !head_only)
    g_string_append_len (text, body, length);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
