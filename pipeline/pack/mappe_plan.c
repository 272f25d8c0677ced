/* The parts of a pack, in order; attachments are read and judged, all faults at once. */
#include "base/file.h"
#include "base/hash.h"
#include "pack/mappe_in.h"

#define STAMP_SEP " \u2013 "

static Stueck *add(Werk *w, StueckArt art, int level, const Top *t, Place at)
{
    Mappenbericht *r = w->r;
    if (r->n == w->room) {
        size_t n = (size_t)w->room, m = n ? 2 * n : 64;
        r->stueck = ARENA_MORE(w->a, Stueck, r->stueck, n, m);
        w->vorlage = ARENA_MORE(w->a, const Ausgabe *, w->vorlage, n, m);
        w->path = ARENA_MORE(w->a, Str, w->path, n, m);
        w->file = ARENA_MORE(w->a, Str, w->file, n, m);
        w->alt = ARENA_MORE(w->a, Str, w->alt, n, m);
        w->room = (int)m;
    }
    Stueck *s = &r->stueck[r->n++];
    *s = (Stueck){ .art = art, .ebene = level, .top = t, .at = at };
    if (t) s->top_nr = top_nummer(w->a, w->sf.stil, t);
    return s;
}

/* "TOP Ö 5 – Vorlage 024/2024 – Anlage 2" */
static void name_it(Werk *w, Stueck *s, Str last)
{
    Buf b = { 0 };
    const Stil *st = w->sf.stil;
    if (s->top)
        buf_printf(&b, "%.*s\u00A0%.*s", STR_FMT(st->wort[WORT_TOP]), STR_FMT(s->top_nr));
    else if (s->art == STUECK_ANLAGE)
        buf_str(&b, st->wort[WORT_EINLADUNG]);
    if (s->nummer.n)
        buf_printf(&b, "%s%.*s\u00A0%.*s", b.n ? STAMP_SEP : "",
                   STR_FMT(st->wort[WORT_VORLAGE_REF]), STR_FMT(s->nummer));
    if (s->anlage_nr.n && s->art != STUECK_VORLAGE)
        buf_printf(&b, "%s%.*s\u00A0%.*s", b.n ? STAMP_SEP : "", STR_FMT(st->wort[WORT_ANLAGE]),
                   STR_FMT(s->anlage_nr));
    if (last.n) buf_printf(&b, "%s%.*s", b.n ? STAMP_SEP : "", STR_FMT(last));
    s->zeile = str_keep(w->a, buf_view(&b));
    buf_drop(&b);
    s->name = stueck_name(w->a, s);
}

/* ---- attachments ---- */

struct Urteil {
    Urteil *next;
    Str bytes;
    const Attach *info;
    bool told;
};

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
    if (tiff_is(bytes)) return IS_SCAN;
    if (str_starts(bytes, S("%PDF-"))) return IS_PDF; /* whatever its name */
    if (is_text(file, bytes)) return IS_TEXT;
    Str head = str_sub(bytes, 0, bytes.n < 1024 ? bytes.n : 1024);
    if (str_find(head, S("%PDF-")) != (size_t)-1) return IS_PDF;
    if (str_starts(bytes, S("\x89PNG")) || str_starts(bytes, S("\xFF\xD8\xFF"))) return IS_PICTURE;
    return IS_OTHER;
}

static Urteil *urteil_of(Werk *w, Str bytes);
static Str name_for_clerk(Werk *w, int i);

/* Once a run, as with all that is judged. */
static void tell_text(Werk *w, int i)
{
    Stueck *s = &w->r->stueck[i];
    Urteil *u = urteil_of(w, s->bytes);
    if (u->told) return;
    u->told = true;
    Str args[2] = { name_for_clerk(w, i), attach_text_holds(w->a, s->bytes) };
    if (args[1].n) diag_strs(w->d, D_ANLAGE_AENDERUNGEN, s->at, 2, args);
}

/* What the file becomes: a foreign PDF, pictures on pages of ours, or nothing (other_kinds tells).
 */
static void take_kind(Werk *w, Stueck *s, int i, FileKind k)
{
    switch (k) {
    case IS_PDF: break;
    case IS_PICTURE: s->art = STUECK_BILD; break;
    case IS_SCAN:
        s->art = tiff_pages(w->a, s->bytes, &s->scan, &s->nscan) ? STUECK_BILD : STUECK_ERSATZ;
        break;
    case IS_TEXT:
        tell_text(w, i);
        if (w->m->wandeln && w->m->wandeln(w->m->wandeln_ctx, w->path[i].p, &s->bytes, &s->warum))
            break;
        /* fall through */
    default: s->art = STUECK_ERSATZ;
    }
}

