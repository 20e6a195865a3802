/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree is drawn anew for each answer; the scroll position is kept by the one who holds the view. Texts come from the
 * program, in the member's language: nothing here is translated but names for assistive technology.
 */
#include "config.h"

#include "console/preview/baton-portal-view.h"

#include "model/baton-format.h"
#include "model/baton-rich-text.h"
#include "words/baton-words.h"

#include <glib/gi18n-lib.h>

#define MOST_TEXTURES 64   /* that are kept decoded */
#define MOST_LISTED 120    /* contents of one list, and activities of a page: 5,000 rows would take seconds to make */

struct _BatonPortalView
{
  AdwBin                parent_instance;

  BatonPortalViewAsset  asset;
  gpointer              asset_data;
  GtkCssProvider       *css;        /* owned: the brand's colours, for this view alone */
  char                 *css_class;  /* owned */
  char                 *css_text;   /* what the provider holds: loading it styles every widget of the display anew; owned */
  GHashTable           *textures;   /* digest → GdkTexture of what is shown; owned */
  const BatonPortal    *portal;     /* borrowed while drawing */
  const BatonPortal    *other;      /* borrowed while drawing; nullable */
  guint                 n_activities; /* drawn so far */
  gboolean              asking;
  gboolean              presenting;
};

G_DEFINE_FINAL_TYPE (BatonPortalView, baton_portal_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a click on a widget is about. */
typedef struct
{
  char *id;       /* asked about */
  char *target;   /* opened; NULL: nothing to open */
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_free (link->id);
  g_free (link->target);
  g_free (link);
}

static void
clicked_cb (GtkWidget       *button,
            BatonPortalView *self)
{
  Link *link = g_object_get_data (G_OBJECT (button), "baton-link");

  if (self->asking || link->target == NULL)
    g_signal_emit (self, signals[SIGNAL_ASK], 0, link->id, button);
  else
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, link->target);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            BatonPortalView *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  Link *link = g_object_get_data (G_OBJECT (widget), "baton-link");

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SIGNAL_ASK], 0, link->id, widget);
}

