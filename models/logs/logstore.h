// SPDX-License-Identifier: MIT
#pragma once

#include "models/series/instant.h"
#include "models/series/updatebatch.h"

#include <QObject>

#include <deque>
#include <optional>

namespace telltale {

struct LogStoreLimits
{
    qsizetype lines = 10'000;
    qsizetype bytes = 8 << 20; ///< of all lines; the newest line is kept whatever it takes
};

/// The newest lines of one source, in order of arrival, newest last. Bounded: the oldest go.
///
/// apply() takes the lines of a batch and then emits changed(), at most once, and only if there were any; then, like
/// tick(), dayChanged() if now is of another day. A line's number is its place since the start: numbers have no holes,
/// and firstNumber() moves up as lines go. References hold until the next apply(). Thread: GUI.
class LogStore : public QObject
{
    Q_OBJECT
public:
    explicit LogStore(LogStoreLimits limits = {}, QObject *parent = nullptr);

    qsizetype count() const { return qsizetype(m_lines.size()); }
    quint64 firstNumber() const { return m_first; }
    quint64 endNumber() const { return m_first + m_lines.size(); } ///< one above the newest
    /// number: at least firstNumber() and below endNumber().
    const LogRecord &line(quint64 number) const;
    qsizetype bytes() const { return m_bytes; }
    milliseconds now() const { return m_now; } ///< ms since 1970, as of the last apply() or tick()

    void apply(const telltale::UpdateBatch &batch, telltale::Instant now);
    /// Lines or none, time goes on.
    void tick(telltale::Instant now);

Q_SIGNALS:
    void changed();
    /// By the wall clock, where we are: what was written of now wants its date.
    void dayChanged();

private:
    void append(const QList<LogRecord> &lines);

    const LogStoreLimits m_limits;
    std::deque<LogRecord> m_lines;
    quint64 m_first = 0;
    qsizetype m_bytes = 0;
    milliseconds m_now{0};
    std::optional<qint64> m_day;
};

} // namespace telltale
