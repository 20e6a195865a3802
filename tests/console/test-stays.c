/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one has before one stays there: in every section what is chosen, searched for and scrolled to survives edits, undo and a
 * reload; an undo made elsewhere leads to what it changed, whatever kind it is of; what is typed into any row is one step, and Escape
 * gives the old value back.
 */
#include "console-keys.h"
#include "console-look.h"

#include "console/sections/baton-activity-grid.h"
#include "console/widgets/baton-card-list.h"
#include "console/widgets/baton-field-rows.h"
#include "console/widgets/baton-form.h"
#include "console/widgets/baton-outline.h"
#include "console/widgets/baton-tab-stop.h"
#include "model/baton-text.h"

#include <string.h>

/* All that is wrong is told, not only the first. */
#define COMPLAIN(...) G_STMT_START { g_test_message (__VA_ARGS__); g_test_fail (); } G_STMT_END

/* ── What is chosen ── */

typedef struct
{
  const char *id;
  gboolean    found;
} Choice;

static void
find_choice_cb (GtkWidget *widget,
                gpointer   user_data)
{
  Choice *choice = user_data;
  const char *id = BATON_IS_OUTLINE (widget) ? baton_outline_get_selected (BATON_OUTLINE (widget))
                   : BATON_IS_CARD_LIST (widget) ? baton_card_list_get_selected (BATON_CARD_LIST (widget))
                   : BATON_IS_ACTIVITY_GRID (widget) ? baton_activity_grid_get_selected (BATON_ACTIVITY_GRID (widget))
                   : BATON_IS_FORM (widget) ? baton_form_get_entity (BATON_FORM (widget)) : NULL;

  choice->found |= id != NULL && gtk_widget_get_mapped (widget) && g_strcmp0 (id, choice->id) == 0;
}

typedef struct
{
  ConsoleFixture *fixture;
  const char     *id;
} Shown;

/* Whether the section that shows edits the thing, and has it chosen. */
static gboolean
shows (gpointer data)
{
  const Shown *shown = data;
  Choice choice = { .id = shown->id };

  console_foreach (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (shown->fixture->window))), find_choice_cb, &choice);
  return choice.found;
}

/* ── Edits ── */

static BatonField
find_text_field (const BatonKindInfo *info)
{
  for (BatonField field = info->first_field; field < info->first_field + info->n_fields; field++)
    if (baton_schema_get_field (field)->type == BATON_TYPE_TEXT && (baton_schema_get_field (field)->flags & BATON_FIELD_TRANSLATABLE) != 0)
      return field;
  return info->name_field;
}

/* Puts a letter in the place of the first of a text, so that nothing is wider or narrower than before by much. FALSE: it has none. */
static gboolean
edit (ConsoleFixture *fixture,
      const char     *id)
{
  BatonEntity *entity = baton_document_lookup (fixture->document, id);
  BatonField field = find_text_field (baton_schema_get_kind (baton_entity_get_kind (entity)));
  const BatonValue *before = field != BATON_FIELD_NONE ? baton_entity_get (entity, field) : NULL;
  const char *source = before == NULL ? NULL : baton_value_is (before, BATON_VALUE_STRING) ? baton_value_get_string (before) : baton_text_get_source (before);
  g_autofree char *text = source != NULL && g_ascii_isalpha (*source) ? g_strdup (source) : NULL;
  g_autoptr (BatonValue) after = NULL;

  if (text == NULL)
    return FALSE;
  *text = *text == 'n' ? 'u' : 'n';
  after = baton_value_is (before, BATON_VALUE_STRING) ? baton_value_new_string (text) : baton_text_with_source (before, text);
  return baton_document_set (fixture->document, id, field, after);
}

/* ── Places ── */

static void
collect_adjustment_cb (GtkWidget *widget,
                       gpointer   adjustments)
{
  GtkAdjustment *adjustment = GTK_IS_SCROLLED_WINDOW (widget) ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)) : NULL;

  if (adjustment != NULL && gtk_widget_get_mapped (widget) && gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 40)
    g_ptr_array_add (adjustments, g_object_ref (adjustment));
}

static void
find_search_cb (GtkWidget *widget,
                gpointer   user_data)
{
  if (GTK_IS_SEARCH_ENTRY (widget) && gtk_widget_get_mapped (widget) && *(GtkWidget **) user_data == NULL)
    *(GtkWidget **) user_data = widget;
}

typedef struct
{
  ConsoleFixture *fixture;
  const char     *section;
  const char     *id;          /* chosen */
  GPtrArray      *adjustments;
  double          values[8];
  GtkWidget      *search;      /* NULL: it has none */
  char           *sought;
} Place;

