/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markup into the buffer, and the buffer into markup.
 */
#include "config.h"

#include "console/widgets/baton-rich-buffer-private.h"

#include "model/baton-rich-text.h"

#include <string.h>

#define BREAK "\342\200\250"

/* ── Markup into the buffer ── */

typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextIter    end;
  gboolean       lossy;
} Loader;

static void
insert (Loader     *loader,
        const char *text,
        GPtrArray  *tags)
{
  int start = gtk_text_iter_get_offset (&loader->end);
  GtkTextIter from;

  gtk_text_buffer_insert (loader->buffer, &loader->end, text, -1);
  gtk_text_buffer_get_iter_at_offset (loader->buffer, &from, start);
  for (guint i = 0; i < tags->len; i++)
    gtk_text_buffer_apply_tag_by_name (loader->buffer, tags->pdata[i], &from, &loader->end);
}

static void
load_inline (Loader              *loader,
             const BatonRichNode *node,
             GPtrArray           *tags)
{
  for (; node != NULL; node = node->next)
    {
      g_autofree char *name = NULL;

      switch ((int) node->type)
        {
        case BATON_RICH_TEXT:
          insert (loader, node->text, tags);
          continue;
        case BATON_RICH_BREAK:
          insert (loader, BREAK, tags);
          continue;
        case BATON_RICH_BOLD:
          g_ptr_array_add (tags, (gpointer) "b");
          break;
        case BATON_RICH_ITALIC:
          g_ptr_array_add (tags, (gpointer) "i");
          break;
        case BATON_RICH_LINK:
          name = baton_rich_buffer_ensure_link (loader->buffer, node->address);
          g_ptr_array_add (tags, name);
          break;
        case BATON_RICH_BULLETS:
        case BATON_RICH_NUMBERS:
          continue; /* the lists in an item follow it as lines of their own */
        default:
          loader->lossy = TRUE;
          continue;
        }
      load_inline (loader, node->children, tags);
      g_ptr_array_set_size (tags, tags->len - 1);
    }
}

static void
load_line (Loader              *loader,
           const BatonRichNode *node,
           const char          *tag,
           const char          *mark)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  if (gtk_text_iter_get_offset (&loader->end) > 0)
    gtk_text_buffer_insert (loader->buffer, &loader->end, "\n", 1);
  g_ptr_array_add (tags, (gpointer) tag);
  if (mark != NULL)
    {
      g_ptr_array_add (tags, (gpointer) "mark");
      insert (loader, mark, tags);
      g_ptr_array_set_size (tags, 1);
    }
  load_inline (loader, node->children, tags);
}

static void
load_list (Loader              *loader,
           const BatonRichNode *list,
           int                  depth)
{
  gboolean numbers = list->type == BATON_RICH_NUMBERS;
  int number = 1;

  if (depth > BATON_RICH_BUFFER_MAX_DEPTH)
    {
      loader->lossy = TRUE;
      return;
    }
  for (const BatonRichNode *item = list->children; item != NULL; item = item->next)
    {
      g_autofree char *tag = g_strdup_printf ("%s%d", numbers ? "ol" : "ul", depth);
      g_autofree char *mark = numbers ? g_strdup_printf ("%d. ", number++) : g_strdup ("• ");
      gboolean nested = FALSE;

      load_line (loader, item, tag, mark);
      for (const BatonRichNode *child = item->children; child != NULL; child = child->next)
        if (child->type == BATON_RICH_BULLETS || child->type == BATON_RICH_NUMBERS)
          {
            load_list (loader, child, depth + 1);
            nested = TRUE;
          }
        else if (nested)
          loader->lossy = TRUE; /* words behind a list within an item */
    }
}

gboolean
baton_rich_buffer_load (GtkTextBuffer *buffer,
                        const char    *markup)
{
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, NULL);
  g_autofree char *saved = NULL, *before = NULL, *after = NULL;
  Loader loader = { .buffer = buffer };

  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_end_iter (buffer, &loader.end);
  if (root == NULL)
    {
      gtk_text_buffer_set_text (buffer, markup, -1);
      return FALSE;
    }
  for (const BatonRichNode *node = root->children; node != NULL; node = node->next)
    switch ((int) node->type)
      {
      case BATON_RICH_PARAGRAPH: load_line (&loader, node, "p", NULL); break;
      case BATON_RICH_HEADING_2: load_line (&loader, node, "h2", NULL); break;
      case BATON_RICH_HEADING_3: load_line (&loader, node, "h3", NULL); break;
      case BATON_RICH_HEADING_4: load_line (&loader, node, "h4", NULL); break;
      case BATON_RICH_BULLETS:
      case BATON_RICH_NUMBERS: load_list (&loader, node, 1); break;
      default: loader.lossy = TRUE;
      }
  if (loader.lossy)
    return FALSE;
  saved = baton_rich_buffer_save (buffer);
  before = baton_rich_text_to_plain (markup);
  after = baton_rich_text_to_plain (saved);
  return strcmp (before, after) == 0;
}

