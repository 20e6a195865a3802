/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A formatted text. The buffer holds a line a block, its type a tag over the whole line, bold, italic and links tags
 * within; a break is U+2028. Bullets and numbers are drawn as text that is skipped on the way back. Markup that does not
 * fit this (a list four deep, a heading within a list) is shown and left as it is: nothing is ever lost by looking.
 */
#include "config.h"

#include "console/widgets/baton-field-rows.h"

#include "console/baton-tooltip.h"

#include "model/baton-rich-text.h"
#include "model/baton-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 3
#define LINK "link:"

struct _BatonRichTextRow
{
  BatonFieldRow  parent_instance;

  GtkTextBuffer *buffer;    /* borrowed from the view */
  GtkWidget     *view;
  GtkWidget     *style;     /* drop-down of the line's type */
  GtkWidget     *bar;
  GtkWidget     *note;      /* why it cannot be edited here */
  char          *markup;    /* what the buffer shows; owned */
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (BatonRichTextRow, baton_rich_text_row, BATON_TYPE_FIELD_ROW)

/* The types of lines, in the order of the drop-down; deeper lists follow and are only ever read. */
static const char * const line_tags[] = { "p", "h2", "h3", "h4", "ul1", "ol1", "ul2", "ol2", "ul3", "ol3" };
#define N_STYLES 6

/* ── Markup into the buffer ── */

typedef struct
{
  BatonRichTextRow *row;
  GtkTextIter       end;
  gboolean          lossy;
} Loader;

static void
insert (Loader     *loader,
        const char *text,
        GPtrArray  *tags)
{
  int start = gtk_text_iter_get_offset (&loader->end);
  GtkTextIter from;

  gtk_text_buffer_insert (loader->row->buffer, &loader->end, text, -1);
  gtk_text_buffer_get_iter_at_offset (loader->row->buffer, &from, start);
  for (guint i = 0; i < tags->len; i++)
    gtk_text_buffer_apply_tag_by_name (loader->row->buffer, tags->pdata[i], &from, &loader->end);
}

/* Links have a tag each, known by its address. */
static const char *
ensure_link (BatonRichTextRow *self,
             const char       *address,
             char            **name)
{
  *name = g_strconcat (LINK, address, NULL);
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), *name) == NULL)
    gtk_text_buffer_create_tag (self->buffer, *name, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  return *name;
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
          insert (loader, "\342\200\250", tags);
          continue;
        case BATON_RICH_BOLD:
          g_ptr_array_add (tags, (gpointer) "b");
          break;
        case BATON_RICH_ITALIC:
          g_ptr_array_add (tags, (gpointer) "i");
          break;
        case BATON_RICH_LINK:
          g_ptr_array_add (tags, (gpointer) ensure_link (loader->row, node->address, &name));
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
begin_line (Loader *loader)
{
  if (gtk_text_iter_get_offset (&loader->end) > 0)
    gtk_text_buffer_insert (loader->row->buffer, &loader->end, "\n", 1);
}

static void
load_line (Loader              *loader,
           const BatonRichNode *node,
           const char          *tag,
           const char          *mark)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  begin_line (loader);
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

/* FALSE when something would be lost on the way back. */
static gboolean
load (BatonRichTextRow *self,
      const char       *markup)
{
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, NULL);
  Loader loader = { .row = self };

  gtk_text_buffer_set_text (self->buffer, "", 0);
  gtk_text_buffer_get_end_iter (self->buffer, &loader.end);
  if (root == NULL)
    {
      gtk_text_buffer_set_text (self->buffer, markup, -1);
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
  return !loader.lossy;
}

/* ── The buffer into markup ── */

static gboolean
has_tag (BatonRichTextRow  *self,
         const GtkTextIter *iter,
         const char        *name)
{
  return gtk_text_iter_has_tag (iter, gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), name));
}

/* The type of the line: the first tag in it, as what is typed before its first letter has none yet; a line typed new
 * continues the list above it, else it is a paragraph. */
