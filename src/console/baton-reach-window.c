/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-reach-window.h"

#include "console/baton-release.h"
#include "console/baton-runner.h"
#include "console/widgets/baton-reach-grid.h"
#include "console/widgets/baton-spinner.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

#define SIGN 22   /* pixels of a sign in the legend */

struct _BatonReachWindow
{
  AdwWindow      parent_instance;

  BatonDocument *document;   /* owned */
  BatonRunner   *runner;     /* owned */
  BatonReach    *reach;      /* owned, NULL before the first answer */

  GtkWidget     *title;
  GtkWidget     *stack;
  GtkWidget     *grid;
  GtkWidget     *sentence;   /* of the chosen cell */
  GtkWidget     *preview;    /* button */
  GtkWidget     *edit;       /* button */
};

G_DEFINE_FINAL_TYPE (BatonReachWindow, baton_reach_window, ADW_TYPE_WINDOW)

/* ── Working it out ── */

typedef struct
{
  BatonSnapshot *snapshot;   /* owned */
  BatonDay       day;
  BatonReach    *reach;      /* owned, NULL before */
} Question;

static void
take_apart (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->reach, baton_reach_free);
  baton_snapshot_unref (question->snapshot);
  g_free (question);
}

static void
question_free (gpointer data)
{
  baton_release (data, take_apart);
}

static gpointer
prepare (gpointer owner)
{
  BatonReachWindow *self = owner;
  Question *question = g_new0 (Question, 1);

  question->snapshot = baton_snapshot_ref (baton_document_get_snapshot (self->document));
  question->day = baton_document_get_today (self->document);
  return question;
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;

  question->reach = baton_reach_new (question->snapshot, question->day, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
show_title (BatonReachWindow *self)
{
  guint n = baton_reach_get_n_personas (self->reach), n_problems = 0, n_concerned = 0;
  g_autofree char *problems = NULL, *subtitle = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint own = baton_reach_count_problems (self->reach, i);

      n_problems += own;
      n_concerned += own > 0;
    }
  if (n_problems == 0)
    {
      adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), _("Nothing is empty or out of reach for any persona"));
      return;
    }
  problems = baton_words_count (ngettext ("%s cell needs a look", "%s cells need a look", n_problems), n_problems);
  /* Translators: %1$s is “3 cells need a look”; %2$u of %3$u personas */
  subtitle = g_strdup_printf (ngettext ("%1$s, for %2$u of %3$u persona", "%1$s, for %2$u of %3$u personas", n), problems, n_concerned, n);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
}

static void
show (BatonReachWindow *self)
{
  BatonNames names;

  if (self->reach == NULL)
    return;
  names = baton_document_names_of_snapshot (self->document, baton_reach_get_snapshot (self->reach));
  baton_reach_grid_set_reach (BATON_REACH_GRID (self->grid), self->reach, &names);
  show_title (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), baton_reach_get_n_personas (self->reach) > 0 && baton_reach_get_n_things (self->reach) > 0 ? "grid" : "nothing");
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonReachWindow *self = owner;
  Question *question = data;
  BatonReach *before = self->reach;
  gboolean first = before == NULL;

  if (error != NULL)
    return; /* overtaken */
  self->reach = g_steal_pointer (&question->reach);
  show (self);
  if (first)
    gtk_widget_grab_focus (self->grid);
  g_clear_pointer (&before, baton_reach_free);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

static void
request (BatonReachWindow *self)
{
  baton_runner_ask (self->runner);
}

/* ── The chosen cell ── */

static void
moved_cb (BatonReachWindow *self)
{
  guint persona, thing;
  g_autofree char *text = NULL;

  if (!baton_reach_grid_get_chosen (BATON_REACH_GRID (self->grid), &persona, &thing))
    return;
  text = baton_reach_grid_describe (BATON_REACH_GRID (self->grid), persona, thing);
  gtk_label_set_text (GTK_LABEL (self->sentence), text);
}

/* Of a navigation item the page to which it leads. */
static const char *
find_page (BatonReachWindow *self,
           const char       *thing)
{
  BatonSnapshot *snapshot = baton_reach_get_snapshot (self->reach);
  const BatonEntity *item = baton_snapshot_lookup_kind (snapshot, thing, BATON_KIND_NAVIGATION_ITEM);
  const char *target = item != NULL ? baton_entity_get_string (item, BATON_FIELD_NAVIGATION_ITEM_TARGET) : thing;

  return target != NULL ? target : "";
}

static void
preview_cb (BatonReachWindow *self)
{
  guint persona, thing;

  if (baton_reach_grid_get_chosen (BATON_REACH_GRID (self->grid), &persona, &thing))
    gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), "win.show-persona", "(ss)",
                                baton_reach_get_persona (self->reach, persona), find_page (self, baton_reach_get_thing (self->reach, thing)));
}

