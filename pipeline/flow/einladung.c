/* The invitation: a letter of DIN 5008 with the session's day and place, the agenda, and who signs.
 */
#include "flow/sitzung.h"

#include "base/file.h"
#include "flow/flow_in.h"

#define MM(x) ((x)*72.0 / 25.4)

typedef struct {
    Compose c;
    const Sitzungsflow *s;
    const Sitzung *z;
    const Mitglied *an;
} Brief;

/* ---- words ---- */

static Str day_long(Arena *a, Date d)
{
    Buf b = { 0 };
    date_de_long(&b, d);
    return buf_keep(a, &b);
}

static Str kind_of(const Sitzung *z)
{
    return z->art_text.n ? z->art_text
        : z->art         ? enum_word(ENUM_SITZUNG, (int)z->art)
                         : S("Sitzung");
}

Str flow_sitzungstitel(Arena *a, const Sitzungsflow *s)
{
    const Sitzung *z = s->e->s;
    Str of = s->g && s->g->genitiv.n ? s->g->genitiv
        : z->gremium_name.n          ? z->gremium_name
        : s->g                       ? s->g->name
                                     : z->gremium;
    Str nr = str_ends(z->nummer, S("."))
        ? str_printf(a, "%.*s ", STR_FMT(z->nummer))
        : (Str){ "", 0 }; /* "3. Sitzung", but not "3/2025 Sitzung" */
    return str_printf(a, "%.*s%.*s %.*s am %.*s", STR_FMT(nr), STR_FMT(kind_of(z)), STR_FMT(of),
                      STR_FMT(day_long(a, z->beginn.day)));
}

static Str clock_of(Arena *a, const Stil *s, DateTime t)
{
    Buf b = { 0 };
    time_de(&b, t);
    buf_printf(&b, "\u00A0%.*s", STR_FMT(s->wort[WORT_UHR]));
    return buf_keep(a, &b);
}

static Str weekday(Date d)
{
    static const Str day[] = { { "Montag", 6 },      { "Dienstag", 8 }, { "Mittwoch", 8 },
                               { "Donnerstag", 10 }, { "Freitag", 7 },  { "Samstag", 7 },
                               { "Sonntag", 7 } };
    return day[date_weekday(d)];
}

Str flow_sitzungszeit(Arena *a, const Sitzungsflow *s)
{
    const Sitzung *z = s->e->s;
    return str_printf(a, "%.*s, %.*s, %.*s", STR_FMT(weekday(z->beginn.day)),
                      STR_FMT(day_long(a, z->beginn.day)),
                      STR_FMT(clock_of(a, s->stil, z->beginn)));
}

/* ---- the head ---- */

/* A pattern of the style with the body's and the session's data; "" where a field it names is not
 * known. */
static Str pattern(Brief *f, Str p, Place at)
{
    const Koerperschaft *k = f->s->k;
    const struct {
        const char *name;
        Str v;
    } field[] = { { "koerperschaft", k ? k->name : S("") },
                  { "strasse", k ? k->strasse : S("") },
                  { "plz", k ? k->plz : S("") },
                  { "ort", k ? k->ort : S("") },
                  { "telefon", k ? k->telefon : S("") },
                  { "email", k ? k->email : S("") },
                  { "web", k ? k->web : S("") },
                  { "datum",
                    date_set(f->z->einladung.datum) ? day_long(f->c.a, f->z->einladung.datum)
                                                    : S("") },
                  { "gremium", f->s->g ? f->s->g->name : f->z->gremium_name },
                  { "nummer", f->z->nummer } };
    Buf b = { 0 };
    for (size_t i = 0; i < p.n;) {
        if (p.p[i] != '{') {
            buf_char(&b, p.p[i++]);
            continue;
        }
        size_t end = i + 1, n = 0;
        while (end < p.n && p.p[end] != '}') end++;
        Str name = str_sub(p, i + 1, end - i - 1);
        while (n < sizeof field / sizeof *field && !str_is(name, field[n].name)) n++;
        if (n == sizeof field / sizeof *field)
            diag_strs(f->c.d, D_FLOW_FELD, at, 1, &name);
        else if (!field[n].v.n) {
            buf_drop(&b);
            return (Str){ "", 0 };
        } else
            buf_str(&b, field[n].v);
        i = end + 1;
    }
    return buf_keep(f->c.a, &b);
}

