/* styles.xml: the house style as named styles, page layouts and master pages. Own styles begin with
 * "Vorlage "; the others are Writer's own, under their English names. */
#include "write/odt/odt_in.h"

#include <stdio.h>

/* Spacing and type of one paragraph style, relative to the house style: before, after in lines;
 * size in pt (0: as parent). */
typedef struct {
    const char *name, *parent, *next;
    double before, after, size;
    const char *align; /* NULL: as parent; "text": justified or left, as the house style says */
    /* of "b" bold, "i" italic, "u" capitals, "h" never hyphenated, "y" hyphenated in any house
     * style (cells are narrow), "t" in the face of titles */
    const char *weight;
    bool keep;
    int outline;      /* heading level */
    const char *more; /* further properties of the paragraph: attributes, then elements */
} ParaStyle;

/* A line that grows with the picture in it: a fixed height would cut it off. */
#define PICTURE_LINE " fo:line-height=\"100%\""

static void para_style(Odt *o, Buf *b, const ParaStyle *p)
{
    const Stil *s = o->s;
    buf_z(b, "<style:style style:name=\"");
    odt_style_name(b, p->name);
    buf_printf(b, "\" style:display-name=\"%s\" style:family=\"paragraph\"", p->name);
    if (p->parent) {
        buf_z(b, " style:parent-style-name=\"");
        odt_style_name(b, p->parent);
        buf_char(b, '"');
    }
    if (p->next) {
        buf_z(b, " style:next-style-name=\"");
        odt_style_name(b, p->next);
        buf_char(b, '"');
    }
    if (p->outline) buf_printf(b, " style:default-outline-level=\"%d\"", p->outline);
    buf_z(b, " style:class=\"text\"><style:paragraph-properties");
    odt_pt(b, "fo:margin-top", p->before * s->zeile);
    odt_pt(b, "fo:margin-bottom", p->after * s->zeile);
    const char *align =
        p->align && !strcmp(p->align, "text") ? (s->blocksatz ? "justify" : "start") : p->align;
    if (align) buf_printf(b, " fo:text-align=\"%s\"", align);
    if (p->size > 0) odt_pt(b, "fo:line-height", p->size * s->zeile / s->grad);
    if (p->keep) buf_z(b, " fo:keep-with-next=\"always\"");
    const char *inner = p->more ? strchr(p->more, '<') : NULL;
    if (p->more) buf_bytes(b, p->more, inner ? (size_t)(inner - p->more) : strlen(p->more));
    if (inner)
        buf_printf(b, ">%s</style:paragraph-properties>", inner);
    else
        buf_z(b, "/>");
    buf_z(b, "<style:text-properties");
    if (p->size > 0) odt_pt(b, "fo:font-size", p->size);
    for (const char *w = p->weight; *w; w++)
        buf_z(b,
              *w == 'b'       ? " fo:font-weight=\"bold\""
                  : *w == 'i' ? " fo:font-style=\"italic\""
                  : *w == 'u' ? " fo:text-transform=\"uppercase\""
                  : *w == 'y' ? " fo:hyphenate=\"true\""
                  : *w == 't' ? " style:font-name=\"Titel\""
                              : " fo:hyphenate=\"false\"");
    buf_z(b, "/></style:style>\n");
}

