/* One document from file to output: the journey of the README's drawing, stage after stage, each a
 * gate.
 *
 * Style and master data are found by the document's own reference, then --style/--body, then
 * (master data only) the style's own reference, then the system's folder; else the neutral style
 * and no master data. */
#include "cli/cli.h"

#include "akte/akte.h"
#include "base/check.h"
#include "base/file.h"
#include "font/font.h"
#include "write/odt/odt.h"
#include "write/pdf/pdf.h"
#include "write/xml/xml.h"
#include "page/page.h"
#include "read/read.h"
#include "xml/tree.h"
#include "rules/rules.h"

typedef struct {
    const Options *o;
    const char *file;
    Arena *a;
    Diags *d;
    Vorlage *v;
    Stil *stil;
    Koerperschaft *body;
    const Ausgabe *ausgabe;
    Flow *flow;
    FontSet *fonts;
    Images images;
    Claim claim;
    FILE *out;
} Job;

static const char *doc_path(const Job *j) { return strcmp(j->file, "-") ? j->file : NULL; }

static bool read_file(Job *j, const char *path, size_t limit, Place at, Str *bytes)
{
    const char *why = NULL;
    if (file_read(j->a, path, limit, bytes, &why)) return true;
    diag(j->d, D_FILE_READ, at, path, why, (const char *)NULL);
    return false;
}

static bool load_style(Job *j)
{
    Fundorte f = house_places(j->o);
    j->stil = akte_stil(j->a, j->d, &f, doc_path(j), j->v->stil, j->v->at);
    return j->stil != NULL;
}

static bool load_body(Job *j)
{
    Fundorte f = house_places(j->o);
    return akte_koerperschaft(j->a, j->d, &f, doc_path(j), j->v->koerperschaft, j->v->at, j->stil,
                              &j->body);
}

/* Model, style, master data, and the rules between them. False: a fault was told. */
static bool load(Job *j, Str bytes)
{
    j->v = read_vorlage(j->a, j->d, doc_path(j) ? str_of(j->file) : S("<stdin>"), bytes);
    if (!j->v) return false;
    if (!load_style(j) || !load_body(j)) return false;
    if (j->o->large) stil_grossdruck(j->stil, GRAD_GROSSDRUCK);
    rules_bezuege(j->a, j->d, j->v, j->body, j->stil);
    return diags_errors(j->d) == 0;
}

static bool edition(Job *j, Edition e)
{
    j->ausgabe = ausgabe_make(j->a, j->d, j->v, e, j->stil->auslassung == AUSLASSUNG_STUMM);
    return j->ausgabe != NULL;
}

static bool compose(Job *j, Edition e)
{
    if (!edition(j, e)) return false;
    j->flow = flow_compose(j->a, j->d, j->ausgabe, j->body, j->stil, doc_path(j));
    if (j->flow && !date_set(j->flow->date)) j->flow->date = source_date();
    return j->flow && diags_errors(j->d) == 0;
}

static bool load_own_faces(Job *j, FontRequest *r)
{
    for (int i = 0; i < 4; i++) {
        Str name = j->stil->schrift_datei[i];
        if (!name.n) continue;
        r->file_name[i] = name;
        if (!read_file(j, path_beside(j->a, str_z(j->a, j->stil->quelle), name), (size_t)64 << 20,
                       j->stil->schrift_at, &r->file[i]))
            return false;
    }
    return true;
}

static bool open_fonts(Job *j)
{
    FontRequest r = { .family = { j->stil->schrift,
                                  j->stil->schrift_titel.n ? j->stil->schrift_titel
                                                           : j->stil->schrift },
                      .at = j->stil->schrift_at };
    if (!load_own_faces(j, &r)) return false;
    j->fonts = fonts_new(j->a, j->d, &r);
    return j->fonts && diags_errors(j->d) == 0;
}

static void no_running(void *ctx, const Page *p)
{
    (void)ctx;
    (void)p;
}
static void no_page(void *ctx, const Page *p)
{
    (void)ctx;
    (void)p;
}

