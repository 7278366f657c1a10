// SPDX-License-Identifier: MIT
// Runs the client through many schedules of faults in simulated time, and says which violated what must hold.
#include "tests/simulation/run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace telltale::sim;
using namespace Qt::StringLiterals;

namespace {

constexpr int fewestOfAPair = 100;

/// Which kinds of faults met in one schedule, and how often.
class PairTable
{
public:
    void count(const Schedule &schedule)
    {
        QSet<int> kinds;
        for (const Fault &fault : schedule.faults)
            kinds.insert(int(fault.kind));
        for (const int a : std::as_const(kinds)) {
            for (const int b : std::as_const(kinds)) {
                if (a <= b)
                    ++m_counts.at(size_t(a)).at(size_t(b));
            }
        }
    }
    int least() const
    {
        int least = m_counts.at(0).at(0);
        for (int a = 0; a < faultKinds; ++a) {
            for (int b = a; b < faultKinds; ++b)
                least = std::min(least, m_counts.at(size_t(a)).at(size_t(b)));
        }
        return least;
    }
    void print() const
    {
        std::printf("schedules in which two kinds of faults met (on the diagonal: in which there was one)\n%10s", "");
        for (int b = 0; b < faultKinds; ++b)
            std::printf(" %9s", qPrintable(toText(FaultKind(b))));
        for (int a = 0; a < faultKinds; ++a) {
            std::printf("\n%10s", qPrintable(toText(FaultKind(a))));
            for (int b = 0; b < faultKinds; ++b)
                std::printf(" %9s", b < a ? "" : QByteArray::number(m_counts.at(size_t(a)).at(size_t(b))).constData());
        }
        std::printf("\n");
    }

private:
    std::array<std::array<int, faultKinds>, faultKinds> m_counts{};
};

void printStory(const Schedule &schedule)
{
    const Outcome outcome = run(schedule, true);
    for (const QString &line : outcome.story)
        std::printf("%s\n", qPrintable(line));
}

void printFailure(const Schedule &schedule, const QString &program)
{
    std::printf("seed %llu:\n", static_cast<unsigned long long>(schedule.seed));
    const QStringList violations = run(schedule).violations;
    for (const QString &violation : violations)
        std::printf("  %s\n", qPrintable(violation));
    const Schedule small = shrink(schedule);
    std::printf("  %lld of its %lld faults are enough:\n", static_cast<long long>(small.faults.size()),
                static_cast<long long>(schedule.faults.size()));
    for (const Fault &fault : small.faults)
        std::printf("    %s\n", qPrintable(toText(fault)));
    std::printf("  the whole story: %s --seed %llu\n", qPrintable(program),
                static_cast<unsigned long long>(schedule.seed));
}

void printHistogram(QList<int> steps)
{
    std::sort(steps.begin(), steps.end());
    const auto at = [&](int percent) { return steps.at((steps.size() - 1) * percent / 100); };
    std::printf("steps of a schedule: p1 %d, p25 %d, p50 %d, p75 %d, p99 %d, most %d\n", at(1), at(25), at(50), at(75),
                at(99), steps.last());
    constexpr int bars = 10;
    const int width = steps.last() / bars + 1;
    for (int i = 0; i < bars; ++i) {
        const auto count = std::count_if(steps.cbegin(), steps.cend(), [=](int s) { return s / width == i; });
        std::printf("  %6d to %6d: %6lld\n", i * width, (i + 1) * width - 1, static_cast<long long>(count));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"telltale.*=false"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Faults in simulated time: every invariant of the link, after every step."_s);
    parser.addHelpOption();
    parser.addOptions({{u"schedules"_s, u"How many."_s, u"N"_s, u"20000"_s},
                       {u"first"_s, u"Seed of the first; the others follow."_s, u"SEED"_s, u"1"_s},
                       {u"seed"_s, u"Plays this one alone, and tells its story."_s, u"SEED"_s},
                       {u"small"_s, u"With --seed: with as few faults as still fail."_s},
                       {u"until-failure"_s, u"Stops at the first that fails, and prints its seed alone."_s}});
    parser.process(application);
    if (parser.isSet(u"seed"_s)) {
        const Schedule schedule = makeSchedule(parser.value(u"seed"_s).toULongLong());
        printStory(parser.isSet(u"small"_s) ? shrink(schedule) : schedule);
        return 0;
    }
    const quint64 first = parser.value(u"first"_s).toULongLong();
    const int count = parser.value(u"schedules"_s).toInt();
    PairTable pairs;
    QList<int> steps;
    qint64 total = 0;
    int failures = 0;
    QElapsedTimer time;
    time.start();
    for (quint64 seed = first; seed < first + quint64(count); ++seed) {
        const Schedule schedule = makeSchedule(seed);
        const Outcome outcome = run(schedule);
        pairs.count(schedule);
        steps.append(outcome.steps);
        total += outcome.steps;
        if (outcome.violations.isEmpty())
            continue;
        if (parser.isSet(u"until-failure"_s)) {
            std::printf("%llu %s\n", static_cast<unsigned long long>(seed), qPrintable(outcome.violations.first()));
            return 1;
        }
        if (++failures <= 3)
            printFailure(schedule, application.applicationFilePath());
    }
    if (steps.isEmpty())
        return 2;
    printHistogram(steps);
    pairs.print();
    std::printf("%d schedules, %lld steps, %.1f s: %d failed; every pair of faults met at least %d times\n", count,
                static_cast<long long>(total), double(time.elapsed()) / 1000, failures, pairs.least());
    if (count >= 20'000 && pairs.least() < fewestOfAPair) {
        std::printf("a pair of faults met less than %d times\n", fewestOfAPair);
        return 1;
    }
    return failures > 0 ? 1 : 0;
}
