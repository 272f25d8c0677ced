/* Words in a paragraph: blanks that XML would fold, prompts of a form. */
#include "write/odt/odt_in.h"

/* In a letter, which nobody imports, blanks that must not end a line are set as such. */
void odt_text(Odt *o, Str s)
{
    if (o->s->formular)
        odt_form_text(o, s);
    else
        odt_plain(o, o->letter ? flow_text_nobreak(o->a, s, true) : s);
}
