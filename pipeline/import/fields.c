/* Typed data: a changed or new value of the head, of a Beratung, an Anlage, a signature goes into
 * the attribute or element that holds it. */
#include "import/import_in.h"
#include "import/values.h"

static const Str none = { "", 0 };

/* The pieces without a label in front ("Betreff: " in strong), and without the strong type in which
 * the house style may set the whole. */
static void strip_label(Im *im, Node *n)
{
    Buf b = { 0 };
    Piece *p = n->pieces;
    for (; p && (p->look & LOOK_BOLD); p = p->next) buf_str(&b, p->text);
    if (p && str_ends(str_trim(buf_view(&b)), S(":"))) {
        n->pieces = p;
        import_node_finish(im, n);
    } else if (!p)
        for (Piece *q = n->pieces; q; q = q->next) q->look &= ~(unsigned)LOOK_BOLD;
    buf_drop(&b);
}

/* ---- the head ---- */

/* In the schema's order; behind all, what is no field. */
static int rank(Str name)
{
    int f = 1;
    while (f < KOPF_N && !str_is(name, kopf_felder[f].name)) f++;
    return f;
}

XNode *import_kopf_of(Im *im, XNode *root)
{
    XNode *k = xchild(root, "kopf");
    if (k) return k;
    k = made_element(im, "kopf", NO_PLACE);
    made_first(root, k);
    return k;
}

static void drop_children(XNode *parent, const char *name)
{
    for (XNode *k = xchild(parent, name), *next; k; k = next) {
        next = xnext(k, name);
        xunlink(k);
    }
}

/* A new child of the head in the schema's order, behind its equals. */
static XNode *kopf_child(Im *im, XNode *kopf, const char *name, Place at)
{
    XNode *e = made_element(im, name, at), *behind = kopf->kids;
    while (behind && (!behind->name.n || rank(behind->name) <= rank(str_of(name))))
        behind = behind->next;
    xinsert(kopf, e, behind);
    return e;
}

static void kopf_text(Im *im, XNode *kopf, const char *name, Node **value, int n)
{
    drop_children(kopf, name);
    for (int i = 0; i < n; i++) {
        value[i]->told = true;
        if (value[i]->text.n)
            xappend(kopf_child(im, kopf, name, value[i]->at), made_text(im, value[i]->text));
    }
}

static void person(Im *im, XNode *p, Str s)
{
    Str role = none;
    for (bool first = true; s.n; first = false) {
        size_t end = str_find(s, S(", "));
        Str part = str_sub(s, 0, end);
        s = end == (size_t)-1 ? none : str_sub(s, end + 2, s.n);
        if (first)
            made_attr(im, p, "name", part);
        else if (str_starts(part, S("Zimmer ")))
            made_attr(im, p, "zimmer", str_sub(part, 7, part.n));
        else if (str_starts(part, S("Tel. ")))
            made_attr(im, p, "telefon", str_sub(part, 5, part.n));
        else if (str_find(part, S("@")) != (size_t)-1)
            made_attr(im, p, "email", part);
        else
            role = role.n ? str_printf(im->a, "%.*s, %.*s", STR_FMT(role), STR_FMT(part)) : part;
    }
    made_attr(im, p, "funktion", role);
}