static void address(Brief *f, FlowLetter *l)
{
    l->address = ARENA_NEW_N(f->c.a, Str, ADRESSZEILEN_MAX);
    if (f->an) {
        int n = mitglied_anschrift(f->c.a, f->an, l->address, ADRESSZEILEN_MAX);
        l->address_at = f->an->anschrift_at;
        if (n > ADRESSZEILEN_MAX)
            diag(f->c.d, D_BRIEF_ANSCHRIFT_LANG, l->address_at,
                 str_z(f->c.a, mitglied_name(f->c.a, f->an)),
                 str_z(f->c.a, str_printf(f->c.a, "%d", n)), (const char *)NULL);
        l->naddress = n > ADRESSZEILEN_MAX ? ADRESSZEILEN_MAX : n;
        return;
    }
    const Gremium *g = f->s->g;
    l->address[l->naddress++] = S("An die Mitglieder");
    l->address[l->naddress++] = g && g->genitiv.n ? g->genitiv
        : f->z->gremium_name.n                    ? f->z->gremium_name
        : g                                       ? g->name
                                                  : f->z->gremium;
}

static void info(Brief *f, FlowLetter *l)
{
    const Stil *s = f->s->stil;
    l->info = ARENA_NEW_N(f->c.a, FlowInfo, (size_t)s->nbrief_angaben + 1);
    for (int i = 0; i < s->nbrief_angaben; i++) {
        Str v = pattern(f, s->brief_angaben[i].text, s->brief_angaben[i].at);
        if (v.n)
            l->info[l->ninfo++] =
                (FlowInfo){ s->brief_angaben[i].titel, v, s->brief_angaben[i].at };
    }
}

static Str joined(Arena *a, Str x, Str y, const char *between)
{
    return !x.n ? y : !y.n ? x : str_printf(a, "%.*s%s%.*s", STR_FMT(x), between, STR_FMT(y));
}

static FlowBlock *logo(Brief *f)
{
    const Stil *s = f->s->stil;
    BlockList kid = { 0 };
    if (!s->logo_datei.n) return NULL;
    FlowFigure *g = block_add(&f->c, &kid, FB_FIGURE, NO_PLACE)->figure =
        ARENA_NEW(f->c.a, FlowFigure);
    *g = (FlowFigure){ .file = s->logo_datei,
                       .path = str_of(path_beside(f->c.a, str_z(f->c.a, s->quelle), s->logo_datei)),
                       .alt = s->logo_alt,
                       .decoration = !s->logo_alt.n,
                       .width = s->logo_breite,
                       .logo = true };
    return kid.first;
}

static void letter_head(Brief *f, BlockList *b)
{
    const Stil *s = f->s->stil;
    const Koerperschaft *k = f->s->k;
    FlowBlock *block = block_add(&f->c, b, FB_LETTER, f->z->at);
    FlowLetter *l = block->letter = ARENA_NEW(f->c.a, FlowLetter);
    l->form = s->brief_form;
    l->marks = !s->brief_ohne_marken;
    l->sender = k ? k->name : S("");
    if (k) l->sender_more = joined(f->c.a, k->strasse, joined(f->c.a, k->plz, k->ort, " "), ", ");
    l->return_line = pattern(f, s->brief_absender, s->brief_absender_at);
    if (!l->return_line.n) l->return_line = l->sender;
    if (f->an && f->s->e->confidential && s->brief_vermerk.n) {
        l->notes = ARENA_NEW(f->c.a, Str);
        l->notes[l->nnotes++] = s->brief_vermerk;
    }
    address(f, l);
    info(f, l);
    block->kids = logo(f);
}

