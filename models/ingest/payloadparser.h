// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/metricsparser.h"

#include <string_view>
#include <vector>

namespace telltale {

struct PayloadLimits
{
    qsizetype payload = 8 << 20; ///< bytes of one payload
    qsizetype values = 100'000;  ///< values out of one payload
    qsizetype elements = 10'000; ///< of "each", read out of one payload
    qsizetype state = 256;       ///< bytes of a state's text
    qsizetype line = 4'096;      ///< bytes of a line that are looked at
    int depth = 4;               ///< of nested objects that an automatic mapping looks into
};

/// A series whose value is counted, not read.
struct CountedSeries
{
    std::string_view name;
    bool isRate = false; ///< events a second; else the number of events since the start
};

/// What a free payload says. The views hold until the next parse().
struct ParsedPayload
{
    struct Line
    {
        std::string_view text;
        std::optional<qint64> timeMs = {}; ///< ms since 1970; none: the time of receipt
    };

    Metrics metrics;
    std::vector<CountedSeries> counted; ///< an entry for each event in each series that counts it
    std::vector<Line> lines;
    quint64 missing = 0;       ///< pointers that led nowhere
    QString firstMissing = {}; ///< in words, only the first time that this pointer led nowhere

    void clear();
};

/// Reads the payloads of sources that speak no protocol of their own. Total: any bytes give a result or an Error
/// (BadData, TooLarge), never an exception.
class PayloadParser
{
public:
    virtual ~PayloadParser() = default;

    /// Fills parsed, or says why not; then parsed means nothing.
    virtual std::optional<Error> parse(QByteArrayView payload, ParsedPayload &parsed) = 0;
    /// Series that are counted from the start, whether or not an event ever comes. Valid as long as the parser.
    virtual std::vector<CountedSeries> standing() const = 0;
};

} // namespace telltale