static void heading_styles(Odt *o, Buf *b)
{
    const Stil *s = o->s;
    const double size[] = { s->grad_titel, s->grad_h1, s->grad_h2,
                            s->grad_h3,    s->grad_h4, s->grad_h4 };
    static const double before_all[] = { 1.0, 1.0, 0.7, 0.5, 0.5, 0.5 },
                        after_all[] = {
                            0.6, 0.5, 0.35, 0.3, 0.3, 0.3
                        }; /* with the half line behind text as on our pages */
    static const double before_letter[] = { 0, 1.0, 1.2, 0.5, 0.5, 0.5 },
                        after_letter[] = {
                            0.6, 0, 0, 0.3, 0.3, 0.3
                        }; /* items of an agenda bring their own */
    const double *before = o->letter ? before_letter : before_all,
                 *after = o->letter ? after_letter : after_all;
    para_style(o, b,
               &(ParaStyle){ "Heading", "Standard", STYLE_TEXT, 0.8, 0.4, 0, "start", "bht", true,
                             0, NULL });
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "Heading %d", i + 1);
        para_style(o, b,
                   &(ParaStyle){ name, "Heading", STYLE_TEXT, before[i], after[i], size[i], NULL,
                                 i > 4 ? "i" : "", true, i + 1, NULL });
    }
    para_style(o, b,
               &(ParaStyle){ "Contents Heading", "Heading 2", NULL, before[1], after[1], size[1],
                             NULL, "", true, 0, NULL });
}

static void small_styles(Odt *o, Buf *b)
{
    for (int i = 0; odt_small_styles[i][0]; i++) {
        buf_z(b, "<style:style style:name=\"");
        odt_style_name(b, odt_small_styles[i][1]);
        buf_printf(
            b, "\" style:display-name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"",
            odt_small_styles[i][1]);
        odt_style_name(b, odt_small_styles[i][0]);
        buf_z(b, "\" style:class=\"text\"");
        odt_small_look(o, b);
    }
}

