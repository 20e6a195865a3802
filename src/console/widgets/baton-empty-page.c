/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-empty-page.h"

#include "console/widgets/baton-follow.h"

#include "exchange/baton-examples.h"
#include "words/baton-words-example.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>

struct _BatonEmptyPage
{
  AdwBin         parent_instance;

  BatonDocument *document;     /* owned */
  guint64        kinds;
  char          *icon;         /* owned */
  char          *title;        /* owned */
  char          *description;  /* owned, nullable */
  guint64        offered;      /* kinds whose examples are offered */
  guint          least;        /* fewer of a kind count as none */

  GtkWidget     *stack;
  GtkWidget     *content;      /* nullable */
  GtkWidget     *page;         /* made when it is first needed: beside a content it mostly never is */
  GtkWidget     *box;
};

enum
{
  SIGNAL_ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BatonEmptyPage, baton_empty_page, ADW_TYPE_BIN)

static gboolean
holds_none (BatonEmptyPage *self,
            BatonKind       kind)
{
  return baton_program_count (baton_document_get_program (self->document), kind) < self->least;
}

/* The kinds whose examples are worth offering: something that comes with them is not there. */
static guint64
find_missing (BatonEmptyPage *self)
{
  guint64 missing = 0;

  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((self->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 && baton_examples_get_kind (kind) != BATON_KIND_NONE && holds_none (self, kind))
      missing |= G_GUINT64_CONSTANT (1) << baton_examples_get_kind (kind);
  return missing;
}

/* ── Adding ── */

static void
add_example_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  BatonEmptyPage *self = BATON_EMPTY_PAGE (widget);
  BatonDocument *document = self->document;
  BatonKind kind = baton_schema_find_kind (g_variant_get_string (parameter, NULL));
  g_autoptr (BatonExample) example = NULL;
  g_autofree char *sentence = NULL;

  if (kind == BATON_KIND_NONE)
    return;
  example = baton_examples_make (baton_document_get_program (document), kind, baton_document_get_today (document));
  if (example == NULL)
    return;
  for (guint i = 0; i < example->pictures->len; i++)
    {
      g_autofree char *digest = baton_workspace_add_asset (baton_document_get_workspace (document), example->pictures->pdata[i], NULL);
    }
  if (!baton_document_apply (document, baton_words_example_step (kind), example->changes))
    return;
  sentence = baton_words_count (ngettext ("%s thing was added.", "%s things were added, with all that the example needs.", example->changes->len), example->changes->len);
  baton_document_say (document, sentence, TRUE);
  baton_document_reveal (document, example->shown);
}

static void
add_empty_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  BatonEmptyPage *self = BATON_EMPTY_PAGE (widget);
  BatonKind kind = baton_schema_find_kind (g_variant_get_string (parameter, NULL));
  g_autoptr (BatonEmptyPage) keep = g_object_ref (self);
  g_autofree char *name = NULL, *id = NULL;
  BatonField field;

  if (kind == BATON_KIND_NONE)
    return;
  field = baton_schema_get_kind (kind)->name_field;
  if (field != BATON_FIELD_NONE && (baton_schema_get_field (field)->flags & BATON_FIELD_REQUIRED) != 0)
    /* Translators: name of a thing that was just added; %s is its kind */
    name = g_strdup_printf (C_("new thing", "New: %s"), baton_words_kind (kind));
  id = g_strdup (baton_document_add (self->document, kind, NULL, name));
  if (id == NULL)
    return;
  baton_document_reveal (self->document, id);
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, id);
}

/* ── Showing ── */

static GtkWidget *
make_button (const char *label,
             const char *action,
             BatonKind   kind)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", baton_schema_get_kind (kind)->name);
  return button;
}

/* A picture is nothing without its file, and what stands below something nothing without that. */
static gboolean
can_be_empty (BatonKind kind)
{
  const BatonKindInfo *info = baton_schema_get_kind (kind);

  return kind != BATON_KIND_ASSET && kind != BATON_KIND_LOCALE && kind != BATON_KIND_PORTAL_WORD &&
         (info->place_field == BATON_FIELD_NONE || (baton_schema_get_field (info->place_field)->flags & BATON_FIELD_REQUIRED) == 0);
}