/* ── The buffer into markup ── */

static void
append_inline (GtkTextBuffer     *buffer,
               GString           *markup,
               const GtkTextIter *from,
               const GtkTextIter *to)
{
  GtkTextIter start = *from;

  while (gtk_text_iter_compare (&start, to) < 0)
    {
      GtkTextIter end = start;
      g_autofree char *text = NULL, *address = NULL;
      gboolean bold = baton_rich_buffer_has_tag (buffer, &start, "b"), italic = baton_rich_buffer_has_tag (buffer, &start, "i");
      gboolean mark = baton_rich_buffer_has_tag (buffer, &start, "mark");
      g_auto (GStrv) parts = NULL;

      baton_rich_buffer_get_link_tag (&start, &address);
      if (!gtk_text_iter_forward_to_tag_toggle (&end, NULL) || gtk_text_iter_compare (&end, to) > 0)
        end = *to;
      text = gtk_text_iter_get_text (&start, &end);
      start = end;
      if (mark)
        continue;
      if (address != NULL)
        {
          g_string_append (markup, "<a href=\"");
          baton_markup_append_escaped (markup, address);
          g_string_append (markup, "\">");
        }
      g_string_append (markup, bold ? "<b>" : "");
      g_string_append (markup, italic ? "<i>" : "");
      parts = g_strsplit (text, BREAK, -1);
      for (guint i = 0; parts[i] != NULL; i++)
        {
          g_string_append (markup, i > 0 ? "<br>" : "");
          baton_markup_append_escaped (markup, parts[i]);
        }
      g_string_append (markup, italic ? "</i>" : "");
      g_string_append (markup, bold ? "</b>" : "");
      g_string_append (markup, address != NULL ? "</a>" : "");
    }
}

/* Closes items and lists down to *depth*; the letters of the open lists are in *open*. */
static void
close_lists (GString *markup,
             GString *open,
             gsize    depth)
{
  while (open->len > depth)
    {
      g_string_append_printf (markup, "</li></%cl>", open->str[open->len - 1]);
      g_string_truncate (open, open->len - 1);
    }
}

/* Opens what the item of a list with that tag stands in. */
static void
open_item (GString    *markup,
           GString    *open,
           const char *tag)
{
  gsize depth = MIN ((gsize) (tag[2] - '0'), open->len + 1);

  if (open->len >= depth)
    {
      close_lists (markup, open, depth);
      if (open->str[depth - 1] == tag[0])
        g_string_append (markup, "</li><li>");
      else
        close_lists (markup, open, depth - 1);
    }
  if (open->len < depth)
    {
      g_string_append_printf (markup, "<%cl><li>", tag[0]);
      g_string_append_c (open, tag[0]);
    }
}

char *
baton_rich_buffer_save (GtkTextBuffer *buffer)
{
  g_autoptr (GString) markup = g_string_new (NULL), open = g_string_new (NULL);
  g_autoptr (BatonRichNode) root = NULL;

  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      GtkTextIter start, end;
      const char *tag;

      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      baton_rich_buffer_get_line (&start, &start, &end);
      if (baton_rich_buffer_is_bare (buffer, &start, &end))
        continue;
      tag = baton_rich_buffer_get_line_tag (buffer, &start);
      if (tag[1] == 'l')
        {
          open_item (markup, open, tag);
          append_inline (buffer, markup, &start, &end);
        }
      else
        {
          close_lists (markup, open, 0);
          g_string_append_printf (markup, "<%s>", tag);
          append_inline (buffer, markup, &start, &end);
          g_string_append_printf (markup, "</%s>", tag);
        }
    }
  close_lists (markup, open, 0);
  root = baton_rich_text_parse (markup->str, NULL);
  return root != NULL ? baton_rich_node_to_markup (root) : g_strdup (markup->str);
}
