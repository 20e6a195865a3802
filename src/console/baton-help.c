/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-help.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (baton-help-error-quark, baton_help_error)

const char * const baton_help_pages[] = {
  "index", "first-hour", "safety", "overview", "program", "taxonomy", "replace", "roles", "publishing", "branding", "pages", "content",
  "activities", "promotions", "tiers", "rewards", "whatif", "languages", "measures", "preview", "review", "import", "presenting", "keyboard", NULL
};

/* Sections that share a page with another one; the others have one of their own name. */
static const struct
{
  const char *section;
  const char *page;
} shared_pages[] = {
  { "navigation", "pages" },
  { "search", "content" },
  { "workflows", "content" },
  { "tools", "content" },
  { "funds", "rewards" },
  { "map", "measures" },
};

const char *
baton_help_find_section (const char *section)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared_pages); i++)
    if (g_strcmp0 (shared_pages[i].section, section) == 0)
      return shared_pages[i].page;
  for (guint i = 0; baton_help_pages[i] != NULL; i++)
    if (g_strcmp0 (baton_help_pages[i], section) == 0)
      return baton_help_pages[i];
  return baton_help_pages[0];
}

/* ── Mallard ── */

/* Mallard's inline elements, and how Pango shows them. */
static const struct
{
  const char *element;
  const char *open;
  const char *close;
} inlines[] = {
  { "em", "<i>", "</i>" },
  { "gui", "<b>", "</b>" },
  { "key", "<b>", "</b>" },
};

typedef struct
{
  BatonHelpPage *page;
  GString       *markup;      /* of the block that is being read; NULL outside of one */
  GString       *words;
  GPtrArray     *see_also;
  GString       *head;        /* title or desc, likewise */
  gboolean       in_info;
  gboolean       in_keyseq;
  gboolean       first_key;
  guint          step;        /* of the numbered list that is being read */
  BatonHelpBlockKind kind;
} Reader;

static void
block_free (gpointer pointer)
{
  BatonHelpBlock *block = pointer;

  g_free (block->markup);
  g_free (block);
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

/* The title of another page, for a link to it, as it stands in the file. (transfer full) */
static char *load_title (const char *id);

static void
start_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  Reader *reader = user_data;

  if (strcmp (element, "page") == 0)
    reader->page->id = g_strdup (find_attribute (names, values, "id"));
  else if (strcmp (element, "info") == 0)
    reader->in_info = TRUE;
  else if (strcmp (element, "link") == 0 && reader->in_info)
    {
      if (g_strcmp0 (find_attribute (names, values, "type"), "seealso") == 0)
        g_ptr_array_add (reader->see_also, g_strdup (find_attribute (names, values, "xref")));
    }
  else if (strcmp (element, "link") == 0 && reader->markup != NULL)
    {
      const char *target = find_attribute (names, values, "xref");
      g_autofree char *title = target != NULL ? load_title (target) : NULL;

      if (title == NULL)
        g_set_error (error, BATON_HELP_ERROR, 0, "a link leads nowhere: %s", target != NULL ? target : "");
      else
        {
          /* Both are XML already. */
          g_string_append_printf (reader->markup, "<a href=\"%s\">%s</a>", target, title);
        }
    }
  else if (strcmp (element, "desc") == 0 || (strcmp (element, "title") == 0 && reader->page->title == NULL))
    reader->head = g_string_new (NULL);
  else if (strcmp (element, "title") == 0)
    {
      reader->kind = BATON_HELP_HEADING;
      reader->markup = g_string_new (NULL);
    }
  else if (strcmp (element, "steps") == 0)
    reader->step = 0;
  else if (strcmp (element, "item") == 0)
    {
      const GSList *stack = g_markup_parse_context_get_element_stack (context);

      reader->kind = strcmp (stack->next->data, "steps") == 0 ? BATON_HELP_STEP : BATON_HELP_ITEM;
      reader->step++;
    }
  else if (strcmp (element, "note") == 0)
    reader->kind = BATON_HELP_NOTE;
  else if (strcmp (element, "p") == 0)
    reader->markup = g_string_new (NULL);
  else if (strcmp (element, "keyseq") == 0)
    {
      reader->in_keyseq = TRUE;
      reader->first_key = TRUE;
    }
  else if (strcmp (element, "list") != 0 && strcmp (element, "section") != 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
        if (strcmp (element, inlines[i].element) == 0 && reader->markup != NULL)
          {
            if (reader->in_keyseq && !reader->first_key)
              g_string_append_c (reader->markup, '+');
            reader->first_key = FALSE;
            g_string_append (reader->markup, inlines[i].open);
            return;
          }
      g_set_error (error, BATON_HELP_ERROR, 0, "this part of Mallard is not shown: %s", element);
    }
}

