/* Composing: model, style and edition to the flow. */
#include "flow/flow_in.h"

static void metadata(Compose *c)
{
    Flow *f = c->f;
    const Vorlage *v = c->v;
    Str betreff = runs_plain(c->a, runs_of(c, v->kopf.betreff, 0, (Str){ "", 0 })),
        line = runs_plain(c->a, flow_field_runs(c, c->s->kopf_titel, c->s->kopf_titel_at, 0));
    if (c->s->formular) betreff = (Str){ "", 0 }; /* a prompt */
    f->title = str_printf(c->a, "%.*s%s%.*s", STR_FMT(line.n ? line : v->nummer),
                          betreff.n ? ": " : "", STR_FMT(betreff));
    f->subject = flow_kind_word(c);
    f->keywords = v->nummer;
    f->author = v->kopf.federfuehrend.n ? v->kopf.federfuehrend
        : c->k                          ? c->k->name
                                        : (Str){ "", 0 };
    f->body_name = c->k ? c->k->name : (Str){ "", 0 };
    f->nummer = v->nummer;
    f->aktenzeichen = v->kopf.aktenzeichen;
    f->version = v->kopf.fassung;
    f->status_word = flow_status_word(c, v->status);
    f->art_code = enum_code(ENUM_VORLAGENART, v->art);
    f->status_code = enum_code(ENUM_STATUS, v->status);
    f->lang = v->lang.n && !str_is(v->lang, "de") ? v->lang : S("de-DE");
    f->date = v->kopf.datum;
    for (int i = 0; i < v->nberatungen && !date_set(f->date); i++)
        if (!v->beratungen[i].ausgelassen) f->date = v->beratungen[i].termin;
}

Flow *flow_compose(Arena *a, Diags *d, const Ausgabe *e, const Koerperschaft *k, const Stil *s,
                   const char *doc_path)
{
    Compose c = { .a = a, .d = d, .e = e, .v = e->v, .k = k, .s = s, .doc_path = doc_path };
    Flow *f = c.f = ARENA_NEW(a, Flow);
    f->stil = s;
    f->edition = e->edition;
    f->hidden = e->left_out;
    flow_parts_order(&c);
    flow_refs_collect(&c);
    metadata(&c);
    compose_running(&c);
    c.notes = c.headings = 0;
    BlockList l = { 0 };
    compose_parts(&c, &l);
    f->blocks = l.first;
    return f;
}
