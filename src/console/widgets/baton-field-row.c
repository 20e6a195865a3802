/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "console/widgets/baton-field-row.h"

#include "console/baton-tooltip.h"
#include "console/widgets/baton-field-rows.h"

#include "model/baton-text.h"

/* Rows are many, also in forms that nobody looks at: so many changes each would go through for the one that concerns it. */
#define MOST_LOOKED_THROUGH 32

typedef struct
{
  BatonDocument *document;  /* owned */
  BatonField     field;
  char          *id;        /* of the entity shown; owned */
  BatonEntity   *shown;     /* the document's, as it was when it was shown; owned, nullable */
  GtkWidget     *widget;    /* owned */
  GtkWidget     *line;      /* the line of a block's label; borrowed, NULL without a block */
  BatonEntity   *scratch;   /* shown instead of the document's; owned, NULL: none */
  BatonFieldRowFunc take;   /* gets the edits of *scratch* */
  gpointer       take_data;
  gboolean       outdated;  /* by presenting, or its end, while nobody saw it */
} BatonFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BatonFieldRow, baton_field_row, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_FIELD,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
document_changed_cb (BatonFieldRow *self,
                     GPtrArray     *changes)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (changes->len > MOST_LOOKED_THROUGH)
    {
      /* A thing is replaced by its change, never altered. */
      if (priv->id != NULL && baton_document_lookup (priv->document, priv->id) != priv->shown)
        baton_field_row_refresh (self);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    if (g_strcmp0 (baton_change_get_id (changes->pdata[i]), priv->id) == 0)
      baton_field_row_refresh (self);
}

/* A section that has been visited keeps its forms: rows that nobody sees follow when they come to be seen. */
static void
presenting_cb (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (priv->id == NULL)
    return;
  if (gtk_widget_get_mapped (priv->widget))
    baton_field_row_refresh (self);
  else
    priv->outdated = TRUE;
}

static void
map_cb (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (priv->outdated)
    baton_field_row_refresh (self);
}

static void
baton_field_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (BATON_FIELD_ROW (object));

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      priv->document = g_value_dup_object (value);
      break;
    case PROP_FIELD:
      priv->field = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
baton_field_row_constructed (GObject *object)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (BATON_FIELD_ROW (object));

  G_OBJECT_CLASS (baton_field_row_parent_class)->constructed (object);
  g_signal_connect_object (priv->document, "changed", G_CALLBACK (document_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->document, "notify::presenting", G_CALLBACK (presenting_cb), object, G_CONNECT_SWAPPED);
}

static void
baton_field_row_dispose (GObject *object)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (BATON_FIELD_ROW (object));

  G_OBJECT_CLASS (baton_field_row_parent_class)->dispose (object);
  g_clear_object (&priv->widget);
  g_clear_object (&priv->document);
}

static void
baton_field_row_finalize (GObject *object)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (BATON_FIELD_ROW (object));

  g_free (priv->id);
  g_clear_pointer (&priv->shown, baton_entity_unref);
  g_clear_pointer (&priv->scratch, baton_entity_unref);
  G_OBJECT_CLASS (baton_field_row_parent_class)->finalize (object);
}

static void
baton_field_row_class_init (BatonFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = baton_field_row_constructed;
  object_class->set_property = baton_field_row_set_property;
  object_class->dispose = baton_field_row_dispose;
  object_class->finalize = baton_field_row_finalize;

  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, BATON_TYPE_DOCUMENT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_FIELD] = g_param_spec_int ("field", NULL, NULL, 0, BATON_N_FIELDS - 1, 0, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
baton_field_row_init (BatonFieldRow *self)
{
}

BatonFieldRow *
baton_field_row_new (BatonDocument *document,
                     BatonField     field)
{
  return g_object_new (baton_field_rows_get_type_for (baton_schema_get_field (field)), "document", document, "field", (int) field, NULL);
}

GtkWidget *
baton_field_row_get_widget (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  return priv->widget;
}

void
baton_field_row_set_widget (BatonFieldRow *self,
                            GtkWidget     *widget)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  priv->widget = g_object_ref_sink (widget);
  g_signal_connect_object (widget, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
}

void
baton_field_row_set_block (BatonFieldRow *self,
                           GtkWidget     *content)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);
  const BatonFieldInfo *info = baton_schema_get_field (baton_field_row_get_field (self));
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (baton_words_label (info->label));

  priv->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  baton_tooltip_set (label, baton_words_help (info->help));
  gtk_box_append (GTK_BOX (priv->line), label);
  gtk_box_append (GTK_BOX (box), priv->line);
  gtk_box_append (GTK_BOX (box), content);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), baton_words_label (info->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, baton_words_label (info->label), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  baton_field_row_set_widget (self, row);
}

void
baton_field_row_add_to_block (BatonFieldRow *self,
                              GtkWidget     *widget)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  g_return_if_fail (priv->line != NULL);

  gtk_box_append (GTK_BOX (priv->line), widget);
}

