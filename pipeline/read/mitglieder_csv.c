/* Members from a table (CSV), as spreadsheets save it: first row names the columns, then one row a
 * person.
 *
 * Separator ';', ',' or tab, whichever the first row has most of; fields in quotes may hold
 * separators, line ends and doubled quotes; UTF-8, UTF-16 or Windows-1252. Columns stand in any
 * order; their names are the attributes of <mitglied> (case, umlauts and blanks do not count, the
 * usual words serve as well), of the address `zusatz`, `strasse`, `plz`, `ort`, `land`. Unknown
 * columns are told and passed over. libcsv tells fields apart: it is given one byte at a time, so
 * that the place of every field is known. */
#include <csv.h>

#include "xml/parse_in.h"
#include "read/read.h"
#include "read/read_in.h"
#include "base/spell.h"

#define CSV_COLUMNS 64
#define CSV_BLOCK \
    65536 /* bytes by which the library's field grows: its own 128 would be quadratic */

// clang-format off
#define SPALTEN(X) \
    X(ID, "id") \
    X(ANREDE, "anrede") \
    X(TITEL, "titel") \
    X(VORNAME, "vorname") \
    X(NAME, "name") \
    X(BRIEFANREDE, "briefanrede") \
    X(FUNKTION, "funktion") \
    X(FUNKTIONSNAME, "funktionsname") \
    X(FRAKTION, "fraktion") \
    X(VERTRITT, "vertritt") \
    X(NICHTOEFFENTLICH, "nichtoeffentlich") \
    X(ZUSTELLUNG, "zustellung") \
    X(PAPIER, "papier") \
    X(GROSSDRUCK, "grossdruck") \
    X(EMAIL, "email") \
    X(TELEFON, "telefon") \
    X(ZUSATZ, "zusatz") \
    X(STRASSE, "strasse") \
    X(PLZ, "plz") \
    X(ORT, "ort") \
    X(LAND, "land")
// clang-format on
#define X_(id, n) SP_##id,
enum { SPALTEN(X_) SP_N };
#undef X_
#define X_(id, n) { n, sizeof(n) - 1 },
static const Str spalten[SP_N] = { SPALTEN(X_) };
#undef X_
static const struct {
    const char *word;
    int column;
} also[] = {
    { "kennung", SP_ID },
    { "nachname", SP_NAME },
    { "akademischergrad", SP_TITEL },
    { "grad", SP_TITEL },
    { "mail", SP_EMAIL },
    { "emailadresse", SP_EMAIL },
    { "adresszusatz", SP_ZUSATZ },
    { "strassehausnummer", SP_STRASSE },
    { "postleitzahl", SP_PLZ },
    { "wohnort", SP_ORT },
    { "gruppe", SP_FRAKTION },
    { "versandart", SP_ZUSTELLUNG },
    { "tel", SP_TELEFON },
};

typedef struct {
    Str text;
    Place at;
} Zellfeld;
typedef struct {
    Rd r;
    Str s;
    size_t i;
    char separator;
    uint32_t src;
    struct csv_parser parser;
    size_t from; /* where the field under way begins */
    Zellfeld *f;
    int n; /* the row under way: its fields, those beyond the room counted only */
    bool begun, ended;
    int column[CSV_COLUMNS], ncolumns; /* of each field: SP_..., -1: passed over */
    bool has[SP_N];
    Place head;
} Csv;

/* ---- fields ---- */

static char pick_separator(Str s)
{
    static const char signs[] = { ';', ',', '\t' };
    size_t count[3] = { 0 }, best = 0;
    for (size_t i = 0; i < s.n && s.p[i] != '\n'; i++)
        for (size_t k = 0; k < 3; k++) count[k] += s.p[i] == signs[k];
    for (size_t k = 1; k < 3; k++)
        if (count[k] > count[best]) best = k;
    return signs[best];
}

static void on_field(void *text, size_t n, void *ctx)
{
    Csv *c = ctx;
    if (c->n < CSV_COLUMNS)
        c->f[c->n] = (Zellfeld){ rd_token(&c->r, str_keep(c->r.a, (Str){ text, n })),
                                 { c->src, (uint32_t)c->from, (uint32_t)(c->i - c->from) } };
    c->n++;
    c->from = c->i + 1;
}

static void on_row(int sign, void *ctx)
{
    Csv *c = ctx;
    (void)sign;
    c->ended = true;
}

/* Strict: else a sign behind a closing quote makes one field of the rest of the table. Never fails:
 * it takes no memory yet. */
