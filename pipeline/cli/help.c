/* Help texts, German and English. One table: topic, both texts. */
#include "cli/cli.h"

typedef struct {
    const char *topic, *de, *en;
} Help;

static const char overview_de[] =
    "vorlage: aus einer Vorlage in XML werden PDF (PDF/A-2a und PDF/UA-1) und ODT.\n\n"
    "Aufruf: vorlage BEFEHL [OPTIONEN] ...\n\n"
    "  check FILE...        alle Fehler jeder Datei zeigen, nichts schreiben\n"
    "  pdf FILE...          PDF ausgeben\n"
    "  odt FILE...          ODT ausgeben\n"
    "  xml FILE...          die Fassung als XML, neu geschrieben\n"
    "  new NUMMER           ein kommentiertes Gerüst zum Ausfüllen; mit --odt ein Formular für "
    "Writer\n"
    "  watch ORDNER         ausgeben, was in einen Ordner gespeichert wird\n"
    "  import FILE...       ODT (oder DOCX) wieder zu XML machen\n"
    "  letter SITZUNG       die Einladungen einer Sitzung als Briefe\n"
    "  pack SITZUNG         die Mappe einer Sitzung: alles in einem PDF, für wen --for sagt\n"
    "  schema [NAME]        ein eingebautes Schema ausgeben oder alle auflisten\n"
    "  dump --stage=S FILE  eine Stufe als Text: model, flow, pages, text\n"
    "  help [BEFEHL]        Hilfe zu einem Befehl\n\n"
    "Optionen für alle:\n"
    "  --style DATEI        Hausstil, wenn das Dokument keinen nennt\n"
    "  --body DATEI         Stammdaten der Körperschaft, ebenso\n"
    "  --edition public|full  öffentliche oder volle Fassung; nötig, sobald etwas nichtöffentlich "
    "ist\n"
    "  --pdf a2|a3          PDF/A-2a, oder PDF/A-3a mit der Fassung als XML darin\n"
    "  --grossdruck         15 Punkt, linksbündig: für Menschen mit Sehschwäche\n"
    "  --flat               ODT als eine XML-Datei (.fodt)\n"
    "  --lang de|en         Sprache der Meldungen\n"
    "  --quiet              Warnungen nur zeigen, wenn auch Fehler da sind\n"
    "  --json               Meldungen als JSON, eine je Zeile\n"
    "  --jobs N             N Dateien zugleich\n"
    "  --version, --help\n\n"
    "„-“ als FILE liest die Standardeingabe, „-o -“ schreibt die Standardausgabe.\n"
    "Ende: 0 gut (auch mit Warnungen), 1 Dokument fehlerhaft, 2 Datei, Platte oder Aufruf, 3 "
    "Fehler des Programms.\n";
static const char overview_en[] =
    "vorlage: turns a council paper in XML into PDF (PDF/A-2a and PDF/UA-1) and ODT.\n\n"
    "Usage: vorlage COMMAND [OPTIONS] ...\n\n"
    "  check FILE...        show all faults of each file, write nothing\n"
    "  pdf FILE...          write PDF\n"
    "  odt FILE...          write ODT\n"
    "  xml FILE...          write the edition as XML, written anew\n"
    "  new NUMBER           a commented skeleton to fill in; with --odt a form for Writer\n"
    "  watch DIR            render what is saved into a folder\n"
    "  import FILE...       turn ODT (or DOCX) back into XML\n"
    "  letter SESSION       the invitations to a session, as letters\n"
    "  pack SESSION         the pack of a session: everything in one PDF, for whom --for says\n"
    "  schema [NAME]        print an embedded schema, or list them\n"
    "  dump --stage=S FILE  a stage as text: model, flow, pages, text\n"
    "  help [COMMAND]       help for one command\n\n"
    "Options for all:\n"
    "  --style FILE         house style, where the document names none\n"
    "  --body FILE          master data of the body, likewise\n"
    "  --edition public|full  which edition; needed as soon as anything is not public\n"
    "  --pdf a2|a3          PDF/A-2a, or PDF/A-3a with the edition as XML in it\n"
    "  --grossdruck         15 point, ragged right: for readers with low vision\n"
    "  --flat               ODT as one XML file (.fodt)\n"
    "  --lang de|en         language of messages\n"
    "  --quiet              show warnings only together with errors\n"
    "  --json               messages as JSON lines\n"
    "  --jobs N             N files at once\n"
    "  --version, --help\n\n"
    "\"-\" as FILE reads standard input, \"-o -\" writes standard output.\n"
    "Exit: 0 good (warnings too), 1 faulty document, 2 file, disk or usage, 3 fault of the "
    "program.\n";