/* Makes *child* a thing that can be opened and asked about. */
static GtkWidget *
make_item (BatonPortalView       *self,
           const BatonPortalItem *item,
           const char            *target,
           GtkWidget             *child)
{
  GtkWidget *button = gtk_button_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  Link *link = g_new0 (Link, 1);

  link->id = g_strdup (item->id);
  link->target = g_strdup (target);
  g_object_set_data_full (G_OBJECT (button), "baton-link", link, link_free);
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "baton-portal-item");
  if (self->other != NULL && !baton_portal_contains (self->other, item->id))
    {
      gtk_widget_add_css_class (button, "baton-only-here");
      gtk_widget_set_tooltip_text (button, _("Only this persona sees this"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, item->name.text, -1);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (button, GTK_EVENT_CONTROLLER (secondary));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class,
            gboolean    rtl)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_direction (label, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A text, with the language that it fell back to behind it. */
static GtkWidget *
make_text (const BatonPortalText *text,
           const char            *css_class)
{
  GtkWidget *label;

  if (!text->fallback)
    return make_label (text->text, css_class, text->rtl);
  g_autofree char *shown = g_strdup_printf ("%s  ·  %s", text->text, text->locale);

  label = make_label (shown, css_class, text->rtl);
  /* Translators: %s is a language tag; the text is shown in it because there is none in the member's own */
  g_autofree char *tip = g_strdup_printf (_("Shown in “%s”: there is no text in this member’s language"), text->locale);
  gtk_widget_set_tooltip_text (label, tip);
  gtk_widget_add_css_class (label, "baton-fallback");
  return label;
}

static GtkWidget *
make_rich (const BatonPortalText *text,
           const char            *css_class)
{
  g_autofree char *plain = baton_rich_text_to_plain (text->text);

  return make_label (plain, css_class, text->rtl);
}

static const char *
get_word (BatonPortalView *self,
          const char      *key)
{
  return baton_portal_get_word (self->portal, key)->text;
}

/* A picture is decoded once: its digest stands for its bytes. Borrowed; NULL when there is none that can be shown. */
static GdkTexture *
get_texture (BatonPortalView *self,
             const char      *digest)
{
  GdkTexture *texture = g_hash_table_lookup (self->textures, digest);
  g_autoptr (GBytes) bytes = texture == NULL && self->asset != NULL ? self->asset (digest, self->asset_data) : NULL;

  if (bytes == NULL)
    return texture;
  texture = gdk_texture_new_from_bytes (bytes, NULL);
  if (texture == NULL)
    return NULL;
  if (g_hash_table_size (self->textures) >= MOST_TEXTURES)
    g_hash_table_remove_all (self->textures);
  g_hash_table_insert (self->textures, g_strdup (digest), texture);
  return texture;
}

static GtkWidget *
make_picture (BatonPortalView          *self,
              const BatonPortalPicture *picture,
              int                       height)
{
  GdkTexture *texture = picture->digest != NULL ? get_texture (self, picture->digest) : NULL;
  GtkWidget *widget;

  if (texture == NULL)
    return NULL;
  widget = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  gtk_picture_set_can_shrink (GTK_PICTURE (widget), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (widget), picture->alternative.text);
  gtk_widget_set_size_request (widget, -1, height);
  return widget;
}

static GtkWidget *
make_box (GtkOrientation  orientation,
          int             spacing,
          const char     *css_class)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  if (css_class != NULL)
    gtk_widget_add_css_class (box, css_class);
  return box;
}

static void
append_nonempty (GtkWidget             *box,
                 const BatonPortalText *text,
                 const char            *css_class)
{
  if (*text->text != '\0')
    gtk_box_append (GTK_BOX (box), make_text (text, css_class));
}

/* ── Parts of a page ── */

static const char *
get_link_target (const BatonPortalLink *link)
{
  return link->type == BATON_LINK_NONE || link->type == BATON_LINK_ADDRESS || link->type == BATON_LINK_SEARCH ? NULL : link->target;
}

/* How many more a list would show. */
static void
append_rest (GtkWidget *box,
             gsize      n,
             gsize      n_shown)
{
  g_autofree char *rest = n > n_shown ? g_strdup_printf ("+%" G_GSIZE_FORMAT, n - n_shown) : NULL;

  if (rest != NULL)
    gtk_box_append (GTK_BOX (box), make_label (rest, "dim-label", FALSE));
}

static void
append_navigation (BatonPortalView             *self,
                   GtkWidget                   *box,
                   const BatonPortalNavigation *items,
                   gsize                        n_items,
                   int                          depth)
{
  for (gsize i = 0; i < n_items; i++)
    {
      GtkWidget *item = make_item (self, &items[i].item, get_link_target (&items[i].link), make_text (&items[i].item.name, NULL));

      if (items[i].current)
        gtk_widget_add_css_class (item, "baton-current");
      if (depth > 0)
        gtk_widget_add_css_class (item, "caption");
      gtk_box_append (GTK_BOX (box), item);
      append_navigation (self, box, items[i].children, items[i].n_children, depth + 1);
    }
}

static GtkWidget *
make_content (BatonPortalView          *self,
              const BatonPortalContent *content)
{
  GtkWidget *box = make_box (GTK_ORIENTATION_VERTICAL, 3, NULL);
  GtkWidget *picture = make_picture (self, &content->picture, 72), *item;

  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), make_text (&content->item.name, "heading"));
  append_nonempty (box, &content->summary, "caption");
  item = make_item (self, &content->item, content->item.id, box);
  gtk_widget_add_css_class (item, "card");
  return item;
}

static void
append_contents (BatonPortalView          *self,
                 GtkWidget                *box,
                 const BatonPortalContent *contents,
                 gsize                     n_contents)
{
  GtkWidget *flow;

  if (n_contents == 0)
    return;
  flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), FALSE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), self->portal->device == BATON_DEVICE_NARROW ? 1 : 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  for (gsize i = 0; i < MIN (n_contents, MOST_LISTED); i++)
    {
      GtkWidget *child = make_content (self, &contents[i]);

      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
      gtk_widget_set_focusable (gtk_widget_get_parent (child), FALSE);
    }
  gtk_box_append (GTK_BOX (box), flow);
  append_rest (box, n_contents, MOST_LISTED);
}

