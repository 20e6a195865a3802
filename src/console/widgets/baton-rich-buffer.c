/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-rich-buffer-private.h"

#include <string.h>

#define LINK "link:"

const char * const baton_rich_buffer_line_tags[BATON_RICH_BUFFER_N_LINE_TAGS] = { "p", "h2", "h3", "h4", "ul1", "ol1", "ul2", "ol2", "ul3", "ol3" };

/* ── Tags ── */

void
baton_rich_buffer_set_up (GtkTextBuffer *buffer)
{
  static const double scales[] = { 1, 1.4, 1.2, 1.05 };

  for (guint i = 0; i < BATON_RICH_BUFFER_N_LINE_TAGS; i++)
    {
      GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, baton_rich_buffer_line_tags[i], "pixels-below-lines", 4, NULL);

      if (i > 0 && i < 4)
        g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, "scale", scales[i], NULL);
      else if (i >= 4)
        g_object_set (tag, "left-margin", 18 * (baton_rich_buffer_line_tags[i][2] - '0'), NULL);
    }
  gtk_text_buffer_create_tag (buffer, "b", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "i", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "mark", "editable", FALSE, NULL);
}

gboolean
baton_rich_buffer_has_tag (GtkTextBuffer     *buffer,
                           const GtkTextIter *iter,
                           const char        *name)
{
  return gtk_text_iter_has_tag (iter, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name));
}

char *
baton_rich_buffer_ensure_link (GtkTextBuffer *buffer,
                               const char    *address)
{
  char *name = g_strconcat (LINK, address, NULL);

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name) == NULL)
    gtk_text_buffer_create_tag (buffer, name, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  return name;
}

GtkTextTag *
baton_rich_buffer_get_link_tag (const GtkTextIter  *iter,
                                char              **address)
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

/* ── Lines ── */

const char *
baton_rich_buffer_get_line_tag (GtkTextBuffer     *buffer,
                                const GtkTextIter *start)
{
  for (GtkTextIter iter = *start; !gtk_text_iter_ends_line (&iter); gtk_text_iter_forward_char (&iter))
    for (guint i = 0; i < BATON_RICH_BUFFER_N_LINE_TAGS; i++)
      if (baton_rich_buffer_has_tag (buffer, &iter, baton_rich_buffer_line_tags[i]))
        return baton_rich_buffer_line_tags[i];
  return "p";
}

void
baton_rich_buffer_get_line (const GtkTextIter *iter,
                            GtkTextIter       *start,
                            GtkTextIter       *end)
{
  *start = *iter;
  gtk_text_iter_set_line_offset (start, 0);
  *end = *start;
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
}

gboolean
baton_rich_buffer_is_bare (GtkTextBuffer     *buffer,
                           const GtkTextIter *start,
                           const GtkTextIter *end)
{
  for (GtkTextIter iter = *start; gtk_text_iter_compare (&iter, end) < 0; gtk_text_iter_forward_char (&iter))
    if (!baton_rich_buffer_has_tag (buffer, &iter, "mark"))
      return FALSE;
  return TRUE;
}

/* ── Styles and marks ── */

guint
baton_rich_buffer_get_style (GtkTextBuffer     *buffer,
                             const GtkTextIter *iter)
{
  GtkTextIter start, end;
  const char *tag;

  baton_rich_buffer_get_line (iter, &start, &end);
  tag = baton_rich_buffer_get_line_tag (buffer, &start);
  for (guint i = 0; i < BATON_RICH_BUFFER_N_STYLES; i++)
    if (g_str_equal (baton_rich_buffer_line_tags[i], tag))
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
  for (end = start; !gtk_text_iter_ends_line (&end) && baton_rich_buffer_has_tag (buffer, &end, "mark");)
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
      baton_rich_buffer_get_line (&start, &start, &end);
      for (guint i = 0; i < BATON_RICH_BUFFER_N_LINE_TAGS; i++)
        gtk_text_buffer_remove_tag_by_name (buffer, baton_rich_buffer_line_tags[i], &start, &end);
      gtk_text_buffer_apply_tag_by_name (buffer, baton_rich_buffer_line_tags[style], &start, &end);
      if (baton_rich_buffer_line_tags[style][1] == 'l')
        insert_mark (buffer, line, baton_rich_buffer_line_tags[style], line - first + 1);
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
  for (end = start; !gtk_text_iter_ends_line (&end) && baton_rich_buffer_has_tag (buffer, &end, "mark");)
    gtk_text_iter_forward_char (&end);
  words = gtk_text_iter_get_text (&start, &end);
  return strcmp (words, mark) == 0;
}

void
baton_rich_buffer_renumber (GtkTextBuffer *buffer)
{
  int numbers[BATON_RICH_BUFFER_MAX_DEPTH + 1] = { 0 };

  for (int line = 0; line < gtk_text_buffer_get_line_count (buffer); line++)
    {
      GtkTextIter start;
      const char *tag;
      int depth;

      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
      tag = baton_rich_buffer_get_line_tag (buffer, &start);
      depth = tag[1] == 'l' ? CLAMP (tag[2] - '0', 1, BATON_RICH_BUFFER_MAX_DEPTH) : 0;
      /* A list within an item ends with it, and all lists end with a line that is in none. */
      for (int deeper = depth + 1; deeper <= BATON_RICH_BUFFER_MAX_DEPTH; deeper++)
        numbers[deeper] = 0;
      numbers[depth] = depth > 0 && tag[0] == 'o' ? numbers[depth] + 1 : 0;
      if (numbers[depth] == 0 || !baton_rich_buffer_has_tag (buffer, &start, "mark") || is_number (buffer, line, numbers[depth]))
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
  if (baton_rich_buffer_has_tag (buffer, &start, tag))
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
  GtkTextTag *tag = baton_rich_buffer_get_link_tag (&from, &address);

  if (tag == NULL && gtk_text_iter_backward_char (&from))
    tag = baton_rich_buffer_get_link_tag (&from, &address);
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
      g_autofree char *name = baton_rich_buffer_ensure_link (buffer, address);

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
  baton_rich_buffer_get_line (&cursor, &start, &end);
  tag = baton_rich_buffer_get_line_tag (buffer, &start);
  line = gtk_text_iter_get_line (&start);
  if (tag[1] != 'l')
    return FALSE;
  /* The bullet stays with its line: what is broken off before it, or within, begins behind it. */
  if (!selected && baton_rich_buffer_has_tag (buffer, &cursor, "mark"))
    {
      while (!gtk_text_iter_ends_line (&cursor) && baton_rich_buffer_has_tag (buffer, &cursor, "mark"))
        gtk_text_iter_forward_char (&cursor);
      gtk_text_buffer_place_cursor (buffer, &cursor);
      baton_rich_buffer_get_line (&cursor, &start, &end);
    }
  if (baton_rich_buffer_is_bare (buffer, &start, &end))
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
