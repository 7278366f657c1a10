// SPDX-License-Identifier: MIT
#include "app/sources/secret.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace telltale;
using namespace Qt::StringLiterals;
using Kind = SecretReference::Kind;

class SecretTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void file_isReadRelativeToTheDashboard();
    void file_ofOthersIsRefused_data();
    void file_ofOthersIsRefused();
    void file_ofTheGroupIsWarnedOf();
    void file_withoutASecretIsNamed();
    void credential_isReadFromItsDirectory();
    void credential_cannotLeaveItsDirectory_data();
    void credential_cannotLeaveItsDirectory();
    void credential_withoutSystemdIsSaid();
    void variable_isRead();
    void variable_thatIsNotSetIsNamed();

private:
    void write(const QString &name, const QByteArray &text, QFile::Permissions permissions);

    QTemporaryDir m_dir;
};

void SecretTest::write(const QString &name, const QByteArray &text, QFile::Permissions permissions)
{
    QFile file(m_dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
    QVERIFY(file.setPermissions(permissions));
}

void SecretTest::cleanup()
{
    qunsetenv("CREDENTIALS_DIRECTORY");
    qunsetenv("TELLTALE_TEST_SECRET");
}

void SecretTest::file_isReadRelativeToTheDashboard()
{
    write(u"token"_s, "s3cret\n"_ba, QFile::ReadOwner | QFile::WriteOwner);
    const auto secret = readSecret({Kind::File, u"token"_s}, m_dir.path());
    QVERIFY(secret);
    QCOMPARE(secret->value, "s3cret"_ba);
    QCOMPARE(secret->warning, QString());
    QVERIFY(readSecret({Kind::File, m_dir.filePath(u"token"_s)}, u"/"_s));
}

void SecretTest::file_ofOthersIsRefused_data()
{
    QTest::addColumn<int>("permissions");
    QTest::newRow("read") << int(QFile::ReadOwner | QFile::ReadOther);
    QTest::newRow("written") << int(QFile::ReadOwner | QFile::WriteOther);
}

void SecretTest::file_ofOthersIsRefused()
{
    QFETCH(int, permissions);
    write(u"open"_s, "s3cret\n"_ba, QFile::Permissions(permissions));
    const auto secret = readSecret({Kind::File, u"open"_s}, m_dir.path());
    QVERIFY(!secret);
    QVERIFY(secret.error().message.contains(u"chmod 600"_s));
    QVERIFY(!secret.error().message.contains(u"s3cret"_s));
}

void SecretTest::file_ofTheGroupIsWarnedOf()
{
    write(u"group"_s, "s3cret\n"_ba, QFile::ReadOwner | QFile::ReadGroup);
    const auto secret = readSecret({Kind::File, u"group"_s}, m_dir.path());
    QVERIFY(secret);
    QVERIFY(secret->warning.contains(u"chmod 600"_s));
}

void SecretTest::file_withoutASecretIsNamed()
{
    write(u"empty"_s, "\n"_ba, QFile::ReadOwner);
    for (const QString &name : {u"empty"_s, u"absent"_s}) {
        const auto secret = readSecret({Kind::File, name}, m_dir.path());
        QVERIFY(!secret);
        QVERIFY2(secret.error().message.contains(m_dir.filePath(name)), qPrintable(secret.error().message));
    }
}

void SecretTest::credential_isReadFromItsDirectory()
{
    write(u"ops"_s, "s3cret"_ba, QFile::ReadOwner);
    qputenv("CREDENTIALS_DIRECTORY", m_dir.path().toLocal8Bit());
    const auto secret = readSecret({Kind::Credential, u"ops"_s}, u"/nowhere"_s);
    QVERIFY(secret);
    QCOMPARE(secret->value, "s3cret"_ba);
}

void SecretTest::credential_cannotLeaveItsDirectory_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("parent") << u".."_s;
    QTest::newRow("slash") << u"../ops"_s;
    QTest::newRow("absolute") << u"/etc/hostname"_s;
}

void SecretTest::credential_cannotLeaveItsDirectory()
{
    QFETCH(QString, name);
    qputenv("CREDENTIALS_DIRECTORY", m_dir.path().toLocal8Bit());
    const auto secret = readSecret({Kind::Credential, name}, m_dir.path());
    QVERIFY(!secret);
    QVERIFY2(secret.error().message.contains(u"not the name"_s), qPrintable(secret.error().message));
}

void SecretTest::credential_withoutSystemdIsSaid()
{
    const auto secret = readSecret({Kind::Credential, u"ops"_s}, m_dir.path());
    QVERIFY(!secret);
    QVERIFY(secret.error().message.contains(u"CREDENTIALS_DIRECTORY"_s));
}

void SecretTest::variable_isRead()
{
    qputenv("TELLTALE_TEST_SECRET", "s3cret ");
    const auto secret = readSecret({Kind::Environment, u"TELLTALE_TEST_SECRET"_s}, {});
    QVERIFY(secret);
    QCOMPARE(secret->value, "s3cret"_ba);
}

void SecretTest::variable_thatIsNotSetIsNamed()
{
    const auto unset = readSecret({Kind::Environment, u"TELLTALE_TEST_SECRET"_s}, {});
    QVERIFY(!unset);
    QVERIFY(unset.error().message.contains(u"TELLTALE_TEST_SECRET"_s));
    qputenv("TELLTALE_TEST_SECRET", "two words");
    const auto bad = readSecret({Kind::Environment, u"TELLTALE_TEST_SECRET"_s}, {});
    QVERIFY(!bad);
    QVERIFY(!bad.error().message.contains(u"words"_s));
}

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
