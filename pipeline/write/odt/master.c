/* Page layouts and master pages: margins, running lines, marks. */
#include "write/odt/odt_in.h"

/* Between the mark of classification and the running head of a letter. */
double odt_mark_gap(const Odt *o, double line) { return o->s->oben * 0.3 - line; }

/* Where the text stands between head and foot: of page margins, heights and gaps, points. A
 * letter's running lines stand as on our pages, at their base lines; Writer puts these at four
 * fifths of a line. */
typedef struct {
    double top, head, head_gap, bottom, foot, foot_gap;
} Bands;

static Bands bands(const Odt *o)
{
    const Stil *s = o->s;
    if (!o->letter)
        return (Bands){ s->oben * 0.6,  s->oben * 0.4,  s->zeile * 0.5,
                        s->unten * 0.6, s->unten * 0.4, s->zeile * 0.5 };
    double line = s->grad_klein * s->zeile / s->grad,
           marks = (o->f->mark.n > 0) + (s->entwurf.n > 0);
    double top = s->oben * 0.62 - line * 0.8 - marks * (line + odt_mark_gap(o, line)),
           bottom = s->unten * 0.42 - line * 0.2;
    if (top < 3) top = 3;
    return (Bands){ top, s->oben - top, 0, bottom, line, s->unten - bottom - line };
}

/* No hairline below the running head, as our own pages have: LibreOffice exports it as untagged
 * content, and the PDF is no longer PDF/UA. */
void odt_page_layout(Odt *o, Buf *b, bool turned)
{
    const Stil *s = o->s;
    Bands y = bands(o);
    buf_printf(b, "<style:page-layout style:name=\"%s\"", turned ? "SeiteQuer" : "Seite");
    if (s->spiegeln) buf_z(b, " style:page-usage=\"mirrored\"");
    buf_printf(b,
               "><style:page-layout-properties style:print-orientation=\"%s\" "
               "style:writing-mode=\"lr-tb\"",
               turned ? "landscape" : "portrait");
    odt_pt(b, "fo:page-width", turned ? s->hoehe : s->breite);
    odt_pt(b, "fo:page-height", turned ? s->breite : s->hoehe);
    odt_pt(b, "fo:margin-left", s->innen);
    odt_pt(b, "fo:margin-right", s->aussen);
    odt_pt(b, "fo:margin-top", y.top);
    odt_pt(b, "fo:margin-bottom", y.bottom);
    buf_z(b, "/><style:header-style><style:header-footer-properties");
    odt_pt(b, "fo:min-height", y.head);
    odt_pt(b, "fo:margin-bottom", y.head_gap);
    buf_z(b, "/></style:header-style><style:footer-style><style:header-footer-properties");
    odt_pt(b, "fo:min-height", y.foot);
    odt_pt(b, "fo:margin-top", y.foot_gap);
    buf_z(b, "/></style:footer-style></style:page-layout>\n");
}

#define HEAD "Vorlage Seitenkopf"
#define FOOT "Vorlage Seitenfuß"
#define HEAD_TURNED HEAD " quer"
#define FOOT_TURNED FOOT " quer"

/* Left, middle and right of a running line, at tab stops of a style of its own; a stop stands only
 * for what is there, so that a long text to the left does not run into one that nobody needs. */
static void running_part(Odt *o, const Run *r)
{
    for (; r; r = r->next) {
        Run one = *r;
        one.next = NULL;
        if (r->link_desc.n) one.text = r->link_desc;
        odt_runs(o, &one);
    }
}

static void running(Odt *o, const RunningLine *r, const char *style)
{
    buf_z(&o->body, "<text:p text:style-name=\"");
    odt_style_name(&o->body, style);
    buf_z(&o->body, "\">");
    o->spaced = o->running = true;
    running_part(o, r->left);
    if (r->center) {
        buf_z(&o->body, "<text:tab/>");
        running_part(o, r->center);
    }
    if (r->right) {
        buf_z(&o->body, "<text:tab/>");
        running_part(o, r->right);
    }
    o->running = false;
    buf_z(&o->body, "</text:p>");
}

static void head_and_foot(Odt *o, bool head, bool first, bool turned)
{
    Buf *b = &o->body;
    const Flow *f = o->f;
    buf_z(b, "<style:header>");
    bool mark = f->mark.n && !(first && f->mark_in_text);
    if (mark) {
        buf_z(b, "<text:p text:style-name=\"Vorlage_20_Klassifikation\">");
        o->spaced = true;
        odt_text(o, f->mark);
        buf_z(b, "</text:p>");
    }
    if (o->s->entwurf.n) {
        buf_z(b, "<text:p text:style-name=\"Vorlage_20_Klassifikation\">");
        o->spaced = true;
        odt_text(o, o->s->entwurf);
        buf_z(b, "</text:p>");
    }
    if (head)
        running(o, &f->head, turned ? HEAD_TURNED : HEAD);
    else if (first && o->letter) {
        buf_z(b, "<text:p text:style-name=\"Header\">");
        odt_letter_marks(o);
        buf_z(b, "</text:p>");
    } else if (!mark && !o->s->entwurf.n)
        buf_z(b, "<text:p text:style-name=\"Header\"/>");
    buf_z(b, "</style:header><style:footer>");
    running(o, &f->foot, turned ? FOOT_TURNED : FOOT);
    buf_z(b, "</style:footer>");
}

static void tab_stop(Buf *b, const char *type, double at)
{
    buf_printf(b, "<style:tab-stop style:type=\"%s\"", type);
    odt_pt(b, "style:position", at);
    buf_z(b, "/>");
}

static void tabbed_style(Buf *b, const char *name, const char *parent, const RunningLine *r,
                         double width)
{
    buf_z(b, "<style:style style:name=\"");
    odt_style_name(b, name);
    buf_printf(
        b,
        "\" style:display-name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"%s\" "
        "style:class=\"extra\"><style:paragraph-properties><style:tab-stops>",
        name, parent);
    if (r->center) tab_stop(b, "center", width / 2);
    if (r->right) tab_stop(b, "right", width);
    buf_z(b, "</style:tab-stops></style:paragraph-properties></style:style>\n");
}

void odt_running_styles(Odt *o, Buf *b, bool turned)
{
    const Stil *s = o->s;
    for (int i = 0; i <= turned; i++) {
        double width = (i ? s->hoehe : s->breite) - s->innen - s->aussen;
        tabbed_style(b, i ? HEAD_TURNED : HEAD, "Header", &o->f->head, width);
        tabbed_style(b, i ? FOOT_TURNED : FOOT, "Footer", &o->f->foot, width);
    }
}

Buf odt_master_pages(Odt *o, bool turned)
{
    Buf content =
        o->body; /* the running lines are written by the same functions, into a body of their own */
    o->body = (Buf){ 0 };
    buf_z(&o->body, "<style:master-page style:name=\"Standard\" style:page-layout-name=\"Seite\">");
    head_and_foot(o, true, false, false);
    buf_z(&o->body,
          "</style:master-page><style:master-page style:name=\"First_20_Page\" "
          "style:display-name=\"First Page\" style:page-layout-name=\"Seite\" "
          "style:next-style-name=\"Standard\">");
    head_and_foot(o, o->f->head_first, true, false);
    buf_z(&o->body, "</style:master-page>\n");
    if (turned) {
        buf_z(&o->body,
              "<style:master-page style:name=\"Quer\" style:page-layout-name=\"SeiteQuer\">");
        head_and_foot(o, true, false, true);
        buf_z(&o->body, "</style:master-page>\n");
    }
    Buf masters = o->body;
    o->body = content;
    return masters;
}
