/* A source made fit for the pack and copied in one go.
 *
 * Pages are hung into the emptied catalog with bookmarks, layers and fields, and that is copied by
 * one call: copies of single pages lose links forward and copy what they share again and again.
 * Page dictionaries are renamed meanwhile, for libqpdf makes null of pages that it meets below
 * other objects. Pages that the plan leaves out are emptied first: whatever still points to them
 * finds nothing.
 *
 * The structure tree is not copied but read as text (walk.c). Nothing is made indirect in a source
 * where it can be helped: libqpdf then parses all of the file's objects, of which the tree has the
 * most. */
#include "merge/merge_in.h"

#define MAX_ITEMS 100000
#define MAX_LEVEL 60

static const char *const page_keys[] = { "/Type",      "/MediaBox", "/CropBox", "/BleedBox",
                                         "/TrimBox",   "/ArtBox",   "/Rotate",  "/UserUnit",
                                         "/Resources", "/Contents", "/Annots",  "/Group" };

static bool in_list(const char *k, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(k, list[i])) return true;
    return false;
}

void page_empty(Q q, O page)
{
    O annots = q_key(q, page, "/Annots");
    for (int i = 0, n = q_len(q, annots); i < n; i++) {
        O x = q_at(q, annots, i);
        if (q_id(q, x))
            qpdf_replace_object(q, qpdf_oh_get_object_id(q, x), qpdf_oh_get_generation(q, x),
                                q_parse(q, "<</VGone true>>"));
    }
    if (q_id(q, page))
        qpdf_replace_object(q, qpdf_oh_get_object_id(q, page), qpdf_oh_get_generation(q, page),
                            q_parse(q, "<</VGone true>>"));
}

static void page_fit(Merge *m, Source *s, O page, uint32_t from, DestTable *t)
{
    Q q = s->q;
    int n;
    ArenaMark mark = arena_mark(m->a);
    char **k = q_keys(m->a, q, page, &n);
    for (int i = 0; i < n; i++)
        if (!in_list(k[i], page_keys, sizeof page_keys / sizeof *page_keys)) q_del(q, page, k[i]);
    arena_rewind(m->a, mark);
    if (!s->whole) merge_resources_prune(m, s, page);
    if (s->part) merge_form_flatten(m, s, page, from);
    merge_annots_clean(m, s, page, t);
    if (s->part) merge_scrub_page(m, s, page);
    q_set(q, page, "/Type", q_name(q, "/VPage"));
    q_set(q, page, "/Tabs", q_name(q, "/S"));
}

/* ---- bookmarks of the source ---- */

typedef struct {
    int level;
    Str title;
} Seen;

static void outline_item(Merge *m, Source *s, O item, int level, O out, DestTable *t, size_t *room)
{
    Q q = s->q;
    O d = q_key(q, item, "/Dest");
    if (qpdf_oh_is_null(q, d) && q_is(q, q_key(q, q_key(q, item, "/A"), "/S"), "/GoTo"))
        d = q_key(q, q_key(q, item, "/A"), "/D");
    s->item = merge_more(m->a, s->item, s->nitems, room, sizeof *s->item);
    s->item[s->nitems++] =
        (Item){ level, q_text_of(m->a, q, q_key(q, item, "/Title")), NOWHERE, 0 };
    q_push(q, out, merge_dest_find(q, t, d));
}

/* Without recursion: a chain of /Next may be long. Each item once. */
static O outline_read(Merge *m, Source *s, DestTable *t)
{
    Q q = s->q;
    O out = q_array(q), cur = q_key(q, q_key(q, qpdf_get_root(q), "/Outlines"), "/First");
    Ints seen = { 0 };
    O up[MAX_LEVEL];
    size_t room = 0;
    int depth = 0;
    for (;;) {
        int id = q_is_dict(q, cur) ? q_id(q, cur) : 0;
        if (!id || ints_get(&seen, (size_t)id) || s->nitems > MAX_ITEMS) {
            if (!depth) break;
            cur = q_key(q, up[--depth], "/Next");
            continue;
        }
        ints_set(&seen, (size_t)id, 1);
        outline_item(m, s, cur, depth + 1, out, t, &room);
        O kid = q_key(q, cur, "/First");
        if (q_is_dict(q, kid) && depth + 1 < MAX_LEVEL) {
            up[depth++] = cur;
            cur = kid;
        } else
            cur = q_key(q, cur, "/Next");
    }
    mem_free(seen.v);
    return out;
}

