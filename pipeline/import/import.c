/* From bytes to judged XML. */
#include "import/import_in.h"

#include "read/read.h"

static bool part(Im *im, const char *name, XTree **out)
{
    Str data;
    if (!package_read(&im->pack, str_of(name), &data)) return false;
    *out =
        xml_parse(im->a, im->a, im->d, str_printf(im->a, "%.*s/%s", STR_FMT(im->name), name), data);
    return *out != NULL;
}

static const XNode *kid(const XNode *n, const char *ns, const char *name)
{
    for (const XNode *k = n ? n->kids : NULL; k; k = k->next)
        if (import_is_el(k, ns, name)) return k;
    return NULL;
}

static Str words_in(const XNode *n)
{
    return n->kids && !n->kids->name.n ? str_trim(n->kids->text) : (Str){ "", 0 };
}

static void meta(Im *im, const XNode *root)
{
    const XNode *m = kid(root, ns_office(), "meta");
    size_t n = 0;
    for (const XNode *k = m ? m->kids : NULL; k; k = k->next)
        n += import_is_el(k, ns_meta(), "user-defined");
    im->meta = ARENA_NEW_N(im->a, MetaField, n + 1);
    for (const XNode *k = m ? m->kids : NULL; k; k = k->next)
        if (import_is_el(k, ns_meta(), "user-defined"))
            im->meta[im->nmeta++] = (MetaField){ import_at_of(k, ns_meta(), "name"), words_in(k) };
}

static bool read_flat(Im *im, const XNode **body)
{
    XTree *t = xml_parse(im->a, im->a, im->d, im->name, im->pack.bytes);
    if (!t) return false;
    if (!import_is_el(t->root, ns_office(), "document")) {
        import_tell(im, D_IMPORT_ART, im->pack.at,
                    str_sub(t->root->name, 0, t->root->name.n < 60 ? t->root->name.n : 60));
        return false;
    }
    import_styles_gather(im->a, &im->styles, t->root, true);
    meta(im, t->root);
    *body = kid(kid(t->root, ns_office(), "body"), ns_office(), "text");
    return true;
}

static bool read_package(Im *im, const XNode **body)
{
    XTree *content = NULL, *styles = NULL, *m = NULL;
    bool ok = part(im, "content.xml", &content);
    ok = part(im, "styles.xml", &styles) && ok;
    if (package_find(&im->pack, S("meta.xml"))) ok = part(im, "meta.xml", &m) && ok;
    if (!ok || diags_errors(im->d)) return false;
    import_styles_gather(im->a, &im->styles, styles->root, false);
    import_styles_gather(im->a, &im->styles, content->root, true);
    if (m) meta(im, m->root);
    *body = kid(kid(content->root, ns_office(), "body"), ns_office(), "text");
    return true;
}

static bool read_document(Im *im)
{
    const XNode *body = NULL;
    if (!(im->pack.flat ? read_flat(im, &body) : read_package(im, &body))) return false;
    if (!body) {
        import_tell(im, D_IMPORT_ART, im->pack.at, S("office:text"));
        return false;
    }
    import_styles_sort(&im->styles);
    im->view_src = diag_paragraphs(im->d, im->name);
    return tree_read(im, body) && !diags_errors(im->d);
}

/* ---- the judge's words, told at the document's paragraphs ---- */

static Place paragraph_at(const Im *im, const Places *places, uint32_t off)
{
    size_t from = 0, end = places->n;
    while (from < end) {
        size_t mid = from + (end - from) / 2;
        if (places->pair[mid].off <= off)
            from = mid + 1;
        else
            end = mid;
    }
    if (!from) return (Place){ im->view_src, 0, 0 };
    uint32_t at = places->pair[from - 1].to, n = 0;
    while (at + n < im->view.n && im->view.p[at + n] != '\n') n++;
    return (Place){ im->view_src, at, n ? n : 1 };
}

static void pass_on(Im *im, Diags *judged, const Places *places)
{
    for (size_t i = 0; i < diags_count(judged); i++) {
        const Diag *x = diags_at(judged, i);
        Place at = x->at.src ? paragraph_at(im, places, x->at.off) : NO_PLACE;
        diag_strs(im->d, x->code, at, x->nargs, x->arg);
    }
}

static bool judge(Im *im, const XNode *root, Import *out)
{
    Places places = { .src = 1 };
    Buf b = { 0 };
    if (im->old && !im->edited)
        buf_str(&b, im->carried);
    else
        made_write(im, root, &b, &places);
    places_sort(&places);
    out->unchanged = im->old && !im->edited;
    out->xml = buf_keep(im->a, &b);
    Diags *judged = diags_new(im->a);
    out->v = read_vorlage(im->a, judged, im->name, out->xml);
    pass_on(im, judged, &places);
    return out->v && !diags_errors(im->d);
}

static bool make(Im *im, Import *out)
{
    if (!package_open(&im->pack) || !read_document(im)) return false;
    import_transcript_read(im);
    XNode *root = im->old ? import_overlay(im) : whole(im);
    if (root && (!im->old || im->edited)) import_rescue(im, root);
    if (!root || diags_errors(im->d) || !judge(im, root, out)) return false;
    out->pictures = im->pictures;
    return true;
}

bool import_odt(Arena *a, Diags *d, Str name, Str bytes, bool (*taken)(void *, Str), void *ctx,
                Import *out)
{
    Im im = { .a = a, .d = d, .name = name, .taken = taken, .taken_ctx = ctx };
    im.pack = (Package){
        .a = a, .d = d, .bytes = bytes, .at = { diag_source(d, name, (Str){ "", 0 }), 0, 0 }
    };
    *out = (Import){ 0 };
    bool ok = make(&im, out);
    package_close(&im.pack);
    buf_drop(&im.view);
    return ok;
}
