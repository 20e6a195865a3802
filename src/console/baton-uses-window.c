/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/baton-uses-window-private.h"

#include "console/baton-document-uses.h"
#include "console/baton-holders.h"
#include "console/baton-review-rows.h"
#include "console/baton-uses-index.h"
#include "console/widgets/baton-lazy-box.h"
#include "console/widgets/baton-spinner.h"
#include "console/widgets/baton-toast.h"
#include "words/baton-words-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (BatonUsesWindow, baton_uses_window, ADW_TYPE_WINDOW)

/* ── The list ── */

/* "Audience", "Link in Text, German". (transfer full) */
static char *
describe_place (const BatonUse *use)
{
  const BatonFieldInfo *info = baton_schema_get_field (use->field);
  const char *field = baton_words_label (info->label);
  g_autofree char *language = use->locale != NULL ? baton_words_isolate (baton_words_language (use->locale)) : NULL;

  if (use->role == BATON_REFERENCE_PARENT)
    return g_strdup (C_("where something is used", "Stands below it"));
  if (use->role == BATON_REFERENCE_LINK)
    return language != NULL ? g_strdup_printf (C_("where something is used", "Link in %1$s, %2$s"), field, language)
                            : g_strdup_printf (C_("where something is used", "Link in %s"), field);
  for (const BatonFieldInfo *column = info->columns; use->column != NULL && column != NULL && column->name != NULL; column++)
    if (strcmp (column->name, use->column) == 0)
      /* Translators: %1$s is a list, %2$s its column, %3$d the number of the line */
      return g_strdup_printf (C_("where something is used", "%1$s: %2$s, line %3$d"), field, baton_words_label (column->label), use->row + 1);
  return g_strdup (field);
}

static void
add_use (BatonUsesWindow *self,
         const BatonUse  *use)
{
  const char *section = baton_words_section (use->kind);
  g_autofree char *name = baton_words_quoted_name (baton_document_get_names (self->document), use->user);
  g_autofree char *title = g_strdup_printf (C_("place of a problem", "%1$s %2$s"), baton_words_kind (use->kind), name);
  g_autofree char *place = describe_place (use);

  if (g_strcmp0 (self->section, section) != 0)
    {
      self->section = section;
      self->group = baton_review_rows_add_group (self->list, section);
    }
  baton_review_rows_add (self->group, title, place, use->user, NULL);
}

static void
add_holder (BatonUsesWindow   *self,
            const BatonHolder *holder)
{
  BatonRegister *reg = baton_document_get_register (self->document);
  const char *section = C_("section", "Register"), *name;
  guint n;

  if (g_strcmp0 (self->section, section) != 0)
    {
      self->section = section;
      self->group = baton_review_rows_add_group (self->list, section);
    }
  if (holder->member)
    name = baton_register_list_member_facts (reg, holder->number, &n)[0].name;
  else
    name = baton_register_list_organisation_facts (reg, holder->number, &n)[0].name;
  baton_review_rows_add (self->group, name, holder->member ? C_("in the register", "Member") : C_("in the register", "Organization"), NULL, NULL);
}

static gboolean
add_next (BatonLazyBox *box,
          gpointer      user_data)
{
  BatonUsesWindow *self = user_data;

  if (self->places == NULL)
    return FALSE;
  if (self->next < self->places->len)
    add_use (self, self->places->pdata[self->next]);
  else if (!self->presenting && self->next - self->places->len < self->holders->len)
    add_holder (self, &g_array_index (self->holders, BatonHolder, self->next - self->places->len));
  else
    return FALSE;
  self->next++;
  return TRUE;
}

/* ── Who in the register, in a thread ── */

typedef struct
{
  BatonRegister *reg;
  char          *id;
  GArray        *holders;   /* of BatonHolder */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  baton_register_unref (question->reg);
  g_clear_pointer (&question->holders, g_array_unref);
  g_free (question->id);
  g_free (question);
}

