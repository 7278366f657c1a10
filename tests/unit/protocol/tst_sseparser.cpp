// SPDX-License-Identifier: MIT
#include "transport/protocol/sseparser.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {

using Items = QList<SseItem>;

/// A literal with its NULs.
template <size_t size>
QByteArray bytes(const char (&literal)[size])
{
    return QByteArray(literal, size - 1);
}

SseMessage message(const QByteArray &data, const QByteArray &type = {})
{
    return {type, data, {}, false};
}

SseMessage identified(const QByteArray &data, const QByteArray &id)
{
    return {{}, data, id, true};
}

SseMessage inherited(const QByteArray &data, const QByteArray &id)
{
    return {{}, data, id, false};
}

QByteArray describeItem(const SseItem &item)
{
    if (const auto *event = std::get_if<SseMessage>(&item)) {
        return "message(type=" + event->type.toPercentEncoding() + " data=" + event->data.toPercentEncoding() +
               " id=" + event->lastEventId.toPercentEncoding() + (event->identified ? " own)" : ")");
    }
    if (const auto *change = std::get_if<SseIdChange>(&item))
        return "id(" + change->lastEventId.toPercentEncoding() + ")";
    return "retry(" + QByteArray::number(qint64(std::get<SseRetry>(item).delay.count())) + ")";
}

QByteArray describe(const Items &items)
{
    QByteArrayList words;
    for (const SseItem &item : items)
        words.append(describeItem(item));
    return words.join(' ');
}

/// What comes out of a fresh parser; "fault" at the end if it refused to go on.
QByteArray parsed(const QByteArrayList &chunks, SseLimits limits = {})
{
    SseParser parser(limits);
    Items items;
    for (const QByteArray &chunk : chunks) {
        const auto result = parser.feed(chunk);
        if (!result)
            return describe(items) + (result.error().kind == ErrorKind::TooLarge ? "fault" : "other fault");
        items += *result;
    }
    return describe(items);
}

QByteArrayList cut(const QByteArray &stream, qsizetype size)
{
    QByteArrayList chunks;
    for (qsizetype at = 0; at < stream.size(); at += size)
        chunks.append(stream.mid(at, size));
    return chunks;
}

QByteArrayList cutAtRandom(const QByteArray &stream, QRandomGenerator &random)
{
    QByteArrayList chunks;
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype size = random.bounded(1, 9);
        chunks.append(stream.mid(at, size));
        at += size;
    }
    return chunks;
}

/// Bytes that mean something to the parser, and some that do not.
QByteArray randomStream(QRandomGenerator &random)
{
    static const QByteArrayList words{"\r"_ba,   "\n"_ba,    "\r\n"_ba, ":"_ba,    " "_ba,        QByteArray(1, '\0'),
                                      "data"_ba, "data:"_ba, "id"_ba,   "id:"_ba,  "event:"_ba,   "retry:"_ba,
                                      "12"_ba,   "x"_ba,     "\n\n"_ba, "\xc3"_ba, "\xbb\xbf"_ba, "\xef\xbb\xbf"_ba};
    QByteArray stream;
    for (int count = random.bounded(40); count > 0; --count) {
        if (random.bounded(10) == 0)
            stream += static_cast<char>(random.bounded(256));
        else
            stream += words[random.bounded(words.size())];
    }
    return stream;
}

QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray bom = "\xef\xbb\xbf"_ba;

} // namespace

class SseParserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void feed_followsTheStandard_data();
    void feed_followsTheStandard();
    void feed_readsEveryLineEndInEveryChunking_data();
    void feed_readsEveryLineEndInEveryChunking();
    void feed_givesAnEventWithTheByteThatEndsIt();
    void feed_keepsLineEndsApartOverChunks();
    void feed_dropsWhatTheEndCutsOff();
    void feed_takesALargeMessageWhole();
    void feed_allowsALineOfExactlyTheLimit();
    void feed_refusesALineOneOverTheLimit();
    void feed_refusesAnUnfinishedLineOverTheLimit();
    void feed_allowsAnEventOfExactlyTheLimit();
    void feed_refusesAnEventOneOverTheLimit();
    void feed_refusesForEverAfterAFault();
    void reset_forgetsEverything();
    void corpus_doesNotDependOnChunks_data();
    void corpus_doesNotDependOnChunks();
    void randomBytes_doNotDependOnChunks();
};

