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

/* X(code, what a file lacks by that finding or NULL where it is no matter of conformance, why it
 * was refused in a few words or NULL). */
// clang-format off
#define RULES(X) \
    X(D_ANLAGE_OHNE_TAGS, "Tags", NULL) \
    X(D_ANLAGE_GESCANNT, "Text", NULL) \
    X(D_ANLAGE_SCHRIFT, DIAG_WORDS("Schrift", "font"), NULL) \
    X(D_ANLAGE_KEIN_PDFA, "PDF/A", NULL) \
    X(D_ANLAGE_KEIN_UA, "PDF/UA", NULL) \
    X(D_ANLAGE_UNLESBAR, NULL, DIAG_WORDS("kein lesbares PDF", "no readable PDF")) \
    X(D_ANLAGE_LEER, NULL, DIAG_WORDS("keine Seiten", "no pages")) \
    X(D_ANLAGE_GRENZE, NULL, DIAG_WORDS("über einer Grenze", "over a limit")) \
    X(D_ANLAGE_KENNWORT, NULL, \
      DIAG_WORDS("nur mit Kennwort zu öffnen", "opens only with a password")) \
    X(D_ANLAGE_GESPERRT, NULL, DIAG_WORDS("Zusammenführen verboten", "assembling forbidden")) \
    X(D_ANLAGE_INHALT_KAPUTT, NULL, \
      DIAG_WORDS("Inhalt einer Seite nicht lesbar", "content of a page cannot be read")) \
    X(D_ANLAGE_XFA, NULL, DIAG_WORDS("XFA-Formular", "XFA form")) \
    X(D_ANLAGE_FORMULAR_OHNE_BILD, NULL, \
      DIAG_WORDS("ausgefülltes Feld ohne Darstellung", "filled field without appearance"))
// clang-format on

typedef struct {
    DiagCode code;
    const char *lacks, *refused;
} Rule;

static const Rule *rule_of(DiagCode c)
{
#define X_(code, lacks, refused) { code, lacks, refused },
    static const Rule rules[] = { RULES(X_) }, none = { 0 };
#undef X_
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].code == c) return &rules[i];
    return &none;
}

static const char *lacking(DiagCode c) { return rule_of(c)->lacks; }

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
    const char *words = rule_of(c)->refused;
    return words ? words : diag_code_name(c);
}

const AttachFinding *attach_refusal(const Attach *x)
{
    for (size_t i = 0; i < x->nfindings; i++)
        if (diag_severity(x->finding[i].code) == SEV_ERROR) return &x->finding[i];
    return NULL;
}