static void
append_ladder (BatonPortalView         *self,
               GtkWidget               *box,
               const BatonPortalLadder *ladder)
{
  GtkWidget *inner = make_box (GTK_ORIENTATION_VERTICAL, 6, NULL), *level = gtk_level_bar_new (), *item;
  g_autofree char *points = baton_format_number (ladder->points, self->portal->locale);
  g_autofree char *line = NULL;
  gint64 most = ladder->n_tiers > 0 ? ladder->tiers[ladder->n_tiers - 1].threshold : 1;

  line = g_strdup_printf ("%s: %s  ·  %s %s", get_word (self, "your-tier"), ladder->held != NULL ? ladder->held->item.name.text : get_word (self, "no-tier"),
                          points, get_word (self, "tier-points"));
  gtk_box_append (GTK_BOX (inner), make_text (&ladder->item.name, "heading"));
  gtk_box_append (GTK_BOX (inner), make_label (line, NULL, self->portal->rtl));
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (level), MAX (most, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (level), CLAMP (ladder->points, 0, MAX (most, 1)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (level), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  gtk_box_append (GTK_BOX (inner), level);
  if (ladder->next != NULL)
    {
      g_autofree char *missing = baton_format_number (ladder->missing, self->portal->locale);
      g_autofree char *next = g_strdup_printf ("%s: %s  (%s)", get_word (self, "points-to-next-tier"), missing, ladder->next->item.name.text);

      gtk_box_append (GTK_BOX (inner), make_label (next, "caption", self->portal->rtl));
    }
  item = make_item (self, &ladder->item, NULL, inner);
  gtk_widget_add_css_class (item, "card");
  gtk_box_append (GTK_BOX (box), item);
}

static char *
describe_cell (const BatonPortalCell *cell,
               const char            *locale)
{
  return cell->state == BATON_PORTAL_CELL_NUMBER ? baton_format_number (cell->value, locale) : g_strdup ("–");
}

static void
append_motion (BatonPortalView         *self,
               GtkWidget               *box,
               const BatonPortalMotion *motion)
{
  const char *locale = self->portal->locale;
  gsize n_left = 0;

  gtk_box_append (GTK_BOX (box), make_text (&motion->item.name, "heading"));
  for (gsize section = 0; section < motion->n_sections; section++)
    {
      if (self->n_activities < MOST_LISTED)
        append_nonempty (box, &motion->sections[section].name, "caption-heading");
      for (gsize i = 0; i < motion->sections[section].n_activities; i++)
        {
          if (self->n_activities >= MOST_LISTED)
            {
              n_left++;
              continue;
            }
          self->n_activities++;
          const BatonPortalActivity *activity = &motion->sections[section].activities[i];
          GtkWidget *row = make_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL), *name = make_text (&activity->item.name, NULL);
          g_autofree char *tier = describe_cell (&activity->tier, locale);
          g_autofree char *company = describe_cell (&activity->company, locale);
          g_autofree char *individual = describe_cell (&activity->individual, locale);
          g_autofree char *points = g_strdup_printf ("%s / %s / %s", tier, company, individual);
          g_autofree char *tip = g_strdup_printf ("%s / %s / %s", get_word (self, "tier-points"), get_word (self, "company-points"), get_word (self, "individual-points"));
          GtkWidget *label = make_label (points, "numeric", FALSE);

          gtk_widget_set_hexpand (name, TRUE);
          gtk_widget_set_tooltip_text (label, tip);
          gtk_box_append (GTK_BOX (row), name);
          gtk_box_append (GTK_BOX (row), label);
          gtk_box_append (GTK_BOX (box), make_item (self, &activity->item, NULL, row));
        }
    }
  append_rest (box, n_left, 0);
}

static void
append_reward (BatonPortalView         *self,
               GtkWidget               *box,
               const BatonPortalReward *reward)
{
  GtkWidget *row = make_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL), *name = make_text (&reward->item.name, NULL), *label;
  g_autofree char *price = baton_format_number (reward->price, self->portal->locale);
  g_autofree char *money = self->presenting ? g_strdup (BATON_WORDS_HIDDEN)
                                            : baton_format_money (reward->rate, self->portal->currency, self->portal->currency_digits, self->portal->locale);

  gtk_widget_set_hexpand (name, TRUE);
  label = make_label (reward->exchange ? money : price, "numeric", FALSE);
  gtk_widget_set_tooltip_text (label, get_word (self, reward->affordable ? "affordable" : "not-affordable"));
  if (!reward->affordable)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), make_item (self, &reward->item, NULL, row));
}