/* ---- outputs ---- */

/* Where the result goes: -o, or a name derived from the number. */
static const char *target_path(Job *j, const char *ext)
{
    if (j->o->out) return j->o->out;
    Str name = name_for_number(j->a, j->v->nummer);
    const char *edition = j->o->edition == EDITION_PUBLIC ? ".oeffentlich" : "",
               *large = j->o->large ? ".grossdruck" : "";
    return str_z(j->a,
                 str_printf(j->a, "%s%s%.*s%s%s%s", j->o->dir ? j->o->dir : "",
                            j->o->dir ? "/" : "", STR_FMT(name), edition, large, ext));
}

static bool too_large(Job *j, const char *path)
{
    diag(j->d, D_FILE_WRITE, NO_PLACE, path, j->o->lang == MSG_DE ? "zu groß" : "too large",
         (const char *)NULL);
    return false;
}

/* Standard output, or a path that no other document of this run took. */
static bool may_write(Job *j, const char *path)
{
    if (!strcmp(path, "-") || !j->claim.ask || j->claim.ask(j->claim.ctx, path)) return true;
    diag(j->d, D_CLI_GLEICHER_NAME, NO_PLACE, path, (const char *)NULL);
    return false;
}

static bool not_written(Job *j, const char *path, const char *why)
{
    diag(j->d, D_FILE_WRITE, NO_PLACE, path, why, (const char *)NULL);
    return false;
}

static bool deliver(Job *j, const char *ext, const Buf *b)
{
    const char *path = target_path(j, ext), *why = NULL;
    if (buf_failed(b)) return too_large(j, path);
    if (!may_write(j, path)) return false;
    if (!strcmp(path, "-")) return fwrite(b->p, 1, b->n, j->out) == b->n;
    return file_write(path, buf_view(b), &why) || not_written(j, path, why);
}

static bool to_memory(void *ctx, const void *data, size_t n)
{
    buf_bytes(ctx, data, n);
    return !buf_failed(ctx);
}

typedef struct {
    OutFile *file;
    size_t n;
} PdfFile;

static bool to_file(void *ctx, const void *data, size_t n)
{
    PdfFile *f = ctx;
    f->n += n;
    if (f->n > BUF_CAP_DEFAULT) return false;
    out_write(f->file, data, n);
    return true; /* a failure is remembered, and told when the file is closed */
}

/* A PDF goes to its file as it is made: it may be larger than what else is kept in memory. */
static bool deliver_pdf(Job *j, Pdf *pdf)
{
    const char *path = target_path(j, ".pdf"), *why = NULL;
    if (!strcmp(path, "-")) {
        Buf b = { 0 };
        bool ok = pdf_save(pdf, &(PdfSink){ &b, to_memory }) && fwrite(b.p, 1, b.n, j->out) == b.n;
        if (buf_failed(&b)) too_large(j, path);
        buf_drop(&b);
        return ok;
    }
    if (!may_write(j, path)) return false;
    PdfFile f = { out_open(path, &why), 0 };
    if (!f.file) return not_written(j, path, why);
    if (pdf_save(pdf, &(PdfSink){ &f, to_file }))
        return out_commit(f.file, &why) || not_written(j, path, why);
    out_abandon(f.file);
    return f.n > BUF_CAP_DEFAULT ? too_large(j, path) : false;
}

/* The edition's source as an associated file: what its readers may see, written anew. */
static Str source_of(Job *j, Buf *b, Places *places)
{
    xml_write_placed(j->a, b, j->ausgabe, j->stil, places);
    return buf_view(b);
}

