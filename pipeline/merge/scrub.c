/* What a foreign page's objects hold besides what they draw: data of the programs that wrote them,
 * metadata, the names and places of those who made them. Only keys that show or structure something
 * stay (ISO 32000-1, 7.8.3, 8.9.5, 8.10.2, 8.11); pictures lose what cameras and editors write
 * beside the picture. All on the source, before it is copied: what is cut off here is reached by
 * nothing and not copied. */
#include "merge/merge_in.h"

#include "picture/picture.h"

#define MAX_DEPTH 12

static const char *const of_image[] = {
    "/Type",        "/Subtype",   "/Width", "/Height",       "/ColorSpace",  "/BitsPerComponent",
    "/Intent",      "/ImageMask", "/Mask",  "/Decode",       "/Interpolate", "/SMask",
    "/SMaskInData", "/Matte",     "/OC",    "/StructParent", "/Length",      "/Filter",
    "/DecodeParms", "/F",         "/VGone"
};
static const char *const of_form[] = {
    "/Type", "/Subtype",      "/FormType",      "/BBox",   "/Matrix", "/Resources",   "/Group",
    "/OC",   "/StructParent", "/StructParents", "/Length", "/Filter", "/DecodeParms", "/F"
};
static const char *const of_resources[] = {
    "/Font",      "/XObject",    "/Pattern",    "/Shading",
    "/ExtGState", "/ColorSpace", "/Properties", "/ProcSet"
};
static const char *const of_layer[] = { "/Type", "/Name", "/Intent", "/OCGs", "/P", "/VE" };
static const char *const of_mark[] = { "/Type", "/Subtype", "/MCID",     "/ActualText", "/Alt",
                                       "/E",    "/Lang",    "/Attached", "/BBox" };
static const char *const of_annot[] = {
    "/Type",    "/Subtype", "/Rect", "/Contents", "/F",   "/AP",   "/AS",         "/Border",
    "/BS",      "/BE",      "/C",    "/CA",       "/ca",  "/IC",   "/QuadPoints", "/L",
    "/LE",      "/LL",      "/LLE",  "/LLO",      "/RD",  "/DA",   "/Q",          "/Vertices",
    "/InkList", "/CL",      "/CO",   "/CP",       "/Cap", "/IT",   "/Sy",         "/Name",
    "/OC",      "/A",       "/Dest", "/H",        "/P",   "/Lang", "/BM",         "/StructParent"
};
#define N(list) (list), sizeof(list) / sizeof *(list)

typedef struct {
    Merge *m;
    Source *s;
    Q q;
} Scrub;

static void keep_only(Scrub *x, O dict, const char *const *list, size_t n)
{
    ArenaMark mark = arena_mark(x->m->a);
    int keys;
    char **k = q_keys(x->m->a, x->q, dict, &keys);
    for (int i = 0; i < keys; i++) {
        bool good = false;
        for (size_t j = 0; j < n && !good; j++) good = !strcmp(k[i], list[j]);
        if (!good) q_del(x->q, dict, k[i]);
    }
    arena_rewind(x->m->a, mark);
}

static void without(Scrub *x, O o)
{
    static const char *const off[] = { "/Metadata", "/PieceInfo", "/LastModified", "/AF" };
    O d = q_dict_of(x->q, o);
    for (size_t i = 0; q_is_dict(x->q, d) && i < sizeof off / sizeof *off; i++)
        if (qpdf_oh_has_key(x->q, d, off[i])) q_del(x->q, d, off[i]);
}

/* False the second time. What has no number is met where it stands only. */
static bool first_time(Scrub *x, O o)
{
    int id = q_id(x->q, o);
    if (id && ints_get(&x->s->scrubbed, (size_t)id)) return false;
    if (id) ints_set(&x->s->scrubbed, (size_t)id, 1);
    return true;
}

/* ---- pictures ---- */

static unsigned long be(const unsigned char *p, int n)
{
    unsigned long v = 0;
    while (n--) v = v << 8 | *p++;
    return v;
}

/* JPEG 2000: comments of a code stream's main header (ISO 15444-1, A.9.2). */
static void codestream(Str s, Buf *out)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t at = 2;
    buf_str(out, str_sub(s, 0, 2));
    while (at + 4 <= s.n && p[at] == 0xFF && p[at + 1] != 0x90) {
        size_t n = be(p + at + 2, 2) + 2;
        if (n < 4 || n > s.n - at) break;
        if (p[at + 1] != 0x64) buf_str(out, str_sub(s, at, n));
        at += n;
    }
    buf_str(out, str_sub(s, at, s.n));
}

