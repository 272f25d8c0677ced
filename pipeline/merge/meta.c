/* The catalog: metadata that says the same twice and equally (document information and XMP), output
 * intent, layers, fields, and the claim to PDF/A and PDF/UA, which is only what is true of every
 * part. ISO 19005-2, 6.6 and 6.2.3; ISO 14289-1, 5 and 7.1. */
#include "base/hash.h"
#include "merge/merge_in.h"

#define VL_URI "urn:x-vorlage:xmp:1/"

/* ---- what may be claimed ---- */

unsigned merge_spoils(const Attach *x)
{
    if (!x->level) return SPOILS_PDFA | SPOILS_LEVEL_A | SPOILS_UA;
    unsigned s = x->level == 'A' ? 0 : SPOILS_LEVEL_A;
    return s | (x->ua && x->tagged ? 0 : SPOILS_UA) | (x->tagged ? 0 : SPOILS_LEVEL_A);
}

Claim merge_claim(const Merge *m)
{
    Claim c = { 2, 'A', true };
    for (size_t i = 1; i < m->nsrc; i++) {
        const Source *s = &m->src[i];
        if (s->first == NOWHERE) continue;
        unsigned spoils = merge_spoils(s->part->info);
        for (size_t k = 0; k < m->told[i - 1].nfindings; k++)
            if (m->told[i - 1].finding[k].code == D_ANLAGE_REPARIERT ||
                m->told[i - 1].finding[k].code == D_ANLAGE_KEIN_PDFA)
                spoils |= SPOILS_PDFA | SPOILS_UA;
        if (spoils & SPOILS_UA) c.ua = false;
        if (spoils & SPOILS_PDFA) c.pdfa = 0;
        if (s->part->info->level == 'B')
            c.level = 'B';
        else if ((spoils & SPOILS_LEVEL_A) && c.level == 'A')
            c.level = 'U';
    }
    if (!c.pdfa || m->plan->no_claim) c = (Claim){ 0, 0, c.ua && !m->plan->no_claim };
    return c;
}

/* ---- XMP ---- */

static void element(Buf *b, const char *open, Str v, const char *close)
{
    if (!v.n) return;
    buf_z(b, open);
    buf_xml(b, v);
    buf_z(b, close);
    buf_char(b, '\n');
}

static void property(Buf *b, Str name, const char *type, const char *category, Str about)
{
    buf_z(b, "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>");
    buf_xml(b, name);
    buf_printf(b,
               "</pdfaProperty:name><pdfaProperty:valueType>%s</"
               "pdfaProperty:valueType><pdfaProperty:category>%s</"
               "pdfaProperty:category><pdfaProperty:description>",
               type, category);
    buf_xml(b, about);
    buf_z(b, "</pdfaProperty:description></rdf:li>\n");
}

static void schema_begin(Buf *b, const char *name, const char *uri, const char *prefix)
{
    buf_printf(b,
               "<rdf:li "
               "rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</"
               "pdfaSchema:schema><pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>"
               "<pdfaSchema:prefix>%s</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\n",
               name, uri, prefix);
}

static const char schema_end[] = "</rdf:Seq></pdfaSchema:property></rdf:li>\n";