static GPtrArray *
list_adjustments (Place *place)
{
  GPtrArray *adjustments = g_ptr_array_new_with_free_func (g_object_unref);

  console_foreach (GTK_WIDGET (baton_main_window_get_visible_section (BATON_MAIN_WINDOW (place->fixture->window))), collect_adjustment_cb, adjustments);
  return adjustments;
}

/* What scrolls, how far it could and how far it has. */
static double
measure (Place *place)
{
  g_autoptr (GPtrArray) adjustments = list_adjustments (place);
  double sum = 0;

  for (guint i = 0; i < adjustments->len; i++)
    sum += gtk_adjustment_get_upper (adjustments->pdata[i]) + 100000 * gtk_adjustment_get_value (adjustments->pdata[i]);
  return sum;
}

/* Until all has come that comes later, and nothing moves any more. */
static void
settle (Place *place)
{
  double last = measure (place);

  for (int still = 0; still < 3; still++)
    {
      double now;

      console_fixture_iterate (50);
      now = measure (place);
      if (ABS (now - last) > 0.5)
        still = -1;
      last = now;
    }
}

/* What was found has come, which takes as long as it takes; where nothing scrolls, it is of no matter. */
static void
search_for (Place      *place,
            const char *text)
{
  double before = measure (place);

  gtk_editable_set_text (GTK_EDITABLE (place->search), text);
  for (int i = 0; i < 60 && before > 0 && ABS (measure (place) - before) < 0.5; i++)
    console_fixture_iterate (25);
  settle (place);
}

/* Wherever one is in the section, with *id* chosen. */
static void
remember (Place *place)
{
  g_clear_pointer (&place->adjustments, g_ptr_array_unref);
  place->adjustments = list_adjustments (place);
  for (guint i = 0; i < MIN (place->adjustments->len, G_N_ELEMENTS (place->values)); i++)
    place->values[i] = gtk_adjustment_get_value (place->adjustments->pdata[i]);
}

/* One waits for what follows, and finds all where it was. */
static void
check_place (Place      *place,
             const char *after)
{
  Shown shown = { place->fixture, place->id };

  settle (place);
  if (g_strcmp0 (baton_main_window_get_section (BATON_MAIN_WINDOW (place->fixture->window)), place->section) != 0)
    COMPLAIN ("%s, %s: the section is another", place->section, after);
  if (!shows (&shown))
    COMPLAIN ("%s, %s: what was chosen is not any more", place->section, after);
  if (place->search != NULL && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (place->search)), place->sought) != 0)
    COMPLAIN ("%s, %s: the search for “%s” is gone", place->section, after, place->sought);
  for (guint i = 0; i < MIN (place->adjustments->len, G_N_ELEMENTS (place->values)); i++)
    if (ABS (gtk_adjustment_get_value (place->adjustments->pdata[i]) - place->values[i]) > 3)
      COMPLAIN ("%s, %s: scrolled from %.0f to %.0f", place->section, after, place->values[i], gtk_adjustment_get_value (place->adjustments->pdata[i]));
}

/* The chosen thing and another are edited, both are undone and done again, the register and the history are read anew. */
static void
check_survival (Place      *place,
                const char *other)
{
  BatonDocument *document = place->fixture->document;

  remember (place);
  if (edit (place->fixture, place->id))
    {
      check_place (place, "edit");
      baton_document_undo (document);
      check_place (place, "undo");
      if (*place->sought == '\0')
        {
          baton_document_redo (document);
          check_place (place, "redo");
          baton_document_undo (document);
        }
    }
  if (other != NULL && edit (place->fixture, other))
    {
      check_place (place, "edit of another");
      /* Behind one’s back, as a pull would: nobody asks to be led anywhere. */
      g_assert_true (baton_workspace_undo (baton_document_get_workspace (document), NULL));
      check_place (place, "another is taken back");
    }
  if (*place->sought != '\0')
    return;
  baton_document_reload_data (document);
  check_place (place, "reload");
}

static gboolean
has_history (gpointer document)
{
  BatonDay first, last;

  return baton_history_get_span (baton_document_get_history (document), &first, &last);
}

