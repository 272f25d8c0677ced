/* Pictures by their paths. */
#include "write/odt/odt_in.h"

size_t odt_image(const Odt *o, Str path)
{
    for (size_t i = 0; i < o->nimg; i++)
        if (str_eq(o->img[i].path, path)) return o->img[i].same ? o->img[i].same - 1 : i;
    return o->nimg;
}

void odt_picture(Odt *o, size_t i)
{
    if (o->flat)
        odt_picture_data(o, i);
    else
        buf_printf(&o->body,
                   "<draw:image xlink:href=\"%s\" xlink:type=\"simple\" xlink:show=\"embed\" "
                   "xlink:actuate=\"onLoad\"/>",
                   odt_picture_name(o, i).p);
    o->img_used[i] = true;
}
