// SPDX-License-Identifier: MIT
#include "transport/policy/verdict.h"

#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ws = TransportKind::WebSocket;
constexpr auto sse = TransportKind::Sse;
constexpr auto longPoll = TransportKind::LongPoll;
constexpr auto poll = TransportKind::Poll;

Error because(ErrorKind kind, int httpStatus = 0, int closeCode = 0)
{
    return {kind, u"why"_s, httpStatus, closeCode};
}

} // namespace

Q_DECLARE_METATYPE(telltale::Error)

class VerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_decides_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<Verdict>("verdict");
        const auto add = [](ErrorKind kind, Verdict verdict) {
            QTest::addRow("%s", toWord(kind).data()) << kind << verdict;
        };
        add(ErrorKind::HostNotFound, Verdict::ServerDown);
        add(ErrorKind::ConnectionRefused, Verdict::ServerDown);
        add(ErrorKind::NetworkUnreachable, Verdict::NoNetwork);
        add(ErrorKind::ServerStop, Verdict::Stop);
        for (const ErrorKind kind : {ErrorKind::Tls, ErrorKind::ProxyAuthentication, ErrorKind::BadRedirect})
            add(kind, Verdict::Refused);
        for (const ErrorKind kind :
             {ErrorKind::Cancelled, ErrorKind::ConnectTimeout, ErrorKind::HandshakeTimeout, ErrorKind::NotProven,
              ErrorKind::HeldBack, ErrorKind::Silent, ErrorKind::Stalled, ErrorKind::RemoteClosed,
              ErrorKind::UpgradeRefused, ErrorKind::HttpStatus, ErrorKind::WrongContentType, ErrorKind::Protocol,
              ErrorKind::BadData, ErrorKind::TooLarge, ErrorKind::Flood})
            add(kind, Verdict::Unfit);
    }

    void kind_decides()
    {
        QFETCH(ErrorKind, kind);
        QFETCH(Verdict, verdict);
        QCOMPARE(judge(because(kind)), verdict);
    }

    /// The same whether an upgrade or a plain request was answered so.
    void status_decides_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<Verdict>("verdict");
        const auto add = [](std::initializer_list<int> statuses, Verdict verdict) {
            for (const int status : statuses)
                QTest::addRow("%d", status) << status << verdict;
        };
        add({410}, Verdict::Evicted);
        add({401, 403, 404, 407}, Verdict::Refused);
        add({429, 503}, Verdict::Overloaded);
        add({200, 302, 400, 402, 405, 406, 408, 409, 418, 426, 428, 499, 500, 501, 502, 504, 511}, Verdict::Unfit);
    }

    void status_decides()
    {
        QFETCH(int, status);
        QFETCH(Verdict, verdict);
        QCOMPARE(judge(because(ErrorKind::HttpStatus, status)), verdict);
        QCOMPARE(judge(because(ErrorKind::UpgradeRefused, status)), verdict);
        QCOMPARE(judge(because(ErrorKind::RemoteClosed, status)), Verdict::Unfit); // not a status that was refused with
    }

    void closeCode_decides_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<Verdict>("verdict");
        const auto add = [](std::initializer_list<int> codes, Verdict verdict) {
            for (const int code : codes)
                QTest::addRow("%d", code) << code << verdict;
        };
        add({1008, 4401, 4403, 4500, 4501, 4999}, Verdict::Refused);
        add({1001, 1012, 4012}, Verdict::Planned);
        add({1002, 1013, 4013}, Verdict::Overloaded);
        add({0,    1000, 1003, 1005, 1006, 1007, 1009, 1010, 1011, 1014, 1015,
             3000, 3999, 4000, 4001, 4008, 4400, 4402, 4404, 4499, 5000},
            Verdict::Unfit);
    }

    void closeCode_decides()
    {
        QFETCH(int, code);
        QFETCH(Verdict, verdict);
        QCOMPARE(judge(because(ErrorKind::RemoteClosed, 0, code)), verdict);
    }

    void message_decidesNothing()
    {
        Error reason = because(ErrorKind::RemoteClosed, 0, 1012);
        reason.message = u"401 forbidden, gone, go away"_s;
        QCOMPARE(judge(reason), Verdict::Planned);
    }

    void way_isBlamedForWhatMiddleBoxesDo_data()
    {
        QTest::addColumn<TransportKind>("kind");
        QTest::addColumn<Error>("reason");
        QTest::addColumn<bool>("blamed");
        for (const int status : {200, 400, 403, 404, 405, 426, 501})
            QTest::addRow("upgrade %d", status) << ws << because(ErrorKind::UpgradeRefused, status) << true;
        for (const int status : {401, 407, 410, 429, 500, 502, 503, 504}) // the server's own word, or it is down
            QTest::addRow("upgrade %d", status) << ws << because(ErrorKind::UpgradeRefused, status) << false;
        for (const int status : {403, 404, 406, 500})
            QTest::addRow("status %d", status) << sse << because(ErrorKind::HttpStatus, status) << false;
        for (const TransportKind kind : {sse, longPoll, poll})
            QTest::addRow("not a feed, %s", toWord(kind).data())
                << kind << because(ErrorKind::WrongContentType) << true;
        QTest::addRow("held back") << sse << because(ErrorKind::HeldBack) << true;
        QTest::addRow("nothing behind the head, sse") << sse << because(ErrorKind::NotProven) << true;
        for (const TransportKind kind : {ws, longPoll, poll})
            QTest::addRow("unproven, %s", toWord(kind).data()) << kind << because(ErrorKind::NotProven) << false;
        for (const ErrorKind kind :
             {ErrorKind::HostNotFound, ErrorKind::ConnectionRefused, ErrorKind::NetworkUnreachable,
              ErrorKind::ConnectTimeout, ErrorKind::HandshakeTimeout, ErrorKind::Silent, ErrorKind::RemoteClosed,
              ErrorKind::ServerStop, ErrorKind::Tls, ErrorKind::ProxyAuthentication, ErrorKind::Cancelled})
            QTest::addRow("%s", toWord(kind).data()) << sse << because(kind) << false;
    }

    void way_isBlamedForWhatMiddleBoxesDo()
    {
        QFETCH(TransportKind, kind);
        QFETCH(Error, reason);
        QFETCH(bool, blamed);
        QCOMPARE(blamesTheWay(kind, reason), blamed);
    }
};

QTEST_GUILESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