BatonDocument *
baton_field_row_get_document (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  return priv->document;
}

BatonField
baton_field_row_get_field (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  return priv->field;
}

BatonEntity *
baton_field_row_get_entity (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (priv->scratch != NULL)
    return priv->scratch;
  return priv->document != NULL ? baton_document_lookup (priv->document, priv->id) : NULL;
}

/* Whether a text has the name of a partner in it. */
static gboolean
names_partners (BatonDocument    *document,
                const BatonValue *value)
{
  const char *text = value == NULL ? NULL : baton_value_is (value, BATON_VALUE_STRING) ? baton_value_get_string (value) : baton_text_get_source (value);
  g_autofree char *discreet = baton_words_discreet (baton_document_get_names (document), text);

  return g_strcmp0 (text, discreet) != 0;
}

/* Whether a plain number of the schema is an amount of money in *entity*: what a goal counts, the size of a unit. */
static gboolean
is_amount (const BatonEntity *entity,
           BatonField         field)
{
  return (field == BATON_FIELD_PROMOTION_GOAL_TARGET && g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_PROMOTION_GOAL_MEASURE), "amount") == 0) ||
         (field == BATON_FIELD_ACTIVITY_UNIT_SIZE && g_strcmp0 (baton_entity_get_string (entity, BATON_FIELD_ACTIVITY_UNIT), "amount-step") == 0);
}

void
baton_field_row_refresh (BatonFieldRow *self)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);
  BatonEntity *entity = baton_field_row_get_entity (self);
  gboolean hidden;

  priv->outdated = FALSE;
  g_clear_pointer (&priv->shown, baton_entity_unref);
  if (entity != NULL && priv->scratch == NULL)
    priv->shown = baton_entity_ref (entity);
  hidden = baton_document_get_presenting (priv->document) &&
           (baton_schema_is_discreet (baton_schema_get_field (priv->field)) ||
            (entity != NULL && (is_amount (entity, priv->field) || names_partners (priv->document, baton_entity_get (entity, priv->field)))));
  gtk_widget_set_sensitive (priv->widget, entity != NULL && !hidden && !baton_workspace_is_read_only (baton_document_get_workspace (priv->document)));
  BATON_FIELD_ROW_GET_CLASS (self)->show (self, entity != NULL && !hidden ? baton_entity_get (entity, priv->field) : NULL);
}

void
baton_field_row_set_entity (BatonFieldRow *self,
                            const char    *id)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  g_return_if_fail (BATON_IS_FIELD_ROW (self));

  if (g_strcmp0 (priv->id, id) != 0)
    {
      g_free (priv->id);
      priv->id = g_strdup (id);
    }
  baton_field_row_refresh (self);
}

void
baton_field_row_set_scratch (BatonFieldRow     *self,
                             const BatonEntity *entity,
                             BatonFieldRowFunc  func,
                             gpointer           user_data)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  g_return_if_fail (BATON_IS_FIELD_ROW (self));

  g_clear_pointer (&priv->scratch, baton_entity_unref);
  priv->scratch = entity != NULL ? baton_entity_ref (entity) : NULL;
  priv->take = func;
  priv->take_data = user_data;
  baton_field_row_refresh (self);
}

/* TRUE when the edit was one of the scratch entity. */
static gboolean
take_scratch (BatonFieldRow    *self,
              const BatonValue *value)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);
  BatonEntity *after;

  if (priv->scratch == NULL)
    return FALSE;
  if (baton_value_equal (baton_entity_get (priv->scratch, priv->field), value))
    return TRUE;
  after = baton_entity_with (priv->scratch, priv->field, value);
  baton_entity_unref (priv->scratch);
  priv->scratch = after;
  priv->take (value, priv->take_data);
  return TRUE;
}

void
baton_field_row_set_value (BatonFieldRow    *self,
                           const BatonValue *value)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (!take_scratch (self, value) && priv->id != NULL && !baton_document_set (priv->document, priv->id, priv->field, value))
    baton_field_row_refresh (self);
}

void
baton_field_row_put (BatonFieldRow     *self,
                     const BatonEntity *entity)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);

  if (!take_scratch (self, baton_entity_get (entity, priv->field)))
    baton_document_put (priv->document, entity);
}

void
baton_field_row_type_value (BatonFieldRow    *self,
                            const BatonValue *value,
                            const char       *locale)
{
  BatonFieldRowPrivate *priv = baton_field_row_get_instance_private (self);
  BatonEntity *entity = baton_field_row_get_entity (self);
  g_autoptr (BatonEntity) after = NULL;

  if (entity == NULL || baton_value_equal (baton_entity_get (entity, priv->field), value) || take_scratch (self, value))
    return;
  after = baton_entity_with (entity, priv->field, value);
  baton_document_type (priv->document, after, priv->field, locale);
}
