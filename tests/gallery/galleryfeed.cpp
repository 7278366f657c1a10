// SPDX-License-Identifier: MIT
#include "tests/gallery/galleryfeed.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace telltale::test {

namespace {

/// Something between -1.5 and 1.5 that looks alive.
double wave(double second, double period)
{
    return std::sin(second / period) + 0.35 * std::sin(second / period * 2.7) + 0.15 * std::sin(second * 1.9);
}

QString stateOf(int cell, int second)
{
    switch (cell) {
    case 2:
        return second < -210 ? u"WAIT"_s : second < -150 ? u"RUN"_s : second < -90 ? u"SLOW"_s : u"WAIT"_s;
    case 4:
        return second < -120 ? u"RUN"_s : second < -66 ? u"FAULT"_s : second < -30 ? u"SLOW"_s : u"RUN"_s;
    case 5:
        return second < -250 ? u"SLOW"_s : second < -24 ? u"RUN"_s : u"JAM"_s;
    case 6:
        return u"SLOW"_s;
    case 8:
        return second < -200 ? u"RUN"_s : u"FAULT"_s;
    default:
        return u"RUN"_s;
    }
}

void addDisks(QJsonObject &values, double at)
{
    values.insert(u"disk.used{mount=\"/\"}"_s, 41.2);
    values.insert(u"disk.used{mount=\"/home\"}"_s, 82.7);
    values.insert(u"disk.used{mount=\"/srv/backups/nightly\"}"_s, 97.2);
    values.insert(u"disk.used{mount=\"/tmp\"}"_s, 0);
    values.insert(u"disk.read{dev=\"md127\"}"_s, 131.4e6 + 2e6 * wave(at, 19));
    values.insert(u"disk.read{dev=\"nvme0n1\"}"_s, 18.3e6 + 2e6 * wave(at, 23));
    values.insert(u"disk.read{dev=\"sda\"}"_s, 0);
    values.insert(u"disk.read{dev=\"sdb\"}"_s, 187.5e6);
    values.insert(u"disk.write{dev=\"md127\"}"_s, 4.2e6 + 1e6 * wave(at, 29));
    values.insert(u"disk.write{dev=\"nvme0n1\"}"_s, 142.8e6 + 1e6 * wave(at, 31));
    values.insert(u"disk.write{dev=\"sda\"}"_s, 612.0);
    values.insert(u"disk.write{dev=\"sdb\"}"_s, 190.1e6);
}

QJsonObject valuesAt(int second)
{
    const double at = second;
    QJsonObject values;
    values.insert(u"spindle.load"_s, std::round(10 * (72 + 12 * wave(at + 34, 26))) / 10);
    values.insert(u"spindle.speed"_s, 11'840);
    values.insert(u"oven.temperature"_s, 218 + wave(at, 50));
    values.insert(u"net.rx{dev=\"eth0\"}"_s, 3.1e6 + 1.0e6 * wave(at, 37));
    values.insert(u"net.tx{dev=\"eth0\"}"_s, 1.2e6 + 0.5e6 * wave(at + 50, 29));
    for (int cell = 1; cell <= 8; ++cell)
        values.insert(u"cell.state{cell=\"%1\"}"_s.arg(cell), stateOf(cell, second));
    addDisks(values, at);
    return values;
}

QByteArray metrics(const QJsonObject &values, qint64 timeMs)
{
    return QJsonDocument(QJsonObject{{u"t"_s, timeMs}, {u"values"_s, values}}).toJson(QJsonDocument::Compact);
}

QByteArray line(qint64 timeMs, const QString &unit, const QString &level, const QString &text)
{
    const QJsonObject labels{{u"unit"_s, unit}};
    return QJsonDocument(QJsonObject{{u"t"_s, timeMs}, {u"text"_s, text}, {u"level"_s, level}, {u"labels"_s, labels}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray galleryMetrics(int second, qint64 timeMs)
{
    return metrics(valuesAt(second), timeMs);
}

QByteArray galleryNulls(qint64 timeMs)
{
    QJsonObject values = valuesAt(0);
    for (QJsonValueRef value : values)
        value = QJsonValue::Null;
    return metrics(values, timeMs);
}

QByteArray galleryLine(int second, qint64 timeMs)
{
    switch (second) {
    case -260:
        return line(timeMs, u"oven"_s, u"info"_s, u"Recipe 12 begins"_s);
    case -120:
        return line(timeMs, u"cell4"_s, u"critical"_s,
                    u"Emergency stop pressed at the door of the cell, all drives off"_s);
    case -90:
        return line(timeMs, u"cell2"_s, u"warning"_s, u"Feeder below 10 parts"_s);
    case -66:
        return line(timeMs, u"cell4"_s, u"info"_s, u"Acknowledged by <b>shift lead</b>"_s);
    case -24:
        return line(timeMs, u"cell5"_s, u"error"_s, u"Part jammed at station 3"_s);
    case -6:
        return line(timeMs, u"oven"_s, u"info"_s, u"Zone 2 at 218 degrees"_s);
    default:
        return {};
    }
}

bool isGalleryHole(int second)
{
    return second > -190 && second < -170;
}

} // namespace telltale::test
