/* The parts of a pack, in order. */
#include "pack/plan.h"

#include "base/file.h"
#include "base/hash.h"
#include "office/looks.h"

#define STAMP_SEP " \u2013 "

typedef struct {
    Plan *p;
    int room;    /* of p->stueck */
    int vorlage; /* how many of the edition's there are parts of */
} Planning;

/* Where attachments hang. */
typedef struct {
    const Top *top;
    int ebene;
    Str nummer, neben; /* of the Vorlage; the file that they lie beside */
    bool offen;        /* what they hang on is public */
    const Beratung *hier;
} Stelle;

static Stueck *add(Planning *g, StueckArt art, int level, const Top *t, Place at)
{
    Plan *p = g->p;
    if (p->n == g->room) {
        int more = g->room ? 2 * g->room : 64;
        p->stueck = ARENA_MORE(p->a, Stueck, p->stueck, (size_t)g->room, (size_t)more);
        g->room = more;
    }
    Stueck *s = &p->stueck[p->n++];
    *s = (Stueck){ .art = art, .ebene = level, .top = t, .at = at };
    if (t) s->top_nr = top_nummer(p->a, p->sf.stil, t);
    return s;
}

/* "TOP Ö 5 – Vorlage 024/2024 – Anlage 2" */
static void name_it(const Plan *p, Stueck *s, Str last)
{
    Buf b = { 0 };
    const Stil *st = p->sf.stil;
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
    s->zeile = str_keep(p->a, buf_view(&b));
    buf_drop(&b);
    s->name = stueck_name(p->a, s);
}

/* ---- attachments ---- */

static void attachment(Planning *g, const Stelle *to, const Anlage *x)
{
    const Plan *p = g->p;
    Stueck *s = add(g, STUECK_ANLAGE, to->ebene, to->top, x->at);
    s->geheim = !to->offen || !edition_anlage_is_open(x, to->hier);
    s->nummer = to->nummer, s->anlage_nr = x->nr, s->titel = x->titel;
    s->datei = x->datei, s->alt = x->alt;
    s->pfad = str_of(path_beside(p->a, str_z(p->a, to->neben), x->datei));
    name_it(p, s, x->nr.n ? (Str){ "", 0 } : x->titel);
    stueck_read(p, s);
}

static void attachments(Planning *g, const Stelle *to, const Anlage *x, int n)
{
    for (int i = 0; i < n; i++)
        if (x[i].datei.n) attachment(g, to, &x[i]);
}

static Str minutes_title(const Plan *p, const Niederschrift *n)
{
    if (n->titel.n) return n->titel;
    Buf b = { 0 };
    buf_str(&b, p->sf.stil->wort[WORT_NIEDERSCHRIFT]);
    if (date_set(n->sitzung)) {
        buf_char(&b, ' ');
        date_de(&b, n->sitzung);
    }
    return buf_keep(p->a, &b);
}

static Anlage minutes(const Plan *p, const Niederschrift *n)
{
    bool open = edition_niederschrift_is_open(n);
    return (Anlage){ .at = n->datei_at,
                     .titel = minutes_title(p, n),
                     .datei = n->datei,
                     .alt = n->alt,
                     .status = open ? STATUS_OEFFENTLICH : STATUS_NICHTOEFFENTLICH };
}

/* ---- items ---- */

static void head(Planning *g, const Top *t)
{
    const Plan *p = g->p;
    Stueck *s = add(g, STUECK_TRENNBLATT, t->ebene, t, t->at);
    s->titel = top_titel(t);
    s->inhalt = sha256_hex(p->a, flow_top_angaben(p->a, &p->sf, t));
    name_it(p, s, (Str){ "", 0 });
}

static void vorlage(Planning *g, const Top *t, const Unterlage *u, bool open)
{
    const Plan *p = g->p;
    Stueck *s = add(g, STUECK_VORLAGE, t->ebene + 1, t, u->at);
    const Vorlage *v = (s->vorlage = p->e->vorlage[g->vorlage++])->v;
    s->pfad = u->pfad;
    s->nummer = v->nummer, s->titel = v->kopf.betreff_text;
    s->wie_top = t->nunterlagen == 1 && str_eq(s->titel, top_titel(t));
    name_it(p, s, (Str){ "", 0 });
    Stelle below = { .top = t,
                     .ebene = t->ebene + 2,
                     .nummer = v->nummer,
                     .neben = u->pfad,
                     .offen = open && edition_unterlage_is_open(u, v),
                     .hier = u->beratung };
    attachments(g, &below, v->anlagen, v->nanlagen);
}