/* ---- day and place ---- */

static void para(Brief *f, BlockList *b, Role role, Str text, unsigned flags, Place at)
{
    if (text.n) para_add(&f->c, b, role, at)->runs = run_one(&f->c, text, flags, at);
}

static void row(Brief *f, FlowTable *t, Str label, Str value, Place at)
{
    if (!value.n) return;
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .at = at,
                    .sum_from = -1,
                    .sum_to = -1,
                    .ncells = 2,
                    .cells = ARENA_NEW_N(f->c.a, FlowCell, 2) };
    r->cells[0] = cell_text(&f->c, label, at);
    r->cells[0].header = true;
    r->cells[1] = cell_text(&f->c, value, at);
}

static void day_and_place(Brief *f, BlockList *b)
{
    const Sitzung *z = f->z;
    Arena *a = f->c.a;
    FlowTable *t = block_add(&f->c, b, FB_TABLE, z->beginn_at)->table = ARENA_NEW(a, FlowTable);
    t->look = TABLE_HEAD;
    t->ncols = 2;
    t->cols = ARENA_NEW_N(a, FlowCol, 2);
    t->label_width = t->cols[0].width = MM(25);
    t->body = ARENA_NEW_N(a, FlowRow, 5);
    if (!str_ends(z->nummer, S("."))) row(f, t, word(&f->c, WORT_SITZUNG), z->nummer, z->at);
    row(f, t, word(&f->c, WORT_TERMIN),
        str_printf(a, "%.*s, %.*s", STR_FMT(weekday(z->beginn.day)),
                   STR_FMT(day_long(a, z->beginn.day))),
        z->beginn_at);
    Str from = clock_of(a, f->s->stil, z->beginn);
    row(f, t, word(&f->c, WORT_BEGINN), from, z->beginn_at);
    row(f, t, word(&f->c, WORT_ORT),
        joined(a, joined(a, z->ort, z->raum, ", "), z->anschrift, ", "), z->at);
}

/* ---- agenda ---- */

static void detail(Buf *b, Str s)
{
    if (!s.n) return;
    buf_z(b, b->n ? " · " : "");
    buf_str(b, s);
}

static Str late(Brief *f, Nachreichung n, Date day)
{
    Str w = enum_word(ENUM_NACHREICHUNG, (int)n);
    return !w.n ? w
        : !date_set(day)
        ? w
        : str_printf(f->c.a, "%.*s vom %.*s", STR_FMT(w), STR_FMT(day_long(f->c.a, day)));
}

static Str competence(const Brief *f, Zustaendigkeit z, Str own)
{
    return own.n ? own : word_of(ENUM_ZUST, z, f->s->stil->wort_zust);
}

static void paper_line(Brief *f, BlockList *b, const Top *top, const Unterlage *u)
{
    Buf t = { 0 };
    const Vorlage *v = u->vorlage;
    buf_printf(&t, "%.*s\u00A0%.*s", STR_FMT(word(&f->c, WORT_VORLAGE_REF)),
               STR_FMT(v ? v->nummer : u->nummer));
    if (u->beratung)
        detail(&t, competence(f, u->beratung->zustaendigkeit, u->beratung->zustaendigkeit_text));
    if (v) detail(&t, v->kopf.federfuehrend);
    if (u->nachreichung != top->nachreichung) detail(&t, late(f, u->nachreichung, u->vom));
    para(f, b, ROLE_SMALL, buf_keep(f->c.a, &t), 0, u->at);
}

