/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A report is a list of parts; text and HTML are two ways to write the same list.
 */
#include "config.h"

#include "cli/baton-cli-report.h"

#include "model/baton-locale.h"

#include <glib/gi18n-lib.h>

#include <string.h>

typedef enum
{
  PART_HEADING,
  PART_PARAGRAPH,
  PART_TABLE
} PartType;

typedef struct
{
  PartType   type;
  char      *text;
  GPtrArray *headings;   /* of char * */
  GPtrArray *cells;      /* of char *, row by row */
} Part;

struct _BatonReport
{
  char      *title;
  GPtrArray *parts;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_clear_pointer (&part->headings, g_ptr_array_unref);
  g_clear_pointer (&part->cells, g_ptr_array_unref);
  g_free (part);
}

BatonReport *
baton_report_new (const char *title)
{
  BatonReport *report = g_new0 (BatonReport, 1);

  report->title = g_strdup (title);
  report->parts = g_ptr_array_new_with_free_func (part_free);
  return report;
}

void
baton_report_free (BatonReport *report)
{
  if (report == NULL)
    return;
  g_free (report->title);
  g_ptr_array_unref (report->parts);
  g_free (report);
}

static Part *
add_part (BatonReport *report,
          PartType     type,
          const char  *text)
{
  Part *part = g_new0 (Part, 1);

  part->type = type;
  part->text = g_strdup (text);
  g_ptr_array_add (report->parts, part);
  return part;
}

void
baton_report_heading (BatonReport *report,
                      const char  *text)
{
  add_part (report, PART_HEADING, text);
}

void
baton_report_paragraph (BatonReport *report,
                        const char  *text)
{
  add_part (report, PART_PARAGRAPH, text);
}

void
baton_report_table (BatonReport *report,
                    const char  *first,
                    ...)
{
  Part *part = add_part (report, PART_TABLE, NULL);
  va_list headings;

  part->headings = g_ptr_array_new_with_free_func (g_free);
  part->cells = g_ptr_array_new_with_free_func (g_free);
  va_start (headings, first);
  for (const char *heading = first; heading != NULL; heading = va_arg (headings, const char *))
    g_ptr_array_add (part->headings, g_strdup (heading));
  va_end (headings);
}

static Part *
get_table (BatonReport *report)
{
  return report->parts->pdata[report->parts->len - 1];
}

void
baton_report_column (BatonReport *report,
                     const char  *heading)
{
  g_ptr_array_add (get_table (report)->headings, g_strdup (heading));
}

void
baton_report_cell (BatonReport *report,
                   char        *text)
{
  g_ptr_array_add (get_table (report)->cells, text);
}

/* What stands in row *row* (0: the heading) and *column*. */
static const char *
get_cell (const Part *part,
          guint       row,
          guint       column)
{
  guint index = (row - 1) * part->headings->len + column;

  if (row == 0)
    return part->headings->pdata[column];
  return index < part->cells->len ? part->cells->pdata[index] : "";
}

static guint
count_rows (const Part *part)
{
  return 1 + (part->cells->len + part->headings->len - 1) / MAX (part->headings->len, 1);
}

static void
append_text_table (GString    *text,
                   const Part *part)
{
  g_autofree glong *widths = g_new0 (glong, part->headings->len + 1);
  guint n_rows = count_rows (part);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < part->headings->len; column++)
      widths[column] = MAX (widths[column], g_utf8_strlen (get_cell (part, row, column), -1));
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < part->headings->len; column++)
        {
          const char *cell = get_cell (part, row, column);
          int padding = widths[column] - g_utf8_strlen (cell, -1);

          g_string_append (text, "  ");
          if (column > 0)
            g_string_append_printf (text, "%*s", padding, "");
          g_string_append (text, cell);
          if (column == 0)
            g_string_append_printf (text, "%*s", padding, "");
        }
      g_string_append_c (text, '\n');
    }
}

char *
baton_report_to_text (BatonReport *report)
{
  GString *text = g_string_new (report->title);

  g_string_append_c (text, '\n');
  for (guint i = 0; i < report->parts->len; i++)
    {
      const Part *part = report->parts->pdata[i];

      switch (part->type)
        {
        case PART_HEADING:
          g_string_append_printf (text, "\n%s\n", part->text);
          break;
        case PART_PARAGRAPH:
          g_string_append_printf (text, "  %s\n", part->text);
          break;
        case PART_TABLE:
          append_text_table (text, part);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return g_string_free (text, FALSE);
}

static void
append_element (GString    *html,
                const char *tag,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s>%s</%s>", tag, escaped, tag);
}

static void
append_html_table (GString    *html,
                   const Part *part)
{
  guint n_rows = count_rows (part);

  /* A wide one is moved within the page, and not the page with it; by the keyboard, too. */
  g_string_append (html, "<div class=\"wide\" tabindex=\"0\"><table>");
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (html, row == 0 ? "<thead><tr>" : "<tr>");
      for (guint column = 0; column < part->headings->len; column++)
        append_element (html, row == 0 || column == 0 ? "th" : "td", get_cell (part, row, column));
      g_string_append (html, row == 0 ? "</tr></thead><tbody>" : "</tr>\n");
    }
  g_string_append (html, "</tbody></table></div>\n");
}

char *
baton_report_to_html (BatonReport *report)
{
  static const char style[] =
    ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:64rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.8rem}h2{margin-top:2.5rem;font-size:1.2rem}table{border-collapse:collapse;width:100%}"
    "th,td{padding:.35rem .6rem;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);text-align:end;font-variant-numeric:tabular-nums}"
    "th:first-child,td:first-child{text-align:start}thead th{font-weight:600}tbody th{font-weight:400}"
    ".wide{overflow-x:auto}";
  /* Translators: the tag of the language into which you translate, such as de or pt-BR; a report says by it how it is to be read aloud */
  const char *tag = C_("language of this text", "en");
  GString *html = g_string_new ("<!DOCTYPE html>\n");

  g_string_append_printf (html, "<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n",
                          tag, baton_locale_is_rtl (tag) ? "rtl" : "ltr");
  append_element (html, "title", report->title);
  g_string_append_printf (html, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
  append_element (html, "h1", report->title);
  for (guint i = 0; i < report->parts->len; i++)
    {
      const Part *part = report->parts->pdata[i];

      if (part->type == PART_TABLE)
        append_html_table (html, part);
      else
        append_element (html, part->type == PART_HEADING ? "h2" : "p", part->text);
    }
  g_string_append (html, "</main>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
