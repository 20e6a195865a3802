/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-wrap.h"

struct _BatonWrap
{
  GtkWidget parent_instance;

  int       spacing;
};

G_DEFINE_FINAL_TYPE (BatonWrap, baton_wrap, GTK_TYPE_WIDGET)

/* How wide the child is on a line of *width*: its natural width, less where there is no more. */
static int
get_child_width (GtkWidget *child,
                 int        width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* How high it is then. A menu button says what it would be at its natural width, whatever width it is asked about; the button
 * inside it knows better. */
static int
get_child_height (GtkWidget *child,
                  int        width)
{
  GtkWidget *asked = GTK_IS_MENU_BUTTON (child) && gtk_widget_get_first_child (child) != NULL ? gtk_widget_get_first_child (child) : child;
  int height;

  gtk_widget_measure (asked, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Walks through the lines; places the children where *allocate* is set. The height of all lines. */
static int
lay_out (BatonWrap *self,
         int        width,
         gboolean   allocate)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int line_width = 0, line_height = 0, x = 0;

      /* As many as fit; one at least. */
      for (; child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int child_width, child_height;

          if (!gtk_widget_should_layout (child))
            continue;
          child_width = get_child_width (child, width);
          if (line_width > 0 && line_width + self->spacing + child_width > width)
            break;
          child_height = get_child_height (child, child_width);
          line_width += (line_width > 0 ? self->spacing : 0) + child_width;
          line_height = MAX (line_height, child_height);
        }
      for (GtkWidget *placed = first; allocate && placed != child; placed = gtk_widget_get_next_sibling (placed))
        {
          GtkAllocation allocation = { .y = y, .height = line_height };

          if (!gtk_widget_should_layout (placed))
            continue;
          allocation.width = get_child_width (placed, width);
          allocation.x = rtl ? width - x - allocation.width : x;
          gtk_widget_size_allocate (placed, &allocation, -1);
          x += allocation.width + self->spacing;
        }
      y += line_height + (child != NULL && line_height > 0 ? self->spacing : 0);
    }
  return y;
}

static void
baton_wrap_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  BatonWrap *self = BATON_WRAP (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum, child_natural;

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural += child_natural + (*natural > 0 ? self->spacing : 0);
        }
    }
  else
    {
      int width = for_size;

      if (width < 0)
        gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      *minimum = *natural = lay_out (self, width, FALSE);
    }
}

static void
baton_wrap_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  lay_out (BATON_WRAP (widget), width, TRUE);
}

static GtkSizeRequestMode
baton_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

void
baton_wrap_clear (BatonWrap *self)
{
  GtkWidget *child;

  g_return_if_fail (BATON_IS_WRAP (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

void
baton_wrap_append (BatonWrap *self,
                   GtkWidget *child)
{
  g_return_if_fail (BATON_IS_WRAP (self) && GTK_IS_WIDGET (child));
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
baton_wrap_place (BatonWrap *self,
                  GtkWidget *child,
                  GtkWidget *sibling)
{
  g_return_if_fail (BATON_IS_WRAP (self) && GTK_IS_WIDGET (child));
  if (gtk_widget_get_parent (child) == GTK_WIDGET (self) && gtk_widget_get_prev_sibling (child) == sibling)
    return;
  gtk_widget_insert_after (child, GTK_WIDGET (self), sibling);
}

static void
baton_wrap_dispose (GObject *object)
{
  baton_wrap_clear (BATON_WRAP (object));
  G_OBJECT_CLASS (baton_wrap_parent_class)->dispose (object);
}

static void
baton_wrap_class_init (BatonWrapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_wrap_dispose;
  widget_class->measure = baton_wrap_measure;
  widget_class->size_allocate = baton_wrap_size_allocate;
  widget_class->get_request_mode = baton_wrap_get_request_mode;
}

static void
baton_wrap_init (BatonWrap *self)
{
}

GtkWidget *
baton_wrap_new (int spacing)
{
  BatonWrap *self = g_object_new (BATON_TYPE_WRAP, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}
