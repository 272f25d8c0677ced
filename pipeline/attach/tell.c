/* Findings of an attachment as diagnostics. */
#include "attach/attach.h"

static void tell_one(Diags *d, const AttachFinding *f, Place at, const char *name)
{
    char page[16];
    Buf b = { 0 };
    buf_int(&b, f->page);
    memcpy(page, b.p, b.n);
    Str args[3] = { str_of(name), { page, b.n }, f->detail };
    diag_strs(d, f->code, at, 3, args);
    buf_drop(&b);
}

/* What a file lacks by that finding, NULL: it is no matter of conformance. */
static const char *lacking(DiagCode c)
{
    switch (c) {
    case D_ANLAGE_OHNE_TAGS: return "Tags";
    case D_ANLAGE_GESCANNT: return "Text";
    case D_ANLAGE_SCHRIFT: return DIAG_WORDS("Schrift", "font");
    case D_ANLAGE_KEIN_PDFA: return "PDF/A";
    case D_ANLAGE_KEIN_UA: return "PDF/UA";
    default: return NULL;
    }
}

static void lack(Buf *b, const AttachFinding *f)
{
    buf_printf(b, "%s%s", b->n ? "; " : "", lacking(f->code));
    if (f->code == D_ANLAGE_GESCANNT)
        buf_printf(b, " (" DIAG_WORDS("S.", "p.") " %.*s)", STR_FMT(f->detail));
    else if (f->code == D_ANLAGE_SCHRIFT)
        buf_printf(b, " %.*s (" DIAG_WORDS("S.", "p.") " %u)", STR_FMT(f->detail), f->page);
    else if (f->detail.n && !str_is(f->detail, ATTACH_NO_CLAIM))
        buf_printf(b, " (%.*s)", STR_FMT(f->detail));
}

void attach_tell(Diags *d, const Attach *x, Place at, const char *name)
{
    size_t n = 0;
    Buf b = { 0 };
    for (size_t i = 0; i < x->nfindings; i++) n += lacking(x->finding[i].code) != NULL;
    for (size_t i = 0; i < x->nfindings; i++) {
        if (n > 1 && lacking(x->finding[i].code))
            lack(&b, &x->finding[i]);
        else
            tell_one(d, &x->finding[i], at, name);
    }
    Str args[2] = { str_of(name), buf_view(&b) };
    if (b.n) diag_strs(d, D_ANLAGE_KONFORM, at, 2, args);
    buf_drop(&b);
}

const char *attach_refusal_words(DiagCode c)
{
    switch (c) {
    case D_ANLAGE_UNLESBAR: return DIAG_WORDS("kein lesbares PDF", "no readable PDF");
    case D_ANLAGE_LEER: return DIAG_WORDS("keine Seiten", "no pages");
    case D_ANLAGE_GRENZE: return DIAG_WORDS("über einer Grenze", "over a limit");
    case D_ANLAGE_KENNWORT:
        return DIAG_WORDS("nur mit Kennwort zu öffnen", "opens only with a password");
    case D_ANLAGE_GESPERRT: return DIAG_WORDS("Zusammenführen verboten", "assembling forbidden");
    case D_ANLAGE_INHALT_KAPUTT:
        return DIAG_WORDS("Inhalt einer Seite nicht lesbar", "content of a page cannot be read");
    case D_ANLAGE_XFA: return DIAG_WORDS("XFA-Formular", "XFA form");
    case D_ANLAGE_FORMULAR_OHNE_BILD:
        return DIAG_WORDS("ausgefülltes Feld ohne Darstellung", "filled field without appearance");
    default: return diag_code_name(c);
    }
}

const AttachFinding *attach_refusal(const Attach *x)
{
    for (size_t i = 0; i < x->nfindings; i++)
        if (diag_severity(x->finding[i].code) == SEV_ERROR) return &x->finding[i];
    return NULL;
}
