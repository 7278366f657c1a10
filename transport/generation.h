// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace telltale {

/// Numbers the transport sessions of one link, from 1; 0 is none. What an earlier one still says is ignored.
using Generation = quint64;

} // namespace telltale
