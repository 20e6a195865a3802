/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GMarkup reads (no document types, no entities but the five), and only what the tables name is written. An element that is not
 * named goes with all that is in it, a link with its tags alone.
 *
 * References stay within the picture. A reference to something that itself refers on is how a picture of a few lines is drawn a
 * billion times, so within what can be referred to nothing refers on but paint does, which stands for one colour or gradient:
 * `use` may not stand below an element with an id, nor a mask or clip on anything in a mask or clip.
 */
#include "config.h"

#include "model/baton-svg.h"

#include <string.h>

#define NAMESPACE "http://www.w3.org/2000/svg"
#define MAX_DEPTH 64
#define MAX_ATTRIBUTES 64

typedef enum
{
  ELEMENT_PLAIN = 0,
  ELEMENT_TEXT = 1 << 0,        /* keeps the text in it */
  ELEMENT_DEFINES = 1 << 1,     /* a mask or clip */
  ELEMENT_REFERS = 1 << 2       /* use */
} ElementFlags;

static const struct { const char *name; ElementFlags flags; } elements[] = {
  { "circle", ELEMENT_PLAIN }, { "clipPath", ELEMENT_DEFINES }, { "defs", ELEMENT_PLAIN }, { "desc", ELEMENT_TEXT },
  { "ellipse", ELEMENT_PLAIN }, { "g", ELEMENT_PLAIN }, { "line", ELEMENT_PLAIN }, { "linearGradient", ELEMENT_PLAIN },
  { "mask", ELEMENT_DEFINES }, { "path", ELEMENT_PLAIN }, { "polygon", ELEMENT_PLAIN }, { "polyline", ELEMENT_PLAIN },
  { "radialGradient", ELEMENT_PLAIN }, { "rect", ELEMENT_PLAIN }, { "stop", ELEMENT_PLAIN }, { "svg", ELEMENT_PLAIN },
  { "symbol", ELEMENT_PLAIN }, { "text", ELEMENT_TEXT }, { "title", ELEMENT_TEXT }, { "tspan", ELEMENT_TEXT },
  { "use", ELEMENT_REFERS },
};

typedef enum
{
  VALUE_PLAIN,      /* numbers, words, colours, paths, transformations */
  VALUE_PAINT,      /* the same, or url(#id) */
  VALUE_CLIP,       /* url(#id) or none */
  VALUE_ID,
  VALUE_REFERENCE,  /* #id */
  VALUE_FONT,       /* names, with quotation marks and any letters */
  VALUE_TEXT        /* anything: it is only read out */
} ValueType;