static void
test_places (ConsoleFixture *fixture,
             gconstpointer   data)
{
  guint n_scrolled = 0, n_searched = 0;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 480);
  console_fixture_wait_for (has_history, fixture->document);
  for (const BatonSectionInfo *info = baton_sections; info->name != NULL; info++)
    {
      GtkWidget *section = console_show (fixture, info->name);

      for (int kind = 1; kind < BATON_N_KINDS; kind++)
        {
          g_autoptr (GPtrArray) ids = NULL;
          Place place = { .fixture = fixture, .section = info->name };

          if ((info->kinds & (G_GUINT64_CONSTANT (1) << kind)) == 0)
            continue;
          ids = console_list_ids (fixture, kind, NULL);
          if (ids->len == 0 || !baton_section_reveal (BATON_SECTION (section), ids->pdata[ids->len - 1]))
            continue;
          g_test_message ("%s, %s", info->name, baton_schema_get_kind (kind)->name);
          place.id = ids->pdata[ids->len - 1];
          settle (&place);
          console_foreach (section, find_search_cb, &place.search);
          place.sought = g_strdup ("");
          check_survival (&place, ids->len > 1 ? ids->pdata[0] : NULL);
          for (guint i = 0; i < place.adjustments->len; i++)
            n_scrolled += place.values[i] > 0;

          /* With a search, which leaves what is chosen in the list. In Languages it is one for texts. */
          if (place.search != NULL && kind != BATON_KIND_LOCALE && baton_entity_get_name (baton_document_lookup (fixture->document, place.id)) != NULL)
            {
              g_free (place.sought);
              place.sought = g_strdup (baton_entity_get_name (baton_document_lookup (fixture->document, place.id)) + 1);
              search_for (&place, place.sought);
              check_survival (&place, ids->len > 1 ? ids->pdata[0] : NULL);
              n_searched++;
              search_for (&place, "");
            }
          g_free (place.sought);
          g_ptr_array_unref (place.adjustments);
        }
    }
  g_assert_cmpuint (n_scrolled, >, 10);
  g_assert_cmpuint (n_searched, >, 10);
}

/* ── Undo made elsewhere ── */

static gboolean
shows_section (gpointer data)
{
  const Place *place = data;

  return g_strcmp0 (baton_main_window_get_section (BATON_MAIN_WINDOW (place->fixture->window)), place->section) == 0;
}

/* Of every kind: an edit, and a thing that was added. */
static void
test_elsewhere (ConsoleFixture *fixture,
                gconstpointer   data)
{
  guint n_edited = 0, n_added = 0;

  for (int kind = 1; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      Place place = { .fixture = fixture, .section = baton_sections_find_kind (kind)->name };
      g_autoptr (GPtrArray) ids = console_list_ids (fixture, kind, NULL);
      Shown shown = { fixture, ids->len > 0 ? ids->pdata[ids->len / 2] : NULL };
      g_autofree char *parent = NULL;

      if (ids->len == 0)
        continue;
      g_test_message ("%s", info->name);
      /* The texts of a language are what its section is about, not what it is called. */
      if (kind != BATON_KIND_LOCALE && edit (fixture, shown.id))
        {
          console_show (fixture, "whatif");
          baton_document_undo (fixture->document);
          console_fixture_wait_for (shows_section, &place);
          console_fixture_wait_for (shows, &shown);
          n_edited++;
        }
      if (info->place_field == BATON_FIELD_NONE)
        continue;
      parent = g_strdup (baton_entity_get_parent (baton_document_lookup (fixture->document, shown.id)));
      if (baton_document_add (fixture->document, kind, parent, "Another") == NULL)
        continue;
      console_show (fixture, "whatif");
      baton_document_undo (fixture->document);
      console_fixture_wait_for (shows_section, &place);
      n_added++;
    }
  g_assert_cmpuint (n_edited, >, 25);
  g_assert_cmpuint (n_added, >, 20);
}

/* ── Typing ── */

static void
collect_typed_cb (GtkWidget *widget,
                  gpointer   typed)
{
  /* What is inside of an entry is typed into with it. */
  if ((ADW_IS_ENTRY_ROW (widget) || GTK_IS_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget)) && gtk_widget_is_sensitive (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (typed, widget);
}

static void
set_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
}

static char *
dup_text (GtkWidget *widget)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What undo could take back. */
static guint
count_steps (BatonWorkspace *workspace)
{
  BatonEntryInfo info;
  guint n = 0;

  for (guint i = 0; baton_workspace_get_entry (workspace, i, &info); i++)
    n += !info.undone;
  return n;
}

/* Where a key goes that is pressed while one types there. */
static GtkWidget *
get_inmost (GtkWidget *widget)
{
  GtkWidget *text = GTK_IS_TEXT_VIEW (widget) ? NULL : console_find_type (widget, GTK_TYPE_TEXT);

  return text != NULL ? text : widget;
}

/* The translations of a text; NULL: it has none. */
static const BatonValue *
get_translations (BatonFieldRow *row)
{
  const BatonValue *value = baton_entity_get (baton_field_row_get_entity (row), baton_field_row_get_field (row));

  return baton_value_is (value, BATON_VALUE_OBJECT) ? baton_value_get_member (value, "locales") : NULL;
}

/* Somebody who thinks for long before each key. */
static gint64
think (gpointer user_data)
{
  return *(gint64 *) user_data += 10 * G_USEC_PER_SEC;
}