static void parser_begin(Csv *c)
{
    (void)csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_blk_size(&c->parser, CSV_BLOCK);
    csv_set_delim(&c->parser, (unsigned char)c->separator);
}

/* A quote where none may be: the field is told, what follows is read from the next line on. */
static void misplaced(Csv *c)
{
    if (csv_error(&c->parser) != CSV_EPARSE) {
        mem_free(mem_alloc(SIZE_MAX / 2));
        return;
    } /* no memory: told in the program's way, which does not return */
    diag_most(c->r.d, D_CSV_ANFUEHRUNG_FALSCH,
              (Place){ c->src, (uint32_t)c->from, (uint32_t)(c->i - c->from + 1) }, 0, NULL);
    while (c->i + 1 < c->s.n && c->s.p[c->i] != '\n') c->i++;
    csv_free(&c->parser);
    parser_begin(c);
    c->begun = false;
    c->n = 0;
}

static void end(Csv *c)
{
    if (csv_fini(&c->parser, on_field, on_row, c) && csv_error(&c->parser) == CSV_EPARSE) {
        diag_most(c->r.d, D_CSV_ANFUEHRUNG, (Place){ c->src, (uint32_t)c->from, 1 }, 0, NULL);
        c->n = 0;
    }
    csv_free(&c->parser);
    c->i++;
}

/* The next row. 0: the end. */
static int row(Csv *c, Zellfeld *f)
{
    c->f = f;
    c->n = 0;
    c->begun = c->ended = false;
    for (; !c->ended && c->i < c->s.n; c->i++) {
        char sign = c->s.p[c->i];
        if (!c->begun && sign != '\n' && sign != '\r') c->begun = true, c->from = c->i;
        if (csv_parse(&c->parser, &sign, 1, on_field, on_row, c) != 1) misplaced(c);
    }
    if (!c->ended && c->i == c->s.n) end(c);
    return c->n;
}

static bool is_blank(const Zellfeld *f, int n)
{
    for (int i = 0; i < n && i < CSV_COLUMNS; i++)
        if (f[i].text.n) return false;
    return true;
}

/* ---- columns ---- */

/* Lower case, "ö" as "oe", without blanks and signs. */
static Str folded(Arena *a, Str s)
{
    static const struct {
        uint32_t c;
        const char *z;
    } umlauts[] = { { 0xE4, "ae" }, { 0xF6, "oe" }, { 0xFC, "ue" }, { 0xC4, "ae" },
                    { 0xD6, "oe" }, { 0xDC, "ue" }, { 0xDF, "ss" } };
    Buf b = buf_new(0);
    for (size_t at = 0; at < s.n;) {
        uint32_t c = utf8_next(s, &at);
        for (size_t k = 0; k < sizeof umlauts / sizeof *umlauts; k++)
            if (c == umlauts[k].c) buf_z(&b, umlauts[k].z);
        if (c >= 'A' && c <= 'Z') c += 32;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) buf_char(&b, (char)c);
    }
    return buf_keep(a, &b);
}

static int column_of(Str word)
{
    for (int k = 0; k < SP_N; k++)
        if (str_eq(word, spalten[k])) return k;
    for (size_t k = 0; k < sizeof also / sizeof *also; k++)
        if (str_is(word, also[k].word)) return also[k].column;
    return -1;
}

static void unknown_column(Csv *c, const Zellfeld *f)
{
    int near = spell_nearest(f->text, spalten, SP_N);
    Str args[2] = { f->text, near < 0 ? S("") : spalten[near] };
    diag_most(c->r.d, near < 0 ? D_CSV_SPALTE : D_CSV_SPALTE_NAH, f->at, 2, args);
}

static bool columns(Csv *c)
{
    static const int needed[] = { SP_ID, SP_NAME, SP_FUNKTION, SP_NICHTOEFFENTLICH, SP_ZUSTELLUNG };
    Zellfeld f[CSV_COLUMNS] = { 0 };
    size_t errors = diags_errors(c->r.d);
    int n = row(c, f);
    if (diags_errors(c->r.d) > errors) return false;
    c->head = (Place){ c->src, 0, (uint32_t)c->i };
    if (n > CSV_COLUMNS) n = CSV_COLUMNS;
    for (c->ncolumns = 0; c->ncolumns < n; c->ncolumns++) {
        const Zellfeld *one = &f[c->ncolumns];
        int k = column_of(folded(c->r.a, one->text));
        if (k >= 0 && c->has[k])
            diag_most(c->r.d, D_CSV_SPALTE_DOPPELT, one->at, 1, &one->text), k = -1;
        else if (k < 0 && one->text.n)
            unknown_column(c, one);
        if (k >= 0) c->has[k] = true;
        c->column[c->ncolumns] = k;
    }
    bool all = true;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (c->has[needed[i]]) continue;
        diag_most(c->r.d, D_CSV_SPALTE_FEHLT, (Place){ c->src, 0, f[0].at.len }, 1,
                  &spalten[needed[i]]);
        all = false;
    }
    return all;
}