/* Those with *style* are also taken from a style attribute. */
static const struct { const char *name; ValueType type; gboolean style; } attributes[] = {
  { "aria-hidden", VALUE_PLAIN, FALSE }, { "aria-label", VALUE_TEXT, FALSE }, { "clip-path", VALUE_CLIP, TRUE },
  { "clip-rule", VALUE_PLAIN, TRUE }, { "clipPathUnits", VALUE_PLAIN, FALSE }, { "color", VALUE_PLAIN, TRUE },
  { "cx", VALUE_PLAIN, FALSE }, { "cy", VALUE_PLAIN, FALSE }, { "d", VALUE_PLAIN, FALSE },
  { "direction", VALUE_PLAIN, TRUE }, { "display", VALUE_PLAIN, TRUE }, { "dominant-baseline", VALUE_PLAIN, TRUE },
  { "dx", VALUE_PLAIN, FALSE }, { "dy", VALUE_PLAIN, FALSE }, { "fill", VALUE_PAINT, TRUE },
  { "fill-opacity", VALUE_PLAIN, TRUE }, { "fill-rule", VALUE_PLAIN, TRUE }, { "font-family", VALUE_FONT, TRUE },
  { "font-size", VALUE_PLAIN, TRUE }, { "font-style", VALUE_PLAIN, TRUE }, { "font-variant", VALUE_PLAIN, TRUE },
  { "font-weight", VALUE_PLAIN, TRUE }, { "fr", VALUE_PLAIN, FALSE }, { "fx", VALUE_PLAIN, FALSE },
  { "fy", VALUE_PLAIN, FALSE }, { "gradientTransform", VALUE_PLAIN, FALSE }, { "gradientUnits", VALUE_PLAIN, FALSE },
  { "height", VALUE_PLAIN, FALSE }, { "href", VALUE_REFERENCE, FALSE }, { "id", VALUE_ID, FALSE },
  { "lengthAdjust", VALUE_PLAIN, FALSE }, { "letter-spacing", VALUE_PLAIN, TRUE }, { "mask", VALUE_CLIP, TRUE },
  { "maskContentUnits", VALUE_PLAIN, FALSE }, { "maskUnits", VALUE_PLAIN, FALSE }, { "offset", VALUE_PLAIN, FALSE },
  { "opacity", VALUE_PLAIN, TRUE }, { "paint-order", VALUE_PLAIN, TRUE }, { "pathLength", VALUE_PLAIN, FALSE },
  { "points", VALUE_PLAIN, FALSE }, { "preserveAspectRatio", VALUE_PLAIN, FALSE }, { "r", VALUE_PLAIN, FALSE },
  { "role", VALUE_PLAIN, FALSE }, { "rotate", VALUE_PLAIN, FALSE }, { "rx", VALUE_PLAIN, FALSE },
  { "ry", VALUE_PLAIN, FALSE }, { "shape-rendering", VALUE_PLAIN, TRUE }, { "spreadMethod", VALUE_PLAIN, FALSE },
  { "stop-color", VALUE_PLAIN, TRUE }, { "stop-opacity", VALUE_PLAIN, TRUE }, { "stroke", VALUE_PAINT, TRUE },
  { "stroke-dasharray", VALUE_PLAIN, TRUE }, { "stroke-dashoffset", VALUE_PLAIN, TRUE }, { "stroke-linecap", VALUE_PLAIN, TRUE },
  { "stroke-linejoin", VALUE_PLAIN, TRUE }, { "stroke-miterlimit", VALUE_PLAIN, TRUE }, { "stroke-opacity", VALUE_PLAIN, TRUE },
  { "stroke-width", VALUE_PLAIN, TRUE }, { "text-anchor", VALUE_PLAIN, TRUE }, { "text-decoration", VALUE_PLAIN, TRUE },
  { "text-rendering", VALUE_PLAIN, TRUE }, { "textLength", VALUE_PLAIN, FALSE }, { "transform", VALUE_PLAIN, FALSE },
  { "unicode-bidi", VALUE_PLAIN, TRUE }, { "vector-effect", VALUE_PLAIN, TRUE }, { "version", VALUE_PLAIN, FALSE },
  { "viewBox", VALUE_PLAIN, FALSE }, { "visibility", VALUE_PLAIN, TRUE }, { "width", VALUE_PLAIN, FALSE },
  { "word-spacing", VALUE_PLAIN, TRUE }, { "writing-mode", VALUE_PLAIN, TRUE }, { "x", VALUE_PLAIN, FALSE },
  { "x1", VALUE_PLAIN, FALSE }, { "x2", VALUE_PLAIN, FALSE }, { "xml:space", VALUE_PLAIN, FALSE },
  { "y", VALUE_PLAIN, FALSE }, { "y1", VALUE_PLAIN, FALSE }, { "y2", VALUE_PLAIN, FALSE },
};

static const char * const functions[] = {
  "hsl", "hsla", "matrix", "rgb", "rgba", "rotate", "scale", "skewX", "skewY", "translate", NULL
};

typedef struct
{
  guint       attribute;    /* in attributes */
  char       *value;        /* owned */
} Attribute;

