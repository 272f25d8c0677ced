/* vorlage pack: the editions that were asked for, one after the other; each is written whole or not
 * at all. */
#include "cli/pack/session.h"

#include <dirent.h>

#include "base/file.h"
#include "base/outset.h"
#include "flow/sitzung.h"
#include "mail/eml.h"

typedef struct {
    Session *s;
    Str who;
    const Mitglied **person;
    int n; /* personal copies; else the common pack */
    Edition edition;
    double grad;          /* grad: of a letter in large print */
    const Altliste *seit; /* --since */
    OutSet *set;          /* all its outputs: they appear together */
    Str whole;            /* the common pack */
    Mappenbericht report;
    Files beside; /* originals of what is signed */
    int large;
    size_t largest;
    Str biggest; /* messages beyond what is commonly taken */
} PackJob;
typedef struct {
    Session *s;
    PackJob *v;
    int n;
} PackJobs;

/* ---- writing ---- */

/* A supplement stands beside the pack, a second one beside the first. */
static const char *end_of(const PackJob *e, const char *ext)
{
    return session_end(e->s, e->seit ? e->seit->nachtrag + 1 : 0, ext);
}

static Str name_of(const PackJob *e, int i) { return e->n ? e->person[i]->id : e->who; }

static const char *path_of(const PackJob *e, Str name)
{
    Session *s = e->s;
    if (s->o->out) return s->o->out;
    return str_z(s->a, str_printf(s->a, "%s/%.*s", session_folder(s), STR_FMT(name)));
}

static bool told(PackJob *e, bool ok)
{
    const char *why, *failed = outset_fault(e->set, &why);
    if (!ok) diag(e->s->d, D_FILE_WRITE, NO_PLACE, failed, why, (const char *)NULL);
    return ok;
}

static bool put(PackJob *e, Str name, Str data)
{
    return told(e, outset_file(e->set, path_of(e, name), data));
}

/* Signatures hold only in the original: it goes beside the pack, byte for byte. Those who see less
 * have originals of their own. */
static Str originals_of(const PackJob *e)
{
    return !e->n                         ? e->who
        : e->person[0]->nichtoeffentlich ? S("persoenlich")
                                         : S("persoenlich-oeffentlich");
}

/* That of a supplement does not take the place of the one the pack tells of. */
static Str original_name(const PackJob *e, Str of, const Stueck *p)
{
    return session_name(
        e->s, of,
        end_of(e, str_z(e->s->a, str_printf(e->s->a, "_%.*s.original.pdf", STR_FMT(p->name)))));
}

static Files originals(PackJob *e)
{
    Session *s = e->s;
    const Mappenbericht *r = &e->report;
    Files f = { 0 };
    for (int i = 0; i < r->n && !s->o->out; i++)
        if (stueck_is_signed(&r->stueck[i]))
            files_add(s->a, &f,
                      (File){ .name = original_name(e, originals_of(e), &r->stueck[i]),
                              .bytes = r->stueck[i].bytes,
                              .role = ROLE_ORIGINAL });
    return f;
}

/* ---- messages ---- */

/* The pack first, then the originals that it tells of: all of this member's edition. words: what
 * the text says of them. */
static File *enclosures(PackJob *e, Str pack_name, Str pdf, int *n, Buf *words)
{
    Session *s = e->s;
    const Mappenbericht *r = &e->report;
    File *f = ARENA_NEW_N(s->a, File, (size_t)r->n + 1);
    f[0] = (File){ .name = pack_name, .bytes = pdf, .mime = "application/pdf" };
    *n = 1;
    for (int i = 0; i < r->n; i++) {
        const Stueck *p = &r->stueck[i];
        if (!stueck_is_signed(p)) continue;
        if (*n == 1)
            buf_z(words,
                  "\nDigitale Signaturen gelten nur im Original. Diese Anlagen liegen deshalb auch "
                  "unverändert bei:\n");
        int at = 1;
        while (at < *n && !str_eq(f[at].bytes, p->bytes))
            at++; /* one that stands in several places goes once */
        if (at == *n)
            f[(*n)++] = (File){ .name = original_name(e, (Str){ "", 0 }, p),
                                .bytes = p->bytes,
                                .mime = "application/pdf",
                                .role = ROLE_ORIGINAL };
        buf_printf(words, "- %.*s: %.*s\n", STR_FMT(p->zeile), STR_FMT(f[at].name));
    }
    return f;
}

