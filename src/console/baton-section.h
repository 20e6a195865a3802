/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A section of the sidebar: the widget in the middle of the window. A section is built on first visit, holds the
 * document from then on, and follows its signals itself (g_signal_connect_object). Its selection, search and scroll
 * position live as long as it does.
 */
#pragma once

#include <adwaita.h>

#include "console/baton-document.h"

G_BEGIN_DECLS

#define BATON_TYPE_SECTION (baton_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (BatonSection, baton_section, BATON, SECTION, AdwBin)

struct _BatonSectionClass
{
  AdwBinClass parent_class;

  /* Selects the thing, scrolls to it and puts the focus there. FALSE when the section does not show it. */
  gboolean (*reveal) (BatonSection *self,
                      const char   *id);
  /* Somebody began or ended presenting: names of partners and money go or come back. Does nothing by itself. */
  void     (*presenting) (BatonSection *self);
};

/* The document, borrowed: construct-only property "document". */
BatonDocument *baton_section_get_document (BatonSection *self);
gboolean       baton_section_reveal       (BatonSection *self,
                                           const char   *id);
/* *content*, or in its place, while the program holds nothing of what is edited in the section called *name* in the sidebar,
 * a page with examples to begin with: a BatonEmptyPage in any case. */
GtkWidget     *baton_section_wrap_content (BatonSection *self,
                                           const char   *name,
                                           GtkWidget    *content);
/* Whether the window that the section is in hides names of partners and money. */
gboolean       baton_section_is_presenting (BatonSection *self);

/* One line of the sidebar. */
typedef struct
{
  const char   *name;        /* stable: actions, settings, tests */
  const char   *group;       /* NC_("section group", …); NULL continues above without a heading */
  const char   *title;       /* NC_("section", …) */
  const char   *icon;
  guint64       kinds;       /* BATON_KIND_BIT of what is edited here: where a jump leads */
  BatonSection *(*create) (BatonDocument *document);
} BatonSectionInfo;

/* All sections in the order of the sidebar, ended by a NULL name. */
extern const BatonSectionInfo baton_sections[];
/* The section in which things of *kind* are edited. Never NULL. */
const BatonSectionInfo *baton_sections_find_kind (BatonKind   kind);
/* NULL when there is none of that name. */
const BatonSectionInfo *baton_sections_find      (const char *name);
const char             *baton_section_info_get_title (const BatonSectionInfo *info);
const char             *baton_section_info_get_group (const BatonSectionInfo *info);

G_END_DECLS
