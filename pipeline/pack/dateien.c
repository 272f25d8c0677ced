/* The pack as single files with stable names: each part a PDF of its own, sitzung.json for
 * programs, index.html for people with a USB stick. Made from the same plan as the pack, so it
 * holds the same and nothing else but untouched originals of what is signed; pages keep the pack's
 * numbers. */
#include <stdlib.h>

#include "base/hash.h"
#include "pack/mappe_in.h"

#define STAMP_H 28.0

typedef struct {
    Werk *w;
    Dateien *out;
} Verzeichnis;

static void add(Verzeichnis *f, Str name, Str bytes)
{
    Dateien *d = f->out;
    d->v = ARENA_MORE(f->w->a, Datei, d->v, (size_t)d->n, (size_t)d->n + 1);
    d->v[d->n++] = (Datei){ .name = name, .bytes = bytes };
}

/* ---- names ---- */

typedef struct {
    Str name;
    int i;
} Named;

static int by_name(const void *x, const void *y)
{
    const Named *a = x, *b = y;
    int c = str_casecmp(a->name, b->name);
    return c ? c : a->i - b->i;
}

/* Parts that would have one name, where case does not count: the later ones are counted. */
static bool count_doubles(Werk *w, Named *v, int n)
{
    bool any = false;
    qsort(v, (size_t)n, sizeof *v, by_name);
    for (int i = 1, same = 1; i < n; i++) {
        Str *name = &w->r->stueck[v[i].i].name;
        same = str_casecmp(v[i].name, v[i - 1].name) ? 1 : same + 1;
        if (same > 1) *name = str_printf(w->a, "%.*s_%d", STR_FMT(v[i].name), same), any = true;
    }
    for (int i = 0; i < n; i++) v[i].name = w->r->stueck[v[i].i].name;
    return any;
}

void werk_names(Werk *w)
{
    Named *v = ARENA_NEW_N(w->a, Named, (size_t)w->r->n + 1);
    int n = 0;
    for (int i = 0; i < w->r->n; i++)
        if (w->r->stueck[i].art != STUECK_TRENNBLATT) v[n++] = (Named){ w->r->stueck[i].name, i };
    while (count_doubles(w, v, n)) {} /* a counted name may be another's */
}

/* ---- one part ---- */

static bool keep(Verzeichnis *f, const Stueck *s, Buf *b)
{
    if (buf_failed(b)) return false;
    add(f, str_printf(f->w->a, "%.*s.pdf", STR_FMT(s->name)), str_keep(f->w->a, buf_view(b)));
    buf_drop(b);
    return true;
}

static bool own_file(Verzeichnis *f, const Stueck *s, const Flow *flow)
{
    Werk *w = f->w;
    Images im;
    if (!flow || !images_load(w->a, w->d, w->m->akte->opener, flow, &im)) return false;
    Looks own = { .a = w->a,
                  .d = w->d }; /* faces of its own: a subset holds what this file shows, no more */
    FontSet *fonts = looks_fonts(&own, flow->stil);
    if (!fonts) return false;
    Pdf *pdf = pdf_new(w->a, w->d, flow, fonts, &im);
    PaperPlace at = { .stamp = s->zeile,
                      .stamp_word = w->sf.stil->wort[WORT_MAPPE],
                      .stamp_page = s->first };
    Typeset t = { 0 };
    Buf b = { 0 };
    bool ok = typeset_placed(w->a, w->d, flow, fonts, &im, (PageSink){ pdf, pdf_page, pdf_running },
                             &at, &t) &&
        pdf_finish(pdf, &t.tree, &b) && keep(f, s, &b);
    pdf_drop(pdf);
    tree_drop(&t.tree);
    looks_drop(&own);
    return ok;
}

/* The stamps of a foreign part as an own PDF. */
static bool stamps(Verzeichnis *f, const Stueck *s, Buf *b)
{
    static const Images none;
    Werk *w = f->w;
    Looks own = { .a = w->a, .d = w->d };
    FontSet *fonts = looks_fonts(&own, w->letter->stil);
    if (!fonts) return false;
    Pdf *pdf = pdf_new(w->a, w->d, w->letter, fonts, &none);
    StructTree t = { 0 };
    tree_part(w->a, &t, 0, (Str){ "", 0 }, w->letter->lang);
    PaperPlace at = { .stamp = stueck_stempel(w, s),
                      .stamp_word = w->sf.stil->wort[WORT_MAPPE],
                      .stamp_page = s->first };
    for (uint32_t k = 0; k < s->info->npages; k++) {
        at.stamp_page = s->first + s->seite[k] - (int)k;
        typeset_empty(w->a, w->d, w->letter, fonts, (PageSink){ pdf, pdf_page, pdf_running }, &at,
                      (int)k + 1, s->info->page[k].width, STAMP_H);
    }
    bool ok = pdf_finish(pdf, &t, b);
    pdf_drop(pdf);
    tree_drop(&t);
    looks_drop(&own);
    return ok;
}

typedef struct {
    Verzeichnis *f;
    const Stueck *s;
} Single;

static bool take(void *ctx, uint32_t variant, Str pdf)
{
    const Single *x = ctx;
    (void)variant;
    add(x->f, str_printf(x->f->w->a, "%.*s.pdf", STR_FMT(x->s->name)), str_keep(x->f->w->a, pdf));
    return true;
}

static bool foreign_file(Verzeichnis *f, Stueck *s, int i)
{
    Werk *w = f->w;
    Buf own = { 0 };
    uint32_t n = s->info->npages;
    if (!stamps(f, s, &own)) return false;
    MergePage *page = ARENA_NEW_N(w->a, MergePage, (size_t)n);
    MergeStamp *stamp = ARENA_NEW_N(w->a, MergeStamp, (size_t)n);
    for (uint32_t k = 0; k < n; k++) {
        page[k] = (MergePage){ .from = MERGE_PART, .page = k };
        merge_room(&s->info->page[k], &page[k], EDGE);
        stamp[k] = (MergeStamp){ .own = k };
        page[k].stamp = &stamp[k], page[k].nstamps = 1;
        page[k].label = str_printf(w->a, "%d", s->first + s->seite[k]);
    }
    MergePart part = { .bytes = s->bytes,
                       .info = s->info,
                       .title = s->titel.n ? s->titel : s->zeile,
                       .alt = w->alt[i] };
    MergeBookmark mark = { .level = 1, .title = part.title, .inner = true };
    MergeVariant variant = { .title = str_printf(w->a, "%.*s: %.*s", STR_FMT(s->zeile),
                                                 STR_FMT(part.title)) };
    MergePlan plan = { .own = buf_view(&own),
                       .own_pages = n,
                       .part = &part,
                       .nparts = 1,
                       .page = page,
                       .npages = n,
                       .bookmark = &mark,
                       .nbookmarks = 1,
                       .variant = &variant,
                       .nvariants = 1,
                       .lang = w->letter->lang,
                       .author = w->letter->author,
                       .creator = S("vorlage " VORLAGE_VERSION),
                       .date = w->letter->date };
    MergeReport r;
    Single one = { f, s };
    merge_run(w->a, &plan, take, &one, &r);
    buf_drop(&own);
    if (r.verdict != MERGE_DONE)
        diag(w->d, D_MAPPE_ZUSAMMEN, s->at, str_z(w->a, s->zeile), (const char *)NULL);
    return r.verdict == MERGE_DONE;
}

/* ---- what lists them ---- */

static void json(Buf *b, Str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, (char)c);
        } else if (c < 0x20)
            buf_printf(b, "\\u%04x", c);
        else
            buf_char(b, (char)c);
    }
    buf_char(b, '"');
}

static void field(Buf *b, const char *name, Str v)
{
    if (!v.n) return;
    buf_printf(b, ", \"%s\": ", name);
    json(b, v);
}

const char *stueck_art(StueckArt a)
{
    static const char *const word[] = { "einladung", "inhalt", "top",   "vorlage",
                                        "anlage",    "anlage", "ersatz" };
    return word[a];
}

static Str original_name(Verzeichnis *f, const Stueck *s)
{
    return str_printf(f->w->a, "%.*s.original", STR_FMT(s->name));
}

static void json_file(Verzeichnis *f, Buf *b, const Stueck *s, Str bytes)
{
    buf_printf(b, "\n      {\"art\": \"%s\"", stueck_art(s->art));
    field(b, "nummer", s->nummer);
    field(b, "anlage", s->anlage_nr);
    field(b, "titel", s->titel.n ? s->titel : s->zeile);
    field(b, "datei", str_printf(f->w->a, "%.*s.pdf", STR_FMT(s->name)));
    if (s->pages) buf_printf(b, ", \"seite\": %d, \"seiten\": %d", s->first, s->pages);
    if (bytes.n) buf_printf(b, ", \"bytes\": %zu", bytes.n);
    if (bytes.n) field(b, "sha256", sha256_hex(f->w->a, bytes));
    if (bytes.n && stueck_is_signed(s)) {
        field(b, "original", str_printf(f->w->a, "%.*s.pdf", STR_FMT(original_name(f, s))));
        field(b, "original_sha256", sha256_hex(f->w->a, s->bytes));
    }
    field(b, "inhalt", s->inhalt);
    buf_char(b, '}');
}

