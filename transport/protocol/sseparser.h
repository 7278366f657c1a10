// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/clock.h"
#include "transport/protocol/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <variant>

namespace telltale {

/// A dispatched event. All text is UTF-8; ill-formed input became U+FFFD, as the standard's decoder has it.
struct SseMessage
{
    QByteArray type;         ///< the event field; empty where there was none (the standard then says "message")
    QByteArray data;         ///< the data lines, joined with LF
    QByteArray lastEventId;  ///< the last event ID string as of this event: may be inherited from an earlier block
    bool identified = false; ///< an id field stood in this block

    friend bool operator==(const SseMessage &, const SseMessage &) = default;
};

/// A block with an id and no data: dispatches nothing, but moves the last event ID at its blank line.
struct SseIdChange
{
    QByteArray lastEventId;

    friend bool operator==(const SseIdChange &, const SseIdChange &) = default;
};

/// A retry field: the reconnection time the server asks for.
struct SseRetry
{
    milliseconds delay{0};

    friend bool operator==(const SseRetry &, const SseRetry &) = default;
};

using SseItem = std::variant<SseMessage, SseIdChange, SseRetry>;

struct SseLimits
{
    qsizetype line = 1 << 20;  ///< bytes in one line, its end not counted
    qsizetype event = 8 << 20; ///< bytes of data in one event
};

/// An incremental parser of text/event-stream, after WHATWG HTML 9.2.5 "Parsing an event stream" and 9.2.6
/// "Interpreting an event stream": one leading BOM is dropped; a line ends in CR, LF or CRLF, also when the pair is
/// split over two chunks; an id with NUL is ignored; retry wants ASCII digits alone; an event without data is not
/// dispatched; what the end of the stream cuts off is dropped, its id with it.
///
/// Pure, total: feed() of any chunking of an input gives the same items as feed() of the whole. Over a limit feed()
/// gives ErrorKind::TooLarge, then and ever after until reset(). Items that were complete before the fault are lost
/// with it; the resume id has not moved past them, so they come again.
class SseParser
{
public:
    explicit SseParser(SseLimits limits = {});

    Result<QList<SseItem>> feed(QByteArrayView chunk);
    /// Forgets everything but the limits: for a new connection.
    void reset();
    /// A line, or the data, type or id of a block, has begun that nothing has ended yet.
    bool isMidBlock() const noexcept { return !m_line.isEmpty() || m_hasData || !m_type.isEmpty() || m_identified; }

private:
    void skipByteOrderMark(QByteArrayView &rest);
    void skipLineFeedOfPair(QByteArrayView &rest);
    void takeLine(QByteArrayView line, QList<SseItem> &items);
    void takeField(QByteArrayView name, QByteArrayView value, QList<SseItem> &items);
    void takeData(QByteArrayView value);
    void dispatch(QList<SseItem> &items);
    bool fits(QByteArrayView partOfLine);

    enum class Bom { Expected, Passed };

    SseLimits m_limits;
    Bom m_bom = Bom::Expected;
    bool m_afterCr = false; ///< the last byte was the CR of a line already taken: a LF now belongs to it
    bool m_tooLarge = false;
    QByteArray m_line; ///< the unfinished line (while m_bom is Expected: a BOM's first bytes)
    QByteArray m_data;
    bool m_hasData = false; ///< a data field stood in the block being read, be it empty
    QByteArray m_type;
    QByteArray m_id;           ///< the standard's "last event ID buffer": survives blocks
    bool m_identified = false; ///< an id field stood in the block being read
};

} // namespace telltale