static void item(Planning *g, const Top *t)
{
    const Plan *p = g->p;
    bool open = edition_top_is_open(p->e->s, t);
    Stelle below = { .top = t, .ebene = t->ebene + 1, .neben = p->m->akte->pfad, .offen = open };
    head(g, t);
    for (int i = 0; i < t->nniederschriften; i++) {
        Anlage x = minutes(p, &t->niederschriften[i]);
        attachment(g, &below, &x);
    }
    for (int i = 0; i < t->nunterlagen; i++)
        if (t->unterlagen[i].vorlage) vorlage(g, t, &t->unterlagen[i], open);
    attachments(g, &below, t->anlagen, t->nanlagen);
}

/* ---- dividers ---- */

bool plan_begins_item(const Plan *p, int i)
{
    return i > 0 && p->stueck[i].art != STUECK_TRENNBLATT &&
        p->stueck[i - 1].art == STUECK_TRENNBLATT;
}

/* As the style says: a sheet before the papers of each item that has some in this edition. */
static void dividers(Planning *g)
{
    Plan *p = g->p;
    int n = p->n, more = 0;
    for (int i = 0; i < n; i++) more += plan_begins_item(p, i);
    if (p->sf.stil->mappe_trennung != TRENNUNG_BLATT || !more) return;
    for (int k = 0; k < more; k++) add(g, STUECK_DECKBLATT, 0, NULL, NO_PLACE);
    for (int i = n - 1, to = n + more - 1; to > i; i--) {
        bool here = plan_begins_item(p, i);
        p->stueck[to--] = p->stueck[i];
        if (!here) continue;
        Stueck *s = &p->stueck[to--];
        *s = p->stueck[i - 1];
        s->art = STUECK_DECKBLATT, s->ebene++;
    }
}

/* ---- all ---- */

static void own_paper(Planning *g, StueckArt art, int level, Str title)
{
    Stueck *s = add(g, art, level, NULL, g->p->e->s->at);
    s->titel = title;
    name_it(g->p, s, title);
}

static void parts(Planning *g)
{
    const Plan *p = g->p;
    const Sitzung *z = p->e->s;
    own_paper(g, STUECK_EINLADUNG, 1, p->sf.stil->wort[WORT_EINLADUNG]);
    own_paper(g, STUECK_INHALT, 0, p->sf.stil->wort[WORT_INHALT]);
    Stelle below = { .ebene = 2,
                     .neben = p->m->akte->pfad,
                     .offen = z->status != STATUS_NICHTOEFFENTLICH };
    attachments(g, &below, z->einladung.beilagen, z->einladung.nbeilagen);
    for (int i = 0; i < z->nalle; i++) item(g, z->alle[i]);
}

bool plan_make(Arena *a, Diags *d, const Mappe *m, Plan *p)
{
    *p = (Plan){ .a = a, .d = d, .m = m, .papier = *m->akte->stil };
    Planning g = { .p = p };
    p->e = sitzung_ausgabe(a, d, m->akte->sitzung, m->edition, m->akte->stil);
    if (!p->e) return false;
    p->sf = (Sitzungsflow){ .e = p->e,
                            .k = m->akte->koerperschaft,
                            .g = m->akte->gremium,
                            .stil = office_briefstil(a, m->akte, m->duplex, m->large),
                            .path = str_z(a, m->akte->pfad) };
    p->papier.spiegeln = m->duplex;
    if (m->gross) stil_grossdruck(&p->papier, GRAD_GROSSDRUCK);
    parts(&g);
    plan_names(p);
    if (m->seit && !plan_supplement(p)) return false;
    dividers(&g);
    plan_judge(p);
    return diags_errors(d) == 0;
}
