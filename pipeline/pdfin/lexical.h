/* Characters and tokens of PDF, for those who read it as text. ISO 32000-1, 7.2.2 (tables 1 and
 * 2), 7.3.4. */
#ifndef VORLAGE_PDFIN_LEXICAL_H
#define VORLAGE_PDFIN_LEXICAL_H

#include <stdbool.h>

static inline bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}
static inline bool is_delim(char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' ||
        c == '}' || c == '/' || c == '%';
}
static inline bool is_regular(char c) { return !is_space(c) && !is_delim(c); }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* p at "(": behind the ")" that closes it. */
static inline const char *behind_string(const char *p, const char *end)
{
    int depth = 0;
    do {
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')')
            depth--;
        p++;
    } while (p < end && depth > 0);
    return p;
}

/* p at "<" of a string in hex digits. */
static inline const char *behind_hex(const char *p, const char *end)
{
    while (p < end && *p != '>') p++;
    return p < end ? p + 1 : end;
}

/* p at a name, number or word. */
static inline const char *behind_word(const char *p, const char *end)
{
    for (p += *p == '/'; p < end && is_regular(*p); p++) {}
    return p;
}

#endif
