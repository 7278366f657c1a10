// SPDX-License-Identifier: MIT
#pragma once

#include "transport/transport.h"

#include <QByteArrayList>
#include <QObject>

#include <functional>

namespace telltale {

/// What a transport said, in order, for tests.
class TransportRecorder
{
public:
    explicit TransportRecorder(Transport &transport)
    {
        QObject::connect(&transport, &Transport::opened, &m_context, [this] { words << "opened"; });
        QObject::connect(&transport, &Transport::alive, &m_context, [this] { words << "alive"; });
        QObject::connect(&transport, &Transport::retryAdvised, &m_context, [this](milliseconds delay) {
            words << "retry";
            retries << delay;
        });
        QObject::connect(&transport, &Transport::frameReceived, &m_context, [this](const Frame &frame) {
            words << "frame";
            frames << frame;
            if (onFrame)
                onFrame(frame);
        });
        QObject::connect(&transport, &Transport::closed, &m_context, [this](const Error &reason) {
            words << "closed";
            closings << reason;
        });
    }

    bool isOpen() const { return words.contains("opened") && closings.isEmpty(); }
    QByteArrayList payloads() const
    {
        QByteArrayList result;
        for (const Frame &frame : frames)
            result << frame.payload;
        return result;
    }

    QByteArrayList words; ///< "opened", "alive", "retry", "frame", "closed"
    QList<Frame> frames;
    QList<milliseconds> retries;
    QList<Error> closings;
    std::function<void(const Frame &)> onFrame;

private:
    QObject m_context;
};

} // namespace telltale