static void
end_element (GMarkupParseContext  *context,
             const char           *element,
             gpointer              user_data,
             GError              **error)
{
  Reader *reader = user_data;

  if (strcmp (element, "info") == 0)
    reader->in_info = FALSE;
  else if (strcmp (element, "keyseq") == 0)
    reader->in_keyseq = FALSE;
  else if (reader->head != NULL)
    {
      char **to = strcmp (element, "desc") == 0 ? &reader->page->summary : &reader->page->title;

      g_free (*to);
      *to = g_string_free (g_steal_pointer (&reader->head), FALSE);
    }
  else if (strcmp (element, "p") == 0 || strcmp (element, "title") == 0)
    {
      BatonHelpBlock *block = g_new0 (BatonHelpBlock, 1);

      block->kind = reader->kind;
      block->number = reader->step;
      block->markup = g_string_free (g_steal_pointer (&reader->markup), FALSE);
      g_ptr_array_add (reader->page->blocks, block);
      if (reader->kind == BATON_HELP_HEADING)
        reader->kind = BATON_HELP_PARAGRAPH;
    }
  else if (strcmp (element, "item") == 0 || strcmp (element, "note") == 0)
    reader->kind = BATON_HELP_PARAGRAPH;
  else
    for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
      if (strcmp (element, inlines[i].element) == 0)
        g_string_append (reader->markup, inlines[i].close);
}

static void
read_text (GMarkupParseContext  *context,
           const char           *text,
           gsize                 length,
           gpointer              user_data,
           GError              **error)
{
  Reader *reader = user_data;

  if (reader->head != NULL)
    g_string_append_len (reader->head, text, length);
  else if (reader->markup != NULL && !(reader->in_keyseq && strcmp (g_markup_parse_context_get_element (context), "keyseq") == 0))
    {
      g_autofree char *escaped = g_markup_escape_text (text, length);

      g_string_append (reader->markup, escaped);
    }
  else
    return;
  g_string_append_len (reader->words, text, length);
  g_string_append_c (reader->words, ' ');
}

static const GMarkupParser parser = { start_element, end_element, read_text, NULL, NULL };

/* The bytes of a page: translated, or in English. (transfer full) */
static GBytes *
load_bytes (const char  *id,
            GError     **error)
{
  const char * const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/org/batonconsole/Baton/help/%s/%s.page", languages[i], id);
      GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        return bytes;
    }
  g_set_error (error, BATON_HELP_ERROR, 0, "there is no page of the help by this name: %s", id);
  return NULL;
}

/* Only the first title of the file: links may form circles, so a whole page must not be read for one. */
static char *
load_title (const char *id)
{
  g_autoptr (GBytes) bytes = load_bytes (id, NULL);
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
  const char *start = text != NULL ? strstr (text, "<title>") : NULL;
  const char *end = start != NULL ? strstr (start, "</title>") : NULL;

  return end != NULL ? g_strndup (start + strlen ("<title>"), end - start - strlen ("<title>")) : NULL;
}

BatonHelpPage *
baton_help_load (const char  *id,
                 GError     **error)
{
  g_autoptr (GBytes) bytes = load_bytes (id, error);
  g_autoptr (BatonHelpPage) page = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autofree char *words = NULL;
  Reader reader = { 0 };
  gboolean fine;

  if (bytes == NULL)
    return NULL;
  page = g_new0 (BatonHelpPage, 1);
  page->blocks = g_ptr_array_new_with_free_func (block_free);
  reader.page = page;
  reader.words = g_string_new (NULL);
  reader.see_also = g_ptr_array_new ();
  context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  fine = g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error) &&
         g_markup_parse_context_end_parse (context, error);
  g_ptr_array_add (reader.see_also, NULL);
  page->see_also = (GStrv) g_ptr_array_free (reader.see_also, FALSE);
  words = g_string_free (reader.words, FALSE);
  page->words = g_utf8_casefold (words, -1);
  if (reader.markup != NULL)
    g_string_free (reader.markup, TRUE);
  if (reader.head != NULL)
    g_string_free (reader.head, TRUE);
  return fine ? g_steal_pointer (&page) : NULL;
}

void
baton_help_page_free (BatonHelpPage *page)
{
  g_free (page->id);
  g_free (page->title);
  g_free (page->summary);
  g_ptr_array_unref (page->blocks);
  g_strfreev (page->see_also);
  g_free (page->words);
  g_free (page);
}
