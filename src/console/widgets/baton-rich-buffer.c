/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-rich-buffer.h"

#include "model/baton-rich-text.h"

#include <string.h>

#define MAX_DEPTH 3
#define LINK "link:"
#define BREAK "\342\200\250"

static const char * const line_tags[] = { "p", "h2", "h3", "h4", "ul1", "ol1", "ul2", "ol2", "ul3", "ol3" };

/* ── Tags ── */

void
baton_rich_buffer_set_up (GtkTextBuffer *buffer)
{
  static const double scales[] = { 1, 1.4, 1.2, 1.05 };

  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    {
      GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, line_tags[i], "pixels-below-lines", 4, NULL);

      if (i > 0 && i < 4)
        g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, "scale", scales[i], NULL);
      else if (i >= 4)
        g_object_set (tag, "left-margin", 18 * (line_tags[i][2] - '0'), NULL);
    }
  gtk_text_buffer_create_tag (buffer, "b", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "i", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "mark", "editable", FALSE, NULL);
}

static gboolean
has_tag (GtkTextBuffer     *buffer,
         const GtkTextIter *iter,
         const char        *name)
{
  return gtk_text_iter_has_tag (iter, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name));
}

/* Links have a tag each, known by its address. Its name. (transfer full) */
static char *
ensure_link (GtkTextBuffer *buffer,
             const char    *address)
{
  char *name = g_strconcat (LINK, address, NULL);

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name) == NULL)
    gtk_text_buffer_create_tag (buffer, name, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  return name;
}

/* The tag of the link that *iter* stands in; NULL for none. Borrowed. */
static GtkTextTag *
get_link_tag (const GtkTextIter *iter,
              char             **address)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      if (name == NULL || !g_str_has_prefix (name, LINK))
        continue;
      if (address != NULL)
        *address = g_strdup (name + strlen (LINK));
      return l->data;
    }
  return NULL;
}

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
          name = ensure_link (loader->buffer, node->address);
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

  if (depth > MAX_DEPTH)
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

/* The style of the line: the first tag in it, as what is typed before its first letter has none yet; what is typed in an empty
 * line is a paragraph. */
static const char *
get_line_tag (GtkTextBuffer     *buffer,
              const GtkTextIter *start)
{
  for (GtkTextIter iter = *start; !gtk_text_iter_ends_line (&iter); gtk_text_iter_forward_char (&iter))
    for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
      if (has_tag (buffer, &iter, line_tags[i]))
        return line_tags[i];
  return "p";
}

/* The line that *iter* is in, without its end. */
static void
get_line (const GtkTextIter *iter,
          GtkTextIter       *start,
          GtkTextIter       *end)
{
  *start = *iter;
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

/* Whether the line holds nothing but a bullet or number that we drew. */
static gboolean
is_bare (GtkTextBuffer     *buffer,
         const GtkTextIter *start,
         const GtkTextIter *end)
{
  for (GtkTextIter iter = *start; gtk_text_iter_compare (&iter, end) < 0; gtk_text_iter_forward_char (&iter))
    if (!has_tag (buffer, &iter, "mark"))
      return FALSE;
  return TRUE;
}

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
      gboolean bold = has_tag (buffer, &start, "b"), italic = has_tag (buffer, &start, "i"), mark = has_tag (buffer, &start, "mark");
      g_auto (GStrv) parts = NULL;

      get_link_tag (&start, &address);
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
      get_line (&start, &start, &end);
      if (is_bare (buffer, &start, &end))
        continue;
      tag = get_line_tag (buffer, &start);
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

/* ── Styles and marks ── */

guint
baton_rich_buffer_get_style (GtkTextBuffer     *buffer,
                             const GtkTextIter *iter)
{
  GtkTextIter start, end;
  const char *tag;

  get_line (iter, &start, &end);
  tag = get_line_tag (buffer, &start);
  for (guint i = 0; i < BATON_RICH_BUFFER_N_STYLES; i++)
    if (g_str_equal (line_tags[i], tag))
      return i;
  return tag[0] == 'u' ? 4 : 5;
}

/* Takes the bullet or number of the line away. */
static void
remove_mark (GtkTextBuffer *buffer,
             int            line)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  for (end = start; !gtk_text_iter_ends_line (&end) && has_tag (buffer, &end, "mark");)
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
}

static void
insert_mark (GtkTextBuffer *buffer,
             int            line,
             const char    *tag,
             int            number)
{
  g_autofree char *mark = tag[0] == 'o' ? g_strdup_printf ("%d. ", number) : g_strdup ("• ");
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &start, mark, -1, tag, "mark", NULL);
}