static void item_details(Brief *f, BlockList *b, const Top *t)
{
    Buf d = { 0 };
    detail(&d, competence(f, t->zustaendigkeit, t->zustaendigkeit_text));
    if (t->vortrag.n)
        detail(&d,
               str_printf(f->c.a, "%.*s: %.*s", STR_FMT(word(&f->c, WORT_VORTRAG)),
                          STR_FMT(t->vortrag)));
    if (t->papier == PAPIER_FOLGT) detail(&d, enum_word(ENUM_PAPIER, (int)t->papier));
    detail(&d, late(f, t->nachreichung, t->vom));
    if (t->abgesetzt) detail(&d, word(&f->c, WORT_ABGESETZT));
    para(f, b, ROLE_SMALL, buf_keep(f->c.a, &d), 0, t->at);
    for (int i = 0; i < t->nunterlagen; i++) paper_line(f, b, t, &t->unterlagen[i]);
    blocks_join(b, blocks_of(&f->c, t->text, ROLE_TEXT));
}

/* In words, so that it is read aloud and survives a copy in black and white. */
static void mark_changed(Brief *f, const FlowBlock *title, const Top *t)
{
    for (int i = 0; title && i < f->s->nmarken; i++) {
        if (f->s->marke[i].top != t) continue;
        Run *last = title->runs;
        while (last && last->next) last = last->next;
        if (last)
            last->next =
                run_one(&f->c, str_printf(f->c.a, " %.*s", STR_FMT(f->s->marke[i].wort)), 0, t->at);
        return;
    }
}

/* The title goes with the first lines below it, the last line with the one before it, and with the
 * first item below. */
static void keep_item(FlowBlock *first, bool items_below)
{
    for (FlowBlock *b = first; b; b = b->next)
        b->keep_with_next =
            !b->next ? items_below : b == first || (!b->next->next && b->role == ROLE_SMALL);
}

static void items(Brief *f, BlockList *b, const Top *t, int n)
{
    if (!n) return;
    FlowBlock *list = block_add(&f->c, b, FB_LIST, t->at);
    list->items = ARENA_NEW_N(f->c.a, FlowItem, (size_t)n);
    list->ordered = true;
    for (int i = 0; i < n; i++) {
        BlockList k = { 0 };
        Str title = top_titel(&t[i]);
        if (t[i].titel)
            para_add(&f->c, &k, ROLE_LABEL, t[i].at)->runs =
                runs_of(&f->c, t[i].titel, 0, (Str){ "", 0 });
        else
            para(f, &k, ROLE_LABEL, title, 0, t[i].at);
        mark_changed(f, k.last, &t[i]);
        item_details(f, &k, &t[i]);
        keep_item(k.first, t[i].ntops > 0);
        items(f, &k, t[i].tops, t[i].ntops);
        list->items[list->nitems++] =
            (FlowItem){ .blocks = k.first, .label = top_nummer(f->c.a, f->s->stil, &t[i]) };
    }
}

static void agenda(Brief *f, BlockList *b)
{
    const Sitzung *z = f->z;
    heading_add(&f->c, b, 2, run_one(&f->c, word(&f->c, WORT_TAGESORDNUNG), 0, z->at),
                (Str){ "", 0 }, S("tagesordnung"), z->at);
    bool both = false;
    for (int i = 1; i < z->ntops; i++) both |= z->tops[i].status != z->tops[0].status;
    for (int i = 0; i < z->ntops;) {
        Status s = z->tops[i].status;
        int n = i;
        while (n < z->ntops && z->tops[n].status == s) n++;
        Str part = word(
            &f->c, s == STATUS_OEFFENTLICH ? WORT_TEIL_OEFFENTLICH : WORT_TEIL_NICHTOEFFENTLICH);
        if (both || s != STATUS_OEFFENTLICH)
            heading_add(&f->c, b, 3, run_one(&f->c, part, 0, z->tops[i].at), (Str){ "", 0 },
                        (Str){ "", 0 }, z->tops[i].at);
        items(f, b, z->tops + i, n - i);
        i = n;
    }
    for (int i = 0; i < f->s->nentfallen; i++) para(f, b, ROLE_TEXT, f->s->entfallen[i], 0, z->at);
}

