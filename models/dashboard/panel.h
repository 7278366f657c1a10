// SPDX-License-Identifier: MIT
#pragma once

#include "models/cleantext.h"
#include "models/connection/connectionmodel.h"
#include "models/dashboard/clockmodel.h"
#include "models/dashboard/paneloptions.h"
#include "models/dashboard/panelserieslistmodel.h"
#include "models/dashboard/panelseriesset.h"
#include "models/dashboard/panelspec.h"
#include "models/dashboard/paneltablemodel.h"
#include "models/dashboard/statetimelinemodel.h"
#include "models/logs/loglistmodel.h"

#include <QObject>
#include <QVariantList>

#include <memory>

namespace telltale {

/// What every panel of a dashboard shares.
struct PanelContext
{
    QList<PanelSource> sources;
    milliseconds window = std::chrono::minutes(5); ///< of panels that name none
    qsizetype seriesLimit = 32;                    ///< of a panel that draws its series into one picture
    qsizetype rowLimit = 1'000;                    ///< of a panel that lists them: a table, bars, a grid, a timeline
};

/// One panel of a dashboard, as QML and the chart items see it.
///
/// It follows the stores of the sources that its selectors name: series that match join in order of arrival, up to the
/// limit. Texts change with data and freshness only, and a signal is emitted only when its value changed;
/// samplesChanged() and nowChanged() are for charts, which read the histories through it; the texts are of the same
/// moment by then. The models of a type (timeline, table, log, clock) exist for panels of that type only. The sources
/// must outlive it. Thread: GUI.
class Panel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Type type READ type CONSTANT FINAL)
    Q_PROPERTY(QString title READ title CONSTANT FINAL)
    Q_PROPERTY(QString text READ text CONSTANT FINAL)
    Q_PROPERTY(Spark spark READ spark CONSTANT FINAL)
    Q_PROPERTY(QVariantList thresholdMarks READ thresholdMarks NOTIFY rangeChanged FINAL)
    Q_PROPERTY(QString fromText READ fromText NOTIFY spanTextChanged FINAL)
    Q_PROPERTY(QString toText READ toText NOTIFY spanTextChanged FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString valueText READ valueText NOTIFY valueTextChanged FINAL)
    Q_PROPERTY(QString unitText READ unitText NOTIFY unitTextChanged FINAL)
    Q_PROPERTY(int severity READ severity NOTIFY severityChanged FINAL)
    Q_PROPERTY(double share READ share NOTIFY shareChanged FINAL)
    Q_PROPERTY(QString subText READ subText NOTIFY subTextChanged FINAL)
    Q_PROPERTY(QString ageText READ ageText NOTIFY ageTextChanged FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY stateTextChanged FINAL)
    Q_PROPERTY(QString hiddenText READ hiddenText NOTIFY hiddenTextChanged FINAL)
    Q_PROPERTY(QString whyText READ whyText NOTIFY whyTextChanged FINAL)
    Q_PROPERTY(telltale::PanelSeriesListModel *series READ series CONSTANT FINAL)
    Q_PROPERTY(telltale::StateTimelineModel *timeline READ timeline CONSTANT FINAL)
    Q_PROPERTY(telltale::PanelTableModel *table READ table CONSTANT FINAL)
    Q_PROPERTY(telltale::LogListModel *log READ log CONSTANT FINAL)
    Q_PROPERTY(telltale::ClockModel *clock READ clock CONSTANT FINAL)
    Q_PROPERTY(telltale::ConnectionModel *connection READ connection CONSTANT FINAL)
public:
    /// PanelType, for QML.
    enum class Type {
        Stat,
        TimeSeries,
        Connection,
        Gauge,
        BarGauge,
        Table,
        StatusGrid,
        StateTimeline,
        Log,
        Text,
        Clock,
        Row
    };
    Q_ENUM(Type)
    /// PanelState, for QML. The panel is as fresh as the freshest of its series; Stat and Gauge as their first.
    enum class State { Waiting, Live, Late, Stale, Lost };
    Q_ENUM(State)
    /// StatOptions::Spark, for QML.
    enum class Spark { None, Line, Area };
    Q_ENUM(Spark)

    Panel(PanelSpec spec, const PanelContext &context, QObject *parent = nullptr);
    ~Panel() override;

    /// Changes no more: its sources may go from now on.
    void retire();

    const PanelSpec &spec() const { return m_spec; }
    /// Whether a panel made of these would be the same as this one.
    bool shows(const PanelSpec &spec, const PanelContext &context) const;
    Type type() const { return Type(m_spec.type); }
    QString title() const { return cleanText(m_spec.title); }
    QString text() const { return cleanLines(m_spec.text); }
    Spark spark() const { return Spark(m_spec.stat.spark); } ///< the line below a stat's value
    bool hasMinimum() const { return m_spec.min.has_value(); }
    bool hasMaximum() const { return m_spec.max.has_value(); }
    double minimum() const { return m_spec.min.value_or(0); }
    double maximum() const { return m_spec.max.value_or(0); }
    const Thresholds &thresholds() const { return m_spec.thresholds; }
    /// {position: 0..1 of the range, severity} from where on a value means that; empty where there is no range.
    QVariantList thresholdMarks() const;
    Unit unit() const { return m_series.unit(); }
    qint64 windowMs() const { return m_windowMs; } ///< how much of the past a chart shows
    void setWindowMs(qint64 window);
    qint64 nowMs() const { return m_nowMs; } ///< the present by the clock that stamps the samples: a chart's right edge

    const QString &fromText() const { return m_fromText; } ///< when the window begins: "13:04:10"; timelines alone
    const QString &toText() const { return m_toText; }     ///< and when it ends

    State state() const { return State(m_state); }
    /// Whether it shows anything that ages.
    bool ages() const;
    /// When the newest sample of the freshest series was taken, and for a log when its source was last heard: ms since
    /// 1970; -1 while waiting.
    qint64 lastTimeMs() const;
    QString valueText() const { return m_reading.number; } ///< "23", "open"; "–" while waiting and once lost
    QString unitText() const { return m_reading.unit; }    ///< "%"
    int severity() const { return m_reading.severityNumber(); }
    double share() const { return m_reading.share; }
    QString subText() const { return m_subText; }     ///< "8 cores · load 1.84"; once lost "was 42 % at 14:02"
    QString ageText() const { return m_ageText; }     ///< "12 s" once late; empty while live
    QString stateText() const { return m_stateText; } ///< "", "late", "stale: last value 14:08:12", "no value", ...
    /// "8 more not shown": what came after the panel's limit was reached.
    const QString &hiddenText() const { return m_hiddenText; }
    /// The answer to "why is this stale?", a fact a line. Made anew on each call, so bind it while it is read.
    QString whyText() const;
    PanelSeriesListModel *series() { return &m_rows; }
    StateTimelineModel *timeline() const { return m_timeline.get(); }
    PanelTableModel *table() const { return m_table.get(); }
    LogListModel *log() const { return m_log.get(); }
    ClockModel *clock() const { return m_clock.get(); }
    ConnectionModel *connection() const; ///< of its source; none where the dashboard has none

    /// For charts. Index as in series().
    int seriesCount() const { return m_series.count(); }
    const SeriesHistory *history(int index) const { return &m_series.at(index).history(); }
    bool isNegated(int index) const { return m_series.at(index).selector().negate; }
    State seriesState(int index) const { return State(m_series.at(index).state()); }
    QString seriesLabel(int index) const { return m_series.at(index).label(); }
    /// The value axis' labels; step is the distance of two of them.
    QString axisText(double value, double largest, double step) const;
    QString valueTextOf(double value) const { return m_series.format().text(value); } ///< "3.42 MB/s"

Q_SIGNALS:
    void windowChanged();
    void nowChanged();
    void stateChanged();
    void valueTextChanged();
    void unitTextChanged();
    void severityChanged();
    void shareChanged();
    void rangeChanged();
    void spanTextChanged();
    void subTextChanged();
    void ageTextChanged();
    void stateTextChanged();
    void hiddenTextChanged();
    void whyTextChanged();
    /// A series joined: seriesCount() grew.
    void seriesJoined();
    /// A history of this panel has new samples or marks.
    void samplesChanged();

private:
    void makeModels(const PanelContext &context);
    void follow(const PanelSource &source);
    void join(const PanelSource &source, SeriesId first, SeriesId last);
    void announce(int index);
    void onChanged(const SeriesStore *store, const QList<SeriesId> &series);
    void onTicked();
    bool refreshSome(const SeriesStore *store, const QList<SeriesId> &series); ///< whether any is this panel's
    void refresh();
    void refreshSeries(int index);
    void refreshPanel();
    void refreshState();
    void refreshHidden();
    bool moveOn();
    void refreshAge();
    void refreshReading();
    void setReading(const PanelReading &reading);
    bool showsOneValue() const;
    milliseconds silence() const;
    PanelState logState() const;
    QString detailText() const;
    QString rememberedText() const;
    std::optional<ValueRange> range() const { return rangeOf(m_spec, unit()); }
    void setText(QString &member, const QString &text, void (Panel::*changed)());

    const PanelSpec m_spec;
    QList<PanelSource> m_sources; ///< those that its selectors name, each once; the first one's clock is the panel's
    PanelSeriesSet m_series;
    const PanelSeries *m_newest = nullptr; ///< the series that the panel's state is of
    PanelSeriesListModel m_rows;
    std::unique_ptr<StateTimelineModel> m_timeline;
    std::unique_ptr<PanelTableModel> m_table;
    std::unique_ptr<LogListModel> m_log;
    std::unique_ptr<ClockModel> m_clock;
    qint64 m_windowMs;
    qint64 m_nowMs = 0;
    PanelState m_state = PanelState::Waiting;
    PanelReading m_reading;
    QString m_fromText;
    QString m_toText;
    QString m_subText;
    QString m_ageText;
    QString m_stateText;
    QString m_hiddenText;
};

} // namespace telltale
