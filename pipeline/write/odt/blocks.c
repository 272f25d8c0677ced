/* Blocks of the flow: paragraphs, headings, lists, figures, quotations, the contents list. */
#include "write/odt/odt_in.h"

#include <stdio.h>

static const char *role_style(const Odt *o, Role role)
{
    switch (role) {
    case ROLE_BODY_NAME: return STYLE_KOERPERSCHAFT;
    case ROLE_TITLE_LINE: return STYLE_NUMMER;
    case ROLE_STATUS: return STYLE_STATUS;
    case ROLE_LABEL: return STYLE_BEZEICHNUNG;
    case ROLE_HEAD_LINE: return STYLE_KOPFZEILE;
    case ROLE_SMALL: return STYLE_KLEIN;
    case ROLE_CAPTION: return STYLE_BILDUNTERSCHRIFT;
    case ROLE_CREDIT: return STYLE_BILDNACHWEIS;
    case ROLE_OMITTED: return STYLE_AUSLASSUNG;
    case ROLE_NOTE: return STYLE_FUSSNOTE;
    case ROLE_QUOTE_SOURCE: return STYLE_ZITATQUELLE;
    case ROLE_CELL: return o->text_style ? o->text_style : STYLE_ZELLE;
    case ROLE_TEXT:
    case ROLE_N: break;
    }
    return o->text_style ? o->text_style : STYLE_TEXT;
}

/* Round a heading's words, so that a reference can repeat them. */
static void range(Odt *o, const char *which, Str id)
{
    if (id.n)
        buf_printf(&o->body, "<text:bookmark-%s text:name=\"%s\"/>", which,
                   odt_bookmark(o->a, id).p);
}

static int last_number(Str label)
{
    size_t i = label.n;
    while (i > 0 && label.p[i - 1] >= '0' && label.p[i - 1] <= '9') i--;
    int n = 0;
    for (; i < label.n && n < 100000; i++) n = n * 10 + label.p[i] - '0';
    return n;
}

/* Writer numbers the headings itself, so that a clerk's new one is counted; where it would count
 * otherwise, it is told the number. One without a number among them is a list's head. */
static void heading_number(Odt *o, const FlowBlock *b, int level)
{
    bool numbered = o->s->nummerierung == NUMMERIERUNG_DEZIMAL && level >= ODT_NUMBERED;
    if (numbered && !b->label.n) {
        buf_z(&o->body, " text:is-list-header=\"true\"");
        return;
    }
    int n = ++o->counted[level];
    for (int i = level + 1; i <= 6; i++) o->counted[i] = 0;
    if (!numbered || last_number(b->label) == n) return;
    n = o->counted[level] = last_number(b->label);
    buf_printf(&o->body, " text:restart-numbering=\"true\" text:start-value=\"%d\"", n);
}

static void heading(Odt *o, const FlowBlock *b)
{
    char style[24];
    int level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;
    snprintf(style, sizeof style, "Heading %d", level);
    bool listed = b->next && b->next->kind == FB_CONTENTS; /* the list does not name its own head */
    buf_z(&o->body, "<text:h");
    odt_style_attr(o, listed ? "Contents Heading" : style);
    buf_printf(&o->body, " text:outline-level=\"%d\"", level);
    heading_number(o, b, level);
    buf_char(&o->body, '>');
    o->spaced = true;
    range(o, "start", b->id);
    if (b->label.n && o->s->nummerierung != NUMMERIERUNG_DEZIMAL) {
        odt_text(o, b->label);
        odt_text(o, S(" "));
    }
    odt_runs(o, b->runs);
    range(o, "end", b->id);
    buf_z(&o->body, "</text:h>");
}

static void paragraph(Odt *o, const FlowBlock *b)
{
    if (odt_form_hint(o, b)) return;
    const char *style = b->field ? odt_field_style(o, b->field) : role_style(o, b->role);
    if (b->field == FIELD_ANLAGE && o->text_style && !strcmp(o->text_style, STYLE_LISTE_SCHLUSS))
        style = odt_field_ending(o, b->field);
    if (b->field == FIELD_ANTRAG && o->keep) style = odt_field_ending(o, b->field);
    if (o->keep && !strcmp(style, STYLE_TEXT)) style = STYLE_SCHLUSS;
    if (odt_agenda_style(o, b)) style = odt_agenda_style(o, b);
    odt_para_open(o, style);
    odt_mark(o, b->id);
    if (o->item_label.n) odt_agenda_number(o);
    odt_runs(o, b->runs);
    odt_para_close(o);
}

