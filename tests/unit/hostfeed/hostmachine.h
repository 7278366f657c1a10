// SPDX-License-Identifier: MIT
#pragma once

#include "app/hostfeed/hostsampler.h"

#include "hosttree.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <simdjson.h>

#include <algorithm>

namespace telltale {

/// A HostSampler on a made-up machine, with its time and its statvfs in the test's hands.
struct Machine
{
    explicit Machine(const QString &fixture = QStringLiteral("workstation"), HostLimits limits = {})
        : sampler({.root = (tree.lay(fixture), tree.root()),
                   .now = [this] { return now; },
                   .space = [this](const QByteArray &mount) { return spaceOf(mount); }},
                  limits)
    {}

    std::optional<FileSystemSpace> spaceOf(const QByteArray &mount)
    {
        asked.append(mount);
        return space;
    }

    /// One sample, as whoever receives it sees it; time goes on by step first.
    QJsonObject next(milliseconds step = milliseconds(2000))
    {
        now += step;
        const QByteArray json = sampler.sampleAsJson(milliseconds(1'700'000'000'123));
        simdjson::dom::parser strict;
        if (strict.parse(json.constData(), static_cast<std::size_t>(json.size())).error())
            return {{QStringLiteral("not JSON"), QString::fromUtf8(json)}};
        const QJsonObject event = QJsonDocument::fromJson(json).object();
        return event.value(u"t").toDouble() == 1.700000000123e12 ? event.value(u"values").toObject() : QJsonObject();
    }

    TimePoint now{std::chrono::seconds(1000)};
    QByteArrayList asked;
    std::optional<FileSystemSpace> space = FileSystemSpace{.size = 1000, .free = 400, .available = 350};
    HostTree tree;
    HostSampler sampler;
};

/// The names that begin with one of these.
inline QStringList namesLike(const QJsonObject &values, const QStringList &beginnings)
{
    QStringList names;
    for (const QString &name : values.keys()) {
        if (std::any_of(beginnings.begin(), beginnings.end(), [&](const QString &b) { return name.startsWith(b); }))
            names.append(name);
    }
    return names;
}

} // namespace telltale
