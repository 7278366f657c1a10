// SPDX-License-Identifier: MIT
#include "app/platform/filewatcher.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace telltale;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class FileWatcherTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void writtenInPlace_isAChange();
    void renamedOver_isAChangeEachTime();
    void equalContent_isNone();
    void removed_isNoneUntilItIsBack();
    void linkThatPointsElsewhere_isAChange();
    void missingAtFirst_isAChangeOnceItIsThere();
    void mountThatTellsNothing_isPolled();
    void busyFolder_delaysNothing();
    void hugeFile_isReadToItsLimit();

private:
    void write(const QString &name, const QByteArray &content) const;
    void replace(const QString &name, const QByteArray &content) const;
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    const FileWatcherIntervals m_fast{10ms, 10min};
};

void FileWatcherTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void FileWatcherTest::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void FileWatcherTest::replace(const QString &name, const QByteArray &content) const
{
    QSaveFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.commit());
}

void FileWatcherTest::writtenInPlace_isAChange()
{
    write(u"a"_s, "one");
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    write(u"a"_s, "two");
    QVERIFY(changed.wait());
}

void FileWatcherTest::renamedOver_isAChangeEachTime()
{
    write(u"a"_s, "0");
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    for (int i = 1; i <= 3; ++i) {
        replace(u"a"_s, QByteArray::number(i));
        QTRY_COMPARE(changed.size(), i);
    }
}

void FileWatcherTest::equalContent_isNone()
{
    write(u"a"_s, "one");
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    replace(u"a"_s, "one");
    write(u"other"_s, "x");
    replace(u"a"_s, "two"); // told of after what came before it
    QTRY_COMPARE(changed.size(), 1);
    replace(u"a"_s, "two");
    replace(u"a"_s, "three");
    QTRY_COMPARE(changed.size(), 2);
}

void FileWatcherTest::removed_isNoneUntilItIsBack()
{
    write(u"a"_s, "one");
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    FileWatcher other(path(u"b"_s), m_fast);
    QSignalSpy otherChanged(&other, &FileWatcher::changed);
    QVERIFY(QFile::remove(path(u"a"_s)));
    replace(u"b"_s, "x");
    QTRY_COMPARE(otherChanged.size(), 1); // it looked no sooner than the first
    QCOMPARE(changed.size(), 0);
    write(u"a"_s, "two");
    QTRY_COMPARE(changed.size(), 1);
}

void FileWatcherTest::linkThatPointsElsewhere_isAChange()
{
    write(u"one"_s, "one");
    write(u"two"_s, "two");
    QVERIFY(QFile::link(path(u"one"_s), path(u"a"_s)));
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    QVERIFY(QFile::link(path(u"two"_s), path(u"b"_s)));
    QVERIFY(QFile::remove(path(u"a"_s)));
    QVERIFY(QFile::rename(path(u"b"_s), path(u"a"_s)));
    QTRY_COMPARE(changed.size(), 1);
}

void FileWatcherTest::missingAtFirst_isAChangeOnceItIsThere()
{
    FileWatcher watcher(path(u"a"_s), m_fast);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    replace(u"a"_s, "one");
    QTRY_COMPARE(changed.size(), 1);
}

void FileWatcherTest::mountThatTellsNothing_isPolled()
{
    // A folder that comes later cannot be watched from the start: nothing tells of the file in it but a look.
    FileWatcher watcher(path(u"later/a"_s), {10ms, 20ms});
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    QVERIFY(QDir(m_folder->path()).mkdir(u"later"_s));
    write(u"later/a"_s, "one");
    QTRY_COMPARE(changed.size(), 1);
}

void FileWatcherTest::busyFolder_delaysNothing()
{
    write(u"a"_s, "one");
    FileWatcher watcher(path(u"a"_s), {50ms, 10min});
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    QTimer others; // more often than the folder settles
    int count = 0;
    connect(&others, &QTimer::timeout, this, [&] { write(u"other%1"_s.arg(++count), "x"); });
    others.start(5ms);
    replace(u"a"_s, "two");
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(others.isActive() && count > 1);
}

void FileWatcherTest::hugeFile_isReadToItsLimit()
{
    write(u"a"_s, "0123456789");
    FileWatcher watcher(path(u"a"_s), m_fast, 4);
    QSignalSpy changed(&watcher, &FileWatcher::changed);
    replace(u"a"_s, "0123abcdef"); // the same begin, the same size: not told
    replace(u"a"_s, "0123abcdefg");
    QTRY_COMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(FileWatcherTest)
#include "tst_filewatcher.moc"
