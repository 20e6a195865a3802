/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-import-columns.h"

#include "console/baton-table-subject.h"

#include <glib/gi18n-lib.h>

/* Enough for a word or two; a longer choice takes what there is. */
#define CHOICE_WIDTH 96
#define BUDGET_US 4000   /* of one turn */

struct _BatonImportColumns
{
  AdwBin             parent_instance;

  BatonDocument     *document;      /* owned */
  BatonTable        *table;         /* borrowed, nullable, and so are the next two */
  const BatonGrid   *grid;
  BatonTableMapping *mapping;
  GPtrArray         *owners;        /* owned: ids, in the order of the drop-down, behind its first choice */
  char              *title;         /* owned, nullable: of the sheet */
  int                first_new;     /* the table's first column that makes a vocabulary; −1 */
  gboolean           filling;

  GtkWidget         *box;
  GtkWidget         *group;         /* of the columns; NULL while there are none */
  GPtrArray         *column_rows;   /* owned container, borrowed rows: a drop-down for each column of the grid, as far as they are made */
  GPtrArray         *candidates;    /* owned: by column, the table's columns that its heading could be; they come first in the drop-down */
  GtkStringList     *meanings;      /* what they offer; owned, NULL when all are made */
  guint              making;        /* source that makes them */
  GtkWidget         *besides;       /* group of the next two */
  GtkWidget         *owner_row;
  GtkWidget         *owner_name;    /* what the rows shall belong to, when that is made for them */
  GtkWidget         *add_terms;
  GtkWidget         *terms_row;
};

G_DEFINE_FINAL_TYPE (BatonImportColumns, baton_import_columns, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  BatonImportColumns *self;     /* the row is its child */
  guint              column;   /* of the grid */
} Choice;

static void
free_choice (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

/* What a column of a sheet is called before anybody has given it a heading: "A", "B" … "AA". (transfer full) */
static char *
name_column (guint column)
{
  g_autofree char *above = column >= 26 ? name_column (column / 26 - 1) : g_strdup ("");

  return g_strdup_printf ("%s%c", above, (char) ('A' + column % 26));
}

/* How many meanings all columns can have. After them comes, where the rows have terms, the making of a vocabulary. */
static guint
count_meanings (BatonImportColumns *self)
{
  return self->first_new >= 0 ? (guint) self->first_new : self->table->columns->len;
}

/* The column of the table that a choice stands for: 0 is none. */
static int
get_target (BatonImportColumns *self,
            guint              column,
            guint              choice)
{
  GArray *candidates = self->candidates->pdata[column];

  if (choice > 0 && choice <= candidates->len)
    return g_array_index (candidates, int, choice - 1);
  choice -= choice > 0 ? candidates->len : 0;
  return choice <= count_meanings (self) ? (int) choice - 1 : self->first_new + (int) column;
}

static guint
get_choice (BatonImportColumns *self,
            guint              column)
{
  GArray *candidates = self->candidates->pdata[column];
  int target = self->mapping->targets[column];

  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, int, i) == target)
      return i + 1;
  if (target < 0)
    return 0;
  return candidates->len + (target < (int) count_meanings (self) ? (guint) (target + 1) : count_meanings (self) + 1);
}

/* What the sheet calls a column, with the group that it stands in. (transfer full) */
static char *
name_whole_column (BatonImportColumns *self,
                   guint               column)
{
  const char *heading = baton_table_mapping_get_heading (self->mapping, self->grid, column);
  const char *group = baton_table_mapping_get_group (self->mapping, self->grid, column);
  g_autofree char *letters = name_column (column);

  if (*heading == '\0')
    /* Translators: a column of a spreadsheet without a heading; %s is its letter */
    return g_strdup_printf (_("Column %s"), letters);
  if (*group == '\0' || strcmp (group, heading) == 0)
    return g_strdup (heading);
  /* Translators: a heading in a spreadsheet below the heading of a group: "Company: Reward points" */
  return g_strdup_printf (C_("column of a spreadsheet", "%1$s: %2$s"), group, heading);
}

