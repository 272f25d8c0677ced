/* The document as a tree of blocks: lists become paragraphs with a level, sections and unknown
 * wrappers fall away. ODF 1.3 part 3, 4 to 9. */
#include "import/import_in.h"

/* ---- lists ---- */

static void list_item(Reading *r, const XNode *item)
{
    Reading in = *r;
    in.list.start = import_is_el(item, ns_text(), "list-item");
    Str first = import_at_of(item, ns_text(), "start-value");
    in.list.first = import_int_of(first, r->list.first, 99999);
    import_blocks_read(&in, item->kids);
}

static void list(Reading *r, const XNode *n)
{
    Reading in = *r;
    Str name = import_at_of(n, ns_text(), "style-name");
    in.list.level++;
    if (name.n) in.list.style = name;
    in.list.numbered = import_list_numbered(&r->im->styles, in.list.style, in.list.level);
    for (const XNode *k = n->kids; k; k = k->next)
        if (import_is_el(k, ns_text(), "list-item") || import_is_el(k, ns_text(), "list-header")) {
            list_item(&in, k);
            in.list.first = 0;
        }
    r->list.start = false; /* what follows in the outer item is no new item */
}

/* ---- tables ---- */

static void cell(Reading *r, const XNode *n)
{
    Reading in = { .im = r->im, .depth = r->depth + 1 };
    int again =
        import_int_of(import_at_of(n, ns_table(), "number-columns-repeated"), 1, ODT_MAX_SPAN);
    for (int i = 0; i < again; i++) {
        Node *c = in.parent = import_node_new(r->im, NK_ZELLE, r->parent);
        c->columns =
            import_int_of(import_at_of(n, ns_table(), "number-columns-spanned"), 1, ODT_MAX_SPAN);
        c->rows =
            import_int_of(import_at_of(n, ns_table(), "number-rows-spanned"), 1, ODT_MAX_SPAN);
        c->value = import_at_of(n, ns_office(), "value");
        import_blocks_read(&in, n->kids);
        if (!c->kids) break; /* empty cells at a row's end say nothing */
    }
}

static void rows(Reading *r, const XNode *n, Node *table, bool head)
{
    for (const XNode *k = n->kids; k; k = k->next) {
        bool header = import_is_el(k, ns_table(), "table-header-rows");
        if (header || import_is_el(k, ns_table(), "table-rows") ||
            import_is_el(k, ns_table(), "table-row-group"))
            rows(r, k, table, head || header);
        if (!import_is_el(k, ns_table(), "table-row")) continue;
        Reading in = *r;
        in.parent = import_node_new(r->im, NK_ZEILE, table);
        in.parent->head = head;
        for (const XNode *c = k->kids; c; c = c->next)
            if (import_is_el(c, ns_table(), "table-cell")) cell(&in, c);
    }
}

static bool signature_style(Str s)
{
    return str_is(s, STYLE_VERMERKART) || str_is(s, STYLE_UNTERSCHRIFTLINIE) ||
        str_is(s, STYLE_NAME) || str_is(s, STYLE_AMT) || str_is(s, STYLE_ORT_DATUM);
}

/* Signatures stand in a table of which each paragraph has one of their styles. */
static bool holds_signatures(const Node *t)
{
    bool any = false;
    for (const Node *z = t->kids; z; z = z->next)
        for (const Node *c = z->kids; c; c = c->next)
            for (const Node *p = c->kids; p; p = p->next) {
                if (!signature_style(p->style)) return false;
                any = true;
            }
    return any;
}

static void make_signatures(Node *t)
{
    Node *first = NULL, **tail = &first;
    t->kind = NK_UNTERSCHRIFTEN;
    for (Node *z = t->kids; z; z = z->next)
        for (Node *c = z->kids; c;) {
            Node *next = c->next;
            if (c->kids) {
                c->kind = NK_UNTERSCHRIFT;
                c->parent = t;
                c->next = NULL;
                c->at = c->kids->at;
                *tail = t->last = c;
                tail = &c->next;
            }
            c = next;
        }
    t->kids = first;
}