/* ---- the wrapper ---- */

/* Pages with their inherited attributes, as they are wanted; the others emptied. Numbers of those
 * wanted in order: out. */
static O take_pages(Merge *m, Source *s, Ints *order, DestTable *t)
{
    Q q = s->q;
    O list = q_array(q);
    O *page = ARENA_NEW_N(m->a, O, s->npages + 1);
    for (uint32_t i = 0; i < s->npages; i++) {
        page[i] = qpdf_get_page_n(q, i);
        q_inherit(q, page[i]);
        ints_set(&s->page_no, (size_t)q_id(q, page[i]), (int)i + 1);
    }
    for (uint32_t i = 0; i < s->npages; i++) {
        if (s->at[i] == NOWHERE && !s->form[i]) {
            page_empty(q, page[i]);
            continue;
        }
        page_fit(m, s, page[i], i, t);
        q_push(q, list, page[i]);
        ints_push(order, (int)i);
    }
    return list;
}

static O profile_of(Q q)
{
    O all = q_key(q, qpdf_get_root(q), "/OutputIntents");
    return q_len(q, all) ? q_key(q, q_at(q, all, 0), "/DestOutputProfile") : qpdf_oh_new_null(q);
}

static bool found(const Source *s, DiagCode code)
{
    for (size_t i = 0; s->part && i < s->part->info->nfindings; i++)
        if (s->part->info->finding[i].code == code) return true;
    return false;
}

/* The structure, where it is wanted: below the Document, or below a Part of its own. */
static void structure(Merge *m, Source *s, Str bytes)
{
    Q q = s->q;
    O tree = q_key(q, qpdf_get_root(q), "/StructTreeRoot");
    if (!s->part)
        s->top = m->document;
    else
        s->top = elem_new(m, "Part", m->document, s->part->title,
                          s->part->lang.n ? s->part->lang : s->part->info->lang);
    s->from = s->to = (uint32_t)m->nelems;
    s->tree = q_is_dict(q, tree) && (!s->part || s->part->info->tagged);
    if (s->tree) tree_walk(m, s, bytes, q_make(q, tree));
}

static O wrapper_make(Merge *m, Source *s, Str bytes, Ints *order)
{
    Q q = s->q;
    O root = qpdf_get_root(q);
    DestTable *t = merge_dests_read(m, q);
    O out = outline_read(m, s, t), pages = take_pages(m, s, order, t), extra = q_array(q);
    structure(m, s, bytes);
    if (s->part) merge_default_spaces(m, s, pages);
    Ints seen = { 0 };
    for (int i = 0, n = found(s, D_ANLAGE_EXTERN) ? q_len(q, pages) : 0; i < n; i++)
        merge_externals_drop(m, s, q_key(q, q_at(q, pages, i), "/Resources"), &seen, 0);
    mem_free(seen.v);
    for (size_t i = 0; i < s->extra.n; i++) q_push(q, extra, q_ref(q, s->extra.v[i]));
    const struct {
        const char *key;
        O v;
    } hung[] = { { "/Pages", pages },
                 { "/Out", out },
                 { "/Layers", q_key(q, root, "/OCProperties") },
                 { "/Profile", profile_of(q) },
                 { "/Extra", extra },
                 { "/Fields",
                   s->part ? qpdf_oh_new_null(q)
                           : q_key(q, q_key(q, root, "/AcroForm"), "/Fields") } };
    int n;
    char **k = q_keys(m->a, q, root, &n);
    for (int i = 0; i < n; i++) q_del(q, root, k[i]);
    for (size_t i = 0; i < sizeof hung / sizeof *hung; i++) q_set(q, root, hung[i].key, hung[i].v);
    return root;
}

/* ---- in the pack ---- */

