// SPDX-License-Identifier: MIT
#pragma once

namespace telltale {

/// What a value means to the person who reads it. A dashboard names the state; the theme picks its colour and shape.
enum class Severity {
    Ok,      ///< as it should be
    Low,     ///< worth knowing
    Medium,  ///< to be looked at
    High,    ///< to be acted upon
    Critical ///< to be acted upon now
};

} // namespace telltale