static const char *
get_line_tag (BatonRichTextRow  *self,
              const GtkTextIter *start,
              const char        *above)
{
  for (GtkTextIter iter = *start; !gtk_text_iter_ends_line (&iter); gtk_text_iter_forward_char (&iter))
    for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
      if (has_tag (self, &iter, line_tags[i]))
        return line_tags[i];
  return above != NULL && above[1] == 'l' ? above : "p";
}

/* The address of the link at *iter*; NULL for none. Borrowed from the tag's name. (transfer full) */
static char *
get_link (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      if (name != NULL && g_str_has_prefix (name, LINK))
        return g_strdup (name + strlen (LINK));
    }
  return NULL;
}

static void
append_inline (BatonRichTextRow  *self,
               GString           *markup,
               const GtkTextIter *from,
               const GtkTextIter *to)
{
  GtkTextIter start = *from;

  while (gtk_text_iter_compare (&start, to) < 0)
    {
      GtkTextIter end = start;
      g_autofree char *text = NULL, *address = get_link (&start);
      gboolean bold = has_tag (self, &start, "b"), italic = has_tag (self, &start, "i"), mark = has_tag (self, &start, "mark");
      g_auto (GStrv) parts = NULL;

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
      parts = g_strsplit (text, "\342\200\250", -1);
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

/* Canonical markup of the buffer; "" when it is empty. (transfer full) */
static char *
save (BatonRichTextRow *self)
{
  g_autoptr (GString) markup = g_string_new (NULL), open = g_string_new (NULL);
  g_autoptr (BatonRichNode) root = NULL;
  const char *above = NULL;

  for (int line = 0; line < gtk_text_buffer_get_line_count (self->buffer); line++)
    {
      GtkTextIter start, end;
      const char *tag;

      gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      if (gtk_text_iter_equal (&start, &end))
        continue;
      tag = above = get_line_tag (self, &start, above);
      if (tag[1] == 'l')
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
          append_inline (self, markup, &start, &end);
        }
      else
        {
          close_lists (markup, open, 0);
          g_string_append_printf (markup, "<%s>", tag);
          append_inline (self, markup, &start, &end);
          g_string_append_printf (markup, "</%s>", tag);
        }
    }
  close_lists (markup, open, 0);
  root = baton_rich_text_parse (markup->str, NULL);
  return root != NULL ? baton_rich_node_to_markup (root) : g_strdup (markup->str);
}

/* ── Callbacks ── */

static void
changed_cb (BatonRichTextRow *self)
{
  BatonFieldRow *row = BATON_FIELD_ROW (self);
  BatonEntity *entity = baton_field_row_get_entity (row);
  BatonField field = baton_field_row_get_field (row);
  g_autofree char *markup = NULL;
  g_autoptr (BatonValue) value = NULL;

  if (self->showing || entity == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  markup = save (self);
  if (g_strcmp0 (markup, self->markup) == 0)
    return;
  g_free (self->markup);
  self->markup = g_strdup (markup);
  if (*markup != '\0')
    value = (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0 ? baton_text_with_source (baton_entity_get (entity, field), markup)
                                                                                    : baton_value_new_string (markup);
  baton_field_row_type_value (row, value, NULL);
}

static void
toggle (BatonRichTextRow *self,
        const char       *tag)
{
  GtkTextIter start, end;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end) || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  if (has_tag (self, &start, tag))
    gtk_text_buffer_remove_tag_by_name (self->buffer, tag, &start, &end);
  else
    gtk_text_buffer_apply_tag_by_name (self->buffer, tag, &start, &end);
  changed_cb (self);
  baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
}

static void
bold_cb (BatonRichTextRow *self)
{
  toggle (self, "b");
}

static void
italic_cb (BatonRichTextRow *self)
{
  toggle (self, "i");
}

/* The lines of the selection become what the drop-down says. */
static void
style_cb (BatonRichTextRow *self)
{
  guint style = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->style));
  GtkTextIter start, end;

  if (self->showing || style >= N_STYLES)
    return;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    gtk_text_buffer_remove_tag_by_name (self->buffer, line_tags[i], &start, &end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, line_tags[style], &start, &end);
  changed_cb (self);
  baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
}

