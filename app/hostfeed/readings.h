// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace telltale {

/// One series in one round. No value: the series is gone, and is not mentioned again until it is back.
struct Sample
{
    QByteArray name;
    std::optional<double> value;

    friend bool operator==(const Sample &, const Sample &) = default;
};

/// Gathers one round of samples after another, and notices which series are gone. Pure.
///
/// Each round: add() for each thing that is there, with its value or, if there is none this time (a rate's first
/// round, a counter that was reset), without: then the series lives on and says nothing. What was sent before and is
/// not mentioned now is sent once as missing. Names longer than the limit are refused; of two equal names the first
/// counts, since an event can carry only one.
class Readings
{
public:
    explicit Readings(qsizetype maxNameBytes);

    void add(const QByteArray &name, std::optional<double> value);
    QList<Sample> endRound();

private:
    qsizetype m_maxNameBytes;
    QHash<QByteArray, bool> m_before; ///< name: whether a value was ever sent
    QHash<QByteArray, bool> m_current;
    QList<Sample> m_samples;
};

/// The payload of a metrics event: {"t":...,"values":{...}}, t in ms since 1970, UTC. Numbers as short as they can be.
QByteArray toMetricsJson(qint64 t, const QList<Sample> &samples);

} // namespace telltale
