/* A paragraph style for each datum of a Vorlage: a clerk changes the look of all dates of the Beratungsfolge at once, and a program finds them again. */
#include "out/odt/odt_in.h"

#define FIELDS(X) \
    X(FIELD_ANTRAG, "Vorlage Antrag") \
    X(FIELD_KOPF + KOPF_BETREFF, "Vorlage Kopf Betreff") X(FIELD_KOPF + KOPF_STATUS, "Vorlage Kopf Status") X(FIELD_KOPF + KOPF_ART, "Vorlage Kopf Art") \
    X(FIELD_KOPF + KOPF_NUMMER, "Vorlage Kopf Nummer") X(FIELD_KOPF + KOPF_FEDERFUEHREND, "Vorlage Kopf Federführend") \
    X(FIELD_KOPF + KOPF_BETEILIGT, "Vorlage Kopf Beteiligt") X(FIELD_KOPF + KOPF_DEZERNAT, "Vorlage Kopf Dezernat") \
    X(FIELD_KOPF + KOPF_VERFASSER, "Vorlage Kopf Verfasser") X(FIELD_KOPF + KOPF_AKTENZEICHEN, "Vorlage Kopf Aktenzeichen") \
    X(FIELD_KOPF + KOPF_DATUM, "Vorlage Kopf Datum") X(FIELD_KOPF + KOPF_VERSION, "Vorlage Kopf Fassung") X(FIELD_KOPF + KOPF_BEZUG, "Vorlage Kopf Bezug") \
    X(FIELD_BERATUNG + BSP_GREMIUM, "Vorlage Beratung Gremium") X(FIELD_BERATUNG + BSP_TERMIN, "Vorlage Beratung Termin") \
    X(FIELD_BERATUNG + BSP_TOP, "Vorlage Beratung TOP") X(FIELD_BERATUNG + BSP_STATUS, "Vorlage Beratung Status") \
    X(FIELD_BERATUNG + BSP_ZUSTAENDIGKEIT, "Vorlage Beratung Zuständigkeit") X(FIELD_BERATUNG + BSP_ERGEBNIS, "Vorlage Beratung Ergebnis") \
    X(FIELD_BERATUNG + BSP_ABSTIMMUNG, "Vorlage Beratung Abstimmung") X(FIELD_BERATUNG + BSP_SITZUNG, "Vorlage Beratung Sitzung")

static const char *const name[FIELD_N] = {
#define X(f, display) [f] = display,
    FIELDS(X)
#undef X
};

const char *odt_field_style(FlowField f) { return name[f]; }

static bool antrag_in_box(const Stil *s)
{
    for (int i = 0; i < s->nanordnung; i++)
        if (s->anordnung[i].art == ABT_TEIL && s->anordnung[i].teil == TEIL_ANTRAG) return s->anordnung[i].kasten;
    return false;
}

/* As the house style sets the datum: in a table's cell, or in a line of its own. */
const char *odt_field_parent(const Odt *o, FlowField f)
{
    if (f == FIELD_ANTRAG) return antrag_in_box(o->s) ? "Vorlage Kasten" : "Text body";
    if (f < FIELD_BERATUNG) return o->s->kopfform == KOPFFORM_TABELLE ? "Vorlage Kopf Wert" : "Vorlage Kopfzeile";
    return o->s->bform == BFORM_TABELLE ? "Vorlage Zelle" : "Vorlage Kopfzeile";
}
