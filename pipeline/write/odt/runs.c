/* Runs of text: white space, styles of characters, links, footnotes, fields. */
#include "write/odt/odt_in.h"

#include "base/hash.h"

static const char *char_style(unsigned flags)
{
    bool bold = flags & RUN_BOLD, italic = flags & RUN_ITALIC;
    if (flags & RUN_SUP) return CHARS_HOCH;
    if (flags & RUN_SUB) return CHARS_TIEF;
    return bold && italic ? CHARS_STARK_BETONT : bold ? CHARS_STARK : italic ? CHARS_BETONT : NULL;
}

static int span_open(Odt *o, const char *display)
{
    buf_z(&o->body, "<text:span text:style-name=\"");
    odt_style_name(&o->body, display);
    buf_z(&o->body, "\">");
    return 1;
}

const char *odt_lang_style(Odt *o, Str lang)
{
    return str_z(o->a, str_printf(o->a, "Vorlage Sprache %.*s", STR_FMT(lang)));
}

/* Each other language is a character style, which is defined when the styles are written. */
static int lang_open(Odt *o, Str lang)
{
    int i = 0;
    while (i < o->nlangs && !str_eq(o->langs[i].tag, lang)) i++;
    if (i == o->langroom) {
        int room = o->langroom ? 2 * o->langroom : 8;
        o->langs = arena_extend(o->a, o->langs, sizeof *o->langs * (size_t)o->langroom,
                                sizeof *o->langs * (size_t)room);
        o->langroom = room;
    }
    if (i == o->nlangs) o->langs[o->nlangs++].tag = lang;
    return span_open(o, odt_lang_style(o, lang));
}

static bool link_open(Odt *o, const Run *r)
{
    if (!r->url.n && !r->target.n) return false;
    buf_z(&o->body, "<text:a xlink:type=\"simple\" xlink:href=\"");
    if (r->url.n)
        buf_xml(&o->body, r->url);
    else {
        buf_char(&o->body, '#');
        buf_str(&o->body, odt_bookmark(o->a, r->target));
    }
    buf_char(&o->body, '"');
    if (r->link_desc.n) {
        buf_z(&o->body, " office:title=\"");
        buf_xml(&o->body, r->link_desc);
        buf_char(&o->body, '"');
    }
    buf_z(&o->body,
          " text:style-name=\"Internet_20_link\" "
          "text:visited-style-name=\"Visited_20_Internet_20_Link\">");
    return true;
}

static void footnote(Odt *o, const Run *r)
{
    int n = ++o->notes;
    buf_printf(
        &o->body,
        "<text:note text:id=\"ftn%d\" "
        "text:note-class=\"footnote\"><text:note-citation>%d</text:note-citation><text:note-body>",
        n, n);
    bool spaced = o->spaced;
    const char *style = o->text_style;
    o->text_style = STYLE_FUSSNOTE;
    o->inside++;
    odt_blocks(o, r->note);
    o->inside--;
    o->text_style = style;
    o->spaced = spaced;
    buf_z(&o->body, "</text:note-body></text:note>");
}

static void one_run(Odt *o, const Run *r)
{
    if (r->flags & RUN_BREAK) {
        buf_z(&o->body, "<text:line-break/>");
        o->spaced = true;
        return;
    }
    if (r->flags & RUN_NOTE) {
        footnote(o, r);
        return;
    }
    if (r->flags & RUN_PAGE) {
        buf_z(&o->body, "<text:page-number text:select-page=\"current\">1</text:page-number>");
        o->spaced = false;
        return;
    }
    if (r->flags & RUN_PAGES) {
        buf_z(&o->body, "<text:page-count>1</text:page-count>");
        o->spaced = false;
        return;
    }
    Str lang = r->lang.n ? r->lang : o->lang;
    bool kept = r->live >= LIVE_TO_FIGURE && r->live <= LIVE_TO_ANLAGE,
         link = !kept && link_open(o, r);
    int spans = lang.n && !str_eq(lang, o->f->lang) ? lang_open(o, lang) : 0;
    const char *style = char_style(r->flags);
    if (style) spans += span_open(o, style);
    if (r->live && odt_live(o, r)) { /* written */
    } else if (r->choice && o->s->formular)
        odt_form_choice(o, (EnumKind)(r->choice - 1), r->text);
    else
        odt_text(o, r->text);
    while (spans--) buf_z(&o->body, "</text:span>");
    if (link) buf_z(&o->body, "</text:a>");
}

void odt_runs(Odt *o, const Run *r)
{
    for (; r; r = r->next) {
        odt_live_betreff(o, r);
        one_run(o, r);
    }
    odt_live_betreff(o, NULL);
}