static void attachment(Werk *w, const Top *t, int level, Str nummer, Str nr, Str title, Str file,
                       Str beside, Str alt, bool open, Place at)
{
    Stueck *s = add(w, STUECK_ANLAGE, level, t, at);
    s->geheim = !open;
    int i = w->r->n - 1;
    const char *why = NULL;
    s->nummer = nummer, s->anlage_nr = nr, s->titel = title;
    w->file[i] = file, w->alt[i] = alt;
    w->path[i] = str_of(path_beside(w->a, str_z(w->a, beside), file));
    name_it(w, s, nr.n ? (Str){ "", 0 } : title);
    if (!path_is_safe(file))
        diag_strs(w->d, D_DATEI_AUSSERHALB, at, 1, &file);
    else if (!opener_read(w->m->akte->opener, w->a, w->path[i].p, ATTACH_MAX_BYTES, &s->bytes,
                          &why))
        diag(w->d, D_FILE_READ, at, w->path[i].p, why, (const char *)NULL);
    else {
        s->inhalt = sha256_hex(w->a, s->bytes);
        take_kind(w, s, i, kind_of(file, s->bytes));
    }
}

/* Public where what it hangs on is, and it says so itself, for this consultation if it names any.
 */
static bool is_open(const Anlage *x, const Beratung *here)
{
    bool named = !x->nnur;
    for (int i = 0; i < x->nnur && here; i++) named = named || str_eq(x->nur_beratung[i], here->id);
    return named && x->status == STATUS_OEFFENTLICH;
}

static void attachments(Werk *w, const Top *t, int level, Str nummer, const Anlage *x, int n,
                        Str beside, bool open, const Beratung *here)
{
    for (int i = 0; i < n; i++)
        if (x[i].datei.n)
            attachment(w, t, level, nummer, x[i].nr, x[i].titel, x[i].datei, beside, x[i].alt,
                       open && is_open(&x[i], here), x[i].at);
}