static bool has_digit(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* "ersetzt Vorlage 12/2024: Text" */
static void reference(Im *im, XNode *b, Str s)
{
    size_t colon = str_find(s, S(": "));
    Str front = str_sub(s, 0, colon), number = none;
    if (colon != (size_t)-1) xappend(b, made_text(im, str_sub(s, colon + 2, s.n)));
    for (size_t i = 0; i < front.n;) {
        size_t end = str_find(str_sub(front, i, front.n), S(" "));
        Str w = str_sub(front, i, end);
        if (import_same_words(w, S("ersetzt"))) made_attr(im, b, "art", S("ersetzt"));
        if (import_same_words(w, S("ergänzt"))) made_attr(im, b, "art", S("ergaenzt"));
        if (!number.n && has_digit(w)) number = str_sub(front, i, front.n);
        i += w.n + 1;
    }
    made_attr(im, b, "vorlage", number.n ? number : front);
}

static void kopf_many(Im *im, XNode *kopf, const char *name, Node **value, int n,
                      void (*set)(Im *, XNode *, Str))
{
    drop_children(kopf, name);
    for (int i = 0; i < n; i++) {
        value[i]->told = true;
        set(im, kopf_child(im, kopf, name, value[i]->at),
            import_plain_blanks(im->a, value[i]->text));
    }
}

static void betreff(Im *im, XNode *kopf, Node *value)
{
    XNode *b = xchild(kopf, "betreff");
    if (!b) b = kopf_child(im, kopf, "betreff", value->at);
    while (b->kids) xunlink(b->kids);
    import_inlines_make(im, value, b);
}

static void art(Im *im, XNode *root, Node *value)
{
    int v = import_word_value(ENUM_VORLAGENART, value->text);
    if (v)
        made_attr(im, root, "art", enum_code(ENUM_VORLAGENART, v));
    else if (!xattr(root, "art").n)
        made_attr(im, root, "art", S("beschluss"));
    made_attr(im, root, "artname", v ? none : value->text);
}

static void status(Im *im, XNode *e, Node *value)
{
    int v = import_word_value(ENUM_STATUS, value->text);
    if (v)
        made_attr(im, e, "status", enum_code(ENUM_STATUS, v));
    else
        import_tell_value(im, value->at, value->text, "Öffentlichkeit",
                          "öffentlich, nichtöffentlich");
}

/* A line is an element, all else an attribute of the head. */
static void plain(Im *im, XNode *kopf, const Feld *f, Node **value, int n)
{
    if (f->art == FELD_ZEILE)
        kopf_text(im, kopf, f->name, value, n > 1 ? 1 : n);
    else if (n && value[0]->text.n)
        import_feld_set(im, kopf, f, NULL, value[0]);
    else
        made_attr(im, kopf, f->name, none);
}

bool import_kopf_field(Im *im, XNode *root, FlowField f, Node **value, int n)
{
    XNode *kopf = import_kopf_of(im, root);
    Kopffeld which = (Kopffeld)((int)f - FIELD_KOPF);
    if (n) strip_label(im, value[0]);
    bool any = n && value[0]->text.n;
    if (n) value[0]->told = true;
    if (which <= KOPF_NONE || which >= KOPF_N) return false;
    switch (which) {
    case KOPF_BETREFF:
        if (any) betreff(im, kopf, value[0]);
        break;
    case KOPF_STATUS:
        if (any) status(im, root, value[0]);
        break;
    case KOPF_ART:
        if (any) art(im, root, value[0]);
        break;
    case KOPF_NUMMER:
        if (any) made_attr(im, root, "nummer", import_plain_blanks(im->a, value[0]->text));
        break;
    case KOPF_BETEILIGT: kopf_text(im, kopf, "beteiligt", value, n); break;
    case KOPF_VERFASSER: kopf_many(im, kopf, "verfasser", value, n, person); break;
    case KOPF_BEZUG: kopf_many(im, kopf, "bezug", value, n, reference); break;
    case KOPF_EINFACHE: plain(im, kopf, &kopf_felder[which], value, n); break;
    }
    return true;
}

/* ---- Beratung ---- */

/* In a line Gremium and Zuständigkeit stand side by side, the former in strong type. */
static Str strong_part(Im *im, const Node *n, Str *rest)
{
    Buf a = { 0 }, b = { 0 };
    for (const Piece *p = n->pieces; p; p = p->next)
        buf_str(p->look & LOOK_BOLD && !b.n ? &a : &b, p->text);
    Str strong = str_trim(buf_keep(im->a, &a));
    *rest = str_trim(buf_keep(im->a, &b));
    if (strong.n) return strong;
    strong = *rest;
    *rest = none;
    return strong;
}

static void competence(Im *im, XNode *b, Str s)
{
    int v = import_word_value(ENUM_ZUST, s);
    made_attr(im, b, "zustaendigkeit", v ? enum_code(ENUM_ZUST, v) : none);
    made_attr(im, b, "zustaendigkeit-text", v ? none : s);
}

static XNode *result_of(Im *im, XNode *b, Place at)
{
    XNode *e = xchild(b, "ergebnis");
    if (e) return e;
    e = made_element(im, "ergebnis", at);
    made_first(b, e);
    return e;
}

/* "verwiesen: Ausschuss", a word of the vocabulary, or words of one's own. */
static void result(Im *im, XNode *b, const Node *n)
{
    Str s = import_plain_blanks(im->a, n->text), to = none;
    XNode *e = xchild(b, "ergebnis");
    if (!s.n) {
        if (e) xunlink(e);
        return;
    }
    size_t colon = str_find(s, S(": "));
    int v = import_word_value(ENUM_ERG, str_sub(s, 0, colon));
    if (v && colon != (size_t)-1) to = str_sub(s, colon + 2, s.n);
    e = result_of(im, b, n->at);
    while (e->kids) xunlink(e->kids);
    made_attr(im, e, "code", v ? enum_code(ENUM_ERG, v) : S("sonstiges"));
    made_attr(im, e, "an", to);
    if (!v) xappend(e, made_text(im, s));
}

static bool vote_counts(Im *im, XNode *e, Str s)
{
    static const struct {
        char first;
        const char *attr;
    } kind[] = { { 'j', "ja" }, { 'n', "nein" }, { 'e', "enthaltung" }, { 'b', "befangen" } };
    for (int i = 0; i < 4; i++) made_attr(im, e, kind[i].attr, none);
    bool good = false;
    while (s.n) {
        size_t end = str_find(s, S(", "));
        Str part = str_sub(s, 0, end);
        s = end == (size_t)-1 ? none : str_sub(s, end + 2, s.n);
        size_t i = part.n;
        while (i && part.p[i - 1] >= '0' && part.p[i - 1] <= '9') i--;
        bool known = false;
        for (int k = 0; k < 4; k++)
            if (i < part.n && i && (part.p[0] | 0x20) == kind[k].first) {
                made_attr(im, e, kind[k].attr, str_sub(part, i, part.n));
                known = true;
            }
        if (!known) return false;
        good = true;
    }
    return good;
}

static void votes(Im *im, XNode *b, Node **value, int n)
{
    XNode *old = xchild(b, "stimmen");
    if (old) xunlink(old);
    XNode *all = NULL;
    for (int i = 0; i < n; i++) {
        Str s = import_plain_blanks(im->a, value[i]->text);
        value[i]->told = true;
        if (!s.n) continue;
        size_t colon = str_find(s, S(": "));
        if (!all) {
            all = made_element(im, "stimmen", value[i]->at);
            xappend(b, all);
        }
        XNode *e = all;
        if (colon != (size_t)-1) {
            e = made_element(im, "fraktion", value[i]->at);
            made_attr(im, e, "name", str_sub(s, 0, colon));
            xappend(all, e);
            s = str_sub(s, colon + 2, s.n);
        }
        if (!vote_counts(im, e, s))
            import_tell_value(im, value[i]->at, s, "Abstimmung", "Ja 20, Nein 3, Enthaltung 1");
    }
}

/* "18.11.2024", in a line with ", TOP 5" behind. */
static void day_and_item(Im *im, XNode *b, const Node *n)
{
    Str s = import_plain_blanks(im->a, n->text);
    size_t comma = str_find(s, S(", "));
    if (comma != (size_t)-1) {
        Str top = str_sub(s, comma + 2, s.n);
        size_t blank = str_find(top, S(" "));
        made_attr(im, b, "top", blank == (size_t)-1 ? top : str_sub(top, blank + 1, top.n));
        s = str_sub(s, 0, comma);
    }
    import_day_set(im, b, "termin", n, s);
}

void import_beratung_field(Im *im, XNode *b, FlowField f, Node **value, int n)
{
    Str s = n ? import_plain_blanks(im->a, value[0]->text) : none, rest = none;
    if (n) value[0]->told = true;
    switch ((Beratungsspalte)((int)f - FIELD_BERATUNG)) {
    case BSP_GREMIUM:
        if (n) s = strong_part(im, value[0], &rest);
        made_attr(im, b, "gremium", none);
        made_attr(im, b, "gremium-name", s);
        if (rest.n) competence(im, b, rest);
        break;
    case BSP_TERMIN:
        if (n)
            day_and_item(im, b, value[0]);
        else
            made_attr(im, b, "termin", none);
        break;
    case BSP_TOP: made_attr(im, b, "top", s); break;
    case BSP_STATUS:
        if (s.n) status(im, b, value[0]);
        break;
    case BSP_ZUSTAENDIGKEIT: competence(im, b, s); break;
    case BSP_ERGEBNIS:
        if (!n || !str_starts(s, S("Sitzung"))) {
            if (n)
                result(im, b, value[0]);
            else if (xchild(b, "ergebnis"))
                xunlink(xchild(b, "ergebnis"));
        }
        break;
    case BSP_ABSTIMMUNG: votes(im, b, value, n); break;
    case BSP_SITZUNG:
    case BSP_NONE:
    case BSP_N: break;
    }
}

/* ---- Anlagen, signatures ---- */

/* " (nichtöffentlich)" at the end, which is taken off; other words in brackets are the title's. */
static bool says_closed(Str *s)
{
    if (!str_ends(*s, S(")"))) return false;
    size_t open = s->n - 1;
    while (open && s->p[open] != '(') open--;
    Str in = str_trim(str_sub(*s, open + 1, s->n - open - 2));
    bool closed = import_word_value(ENUM_STATUS, in) == STATUS_NICHTOEFFENTLICH ||
        (str_starts(in, S("nicht")) && str_find(in, S("ffentlich")) != (size_t)-1);
    if (s->p[open] != '(' || !closed) return false;
    *s = str_trim(str_sub(*s, 0, open));
    return true;
}

void import_anlage_set(Im *im, XNode *e, Node *n)
{
    n->told = true;
    Str s = import_plain_blanks(im->a, n->text), number = none;
    size_t colon = str_find(s, S(": ")), blank = str_find(s, S(" "));
    if (colon != (size_t)-1 && blank < colon) {
        number = str_sub(s, blank + 1, colon - blank - 1);
        s = str_sub(s, colon + 2, s.n);
    }
    bool closed = says_closed(&s);
    if (number.n || !xattr(e, "nr").n) made_attr(im, e, "nr", number.n ? number : S("1"));
    bool perhaps = !closed && str_ends(s, S(")")); /* a house style may have other words */
    if (!xattr(e, "status").n || closed ||
        (str_is(xattr(e, "status"), "nichtoeffentlich") && !perhaps))
        made_attr(im, e, "status", closed ? S("nichtoeffentlich") : S("oeffentlich"));
    while (e->kids) xunlink(e->kids);
    if (s.n) xappend(e, made_text(im, s));
}

static void place_and_day(Im *im, XNode *v, const Node *n)
{
    Str s = import_plain_blanks(im->a, n->text), iso = none;
    size_t comma = (size_t)-1;
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == ',' && s.p[i + 1] == ' ') comma = i;
    bool dated = import_date_of(im->a, comma == (size_t)-1 ? s : str_sub(s, comma + 2, s.n), &iso);
    made_attr(im, v, "datum", iso);
    made_attr(im, v, "ort", !dated ? s : comma == (size_t)-1 ? none : str_sub(s, 0, comma));
}

