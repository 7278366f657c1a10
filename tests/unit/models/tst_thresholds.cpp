// SPDX-License-Identifier: MIT
#include "models/values/thresholds.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>
#include <vector>

using namespace telltale;
using namespace Qt::StringLiterals;

using Severities = QList<telltale::Severity>;
using Numbers = QList<double>;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

Thresholds upAt(const QList<ThresholdStep> &steps, double hysteresis = 0)
{
    Thresholds thresholds;
    thresholds.steps = steps;
    thresholds.hysteresis = hysteresis;
    return thresholds;
}

Thresholds downAt(const QList<ThresholdStep> &steps, double hysteresis = 0)
{
    Thresholds thresholds = upAt(steps, hysteresis);
    thresholds.direction = Thresholds::Direction::Down;
    return thresholds;
}

Thresholds percentUpAt(const QList<ThresholdStep> &steps, double hysteresis = 0)
{
    Thresholds thresholds = upAt(steps, hysteresis);
    thresholds.mode = Thresholds::Mode::Percentage;
    return thresholds;
}

/// Another way to say the same: every step is a switch of its own that goes on at its value and off at the hysteresis
/// behind it; the worst that is on counts.
class Switches
{
public:
    explicit Switches(const Thresholds &thresholds)
        : m_thresholds(thresholds)
        , m_on(size_t(thresholds.steps.size()), false)
    {}

    Severity step(double value)
    {
        const bool isUp = m_thresholds.direction == Thresholds::Direction::Up;
        Severity state = m_thresholds.base;
        for (size_t i = 0; i < m_on.size(); ++i) {
            const ThresholdStep &step = m_thresholds.steps[qsizetype(i)];
            const double off = isUp ? step.at - m_thresholds.hysteresis : step.at + m_thresholds.hysteresis;
            if (isUp ? value >= step.at : value <= step.at)
                m_on[i] = true;
            else if (isUp ? value <= off : value >= off)
                m_on[i] = false;
            if (m_on[i])
                state = step.state;
        }
        return state;
    }

private:
    Thresholds m_thresholds;
    std::vector<bool> m_on;
};

} // namespace

class ThresholdsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateOf_table_data();
    void stateOf_table();
    void stateOf_percentageOfTheRange_data();
    void stateOf_percentageOfTheRange();
    void absoluteSteps_areValuesInOrder();
    void step_hysteresis_data();
    void step_hysteresis();
    void step_percentageHysteresis();
    void step_withoutHysteresisIsStateOf();
    void step_ignoresWhatIsNoNumber();
    void reset_forgets();
    void step_agreesWithSwitches();
    void step_neverFlickersWithinTheHysteresis();
};

void ThresholdsTest::stateOf_table_data()
{
    QTest::addColumn<Thresholds>("thresholds");
    QTest::addColumn<double>("value");
    QTest::addColumn<Severity>("expected");
    const Thresholds up = upAt({{70, Severity::Medium}, {90, Severity::Critical}});
    const Thresholds down = downAt({{0.75, Severity::Medium}, {0.6, Severity::Critical}});
    QTest::newRow("up, below") << up << 69.999 << Severity::Ok;
    QTest::newRow("up, upon") << up << 70.0 << Severity::Medium;
    QTest::newRow("up, between") << up << 89.0 << Severity::Medium;
    QTest::newRow("up, upon the worst") << up << 90.0 << Severity::Critical;
    QTest::newRow("up, beyond all") << up << 1e300 << Severity::Critical;
    QTest::newRow("up, negative") << up << -1e300 << Severity::Ok;
    QTest::newRow("up, infinite") << up << infinity << Severity::Critical;
    QTest::newRow("no number") << up << notANumber << Severity::Ok;
    QTest::newRow("down, above") << down << 0.76 << Severity::Ok;
    QTest::newRow("down, upon") << down << 0.75 << Severity::Medium;
    QTest::newRow("down, upon the worst") << down << 0.6 << Severity::Critical;
    QTest::newRow("down, beyond all") << down << -5.0 << Severity::Critical;
    QTest::newRow("none") << Thresholds{} << 5.0 << Severity::Ok;
    Thresholds base = up;
    base.base = Severity::Low;
    QTest::newRow("base") << base << 5.0 << Severity::Low;
    QTest::newRow("in any order") << upAt({{90, Severity::Critical}, {70, Severity::Medium}}) << 75.0
                                  << Severity::Medium;
    QTest::newRow("two at one value: the later")
        << upAt({{70, Severity::Medium}, {70, Severity::High}}) << 70.0 << Severity::High;
    QTest::newRow("no memory") << upAt({{70, Severity::Medium}}, 20) << 65.0 << Severity::Ok;
}

