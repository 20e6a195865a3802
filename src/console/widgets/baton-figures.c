/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-figures.h"
#include "console/widgets/baton-wheel.h"

#define LEAST_TEXT 16

struct _BatonFigures
{
  AdwBin     parent_instance;

  GtkWidget *grid;
  char      *label;      /* owned */
  guint      n_columns;
  guint      n_cells;
  guint      texts;      /* bits: columns that hold text */
};

G_DEFINE_FINAL_TYPE (BatonFigures, baton_figures, ADW_TYPE_BIN)

static GtkWidget *
add_label (BatonFigures *self,
           const char   *text,
           guint         column,
           guint         row)
{
  GtkWidget *label = gtk_label_new (text);
  gboolean is_text = column == 0 || (self->texts & (1u << column)) != 0;

  gtk_label_set_xalign (GTK_LABEL (label), is_text ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (is_text)
    {
      gtk_widget_set_hexpand (label, column == 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      /* What a name needs at least; from there on the table scrolls. */
      gtk_label_set_width_chars (GTK_LABEL (label), MIN (g_utf8_strlen (text, -1), LEAST_TEXT));
    }
  else
    {
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return label;
}

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
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_add_css_class (self->grid, "baton-figures");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  self->n_cells = 0;
  for (self->n_columns = 0; headings[self->n_columns] != NULL; self->n_columns++)
    {
      GtkWidget *label = add_label (self, headings[self->n_columns], self->n_columns, 0);

      gtk_widget_add_css_class (label, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->grid);
  baton_wheel_let_pass (GTK_SCROLLED_WINDOW (scrolled));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
baton_figures_add (BatonFigures *self,
                   char         *text,
                   gboolean      emphasis)
{
  GtkWidget *label = add_label (self, text, self->n_cells % self->n_columns, 1 + self->n_cells / self->n_columns);

  if (emphasis)
    gtk_widget_add_css_class (label, "baton-changed");
  self->n_cells++;
  g_free (text);
}

static void
baton_figures_finalize (GObject *object)
{
  g_free (BATON_FIGURES (object)->label);
  G_OBJECT_CLASS (baton_figures_parent_class)->finalize (object);
}

static void
baton_figures_class_init (BatonFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_figures_finalize;
}

static void
baton_figures_init (BatonFigures *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
}

GtkWidget *
baton_figures_new (const char *label)
{
  BatonFigures *self = g_object_new (BATON_TYPE_FIGURES, NULL);

  self->label = g_strdup (label);
  return GTK_WIDGET (self);
}
