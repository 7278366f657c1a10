// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

/// What the fuzz targets share.
namespace telltale::fuzzing {

/// A property that must hold for every input: where it does not, says which, and ends as a crash does.
inline void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz: %s\n", what);
    std::abort();
}

/// The input as its own copy, of exactly its size, so that a read beyond its end is seen.
inline QByteArray toBytes(const unsigned char *data, size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

} // namespace telltale::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
