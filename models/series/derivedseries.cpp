// SPDX-License-Identifier: MIT
#include "models/series/derivedseries.h"

#include "models/dashboard/selectormatcher.h"
#include "models/series/derivedname.h"

#include <algorithm>
#include <utility>

namespace telltale {

DerivedSeries::DerivedSeries(SeriesStore *store, Limits limits)
    : m_store(store)
    , m_limits(limits)
{
    store->setDeriver([this](const QList<SeriesId> &touched, const QList<SeriesId> &moved) { derive(touched, moved); });
}

DerivedSeries::~DerivedSeries()
{
    m_store->setDeriver({});
}

void DerivedSeries::setSelectors(const QList<SeriesSelector> &selectors)
{
    m_rules.clear();
    for (const SeriesSelector &selector : selectors) {
        if (selector.derivation.op != Derivation::Op::None)
            m_rules.push_back({selector});
    }
    m_isChanged = true;
}

void DerivedSeries::derive(const QList<SeriesId> &touched, const QList<SeriesId> &moved)
{
    if (std::exchange(m_isChanged, false))
        refreshWanted();
    takeNewSeries();
    QSet<size_t> due = std::exchange(m_due, {});
    for (const QList<SeriesId> &series : {touched, moved}) {
        for (const SeriesId id : series) {
            for (const size_t made : m_byInput.value(id))
                due.insert(made);
        }
    }
    for (const size_t made : std::as_const(due))
        refresh(m_made[made]);
}

/// All series are offered to the new rules; what none of them wants is dropped.
void DerivedSeries::refreshWanted()
{
    for (Made &made : m_made)
        made.isWanted = false;
    m_refused.clear();
    m_seen = 0;
    takeNewSeries();
    dropUnwanted();
}

void DerivedSeries::dropUnwanted()
{
    for (const Made &made : m_made) {
        if (!made.isWanted)
            m_store->setInputs(made.id, {});
    }
    std::erase_if(m_made, [](const Made &made) { return !made.isWanted; });
    m_byName.clear();
    m_byInput.clear();
    m_due.clear();
    for (size_t i = 0; i < m_made.size(); ++i) {
        m_byName.insert(m_made[i].name, i);
        for (const SeriesId input : m_made[i].value.inputs())
            m_byInput[input].append(i);
        m_due.insert(i);
    }
}

void DerivedSeries::takeNewSeries()
{
    const auto end = SeriesId(m_store->count()); // before what is added here
    if (m_seen == end)
        return;
    for (const SeriesId first = std::exchange(m_seen, end); Rule & rule : m_rules) {
        QList<SeriesId> waiting;
        for (const SeriesId series : std::exchange(rule.waiting, {})) {
            if (!offerPair(rule, series))
                waiting.append(series);
        }
        rule.waiting = waiting;
        for (SeriesId series = first; series < end; ++series) {
            if (!m_store->isDerived(series))
                offer(rule, series);
        }
    }
}

void DerivedSeries::offer(Rule &rule, SeriesId series)
{
    const SeriesKey &name = m_store->name(series);
    const QByteArray &text = m_store->nameText(series);
    if (!matchesInput(rule.selector, name, text))
        return;
    if (rule.selector.derivation.op != Derivation::Op::Difference)
        addInput(rule, derivedName(rule.selector, name, text), series);
    else if (!offerPair(rule, series))
        rule.waiting.append(series);
}

/// False: what is to be subtracted is not there yet.
bool DerivedSeries::offerPair(const Rule &rule, SeriesId series)
{
    const SeriesKey &name = m_store->name(series);
    const QByteArray &text = m_store->nameText(series);
    const std::optional<SeriesId> other =
        m_store->find(rule.selector.derivation.other + text.sliced(name.base().size()));
    if (!other || m_store->isDerived(*other))
        return false;
    if (*other == series)
        return true; // nothing worth showing
    const QByteArray made = derivedName(rule.selector, name, text);
    addInput(rule, made, series);
    addInput(rule, made, *other);
    return true;
}

void DerivedSeries::addInput(const Rule &rule, const QByteArray &name, SeriesId input)
{
    const std::optional<size_t> made = madeFor(rule, name);
    if (!made || !m_made[*made].value.addInput(input, m_limits.inputs))
        return;
    m_byInput[input].append(*made);
    m_due.insert(*made);
}

std::optional<size_t> DerivedSeries::madeFor(const Rule &rule, const QByteArray &name)
{
    const auto known = m_byName.constFind(name);
    if (known != m_byName.cend()) {
        m_made[*known].isWanted = true;
        return *known;
    }
    std::optional<SeriesId> id;
    std::optional<qint64> doneMs;
    const auto wanted = std::count_if(m_made.cbegin(), m_made.cend(), [](const Made &made) { return made.isWanted; });
    if (wanted < m_limits.series) {
        id = m_store->find(name);
        if (!id)
            id = m_store->addDerived(name);
        else if (!m_store->isDerived(*id))
            id.reset();
        else if (m_store->value(*id).seen)
            doneMs = m_store->value(*id).timeMs;
    }
    if (!id) {
        m_refused.insert(name);
        return {};
    }
    m_made.push_back({name, *id, DerivedValue(rule.selector.derivation, m_limits.past, doneMs)});
    m_byName.insert(name, m_made.size() - 1);
    return m_made.size() - 1;
}

void DerivedSeries::refresh(Made &made)
{
    for (const DerivedValue::Step &step : made.value.advance(*m_store)) {
        if (step.isBroken)
            m_store->breakDerived(made.id);
        m_store->appendDerived(made.id, step.timeMs, step.value);
    }
    if (made.value.isOpen(*m_store))
        m_store->breakDerived(made.id);
    m_store->setInputs(made.id, made.value.live());
}

} // namespace telltale