/* ---- values ---- */

static Str list_of(Arena *a, EnumKind k)
{
    Buf b = buf_new(0);
    for (int v = 1; v < enum_count(k); v++) {
        if (v > 1) buf_z(&b, ", ");
        buf_str(&b, enum_code(k, v));
    }
    return buf_keep(a, &b);
}

/* A code, or its German word. */
static int choice(Csv *c, const Zellfeld *f, EnumKind k, int column, bool needed)
{
    Str word = folded(c->r.a, f->text);
    if (k == ENUM_ANREDE && str_is(word, "herrn")) return ANREDE_HERR;
    for (int v = 1; v < enum_count(k) && word.n; v++)
        if (str_eq(word, folded(c->r.a, enum_code(k, v))) ||
            (enum_word(k, v).n && str_eq(word, folded(c->r.a, enum_word(k, v)))))
            return v;
    if (!f->text.n && needed)
        diag_most(c->r.d, D_CSV_LEER, f->at, 1, &spalten[column]);
    else if (f->text.n)
        diag_most(c->r.d, D_CSV_WERT, f->at, 3,
                  (Str[]){ spalten[column], f->text, list_of(c->r.a, k) });
    return 0;
}

static bool yes(Csv *c, const Zellfeld *f, int column, bool needed, bool otherwise)
{
    static const char *const ja[] = { "ja", "j", "x", "1", "wahr" },
                             *const nein[] = { "nein", "n", "0", "falsch" };
    Str word = folded(c->r.a, f->text);
    for (size_t i = 0; i < 5; i++)
        if (str_is(word, ja[i])) return true;
    for (size_t i = 0; i < 4; i++)
        if (str_is(word, nein[i])) return false;
    if (!f->text.n && needed)
        diag_most(c->r.d, D_CSV_LEER, f->at, 1, &spalten[column]);
    else if (f->text.n)
        diag_most(c->r.d, D_CSV_WERT, f->at, 3, (Str[]){ spalten[column], f->text, S("ja, nein") });
    return otherwise;
}

