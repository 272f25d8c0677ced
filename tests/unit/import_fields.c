/* Fields of a document's head, consultations, attachments and signatures, laid over the XML's
 * elements (fields.c). */
#include "import_tree.h"

typedef struct {
    Im im;
    XNode *e;
} Case;

static void begin(Case *c, const char *name)
{
    im_new(&c->im);
    c->im.view_src = diag_paragraphs(c->im.d, S("x.odt"));
    c->e = made_element(&c->im, name, NO_PLACE);
}

/* The element as it would be written. */
static void is(Case *c, const char *want)
{
    Buf b = { 0 };
    Places p = { 0 };
    made_write(&c->im, c->e, &b, &p);
    Str s = buf_view(&b);
    size_t at = str_find(s, str_printf(c->im.a, "<%.*s", STR_FMT(c->e->name)));
    s = str_sub(s, at, s.n);
    Buf flat = { 0 };
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n')
            while (i + 1 < s.n && s.p[i + 1] == ' ') i++;
        else
            buf_char(&flat, s.p[i]);
    }
    buf_char(&flat, 0);
    const char *from = strstr(flat.p, " xmlns=\"urn:x-vorlage:1\"");
    if (from) memmove((char *)from, from + 24, strlen(from + 24) + 1);
    assert_string_equal(flat.p, want);
    buf_drop(&flat);
    buf_drop(&b);
}

static void end(Case *c, size_t told)
{
    assert_int_equal(diags_count(c->im.d), told);
    arena_drop(c->im.a);
}

static Node *words(Case *c, const char *z) { return node_of(&c->im, NK_ABSATZ, NULL, z); }

static void attr(Case *c, const char *name, const char *v)
{
    made_attr(&c->im, c->e, name, str_of(v));
}

/* ---- the head ---- */

static void head(Case *c, int field, int n, const char *const *z)
{
    Node *v[4];
    for (int i = 0; i < n; i++) v[i] = words(c, z[i]);
    assert_true(import_kopf_field(&c->im, c->e, (FlowField)(FIELD_KOPF + field), v, n));
    for (int i = 0; i < n; i++)
        if (i == 0 || field == KOPF_VERFASSER) assert_true(v[i]->told);
}
#define HEAD(field, ...) \
    head(&c, field, (int)(sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *)), \
         (const char *[]){ __VA_ARGS__ })

static void people_and_references(void **state)
{
    Case c;
    begin(&c, "vorlage");
    HEAD(KOPF_VERFASSER, "Anna Muster, Leitung, Stab, Zimmer 12, Tel. 0123/4, a@b.example", "Bert");
    HEAD(KOPF_BEZUG, "ersetzt Vorlage 12/2024 neu: Text", "ergänzt 7", "Antrag");
    is(&c,
       "<vorlage><kopf><verfasser name=\"Anna Muster\" zimmer=\"12\" telefon=\"0123/4\" "
       "email=\"a@b.example\" funktion=\"Leitung, Stab\"/><verfasser name=\"Bert\"/>"
       "<bezug art=\"ersetzt\" vorlage=\"12/2024 neu\">Text</bezug>"
       "<bezug art=\"ergaenzt\" vorlage=\"7\"/><bezug vorlage=\"Antrag\"/></kopf></vorlage>");
    HEAD(KOPF_VERFASSER, "Carla");
    head(&c, KOPF_BEZUG, 0, NULL);
    is(&c, "<vorlage><kopf><verfasser name=\"Carla\"/></kopf></vorlage>");
    end(&c, 0);
}

