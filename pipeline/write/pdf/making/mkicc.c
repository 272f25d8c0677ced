/* Build tool: the sRGB profile for the output intent (ISO 19005-2, 6.2.3), as a C array. Its date
 * is fixed, so that the bytes are. */
#include <lcms2.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    cmsHPROFILE p = cmsCreate_sRGBProfile();
    cmsUInt32Number n = 0;
    if (!p || !cmsSaveProfileToMem(p, NULL, &n)) return 1;
    unsigned char *b = malloc(n);
    if (!b || !cmsSaveProfileToMem(p, b, &n)) return 1;
    static const unsigned char date[12] = { 0x07, 0xE8, 0, 1, 0, 1 };
    for (int i = 0; i < 12; i++) b[24 + i] = date[i];
    printf("/* made by mkicc */\nconst unsigned char pdf_srgb[] = {");
    for (cmsUInt32Number i = 0; i < n; i++) printf("%s%u,", i % 20 ? "" : "\n", b[i]);
    printf("\n};\nconst unsigned pdf_srgb_size = %u;\n", (unsigned)n);
    cmsCloseProfile(p);
    free(b);
    return 0;
}
