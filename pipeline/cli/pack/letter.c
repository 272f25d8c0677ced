/* vorlage letter: the invitation for each member, in one print file sorted by delivery; for one reader; or as ODT to be edited. */
#include "cli/pack/session.h"

#include <stdlib.h>

#include "flow/sitzung.h"
#include "out/odt/odt.h"
#include "page/page.h"

typedef struct { const Mitglied *m; int order; } Addressee;

/* By way of delivery, then as the list has them: what goes the same way lies together. */
static int by_delivery(const void *x, const void *y)
{
    const Addressee *a = x, *b = y;
    int d = (int)a->m->zustellung - (int)b->m->zustellung;
    return d ? d : a->order - b->order;
}

static const Mitglied **addressees(Session *s, int *n)
{
    const Mitglieder *m = s->akte->mitglieder;
    Addressee *list = ARENA_NEW_N(s->a, Addressee, (size_t)(m ? m->n : 0) + 1);
    *n = 0;
    Str who = str_of(s->o->who ? s->o->who : "each");
    bool all = str_is(who, "each") || str_is(who, "members") || str_is(who, "mitglieder"), chair = str_is(who, "chair") || str_is(who, "vorsitz");
    for (int i = 0; m && i < m->n; i++) {
        const Mitglied *x = &m->alle[i];
        if (all ? x->papier : chair ? is_chair(x) : str_eq(x->id, who)) list[(*n)++] = (Addressee){ x, i };
    }
    qsort(list, (size_t)*n, sizeof *list, by_delivery);
    const Mitglied **out = ARENA_NEW_N(s->a, const Mitglied *, (size_t)*n + 1);
    for (int i = 0; i < *n; i++) out[i] = list[i].m;
    return out;
}

static const Sitzungsausgabe *edition_for(Session *s, bool full)
{
    return sitzung_ausgabe(s->a, s->d, s->akte->sitzung, full ? EDITION_FULL : EDITION_PUBLIC, s->akte->stil);
}

typedef struct { const Sitzungsausgabe *full, *open; } Both;

static bool editions(Session *s, const Mitglied *const *m, int n, Both *b, const Sitzungsausgabe **each)
{
    for (int i = 0; i < n; i++) {
        const Sitzungsausgabe **e = m && !m[i]->nichtoeffentlich ? &b->open : &b->full;
        if (!*e && !(*e = edition_for(s, e == &b->full))) return false;
        each[i] = *e;
    }
    return true;
}

static const char *out_path(Session *s, Str who, const char *ext)
{
    if (s->o->out) return s->o->out;
    return str_z(s->a, str_printf(s->a, "%s/%.*s", session_folder(s), STR_FMT(session_name(s, who, ext))));
}

static bool write_odt(Session *s, const Sitzungsausgabe *e, const Mitglied *m, Str who, double large)
{
    Stil *own = ARENA_NEW(s->a, Stil);
    *own = *s->akte->stil;
    if (large > 0) stil_grossdruck(own, large);
    Sitzungsflow sf = { .e = e, .k = s->akte->koerperschaft, .g = s->akte->gremium, .stil = flow_briefstil(s->a, own), .path = str_z(s->a, s->akte->pfad) };
    Flow *f = flow_einladung(s->a, s->d, &sf, m);
    Images im;
    if (diags_errors(s->d) || !images_load(s->a, s->d, f, &im)) return false;
    OdtImage *img = ARENA_NEW_N(s->a, OdtImage, im.n + 1);
    for (size_t i = 0; i < im.n; i++) img[i] = (OdtImage){ im.img[i].path, im.img[i].file, im.img[i].mime, im.img[i].width, im.img[i].height, im.img[i].dpi, im.img[i].same };
    Buf b = { 0 };
    bool ok = odt_write(s->a, s->d, f, img, im.n, (Str){ "", 0 }, s->o->flat ? ODT_FLAT : 0, &b) && session_write(s, out_path(s, who, s->o->flat ? ".fodt" : ".odt"), buf_view(&b));
    buf_drop(&b);
    return ok;
}

static bool write_pdf(Session *s, const Sitzungsausgabe *const *each, const Mitglied *const *m, int n, Str who, double large)
{
    Buf b = buf_new((size_t)2 << 30);
    bool ok = briefe_make(s->a, s->d, s->akte, each, m, n, s->o->duplex, large, &b) && session_write(s, out_path(s, who, ".pdf"), buf_view(&b));
    buf_drop(&b);
    return ok;
}

static bool letters(Session *s)
{
    Str who = str_of(s->o->who ? s->o->who : "each");
    bool public = str_is(who, "public") || str_is(who, "oeffentlich"), chair = str_is(who, "chair") || str_is(who, "vorsitz");
    bool all = str_is(who, "each") || str_is(who, "members") || str_is(who, "mitglieder");
    int n = 0;
    const Mitglied **m = public ? NULL : addressees(s, &n);
    double large = s->o->large ? GRAD_GROSSDRUCK : chair ? GRAD_VORSITZ : 0;
    Str name = public ? S("einladung.oeffentlich") : all ? S("einladungen") : str_printf(s->a, "einladung.%.*s", STR_FMT(chair ? S("vorsitz") : who));
    if (public || (s->o->form && all)) { /* to nobody by name */
        const Sitzungsausgabe *e = edition_for(s, !public);
        return e && (s->o->form ? write_odt(s, e, NULL, name, large) : write_pdf(s, &e, NULL, 1, name, large));
    }
    if (!n) { diag_strs(s->d, D_MAPPE_MITGLIED, NO_PLACE, 1, &who); return false; }
    const Sitzungsausgabe **each = ARENA_NEW_N(s->a, const Sitzungsausgabe *, (size_t)n);
    Both both = { 0 };
    if (!editions(s, m, n, &both, each)) return false;
    return s->o->form ? write_odt(s, each[0], m[0], name, m[0]->grossdruck ? GRAD_GROSSDRUCK : large) : write_pdf(s, each, m, n, name, large);
}

int cmd_letter(const Options *o)
{
    Session s;
    bool ok = session_open(&s, o) && letters(&s);
    return session_close(&s, ok);
}