static void
append_collection (BatonPortalView             *self,
                   GtkWidget                   *box,
                   const BatonPortalCollection *collection)
{
  gtk_box_append (GTK_BOX (box), make_item (self, &collection->item, collection->item.id, make_text (&collection->item.name, "heading")));
  append_nonempty (box, &collection->summary, "caption");
  append_contents (self, box, collection->contents, collection->n_contents);
}

static void
append_tool (BatonPortalView       *self,
             GtkWidget             *box,
             const BatonPortalTool *tool)
{
  GtkWidget *inner = make_box (GTK_ORIENTATION_VERTICAL, 3, NULL), *item;

  gtk_box_append (GTK_BOX (inner), make_text (&tool->item.name, "heading"));
  append_nonempty (inner, &tool->description, "caption");
  item = make_item (self, &tool->item, NULL, inner);
  gtk_widget_add_css_class (item, "card");
  gtk_box_append (GTK_BOX (box), item);
}

static void
append_workflow (BatonPortalView           *self,
                 GtkWidget                 *box,
                 const BatonPortalWorkflow *workflow)
{
  gtk_box_append (GTK_BOX (box), make_item (self, &workflow->item, workflow->item.id, make_text (&workflow->item.name, "heading")));
  for (gsize i = 0; i < workflow->n_steps; i++)
    {
      g_autofree char *step = g_strdup_printf ("%" G_GSIZE_FORMAT ". %s", i + 1, workflow->steps[i].item.name.text);

      gtk_box_append (GTK_BOX (box), make_item (self, &workflow->steps[i].item, NULL, make_label (step, NULL, workflow->steps[i].item.name.rtl)));
    }
}

static void
append_dashboard (BatonPortalView            *self,
                  GtkWidget                  *box,
                  const BatonPortalDashboard *dashboard)
{
  for (gsize i = 0; i < dashboard->n_kpis; i++)
    gtk_box_append (GTK_BOX (box), make_item (self, &dashboard->kpis[i].item, NULL, make_text (&dashboard->kpis[i].item.name, NULL)));
}

static GtkWidget *
make_block (BatonPortalView        *self,
            const BatonPortalBlock *block)
{
  GtkWidget *box = make_box (GTK_ORIENTATION_VERTICAL, 6, "baton-portal-block"), *picture;

  if (*block->item.name.text != '\0')
    gtk_box_append (GTK_BOX (box), make_item (self, &block->item, NULL, make_text (&block->item.name, "title-4")));
  picture = make_picture (self, &block->picture, 120);
  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  if (*block->body.text != '\0')
    gtk_box_append (GTK_BOX (box), make_rich (&block->body, NULL));
  append_contents (self, box, block->contents, block->n_contents);
  for (gsize i = 0; i < block->n_collections; i++)
    append_collection (self, box, &block->collections[i]);
  for (gsize i = 0; i < block->n_ladders; i++)
    append_ladder (self, box, &block->ladders[i]);
  for (gsize i = 0; i < block->n_motions; i++)
    append_motion (self, box, &block->motions[i]);
  for (gsize i = 0; i < block->n_rewards; i++)
    append_reward (self, box, &block->rewards[i]);
  for (gsize i = 0; i < block->n_tools; i++)
    append_tool (self, box, &block->tools[i]);
  for (gsize i = 0; i < block->n_workflows; i++)
    append_workflow (self, box, &block->workflows[i]);
  for (gsize i = 0; i < block->n_organisations; i++)
    gtk_box_append (GTK_BOX (box), make_label (block->organisations[i].name, NULL, self->portal->rtl));
  if (block->dashboard != NULL)
    append_dashboard (self, box, block->dashboard);
  return box;
}

