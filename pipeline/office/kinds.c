/* The kinds of document that the program knows, and what is made of them. */
#include "office/office.h"

#include "base/check.h"
#include "read/read.h"
#include "xml/tree.h"

static Str name_of(const OfficeOrder *w) { return w->doc ? str_of(w->doc) : S("<stdin>"); }

/* ---- a session ---- */

static const Sitzungsakte *session(Office *o, const OfficeOrder *w)
{
    return akte_open_bytes(o->a, o->d, &o->orte, w->doc, w->bytes);
}

static bool session_check(Office *o, const OfficeOrder *w) { return session(o, w) != NULL; }

static bool session_dump(Office *o, const OfficeOrder *w, Buf *out)
{
    const Sitzungsakte *k = session(o, w);
    if (k) sitzung_dump(out, k->sitzung);
    return k != NULL;
}

/* ---- members ---- */

static const Mitglieder *members(Office *o, const OfficeOrder *w)
{
    bool csv = w->doc && akte_is_csv(w->doc);
    return (csv ? read_mitglieder_csv : read_mitglieder)(o->a, o->d, name_of(w), w->bytes);
}

static bool members_check(Office *o, const OfficeOrder *w) { return members(o, w) != NULL; }

static bool members_dump(Office *o, const OfficeOrder *w, Buf *out)
{
    const Mitglieder *m = members(o, w);
    if (m) mitglieder_dump(out, m);
    return m != NULL;
}

/* ---- style, master data ---- */

static bool style_check(Office *o, const OfficeOrder *w)
{
    return read_stil(o->a, o->d, name_of(w), w->bytes) != NULL;
}

static bool body_check(Office *o, const OfficeOrder *w)
{
    return read_koerperschaft(o->a, o->d, name_of(w), w->bytes) != NULL;
}

static Str name_of_session(Arena *a, const OfficeDocument *x, const OfficeOrder *w)
{
    Str reader = leser_name(leser_of(w->edition));
    Str who =
        w->product.n ? str_printf(a, "%.*s.%.*s", STR_FMT(w->product), STR_FMT(reader)) : reader;
    return name_for_session(a, x->sitzung, who, office_format_end(w->format));
}

/* ---- a paper ---- */

static bool model_of_paper(Office *o, const OfficeOrder *w, Buf *out)
{
    return paper_dump(o, w, STAGE_MODEL, out);
}

static Str name_of_paper(Arena *a, const OfficeDocument *x, const OfficeOrder *w)
{
    return name_for_paper(a, x->vorlage->nummer, w);
}

/* ---- the table ---- */

const OfficeKind *office_kind(OfficeKindId id)
{
#define X_(id, root, editions, check, dump, name) { root, editions, check, dump, name },
    static const OfficeKind kind[KIND_N] = { OFFICE_KINDS(X_) };
#undef X_
    CHECK((unsigned)id < KIND_N);
    return &kind[id];
}

OfficeKindId office_kind_of(Arena *a, const char *doc, Str bytes)
{
    if (doc && akte_is_csv(doc)) return KIND_MITGLIEDER;
    Str root = xml_root(a, bytes);
    for (int i = 0; i < KIND_N; i++)
        if (str_is(root, office_kind((OfficeKindId)i)->root)) return (OfficeKindId)i;
    return KIND_VORLAGE;
}

/* ---- makers ---- */

static struct {
    OfficeKindId kind;
    const char *product;
    OfficeMake *make;
} makers[OFFICE_MAKERS];
static int nmakers;

void office_register(OfficeKindId kind, const char *product, OfficeMake *make)
{
    CHECK(nmakers < OFFICE_MAKERS);
    makers[nmakers].kind = kind;
    makers[nmakers].product = product;
    makers[nmakers++].make = make;
}

OfficeMake *office_maker(OfficeKindId kind, const char *product)
{
    for (int i = 0; i < nmakers; i++)
        if (makers[i].kind == kind && !strcmp(makers[i].product, product)) return makers[i].make;
    return NULL;
}

bool office_make(Office *o, OfficeKindId kind, const char *product, const OfficeOrder *w,
                 const FileSink *sink)
{
    OfficeMake *make = office_maker(kind, product);
    CHECK(make != NULL);
    CHECK(office_kind(kind)->editions == EDITIONS_ALL || w->edition == EDITION_NONE);
    return make(o, w, sink);
}