/* ---- close ---- */

static void signatures(Brief *f, BlockList *b)
{
    const Einladung *e = &f->z->einladung;
    if (!e->nunterzeichner) return;
    FlowBlock *g = block_add(&f->c, b, FB_SIGNATURES, e->unterzeichner[0].at);
    g->nsigs = e->nunterzeichner;
    g->sigs = ARENA_NEW_N(f->c.a, FlowSignature, (size_t)g->nsigs);
    g->sig_columns = g->nsigs > 1 ? 2 : 1;
    for (int i = 0; i < g->nsigs; i++) {
        const Sichtvermerk *v = &e->unterzeichner[i];
        g->sigs[i] = (FlowSignature){ .sign = v->zeichen,
                                      .name = v->name,
                                      .office = v->amt,
                                      .place = v->ort,
                                      .open = v->offen || v->signaturfeld,
                                      .field = v->signaturfeld,
                                      .at = v->at };
    }
}

static void enclosures(Brief *f, BlockList *b)
{
    const Einladung *e = &f->z->einladung;
    if (!e->nbeilagen) return;
    para(f, b, ROLE_LABEL, word(&f->c, WORT_ANLAGEN), 0, e->at);
    b->last->keep_with_next = true;
    for (int i = 0; i < e->nbeilagen; i++)
        para(f, b, ROLE_HEAD_LINE, e->beilagen[i].titel, 0, e->beilagen[i].at);
}

static void opening(Brief *f, BlockList *b)
{
    const Einladung *e = &f->z->einladung;
    Arena *a = f->c.a;
    Str to = e->anrede.n ? e->anrede
        : f->an          ? mitglied_briefanrede(a, f->an)
                         : S("Sehr geehrte Damen und Herren");
    para(f, b, ROLE_TEXT, str_ends(to, S(",")) ? to : str_printf(a, "%.*s,", STR_FMT(to)), 0,
         e->at);
    if (e->text)
        blocks_join(b, blocks_of(&f->c, e->text, ROLE_TEXT));
    else
        para(f, b, ROLE_TEXT,
             str_printf(a, "zur %.*s lade ich Sie ein.", STR_FMT(flow_sitzungstitel(a, f->s))), 0,
             f->z->at);
}

/* ---- flows ---- */

Stil *flow_briefstil(Arena *a, const Stil *from)
{
    Stil *s = ARENA_NEW(a, Stil);
    *s = *from;
    s->innen = MM(25), s->aussen = MM(20);
    s->grad_titel = s->grad + 1.5, s->grad_h1 = s->grad + 1.5, s->grad_h2 = s->grad,
    s->grad_h3 = s->grad;
    s->h1_versal = s->zeilennummern = false;
    s->breite = MM(210), s->hoehe = MM(297);
    return s;
}

static Flow *begin(Compose *c, const Sitzungsflow *s, Str title)
{
    static const Vorlage none = { .nummer = { "", 0 } };
    Flow *f = c->f = ARENA_NEW(c->a, Flow);
    c->v = &none;
    *f = (Flow){ .stil = s->stil,
                 .edition = s->e->edition,
                 .hidden = s->e->left_out,
                 .title = title,
                 .date = date_set(s->e->s->einladung.datum) ? s->e->s->einladung.datum
                                                            : s->e->s->metadatum };
    f->lang = s->e->s->lang.n && !str_is(s->e->s->lang, "de") ? s->e->s->lang : S("de-DE");
    f->body_name = s->k ? s->k->name : (Str){ "", 0 };
    f->author = f->body_name;
    f->status_word = c->s->wort[s->e->confidential ? WORT_NICHTOEFFENTLICH : WORT_OEFFENTLICH];
    f->nummer = s->e->s->nummer;
    if (s->stil->vermerk_nichtoeffentlich && s->e->confidential) f->mark = s->stil->klassifikation;
    Run *page = run_one(c, str_printf(c->a, "%.*s ", STR_FMT(word(c, WORT_SEITE))), 0, NO_PLACE);
    page->next = run_one(c, S("1"), RUN_PAGE, NO_PLACE);
    page->next->next =
        run_one(c, str_printf(c->a, " %.*s ", STR_FMT(word(c, WORT_VON))), 0, NO_PLACE);
    page->next->next->next = run_one(c, S("1"), RUN_PAGES, NO_PLACE);
    f->head.left = run_one(c, title, 0, NO_PLACE);
    f->foot.right = page;
    return f;
}