void
baton_rich_buffer_set_style (GtkTextBuffer *buffer,
                             guint          style)
{
  GtkTextIter start, end;
  int first, last;

  g_return_if_fail (style < BATON_RICH_BUFFER_N_STYLES);

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  gtk_text_buffer_begin_user_action (buffer);
  for (int line = first; line <= last; line++)
    {
      remove_mark (buffer, line);
      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      get_line (&start, &start, &end);
      for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
        gtk_text_buffer_remove_tag_by_name (buffer, line_tags[i], &start, &end);
      gtk_text_buffer_apply_tag_by_name (buffer, line_tags[style], &start, &end);
      if (line_tags[style][1] == 'l')
        insert_mark (buffer, line, line_tags[style], line - first + 1);
    }
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
is_number (GtkTextBuffer *buffer,
           int            line,
           int            number)
{
  g_autofree char *mark = g_strdup_printf ("%d. ", number), *words = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  for (end = start; !gtk_text_iter_ends_line (&end) && has_tag (buffer, &end, "mark");)
    gtk_text_iter_forward_char (&end);
  words = gtk_text_iter_get_text (&start, &end);
  return strcmp (words, mark) == 0;
}

void
baton_rich_buffer_renumber (GtkTextBuffer *buffer)
{
  int numbers[MAX_DEPTH + 1] = { 0 };

  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      GtkTextIter start;
      const char *tag;
      int depth;

      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      tag = get_line_tag (buffer, &start);
      depth = tag[1] == 'l' ? CLAMP (tag[2] - '0', 1, MAX_DEPTH) : 0;
      /* A list within an item ends with it, and all lists end with a line that is in none. */
      for (int deeper = depth + 1; deeper <= MAX_DEPTH; deeper++)
        numbers[deeper] = 0;
      numbers[depth] = depth > 0 && tag[0] == 'o' ? numbers[depth] + 1 : 0;
      if (numbers[depth] == 0 || !has_tag (buffer, &start, "mark") || is_number (buffer, line, numbers[depth]))
        continue;
      remove_mark (buffer, line);
      insert_mark (buffer, line, tag, numbers[depth]);
    }
}

/* The selection, or the word that the cursor is in. */
static gboolean
get_words (GtkTextBuffer *buffer,
           GtkTextIter   *start,
           GtkTextIter   *end)
{
  if (gtk_text_buffer_get_selection_bounds (buffer, start, end))
    return TRUE;
  *end = *start;
  if (!gtk_text_iter_inside_word (start) && !gtk_text_iter_ends_word (start))
    return FALSE;
  if (!gtk_text_iter_starts_word (start))
    gtk_text_iter_backward_word_start (start);
  if (!gtk_text_iter_ends_word (end))
    gtk_text_iter_forward_word_end (end);
  return TRUE;
}

gboolean
baton_rich_buffer_toggle (GtkTextBuffer *buffer,
                          const char    *tag)
{
  GtkTextIter start, end;

  if (!get_words (buffer, &start, &end))
    return FALSE;
  if (has_tag (buffer, &start, tag))
    gtk_text_buffer_remove_tag_by_name (buffer, tag, &start, &end);
  else
    gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
  return TRUE;
}

/* ── Links ── */

char *
baton_rich_buffer_get_link (GtkTextBuffer     *buffer,
                            const GtkTextIter *iter,
                            GtkTextIter       *start,
                            GtkTextIter       *end)
{
  GtkTextIter from = *iter, to;
  char *address = NULL;
  GtkTextTag *tag = get_link_tag (&from, &address);

  if (tag == NULL && gtk_text_iter_backward_char (&from))
    tag = get_link_tag (&from, &address);
  if (tag == NULL)
    return NULL;
  to = from;
  if (!gtk_text_iter_starts_tag (&from, tag))
    gtk_text_iter_backward_to_tag_toggle (&from, tag);
  gtk_text_iter_forward_to_tag_toggle (&to, tag);
  if (start != NULL)
    *start = from;
  if (end != NULL)
    *end = to;
  return address;
}

static void
remove_link_cb (GtkTextTag *tag,
                gpointer    data)
{
  GtkTextIter *range = data;
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (name != NULL && g_str_has_prefix (name, LINK))
    gtk_text_buffer_remove_tag (gtk_text_iter_get_buffer (&range[0]), tag, &range[0], &range[1]);
}

void
baton_rich_buffer_set_link (GtkTextBuffer *buffer,
                            const char    *address,
                            const char    *words)
{
  GtkTextIter range[2];

  gtk_text_buffer_begin_user_action (buffer);
  if (!gtk_text_buffer_get_selection_bounds (buffer, &range[0], &range[1]))
    {
      g_autofree char *old = baton_rich_buffer_get_link (buffer, &range[0], &range[0], &range[1]);

      if (old == NULL && address != NULL)
        {
          int offset = gtk_text_iter_get_offset (&range[0]);

          gtk_text_buffer_insert (buffer, &range[0], words, -1);
          range[1] = range[0];
          gtk_text_buffer_get_iter_at_offset (buffer, &range[0], offset);
        }
    }
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), remove_link_cb, range);
  if (address != NULL)
    {
      g_autofree char *name = ensure_link (buffer, address);

      gtk_text_buffer_apply_tag_by_name (buffer, name, &range[0], &range[1]);
    }
  gtk_text_buffer_end_user_action (buffer);
}

/* ── Lists ── */

gboolean
baton_rich_buffer_break_item (GtkTextBuffer *buffer)
{
  GtkTextIter cursor, start, end;
  g_autofree char *words = NULL;
  gboolean selected;
  const char *tag;
  int line;

  selected = gtk_text_buffer_get_selection_bounds (buffer, &cursor, &end);
  get_line (&cursor, &start, &end);
  tag = get_line_tag (buffer, &start);
  line = gtk_text_iter_get_line (&start);
  if (tag[1] != 'l')
    return FALSE;
  /* The bullet stays with its line: what is broken off before it, or within, begins behind it. */
  if (!selected && has_tag (buffer, &cursor, "mark"))
    {
      while (!gtk_text_iter_ends_line (&cursor) && has_tag (buffer, &cursor, "mark"))
        gtk_text_iter_forward_char (&cursor);
      gtk_text_buffer_place_cursor (buffer, &cursor);
      get_line (&cursor, &start, &end);
    }
  if (is_bare (buffer, &start, &end))
    {
      baton_rich_buffer_set_style (buffer, 0);
      return TRUE;
    }
  words = gtk_text_iter_get_text (&start, &end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  insert_mark (buffer, line + 1, tag, (int) g_ascii_strtoll (words, NULL, 10) + 1);
  baton_rich_buffer_renumber (buffer);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
