/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rich text: what is accepted is stable, holds nothing outside the list, and its links can be taken out.
 */
#include "fuzz/fuzz.h"

#include "model/baton-entity.h"
#include "model/baton-placeholder.h"
#include "model/baton-rich-text.h"

#include <string.h>

static void
check_tree (const BatonRichNode *node,
            int                  depth)
{
  g_assert_cmpint (depth, <, BATON_RICH_TEXT_MAX_DEPTH);
  for (; node != NULL; node = node->next)
    {
      g_assert_true ((node->type == BATON_RICH_TEXT) == (node->text != NULL));
      g_assert_true ((node->type == BATON_RICH_LINK) == (node->address != NULL));
      if (node->address != NULL)
        g_assert_true (baton_address_is_valid (node->address) || baton_id_is_valid (baton_address_get_entity (node->address)));
      check_tree (node->children, depth + 1);
    }
}

static void
check_links (const char *markup)
{
  g_auto (GStrv) links = baton_rich_text_list_links (markup);

  for (gsize i = 0; links[i] != NULL; i++)
    {
      g_autofree char *without = baton_rich_text_replace_link (markup, links[i], NULL);
      g_auto (GStrv) left = NULL;

      g_assert_nonnull (without);
      left = baton_rich_text_list_links (without);
      g_assert_false (g_strv_contains ((const char * const *) left, links[i]));
    }
}

/* Plain words, but for control characters, always make good markup. */
static void
check_plain (const char *plain)
{
  g_autofree char *markup = NULL;
  g_autoptr (BatonRichNode) root = NULL;

  if (!g_utf8_validate (plain, -1, NULL))
    return;
  for (const char *c = plain; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return;
  markup = baton_rich_text_from_plain (plain);
  root = baton_rich_text_parse (markup, NULL);
  g_assert_nonnull (root);
}

static char *
fill_cb (const char *name,
         gpointer    user_data)
{
  return name[0] == 'a' ? g_strdup (name) : NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *markup = g_strndup ((const char *) data, size);
  g_autofree char *refused = NULL;
  g_autoptr (BatonRichNode) root = baton_rich_text_parse (markup, &refused);
  g_autofree char *plain = baton_rich_text_to_plain (markup);
  g_autofree char *filled = baton_placeholder_fill (markup, fill_cb, NULL);

  g_assert_true ((root == NULL) == (refused != NULL));
  if (root != NULL)
    {
      g_autofree char *canonical = baton_rich_node_to_markup (root);
      g_autoptr (BatonRichNode) again = baton_rich_text_parse (canonical, NULL);
      g_autofree char *twice = NULL;

      check_tree (root->children, 0);
      g_assert_nonnull (again);
      twice = baton_rich_node_to_markup (again);
      g_assert_cmpstr (canonical, ==, twice);
      check_links (canonical);
    }
  check_plain (plain);
  return 0;
}