static void texts_and_days(void **state)
{
    Case c;
    begin(&c, "vorlage");
    HEAD(KOPF_VERSION, "2");
    HEAD(KOPF_BETREFF, "Betreff");
    HEAD(KOPF_BETEILIGT, "Amt 1", "", "Amt 2");
    HEAD(KOPF_FEDERFUEHREND, "Amt 0", "noch eins");
    HEAD(KOPF_DATUM, "4. November 2024");
    HEAD(KOPF_NUMMER, "1/2024");
    HEAD(KOPF_STATUS, "NÖ");
    HEAD(KOPF_ART, "Eigene Art");
    is(&c,
       "<vorlage nummer=\"1/2024\" status=\"nichtoeffentlich\" art=\"beschluss\" "
       "artname=\"Eigene Art\"><kopf datum=\"2024-11-04\"><betreff>Betreff</betreff>"
       "<federfuehrend>Amt 0</federfuehrend><beteiligt>Amt 1</beteiligt>"
       "<beteiligt>Amt 2</beteiligt><fassung>2</fassung></kopf></vorlage>");
    HEAD(KOPF_ART, enum_word(ENUM_VORLAGENART, 1).p);
    head(&c, KOPF_DATUM, 0, NULL);
    head(&c, KOPF_STATUS, 0, NULL); /* what is not there says nothing of these */
    head(&c, KOPF_NUMMER, 0, NULL);
    assert_false(xattr(c.e, "artname").n || xattr(xchild(c.e, "kopf"), "datum").n);
    assert_true(str_is(xattr(c.e, "status"), "nichtoeffentlich") && xattr(c.e, "nummer").n);
    HEAD(KOPF_STATUS, "halb");
    HEAD(KOPF_DATUM, "bald");
    assert_true(str_is(xattr(c.e, "status"), "nichtoeffentlich"));
    end(&c, 2);
}

/* ---- a consultation ---- */

static void of(Case *c, int field, const char *z, const char *more)
{
    Node *v[2] = { z ? words(c, z) : NULL, more ? words(c, more) : NULL };
    import_beratung_field(&c->im, c->e, (FlowField)(FIELD_BERATUNG + field), v, !!z + !!more);
}

static void consultation(void **state)
{
    Case c;
    begin(&c, "beratung");
    attr(&c, "gremium", "rat");
    of(&c, BSP_GREMIUM, "Rat der Stadt", NULL);
    of(&c, BSP_TERMIN, "18.11.2024, TOP Ö 5", NULL);
    of(&c, BSP_ZUSTAENDIGKEIT, enum_word(ENUM_ZUST, ZUST_ENTSCHEIDUNG).p, NULL);
    of(&c, BSP_ERGEBNIS, "ganz anders", NULL);
    of(&c, BSP_ABSTIMMUNG, "Ja 20, Nein 3, Enthaltung 1", "ABC: ja 1, befangen 2");
    is(&c,
       str_printf(c.im.a,
                  "<beratung gremium-name=\"Rat der Stadt\" top=\"Ö 5\" "
                  "termin=\"2024-11-18\" zustaendigkeit=\"%.*s\">"
                  "<ergebnis code=\"sonstiges\">ganz anders</ergebnis>"
                  "<stimmen ja=\"20\" nein=\"3\" enthaltung=\"1\">"
                  "<fraktion name=\"ABC\" ja=\"1\" befangen=\"2\"/></stimmen></beratung>",
                  STR_FMT(enum_code(ENUM_ZUST, ZUST_ENTSCHEIDUNG)))
           .p);
    of(&c, BSP_ERGEBNIS,
       str_printf(c.im.a, "%.*s: Bauausschuss", STR_FMT(enum_word(ENUM_ERG, 1))).p, NULL);
    XNode *e = xchild(c.e, "ergebnis");
    assert_true(str_eq(xattr(e, "code"), enum_code(ENUM_ERG, 1)) && !e->kids);
    assert_true(str_is(xattr(e, "an"), "Bauausschuss"));
    of(&c, BSP_ERGEBNIS, "Sitzung vom 3.", NULL); /* a line of the session, no result */
    assert_ptr_equal(xchild(c.e, "ergebnis"), e);
    of(&c, BSP_ERGEBNIS, NULL, NULL);
    of(&c, BSP_ABSTIMMUNG, NULL, NULL);
    of(&c, BSP_TERMIN, NULL, NULL);
    of(&c, BSP_ZUSTAENDIGKEIT, "auf Wunsch", NULL);
    is(&c,
       "<beratung gremium-name=\"Rat der Stadt\" top=\"Ö 5\" "
       "zustaendigkeit-text=\"auf Wunsch\"/>");
    end(&c, 0);
    static const char *const bad[] = { "einstimmig", "Ja", "20", "Ja 20 Nein 3, x",
                                       "Ja 2, Rest 3" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        begin(&c, "beratung");
        of(&c, BSP_ABSTIMMUNG, bad[i], NULL);
        end(&c, 1);
    }
}