/* Their objects, in the order in which annots_clean met them. */
static void annots_known(Merge *m, Source *s, O page, uint32_t at, size_t *k)
{
    O list = q_key(m->d, page, "/Annots");
    for (int i = 0, n = q_len(m->d, list); i < n && *k < s->annot.n; i++) {
        int id = q_id(m->d, q_at(m->d, list, i));
        ints_set(&s->annot_obj, (size_t)s->annot.v[(*k)++], id);
        if (at != NOWHERE) ints_set(&m->annot_page, (size_t)id, (int)at + 1);
    }
}

static bool pages_known(Merge *m, Source *s, O pages, const Ints *order)
{
    size_t annots = 0;
    if (q_len(m->d, pages) != (int)order->n) return false;
    for (int i = 0, n = q_len(m->d, pages); i < n; i++) {
        O p = q_at(m->d, pages, i);
        uint32_t from = (uint32_t)order->v[i], at = s->at[from];
        int id = q_id(m->d, p);
        if (!id || !q_is_dict(m->d, p)) return false;
        annots_known(m, s, p, at, &annots);
        if (at == NOWHERE) {
            ints_set(&m->form_of, from, id);
            continue;
        } /* becomes a form when the contents are made */
        q_set(m->d, p, "/Type", q_name(m->d, "/Page"));
        m->page[at] = id;
        ints_set(&m->page_at, (size_t)id, (int)at + 1);
        m->shape[at] = page_shape(m->d, p);
    }
    return true;
}

static void fields_known(Merge *m, Source *s, O fields)
{
    for (int i = 0, n = q_len(m->d, fields); i < n; i++) {
        O f = q_at(m->d, fields, i);
        if (q_is_dict(m->d, f) && !q_has(m->d, f, "/VGone")) ints_push(&s->fields, q_make(m->d, f));
    }
}

/* Destinations are looked at when all sources are there; until then by number. */
static void items_known(Merge *m, Source *s, O out)
{
    for (int i = 0, n = q_len(m->d, out); i < n && (size_t)i < s->nitems; i++) {
        O d = q_at(m->d, out, i);
        if (q_is_array(m->d, d)) s->item[i].dest = q_make(m->d, qpdf_oh_new_object(m->d, d));
    }
}

static bool copy(Merge *m, Source *s, Str bytes)
{
    Ints order = { 0 };
    O w = wrapper_make(m, s, bytes, &order);
    w = qpdf_oh_copy_foreign_object(m->d, s->q, w);
    Str error = q_error(m->a, s->q),
        warning = q_warnings(
            m->a, s->q); /* an object that could not be read is but a warning, and null */
    if (!error.n) error = q_error(m->a, m->d);
    if (!error.n && warning.n && (!s->part || s->part->info->npages != s->npages)) error = warning;
    if (error.n) {
        merge_tell(m, s, D_ANLAGE_UNLESBAR, 0, error);
        return false;
    }
    if (warning.n) merge_tell(m, s, D_ANLAGE_REPARIERT, 0, warning);
    O icc = q_key(m->d, w, "/Profile"), extra = q_key(m->d, w, "/Extra");
    bool all = pages_known(m, s, q_key(m->d, w, "/Pages"), &order);
    mem_free(order.v);
    if (!all) {
        merge_tell(m, s, D_ANLAGE_UNLESBAR, 0, S("Seiten/pages"));
        return false;
    }
    fields_known(m, s, q_key(m->d, w, "/Fields"));
    items_known(m, s, q_key(m->d, w, "/Out"));
    merge_layers_take(m, q_key(m->d, w, "/Layers"));
    for (int i = 0, n = q_len(m->d, extra); i < n; i++)
        ints_push(&s->extra_obj, q_id(m->d, q_at(m->d, extra, i)));
    s->icc = q_is_stream(m->d, icc) ? q_id(m->d, icc) : 0;
    return true;
}

bool merge_source_take(Merge *m, Source *s, Str bytes)
{
    Str why = { "", 0 };
    int code;
    s->q = q_open(m->a, bytes, &why, &code);
    if (!s->q) {
        merge_tell(m, s, D_ANLAGE_UNLESBAR, 0, why);
        return false;
    }
    bool ok = qpdf_get_num_pages(s->q) == (int)s->npages;
    if (!ok) merge_tell(m, s, D_ANLAGE_UNLESBAR, 0, q_error(m->a, s->q));
    ok = ok && copy(m, s, bytes);
    q_free(m->d);
    q_close(&s->q);
    return ok;
}