/* Boxes that a picture needs (ISO 15444-1, I.4); others hold XML, numbered data of programs, links.
 */
static bool jp2(Str s, Buf *out)
{
    static const char need[] = "jP  ftypjp2hjp2crreqjpchjplh";
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t at = 0; at < s.n;) {
        if (s.n - at < 8) return false;
        size_t n = be(p + at, 4), head = n == 1 ? 16 : 8;
        if (n == 1)
            n = s.n - at >= 16 ? be(p + at + 8, 8) : 0;
        else if (!n)
            n = s.n - at;
        if (n < head || n > s.n - at) return false;
        bool wanted = false, code = !memcmp(p + at + 4, "jp2c", 4);
        for (size_t i = 0; need[i] && !wanted; i += 4) wanted = !memcmp(p + at + 4, need + i, 4);
        if (code) {
            buf_bytes(out, "\0\0\0\0jp2c", 8); /* to the end: it is the last */
            codestream(str_sub(s, at + head, n - head), out);
            return true;
        }
        if (wanted) buf_str(out, str_sub(s, at, n));
        at += n;
    }
    return false;
}

static bool is_codestream(Str s) { return s.n > 4 && !memcmp(s.p, "\xFF\x4F\xFF\x51", 4); }

static bool picture_clean(Str raw, bool jpeg, Buf *out)
{
    if (jpeg) return image_jpeg_clean(raw, out);
    if (is_codestream(raw)) {
        codestream(raw, out);
        return true;
    }
    return jp2(raw, out);
}

/* The last filter of the stream, and whether it is its only one. */
static O last_filter(Q q, O dict, bool *only)
{
    O f = q_key(q, dict, "/Filter");
    int n = q_len(q, f);
    *only = !q_is_array(q, f) || n == 1;
    return q_is_array(q, f) ? q_at(q, f, n - 1) : f;
}

/* A picture within other filters ([/FlateDecode /DCTDecode]): those are taken off, so that it can
 * be looked at. */
static bool unwrap(Scrub *x, O image, O last)
{
    Q q = x->q;
    O d = qpdf_oh_get_dict(q, image), f = q_key(q, d, "/Filter"),
      parms = q_key(q, d, "/DecodeParms"), outer = q_array(q), outer_parms = q_array(q);
    int n = q_len(q, f);
    for (int i = 0; i + 1 < n; i++) {
        q_push(q, outer, q_at(q, f, i));
        q_push(q, outer_parms, i < q_len(q, parms) ? q_at(q, parms, i) : qpdf_oh_new_null(q));
    }
    O own = n - 1 < q_len(q, parms) ? q_at(q, parms, n - 1) : qpdf_oh_new_null(q),
      t = qpdf_oh_new_stream(q);
    unsigned char *p;
    size_t size;
    bool ok = q_data(q, image, true, &p, &size);
    if (ok) qpdf_oh_replace_stream_data(q, t, p, size, outer, outer_parms);
    mem_free(p);
    if (!ok) return false;
    ok = q_data(q, t, false, &p, &size);
    if (ok) qpdf_oh_replace_stream_data(q, image, p, size, last, own);
    mem_free(p);
    return ok;
}

static void picture(Scrub *x, O image)
{
    Q q = x->q;
    O d = qpdf_oh_get_dict(q, image);
    bool only;
    O f = last_filter(q, d, &only);
    bool jpeg = q_is(q, f, "/DCTDecode") || q_is(q, f, "/DCT");
    if ((!jpeg && !q_is(q, f, "/JPXDecode")) || (!only && !unwrap(x, image, f))) return;
    unsigned char *p;
    size_t n;
    Buf b = buf_new((size_t)1 << 30);
    if (q_data(q, image, true, &p, &n) && picture_clean((Str){ (char *)p, n }, jpeg, &b) &&
        !buf_failed(&b) && (b.n != n || memcmp(b.p, p, n)))
        qpdf_oh_replace_stream_data(q, image, (const unsigned char *)b.p, b.n,
                                    q_key(q, d, "/Filter"), q_key(q, d, "/DecodeParms"));
    mem_free(p);
    buf_drop(&b);
}

/* ---- resources ---- */

static void resources(Scrub *x, O res, int depth);

