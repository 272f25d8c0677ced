/* Attachments read and judged, all faults at once: what kind of part each becomes, what the clerk
 * is told of it. */
#include "base/file.h"
#include "base/hash.h"
#include "pack/plan.h"
#include "picture/picture.h"

struct Urteil {
    Urteil *next;
    Str bytes;
    const Attach *info;
    bool told;
};

static Str name_for_clerk(const Plan *p, const Stueck *s)
{
    return str_printf(p->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(s->datei));
}

/* What was said of these bytes; a new one has no info yet. */
static Urteil *urteil_of(const Plan *p, Str bytes)
{
    uint32_t h = str_hash(str_sub(bytes, 0, bytes.n < 4096 ? bytes.n : 4096)) ^ (uint32_t)bytes.n;
    Urteil **at = &p->m->urteile->slot[(h ^ h >> 16) & 255];
    while (*at && !str_eq((*at)->bytes, bytes)) at = &(*at)->next;
    if (!*at) {
        *at = ARENA_NEW(p->a, Urteil);
        **at = (Urteil){ .bytes = bytes };
    }
    return *at;
}

/* ---- kinds ---- */

typedef enum { IS_PDF, IS_PICTURE, IS_SCAN, IS_TEXT, IS_OTHER } FileKind;

/* By name and by first bytes: LibreOffice would take whatever it knows under these names, a web
 * page too. */
static bool is_text(Str file, Str bytes)
{
    static const char *const end[] = { ".odt", ".docx", ".doc", ".rtf" };
    bool known = str_starts(bytes, S("PK\x03\x04")) ||
        str_starts(bytes, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) || str_starts(bytes, S("{\\rtf"));
    for (size_t i = 0; known && i < sizeof end / sizeof *end; i++) {
        size_t n = strlen(end[i]);
        if (file.n > n && !str_casecmp(str_sub(file, file.n - n, file.n), str_of(end[i])))
            return true;
    }
    return false;
}

static FileKind kind_of(Str file, Str bytes)
{
    PictureFormat f = picture_format(bytes, NULL);
    if (f == PICTURE_TIFF || f == PICTURE_BIGTIFF) return IS_SCAN;
    if (str_starts(bytes, S("%PDF-"))) return IS_PDF; /* whatever its name */
    if (is_text(file, bytes)) return IS_TEXT;
    Str head = str_sub(bytes, 0, bytes.n < 1024 ? bytes.n : 1024);
    if (str_find(head, S("%PDF-")) != (size_t)-1) return IS_PDF;
    return f == PICTURE_PNG || f == PICTURE_JPEG ? IS_PICTURE : IS_OTHER;
}

/* Once a run, as with all that is judged. */
static void tell_text(const Plan *p, const Stueck *s)
{
    Urteil *u = urteil_of(p, s->bytes);
    if (u->told) return;
    u->told = true;
    Str args[2] = { name_for_clerk(p, s), attach_text_holds(p->a, s->bytes) };
    if (args[1].n) diag_strs(p->d, D_ANLAGE_AENDERUNGEN, s->at, 2, args);
}

/* What the file becomes: a foreign PDF, pictures on pages of ours, or nothing (other_kinds tells).
 */
static StueckArt art_of(const Plan *p, Stueck *s)
{
    const Mappe *m = p->m;
    switch (kind_of(s->datei, s->bytes)) {
    case IS_PDF: return STUECK_ANLAGE;
    case IS_PICTURE: return STUECK_BILD;
    case IS_SCAN:
        return tiff_pages(p->a, s->bytes, &s->scan, &s->nscan) ? STUECK_BILD : STUECK_ERSATZ;
    case IS_TEXT:
        tell_text(p, s);
        return m->wandeln && m->wandeln(m->wandeln_ctx, s->pfad.p, &s->bytes, &s->warum)
            ? STUECK_ANLAGE
            : STUECK_ERSATZ;
    case IS_OTHER: break;
    }
    return STUECK_ERSATZ;
}

void stueck_read(const Plan *p, Stueck *s)
{
    const char *why = NULL;
    if (!path_is_safe(s->datei))
        diag_strs(p->d, D_DATEI_AUSSERHALB, s->at, 1, &s->datei);
    else if (!opener_read(p->m->akte->opener, p->a, s->pfad.p, ATTACH_MAX_BYTES, &s->bytes, &why))
        diag(p->d, D_FILE_READ, s->at, s->pfad.p, why, (const char *)NULL);
    else {
        s->inhalt = sha256_hex(p->a, s->bytes);
        s->art = art_of(p, s);
    }
}

/* ---- judging ---- */

static void replace(const Plan *p, Stueck *s, const char *why)
{
    s->art = STUECK_ERSATZ;
    diag(p->d, D_MAPPE_ERSATZ, s->at, str_z(p->a, name_for_clerk(p, s)), why, (const char *)NULL);
}

static void settle(const Plan *p, Stueck *s, Urteil *u)
{
    s->info = u->info;
    s->verdirbt = merge_spoils(u->info);
    const AttachFinding *bad = u->info->ok ? NULL : attach_refusal(u->info);
    if (bad && p->m->skip_bad)
        replace(p, s, attach_refusal_words(bad->code));
    else if (bad || !u->told)
        attach_tell(p->d, u->info, s->at, str_z(p->a, name_for_clerk(p, s)));
    u->told = true;
}

static void judge(Plan *p)
{
    Urteil **of = ARENA_NEW_N(p->a, Urteil *, (size_t)p->n + 1);
    Str *in = ARENA_NEW_N(p->a, Str, (size_t)p->n + 1);
    Attach *info = ARENA_NEW_N(p->a, Attach, (size_t)p->n + 1);
    size_t n = 0;
    for (int i = 0; i < p->n; i++) {
        const Stueck *s = &p->stueck[i];
        if (s->art != STUECK_ANLAGE || !s->bytes.n) continue;
        of[i] = urteil_of(p, s->bytes);
        if (!of[i]->info) in[n] = of[i]->bytes, of[i]->info = &info[n++];
    }
    attach_inspect(p->a, in, n, info);
    for (int i = 0; i < p->n; i++)
        if (of[i]) settle(p, &p->stueck[i], of[i]);
}

/* What could not become a part, for whatever reason but judging. */
static void other_kind(const Plan *p, Stueck *s)
{
    if (p->m->skip_bad)
        replace(p, s,
                s->warum ? s->warum
                         : DIAG_WORDS("nicht von einer Art, die in die Mappe kann",
                                      "of no kind that a pack takes"));
    else if (s->warum)
        diag(p->d, D_MAPPE_WANDELN, s->at, str_z(p->a, name_for_clerk(p, s)), s->warum,
             (const char *)NULL);
    else
        diag(p->d, D_MAPPE_FORMAT, s->at, str_z(p->a, name_for_clerk(p, s)), (const char *)NULL);
}

void plan_judge(Plan *p)
{
    judge(p);
    for (int i = 0; i < p->n; i++)
        if (p->stueck[i].art == STUECK_ERSATZ && !p->stueck[i].info) other_kind(p, &p->stueck[i]);
}