typedef struct
{
  GString    *out;
  guint       depth;        /* of what is written */
  guint       dropped;      /* how many open elements are inside one that is not */
  gboolean    is_open;      /* the last tag has no end yet: it may turn out to be empty */
  gboolean    had_root;
  struct { ElementFlags flags; gboolean has_id; gboolean is_link; } open[MAX_DEPTH + 1];
} Rewriting;

/* ── Values ──────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_id (const char *text,
       gsize       length)
{
  if (length == 0 || length > 200 || !(g_ascii_isalpha (*text) || *text == '_'))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("_-.:", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* url(#id), with or without quotation marks; the id, or NULL. (transfer full) */
static char *
read_url (const char *value)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_str_has_prefix (value, "url(") || !g_str_has_suffix (value, ")"))
    return NULL;
  text = g_strstrip (g_strndup (value + 4, strlen (value) - 5));
  length = strlen (text);
  if (length >= 2 && (*text == '"' || *text == '\'') && text[length - 1] == *text)
    {
      memmove (text, text + 1, length - 2);
      text[length - 2] = '\0';
    }
  return *text == '#' && is_id (text + 1, strlen (text + 1)) ? g_strdup (text + 1) : NULL;
}

/* Letters, digits and a few marks; before a bracket only the name of a known function. */
static gboolean
is_plain (const char *value)
{
  for (const char *at = value; *at != '\0'; at++)
    {
      const char *name = at;

      if (!g_ascii_isalnum (*at) && strchr (" .,+-#%()_", *at) == NULL)
        return FALSE;
      if (*at != '(')
        continue;
      while (name > value && g_ascii_isalpha (name[-1]))
        name--;
      g_autofree char *function = g_strndup (name, (gsize) (at - name));
      if (!g_strv_contains (functions, function))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_font (const char *value)
{
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c) && !(c < 128 && strchr (" ,-_'\".", (int) c) != NULL))
        return FALSE;
    }
  return TRUE;
}

/* White space as spaces, and nothing that XML may not hold; stripped. (transfer full) */
static char *
clean_value (const char *value)
{
  GString *clean = g_string_new (NULL);

  for (; *value != '\0'; value = g_utf8_next_char (value))
    {
      gunichar c = g_utf8_get_char (value);

      if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_c (clean, ' ');
      else if (c >= 0x20 && !(c >= 0x7f && c < 0xa0) && (c & 0xfffe) != 0xfffe)
        g_string_append_unichar (clean, c);
    }
  return g_strstrip (g_string_free (clean, FALSE));
}

/* The value as it may stay, or NULL. (transfer full) */
static char *
filter_value (ValueType   type,
              const char *value)
{
  g_autofree char *clean = clean_value (value);
  g_autofree char *id = NULL;

  switch (type)
    {
    case VALUE_PAINT:
    case VALUE_CLIP:
      id = read_url (clean);
      if (id != NULL)
        return g_strdup_printf ("url(#%s)", id);
      if (type == VALUE_CLIP && strcmp (clean, "none") != 0)
        return NULL;
      return is_plain (clean) ? g_steal_pointer (&clean) : NULL;
    case VALUE_ID:
      return is_id (clean, strlen (clean)) ? g_steal_pointer (&clean) : NULL;
    case VALUE_REFERENCE:
      return *clean == '#' && is_id (clean + 1, strlen (clean + 1)) ? g_steal_pointer (&clean) : NULL;
    case VALUE_FONT:
      return is_font (clean) ? g_steal_pointer (&clean) : NULL;
    case VALUE_TEXT:
      return g_steal_pointer (&clean);
    case VALUE_PLAIN:
    default:
      return is_plain (clean) ? g_steal_pointer (&clean) : NULL;
    }
}

/* ── Attributes ──────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_attribute (gpointer data)
{
  g_free (((Attribute *) data)->value);
}

/* Its index, or -1. The tables are short and sorted, and a picture has few attributes: a binary search would not show. */
static int
find_attribute (const char *name)
{
  if (strcmp (name, "xlink:href") == 0)
    name = "href";
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (strcmp (attributes[i].name, name) == 0)
      return (int) i;
  return -1;
}

