/* The package: meta, settings, manifest, and the zip with fixed times and attributes (equal bytes in any zone). ODF 1.3 part 2. */
#include "out/odt/odt_in.h"

#include <stdlib.h>
#include <zip.h>

static const char mimetype[] = "application/vnd.oasis.opendocument.text";

const char *odt_library_version(void) { return "libzip " LIBZIP_VERSION; }

static void element(Buf *b, const char *tag, Str value)
{
    if (!value.n) return;
    buf_printf(b, "<%s>", tag);
    odt_escape(b, value);
    buf_printf(b, "</%s>", tag);
}

void odt_meta_xml(Odt *o, Buf *b)
{
    const Flow *f = o->f;
    buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta%s><office:meta><meta:generator>vorlage/%s</meta:generator>", odt_namespaces, VORLAGE_VERSION);
    element(b, "dc:title", f->title.n ? f->title : f->nummer);
    element(b, "dc:subject", f->subject);
    element(b, "meta:keyword", f->keywords);
    element(b, "meta:initial-creator", f->author);
    element(b, "dc:creator", f->author);
    element(b, "dc:language", f->lang);
    if (date_set(f->date)) {
        Buf d = { 0 };
        date_iso(&d, f->date);
        buf_z(&d, "T00:00:00");
        element(b, "meta:creation-date", buf_view(&d));
        element(b, "dc:date", buf_view(&d));
        buf_drop(&d);
    }
    static const struct { const char *name; size_t at; } own[] = { { "Drucksachennummer", offsetof(Flow, nummer) }, { "Körperschaft", offsetof(Flow, body_name) },
        { "Aktenzeichen", offsetof(Flow, aktenzeichen) }, { "Fassung", offsetof(Flow, version) }, { "Status", offsetof(Flow, status_word) } };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        Str v = *(const Str *)((const char *)f + own[i].at);
        if (!v.n) continue;
        buf_printf(b, "<meta:user-defined meta:name=\"%s\" meta:value-type=\"string\">", own[i].name);
        odt_escape(b, v);
        buf_z(b, "</meta:user-defined>");
    }
    buf_z(b, "</office:meta></office:document-meta>\n");
}

/* All or nothing: a settings part that is silent about an option gives the layout of OpenOffice.org 1. */
void odt_settings_xml(Buf *b)
{
    static const char *const on[] = { "AddExternalLeading", "AddParaLineSpacingToTableCells", "AddParaSpacingToTableCells", "AddParaTableSpacing", "AddParaTableSpacingAtStart",
        "AlignTabStopPosition", "AutoFirstLineIndentDisregardLineSpace", "CollapseEmptyCellPara", "DoNotJustifyLinesWithManualBreak", "EmptyDbFieldHidesPara",
        "FootnoteInColumnToPageEnd", "MathBaselineAlignment", "PropLineSpacingShrinksFirstLine", "TabOverflow", "TableRowKeep", "TabsRelativeToIndent" };
    static const char *const off[] = { "ClipAsCharacterAnchoredWriterFlyFrames", "ConsiderTextWrapOnObjPos", "DoNotCaptureDrawObjsOnPage", "DoNotResetParaAttrsForNumFont",
        "IgnoreFirstLineIndentInNumbering", "IgnoreTabsAndBlanksForLineCalculation", "OutlineLevelYieldsNumbering", "SmallCapsPercentage66", "SubtractFlysAnchoredAtFlys",
        "UnxForceZeroExtLeading", "UseFormerLineSpacing", "UseFormerObjectPositioning", "UseFormerTextWrapping", "UseOldNumbering", "UseOldPrinterMetrics" };
    buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings%s><office:settings><config:config-item-set config:name=\"ooo:configuration-settings\">", odt_namespaces);
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) buf_printf(b, "<config:config-item config:name=\"%s\" config:type=\"boolean\">true</config:config-item>", on[i]);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) buf_printf(b, "<config:config-item config:name=\"%s\" config:type=\"boolean\">false</config:config-item>", off[i]);
    buf_z(b, "<config:config-item config:name=\"PrinterIndependentLayout\" config:type=\"string\">high-resolution</config:config-item></config:config-item-set></office:settings></office:document-settings>\n");
}

