/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is told is kept as text, and becomes labels when somebody can see it: most tables of a long page stand folded away,
 * and a label costs as much as ten lines of working the figures out.
 *
 * Where names and figures have no room beside each other, as on a phone, each name stands in a line above its figures: what a
 * table is looked at for, the last column, would be out of sight.
 */
#include "config.h"

#include "console/widgets/baton-figures.h"

#include "console/widgets/baton-row-menu.h"
#include "console/widgets/baton-wheel.h"

#include <glib/gi18n-lib.h>

#define MOST_LINES 3 /* of a name */
#define LEAST_TEXT 9
#define LEAST_HEADING 9 /* of figures, in characters; about as wide as they are */
#define LEAST_WORDS 14 /* of text besides the name, which goes on in the next line before the table scrolls */
#define MOST_TEXT 36
#define SPACING 12
#define ROW_SPACING 6

typedef struct
{
  char     *text;       /* owned */
  char     *jump;       /* owned: what the text leads to; NULL */
  gboolean  emphasis;
} Cell;

struct _BatonFigures
{
  AdwBin     parent_instance;

  GtkWidget *grid;       /* NULL before anything was shown */
  GPtrArray *labels;     /* that show the cells, borrowed from the grid; owned */
  guint      n_shown;    /* columns of the grid */
  char      *label;      /* owned */
  GArray    *cells;      /* of Cell, the headings first; owned */
  guint      n_columns;
  guint      texts;      /* bits: columns that hold text */
  gboolean   stacked;    /* names stand above their figures */
  guint      showing;    /* source that shows what was told while mapped */
  guint      stacking;   /* source that changes the above */
};

G_DEFINE_FINAL_TYPE (BatonFigures, baton_figures, ADW_TYPE_BIN)

/* ── Labels ── */

static gboolean
activate_link_cb (GtkLabel   *label,
                  const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (label), "win.reveal", "s", id);
  return GDK_EVENT_STOP;
}

/* Beside each other: a line a row, a column a column. Stacked: two lines a row, the name over the width of all figures. */
static void
place_label (BatonFigures *self,
             guint         index)
{
  GtkWidget *label = self->labels->pdata[index];
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (self->grid);
  GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (manager, label));
  int column = index % self->n_columns, row = index / self->n_columns;

  gtk_grid_layout_child_set_row (child, !self->stacked ? row : 2 * row + (column > 0));
  gtk_grid_layout_child_set_column (child, !self->stacked ? column : MAX (column - 1, 0));
  gtk_grid_layout_child_set_column_span (child, self->stacked && column == 0 ? self->n_columns - 1 : 1);
  gtk_widget_set_margin_top (label, self->stacked && column == 0 && row > 1 ? ROW_SPACING : 0);
  gtk_widget_set_hexpand (label, self->stacked || column == 0);
  /* Mostly nothing stands above names. */
  gtk_widget_set_visible (label, !self->stacked || index > 0 || *g_array_index (self->cells, Cell, 0).text != '\0');
}

static void
make_label (BatonFigures *self,
            guint         index)
{
  guint column = index % self->n_columns;
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_text = column == 0 || (self->texts & (1u << column)) != 0;

  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (is_text)
    {
      /* Where there is no room both go on in the next line; a name is cut after the third. */
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      if (column == 0)
        {
          gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
          gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
        }
      else
        {
          gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_TEXT);
        }
    }
  else
    {
      gtk_widget_add_css_class (label, "numeric");
      if (index < self->n_columns)
        {
          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
        }
    }
  if (index < self->n_columns)
    {
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
    }
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, index / self->n_columns, 1, 1);
  g_ptr_array_add (self->labels, label);
  place_label (self, index);
}

