// SPDX-License-Identifier: MIT
#include "transport/protocol/status.h"

using namespace Qt::StringLiterals;

namespace telltale {

QLatin1String toWord(LinkState state)
{
    switch (state) {
    case LinkState::Stopped:
        return "stopped"_L1;
    case LinkState::WaitingForNetwork:
        return "waitingfornetwork"_L1;
    case LinkState::Connecting:
        return "connecting"_L1;
    case LinkState::Proving:
        return "proving"_L1;
    case LinkState::Live:
        return "live"_L1;
    case LinkState::Suspect:
        return "suspect"_L1;
    case LinkState::Draining:
        return "draining"_L1;
    case LinkState::Backoff:
        return "backoff"_L1;
    case LinkState::Blocked:
        return "blocked"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1String toWord(StreamState state)
{
    switch (state) {
    case StreamState::Cold:
        return "cold"_L1;
    case StreamState::Snapshotting:
        return "snapshotting"_L1;
    case StreamState::CatchingUp:
        return "catchingup"_L1;
    case StreamState::InSync:
        return "insync"_L1;
    case StreamState::GapHeld:
        return "gapheld"_L1;
    case StreamState::Behind:
        return "behind"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace telltale
