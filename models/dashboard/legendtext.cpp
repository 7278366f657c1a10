// SPDX-License-Identifier: MIT
#include "models/dashboard/legendtext.h"

#include "models/cleantext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr QStringView opening = u"{{";
constexpr QStringView closing = u"}}";

QString valueFor(QStringView field, const SeriesKey &name)
{
    const QByteArray label = field.trimmed().toUtf8();
    return QString::fromUtf8(label == "__name__" ? name.base() : name.label(label));
}

QString filled(QStringView pattern, const SeriesKey &name)
{
    QString text;
    while (!pattern.isEmpty()) {
        const qsizetype open = pattern.indexOf(opening);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(closing, open + opening.size());
        if (close < 0)
            return text.append(pattern);
        text.append(pattern.first(open));
        text += valueFor(pattern.sliced(open + opening.size(), close - open - opening.size()), name);
        pattern = pattern.sliced(close + closing.size());
    }
    return text;
}

QString chosen(const SeriesKey &name)
{
    QStringList values;
    for (const auto &[label, value] : name.labels())
        values << QString::fromUtf8(value);
    return values.isEmpty() ? QString::fromUtf8(name.base()) : values.join(u", "_s);
}

} // namespace

QString legendText(QStringView pattern, const SeriesKey &name, qsizetype limit)
{
    const QString text = cleanText(filled(pattern, name), limit);
    return text.isEmpty() ? cleanText(chosen(name), limit) : text;
}

} // namespace telltale
