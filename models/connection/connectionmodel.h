// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionwords.h"
#include "models/series/instant.h"
#include "models/series/serverclock.h"
#include "models/series/updatebatch.h"

#include <QObject>

#include <optional>

namespace telltale {

/// The connection of one source in words and numbers, for the header's badge and the connection panel.
///
/// Feed it status changes as they come, apply() with every batch, and tick() at least once a second, which moves the
/// countdown and the age; while data flows the age's text moves with the ticks alone. A property's signal is emitted
/// only when its value changed. Nothing in it is rich text. Thread: GUI.
class ConnectionModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Link link READ link NOTIFY linkChanged FINAL)
    Q_PROPERTY(Stream stream READ stream NOTIFY streamChanged FINAL)
    Q_PROPERTY(Severity severity READ severity NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool live READ isLive NOTIFY linkChanged FINAL)
    Q_PROPERTY(bool degraded READ isDegraded NOTIFY linkChanged FINAL)
    Q_PROPERTY(QString transport READ transport NOTIFY linkChanged FINAL)
    Q_PROPERTY(QString headline READ headline NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString detail READ detail NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString streamText READ streamText NOTIFY streamChanged FINAL)
    Q_PROPERTY(qint64 dataAgeMs READ dataAgeMs NOTIFY dataAgeChanged FINAL)
    Q_PROPERTY(QString dataAgeText READ dataAgeText NOTIFY dataAgeTextChanged FINAL)
    Q_PROPERTY(quint64 delivered READ delivered NOTIFY countsChanged FINAL)
    Q_PROPERTY(quint64 duplicates READ duplicates NOTIFY countsChanged FINAL)
    Q_PROPERTY(quint64 gaps READ gaps NOTIFY countsChanged FINAL)
    Q_PROPERTY(quint64 undecodable READ undecodable NOTIFY countsChanged FINAL)
    Q_PROPERTY(QString hiddenText READ hiddenText NOTIFY countsChanged FINAL)
public:
    /// LinkState, for QML.
    enum class Link { Stopped, WaitingForNetwork, Connecting, Proving, Live, Suspect, Draining, Backoff, Blocked };
    Q_ENUM(Link)
    /// StreamState, for QML.
    enum class Stream { Cold, Snapshotting, CatchingUp, InSync, GapHeld, Behind };
    Q_ENUM(Stream)
    /// telltale::Severity, for QML.
    enum class Severity { Ok, Low, Medium, High, Critical };
    Q_ENUM(Severity)

    explicit ConnectionModel(QObject *parent = nullptr);

    Link link() const { return Link(m_link.state); }
    Stream stream() const { return Stream(m_stream.state); }
    Severity severity() const { return Severity(m_words.severity); }
    bool isLive() const; ///< Live, Suspect or Draining: events may still come
    bool isDegraded() const { return m_link.degraded; }
    QString transport() const;                            ///< "WebSocket"; empty if none is in use or being tried
    QString headline() const { return m_words.headline; } ///< "Live", "Degraded", "Reconnecting", "Offline", "Refused"
    QString detail() const { return m_words.detail; }     ///< "Connection refused · next try in 4 s"
    QString streamText() const;                           ///< "complete", "catching up", "completeness unknown", ...
    qint64 dataAgeMs() const { return m_dataAgeMs; }      ///< since the source was last heard; -1: never
    QString dataAgeText() const { return m_dataAgeText; } ///< "0.4 s"; empty: never
    quint64 delivered() const { return m_stream.delivered; }
    quint64 duplicates() const { return m_stream.duplicates; }
    quint64 gaps() const { return m_stream.gaps; }
    quint64 undecodable() const; ///< events that the dialect or the reader of payloads could not read
    QString hiddenText() const;  ///< "12 series hidden"; empty if none

public Q_SLOTS:
    void setLinkStatus(const telltale::LinkStatus &status);
    void setStreamStatus(const telltale::StreamStatus &status);
    /// The status, proof of life and counts that came with a batch.
    void apply(const telltale::UpdateBatch &batch, telltale::Instant now);
    void tick(telltale::Instant now);
    /// Series that came, but have no place in the store or are not derived: hidden, too.
    void setRefusedSeries(quint64 count);

Q_SIGNALS:
    void linkChanged();
    void streamChanged();
    void wordsChanged();
    void dataAgeChanged();
    void dataAgeTextChanged();
    void countsChanged();

private:
    void refreshWords();
    void refreshAge();

    LinkStatus m_link;
    StreamStatus m_stream;
    IngestCounts m_counts;
    quint64 m_refusedSeries = 0;
    ConnectionWords m_words;
    ServerClock m_clock;
    bool m_wasLive = false;
    std::optional<TimePoint> m_lastProof;
    qint64 m_dataAgeMs = -1;
    QString m_dataAgeText;
    Instant m_now;
};

} // namespace telltale