static bool make_pdf(Job *j)
{
    if (!images_load(j->a, j->d, j->flow, &j->images) || !open_fonts(j)) return false;
    Pdf *pdf = pdf_new(j->a, j->d, j->flow, j->fonts, &j->images);
    Buf source = { 0 };
    Typeset t = { 0 };
    if (j->o->archive3)
        pdf_attach_source(
            pdf, str_printf(j->a, "%.*s.xml", STR_FMT(name_for_number(j->a, j->v->nummer))),
            source_of(j, &source, NULL));
    bool ok = typeset(j->a, j->d, j->flow, j->fonts, &j->images,
                      (PageSink){ pdf, pdf_page, pdf_running }, &t);
    ok = ok && diags_errors(j->d) == 0 && pdf_complete(pdf, &t.tree) && deliver_pdf(j, pdf);
    pdf_drop(pdf);
    tree_drop(&t.tree);
    buf_drop(&source);
    return ok;
}

static bool make_xml(Job *j)
{
    Buf b = { 0 };
    source_of(j, &b, NULL);
    bool ok = deliver(j, ".xml", &b);
    buf_drop(&b);
    return ok;
}

static OdtImage *odt_images(Job *j)
{
    if (!images_load(j->a, j->d, j->flow, &j->images)) return NULL;
    OdtImage *img = ARENA_NEW_N(j->a, OdtImage, j->images.n + 1);
    for (size_t i = 0; i < j->images.n; i++) {
        const Image *m = &j->images.img[i];
        img[i] = (OdtImage){ m->path, m->file, m->mime, m->width, m->height, m->dpi, m->same };
    }
    return img;
}

static bool make_odt(Job *j)
{
    OdtImage *img = odt_images(j);
    if (!img) return false;
    Buf b = { 0 };
    Buf source = { 0 };
    Places places = { 0 };
    Str carried = source_of(j, &source, &places);
    j->flow->carried = &places;
    bool ok =
        odt_write(j->a, j->d, j->flow, img, j->images.n, carried, j->o->flat ? ODT_FLAT : 0, &b) &&
        deliver(j, j->o->flat ? ".fodt" : ".odt", &b);
    buf_drop(&b);
    buf_drop(&source);
    return ok;
}

typedef struct {
    Buf *out;
    const Images *im;
} DumpSink;
static void dump_page(void *ctx, const Page *p)
{
    DumpSink *s = ctx;
    pages_dump(s->out, p, s->im);
}

static bool dump_pages(Job *j, Buf *b)
{
    if (!images_load(j->a, j->d, j->flow, &j->images) || !open_fonts(j)) return false;
    DumpSink s = { b, &j->images };
    Typeset t = { 0 };
    bool ok = typeset(j->a, j->d, j->flow, j->fonts, &j->images,
                      (PageSink){ &s, dump_page, dump_page }, &t);
    if (ok) tree_dump(b, &t.tree);
    tree_drop(&t.tree);
    return ok;
}

static bool make_dump(Job *j)
{
    Buf b = { 0 };
    bool ok = true;
    if (j->o->stage == STAGE_MODEL &&
        (ok = j->o->edition == EDITION_NONE || edition(j, j->o->edition)))
        model_dump(&b, j->ausgabe ? j->ausgabe->v : j->v);
    else if (j->o->stage == STAGE_MODEL)
        ok = false;
    else if (!compose(j, j->o->edition))
        ok = false;
    else if (j->o->stage == STAGE_FLOW)
        flow_dump(&b, j->flow);
    else if (j->o->stage == STAGE_TEXT)
        flow_text(&b, j->flow);
    else
        ok = dump_pages(j, &b);
    ok = ok && fwrite(b.p ? b.p : "", 1, b.n, j->out) == b.n;
    buf_drop(&b);
    return ok;
}

/* check: goes through all stages without writing, so that what later stages would say is told as
 * well. */
static bool check_all(Job *j)
{
    Edition e = j->o->edition != EDITION_NONE ? j->o->edition : EDITION_FULL;
    bool ok = compose(j, e);
    ok = ok && images_load(j->a, j->d, j->flow, &j->images) && open_fonts(j);
    Typeset t = { 0 };
    ok = ok &&
        typeset(j->a, j->d, j->flow, j->fonts, &j->images, (PageSink){ NULL, no_page, no_running },
                &t);
    tree_drop(&t.tree);
    return ok;
}

