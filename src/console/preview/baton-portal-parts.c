/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/preview/baton-portal-parts.h"

#include "console/preview/baton-portal-rich.h"

#include "model/baton-rich-text.h"
#include "portal/baton-portal-facts.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

BatonPortalNode *
baton_portal_part_new_item (BatonPortalView       *self,
                            const BatonPortalItem *item,
                            const char            *target,
                            BatonPortalNode       *child)
{
  BatonPortalNode *node = baton_portal_node_new_item (item->id, target, item->name.text);

  baton_portal_node_append (node, child);
  if (self->other != NULL && !baton_portal_contains (self->other, item->id))
    {
      baton_portal_node_add_class (node, "baton-only-here");
      baton_portal_node_set_tooltip (node, _("Only this persona sees this"));
    }
  return node;
}

static BatonPortalNode *
make_label (const char *text,
            const char *css_class,
            gboolean    rtl)
{
  BatonPortalNode *label = baton_portal_node_new_label (text, css_class);

  baton_portal_node_set_rtl (label, rtl);
  return label;
}

BatonPortalNode *
baton_portal_part_new_label (BatonPortalView *self,
                             const char      *text,
                             const char      *css_class)
{
  return make_label (text, css_class, self->portal->rtl);
}

/* Nearly all texts that are missing fall back to one language: its name is worked out once. Borrowed until the next. */
static const char *
name_language (BatonPortalView *self,
               const char      *tag)
{
  if (g_strcmp0 (tag, self->fallback) != 0)
    {
      g_free (self->fallback);
      g_free (self->fallback_name);
      self->fallback = g_strdup (tag);
      self->fallback_name = baton_words_language (tag);
    }
  return self->fallback_name;
}

BatonPortalNode *
baton_portal_part_new_text (BatonPortalView       *self,
                            const BatonPortalText *text,
                            const char            *css_class)
{
  g_autofree char *shown = NULL, *tip = NULL;
  const char *language;
  BatonPortalNode *label;

  if (!text->fallback)
    return make_label (text->text, css_class, text->rtl);
  language = name_language (self, text->locale);
  shown = g_strdup_printf ("%s  ·  %s", text->text, language);
  /* Translators: %s is a language; the text is shown in it because there is none in the member's own */
  tip = g_strdup_printf (_("Shown in %s: there is no text in this member’s language"), language);
  label = make_label (shown, css_class, text->rtl);
  baton_portal_node_set_tooltip (label, tip);
  baton_portal_node_add_class (label, "baton-fallback");
  return label;
}

BatonPortalNode *
baton_portal_part_new_picture (BatonPortalView          *self,
                               const BatonPortalPicture *picture,
                               int                       width,
                               int                       height)
{
  GdkTexture *texture = picture->digest != NULL ? baton_portal_pictures_get (self->pictures, picture->digest) : NULL;

  return texture != NULL ? baton_portal_node_new_picture (texture, picture->alternative.text, width, height) : NULL;
}

void
baton_portal_part_append_text (BatonPortalView       *self,
                               BatonPortalNode       *box,
                               const BatonPortalText *text,
                               const char            *css_class)
{
  if (*text->text != '\0')
    baton_portal_node_append (box, baton_portal_part_new_text (self, text, css_class));
}

void
baton_portal_part_append_rich (BatonPortalView       *self,
                               BatonPortalNode       *box,
                               const BatonPortalText *text)
{
  g_autofree char *markup = *text->text != '\0' ? baton_portal_rich_to_markup (text->text, self->portal) : NULL, *unlinked = NULL, *plain = NULL;
  BatonPortalNode *label;

  if (*text->text == '\0')
    return;
  /* What Pango would not take, such as a sign that is none in XML, is shown without its form. It knows no links. */
  unlinked = *text->text != '\0' ? baton_portal_rich_to_markup (text->text, NULL) : NULL;
  if (unlinked == NULL || !pango_parse_markup (unlinked, -1, 0, NULL, &plain, NULL, NULL))
    {
      g_clear_pointer (&markup, g_free);
      plain = baton_rich_text_to_plain (text->text);
    }
  label = make_label (plain, NULL, text->rtl);
  baton_portal_node_set_markup (label, markup);
  baton_portal_node_append (box, label);
}

void
baton_portal_part_append_picture (BatonPortalView          *self,
                                  BatonPortalNode          *box,
                                  const BatonPortalPicture *picture,
                                  int                       height)
{
  BatonPortalNode *node = baton_portal_part_new_picture (self, picture, -1, height);

  if (node != NULL)
    baton_portal_node_append (box, node);
}

/* Appends the *lines* on one. */
static void
append_joined (BatonPortalView *self,
               BatonPortalNode *box,
               GPtrArray       *lines)
{
  g_autofree char *line = NULL;

  if (lines->len == 0)
    return;
  g_ptr_array_add (lines, NULL);
  line = g_strjoinv ("  ·  ", (char **) lines->pdata);
  baton_portal_node_append (box, baton_portal_part_new_label (self, line, "caption"));
}

void
baton_portal_part_append_facts (BatonPortalView *self,
                                BatonPortalNode *box,
                                GPtrArray       *facts)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (lines, baton_portal_fact_to_text (facts->pdata[i], self->names->presenting ? BATON_WORDS_HIDDEN : NULL));
  append_joined (self, box, lines);
}

void
baton_portal_part_append_tags (BatonPortalView       *self,
                               BatonPortalNode       *box,
                               const BatonPortalItem *tags,
                               gsize                  n_tags)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_tags; i++)
    g_ptr_array_add (lines, g_strdup (tags[i].name.text));
  append_joined (self, box, lines);
}

void
baton_portal_part_append_rest (BatonPortalView *self,
                               BatonPortalNode *box,
                               gsize            n,
                               gsize            n_shown)
{
  g_autofree char *rest = n > n_shown ? g_strdup_printf ("+%" G_GSIZE_FORMAT, n - n_shown) : NULL;

  if (rest != NULL)
    baton_portal_node_append (box, baton_portal_part_new_label (self, rest, "dim-label"));
}

const char *
baton_portal_part_get_word (BatonPortalView *self,
                            const char      *key)
{
  return baton_portal_get_word (self->portal, key)->text;
}
