/* Fixed words and patterns with fields: title line, running head and foot. */
#include "flow/flow_in.h"

#define SHORT_BETREFF \
    60 /* characters of the Betreff in a running line, where its width is not known */

static Str betreff(Compose *c)
{
    return runs_plain(c->a, runs_of(c, c->v->kopf.betreff, 0, (Str){ "", 0 }));
}

/* At most SHORT_BETREFF characters, cut behind a word. */
static Str shortened(Compose *c, Str s)
{
    if (utf8_count(s) <= SHORT_BETREFF) return s;
    size_t at = 0, cut = 0;
    for (size_t n = 0; n < SHORT_BETREFF && at < s.n; n++) {
        if (s.p[at] == ' ') cut = at;
        utf8_next(s, &at);
    }
    if (cut < at / 2) cut = at;
    return str_printf(c->a, "%.*s …", (int)cut, s.p);
}

static Str body_name(const Compose *c) { return c->k ? c->k->name : (Str){ "", 0 }; }

static bool field(Compose *c, RunList *l, Str name, unsigned flags)
{
    Str text = { "", 0 }, brief = text;
    Live live = LIVE_NONE;
    if (str_is(name, "seite"))
        flags |= RUN_PAGE, text = S("1");
    else if (str_is(name, "seiten"))
        flags |= RUN_PAGES, text = S("1");
    else if (str_is(name, "nummer"))
        text = c->v->nummer, live = LIVE_FELD_NUMMER;
    else if (str_is(name, "betreff")) {
        text = betreff(c), brief = shortened(c, text);
        live = str_eq(text, brief) ? LIVE_FELD_BETREFF : LIVE_NONE;
    } else if (str_is(name, "koerperschaft"))
        text = body_name(c);
    else if (str_is(name, "art"))
        text = flow_kind_word(c);
    else if (str_is(name, "datum") || str_is(name, "stand"))
        text = date_set(c->v->kopf.datum) ? flow_date_text(c, c->v->kopf.datum, c->s->datum_lang)
                                          : text;
    else
        return false;
    if (!text.n) return true;
    Run *r = flow_run_add(c, l, text, flags, NO_PLACE);
    r->live = (uint8_t)live;
    if (brief.n && !str_eq(text, brief)) r->link_desc = brief;
    return true;
}

Run *flow_field_runs(Compose *c, Str p, Place at, unsigned flags)
{
    RunList l = { 0 };
    for (size_t i = 0; i < p.n;) {
        size_t open = i;
        while (open < p.n && p.p[open] != '{') open++;
        if (open > i) flow_run_add(c, &l, str_sub(p, i, open - i), flags, NO_PLACE);
        size_t close = open;
        while (close < p.n && p.p[close] != '}') close++;
        if (open >= p.n) break;
        Str name = str_sub(p, open + 1, close - open - 1);
        if (!field(c, &l, name, flags)) {
            diag_strs(c->d, D_FLOW_FELD, at, 1, &name);
            flow_run_add(c, &l, str_sub(p, open, close - open + 1), flags, NO_PLACE);
        }
        i = close + 1;
    }
    return l.first;
}

static Run *running(Compose *c, const Kopfzeile *k)
{
    return k->text.n ? flow_field_runs(c, k->text, k->at,
                                       (k->fett ? RUN_BOLD : 0u) | (k->kursiv ? RUN_ITALIC : 0u))
                     : NULL;
}

void compose_running(Compose *c)
{
    Flow *f = c->f;
    const Stil *s = c->s;
    f->head =
        (RunningLine){ running(c, &s->seitenkopf_links), NULL, running(c, &s->seitenkopf_rechts) };
    f->foot = (RunningLine){ running(c, &s->seitenfuss_links), running(c, &s->seitenfuss_mitte),
                             running(c, &s->seitenfuss_rechts) };
    f->head_first = s->kopf_erste;
    if (s->vermerk_nichtoeffentlich && c->e->confidential) f->mark = s->klassifikation;
}