static void
set_attribute (GArray     *kept,
               int         attribute,
               const char *value)
{
  Attribute new = { (guint) attribute, filter_value (attributes[attribute].type, value) };

  if (new.value == NULL)
    return;
  for (guint i = 0; i < kept->len; i++)
    {
      Attribute *old = &g_array_index (kept, Attribute, i);

      if (old->attribute == new.attribute)
        {
          g_free (old->value);
          old->value = new.value;
          return;
        }
    }
  if (kept->len < MAX_ATTRIBUTES)
    g_array_append_val (kept, new);
  else
    g_free (new.value);
}

/* "fill:#fff;stroke:none", which counts for more than attributes do. */
static void
set_style (GArray     *kept,
           const char *style)
{
  g_auto (GStrv) declarations = g_strsplit (style, ";", 200);

  for (guint i = 0; declarations[i] != NULL; i++)
    {
      char *colon = strchr (declarations[i], ':');
      int attribute;

      if (colon == NULL)
        continue;
      *colon = '\0';
      attribute = find_attribute (g_strstrip (declarations[i]));
      if (attribute >= 0 && attributes[attribute].style)
        set_attribute (kept, attribute, colon + 1);
    }
}

/* ── Elements ────────────────────────────────────────────────────────────────────────────────────────── */

static int
find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (strcmp (elements[i].name, name) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_within (const Rewriting *rewriting,
           ElementFlags     flags)
{
  for (guint i = 0; i < rewriting->depth; i++)
    if ((rewriting->open[i].flags & flags) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_id_above (const Rewriting *rewriting)
{
  for (guint i = 0; i < rewriting->depth; i++)
    if (rewriting->open[i].has_id)
      return TRUE;
  return FALSE;
}

static void
end_tag (Rewriting *rewriting)
{
  if (rewriting->is_open)
    g_string_append_c (rewriting->out, '>');
  rewriting->is_open = FALSE;
}

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (out, escaped);
}

static gboolean
write_element (Rewriting   *rewriting,
               int          element,
               GArray      *kept,
               gboolean     defines)
{
  gboolean has_id = FALSE;

  end_tag (rewriting);
  g_string_append_printf (rewriting->out, "<%s", elements[element].name);
  if (rewriting->depth == 0)
    g_string_append (rewriting->out, " xmlns=\"" NAMESPACE "\"");
  for (guint i = 0; i < kept->len; i++)
    {
      const Attribute *attribute = &g_array_index (kept, Attribute, i);
      ValueType type = attributes[attribute->attribute].type;

      /* The whole picture is not referred to, and many a program gives it an id. */
      if (type == VALUE_ID && rewriting->depth == 0)
        continue;
      if (type == VALUE_CLIP && defines && strcmp (attribute->value, "none") != 0)
        continue;
      has_id |= type == VALUE_ID;
      g_string_append_printf (rewriting->out, " %s=\"", attributes[attribute->attribute].name);
      append_escaped (rewriting->out, attribute->value, strlen (attribute->value));
      g_string_append_c (rewriting->out, '"');
    }
  rewriting->is_open = TRUE;
  return has_id;
}

static void
start_element (GMarkupParseContext *context,
               const char          *name,
               const char         **names,
               const char         **values,
               gpointer             user_data,
               GError             **error)
{
  Rewriting *rewriting = user_data;
  g_autoptr (GArray) kept = NULL;
  int element = find_element (name);
  gboolean is_link = strcmp (name, "a") == 0;
  gboolean defines;

  if (rewriting->had_root ? rewriting->depth == 0 : strcmp (name, "svg") != 0)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "no picture");
      return;
    }
  if (rewriting->dropped > 0 || rewriting->depth >= MAX_DEPTH || (element < 0 && !is_link) ||
      (element >= 0 && (elements[element].flags & ELEMENT_REFERS) != 0 &&
       (has_id_above (rewriting) || is_within (rewriting, ELEMENT_DEFINES))))
    {
      rewriting->dropped++;
      return;
    }
  kept = g_array_new (FALSE, FALSE, sizeof (Attribute));
  g_array_set_clear_func (kept, clear_attribute);
  for (guint i = 0; !is_link && names[i] != NULL; i++)
    {
      int attribute = find_attribute (names[i]);

      if (!rewriting->had_root && strcmp (names[i], "xmlns") == 0 && strcmp (values[i], NAMESPACE) != 0)
        {
          g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "another language");
          return;
        }
      if (attribute >= 0)
        set_attribute (kept, attribute, values[i]);
    }
  for (guint i = 0; !is_link && names[i] != NULL; i++)
    if (strcmp (names[i], "style") == 0)
      set_style (kept, values[i]);

  rewriting->had_root = TRUE;
  rewriting->open[rewriting->depth].is_link = is_link;
  rewriting->open[rewriting->depth].flags = is_link ? ELEMENT_PLAIN : elements[element].flags;
  rewriting->open[rewriting->depth].has_id = FALSE;
  defines = is_within (rewriting, ELEMENT_DEFINES) || (!is_link && (elements[element].flags & ELEMENT_DEFINES) != 0);
  if (is_link && rewriting->depth > 0)   /* what stands in it stands where it stood: also text */
    rewriting->open[rewriting->depth].flags = rewriting->open[rewriting->depth - 1].flags & ELEMENT_TEXT;
  if (!is_link)
    rewriting->open[rewriting->depth].has_id = write_element (rewriting, element, kept, defines);
  rewriting->depth++;
}

