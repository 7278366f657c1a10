// SPDX-License-Identifier: MIT
//
// Two parsers of text/event-stream must agree on every input: SseParser, fed in pieces, and the one below, written
// from the standard's own steps over the whole input with no thought for speed. Pieces: the whole, single bytes, and
// cuts drawn from the input. Then once more under limits small enough to be met.
#include "transport/protocol/sseparser.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

using namespace telltale;

namespace {

using CodePoints = std::u32string;

void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz_sseparser: %s\n", what);
    std::abort();
}

/// Encoding Standard, 8.1.1 "UTF-8 decoder", its steps as they stand; one BOM is dropped ("UTF-8 decode").
CodePoints decode(const std::string &bytes)
{
    CodePoints text;
    char32_t codePoint = 0;
    int needed = 0;
    int seen = 0;
    unsigned lower = 0x80;
    unsigned upper = 0xbf;
    for (size_t i = bytes.rfind("\xef\xbb\xbf", 0) == 0 ? 3 : 0; i <= bytes.size(); ++i) {
        if (i == bytes.size()) {
            if (needed != 0)
                text += U'\ufffd';
            break;
        }
        const unsigned byte = static_cast<unsigned char>(bytes[i]);
        if (needed == 0) {
            if (byte <= 0x7f) {
                text += static_cast<char32_t>(byte);
            } else if (byte >= 0xc2 && byte <= 0xdf) {
                needed = 1;
                codePoint = byte & 0x1f;
            } else if (byte >= 0xe0 && byte <= 0xef) {
                lower = byte == 0xe0 ? 0xa0 : 0x80;
                upper = byte == 0xed ? 0x9f : 0xbf;
                needed = 2;
                codePoint = byte & 0xf;
            } else if (byte >= 0xf0 && byte <= 0xf4) {
                lower = byte == 0xf0 ? 0x90 : 0x80;
                upper = byte == 0xf4 ? 0x8f : 0xbf;
                needed = 3;
                codePoint = byte & 0x7;
            } else {
                text += U'\ufffd';
            }
            continue;
        }
        const bool belongs = byte >= lower && byte <= upper;
        lower = 0x80;
        upper = 0xbf;
        if (!belongs) {
            needed = seen = 0;
            text += U'\ufffd';
            --i; // "restore byte to ioQueue"
            continue;
        }
        codePoint = (codePoint << 6) | (byte & 0x3f);
        if (++seen == needed) {
            text += codePoint;
            needed = seen = 0;
        }
    }
    return text;
}

/// Encoding Standard, 8.1.2 "UTF-8 encoder". By hand: QString::fromUcs4 would drop a BOM.
QByteArray encode(const CodePoints &text)
{
    QByteArray bytes;
    for (const char32_t codePoint : text) {
        int following = codePoint <= 0x7f ? 0 : codePoint <= 0x7ff ? 1 : codePoint <= 0xffff ? 2 : 3;
        constexpr unsigned offsets[] = {0, 0xc0, 0xe0, 0xf0};
        bytes += static_cast<char>((codePoint >> (6 * following)) + offsets[following]);
        for (; following > 0; --following)
            bytes += static_cast<char>(0x80 | ((codePoint >> (6 * (following - 1))) & 0x3f));
    }
    return bytes;
}

/// The lines that ended (the rest of the input is not a line yet), by whatever a character is.
template <typename String>
std::vector<String> finishedLines(const String &text)
{
    std::vector<String> lines;
    String line;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && i > 0 && text[i - 1] == '\r')
            continue;
        if (text[i] == '\r' || text[i] == '\n') {
            lines.push_back(line);
            line.clear();
        } else {
            line += text[i];
        }
    }
    return lines;
}

std::optional<SseRetry> referenceRetry(const CodePoints &value)
{
    unsigned long long delay = 0;
    for (const char32_t c : value) {
        if (c < U'0' || c > U'9')
            return std::nullopt;
        delay = std::min(1'000'000'000'000ULL, delay * 10 + (c - U'0'));
    }
    return value.empty() ? std::nullopt : std::optional(SseRetry{milliseconds(delay)});
}