/* ---- lists ---- */

static void list_tag(Odt *o, int level, bool go_on)
{
    const char *style = o->list[level].own ? "Vorlage_20_Tagesordnung"
        : o->list[level].ordered           ? "Vorlage_20_Nummern"
                                           : "Vorlage_20_Punkte";
    buf_printf(&o->body, "<text:list text:style-name=\"%s\"%s>", style,
               go_on ? " text:continue-numbering=\"true\"" : "");
}

/* Opens what is closed above this level, as headers: an item that goes on after a table in it. */
static void lists_reopen(Odt *o, int upto)
{
    while (o->open < upto) {
        int l = ++o->open;
        list_tag(o, l, true);
        buf_z(&o->body, "<text:list-header>");
        o->list[l].header = true;
    }
}

static void item_close(Odt *o, int level)
{
    buf_z(&o->body, o->list[level].header ? "</text:list-header>" : "</text:list-item>");
}

static void lists_close(Odt *o)
{
    for (; o->open > 0; o->open--) {
        item_close(o, o->open);
        buf_z(&o->body, "</text:list>");
    }
}

static int label_number(Str s)
{
    int n = 0;
    for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && n < 100000; i++)
        n = n * 10 + s.p[i] - '0';
    return n;
}

static void item_open(Odt *o, const FlowBlock *b, int i)
{
    bool first = i == 0, again = !first && o->open < o->level;
    if (o->open < o->level) {
        lists_reopen(o, o->level - 1);
        list_tag(o, o->level, !first);
        o->open = o->level;
    }
    int number = b->ordered && !o->list[o->level].own ? label_number(b->items[i].label) : 0,
        start = 0;
    if (number && number != (first ? 1 : label_number(b->items[i - 1].label) + 1))
        start = number; /* items may be left out before */
    if (again && number && o->list[o->level].nth != o->nlists)
        start = number; /* behind another list Writer would begin with 1 */
    if (start > 0)
        buf_printf(&o->body, "<text:list-item text:start-value=\"%d\">", start);
    else
        buf_z(&o->body, "<text:list-item>");
    o->list[o->level].header = false;
}

static void list(Odt *o, const FlowBlock *b)
{
    if (o->level >= LIST_DEPTH || !b->nitems) return;
    const char *style = o->text_style;
    bool keep = o->keep;
    o->list[++o->level].ordered = b->ordered;
    o->list[o->level].nth = ++o->nlists;
    o->list[o->level].own = b->ordered && !flow_counted(b->items[0].label);
    for (int i = 0; i < b->nitems; i++) {
        bool last = keep && i + 1 == b->nitems; /* goes along with the signatures behind */
        o->text_style = b->tight ? (last ? STYLE_LISTE_SCHLUSS : STYLE_LISTE)
            : last               ? STYLE_LISTE_WEIT_SCHLUSS
                                 : STYLE_LISTE_WEIT;
        item_open(o, b, i);
        o->item_label = o->list[o->level].own ? b->items[i].label : S("");
        odt_blocks(o, b->items[i].blocks);
        if (o->open >= o->level) item_close(o, o->level);
    }
    if (o->open >= o->level) {
        buf_z(&o->body, "</text:list>");
        o->open = o->level - 1;
    }
    o->level--;
    o->text_style = style;
}

/* ---- figures ---- */

/* Natural size is 150 dpi or what the file says, but never larger than 110 % of 150 dpi, the
 * measure, or three fifths of a page. */