static void
end_element (GMarkupParseContext *context,
             const char          *name,
             gpointer             user_data,
             GError             **error)
{
  Rewriting *rewriting = user_data;

  if (rewriting->dropped > 0)
    {
      rewriting->dropped--;
      return;
    }
  rewriting->depth--;
  if (rewriting->open[rewriting->depth].is_link)
    return;
  if (rewriting->is_open)
    g_string_append (rewriting->out, "/>");
  else
    g_string_append_printf (rewriting->out, "</%s>", name);
  rewriting->is_open = FALSE;
}

static void
take_text (GMarkupParseContext *context,
           const char          *text,
           gsize                length,
           gpointer             user_data,
           GError             **error)
{
  Rewriting *rewriting = user_data;

  if (rewriting->dropped > 0 || rewriting->depth == 0 || (rewriting->open[rewriting->depth - 1].flags & ELEMENT_TEXT) == 0)
    return;
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      char utf8[6];

      if (c == '\r' || (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe)
        continue;
      end_tag (rewriting);
      append_escaped (rewriting->out, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
    }
}

/* Comments and processing instructions go; a document type may declare entities, and nothing writes one today. */
static void
pass_by (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  if (!(length >= 2 && memcmp (text, "<?", 2) == 0) && !(length >= 4 && memcmp (text, "<!--", 4) == 0))
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "a document type");
}

char *
baton_svg_rewrite (const char *data,
                   gsize       length,
                   gsize      *rewritten_length)
{
  static const GMarkupParser parser = { start_element, end_element, take_text, pass_by, NULL };
  Rewriting rewriting = { NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  gboolean done;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3, length -= 3;
  rewriting.out = g_string_sized_new (length);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &rewriting, NULL);
  done = g_markup_parse_context_parse (context, data, (gssize) length, NULL) &&
         g_markup_parse_context_end_parse (context, NULL) && rewriting.had_root && rewriting.depth == 0;
  if (!done)
    {
      g_string_free (rewriting.out, TRUE);
      return NULL;
    }
  g_string_append_c (rewriting.out, '\n');
  if (rewritten_length != NULL)
    *rewritten_length = rewriting.out->len;
  return g_string_free (rewriting.out, FALSE);
}
