/* A letter (DIN 5008): text frames at their places on the first page, hung on a paragraph that
 * takes the room above the subject; marks for folding and punching in the header of that page, as
 * no part of the text; the agenda. All of it has named styles, so that an office changes the look
 * of its letters in one place. Sizes that must be measured come with the flow (FlowLetterSizes). */
#include "write/odt/odt_in.h"

#include "base/sheet.h"
#include "flow/brief.h"

#define HOOK 2.0      /* type of the paragraph that holds the frames */
#define HOOK_LINE 1.4 /* of its type: a line of any face of offices, at most */

#define PLAY 6.0 /* other programs set words a little wider */

#define STYLE_BRIEFKOPF "Vorlage Briefkopf"
#define STYLE_ABSENDER "Vorlage Absender"
#define STYLE_ABSENDERZEILE "Vorlage Absenderzeile"
#define STYLE_RUECKSENDEANGABE "Vorlage Rücksendeangabe"
#define STYLE_BRIEFVERMERK "Vorlage Briefvermerk"
#define STYLE_BRIEFANSCHRIFT "Vorlage Briefanschrift"
#define STYLE_BRIEFANGABE "Vorlage Briefangabe"
#define STYLE_TOP "Vorlage TOP"
#define STYLE_TOP_ANGABE "Vorlage TOP Angabe"
#define STYLE_TOP_TEXT "Vorlage TOP Text"
#define KEPT " zusammen" /* behind a style's name: the same, kept with what follows */
#define CHARS_TOP_NUMMER "Vorlage TOP Nummer"
#define FRAME_FELD "Vorlage Brieffeld"
#define FRAME_FELD_UNTEN "Vorlage Brieffeld unten"
#define FRAME_MARKE "Vorlage Falzmarke"
#define FRAME_LOGO "Vorlage Brieflogo"

FlowLetterSizes odt_letter_sizes(const Odt *o)
{
    const FlowLetter *l = o->letter;
    FlowLetterSizes z = { .back = 7,
                          .address = 11,
                          .info = o->s->grad_klein,
                          .info_label = MM(22),
                          .info_width = MM(BRIEF_INFO_W),
                          .end = MM(brief_field(l->form) + BRIEF_FIELD_H + BRIEF_BELOW) };
    for (int i = 0; i < FLOW_LETTER_LEVELS; i++) z.step[i] = 3.2 * o->s->grad;
    return l->sizes ? *l->sizes : z;
}

/* ---- styles ---- */

typedef struct {
    const char *name, *parent;
    double size, line, before, after;
    const char *more;
    bool bold, keep;
} LetterStyle; /* points; 0: as the parent */

static void begin_style(Buf *b, const char *name, const char *suffix, const char *family,
                        const char *parent)
{
    Buf display = { 0 };
    buf_printf(&display, "%s%s", name, suffix);
    buf_char(&display, 0);
    buf_z(b, "<style:style style:name=\"");
    odt_style_name(b, display.p);
    buf_printf(b, "\" style:display-name=\"%s\" style:family=\"%s\"", display.p, family);
    if (parent) {
        buf_z(b, " style:parent-style-name=\"");
        odt_style_name(b, parent);
        buf_char(b, '"');
    }
    buf_drop(&display);
}

static void para(Buf *b, const LetterStyle *s)
{
    begin_style(b, s->name, s->keep ? KEPT : "", "paragraph", s->parent);
    buf_z(b, " style:class=\"text\"><style:paragraph-properties fo:text-align=\"start\"");
    odt_pt(b, "fo:margin-top", s->before);
    odt_pt(b, "fo:margin-bottom", s->after);
    if (s->line > 0) odt_pt(b, "fo:line-height", s->line);
    if (s->keep) buf_z(b, " fo:keep-with-next=\"always\"");
    if (s->more) buf_z(b, s->more);
    buf_z(b, "/><style:text-properties fo:hyphenate=\"false\"");
    if (s->size > 0) odt_pt(b, "fo:font-size", s->size);
    if (s->bold) buf_z(b, " fo:font-weight=\"bold\"");
    buf_z(b, "/></style:style>\n");
}

static void graphic(Buf *b, const char *name, const char *parent, const char *properties)
{
    begin_style(b, name, "", "graphic", parent);
    buf_printf(b, "><style:graphic-properties %s/></style:style>\n", properties);
}

/* At a place of the page, before the text, which pays no heed to it. Writer wants each to say so
 * itself. */
#define AT_PLACE \
    "style:wrap=\"run-through\" style:number-wrapped-paragraphs=\"no-limit\" " \
    "style:run-through=\"foreground\" style:flow-with-text=\"false\" " \
    "style:horizontal-pos=\"from-left\"" \
    " style:horizontal-rel=\"page\" style:vertical-pos=\"from-top\" style:vertical-rel=\"page\" " \
    "draw:fill=\"none\" fo:border=\"none\" fo:padding=\"0mm\" fo:margin=\"0mm\""