static void picture_size(const Odt *o, const FlowFigure *g, const OdtImage *m, double *w, double *h)
{
    double dpi = m->dpi >= 150 ? m->dpi : 150, most = o->s->hoehe * 0.55;
    *w = g->width > 0 ? g->width : m->width * 72.0 / dpi;
    double limit = m->width * 72.0 / 150 * 1.1;
    if (g->width > 0 && *w > limit) *w = limit;
    if (*w > o->width) *w = o->width;
    *h = m->width ? *w * m->height / m->width : *w;
    if (*h > most) {
        *w *= most / *h;
        *h = most;
    }
}

static void frame(Odt *o, const FlowFigure *g, size_t i)
{
    double w, h;
    picture_size(o, g, &o->img[i], &w, &h);
    Buf *b = &o->body;
    buf_printf(b,
               "<draw:frame draw:style-name=\"Graphics\" draw:name=\"Bild %d\" "
               "text:anchor-type=\"as-char\"",
               ++o->frames);
    odt_pt(b, "svg:width", w);
    odt_pt(b, "svg:height", h);
    buf_z(b, " draw:z-index=\"0\">");
    odt_picture(o, i);
    if (!g->decoration && g->alt.n) {
        buf_z(b, "<svg:desc>");
        buf_xml(b, g->alt);
        buf_z(b, "</svg:desc>");
    }
    buf_z(b, "</draw:frame>");
}

static void figure(Odt *o, const FlowBlock *b)
{
    const FlowFigure *g = b->figure;
    size_t i = odt_image(o, g->path);
    odt_para_open(o,
                  g->logo                       ? STYLE_LOGO
                      : g->caption || g->credit ? STYLE_ABBILDUNG
                                                : STYLE_ABBILDUNG_ALLEIN);
    odt_mark(o, b->id);
    if (i < o->nimg) frame(o, g, i);
    odt_para_close(o);
    if (g->caption) {
        odt_para_open(o, g->credit ? STYLE_BILDTEXT : STYLE_BILDUNTERSCHRIFT);
        odt_runs(o, g->caption);
        odt_para_close(o);
    }
    if (g->credit) {
        odt_para_open(o, STYLE_BILDNACHWEIS);
        odt_runs(o, g->credit);
        odt_para_close(o);
    }
}

static void quote(Odt *o, const FlowBlock *b)
{
    const char *style = o->text_style;
    o->text_style = STYLE_ZITAT;
    odt_blocks(o, b->kids);
    o->text_style = style;
}

/* ---- contents list ---- */

static void toc_entry(Odt *o, const FlowBlock *b)
{
    Str mark = odt_bookmark(o->a, b->id);
    odt_para_open(o, b->level <= 2 ? "Contents 1" : "Contents 2");
    buf_printf(&o->body,
               "<text:a xlink:type=\"simple\" xlink:href=\"#%.*s\" "
               "text:style-name=\"Index_20_Link\" text:visited-style-name=\"Index_20_Link\">",
               STR_FMT(mark));
    if (b->label.n) {
        odt_text(o, b->label);
        odt_text(o, S(" "));
    }
    for (const Run *r = b->runs; r; r = r->next)
        if (!(r->flags & (RUN_NOTE | RUN_BREAK))) odt_text(o, r->text);
    buf_printf(&o->body,
               "</text:a><text:tab/><text:bookmark-ref text:reference-format=\"page\" "
               "text:ref-name=\"%.*s\">1</text:bookmark-ref>",
               STR_FMT(mark));
    odt_para_close(o);
}

/* How Writer makes the list anew: from the headings of two levels, as it stands here. ODF 1.3 part
 * 3, 8.3.2. */
static void contents_source(Odt *o)
{
    Buf *b = &o->body;
    bool decimal = o->s->nummerierung == NUMMERIERUNG_DEZIMAL;
    buf_z(b,
          "<text:table-of-content-source text:outline-level=\"2\" text:use-outline-level=\"false\" "
          "text:use-index-marks=\"false\" text:use-index-source-styles=\"true\">"
          "<text:index-title-template text:style-name=\"Contents_20_Heading\"/>");
    for (int l = 1; l <= 2; l++)
        buf_printf(b,
                   "<text:table-of-content-entry-template text:outline-level=\"%d\" "
                   "text:style-name=\"Contents_20_%d\"><text:index-entry-link-start "
                   "text:style-name=\"Index_20_Link\"/>%s"
                   "<text:index-entry-text/><text:index-entry-link-end/><text:index-entry-tab-stop "
                   "style:type=\"right\" "
                   "style:leader-char=\".\"/><text:index-entry-page-number/></"
                   "text:table-of-content-entry-template>",
                   l, l, l == 2 && decimal ? "<text:index-entry-chapter/>" : "");
    for (int l = 1; l <= 2; l++)
        buf_printf(b,
                   "<text:index-source-styles text:outline-level=\"%d\"><text:index-source-style "
                   "text:style-name=\"Heading_20_%d\"/></text:index-source-styles>",
                   l, l + 1);
    buf_z(b, "</text:table-of-content-source>");
}