Flow *flow_einladung(Arena *a, Diags *d, const Sitzungsflow *s, const Mitglied *an)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = s->stil, .doc_path = s->path },
                .s = s,
                .z = s->e->s,
                .an = an };
    const Einladung *e = &f.z->einladung;
    Str title = e->betreff.n
        ? e->betreff
        : str_printf(a, "%.*s zur %.*s", STR_FMT(s->stil->wort[WORT_EINLADUNG]),
                     STR_FMT(flow_sitzungstitel(a, s)));
    if (s->nachtrag.n)
        title = str_printf(a, "%.*s \u2013 %.*s", STR_FMT(s->nachtrag), STR_FMT(title));
    Flow *flow = begin(&f.c, s, title);
    flow->subject = s->stil->wort[WORT_EINLADUNG];
    BlockList b = { 0 };
    letter_head(&f, &b);
    heading_add(&f.c, &b, 1, run_one(&f.c, title, 0, e->at), (Str){ "", 0 }, (Str){ "", 0 }, e->at);
    opening(&f, &b);
    day_and_place(&f, &b);
    agenda(&f, &b);
    signatures(&f, &b);
    enclosures(&f, &b);
    flow->blocks = b.first;
    return flow;
}

Str flow_top_angaben(Arena *a, const Sitzungsflow *s, const Top *t)
{
    Brief f = { .c = { .a = a, .d = diags_new(a), .k = s->k, .s = s->stil, .doc_path = s->path },
                .s = s,
                .z = s->e->s }; /* faults are told with the letter */
    Flow *flow = begin(&f.c, s, (Str){ "", 0 });
    BlockList b = { 0 };
    Buf words = { 0 };
    item_details(&f, &b, t);
    flow->blocks = b.first;
    flow_text(&words, flow);
    return buf_keep(a, &words);
}

Flow *flow_blatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Str *lines, int nlines,
                 FlowEntry *entries, int nentries)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = s->stil }, .s = s, .z = s->e->s };
    Flow *flow = begin(&f.c, s, title);
    BlockList b = { 0 };
    heading_add(&f.c, &b, 1, run_one(&f.c, title, 0, NO_PLACE), (Str){ "", 0 }, (Str){ "", 0 },
                NO_PLACE);
    for (int i = 0; i < nlines; i++) para(&f, &b, ROLE_TEXT, lines[i], 0, NO_PLACE);
    FlowBlock *c = NULL;
    for (int i = 0; i < nentries; i++) {
        if (entries[i].part.n)
            heading_add(&f.c, &b, 2, run_one(&f.c, entries[i].part, 0, NO_PLACE), (Str){ "", 0 },
                        (Str){ "", 0 }, NO_PLACE);
        if (!c || entries[i].part.n)
            c = block_add(&f.c, &b, FB_CONTENTS, NO_PLACE), c->entries = entries + i;
        c->nentries++;
    }
    flow->blocks = b.first;
    return flow;
}

/* The type of a page that is seen from across the room; the rest as in the letter. */
static Stil *sheet_style(Arena *a, const Stil *from)
{
    Stil *s = ARENA_NEW(a, Stil);
    *s = *from;
    s->grad_titel = s->grad * 3.6, s->grad_h1 = s->grad * 1.8;
    s->h1_versal = false;
    return s;
}