Str odt_picture_name(Odt *o, size_t i)
{
    return str_printf(o->a, "Pictures/%zu.%s", i + 1, !strcmp(o->img[i].mime, "image/jpeg") ? "jpg" : "png");
}

void odt_manifest_xml(Odt *o, Buf *b)
{
    buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">"
                  "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"%s\"/>", mimetype);
    static const char *const part[] = { "content.xml", "styles.xml", "meta.xml", "settings.xml" };
    for (int i = 0; i < 4; i++) buf_printf(b, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>", part[i]);
    for (size_t i = 0; i < o->nimg; i++)
        if (o->img_used[i]) buf_printf(b, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>", odt_picture_name(o, i).p, o->img[i].mime);
    buf_z(b, "</manifest:manifest>\n");
}

#define DOS_DATE ((2024 - 1980) << 9 | 1 << 5 | 1) /* 2024-01-01; the format's first day is taken for an extra field by a validator */

static bool put(zip_t *z, const char *name, Str data, bool store)
{
    zip_source_t *s = zip_source_buffer(z, data.p, data.n, 0);
    if (!s) return false;
    zip_int64_t i = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (i < 0) { zip_source_free(s); return false; }
    zip_uint64_t k = (zip_uint64_t)i;
    return zip_set_file_compression(z, k, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, store ? 0 : 6) == 0 && zip_file_set_dostime(z, k, 0, DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(z, k, 0, ZIP_OPSYS_DOS, 0) == 0;
}

static bool put_all(Odt *o, zip_t *z, const Buf *content, const Buf *styles, const Buf *meta, const Buf *settings, const Buf *manifest)
{
    bool ok = put(z, "mimetype", str_of(mimetype), true) && put(z, "content.xml", buf_view(content), false) && put(z, "styles.xml", buf_view(styles), false) &&
              put(z, "meta.xml", buf_view(meta), false) && put(z, "settings.xml", buf_view(settings), false);
    for (size_t i = 0; i < o->nimg && ok; i++)
        if (o->img_used[i]) ok = put(z, odt_picture_name(o, i).p, o->img[i].file, true);
    return ok && put(z, "META-INF/manifest.xml", buf_view(manifest), false);
}

/* The finished archive stays in the source, which outlives zip_close by a reference of ours. */
static bool read_back(zip_source_t *src, Buf *out)
{
    zip_stat_t st;
    if (zip_source_open(src)) return false;
    bool ok = zip_source_stat(src, &st) == 0 && (st.valid & ZIP_STAT_SIZE);
    char chunk[65536];
    zip_int64_t n = 0;
    while (ok && (n = zip_source_read(src, chunk, sizeof chunk)) > 0) buf_bytes(out, chunk, (size_t)n);
    zip_source_close(src);
    return ok && n == 0 && !buf_failed(out);
}

static bool fail(Odt *o, const char *what)
{
    diag(o->d, D_OUT_ODT, NO_PLACE, what, (const char *)NULL);
    return false;
}

bool odt_package(Odt *o, const Buf *content, const Buf *styles, const Buf *meta, const Buf *settings, const Buf *manifest, Buf *out)
{
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, &e);
    zip_t *z = src ? zip_open_from_source(src, ZIP_TRUNCATE, &e) : NULL;
    if (!z) {
        if (src) zip_source_free(src);
        return fail(o, zip_error_strerror(&e));
    }
    zip_source_keep(src);
    bool ok = put_all(o, z, content, styles, meta, settings, manifest);
    if (ok) ok = zip_close(z) == 0;
    if (!ok) {
        fail(o, zip_strerror(z));
        zip_discard(z);
    } else if (!read_back(src, out)) ok = fail(o, "zip");
    zip_source_free(src);
    return ok;
}