static void
show_cell (BatonFigures *self,
           guint         index)
{
  const Cell *cell = &g_array_index (self->cells, Cell, index);
  GtkWidget *label = self->labels->pdata[index];

  if (cell->jump != NULL)
    {
      g_autofree char *markup = g_markup_printf_escaped ("<a href=\"%s\">%s</a>", cell->jump, cell->text);

      /* The same again would take the focus from the name. */
      if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), markup) != 0)
        gtk_label_set_markup (GTK_LABEL (label), markup);
    }
  else
    {
      gtk_label_set_text (GTK_LABEL (label), cell->text);
    }
  /* What a name needs at least; from there on the table scrolls. */
  if (index < self->n_columns && gtk_label_get_justify (GTK_LABEL (label)) == GTK_JUSTIFY_RIGHT)
    gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (cell->text, -1), LEAST_HEADING));
  else if (gtk_label_get_wrap (GTK_LABEL (label)))
    gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (cell->text, -1), gtk_label_get_ellipsize (GTK_LABEL (label)) == PANGO_ELLIPSIZE_NONE ? LEAST_WORDS : LEAST_TEXT));
  if (cell->emphasis)
    gtk_widget_add_css_class (label, "baton-changed");
  else
    gtk_widget_remove_css_class (label, "baton-changed");
}

static void
make_grid (BatonFigures *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grid = gtk_grid_new ();
  self->n_shown = self->n_columns;
  g_ptr_array_set_size (self->labels, 0);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), SPACING);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), self->stacked ? 0 : ROW_SPACING);
  gtk_widget_add_css_class (self->grid, "baton-figures");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_add_css_class (scrolled, "baton-sideways");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->grid);
  baton_wheel_let_pass (GTK_SCROLLED_WINDOW (scrolled));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/* The labels that there are take the new cells over. */
static void
show (BatonFigures *self)
{
  g_clear_handle_id (&self->showing, g_source_remove);
  if (self->n_columns == 0)
    return;
  if (self->grid == NULL || self->n_shown != self->n_columns)
    make_grid (self);
  while (self->labels->len > self->cells->len)
    {
      gtk_grid_remove (GTK_GRID (self->grid), self->labels->pdata[self->labels->len - 1]);
      g_ptr_array_set_size (self->labels, self->labels->len - 1);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      if (i == self->labels->len)
        make_label (self, i);
      show_cell (self, i);
    }
}

static gboolean
show_cb (gpointer user_data)
{
  BatonFigures *self = user_data;

  self->showing = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
  return G_SOURCE_REMOVE;
}

static void
add_cell (BatonFigures *self,
          char         *text,
          char         *jump,
          gboolean      emphasis)
{
  const Cell cell = { text, jump, emphasis };

  g_array_append_val (self->cells, cell);
}

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
  g_free (((Cell *) data)->jump);
}

/* ── Copying ── */

/* A cell of a spreadsheet: in one line, without the marks that hold a number together on the screen. */
static void
append_plain (GString    *text,
              const char *cell)
{
  for (const char *c = cell; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\t' || character == '\n' || character == 0xa0)
        g_string_append_c (text, ' ');
      else if (character == 0x2212) /* a minus, which a spreadsheet takes for text */
        g_string_append_c (text, '-');
      else if (character < 0x2066 || character > 0x2069)
        g_string_append_unichar (text, character);
    }
}

