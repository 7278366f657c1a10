// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace telltale {

/// Turns SIGINT and SIGTERM into a Qt signal, so that a command ends in good order. One per process: the dispositions
/// are the process's.
///
/// Thread: the main thread. hold() before any other thread starts (a window's platform starts some with the
/// application object): a thread that does not hold the signals back would take them, and end the process.
class SignalWatcher final : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

    /// Keeps the signals for a SignalWatcher to come, in this thread and all that it starts from now on.
    static void hold();

Q_SIGNALS:
    void interrupted();

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace telltale