static bool is_id(Str s)
{
    bool good = s.n && s.n <= 64 && ((s.p[0] | 0x20) >= 'a' && (s.p[0] | 0x20) <= 'z');
    for (size_t i = 0; good && i < s.n; i++)
        good = ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z') ||
            (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' || s.p[i] == '_' || s.p[i] == '-';
    return good;
}

static Str place_line(Arena *a, Str plz, Str ort)
{
    return plz.n && ort.n ? str_printf(a, "%.*s %.*s", STR_FMT(plz), STR_FMT(ort))
        : plz.n           ? plz
                          : ort;
}

/* Tables name the country for all; printed it is only abroad. */
static bool at_home(Str land)
{
    return str_is(land, "deutschland") || str_is(land, "d") || str_is(land, "de") ||
        str_is(land, "germany");
}

static void address(Csv *c, const Zellfeld *v, Mitglied *m)
{
    Str lines[3] = { v[SP_ZUSATZ].text, v[SP_STRASSE].text,
                     place_line(c->r.a, v[SP_PLZ].text, v[SP_ORT].text) };
    m->anschrift_at = v[SP_STRASSE].at.len ? v[SP_STRASSE].at : m->at;
    m->zeilen = ARENA_NEW_N(c->r.a, Str, 3);
    for (int i = 0; i < 3; i++)
        if (lines[i].n) m->zeilen[m->nzeilen++] = lines[i];
    m->land = at_home(folded(c->r.a, v[SP_LAND].text)) ? S("") : v[SP_LAND].text;
}

static void person(Csv *c, const Zellfeld *v, Place at, Mitglied *m)
{
    *m = (Mitglied){ .at = at,
                     .id = v[SP_ID].text,
                     .id_at = v[SP_ID].at,
                     .titel = v[SP_TITEL].text,
                     .vorname = v[SP_VORNAME].text,
                     .name = v[SP_NAME].text,
                     .briefanrede = v[SP_BRIEFANREDE].text,
                     .funktion_text = v[SP_FUNKTIONSNAME].text,
                     .fraktion = v[SP_FRAKTION].text,
                     .vertritt = v[SP_VERTRITT].text,
                     .email = v[SP_EMAIL].text,
                     .email_at = v[SP_EMAIL].at,
                     .telefon = v[SP_TELEFON].text };
    if (!is_id(m->id)) diag_most(c->r.d, D_CSV_KENNUNG, v[SP_ID].at, 1, &m->id);
    if (!m->name.n) diag_most(c->r.d, D_CSV_LEER, v[SP_NAME].at, 1, &spalten[SP_NAME]);
    for (int k = 0; k < SP_N; k++) {
        size_t most = k >= SP_ZUSATZ && k <= SP_ORT ? 60 : 1000,
               n = v[k].text.n > most ? utf8_count(v[k].text) : 0;
        if (n > most)
            diag_most(c->r.d, D_VALUE_LONG, v[k].at, 3,
                      (Str[]){ spalten[k], str_printf(c->r.a, "%zu", n),
                               str_printf(c->r.a, "%zu", most) });
    }
    m->anrede = (Anrede)choice(c, &v[SP_ANREDE], ENUM_ANREDE, SP_ANREDE, false);
    m->funktion = (Mitgliedsfunktion)choice(c, &v[SP_FUNKTION], ENUM_FUNKTION, SP_FUNKTION, true);
    m->zustellung = (Zustellung)choice(c, &v[SP_ZUSTELLUNG], ENUM_ZUSTELLUNG, SP_ZUSTELLUNG, true);
    m->nichtoeffentlich = yes(c, &v[SP_NICHTOEFFENTLICH], SP_NICHTOEFFENTLICH, true, false);
    m->grossdruck = yes(c, &v[SP_GROSSDRUCK], SP_GROSSDRUCK, false, false);
    m->papier = yes(c, &v[SP_PAPIER], SP_PAPIER, false, mitglied_papier(m->zustellung));
    address(c, v, m);
}

/* ---- the whole ---- */

static size_t count_lines(Str s)
{
    size_t n = 1;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n' || s.p[i] == '\r';
    return n;
}

static void people(Csv *c, Mitglieder *l)
{
    Zellfeld f[CSV_COLUMNS], v[SP_N];
    l->alle = ARENA_NEW_N(c->r.a, Mitglied, count_lines(str_sub(c->s, c->i, c->s.n)));
    for (int n; (n = row(c, f)) > 0;) {
        if (is_blank(f, n)) continue;
        Place at = f[0].at;
        if (n != c->ncolumns) { /* what stands where is not known: no more is said of it */
            diag_most(c->r.d, D_CSV_ZEILE, at, 2,
                      (Str[]){ str_printf(c->r.a, "%d", n),
                               str_printf(c->r.a, "%d", c->ncolumns) });
            continue;
        }
        for (int k = 0; k < SP_N; k++) v[k] = (Zellfeld){ { "", 0 }, at };
        for (int i = 0; i < n && i < c->ncolumns; i++)
            if (c->column[i] >= 0) v[c->column[i]] = f[i];
        person(c, v, at, &l->alle[l->n++]);
    }
}

Mitglieder *read_mitglieder_csv(Arena *a, Diags *d, Str path, Str bytes)
{
    size_t errors = diags_errors(d);
    if (bytes.n > XML_MAX_BYTES) {
        diag(d, D_XML_BIG, (Place){ diag_source(d, path, S("")), 0, 0 }, "64", (const char *)NULL);
        return NULL;
    }
    Decoded *t = ARENA_NEW(a, Decoded);
    xml_decode(a, bytes, t);
    Csv c = { .r = { a, d }, .s = t->text, .src = diag_source(d, path, t->text) };
    Mitglieder *l = ARENA_NEW(a, Mitglieder);
    l->quelle = str_keep(a, path);
    l->at = (Place){ c.src, 0, 0 };
    if (!str_trim(c.s).n) {
        diag(d, D_XML_EMPTY, l->at, (const char *)NULL);
        return NULL;
    }
    c.separator = pick_separator(c.s);
    parser_begin(&c);
    if (!columns(&c)) {
        csv_free(&c.parser);
        return NULL;
    }
    people(&c, l);
    rd_mitglieder_rules(&c.r, l, (Place){ c.src, 0, 1 });
    return diags_errors(d) == errors ? l : NULL;
}
