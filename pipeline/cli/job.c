/* One document: what the options ask of the office, and what comes of it. */
#include "cli/cli.h"

#include "xml/tree.h"

static bool read_document(Office *o, const char *file, size_t limit, Str *bytes)
{
    const char *why = NULL;
    if (file_read(o->a, file, limit, bytes, &why)) return true;
    diag(o->d, D_FILE_READ, NO_PLACE, file, why, (const char *)NULL);
    return false;
}

static OfficeFormat format_of(const Options *o)
{
    return o->cmd == CMD_PDF ? (o->archive3 ? FORMAT_PDF_A3 : FORMAT_PDF)
        : o->cmd == CMD_ODT  ? (o->flat ? FORMAT_FODT : FORMAT_ODT)
                             : FORMAT_XML;
}

/* What is checked, and looked at as a model; all else is made of Vorlagen only. */
static const OfficeKind *kind_for(const Options *o, Office *office, const OfficeOrder *w)
{
    const OfficeKind *k = office_kind(office_kind_of(office->a, w->doc, w->bytes));
    bool model = o->cmd == CMD_DUMP && o->stage == STAGE_MODEL && k->dump;
    return o->cmd == CMD_CHECK || model ? k : office_kind(KIND_VORLAGE);
}

static bool dump(const Options *o, Office *office, const OfficeOrder *w, FILE *out)
{
    Buf b = { 0 };
    bool ok = o->stage == STAGE_MODEL ? kind_for(o, office, w)->dump(office, w, &b)
                                      : paper_dump(office, w, o->stage, &b);
    ok = ok && fwrite(b.p ? b.p : "", 1, b.n, out) == b.n;
    buf_drop(&b);
    return ok;
}

static bool make(const Options *o, Office *office, const OfficeOrder *w, Delivery *y)
{
    FileSink sink = delivery_sink(y);
    if (o->cmd == CMD_CHECK) return kind_for(o, office, w)->check(office, w);
    if (o->cmd == CMD_DUMP) return dump(o, office, w, y->out);
    return office_make(office, KIND_VORLAGE, "vorlage", w, &sink);
}

int job_run(const Options *o, const char *file, Claim claim, FILE *out, FILE *err)
{
    if (o->cmd == CMD_IMPORT) return import_run(o, file, claim, out, err);
    Arena *a = arena_new();
    Office office = cli_office_for(o, a, diags_new(a));
    OfficeOrder w = { .doc = strcmp(file, "-") ? file : NULL,
                      .edition = o->edition,
                      .format = format_of(o),
                      .large = o->large };
    Delivery y = { .o = o, .a = a, .d = office.d, .claim = claim, .out = out };
    bool ok = read_document(&office, file, XML_MAX_BYTES, &w.bytes) && make(o, &office, &w, &y);
    int rc = cli_finish(o, office.d, ok, out, err);
    arena_drop(a);
    return rc;
}

/* ---- a form for authors ---- */

static bool ends(const char *path, const char *ext)
{
    return path && str_ends(str_of(path), str_of(ext));
}

static OfficeFormat form_format(const Options *o)
{
    bool template = ends(o->out, ".ott") || ends(o->out, ".fott"),
         flat = o->flat || ends(o->out, ".fodt") || ends(o->out, ".fott");
    return flat ? (template ? FORMAT_FOTT : FORMAT_FODT) : template ? FORMAT_OTT : FORMAT_ODT;
}

const char *job_form_path(const Options *o, Arena *a)
{
    Delivery y = { .o = o, .a = a };
    Str number = name_for_number(a, str_of(o->words[0]));
    return delivery_path(
        &y, str_printf(a, "%.*s.formular.%s", STR_FMT(number), o->flat ? "fodt" : "odt"));
}

int job_form(const Options *o, FILE *out, FILE *err)
{
    Arena *a = arena_new();
    Office office = cli_office_for(o, a, diags_new(a));
    Delivery y = { .o = o, .a = a, .d = office.d, .out = out };
    FileSink sink = delivery_sink(&y);
    bool ok = form_make(&office, str_of(o->words[0]), str_of(o->art ? o->art : "beschluss"),
                        form_format(o), &sink);
    int rc = cli_finish(o, office.d, ok, out, err);
    arena_drop(a);
    return rc;
}
