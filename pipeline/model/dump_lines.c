/* Lines of the dumps: "name: value", and plain data by their kinds. */
#include "model/dump_in.h"

static void margin(Dump *d)
{
    for (int i = 0; i < d->depth; i++) buf_z(d->out, "  ");
}

static void label(Dump *d, const char *name)
{
    margin(d);
    buf_z(d->out, name);
    buf_z(d->out, ": ");
}

void dump_open(Dump *d, const char *what, Str name)
{
    margin(d);
    buf_z(d->out, what);
    if (name.n) buf_char(d->out, ' ');
    buf_str(d->out, name);
    buf_char(d->out, '\n');
    d->depth++;
}

void dump_close(Dump *d) { d->depth--; }

void dump_str(Dump *d, const char *name, Str s)
{
    if (!s.n) return;
    label(d, name);
    buf_str(d->out, s);
    buf_char(d->out, '\n');
}

void dump_int(Dump *d, const char *name, int v)
{
    label(d, name);
    buf_int(d->out, v);
    buf_char(d->out, '\n');
}

void dump_enum(Dump *d, const char *name, EnumKind k, int v) { dump_str(d, name, enum_code(k, v)); }

void dump_money(Dump *d, const char *name, Money m)
{
    if (!m.set) return;
    label(d, name);
    money_xml(d->out, m);
    buf_char(d->out, '\n');
}

void dump_dec(Dump *d, const char *name, Dec v)
{
    if (!v.set) return;
    label(d, name);
    dec_xml(d->out, v);
    buf_char(d->out, '\n');
}

void dump_date(Dump *d, const char *name, Date v)
{
    if (!date_set(v)) return;
    label(d, name);
    date_iso(d->out, v);
    buf_char(d->out, '\n');
}

void dump_flag(Dump *d, const char *name, bool v)
{
    if (v) dump_str(d, name, S("ja"));
}

void dump_strs(Dump *d, const char *name, const Str *s, int n)
{
    for (int i = 0; i < n; i++) dump_str(d, name, s[i]);
}

void dump_feld(Dump *d, const Feld *f, const void *of)
{
    switch (f->art) {
    case FELD_EIGEN:
    case FELD_ERRECHNET: break;
    case FELD_ZEILE: dump_str(d, f->name, feld_zeile(f, of)); break;
    case FELD_GELD:
    case FELD_BETRAG: dump_money(d, f->name, feld_geld(f, of)); break;
    case FELD_ZAHL:
    case FELD_PROZENT: dump_dec(d, f->name, feld_zahl(f, of)); break;
    case FELD_TAG: dump_date(d, f->name, feld_tag(f, of)); break;
    case FELD_JA: dump_flag(d, f->name, feld_ja(f, of)); break;
    case FELD_WORT: dump_enum(d, f->name, f->worte, feld_wort(f, of)); break;
    }
}

void dump_felder(Dump *d, const Feld *all, int from, int end, const void *of)
{
    for (int i = from; i < end; i++) dump_feld(d, &all[i], of);
}
