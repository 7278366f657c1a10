// SPDX-License-Identifier: MIT
#pragma once
#include <QStringList>
namespace telltale { int runServe(const QStringList &arguments); }