void ThresholdsTest::stateOf_table()
{
    QFETCH(Thresholds, thresholds);
    QFETCH(double, value);
    QTEST(stateOf(thresholds, value), "expected");
}

void ThresholdsTest::stateOf_percentageOfTheRange_data()
{
    QTest::addColumn<QList<double>>("range"); // min, max; fewer: not set
    QTest::addColumn<double>("value");
    QTest::addColumn<Severity>("expected");
    QTest::newRow("of 0 to 200, below") << Numbers{0, 200} << 159.0 << Severity::Ok;
    QTest::newRow("of 0 to 200, upon") << Numbers{0, 200} << 160.0 << Severity::High;
    QTest::newRow("from below zero") << Numbers{-100, 100} << 60.0 << Severity::High;
    QTest::newRow("from below zero, below") << Numbers{-100, 100} << 59.0 << Severity::Ok;
    QTest::newRow("no range: of 0 to 100") << Numbers{} << 80.0 << Severity::High;
    QTest::newRow("no maximum: to 100") << Numbers{50} << 90.0 << Severity::High;
    QTest::newRow("no extent") << Numbers{10, 10} << 1000.0 << Severity::Ok;
    QTest::newRow("turned round") << Numbers{10, 0} << 1000.0 << Severity::Ok;
}

void ThresholdsTest::stateOf_percentageOfTheRange()
{
    QFETCH(QList<double>, range);
    QFETCH(double, value);
    const auto end = [&range](qsizetype i) { return i < range.size() ? std::optional(range[i]) : std::nullopt; };
    QTEST(stateOf(percentUpAt({{80, Severity::High}}), value, end(0), end(1)), "expected");
}

void ThresholdsTest::absoluteSteps_areValuesInOrder()
{
    const QList<ThresholdStep> shuffled{{90, Severity::Critical}, {50, Severity::Medium}};
    const QList<ThresholdStep> rising{{50, Severity::Medium}, {90, Severity::Critical}};
    QCOMPARE(absoluteSteps(upAt(shuffled)), rising);
    QCOMPARE(absoluteSteps(downAt(rising)), shuffled);
    QCOMPARE(absoluteSteps(percentUpAt({{50, Severity::Low}}), 10, 30), (QList<ThresholdStep>{{20, Severity::Low}}));
    QCOMPARE(absoluteSteps(percentUpAt({{50, Severity::Low}}), 30, 30), QList<ThresholdStep>());
}

void ThresholdsTest::step_hysteresis_data()
{
    QTest::addColumn<Thresholds>("thresholds");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<QList<Severity>>("states");
    constexpr Severity ok = Severity::Ok;
    constexpr Severity medium = Severity::Medium;
    constexpr Severity critical = Severity::Critical;
    const QList<ThresholdStep> rising{{70, medium}, {90, critical}};
    QTest::newRow("up, dances upon a step") << upAt(rising, 5) << Numbers{69, 70, 69, 70, 66, 65.1}
                                            << Severities{ok, medium, medium, medium, medium, medium};
    QTest::newRow("up, left at the hysteresis") << upAt(rising, 5) << Numbers{70, 65} << Severities{medium, ok};
    QTest::newRow("up, not reached again below the step")
        << upAt(rising, 5) << Numbers{70, 64, 66, 69.9} << Severities{medium, ok, ok, ok};
    QTest::newRow("up, falls one") << upAt(rising, 5) << Numbers{95, 86, 85} << Severities{critical, critical, medium};
    QTest::newRow("up, falls from both") << upAt(rising, 5) << Numbers{95, 60} << Severities{critical, ok};
    QTest::newRow("up, falls into the lower one's hysteresis")
        << upAt(rising, 5) << Numbers{95, 67} << Severities{critical, medium};
    QTest::newRow("wider than the steps' distance") << upAt(rising, 50) << Numbers{95, 69, 41, 40, 21, 20}
                                                    << Severities{critical, critical, critical, medium, medium, ok};
    QTest::newRow("none") << upAt(rising) << Numbers{70, 69.999} << Severities{medium, ok};
    QTest::newRow("negative counts as none") << upAt(rising, -5) << Numbers{70, 69.999} << Severities{medium, ok};
    const QList<ThresholdStep> falling{{0.75, medium}, {0.5, critical}};
    QTest::newRow("down, dances") << downAt(falling, 0.125) << Numbers{0.76, 0.75, 0.8, 0.74, 0.87}
                                  << Severities{ok, medium, medium, medium, medium};
    QTest::newRow("down, left") << downAt(falling, 0.125) << Numbers{0.25, 0.62, 0.625, 0.87, 0.875}
                                << Severities{critical, critical, medium, medium, ok};
}

