// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace telltale::test {

/// What the gallery's source sends, as a Telltale feed writes it: the same in every run. Seconds count from the present
/// and are negative before it; a sample comes every two seconds. Pure.
constexpr int galleryPast = 320; ///< so many seconds of it
constexpr int galleryStep = 2;   ///< seconds between two samples

/// The payload of a "metrics" event.
QByteArray galleryMetrics(int second, qint64 timeMs);
/// The same series, each without a value.
QByteArray galleryNulls(qint64 timeMs);
/// The payload of a "log" event; empty in most seconds.
QByteArray galleryLine(int second, qint64 timeMs);
/// The feed was down then, and did not bring it later.
bool isGalleryHole(int second);

} // namespace telltale::test