static void text_styles(Odt *o, Buf *b)
{
    const Stil *s = o->s;
    double small = s->grad_klein,
           cell = s->grad - (s->grad >= 10 ? 1 : 0); /* in tables a point less, but in the head */
    const ParaStyle all[] = {
        { STYLE_TEXT, "Standard", NULL, 0, 0.5, 0, "text", "", false, 0, NULL },
        { STYLE_SCHLUSS, STYLE_TEXT, NULL, 0, 0.5, 0, NULL, "", true, 0, NULL },
        { STYLE_KOERPERSCHAFT, "Standard", NULL, 0, 0.2, 0, "start", "h", true, 0, NULL },
        { STYLE_NUMMER, "Standard", STYLE_TEXT, 0.3, 0.5, s->grad_titel, "start", "bht", true, 0,
          NULL },
        { STYLE_STATUS, "Standard", NULL, 0, 0.5, 0, "start", "bh", true, 0, NULL },
        { STYLE_BEZEICHNUNG, "Standard", NULL, 0.6, 0.2, 0, "start", "b", true, 0, NULL },
        { STYLE_KOPFZEILE, "Standard", NULL, 0, 0.1, 0, "start", "", false, 0, NULL },
        { STYLE_KLEIN, "Standard", NULL, 0, 0.3, small, "start", "", false, 0, NULL },
        { STYLE_HINWEIS, "Standard", STYLE_TEXT, 0.1, 0.3, small, "start", "i", true, 0, NULL },
        { STYLE_AUSLASSUNG, STYLE_TEXT, NULL, 0, 0.5, 0, "start", "i", false, 0, NULL },
        { STYLE_BILDUNTERSCHRIFT, "Standard", NULL, 0, 0.7, small, "start", "", false, 0, NULL },
        { STYLE_BILDTEXT, STYLE_BILDUNTERSCHRIFT, NULL, 0, 0, small, "start", "", true, 0, NULL },
        { STYLE_BILDNACHWEIS, "Standard", NULL, 0, 0.7, small, "start", "", false, 0, NULL },
        { STYLE_ABBILDUNG, "Standard", NULL, 0.5, 0.2, 0, "start", "", true, 0, PICTURE_LINE },
        { STYLE_ABBILDUNG_ALLEIN, "Standard", NULL, 0.5, 0.5, 0, "start", "", false, 0,
          PICTURE_LINE },
        { STYLE_LOGO, "Standard", NULL, 0, 0.3, 0, s->logo_rechts ? "end" : "start", "", true, 0,
          PICTURE_LINE },
        { STYLE_TABELLENTITEL, "Standard", NULL, 0.5, 0.1, small, "start", "b", true, 0, NULL },
        { STYLE_ZELLE, "Standard", NULL, 0, 0, cell, "start", "y", false, 0, NULL },
        { STYLE_ZEILENKOPF, STYLE_ZELLE, NULL, 0, 0, 0, NULL, "", false, 0, NULL },
        { STYLE_TABELLENKOPF, STYLE_ZELLE, NULL, 0, 0, 0, NULL, "b", true, 0, NULL },
        { STYLE_TABELLENKOPF_RECHTS, STYLE_TABELLENKOPF, NULL, 0, 0, 0, "end", "", true, 0, NULL },
        { STYLE_BETRAG, STYLE_ZELLE, NULL, 0, 0, 0, "end", "h", false, 0, NULL },
        { STYLE_SUMME, STYLE_BETRAG, NULL, 0, 0, 0, NULL, "b", false, 0, NULL },
        { STYLE_SUMME_TEXT, STYLE_ZELLE, NULL, 0, 0, 0, NULL, "b", false, 0, NULL },
        { STYLE_GRUPPE, STYLE_ZELLE, NULL, 0.2, 0, 0, NULL, "b", true, 0, NULL },
        { STYLE_KOPF_BEZEICHNUNG, STYLE_ZELLE, NULL, 0, 0, s->grad, NULL, "b", false, 0, NULL },
        { STYLE_KOPF_WERT, STYLE_ZELLE, NULL, 0, 0, s->grad, NULL, "", false, 0, NULL },
        { STYLE_KASTEN, STYLE_TEXT, NULL, 0, 0.35, 0, NULL, "", false, 0, NULL },
        { STYLE_LISTE, STYLE_TEXT, NULL, 0, 0.1, 0, "start", "", false, 0, NULL },
        { STYLE_LISTE_WEIT, STYLE_TEXT, NULL, 0, 0.35, 0, NULL, "", false, 0, NULL },
        { STYLE_LISTE_SCHLUSS, STYLE_LISTE, NULL, 0, 0.1, 0, NULL, "", true, 0, NULL },
        { STYLE_LISTE_WEIT_SCHLUSS, STYLE_LISTE_WEIT, NULL, 0, 0.35, 0, NULL, "", true, 0, NULL },
        { STYLE_ZITATQUELLE, "Standard", NULL, 0, 0.5, small, "end", "", false, 0,
          " fo:margin-left=\"15pt\"" },
        { STYLE_ZITAT, STYLE_TEXT, NULL, 0, 0.5, 0, NULL, "", false, 0,
          " fo:margin-left=\"15pt\" fo:margin-right=\"15pt\"" },
        { STYLE_FUSSNOTE, "Standard", NULL, 0, 0, small, "start", "", false, 0,
          " fo:margin-left=\"12pt\" fo:text-indent=\"-12pt\"" },
        { "Header", "Standard", NULL, 0, 0, small, "start", "h", false, 0, NULL },
        { "Footer", "Standard", NULL, 0, 0, small, "start", "h", false, 0, NULL },
        { "Vorlage Klassifikation", "Header", NULL, 0,
          o->letter ? odt_mark_gap(o, small * s->zeile / s->grad) / s->zeile : 0, 0, "center", "b",
          false, 0, NULL },
        { STYLE_VERMERKART, "Standard", NULL, 0.3, 0, small, "start", "", true, 0, NULL },
        { STYLE_UNTERSCHRIFTLINIE, "Standard", NULL, 2.2, 0, small, "start", "", true, 0,
          "<style:tab-stops><style:tab-stop style:position=\"60mm\" style:leader-style=\"solid\" "
          "style:leader-text=\"_\"/></style:tab-stops>" },
        { STYLE_NAME, "Standard", NULL, 0.3, 0, 0, "start", "h", true, 0, NULL },
        { STYLE_AMT, "Standard", NULL, 0, 0, 0, "start", "h", false, 0, NULL },
        { STYLE_ORT_DATUM, STYLE_AMT, NULL, 0, 0, 0, NULL, "", false, 0, NULL },
        { "Index", "Standard", NULL, 0, 0.1, 0, "start", "", false, 0, NULL },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) para_style(o, b, &all[i]);
    odt_field_styles(o, b);
    small_styles(o, b);
    char tab[256];
    for (int i = 1; i <= 2; i++) {
        char name[16];
        snprintf(name, sizeof name, "Contents %d", i);
        Buf t = { 0 };
        if (i > 1) odt_pt(&t, "fo:margin-left", (i - 1) * 15);
        buf_z(&t,
              "<style:tab-stops><style:tab-stop style:type=\"right\" style:leader-style=\"dotted\" "
              "style:leader-text=\".\"");
        odt_pt(&t, "style:position", s->breite - s->innen - s->aussen - (i - 1) * 15);
        buf_z(&t, "/></style:tab-stops>");
        snprintf(tab, sizeof tab, "%.*s", (int)t.n, t.p);
        buf_drop(&t);
        para_style(o, b,
                   &(ParaStyle){ name, "Index", NULL, 0, 0.1, 0, NULL, i == 1 ? "" : "", false, 0,
                                 tab });
    }
}