/* The body in strong type, what it is asked for beside it. */
static void strong_body(void **state)
{
    Case c;
    begin(&c, "beratung");
    Node *n = import_node_new(&c.im, NK_ABSATZ, NULL);
    import_piece_add(&c.im, n, S("Rat "))->look = LOOK_BOLD;
    import_piece_add(&c.im, n, S("zur Kenntnis "));
    import_piece_add(&c.im, n, S("sofort"))->look = LOOK_BOLD;
    import_node_finish(&c.im, n);
    import_beratung_field(&c.im, c.e, (FlowField)(FIELD_BERATUNG + BSP_GREMIUM), &n, 1);
    is(&c, "<beratung gremium-name=\"Rat\" zustaendigkeit-text=\"zur Kenntnis sofort\"/>");
    end(&c, 0);
}

/* ---- attachments ---- */

static void attachments(void **state)
{
    static const struct {
        const char *status, *words, *then;
    } list[] = {
        { "", "Anlage 2: Plan", "nr=\"2\" status=\"oeffentlich\">Plan" },
        { "", "Plan", "nr=\"1\" status=\"oeffentlich\">Plan" },
        { "", "Anlage 2: Plan (nichtöffentlich)", "nr=\"2\" status=\"nichtoeffentlich\">Plan" },
        { "oeffentlich", "Anlage 2: Plan (nicht öffentlich)",
          "status=\"nichtoeffentlich\" nr=\"2\">Plan" },
        { "nichtoeffentlich", "Anlage 2: Plan", "status=\"oeffentlich\" nr=\"2\">Plan" },
        { "beschraenkt", "Anlage 2: Plan", "status=\"beschraenkt\" nr=\"2\">Plan" },
        /* words in brackets that say something else are words */
        { "", "Anlage 2: Plan (nicht maßstäblich)",
          "nr=\"2\" status=\"oeffentlich\">Plan (nicht maßstäblich)" },
        { "", "Anlage 2: (NÖ)", "nr=\"2\" status=\"nichtoeffentlich\"" },
        { "", "Anlage 2: Plan )", "nr=\"2\" status=\"oeffentlich\">Plan )" },
        { "", "Anlage 2: Plan (nicht-öffentliche Anlage)",
          "nr=\"2\" status=\"nichtoeffentlich\">Plan" },
        /* the mark may be of a house style's own words: what was not public stays so */
        { "nichtoeffentlich", "Anlage 2: Plan (nur intern)",
          "status=\"nichtoeffentlich\" nr=\"2\">Plan (nur intern)" },
        { "", "Anlage 2: Plan (nicht maßstäblich) (nichtöffentlich)",
          "nr=\"2\" status=\"nichtoeffentlich\">Plan (nicht maßstäblich)" },
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        Case c;
        begin(&c, "anlage");
        attr(&c, "status", list[i].status);
        xappend(c.e, made_text(&c.im, S("alt")));
        Node *n = words(&c, list[i].words);
        import_anlage_set(&c.im, c.e, n);
        assert_true(n->told);
        bool text = strchr(list[i].then, '>') != NULL;
        is(&c, str_printf(c.im.a, "<anlage %s%s>", list[i].then, text ? "</anlage" : "/").p);
        end(&c, 0);
    }
}

/* ---- signatures, effects ---- */

static Node *styled(Case *c, Node *u, const char *style, const char *z)
{
    Node *n = node_of(&c->im, NK_ABSATZ, u, z);
    n->style = str_of(style);
    return n;
}