void SseParserTest::feed_followsTheStandard_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &stream, const Items &items) {
        QTest::newRow(name) << stream << describe(items);
    };
    // As in web-platform-tests/eventsource, format-*.
    row("field parsing",
        bytes("data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\n"
              "data:4\n\n"),
        {message(bytes("\0\n 2\n1\n3\n\n4"))});
    row("line ends", "data:test\r\ndata\ndata:test\r\n\r", {message("test\n\ntest")});
    row("leading space", "data:\ttest\rdata: \ndata:test\n\n", {message("\ttest\n\ntest")});
    row("unknown fields", "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
        {message("test\n\ntest")});
    row("NUL as data", bytes("data:\0\n\n"), {message(QByteArray(1, '\0'))});
    row("BOM", bom + "data:1\n\ndata:2\n\n", {message("1"), message("2")});
    row("two BOMs", bom + bom + "data:1\n\ndata:2\n\ndata:3\n\n", {message("2"), message("3")});
    row("BOM later", "data:1\n\n" + bom + "data:2\n\ndata:3\n\n", {message("1"), message("3")});
    row("part of a BOM",
        "\xef\xbb"
        "data:1\n\ndata:2\n\n",
        {message("2")});
    row("UTF-8", "data:ok\xe2\x80\xa6\n\n", {message("ok\xe2\x80\xa6")});
    row("event", "event:test\ndata:x\n\ndata:x\n\n", {message("x", "test"), message("x")});
    row("event, empty", "event:\ndata:data\n\n", {message("data")});
    row("event, last wins", "event:a\nevent: b\ndata:1\n\n", {message("1", "b")});
    row("retry", "retry:3000\nretry:1000x\ndata:x\n\n", {SseRetry{milliseconds(3000)}, message("x")});
    row("retry, empty or signed", "retry\nretry:\nretry:-1\nretry:+1\nretry: 1 \nretry:\xd9\xa1\n\n", {});
    row("retry, zero", "retry:0\n", {SseRetry{milliseconds(0)}});
    row("retry, endless", "retry:" + QByteArray(400, '9') + "\n", {SseRetry{milliseconds(1'000'000'000'000)}});
    row("retry, leading zeros", "retry:" + QByteArray(400, '0') + "7\n", {SseRetry{milliseconds(7)}});

    // Last event IDs.
    row("id stays", "id:1\ndata:a\n\ndata:b\n\n", {identified("a", "1"), inherited("b", "1")});
    row("id reset by an empty one", "id:1\ndata:a\n\nid\ndata:b\n\n", {identified("a", "1"), identified("b", "")});
    row("id with NUL is ignored", bytes("id:1\ndata:a\n\nid:2\0x\ndata:b\n\n"),
        {identified("a", "1"), inherited("b", "1")});
    row("id after data", "data:a\nid: 7f3a:1042\n\n", {identified("a", "7f3a:1042")});
    row("id without data", "id:1\n\ndata:a\n\n", {SseIdChange{"1"}, inherited("a", "1")});
    row("id of a block with an event field alone", "id:1\nevent:x\n\n", {SseIdChange{"1"}});
    row("id, non-ASCII", "id: \xe2\x80\xa6\ndata:a\n\n", {identified("a", "\xe2\x80\xa6")});
    row("id, ill-formed", "id:\xff\ndata:a\n\n", {identified("a", "\xef\xbf\xbd")});

    // What dispatches.
    row("no data", "event:x\n\n\n\n", {});
    row("type of a block without data is dropped", "event:x\n\ndata:a\n\n", {message("a")});
    row("empty data", "data\n\ndata:\n\ndata: \n\n", {message(""), message(""), message("")});
    row("two empty data lines", "data\ndata\n\n", {message("\n")});
    row("comments", ":\n: data:x\n:\n\ndata:a\n:b\ndata:c\n\n", {message("a\nc")});
    row("only one space is taken", "data:  a\n\n", {message(" a")});
    row("colons in a value", "data:a:b: c\n\n", {message("a:b: c")});
    row("ill-formed data", "data: a\xe2\x82z\xf0\x9f\x98\n\n", {message("a\xef\xbf\xbdz\xef\xbf\xbd")});
    row("ill-formed data that begins with a BOM", "data:" + bom + "\xff\n\n", {message(bom + "\xef\xbf\xbd")});
    row("nothing", "", {});
}

