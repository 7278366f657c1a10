// SPDX-License-Identifier: MIT
#pragma once

#include "models/ingest/payloadparser.h"

#include <memory>

namespace telltale {

/// Reads the payloads of a source of which nothing is known, so that opening any URL shows something:
///
/// - what has the form of metrics (a member "values" that is an object) is read as metrics;
/// - of any other JSON object every number becomes a series of its name, and every boolean a state; of objects in it
///   too, down to limits.depth, the names joined by dots: {"main":{"temp":3}} is `main.temp`. Texts, which are titles
///   and ids more often than states, and arrays are left to a mapping;
/// - a number alone is the series `value`;
/// - any other text is a line, and so is a JSON text alone;
/// - all are counted as `events_per_second`.
///
/// Only what is no text at all is an Error.
class AutomaticParser final : public PayloadParser
{
public:
    explicit AutomaticParser(PayloadLimits limits = {});
    ~AutomaticParser() override;
    Q_DISABLE_COPY_MOVE(AutomaticParser)

    std::optional<Error> parse(QByteArrayView payload, ParsedPayload &parsed) override;
    std::vector<CountedSeries> standing() const override;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale
