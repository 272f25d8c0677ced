/* One paper from bytes to output: the journey of pipeline/README.md's drawing, stage after stage,
 * each a gate. */
#include "office/office.h"

#include "office/looks.h"
#include "page/page.h"
#include "read/read.h"
#include "rules/rules.h"
#include "write/odt/odt.h"
#include "write/pdf/pdf.h"
#include "write/xml/xml.h"

typedef struct {
    Office *o;
    const OfficeOrder *w;
    const Vorlage *v;
    Stil *stil;
    Koerperschaft *body;
    const Ausgabe *ausgabe;
    Flow *flow;
    Looks looks;
    FontSet *fonts;
    Images images;
} Paper;

static bool clean(const Paper *p) { return diags_errors(p->o->d) == 0; }

/* Model, style, master data, and the rules between them. False: a fault was told. */
static bool load(Paper *p, Office *o, const OfficeOrder *w)
{
    *p = (Paper){ .o = o, .w = w, .looks = { .a = o->a, .d = o->d, .opener = o->orte.opener } };
    Vorlage *v = read_vorlage(o->a, o->d, w->doc ? str_of(w->doc) : S("<stdin>"), w->bytes);
    if (!v) return false;
    p->v = v;
    p->stil = akte_stil(o->a, o->d, &o->orte, w->doc, v->stil, v->at);
    if (!p->stil ||
        !akte_koerperschaft(o->a, o->d, &o->orte, w->doc, v->koerperschaft, v->at, p->stil,
                            &p->body))
        return false;
    if (w->large) stil_grossdruck(p->stil, GRAD_GROSSDRUCK);
    rules_bezuege(o->a, o->d, v, p->body, p->stil);
    return clean(p);
}

static bool edition(Paper *p, Edition e)
{
    p->ausgabe = ausgabe_make(p->o->a, p->o->d, p->v, e, p->stil->auslassung == AUSLASSUNG_STUMM);
    return p->ausgabe != NULL;
}

static bool compose(Paper *p, Edition e)
{
    if (!edition(p, e)) return false;
    p->flow = flow_compose(p->o->a, p->o->d, p->ausgabe, p->body, p->stil, p->w->doc);
    if (p->flow && !date_set(p->flow->date)) p->flow->date = p->o->heute;
    return p->flow && clean(p);
}

static bool pictures(Paper *p)
{
    return images_load(p->o->a, p->o->d, p->o->orte.opener, p->flow, &p->images);
}

/* Pictures and faces: what setting needs. */
static bool ready_to_set(Paper *p)
{
    if (!pictures(p)) return false;
    p->fonts = looks_fonts(&p->looks, p->stil);
    return p->fonts && clean(p);
}

static bool set(Paper *p, PageSink sink, Typeset *t)
{
    return typeset(p->o->a, p->o->d, p->flow, p->fonts, &p->images, sink, t);
}

static File output(const Paper *p)
{
    return (File){ .name = name_for_paper(p->o->a, p->v->nummer, p->w), .role = ROLE_DOCUMENT };
}

/* ---- formats ---- */

/* The edition's source: what its readers may see, written anew. */
static Str source_of(Paper *p, Buf *b, Places *places)
{
    xml_write_placed(p->o->a, b, p->ausgabe, p->stil, places);
    return buf_view(b);
}

/* A PDF goes to its sink as it is made: it may be larger than what else is kept in memory. */
static bool save_pdf(Paper *p, Pdf *pdf, const FileSink *sink)
{
    File f = output(p);
    if (!sink->begin(sink->ctx, &f)) return false;
    bool ok = pdf_save(pdf, &(PdfSink){ sink->ctx, sink->write });
    return sink->end(sink->ctx, ok) && ok;
}

static bool make_pdf(Paper *p, const FileSink *sink)
{
    if (!ready_to_set(p)) return false;
    Pdf *pdf = pdf_new(p->o->a, p->o->d, p->flow, p->fonts, &p->images);
    Buf source = { 0 };
    Typeset t = { 0 };
    if (p->w->format == FORMAT_PDF_A3)
        pdf_attach_source(pdf, back_name(p->o->a, p->v->nummer), source_of(p, &source, NULL));
    bool ok = set(p, (PageSink){ pdf, pdf_page, pdf_running }, &t) && clean(p) &&
        pdf_complete(pdf, &t.tree) && save_pdf(p, pdf, sink);
    pdf_drop(pdf);
    tree_drop(&t.tree);
    buf_drop(&source);
    return ok;
}

static bool give(Paper *p, Buf *b, const FileSink *sink)
{
    File f = output(p);
    f.bytes = buf_view(b);
    bool ok = !buf_failed(b);
    if (!ok)
        diag(p->o->d, D_FILE_WRITE, NO_PLACE, str_z(p->o->a, f.name),
             DIAG_WORDS("zu groß", "too large"), (const char *)NULL);
    ok = ok && sink_put(sink, &f);
    buf_drop(b);
    return ok;
}

static bool make_xml(Paper *p, const FileSink *sink)
{
    Buf b = { 0 };
    source_of(p, &b, NULL);
    return give(p, &b, sink);
}

static bool make_odt(Paper *p, const FileSink *sink)
{
    if (!pictures(p)) return false;
    Buf b = { 0 }, source = { 0 };
    Places places = { 0 };
    Str carried = source_of(p, &source, &places);
    p->flow->carried = &places;
    bool ok = odt_write(p->o->a, p->o->d, p->flow, looks_odt_pictures(p->o->a, &p->images),
                        p->images.n, carried, p->w->format == FORMAT_FODT ? ODT_FLAT : 0, &b);
    ok = ok && give(p, &b, sink);
    buf_drop(&b);
    buf_drop(&source);
    return ok;
}

static bool make(Paper *p, const FileSink *sink)
{
    switch (p->w->format) {
    case FORMAT_PDF:
    case FORMAT_PDF_A3: return compose(p, p->w->edition) && make_pdf(p, sink);
    case FORMAT_ODT:
    case FORMAT_FODT: return compose(p, p->w->edition) && make_odt(p, sink);
    case FORMAT_XML: return edition(p, p->w->edition) && make_xml(p, sink);
    case FORMAT_OTT:
    case FORMAT_FOTT:
    case FORMAT_NONE:
    case FORMAT_N: break;
    }
    return false;
}

bool paper_make(Office *o, const OfficeOrder *w, const FileSink *sink)
{
    Paper p;
    bool ok = load(&p, o, w) && make(&p, sink);
    looks_drop(&p.looks);
    return ok;
}

/* ---- looking at it ---- */

static void no_page(void *ctx, const Page *page)
{
    (void)ctx;
    (void)page;
}

bool paper_check(Office *o, const OfficeOrder *w)
{
    Paper p;
    Typeset t = { 0 };
    bool ok = load(&p, o, w) &&
        compose(&p, w->edition != EDITION_NONE ? w->edition : EDITION_FULL) && ready_to_set(&p) &&
        set(&p, (PageSink){ NULL, no_page, no_page }, &t);
    tree_drop(&t.tree);
    looks_drop(&p.looks);
    return ok;
}

typedef struct {
    Buf *out;
    const Images *im;
} DumpSink;

static void dump_page(void *ctx, const Page *page)
{
    DumpSink *s = ctx;
    pages_dump(s->out, page, s->im);
}

static bool dump_pages(Paper *p, Buf *out)
{
    if (!ready_to_set(p)) return false;
    DumpSink s = { out, &p->images };
    Typeset t = { 0 };
    bool ok = set(p, (PageSink){ &s, dump_page, dump_page }, &t);
    if (ok) tree_dump(out, &t.tree);
    tree_drop(&t.tree);
    return ok;
}

/* Of the model the whole one may be asked for. */
static bool dump_model(Paper *p, Buf *out)
{
    bool whole = p->w->edition == EDITION_NONE;
    if (!whole && !edition(p, p->w->edition)) return false;
    model_dump(out, whole ? p->v : p->ausgabe->v);
    return true;
}

static bool dump(Paper *p, Stage stage, Buf *out)
{
    if (stage == STAGE_MODEL) return dump_model(p, out);
    if (!compose(p, p->w->edition)) return false;
    if (stage == STAGE_FLOW)
        flow_dump(out, p->flow);
    else if (stage == STAGE_TEXT)
        flow_text(out, p->flow);
    return stage != STAGE_PAGES || dump_pages(p, out);
}

bool paper_dump(Office *o, const OfficeOrder *w, Stage stage, Buf *out)
{
    Paper p;
    bool ok = load(&p, o, w) && dump(&p, stage, out);
    looks_drop(&p.looks);
    return ok;
}
