// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/seriesselector.h"
#include "models/series/derivedvalue.h"
#include "models/series/seriesstore.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

#include <optional>
#include <vector>

namespace telltale {

/// Keeps the series that selectors derive (rates, sums, ...) up to date within the store that has their inputs, as
/// further series with names of their own: `rate(net.rx){dev="eth0"}` (derivedname.h). What a value is worked out from,
/// and when, DerivedValue says. Derived series are never inputs of others.
///
/// setSelectors() says which there are to be, for a whole dashboard; it takes effect with the store's next apply() or
/// tick(). From then on all is done within those: derived series are announced by the store, together with what they
/// are derived of. Equal derivations of several selectors are one series. A series that is no longer wanted stays, as
/// lost, and goes on where it is wanted again.
///
/// One per store, which must outlive it. Thread: GUI.
class DerivedSeries
{
public:
    struct Limits
    {
        qsizetype series = 256;                       ///< derived ones
        qsizetype inputs = 1'024;                     ///< of one
        milliseconds past = std::chrono::minutes(10); ///< so much of its inputs' past is in a new one
    };

    explicit DerivedSeries(SeriesStore *store)
        : DerivedSeries(store, Limits{})
    {}
    DerivedSeries(SeriesStore *store, Limits limits);
    ~DerivedSeries();
    Q_DISABLE_COPY_MOVE(DerivedSeries)

    /// Those without a derivation are left out.
    void setSelectors(const QList<SeriesSelector> &selectors);

    qsizetype count() const { return qsizetype(m_made.size()); } ///< kept up to date now
    /// Not made, because there would be too many or the feed has a series of the same name. Counted since the last
    /// setSelectors().
    qsizetype refused() const { return m_refused.size(); }

private:
    struct Rule
    {
        SeriesSelector selector;
        QList<SeriesId> waiting = {}; ///< Difference: inputs whose `other` is not there yet
    };
    struct Made
    {
        QByteArray name;
        SeriesId id;
        DerivedValue value;
        bool isWanted = true;
    };

    void derive(const QList<SeriesId> &touched, const QList<SeriesId> &moved);
    void refreshWanted();
    void dropUnwanted();
    void takeNewSeries();
    void offer(Rule &rule, SeriesId series);
    bool offerPair(const Rule &rule, SeriesId series);
    void addInput(const Rule &rule, const QByteArray &name, SeriesId input);
    std::optional<size_t> madeFor(const Rule &rule, const QByteArray &name);
    void refresh(Made &made);

    SeriesStore *m_store;
    Limits m_limits;
    std::vector<Rule> m_rules;
    std::vector<Made> m_made;
    QHash<QByteArray, size_t> m_byName;
    QHash<SeriesId, QList<size_t>> m_byInput;
    QSet<size_t> m_due; ///< with other inputs than before
    QSet<QByteArray> m_refused;
    SeriesId m_seen = 0;      ///< series of the store that were offered to the rules
    bool m_isChanged = false; ///< the selectors were
};

} // namespace telltale