/* The drop-down follows the cursor. */
static void
cursor_cb (BatonRichTextRow *self)
{
  GtkTextIter start;
  const char *tag;

  if (self->showing)
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_iter_set_line_offset (&start, 0);
  tag = get_line_tag (self, &start, NULL);
  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (line_tags); i++)
    if (g_str_equal (line_tags[i], tag))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->style), i < N_STYLES ? i : tag[0] == 'u' ? 4 : 5);
  self->showing = FALSE;
}

static void
focus_leave_cb (BatonRichTextRow *self)
{
  if (baton_field_row_get_document (BATON_FIELD_ROW (self)) != NULL)
    baton_document_end_typing (baton_field_row_get_document (BATON_FIELD_ROW (self)));
}

static void
baton_rich_text_row_show (BatonFieldRow    *row,
                          const BatonValue *value)
{
  BatonRichTextRow *self = BATON_RICH_TEXT_ROW (row);
  const char *markup = value != NULL ? baton_text_get_source (value) : "";
  gboolean whole;

  if (g_strcmp0 (markup, self->markup) == 0)
    return;
  g_free (self->markup);
  self->markup = g_strdup (markup);
  self->showing = TRUE;
  whole = load (self, markup);
  if (whole)
    {
      g_autofree char *saved = save (self), *before = baton_rich_text_to_plain (markup), *after = baton_rich_text_to_plain (saved);

      whole = g_strcmp0 (before, after) == 0;
    }
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), whole);
  gtk_widget_set_sensitive (self->bar, whole);
  gtk_widget_set_visible (self->note, !whole);
  self->showing = FALSE;
  cursor_cb (self);
}

/* ── Construction ── */

static GtkWidget *
make_button (BatonRichTextRow *self,
             const char       *icon,
             const char       *label,
             GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  baton_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->bar), button);
  return button;
}

static void
make_tags (GtkTextBuffer *buffer)
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

static void
baton_rich_text_row_constructed (GObject *object)
{
  BatonRichTextRow *self = BATON_RICH_TEXT_ROW (object);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (BATON_FIELD_ROW (self)));
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (baton_words_label (info->label));
  const char *styles[] = { C_("style", "Paragraph"), C_("style", "Heading"), C_("style", "Subheading"), C_("style", "Small heading"),
                           C_("style", "Bullets"), C_("style", "Numbers"), NULL };
  GtkEventController *focus = gtk_event_controller_focus_new ();

  G_OBJECT_CLASS (baton_rich_text_row_parent_class)->constructed (object);
  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  make_tags (self->buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE); /* the document's undo is the only one */
  gtk_widget_set_size_request (self->view, -1, 96);
  gtk_widget_add_css_class (self->view, "baton-long-text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  baton_tooltip_set (label, baton_words_help (info->help));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->style = gtk_drop_down_new_from_strings (styles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->style), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Style of the paragraph"), -1);
  gtk_box_append (GTK_BOX (self->bar), self->style);
  make_button (self, "format-text-bold-symbolic", _("Bold"), G_CALLBACK (bold_cb));
  make_button (self, "format-text-italic-symbolic", _("Italic"), G_CALLBACK (italic_cb));
  self->note = gtk_label_new (_("This text is formatted in a way that cannot be edited here. It is kept as it is."));
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_set_visible (self->note, FALSE);

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->style, "notify::selected", G_CALLBACK (style_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
  baton_field_row_set_widget (BATON_FIELD_ROW (self), row);
}

static void
baton_rich_text_row_finalize (GObject *object)
{
  g_free (BATON_RICH_TEXT_ROW (object)->markup);
  G_OBJECT_CLASS (baton_rich_text_row_parent_class)->finalize (object);
}

static void
baton_rich_text_row_class_init (BatonRichTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = baton_rich_text_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = baton_rich_text_row_finalize;
  BATON_FIELD_ROW_CLASS (klass)->show = baton_rich_text_row_show;
}

static void
baton_rich_text_row_init (BatonRichTextRow *self)
{
}