void ThresholdsTest::step_hysteresis()
{
    QFETCH(Thresholds, thresholds);
    QFETCH(QList<double>, values);
    ThresholdTracker tracker(thresholds);
    QList<Severity> states;
    for (const double value : values)
        states << tracker.step(value);
    QTEST(states, "states");
}

void ThresholdsTest::step_percentageHysteresis()
{
    ThresholdTracker tracker(percentUpAt({{80, Severity::High}}, 10), 0, 500); // on at 400, off at 350
    QCOMPARE(tracker.step(400), Severity::High);
    QCOMPARE(tracker.step(351), Severity::High);
    QCOMPARE(tracker.step(350), Severity::Ok);
    QCOMPARE(tracker.step(399), Severity::Ok);
}

void ThresholdsTest::step_withoutHysteresisIsStateOf()
{
    const Thresholds thresholds = downAt({{5, Severity::Low}, {3, Severity::High}, {1, Severity::Critical}});
    ThresholdTracker tracker(thresholds);
    for (const double value : {6., 1., 4., 3., 5., 0., 5.5, 2.})
        QCOMPARE(tracker.step(value), stateOf(thresholds, value));
}

void ThresholdsTest::step_ignoresWhatIsNoNumber()
{
    ThresholdTracker tracker(upAt({{70, Severity::Medium}}));
    tracker.step(80);
    QCOMPARE(tracker.step(notANumber), Severity::Medium);
    QCOMPARE(tracker.state(), Severity::Medium);
}

void ThresholdsTest::reset_forgets()
{
    ThresholdTracker tracker(upAt({{70, Severity::Medium}}, 20));
    tracker.step(80);
    QCOMPARE(tracker.step(60), Severity::Medium);
    tracker.reset();
    QCOMPARE(tracker.state(), Severity::Ok);
    QCOMPARE(tracker.step(60), Severity::Ok);
}

void ThresholdsTest::step_agreesWithSwitches()
{
    QRandomGenerator random(20231114);
    for (int round = 0; round < 500; ++round) {
        Thresholds thresholds = random.bounded(2) ? upAt({}) : downAt({});
        const double sign = thresholds.direction == Thresholds::Direction::Up ? 1 : -1;
        double at = random.bounded(10);
        for (quint32 i = random.bounded(5U); i > 0; --i, at += 1 + random.bounded(10)) // whole: both ways exact
            thresholds.steps.append({at * sign, Severity(random.bounded(5))});
        thresholds.hysteresis = random.bounded(30);
        ThresholdTracker tracker(thresholds);
        Switches oracle(thresholds);
        for (int i = 0; i < 200; ++i) {
            const double value = random.bounded(120) - 60;
            QCOMPARE(tracker.step(value), oracle.step(value));
        }
    }
}

/// Values that stay within less than the hysteresis of each other move the state one way at most, and never back.
void ThresholdsTest::step_neverFlickersWithinTheHysteresis()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 500; ++round) {
        Thresholds thresholds = random.bounded(2) ? upAt({}) : downAt({});
        const bool isUp = thresholds.direction == Thresholds::Direction::Up;
        thresholds.hysteresis = 1 + random.bounded(10.0);
        const Severity states[] = {Severity::Low, Severity::Medium, Severity::High, Severity::Critical};
        for (int i = 0; i < 4; ++i)
            thresholds.steps.append({(isUp ? 1 : -1) * (10 + i * (1 + random.bounded(9.0))), states[i]});
        ThresholdTracker tracker(thresholds);
        for (int i = 0; i < 20; ++i)
            tracker.step(random.bounded(80.0) - 40);
        const double from = random.bounded(80.0) - 40;
        Severity before = tracker.step(from);
        bool rose = false;
        bool fell = false;
        for (int i = 0; i < 100; ++i) {
            const Severity now = tracker.step(from + random.bounded(thresholds.hysteresis * 0.999));
            rose = rose || now > before;
            fell = fell || now < before;
            before = now;
        }
        QVERIFY(!rose || !fell);
    }
}

QTEST_GUILESS_MAIN(ThresholdsTest)
#include "tst_thresholds.moc"
