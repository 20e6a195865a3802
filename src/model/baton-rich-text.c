/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes rich text: markup, plain words, links. Reading is in baton-rich-text-parse.c.
 *
 * The tree is at most BATON_RICH_TEXT_MAX_DEPTH deep, so walking it may recurse.
 */
#include "config.h"

#include "model/baton-rich-text.h"

#include <string.h>

static const struct
{
  const char *tag;
  gboolean    is_block;
} types[BATON_N_RICH_TYPES] = {
  [BATON_RICH_ROOT] = { NULL, FALSE },
  [BATON_RICH_TEXT] = { NULL, FALSE },
  [BATON_RICH_PARAGRAPH] = { "p", TRUE },
  [BATON_RICH_HEADING_2] = { "h2", TRUE },
  [BATON_RICH_HEADING_3] = { "h3", TRUE },
  [BATON_RICH_HEADING_4] = { "h4", TRUE },
  [BATON_RICH_BULLETS] = { "ul", TRUE },
  [BATON_RICH_NUMBERS] = { "ol", TRUE },
  [BATON_RICH_ITEM] = { "li", TRUE },
  [BATON_RICH_BOLD] = { "b", FALSE },
  [BATON_RICH_ITALIC] = { "i", FALSE },
  [BATON_RICH_BREAK] = { "br", FALSE },
  [BATON_RICH_LINK] = { "a", FALSE },
};

#define ENTITY_SCHEME "baton:"

void
baton_rich_node_free (BatonRichNode *root)
{
  while (root != NULL)
    {
      BatonRichNode *next = root->next;

      baton_rich_node_free (root->children);
      g_free (root->text);
      g_free (root->address);
      g_free (root);
      root = next;
    }
}

const char *
baton_rich_type_get_tag (BatonRichType type)
{
  g_return_val_if_fail ((guint) type < BATON_N_RICH_TYPES, NULL);
  return types[type].tag;
}

gboolean
baton_rich_type_is_block (BatonRichType type)
{
  g_return_val_if_fail ((guint) type < BATON_N_RICH_TYPES, FALSE);
  return types[type].is_block;
}

/* Quotes need an escape in attributes only, and translators read the markup. */
static void
append_text (GString    *markup,
             const char *text,
             gboolean    quotes)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '&':
        g_string_append (markup, "&amp;");
        break;
      case '<':
        g_string_append (markup, "&lt;");
        break;
      case '>':
        g_string_append (markup, "&gt;");
        break;
      case '"':
        g_string_append (markup, quotes ? "&quot;" : "\"");
        break;
      case '\'':
        g_string_append (markup, quotes ? "&apos;" : "'");
        break;
      default:
        g_string_append_c (markup, *text);
        break;
      }
}

void
baton_markup_append_escaped (GString    *markup,
                             const char *text)
{
  append_text (markup, text, TRUE);
}

/* ── Markup ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_markup (GString             *markup,
               const BatonRichNode *node)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type == BATON_RICH_TEXT)
        {
          append_text (markup, node->text, FALSE);
          continue;
        }
      g_string_append_printf (markup, "<%s", types[node->type].tag);
      if (node->address != NULL)
        {
          g_string_append (markup, " href=\"");
          baton_markup_append_escaped (markup, node->address);
          g_string_append_c (markup, '"');
        }
      g_string_append_c (markup, '>');
      if (node->type == BATON_RICH_BREAK)
        continue;
      append_markup (markup, node->children);
      g_string_append_printf (markup, "</%s>", types[node->type].tag);
    }
}

char *
baton_rich_node_to_markup (const BatonRichNode *root)
{
  GString *markup = g_string_new (NULL);

  g_return_val_if_fail (root != NULL, g_string_free (markup, FALSE));

  append_markup (markup, root->children);
  return g_string_free (markup, FALSE);
}

/* ── Plain words ───────────────────────────────────────────────────────────────────────────────────────── */

static void
end_line (GString *plain)
{
  if (plain->len > 0 && plain->str[plain->len - 1] != '\n')
    g_string_append_c (plain, '\n');
}

static void
append_plain (GString             *plain,
              const BatonRichNode *parent,
              guint                list_depth)
{
  guint number = 0;

  for (const BatonRichNode *node = parent->children; node != NULL; node = node->next)
    {
      guint depth = list_depth;

      if (types[node->type].is_block)
        end_line (plain);

      if (node->type == BATON_RICH_TEXT)
        g_string_append (plain, node->text);
      else if (node->type == BATON_RICH_BREAK)
        g_string_append_c (plain, '\n');
      else if (node->type == BATON_RICH_BULLETS || node->type == BATON_RICH_NUMBERS)
        depth++;
      else if (node->type == BATON_RICH_ITEM)
        {
          g_string_append_printf (plain, "%*s", (int) (depth > 0 ? 2 * (depth - 1) : 0), "");
          if (parent->type == BATON_RICH_NUMBERS)
            g_string_append_printf (plain, "%u. ", ++number);
          else
            g_string_append (plain, "• ");
        }
      append_plain (plain, node, depth);

      if (types[node->type].is_block)
        end_line (plain);
    }
}