static bool make(Job *j)
{
    switch (j->o->cmd) {
    case CMD_CHECK: return check_all(j);
    case CMD_PDF: return compose(j, j->o->edition) && make_pdf(j);
    case CMD_ODT: return compose(j, j->o->edition) && make_odt(j);
    case CMD_XML: return edition(j, j->o->edition) && make_xml(j);
    default: return make_dump(j);
    }
}

static void report(Job *j, FILE *err)
{
    Buf b = { 0 };
    if (j->o->json)
        diags_json(j->d, &b, j->o->lang);
    else if (!j->o->quiet || diags_errors(j->d))
        diags_text(j->d, &b, j->o->lang);
    fwrite(b.p ? b.p : "", 1, b.n, err);
    buf_drop(&b);
}

static int job_end(Job *j, bool ok, FILE *out, FILE *err)
{
    report(j, err);
    int rc = diags_world(j->d) ? EXIT_WORLD
        : diags_errors(j->d)   ? EXIT_DOCUMENT
        : ok                   ? EXIT_GOOD
        : ferror(out)          ? EXIT_WORLD
                               : EXIT_OURS;
    if (j->fonts) fonts_drop(j->fonts);
    arena_drop(j->a);
    return rc;
}

int job_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err)
{
    if (o->cmd == CMD_IMPORT) return import_run(o, file, claim, out, err);
    Job j = { .o = o, .file = file, .a = arena_new(), .claim = claim, .out = out };
    j.d = diags_new(j.a);
    Str bytes;
    if (!read_file(&j, file, XML_MAX_BYTES, NO_PLACE, &bytes)) return job_end(&j, false, out, err);
    if (other_kind(o, j.a, doc_path(&j), bytes))
        return job_end(&j, other_run(o, j.a, j.d, doc_path(&j), bytes, out), out, err);
    return job_end(&j, load(&j, bytes) && make(&j), out, err);
}

/* ---- a form for authors ---- */

static bool ends(const char *path, const char *ext)
{
    return path && str_ends(str_of(path), str_of(ext));
}

static bool load_form(Job *j)
{
    Buf b = { 0 };
    Vorlage none = { 0 };
    j->v = &none; /* the style may not come from the paper: there is none yet */
    if (!load_style(j)) return false;
    j->stil->formular = true;
    skeleton_formular(j->a, &b, str_of(j->o->words[0]), str_of(j->o->art ? j->o->art : "beschluss"),
                      j->stil);
    Diags *own = diags_new(j->a); /* of our own text nothing is to be told */
    j->v = read_vorlage(j->a, own, S("<formular>"), str_keep(j->a, buf_view(&b)));
    buf_drop(&b);
    CHECK(j->v != NULL);
    return load_body(j);
}

static bool make_form(Job *j)
{
    bool template = ends(j->o->out, ".ott") || ends(j->o->out, ".fott"),
         flat = j->o->flat || ends(j->o->out, ".fodt") || ends(j->o->out, ".fott");
    if (!compose(j, EDITION_FULL)) return false;
    OdtImage *img = odt_images(j);
    Buf b = { 0 };
    bool ok = img &&
        odt_write(j->a, j->d, j->flow, img, j->images.n, S(""),
                  (flat ? ODT_FLAT : 0u) | (template ? ODT_TEMPLATE : 0u), &b);
    ok = ok && deliver(j, flat ? ".formular.fodt" : ".formular.odt", &b);
    buf_drop(&b);
    return ok;
}

const char *job_form_path(const Options *o, Arena *a)
{
    Str name = name_for_number(a, str_of(o->words[0]));
    return o->out ? o->out
                  : str_z(a,
                          str_printf(a, "%s%s%.*s.formular.%s", o->dir ? o->dir : "",
                                     o->dir ? "/" : "", STR_FMT(name), o->flat ? "fodt" : "odt"));
}

int job_form(const Options *o, FILE *out, FILE *err)
{
    Job j = { .o = o, .file = "-", .a = arena_new(), .out = out };
    j.d = diags_new(j.a);
    return job_end(&j, load_form(&j) && make_form(&j), out, err);
}
