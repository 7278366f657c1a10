// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/benchrun.h"

#include <QQuickWindow>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

namespace telltale::bench {

/// Changes something 60 times a second, and takes the time of each frame: from the change to the frame that shows it,
/// as it passed and as processor time of the whole process. Prints one JSON object, and ends the application.
class FrameTimes
{
public:
    FrameTimes(QQuickWindow *window, int frames, std::function<void()> change)
        : m_frames(frames)
        , m_change(std::move(change))
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { begin(); });
        QObject::connect(window, &QQuickWindow::frameSwapped, &m_timer, [this] { end(); });
        m_due = std::chrono::steady_clock::now();
        schedule();
    }

    /// Before the application is made: a frame begins when it is asked for, and not at the platform's leisure.
    static void drawAtOnce() { qputenv("QT_QPA_UPDATE_IDLE_TIME", "0"); }

private:
    static constexpr int warmup = 60;
    struct Frame
    {
        double wallMs = 0;
        double cpuMs = 0;
    };

    static Frame now()
    {
        const auto read = [](clockid_t clock) {
            timespec time{};
            clock_gettime(clock, &time);
            return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
        };
        return {read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID)};
    }

    void schedule()
    {
        using namespace std::chrono;
        m_due = std::max(m_due + microseconds(16'667), steady_clock::now());
        m_timer.setSingleShot(true);
        m_timer.start(duration_cast<milliseconds>(m_due - steady_clock::now()));
    }

    void begin()
    {
        if (m_number == warmup + m_frames)
            return finish();
        if (m_number == warmup)
            m_cpuBefore = cpuMs();
        ++m_number;
        m_begun = now();
        m_isOpen = true;
        m_change();
        schedule();
    }

    void end()
    {
        if (!m_isOpen)
            return;
        m_isOpen = false;
        const Frame ended = now();
        if (m_number > warmup)
            m_times.push_back({ended.wallMs - m_begun.wallMs, ended.cpuMs - m_begun.cpuMs});
    }

    void finish()
    {
        std::printf("{\"cpu_ms\": %.4f, \"drawn\": %.4f", (cpuMs() - m_cpuBefore) / m_frames,
                    double(m_times.size()) / m_frames);
        print("wall", &Frame::wallMs);
        print("cpu", &Frame::cpuMs);
        std::printf("}\n");
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    void print(const char *name, double Frame::*which)
    {
        std::sort(m_times.begin(), m_times.end(), [which](Frame a, Frame b) { return a.*which < b.*which; });
        const auto at = [this, which](double share) {
            const auto last = double(m_times.size()) - 1;
            return m_times.empty() ? 0 : m_times[size_t(last * share)].*which;
        };
        std::printf(", \"%s\": {\"median\": %.4f, \"p99\": %.4f, \"max\": %.4f}", name, at(0.5), at(0.99), at(1));
    }

    int m_frames;
    std::function<void()> m_change;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_due;
    int m_number = 0;
    bool m_isOpen = false;
    double m_cpuBefore = 0;
    Frame m_begun;
    std::vector<Frame> m_times;
};

} // namespace telltale::bench
