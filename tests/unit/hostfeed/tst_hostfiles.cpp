// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostfiles.h"

#include "hosttree.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace telltale;

class HostFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_givesAllOfIt_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 100'000})
            QTest::addRow("%d", size) << size;
    }

    void read_givesAllOfIt()
    {
        QFETCH(const int, size);
        QByteArray content(size, 'x');
        if (size > 0)
            content.back() = 'e';
        HostTree tree;
        tree.write(u"a/file"_s, content);
        HostFiles files(tree.root(), 1 << 20);
        QCOMPARE(files.read("/a/file").value().toByteArray(), content);
    }

    void read_stopsAtTheLimit()
    {
        HostTree tree;
        tree.write(u"file"_s, QByteArray(40'000, 'x'));
        HostFiles files(tree.root(), 33'000);
        QCOMPARE(files.read("/file").value().size(), 33'000);
        HostFiles few(tree.root(), 3);
        QCOMPARE(few.read("/file").value(), QByteArrayView("xxx"));
    }

    void read_isNothingForWhatIsNoFile()
    {
        HostTree tree;
        tree.write(u"folder/file"_s, "x");
        HostFiles files(tree.root(), 100);
        QVERIFY(!files.read("/missing"));
        QVERIFY(!files.read("/folder"));
    }

    void read_afterALongFileDoesNotShowItsRest()
    {
        HostTree tree;
        tree.write(u"long"_s, QByteArray(20'000, 'x'));
        tree.write(u"short"_s, "ab");
        HostFiles files(tree.root(), 1 << 20);
        QVERIFY(files.read("/long").has_value());
        QCOMPARE(files.read("/short").value(), QByteArrayView("ab"));
    }

    void names_areThoseInTheFolder()
    {
        HostTree tree;
        for (const QString &name : {u"b"_s, u"a"_s, u".hidden"_s, u"c/d"_s})
            tree.write(u"folder/"_s + name, "");
        const HostFiles files(tree.root(), 100);
        QByteArrayList names = files.names("/folder", 100);
        std::sort(names.begin(), names.end());
        QCOMPARE(names, (QByteArrayList{"a", "b", "c"}));
        QCOMPARE(files.names("/folder", 2).size(), 2);
        QVERIFY(files.names("/missing", 100).isEmpty());
    }

    void numbers_areCounted()
    {
        HostTree tree;
        for (const QString &name : {u"1"_s, u"22"_s, u"3x"_s, u"self"_s})
            tree.write(u"proc/"_s + name + u"/comm"_s, "");
        const HostFiles files(tree.root(), 100);
        QCOMPARE(files.countNumbers("/proc", 100), std::optional<quint64>(2));
        // Four entries and the folder's own two; a count of only some of them would be wrong.
        QCOMPARE(files.countNumbers("/proc", 6), std::optional<quint64>(2));
        QVERIFY(!files.countNumbers("/proc", 5));
        QVERIFY(!files.countNumbers("/missing", 100));
    }

    void link_isNamedByItsTarget()
    {
        HostTree tree;
        tree.link(u"../some/where"_s, u"folder/link"_s);
        tree.link(u"here"_s, u"folder/short"_s);
        tree.write(u"folder/file"_s, "");
        const HostFiles files(tree.root(), 100);
        QCOMPARE(files.linkTargetName("/folder/link"), "where"_ba);
        QCOMPARE(files.linkTargetName("/folder/short"), "here"_ba);
        QVERIFY(files.linkTargetName("/folder/file").isEmpty());
        QVERIFY(files.linkTargetName("/missing").isEmpty());
    }
};

QTEST_GUILESS_MAIN(HostFilesTest)
#include "tst_hostfiles.moc"