/* A ready message with the copy of a member who has an address. */
static bool write_message(PackJob *e, const Mitglied *m, Str pdf)
{
    Session *s = e->s;
    const Sitzung *z = s->akte->sitzung;
    const Koerperschaft *k = s->akte->koerperschaft;
    if (!m->email.n) return true;
    Sitzungsausgabe any = { .s = z };
    Sitzungsflow sf = { .e = &any, .k = k, .g = s->akte->gremium, .stil = s->akte->stil };
    Str title = flow_sitzungstitel(s->a, &sf), what = S("die Unterlagen"),
        name = session_name(s, m->id, end_of(e, ".eml"));
    Buf b = buf_new((size_t)4 << 30), signatures = { 0 };
    int n;
    File *files = enclosures(e, session_name(s, m->id, end_of(e, ".pdf")), pdf, &n, &signatures);
    if (e->seit)
        title = str_printf(s->a, "%.*s \u2013 %.*s", STR_FMT(title),
                           STR_FMT(nachtrag_wort(s->a, s->akte->stil, e->seit))),
        what = S("neue und geänderte Unterlagen");
    Str text = str_printf(s->a,
                          "%.*s,\n\nanbei erhalten Sie %.*s: %.*s.\n%.*s, %.*s\n%.*s\nMit "
                          "freundlichen Grüßen\n%.*s\n",
                          STR_FMT(mitglied_briefanrede(s->a, m)), STR_FMT(what), STR_FMT(title),
                          STR_FMT(flow_sitzungszeit(s->a, &sf)), STR_FMT(z->ort),
                          STR_FMT(buf_view(&signatures)), STR_FMT(k ? k->name : S("")));
    Eml eml = { .from_name = k ? k->name : S(""),
                .from = k ? k->email : S(""),
                .to_name = mitglied_name(s->a, m),
                .to = m->email,
                .subject = title,
                .text = text,
                .date = z->einladung.datum,
                .file = files,
                .nfiles = n };
    bool ok = eml_write(s->a, &b, &eml);
    if (!ok) diag_strs(s->d, D_MAPPE_ADRESSE, m->email_at, 1, &m->email);
    ok = ok && put(e, name, buf_view(&b));
    e->large += b.n > EML_COMMON_BYTES;
    if (b.n > e->largest) e->largest = b.n, e->biggest = name;
    buf_drop(&b);
    buf_drop(&signatures);
    return ok;
}

/* Once an edition, however many are too large. */
static void tell_large(const PackJob *e)
{
    Arena *a = e->s->a;
    if (e->large)
        diag_strs(e->s->d, D_MAPPE_NACHRICHT_GROSS, NO_PLACE, 4,
                  (Str[]){ str_printf(a, "%d", e->large),
                           str_printf(a, "%zu", EML_COMMON_BYTES >> 20), e->biggest,
                           str_printf(a, "%zu", e->largest >> 20) });
}

static void print_report(PackJob *e)
{
    if (!e->s->o->report) return;
    Buf b = { 0 };
    Str name = session_name(e->s, name_of(e, 0), end_of(e, ".pdf"));
    buf_printf(&b, "%.*s\n", STR_FMT(name));
    mappe_report(&b, &e->report, e->s->o->lang);
    fwrite(b.p, 1, b.n, stdout);
    buf_drop(&b);
}

/* ---- single files ---- */

/* A file of an earlier run that this edition does not hold any more must not stay among its files:
 * the clerk decides, nothing is deleted here. Looked at are files whose names begin and end so. */
static bool is_clean(PackJob *e, const char *dir, const Files *f, Str begin, Str end)
{
    Session *s = e->s;
    DIR *d = opendir(dir);
    Str stale = { "", 0 };
    for (struct dirent *x; d && (x = readdir(d));) {
        Str name = str_of(x->d_name);
        bool known = name.p[0] == '.' || name.n < begin.n + end.n ||
            !str_eq(str_sub(name, 0, begin.n), begin) ||
            !str_eq(str_sub(name, name.n - end.n, name.n), end);
        for (size_t i = 0; i < f->n && !known; i++) known = str_eq(f->v[i].name, name);
        if (!known && (!stale.n || str_cmp(name, stale) < 0)) stale = str_keep(s->a, name);
    }
    if (d) closedir(d);
    if (stale.n) diag(s->d, D_MAPPE_ORDNER, NO_PLACE, dir, str_z(s->a, stale), (const char *)NULL);
    return !stale.n;
}

