// SPDX-License-Identifier: MIT
#include "app/platform/sealedengine.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QQmlAbstractUrlInterceptor>
#include <QQmlEngine>
#include <QQmlNetworkAccessManagerFactory>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

/// Answers every request with an error, without a packet.
class NoNetwork final : public QNetworkAccessManager
{
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply *createRequest(Operation, const QNetworkRequest &, QIODevice *) override
    {
        return QNetworkAccessManager::createRequest(GetOperation, QNetworkRequest(QUrl(u"refused:"_s)), nullptr);
    }
};

class NoNetworkFactory final : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager *create(QObject *parent) override { return new NoNetwork(parent); }
};

/// Images, fonts and the like come from the program's resources or not at all. Qt's own modules are files, and pass.
class ResourcesOnly final : public QQmlAbstractUrlInterceptor
{
public:
    QUrl intercept(const QUrl &url, DataType type) override
    {
        return type == UrlString && !url.scheme().isEmpty() && url.scheme() != "qrc"_L1 ? QUrl() : url;
    }
};

} // namespace

void seal(QQmlEngine &engine)
{
    static NoNetworkFactory noNetwork;
    static ResourcesOnly resourcesOnly;
    engine.setNetworkAccessManagerFactory(&noNetwork);
    engine.addUrlInterceptor(&resourcesOnly);
}

} // namespace telltale
