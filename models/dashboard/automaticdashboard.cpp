// SPDX-License-Identifier: MIT
#include "models/dashboard/automaticdashboard.h"

#include "models/cleantext.h"

#include <QHash>
#include <QStringList>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype titleLimit = 60;
constexpr int statWidth = 6;
constexpr int statHeight = 4;
constexpr int chartWidth = 12;
constexpr int chartHeight = 7;

struct Member
{
    SeriesKey key;
    QByteArray text;
};

/// What a family shares: prefix or stem, whether it is a stem, unit. Sorts by what people see first.
using Shared = std::tuple<QByteArray, bool, Unit>;
using Families = std::map<Shared, QList<Member>>;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

Shared sharedOf(const SeriesKey &key)
{
    const QByteArray &base = key.base();
    const Unit unit = unitForSeries(key);
    const qsizetype dot = base.lastIndexOf('.');
    const auto digits = qsizetype(std::find_if_not(base.crbegin(), base.crend(), isDigit) - base.crbegin());
    const qsizetype stem = base.size() - digits;
    if (digits > 0 && stem > dot + 1)
        return {base.first(stem), true, unit};
    return {dot > 0 ? base.first(dot) : base, false, unit};
}

QByteArray lastPart(const QByteArray &base)
{
    return base.sliced(base.lastIndexOf('.') + 1);
}

/// What people say for what programs write.
QByteArray spoken(const QByteArray &word)
{
    static const QHash<QByteArray, QByteArray> words{
        {"cpu"_ba, "CPU"_ba},     {"io"_ba, "I/O"_ba}, {"fs"_ba, "file system"_ba}, {"mem"_ba, "memory"_ba},
        {"net"_ba, "network"_ba}, {"rx"_ba, "in"_ba},  {"tx"_ba, "out"_ba},         {"http"_ba, "HTTP"_ba}};
    return words.value(word, word);
}

QByteArray inWords(QByteArray name)
{
    name.replace('_', '.');
    QByteArrayList words;
    for (const QByteArray &word : name.split('.')) {
        if (!word.isEmpty())
            words << spoken(word);
    }
    return words.join(' ');
}

/// "Disk read": the name in words. A unit at the end is left out: the value says it.
QString toTitle(QByteArray name, const QStringList &more = {})
{
    for (const QByteArrayView unit : {"percent", "bytes", "seconds", "celsius"}) {
        const qsizetype rest = name.size() - unit.size() - 1;
        if (rest > 0 && name.endsWith(unit) && (name[rest] == '.' || name[rest] == '_'))
            name.truncate(rest);
    }
    QString title = QString::fromUtf8(inWords(name));
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return cleanText((QStringList(title) + more).join(u" · "_s), titleLimit);
}

PanelSpec statOf(const Member &member)
{
    PanelSpec spec;
    spec.type = PanelType::Stat;
    QStringList labels;
    for (const SeriesKey::Label &label : member.key.labels())
        labels << QString::fromUtf8(label.second);
    spec.title = toTitle(member.key.base(), labels);
    spec.series = {{member.text}};
    spec.unit = unitForSeries(member.key);
    return spec;
}

/// "{{dev}} rx" where several names share the chart, so that eth0 is not there twice.
QString legendOf(const SeriesKey &key, bool isAlone)
{
    QStringList parts;
    for (const SeriesKey::Label &label : key.labels())
        parts << u"{{"_s + QString::fromUtf8(label.first) + u"}}"_s;
    if (isAlone && !parts.isEmpty())
        return parts.join(u", "_s);
    return (parts << QString::fromUtf8(inWords(lastPart(key.base())))).join(u' ');
}

