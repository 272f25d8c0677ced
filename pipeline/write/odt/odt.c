/* The ODT of a flow: body first (it gathers its automatic styles), then the other parts, then the
 * package. */
#include "write/odt/odt_in.h"

#define ROW_STYLE \
    "<style:style style:name=\"R\" style:family=\"table-row\"><style:table-row-properties " \
    "fo:keep-together=\"always\"/></style:style>" \
    "<style:style style:name=\"Rhoch\" style:family=\"table-row\"><style:table-row-properties " \
    "fo:keep-together=\"auto\"/></style:style>"

static void content_xml(Odt *o, Buf *out)
{
    buf_printf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content%s>",
               odt_namespaces);
    odt_font_faces(o, out);
    buf_z(out, "<office:automatic-styles>" ROW_STYLE);
    buf_str(out, buf_view(&o->autos));
    buf_z(out, "</office:automatic-styles><office:body><office:text>");
    odt_live_decls(out);
    buf_str(out, buf_view(&o->body));
    buf_z(out, "</office:text></office:body></office:document-content>\n");
}

/* A text must not end in a table: Writer would add an empty paragraph of its own. */
static void last_paragraph(Odt *o)
{
    Str b = buf_view(&o->body);
    if (str_ends(b, S("</table:table>"))) { /* on the page of the table, whichever way that lies */
        odt_para_open(o, STYLE_KLEIN);
        odt_para_close(o);
    }
}

/* The body, with the automatic styles it needs. */
static Odt begun(Arena *a, Diags *d, const Flow *f, const OdtImage *img, size_t nimg, Str source,
                 unsigned how)
{
    const Stil *s = f->stil;
    Odt o = { .a = a,
              .d = d,
              .f = f,
              .s = s,
              .img = img,
              .nimg = nimg,
              .source = source,
              .flat = how & ODT_FLAT,
              .width = s->breite - s->innen - s->aussen,
              .table_above = 4,
              .mimetype = how & ODT_TEMPLATE ? OTT_MIMETYPE : ODT_MIMETYPE };
    o.img_used = ARENA_NEW_N(a, bool, nimg + 1);
    if (f->blocks && f->blocks->kind == FB_LETTER) o.letter = f->blocks->letter;
    odt_blocks(&o, f->blocks);
    last_paragraph(&o);
    return o;
}

static bool write_flat(Odt *o, Buf *out)
{
    Buf autos = { 0 };
    buf_z(&autos, ROW_STYLE);
    buf_str(&autos, buf_view(&o->autos));
    buf_printf(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document%s office:mimetype=\"%s\">",
        odt_namespaces, o->mimetype);
    odt_meta_inner(o, out);
    odt_settings_inner(out);
    odt_styles_inner(o, buf_view(&autos), out);
    buf_z(out, "<office:body><office:text>");
    odt_live_decls(out);
    buf_str(out, buf_view(&o->body));
    buf_z(out, "</office:text></office:body></office:document>\n");
    buf_drop(&autos);
    return !buf_failed(out);
}

static bool write_package(Odt *o, Buf *out)
{
    Buf content = { 0 }, styles = { 0 }, meta = { 0 }, settings = { 0 }, manifest = { 0 },
        rdf = { 0 };
    content_xml(o, &content);
    odt_styles_xml(o, &styles);
    odt_meta_xml(o, &meta);
    odt_settings_xml(&settings);
    odt_manifest_xml(o, &manifest);
    odt_source_rdf(o, &rdf);
    bool ok = odt_package(o, &content, &styles, &meta, &settings, &manifest, &rdf, out);
    Buf *all[] = { &content, &styles, &meta, &settings, &manifest, &rdf };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) buf_drop(all[i]);
    return ok;
}

bool odt_write(Arena *a, Diags *d, const Flow *f, const OdtImage *img, size_t nimg, Str source,
               unsigned how, Buf *out)
{
    Odt o = begun(a, d, f, img, nimg, source, how);
    bool ok = o.flat ? write_flat(&o, out) : write_package(&o, out);
    buf_drop(&o.body);
    buf_drop(&o.autos);
    return ok;
}
