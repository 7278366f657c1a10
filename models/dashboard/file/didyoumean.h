// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace telltale {

/// How many letters must be inserted, left out, replaced or swapped with their neighbour to make one word of the other
/// (Damerau-Levenshtein, no letter touched twice); limit + 1 where it is more than limit. Upper and lower case count as
/// equal.
int editDistance(QStringView a, QStringView b, int limit);

/// The candidate that was most probably meant, or an empty text: within 2 changes, 1 in short words.
QString closestWord(QStringView word, const QStringList &candidates);

/// `did you mean "title"?`; where nothing is near, what there is: `one of: ok, low`; empty where that would be a long
/// list.
QString hintAtWords(QStringView word, const QStringList &candidates);

} // namespace telltale