QList<SeriesSelector> selectorsOf(const Shared &shared, const QList<Member> &members)
{
    if (std::get<bool>(shared))
        return {{std::get<QByteArray>(shared) + '*'}};
    const bool isAlone = std::all_of(members.cbegin(), members.cend(), [&](const Member &member) {
        return member.key.base() == members.first().key.base();
    });
    QList<SeriesSelector> selectors;
    for (const Member &member : members) {
        const QByteArray glob = member.key.labels().isEmpty() ? member.text : member.key.base() + "{*";
        const auto same = [&glob](const SeriesSelector &s) { return s.glob == glob; };
        if (std::none_of(selectors.cbegin(), selectors.cend(), same))
            selectors.append({glob, legendOf(member.key, isAlone)});
    }
    return selectors;
}

QString titleOf(const Shared &shared, const QList<SeriesSelector> &selectors)
{
    constexpr qsizetype namedAtMost = 3;
    const QByteArray &prefix = std::get<QByteArray>(shared);
    if (std::get<bool>(shared) || selectors.size() > namedAtMost)
        return toTitle(prefix);
    QByteArrayList parts;
    for (const SeriesSelector &selector : selectors) {
        const QByteArray base = selector.glob.split('{').constFirst();
        if (base != prefix)
            parts << inWords(lastPart(base));
    }
    return toTitle(parts.isEmpty() ? prefix : prefix + '.' + parts.join(", "));
}

PanelSpec chartOf(const Shared &shared, const QList<SeriesSelector> &selectors)
{
    PanelSpec spec;
    spec.type = PanelType::TimeSeries;
    spec.title = titleOf(shared, selectors);
    spec.series = selectors;
    spec.unit = std::get<Unit>(shared);
    if (spec.unit == Unit::Percent)
        spec.min = 0;
    return spec;
}

} // namespace

AutomaticDashboard::AutomaticDashboard(qsizetype panels, qsizetype selectors)
    : m_limit(panels)
    , m_selectors(std::max(selectors, qsizetype(1)))
{}

QList<PanelSpec> AutomaticDashboard::add(const QList<SeriesKey> &names)
{
    const qsizetype before = m_panels.size();
    if (before == 0) {
        PanelSpec connection;
        connection.type = PanelType::Connection;
        connection.title = u"Connection"_s;
        append(std::move(connection), statWidth, statHeight);
    }
    Families families;
    for (const SeriesKey &key : names) {
        const QByteArray text = key.format();
        if (!isShown(text))
            families[sharedOf(key)].append({key, text});
    }
    for (auto &[shared, members] : families) {
        const auto byText = [](const Member &a, const Member &b) { return a.text < b.text; };
        std::sort(members.begin(), members.end(), byText);
        if (members.size() == 1 && !append(statOf(members.first()), statWidth, statHeight))
            ++m_unshown;
    }
    for (const auto &[shared, members] : families) {
        if (members.size() == 1)
            continue;
        const QList<SeriesSelector> selectors = selectorsOf(shared, members);
        for (qsizetype i = 0; i < selectors.size(); i += m_selectors)
            append(chartOf(shared, selectors.mid(i, m_selectors)), chartWidth, chartHeight);
        m_unshown +=
            std::count_if(members.cbegin(), members.cend(), [this](const Member &m) { return !isShown(m.text); });
    }
    return m_panels.mid(before);
}

bool AutomaticDashboard::isShown(const QByteArray &name) const
{
    return std::any_of(m_panels.cbegin(), m_panels.cend(), [&name](const PanelSpec &panel) {
        return std::any_of(panel.series.cbegin(), panel.series.cend(),
                           [&name](const SeriesSelector &s) { return matchesGlob(s.glob, name); });
    });
}

/// Rows hold panels of one height, so that nothing is ragged and nothing ever has to move.
bool AutomaticDashboard::append(PanelSpec spec, int width, int height)
{
    if (m_panels.size() >= m_limit)
        return false;
    if (m_x > 0 && (m_x + width > GridRect::columns || height != m_rowHeight)) {
        m_x = 0;
        m_y += m_rowHeight;
    }
    spec.at = {m_x, m_y, width, height};
    m_rowHeight = height;
    m_x += width;
    m_panels.append(std::move(spec));
    return true;
}

} // namespace telltale
