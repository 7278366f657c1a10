// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/result.h"

#include <QByteArrayView>

#include <string>
#include <vector>

namespace telltale {

/// A JSON Pointer (RFC 6901): where in a JSON value something is. Empty: the whole value; "/a/0": member "a", then
/// element 0. In a name `~1` stands for a slash and `~0` for a tilde.
class JsonPointer
{
public:
    static constexpr qsizetype maximumDepth = 64;

    JsonPointer() = default; ///< the whole value
    /// BadData, with the reason in words, if text is no pointer.
    static Result<JsonPointer> parse(QByteArrayView text);

    /// Its steps, unescaped.
    const std::vector<std::string> &steps() const { return m_steps; }
    bool isWhole() const { return m_steps.empty(); }

    friend bool operator==(const JsonPointer &, const JsonPointer &) = default;

private:
    std::vector<std::string> m_steps;
};

/// The index that a step names where it meets an array: decimal without leading zeros (RFC 6901 4). None: no element.
std::optional<size_t> arrayIndexOf(const std::string &step);

} // namespace telltale
