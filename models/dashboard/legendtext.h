// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/serieskey.h"

#include <QString>
#include <QStringView>

namespace telltale {

/// How a series is called in a legend, fit to show as plain text (cleanText). In a pattern, {{label}} stands for the
/// label's value and {{__name__}} for the name without labels; a label that the series does not have is left out. An
/// empty pattern, and one of which nothing is left, is chosen by the name: the labels' values, "eth0, rx"; the name
/// where there are none. A value is text, whatever is in it: braces in one are not filled in again.
QString legendText(QStringView pattern, const SeriesKey &name, qsizetype limit = 60);

} // namespace telltale
