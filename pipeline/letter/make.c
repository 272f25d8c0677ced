/* The invitation to nobody by name, for whoever asks the office for it. */
#include "letter/letter.h"

#include "office/office.h"

static bool make(Office *o, const OfficeOrder *w, const Sitzungsakte *akte, Buf *out)
{
    double large = w->large ? GRAD_GROSSDRUCK : 0;
    const Sitzungsausgabe *e = sitzung_ausgabe(o->a, o->d, akte->sitzung, w->edition, akte->stil);
    if (!e) return false;
    if (w->format == FORMAT_PDF)
        return briefe_make(o->a, o->d, akte, &e, NULL, 1, w->duplex, large, out);
    return (w->format == FORMAT_ODT || w->format == FORMAT_FODT) &&
        brief_odt(o->a, o->d, akte, e, NULL, large, w->format == FORMAT_FODT, out);
}

bool brief_office(Office *o, const OfficeOrder *w, const FileSink *sink)
{
    const Sitzungsakte *akte = akte_open_bytes(o->a, o->d, &o->orte, w->doc, w->bytes);
    if (!akte) return false;
    akte->sitzung->metadatum = o->heute;
    OfficeDocument x = { .sitzung = akte->sitzung };
    OfficeOrder named = *w;
    named.product = S("einladung");
    Buf b = { 0 };
    bool ok = make(o, w, akte, &b) &&
        sink_put(sink,
                 &(File){ .name = office_kind(KIND_SITZUNG)->file_name(o->a, &x, &named),
                          .bytes = buf_view(&b) });
    buf_drop(&b);
    return ok;
}
