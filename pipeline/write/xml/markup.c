/* Markup: names, attributes, indentation. XML 1.0, UTF-8. */
#include "write/xml/xml_in.h"

void xml_text(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '&')
            buf_z(b, "&amp;");
        else if (c == '<')
            buf_z(b, "&lt;");
        else if (c == '>')
            buf_z(b, "&gt;");
        else
            buf_char(b, c);
    }
}

static void indent(Xml *x)
{
    for (int i = 0; i < x->depth; i++) buf_z(x->out, "  ");
}

void xml_mark(Xml *x, Place at)
{
    if (x->places) places_add(x->a, x->places, at, x->out->n + 2 * (size_t)x->depth);
}
void xml_mark_here(Xml *x, Place at)
{
    if (x->places) places_add(x->a, x->places, at, x->out->n);
}

void xml_open(Xml *x, const char *name)
{
    indent(x);
    buf_printf(x->out, "<%s", name);
}

static void value_open(Xml *x, const char *name) { buf_printf(x->out, " %s=\"", name); }
static void value_close(Xml *x) { buf_char(x->out, '"'); }

void xml_attr(Xml *x, const char *name, Str v)
{
    if (!v.n) return;
    value_open(x, name);
    for (size_t i = 0; i < v.n; i++) {
        if (v.p[i] == '"')
            buf_z(x->out, "&quot;");
        else
            xml_text(x->out, (Str){ v.p + i, 1 });
    }
    value_close(x);
}

void xml_attr_int(Xml *x, const char *name, int v)
{
    if (v > 0) buf_printf(x->out, " %s=\"%d\"", name, v);
}

void xml_attr_enum(Xml *x, const char *name, EnumKind k, int v)
{
    xml_attr(x, name, enum_code(k, v));
}

void xml_attr_money(Xml *x, const char *name, Money m)
{
    if (!m.set) return;
    value_open(x, name);
    money_xml(x->out, m);
    value_close(x);
}

void xml_attr_dec(Xml *x, const char *name, Dec v)
{
    if (!v.set) return;
    value_open(x, name);
    dec_xml(x->out, v);
    value_close(x);
}

void xml_attr_date(Xml *x, const char *name, Date v)
{
    if (!date_set(v)) return;
    value_open(x, name);
    date_iso(x->out, v);
    value_close(x);
}

void xml_attr_ja(Xml *x, const char *name, bool v)
{
    if (v) xml_attr(x, name, S("ja"));
}

void xml_attr_list(Xml *x, const char *name, const Str *s, int n)
{
    if (!n) return;
    value_open(x, name);
    for (int i = 0; i < n; i++) {
        if (i) buf_char(x->out, ' ');
        buf_str(x->out, s[i]);
    }
    value_close(x);
}

void xml_attr_feld(Xml *x, const Feld *f, const void *of)
{
    switch (f->art) {
    case FELD_EIGEN:
    case FELD_ERRECHNET: break;
    case FELD_ZEILE: xml_attr(x, f->name, feld_zeile(f, of)); break;
    case FELD_GELD:
    case FELD_BETRAG: xml_attr_money(x, f->name, feld_geld(f, of)); break;
    case FELD_ZAHL:
    case FELD_PROZENT: xml_attr_dec(x, f->name, feld_zahl(f, of)); break;
    case FELD_TAG: xml_attr_date(x, f->name, feld_tag(f, of)); break;
    case FELD_JA: xml_attr_ja(x, f->name, feld_ja(f, of)); break;
    case FELD_WORT: xml_attr_enum(x, f->name, f->worte, feld_wort(f, of)); break;
    }
}

void xml_inner(Xml *x)
{
    buf_z(x->out, ">\n");
    x->depth++;
}

void xml_empty(Xml *x) { buf_z(x->out, "/>\n"); }
void xml_line(Xml *x) { buf_char(x->out, '>'); }

void xml_close(Xml *x, const char *name)
{
    x->depth--;
    indent(x);
    buf_printf(x->out, "</%s>\n", name);
}

void xml_line_close(Xml *x, const char *name) { buf_printf(x->out, "</%s>\n", name); }

void xml_element(Xml *x, const char *name, Str text)
{
    if (!text.n) return;
    xml_open(x, name);
    xml_line(x);
    xml_text(x->out, text);
    xml_line_close(x, name);
}
