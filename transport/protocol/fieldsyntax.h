// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace telltale {

/// Whether this is a token (RFC 9110 5.6.2): what may be the name of an HTTP field, or a method.
bool isToken(QByteArrayView text);
/// Whether this may stand as the value of a field: visible characters, spaces and tabs, and bytes above ASCII (RFC 9110
/// 5.5). An empty value may.
bool isFieldValue(QByteArrayView text);

} // namespace telltale
