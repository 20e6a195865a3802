/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads rich text. One pass with a stack of open elements; whatever is not on the list stops it, so nothing that was
 * not understood can come out again.
 *
 * Invariant: stack[0] is the root, each element's parent is below it, and an element may only open where its parent
 * allows (may_hold()).
 */
#include "config.h"

#include "model/baton-entity.h"
#include "model/baton-rich-text.h"

#include <string.h>

typedef struct
{
  const char     *at;
  GString        *text;        /* characters since the last tag */
  BatonRichNode  *stack[BATON_RICH_TEXT_MAX_DEPTH];
  BatonRichNode **ends[BATON_RICH_TEXT_MAX_DEPTH];  /* where the next child is hung */
  guint           depth;       /* index of the innermost open element */
  gboolean        is_implicit; /* stack[1] is a paragraph that no tag opened */
  char           *refused;
} Parser;

static gboolean
is_phrase_parent (BatonRichType type)
{
  return type != BATON_RICH_ROOT && type != BATON_RICH_BULLETS && type != BATON_RICH_NUMBERS;
}

static gboolean
may_hold (BatonRichType parent,
          BatonRichType child)
{
  switch (child)
    {
    case BATON_RICH_PARAGRAPH:
    case BATON_RICH_HEADING_2:
    case BATON_RICH_HEADING_3:
    case BATON_RICH_HEADING_4:
      return parent == BATON_RICH_ROOT;
    case BATON_RICH_BULLETS:
    case BATON_RICH_NUMBERS:
      return parent == BATON_RICH_ROOT || parent == BATON_RICH_ITEM;
    case BATON_RICH_ITEM:
      return parent == BATON_RICH_BULLETS || parent == BATON_RICH_NUMBERS;
    case BATON_RICH_ROOT:
      return FALSE;
    case BATON_RICH_TEXT:
    case BATON_RICH_BOLD:
    case BATON_RICH_ITALIC:
    case BATON_RICH_BREAK:
    case BATON_RICH_LINK:
    default:
      return is_phrase_parent (parent);
    }
}

static gboolean
refuse (Parser     *parser,
        const char *what,
        gsize       length)
{
  parser->refused = g_strndup (what, length);
  return FALSE;
}

static BatonRichNode *
hang (Parser       *parser,
      BatonRichType type)
{
  BatonRichNode *node = g_new0 (BatonRichNode, 1);

  node->type = type;
  *parser->ends[parser->depth] = node;
  parser->ends[parser->depth] = &node->next;
  return node;
}

static gboolean
open_node (Parser       *parser,
           BatonRichType type)
{
  BatonRichNode *node;

  if (parser->depth + 1 == BATON_RICH_TEXT_MAX_DEPTH)
    return FALSE;
  node = hang (parser, type);
  parser->depth++;
  parser->stack[parser->depth] = node;
  parser->ends[parser->depth] = &node->children;
  return TRUE;
}

/* Hangs the characters read so far where they belong. Space between blocks is layout; other text on the top level
 * opens a paragraph. */
static gboolean
flush_text (Parser *parser)
{
  BatonRichType parent = parser->stack[parser->depth]->type;
  gboolean is_blank = parser->text->str[strspn (parser->text->str, " \t\r\n")] == '\0';

  if (parser->text->len == 0 || (is_blank && !is_phrase_parent (parent)))
    {
      g_string_truncate (parser->text, 0);
      return TRUE;
    }
  if (parent == BATON_RICH_ROOT)
    {
      open_node (parser, BATON_RICH_PARAGRAPH);
      parser->is_implicit = TRUE;
      g_strchug (parser->text->str);
    }
  else if (!is_phrase_parent (parent))
    return refuse (parser, parser->text->str, parser->text->len);

  hang (parser, BATON_RICH_TEXT)->text = g_strdup (parser->text->str);
  g_string_truncate (parser->text, 0);
  return TRUE;
}

static void
close_implicit (Parser *parser)
{
  if (parser->is_implicit && parser->depth == 1)
    {
      parser->depth = 0;
      parser->is_implicit = FALSE;
    }
}