/* Why nothing of the column comes in; NULL where something does. (transfer full) */
static char *
describe_left_out (BatonImportColumns *self,
                   guint               column)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  BatonTableLeftOut why = baton_table_mapping_explain (self->mapping, self->table, self->grid, column, candidates);
  g_autofree char *joined = NULL, *other = NULL;

  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (names, g_strdup (baton_table_get_column (self->table, (guint) g_array_index (candidates, int, i))->heading));
  joined = baton_words_join_or (names);
  switch (why)
    {
    case BATON_TABLE_LEFT_OUT_EMPTY:
      return g_strdup (_("Left out: nothing stands in it."));
    case BATON_TABLE_LEFT_OUT_NO_HEADING:
      return g_strdup (_("Left out: it has no heading that says what it is."));
    case BATON_TABLE_LEFT_OUT_UNKNOWN:
      return g_strdup (_("Left out: nothing here is called so."));
    case BATON_TABLE_LEFT_OUT_UNDECIDED:
      if (candidates->len == 1)
        /* Translators: of a column of a spreadsheet; %s is what it may mean */
        return g_strdup_printf (_("Left out: it may be %s. Choose it if it is."), joined);
      /* Translators: of a column of a spreadsheet; %s lists what it may mean: "Tier points, Company points or Individual points" */
      return g_strdup_printf (_("Left out: it may be %s. Choose which."), joined);
    case BATON_TABLE_LEFT_OUT_TAKEN:
      other = name_whole_column (self, (guint) baton_table_mapping_find (self->mapping, g_array_index (candidates, int, 0)));
      /* Translators: of a column of a spreadsheet; %1$s is what it may mean, %2$s the heading of another column */
      return g_strdup_printf (_("Left out: %1$s is taken from “%2$s”."), joined, other);
    case BATON_TABLE_NOT_LEFT_OUT:
    default:
      return NULL;
    }
}

/* Whether new values of vocabularies that are there become terms is asked only where such a column is brought. */
static void
update_terms_row (BatonImportColumns *self)
{
  gboolean asked = FALSE;

  for (guint i = 0; self->mapping != NULL && i < self->mapping->n_targets; i++)
    asked = asked || (self->mapping->targets[i] >= 0 && baton_table_get_column (self->table, (guint) self->mapping->targets[i])->vocabulary != NULL);
  gtk_widget_set_visible (self->terms_row, asked);
}

/* Motions and vocabularies need nothing but a name to be made. */
static gboolean
makes_owner (BatonImportColumns     *self,
             const BatonTableColumn *column)
{
  const guint64 kinds = G_GUINT64_CONSTANT (1) << BATON_KIND_MOTION | G_GUINT64_CONSTANT (1) << BATON_KIND_VOCABULARY;

  return column != NULL && self->mapping != NULL && self->title != NULL && (column->kinds & kinds) != 0;
}

/* What rows belong to, where no column says it: asked for things that must belong to something. */
static void
update_owner_row (BatonImportColumns *self)
{
  int target = self->table != NULL ? baton_table_find_part (self->table, BATON_TABLE_OWNER) : -1;
  const BatonTableColumn *column = target >= 0 ? baton_table_get_column (self->table, (guint) target) : NULL;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const BatonProgram *program = baton_document_get_program (self->document);
  g_autofree char *chosen = NULL, *asked = NULL;
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->owner_row)), again = 0;
  gboolean filling = self->filling, makes = makes_owner (self, column), makes_now = makes && selected > self->owners->len;

  gtk_widget_set_visible (self->owner_row, column != NULL && self->mapping != NULL);
  if (selected > 0 && selected <= self->owners->len)
    chosen = g_strdup (self->owners->pdata[selected - 1]);
  g_ptr_array_set_size (self->owners, 0);
  if (column == NULL)
    return;
  gtk_string_list_append (list, C_("what rows belong to", "As the sheet says"));
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    {
      g_autoptr (GPtrArray) things = (column->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 ? baton_program_list (program, (BatonKind) kind) : NULL;

      for (guint i = 0; things != NULL && i < things->len; i++)
        {
          const char *id = baton_entity_get_id (things->pdata[i]);
          g_autofree char *name = baton_words_name (baton_document_get_names (self->document), id);

          gtk_string_list_append (list, name);
          g_ptr_array_add (self->owners, g_strdup (id));
          if (g_strcmp0 (id, chosen) == 0)
            again = self->owners->len;
        }
    }
  if (makes)
    {
      /* Translators: a motion or vocabulary that is made for the rows of a spreadsheet; its name is asked below */
      gtk_string_list_append (list, C_("what rows belong to", "A new one"));
      /* Where there is nothing to choose from, only this takes the rows in. Its name is asked below. */
      if (makes_now || (self->owners->len == 0 && baton_table_mapping_find (self->mapping, target) < 0))
        again = self->owners->len + 1;
    }
  self->filling = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->owner_row), column->heading);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->owner_row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->owner_row), again);
  /* Translators: %s is what rows of a spreadsheet are to belong to, and is made for them: "Motion" */
  asked = g_strdup_printf (C_("what rows belong to", "Name of the New %s"), column->heading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->owner_name), asked);
  self->filling = filling;
}

