/* The common pack of an edition as one file, for whoever asks the office for it. */
#include "pack/mappe.h"

#include "office/office.h"

typedef struct {
    Office *o;
    const OfficeOrder *w;
    const Sitzung *s;
    const FileSink *sink;
} Taking;

static bool take(void *ctx, int person, Str pdf)
{
    (void)person;
    const Taking *t = ctx;
    OfficeDocument x = { .sitzung = t->s };
    return sink_put(t->sink,
                    &(File){ .name = office_kind(KIND_SITZUNG)->file_name(t->o->a, &x, t->w),
                             .bytes = pdf,
                             .mime = "application/pdf" });
}

bool mappe_office(Office *o, const OfficeOrder *w, const FileSink *sink)
{
    const Sitzungsakte *akte = akte_open_bytes(o->a, o->d, &o->orte, w->doc, w->bytes);
    if (!akte || w->format != FORMAT_PDF) return false;
    akte->sitzung->metadatum = o->heute;
    Urteile judged = { 0 };
    Mappenbericht report;
    Mappe m = { .akte = akte,
                .edition = w->edition,
                .duplex = w->duplex,
                .large = w->large ? GRAD_GROSSDRUCK : 0,
                .gross = w->large,
                .urteile = &judged };
    Taking t = { o, w, akte->sitzung, sink };
    return mappe_make(o->a, o->d, &m, take, &t, &report);
}