static void
append_page (BatonPortalView       *self,
             GtkWidget             *box,
             const BatonPortalPage *page)
{
  GtkWidget *hero = make_picture (self, &page->hero, 120);

  if (hero != NULL)
    gtk_box_append (GTK_BOX (box), hero);
  gtk_box_append (GTK_BOX (box), make_item (self, &page->item, NULL, make_text (&page->item.name, "title-2")));
  if (*page->introduction.text != '\0')
    gtk_box_append (GTK_BOX (box), make_rich (&page->introduction, NULL));
  for (gsize i = 0; i < page->n_blocks; i++)
    gtk_box_append (GTK_BOX (box), make_block (self, &page->blocks[i]));
}

/* ── The brand ── */

static void
append_colour (GString    *css,
               const char *name,
               guint32     colour)
{
  if (colour != BATON_PORTAL_NO_COLOUR)
    g_string_append_printf (css, "%s: #%06x; ", name, colour);
}

static void
load_brand (BatonPortalView *self)
{
  const guint32 *colours = self->portal->brand.colours;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  int first = dark ? BATON_PORTAL_COLOUR_DARK_ACCENT : BATON_PORTAL_COLOUR_ACCENT;
  g_autoptr (GString) css = g_string_new (NULL);

  g_string_append_printf (css, ".%s { ", self->css_class);
  append_colour (css, "background-color", colours[first + 2]);
  append_colour (css, "color", colours[first + 3]);
  g_string_append_printf (css, "} .%s .baton-portal-header { ", self->css_class);
  append_colour (css, "background-color", colours[first + 4] != BATON_PORTAL_NO_COLOUR ? colours[first + 4] : colours[first]);
  append_colour (css, "color", colours[first + 4] != BATON_PORTAL_NO_COLOUR ? colours[first + 5] : colours[first + 1]);
  g_string_append_printf (css, "} .%s .baton-current, .%s .title-4, .%s levelbar block.filled { ", self->css_class, self->css_class, self->css_class);
  append_colour (css, "color", colours[first]);
  g_string_append (css, "}");
  if (g_strcmp0 (css->str, self->css_text) == 0)
    return;
  g_free (self->css_text);
  self->css_text = g_strdup (css->str);
  gtk_css_provider_load_from_data (self->css, css->str, css->len);
}

static GtkWidget *
make_header (BatonPortalView *self)
{
  const BatonPortalBrand *brand = &self->portal->brand;
  GtkWidget *header = make_box (GTK_ORIENTATION_HORIZONTAL, 9, "baton-portal-header"), *logo = make_picture (self, &brand->logo, 32), *names = make_box (GTK_ORIENTATION_VERTICAL, 0, NULL);

  if (logo != NULL)
    {
      gtk_widget_set_size_request (logo, 96, 32);
      gtk_box_append (GTK_BOX (header), logo);
    }
  gtk_box_append (GTK_BOX (names), make_text (&self->portal->program_name, "heading"));
  append_nonempty (names, &brand->tagline, "caption");
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (header), names);
  append_nonempty (header, &self->portal->person, "caption");
  return header;
}

