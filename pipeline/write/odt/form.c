/* A form for authors: prompts that Writer shows to be clicked and overtyped, drop-downs for
 * enumerations, guidance. ODF 1.3 part 3, 7.7.5 (text:placeholder) and 7.7.20 (text:drop-down).
 * What `import` makes of them: model/felder.h. */
#include "write/odt/odt_in.h"

#include <stdio.h>

static void prompt(Odt *o, Str s)
{
    buf_z(&o->body, "<text:placeholder text:placeholder-type=\"text\">&lt;");
    buf_xml(&o->body, s);
    buf_z(&o->body, "&gt;</text:placeholder>");
    o->spaced = false;
}

Str odt_unprompted(Str s)
{
    if (!str_starts(s, S(PROMPT_OPEN)) || !str_ends(s, S(PROMPT_CLOSE))) return s;
    return str_sub(s, sizeof PROMPT_OPEN - 1,
                   s.n - (sizeof PROMPT_OPEN - 1) - (sizeof PROMPT_CLOSE - 1));
}

/* Text with prompts in it: between PROMPT_OPEN and PROMPT_CLOSE. */
void odt_form_text(Odt *o, Str s)
{
    for (;;) {
        size_t open = str_find(s, S(PROMPT_OPEN)),
               close = open == (size_t)-1 ? open : str_find(str_sub(s, open, s.n), S(PROMPT_CLOSE));
        if (close == (size_t)-1) {
            odt_plain(o, s);
            return;
        }
        odt_plain(o, str_sub(s, 0, open));
        size_t from = open + sizeof PROMPT_OPEN - 1;
        prompt(o, str_sub(s, from, open + close - from));
        size_t end = open + close + sizeof PROMPT_CLOSE - 1;
        s = str_sub(s, end, s.n - end);
    }
}

/* ---- drop-downs ---- */

/* The word of a value as the house says it. */
static Str word_of(const Stil *s, EnumKind k, int v)
{
    const Str *own = k == ENUM_ZUST ? s->wort_zust : k == ENUM_VORLAGENART ? s->wort_art : NULL;
    if (k == ENUM_STATUS)
        return s->wort[v == STATUS_OEFFENTLICH ? WORT_OEFFENTLICH : WORT_NICHTOEFFENTLICH];
    return own && own[v].n ? own[v] : enum_word(k, v);
}

static void label(Odt *o, Str word, Str chosen)
{
    buf_z(&o->body, "<text:label text:value=\"");
    buf_xml(&o->body, word);
    buf_printf(&o->body, "\"%s/>", str_eq(word, chosen) ? " text:current-selected=\"true\"" : "");
}

static void drop_down_open(Odt *o, const char *name)
{
    buf_printf(&o->body, "<text:drop-down text:name=\"" FORM_DROP_DOWN "%s\">", name);
}

static void drop_down_close(Odt *o, Str chosen)
{
    buf_xml(&o->body, chosen);
    buf_z(&o->body, "</text:drop-down>");
    o->spaced = false;
}

void odt_form_choice(Odt *o, EnumKind k, Str chosen)
{
    drop_down_open(o, choice_name(k));
    for (int v = 1; v < enum_count(k); v++) label(o, word_of(o->s, k, v), chosen);
    drop_down_close(o, chosen);
}

void odt_form_sign(Odt *o, Str chosen)
{
    const Str usual[] = { S("gez."), S("i. V."), S("i. A.") };
    drop_down_open(o, "zeichen");
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) label(o, usual[i], chosen);
    drop_down_close(o, chosen);
}

/* ---- guidance ---- */

static void hint(Odt *o, Str text)
{
    odt_para_open(o, STYLE_HINWEIS);
    odt_plain(o, text);
    odt_para_close(o);
}

bool odt_form_hint(Odt *o, const FlowBlock *b)
{
    Str t = b->runs ? b->runs->text : (Str){ "", 0 };
    if (!o->s->formular || b->runs == NULL || b->runs->next || !str_starts(t, S(PROMPT_OPEN "?")) ||
        !str_ends(t, S(PROMPT_CLOSE)))
        return false;
    size_t from = sizeof PROMPT_OPEN;
    hint(o, str_sub(t, from, t.n - from - (sizeof PROMPT_CLOSE - 1)));
    return true;
}

/* What the head, the consultations and the rest ask for, said before them. */
void odt_form_guide(Odt *o, const FlowBlock *b)
{
    if (!o->s->formular || o->inside || o->level) return;
    bool list =
        b->kind == FB_LIST && b->items[0].blocks && b->items[0].blocks->field == FIELD_ANLAGE;
    bool consult = (b->kind == FB_TABLE && b->table->look == TABLE_CONSULT) ||
        (b->kind == FB_PARA && b->field == FIELD_BERATUNG + BSP_GREMIUM);
    bool head =
        (b->kind == FB_TABLE && b->table->look == TABLE_HEAD && b->table->nbody &&
         b->table->body[0].ncells == 2 && b->table->body[0].cells[1].blocks->field >= FIELD_KOPF) ||
        (b->kind == FB_PARA && b->field > FIELD_KOPF && b->field < FIELD_BERATUNG);
    if (head && !o->guided[0]) {
        o->guided[0] = true;
        hint(o,
             S("Graue Felder anklicken und überschreiben; was nicht zutrifft, samt Zeile löschen. "
               "Auswahlfelder öffnet ein Klick. Hinweise wie dieser gehören nicht zur Vorlage "
               "und werden beim Einlesen übergangen; die Formatvorlage „Vorlage Ausfüllhinweis“ "
               "blendet sie gemeinsam aus (Zeichen: ausgeblendet)."));
    } else if (consult && !o->guided[1]) {
        o->guided[1] = true;
        hint(o,
             S("Je Beratung eine Zeile, in ihrer zeitlichen Folge; übrige Zeilen löschen. Eine "
               "weitere: eine Zeile kopieren und darunter einfügen."));
    } else if (list && !o->guided[2]) {
        o->guided[2] = true;
        hint(o,
             S("Je Anlage ein Punkt: „Anlage 1: Titel“. Ist eine Anlage nichtöffentlich, steht "
               "dahinter „(nichtöffentlich)“."));
    } else if (b->kind == FB_SIGNATURES && !o->guided[3]) {
        o->guided[3] = true;
        hint(o,
             S("Eine Linie wartet auf die Unterschrift von Hand; „gez.“ steht, wo schon gezeichnet "
               "ist. Nicht Benötigtes löschen."));
    }
}
