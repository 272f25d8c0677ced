/* Parts and sections of a paper from the document alone, by their headings. */
#include "import/values.h"
#include "import/whole_in.h"

static const Str none = { "", 0 };

int import_part_kind(Str title)
{
    static const struct {
        const char *word;
        Teilart art;
    } more[] = {
        { "Beschlussvorschlag", TEIL_ANTRAG },
        { "Beschluss", TEIL_ANTRAG },
        { "Beschlussantrag", TEIL_ANTRAG },
        { "Antrag", TEIL_ANTRAG },
        { "Beschlussempfehlung", TEIL_ANTRAG },
        { "Sachdarstellung", TEIL_SACHVERHALT },
        { "Sach- und Rechtslage", TEIL_SACHVERHALT },
        { "Erläuterung", TEIL_BEGRUENDUNG },
        { "Kurzfassung", TEIL_ZUSAMMENFASSUNG },
        { "Finanzielle Auswirkungen", TEIL_FINANZEN },
        { "Finanzierung", TEIL_FINANZEN },
        { "Kosten", TEIL_FINANZEN },
    };
    for (int v = 1; v < enum_count(ENUM_TEIL); v++)
        if (v != TEIL_TEIL && import_same_words(enum_word(ENUM_TEIL, v), title)) return v;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (import_same_words(str_of(more[i].word), title)) return more[i].art;
    return 0;
}

bool whole_has_part(const XNode *root, Str name)
{
    for (const XNode *k = root->kids; k; k = k->next)
        if (str_eq(k->name, name)) return true;
    return false;
}

void whole_part(Whole *w, int art, Str title, Place at)
{
    if (art == TEIL_SACHVERHALT && w->loose) { /* its heading comes after all */
        w->in[0] = w->part = w->loose;
        w->depth = 1;
        w->loose = NULL;
        return;
    }
    if (art && whole_has_part(w->root, enum_code(ENUM_TEIL, art)) && title.n) art = 0;
    XNode *t = made_element(w->im, art ? str_z(w->im->a, enum_code(ENUM_TEIL, art)) : "teil", at);
    if (title.n && !(art && import_same_words(title, enum_word(ENUM_TEIL, art))))
        made_attr(w->im, t, "titel", title);
    xappend(w->root, t);
    w->in[0] = w->part = t;
    w->depth = 1;
}

/* What stands between nothing and the first heading. */
void whole_part_ensure(Whole *w, Node *n)
{
    if (w->depth) return;
    bool antrag = n->field == FIELD_ANTRAG || whole_holds(n, FIELD_ANTRAG - 1, FIELD_ANTRAG + 1);
    whole_part(w, antrag ? TEIL_ANTRAG : TEIL_SACHVERHALT, none, n->at);
    if (!antrag) w->loose = w->part;
    if (!antrag && !w->told_place) {
        import_tell(w->im, D_IMPORT_ORT, n->at, S("Sachverhalt"));
        w->told_place = true;
    }
}

void whole_section(Whole *w, Node *n)
{
    whole_part_ensure(w, n);
    int base = xis(w->in[0], "auswirkung") ? 2 : 1, want = n->level - 2 + base - 1;
    while (w->depth > want && w->depth > base - 0 && w->depth > 1) w->depth--;
    XNode *a = made_element(w->im, "abschnitt", n->at), *t = made_element(w->im, "titel", n->at);
    made_attr(w->im, a, "id", n->id);
    import_inlines_make(w->im, n, t);
    xappend(a, t);
    xappend(w->in[w->depth - 1], a);
    if (w->depth < 5)
        w->in[w->depth++] = a;
    else
        w->in[w->depth - 1] = a;
}

bool whole_fixed_heading(Whole *w, Str s)
{
    static const char *const words[] = { "Beratungsfolge", "Anlagen",
                                         "Anlage",         "Sichtvermerke",
                                         "Unterschriften", "Unterschrift",
                                         "Inhalt",         "Inhaltsverzeichnis",
                                         "Mitzeichnung" };
    (void)w;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (import_same_words(s, str_of(words[i]))) return true;
    return str_starts(s, S("Anlage")) || str_starts(s, S("Beratungsfolge"));
}
