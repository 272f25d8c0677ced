/* vorlage letter: the invitation for each member, in one print file sorted by delivery; for one
 * reader; or as ODT to be edited. */
#include "cli/pack/session.h"
#include "letter/letter.h"

#include <stdlib.h>

typedef struct {
    const Mitglied *m;
    int order;
} Addressee;

/* By way of delivery, then as the list has them: what goes the same way lies together. */
static int by_delivery(const void *x, const void *y)
{
    const Addressee *a = x, *b = y;
    int d = (int)a->m->zustellung - (int)b->m->zustellung;
    return d ? d : a->order - b->order;
}

static bool is_named(Str who, Str id)
{
    for (Str one; cli_who_next(&who, &one);)
        if (str_eq(one, id)) return true;
    return false;
}

/* Members that are asked for by their ids; each that is not in the list is told. */
static bool all_known(Session *s, Str who)
{
    bool ok = true;
    for (Str one; cli_who_next(&who, &one);)
        if (!mitglied_find(s->akte->mitglieder, one)) session_tell_no_member(s, one), ok = false;
    return ok;
}

static const Mitglied **addressees(Session *s, Str who, int *n)
{
    const Mitglieder *m = s->akte->mitglieder;
    Addressee *list = ARENA_NEW_N(s->a, Addressee, (size_t)(m ? m->n : 0) + 1);
    *n = 0;
    Leser l = leser_find(who);
    bool all = l == LESER_JEDER || l == LESER_MITGLIEDER, chair = l == LESER_VORSITZ;
    for (int i = 0; m && i < m->n; i++) {
        const Mitglied *x = &m->alle[i];
        if (all ? x->papier : chair ? session_is_chair(x) : is_named(who, x->id))
            list[(*n)++] = (Addressee){ x, i };
    }
    qsort(list, (size_t)*n, sizeof *list, by_delivery);
    const Mitglied **out = ARENA_NEW_N(s->a, const Mitglied *, (size_t)*n + 1);
    for (int i = 0; i < *n; i++) out[i] = list[i].m;
    return out;
}

static const Sitzungsausgabe *edition_for(Session *s, bool full)
{
    return sitzung_ausgabe(s->a, s->d, s->akte->sitzung, full ? EDITION_FULL : EDITION_PUBLIC,
                           s->akte->stil);
}

typedef struct {
    const Sitzungsausgabe *full, *open;
} Both;

static bool editions(Session *s, const Mitglied *const *m, int n, Both *b,
                     const Sitzungsausgabe **each)
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
    return str_z(
        s->a, str_printf(s->a, "%s/%.*s", session_folder(s), STR_FMT(session_name(s, who, ext))));
}

/* An ODT each; all are made before the first is written, so that a fault leaves none. m: NULL: one
 * to all. */
static bool write_odt(Session *s, const Sitzungsausgabe *const *each, const Mitglied *const *m,
                      int n, Str who, double large)
{
    Buf *b = ARENA_NEW_N(s->a, Buf, (size_t)n + 1);
    const char *ext = s->o->flat ? ".fodt" : ".odt";
    bool ok = true;
    for (int i = 0; i < n; i++)
        ok &= brief_odt(s->a, s->d, s->akte, each[i], m ? m[i] : NULL,
                        m && m[i]->grossdruck ? GRAD_GROSSDRUCK : large, s->o->flat, &b[i]);
    for (int i = 0; i < n; i++) {
        Str name = n > 1 ? str_printf(s->a, "einladung.%.*s", STR_FMT(m[i]->id)) : who;
        ok = ok && session_write(s, out_path(s, name, ext), buf_view(&b[i]));
        buf_drop(&b[i]);
    }
    return ok;
}

static bool write_pdf(Session *s, const Sitzungsausgabe *const *each, const Mitglied *const *m,
                      int n, Str who, double large)
{
    Buf b = buf_new((size_t)2 << 30);
    bool ok = briefe_make(s->a, s->d, s->akte, each, m, n, s->o->duplex, large, &b) &&
        session_write(s, out_path(s, who, ".pdf"), buf_view(&b));
    buf_drop(&b);
    return ok;
}

/* Whom it is for. Who wants one to edit and does not say more gets one to all. */
static Str asked(const Options *o)
{
    return str_of(o->who ? o->who : o->form ? "members" : "each");
}

static Str session_letter(Session *s, Leser l)
{
    return str_printf(s->a, "einladung.%.*s", STR_FMT(leser_name(l)));
}

static bool letters(Session *s)
{
    Str who = asked(s->o);
    Leser l = leser_find(who);
    bool public = l == LESER_OEFFENTLICHKEIT, chair = l == LESER_VORSITZ,
         members = l == LESER_MITGLIEDER, each = l == LESER_JEDER, odt = s->o->form;
    int n = 0;
    const Mitglied **m = public ? NULL : addressees(s, who, &n);
    double large = s->o->large ? GRAD_GROSSDRUCK : chair ? GRAD_VORSITZ : 0;
    Str name = public               ? session_letter(s, LESER_OEFFENTLICHKEIT)
        : members && odt            ? session_letter(s, LESER_MITGLIEDER)
        : members || (each && !odt) ? S("einladungen")
                                    : str_printf(s->a, "einladung.%.*s",
                                                 STR_FMT(chair           ? leser_name(LESER_VORSITZ)
                                                             : each && n ? m[0]->id
                                                                         : who));
    if (public || (odt && members)) { /* to nobody by name */
        const Sitzungsausgabe *e = edition_for(s, !public);
        return e &&
            (odt ? write_odt(s, &e, NULL, 1, name, large) : write_pdf(s, &e, NULL, 1, name, large));
    }
    if (!chair && !members && !each && !all_known(s, who)) return false;
    if (!n) {
        session_tell_no_member(s, who);
        return false;
    }
    const Sitzungsausgabe **edition = ARENA_NEW_N(s->a, const Sitzungsausgabe *, (size_t)n);
    Both both = { 0 };
    if (!editions(s, m, n, &both, edition)) return false;
    return odt ? write_odt(s, edition, m, n, name, large)
               : write_pdf(s, edition, m, n, name, large);
}

int cmd_letter(const Options *o)
{
    Str who = asked(o), first;
    bool several =
        str_is(who, "each") || (cli_who_next(&who, &first) && cli_who_next(&who, &first));
    if (o->form && o->duplex)
        return cli_usage_fault(o->lang, "--duplex ist für den Druck, nicht für --odt",
                               "--duplex is for printing, not for --odt", NULL);
    if (o->form && o->out && several)
        return cli_usage_fault(o->lang, "--odt schreibt eine Datei je Mitglied: -d ORDNER statt -o",
                               "--odt writes a file for each member: -d DIR in place of -o", NULL);
    Session s;
    bool ok = session_open(&s, o) && letters(&s);
    return session_close(&s, ok);
}
