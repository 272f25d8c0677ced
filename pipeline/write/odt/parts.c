/* The small parts of the package: meta, settings, manifest. ODF 1.3 part 2 and part 3, 4. */
#include "write/odt/odt_in.h"

#include <stdlib.h>

#include "base/hash.h"

static void element(Buf *b, const char *tag, Str value)
{
    if (!value.n) return;
    buf_printf(b, "<%s>", tag);
    buf_xml(b, value);
    buf_printf(b, "</%s>", tag);
}

void odt_meta_inner(Odt *o, Buf *b)
{
    const Flow *f = o->f;
    buf_printf(b, "<office:meta><meta:generator>vorlage/%s</meta:generator>", VORLAGE_VERSION);
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
    static const struct {
        const char *name;
        size_t at;
    } own[] = { { META_NUMMER, offsetof(Flow, nummer) },
                { "Körperschaft", offsetof(Flow, body_name) },
                { "Aktenzeichen", offsetof(Flow, aktenzeichen) },
                { "Fassung", offsetof(Flow, version) },
                { "Status", offsetof(Flow, status_word) },
                { META_ART, offsetof(Flow, art_code) },
                { META_STATUS, offsetof(Flow, status_code) } };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        Str v = *(const Str *)((const char *)f + own[i].at);
        if (!v.n) continue;
        buf_printf(b, "<meta:user-defined meta:name=\"%s\" meta:value-type=\"string\">",
                   own[i].name);
        buf_xml(b, v);
        buf_z(b, "</meta:user-defined>");
    }
    if (o->s->formular)
        buf_z(b,
              "<meta:user-defined meta:name=\"" META_FORM
              "\" meta:value-type=\"string\">1</meta:user-defined>");
    if (o->source.n)
        buf_printf(b,
                   "<meta:user-defined meta:name=\"Quelle SHA-256\" "
                   "meta:value-type=\"string\">%s</meta:user-defined>",
                   sha256_hex(o->a, o->source).p);
    buf_z(b, "</office:meta>");
}

void odt_meta_xml(Odt *o, Buf *b)
{
    buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta%s>",
               odt_namespaces);
    odt_meta_inner(o, b);
    buf_z(b, "</office:document-meta>\n");
}

/* All or nothing: a settings part that is silent about an option gives the layout of
 * OpenOffice.org 1. */
void odt_settings_inner(Buf *b)
{
    static const char *const on[] = { "AddExternalLeading",
                                      "AddParaLineSpacingToTableCells",
                                      "AddParaSpacingToTableCells",
                                      "AddParaTableSpacing",
                                      "AddParaTableSpacingAtStart",
                                      "AlignTabStopPosition",
                                      "AutoFirstLineIndentDisregardLineSpace",
                                      "CollapseEmptyCellPara",
                                      "DoNotJustifyLinesWithManualBreak",
                                      "EmptyDbFieldHidesPara",
                                      "FootnoteInColumnToPageEnd",
                                      "MathBaselineAlignment",
                                      "PropLineSpacingShrinksFirstLine",
                                      "TabOverflow",
                                      "TableRowKeep",
                                      "TabsRelativeToIndent" };
    static const char *const off[] = { "ClipAsCharacterAnchoredWriterFlyFrames",
                                       "ConsiderTextWrapOnObjPos",
                                       "DoNotCaptureDrawObjsOnPage",
                                       "DoNotResetParaAttrsForNumFont",
                                       "IgnoreFirstLineIndentInNumbering",
                                       "IgnoreTabsAndBlanksForLineCalculation",
                                       "OutlineLevelYieldsNumbering",
                                       "SmallCapsPercentage66",
                                       "SubtractFlysAnchoredAtFlys",
                                       "UnxForceZeroExtLeading",
                                       "UseFormerLineSpacing",
                                       "UseFormerObjectPositioning",
                                       "UseFormerTextWrapping",
                                       "UseOldNumbering",
                                       "UseOldPrinterMetrics" };
    buf_z(b,
          "<office:settings><config:config-item-set config:name=\"ooo:configuration-settings\">");
    for (size_t i = 0; i < sizeof on / sizeof *on; i++)
        buf_printf(b,
                   "<config:config-item config:name=\"%s\" "
                   "config:type=\"boolean\">true</config:config-item>",
                   on[i]);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        buf_printf(b,
                   "<config:config-item config:name=\"%s\" "
                   "config:type=\"boolean\">false</config:config-item>",
                   off[i]);
    buf_z(b,
          "<config:config-item config:name=\"PrinterIndependentLayout\" "
          "config:type=\"string\">high-resolution</config:config-item></config:config-item-set></"
          "office:settings>");
}

void odt_settings_xml(Buf *b)
{
    buf_printf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings%s>",
               odt_namespaces);
    odt_settings_inner(b);
    buf_z(b, "</office:document-settings>\n");
}

Str odt_picture_name(Odt *o, size_t i)
{
    return str_printf(o->a, "Pictures/%zu.%s", i + 1,
                      !strcmp(o->img[i].mime, "image/jpeg") ? "jpg" : "png");
}

void odt_manifest_xml(Odt *o, Buf *b)
{
    buf_printf(b,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
               "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
               "manifest:version=\"1.3\">"
               "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
               "manifest:media-type=\"%s\"/>",
               o->mimetype);
    static const char *const part[] = { "content.xml", "styles.xml", "meta.xml", "settings.xml" };
    for (int i = 0; i < 4; i++)
        buf_printf(
            b, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>",
            part[i]);
    for (size_t i = 0; i < o->nimg; i++)
        if (o->img_used[i])
            buf_printf(
                b, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>",
                odt_picture_name(o, i).p, o->img[i].mime);
    if (o->source.n)
        buf_z(b,
              "<manifest:file-entry manifest:full-path=\"manifest.rdf\" "
              "manifest:media-type=\"application/rdf+xml\"/><manifest:file-entry "
              "manifest:full-path=\"quelle.rdf\" manifest:media-type=\"application/rdf+xml\"/>");
    buf_z(b, "</manifest:manifest>\n");
}
