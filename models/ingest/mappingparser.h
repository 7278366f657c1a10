// SPDX-License-Identifier: MIT
#pragma once

#include "models/dashboard/dashboard.h"
#include "models/ingest/payloadparser.h"

#include <memory>

namespace telltale {

/// Reads free JSON by a FeedMapping.
///
/// - A number is a number; a string is a state, as are true and false ("true", "false"); null is a value known to be
///   missing. An object or an array is refused.
/// - A pointer that leads nowhere skips its value; so does a payload whose `each` is no array. That is counted, and
///   said once for each pointer: many feeds mix events of several shapes.
/// - A label is a string's text, a number or a boolean; if there is none, the series goes without it.
/// - `each`: its elements are the events; pointers start in the element. `time` alone is looked for in the payload,
///   too, where the element has none.
/// - A payload that is no JSON is a line as a whole, and is counted. But one that begins like an object or an array,
/// and
///   cannot be read, is an Error.
///
/// Pointers and names that are not acceptable are left out, and named in problems(): whoever reads the file complains
/// first.
class MappingParser final : public PayloadParser
{
public:
    explicit MappingParser(const FeedMapping &mapping, PayloadLimits limits = {});
    ~MappingParser() override;
    Q_DISABLE_COPY_MOVE(MappingParser)

    std::optional<Error> parse(QByteArrayView payload, ParsedPayload &parsed) override;
    std::vector<CountedSeries> standing() const override;
    const QStringList &problems() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace telltale
