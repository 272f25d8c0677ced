/* A paragraph style for each datum of a Vorlage: a clerk changes the look of all dates of the
 * Beratungsfolge at once, and `import` finds them again. Their names: model/felder.h. */
#include "write/odt/odt_in.h"

static bool antrag_in_box(const Stil *s)
{
    for (int i = 0; i < s->nanordnung; i++)
        if (s->anordnung[i].art == ABT_TEIL && s->anordnung[i].teil == TEIL_ANTRAG)
            return s->anordnung[i].kasten;
    return false;
}

/* As the house style sets the datum: in a table's cell, or in a line of its own. */
static const char *parent(const Odt *o, FlowField f)
{
    switch (f) {
    case FIELD_ANTRAG: return antrag_in_box(o->s) ? STYLE_KASTEN : STYLE_TEXT;
    case FIELD_ANLAGE: return STYLE_LISTE;
    case FIELD_AUSWIRKUNG: return STYLE_SCHLUSS;
    case FIELD_FRAGE: return STYLE_KOPF_BEZEICHNUNG;
    case FIELD_ANTWORT: return STYLE_KOPF_WERT;
    case FIELD_NONE:
    case FIELD_KOPF:
    case FIELD_BERATUNG:
    case FIELD_POSTEN:
    case FIELD_N: break;
    }
    if (f < FIELD_BERATUNG)
        return o->s->kopfform == KOPFFORM_TABELLE ? STYLE_KOPF_WERT : STYLE_KOPFZEILE;
    if (f < FIELD_POSTEN) return o->s->bform == BFORM_TABELLE ? STYLE_ZELLE : STYLE_KOPFZEILE;
    return f == FIELD_POSTEN + FF_TEXT                    ? STYLE_ZEILENKOPF
        : feld_ist_zahl(&posten_felder[f - FIELD_POSTEN]) ? STYLE_BETRAG
                                                          : STYLE_ZELLE;
}

const char *odt_field_style(Odt *o, FlowField f)
{
    const char *name = field_style(f);
    o->fields[f][o->small] = true;
    return o->small ? str_z(o->a, str_printf(o->a, "%s" STYLE_SMALL, name)) : name;
}

const char *odt_field_ending(Odt *o, FlowField f)
{
    o->fields[f][2] = true;
    return str_z(o->a, str_printf(o->a, "%s" STYLE_ENDING, field_style(f)));
}

static void child(Buf *b, const char *display, const char *parent)
{
    buf_z(b, "<style:style style:name=\"");
    odt_style_name(b, display);
    buf_printf(b,
               "\" style:display-name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"",
               display);
    odt_style_name(b, parent);
    buf_z(b, "\" style:class=\"text\"");
}

void odt_small_look(Odt *o, Buf *b)
{
    buf_z(b, "><style:paragraph-properties");
    odt_pt(b, "fo:line-height", o->s->zeile * ODT_SMALL);
    buf_z(b, "/><style:text-properties");
    odt_pt(b, "fo:font-size", o->s->grad * ODT_SMALL);
    buf_z(b, "/></style:style>\n");
}

/* Each as its parent, with the parent's spacing. Of a Posten only what is used; in small type, too.
 */
void odt_field_styles(Odt *o, Buf *b)
{
    for (int f = 1; f < FIELD_N; f++) {
        const char *name = field_style((FlowField)f);
        if (!name || (f > FIELD_POSTEN && !o->fields[f][0] && !o->fields[f][1])) continue;
        child(b, name, parent(o, (FlowField)f));
        buf_z(b, "/>\n");
        if (o->fields[f][2]) {
            child(b, odt_field_ending(o, (FlowField)f), name);
            buf_z(b, "><style:paragraph-properties fo:keep-with-next=\"always\"/></style:style>\n");
        }
        if (!o->fields[f][1]) continue;
        child(b, str_z(o->a, str_printf(o->a, "%s" STYLE_SMALL, name)), name);
        odt_small_look(o, b);
    }
}
