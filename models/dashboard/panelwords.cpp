// SPDX-License-Identifier: MIT
#include "models/dashboard/panelwords.h"

#include "models/cleantext.h"
#include "models/connection/connectionmodel.h"
#include "models/timetext.h"

#include <QStringList>
#include <QVariantMap>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QString lineOfConnection(const PanelSource &source, bool isOnlyOne)
{
    const QString who = isOnlyOne ? u"Connection"_s : u"Source %1"_s.arg(cleanText(source.name, 40));
    const ConnectionModel &connection = *source.connection;
    QString line = who + u": "_s + connection.headline();
    if (!connection.detail().isEmpty())
        line += u" · "_s + connection.detail();
    return line;
}

QString lineOfLimits(const FreshnessLimits &limits, Cadence cadence)
{
    return u"Late after %1, stale after %2, lost after %3 without %4"_s.arg(
        ageText(limits.late), ageText(limits.stale), ageText(limits.lost),
        cadence == Cadence::OnChange ? u"a sign of life from its source"_s : u"a new value"_s);
}

QString lineOfSelectors(const PanelSpec &spec)
{
    QStringList globs;
    for (const SeriesSelector &selector : spec.series)
        globs << cleanText(QString::fromUtf8(selector.glob), 60);
    constexpr qsizetype shown = 4;
    if (globs.size() > shown)
        globs = globs.first(shown) << u"…"_s;
    return globs.join(u", "_s);
}

} // namespace

QString panelStateText(PanelState state, const PanelSeries *newest, bool isMissing, qint64 nowMs)
{
    switch (state) {
    case PanelState::Waiting:
        return u"waiting for data"_s;
    case PanelState::Live:
        return isMissing ? u"no value"_s : QString();
    case PanelState::Late:
        return isMissing ? u"late · no value"_s : u"late"_s;
    case PanelState::Stale:
        return newest ? u"stale: last value "_s + clockText(newest->timeMs(), nowMs) : u"stale"_s;
    case PanelState::Lost:
        return newest ? u"lost: last value "_s + clockText(newest->timeMs(), nowMs) : u"lost"_s;
    }
    Q_UNREACHABLE();
}

QString panelWhyText(const PanelSpec &spec, PanelState state, std::span<const PanelSource> sources,
                     const PanelSeries *newest, qsizetype seriesCount, qint64 nowMs)
{
    QStringList lines;
    if (state == PanelState::Waiting && !spec.series.isEmpty()) {
        lines << (seriesCount == 0 ? u"No series of this name has come yet: %1"_s.arg(lineOfSelectors(spec))
                                   : u"Its series was announced, but no value came yet"_s);
    }
    if (newest) {
        lines << u"Newest value: taken %1, %2 old"_s.arg(clockText(newest->timeMs(), nowMs), ageText(newest->age()));
        if (!newest->store()->isClockVerified(newest->id()))
            lines << u"Its age counts from its receipt: the feed's clock is unverified"_s;
    }
    for (const PanelSource &source : sources) {
        if (source.connection)
            lines << lineOfConnection(source, sources.size() == 1);
    }
    if (newest)
        lines << lineOfLimits(newest->limits(), newest->cadence());
    return lines.join(u'\n');
}

QVariantList thresholdMarks(const Thresholds &thresholds, ValueRange range)
{
    QVariantList marks;
    if (range.max <= range.min || thresholds.isEmpty())
        return marks;
    std::vector<double> ends{range.min, range.max};
    for (const ThresholdStep &step : absoluteSteps(thresholds, range.min, range.max)) {
        if (step.at > range.min && step.at < range.max)
            ends.push_back(step.at);
    }
    std::sort(ends.begin(), ends.end());
    for (size_t i = 0; i + 1 < ends.size(); ++i) {
        const double position = (ends[i] - range.min) / (range.max - range.min);
        // Within, since the ends belong to the side that is worse.
        const Severity severity = stateOf(thresholds, std::midpoint(ends[i], ends[i + 1]), range.min, range.max);
        marks << QVariantMap{{u"position"_s, position}, {u"severity"_s, int(severity)}};
    }
    return marks;
}

} // namespace telltale
