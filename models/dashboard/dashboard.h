// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelspec.h"
#include "models/series/freshness.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace telltale {

/// How a value is found in the free JSON of a `plain` source. Pointers are JSON Pointers (RFC 6901) into one payload,
/// or into one element of `each`.
struct FeedMapping
{
    struct Value
    {
        QByteArray series;       ///< name; {{label}} in it is not replaced, labels are added
        QByteArray pointer = {}; ///< of a number, a string or null; of Count and Rate: empty
        enum class Kind { Pointer, Count, Rate } kind = Kind::Pointer; ///< Count: of events; Rate: events a second
        QList<std::pair<QByteArray, QByteArray>> labels = {};          ///< label name, pointer

        friend bool operator==(const Value &, const Value &) = default;
    };

    QList<Value> values = {};
    QByteArray each = {}; ///< of an array, whose elements are read one by one; empty: the payload itself
    bool hasEach = false;
    QByteArray time = {}; ///< of ms or s since 1970 (told apart by size) or an ISO 8601 text; empty: time of receipt
    QByteArray text = {}; ///< of a line for log panels; empty: none

    bool isEmpty() const { return values.isEmpty() && text.isEmpty(); }

    friend bool operator==(const FeedMapping &, const FeedMapping &) = default;
};

/// Where a secret is: never in the file itself.
struct SecretReference
{
    enum class Kind {
        File,       ///< a file that only its owner may read
        Credential, ///< a systemd credential ($CREDENTIALS_DIRECTORY)
        Environment ///< a variable of the environment
    };

    Kind kind = Kind::File;
    QString name; ///< path, relative to the dashboard file; or name
    /// What is sent, "{}" being the secret: "Bearer {}".
    QString format = QStringLiteral("{}");

    friend bool operator==(const SecretReference &, const SecretReference &) = default;
};

/// One feed.
struct SourceSpec
{
    enum class Type {
        Stream,    ///< a feed at a URL
        Local,     ///< this machine, through the feed inside the program
        Recording, ///< a file of events, as `telltale tail` prints them, played again and again
        Idle       ///< none: nothing comes but the time; in no file
    };

    QString name;
    Type type = Type::Stream;
    QString url = {};  ///< Stream: http, https, ws or wss
    QString file = {}; ///< Recording: path, relative to the dashboard file
    QString dialect = QStringLiteral("telltale");
    QStringList transports = {}; ///< of ws, sse, longpoll, poll; empty: all, best first
    QHash<QByteArray, QString> headers = {};
    QHash<QByteArray, SecretReference> secretHeaders = {};
    QStringList send = {}; ///< sent on each new WebSocket
    FeedMapping mapping = {};
    Cadence cadence = Cadence::Periodic;
    FreshnessOverrides freshness = {};

    friend bool operator==(const SourceSpec &, const SourceSpec &) = default;
};

/// Whether both bring the same; what they are called and how the age of their values is judged may differ.
inline bool bringTheSame(SourceSpec a, const SourceSpec &b)
{
    a.name = b.name;
    a.cadence = b.cadence;
    a.freshness = b.freshness;
    return a == b;
}

struct PageSpec
{
    QString id;
    QString title;
    int columns = GridRect::columns;
    std::optional<int> rows = {}; ///< as high as the window; none: "fit", as many as the panels need
    QList<PanelSpec> panels = {};

    friend bool operator==(const PageSpec &, const PageSpec &) = default;
};

enum class Profile { Desktop, Kiosk, Operator };

/// The names in a file are the enumerators', in lower case and with hyphens.
enum class ThemeName { System, Dark, Light, OperatorGrey };

/// A dashboard, as its file says it. A value: reading a file makes one, showing one needs nothing else.
struct Dashboard
{
    static constexpr int format = 1; ///< the newest that this program reads

    QString id;
    QString title;
    Profile profile = Profile::Desktop;
    ThemeName theme = ThemeName::Dark;
    milliseconds window = std::chrono::minutes(5);
    FreshnessLimits freshness = {};
    QList<SourceSpec> sources = {};
    QList<PageSpec> pages = {};

    friend bool operator==(const Dashboard &, const Dashboard &) = default;
};

} // namespace telltale
