// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/seriescolumns.h"
#include "transport/protocol/result.h"

#include <QByteArrayView>

#include <memory>

namespace telltale {

struct HistoryParserLimits
{
    qsizetype payload = 32 << 20; ///< bytes of one answer
    qsizetype samples = 1 << 20;  ///< entries of one column
};

/// Reads what a feed answers to /history: {"t":[ms,...],"v":[number|null,...]}, with a step also "min" and "max".
///
/// A null in "v" is what the feed knows to be missing: the line breaks there. Of equal times the last wins. Where there
/// are ranges, each step becomes three samples within it, its minimum, maximum and mean, so that a chart shows how far
/// the values went, and its line goes on from the mean; a step that did not move, or is too short, becomes one.
///
/// Total: any bytes give columns that SeriesHistory::backfill() takes, or an Error (BadData, TooLarge), never an
/// exception. Members it does not know are skipped. Not thread-safe: one thread at a time.
class HistoryParser
{
public:
    explicit HistoryParser(HistoryParserLimits limits = {});
    ~HistoryParser();
    Q_DISABLE_COPY_MOVE(HistoryParser)

    /// stepMs: what was asked for; 0: samples as they are, ranges are ignored.
    Result<SeriesColumns> parse(QByteArrayView payload, qint64 stepMs = 0);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale
