/* What lists the parts: sitzung.json for programs, index.html for people with a USB stick. */
#include "pack/listing.h"

#include "base/hash.h"
#include "base/html.h"
#include "base/json.h"

/* ---- what is listed ---- */

static void entry_here(const Layout *l, int part, ListEntry *e)
{
    static const Images none;
    const PartLayout *x = &l->part[part];
    e->paper = &x->paper;
    e->part = part;
    e->digest = stueck_digest(l->plan, e->stueck, x->flow, x->images ? x->images : &none);
}

static Listing of_pack(const Layout *l)
{
    const Plan *p = l->plan;
    Listing list = { .layout = l, .entry = ARENA_NEW_N(p->a, ListEntry, (size_t)p->n + 1) };
    for (int i = 0; i < p->n; i++) {
        if (p->stueck[i].art == STUECK_DECKBLATT) continue;
        ListEntry *e = &list.entry[list.n++];
        e->stueck = &p->stueck[i];
        entry_here(l, i, e);
    }
    return list;
}

/* All parts as they now are, with the numbers of those that the supplement holds. */
static Listing of_supplement(const Layout *l)
{
    const Plan *p = l->plan;
    Listing list = { .layout = l,
                     .entry = ARENA_NEW_N(p->a, ListEntry, (size_t)p->nalle + 1),
                     .n = p->nalle };
    for (int i = 0; i < p->nalle; i++)
        list.entry[i] = (ListEntry){ .stueck = &p->alle[i], .digest = p->alle[i].inhalt };
    for (int i = 0; i < p->n; i++)
        if (p->stueck[i].art != STUECK_DECKBLATT)
            entry_here(l, i, &list.entry[p->stueck[i].stelle]);
    return list;
}

Listing listing_of(const Layout *l) { return l->plan->alle ? of_supplement(l) : of_pack(l); }

Str listing_original(Arena *a, const Stueck *s)
{
    return str_printf(a, "%.*s.original", STR_FMT(s->name));
}

Str listing_pdf(Arena *a, Str name) { return str_printf(a, "%.*s.pdf", STR_FMT(name)); }

void listing_file(Arena *a, Files *to, Str name, Str bytes)
{
    files_add(a, to, (File){ .name = name, .bytes = bytes, .role = ROLE_LIST });
}

/* ---- sitzung.json ---- */

static void field(Json *j, const char *key, Str v)
{
    if (!v.n) return;
    json_key(j, key);
    json_text(j, v);
}

static void count(Json *j, const char *key, int64_t v)
{
    json_key(j, key);
    json_number(j, v);
}

static void json_file(Json *j, const Plan *p, const ListEntry *e)
{
    const Stueck *s = e->stueck;
    json_object(j);
    field(j, "art", str_of(stueck_art(s->art)));
    field(j, "nummer", s->nummer);
    field(j, "anlage", s->anlage_nr);
    field(j, "titel", stueck_words(s));
    field(j, "datei", listing_pdf(p->a, s->name));
    if (e->paper && e->paper->pages) {
        count(j, "seite", e->paper->first);
        count(j, "seiten", e->paper->pages);
    }
    if (e->file.n) {
        count(j, "bytes", (int64_t)e->file.n);
        field(j, "sha256", sha256_hex(p->a, e->file));
        if (stueck_is_signed(s)) {
            field(j, "original", listing_pdf(p->a, listing_original(p->a, s)));
            field(j, "original_sha256", sha256_hex(p->a, s->bytes));
        }
    }
    field(j, "inhalt", e->digest);
    json_end(j);
}

