// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/updatebatch.h"
#include "transport/protocol/result.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace telltale {

struct MetricsLimits
{
    qsizetype payload = 8 << 20; ///< bytes of one payload
    qsizetype values = 100'000;  ///< values in one payload
    qsizetype state = 256;       ///< bytes of a state's text
};

/// One member of "values". The views hold until the next parse().
struct MetricsValue
{
    std::string_view name;
    SampleKind kind = SampleKind::Number;
    double number = 0;
    std::string_view state;
    std::optional<qint64> timeMs = {}; ///< its own time, where it came as [t, v]
};

/// A payload that could be read.
struct Metrics
{
    std::optional<qint64> timeMs; ///< "t", ms since 1970 UTC
    std::vector<MetricsValue> values;
    quint64 refused = 0;       ///< values that are no number, string or null, or out of a double's range
    QString firstRefusal = {}; ///< why, in words
};

/// Reads {"t":<ms>,"values":{name: number | string | null | [t, value]}}. Members it does not know are skipped without
/// recursion, however deep they are nested; "t" or "values" twice is an error. A name that comes twice gives two
/// values, in order. Numbers are doubles, whatever their size; what a double cannot hold is refused. Total: any bytes
/// give a result or an Error (BadData, TooLarge), never an exception; a payload is taken whole or not at all, but for
/// single values that cannot be shown, which are counted.
class MetricsParser
{
public:
    explicit MetricsParser(MetricsLimits limits = {});
    ~MetricsParser();
    Q_DISABLE_COPY_MOVE(MetricsParser)

    /// Fills metrics, or says why not; then metrics means nothing.
    std::optional<Error> parse(QByteArrayView payload, Metrics &metrics);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale
