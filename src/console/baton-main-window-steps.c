/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo in the header and in the menu, each with the step that it would take back. On a phone the header has no room for the
 * two: there the menu alone has them.
 */
#include "config.h"

#include "console/baton-main-window-private.h"
#include "console/baton-tooltip.h"

#include <glib/gi18n-lib.h>

/* Longer steps would make the menu wider than a phone. */
#define MOST_CHARACTERS 36

/* As an item of a menu, where an underscore would be a key. (transfer full) */
static char *
shorten (const char *step)
{
  g_autofree char *start = g_utf8_strlen (step, -1) > MOST_CHARACTERS ? g_utf8_substring (step, 0, MOST_CHARACTERS - 1) : NULL;
  GString *text = g_string_new (start != NULL ? start : step);

  if (start != NULL)
    g_string_append (text, "…");
  g_string_replace (text, "_", "__", 0);
  return g_string_free (text, FALSE);
}

static void
fill_menu (BatonMainWindow *self,
           const char      *undo,
           const char      *redo)
{
  g_autofree char *undo_step = undo != NULL ? shorten (undo) : NULL, *redo_step = redo != NULL ? shorten (redo) : NULL;
  /* Translators: %s is what was done: "Raise Superhero to 120" */
  g_autofree char *undo_label = undo_step != NULL ? g_strdup_printf (C_("menu", "_Undo: %s"), undo_step) : g_strdup (C_("menu", "_Undo"));
  /* Translators: %s is what was undone: "Raise Superhero to 120" */
  g_autofree char *redo_label = redo_step != NULL ? g_strdup_printf (C_("menu", "_Redo: %s"), redo_step) : g_strdup (C_("menu", "_Redo"));

  g_menu_remove_all (self->steps_menu);
  g_menu_append (self->steps_menu, undo_label, "win.undo");
  g_menu_append (self->steps_menu, redo_label, "win.redo");
}

void
baton_main_window_update_steps (BatonMainWindow *self)
{
  g_autofree char *undo = baton_document_dup_step (self->document, TRUE), *redo = baton_document_dup_step (self->document, FALSE);
  g_autofree char *undo_tip = undo != NULL ? g_strdup_printf (_("Undo: %s"), undo) : g_strdup (_("Undo"));
  g_autofree char *redo_tip = redo != NULL ? g_strdup_printf (_("Redo: %s"), redo) : g_strdup (_("Redo"));

  baton_tooltip_set (self->undo_button, undo_tip);
  baton_tooltip_set (self->redo_button, redo_tip);
  fill_menu (self, undo, redo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
}