static void signatures(void **state)
{
    Case c;
    begin(&c, "sichtvermerk");
    attr(&c, "amt", "altes");
    Node *u = import_node_new(&c.im, NK_UNTERSCHRIFT, NULL);
    styled(&c, u, STYLE_ORT_DATUM, "Seeburg, am See, 4.11.2024");
    styled(&c, u, STYLE_NAME, "i. V. Anna Muster");
    styled(&c, u, "x", "Leitung");
    styled(&c, u, "x", "Amt 1");
    import_signature_set(&c.im, c.e, u);
    is(&c,
       "<sichtvermerk datum=\"2024-11-04\" ort=\"Seeburg, am See\" "
       "zeichen=\"i. V.\" name=\"Anna Muster\" amt=\"Leitung Amt 1\"/>");
    u = import_node_new(&c.im, NK_UNTERSCHRIFT, NULL);
    styled(&c, u, STYLE_UNTERSCHRIFTLINIE, "");
    Node *n = styled(&c, u, STYLE_NAME, "gez. Bert");
    n->chars[0] = S("gez."), n->chars[1] = S("Bert");
    styled(&c, u, STYLE_ORT_DATUM, "Seeburg");
    styled(&c, u, STYLE_VERMERKART, enum_word(ENUM_SV, 2).p);
    import_signature_set(&c.im, c.e, u);
    is(&c,
       str_printf(c.im.a,
                  "<sichtvermerk zeichen=\"gez.\" name=\"Bert\" ort=\"Seeburg\" "
                  "art=\"%.*s\" offen=\"ja\"/>",
                  STR_FMT(enum_code(ENUM_SV, 2)))
           .p);
    attr(&c, "signaturfeld", "ja"), attr(&c, "offen", "");
    u = import_node_new(&c.im, NK_UNTERSCHRIFT, NULL);
    styled(&c, u, STYLE_UNTERSCHRIFTLINIE, "");
    n = styled(&c, u, STYLE_NAME, "gez. Bert");
    n->chars[0] = S("gez.");
    import_signature_set(&c.im, c.e, u);
    assert_true(str_is(xattr(c.e, "name"), "Bert") && !xattr(c.e, "offen").n);
    end(&c, 0);
}

static void effects(void **state)
{
    Case c;
    begin(&c, "auswirkung");
    Str klima = enum_word(ENUM_AUSW, AUSW_KLIMA), good = enum_word(ENUM_WIRKUNG, 1),
        much = enum_word(ENUM_AUSMASS, 1);
    import_auswirkung_set(
        &c.im, c.e,
        words(&c,
              str_printf(c.im.a, "%.*s: %.*s, %.*s", STR_FMT(klima), STR_FMT(good), STR_FMT(much))
                  .p));
    is(&c,
       str_printf(c.im.a, "<auswirkung art=\"%.*s\" wirkung=\"%.*s\" ausmass=\"%.*s\"/>",
                  STR_FMT(enum_code(ENUM_AUSW, AUSW_KLIMA)), STR_FMT(enum_code(ENUM_WIRKUNG, 1)),
                  STR_FMT(enum_code(ENUM_AUSMASS, 1)))
           .p);
    import_auswirkung_set(&c.im, c.e, words(&c, "Eigenes"));
    assert_true(str_is(xattr(c.e, "name"), "Eigenes") && !xattr(c.e, "wirkung").n);
    assert_true(str_eq(xattr(c.e, "art"), enum_code(ENUM_AUSW, AUSW_KLIMA))); /* as it was */
    import_auswirkung_set(&c.im, c.e, words(&c, "Eigenes: so, la la"));
    end(&c, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_and_references),
        cmocka_unit_test(texts_and_days),
        cmocka_unit_test(consultation),
        cmocka_unit_test(strong_body),
        cmocka_unit_test(attachments),
        cmocka_unit_test(signatures),
        cmocka_unit_test(effects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