static gpointer
prepare (gpointer owner)
{
  BatonUsesWindow *self = owner;
  Question *question = g_new0 (Question, 1);

  question->reg = baton_register_ref (baton_document_get_register (self->document));
  question->id = g_strdup (self->id);
  return question;
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Question *question = data;

  question->holders = baton_holders_find (question->reg, question->id, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ── What can be done ── */

static GtkWidget *
add_offer (BatonUsesWindow *self,
           GtkWidget       *group,
           const char      *title,
           const char      *subtitle,
           const char      *action,
           gboolean         possible)
{
  GtkWidget *row = baton_review_rows_add (group, title, subtitle, NULL, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, possible);
  return row;
}

/* Whether deleting it takes nothing from anything else. What stands below goes with it, if it is not used either. */
static gboolean
is_free (BatonUsesWindow *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (((const BatonUse *) self->places->pdata[i])->role != BATON_REFERENCE_PARENT)
      return FALSE;
  return self->holders->len == 0;
}

static void
add_offers (BatonUsesWindow   *self,
            const BatonEntity *entity)
{
  BatonKind kind = baton_entity_get_kind (entity);
  gboolean single = (baton_schema_get_kind (kind)->flags & BATON_KIND_SINGLE) != 0;
  gboolean writable = !single && !baton_workspace_is_read_only (baton_document_get_workspace (self->document));
  g_autofree char *hindrance = baton_document_get_hindrance (self->document, self->id);
  g_autoptr (GPtrArray) others = baton_program_list (baton_document_get_program (self->document), kind);
  GtkWidget *group = baton_review_rows_add_group (self->preface, C_("offers for a thing in use", "What You Can Do"));
  gboolean replaceable = writable && hindrance == NULL && others->len > 1;

  if (hindrance != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (hindrance, -1);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
    }
  add_offer (self, group, _("Replace by Another…"), _("All uses go to the other, and so does what stands below. This one goes."), "uses.replace", replaceable);
  add_offer (self, group, _("Merge Into Another…"), _("The same for two that have always been one."), "uses.merge", replaceable);
  if (baton_document_can_split (kind))
    add_offer (self, group, _("Split…"), _("It becomes several; whatever uses it then uses all of them."), "uses.split", writable && hindrance == NULL);
  if (baton_document_can_end (kind))
    add_offer (self, group, _("End or Retire…"), _("It keeps its uses and its past, and is no longer offered after a day."), "uses.end", writable);
  add_offer (self, group, _("Delete"), hindrance != NULL ? _("Not for the reason above.") : is_free (self) ? _("Nothing uses it.") : _("Only what nothing uses can be deleted."), "uses.delete",
             writable && hindrance == NULL && is_free (self));
}

static void
add_count (BatonUsesWindow *self)
{
  guint n = self->places->len;
  g_autofree char *places = baton_words_count (ngettext ("The program uses it in %s place.", "The program uses it in %s places.", n), n);
  g_autofree char *holders = baton_words_count (ngettext ("%s organization or member of the register has it.", "%s organizations and members of the register have it.", self->holders->len),
                                                self->holders->len);
  GtkWidget *group = baton_review_rows_add_group (self->preface, _("Uses"));

  baton_review_rows_add (group, n > 0 ? places : _("Nothing in the program uses it."), self->holders->len > 0 ? holders : NULL, NULL, NULL);
}

/* Shows what is true now, or that it is being looked for: what was true before an edit is no ground for another. */
static void
fill (BatonUsesWindow *self)
{
  BatonEntity *entity = baton_document_lookup (self->document, self->id);
  const BatonUses *uses = baton_uses_index_get (baton_document_get_uses (self->document));
  g_autofree char *name = NULL, *title = NULL;
  GtkWidget *child;
  gboolean known = uses != NULL && self->holders != NULL;

  /* Replaced, split or deleted, here or by undo elsewhere. */
  if (entity == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  name = baton_words_quoted_name (baton_document_get_names (self->document), self->id);
  /* Translators: title of a window; %s is a thing */
  title = g_strdup_printf (_("Where %s Is Used"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);

  g_clear_pointer (&self->places, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (self->preface)) != NULL)
    gtk_box_remove (GTK_BOX (self->preface), child);
  gtk_widget_set_visible (self->spinner, !known);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), !known);
  self->next = 0;
  self->section = NULL;
  if (known)
    {
      self->places = baton_uses_list (uses, self->id);
      add_offers (self, entity);
      add_count (self);
    }
  baton_lazy_box_restart (BATON_LAZY_BOX (self->list));
}

static void
done (gpointer      owner,
      gpointer      data,
      const GError *error)
{
  BatonUsesWindow *self = owner;
  Question *question = data;

  if (error != NULL)
    return; /* another register is being looked through */
  g_clear_pointer (&self->holders, g_array_unref);
  self->holders = g_steal_pointer (&question->holders);
  fill (self);
}

static const BatonRunnerFuncs runner_funcs = { prepare, run, done, question_free };

static void
data_changed_cb (BatonUsesWindow *self)
{
  g_clear_pointer (&self->holders, g_array_unref);
  baton_runner_ask (self->runner);
  fill (self);
}

/* ── Going there, and saying ── */

static void
reveal_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_autoptr (BatonDocument) document = g_object_ref (BATON_USES_WINDOW (widget)->document);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  gtk_window_close (GTK_WINDOW (widget));
  baton_document_jump (document, id, BATON_FIELD_NONE);
}