static void char_styles(Buf *b)
{
    static const char *const st[][2] = {
        { CHARS_STARK, "fo:font-weight=\"bold\"" },
        { CHARS_BETONT, "fo:font-style=\"italic\"" },
        { CHARS_STARK_BETONT, "fo:font-weight=\"bold\" fo:font-style=\"italic\"" },
        { CHARS_ZEICHEN, "" },
        { CHARS_UNTERZEICHNER, "" },
        { CHARS_HOCH, "style:text-position=\"super 65%\"" },
        { CHARS_TIEF, "style:text-position=\"sub 65%\"" },
        { "Internet link",
          "fo:color=\"#000000\" style:text-underline-style=\"solid\" "
          "style:text-underline-width=\"auto\" style:text-underline-color=\"font-color\"" },
        { "Index Link", "fo:color=\"#000000\"" },
        { "Visited Internet Link",
          "fo:color=\"#000000\" style:text-underline-style=\"solid\" "
          "style:text-underline-width=\"auto\" style:text-underline-color=\"font-color\"" },
        { "Footnote Symbol", "" },
        { "Footnote anchor", "style:text-position=\"super 65%\"" },
    };
    for (size_t i = 0; i < sizeof st / sizeof *st; i++) {
        buf_z(b, "<style:style style:name=\"");
        odt_style_name(b, st[i][0]);
        buf_printf(b,
                   "\" style:display-name=\"%s\" style:family=\"text\"><style:text-properties "
                   "%s/></style:style>\n",
                   st[i][0], st[i][1]);
    }
}

static void lang_styles(Odt *o, Buf *b)
{
    for (int i = 0; i < o->nlangs; i++) {
        Str lang = o->langs[i].tag;
        size_t dash = str_find(lang, S("-"));
        const char *name = odt_lang_style(o, lang);
        buf_z(b, "<style:style style:name=\"");
        odt_style_name(b, name);
        buf_printf(b,
                   "\" style:display-name=\"%s\" style:family=\"text\"><style:text-properties "
                   "fo:language=\"",
                   name);
        buf_xml(b, str_sub(lang, 0, dash));
        buf_z(b, "\" fo:country=\"");
        buf_xml(b, dash == (size_t)-1 ? S("none") : str_sub(lang, dash + 1, lang.n));
        buf_z(b, "\"/></style:style>\n");
    }
}