char *
baton_figures_dup_text (BatonFigures *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (BATON_IS_FIGURES (self), NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      append_plain (text, g_array_index (self->cells, Cell, i).text);
      g_string_append_c (text, (i + 1) % self->n_columns == 0 ? '\n' : '\t');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
copy_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  g_autofree char *text = baton_figures_dup_text (BATON_FIGURES (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
popup (BatonFigures *self,
       double        x,
       double        y)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  g_menu_append (menu, _("_Copy Table"), "figures.copy");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  g_signal_connect (popover, "closed", G_CALLBACK (baton_row_menu_drop_popover), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  popup (BATON_FIGURES (widget), gtk_widget_get_width (widget) / 2.0, MIN (gtk_widget_get_height (widget) / 2.0, 24));
  return GDK_EVENT_STOP;
}

static void
pressed_cb (BatonFigures *self,
            int           n_press,
            double        x,
            double        y,
            GtkGesture   *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup (self, x, y);
}

/* ── Telling ── */

void
baton_figures_set_text (BatonFigures *self,
                        guint         column)
{
  g_return_if_fail (BATON_IS_FIGURES (self) && column < 32);

  self->texts |= 1u << column;
}

void
baton_figures_begin (BatonFigures       *self,
                     const char * const *headings)
{
  g_return_if_fail (BATON_IS_FIGURES (self));

  g_array_set_size (self->cells, 0);
  for (self->n_columns = 0; headings[self->n_columns] != NULL; self->n_columns++)
    add_cell (self, g_strdup (headings[self->n_columns]), NULL, FALSE);
  /* When all is told, and before the next frame is laid out. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->showing == 0)
    self->showing = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_cb, self, NULL);
}

void
baton_figures_add (BatonFigures *self,
                   char         *text,
                   gboolean      emphasis)
{
  g_return_if_fail (BATON_IS_FIGURES (self));
  add_cell (self, text, NULL, emphasis);
}

void
baton_figures_add_jump (BatonFigures *self,
                        char         *text,
                        const char   *id)
{
  g_return_if_fail (BATON_IS_FIGURES (self));
  add_cell (self, text, g_strdup (id), FALSE);
}

/* ── Its width and height ── */

/* Whether names have no room beside their figures. Only where all but the names are figures: of several texts above each other
 * it would not be seen which is which. */
static gboolean
must_stack (BatonFigures *self,
            int           width)
{
  g_autofree int *columns = g_new0 (int, self->n_shown);
  int least, figures = 0, beside, above;

  if (self->texts != 0 || self->n_shown < 2)
    return FALSE;
  gtk_widget_measure (self->grid, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (!self->stacked)
    return least > width;

  for (guint i = 0; i < self->labels->len; i++)
    {
      int cell;

      gtk_widget_measure (self->labels->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &cell, NULL, NULL, NULL);
      columns[i % self->n_shown] = MAX (columns[i % self->n_shown], cell);
    }
  for (guint i = 1; i < self->n_shown; i++)
    figures += columns[i] + (i > 1 ? SPACING : 0);
  above = MAX (columns[0], figures);
  beside = columns[0] + SPACING + figures;
  return least - above + beside > width;
}

static gboolean
stack_cb (gpointer user_data)
{
  BatonFigures *self = user_data;

  self->stacking = 0;
  self->stacked = !self->stacked;
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), self->stacked ? 0 : ROW_SPACING);
  for (guint i = 0; i < self->labels->len; i++)
    place_label (self, i);
  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What scrolls sideways asks for as much height as its narrowest child would need, names in three lines; the table is as wide as
 * there is room, and then as high as that. */
static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  BatonFigures *self = BATON_FIGURES (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  int least;

  if (child == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    {
      gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (self->grid, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (self->grid, GTK_ORIENTATION_VERTICAL, MAX (for_size, least), minimum, natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  BatonFigures *self = BATON_FIGURES (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  gtk_widget_allocate (child, width, height, baseline, NULL);
  /* Not while sizes are handed out; before the next frame. */
  if (self->stacking == 0 && must_stack (self, width) != self->stacked)
    self->stacking = g_idle_add_full (G_PRIORITY_HIGH_IDLE, stack_cb, self, NULL);
}

/* ── Object ── */

static void
baton_figures_map (GtkWidget *widget)
{
  show (BATON_FIGURES (widget));
  GTK_WIDGET_CLASS (baton_figures_parent_class)->map (widget);
}

static void
baton_figures_dispose (GObject *object)
{
  g_clear_handle_id (&BATON_FIGURES (object)->showing, g_source_remove);
  g_clear_handle_id (&BATON_FIGURES (object)->stacking, g_source_remove);
  baton_row_menu_dispose (GTK_WIDGET (object));
  G_OBJECT_CLASS (baton_figures_parent_class)->dispose (object);
}

static void
baton_figures_finalize (GObject *object)
{
  BatonFigures *self = BATON_FIGURES (object);

  g_free (self->label);
  g_ptr_array_unref (self->labels);
  g_array_unref (self->cells);
  G_OBJECT_CLASS (baton_figures_parent_class)->finalize (object);
}

static void
baton_figures_class_init (BatonFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_figures_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_figures_finalize;
  GTK_WIDGET_CLASS (klass)->map = baton_figures_map;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "figures.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_c, GDK_CONTROL_MASK, "figures.copy", NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
baton_figures_init (BatonFigures *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  /* Without taking the focus: that would scroll to the top of a long table. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->labels = g_ptr_array_new ();
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (get_request_mode, measure, allocate));
}

GtkWidget *
baton_figures_new (const char *label)
{
  BatonFigures *self = g_object_new (BATON_TYPE_FIGURES, NULL);

  self->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