static gboolean
is_owner_new (BatonImportColumns *self)
{
  guint owner = adw_combo_row_get_selected (ADW_COMBO_ROW (self->owner_row));

  return gtk_widget_get_visible (self->owner_row) && owner != GTK_INVALID_LIST_POSITION && owner > self->owners->len;
}

/* They belong to the columns, and have no place of their own while none is asked. */
static void
update_besides (BatonImportColumns *self)
{
  gtk_widget_set_visible (self->owner_name, is_owner_new (self));
  gtk_widget_set_visible (self->besides, gtk_widget_get_visible (self->owner_row) || gtk_widget_get_visible (self->terms_row));
}

/* The first thing that stands in the column below its heading. */
static const char *
get_example (BatonImportColumns *self,
             guint              column)
{
  guint first = self->mapping->header != G_MAXUINT ? self->mapping->header + 1 : 0;

  for (guint row = first; row < MIN (baton_grid_get_n_rows (self->grid), first + 50); row++)
    if (*baton_grid_get (self->grid, row, column) != '\0')
      return baton_grid_get (self->grid, row, column);
  return "";
}

/* A long reason wraps, and does not press what is chosen beside it into three dots. */
static void
keep_choice_wide (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_has_css_class (widget, "inline"))
    gtk_widget_set_size_request (widget, CHOICE_WIDTH, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    keep_choice_wide (child);
}

/* Below the heading: what stands in the column, and why none of it comes in where that is so. */
static void
say_column (BatonImportColumns *self,
            guint               column)
{
  AdwActionRow *row = self->column_rows->pdata[column];
  g_autofree char *whole = g_utf8_make_valid (get_example (self, column), -1);
  g_autofree char *example = g_strdelimit (g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), 80)), "\n\t\r", ' ');
  /* A sheet holds partners, people and amounts that the register need not know. */
  const char *shown = *example != '\0' && baton_document_get_presenting (self->document) ? BATON_WORDS_HIDDEN : example;
  g_autofree char *why = describe_left_out (self, column);
  g_autofree char *both = why != NULL && *shown != '\0' ? g_strconcat (shown, "\n", why, NULL) : g_strdup (why != NULL ? why : shown);

  adw_action_row_set_subtitle (row, both);
  /* GTK 4.8 warns of a line that may be cut and is shorter than the dots that would say so. */
  adw_action_row_set_subtitle_lines (row, why == NULL && g_utf8_strlen (both, -1) > 3 ? 1 : 0);
}

static void
column_chosen_cb (GObject    *row,
                  GParamSpec *pspec,
                  Choice     *choice)
{
  BatonImportColumns *self = choice->self;
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  if (self->filling || selected == GTK_INVALID_LIST_POSITION || self->mapping == NULL || choice->column >= self->mapping->n_targets)
    return;
  baton_table_mapping_set (self->mapping, choice->column, get_target (self, choice->column, selected));
  self->filling = TRUE;
  /* Another column may have had the same meaning. */
  for (guint i = 0; i < self->column_rows->len; i++)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->column_rows->pdata[i]), get_choice (self, i));
      say_column (self, i);
    }
  update_owner_row (self);
  update_terms_row (self);
  self->filling = FALSE;
  update_besides (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What a heading that is left out could be comes first in its drop-down; NULL where that, and a vocabulary, says no more than
 * the list for all does. (transfer full) */
static GtkStringList *
make_own_meanings (BatonImportColumns *self,
                   GListModel         *meanings,
                   guint               column)
{
  const char *heading = baton_table_mapping_get_heading (self->mapping, self->grid, column);
  GArray *candidates = self->candidates->pdata[column];
  GtkStringList *own;

  if (candidates->len == 0 && (self->first_new < 0 || *heading == '\0'))
    return NULL;
  own = gtk_string_list_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (meanings); i++)
    {
      gtk_string_list_append (own, gtk_string_list_get_string (GTK_STRING_LIST (meanings), i));
      for (guint j = 0; i == 0 && j < candidates->len; j++)
        gtk_string_list_append (own, baton_table_get_column (self->table, (guint) g_array_index (candidates, int, j))->heading);
    }
  if (self->first_new >= 0 && *heading != '\0')
    {
      /* Translators: %s is the heading of a column in a spreadsheet */
      g_autofree char *last = g_strdup_printf (C_("column of a spreadsheet", "New vocabulary “%s”"), heading);

      gtk_string_list_append (own, last);
    }
  return own;
}

