/* A letter's head (DIN 5008): text frames that stand at fixed places of the first page, hung on a paragraph that takes the room above the subject. */
#include "out/odt/odt_in.h"

static void frame_style(Odt *o)
{
    buf_z(&o->autos, "<style:style style:name=\"Brieffeld\" style:family=\"graphic\" style:parent-style-name=\"Frame\"><style:graphic-properties style:wrap=\"run-through\" style:run-through=\"foreground\""
                     " style:horizontal-pos=\"from-left\" style:horizontal-rel=\"page\" style:vertical-pos=\"from-top\" style:vertical-rel=\"page\" fo:border=\"none\" fo:padding=\"0mm\" fo:margin=\"0mm\"/></style:style>\n");
}

static void room_style(Odt *o, double mm)
{
    buf_printf(&o->autos, "<style:style style:name=\"Briefkopf\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"%s><style:paragraph-properties fo:margin-top=\"0mm\"",
               o->started ? "" : " style:master-page-name=\"First_20_Page\"");
    odt_pt(&o->autos, "fo:margin-bottom", mm * 72 / 25.4);
    buf_z(&o->autos, "/></style:style>\n");
    o->started = true;
}

static void type_style(Odt *o, const char *name, double size, double leading, bool bold)
{
    buf_printf(&o->autos, "<style:style style:name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties", name);
    odt_pt(&o->autos, "fo:line-height", leading);
    buf_z(&o->autos, " fo:margin-top=\"0mm\" fo:margin-bottom=\"0mm\" fo:text-align=\"start\"/><style:text-properties");
    odt_pt(&o->autos, "fo:font-size", size);
    buf_printf(&o->autos, "%s fo:hyphenate=\"false\"/></style:style>\n", bold ? " fo:font-weight=\"bold\"" : "");
}

static void open_frame(Odt *o, const char *name, double x, double y, double w, double h)
{
    buf_printf(&o->body, "<draw:frame draw:style-name=\"Brieffeld\" draw:name=\"%s\" text:anchor-type=\"paragraph\" draw:z-index=\"%d\"", name, o->frames++);
    odt_pt(&o->body, "svg:x", x * 72 / 25.4), odt_pt(&o->body, "svg:y", y * 72 / 25.4), odt_pt(&o->body, "svg:width", w * 72 / 25.4), odt_pt(&o->body, "svg:height", h * 72 / 25.4);
    buf_z(&o->body, "><draw:text-box>");
}

static void close_frame(Odt *o) { buf_z(&o->body, "</draw:text-box></draw:frame>"); }

static void line(Odt *o, const char *style, Str text)
{
    buf_printf(&o->body, "<text:p text:style-name=\"%s\">", style);
    o->spaced = true;
    odt_text(o, text);
    buf_z(&o->body, "</text:p>");
}

void odt_letter(Odt *o, const FlowLetter *l)
{
    double field = l->form == 'A' ? 27 : 45, klein = o->s->grad_klein, top = o->f->mark.n ? 17 : 8; /* mm; the page's mark of classification ends at 17 */
    frame_style(o);
    room_style(o, field + 45 + 8.46 - o->s->oben * 25.4 / 72 - 6);
    type_style(o, "Briefabsender", o->s->grad + 5, (o->s->grad + 5) * 1.25, true);
    type_style(o, "Briefklein", klein, klein * 1.4, false);
    type_style(o, "Briefruecksendung", 7, 11.3, false);
    type_style(o, "Briefanschrift", 11, 27.3 / 6 * 72 / 25.4, false);
    buf_z(&o->body, "<text:p text:style-name=\"Briefkopf\">");
    open_frame(o, "Absender", 25, top, 120, field - top - 2);
    line(o, "Briefabsender", l->sender);
    if (l->sender_more.n) line(o, "Briefklein", l->sender_more);
    close_frame(o);
    open_frame(o, "Anschriftfeld", 25, field, 80, 45);
    line(o, "Briefruecksendung", l->return_line);
    for (int i = l->nnotes; i < 3; i++) line(o, "Briefruecksendung", S(""));
    for (int i = 0; i < l->nnotes; i++) line(o, "Briefruecksendung", l->notes[i]);
    for (int i = 0; i < l->naddress; i++) line(o, "Briefanschrift", l->address[i]);
    close_frame(o);
    open_frame(o, "Informationsblock", 125, field + 5, 65, 40);
    for (int i = 0; i < l->ninfo; i++) line(o, "Briefklein", str_printf(o->a, "%.*s: %.*s", STR_FMT(l->info[i].label), STR_FMT(l->info[i].text)));
    close_frame(o);
    buf_z(&o->body, "</text:p>");
}
