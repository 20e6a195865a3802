/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-rich.h"

#include "model/baton-rich-text.h"

#include <string.h>

/* Whether a link leads to something that this member sees. */
static gboolean
leads (const BatonRichNode *node,
       const BatonPortal   *portal)
{
  return node->type == BATON_RICH_LINK && portal != NULL && node->address != NULL && g_str_has_prefix (node->address, "baton:")
         && baton_portal_find_link (portal, node->address + strlen ("baton:")) != NULL;
}

static void
append_inline (GString             *markup,
               const BatonRichNode *node,
               const BatonPortal   *portal)
{
  static const char *const tags[BATON_N_RICH_TYPES] = { [BATON_RICH_BOLD] = "b", [BATON_RICH_ITALIC] = "i", [BATON_RICH_LINK] = "u" };

  for (; node != NULL; node = node->next)
    {
      if (node->type == BATON_RICH_TEXT)
        baton_markup_append_escaped (markup, node->text);
      else if (node->type == BATON_RICH_BREAK)
        g_string_append_c (markup, '\n');
      else if (leads (node, portal))
        {
          g_string_append (markup, "<a href=\"");
          baton_markup_append_escaped (markup, node->address);
          g_string_append (markup, "\">");
          append_inline (markup, node->children, portal);
          g_string_append (markup, "</a>");
        }
      else if (tags[node->type] != NULL)
        {
          g_string_append_printf (markup, "<%s>", tags[node->type]);
          append_inline (markup, node->children, portal);
          g_string_append_printf (markup, "</%s>", tags[node->type]);
        }
    }
}

static void
append_list (GString             *markup,
             const BatonRichNode *list,
             int                  depth,
             const BatonPortal   *portal)
{
  guint number = 0;

  for (const BatonRichNode *item = list->children; item != NULL; item = item->next)
    {
      g_string_append (markup, markup->len > 0 ? "\n" : "");
      for (int i = 0; i < depth; i++)
        g_string_append (markup, "    ");
      if (list->type == BATON_RICH_NUMBERS)
        g_string_append_printf (markup, "%u. ", ++number);
      else
        g_string_append (markup, "• ");
      append_inline (markup, item->children, portal);
      for (const BatonRichNode *child = item->children; child != NULL; child = child->next)
        if (child->type == BATON_RICH_BULLETS || child->type == BATON_RICH_NUMBERS)
          append_list (markup, child, depth + 1, portal);
    }
}

char *
baton_portal_rich_to_markup (const char        *text,
                             const BatonPortal *portal)
{
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (text, NULL);
  GString *markup;

  if (root == NULL)
    return NULL;
  markup = g_string_new (NULL);
  for (const BatonRichNode *block = root->children; block != NULL; block = block->next)
    {
      gboolean heading = block->type >= BATON_RICH_HEADING_2 && block->type <= BATON_RICH_HEADING_4;

      if (block->type == BATON_RICH_BULLETS || block->type == BATON_RICH_NUMBERS)
        {
          append_list (markup, block, 0, portal);
          continue;
        }
      g_string_append (markup, markup->len > 0 ? "\n" : "");
      if (heading)
        g_string_append_printf (markup, "<span weight=\"bold\" size=\"%s\">", block->type == BATON_RICH_HEADING_4 ? "medium" : "large");
      append_inline (markup, block->children, portal);
      g_string_append (markup, heading ? "</span>" : "");
    }
  return g_string_free (markup, FALSE);
}
