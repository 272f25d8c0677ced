/* What Writer counts and names itself: numbers of figures and tables, references to them, to
 * sections and attachments, the Betreff and the number in running lines. ODF 1.3 part 3, 7.4.13
 * (text:sequence), 7.7 (references), 7.5.18 (text:user-defined). */
#include "write/odt/odt_in.h"

#include <stdio.h>

#define BETREFF_MARK "vl_betreff"

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* The last digits of s: [*from, end). */
static size_t last_digits(Str s, size_t *from)
{
    size_t end = s.n;
    while (end > 0 && !digit(s.p[end - 1])) end--;
    *from = end;
    while (*from > 0 && digit(s.p[*from - 1])) --*from;
    return end;
}

/* "2.1" at the end of s. */
static size_t last_number(Str s, size_t *from)
{
    size_t end = last_digits(s, from);
    while (*from > 1 && s.p[*from - 1] == '.' && digit(s.p[*from - 2])) {
        --*from;
        while (*from > 0 && digit(s.p[*from - 1])) --*from;
    }
    return end;
}

/* ---- numbers that Writer counts ---- */

static const char *const names[] = {
    "Illustration", "Table"
}; /* Writer's own, which a German window shows in German */

void odt_live_decls(Buf *b)
{
    buf_z(b, "<text:sequence-decls>");
    for (int i = 0; i < 2; i++)
        buf_printf(b, "<text:sequence-decl text:display-outline-level=\"0\" text:name=\"%s\"/>",
                   names[i]);
    buf_z(b, "</text:sequence-decls>");
}

/* The number of a caption: one more than the last, where it is; else told. */
static void sequence(Odt *o, Str s, int kind)
{
    size_t from, end = last_digits(s, &from);
    int n = 0;
    for (size_t i = from; i < end && n < 100000; i++) n = n * 10 + s.p[i] - '0';
    odt_text(o, str_sub(s, 0, from));
    buf_printf(&o->body,
               "<text:sequence text:ref-name=\"%s\" text:name=\"%s\" style:num-format=\"1\" "
               "text:formula=\"ooow:",
               odt_bookmark(o->a, o->captioned).p, names[kind]);
    if (n == o->sequence[kind] + 1)
        buf_printf(&o->body, "%s+1", names[kind]);
    else
        buf_printf(&o->body, "%d", n);
    buf_printf(&o->body, "\">%d</text:sequence>", n);
    o->sequence[kind] = n;
    o->spaced = false;
    odt_text(o, str_sub(s, end, s.n - end));
}

/* ---- references ---- */

static void reference(Odt *o, const char *element, const char *format, Str name, Str text)
{
    buf_printf(&o->body, "<text:%s text:reference-format=\"%s\" text:ref-name=\"", element, format);
    buf_xml(&o->body, name);
    buf_z(&o->body, "\">");
    buf_xml(&o->body, text);
    buf_printf(&o->body, "</text:%s>", element);
    o->spaced = false;
}

static void part_reference(Odt *o, const Run *r, size_t from, size_t end, const char *element,
                           const char *format)
{
    odt_text(o, str_sub(r->text, 0, from));
    reference(o, element, format, odt_bookmark(o->a, r->target),
              str_sub(r->text, from, end - from));
    odt_text(o, str_sub(r->text, end, r->text.n - end));
}

/* Between the quotation marks. */
static bool title_reference(Odt *o, const Run *r)
{
    size_t open = str_find(r->text, S("„"));
    if (open == (size_t)-1 || !str_ends(r->text, S("“"))) return false;
    part_reference(o, r, open + 3, r->text.n - 3, "bookmark-ref", "text");
    return true;
}

static void attachment(Odt *o, Str s)
{
    size_t n = str_find(s, S(":"));
    Str name = str_sub(s, 0, n);
    buf_z(&o->body, "<text:reference-mark-start text:name=\"");
    buf_xml(&o->body, name);
    buf_z(&o->body, "\"/>");
    odt_text(o, name);
    buf_z(&o->body, "<text:reference-mark-end text:name=\"");
    buf_xml(&o->body, name);
    buf_z(&o->body, "\"/>");
    odt_text(o, str_sub(s, n, s.n - n));
}

bool odt_live(Odt *o, const Run *r)
{
    size_t from = 0, end = 0;
    switch ((Live)r->live) {
    case LIVE_FIGURE:
    case LIVE_TABLE:
        if (!o->captioned.n) return false;
        sequence(o, r->text, r->live == LIVE_TABLE);
        return true;
    case LIVE_ANLAGE: attachment(o, r->text); return true;
    case LIVE_TO_FIGURE:
    case LIVE_TO_TABLE:
        end = last_digits(r->text, &from);
        part_reference(o, r, from, end, "sequence-ref", "value");
        return true;
    case LIVE_TO_NUMBER:
        end = last_number(r->text, &from);
        part_reference(o, r, from, end, "bookmark-ref", "number-all-superior");
        return true;
    case LIVE_TO_TITLE: return title_reference(o, r);
    case LIVE_TO_ANLAGE: reference(o, "reference-ref", "text", r->text, r->text); return true;
    case LIVE_FELD_BETREFF:
        if (!o->running || !o->betreff_marked) return false;
        reference(o, "bookmark-ref", "text", S(BETREFF_MARK), odt_unprompted(r->text));
        return true;
    case LIVE_FELD_NUMMER:
        if (!o->running) return false;
        buf_z(&o->body, "<text:user-defined text:name=\"" META_NUMMER "\">");
        buf_xml(&o->body, r->text);
        buf_z(&o->body, "</text:user-defined>");
        o->spaced = false;
        return true;
    case LIVE_NONE:
    case LIVE_BETREFF: break;
    }
    return false;
}

/* A mark round the Betreff, of which the running lines tell. Before each run and, with NULL, behind
 * the last. */
void odt_live_betreff(Odt *o, const Run *r)
{
    bool in = r && r->live == LIVE_BETREFF;
    if (in && !o->betreff_marked && !o->running) {
        buf_z(&o->body, "<text:bookmark-start text:name=\"" BETREFF_MARK "\"/>");
        o->betreff_marked = o->betreff_open = true;
    } else if (!in && o->betreff_open) {
        buf_z(&o->body, "<text:bookmark-end text:name=\"" BETREFF_MARK "\"/>");
        o->betreff_open = false;
    }
}