static Str minutes_title(Werk *w, const Niederschrift *n)
{
    if (n->titel.n) return n->titel;
    Buf b = { 0 };
    buf_str(&b, w->sf.stil->wort[WORT_NIEDERSCHRIFT]);
    if (date_set(n->sitzung)) {
        buf_char(&b, ' ');
        date_de(&b, n->sitzung);
    }
    Str s = str_keep(w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

/* ---- items ---- */

static void item(Werk *w, const Top *t, int *vorlage)
{
    Str none = { "", 0 };
    int level = t->ebene;
    bool open = w->sf.e->s->status != STATUS_NICHTOEFFENTLICH && t->status == STATUS_OEFFENTLICH;
    Stueck *head = add(w, STUECK_TRENNBLATT, level, t, t->at);
    head->titel = top_titel(t);
    head->inhalt = sha256_hex(w->a, flow_top_angaben(w->a, &w->sf, t));
    name_it(w, head, none);
    for (int i = 0; i < t->nniederschriften; i++) {
        const Niederschrift *n = &t->niederschriften[i];
        attachment(w, t, level + 1, none, none, minutes_title(w, n), n->datei, w->m->akte->pfad,
                   n->alt, open && n->status != STATUS_NICHTOEFFENTLICH, n->datei_at);
    }
    for (int i = 0; i < t->nunterlagen; i++) {
        const Unterlage *u = &t->unterlagen[i];
        if (!u->vorlage) continue;
        Stueck *s = add(w, STUECK_VORLAGE, level + 1, t, u->at);
        const Ausgabe *e = w->e->vorlage[(*vorlage)++];
        w->vorlage[w->r->n - 1] = e;
        w->path[w->r->n - 1] = u->pfad;
        s->nummer = e->v->nummer, s->titel = e->v->kopf.betreff_text;
        s->wie_top = t->nunterlagen == 1 && str_eq(s->titel, top_titel(t));
        name_it(w, s, none);
        bool seen =
            open && u->status != STATUS_NICHTOEFFENTLICH && e->v->status == STATUS_OEFFENTLICH;
        attachments(w, t, level + 2, e->v->nummer, e->v->anlagen, e->v->nanlagen, u->pfad, seen,
                    u->beratung);
    }
    attachments(w, t, level + 1, none, t->anlagen, t->nanlagen, w->m->akte->pfad, open, NULL);
}

/* ---- judging ---- */

static Str name_for_clerk(Werk *w, int i)
{
    const Stueck *s = &w->r->stueck[i];
    return str_printf(w->a, "%.*s: %.*s", STR_FMT(s->zeile), STR_FMT(w->file[i]));
}

static void replace(Werk *w, int i, const char *why)
{
    Stueck *s = &w->r->stueck[i];
    s->art = STUECK_ERSATZ;
    diag(w->d, D_MAPPE_ERSATZ, s->at, str_z(w->a, name_for_clerk(w, i)), why, (const char *)NULL);
}

/* What was said of these bytes; a new one has no info yet. */
static Urteil *urteil_of(Werk *w, Str bytes)
{
    uint32_t h = str_hash(str_sub(bytes, 0, bytes.n < 4096 ? bytes.n : 4096)) ^ (uint32_t)bytes.n;
    Urteil **at = &w->m->urteile->slot[(h ^ h >> 16) & 255];
    while (*at && !str_eq((*at)->bytes, bytes)) at = &(*at)->next;
    if (!*at) {
        *at = ARENA_NEW(w->a, Urteil);
        **at = (Urteil){ .bytes = bytes };
    }
    return *at;
}

static void settle(Werk *w, int i, Urteil *u)
{
    Stueck *s = &w->r->stueck[i];
    s->info = u->info;
    s->spoils = merge_spoils(u->info);
    const AttachFinding *bad = u->info->ok ? NULL : attach_refusal(u->info);
    if (bad && w->m->skip_bad)
        replace(w, i, attach_refusal_words(bad->code));
    else if (bad || !u->told)
        attach_tell(w->d, u->info, s->at, str_z(w->a, name_for_clerk(w, i)));
    u->told = true;
}

static void judge(Werk *w)
{
    Mappenbericht *r = w->r;
    Urteil **of = ARENA_NEW_N(w->a, Urteil *, (size_t)r->n + 1);
    Str *in = ARENA_NEW_N(w->a, Str, (size_t)r->n + 1);
    Attach *info = ARENA_NEW_N(w->a, Attach, (size_t)r->n + 1);
    size_t n = 0;
    for (int i = 0; i < r->n; i++) {
        if (r->stueck[i].art != STUECK_ANLAGE || !r->stueck[i].bytes.n) continue;
        of[i] = urteil_of(w, r->stueck[i].bytes);
        if (!of[i]->info) in[n] = of[i]->bytes, of[i]->info = &info[n++];
    }
    attach_inspect(w->a, in, n, info);
    for (int i = 0; i < r->n; i++)
        if (of[i]) settle(w, i, of[i]);
}

static void other_kinds(Werk *w)
{
    for (int i = 0; i < w->r->n; i++) {
        Stueck *s = &w->r->stueck[i];
        if (s->art != STUECK_ERSATZ || s->info) continue;
        if (w->m->skip_bad)
            replace(w, i,
                    s->warum ? s->warum
                             : DIAG_WORDS("nicht von einer Art, die in die Mappe kann",
                                          "of no kind that a pack takes"));
        else if (s->warum)
            diag(w->d, D_MAPPE_WANDELN, s->at, str_z(w->a, name_for_clerk(w, i)), s->warum,
                 (const char *)NULL);
        else
            diag(w->d, D_MAPPE_FORMAT, s->at, str_z(w->a, name_for_clerk(w, i)),
                 (const char *)NULL);
    }
}

static void move(Werk *w, int from, int to)
{
    w->r->stueck[to] = w->r->stueck[from];
    w->vorlage[to] = w->vorlage[from], w->path[to] = w->path[from], w->file[to] = w->file[from],
    w->alt[to] = w->alt[from];
    if (w->von) w->von[to] = w->von[from];
}

bool werk_begins_item(const Werk *w, int i)
{
    return i > 0 && w->r->stueck[i].art != STUECK_TRENNBLATT &&
        w->r->stueck[i - 1].art == STUECK_TRENNBLATT;
}

/* As the style says: a sheet before the papers of each item that has some in this edition. */
static void dividers(Werk *w)
{
    int n = w->r->n, more = 0;
    for (int i = 0; i < n; i++) more += werk_begins_item(w, i);
    if (w->sf.stil->mappe_trennung != TRENNUNG_BLATT || !more) return;
    if (w->von) w->von = ARENA_MORE(w->a, int, w->von, (size_t)n, (size_t)(n + more));
    for (int k = 0; k < more; k++) add(w, STUECK_DECKBLATT, 0, NULL, NO_PLACE);
    for (int i = n - 1, to = n + more - 1; to > i; i--) {
        bool here = werk_begins_item(w, i);
        move(w, i, to--);
        if (!here) continue;
        Stueck *s = &w->r->stueck[to--];
        *s = w->r->stueck[i - 1];
        s->art = STUECK_DECKBLATT, s->ebene++;
    }
}

bool werk_plan(Werk *w)
{
    int vorlage = 0;
    const Sitzung *z = w->e->s;
    Stueck *s = add(w, STUECK_EINLADUNG, 1, NULL, z->at);
    s->titel = w->sf.stil->wort[WORT_EINLADUNG];
    name_it(w, s, s->titel);
    s = add(w, STUECK_INHALT, 0, NULL, z->at);
    s->titel = w->sf.stil->wort[WORT_INHALT];
    name_it(w, s, s->titel);
    attachments(w, NULL, 2, (Str){ "", 0 }, z->einladung.beilagen, z->einladung.nbeilagen,
                w->m->akte->pfad, z->status != STATUS_NICHTOEFFENTLICH, NULL);
    for (int i = 0; i < z->nalle; i++) item(w, z->alle[i], &vorlage);
    werk_names(w);
    if (w->m->seit) werk_digests(w);
    if (w->m->seit && !werk_supplement(w)) return false;
    dividers(w);
    judge(w);
    other_kinds(w);
    return diags_errors(w->d) == 0;
}
