// SPDX-License-Identifier: MIT
#pragma once

#include "models/values/jsonpointer.h"
#include "transport/protocol/result.h"

#include <QByteArrayView>

#include <simdjson.h>

#include <optional>
#include <string_view>
#include <vector>

namespace telltale {

// What the readers of JSON of any shape share. For the sources of models/ingest only.

/// Parses a payload as a whole. What it gives points into it, until the next parse(). Integers of more than 64 bits and
/// numbers beyond a double's range make a payload unreadable; nesting is bounded by the parser (1,024).
class FreeJson
{
public:
    explicit FreeJson(qsizetype maximum)
        : m_maximum(maximum)
    {}

    /// BadData where it is not JSON, TooLarge over the maximum.
    std::optional<Error> parse(QByteArrayView payload, simdjson::dom::element &root);

private:
    qsizetype m_maximum;
    simdjson::dom::parser m_parser;
    std::vector<char> m_buffer; ///< the payload with the padding that the parser wants behind it
};

/// What the pointer names in value, if anything.
std::optional<simdjson::dom::element> find(simdjson::dom::element value, const JsonPointer &pointer);
/// Ms since 1970 out of a number of ms or s (below 1e11, which as ms would be before March 1973, it is s) or an ISO
/// 8601 text, which without a zone is UTC.
std::optional<qint64> timeFrom(simdjson::dom::element value);
/// A string's text, a number's shortest spelling, "true" or "false"; nothing for null, objects and arrays.
std::optional<std::string> scalarText(simdjson::dom::element value);

} // namespace telltale
