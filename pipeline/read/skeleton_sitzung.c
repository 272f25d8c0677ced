/* A session and a list of members for a clerk to fill in: valid as they are, with comments that say
 * what belongs where. Days are examples; the clock is not read. */
#include "read/read.h"
#include "read/read_in.h"

static const char agenda[] =
    " zustand=\"geplant\" status=\"oeffentlich\"\n"
    "         beginn=\"2026-01-14T18:00:00+01:00\" ort=\"Rathaus\" raum=\"Sitzungssaal\">\n"
    "  <!-- beginn: mit Abstand zur Weltzeit, +01:00 im Winter, +02:00 im Sommer. Statt "
    "gremium-name=\"…\" nennt gremium=\"kt\" ein Gremium der\n"
    "       Stammdaten (koerperschaft=\"koerperschaft.xml\"). -->\n"
    "\n"
    "  <einladung datum=\"2026-01-05\">\n"
    "    <p>zur Sitzung lade ich Sie ein.</p>\n"
    "    <sichtvermerke>\n"
    "      <sichtvermerk art=\"unterschrift\" zeichen=\"gez.\" name=\"Name\" amt=\"Amt\"/>\n"
    "    </sichtvermerke>\n"
    "  </einladung>\n"
    "\n"
    "  <!-- Erst die öffentlichen Punkte, dann die nichtöffentlichen. Das Zeichen vor der Nummer "
    "(Ö, N) setzt der Hausstil. -->\n"
    "  <tagesordnung>\n"
    "    <top nr=\"1\" status=\"oeffentlich\" unterlage=\"keine\">\n"
    "      <betreff>Fragestunde</betreff>\n"
    "    </top>\n"
    "    <!-- Eine Niederschrift genehmigen:\n"
    "    <top nr=\"2\" status=\"oeffentlich\">\n"
    "      <betreff>Genehmigung der Niederschrift</betreff>\n"
    "      <niederschrift datei=\"anlagen/niederschrift.pdf\" sitzung=\"2025-12-10\" "
    "status=\"oeffentlich\"/>\n"
    "    </top>\n"
    "         Eine Vorlage; ohne <betreff> trägt der Punkt ihren. Die Vorlage muss diese Beratung "
    "nennen, mit Gremium, Tag und Status:\n"
    "    <top nr=\"3\" status=\"oeffentlich\">\n"
    "      <unterlage vorlage=\"024/2026\" datei=\"vorlagen/024-2026/vorlage.xml\"/>\n"
    "    </top>\n"
    "         Nach der Einladung hinzugekommen: art=\"nachtrag\" oder art=\"tischvorlage\" mit "
    "vom=\"2026-01-12\". Unterpunkte: <top nr=\"3.1\"> in <top nr=\"3\">.\n"
    "    -->\n"
    "    <!-- Nichtöffentlich, mit dem Betreff, der öffentlich stehen darf:\n"
    "    <top nr=\"1\" status=\"nichtoeffentlich\" unterlage=\"folgt\">\n"
    "      <betreff oeffentlich=\"Grundstücksangelegenheit\">Verkauf des Flurstücks 17</betreff>\n"
    "    </top>\n"
    "    -->\n"
    "  </tagesordnung>\n"
    "\n"
    "  <!-- Wer Unterlagen bekommt (ein Gerüst dafür gibt „vorlage new“): <verteiler "
    "datei=\"mitglieder.xml\"/> -->\n"
    "</sitzung>\n";

static const char people[] =
    ">\n"
    "  <!-- Mit gremium=\"gr\" am Anfang gilt die Liste nur für Sitzungen des Gremiums dieser "
    "Kennung. -->\n"
    "  <!-- funktion: vorsitz, stellvertretender-vorsitz, mitglied, stellvertretung (mit "
    "vertritt=\"kennung\"), beratend, verwaltung, gast\n"
    "       zustellung: post, fach, email, portal. nichtoeffentlich: ob die Person "
    "nichtöffentliche Unterlagen bekommen darf. -->\n"
    "  <mitglied id=\"beispiel\" anrede=\"frau\" vorname=\"Erika\" name=\"Beispiel\" "
    "funktion=\"vorsitz\" nichtoeffentlich=\"ja\" zustellung=\"fach\"/>\n"
    "  <mitglied id=\"muster\" anrede=\"herr\" titel=\"Dr.\" vorname=\"Emil\" name=\"Muster\" "
    "funktion=\"mitglied\" fraktion=\"Fraktion\" nichtoeffentlich=\"ja\" zustellung=\"post\">\n"
    "    <postanschrift>\n"
    "      <adresszeile>Hauptstraße 1</adresszeile>\n"
    "      <adresszeile>12345 Musterstadt</adresszeile>\n"
    "    </postanschrift>\n"
    "  </mitglied>\n"
    "  <!-- Im Ausland: <postanschrift land=\"Österreich\">. Große Schrift: grossdruck=\"ja\". "
    "E-Mail: zustellung=\"email\" email=\"e.muster@example.org\" -->\n"
    "</mitglieder>\n";

static void put(Buf *out, const char *what, const char *attr, Str value, const char *rest)
{
    buf_z(out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Ausfüllen, prüfen mit „vorlage check“. "
          "-->\n<");
    buf_z(out, what);
    buf_z(out, " xmlns=\"urn:x-vorlage:1\"");
    if (value.n) {
        buf_printf(out, " %s=\"", attr);
        buf_xml(out, value);
        buf_char(out, '"');
    }
    buf_z(out, rest);
}

void skeleton_sitzung(Buf *out, Str nummer)
{
    put(out, "sitzung", "gremium-name=\"Name des Gremiums\" nummer", nummer, agenda);
}

void skeleton_mitglieder(Buf *out, Str gremium)
{
    put(out, "mitglieder", "gremium", gremium, people);
}