static void sign_and_name(Im *im, XNode *v, const Node *n)
{
    static const char *const signs[] = { "gez. ", "i. V. ", "i. A. ", "In Vertretung ",
                                         "Im Auftrag " };
    Str sign = import_plain_blanks(im->a, n->chars[0]),
        name = import_plain_blanks(im->a, n->chars[1]), all = import_plain_blanks(im->a, n->text);
    if (!name.n) {
        name = all;
        if (sign.n && str_starts(name, sign)) name = str_trim(str_sub(name, sign.n, name.n));
        for (size_t i = 0; i < 5 && !sign.n; i++)
            if (str_starts(all, str_of(signs[i]))) {
                sign = str_trim(str_of(signs[i]));
                name = str_sub(all, strlen(signs[i]), all.n);
            }
    }
    made_attr(im, v, "zeichen", sign);
    made_attr(im, v, "name", name);
}

void import_signature_set(Im *im, XNode *v, Node *u)
{
    bool line = false;
    made_attr(im, v, "zeichen", none);
    made_attr(im, v, "name", none);
    made_attr(im, v, "ort", none);
    made_attr(im, v, "datum", none);
    made_attr(im, v, "amt", none);
    for (Node *n = u->kids; n; n = n->next) {
        n->told = n->kind <= NK_BILDNACHWEIS;
        if (str_is(n->style, STYLE_VERMERKART)) {
            int k = import_word_value(ENUM_SV, import_plain_blanks(im->a, n->text));
            if (k)
                made_attr(im, v, "art", enum_code(ENUM_SV, k));
            else
                import_tell_value(im, n->at, n->text, "Art des Vermerks",
                                  "Sichtvermerk, Mitzeichnung, Unterschrift");
        } else if (str_is(n->style, STYLE_UNTERSCHRIFTLINIE))
            line = true;
        else if (str_is(n->style, STYLE_NAME))
            sign_and_name(im, v, n);
        else if (str_is(n->style, STYLE_ORT_DATUM))
            place_and_day(im, v, n);
        else {
            Str before = xattr(v, "amt");
            made_attr(im, v, "amt",
                      before.n ? str_printf(im->a, "%.*s %.*s", STR_FMT(before), STR_FMT(n->text))
                               : n->text);
        }
    }
    if (!str_is(xattr(v, "signaturfeld"), "ja")) made_attr(im, v, "offen", line ? S("ja") : none);
}

