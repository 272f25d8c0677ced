/* What a session says: agenda, invitation, distribution list, and its members. Nothing of XML,
 * nothing of paper.
 *
 * The same contracts as in model.h: all lives in one arena, every node keeps its place (at.src says
 * in which file), a Str with n == 0 is "not said", enumerations have "not said" as 0.
 *
 * Publicity is closed: an item is public only where it and all items above it say so (Top.status is
 * resolved by reading: never STATUS_NONE, an unreadable one is STATUS_NICHTOEFFENTLICH). What hangs
 * on an item only narrows. Nothing here filters. */
#ifndef VORLAGE_MODEL_SITZUNG_H
#define VORLAGE_MODEL_SITZUNG_H

#include "model/model.h"
#include "model/stil.h"

/* X(identifier, "xml-code", "Wort"), as in model.h. */
// clang-format off
#define SITZUNGSARTEN(X) \
    X(ORDENTLICH, "ordentlich", "Sitzung") \
    X(AUSSERORDENTLICH, "ausserordentlich", "außerordentliche Sitzung") \
    X(SONDERSITZUNG, "sondersitzung", "Sondersitzung") \
    X(KONSTITUIEREND, "konstituierend", "konstituierende Sitzung") \
    X(GEMEINSAM, "gemeinsam", "gemeinsame Sitzung") \
    X(VIDEO, "video", "Sitzung als Videokonferenz")
#define SITZUNGSZUSTAENDE(X) \
    X(GEPLANT, "geplant", "geplant") \
    X(EINGELADEN, "eingeladen", "eingeladen") \
    X(DURCHGEFUEHRT, "durchgefuehrt", "durchgeführt") \
    X(ABGESAGT, "abgesagt", "abgesagt")
#define NACHREICHUNGEN(X) \
    X(NACHTRAG, "nachtrag", "Nachtrag") \
    X(TISCHVORLAGE, "tischvorlage", "Tischvorlage")
#define PAPIERLAGEN(X) X(KEINE, "keine", "ohne Vorlage") X(FOLGT, "folgt", "Vorlage folgt")
#define MITGLIEDSFUNKTIONEN(X) \
    X(VORSITZ, "vorsitz", "Vorsitz") \
    X(STELLV_VORSITZ, "stellvertretender-vorsitz", "stellvertretender Vorsitz") \
    X(MITGLIED, "mitglied", "Mitglied") \
    X(STELLVERTRETUNG, "stellvertretung", "Stellvertretung") \
    X(BERATEND, "beratend", "beratendes Mitglied") \
    X(VERWALTUNG, "verwaltung", "Verwaltung") \
    X(GAST, "gast", "Gast")
#define ZUSTELLUNGEN(X) \
    X(POST, "post", "Post") \
    X(FACH, "fach", "Fach") \
    X(EMAIL, "email", "E-Mail") \
    X(PORTAL, "portal", "Portal")
// clang-format on
#define ANREDEN(X) X(FRAU, "frau", "Frau") X(HERR, "herr", "Herr") X(OHNE, "ohne", "")

#define X_(id, c, w) SITZUNG_##id,
typedef enum { SITZUNG_NONE, SITZUNGSARTEN(X_) SITZUNG_N } Sitzungsart;
#undef X_
#define X_(id, c, w) ZUSTAND_##id,
typedef enum { ZUSTAND_NONE, SITZUNGSZUSTAENDE(X_) ZUSTAND_N } Sitzungszustand;
#undef X_
#define X_(id, c, w) NACH_##id,
typedef enum { NACH_NONE /* with the invitation */, NACHREICHUNGEN(X_) NACH_N } Nachreichung;
#undef X_
#define X_(id, c, w) PAPIER_##id,
typedef enum { PAPIER_NONE /* it has its paper */, PAPIERLAGEN(X_) PAPIER_N } Papierlage;
#undef X_
#define X_(id, c, w) FUNKTION_##id,
typedef enum { FUNKTION_NONE, MITGLIEDSFUNKTIONEN(X_) FUNKTION_N } Mitgliedsfunktion;
#undef X_
#define X_(id, c, w) ZUSTELLUNG_##id,
typedef enum { ZUSTELLUNG_NONE, ZUSTELLUNGEN(X_) ZUSTELLUNG_N } Zustellung;
#undef X_
#define X_(id, c, w) ANREDE_##id,
typedef enum { ANREDE_NONE, ANREDEN(X_) ANREDE_N } Anrede;
#undef X_

/* ---- members (mitglieder.xml) ---- */

#define ADRESSZEILEN_MAX \
    6 /* of a window envelope's address field (DIN 5008), name and country included */

typedef struct {
    Place at;
    Str id;
    Place id_at;
    Anrede anrede;
    Str titel; /* "Dr.", "Prof. Dr." */
    Str vorname, name;
    Str briefanrede; /* own salutation: "Sehr geehrte Frau Oberbürgermeisterin"; without the comma
                      */
    Mitgliedsfunktion funktion;
    Str funktion_text;      /* the body's own wording */
    Str fraktion, vertritt; /* vertritt: id of the member this one stands in for */
    Place anschrift_at;
    Str *zeilen;
    int nzeilen; /* of the address, below the name and above the country */
    Str land;    /* printed last, in capitals; empty at home */
    Str email;
    Place email_at;
    Str telefon;
    Zustellung zustellung;
    bool nichtoeffentlich; /* may see what is not public; false unless said */
    bool papier;           /* gets paper (by post or pigeon-hole unless said) */
    bool grossdruck;       /* gets the large-print edition */
} Mitglied;

typedef struct {
    Place at;
    Str quelle; /* path of the file; of a merged list the first's */
    Str gremium;
    Date stand;
    Mitglied *alle;
    int n; /* in the file's order */
} Mitglieder;