static void extensions(Buf *b, const MergeVariant *v, bool ua)
{
    if (!ua && !v->nfields) return;
    buf_z(b,
          "<rdf:Description rdf:about=\"\" "
          "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
          "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
          "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/"
          "property#\"><pdfaExtension:schemas><rdf:Bag>\n");
    if (ua) {
        schema_begin(b, "PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
        property(b, S("part"), "Integer", "internal", S("Part of ISO 14289"));
        buf_z(b, schema_end);
    }
    if (v->nfields) {
        schema_begin(b, "Vorlage", VL_URI, "vl");
        for (uint32_t i = 0; i < v->nfields; i++)
            property(b, v->field[i].name, "Text", "external", v->field[i].about);
        buf_z(b, schema_end);
    }
    buf_z(b, "</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n");
}

void merge_metadata_xmp(Buf *b, const Merge *m, const MergeVariant *v, Claim c)
{
    const MergePlan *p = m->plan;
    buf_z(
        b,
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta "
        "xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
    element(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", v->title,
            "</rdf:li></rdf:Alt></dc:title>");
    element(b, "<dc:creator><rdf:Seq><rdf:li>", p->author, "</rdf:li></rdf:Seq></dc:creator>");
    element(b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->subject,
            "</rdf:li></rdf:Alt></dc:description>");
    element(b, "<dc:language><rdf:Bag><rdf:li>", p->lang, "</rdf:li></rdf:Bag></dc:language>");
    element(b, "<xmp:CreatorTool>", p->creator, "</xmp:CreatorTool>");
    if (date_set(p->date)) {
        for (int i = 0; i < 2; i++) {
            buf_z(b, i ? "<xmp:ModifyDate>" : "<xmp:CreateDate>");
            date_iso(b, p->date);
            buf_z(b, i ? "T00:00:00Z</xmp:ModifyDate>\n" : "T00:00:00Z</xmp:CreateDate>\n");
        }
    }
    buf_z(b, "</rdf:Description>\n");
    if (c.pdfa)
        buf_printf(b,
                   "<rdf:Description rdf:about=\"\" "
                   "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>%u</"
                   "pdfaid:part><pdfaid:conformance>%c</pdfaid:conformance></rdf:Description>\n",
                   c.pdfa, c.level);
    if (c.ua)
        buf_z(b,
              "<rdf:Description rdf:about=\"\" "
              "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part></"
              "rdf:Description>\n");
    if (v->nfields) {
        buf_z(b, "<rdf:Description rdf:about=\"\" xmlns:vl=\"" VL_URI "\">\n");
        for (uint32_t i = 0; i < v->nfields; i++) {
            buf_printf(b, "<vl:%.*s>", STR_FMT(v->field[i].name));
            buf_xml(b, v->field[i].value);
            buf_printf(b, "</vl:%.*s>\n", STR_FMT(v->field[i].name));
        }
        buf_z(b, "</rdf:Description>\n");
    }
    extensions(b, v, c.ua);
    buf_z(b, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

Str merge_metadata_info(Merge *m, const MergeVariant *v)
{
    const MergePlan *p = m->plan;
    const struct {
        const char *key;
        Str v;
    } entry[] = { { "/Title", v->title },
                  { "/Author", p->author },
                  { "/Subject", p->subject },
                  { "/Creator", p->creator } };
    O i = q_dict(m->d);
    for (size_t k = 0; k < sizeof entry / sizeof *entry; k++)
        if (entry[k].v.n) q_set(m->d, i, entry[k].key, q_text(m->d, entry[k].v));
    if (date_set(p->date)) {
        Str day =
            str_printf(m->a, "D:%04d%02d%02d000000Z", p->date.year, p->date.month, p->date.day);
        q_set(m->d, i, "/CreationDate", q_bytes(m->d, day));
        q_set(m->d, i, "/ModDate", q_bytes(m->d, day));
    }
    Str text = str_keep(m->a, str_of(qpdf_oh_unparse_resolved(m->d, i)));
    q_free(m->d);
    return text;
}

/* ---- colour: a part whose intent is another than ours ---- */

static bool says_srgb(Q q, O profile)
{
    unsigned char *p;
    size_t n;
    bool yes = q_data(q, profile, false, &p, &n) && n > 200;
    if (yes) {
        Str s = { (char *)p, n < 2000 ? n : 2000 };
        yes = str_find(s, S("sRGB")) != (size_t)-1 ||
            str_find(s, (Str){ "s\0R\0G\0B", 7 }) != (size_t)-1;
    }
    mem_free(p);
    return yes;
}

static void default_in(Q q, O resources, const char *key, O space, Ints *seen, int depth);

static void default_below(Q q, O resources, const char *what, const char *key, O space, Ints *seen,
                          int depth)
{
    Arena *a = arena_new();
    O all = q_key(q, resources, what);
    int n;
    char **k = q_keys(a, q, all, &n);
    for (int i = 0; i < n; i++)
        default_in(q, q_key(q, q_dict_of(q, q_key(q, all, k[i])), "/Resources"), key, space, seen,
                   depth + 1);
    arena_drop(a);
}

static void default_in(Q q, O resources, const char *key, O space, Ints *seen, int depth)
{
    int id = q_id(q, resources);
    if (!q_is_dict(q, resources) || depth > 12 || (id && ints_get(seen, (size_t)id))) return;
    if (id) ints_set(seen, (size_t)id, 1);
    O spaces = q_key(q, resources, "/ColorSpace");
    if (!q_is_dict(q, spaces)) {
        q_set(q, resources, "/ColorSpace", q_dict(q));
        spaces = q_key(q, resources, "/ColorSpace");
    }
    if (!qpdf_oh_has_key(q, spaces, key)) q_set(q, spaces, key, space);
    default_below(q, resources, "/XObject", key, space, seen, depth);
    default_below(q, resources, "/Pattern", key, space, seen, depth);
    default_below(q, resources, "/Font", key, space, seen, depth);
}

/* On the source: what its device colours meant by its own intent. */
void merge_default_spaces(Merge *m, Source *s, O pages)
{
    static const char *const key[] = { NULL, "/DefaultGray", NULL, "/DefaultRGB", "/DefaultCMYK" };
    Q q = s->q;
    O all = q_key(q, qpdf_get_root(q), "/OutputIntents"),
      profile = q_len(q, all) ? q_key(q, q_at(q, all, 0), "/DestOutputProfile") : 0;
    if (!profile || !q_is_stream(q, profile)) return;
    int n = q_int_of(q, q_key(q, qpdf_oh_get_dict(q, profile), "/N"));
    if ((n != 1 && n != 3 && n != 4) || (n == 3 && says_srgb(q, profile))) return;
    O space = q_parse(q, "[/ICCBased]");
    q_push(q, space, profile);
    Ints seen = { 0 };
    for (int i = 0, k = q_len(q, pages); i < k; i++)
        default_in(q, q_key(q, q_at(q, pages, i), "/Resources"), key[n], space, &seen, 0);
    mem_free(seen.v);
}

/* ---- layers ---- */

static void layers_from(Merge *m, O list, Ints *to)
{
    for (int i = 0, n = q_len(m->d, list); i < n; i++) {
        int id = q_id(m->d, q_at(m->d, list, i));
        if (id) ints_push(to, id);
    }
}

/* Off: those named so, or all but those named on where that is the rule of the part. */
void merge_layers_take(Merge *m, O properties)
{
    if (!q_is_dict(m->d, properties)) return;
    O d = q_key(m->d, properties, "/D");
    Ints all = { 0 }, on = { 0 }, off = { 0 };
    layers_from(m, q_key(m->d, properties, "/OCGs"), &all);
    layers_from(m, q_key(m->d, d, "/ON"), &on);
    layers_from(m, q_key(m->d, d, "/OFF"), &off);
    bool base_off = q_is(m->d, q_key(m->d, d, "/BaseState"), "/OFF");
    for (size_t i = 0; i < all.n; i++) {
        bool is_on = !base_off;
        for (size_t k = 0; base_off && k < on.n; k++) is_on |= on.v[k] == all.v[i];
        for (size_t k = 0; k < off.n; k++) is_on &= off.v[k] != all.v[i];
        ints_push(&m->layers, all.v[i]);
        if (!is_on) ints_push(&m->layers_off, all.v[i]);
    }
    mem_free(all.v);
    mem_free(on.v);
    mem_free(off.v);
}

static void layers_write(Merge *m)
{
    if (!m->layers.n) return;
    Q d = m->d;
    O all = q_array(d), order = q_array(d), off = q_array(d), props = q_dict(d), conf = q_dict(d);
    for (size_t i = 0; i < m->layers.n; i++) {
        q_push(d, all, q_ref(d, m->layers.v[i]));
        q_push(d, order, q_ref(d, m->layers.v[i]));
    }
    for (size_t i = 0; i < m->layers_off.n; i++) q_push(d, off, q_ref(d, m->layers_off.v[i]));
    q_set(d, conf, "/Name", q_text(d, S("Ebenen")));
    q_set(d, conf, "/Order", order);
    if (m->layers_off.n) q_set(d, conf, "/OFF", off);
    q_set(d, props, "/OCGs", all);
    q_set(d, props, "/D", conf);
    q_set(d, qpdf_get_root(d), "/OCProperties", props);
    q_free(d);
}

/* ---- the rest ---- */

static void intent_write(Merge *m)
{
    Q d = m->d;
    if (!m->src[0].icc) return;
    O i = q_parse(d,
                  "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB "
                  "IEC61966-2.1)>>"),
      list = q_array(d);
    q_set(d, i, "/DestOutputProfile", q_ref(d, m->src[0].icc));
    q_push(d, list, qpdf_make_indirect_object(d, i));
    q_set(d, qpdf_get_root(d), "/OutputIntents", list);
}

/* Fields whose widget is still on a page. */
static void fields_write(Merge *m)
{
    Q d = m->d;
    O form = q_parse(d, "<</Fields[]>>"), list = q_key(d, form, "/Fields");
    const Ints *f = &m->src[0].fields;
    for (size_t i = 0; i < f->n; i++) {
        O x = q_ref(d, f->v[i]);
        if (ints_get(&m->page_at, (size_t)q_id(d, q_key(d, x, "/P")))) q_push(d, list, x);
    }
    if (q_len(d, list)) q_set(d, qpdf_get_root(d), "/AcroForm", form);
}

/* Private data of the program that made the file (ISO 32000-1, 14.5): not shown, no embedded file.
 * The digest tells whether it is as it was written. */
static void list_write(Merge *m)
{
    Q d = m->d;
    Date day = m->plan->date;
    if (!m->plan->list.n) return;
    O all = q_dict(d), own = q_dict(d), data = q_dict(d);
    Str when = date_set(day)
        ? str_printf(m->a, "D:%04d%02d%02d000000Z", day.year, day.month, day.day)
        : S("D:19700101000000Z");
    q_set(d, data, LIST_STREAM, q_ref(d, q_stream(d, "<<>>", m->plan->list)));
    q_set(d, data, LIST_DIGEST, q_bytes(d, sha256_hex(m->a, m->plan->list)));
    q_set(d, own, "/LastModified", q_bytes(d, when));
    q_set(d, own, "/Private", data);
    q_set(d, all, LIST_OWNER, own);
    q_set(d, qpdf_get_root(d), "/PieceInfo", all);
}

void merge_catalog_write(Merge *m)
{
    Q d = m->d;
    O r = qpdf_get_root(d);
    q_set(d, r, "/StructTreeRoot", q_ref(d, m->root));
    q_set(d, r, "/MarkInfo", q_parse(d, "<</Marked true>>"));
    q_set(d, r, "/Lang", q_text(d, m->plan->lang));
    q_set(d, r, "/ViewerPreferences", q_parse(d, "<</DisplayDocTitle true>>"));
    m->metadata = q_make(d, q_dict(d));
    q_set(d, r, "/Metadata", q_ref(d, m->metadata));
    intent_write(m);
    fields_write(m);
    layers_write(m);
    list_write(m);
    q_free(d);
}
