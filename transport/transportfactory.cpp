// SPDX-License-Identifier: MIT
#include "transport/transportfactory.h"

#include "transport/pollingtransport.h"
#include "transport/ssetransport.h"
#include "transport/websockettransport.h"

namespace telltale {

TransportFactory makeTransportFactory(TransportLimits limits, std::function<double()> random)
{
    return [limits, random = std::move(random)](TransportKind kind,
                                                RequestMaker makeRequest) -> std::unique_ptr<Transport> {
        switch (kind) {
        case TransportKind::WebSocket:
            return std::make_unique<WebSocketTransport>(std::move(makeRequest), limits);
        case TransportKind::Sse:
            return std::make_unique<SseTransport>(std::move(makeRequest), limits);
        case TransportKind::LongPoll:
            return std::make_unique<PollingTransport>(PollingTransport::Hold::Yes, std::move(makeRequest), limits,
                                                      random);
        case TransportKind::Poll:
            return std::make_unique<PollingTransport>(PollingTransport::Hold::No, std::move(makeRequest), limits,
                                                      random);
        }
        Q_UNREACHABLE();
    };
}

} // namespace telltale