static GtkWidget *
make_column_row (BatonImportColumns *self,
                 GListModel        *meanings,
                 guint              column)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autofree char *title = name_whole_column (self, column);
  Choice *choice = g_new0 (Choice, 1);
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GtkStringList) own = NULL;

  if (baton_table_mapping_explain (self->mapping, self->table, self->grid, column, candidates) != BATON_TABLE_LEFT_OUT_UNDECIDED)
    g_array_set_size (candidates, 0);
  g_ptr_array_add (self->candidates, candidates);
  own = make_own_meanings (self, meanings, column);
  choice->self = self;
  choice->column = column;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* Short ones warn, as in say_column(). */
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), g_utf8_strlen (title, -1) > 3 ? 2 : 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), own != NULL ? G_LIST_MODEL (own) : meanings);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), get_choice (self, column));
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (column_chosen_cb), choice, free_choice, 0);
  g_ptr_array_add (self->column_rows, row);
  say_column (self, column);
  if (candidates->len > 0)
    keep_choice_wide (row);
  return row;
}

/* Each drop-down takes milliseconds: they are made in several turns, and nothing is drawn in between. */
static gboolean
make_cb (gpointer user_data)
{
  BatonImportColumns *self = user_data;
  gint64 end = g_get_monotonic_time () + BUDGET_US;
  gboolean filling = self->filling;

  self->filling = TRUE;
  do
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), make_column_row (self, G_LIST_MODEL (self->meanings), self->column_rows->len));
  while (self->column_rows->len < self->mapping->n_targets && g_get_monotonic_time () < end);
  self->filling = filling;
  if (self->column_rows->len < self->mapping->n_targets)
    return G_SOURCE_CONTINUE;
  self->making = 0;
  g_clear_object (&self->meanings);
  return G_SOURCE_REMOVE;
}

static void
stop_making (BatonImportColumns *self)
{
  g_clear_handle_id (&self->making, g_source_remove);
  g_clear_object (&self->meanings);
}

static void
fill_columns (BatonImportColumns *self)
{
  stop_making (self);
  g_ptr_array_set_size (self->column_rows, 0);
  g_ptr_array_set_size (self->candidates, 0);
  if (self->group != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->group);
  self->group = NULL;
  if (self->mapping == NULL || self->mapping->n_targets == 0)
    return;
  self->meanings = gtk_string_list_new (NULL);
  gtk_string_list_append (self->meanings, C_("column of a spreadsheet", "Leave out"));
  for (guint i = 0; i < count_meanings (self); i++)
    gtk_string_list_append (self->meanings, baton_table_get_column (self->table, i)->heading);
  self->group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _("Columns"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), _("What each column of the sheet is. What is left out stays as it is."));
  self->making = g_idle_add_full (G_PRIORITY_HIGH_IDLE, make_cb, self, NULL);
  gtk_box_prepend (GTK_BOX (self->box), self->group);
}

/* ── Shown from outside ── */

void
baton_import_columns_show (BatonImportColumns *self,
                           BatonTable         *table,
                           const BatonGrid    *grid,
                           BatonTableMapping  *mapping,
                           const char         *title)
{
  g_return_if_fail (BATON_IS_IMPORT_COLUMNS (self));

  if (g_strcmp0 (self->title, title) != 0)
    {
      g_free (self->title);
      self->title = g_strdup (title);
      self->filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->owner_name), title != NULL ? title : "");
      self->filling = FALSE;
    }
  self->table = table;
  self->grid = grid;
  self->mapping = mapping;
  self->first_new = mapping != NULL ? baton_table_add_new_vocabularies (table, grid, mapping->header) : -1;
  self->filling = TRUE;
  fill_columns (self);
  update_owner_row (self);
  update_terms_row (self);
  self->filling = FALSE;
  update_besides (self);
}

const char *
baton_import_columns_get_owner (BatonImportColumns *self)
{
  guint owner = adw_combo_row_get_selected (ADW_COMBO_ROW (self->owner_row));

  return gtk_widget_get_visible (self->owner_row) && owner > 0 && owner <= self->owners->len ? self->owners->pdata[owner - 1] : NULL;
}