/* Whether who is served this way gets paper where nobody says otherwise. */
bool mitglied_papier(Zustellung z);
/* By id; NULL: none. */
const Mitglied *mitglied_find(const Mitglieder *m, Str id);
/* "Dr. Erika Beispiel", in the arena. */
Str mitglied_name(Arena *a, const Mitglied *m);
/* "Sehr geehrte Frau Dr. Beispiel"; of one without Anrede "Guten Tag Erika Beispiel". In the arena,
 * no comma. */
Str mitglied_briefanrede(Arena *a, const Mitglied *m);
/* The lines of the address field: Anrede, name, address, country in capitals. Returns how many
 * there are, which may be more than `room`; only so many are filled. */
int mitglied_anschrift(Arena *a, const Mitglied *m, Str *zeilen, int room);

/* ---- the session (sitzung.xml) ---- */

/* A Vorlage of an item. The last three are set by loading (akte/akte.h): before, and where it could
 * not be read, NULL. */
typedef struct {
    Place at;
    Str nummer, datei; /* datei: from the session's folder */
    Place nummer_at, datei_at;
    Nachreichung nachreichung;
    Date vom;         /* late, and the day it came */
    Status status;    /* only narrows; STATUS_NONE: as item and Vorlage */
    Str pfad;         /* datei as it can be opened; its Anlagen lie beside it */
    Vorlage *vorlage; /* whole: an edition of it is made by edition/edition.h */
    /* the Vorlage's consultation that is this session and this part of it */
    const Beratung *beratung;
} Unterlage;

/* Minutes to approve: an attachment of the item that stands before all others. */
typedef struct {
    Place at;
    Str titel; /* empty: worded from the day */
    Str datei;
    Place datei_at; /* PDF or picture, from the session's folder */
    Date sitzung;   /* day of the session it is about */
    Status status;
    Str alt;
} Niederschrift;

typedef struct Top Top;
struct Top {
    Place at;
    Str nr;
    Place nr_at;         /* as written: "1", "Ö 1", "5.1"; how it is shown: top_nummer() */
    Status status;       /* resolved, see above */
    bool status_fehlt;   /* it was not said and told as a fault: no rule compares it */
    bool status_zu_weit; /* it said public within something that is not */
    Inline *titel;
    Str titel_text; /* of its own; none where the Vorlage's betreff serves: top_titel(). No part has
                       an own status */
    Place titel_at;
    Str titel_oeffentlich; /* neutral title of a non-public item */
#define X_(id, key, label, kind, name, ...) ANGABE_NUR_##kind(ANGABE_TYP_##kind name;)
    TOPFELDER(X_)
#undef X_
    Block *text; /* a word on the item, printed below its title */
    Niederschrift *niederschriften;
    int nniederschriften;
    Unterlage *unterlagen;
    int nunterlagen;
    Anlage *anlagen;
    int nanlagen; /* of the item itself, from the session's folder */
    Top *tops;
    int ntops; /* sub-items */
    Top *eltern;
    int ebene; /* NULL and 1 at the top */
};

typedef struct {
    Place at;
    Date datum;
    Place datum_at; /* .at of the root where there is none */
    Str betreff;    /* empty: "Einladung zur Sitzung des ..." */
    Str anrede;     /* to all; empty: each member's own */
    Block *text;
    Sichtvermerk *unterzeichner;
    int nunterzeichner;
    Anlage *beilagen;
    int nbeilagen; /* enclosures; those without a file are only named */
} Einladung;

typedef struct {
    Place at;
    Str datei;
    Place datei_at;
} Verteiler;

typedef struct {
    Place at;
    Str gremium;
    Place gremium_at;
    Str gremium_name; /* id in the master data, or named inline */
    Str nummer;
    Sitzungsart art;
    Str art_text;
    Sitzungszustand zustand;
    Status status; /* NICHTOEFFENTLICH: the whole session is, whatever its items say */
    DateTime beginn, ende;
    Place beginn_at;          /* ende may be unset */
    Str ort, raum, anschrift; /* building, room, street and town */
    Str stil, koerperschaft;  /* the document's own references, relative to it */
    Str lang;                 /* de unless said */
    bool hat_einladung;
    Einladung einladung;
    Date metadatum; /* of files' metadata where the invitation has no day: set by the command, never
                       read */
    Top *tops;
    int ntops; /* the top level, in the document's order */
    Top **alle;
    int nalle; /* every level in reading order */
    Verteiler *verteiler;
    int nverteiler;
} Sitzung;

#define X_(id, ...) TOPF_##id,
typedef enum { TOPF_NONE, TOPFELDER(X_) TOPF_N } Topfeld;
#undef X_

/* "Ö 1": the number with the style's prefix for the item's part, unless it has letters of its own
 * before it. In the arena. */
Str top_nummer(Arena *a, const Stil *s, const Top *t);
/* Stable text (vorlage dump --stage=model), as model_dump. */
void sitzung_dump(Buf *out, const Sitzung *s);
void mitglieder_dump(Buf *out, const Mitglieder *m);

/* ---- everything of a session, loaded ---- */

struct Opener; /* base/opener.h */
typedef struct {
    Str pfad;                    /* of sitzung.xml; "" for standard input */
    const struct Opener *opener; /* by which its files are read; NULL: the machine's */
    Sitzung *sitzung;
    Stil *stil;
    Koerperschaft *koerperschaft; /* master data may be NULL */
    const Gremium *gremium;       /* the session's, on its day; NULL: only named inline */
    Mitglieder *mitglieder;       /* of all lists, in their order; n 0 where there is none */
} Sitzungsakte;

#endif