static void xobject(Scrub *x, O o, int depth)
{
    Q q = x->q;
    if (!q_is_stream(q, o) || depth > MAX_DEPTH || !first_time(x, o)) return;
    O d = qpdf_oh_get_dict(q, o);
    if (!q_is(q, q_key(q, d, "/Subtype"), "/Image")) {
        keep_only(x, d, N(of_form));
        resources(x, q_key(q, d, "/Resources"), depth + 1);
        return;
    }
    keep_only(x, d, N(of_image));
    picture(x, o);
    xobject(x, q_key(q, d, "/SMask"), depth + 1);
    xobject(x, q_key(q, d, "/Mask"), depth + 1);
}

static void font(Scrub *x, O o, int depth)
{
    static const char *const file[] = { "/FontFile", "/FontFile2", "/FontFile3" };
    Q q = x->q;
    if (!q_is_dict(q, o) || depth > MAX_DEPTH || !first_time(x, o)) return;
    O below = q_key(q, o, "/DescendantFonts"), d = q_key(q, o, "/FontDescriptor");
    without(x, o);
    without(x, d);
    for (int i = 0; i < 3; i++) without(x, q_key(q, d, file[i]));
    if (q_len(q, below)) font(x, q_at(q, below, 0), depth + 1);
    resources(x, q_key(q, o, "/Resources"), depth + 1);
}

static void state(Scrub *x, O o, int depth)
{
    if (!first_time(x, o)) return;
    without(x, o);
    xobject(x, q_key(x->q, q_key(x->q, o, "/SMask"), "/G"), depth + 1);
}

static void pattern(Scrub *x, O o, int depth)
{
    if (depth > MAX_DEPTH || !first_time(x, o)) return;
    without(x, o);
    resources(x, q_key(x->q, q_dict_of(x->q, o), "/Resources"), depth + 1);
}

/* A layer's /Usage names who made it; a mark's dictionary may hold anything. */
static void property(Scrub *x, O o, int depth)
{
    Q q = x->q;
    O kind = q_key(q, o, "/Type"), groups = q_key(q, o, "/OCGs");
    if (!q_is_dict(q, o) || depth > MAX_DEPTH || !first_time(x, o)) return;
    bool layer = q_is(q, kind, "/OCG") || q_is(q, kind, "/OCMD");
    keep_only(x, o, layer ? of_layer : of_mark,
              layer ? sizeof of_layer / sizeof *of_layer : sizeof of_mark / sizeof *of_mark);
    if (q_is_dict(q, groups)) property(x, groups, depth + 1);
    for (int i = 0, n = q_len(q, groups); i < n; i++) property(x, q_at(q, groups, i), depth + 1);
}

static void space(Scrub *x, O o, int depth)
{
    for (int i = 0, n = depth > 3 ? 0 : q_len(x->q, o); i < n && i < 4; i++) {
        O v = q_at(x->q, o, i);
        if (q_is_stream(x->q, v))
            without(x, v);
        else
            space(x, v, depth + 1);
    }
}

static void each(Scrub *x, O dict, void (*what)(Scrub *, O, int), int depth)
{
    int n;
    char **k = q_keys(x->m->a, x->q, dict, &n);
    for (int i = 0; i < n; i++) what(x, q_key(x->q, dict, k[i]), depth);
}

static void resources(Scrub *x, O res, int depth)
{
    static const struct {
        const char *key;
        void (*what)(Scrub *, O, int);
    } kind[] = { { "/XObject", xobject }, { "/Font", font },       { "/ExtGState", state },
                 { "/Pattern", pattern }, { "/Shading", pattern }, { "/Properties", property },
                 { "/ColorSpace", space } };
    if (!q_is_dict(x->q, res) || depth > MAX_DEPTH || !first_time(x, res)) return;
    keep_only(x, res, N(of_resources));
    for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
        O all = q_key(x->q, res, kind[i].key);
        if (first_time(x, all)) each(x, all, kind[i].what, depth);
    }
}

/* ---- a page ---- */

static void appearances(Scrub *x, O n, int depth)
{
    if (q_is_dict(x->q, n))
        each(x, n, xobject, depth);
    else
        xobject(x, n, depth);
}

void merge_scrub_page(Merge *m, Source *s, O page)
{
    Scrub x = { m, s, s->q };
    ArenaMark mark = arena_mark(m->a);
    resources(&x, q_key(x.q, page, "/Resources"), 0);
    O annots = q_key(x.q, page, "/Annots");
    for (int i = 0, n = q_len(x.q, annots); i < n; i++) {
        O a = q_at(x.q, annots, i);
        keep_only(&x, a, N(of_annot));
        appearances(&x, q_key(x.q, q_key(x.q, a, "/AP"), "/N"), 0);
    }
    arena_rewind(m->a, mark);
}
