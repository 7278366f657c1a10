// SPDX-License-Identifier: MIT
#pragma once

#include "transport/protocol/error.h"

#include <utility>
#include <variant>

namespace telltale {

/// A value, or the Error that stands in its place. What std::expected will be once C++23 is here.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {}

    explicit operator bool() const noexcept { return m_content.index() == 0; }
    const T &value() const & { return std::get<0>(m_content); }
    T &value() & { return std::get<0>(m_content); }
    T &&value() && { return std::get<0>(std::move(m_content)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

} // namespace telltale