/* The items that this one is part of, the outermost first: they have no sheet of their own. */
static void above(Brief *f, BlockList *b, const Top *t)
{
    if (!t) return;
    above(f, b, t->eltern);
    para(f, b, ROLE_TEXT,
         str_printf(f->c.a, "%.*s\u00A0%.*s \u00B7 %.*s", STR_FMT(word(&f->c, WORT_TOP)),
                    STR_FMT(top_nummer(f->c.a, f->s->stil, t)), STR_FMT(top_titel(t))),
         0, t->at);
}

Flow *flow_trennblatt(Arena *a, Diags *d, const Sitzungsflow *s, const Top *t, Str number,
                      Str title, FlowEntry *entries, int nentries)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = sheet_style(a, s->stil) },
                .s = s,
                .z = s->e->s };
    Flow *flow = begin(&f.c, s, number);
    Str none = { "", 0 };
    BlockList b = { 0 }, in = { 0 };
    Buf line = { 0 };
    flow->stil = f.c.s;
    flow->foot = (RunningLine){ 0 };
    FlowBlock *head =
        block_add(&f.c, &b, FB_LETTER,
                  t->at); /* alone: the body's name, and the text begins where a letter's does */
    head->letter = ARENA_NEW(a, FlowLetter), head->kids = logo(&f);
    *head->letter = (FlowLetter){ .form = 'B', .sender = s->k ? s->k->name : none };
    above(&f, &in, t->eltern);
    heading_add(&f.c, &in, 1, run_one(&f.c, number, 0, t->at), none, none, t->at);
    heading_add(&f.c, &in, 2, run_one(&f.c, title, 0, t->at), none, none, t->at);
    detail(&line,
           word(&f.c, t->status == STATUS_OEFFENTLICH ? WORT_OEFFENTLICH : WORT_NICHTOEFFENTLICH));
    if (t->vortrag.n)
        detail(&line,
               str_printf(a, "%.*s: %.*s", STR_FMT(word(&f.c, WORT_VORTRAG)), STR_FMT(t->vortrag)));
    para(&f, &in, ROLE_TEXT, buf_keep(a, &line), 0, t->at);
    block_add(&f.c, &b, FB_BOX, t->at)->kids = in.first;
    para(&f, &b, ROLE_LABEL, word(&f.c, WORT_UNTERLAGEN), 0, t->at);
    b.last->keep_with_next = true;
    FlowBlock *c = block_add(&f.c, &b, FB_CONTENTS, t->at);
    c->entries = entries, c->nentries = nentries;
    flow->blocks = b.first;
    return flow;
}

Flow *flow_bildblatt(Arena *a, Diags *d, const Sitzungsflow *s, Str title, const Blattbild *bild,
                     int n, Str alt, Place at)
{
    Brief f = { .c = { .a = a, .d = d, .k = s->k, .s = s->stil }, .s = s, .z = s->e->s };
    Flow *flow = begin(&f.c, s, title);
    BlockList b = { 0 };
    heading_add(&f.c, &b, 1, run_one(&f.c, title, 0, at), (Str){ "", 0 }, (Str){ "", 0 }, at);
    for (int i = 0; i < n; i++) {
        if (i) block_add(&f.c, &b, FB_PAGEBREAK, at);
        FlowFigure *g = block_add(&f.c, &b, FB_FIGURE, at)->figure = ARENA_NEW(a, FlowFigure);
        Str words = alt.n ? alt : title;
        *g = (FlowFigure){ .file = bild[i].file,
                           .path = bild[i].path,
                           .data = bild[i].data,
                           .width = bild[i].width,
                           .whole = true,
                           .alt = n > 1 ? str_printf(a, "%.*s (%d/%d)", STR_FMT(words), i + 1, n)
                                        : words };
    }
    flow->blocks = b.first;
    return flow;
}
