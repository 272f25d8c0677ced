/* Finance rows and their amounts. */
#ifndef VORLAGE_MODEL_POSTEN_H
#define VORLAGE_MODEL_POSTEN_H

#include "model/model.h"

/* 2430000.00 EUR in Mio. EUR: 2.43, without zeros at the end. */
Dec geld_in_einheit(Money m, Geldeinheit g);

#endif
