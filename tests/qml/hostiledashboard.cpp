// SPDX-License-Identifier: MIT
#include "tests/qml/hostiledashboard.h"

using namespace Qt::StringLiterals;

namespace telltale::test {

namespace {

/// OpenMetrics' escapes of a label's value.
QString labelValue(QString text)
{
    return text.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s).replace(u"\n"_s, u"\\n"_s);
}

QByteArray event(const QByteArray &name, const QByteArray &payload, qint64 timeMs)
{
    return R"({"event":")" + name + R"(","data":)" + jsonText(QString::fromUtf8(payload)) +
           R"(,"transport":"sse","t":)" + QByteArray::number(timeMs) + "}\n";
}

/// A series with the page and the text as labels, and a name cut to what a feed may call one.
QByteArray seriesName(const QString &base, int page, const QString &text)
{
    const QString label = labelValue(text.left(40));
    return jsonText(u"%1{page=\"%2\",text=\"%3\"}"_s.arg(base).arg(page).arg(label));
}

} // namespace

HostileDashboard::HostileDashboard(QList<HostileString> strings, QUrl server)
    : pages(int(strings.size()) / stringsPerPage)
    , m_strings(std::move(strings))
    , m_server(std::move(server))
{}

QString HostileDashboard::next(qsizetype limit) const
{
    return fileText(m_strings[m_next++ % m_strings.size()], limit);
}

QByteArray HostileDashboard::dashboard() const
{
    m_next = 0;
    QByteArray all;
    for (int i = 0; i <= pages; ++i)
        all += (i > 0 ? ",\n" : "") + page(i, i == pages);
    const QByteArray refused = jsonText(u"<img src='x'>\u202e"_s + numberMark(refusedNumber));
    return R"({"format": 1, "title": )" + jsonText(next()) + R"(, "time": {"window": "5m"}, "sources": {
        "feed": {"type": "recording", "file": "recording.jsonl", "freshness": {"late": "20s", "stale": "40s", "lost": "60s"}},
        )" +
           refused + R"(: {"type": "recording", "file": "<img src=x>.jsonl"},
        "closed": {"type": "stream", "transports": ["ws"], "url": )" +
           jsonText(m_server.toString()) + R"(}},
        "pages": [)" +
           all + "]}";
}

QByteArray HostileDashboard::panel(const QByteArray &type, const QByteArray &at, const QByteArray &more) const
{
    return R"({"type": ")" + type + R"(", "at": [)" + at + R"(], "title": )" + jsonText(next()) + more + "},\n";
}

/// Twenty-five places for strings.
QByteArray HostileDashboard::page(int number, bool isLost) const
{
    const auto data = [&](const QByteArray &base, const QByteArray &more = {}) {
        return R"({"source": "feed", "series": ")" + base + R"({*", "labels": {"page": ")" +
               QByteArray::number(isLost ? 0 : number) + R"("})" + more + "}";
    };
    const auto legend = [&] { return R"(, "legend": )" + jsonText(next()); };
    const QByteArray fresh = isLost ? R"(, "freshness": {"late": "1ms", "stale": "2ms", "lost": "3ms"})" : "";
    const QByteArray numbers = R"(, "data": [)" + data("num") + "]" + fresh;
    const QByteArray words = R"(, "data": [)" + data("word") + "]" + fresh;
    const QByteArray map = R"(, "map": [{"value": "word", "text": )" + jsonText(next()) + R"(, "state": "high"}])";
    const auto unit = [&](QStringView kind) { return R"(, "unit": )" + jsonText(kind.toString() + next(30)); };
    QByteArray panels = panel("row", "0,0,24,1", "");
    panels += panel("stat", "0,1,6,4", numbers + unit(u"suffix:") + R"(, "details": [)" + data("num", legend()) + "]");
    panels += panel("gauge", "6,1,6,4", numbers + unit(u"prefix:") + R"(, "min": 0, "max": 9)");
    panels += panel("bargauge", "12,1,6,4", numbers + unit(u"si:") + R"(, "min": 0, "max": 9)");
    panels += panel("connection", "18,1,6,4", number % 2 ? R"(, "source": "closed")" : R"(, "source": "feed")");
    panels += panel("timeseries", "0,5,8,5", R"(, "data": [)" + data("num", legend()) + "]" + fresh);
    panels += panel("timeseries", "8,5,8,5",
                    R"(, "data": [)" + data("num", R"(, "legend": "{{text}}")") + "]" + fresh +
                        R"(, "options": {"legend": "right", "legendValues": ["last", "max"]})");
    panels += panel("table", "16,5,8,5",
                    numbers + R"(, "options": {"columns": [{"label": "text", "title": )" + jsonText(next()) +
                        R"(}, {"data": 0, "title": )" + jsonText(next()) + "}]}");
    panels += panel("statusgrid", "0,10,6,5", words + map);
    panels += panel("statetimeline", "6,10,6,5", words);
    panels += panel("log", "12,10,6,5", R"(, "source": "feed")");
    panels += panel("text", "18,10,3,5", R"(, "text": )" + jsonText(next() + u'\n' + next(90)));
    panels += panel("clock", "21,10,3,5", "");
    return R"({"title": )" + jsonText(next()) + R"(, "panels": [)" + panels.chopped(2) + "]}";
}

QByteArray HostileDashboard::recording() const
{
    constexpr qint64 start = 1'773'497'371'400;
    QByteArray events;
    for (int i = 0; i < m_strings.size(); ++i) {
        const QString &text = m_strings[i].text;
        const int page = i / stringsPerPage;
        const QByteArray time = R"({"t":)" + QByteArray::number(start + i);
        events += event("metrics",
                        time + R"(,"values":{)" + seriesName(u"num"_s, page, text) + ":" + QByteArray::number(i % 9) +
                            "," + seriesName(u"word"_s, page, text) + ":" +
                            (i % 5 == 0 ? "\"word\""_ba : jsonText(text.left(80))) + "}}",
                        start);
        events += event("log",
                        time + R"(,"level":"error","text":)" + jsonText(text) + R"(,"labels":{"from":)" +
                            jsonText(text.left(60)) + "}}",
                        start);
        // The same as no text at all: bytes, of which some are no UTF-8.
        events += R"({"event":"log","data64":")" + ("{\"text\":\"\xff\xc0\x80\xed\xa0\x80" + text.toUtf8()).toBase64() +
                  R"(","transport":"ws","t":)" + QByteArray::number(start) + "}\n";
    }
    // Played once: the next round is as far away as a round can be.
    return events + event("heartbeat", R"({"t":0})", start + 60'000);
}

} // namespace telltale::test