char *
baton_rich_node_to_plain (const BatonRichNode *root)
{
  GString *plain = g_string_new (NULL);

  g_return_val_if_fail (root != NULL, g_string_free (plain, FALSE));

  append_plain (plain, root, 0);
  while (plain->len > 0 && plain->str[plain->len - 1] == '\n')
    g_string_truncate (plain, plain->len - 1);
  return g_string_free (plain, FALSE);
}

char *
baton_rich_text_to_plain (const char *markup)
{
  g_autoptr (BatonRichNode) root = markup != NULL ? baton_rich_text_parse (markup, NULL) : NULL;

  return root != NULL ? baton_rich_node_to_plain (root) : g_strdup (markup);
}

char *
baton_rich_text_from_plain (const char *plain)
{
  GString *markup = g_string_new (NULL);
  g_auto (GStrv) paragraphs = NULL;

  g_return_val_if_fail (plain != NULL, g_string_free (markup, FALSE));

  paragraphs = g_strsplit (plain, "\n\n", -1);
  for (gsize i = 0; paragraphs[i] != NULL; i++)
    {
      g_auto (GStrv) lines = g_strsplit (g_strstrip (paragraphs[i]), "\n", -1);

      if (paragraphs[i][0] == '\0')
        continue;
      g_string_append (markup, "<p>");
      for (gsize j = 0; lines[j] != NULL; j++)
        {
          if (j > 0)
            g_string_append (markup, "<br>");
          append_text (markup, lines[j], FALSE);
        }
      g_string_append (markup, "</p>");
    }
  return g_string_free (markup, FALSE);
}

/* ── Links ─────────────────────────────────────────────────────────────────────────────────────────────── */

const char *
baton_address_get_entity (const char *address)
{
  return address != NULL && g_str_has_prefix (address, ENTITY_SCHEME) ? address + strlen (ENTITY_SCHEME) : NULL;
}

gboolean
baton_address_is_valid (const char *address)
{
  const char *rest;

  if (address == NULL || !g_utf8_validate (address, -1, NULL))
    return FALSE;
  for (const char *c = address; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)) || g_unichar_isspace (g_utf8_get_char (c)) || strchr ("\"'<>\\^`{|}", *c) != NULL)
      return FALSE;

  if (g_str_has_prefix (address, "https://"))
    {
      rest = address + strlen ("https://");
      /* No user information: "https://known.example@elsewhere" is only ever a trick. */
      return g_ascii_isalnum (*rest) || *rest == '[' || (guchar) *rest >= 0x80
               ? memchr (rest, '@', strcspn (rest, "/?#")) == NULL
               : FALSE;
    }
  if (g_str_has_prefix (address, "mailto:"))
    {
      rest = address + strlen ("mailto:");
      return strchr (rest, '@') > rest && strchr (rest, '@')[1] != '\0';
    }
  return FALSE;
}

static void
collect_links (GPtrArray           *links,
               const BatonRichNode *node)
{
  for (; node != NULL; node = node->next)
    {
      const char *id = baton_address_get_entity (node->address);

      if (id != NULL && !g_ptr_array_find_with_equal_func (links, id, g_str_equal, NULL))
        g_ptr_array_add (links, g_strdup (id));
      collect_links (links, node->children);
    }
}

char **
baton_rich_text_list_links (const char *markup)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);

  /* Most texts have none; the search spares them the parser. */
  if (markup != NULL && strstr (markup, ENTITY_SCHEME) != NULL)
    {
      g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, NULL);

      collect_links (links, root);
    }
  g_ptr_array_add (links, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&links), FALSE);
}

/* *link* points at the pointer that holds the node, so that a link can give its place to its words. */
static gboolean
replace_links (BatonRichNode **link,
               const char     *from,
               const char     *to)
{
  gboolean replaced = FALSE;

  while (*link != NULL)
    {
      BatonRichNode *node = *link;

      replaced |= replace_links (&node->children, from, to);
      if (g_strcmp0 (baton_address_get_entity (node->address), from) == 0)
        {
          replaced = TRUE;
          if (to == NULL)
            {
              BatonRichNode **end = &node->children;

              while (*end != NULL)
                end = &(*end)->next;
              *end = node->next;
              *link = node->children;
              node->children = NULL;
              node->next = NULL;
              baton_rich_node_free (node);
              continue;
            }
          g_free (node->address);
          node->address = g_strconcat (ENTITY_SCHEME, to, NULL);
        }
      link = &node->next;
    }
  return replaced;
}

char *
baton_rich_text_replace_link (const char *markup,
                              const char *from,
                              const char *to)
{
  g_autoptr (BatonRichNode) root = NULL;

  g_return_val_if_fail (markup != NULL && from != NULL, NULL);

  root = baton_rich_text_parse (markup, NULL);
  if (root == NULL || !replace_links (&root->children, from, to))
    return NULL;
  return baton_rich_node_to_markup (root);
}