/* ---- effects ---- */

/* "Klima: positiv, gering", the name in strong type. */
void import_auswirkung_set(Im *im, XNode *e, Node *n)
{
    n->told = true;
    Str s = import_plain_blanks(im->a, n->text), how = none;
    size_t colon = str_find(s, S(":"));
    Str name = str_trim(str_sub(s, 0, colon));
    if (colon != (size_t)-1) how = str_trim(str_sub(s, colon + 1, s.n));
    size_t comma = str_find(how, S(", "));
    Str much = comma == (size_t)-1 ? none : str_sub(how, comma + 2, how.n);
    if (comma != (size_t)-1) how = str_sub(how, 0, comma);
    int kind = import_word_value(ENUM_AUSW, name),
        w = how.n ? import_word_value(ENUM_WIRKUNG, how) : 0,
        m = much.n ? import_word_value(ENUM_AUSMASS, much) : 0;
    if (how.n && !w) import_tell_value(im, n->at, how, "Wirkung", "positiv, negativ, keine");
    if (much.n && !m) import_tell_value(im, n->at, much, "Ausmaß", "gering, erheblich");
    if (kind || !xattr(e, "art").n)
        made_attr(im, e, "art", kind ? enum_code(ENUM_AUSW, kind) : S("sonstige"));
    made_attr(im, e, "name", kind ? none : name);
    made_attr(im, e, "wirkung", w ? enum_code(ENUM_WIRKUNG, w) : none);
    made_attr(im, e, "ausmass", m ? enum_code(ENUM_AUSMASS, m) : none);
}
