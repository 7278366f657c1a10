// SPDX-License-Identifier: MIT
#include "models/dashboard/file/dashboardreader.h"

#include "models/dashboard/file/pagereader.h"
#include "models/dashboard/file/sourcereader.h"
#include "models/dashboard/file/valuereaders.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Whether the rest of the file can be read as this format.
bool checkFormat(const JsonValue &root, Diagnostics &diagnostics)
{
    const JsonMember *format = root.member(u"format");
    if (!format) {
        diagnostics.error(root.place, u"the file does not say its \"format\""_s,
                          u"if it is a Telltale dashboard, add \"format\": %1"_s.arg(Dashboard::format));
        return true;
    }
    const JsonValue &value = format->value;
    if (value.kind == JsonKind::Number && value.number > Dashboard::format &&
        std::floor(value.number) == value.number) {
        diagnostics.error(value.place,
                          u"the file has format %1, and this program reads formats up to %2"_s.arg(value.number)
                              .arg(Dashboard::format),
                          u"a newer Telltale reads it"_s);
        return false;
    }
    if (value.kind != JsonKind::Number || value.number != Dashboard::format)
        diagnostics.error(value.place, u"\"format\" must be the number %1"_s.arg(Dashboard::format));
    return true;
}

void readHead(const ObjectReader &reader, Dashboard &dashboard)
{
    dashboard.id = reader.anyWord(u"id").value_or(QString());
    dashboard.title = reader.text(u"title").value_or(QString());
    dashboard.profile = reader.word(u"profile", profileWords()).value_or(dashboard.profile);
    dashboard.theme = reader.word(u"theme", themeWords()).value_or(dashboard.theme);
    if (const JsonValue *time = reader.object(u"time"))
        dashboard.window = ObjectReader(*time, Shape::Time, u"\"time\""_s, reader.context())
                               .duration(u"window")
                               .value_or(dashboard.window);
    const FreshnessOverrides freshness = readFreshness(reader);
    checkFreshness(reader, freshness, dashboard.freshness, u"what holds if nothing is said"_s);
    dashboard.freshness = freshness.over(dashboard.freshness);
}

} // namespace

bool DashboardReading::isUsable() const
{
    return std::none_of(diagnostics.begin(), diagnostics.end(),
                        [](const Diagnostic &d) { return d.level == Diagnostic::Level::Error; });
}

DashboardReading readDashboard(const QByteArray &text, const DashboardReaderOptions &options)
{
    DashboardReading reading;
    const JsonParsed parsed = parseJson(text, options.json);
    if (parsed.fault) {
        const JsonFault &fault = *parsed.fault;
        reading.diagnostics.append({fault.place, Diagnostic::Level::Error, fault.message, fault.hint});
        return reading;
    }
    Diagnostics diagnostics(options.limits.diagnostics);
    ReadContext context{diagnostics, options};
    const bool isObject = parsed.root.kind == JsonKind::Object;
    if (!isObject || checkFormat(parsed.root, diagnostics)) {
        const ObjectReader reader(parsed.root, Shape::Dashboard, u"the dashboard"_s, context);
        if (isObject) {
            readHead(reader, reading.dashboard);
            reading.dashboard.sources = readSources(reader, reading.dashboard.freshness);
            reading.dashboard.pages = readPages(reader, reading.dashboard);
        }
    }
    reading.diagnostics = diagnostics.sorted();
    return reading;
}

} // namespace telltale
