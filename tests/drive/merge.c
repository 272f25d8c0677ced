// clang-format off
/* Drives pipeline/merge/merge.h for tests/suites/merge.py.
 *
 *   merge inspect FILE...        what attach_inspect says of each, as text
 *   merge plan PLAN              merges by a plan, one command a line:
 *     own FILE PAGES | part FILE TITLE | alt PART TEXT | lang CODE
 *     page own N | page part P N | page blank W H
 *       then for that page: stamp N X Y | scale S DX DY | label TEXT
 *     bookmark LEVEL PAGE open|closed inner|- TITLE
 *     variant OUT TITLE | mark CONTENT (of 595.276 x 841.89) | field NAME VALUE
 *     linearize | compact | noclaim | force (parts that were refused are taken)
 *     times            says at the end what judging and merging cost, for the bench
 *   Titles and texts go to the end of the line. Pages count from 0. */
// clang-format on
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/file.h"
#include "merge/merge.h"

static Arena *arena;

static Str file_of(const char *path)
{
    Str s;
    const char *why;
    if (!file_read(arena, path, (size_t)1 << 30, &s, &why)) {
        fprintf(stderr, "%s: %s\n", path, why);
        exit(2);
    }
    return s;
}

static void print_findings(const AttachFinding *f, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("  [%s] %u %.*s\n", diag_code_name(f[i].code), f[i].page, STR_FMT(f[i].detail));
}

static void inspect(int n, char **path)
{
    Str *in = ARENA_NEW_N(arena, Str, n + 1);
    Attach *out = ARENA_NEW_N(arena, Attach, n + 1);
    for (int i = 0; i < n; i++) in[i] = file_of(path[i]);
    attach_inspect(arena, in, (size_t)n, out);
    for (int i = 0; i < n; i++) {
        const Attach *x = &out[i];
        printf(
            "%s: %s pages=%u tagged=%d signed=%d pdfa=%u%c ua=%d spoils=%u title=%.*s lang=%.*s\n",
            path[i], x->ok ? "ok" : "refused", x->npages, x->tagged, x->is_signed, x->pdfa,
            x->level ? x->level : '-', x->ua, merge_spoils(x), STR_FMT(x->title), STR_FMT(x->lang));
        print_findings(x->finding, x->nfindings);
        for (uint32_t k = 0; x->ok && k < x->npages; k++) {
            const AttachPage *p = &x->page[k];
            printf("  page %u: %.1f x %.1f rotate %u ink %.0f %.0f %.0f %.0f%s%s%s%s\n", k + 1,
                   (double)p->width, (double)p->height, p->rotate, (double)p->ink[0],
                   (double)p->ink[1], (double)p->ink[2], (double)p->ink[3],
                   p->colour ? " colour" : "", p->text ? " text" : "", p->image ? " image" : "",
                   p->marked ? " marked" : "");
        }
    }
}

typedef struct {
    MergePlan p;
    MergePart *part;
    MergePage *page;
    MergeBookmark *mark;
    MergeVariant *variant;
    MergeField *field;
    char **out;
    bool force, times;
} Drive;

static Str rest(const char *s) { return str_keep(arena, str_trim(str_of(s))); }

static void page_line(Drive *d, const char *line)
{
    MergePage *g = &d->page[d->p.npages++];
    unsigned a, b;
    if (sscanf(line, "own %u", &a) == 1)
        *g = (MergePage){ .from = MERGE_OWN, .page = a };
    else if (sscanf(line, "part %u %u", &a, &b) == 2)
        *g = (MergePage){ .from = MERGE_PART, .part = a, .page = b };
    else {
        *g = (MergePage){ .from = MERGE_BLANK };
        if (sscanf(line, "blank %f %f", &g->width, &g->height) != 2) exit(2);
    }
}

static void stamp_line(Drive *d, const char *line)
{
    MergePage *g = &d->page[d->p.npages - 1];
    MergeStamp *s = ARENA_NEW_N(arena, MergeStamp, g->nstamps + 1);
    if (g->nstamps) memcpy(s, g->stamp, g->nstamps * sizeof *s);
    if (sscanf(line, "%u %f %f", &s[g->nstamps].own, &s[g->nstamps].x, &s[g->nstamps].y) != 3)
        exit(2);
    g->stamp = s;
    g->nstamps++;
}

static void bookmark_line(Drive *d, const char *line)
{
    MergeBookmark *b = &d->mark[d->p.nbookmarks++];
    char open[16], inner[16];
    int at = 0;
    if (sscanf(line, "%d %u %15s %15s %n", &b->level, &b->page, open, inner, &at) != 4) exit(2);
    b->open = !strcmp(open, "open");
    b->inner = !strcmp(inner, "inner");
    b->title = rest(line + at);
}

static void variant_line(Drive *d, char *line)
{
    char *title = strchr(line, ' ');
    if (!title) exit(2);
    *title = 0;
    d->out[d->p.nvariants] = str_z(arena, str_of(line));
    d->variant[d->p.nvariants++] = (MergeVariant){ .title = rest(title + 1) };
}

static void field_line(Drive *d, char *line)
{
    MergeVariant *v = &d->variant[d->p.nvariants - 1];
    char *value = strchr(line, ' ');
    if (!value) exit(2);
    *value = 0;
    MergeField *f = ARENA_NEW_N(arena, MergeField, v->nfields + 1);
    if (v->nfields) memcpy(f, v->field, v->nfields * sizeof *f);
    f[v->nfields] = (MergeField){ rest(line), S("For the tests"), rest(value + 1) };
    v->field = f;
    v->nfields++;
}

