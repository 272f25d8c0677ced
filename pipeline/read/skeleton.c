/* An empty Vorlage for a clerk to fill in: valid as it is, with comments that say what belongs
 * where. */
#include "read/read.h"
#include "read/read_in.h"

static const char head[] =
    "  <kopf>\n"
    "    <!-- Der Betreff ist auch der Titel des Dokuments. -->\n"
    "    <betreff>Betreff der Vorlage</betreff>\n"
    "    <federfuehrend>Federführende Stelle</federfuehrend>\n"
    "    <!-- Nach Bedarf, in dieser Reihenfolge:\n"
    "    <beteiligt>Beteiligte Stelle</beteiligt>\n"
    "    <dezernat>Dezernat II</dezernat>\n"
    "    <verfasser name=\"Erika Beispiel\" telefon=\"07361 000-0\" "
    "email=\"e.beispiel@example.org\"/>\n"
    "    <aktenzeichen>022.31</aktenzeichen>\n"
    "    <bezug vorlage=\"130/2022\" art=\"bezueglich\"/>      art: bezueglich, ersetzt, ergaenzt\n"
    "    -->\n"
    "  </kopf>\n"
    "\n"
    "  <!-- Jede Beratung in ihrer Reihenfolge. Der Status steht immer dabei: oeffentlich oder "
    "nichtoeffentlich.\n"
    "       gremium=\"kt\" nennt ein Gremium der Stammdaten, gremium-name eines im Klartext. -->\n"
    "  <beratungsfolge>\n"
    "    <beratung gremium-name=\"Name des Gremiums\" status=\"oeffentlich\" zustaendigkeit=\"";

static const char body[] =
    "\">\n"
    "      <!-- Nach der Sitzung: <ergebnis code=\"einstimmig-beschlossen\"/> <stimmen ja=\"20\" "
    "nein=\"0\" enthaltung=\"1\"/> -->\n"
    "    </beratung>\n"
    "  </beratungsfolge>\n"
    "\n"
    "  <antrag>\n"
    "    <p>Worüber abgestimmt wird.</p>\n"
    "  </antrag>\n"
    "\n"
    "  <begruendung>\n"
    "    <!-- Absätze stehen in <p>, Listen in <liste> mit <punkt>, Abschnitte in <abschnitt> mit "
    "<titel>. -->\n"
    "    <p>Sachverhalt und Begründung.</p>\n"
    "    <!--\n"
    "    <abschnitt>\n"
    "      <titel>Überschrift</titel>\n"
    "      <p>Text mit <stark>Hervorhebung</stark> und einem <verweis vorlage=\"130/2022\"/>.</p>\n"
    "      <liste>\n"
    "        <punkt>Erster Punkt<br/>mit einer zweiten Zeile</punkt>\n"
    "      </liste>\n"
    "      <bild datei=\"bilder/lageplan.png\" alt=\"Was auf dem Bild zu sehen "
    "ist\"><bildtext>Lageplan</bildtext></bild>\n"
    "    </abschnitt>\n"
    "    -->\n"
    "  </begruendung>\n"
    "\n"
    "  <!-- Beträge werden einmal als Posten genannt; Text und Tabellen beziehen sich darauf. "
    "Punkt als Dezimalzeichen.\n"
    "  <finanzen>\n"
    "    <posten id=\"bau\" art=\"auszahlung\" haushalt=\"finanz\" jahr=\"2025\" "
    "netto=\"10000.00\" ust=\"19\" brutto=\"11900.00\"\n"
    "            kostenstelle=\"5710010000\" sachkonto=\"78710000\">Baukosten</posten>\n"
    "    <p>Die Kosten betragen <betrag posten=\"bau\" wert=\"brutto\"/>.</p>\n"
    "    <finanztabelle form=\"einfach\"/>\n"
    "  </finanzen>\n"
    "\n"
    "  <anlagen>\n"
    "    <anlage nr=\"1\" datei=\"anlagen/plan.pdf\" status=\"oeffentlich\">Lageplan</anlage>\n"
    "  </anlagen>\n"
    "  -->\n"
    "\n"
    "  <sichtvermerke>\n"
    "    <!-- Gezeichnet: zeichen=\"gez.\"; wartet auf die Hand: offen=\"ja\". -->\n"
    "    <sichtvermerk offen=\"ja\" name=\"Name\" amt=\"Amt\"/>\n"
    "  </sichtvermerke>\n"
    "</vorlage>\n";

void skeleton_vorlage(Buf *out, Str nummer, Str art)
{
    int v = enum_value(ENUM_VORLAGENART, art);
    bool decides = v == VORLAGENART_BESCHLUSS || v == VORLAGENART_ANTRAG ||
        v == VORLAGENART_AENDERUNGSANTRAG || v == VORLAGENART_ERGAENZUNGSANTRAG ||
        v == VORLAGENART_DRINGLICH || v == VORLAGENART_TISCHVORLAGE || v == VORLAGENART_NEUFASSUNG;
    buf_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- ");
    buf_str(out, enum_word(ENUM_VORLAGENART, v));
    buf_z(out,
          ". Ausfüllen, prüfen mit „vorlage check“, drucken mit „vorlage pdf“. -->\n<vorlage "
          "xmlns=\"urn:x-vorlage:1\" nummer=\"");
    buf_xml(out, nummer);
    buf_z(out, "\" art=\"");
    buf_xml(out, art);
    buf_z(out, "\" status=\"oeffentlich\">\n");
    buf_z(out, head);
    buf_z(out, decides ? "entscheidung" : "kenntnisnahme");
    buf_z(out, body);
}