static const char *folder_of(PackJob *e) { return path_of(e, session_name(e->s, e->who, "")); }

/* Before anything of the edition is written. */
static bool all_fits(PackJob *e, const Files *f)
{
    bool ok = e->s->o->out || e->seit ||
        is_clean(e, session_folder(e->s), &e->beside, session_name(e->s, originals_of(e), "_"),
                 S(".original.pdf"));
    return ok && (!e->s->o->folder || !f->n || is_clean(e, folder_of(e), f, S(""), S("")));
}

static bool take(void *ctx, int i, Str pdf)
{
    PackJob *e = ctx;
    if (!i) e->beside = originals(e);
    if (e->n && !i && !all_fits(e, &(Files){ 0 })) return false;
    if (!e->n) {
        e->whole = str_keep(e->s->a, pdf);
        return true;
    } /* put when all that belongs to it is known to fit: prepare() */
    if (e->s->o->mail && !write_message(e, e->person[i], pdf)) return false;
    return put(e, session_name(e->s, name_of(e, i), end_of(e, ".pdf")), pdf);
}

static bool write_folder(PackJob *e, const Files *f)
{
    return told(e, files_into_set(e->set, folder_of(e), f));
}

static bool write_zip(PackJob *e, const Files *f)
{
    Buf b = buf_new((size_t)4 << 30);
    bool ok = pack_dateien_zip(e->s->a, e->s->d, f, &b) &&
        put(e, session_name(e->s, e->who, ".zip"), buf_view(&b));
    buf_drop(&b);
    return ok;
}

static bool single_files(PackJob *e, const Files *f)
{
    const Options *o = e->s->o;
    if (!f->n) return true;
    if (o->since) return put(e, session_name(e->s, e->who, end_of(e, ".json")), f->v[0].bytes);
    return (!o->folder || write_folder(e, f)) && (!o->zip || write_zip(e, f));
}

/* Several editions hold the same text documents: each is made into a PDF once. */
static bool text_document(void *ctx, const char *path, Str *pdf, const char **why)
{
    Session *s = ctx;
    const File *known = files_find(&s->made, str_of(path));
    if (known) {
        *pdf = known->bytes;
        return true;
    }
    const Soffice soffice = cli_soffice_here();
    if (!soffice_to_pdf(s->a, &soffice, path_on_disk(s->a, path), ATTACH_MAX_BYTES, pdf, why))
        return false;
    files_add(s->a, &s->made, (File){ .name = str_keep(s->a, str_of(path)), .bytes = *pdf });
    return true;
}

static bool prepare(PackJob *e)
{
    const Options *o = e->s->o;
    Files files = { 0 };
    Mappe m = { .akte = e->s->akte,
                .edition = e->edition,
                .person = e->person,
                .npersonen = e->n,
                .duplex = o->duplex,
                .linearize = o->linearize,
                .compact = o->compact,
                .skip_bad = o->skip_bad,
                .large = e->grad,
                .gross = e->grad == GRAD_GROSSDRUCK,
                .seit = e->seit,
                .wandeln = text_document,
                .wandeln_ctx = e->s,
                .urteile = &e->s->judged,
                .dateien =
                    !e->n && (o->folder || o->zip || (o->since && !o->out)) ? &files : NULL };
    if (!mappe_make(e->s->a, e->s->d, &m, take, e, &e->report)) return false;
    if (!e->report.n) return true; /* a supplement without anything in it */
    if (files.n && !o->since) {
        files_add(e->s->a, &files, (File){ .name = S(DATEI_MAPPE ".pdf"), .bytes = e->whole });
    }
    if (!e->n && !all_fits(e, &files)) return false;
    bool ok = e->n || put(e, session_name(e->s, e->who, end_of(e, ".pdf")), e->whole);
    for (size_t i = 0; ok && i < e->beside.n; i++)
        ok = put(e, e->beside.v[i].name, e->beside.v[i].bytes);
    return ok && single_files(e, &files);
}

/* The report is of what was written. */
static bool make(PackJob *e)
{
    e->set = outset_new(e->s->a);
    if (!prepare(e)) {
        outset_abandon(e->set);
        return false;
    }
    if (!told(e, outset_commit(e->set))) return false;
    if (e->report.n) print_report(e);
    tell_large(e);
    return true;
}

