/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field may be wrong for two reasons that come and go on their own: what is typed in it now, and what it says in the program.
 * Each has a style class of its own, so that the end of one does not end the other.
 */
#include "config.h"

#include "console/widgets/baton-invalid.h"

#define TYPED "error"             /* the toolkit's own, which is seen */
#define KEPT  "baton-invalid"

static void
set_state (GtkWidget *widget,
           gboolean   invalid)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
set (GtkWidget  *field,
     const char *css_class,
     gboolean    invalid)
{
  GtkEditable *delegate = GTK_IS_EDITABLE (field) ? gtk_editable_get_delegate (GTK_EDITABLE (field)) : NULL;

  if (invalid)
    gtk_widget_add_css_class (field, css_class);
  else
    gtk_widget_remove_css_class (field, css_class);
  invalid = gtk_widget_has_css_class (field, TYPED) || gtk_widget_has_css_class (field, KEPT);
  set_state (field, invalid);
  /* What has the focus in an entry is its text, and of that it is asked. */
  if (delegate != NULL)
    set_state (GTK_WIDGET (delegate), invalid);
}

void
baton_invalid_mark (GtkWidget *field,
                    gboolean   invalid)
{
  g_return_if_fail (GTK_IS_WIDGET (field));
  set (field, TYPED, invalid);
}

gboolean
baton_invalid_is_marked (GtkWidget *field)
{
  g_return_val_if_fail (GTK_IS_WIDGET (field), FALSE);
  return gtk_widget_has_css_class (field, TYPED);
}

void
baton_invalid_tell (GtkWidget *field,
                    gboolean   invalid)
{
  g_return_if_fail (GTK_IS_WIDGET (field));
  set (field, KEPT, invalid);
}
