// SPDX-License-Identifier: MIT
#pragma once

#include "app/sources/source.h"
#include "models/connection/connectionmodel.h"
#include "models/dashboard/dashboard.h"
#include "models/dashboard/panelsource.h"
#include "models/ingest/updatepump.h"
#include "models/logs/logstore.h"
#include "models/series/agetimer.h"
#include "models/series/derivedseries.h"
#include "models/series/seriesstore.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include <memory>

namespace telltale {

/// One source of the dashboard on the GUI's side: what it brings is taken over from its thread, kept, and aged.
///
///   Source (network thread) ==HandOver==> UpdatePump -> SeriesStore, LogStore, ConnectionModel
///
///   construct --> follow() or refuse() --> destruction
///
/// Thread: GUI.
class LiveSource final : public QObject
{
    Q_OBJECT
public:
    /// freshness: the dashboard's; the source's own go before it.
    LiveSource(SourceSpec spec, FreshnessLimits freshness, QObject *parent = nullptr);
    ~LiveSource() override;

    const SourceSpec &spec() const { return m_spec; }
    /// Whether it can go on as that source, with all that it has. One that was refused is worth another try.
    bool canBecome(const SourceSpec &spec) const { return !m_isRefused && bringTheSame(spec, m_spec); }
    /// Only where it can: another name, other limits of freshness.
    void become(SourceSpec spec, FreshnessLimits freshness);
    HandOver *handOver() { return &m_handOver; }
    SeriesStore *store() { return &m_store; }
    PanelSource panelSource() { return {m_spec.name, &m_store, &m_connection, &m_logs}; }

    /// Shows what this source brings, from now on. Once. The source fills handOver().
    void follow(std::unique_ptr<Source> source);
    /// There is no such source, and this is why: said where its connection would be.
    void refuse(const Error &reason);
    /// A person does not want to wait for the next attempt to connect.
    void tryNow();
    /// Which series the dashboard shows of it, and how much of their past: what is to be derived, and asked for.
    struct Wanted
    {
        SeriesSelector selector;
        milliseconds window{0}; ///< none: the present alone
    };
    void setWanted(const QList<Wanted> &wanted);
    void setWindowVisible(bool visible) { m_pump.setWindowVisible(visible); }
    /// The machine slept: everything is aged before it is painted.
    void ageIfAsleep();

private:
    void take(const UpdateBatch &batch);
    void askPast(SeriesId first, SeriesId last);
    void askPastOf(SeriesId series);

    SourceSpec m_spec;
    HandOver m_handOver;
    SeriesStore m_store;
    DerivedSeries m_derived;
    LogStore m_logs;
    ConnectionModel m_connection;
    UpdatePump m_pump;
    AgeTimer m_ageTimer;
    QList<Wanted> m_wanted;
    QHash<SeriesId, qint64> m_askedFrom; ///< the past that was asked for, ms since 1970
    QSet<SeriesId> m_pastless;           ///< to be asked for once they have a sample: before what the past is
    bool m_isRefused = false;
    std::unique_ptr<Source> m_source; ///< last: it fills the hand-over until it is gone
};

} // namespace telltale