static const Help topics[] = {
    { "check",
      "vorlage check DATEI...\n\nPrüft jede Datei ganz: XML, Schema, Rechnung, Daten, Verweise, "
      "Bilder, Satz. Zeigt alle Fehler auf einmal mit\nDatei, Zeile, Spalte und Hinweis. Schreibt "
      "nichts. Ohne --edition wird die volle Fassung geprüft.\n"
      "Eine Sitzung wird mit allem geprüft, was sie nennt: Vorlagen, ihre Beratung in dieser "
      "Sitzung, Anlagen, Mitglieder, Ladungsfrist.\n"
      "Auch Mitglieder (XML oder eine Tabelle als .csv), Hausstil und Stammdaten lassen sich für "
      "sich prüfen.\n",
      "vorlage check FILE...\n\nChecks each file wholly: XML, schema, arithmetic, dates, "
      "references, pictures, typesetting. Shows all faults at once with\nfile, line, column and "
      "hint. Writes nothing. Without --edition the full edition is checked.\n"
      "A session is checked with all it names: papers, their consultation in this session, "
      "attachments, members, notice period.\n"
      "Members (XML, or a table as .csv), a style and master data can be checked alone as "
      "well.\n" },
    { "pdf",
      "vorlage pdf DATEI... [-o AUSGABE | -d ORDNER]\n\nEine Datei: -o nennt die Ausgabe („-“: "
      "Standardausgabe). Sonst wird der Name aus der Nummer gebildet: 024/2024 wird\n024_2024.pdf, "
      "die öffentliche Fassung 024_2024.oeffentlich.pdf. Eine fehlerhafte Datei gibt nichts aus "
      "und lässt Älteres, wie es ist.\n"
      "--pdf=a3: PDF/A-3a statt PDF/A-2a; die Fassung liegt als XML in der Datei (zugehörige "
      "Datei, „Source“).\n"
      "--grossdruck: dieselbe Fassung in 15 Punkt, linksbündig, für Menschen mit Sehschwäche.\n",
      "vorlage pdf FILE... [-o OUT | -d DIR]\n\nFor one file -o names the output (\"-\": standard "
      "output). Else the name comes from the number: 024/2024 gives\n024_2024.pdf, the public "
      "edition 024_2024.oeffentlich.pdf. A faulty file gives no output and leaves older ones "
      "alone.\n"
      "--pdf=a3: PDF/A-3a instead of PDF/A-2a; the edition lies in the file as XML (associated "
      "file, \"Source\").\n"
      "--grossdruck: the same edition in 15 point, ragged right, for readers with low vision.\n" },
    { "odt",
      "vorlage odt DATEI... [-o AUSGABE | -d ORDNER]\n\nWie pdf, als bearbeitbares ODT für "
      "LibreOffice und Word. Summen der Tabellen rechnen dort mit (Extras > Aktualisieren, F9).\n"
      "--flat: dasselbe als eine XML-Datei (.fodt), etwa für Vergleiche und Versionsverwaltung.\n",
      "vorlage odt FILE... [-o OUT | -d DIR]\n\nLike pdf, as an editable ODT for LibreOffice and "
      "Word. Sums of tables follow there (Tools > Update, F9).\n"
      "--flat: the same as one XML file (.fodt), for comparing and version control.\n" },
    { "xml",
      "vorlage xml DATEI... [-o AUSGABE | -d ORDNER]\n\nWie pdf: die verlangte Fassung als XML des "
      "Vokabulars, neu geschrieben. In der öffentlichen steht nur, was öffentlich ist.\n",
      "vorlage xml FILE... [-o OUT | -d DIR]\n\nLike pdf: the edition asked for as XML of the "
      "vocabulary, written anew. The public one holds only what is public.\n" },
    { "schema",
      "vorlage schema [NAME]\n\nOhne Namen: listet die eingebauten Schemas. Mit Namen (vorlage, "
      "sitzung, mitglieder, stil, koerperschaft, text, typen): gibt das XSD aus, etwa für einen "
      "XML-Editor:\n  for s in $(vorlage schema); do vorlage schema $s > $s; done\n",
      "vorlage schema [NAME]\n\nWithout a name: lists the embedded schemas. With one (vorlage, "
      "sitzung, mitglieder, stil, koerperschaft, text, typen): prints the XSD, for an XML editor "
      "for example:\n  for s in $(vorlage schema); do vorlage schema $s > $s; done\n" },
    { "new",
      "vorlage new [--odt] [--art=ART] [-o DATEI] NUMMER\nvorlage new --art=mitglieder [-o DATEI] "
      "[KENNUNG]\n\nEin gültiges, kommentiertes Gerüst. ART: beschluss (sonst), mitteilung, "
      "information, bericht, antrag, anfrage,\naenderungsantrag, ergaenzungsantrag, stellungnahme, "
      "neufassung, dringlich, tischvorlage; auch sitzung, und mitglieder ohne Nummer\n(oder mit "
      "der Kennung des Gremiums, für das allein die Liste gilt). Eine vorhandene Datei wird nie "
      "überschrieben.\n"
      "--odt: statt dessen ein Formular für LibreOffice Writer im Hausstil (--style, --body): "
      "Felder zum Anklicken, Auswahl für Status und Zuständigkeit, eine\nFinanztabelle, die "
      "rechnet. Ohne -o heißt es NUMMER.formular.odt; .ott, .fodt und .fott gehen auch.\n",
      "vorlage new [--odt] [--art=KIND] [-o FILE] NUMBER\nvorlage new --art=mitglieder [-o FILE] "
      "[ID]\n\nA valid, commented skeleton. KIND: beschluss (default), mitteilung, information, "
      "bericht, antrag, anfrage,\naenderungsantrag, ergaenzungsantrag, stellungnahme, neufassung, "
      "dringlich, tischvorlage; also sitzung, and mitglieder without a number\n(or with the id of "
      "the only body that the list is for). An existing file is never overwritten.\n"
      "--odt: a form for LibreOffice Writer instead, in the house style (--style, --body): fields "
      "to click, choices for status and competence, a\nfinance table that adds up. Without -o it "
      "is NUMBER.formular.odt; .ott, .fodt and .fott will do as well.\n" },
    { "dump",
      "vorlage dump --stage=model|flow|pages|text DATEI...\n\nEine Stufe als fester Text, zum "
      "Suchen von Fehlern und für Tests. text: nur die Wörter, wie sie PDF und ODT enthalten.\n",
      "vorlage dump --stage=model|flow|pages|text FILE...\n\nOne stage as stable text, for "
      "debugging and tests. text: only the words, as PDF and ODT hold them.\n" },
    { "import",
      "vorlage import DATEI... [-o AUSGABE.xml | -d ORDNER]\n\nMacht aus einem ODT (.odt, .fodt, "
      ".ott) wieder gültiges XML: aus einem ausgefüllten Formular (new --odt), aus einem in "
      "LibreOffice\n"
      "geänderten ODT von uns, oder aus einem fremden. Was sich nicht geändert hat, bleibt Zeichen "
      "für Zeichen, mit Kennungen, Konten und\n"
      "Verweisen. Text geht nie still verloren: Was keinen Platz hat, steht als Absatz da, und "
      "eine Warnung nennt ihn. Meldungen nennen den\n"
      "Absatz des Dokuments. Neue Bilder liegen danach neben der Ausgabe unter bilder/. DOCX, DOC "
      "und RTF wandelt LibreOffice um (soffice;\n"
      "VORLAGE_SOFFICE nennt ein anderes Programm). Ist ein Wert nicht zu lesen, wird nichts "
      "geschrieben.\n",
      "vorlage import FILE... [-o OUT.xml | -d DIR]\n\nTurns an ODT (.odt, .fodt, .ott) back into "
      "valid XML: a form that was filled in (new --odt), an ODT of ours changed in LibreOffice,\n"
      "or a foreign one. What was not changed stays letter by letter, with identifiers, accounts "
      "and references. No text is lost silently:\n"
      "what has no place stands as a paragraph, and a warning names it. Messages name the "
      "document's paragraph. New pictures lie beside the\n"
      "output below bilder/. DOCX, DOC and RTF are converted by LibreOffice (soffice; "
      "VORLAGE_SOFFICE names another program). Where a value\n"
      "cannot be read nothing is written.\n" },
    { "watch",
      "vorlage watch ORDNER [--once]\n\nGibt aus, was in den Ordner gespeichert wird: zu NAME.xml "
      "entstehen NAME.pdf, NAME.odt und NAME.meldungen.txt.\nstil*.xml und koerperschaft*.xml "
      "gelten nicht als Vorlagen; ändern sie sich, wird alles neu ausgegeben. --once: einmal "
      "durchsehen und enden. Ende mit Strg-C.\n",
      "vorlage watch DIR [--once]\n\nRenders what is saved into the folder: NAME.xml gives "
      "NAME.pdf, NAME.odt and NAME.meldungen.txt.\nstil*.xml and koerperschaft*.xml are no papers; "
      "when they change, all is rendered anew. --once: look through once and end. Ends with "
      "Ctrl-C.\n" },
    { "letter",
      "vorlage letter SITZUNG [--for each|members|chair|public|MITGLIED] [--duplex] [--odt] [-o "
      "DATEI | -d ORDNER]\n\nEinladungen als Briefe nach DIN 5008 (Form, Absenderzeile und "
      "Informationsblock sagt der Hausstil, Element brief).\n"
      "Ohne --for: eine an jedes Mitglied, das Papier bekommt, in einer Druckdatei, nach "
      "Zustellung geordnet; mit --duplex beginnt jede auf einem neuen Blatt.\n"
      "Wer Nichtöffentliches nicht sehen darf, bekommt die öffentliche Tagesordnung. public: ohne "
      "Empfänger, für die Bekanntmachung. chair: in großer Schrift.\n"
      "Mehrere Mitglieder mit Komma. Wer grossdruck=\"ja\" hat, bekommt 15 Punkt.\n"
      "--odt: zum Bearbeiten, im selben Bild. Ohne --for oder mit members: ein Brief an alle; "
      "each: eine Datei je Mitglied, das Papier bekommt (-d ORDNER).\nAnschriften über sechs "
      "Zeilen sind ein Fehler.\n",
      "vorlage letter SESSION [--for each|members|chair|public|MEMBER] [--duplex] [--odt] [-o FILE "
      "| -d DIR]\n\nInvitations as letters of DIN 5008 (form, return line and information block "
      "are said by the house style, element brief).\n"
      "Without --for: one for each member who gets paper, in one print file, sorted by delivery; "
      "with --duplex each begins on a new sheet.\n"
      "Who may not see what is non-public gets the public agenda. public: to nobody by name, for "
      "the notice board. chair: in large print.\n"
      "Several members with commas. Who has grossdruck=\"ja\" gets 15 point.\n"
      "--odt: to be edited, in the same look. Without --for or with members: one letter to all; "
      "each: a file for each member who gets paper (-d DIR).\nAddresses of more than six lines are "
      "an error.\n" },
    { "pack",
      "vorlage pack SITZUNG --for public|members|chair|each|MITGLIED[,...] ... [--duplex] "
      "[--report] [--skip-bad] [--linearize] [--compact] [--folder] [--zip] [--eml] [--since ALT] "
      "[-d ORDNER | -o DATEI]\n\n"
      "Alles für eine Sitzung in einem PDF: Einladung, Inhalt, zu jedem Punkt Niederschriften, "
      "Vorlagen mit ihren Anlagen an ihrem Platz.\n"
      "public: nur, was in dieser Beratung öffentlich ist. members: alles. chair: alles, Einladung "
      "in großer Schrift. each oder die id eines Mitglieds: mit dem Namen auf jeder Seite;\n"
      "wer Nichtöffentliches nicht sehen darf, bekommt auch hier nur das Öffentliche, und wer "
      "grossdruck=\"ja\" hat, Einladung, Inhalt und Vorlagen in 15 Punkt. --grossdruck: alle so.\n"
      "--duplex: jeder Teil beginnt rechts, jede andere Papiergröße auf einem neuen Blatt. "
      "--report: Seiten, Blätter, A3, Farbe je Teil; was die Mappe an Normen einhält und welche "
      "Anlage etwas verhindert.\n"
      "--skip-bad: statt einer Anlage, die sich nicht einfügen lässt, eine Seite, die das sagt; "
      "sonst wird nichts geschrieben.\n--folder, --zip: auch als einzelne PDF mit festen Namen "
      "(TOP-05_024-2024_Anlage-2.pdf), mit sitzung.json und einer Übersicht index.html.\n--eml: zu "
      "jedem persönlichen Exemplar eine fertige Nachricht, die im Mailprogramm geöffnet und von "
      "dort gesendet wird; Originale signierter Anlagen liegen bei.\n--since ALT: der Nachtrag zu "
      "einer früheren Mappe derselben Ausgabe (NAME.nachtrag.pdf): nur, was neu oder geändert ist, "
      "Seitenzahlen laufen weiter.\n  ALT ist deren PDF, oder deren sitzung.json, oder der Ordner "
      "oder das ZIP darum. Für mehrere Ausgaben der Ordner, in den die früheren Mappen ausgegeben "
      "wurden: Jede Ausgabe\n  findet darin ihre eigene, und wenn es schon Nachträge gibt, den "
      "letzten; ein Mitglied ohne eigenes Exemplar das allgemeine. Fehlt eine, wird nichts "
      "geschrieben.\n  Ist nichts anders, entsteht keine Datei. Der Nachtrag ist ALT für den "
      "nächsten.\nDas Original einer digital signierten Anlage liegt unverändert daneben.\n",
      "vorlage pack SESSION --for public|members|chair|each|MEMBER[,...] ... [--duplex] [--report] "
      "[--skip-bad] [--linearize] [--compact] [--folder] [--zip] [--eml] [--since OLD] [-d DIR | "
      "-o FILE]\n\n"
      "Everything for a session in one PDF: invitation, contents, for each item its minutes, "
      "papers with their attachments in place.\n"
      "public: only what is public in this consultation. members: all. chair: all, the invitation "
      "in large print. each, or a member's id: with the name on each page;\n"
      "who may not see what is non-public gets the public part only, here too, and who has "
      "grossdruck=\"ja\" invitation, contents and papers in 15 point. --grossdruck: all of them "
      "so.\n"
      "--duplex: each part begins on the right, each other size of paper on a new sheet. --report: "
      "pages, sheets, A3, colour by part; which standards the pack keeps, and which attachment "
      "prevents more.\n"
      "--skip-bad: a page that says so instead of an attachment that cannot be merged; else "
      "nothing is written.\n--folder, --zip: also as single PDFs with stable names "
      "(TOP-05_024-2024_Anlage-2.pdf), with sitzung.json and an overview index.html.\n--eml: a "
      "ready message with each personal copy, to be opened in a mail program and sent from there; "
      "originals of signed attachments are enclosed.\n--since OLD: the supplement to an earlier "
      "pack of the same edition (NAME.nachtrag.pdf): only what is new or changed, page numbers go "
      "on.\n  OLD is its PDF, or its sitzung.json, or the folder or zip around that. For several "
      "editions the folder that the earlier packs were written to: each edition\n  finds its own "
      "there, and where there are supplements already, the last; a member without a copy of their "
      "own the common one. Where one is missing, nothing is written.\n  Where nothing has changed, "
      "no file is made. The supplement is OLD for the next one.\nThe original of a digitally "
      "signed attachment goes beside the pack, untouched.\n" },
    { "codes", NULL, NULL }, /* printed from the list of diagnostics */
};

void help_usage(FILE *to, MsgLang lang) { fputs(lang == MSG_DE ? overview_de : overview_en, to); }

/* Every diagnostic with its message and hint. */
static void print_codes(MsgLang lang)
{
    for (int c = 0; c < D_COUNT; c++) {
        printf("%s\n    %s\n", diag_code_name((DiagCode)c), diag_message((DiagCode)c, lang));
        if (diag_hint((DiagCode)c, lang)) printf("    -> %s\n", diag_hint((DiagCode)c, lang));
    }
}

int help_print(MsgLang lang, const char *topic)
{
    if (!topic) {
        help_usage(stdout, lang);
        return EXIT_GOOD;
    }
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        if (strcmp(topic, topics[i].topic)) continue;
        if (topics[i].de)
            fputs(lang == MSG_DE ? topics[i].de : topics[i].en, stdout);
        else
            print_codes(lang);
        return EXIT_GOOD;
    }
    return cli_usage_fault(lang, "keine Hilfe zu", "no help on", topic);
}