static void
edit_cb (BatonReachWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint persona, thing;

  if (!baton_reach_grid_get_chosen (BATON_REACH_GRID (self->grid), &persona, &thing))
    return;
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.reveal", "s", baton_reach_get_thing (self->reach, thing));
  gtk_window_present (parent);
}

/* ── Object ── */

static void
baton_reach_window_dispose (GObject *object)
{
  BatonReachWindow *self = BATON_REACH_WINDOW (object);

  g_clear_pointer (&self->runner, baton_runner_free);
  if (self->grid != NULL)
    baton_reach_grid_set_reach (BATON_REACH_GRID (self->grid), NULL, NULL);
  self->grid = NULL;
  g_clear_pointer (&self->reach, baton_reach_free);
  G_OBJECT_CLASS (baton_reach_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_reach_window_class_init (BatonReachWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_reach_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_reach_window_init (BatonReachWindow *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

static void
paint_cb (GtkDrawingArea *area,
          cairo_t        *cr,
          int             width,
          int             height,
          gpointer        state)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  baton_reach_grid_paint (cr, (BatonReachState) GPOINTER_TO_INT (state), &colour, MIN (width, height));
}

static GtkWidget *
make_legend (void)
{
  const struct { BatonReachState state; const char *text; } signs[] = {
    { BATON_REACH_LANDS, C_("reach", "Lands here") },
    { BATON_REACH_SHOWN, C_("reach", "Shown") },
    { BATON_REACH_BESIDE_RECORD, C_("reach", "With a record only") },
    { BATON_REACH_EMPTY, C_("reach", "Nothing on it") },
    { BATON_REACH_UNREACHABLE, C_("reach", "No way there") },
  };
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), G_N_ELEMENTS (signs));
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3), *area = gtk_drawing_area_new (), *label = gtk_label_new (signs[i].text);

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SIGN);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SIGN);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), paint_cb, GINT_TO_POINTER (signs[i].state), NULL);
      if (baton_reach_is_problem (signs[i].state))
        gtk_widget_add_css_class (box, "warning");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), area);
      gtk_box_append (GTK_BOX (box), label);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), box);
      gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
    }
  /* A flow box takes Tab for its children, of which none can have the focus, and would not let it go. */
  gtk_widget_set_can_focus (flow, FALSE);
  return flow;
}

static GtkWidget *
make_foot (BatonReachWindow *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  self->preview = gtk_button_new_with_mnemonic (_("Show in the _Preview"));
  self->edit = gtk_button_new_with_mnemonic (_("_Edit"));
  gtk_box_append (GTK_BOX (buttons), self->preview);
  gtk_box_append (GTK_BOX (buttons), self->edit);
  gtk_box_append (GTK_BOX (foot), make_legend ());
  gtk_box_append (GTK_BOX (foot), self->sentence);
  gtk_box_append (GTK_BOX (foot), buttons);
  gtk_widget_set_margin_top (foot, 6);
  gtk_widget_set_margin_bottom (foot, 12);
  gtk_widget_set_margin_start (foot, 12);
  gtk_widget_set_margin_end (foot, 12);
  return foot;
}

static GtkWidget *
make_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "view-paged-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nobody, or Nothing to See"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Add a persona and a page, and this shows who gets where."));
  return page;
}

void
baton_reach_window_present (GtkWindow     *parent,
                            BatonDocument *document)
{
  BatonReachWindow *self = g_object_new (BATON_TYPE_REACH_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, "default-width", 960, "default-height", 760, "title", _("Who Gets Where"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();

  self->document = g_object_ref (document);
  self->title = adw_window_title_new (_("Who Gets Where"), NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  self->grid = baton_reach_grid_new (GTK_SCROLLED_WINDOW (scrolled));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (page), scrolled);
  gtk_box_append (GTK_BOX (page), make_foot (self));
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), baton_spinner_new (_("Working it out")), "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), page, "grid");
  gtk_stack_add_named (GTK_STACK (self->stack), make_nothing (), "nothing");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (self->grid, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activated", G_CALLBACK (preview_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "clicked", G_CALLBACK (preview_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "clicked", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "snapshot-changed", G_CALLBACK (request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::presenting", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  request (self);
  gtk_window_present (GTK_WINDOW (self));
}

/* ── The button ── */

static void
clicked_cb (GtkWidget     *button,
            BatonDocument *document)
{
  baton_reach_window_present (GTK_WINDOW (gtk_widget_get_root (button)), document);
}

GtkWidget *
baton_reach_button_new (BatonDocument *document)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Who Gets Where…"));

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), document, 0);
  return button;
}