/* Two seconds without a key begin another step, and this machine may be slow. */
static gint64
stand_still (gpointer user_data)
{
  return G_USEC_PER_SEC;
}

static void
check_typing (ConsoleFixture *fixture,
              BatonFieldRow  *row,
              GtkWidget      *widget,
              const char     *where)
{
  BatonWorkspace *workspace = baton_document_get_workspace (fixture->document);
  guint before = count_steps (workspace);
  gint64 now_us = g_get_real_time ();
  g_autoptr (BatonValue) translations = get_translations (row) != NULL ? baton_value_ref ((BatonValue *) get_translations (row)) : NULL;
  g_autofree char *text = dup_text (widget), *digest = baton_program_digest (baton_document_get_program (fixture->document)), *after = NULL, *shown = NULL;

  gtk_widget_grab_focus (widget);
  baton_workspace_set_clock (workspace, think, &now_us);
  set_text (widget, "2");
  set_text (widget, "20");
  set_text (widget, "202");
  if (!console_keys_press (get_inmost (widget), GDK_KEY_Escape, 0))
    COMPLAIN ("%s: Escape does nothing", where);
  baton_document_end_typing (fixture->document);
  after = baton_program_digest (baton_document_get_program (fixture->document));
  shown = dup_text (widget);
  if (g_strcmp0 (digest, after) != 0)
    COMPLAIN ("%s: Escape does not give the old value back (%s)", where, baton_workspace_get_undo_name (workspace));
  if (g_strcmp0 (text, shown) != 0)
    COMPLAIN ("%s: after Escape it shows “%s” instead of “%s”", where, shown, text);
  if (count_steps (workspace) != before)
    COMPLAIN ("%s: what was given up is a step", where);

  /* Who empties a text to type it anew does not want its translations gone. */
  baton_workspace_set_clock (workspace, stand_still, NULL);
  set_text (widget, "");
  set_text (widget, "2");
  set_text (widget, "20");
  set_text (widget, "202");
  if (translations != NULL && !baton_value_equal (translations, get_translations (row)))
    COMPLAIN ("%s: the translations are gone", where);
  if (!GTK_IS_TEXT_VIEW (widget))
    g_signal_emit_by_name (widget, ADW_IS_ENTRY_ROW (widget) ? "entry-activated" : "activate");
  baton_document_end_typing (fixture->document);
  if (count_steps (workspace) > before + 1)
    COMPLAIN ("%s: typing is %u steps", where, count_steps (workspace) - before);
  while (count_steps (workspace) > before)
    baton_document_undo (fixture->document);
  baton_workspace_set_clock (workspace, NULL, NULL);
}

/* Every row of every kind into which one can type. */
static void
test_typing (ConsoleFixture *fixture,
             gconstpointer   data)
{
  guint n = 0;

  for (int kind = 1; kind < BATON_N_KINDS; kind++)
    {
      const BatonKindInfo *info = baton_schema_get_kind (kind);
      g_autoptr (GPtrArray) ids = console_list_ids (fixture, kind, NULL);

      g_test_message ("%s", info->name);
      for (BatonField field = info->first_field; field < info->first_field + info->n_fields && ids->len > 0; field++)
        {
          g_autofree char *where = g_strdup_printf ("%s, %s", info->name, baton_schema_get_field (field)->name);
          g_autoptr (GPtrArray) typed = g_ptr_array_new ();
          g_autoptr (BatonFieldRow) row = NULL;
          GtkWidget *window, *list;

          if (field == info->place_field)
            continue;
          row = baton_field_row_new (fixture->document, field);
          window = gtk_window_new ();
          list = gtk_list_box_new ();
          gtk_list_box_append (GTK_LIST_BOX (list), baton_field_row_get_widget (row));
          gtk_window_set_child (GTK_WINDOW (window), list);
          gtk_window_present (GTK_WINDOW (window));
          baton_field_row_set_entity (row, ids->pdata[0]);
          console_fixture_iterate (10);
          console_foreach (list, collect_typed_cb, typed);
          for (guint i = 0; i < typed->len; i++, n++)
            check_typing (fixture, row, typed->pdata[i], where);
          baton_field_row_set_entity (row, NULL);
          gtk_window_destroy (GTK_WINDOW (window));
        }
    }
  g_assert_cmpuint (n, >, 100);
}

static void
add_tests (void)
{
#define ADD(name) g_test_add ("/console/stays/" #name, ConsoleFixture, NULL, console_fixture_set_up, test_##name, console_fixture_tear_down)
  ADD (places);
  ADD (elsewhere);
  ADD (typing);
}

int
main (int    argc,
      char **argv)
{
  return console_run (argc, argv, add_tests);
}