/* ── Characters ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_allowed_character (gunichar character)
{
  return character == '\t' || character == '\n' || character == '\r' || !g_unichar_iscntrl (character);
}

/* An & with what follows it up to a ; or alone. */
static gboolean
parse_entity (Parser  *parser,
              GString *into)
{
  static const struct
  {
    const char *name;
    gunichar    character;
  } entities[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' }, { "nbsp", 0xa0 } };
  const char *name = parser->at + 1;
  gsize length = strspn (name, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  guint64 number;
  g_autofree char *digits = NULL;

  if (length == 0 || name[length] != ';')
    {
      g_string_append_c (into, '&');
      parser->at++;
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      {
        g_string_append_unichar (into, entities[i].character);
        parser->at = name + length + 1;
        return TRUE;
      }

  if (name[0] != '#')
    return refuse (parser, parser->at, length + 2);
  digits = g_strndup (name + 1, length - 1);
  if (!(digits[0] == 'x' ? g_ascii_string_to_unsigned (digits + 1, 16, 1, 0x10ffff, &number, NULL)
                         : g_ascii_string_to_unsigned (digits, 10, 1, 0x10ffff, &number, NULL))
      || !g_unichar_validate ((gunichar) number) || !is_allowed_character ((gunichar) number))
    return refuse (parser, parser->at, length + 2);
  g_string_append_unichar (into, (gunichar) number);
  parser->at = name + length + 1;
  return TRUE;
}

static gboolean
parse_character (Parser  *parser,
                 GString *into)
{
  gunichar character = g_utf8_get_char (parser->at);

  if (character == '&')
    return parse_entity (parser, into);
  if (!is_allowed_character (character))
    return refuse (parser, parser->at, g_utf8_next_char (parser->at) - parser->at);
  g_string_append_unichar (into, character);
  parser->at = g_utf8_next_char (parser->at);
  return TRUE;
}

/* ── Tags ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* Reads a tag's name at parser->at; BATON_N_RICH_TYPES when it is not on the list. */
static BatonRichType
parse_name (Parser *parser)
{
  const char *name = parser->at;

  while (g_ascii_isalnum (*parser->at))
    parser->at++;
  for (int type = BATON_RICH_PARAGRAPH; type < BATON_N_RICH_TYPES; type++)
    {
      const char *tag = baton_rich_type_get_tag ((BatonRichType) type);

      if (strlen (tag) == (gsize) (parser->at - name) && g_ascii_strncasecmp (tag, name, strlen (tag)) == 0)
        return (BatonRichType) type;
    }
  refuse (parser, name, MAX (parser->at - name, 1));
  return BATON_N_RICH_TYPES;
}

static void
skip_space (Parser *parser)
{
  parser->at += strspn (parser->at, " \t\r\n");
}

/* href="…" or href='…' of a link; anything else that looks like an attribute is refused by name. */
static gboolean
parse_attributes (Parser        *parser,
                  BatonRichType  type,
                  char         **address)
{
  skip_space (parser);
  while (*parser->at != '>' && *parser->at != '/' && *parser->at != '\0')
    {
      const char *name = parser->at;
      gsize length = strcspn (name, " \t\r\n=>/\"'");
      g_autoptr (GString) value = g_string_new (NULL);
      char quote;

      if (type != BATON_RICH_LINK || length != 4 || g_ascii_strncasecmp (name, "href", 4) != 0 || *address != NULL)
        return refuse (parser, name, MAX (length, 1));
      parser->at += length;
      skip_space (parser);
      if (*parser->at != '=')
        return refuse (parser, name, length);
      parser->at++;
      skip_space (parser);
      quote = *parser->at;
      if (quote != '"' && quote != '\'')
        return refuse (parser, name, length);
      parser->at++;
      while (*parser->at != quote && *parser->at != '\0')
        if (!parse_character (parser, value))
          return FALSE;
      if (*parser->at == '\0')
        return refuse (parser, name, length);
      parser->at++;
      *address = g_string_free (g_steal_pointer (&value), FALSE);
      skip_space (parser);
    }
  if (type == BATON_RICH_BREAK && *parser->at == '/')
    parser->at++;
  if (*parser->at != '>')
    return refuse (parser, parser->at, 1);
  parser->at++;
  return TRUE;
}

static gboolean
is_link_address (const char *address)
{
  const char *id = baton_address_get_entity (address);

  return id != NULL ? baton_id_is_valid (id) : baton_address_is_valid (address);
}

static gboolean
parse_opening (Parser *parser)
{
  BatonRichType type;
  const char *name = ++parser->at;
  g_autofree char *address = NULL;

  type = parse_name (parser);
  if (type == BATON_N_RICH_TYPES || !parse_attributes (parser, type, &address))
    return FALSE;
  if (type == BATON_RICH_LINK && !is_link_address (address))
    return address != NULL ? refuse (parser, address, strlen (address)) : refuse (parser, name, 1);

  if (!flush_text (parser))
    return FALSE;
  if (baton_rich_type_is_block (type))
    close_implicit (parser);
  else if (parser->depth == 0)
    {
      open_node (parser, BATON_RICH_PARAGRAPH);
      parser->is_implicit = TRUE;
    }
  if (!may_hold (parser->stack[parser->depth]->type, type))
    return refuse (parser, name, strlen (baton_rich_type_get_tag (type)));
  for (guint i = 1; type == BATON_RICH_LINK && i <= parser->depth; i++)
    if (parser->stack[i]->type == BATON_RICH_LINK)
      return refuse (parser, name, 1);

  if (type == BATON_RICH_BREAK)
    hang (parser, type);
  else if (open_node (parser, type))
    parser->stack[parser->depth]->address = g_steal_pointer (&address);
  else
    return refuse (parser, name, strlen (baton_rich_type_get_tag (type)));
  return TRUE;
}

static gboolean
parse_closing (Parser *parser)
{
  const char *tag = parser->at;
  BatonRichType type;

  parser->at += 2;
  type = parse_name (parser);
  if (type == BATON_N_RICH_TYPES)
    return FALSE;
  skip_space (parser);
  if (*parser->at != '>')
    return refuse (parser, tag, parser->at - tag);
  parser->at++;
  if (!flush_text (parser))
    return FALSE;
  if (parser->stack[parser->depth]->type != type || (parser->is_implicit && parser->depth == 1))
    return refuse (parser, tag, parser->at - tag);
  parser->depth--;
  return TRUE;
}

static gboolean
parse_next (Parser *parser)
{
  if (parser->at[0] != '<')
    return parse_character (parser, parser->text);
  if (parser->at[1] == '/')
    return parse_closing (parser);
  if (g_ascii_isalpha (parser->at[1]))
    return parse_opening (parser);
  if (parser->at[1] == '!' || parser->at[1] == '?')
    return refuse (parser, parser->at, 2);

  g_string_append_c (parser->text, '<');
  parser->at++;
  return TRUE;
}

BatonRichNode *
baton_rich_text_parse (const char  *markup,
                       char       **refused)
{
  g_autoptr (BatonRichNode) root = g_new0 (BatonRichNode, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  Parser parser = { .at = markup, .text = text, .stack = { root }, .ends = { &root->children } };
  gboolean ok = TRUE;

  g_return_val_if_fail (markup != NULL, NULL);

  root->type = BATON_RICH_ROOT;
  if (!g_utf8_validate (markup, -1, NULL))
    {
      ok = FALSE;
      parser.refused = g_strdup ("");
    }
  while (ok && *parser.at != '\0')
    ok = parse_next (&parser);
  ok = ok && flush_text (&parser);
  if (ok)
    close_implicit (&parser);
  if (ok && parser.depth > 0)
    {
      const char *tag = baton_rich_type_get_tag (parser.stack[parser.depth]->type);

      ok = refuse (&parser, tag, strlen (tag));
    }

  if (refused != NULL)
    *refused = g_steal_pointer (&parser.refused);
  g_free (parser.refused);
  return ok ? g_steal_pointer (&root) : NULL;
}
