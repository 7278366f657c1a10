// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <functional>

#include <sys/resource.h>

namespace telltale::bench {

/// User and system time of this process so far, ms.
inline double cpuMs()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval &time) { return double(time.tv_sec) * 1000 + double(time.tv_usec) / 1000; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// Calls `frame` every 16 ms, `warmup` times unmeasured and then `frames` times, prints the CPU time of each of these
/// on average as one JSON object, and ends the application. The event loop runs between them, so that drawing counts.
inline void runFrames(int frames, std::function<void()> frame, std::function<long()> drawn)
{
    constexpr int warmup = 60;
    auto *const timer = new QTimer(QCoreApplication::instance());
    timer->setTimerType(Qt::PreciseTimer);
    QObject::connect(timer, &QTimer::timeout, timer,
                     [frames, frame = std::move(frame), drawn = std::move(drawn), number = 0, begin = 0.0,
                      drawnBefore = 0L]() mutable {
                         if (number == warmup) {
                             begin = cpuMs();
                             drawnBefore = drawn();
                         }
                         if (number == warmup + frames) {
                             std::printf("{\"cpu_ms\": %.4f, \"drawn\": %.4f}\n", (cpuMs() - begin) / frames,
                                         double(drawn() - drawnBefore) / frames);
                             std::fflush(stdout);
                             QCoreApplication::quit();
                             return;
                         }
                         frame();
                         ++number;
                     });
    timer->start(16);
}

} // namespace telltale::bench