static void frame_styles(Buf *b)
{
    graphic(b, "Frame", NULL, "text:anchor-type=\"paragraph\" " AT_PLACE);
    graphic(b, FRAME_FELD, "Frame", AT_PLACE);
    graphic(b, FRAME_FELD_UNTEN, FRAME_FELD, AT_PLACE " draw:textarea-vertical-align=\"bottom\"");
    graphic(b, FRAME_MARKE, "Frame", AT_PLACE " fo:border-top=\"0.4pt solid #000000\"");
    graphic(b, FRAME_LOGO, "Frame", AT_PLACE);
}

void odt_letter_styles(Odt *o, Buf *b)
{
    if (!o->letter) return;
    const Stil *s = o->s;
    FlowLetterSizes z = odt_letter_sizes(o);
    double small = s->grad_klein, line = s->zeile, small_line = small * line / s->grad;
    Buf hang = { 0 };
    odt_pt(&hang, "fo:margin-left", z.info_label);
    odt_pt(&hang, "fo:text-indent", -z.info_label);
    buf_char(&hang, 0);
    const LetterStyle all[] = {
        { STYLE_BRIEFKOPF, "Standard", HOOK, 0, 0, z.end - s->oben - HOOK * HOOK_LINE,
          " fo:line-height=\"100%\"", false, false },
        { STYLE_ABSENDER, "Standard", s->grad + 5, (s->grad + 5) * 1.25, 0, 0, NULL, true, false },
        { STYLE_ABSENDERZEILE, "Standard", small, small * 1.35, 0, 0, NULL, false, false },
        { STYLE_RUECKSENDEANGABE, "Standard", z.back, MM(4), 0, 0, NULL, false, false },
        { STYLE_BRIEFVERMERK, "Standard", 8, MM(BRIEF_NOTES_H / 3), 0, 0, NULL, false, false },
        { STYLE_BRIEFANSCHRIFT, "Standard", z.address, MM(BRIEF_ADDRESS_LINE), 0, 0, NULL, false,
          false },
        { STYLE_BRIEFANGABE, "Standard", z.info, MM(BRIEF_INFO_LINE), 0, 0, hang.p, false, false },
        { STYLE_TOP, "Standard", 0, 0, line * 0.5, 0, NULL, true, false },
        { STYLE_TOP, STYLE_TOP, 0, 0, line * 0.5, 0, NULL, true, true },
        { STYLE_TOP_ANGABE, "Standard", small, small_line, line * 0.3, 0, NULL, false, false },
        { STYLE_TOP_ANGABE, STYLE_TOP_ANGABE, 0, 0, line * 0.3, 0, NULL, false, true },
        { STYLE_TOP_TEXT, STYLE_TEXT, 0, 0, line * 0.5, 0, NULL, false, false },
        { STYLE_TOP_TEXT, STYLE_TOP_TEXT, 0, 0, line * 0.5, 0, NULL, false, true },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) para(b, &all[i]);
    buf_drop(&hang);
    begin_style(b, CHARS_TOP_NUMMER, "", "text", NULL);
    buf_z(b, "><style:text-properties fo:font-weight=\"normal\"/></style:style>\n");
    frame_styles(b);
}

/* ---- frames ---- */

static void place(Buf *b, double x, double y, double w, double h)
{
    odt_pt(b, "svg:x", x), odt_pt(b, "svg:y", y), odt_pt(b, "svg:width", w),
        odt_pt(b, "svg:height", h);
}

static void open_frame(Odt *o, const char *style, const char *name, double x, double y, double w,
                       double h)
{
    buf_z(&o->body, "<draw:frame draw:style-name=\"");
    odt_style_name(&o->body, style);
    buf_printf(&o->body, "\" draw:name=\"%s\" text:anchor-type=\"paragraph\" draw:z-index=\"%d\"",
               name, o->frames++);
    place(&o->body, MM(x), MM(y), w, MM(h));
    buf_z(&o->body, "><draw:text-box>");
}

static void close_frame(Odt *o) { buf_z(&o->body, "</draw:text-box></draw:frame>"); }

static void open_line(Odt *o, const char *style)
{
    buf_z(&o->body, "<text:p text:style-name=\"");
    odt_style_name(&o->body, style);
    buf_z(&o->body, "\">");
    o->spaced = true;
}

static void line(Odt *o, const char *style, Str text)
{
    open_line(o, style);
    odt_text(o, text);
    buf_z(&o->body, "</text:p>");
}

static void sender(Odt *o, const FlowLetter *l)
{
    double top = brief_sender(l->form);
    open_frame(o, FRAME_FELD, "Absender", BRIEF_FIELD_X, top, MM(BRIEF_SENDER_W),
               brief_field(l->form) - top - 1);
    line(o, STYLE_ABSENDER, l->sender);
    if (l->sender_more.n) line(o, STYLE_ABSENDERZEILE, l->sender_more);
    close_frame(o);
}

