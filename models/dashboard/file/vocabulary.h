// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/dashboard.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace telltale {

// Every key and every fixed word of a dashboard file: the reader, its hints and the test against the JSON Schema all
// take them from here.

/// The objects of a file, by the schema's names for them.
struct ObjectShape
{
    QString name;     ///< "panel"
    QStringList keys; ///< in the order in which a person would write them
    /// Words that other programs and earlier habits use for a key: their word, ours.
    QList<std::pair<QString, QString>> aliases = {};
};

enum class Shape {
    Dashboard,
    Time,
    Freshness,
    Source,
    Auth,
    SecretHeader,
    Mapping,
    MappedValue,
    Page,
    Panel,
    Data,
    Derive,
    Thresholds,
    Step,
    ValueMapping,
    ChartOptions,
    Axis,
    StatOptions,
    TableOptions,
    Column,
    LogOptions,
    ClockOptions
};

const ObjectShape &shapeOf(Shape shape);
const QList<ObjectShape> &allShapes();

template <typename T>
using Words = QList<std::pair<QString, T>>;

const Words<Profile> &profileWords();
const Words<ThemeName> &themeWords();
const Words<SourceSpec::Type> &sourceTypeWords();
const Words<Cadence> &cadenceWords();
const Words<PanelType> &panelTypeWords();
const Words<Reduction> &reductionWords();
const Words<Severity> &severityWords();
const Words<LogLevel> &logLevelWords();
const Words<Derivation::Op> &derivationWords();
const Words<FeedMapping::Value::Kind> &eventCountWords();
const Words<Thresholds::Mode> &thresholdModeWords();
const Words<Thresholds::Direction> &directionWords();
const Words<Thresholds::Show> &showWords();
const Words<ChartOptions::Style> &chartStyleWords();
const Words<ChartOptions::Stacking> &stackingWords();
const Words<ChartOptions::Legend> &legendWords();
const Words<StatOptions::Spark> &sparkWords();
const Words<TableColumn::Cell> &cellWords();
QStringList transportWords();

/// All of the above, by the schema's names for them.
QHash<QString, QStringList> allVocabularies();

template <typename T>
QStringList wordsOf(const Words<T> &table)
{
    QStringList words;
    for (const auto &[word, value] : table)
        words.append(word);
    return words;
}

/// The word for a value; empty if it has none.
template <typename T>
QString wordFor(const Words<T> &table, T value)
{
    for (const auto &[word, meaning] : table) {
        if (meaning == value)
            return word;
    }
    return {};
}

} // namespace telltale
