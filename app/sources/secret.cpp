// SPDX-License-Identifier: MIT
#include "app/sources/secret.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error usage(const QString &message)
{
    return {ErrorKind::Usage, message};
}

Result<Token> readFile(const QString &path)
{
    constexpr QFile::Permissions others = QFile::ReadOther | QFile::WriteOther;
    constexpr QFile::Permissions group = QFile::ReadGroup | QFile::WriteGroup;
    const QFileInfo file(path);
    if (file.exists() && (file.permissions() & others))
        return usage(u"%1 can be read by every user of this machine; run: chmod 600 %1"_s.arg(path));
    Result<Token> token = readTokenFile(path);
    if (token && (file.permissions() & group))
        token.value().warning = u"%1 can be read by others of its group; run: chmod 600 %1"_s.arg(path);
    return token;
}

/// Systemd puts each credential of a service into a file of its name (systemd.exec(5), LoadCredential=).
Result<Token> readCredential(const QString &name)
{
    const QString directory = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    if (directory.isEmpty())
        return usage(
            u"there is no credential \"%1\": systemd gave none ($CREDENTIALS_DIRECTORY is not set)"_s.arg(name));
    if (name.isEmpty() || name.contains(u'/') || name.startsWith(u'.'))
        return usage(u"\"%1\" is not the name of a credential"_s.arg(name));
    return readTokenFile(QDir(directory).filePath(name));
}

Result<Token> readVariable(const QString &name)
{
    const QByteArray value = qgetenv(name.toLocal8Bit().constData()).trimmed();
    if (value.isEmpty())
        return usage(u"the environment variable %1 is not set"_s.arg(name));
    if (!std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return usage(u"the environment variable %1 is not printable ASCII without spaces"_s.arg(name));
    return Token{value, {}};
}

} // namespace

Result<Token> readSecret(const SecretReference &reference, const QString &baseDirectory)
{
    switch (reference.kind) {
    case SecretReference::Kind::File:
        return readFile(QDir(baseDirectory).absoluteFilePath(reference.name));
    case SecretReference::Kind::Credential:
        return readCredential(reference.name);
    case SecretReference::Kind::Environment:
        return readVariable(reference.name);
    }
    Q_UNREACHABLE();
}

} // namespace telltale