void
baton_portal_view_show (BatonPortalView   *self,
                        const BatonPortal *portal,
                        const BatonPortal *other)
{
  GtkWidget *box = make_box (GTK_ORIENTATION_VERTICAL, 0, NULL), *body = make_box (GTK_ORIENTATION_VERTICAL, 12, "baton-portal-body");
  GtkWidget *navigation = make_box (GTK_ORIENTATION_VERTICAL, 0, "baton-portal-navigation");

  self->portal = portal;
  self->other = other;
  self->n_activities = 0;
  load_brand (self);
  gtk_box_append (GTK_BOX (box), make_header (self));
  if (portal->device == BATON_DEVICE_WIDE)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (navigation), GTK_ORIENTATION_VERTICAL);
      append_navigation (self, navigation, portal->navigation, portal->n_navigation, 0);
      gtk_box_append (GTK_BOX (box), navigation);
    }
  else
    {
      GtkWidget *expander = gtk_expander_new (get_word (self, "main-navigation"));

      append_navigation (self, navigation, portal->navigation, portal->n_navigation, 0);
      gtk_expander_set_child (GTK_EXPANDER (expander), navigation);
      gtk_box_append (GTK_BOX (box), expander);
    }
  switch (portal->open)
    {
    case BATON_PORTAL_OPEN_PAGE:
      append_page (self, body, portal->page);
      break;
    case BATON_PORTAL_OPEN_CONTENT:
      gtk_box_append (GTK_BOX (body), make_item (self, &portal->content->item, NULL, make_text (&portal->content->item.name, "title-2")));
      append_nonempty (body, &portal->content->summary, "heading");
      gtk_box_append (GTK_BOX (body), make_rich (&portal->content->body, NULL));
      break;
    case BATON_PORTAL_OPEN_COLLECTION:
      append_collection (self, body, portal->collection);
      break;
    case BATON_PORTAL_OPEN_WORKFLOW:
      append_workflow (self, body, portal->workflow);
      break;
    case BATON_PORTAL_OPEN_TOOL:
      append_tool (self, body, portal->tool);
      break;
    case BATON_PORTAL_OPEN_SEARCH:
      append_contents (self, body, portal->search.results, portal->search.n_results);
      break;
    case BATON_PORTAL_OPEN_NOTHING:
    default:
      gtk_box_append (GTK_BOX (body), make_label (get_word (self, "nothing-here"), "title-4", portal->rtl));
      break;
    }
  for (gsize i = 0; i < portal->n_context; i++)
    append_collection (self, body, &portal->context[i]);
  gtk_box_append (GTK_BOX (box), body);
  gtk_widget_set_direction (box, portal->rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (box, self->css_class);
  adw_bin_set_child (ADW_BIN (self), box);
  self->portal = self->other = NULL;
}

void
baton_portal_view_set_presenting (BatonPortalView *self,
                                  gboolean         presenting)
{
  g_return_if_fail (BATON_IS_PORTAL_VIEW (self));
  self->presenting = presenting;
}

void
baton_portal_view_set_asking (BatonPortalView *self,
                              gboolean         asking)
{
  self->asking = asking;
}

static void
baton_portal_view_dispose (GObject *object)
{
  BatonPortalView *self = BATON_PORTAL_VIEW (object);

  if (self->css != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  G_OBJECT_CLASS (baton_portal_view_parent_class)->dispose (object);
}

static void
baton_portal_view_finalize (GObject *object)
{
  BatonPortalView *self = BATON_PORTAL_VIEW (object);

  g_hash_table_unref (self->textures);
  g_free (self->css_class);
  g_free (self->css_text);
  G_OBJECT_CLASS (baton_portal_view_parent_class)->finalize (object);
}

static void
baton_portal_view_class_init (BatonPortalViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = baton_portal_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = baton_portal_view_finalize;
  signals[SIGNAL_OPEN] = g_signal_new ("open", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_ASK] = g_signal_new ("ask", BATON_TYPE_PORTAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, GTK_TYPE_WIDGET);
}

static void
baton_portal_view_init (BatonPortalView *self)
{
  static guint count;

  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->css_class = g_strdup_printf ("baton-portal-%u", count++);
  self->css = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

GtkWidget *
baton_portal_view_new (BatonPortalViewAsset asset,
                       gpointer             user_data)
{
  BatonPortalView *self = g_object_new (BATON_TYPE_PORTAL_VIEW, NULL);

  self->asset = asset;
  self->asset_data = user_data;
  return GTK_WIDGET (self);
}
