// SPDX-License-Identifier: MIT
#include "models/dashboard/file/vocabulary.h"

#include "transport/protocol/transportkind.h"

using namespace Qt::StringLiterals;

namespace telltale {

const Words<Profile> &profileWords()
{
    static const Words<Profile> words{
        {u"desktop"_s, Profile::Desktop}, {u"kiosk"_s, Profile::Kiosk}, {u"operator"_s, Profile::Operator}};
    return words;
}

const Words<ThemeName> &themeWords()
{
    static const Words<ThemeName> words{{u"system"_s, ThemeName::System},
                                        {u"dark"_s, ThemeName::Dark},
                                        {u"light"_s, ThemeName::Light},
                                        {u"operator-grey"_s, ThemeName::OperatorGrey}};
    return words;
}

const Words<SourceSpec::Type> &sourceTypeWords()
{
    static const Words<SourceSpec::Type> words{{u"stream"_s, SourceSpec::Type::Stream},
                                               {u"local"_s, SourceSpec::Type::Local},
                                               {u"recording"_s, SourceSpec::Type::Recording}};
    return words;
}

const Words<Cadence> &cadenceWords()
{
    static const Words<Cadence> words{{u"periodic"_s, Cadence::Periodic}, {u"on-change"_s, Cadence::OnChange}};
    return words;
}

const Words<PanelType> &panelTypeWords()
{
    static const Words<PanelType> words{{u"stat"_s, PanelType::Stat},
                                        {u"timeseries"_s, PanelType::TimeSeries},
                                        {u"gauge"_s, PanelType::Gauge},
                                        {u"bargauge"_s, PanelType::BarGauge},
                                        {u"table"_s, PanelType::Table},
                                        {u"statusgrid"_s, PanelType::StatusGrid},
                                        {u"statetimeline"_s, PanelType::StateTimeline},
                                        {u"log"_s, PanelType::Log},
                                        {u"text"_s, PanelType::Text},
                                        {u"clock"_s, PanelType::Clock},
                                        {u"connection"_s, PanelType::Connection},
                                        {u"row"_s, PanelType::Row}};
    return words;
}

const Words<Reduction> &reductionWords()
{
    static const Words<Reduction> words{{u"last"_s, Reduction::Last}, {u"mean"_s, Reduction::Mean},
                                        {u"min"_s, Reduction::Min},   {u"max"_s, Reduction::Max},
                                        {u"sum"_s, Reduction::Sum},   {u"delta"_s, Reduction::Delta},
                                        {u"rate"_s, Reduction::Rate}, {u"count"_s, Reduction::Count}};
    return words;
}

const Words<Severity> &severityWords()
{
    static const Words<Severity> words{{u"ok"_s, Severity::Ok},
                                       {u"low"_s, Severity::Low},
                                       {u"medium"_s, Severity::Medium},
                                       {u"high"_s, Severity::High},
                                       {u"critical"_s, Severity::Critical}};
    return words;
}

const Words<Derivation::Op> &derivationWords()
{
    using Op = Derivation::Op;
    static const Words<Op> words{
        {u"rate"_s, Op::Rate}, {u"sum"_s, Op::Sum},     {u"average"_s, Op::Average},      {u"min"_s, Op::Min},
        {u"max"_s, Op::Max},   {u"scale"_s, Op::Scale}, {u"difference"_s, Op::Difference}};
    return words;
}

const Words<FeedMapping::Value::Kind> &eventCountWords()
{
    using Kind = FeedMapping::Value::Kind;
    static const Words<Kind> words{{u"count"_s, Kind::Count}, {u"rate"_s, Kind::Rate}};
    return words;
}

const Words<Thresholds::Mode> &thresholdModeWords()
{
    static const Words<Thresholds::Mode> words{{u"absolute"_s, Thresholds::Mode::Absolute},
                                               {u"percentage"_s, Thresholds::Mode::Percentage}};
    return words;
}

const Words<Thresholds::Direction> &directionWords()
{
    static const Words<Thresholds::Direction> words{{u"up"_s, Thresholds::Direction::Up},
                                                    {u"down"_s, Thresholds::Direction::Down}};
    return words;
}

const Words<Thresholds::Show> &showWords()
{
    static const Words<Thresholds::Show> words{{u"none"_s, Thresholds::Show::None},
                                               {u"lines"_s, Thresholds::Show::Lines},
                                               {u"bands"_s, Thresholds::Show::Bands}};
    return words;
}

const Words<ChartOptions::Style> &chartStyleWords()
{
    static const Words<ChartOptions::Style> words{{u"line"_s, ChartOptions::Style::Line},
                                                  {u"area"_s, ChartOptions::Style::Area},
                                                  {u"steps"_s, ChartOptions::Style::Steps}};
    return words;
}

const Words<ChartOptions::Stacking> &stackingWords()
{
    static const Words<ChartOptions::Stacking> words{{u"none"_s, ChartOptions::Stacking::None},
                                                     {u"normal"_s, ChartOptions::Stacking::Normal}};
    return words;
}

const Words<ChartOptions::Legend> &legendWords()
{
    static const Words<ChartOptions::Legend> words{{u"hidden"_s, ChartOptions::Legend::Hidden},
                                                   {u"bottom"_s, ChartOptions::Legend::Bottom},
                                                   {u"right"_s, ChartOptions::Legend::Right}};
    return words;
}

const Words<StatOptions::Spark> &sparkWords()
{
    static const Words<StatOptions::Spark> words{{u"none"_s, StatOptions::Spark::None},
                                                 {u"line"_s, StatOptions::Spark::Line},
                                                 {u"area"_s, StatOptions::Spark::Area}};
    return words;
}

const Words<TableColumn::Cell> &cellWords()
{
    static const Words<TableColumn::Cell> words{{u"text"_s, TableColumn::Cell::Text},
                                                {u"bar"_s, TableColumn::Cell::Bar},
                                                {u"state"_s, TableColumn::Cell::State}};
    return words;
}

const Words<LogLevel> &logLevelWords()
{
    static const Words<LogLevel> words{{u"debug"_s, LogLevel::Debug},
                                       {u"info"_s, LogLevel::Info},
                                       {u"warning"_s, LogLevel::Warning},
                                       {u"error"_s, LogLevel::Error},
                                       {u"critical"_s, LogLevel::Critical}};
    return words;
}

QStringList transportWords()
{
    QStringList words;
    for (const TransportKind kind : allTransportKinds())
        words << toWord(kind);
    return words;
}

QHash<QString, QStringList> allVocabularies()
{
    return {{u"profileWord"_s, wordsOf(profileWords())},
            {u"themeWord"_s, wordsOf(themeWords())},
            {u"sourceTypeWord"_s, wordsOf(sourceTypeWords())},
            {u"cadenceWord"_s, wordsOf(cadenceWords())},
            {u"panelTypeWord"_s, wordsOf(panelTypeWords())},
            {u"reductionWord"_s, wordsOf(reductionWords())},
            {u"severityWord"_s, wordsOf(severityWords())},
            {u"derivationWord"_s, wordsOf(derivationWords())},
            {u"eventCountWord"_s, wordsOf(eventCountWords())},
            {u"thresholdModeWord"_s, wordsOf(thresholdModeWords())},
            {u"directionWord"_s, wordsOf(directionWords())},
            {u"showWord"_s, wordsOf(showWords())},
            {u"chartStyleWord"_s, wordsOf(chartStyleWords())},
            {u"stackingWord"_s, wordsOf(stackingWords())},
            {u"legendWord"_s, wordsOf(legendWords())},
            {u"sparkWord"_s, wordsOf(sparkWords())},
            {u"cellWord"_s, wordsOf(cellWords())},
            {u"logLevelWord"_s, wordsOf(logLevelWords())},
            {u"transportWord"_s, transportWords()}};
}

} // namespace telltale