/// WHATWG HTML 9.2.6, its steps as they stand.
QList<SseItem> reference(const std::string &stream)
{
    QList<SseItem> items;
    CodePoints data, eventType, idBuffer;
    bool hasId = false;
    for (const CodePoints &line : finishedLines(decode(stream))) {
        if (line.empty()) {
            if (!data.empty()) {
                data.pop_back(); // the trailing LF
                items.append(SseMessage{encode(eventType), encode(data), encode(idBuffer), hasId});
            } else if (hasId) {
                items.append(SseIdChange{encode(idBuffer)});
            }
            data.clear();
            eventType.clear();
            hasId = false;
            continue;
        }
        const size_t colon = line.find(U':');
        const CodePoints field = line.substr(0, colon);
        CodePoints value = colon == CodePoints::npos ? CodePoints() : line.substr(colon + 1);
        if (!value.empty() && value.front() == U' ')
            value.erase(0, 1);
        if (field == U"event") {
            eventType = value;
        } else if (field == U"data") {
            data += value + U'\n';
        } else if (field == U"id" && value.find(U'\0') == CodePoints::npos) {
            idBuffer = value;
            hasId = true;
        } else if (field == U"retry") {
            if (const auto retry = referenceRetry(value))
                items.append(*retry);
        }
    }
    return items;
}

/// Whether a line or an event of the stream is over its limit, counted in the bytes that came.
bool exceeds(const std::string &stream, const SseLimits &limits)
{
    const std::string text = stream.rfind("\xef\xbb\xbf", 0) == 0 ? stream.substr(3) : stream;
    qsizetype unfinished = 0;
    for (auto c = text.rbegin(); c != text.rend() && *c != '\r' && *c != '\n'; ++c)
        ++unfinished;
    qsizetype event = -1; // the LF before the first data line is not there
    bool over = unfinished > limits.line;
    for (const std::string &line : finishedLines(text)) {
        over = over || static_cast<qsizetype>(line.size()) > limits.line;
        if (line.empty())
            event = -1;
        if (line == "data")
            event += 1;
        if (line.rfind("data:", 0) == 0)
            event += 1 + static_cast<qsizetype>(line.size()) - (line.rfind("data: ", 0) == 0 ? 6 : 5);
        over = over || event > limits.event;
    }
    return over;
}

/// Where to cut: after 1 to longest bytes, drawn from the input itself so that a find can be replayed.
class Cuts
{
public:
    Cuts(const std::string &input, size_t longest)
        : m_longest(longest)
    {
        for (const char c : input)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    size_t next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return 1 + static_cast<size_t>(m_state >> 33) % m_longest;
    }

private:
    size_t m_longest;
    unsigned long long m_state = 0xcbf29ce484222325ULL;
};

struct Fed
{
    QList<SseItem> items;
    bool tooLarge = false;
};

Fed feedInPieces(const std::string &stream, const SseLimits &limits, size_t longest)
{
    SseParser parser(limits);
    Fed fed;
    Cuts cuts(stream, longest);
    for (size_t at = 0; at < stream.size();) {
        const size_t size = std::min(cuts.next(), stream.size() - at);
        const auto result = parser.feed(QByteArrayView(stream.data() + at, static_cast<qsizetype>(size)));
        demand(result || result.error().kind == ErrorKind::TooLarge, "a fault that is not TooLarge");
        demand(!(fed.tooLarge && result), "went on after TooLarge");
        if (result)
            fed.items += *result;
        fed.tooLarge = !result;
        at += size;
    }
    return fed;
}

void checkWithoutLimits(const std::string &stream)
{
    const QList<SseItem> expected = reference(stream);
    for (const size_t longest : {stream.size() + 1, size_t(1), size_t(2), size_t(7), size_t(64)}) {
        const Fed fed = feedInPieces(stream, SseLimits{}, longest);
        demand(fed.tooLarge == exceeds(stream, SseLimits{}), "the default limits are not kept");
        demand(fed.tooLarge || fed.items == expected, "the parsers disagree");
    }
}

void checkWithLimits(const std::string &stream)
{
    constexpr SseLimits limits{24, 40};
    const QList<SseItem> expected = reference(stream);
    for (const size_t longest : {size_t(1), size_t(3), size_t(16)}) {
        const Fed fed = feedInPieces(stream, limits, longest);
        demand(fed.tooLarge == exceeds(stream, limits), "a limit is not kept, or met too early");
        demand(fed.items.size() <= expected.size(), "more items under a limit");
        demand(fed.items == expected.first(fed.items.size()), "other items under a limit");
        for (const SseItem &item : fed.items) {
            if (const auto *message = std::get_if<SseMessage>(&item)) // U+FFFD is three bytes long
                demand(message->data.size() <= 3 * limits.event, "data over its bound");
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const std::string stream(reinterpret_cast<const char *>(data), size);
    checkWithoutLimits(stream);
    checkWithLimits(stream);
    return 0;
}