const char *
baton_import_columns_get_new_owner (BatonImportColumns *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->owner_name));

  if (!is_owner_new (self))
    return NULL;
  return *name != '\0' ? name : self->title;
}

gboolean
baton_import_columns_get_add_terms (BatonImportColumns *self)
{
  return gtk_widget_get_visible (self->terms_row) && gtk_switch_get_active (GTK_SWITCH (self->add_terms));
}

char *
baton_import_columns_describe_left_out (BatonImportColumns *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  g_return_val_if_fail (BATON_IS_IMPORT_COLUMNS (self), NULL);

  for (guint i = 0; self->mapping != NULL && i < self->mapping->n_targets; i++)
    {
      g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (int));
      BatonTableLeftOut why = baton_table_mapping_explain (self->mapping, self->table, self->grid, i, candidates);
      g_autofree char *title = why != BATON_TABLE_NOT_LEFT_OUT && why != BATON_TABLE_LEFT_OUT_EMPTY ? name_whole_column (self, i) : NULL;

      if (title != NULL)
        g_ptr_array_add (names, g_strdup_printf (C_("name", "“%s”"), title));
    }
  if (names->len == 0)
    return NULL;
  joined = baton_words_join_and (names);
  /* Translators: %s lists headings of columns in a spreadsheet */
  return g_strdup_printf (ngettext ("%s is left out.", "%s are left out.", names->len), joined);
}

gboolean
baton_import_columns_shed (BatonImportColumns *self)
{
  gint64 end = g_get_monotonic_time () + BUDGET_US;

  g_return_val_if_fail (BATON_IS_IMPORT_COLUMNS (self), FALSE);

  stop_making (self);
  if (self->column_rows->len == 0)
    return FALSE;
  do
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), g_ptr_array_remove_index (self->column_rows, self->column_rows->len - 1));
  while (self->column_rows->len > 0 && g_get_monotonic_time () < end);
  return TRUE;
}

/* ── Object ── */

static void
chosen_besides_cb (BatonImportColumns *self)
{
  if (self->filling)
    return;
  update_besides (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
baton_import_columns_dispose (GObject *object)
{
  BatonImportColumns *self = BATON_IMPORT_COLUMNS (object);

  stop_making (self);
  g_ptr_array_set_size (self->column_rows, 0);
  self->mapping = NULL;
  G_OBJECT_CLASS (baton_import_columns_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_import_columns_finalize (GObject *object)
{
  BatonImportColumns *self = BATON_IMPORT_COLUMNS (object);

  g_ptr_array_unref (self->owners);
  g_ptr_array_unref (self->candidates);
  g_ptr_array_unref (self->column_rows);
  g_free (self->title);
  G_OBJECT_CLASS (baton_import_columns_parent_class)->finalize (object);
}

static void
baton_import_columns_class_init (BatonImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_import_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_import_columns_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BATON_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
baton_import_columns_init (BatonImportColumns *self)
{
  self->owners = g_ptr_array_new_with_free_func (g_free);
  self->column_rows = g_ptr_array_new ();
  self->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->first_new = -1;
  self->owner_row = adw_combo_row_new ();
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->owner_row), _("For rows that do not say"));
  gtk_widget_set_visible (self->owner_row, FALSE);
  self->owner_name = adw_entry_row_new ();
  gtk_widget_set_visible (self->owner_name, FALSE);
  self->terms_row = adw_action_row_new ();
  self->add_terms = gtk_switch_new ();
  gtk_widget_set_valign (self->add_terms, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_terms), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add values that are no terms yet"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->terms_row), _("Add Values That Are No Terms Yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->terms_row), _("Otherwise their rows are refused, so that a slip makes no term"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->terms_row), self->add_terms);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->terms_row), self->add_terms);
  gtk_widget_set_visible (self->terms_row, FALSE);
  self->besides = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->besides), self->owner_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->besides), self->owner_name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->besides), self->terms_row);
  gtk_widget_set_visible (self->besides, FALSE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (self->box), self->besides);
  adw_bin_set_child (ADW_BIN (self), self->box);
  g_signal_connect_object (self->owner_row, "notify::selected", G_CALLBACK (chosen_besides_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->owner_name, "changed", G_CALLBACK (chosen_besides_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add_terms, "notify::active", G_CALLBACK (chosen_besides_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
baton_import_columns_new (BatonDocument *document)
{
  BatonImportColumns *self = g_object_new (BATON_TYPE_IMPORT_COLUMNS, NULL);

  self->document = g_object_ref (document);
  return GTK_WIDGET (self);
}
