/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-pictures.h"

#include "console/baton-section.h"
#include "console/baton-simulation.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* A section is built and drawn well within one pause; what is worked out in a thread may take some more of them. */
#define PAUSE_MS 500
#define MOST_PAUSES 40

typedef struct
{
  BatonMainWindow *window;   /* owned */
  char            *folder;   /* owned */
  guint            section;  /* number of the one that is shown */
  guint            kind;     /* of the thing of that section that is open; BATON_N_KINDS while none is */
  guint            pauses;   /* since it is shown */
} Pictures;

static void
pictures_free (gpointer data)
{
  Pictures *pictures = data;

  g_object_unref (pictures->window);
  g_free (pictures->folder);
  g_free (pictures);
}

/* FALSE where nothing has been drawn yet. */
static gboolean
save (Pictures               *pictures,
      const BatonSectionInfo *info)
{
  GtkWidget *window = GTK_WIDGET (pictures->window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gboolean is_open = pictures->kind < BATON_N_KINDS;
  g_autofree char *file = g_strdup_printf ("%02u-%s%s%s.png", pictures->section + 1, info->name, is_open ? "-" : "",
                                           is_open ? baton_schema_get_kind (pictures->kind)->name : "");
  g_autofree char *path = g_build_filename (pictures->folder, file, NULL);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, path))
    g_printerr (_("%s cannot be written.\n"), path);
  return TRUE;
}

/* Whether what the section shows is still being worked out. */
static gboolean
is_waiting (Pictures               *pictures,
            const BatonSectionInfo *info)
{
  BatonDocument *document = baton_main_window_get_document (pictures->window);
  BatonSimulation *simulation = baton_document_get_simulation (document);

  if (!gtk_widget_get_mapped (GTK_WIDGET (pictures->window)))
    return TRUE;
  return (g_strcmp0 (info->name, "tiers") == 0 || g_strcmp0 (info->name, "whatif") == 0) &&
         (baton_simulation_get_whatif (simulation) == NULL || baton_simulation_is_stale (simulation));
}

/* Opens the first thing of the next kind that is edited in the section; FALSE after the last one. The program's own form is all
 * that its section shows. */
static gboolean
open_next (Pictures               *pictures,
           const BatonSectionInfo *info)
{
  const BatonProgram *program = baton_document_get_program (baton_main_window_get_document (pictures->window));

  for (pictures->kind = pictures->kind < BATON_N_KINDS ? pictures->kind + 1 : 0; pictures->kind < BATON_N_KINDS; pictures->kind++)
    if (pictures->kind != BATON_KIND_PROGRAM && (info->kinds & G_GUINT64_CONSTANT (1) << pictures->kind) != 0)
      {
        g_autoptr (GPtrArray) things = baton_program_list (program, pictures->kind);

        if (things->len > 0)
          {
            baton_main_window_reveal (pictures->window, baton_entity_get_id (g_ptr_array_index (things, 0)));
            return TRUE;
          }
      }
  return FALSE;
}

static gboolean
tick_cb (gpointer data)
{
  Pictures *pictures = data;
  const BatonSectionInfo *info = &baton_sections[pictures->section];

  /* Patience ends: a picture of what is there is better than none. */
  if (pictures->pauses++ < MOST_PAUSES && is_waiting (pictures, info))
    return G_SOURCE_CONTINUE;
  if (!save (pictures, info) && pictures->pauses < 2 * MOST_PAUSES)
    return G_SOURCE_CONTINUE;
  pictures->pauses = 0;
  if (open_next (pictures, info))
    return G_SOURCE_CONTINUE;
  pictures->section++;
  if (baton_sections[pictures->section].name != NULL)
    {
      baton_main_window_show_section (pictures->window, baton_sections[pictures->section].name);
      return G_SOURCE_CONTINUE;
    }
  gtk_window_close (GTK_WINDOW (pictures->window));
  return G_SOURCE_REMOVE;
}

void
baton_pictures_take (BatonMainWindow *window,
                     const char      *folder)
{
  Pictures *pictures;

  g_return_if_fail (BATON_IS_MAIN_WINDOW (window));
  g_return_if_fail (folder != NULL);

  g_mkdir_with_parents (folder, 0700);
  pictures = g_new0 (Pictures, 1);
  pictures->window = g_object_ref (window);
  pictures->folder = g_strdup (folder);
  pictures->kind = BATON_N_KINDS;
  baton_main_window_show_section (window, baton_sections[0].name);
  g_timeout_add_full (G_PRIORITY_LOW, PAUSE_MS, tick_cb, pictures, pictures_free);
}