void SseParserTest::feed_followsTheStandard()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, expected);
    QCOMPARE(parsed({stream}), expected);
    QCOMPARE(parsed(cut(stream, 1)), expected);
    QCOMPARE(parsed(cut(stream, 2)), expected);
    QCOMPARE(parsed(cut(stream, 3)), expected);
}

void SseParserTest::feed_readsEveryLineEndInEveryChunking_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("expected");
    const QList<std::pair<QByteArray, QByteArray>> ends{{"LF", "\n"}, {"CR", "\r"}, {"CRLF", "\r\n"}};
    // A bar is a line end.
    const QList<std::pair<QByteArray, Items>> shapes{
        {"data:a||", {message("a")}},
        {"data:a|data:b||", {message("a\nb")}},
        {"data:a||data:b||", {message("a"), message("b")}},
        {"|||data:a|||data:b||", {message("a"), message("b")}},
        {"event:t|data:a|id:1||data:b||", {SseMessage{"t", "a", "1", true}, inherited("b", "1")}},
        {":c|data|data:||:c||retry:5|id:2||", {message("\n"), SseRetry{milliseconds(5)}, SseIdChange{"2"}}}};
    for (const auto &[name, end] : ends) {
        for (const auto &[shape, items] : shapes) {
            QTest::addRow("%s %s", name.constData(), shape.constData())
                << QByteArray(shape).replace('|', end) << describe(items);
        }
    }
}

void SseParserTest::feed_readsEveryLineEndInEveryChunking()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, expected);
    for (qsizetype size = 1; size <= stream.size(); ++size)
        QCOMPARE(parsed(cut(stream, size)), expected);
    for (qsizetype at = 0; at <= stream.size(); ++at)
        QCOMPARE(parsed({stream.first(at), {}, stream.sliced(at)}), expected);
}

void SseParserTest::feed_givesAnEventWithTheByteThatEndsIt()
{
    SseParser parser;
    QCOMPARE(describe(*parser.feed("data:a\r\n")), QByteArray());
    QCOMPARE(describe(*parser.feed("\r")), describe({message("a")}));
    QCOMPARE(describe(*parser.feed("\n")), QByteArray());
}

void SseParserTest::feed_keepsLineEndsApartOverChunks()
{
    // The LF after a chunk that ended in CR belongs to it; a later one does not.
    QCOMPARE(parsed({"data:a\r", "\n\n"}), describe({message("a")}));
    QCOMPARE(parsed({"data:a\r", "d", "\n\n"}), describe({message("a")}));
    QCOMPARE(parsed({"data:a\r", "data:b\n", "\n"}), describe({message("a\nb")}));
    QCOMPARE(parsed({"data:a\r", "\r", "data:b\r", "\r"}), describe({message("a"), message("b")}));
    // Inside one chunk.
    QCOMPARE(parsed({"data: a\rdata: b\n\n"}), describe({message("a\nb")}));
}

void SseParserTest::feed_dropsWhatTheEndCutsOff()
{
    SseParser parser;
    QCOMPARE(describe(*parser.feed("id:1\ndata:a\n\nid:2\ndata:b\n")), describe({identified("a", "1")}));
    parser.reset();
    QCOMPARE(describe(*parser.feed("data:c\n\n")), describe({message("c")}));
}