static void contents(Odt *o)
{
    buf_z(&o->body, "<text:table-of-content text:name=\"Inhalt\" text:protected=\"true\">");
    contents_source(o);
    buf_z(&o->body, "<text:index-body>");
    for (const FlowBlock *b = o->f->blocks; b; b = b->next)
        if (b->kind == FB_HEADING && b->level >= 2 && b->level <= 3 && b->id.n &&
            !(b->next && b->next->kind == FB_CONTENTS))
            toc_entry(o, b);
    buf_z(&o->body, "</text:index-body></text:table-of-content>");
}

/* A paragraph goes along with what follows it: signatures, directly or after their heading. */
static bool before_signatures(const FlowBlock *b)
{
    const FlowBlock *n = b->next;
    if (n && n->kind == FB_HEADING) n = n->next;
    return b->keep_with_next || (n && n->kind == FB_SIGNATURES);
}

static void one_block(Odt *o, const FlowBlock *b)
{
    bool outside = b->kind == FB_TABLE || b->kind == FB_BOX || b->kind == FB_SIGNATURES ||
        b->kind == FB_CONTENTS;
    if (outside)
        lists_close(o);
    else if (o->level && o->open < o->level && b->kind != FB_LIST)
        lists_reopen(o, o->level);
    if (b->kind != FB_HEADING && b->kind != FB_PARA && b->kind != FB_FIGURE && b->id.n)
        o->mark = b->id;
    o->captioned = b->id;
    switch (b->kind) {
    case FB_HEADING: heading(o, b); break;
    case FB_PARA: paragraph(o, b); break;
    case FB_LIST: list(o, b); break;
    case FB_TABLE: odt_table(o, b->table, o->keep); break;
    case FB_FIGURE: figure(o, b); break;
    case FB_QUOTE: quote(o, b); break;
    case FB_BOX: odt_box(o, b); break;
    case FB_SIGNATURES: odt_signatures(o, b); break;
    case FB_PAGEBREAK: o->break_pending = o->started; break;
    case FB_CONTENTS: contents(o); break;
    case FB_LETTER: odt_letter(o, b); break;
    }
}

/* ---- landscape pages ---- */

/* The table that stands next, behind its headings, is too wide for an upright page even in small
 * type. */
static bool wide_ahead(Odt *o, const FlowBlock *b)
{
    while (b && b->kind == FB_HEADING) b = b->next;
    return b && b->kind == FB_TABLE &&
        odt_least_width(o, b->table) * ODT_SMALL > o->s->breite - o->s->innen - o->s->aussen;
}

/* A wide table and its headings turn the page; what follows turns it back. */
static void turn(Odt *o, const FlowBlock *b, bool behind_heading)
{
    if (o->inside || o->level || behind_heading || wide_ahead(o, b) == o->turned) return;
    o->turned = !o->turned;
    o->sheet = o->turned ? "Quer" : "Standard";
    o->width = (o->turned ? o->s->hoehe : o->s->breite) - o->s->innen - o->s->aussen;
}

void odt_blocks(Odt *o, const FlowBlock *b)
{
    const FlowBlock *before = NULL;
    for (; b; before = b, b = b->next) {
        turn(o, b, before && before->kind == FB_HEADING);
        Str lang = o->lang;
        if (b->lang.n) o->lang = b->lang;
        o->keep = before_signatures(b);
        odt_form_guide(o, b);
        one_block(o, b);
        o->lang = lang;
    }
    o->keep = false;
}
