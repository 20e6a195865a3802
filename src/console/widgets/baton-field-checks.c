/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-field-checks.h"

#include "console/widgets/baton-chip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEARCHED_FROM 10 /* checks from which on there is a search */
#define MOST_HEIGHT 280

typedef struct
{
  BatonDocument *document;  /* owned */
  char          *id;        /* owned */
  BatonField     field;
  GtkWidget     *list;      /* borrowed */
  GtkWidget     *nothing;   /* said where a search finds nothing; borrowed, NULL without a search */
} Checks;

static void
checks_free (gpointer data)
{
  Checks *checks = data;

  g_object_unref (checks->document);
  g_free (checks->id);
  g_free (checks);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* The value with *one* in it or not; references keep their order, a new one comes last. (transfer full) */
static BatonValue *
with_one (const BatonValue *value,
          const char       *one,
          gboolean          chosen,
          gboolean          sorted)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < baton_value_get_length (value); i++)
    {
      const char *string = baton_value_get_string (baton_value_get_element (value, i));

      if (g_strcmp0 (string, one) != 0)
        g_ptr_array_add (list, (gpointer) string);
    }
  if (chosen)
    g_ptr_array_add (list, (gpointer) one);
  if (sorted)
    g_ptr_array_sort (list, compare_strings);
  if (list->len == 0)
    return NULL;
  g_ptr_array_add (list, NULL);
  return baton_value_new_strv ((const char * const *) list->pdata);
}

static void
toggled_cb (GtkCheckButton *check,
            Checks         *checks)
{
  const BatonFieldInfo *info = baton_schema_get_field (checks->field);
  BatonEntity *entity = baton_document_lookup (checks->document, checks->id);
  const char *one = g_object_get_data (G_OBJECT (check), "baton-value");
  gboolean active = gtk_check_button_get_active (check);
  g_autoptr (BatonValue) value = NULL;
  g_autoptr (BatonEntity) after = NULL;

  if (entity == NULL || baton_value_contains (baton_entity_get (entity, checks->field), one) == active)
    return;
  value = with_one (baton_entity_get (entity, checks->field), one, active, info->type != BATON_TYPE_REFERENCES);
  if (value == NULL && (info->flags & BATON_FIELD_REQUIRED) != 0)
    {
      /* Translators: %s is a field: "Do" */
      g_autofree char *sentence = g_strdup_printf (_("“%s” cannot be empty."), baton_words_label (info->label));

      baton_document_say (checks->document, sentence, FALSE);
      gtk_check_button_set_active (check, TRUE);
      return;
    }
  after = baton_entity_with (entity, checks->field, value);
  if (!baton_document_type (checks->document, after, checks->field, NULL))
    gtk_check_button_set_active (check, !active);
}

static void
unmap_cb (Checks *checks)
{
  baton_document_end_typing (checks->document);
}

static void
search_cb (GtkSearchEntry *entry,
           Checks         *checks)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);
  gboolean found = FALSE;

  for (GtkWidget *check = gtk_widget_get_first_child (checks->list); check != NULL; check = gtk_widget_get_next_sibling (check))
    {
      g_autofree char *label = g_utf8_casefold (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), -1);

      gtk_widget_set_visible (check, strstr (label, needle) != NULL);
      found |= strstr (label, needle) != NULL;
    }
  gtk_widget_set_visible (checks->nothing, !found);
}

/* Enter ticks what is called so, or else the first that was found, or takes its tick away. */
static void
activate_cb (GtkSearchEntry *entry,
             Checks         *checks)
{
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (entry)), -1);
  GtkWidget *found = NULL;

  for (GtkWidget *check = gtk_widget_get_first_child (checks->list); *needle != '\0' && check != NULL; check = gtk_widget_get_next_sibling (check))
    {
      g_autofree char *label = g_utf8_casefold (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), -1);

      if (strcmp (label, needle) == 0 || (found == NULL && strstr (label, needle) != NULL))
        found = check;
    }
  if (found != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (found), !gtk_check_button_get_active (GTK_CHECK_BUTTON (found)));
}

static void
add_check (Checks           *checks,
           const BatonValue *value,
           const char       *one,
           const char       *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), baton_value_contains (value, one));
  g_object_set_data_full (G_OBJECT (check), "baton-value", g_strdup (one), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), checks);
  gtk_box_append (GTK_BOX (checks->list), check);
}

GtkWidget *
baton_field_checks_new (BatonDocument *document,
                        const char    *id,
                        BatonField     field)
{
  const BatonFieldInfo *info = baton_schema_get_field (field);
  BatonEntity *entity = baton_document_lookup (document, id);
  const BatonValue *value = entity != NULL ? baton_entity_get (entity, field) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();
  Checks *checks = g_new0 (Checks, 1);
  guint n = 0;

  checks->document = g_object_ref (document);
  checks->id = g_strdup (id);
  checks->field = field;
  checks->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_object_set_data_full (G_OBJECT (box), "baton-checks", checks, checks_free);
  if (info->type == BATON_TYPE_CHOICE)
    for (const BatonChoice *choice = info->choices; choice->value != NULL; choice++, n++)
      add_check (checks, value, choice->value, baton_words_label (choice->label));
  else
    for (int kind = 0; kind < BATON_N_KINDS; kind++)
      if ((info->references & (G_GUINT64_CONSTANT (1) << kind)) != 0)
        {
          g_autoptr (GPtrArray) list = baton_program_list (baton_document_get_program (document), kind);

          for (guint i = 0; i < list->len; i++, n++)
            {
              const char *one = baton_entity_get_id (list->pdata[i]);
              g_autofree char *name = baton_words_name (baton_document_get_names (document), one);

              add_check (checks, value, one, name);
            }
        }
  if (n >= SEARCHED_FROM)
    {
      GtkWidget *search = gtk_search_entry_new ();

      gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search in this list"), -1);
      g_signal_connect (search, "search-changed", G_CALLBACK (search_cb), checks);
      g_signal_connect (search, "activate", G_CALLBACK (activate_cb), checks);
      /* The entry keeps Escape from the popover that this stands in. */
      g_signal_connect (search, "stop-search", G_CALLBACK (baton_chip_close), NULL);
      checks->nothing = gtk_label_new (_("Nothing found"));
      gtk_widget_add_css_class (checks->nothing, "dim-label");
      gtk_widget_set_visible (checks->nothing, FALSE);
      gtk_box_append (GTK_BOX (box), search);
      gtk_box_append (GTK_BOX (box), checks->nothing);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), checks->list);
  gtk_box_append (GTK_BOX (box), scrolled);
  g_signal_connect_swapped (box, "unmap", G_CALLBACK (unmap_cb), checks);
  return box;
}
