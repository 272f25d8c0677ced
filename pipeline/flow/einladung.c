/* The invitation: a letter of DIN 5008 with the session's day and place, the agenda, and who signs.
 */
#include "flow/einladung_in.h"

#include "base/check.h"
#include "base/sheet.h"

/* ---- words ---- */

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
                      STR_FMT(brief_day(a, z->beginn.day)));
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
                      STR_FMT(brief_day(a, z->beginn.day)),
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
                    date_set(f->z->einladung.datum) ? brief_day(f->c.a, f->z->einladung.datum)
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
        CHECK(n <= ADRESSZEILEN_MAX); /* read/mitglieder.c has refused longer ones */
        l->naddress = n;
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

static void letter_head(Brief *f, BlockList *b)
{
    const Stil *s = f->s->stil;
    const Koerperschaft *k = f->s->k;
    FlowBlock *block = flow_block_add(&f->c, b, FB_LETTER, f->z->at);
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
    block->kids = brief_logo(f);
}

/* ---- day and place ---- */

static void row(Brief *f, FlowTable *t, Str label, Str value, Place at)
{
    if (!value.n) return;
    FlowRow *r = &t->body[t->nbody++];
    *r = (FlowRow){ .at = at,
                    .sum_from = -1,
                    .sum_to = -1,
                    .ncells = 2,
                    .cells = ARENA_NEW_N(f->c.a, FlowCell, 2) };
    r->cells[0] = flow_cell_text(&f->c, label, at);
    r->cells[0].header = true;
    r->cells[1] = flow_cell_text(&f->c, value, at);
}

static void day_and_place(Brief *f, BlockList *b)
{
    const Sitzung *z = f->z;
    Arena *a = f->c.a;
    FlowTable *t = flow_block_add(&f->c, b, FB_TABLE, z->beginn_at)->table =
        ARENA_NEW(a, FlowTable);
    t->look = TABLE_HEAD;
    t->ncols = 2;
    t->cols = ARENA_NEW_N(a, FlowCol, 2);
    t->label_width = t->cols[0].width = MM(25);
    t->body = ARENA_NEW_N(a, FlowRow, 5);
    if (!str_ends(z->nummer, S("."))) row(f, t, flow_word(&f->c, WORT_SITZUNG), z->nummer, z->at);
    row(f, t, flow_word(&f->c, WORT_TERMIN),
        str_printf(a, "%.*s, %.*s", STR_FMT(weekday(z->beginn.day)),
                   STR_FMT(brief_day(a, z->beginn.day))),
        z->beginn_at);
    Str from = clock_of(a, f->s->stil, z->beginn);
    row(f, t, flow_word(&f->c, WORT_BEGINN), from, z->beginn_at);
    row(f, t, flow_word(&f->c, WORT_ORT),
        joined(a, joined(a, z->ort, z->raum, ", "), z->anschrift, ", "), z->at);
}

/* ---- close ---- */

static void signatures(Brief *f, BlockList *b)
{
    const Einladung *e = &f->z->einladung;
    if (!e->nunterzeichner) return;
    FlowBlock *g = flow_block_add(&f->c, b, FB_SIGNATURES, e->unterzeichner[0].at);
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
    brief_para(f, b, ROLE_LABEL, flow_word(&f->c, WORT_ANLAGEN), 0, e->at);
    b->last->keep_with_next = true;
    for (int i = 0; i < e->nbeilagen; i++)
        brief_para(f, b, ROLE_HEAD_LINE, e->beilagen[i].titel, 0, e->beilagen[i].at);
}

static void opening(Brief *f, BlockList *b)
{
    const Einladung *e = &f->z->einladung;
    Arena *a = f->c.a;
    Str to = e->anrede.n ? e->anrede
        : f->an          ? mitglied_briefanrede(a, f->an)
                         : S("Sehr geehrte Damen und Herren");
    brief_para(f, b, ROLE_TEXT, str_ends(to, S(",")) ? to : str_printf(a, "%.*s,", STR_FMT(to)), 0,
               e->at);
    if (e->text)
        flow_blocks_join(b, flow_blocks_of(&f->c, e->text, ROLE_TEXT));
    else
        brief_para(f, b, ROLE_TEXT,
                   str_printf(a, "zur %.*s lade ich Sie ein.",
                              STR_FMT(flow_sitzungstitel(a, f->s))),
                   0, f->z->at);
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
    Flow *flow = brief_begin(&f.c, s, title);
    flow->subject = s->stil->wort[WORT_EINLADUNG];
    BlockList b = { 0 };
    letter_head(&f, &b);
    flow_heading_add(&f.c, &b, 1, flow_run_one(&f.c, title, 0, e->at), (Str){ "", 0 },
                     (Str){ "", 0 }, e->at);
    opening(&f, &b);
    day_and_place(&f, &b);
    brief_agenda(&f, &b);
    signatures(&f, &b);
    enclosures(&f, &b);
    flow->blocks = b.first;
    return flow;
}