static void make_box(Node *t)
{
    Node *cell = t->kids->kids;
    t->kind = NK_KASTEN;
    t->kids = cell->kids;
    t->last = cell->last;
    for (Node *k = t->kids; k; k = k->next) k->parent = t;
}

static void count_columns(Node *t)
{
    for (Node *z = t->kids; z; z = z->next) {
        int n = 0;
        for (Node *c = z->kids; c; c = c->next) n += c->columns > 1 ? c->columns : 1;
        if (n > t->columns) t->columns = n;
    }
}

/* "vl_form_3_kosten": the finance form whose rows these are. */
static void form_of(Node *t, Str name)
{
    if (!str_starts(name, S("vl_form_"))) return;
    name = str_sub(name, 8, name.n);
    size_t bar = str_find(name, S("_"));
    if (bar != (size_t)-1) t->id = str_sub(name, bar + 1, name.n);
}

static void table(Reading *r, const XNode *n)
{
    Node *t = import_node_new(r->im, NK_TABELLE, r->parent);
    r->list.start = false;
    form_of(t, import_at_of(n, ns_table(), "name"));
    Reading in = { .im = r->im, .depth = r->depth + 1 };
    rows(&in, n, t, false);
    count_columns(t);
    if (holds_signatures(t))
        make_signatures(t);
    else if (t->kids && !t->kids->next && !t->kids->head && t->kids->kids && !t->kids->kids->next)
        make_box(t);
}

/* ---- what else stands among blocks ---- */

static bool is_one_of(const XNode *n, const char *ns, const char *const *names)
{
    for (; *names; names++)
        if (import_is_el(n, ns, *names)) return true;
    return false;
}

static void one(Reading *r, const XNode *n)
{
    static const char *const said_elsewhere[] = { "table-of-content",
                                                  "alphabetical-index",
                                                  "illustration-index",
                                                  "table-index",
                                                  "bibliography",
                                                  "user-index",
                                                  "sequence-decls",
                                                  "variable-decls",
                                                  "user-field-decls",
                                                  "dde-connection-decls",
                                                  "alphabetical-index-auto-mark-file",
                                                  "index-title",
                                                  "change",
                                                  "change-start",
                                                  "change-end",
                                                  "soft-page-break",
                                                  NULL };
    if (import_is_el(n, ns_text(), "p") || import_is_el(n, ns_text(), "h"))
        import_para_read(r, n);
    else if (import_is_el(n, ns_text(), "list"))
        list(r, n);
    else if (import_is_el(n, ns_table(), "table"))
        table(r, n);
    else if (import_is_el(n, ns_draw(), "frame"))
        import_frame_read(r, n);
    else if (import_is_el(n, ns_text(), "tracked-changes")) {
        if (n->kids && !r->im->told_changes) {
            import_tell(r->im, D_IMPORT_AENDERUNGEN, (Place){ r->im->view_src, 0, 0 }, S(""));
            r->im->told_changes = true;
        }
    } else if (import_is_el(n, ns_office(), "forms") || is_one_of(n, ns_text(), said_elsewhere))
        return;
    else if (n->name.n) {
        Reading in = *r;
        import_blocks_read(&in, n->kids); /* text:section and whatever wraps text */
    }
}

void import_blocks_read(Reading *r, const XNode *first)
{
    if (r->depth > ODT_MAX_DEPTH) {
        import_tell(r->im, D_IMPORT_GRENZE, (Place){ r->im->view_src, 0, 0 },
                    str_printf(r->im->a, "%d", ODT_MAX_DEPTH));
        return;
    }
    Reading in = *r;
    in.depth++;
    for (const XNode *n = first; n; n = n->next) one(&in, n);
    r->list.start = in.list.start;
}

bool tree_read(Im *im, const XNode *body)
{
    im->doc = import_node_new(im, NK_KASTEN, NULL);
    Reading r = { .im = im, .parent = im->doc };
    import_blocks_read(&r, body->kids);
    diag_source_text(im->d, im->view_src, str_keep(im->a, buf_view(&im->view)));
    return im->paragraphs <= ODT_MAX_PARAGRAPHS;
}
