// SPDX-License-Identifier: MIT
#pragma once

class QQmlEngine;

namespace telltale {

/// Takes a QML engine's ways out: no network, and no URL that data brings may name anything but the program's own
/// resources. What the window shows comes from its models, never from an address. The engine owns nothing of this:
/// it lives as long as the process.
void seal(QQmlEngine &engine);

} // namespace telltale