/* What the document says while this window covers the other. */
static void
message_cb (BatonUsesWindow *self,
            const char      *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, baton_toast_new (sentence));
}

/* ── Object ── */

static void
baton_uses_window_dispose (GObject *object)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (object);

  if (self->list != NULL)
    baton_lazy_box_stop (BATON_LAZY_BOX (self->list));
  self->list = NULL;
  g_clear_weak_pointer (&self->successor_row);
  g_clear_handle_id (&self->replace_id, g_source_remove);
  g_clear_pointer (&self->runner, baton_runner_free);
  G_OBJECT_CLASS (baton_uses_window_parent_class)->dispose (object);
  g_clear_object (&self->document);
}

static void
baton_uses_window_finalize (GObject *object)
{
  BatonUsesWindow *self = BATON_USES_WINDOW (object);

  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->holders, g_array_unref);
  g_free (self->successor);
  g_free (self->target);
  g_free (self->id);
  G_OBJECT_CLASS (baton_uses_window_parent_class)->finalize (object);
}

static void
baton_uses_window_class_init (BatonUsesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = baton_uses_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_uses_window_finalize;
  baton_uses_window_install_doing (widget_class);
  gtk_widget_class_install_action (widget_class, "go.reveal", "s", reveal_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
baton_uses_window_init (BatonUsesWindow *self)
{
  self->runner = baton_runner_new (&runner_funcs, self);
}

GtkWidget *
baton_uses_window_new (GtkWindow     *parent,
                       BatonDocument *document,
                       const char    *id,
                       gboolean       presenting)
{
  BatonUsesWindow *self = g_object_new (BATON_TYPE_USES_WINDOW, "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE,
                                        "default-width", 640, "default-height", 640, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->document = g_object_ref (document);
  self->id = g_strdup (id);
  self->presenting = presenting;
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->preface = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  self->list = baton_lazy_box_new (24, add_next, self);
  self->spinner = baton_spinner_new (_("Looking for where it is used"));
  gtk_box_append (GTK_BOX (page), self->spinner);
  gtk_box_append (GTK_BOX (page), self->preface);
  gtk_box_append (GTK_BOX (page), self->list);
  adw_toast_overlay_set_child (self->toasts, baton_review_rows_make_page (page));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  adw_window_set_content (ADW_WINDOW (self), box);

  g_signal_connect_object (document, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "uses-ready", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "data-changed", G_CALLBACK (data_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  data_changed_cb (self);
  return GTK_WIDGET (self);
}