static GtkWidget *
make_card (BatonKind kind)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *story = gtk_label_new (baton_words_example (kind));
  GtkWidget *add = make_button (baton_words_example_step (kind), "example.add", kind);

  gtk_label_set_wrap (GTK_LABEL (story), TRUE);
  gtk_label_set_xalign (GTK_LABEL (story), 0);
  gtk_box_append (GTK_BOX (card), story);
  gtk_widget_add_css_class (add, "pill");
  gtk_box_append (GTK_BOX (card), add);
  if (can_be_empty (kind))
    {
      /* Translators: a button; %s is a kind of thing: a promotion, a vocabulary */
      g_autofree char *label = g_strdup_printf (_("Begin with an Empty One (%s)"), baton_words_kind (kind));
      GtkWidget *empty = make_button (label, "example.add-empty", kind);

      gtk_widget_add_css_class (empty, "flat");
      gtk_box_append (GTK_BOX (card), empty);
    }
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "baton-example");
  return card;
}

static void
make_page (BatonEmptyPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->box);
  self->page = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), self->icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->page), self->title);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), clamp);
  gtk_stack_add_child (GTK_STACK (self->stack), self->page);
}

static gboolean
is_empty (BatonEmptyPage *self)
{
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((self->kinds & (G_GUINT64_CONSTANT (1) << kind)) != 0 && !holds_none (self, kind))
      return FALSE;
  return TRUE;
}

static void
fill (BatonEmptyPage *self)
{
  gboolean empty, made = self->page == NULL;
  guint64 missing;
  GtkWidget *child;

  /* Alone it is often never looked at: beside a form that shows from the beginning. */
  if (self->content == NULL && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  empty = is_empty (self);
  if (self->content != NULL && !empty)
    {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->content);
      return;
    }
  if (made)
    make_page (self);
  missing = find_missing (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->page);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->page),
                                   empty && missing != 0 ? _("Nothing here yet. This could be the first:") : self->description);
  if (!made && missing == self->offered)
    return;
  self->offered = missing;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (int kind = 0; kind < BATON_N_KINDS; kind++)
    if ((missing & (G_GUINT64_CONSTANT (1) << kind)) != 0)
      gtk_box_append (GTK_BOX (self->box), make_card (kind));
  gtk_widget_set_visible (self->box, missing != 0);
}

static void
document_changed_cb (GtkWidget *widget,
                     GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const BatonChange *change = changes->pdata[i];

      if ((change->before == NULL || change->after == NULL) && (BATON_EMPTY_PAGE (widget)->kinds & (G_GUINT64_CONSTANT (1) << baton_change_get_kind (change))) != 0)
        {
          fill (BATON_EMPTY_PAGE (widget));
          return;
        }
    }
}

static void
baton_empty_page_finalize (GObject *object)
{
  BatonEmptyPage *self = BATON_EMPTY_PAGE (object);

  g_clear_object (&self->document);
  g_free (self->icon);
  g_free (self->title);
  g_free (self->description);
  G_OBJECT_CLASS (baton_empty_page_parent_class)->finalize (object);
}

static void
baton_empty_page_class_init (BatonEmptyPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = baton_empty_page_finalize;
  signals[SIGNAL_ADDED] = g_signal_new ("added", BATON_TYPE_EMPTY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "example.add", "s", add_example_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "example.add-empty", "s", add_empty_action);
}

static void
baton_empty_page_init (BatonEmptyPage *self)
{
  self->least = 1;
  g_signal_connect (self, "map", G_CALLBACK (fill), NULL);
}

void
baton_empty_page_set_least (BatonEmptyPage *self,
                            guint           least)
{
  g_return_if_fail (BATON_IS_EMPTY_PAGE (self));

  self->least = least;
  fill (self);
}

GtkWidget *
baton_empty_page_new (BatonDocument *document,
                      guint64        kinds,
                      const char    *icon,
                      const char    *title,
                      const char    *description,
                      GtkWidget     *content)
{
  BatonEmptyPage *self = g_object_new (BATON_TYPE_EMPTY_PAGE, NULL);

  self->document = g_object_ref (document);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "example.add", !baton_workspace_is_read_only (baton_document_get_workspace (document)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "example.add-empty", !baton_workspace_is_read_only (baton_document_get_workspace (document)));
  self->kinds = kinds;
  self->icon = g_strdup (icon);
  self->title = g_strdup (title);
  self->description = g_strdup (description);
  self->content = content;
  self->stack = gtk_stack_new ();
  if (content != NULL)
    gtk_stack_add_child (GTK_STACK (self->stack), content);
  adw_bin_set_child (ADW_BIN (self), self->stack);
  baton_follow_changes (document, GTK_WIDGET (self), document_changed_cb);
  fill (self);
  return GTK_WIDGET (self);
}
