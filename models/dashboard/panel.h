// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/panelserieslistmodel.h"
#include "models/dashboard/panelspec.h"
#include "models/series/seriesstore.h"

#include <QObject>
#include <QSet>

namespace telltale {

/// One panel of a dashboard, as QML and the chart items see it.
///
/// It follows the store: series that match its selectors join in order of arrival, up to the limit. Texts change with
/// data and freshness only, and a signal is emitted only when its value changed; samplesChanged() and nowChanged() are
/// for charts, which read the histories through it. The store must outlive it. Thread: GUI.
class Panel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Type type READ type CONSTANT FINAL)
    Q_PROPERTY(QString title READ title CONSTANT FINAL)
    Q_PROPERTY(bool stacked READ isStacked CONSTANT FINAL)
    Q_PROPERTY(bool hasMinimum READ hasMinimum CONSTANT FINAL)
    Q_PROPERTY(bool hasMaximum READ hasMaximum CONSTANT FINAL)
    Q_PROPERTY(double minimum READ minimum CONSTANT FINAL)
    Q_PROPERTY(double maximum READ maximum CONSTANT FINAL)
    Q_PROPERTY(qint64 windowMs READ windowMs WRITE setWindowMs NOTIFY windowChanged FINAL)
    Q_PROPERTY(qint64 nowMs READ nowMs NOTIFY nowChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString valueText READ valueText NOTIFY valueTextChanged FINAL)
    Q_PROPERTY(QString unitText READ unitText NOTIFY unitTextChanged FINAL)
    Q_PROPERTY(QString subText READ subText NOTIFY subTextChanged FINAL)
    Q_PROPERTY(QString ageText READ ageText NOTIFY ageTextChanged FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateTextChanged FINAL)
    Q_PROPERTY(telltale::PanelSeriesListModel *series READ series CONSTANT FINAL)
public:
    /// PanelType, for QML.
    enum class Type { Stat, TimeSeries, Connection };
    Q_ENUM(Type)
    /// The panel is as fresh as the freshest of its series.
    enum class State {
        Waiting, ///< no sample yet
        Live,
        Late,
        Stale,
        Lost
    };
    Q_ENUM(State)

    Panel(PanelSpec spec, SeriesStore *store, qsizetype seriesLimit = 32, QObject *parent = nullptr);

    const PanelSpec &spec() const { return m_spec; }
    Type type() const { return Type(m_spec.type); }
    QString title() const { return m_spec.title; }
    bool isStacked() const { return m_spec.stacked; }
    bool hasMinimum() const { return m_spec.min.has_value(); }
    bool hasMaximum() const { return m_spec.max.has_value(); }
    double minimum() const { return m_spec.min.value_or(0); }
    double maximum() const { return m_spec.max.value_or(0); }
    Unit unit() const;
    qint64 windowMs() const { return m_windowMs; } ///< how much of the past a chart shows
    void setWindowMs(qint64 window);
    qint64 nowMs() const { return m_nowMs; } ///< the present by the clock that stamps the samples: a chart's right edge

    State state() const { return m_state; }
    /// When the newest sample of the freshest series was taken, ms since 1970; -1 while waiting.
    qint64 lastTimeMs() const { return m_newest >= 0 ? timeOf(m_newest) : -1; }
    QString valueText() const { return m_valueText; } ///< "23", "open"; "–" while waiting and once lost
    QString unitText() const { return m_unitText; }   ///< "%"
    QString subText() const { return m_subText; }     ///< "8 cores · load 1.84"; once lost "was 42 % at 14:02"
    QString ageText() const { return m_ageText; }     ///< "12 s" once late; empty while live
    QString stateText() const { return m_stateText; } ///< "", "late", "stale: last value 14:08:12", "no value", ...
    PanelSeriesListModel *series() { return &m_rows; }

    /// For charts. Index as in series().
    int seriesCount() const { return int(m_series.size()); }
    const SeriesHistory *history(int index) const;
    bool isNegated(int index) const;
    State seriesState(int index) const;
    /// The value axis' labels; step is the distance of two of them.
    QString axisText(double value, double largest, double step) const;

Q_SIGNALS:
    void windowChanged();
    void nowChanged();
    void stateChanged();
    void valueTextChanged();
    void unitTextChanged();
    void subTextChanged();
    void ageTextChanged();
    void stateTextChanged();
    /// A series joined: seriesCount() grew.
    void seriesJoined();
    /// A history of this panel has new samples or marks.
    void samplesChanged();

private:
    struct Shown
    {
        SeriesId id = 0;
        qsizetype selector = 0;
    };

    void join(SeriesId first, SeriesId last);
    void onChanged(const QList<SeriesId> &series);
    void onFreshnessChanged(const QList<SeriesId> &series);
    void onTicked();
    void refresh();
    void refreshState();
    void refreshNow();
    void refreshAge();
    void refreshStat();
    void refreshRow(int index);
    qint64 timeOf(int index) const;
    bool hasNoValue() const;
    QString stateWords() const;
    QString legendOf(const Shown &shown) const;
    QString valueTextOf(SeriesId id, const ValueFormat &format) const;
    QString detailText() const;
    QString rememberedText() const;
    ValueFormat format() const;
    void setText(QString &member, const QString &text, void (Panel::*changed)());

    PanelSpec m_spec;
    SeriesStore *m_store;
    qsizetype m_seriesLimit;
    QList<Shown> m_series;
    QList<Shown> m_details;
    QSet<SeriesId> m_ids; ///< of m_series and m_details
    int m_newest = -1;    ///< the series that the panel's state is of
    PanelSeriesListModel m_rows;
    qint64 m_windowMs = 300'000;
    qint64 m_nowMs = 0;
    State m_state = State::Waiting;
    QString m_valueText;
    QString m_unitText;
    QString m_subText;
    QString m_ageText;
    QString m_stateText;
};

} // namespace telltale
