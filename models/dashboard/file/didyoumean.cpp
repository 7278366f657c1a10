// SPDX-License-Identifier: MIT
#include "models/dashboard/file/didyoumean.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr qsizetype longestWord = 64;  ///< longer ones are no typing errors, and the distance's cost grows with them
constexpr qsizetype longestList = 120; ///< characters

/// What other programs, or people, call it; several may fit.
const QList<std::pair<QString, QString>> &synonyms()
{
    static const QList<std::pair<QString, QString>> pairs{
        {u"warning"_s, u"medium"_s},   {u"warn"_s, u"medium"_s},        {u"yellow"_s, u"medium"_s},
        {u"error"_s, u"high"_s},       {u"orange"_s, u"high"_s},        {u"red"_s, u"critical"_s},
        {u"info"_s, u"low"_s},         {u"green"_s, u"ok"_s},           {u"normal"_s, u"ok"_s},
        {u"good"_s, u"ok"_s},          {u"websocket"_s, u"ws"_s},       {u"websockets"_s, u"ws"_s},
        {u"wss"_s, u"ws"_s},           {u"eventsource"_s, u"sse"_s},    {u"polling"_s, u"poll"_s},
        {u"avg"_s, u"mean"_s},         {u"avg"_s, u"average"_s},        {u"average"_s, u"mean"_s},
        {u"mean"_s, u"average"_s},     {u"lastNotNull"_s, u"last"_s},   {u"percent"_s, u"percentage"_s},
        {u"graph"_s, u"timeseries"_s}, {u"chart"_s, u"timeseries"_s},   {u"singlestat"_s, u"stat"_s},
        {u"markdown"_s, u"text"_s},    {u"logs"_s, u"log"_s},           {u"above"_s, u"up"_s},
        {u"below"_s, u"down"_s},       {u"wall"_s, u"kiosk"_s},         {u"white"_s, u"light"_s},
        {u"black"_s, u"dark"_s},       {u"grey"_s, u"operator-grey"_s}, {u"bars"_s, u"steps"_s}};
    return pairs;
}

} // namespace

int editDistance(QStringView a, QStringView b, int limit)
{
    if (std::abs(a.size() - b.size()) > limit || a.size() > longestWord || b.size() > longestWord)
        return limit + 1;
    const auto width = size_t(b.size()) + 1;
    std::vector<int> beforeLast(width);
    std::vector<int> last(width);
    std::vector<int> current(width);
    std::iota(last.begin(), last.end(), 0);
    const auto same = [&](qsizetype i, qsizetype j) { return a[i].toCaseFolded() == b[j].toCaseFolded(); };
    for (qsizetype i = 0; i < a.size(); ++i) {
        current[0] = int(i) + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = size_t(j) + 1;
            current[at] = std::min({last[at] + 1, current[at - 1] + 1, last[at - 1] + (same(i, j) ? 0 : 1)});
            if (i > 0 && j > 0 && same(i, j - 1) && same(i - 1, j))
                current[at] = std::min(current[at], beforeLast[at - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return std::min(last.back(), limit + 1);
}

QString closestWord(QStringView word, const QStringList &candidates)
{
    QString closest;
    int least = word.size() <= 4 ? 2 : 3;
    for (const QString &candidate : candidates) {
        const int distance = editDistance(word, candidate, 2);
        // A word of which nothing would be left is no likely one.
        if (distance < least && distance < candidate.size()) {
            closest = candidate;
            least = distance;
        }
    }
    return closest;
}

QString hintAtWords(QStringView word, const QStringList &candidates)
{
    QString closest;
    for (const auto &[other, ours] : synonyms()) {
        if (word.compare(other, Qt::CaseInsensitive) == 0 && candidates.contains(ours))
            closest = ours;
    }
    if (closest.isEmpty())
        closest = closestWord(word, candidates);
    if (!closest.isEmpty())
        return u"did you mean \"%1\"?"_s.arg(closest);
    const QString all = candidates.join(u", "_s);
    return all.isEmpty() || all.size() > longestList ? QString() : u"one of: "_s + all;
}

} // namespace telltale