/* ---- for whom ---- */

static PackJob *edition_add(PackJobs *all, PackJob e)
{
    all->v = ARENA_MORE(all->s->a, PackJob, all->v, (size_t)all->n, (size_t)all->n + 1);
    e.s = all->s;
    if (all->s->o->large) e.grad = GRAD_GROSSDRUCK;
    all->v[all->n] = e;
    return &all->v[all->n++];
}

/* Copies that are one but for the name are made together: of the same edition, in the same print,
 * supplementing the same pack. */
static PackJob *copies_like(PackJobs *all, const PackJob *e)
{
    for (int k = 0; k < all->n; k++) {
        PackJob *x = &all->v[k];
        if (x->n && x->edition == e->edition && x->grad == e->grad &&
            (!e->seit || str_eq(x->seit->digest, e->seit->digest)))
            return x;
    }
    return edition_add(all, *e);
}

static void add_person(PackJob *e, const Mitglied *m)
{
    for (int i = 0; i < e->n; i++)
        if (e->person[i] == m) return; /* named twice, or by "each" as well */
    e->person = ARENA_MORE(e->s->a, const Mitglied *, e->person, (size_t)e->n, (size_t)e->n + 1);
    e->person[e->n++] = m;
}

/* Of the members given: those who may see what is not public, or the others. */
static void personal(PackJobs *all, const Mitglied *const *list, int n, bool full)
{
    Session *s = all->s;
    for (int i = 0; i < n; i++) {
        const Mitglied *m = list[i];
        if (m->nichtoeffentlich != full) continue;
        PackJob e = { .edition = full ? EDITION_FULL : EDITION_PUBLIC,
                      .grad = m->grossdruck || s->o->large ? GRAD_GROSSDRUCK : 0 };
        if (s->o->since &&
            !(e.seit = session_since_for(s, m->id, leser_name(leser_of(e.edition)), e.edition,
                                         LISTE_JEDER_GRAD)))
            continue;
        add_person(copies_like(all, &e), m);
    }
}

static void all_members(PackJobs *all)
{
    const Mitglieder *m = all->s->akte->mitglieder;
    int n = m ? m->n : 0;
    if (!n) {
        session_tell_no_member(all->s, S("each"));
        return;
    }
    const Mitglied **list = ARENA_NEW_N(all->s->a, const Mitglied *, (size_t)n + 1);
    for (int i = 0; i < n; i++) list[i] = &m->alle[i];
    personal(all, list, n, true);
    personal(all, list, n, false);
}

static void one_member(PackJobs *all, Str id)
{
    const Mitglied *m = mitglied_find(all->s->akte->mitglieder, id);
    if (!m) {
        session_tell_no_member(all->s, id);
        return;
    }
    personal(all, &m, 1, m->nichtoeffentlich);
}

static void for_whom(PackJobs *all, Str who)
{
    Leser l = leser_find(who);
    if (l == LESER_JEDER) {
        all_members(all);
        return;
    }
    if (l == LESER_NONE) {
        one_member(all, who);
        return;
    }
    PackJob *e = edition_add(all,
                             (PackJob){ .who = leser_name(l),
                                        .edition = leser_edition(l),
                                        .grad = l == LESER_VORSITZ ? GRAD_VORSITZ : 0 });
    if (all->s->o->since) e->seit = session_since_for(all->s, e->who, S(""), e->edition, e->grad);
}

/* All that is asked for is known to be there before the first is made. */
static bool all_editions(Session *s)
{
    PackJobs all = { .s = s };
    Str rest = str_of(s->o->who);
    for (Str who; cli_who_next(&rest, &who);) for_whom(&all, who);
    bool ok = !diags_errors(s->d);
    bool any = false;
    Str whole = str_of(s->o->who);
    if (ok && !all.n) {
        diag_strs(s->d, D_MAPPE_MITGLIED, NO_PLACE, 1, &whole);
        return false;
    }
    for (int i = 0, n = ok ? all.n : 0; i < n; i++) {
        ok &= make(&all.v[i]);
        any |= all.v[i].largest > 0;
    }
    if (ok && s->o->mail && !any) diag(s->d, D_MAPPE_OHNE_NACHRICHT, NO_PLACE, (const char *)NULL);
    return ok;
}

int cmd_pack(const Options *o)
{
    Session s;
    bool ok = session_open(&s, o) && all_editions(&s);
    return session_close(&s, ok);
}