static void json_session(Verzeichnis *f, Buf *b)
{
    const Sitzung *z = f->w->e->s;
    Buf when = { 0 };
    datetime_iso(&when, z->beginn);
    buf_printf(b, "{\"ausgabe\": \"%s\"",
               f->w->m->edition == EDITION_PUBLIC ? "oeffentlich" : "voll");
    field(b, "titel", flow_sitzungstitel(f->w->a, &f->w->sf));
    field(b, "koerperschaft", f->w->letter->body_name);
    field(b, "gremium", mappe_gremium(f->w));
    field(b, "nummer", z->nummer);
    field(b, "beginn", buf_view(&when));
    field(b, "ort", z->ort);
    field(b, "raum", z->raum);
    if (f->w->m->large > 0) buf_printf(b, ", \"grad\": %d", (int)f->w->m->large);
    if (f->w->vor) buf_printf(b, ", \"ab_seite\": %d", f->w->vor + 1);
    buf_printf(b, ", \"seiten\": %d", f->w->vor + f->w->r->pages);
    if (f->w->m->seit) buf_printf(b, ", \"nachtrag\": %d", f->w->m->seit->nachtrag + 1);
    buf_drop(&when);
}

/* The parts in order, those of an item inside it; items with their level. */
static Str write_json(Verzeichnis *f, const Stueck *v, int n)
{
    Buf b = { 0 };
    json_session(f, &b);
    buf_z(&b, ",\n  \"teile\": [\n    {\"dateien\": [");
    bool first = true;
    for (int i = 0, at = 0; i < n; i++) {
        const Stueck *s = &v[i];
        if (s->art == STUECK_DECKBLATT) continue;
        if (s->art == STUECK_TRENNBLATT) {
            buf_printf(&b, "]},\n    {\"ebene\": %d", s->ebene);
            field(&b, "name", s->name);
            field(&b, "top", s->top_nr);
            field(&b, "titel", s->titel);
            field(&b, "inhalt", s->inhalt);
            buf_printf(&b, ", \"oeffentlich\": %s, \"dateien\": [",
                       s->top->status == STATUS_OEFFENTLICH ? "true" : "false");
            first = true;
            continue;
        }
        if (!first) buf_char(&b, ',');
        first = false;
        json_file(f, &b, s, (size_t)at < f->out->n ? f->out->v[at++].bytes : (Str){ "", 0 });
    }
    buf_z(&b, "]}\n  ]}\n");
    Str s = str_keep(f->w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

static void html_link(Buf *b, Str name, Str words, int pages, size_t bytes)
{
    buf_z(b, "<li><a href=\"");
    buf_xml(b, name);
    buf_z(b, ".pdf\">");
    buf_xml(b, words);
    buf_printf(b, "</a> (PDF, %d Seite%s, %zu kB)</li>\n", pages, pages == 1 ? "" : "n",
               (bytes + 999) / 1000);
}

static Str words_of(Verzeichnis *f, const Stueck *s)
{
    const Stil *st = f->w->sf.stil;
    Str title = s->titel.n ? s->titel : s->zeile;
    if (s->art == STUECK_VORLAGE)
        return str_printf(f->w->a, "%.*s %.*s: %.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                          STR_FMT(s->nummer), STR_FMT(title));
    if (s->anlage_nr.n && s->nummer.n)
        return str_printf(f->w->a, "%.*s %.*s zu %.*s: %.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                          STR_FMT(s->anlage_nr), STR_FMT(s->nummer), STR_FMT(title));
    return s->anlage_nr.n ? str_printf(f->w->a, "%.*s %.*s: %.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                                       STR_FMT(s->anlage_nr), STR_FMT(title))
                          : title;
}

static void html_head(Verzeichnis *f, Buf *b)
{
    buf_z(b,
          "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
          "name=\"viewport\" content=\"width=device-width\">\n<title>");
    buf_xml(b, flow_sitzungstitel(f->w->a, &f->w->sf));
    buf_z(b,
          "</title>\n<style>body{font:1.1rem/1.5 sans-serif;max-width:46rem;margin:2rem "
          "auto;padding:0 1rem;color:#000;background:#fff}"
          "h1{font-size:1.6rem}h2{font-size:1.2rem;margin:1.5em 0 "
          ".3em}h3{font-size:1.05rem;margin:1em 0 .2em}ul{margin:.2em "
          "0}a{color:#0b3d91}</style>\n</head>\n<body>\n<main>\n<h1>");
    buf_xml(b, flow_sitzungstitel(f->w->a, &f->w->sf));
    buf_z(b, "</h1>\n");
    if (f->w->letter->mark.n) {
        buf_z(b, "<p><strong>");
        buf_xml(b, f->w->letter->mark);
        buf_z(b, "</strong></p>\n");
    }
    buf_z(b, "<p>");
    buf_xml(b, flow_sitzungszeit(f->w->a, &f->w->sf));
    if (f->w->e->s->ort.n) {
        buf_z(b, ", ");
        buf_xml(b, f->w->e->s->ort);
    }
    buf_z(b, "</p>\n<ul>\n");
}

static Str write_html(Verzeichnis *f, size_t whole)
{
    Buf b = { 0 };
    const Mappenbericht *r = f->w->r;
    bool open = true;
    html_head(f, &b);
    html_link(&b, S(DATEI_MAPPE), S("Alles in einer Datei"), r->pages, whole);
    for (int i = 0, at = 0; i < r->n; i++) {
        const Stueck *s = &r->stueck[i];
        if (s->art == STUECK_DECKBLATT) continue;
        if (s->art != STUECK_TRENNBLATT) {
            if (!open) buf_z(&b, "<ul>\n");
            open = true;
            html_link(&b, s->name, words_of(f, s), s->pages, f->out->v[at++].bytes.n);
            if (stueck_is_signed(s))
                html_link(&b, original_name(f, s),
                          str_printf(f->w->a, "Digital signiertes Original: %.*s",
                                     STR_FMT(words_of(f, s))),
                          (int)s->info->npages, s->bytes.n);
            continue;
        }
        if (open) buf_z(&b, "</ul>\n");
        open = false;
        int h = s->ebene + 1 > 6 ? 6 : s->ebene + 1;
        buf_printf(&b, "<h%d>", h);
        buf_xml(&b, str_printf(f->w->a, "%.*s %.*s", STR_FMT(s->top_nr), STR_FMT(s->titel)));
        buf_printf(&b, "</h%d>\n", h);
    }
    if (open) buf_z(&b, "</ul>\n");
    buf_z(&b, "</main>\n</body>\n</html>\n");
    Str s = str_keep(f->w->a, buf_view(&b));
    buf_drop(&b);
    return s;
}

Str werk_list(Werk *w)
{
    Dateien none = { 0 };
    Verzeichnis f = { w, &none };
    if (!w->m->seit) return write_json(&f, w->r->stueck, w->r->n);
    for (int i = 0; i < w->r->n; i++)
        if (w->r->stueck[i].art != STUECK_DECKBLATT)
            w->alle[w->von[i]].first = w->r->stueck[i].first,
            w->alle[w->von[i]].pages = w->r->stueck[i].pages;
    return write_json(&f, w->alle, w->nalle);
}

void werk_list_file(Werk *w, Dateien *out)
{
    Verzeichnis f = { w, out };
    *out = (Dateien){ 0 };
    add(&f, S(LISTE_DATEI), werk_list(w));
}

bool werk_files(Werk *w, size_t whole, Dateien *out)
{
    Verzeichnis f = { w, out };
    bool ok = true;
    *out = (Dateien){ 0 };
    for (int i = 0; i < w->r->n && ok; i++) {
        Stueck *s = &w->r->stueck[i];
        if (!stueck_is_file(s)) continue;
        ok = s->art == STUECK_ANLAGE
            ? foreign_file(&f, s, i)
            : own_file(&f, s, s->art == STUECK_INHALT ? werk_contents(w, true) : werk_flow(w, i));
    }
    if (!ok || diags_errors(w->d)) return false;
    Str list = write_json(&f, w->r->stueck, w->r->n), page = write_html(&f, whole);
    add(&f, S(LISTE_DATEI), list);
    add(&f, S("index.html"), page);
    for (int i = 0; i < w->r->n; i++) /* behind what the lists count */
        if (stueck_is_signed(&w->r->stueck[i]))
            add(&f, str_printf(w->a, "%.*s.pdf", STR_FMT(original_name(&f, &w->r->stueck[i]))),
                w->r->stueck[i].bytes);
    return true;
}