static void address(Odt *o, const FlowLetter *l)
{
    double field = brief_field(l->form);
    open_frame(o, FRAME_FELD, "Rücksendeangabe", BRIEF_FIELD_X, field + 0.5, MM(BRIEF_FIELD_W),
               BRIEF_RETURN_H - 0.5);
    line(o, STYLE_RUECKSENDEANGABE, l->return_line);
    close_frame(o);
    if (l->nnotes) {
        open_frame(o, FRAME_FELD_UNTEN, "Zusatzzone", BRIEF_FIELD_X, field + BRIEF_RETURN_H,
                   MM(BRIEF_FIELD_W), BRIEF_NOTES_H);
        for (int i = 0; i < l->nnotes; i++) line(o, STYLE_BRIEFVERMERK, l->notes[i]);
        close_frame(o);
    }
    open_frame(o, FRAME_FELD, "Anschrift", BRIEF_FIELD_X, field + BRIEF_RETURN_H + BRIEF_NOTES_H,
               MM(BRIEF_FIELD_W), BRIEF_ADDRESS_H);
    for (int i = 0; i < l->naddress; i++) line(o, STYLE_BRIEFANSCHRIFT, l->address[i]);
    if (!l->naddress) line(o, STYLE_BRIEFANSCHRIFT, S(""));
    close_frame(o);
}

/* Two columns: a label, and what hangs behind the tab. */
static void information(Odt *o, const FlowLetter *l)
{
    if (!l->ninfo) return;
    FlowLetterSizes z = odt_letter_sizes(o);
    open_frame(o, FRAME_FELD, "Informationsblock", BRIEF_INFO_X,
               brief_field(l->form) + BRIEF_INFO_BELOW, z.info_width + PLAY,
               BRIEF_FIELD_H - BRIEF_INFO_BELOW);
    for (int i = 0; i < l->ninfo; i++) {
        open_line(o, STYLE_BRIEFANGABE);
        odt_text(o, l->info[i].label);
        buf_z(&o->body, "<text:tab/>");
        odt_text(o, l->info[i].text);
        buf_z(&o->body, "</text:p>");
    }
    close_frame(o);
}

static void logo(Odt *o, const FlowLetter *l, const FlowBlock *b)
{
    size_t i = b && b->figure ? odt_image(o, b->figure->path) : o->nimg;
    if (i >= o->nimg || !o->img[i].width) return;
    const FlowFigure *g = b->figure;
    double w = g->width > 0 ? g->width : MM(35), h = w * o->img[i].height / o->img[i].width,
           most = MM(brief_logo_height(l->form));
    if (h > most) w *= most / h, h = most;
    buf_z(&o->body, "<draw:frame draw:style-name=\"");
    odt_style_name(&o->body, FRAME_LOGO);
    buf_printf(&o->body, "\" draw:name=\"Logo\" text:anchor-type=\"paragraph\" draw:z-index=\"%d\"",
               o->frames++);
    place(&o->body, MM(BRIEF_LOGO_RIGHT) - w, MM(BRIEF_TOP), w, h);
    buf_char(&o->body, '>');
    odt_picture(o, i);
    if (!g->decoration && g->alt.n) {
        buf_z(&o->body, "<svg:desc>");
        buf_xml(&o->body, g->alt);
        buf_z(&o->body, "</svg:desc>");
    }
    buf_z(&o->body, "</draw:frame>");
}

void odt_letter(Odt *o, const FlowBlock *b)
{
    const FlowLetter *l = b->letter;
    o->table_above = o->s->zeile * 0.1;
    odt_para_open(o, STYLE_BRIEFKOPF);
    sender(o, l);
    logo(o, l, b->kids);
    address(o, l);
    information(o, l);
    odt_para_close(o);
}

/* In the header of the first page: frames of which only the upper edge shows. */
void odt_letter_marks(Odt *o)
{
    const FlowLetter *l = o->letter;
    for (int i = 0; l && l->marks && i < 3; i++) {
        open_frame(o, FRAME_MARKE,
                   i == 1  ? "Lochmarke"
                       : i ? "Falzmarke unten"
                           : "Falzmarke oben",
                   BRIEF_MARK_X, brief_mark(l->form, i), MM(i == 1 ? 6 : 4), 2);
        line(o, "Header", S(""));
        close_frame(o);
    }
}

/* ---- agenda ---- */

const char *odt_agenda_style(const Odt *o, const FlowBlock *b)
{
    if (!o->letter || !o->level || !o->list[o->level].own) return NULL;
    bool keep = b->keep_with_next;
    if (b->role == ROLE_LABEL) return keep ? STYLE_TOP KEPT : STYLE_TOP;
    if (b->role == ROLE_SMALL) return keep ? STYLE_TOP_ANGABE KEPT : STYLE_TOP_ANGABE;
    if (b->role == ROLE_TEXT) return keep ? STYLE_TOP_TEXT KEPT : STYLE_TOP_TEXT;
    return NULL;
}

void odt_agenda_number(Odt *o)
{
    if (o->letter) {
        buf_z(&o->body, "<text:span text:style-name=\"");
        odt_style_name(&o->body, CHARS_TOP_NUMMER);
        buf_z(&o->body, "\">");
    }
    odt_text(o, o->item_label);
    buf_z(&o->body, o->letter ? "</text:span><text:tab/>" : "<text:tab/>");
    o->item_label.n = 0;
}
