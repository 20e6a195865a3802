/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-toast.h"

AdwToast *
baton_toast_new (const char *sentence)
{
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (sentence != NULL, NULL);

  toast = adw_toast_new ("");
  label = gtk_label_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}