void SseParserTest::feed_takesALargeMessageWhole()
{
    const QByteArray line(900'000, 'x');
    const QByteArray data = line + '\n' + line + '\n' + line;
    QCOMPARE(parsed(cut("data:" + line + "\ndata:" + line + "\r\ndata:" + line + "\r\r", 4093)),
             describe({message(data)}));
}

void SseParserTest::feed_allowsALineOfExactlyTheLimit()
{
    constexpr SseLimits limits{8, 100};
    const QByteArray stream = bom + "data:abc\r\n:2345678\n\n";
    QCOMPARE(parsed({stream}, limits), describe({message("abc")}));
    QCOMPARE(parsed(cut(stream, 1), limits), describe({message("abc")}));
}

void SseParserTest::feed_refusesALineOneOverTheLimit()
{
    constexpr SseLimits limits{8, 100};
    QCOMPARE(parsed({"data:abcd\n\n"}, limits), "fault"_ba);
    QCOMPARE(parsed(cut("data:abcd\n\n", 1), limits), "fault"_ba);
    QCOMPARE(parsed({"data:1\n\n", ":23456789\n"}, limits), describe({message("1")}) + "fault");
}

void SseParserTest::feed_refusesAnUnfinishedLineOverTheLimit()
{
    constexpr SseLimits limits{8, 100};
    QCOMPARE(parsed({"data:abc"}, limits), ""_ba);
    QCOMPARE(parsed({"data:abcd"}, limits), "fault"_ba);
    QCOMPARE(parsed({"data:ab", "cd"}, limits), "fault"_ba);
}

void SseParserTest::feed_allowsAnEventOfExactlyTheLimit()
{
    constexpr SseLimits limits{20, 10};
    QCOMPARE(parsed({"data:1234567890\n\n"}, limits), describe({message("1234567890")}));
    QCOMPARE(parsed({"data:1234\ndata:67890\n\ndata:1234567890\n\n"}, limits),
             describe({message("1234\n67890"), message("1234567890")}));
    QCOMPARE(parsed({QByteArray("data\n").repeated(11) + "\n"}, limits), describe({message(QByteArray(10, '\n'))}));
}

void SseParserTest::feed_refusesAnEventOneOverTheLimit()
{
    constexpr SseLimits limits{20, 10};
    QCOMPARE(parsed({"data:12345678901\n"}, limits), "fault"_ba);
    QCOMPARE(parsed({"data:12345\n", "data:67890\n"}, limits), "fault"_ba);
    QCOMPARE(parsed({QByteArray("data\n").repeated(12)}, limits), "fault"_ba);
}

void SseParserTest::feed_refusesForEverAfterAFault()
{
    SseParser parser(SseLimits{8, 100});
    QVERIFY(!parser.feed("data:abcd"));
    for (const QByteArray &chunk : {"\n"_ba, "\n"_ba, "data:a\n\n"_ba, ""_ba}) {
        const auto result = parser.feed(chunk);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::TooLarge);
    }
}

void SseParserTest::reset_forgetsEverything()
{
    SseParser parser(SseLimits{8, 100});
    QVERIFY(parser.feed(bom + "id:1\n\nid:2\nevent:x\ndata:a\r"));
    parser.reset();
    QCOMPARE(describe(*parser.feed(bom + "data:b\n\n")), describe({message("b")}));
    QVERIFY(!parser.feed("data:abcd"));
    parser.reset();
    QCOMPARE(describe(*parser.feed("\ndata:c\n\n")), describe({message("c")}));
    QVERIFY2(!parser.feed("data:abcd"), "the limits were forgotten");
}

void SseParserTest::corpus_doesNotDependOnChunks_data()
{
    QTest::addColumn<QByteArray>("stream");
    const QDir corpus(QStringLiteral(SSE_CORPUS));
    for (const QString &name : corpus.entryList({u"*.sse"_s}, QDir::Files))
        QTest::newRow(qPrintable(name)) << fileContent(corpus.filePath(name));
}

void SseParserTest::corpus_doesNotDependOnChunks()
{
    QFETCH(QByteArray, stream);
    QVERIFY(!stream.isEmpty());
    const QByteArray whole = parsed({stream});
    for (const qsizetype size : {1, 2, 3, 5, 7, 64})
        QCOMPARE(parsed(cut(stream, size)), whole);
}

void SseParserTest::randomBytes_doNotDependOnChunks()
{
    constexpr int inputs = 2'000;
    qsizetype bytesOfItems = 0;
    for (quint32 seed = 1; seed <= inputs; ++seed) {
        QRandomGenerator random(seed);
        const QByteArray stream = randomStream(random);
        const QByteArray whole = parsed({stream});
        bytesOfItems += whole.size();
        for (int again = 0; again < 3; ++again) {
            const QByteArray inPieces = parsed(cutAtRandom(stream, random));
            QVERIFY2(inPieces == whole,
                     qPrintable(u"seed %1: \"%2\" gives \"%3\" whole and \"%4\" in pieces"_s.arg(seed).arg(
                         QString::fromLatin1(stream.toPercentEncoding()), QString::fromLatin1(whole),
                         QString::fromLatin1(inPieces))));
        }
    }
    QVERIFY2(bytesOfItems > 10'000, "the inputs have become too dull to mean anything");
}

QTEST_GUILESS_MAIN(SseParserTest)
#include "tst_sseparser.moc"
