/* Resources of a source's pages: what a page does not name is taken away where other pages of its
 * file are left out (files often share one dictionary for all pages, and what only a left-out page
 * draws must not travel along); streams fetched from elsewhere are taken away always. */
#include "merge/merge_in.h"

#include "pdfin/content.h"

#include <stdlib.h>

#define MAX_DEPTH 12

typedef struct {
    Arena *a;
    Str *v;
    size_t n, room;
} Names;

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

/* Without #xx. */
static Str plain_name(Arena *a, Str name)
{
    Buf b = { 0 };
    for (size_t i = 0; i < name.n; i++) {
        int hi = name.p[i] == '#' && i + 2 < name.n ? digit(name.p[i + 1]) : -1,
            lo = hi >= 0 ? digit(name.p[i + 2]) : -1;
        if (lo >= 0) {
            buf_char(&b, (char)(hi << 4 | lo));
            i += 2;
        } else
            buf_char(&b, name.p[i]);
    }
    return buf_keep(a, &b);
}

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const Str *)a, *(const Str *)b);
}

static void names_in(Names *l, Str content)
{
    Lex x = { content.p, content.p + content.n };
    for (Tok t; (t = content_next(&x)).kind != TOK_END;) {
        if (t.kind != TOK_NAME || (l->n && str_eq(l->v[l->n - 1], t.text))) continue;
        l->v = merge_more(l->a, l->v, l->n, &l->room, sizeof *l->v);
        l->v[l->n++] = plain_name(l->a, t.text);
    }
}

static void names_sort(Names *l)
{
    if (l->n) qsort(l->v, l->n, sizeof *l->v, by_text);
}

static bool named(const Names *l, const char *key)
{
    Str s = plain_name(l->a, str_of(key));
    return l->n && bsearch(&s, l->v, l->n, sizeof s, by_text);
}

/* Forms without resources of their own use the page's: their names count too. */
static void names_of_forms(Names *l, Q q, O xobjects, int depth)
{
    int n;
    bool more = false;
    char **k = q_keys(l->a, q, xobjects, &n);
    for (int i = 0; i < n && depth < MAX_DEPTH; i++) {
        O x = q_key(q, xobjects, k[i]), d = q_dict_of(q, x);
        if (!q_is_stream(q, x) || !q_is(q, q_key(q, d, "/Subtype"), "/Form") ||
            q_is_dict(q, q_key(q, d, "/Resources")) || !named(l, k[i]))
            continue;
        unsigned char *p;
        size_t len, before = l->n;
        if (q_data(q, x, false, &p, &len)) names_in(l, (Str){ (char *)p, len });
        mem_free(p);
        more |= l->n > before;
    }
    names_sort(l);
    if (more && depth + 1 < 3) names_of_forms(l, q, xobjects, depth + 1);
}

static O only_named(const Names *l, Q q, O dict)
{
    int n;
    O out = q_dict(q);
    char **k = q_keys(l->a, q, dict, &n);
    for (int i = 0; i < n; i++)
        if (named(l, k[i]) || !strncmp(k[i], "/Default", 8))
            q_set(q, out, k[i], q_key(q, dict, k[i]));
    return out;
}

void merge_resources_prune(Merge *m, Source *s, O page)
{
    static const char *const kind[] = { "/Font",      "/XObject",    "/Pattern",   "/Shading",
                                        "/ExtGState", "/ColorSpace", "/Properties" };
    Q q = s->q;
    O old = q_key(q, page, "/Resources"), res = q_dict(q);
    unsigned char *c = NULL;
    size_t n = 0;
    if (!q_is_dict(q, old)) return;
    Names l = { .a = m->a };
    ArenaMark mark = arena_mark(m->a);
    if (qpdf_oh_get_page_content_data(q, page, &c, &n) & QPDF_ERRORS) (void)q_error(m->a, q);
    names_in(&l, (Str){ c ? (char *)c : "", n });
    names_sort(&l);
    names_of_forms(&l, q, q_key(q, old, "/XObject"), 0);
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
        if (q_is_dict(q, q_key(q, old, kind[i])))
            q_set(q, res, kind[i], only_named(&l, q, q_key(q, old, kind[i])));
    q_set(q, page, "/Resources", res);
    mem_free(c);
    arena_rewind(m->a, mark);
}

void merge_externals_drop(Merge *m, Source *s, O resources, Ints *seen, int depth)
{
    Q q = s->q;
    O all = q_key(q, resources, "/XObject");
    int n, id = q_id(q, resources);
    if (!q_is_dict(q, all) || depth > MAX_DEPTH || (id && ints_get(seen, (size_t)id))) return;
    if (id) ints_set(seen, (size_t)id, 1);
    char **k = q_keys(m->a, q, all, &n);
    for (int i = 0; i < n; i++) {
        O x = q_key(q, all, k[i]), d = q_dict_of(q, x);
        if (q_has(q, d, "/F")) { /* an empty form: the content still names it */
            q_set(q, all, k[i],
                  q_ref(q,
                        q_stream(q, "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>>>",
                                 (Str){ "", 0 })));
            continue;
        }
        q_del(q, d, "/Ref");
        q_del(q, d, "/OPI");
        merge_externals_drop(m, s, q_key(q, d, "/Resources"), seen, depth + 1);
    }
}
