// SPDX-License-Identifier: MIT
#pragma once

namespace telltale {

/// Where a dashboard's values come from. What it brings goes into a hand-over, which must outlive it; its link and
/// stream are told there, too.
///
///   construct --> start() --> destruction (stops and joins)
///
/// Thread: construct, start and destroy on the GUI thread.
class Source
{
public:
    virtual ~Source() = default;

    virtual void start() = 0;
};

} // namespace telltale
