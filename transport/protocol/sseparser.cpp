// SPDX-License-Identifier: MIT
#include "transport/protocol/sseparser.h"

#include "transport/protocol/utf8.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

/// Finds CR and LF. The place of the next CR is remembered, so that a chunk without one is searched for it once and
/// not once a line.
class LineEnds
{
public:
    explicit LineEnds(QByteArrayView text)
        : m_end(text.data() + text.size())
        , m_cr(find(text.data(), '\r'))
    {}

    /// The end of the line that begins at from, or the end of the text.
    const char *next(const char *from)
    {
        if (m_cr < from)
            m_cr = find(from, '\r');
        const char *lf = static_cast<const char *>(std::memchr(from, '\n', static_cast<size_t>(m_cr - from)));
        return lf ? lf : m_cr;
    }

private:
    const char *find(const char *from, char c) const
    {
        const void *found = from == m_end ? nullptr : std::memchr(from, c, static_cast<size_t>(m_end - from));
        return found ? static_cast<const char *>(found) : m_end;
    }

    const char *m_end;
    const char *m_cr;
};

/// The value of a retry field, or nothing unless it is ASCII digits alone.
std::optional<milliseconds> parseRetry(QByteArrayView value)
{
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    // 30 years: longer means "never", and still fits when it is counted in nanoseconds and added to a time.
    constexpr milliseconds::rep longest = 1'000'000'000'000;
    milliseconds::rep delay = 0;
    for (const char digit : value)
        delay = std::min(longest, delay * 10 + (digit - '0'));
    return milliseconds(delay);
}

} // namespace

SseParser::SseParser(SseLimits limits)
    : m_limits(limits)
{}

void SseParser::reset()
{
    *this = SseParser(m_limits);
}

Result<QList<SseItem>> SseParser::feed(QByteArrayView chunk)
{
    QList<SseItem> items;
    QByteArrayView rest = chunk;
    skipByteOrderMark(rest);
    skipLineFeedOfPair(rest);
    LineEnds lineEnds(rest);
    while (!rest.isEmpty() && !m_tooLarge) {
        const char *end = lineEnds.next(rest.data());
        const QByteArrayView part(rest.data(), end);
        rest = rest.sliced(part.size());
        if (!fits(part))
            break;
        if (rest.isEmpty()) {
            m_line.append(part);
        } else if (m_line.isEmpty()) {
            takeLine(part, items);
        } else {
            takeLine(m_line.append(part), items);
            m_line.resize(0);
        }
        if (rest.isEmpty())
            break;
        m_afterCr = rest.front() == '\r';
        rest = rest.sliced(1);
        skipLineFeedOfPair(rest);
    }
    if (m_tooLarge)
        return Error{ErrorKind::TooLarge, u"a line or an event of the stream is over its size limit"_s};
    return items;
}

void SseParser::skipByteOrderMark(QByteArrayView &rest)
{
    while (m_bom == Bom::Expected && !rest.isEmpty()) {
        if (rest.front() != byteOrderMark[m_line.size()]) {
            m_bom = Bom::Passed;
            return;
        }
        m_line.append(rest.front());
        rest = rest.sliced(1);
        if (m_line.size() == byteOrderMark.size()) {
            m_line.clear();
            m_bom = Bom::Passed;
        }
    }
}

void SseParser::skipLineFeedOfPair(QByteArrayView &rest)
{
    if (!m_afterCr || rest.isEmpty())
        return;
    m_afterCr = false;
    if (rest.front() == '\n')
        rest = rest.sliced(1);
}

bool SseParser::fits(QByteArrayView partOfLine)
{
    m_tooLarge = partOfLine.size() > m_limits.line - m_line.size();
    return !m_tooLarge;
}

void SseParser::takeLine(QByteArrayView line, QList<SseItem> &items)
{
    if (line.isEmpty())
        return dispatch(items);
    const qsizetype colon = line.indexOf(':');
    if (colon == 0)
        return; // a comment
    if (colon < 0)
        return takeField(line, {}, items);
    QByteArrayView value = line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    takeField(line.first(colon), value, items);
}

void SseParser::takeField(QByteArrayView name, QByteArrayView value, QList<SseItem> &items)
{
    if (name == "data") {
        takeData(value);
    } else if (name == "event") {
        m_type = value.toByteArray();
    } else if (name == "id") {
        if (value.contains('\0'))
            return;
        m_id = toWellFormedUtf8(value.toByteArray());
        m_identified = true;
    } else if (name == "retry") {
        if (const auto delay = parseRetry(value))
            items.append(SseRetry{*delay});
    }
}

void SseParser::takeData(QByteArrayView value)
{
    const qsizetype separator = m_hasData ? 1 : 0;
    if (value.size() > m_limits.event - m_data.size() - separator) {
        m_tooLarge = true;
        return;
    }
    if (m_hasData)
        m_data.append('\n');
    m_data.append(value);
    m_hasData = true;
}

void SseParser::dispatch(QList<SseItem> &items)
{
    if (m_hasData) {
        items.append(SseMessage{toWellFormedUtf8(std::exchange(m_type, {})),
                                toWellFormedUtf8(std::exchange(m_data, {})), m_id, m_identified});
    } else if (m_identified) {
        items.append(SseIdChange{m_id});
    }
    m_type.clear();
    m_hasData = false;
    m_identified = false;
}

} // namespace telltale