static void list_styles(Buf *b)
{
    for (int ordered = 0; ordered < 2; ordered++) {
        buf_printf(b, "<text:list-style style:name=\"%s\" style:display-name=\"%s\">",
                   ordered ? "Vorlage_20_Nummern" : "Vorlage_20_Punkte",
                   ordered ? STYLE_NUMMERN : STYLE_PUNKTE);
        for (int l = 1; l <= 10; l++) {
            double at = l * 14.17 + (ordered ? 4 * l : 0), indent = ordered ? 18.17 : 14.17;
            if (ordered)
                buf_printf(b,
                           "<text:list-level-style-number text:level=\"%d\" style:num-format=\"1\" "
                           "style:num-suffix=\".\">",
                           l);
            else
                buf_printf(
                    b, "<text:list-level-style-bullet text:level=\"%d\" text:bullet-char=\"%s\">",
                    l, l % 2 ? "•" : "–");
            buf_z(b,
                  "<style:list-level-properties "
                  "text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-"
                  "label-alignment text:label-followed-by=\"listtab\"");
            odt_pt(b, "text:list-tab-stop-position", at);
            odt_pt(b, "fo:text-indent", -indent);
            odt_pt(b, "fo:margin-left", at);
            buf_printf(b, "/></style:list-level-properties></text:list-level-style-%s>",
                       ordered ? "number" : "bullet");
        }
        buf_z(b, "</text:list-style>\n");
    }
}

/* Items whose numbers are text, with a tab behind. */
static void agenda_style(const Odt *o, Buf *b)
{
    FlowLetterSizes z = { .step = { 42, 42, 42, 42 } };
    if (o->letter) z = odt_letter_sizes(o);
    double at = 0;
    buf_z(b,
          "<text:list-style style:name=\"Vorlage_20_Tagesordnung\" "
          "style:display-name=\"" STYLE_TAGESORDNUNG "\">");
    for (int l = 1; l <= 10; l++) {
        buf_printf(b,
                   "<text:list-level-style-number text:level=\"%d\" "
                   "style:num-format=\"\"><style:list-level-properties "
                   "text:list-level-position-and-space-mode=\"label-alignment\">"
                   "<style:list-level-label-alignment text:label-followed-by=\"nothing\"",
                   l);
        double step = l <= FLOW_LETTER_LEVELS && z.step[l - 1] > 0 ? z.step[l - 1] : z.step[0];
        at += step;
        odt_pt(b, "fo:text-indent", -step);
        odt_pt(b, "fo:margin-left", at);
        buf_z(b, "/></style:list-level-properties></text:list-level-style-number>");
    }
    buf_z(b, "</text:list-style>\n");
}

/* Sections carry live numbers where the house style numbers them: 1, 1.1, ... ODF 1.3 part
 * 3, 16.34. */
static void outline(Odt *o, Buf *b)
{
    bool decimal = o->s->nummerierung == NUMMERIERUNG_DEZIMAL;
    buf_z(b, "<text:outline-style style:name=\"Outline\">");
    for (int l = 1; l <= 10; l++) {
        bool numbered = decimal && l >= ODT_NUMBERED && l <= 6;
        buf_printf(b, "<text:outline-level-style text:level=\"%d\" style:num-format=\"%s\"", l,
                   numbered ? "1" : "");
        if (numbered && l > ODT_NUMBERED)
            buf_printf(b, " text:display-levels=\"%d\"", l - ODT_NUMBERED + 1);
        buf_printf(b,
                   "><style:list-level-properties "
                   "text:list-level-position-and-space-mode=\"label-alignment\">"
                   "<style:list-level-label-alignment "
                   "text:label-followed-by=\"%s\"/></style:list-level-properties></"
                   "text:outline-level-style>",
                   numbered ? "space" : "nothing");
    }
    buf_z(b,
          "</text:outline-style>\n<text:notes-configuration text:note-class=\"footnote\" "
          "text:citation-style-name=\"Footnote_20_Symbol\" "
          "text:citation-body-style-name=\"Footnote_20_anchor\""
          " text:default-style-name=\"Footnote\" style:num-format=\"1\" text:start-value=\"0\" "
          "text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/>\n");
}