static void json_session(Json *j, const Layout *l)
{
    const Plan *p = l->plan;
    const Sitzung *z = p->e->s;
    Buf when = { 0 };
    datetime_iso(&when, z->beginn);
    field(j, "ausgabe", edition_name(p->m->edition));
    field(j, "titel", flow_sitzungstitel(p->a, &p->sf));
    field(j, "koerperschaft", l->letter->body_name);
    field(j, "gremium", mappe_gremium(p));
    field(j, "nummer", z->nummer);
    field(j, "beginn", buf_view(&when));
    field(j, "ort", z->ort);
    field(j, "raum", z->raum);
    if (p->m->large > 0) count(j, "grad", (int)p->m->large);
    if (p->vor) count(j, "ab_seite", p->vor + 1);
    count(j, "seiten", p->vor + l->pages);
    if (p->m->seit) count(j, "nachtrag", p->m->seit->nachtrag + 1);
    buf_drop(&when);
}

/* The head of an item's object; it holds the item's files, as the first one holds the session's. */
static void json_item(Json *j, const ListEntry *e)
{
    const Stueck *s = e->stueck;
    count(j, "ebene", s->ebene);
    field(j, "name", s->name);
    field(j, "top", s->top_nr);
    field(j, "titel", s->titel);
    field(j, "inhalt", e->digest);
    json_key(j, "oeffentlich");
    json_truth(j, s->top->status == STATUS_OEFFENTLICH);
}

/* An item, or the session itself (NULL), and its files: entries from `at` on. Where they end. */
static int json_part(Json *j, const Listing *l, const ListEntry *item, int at)
{
    json_line(j, 4);
    json_object(j);
    if (item) json_item(j, item);
    json_key(j, "dateien");
    json_array(j);
    for (; at < l->n && !entry_is_item(&l->entry[at]); at++) {
        json_line(j, 6);
        json_file(j, l->layout->plan, &l->entry[at]);
    }
    json_end(j);
    json_end(j);
    return at;
}

Str listing_json(const Listing *l)
{
    const Plan *p = l->layout->plan;
    Buf b = { 0 };
    Json j = { .b = &b, .spaced = true };
    json_object(&j);
    json_session(&j, l->layout);
    json_line(&j, 2);
    json_key(&j, "teile");
    json_array(&j);
    int at = json_part(&j, l, NULL, 0);
    while (at < l->n) at = json_part(&j, l, &l->entry[at], at + 1);
    json_line(&j, 2);
    json_end(&j);
    json_end(&j);
    buf_char(&b, '\n');
    return buf_keep(p->a, &b);
}

/* ---- index.html ---- */

static const char css[] =
    "body{font:1.1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#000;"
    "background:#fff}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin:1.5em 0 .3em}"
    "h3{font-size:1.05rem;margin:1em 0 .2em}ul{margin:.2em 0}a{color:#0b3d91}";

static void html_link(Html *h, const Plan *p, Str name, Str words, int pages, size_t bytes)
{
    html_begin(h, "li");
    html_begin(h, "a");
    html_attribute(h, "href", listing_pdf(p->a, name));
    html_text(h, words);
    html_end(h);
    html_text(h,
              str_printf(p->a, " (PDF, %d Seite%s, %zu kB)", pages, pages == 1 ? "" : "n",
                         (bytes + 999) / 1000));
    html_end(h);
    html_line(h);
}

