/* The form for authors: a skeleton in the house style, with prompts. */
#include "office/office.h"

#include "base/check.h"
#include "flow/flow.h"
#include "office/looks.h"
#include "page/page.h"
#include "read/read.h"
#include "write/odt/odt.h"

/* The style may not come from the paper: there is none yet. */
static Flow *form(Office *o, Str nummer, Str art)
{
    Buf b = { 0 };
    Stil *stil = akte_stil(o->a, o->d, &o->orte, NULL, S(""), NO_PLACE);
    if (!stil) return NULL;
    stil->formular = true;
    skeleton_formular(o->a, &b, nummer, art, stil);
    Diags *own = diags_new(o->a); /* of our own text nothing is to be told */
    const Vorlage *v = read_vorlage(o->a, own, S("<formular>"), str_keep(o->a, buf_view(&b)));
    buf_drop(&b);
    CHECK(v != NULL);
    Koerperschaft *body;
    if (!akte_koerperschaft(o->a, o->d, &o->orte, NULL, v->koerperschaft, v->at, stil, &body))
        return NULL;
    const Ausgabe *e =
        ausgabe_make(o->a, o->d, v, EDITION_FULL, stil->auslassung == AUSLASSUNG_STUMM);
    Flow *f = e ? flow_compose(o->a, o->d, e, body, stil, NULL) : NULL;
    if (f && !date_set(f->date)) f->date = o->heute;
    return f && !diags_errors(o->d) ? f : NULL;
}

bool form_make(Office *o, Str nummer, Str art, OfficeFormat format, const FileSink *sink)
{
    Flow *f = form(o, nummer, art);
    Images im;
    Buf b = { 0 };
    bool flat = format == FORMAT_FODT || format == FORMAT_FOTT,
         template = format == FORMAT_OTT || format == FORMAT_FOTT;
    bool ok = f && images_load(o->a, o->d, o->orte.opener, f, &im) &&
        odt_write(o->a, o->d, f, looks_odt_pictures(o->a, &im), im.n, S(""),
                  (flat ? ODT_FLAT : 0u) | (template ? ODT_TEMPLATE : 0u), &b);
    File file = { .name =
                      str_printf(o->a, "%.*s.formular%s", STR_FMT(name_for_number(o->a, nummer)),
                                 flat ? ".fodt" : ".odt"),
                  .bytes = buf_view(&b) };
    ok = ok && sink_put(sink, &file);
    buf_drop(&b);
    return ok;
}