static void one_line(Drive *d, char *line)
{
    char word[16];
    int at = 0;
    if (sscanf(line, "%15s %n", word, &at) < 1) return;
    char *more = line + at;
    more[strcspn(more, "\n")] = 0;
    MergePage *g = d->p.npages ? &d->page[d->p.npages - 1] : NULL;
    if (!strcmp(word, "own")) {
        char *n = strchr(more, ' ');
        *n = 0;
        d->p.own = file_of(more);
        d->p.own_pages = (uint32_t)atoi(n + 1);
    } else if (!strcmp(word, "part")) {
        char *t = strchr(more, ' ');
        *t = 0;
        d->part[d->p.nparts++] = (MergePart){ .bytes = file_of(more), .title = rest(t + 1) };
    } else if (!strcmp(word, "alt")) {
        char *t = strchr(more, ' ');
        d->part[atoi(more)].alt = rest(t + 1);
    } else if (!strcmp(word, "lang"))
        d->p.lang = rest(more);
    else if (!strcmp(word, "page"))
        page_line(d, more);
    else if (!strcmp(word, "stamp"))
        stamp_line(d, more);
    else if (!strcmp(word, "scale")) {
        if (sscanf(more, "%f %f %f", &g->scale, &g->dx, &g->dy) != 3) exit(2);
    } else if (!strcmp(word, "label"))
        g->label = rest(more);
    else if (!strcmp(word, "bookmark"))
        bookmark_line(d, more);
    else if (!strcmp(word, "variant"))
        variant_line(d, more);
    else if (!strcmp(word, "mark"))
        d->variant[d->p.nvariants - 1].mark = rest(more);
    else if (!strcmp(word, "field"))
        field_line(d, more);
    else if (!strcmp(word, "linearize"))
        d->p.linearize = true;
    else if (!strcmp(word, "compact"))
        d->p.compact = true;
    else if (!strcmp(word, "noclaim"))
        d->p.no_claim = true;
    else if (!strcmp(word, "force"))
        d->force = true;
    else if (!strcmp(word, "times"))
        d->times = true;
    else
        exit(2);
}

static bool sink(void *ctx, uint32_t variant, Str pdf)
{
    Drive *d = ctx;
    const char *why;
    return !strcmp(d->out[variant], "stop") ? false : file_write(d->out[variant], pdf, &why);
}

/* CPU seconds of this process and of the children that have ended. */
static double used(void)
{
    double s = 0;
    for (int i = 0; i < 2; i++) {
        struct rusage u;
        getrusage(i ? RUSAGE_CHILDREN : RUSAGE_SELF, &u);
        s += (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
            (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
    }
    return s;
}

static int plan(const char *path)
{
    enum { MOST = 20001 };
    Drive d = { .p = { .lang = S("de-DE"),
                       .creator = S("vorlage"),
                       .author = S("Stadt Musterstadt"),
                       .date = { 2024, 2, 16 },
                       .mark_width = 595.276f,
                       .mark_height = 841.89f } };
    d.p.part = d.part = ARENA_NEW_N(arena, MergePart, MOST);
    d.p.page = d.page = ARENA_NEW_N(arena, MergePage, MOST);
    d.p.bookmark = d.mark = ARENA_NEW_N(arena, MergeBookmark, MOST);
    d.p.variant = d.variant = ARENA_NEW_N(arena, MergeVariant, MOST);
    d.out = ARENA_NEW_N(arena, char *, MOST);
    FILE *f = fopen(path, "r");
    char line[4096];
    if (!f) return 2;
    while (fgets(line, sizeof line, f)) one_line(&d, line);
    fclose(f);
    Str *in = ARENA_NEW_N(arena, Str, d.p.nparts + 1);
    Attach *info = ARENA_NEW_N(arena, Attach, d.p.nparts + 1);
    for (uint32_t i = 0; i < d.p.nparts; i++) in[i] = d.part[i].bytes;
    double begin = used();
    attach_inspect(arena, in, d.p.nparts, info);
    double judged = used();
    for (uint32_t i = 0; i < d.p.nparts; i++) {
        d.part[i].info = &info[i];
        if (!info[i].ok) {
            printf("part %u refused\n", i);
            print_findings(info[i].finding, info[i].nfindings);
        }
        info[i].ok |= d.force && info[i].npages;
    }
    MergeReport r;
    static const char *const verdict[] = { "done", "bad part", "bad plan", "stopped", "world" };
    merge_run(arena, &d.p, sink, &d, &r);
    if (d.times) printf("judging %.3f merging %.3f\n", judged - begin, used() - judged);
    printf("%s %.*s claims %u%c ua=%d shared %zu\n", verdict[r.verdict], STR_FMT(r.why), r.pdfa,
           r.level ? r.level : '-', r.ua, r.shared);
    for (uint32_t i = 0; i < d.p.nparts; i++) {
        if (r.part[i].bad || r.part[i].nfindings)
            printf("part %u%s\n", i, r.part[i].bad ? " bad" : "");
        print_findings(r.part[i].finding, r.part[i].nfindings);
    }
    return r.verdict == MERGE_DONE ? 0 : 1;
}

int main(int argc, char **argv)
{
    arena = arena_new();
    if (argc >= 3 && !strcmp(argv[1], "inspect")) {
        inspect(argc - 2, argv + 2);
        return 0;
    }
    if (argc == 3 && !strcmp(argv[1], "plan")) return plan(argv[2]);
    return 2;
}
