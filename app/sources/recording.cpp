// SPDX-License-Identifier: MIT
#include "app/sources/recording.h"

#include "models/furthesttime.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

Error bad(const QString &message)
{
    return {ErrorKind::BadData, message};
}

std::optional<Error> readPayload(const QJsonObject &object, Event &event)
{
    if (const QJsonValue data = object[u"data"_s]; data.isString()) {
        event.payload = data.toString().toUtf8();
        return std::nullopt;
    }
    const auto decoded = QByteArray::fromBase64Encoding(object[u"data64"_s].toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!object[u"data64"_s].isString() || !decoded)
        return bad(u"no \"data\" that is a text, and no \"data64\""_s);
    event.payload = *decoded;
    event.isBinary = true;
    return std::nullopt;
}

Result<RecordedEvent> readLine(const QByteArray &line)
{
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(line, &failure);
    if (failure.error != QJsonParseError::NoError)
        return bad(u"not readable JSON: %1"_s.arg(failure.errorString()));
    if (!document.isObject())
        return bad(u"not a JSON object"_s);
    const QJsonObject object = document.object();
    RecordedEvent recorded;
    if (const auto error = readPayload(object, recorded.event))
        return *error;
    const QJsonValue time = object[u"t"_s];
    if (!time.isDouble() || !(std::abs(time.toDouble()) <= double(furthestMs)))
        return bad(u"no \"t\" that is a time, in ms since 1970"_s);
    recorded.receivedWall = milliseconds(qint64(time.toDouble()));
    recorded.event.cursor = object[u"id"_s].toString().toUtf8();
    recorded.event.type = object[u"event"_s].toString().toUtf8();
    if (const auto kinds = parseTransportKinds(object[u"transport"_s].toString()); kinds && kinds->size() == 1)
        recorded.transport = kinds->first();
    return recorded;
}

} // namespace

Result<QList<RecordedEvent>> readRecording(const QString &path, RecordingLimits limits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return bad(u"%1: %2"_s.arg(path, file.errorString()));
    if (file.size() > limits.bytes)
        return bad(u"%1: a recording has %2 bytes at most"_s.arg(path, QString::number(limits.bytes)));
    QList<RecordedEvent> events;
    qint64 total = 0;
    for (qint64 number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine(limits.line + 3); // Qt reads one byte less than it is told
        total += line.size();
        if (line.size() > limits.line + 1 || total > limits.bytes) // a pipe's size is not known before
            return bad(u"%1:%2: a line has %3 bytes at most, and a recording %4"_s.arg(
                path, QString::number(number), QString::number(limits.line), QString::number(limits.bytes)));
        if (line.trimmed().isEmpty())
            continue;
        Result<RecordedEvent> event = readLine(line);
        if (!event)
            return bad(u"%1:%2: %3"_s.arg(path, QString::number(number), event.error().message));
        events.append(*std::move(event));
    }
    if (events.isEmpty())
        return bad(u"%1: a recording without events"_s.arg(path));
    return events;
}

} // namespace telltale