static void default_style(Odt *o, Buf *b)
{
    const Stil *s = o->s;
    buf_z(b,
          "<style:default-style style:family=\"paragraph\"><style:paragraph-properties "
          "fo:orphans=\"2\" fo:widows=\"2\" fo:hyphenation-ladder-count=\"2\" "
          "style:tab-stop-distance=\"12.5mm\" style:writing-mode=\"page\"");
    odt_pt(b, "fo:line-height", s->zeile);
    buf_z(b, "/><style:text-properties style:font-name=\"Text\"");
    odt_pt(b, "fo:font-size", s->grad);
    buf_printf(b,
               " fo:language=\"de\" fo:country=\"DE\" fo:hyphenate=\"%s\" "
               "fo:hyphenation-remain-char-count=\"2\" "
               "fo:hyphenation-push-char-count=\"3\"/></style:default-style>\n",
               s->trennung ? "true" : "false");
    buf_z(b,
          "<style:default-style style:family=\"table\"><style:table-properties "
          "table:border-model=\"collapsing\"/></style:default-style>\n"
          "<style:default-style style:family=\"table-row\"><style:table-row-properties "
          "fo:keep-together=\"always\"/></style:default-style>\n"
          "<style:default-style style:family=\"graphic\"><style:text-properties fo:language=\"de\" "
          "fo:country=\"DE\"/></style:default-style>\n"
          "<style:style style:name=\"Standard\" style:family=\"paragraph\" style:class=\"text\"/>\n"
          "<style:style style:name=\"Graphics\" style:family=\"graphic\"><style:graphic-properties "
          "text:anchor-type=\"as-char\" style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" "
          "fo:border=\"none\" fo:padding=\"0pt\"/></style:style>\n");
}

static void font_face(Buf *b, const char *name, Str family)
{
    buf_printf(b, "<style:font-face style:name=\"%s\" svg:font-family=\"'", name);
    buf_xml(b, family);
    buf_printf(b, "'\" style:font-family-generic=\"%s\" style:font-pitch=\"variable\"/>",
               str_find(family, S("Serif")) != (size_t)-1 ? "roman" : "swiss");
}

void odt_font_faces(Odt *o, Buf *b)
{
    Str text = o->s->schrift.n ? o->s->schrift : S("Noto Sans");
    buf_z(b, "<office:font-face-decls>");
    font_face(b, "Text", text);
    font_face(b, "Titel", o->s->schrift_titel.n ? o->s->schrift_titel : text);
    buf_z(b, "</office:font-face-decls>\n");
}

void odt_styles_inner(Odt *o, Str autos, Buf *out)
{
    bool turned = str_find(buf_view(&o->autos), S("master-page-name=\"Quer\"")) != (size_t)-1;
    Buf masters = odt_master_pages(o, turned);
    odt_font_faces(o, out);
    buf_z(out, "<office:styles>");
    default_style(o, out);
    heading_styles(o, out);
    text_styles(o, out);
    char_styles(out);
    lang_styles(o, out);
    odt_running_styles(o, out, turned);
    odt_letter_styles(o, out);
    outline(o, out);
    if (o->s->zeilennummern)
        buf_z(out,
              "<text:linenumbering-configuration text:number-lines=\"true\" text:offset=\"10pt\" "
              "style:num-format=\"1\" text:number-position=\"left\" text:increment=\"5\" "
              "text:restart-on-page=\"true\"/>\n");
    list_styles(out);
    agenda_style(o, out);
    buf_z(out, "</office:styles><office:automatic-styles>");
    for (int i = 0; i <= turned; i++) odt_page_layout(o, out, i);
    buf_str(out, autos);
    buf_z(out, "</office:automatic-styles><office:master-styles>");
    buf_str(out, buf_view(&masters));
    buf_z(out, "</office:master-styles>");
    buf_drop(&masters);
}

void odt_styles_xml(Odt *o, Buf *out)
{
    buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles%s>",
               odt_namespaces);
    odt_styles_inner(o, S(""), out);
    buf_z(out, "</office:document-styles>\n");
}