static Str words_of(const Plan *p, const Stueck *s)
{
    const Stil *st = p->sf.stil;
    Str title = stueck_words(s);
    if (s->art == STUECK_VORLAGE)
        return str_printf(p->a, "%.*s %.*s: %.*s", STR_FMT(st->wort[WORT_VORLAGE_REF]),
                          STR_FMT(s->nummer), STR_FMT(title));
    if (s->anlage_nr.n && s->nummer.n)
        return str_printf(p->a, "%.*s %.*s zu %.*s: %.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                          STR_FMT(s->anlage_nr), STR_FMT(s->nummer), STR_FMT(title));
    return s->anlage_nr.n ? str_printf(p->a, "%.*s %.*s: %.*s", STR_FMT(st->wort[WORT_ANLAGE]),
                                       STR_FMT(s->anlage_nr), STR_FMT(title))
                          : title;
}

static void html_head(Html *h, const Plan *p)
{
    html_begin(h, "head");
    html_line(h);
    html_begin(h, "meta");
    html_attribute(h, "charset", S("utf-8"));
    html_end_void(h);
    html_line(h);
    html_begin(h, "meta");
    html_attribute(h, "name", S("viewport"));
    html_attribute(h, "content", S("width=device-width"));
    html_end_void(h);
    html_line(h);
    html_element(h, "title", flow_sitzungstitel(p->a, &p->sf));
    html_line(h);
    html_style(h, css);
    html_line(h);
    html_end(h);
    html_line(h);
}

static void html_session(Html *h, const Layout *l)
{
    const Plan *p = l->plan;
    html_element(h, "h1", flow_sitzungstitel(p->a, &p->sf));
    html_line(h);
    if (l->letter->mark.n) {
        html_begin(h, "p");
        html_element(h, "strong", l->letter->mark);
        html_end(h);
        html_line(h);
    }
    html_begin(h, "p");
    html_text(h, flow_sitzungszeit(p->a, &p->sf));
    if (p->e->s->ort.n) {
        html_text(h, S(", "));
        html_text(h, p->e->s->ort);
    }
    html_end(h);
    html_line(h);
}

static void html_item(Html *h, const Plan *p, const Stueck *s)
{
    static const char *const heading[] = { "h2", "h3", "h4", "h5", "h6" };
    int most = (int)(sizeof heading / sizeof *heading) - 1;
    html_element(h, heading[s->ebene - 1 < most ? s->ebene - 1 : most],
                 str_printf(p->a, "%.*s %.*s", STR_FMT(s->top_nr), STR_FMT(s->titel)));
    html_line(h);
}

static void html_file(Html *h, const Plan *p, const ListEntry *e)
{
    const Stueck *s = e->stueck;
    html_link(h, p, s->name, words_of(p, s), e->paper->pages, e->file.n);
    if (stueck_is_signed(s))
        html_link(h, p, listing_original(p->a, s),
                  str_printf(p->a, "Digital signiertes Original: %.*s", STR_FMT(words_of(p, s))),
                  (int)s->info->npages, s->bytes.n);
}

/* The files from `at` on, up to the next item. Where they end. */
static int html_files(Html *h, const Listing *l, int at)
{
    for (; at < l->n && !entry_is_item(&l->entry[at]); at++)
        html_file(h, l->layout->plan, &l->entry[at]);
    return at;
}

static void html_list(Html *h)
{
    html_begin(h, "ul");
    html_line(h);
}

static void html_close(Html *h)
{
    html_end(h);
    html_line(h);
}

static void html_body(Html *h, const Listing *l, size_t whole)
{
    const Plan *p = l->layout->plan;
    html_session(h, l->layout);
    html_list(h);
    html_link(h, p, S(DATEI_MAPPE), S("Alles in einer Datei"), l->layout->pages, whole);
    int at = html_files(h, l, 0);
    html_close(h);
    while (at < l->n) {
        html_item(h, p, l->entry[at++].stueck);
        if (at == l->n || entry_is_item(&l->entry[at])) continue;
        html_list(h);
        at = html_files(h, l, at);
        html_close(h);
    }
}

Str listing_html(const Listing *l, size_t whole)
{
    const Plan *p = l->layout->plan;
    Buf b = { 0 };
    Html h = { .b = &b };
    html_doctype(&h);
    html_line(&h);
    html_begin(&h, "html");
    html_attribute(&h, "lang", S("de"));
    html_line(&h);
    html_head(&h, p);
    html_begin(&h, "body");
    html_line(&h);
    html_begin(&h, "main");
    html_line(&h);
    html_body(&h, l, whole);
    for (int k = 0; k < 3; k++) html_close(&h);
    return buf_keep(p->a, &b);
}
