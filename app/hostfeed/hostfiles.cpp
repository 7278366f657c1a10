// SPDX-License-Identifier: MIT
#include "app/hostfeed/hostfiles.h"

#include "app/hostfeed/proctext.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <memory>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace telltale {

namespace {

constexpr qsizetype firstBufferBytes = 16'384;

class OpenFile
{
public:
    explicit OpenFile(const QByteArray &path)
        : m_descriptor(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    {}
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(OpenFile)

    bool isOpen() const { return m_descriptor >= 0; }

    /// Bytes read, 0 at the end, negative on failure.
    qsizetype read(char *to, qsizetype size) const
    {
        ssize_t count = 0;
        do {
            count = ::read(m_descriptor, to, static_cast<std::size_t>(size));
        } while (count < 0 && errno == EINTR);
        return count;
    }

private:
    int m_descriptor;
};

struct CloseDirectory
{
    void operator()(DIR *directory) const { ::closedir(directory); }
};
using Directory = std::unique_ptr<DIR, CloseDirectory>;

} // namespace

HostFiles::HostFiles(QByteArray root, qsizetype maxBytes)
    : m_root(std::move(root))
    , m_maxBytes(maxBytes)
{
    m_buffer.resize(std::min(firstBufferBytes, m_maxBytes));
}

std::optional<QByteArrayView> HostFiles::read(const QByteArray &path)
{
    const OpenFile file(m_root + path);
    if (!file.isOpen())
        return std::nullopt;
    qsizetype size = 0;
    while (size < m_maxBytes) {
        if (size == m_buffer.size())
            m_buffer.resize(std::min(2 * size, m_maxBytes));
        const qsizetype count = file.read(m_buffer.data() + size, m_buffer.size() - size);
        if (count < 0)
            return std::nullopt;
        if (count == 0)
            break;
        size += count;
    }
    return QByteArrayView(m_buffer).first(size);
}

QList<QByteArray> HostFiles::names(const QByteArray &directory, qsizetype max) const
{
    QList<QByteArray> names;
    const Directory open(::opendir((m_root + directory).constData()));
    while (open && names.size() < max) {
        const dirent *entry = ::readdir(open.get());
        if (!entry)
            break;
        if (entry->d_name[0] != '.')
            names.append(entry->d_name);
    }
    return names;
}

std::optional<quint64> HostFiles::countNumbers(const QByteArray &directory, qsizetype max) const
{
    const Directory open(::opendir((m_root + directory).constData()));
    if (!open)
        return std::nullopt;
    quint64 count = 0;
    for (qsizetype seen = 0; seen <= max; ++seen) {
        const dirent *entry = ::readdir(open.get());
        if (!entry)
            return count;
        if (toCount(QByteArrayView(entry->d_name)))
            ++count;
    }
    return std::nullopt;
}

QByteArray HostFiles::linkTargetName(const QByteArray &path) const
{
    std::array<char, PATH_MAX> target{};
    const ssize_t size = ::readlink((m_root + path).constData(), target.data(), target.size());
    if (size <= 0)
        return {};
    const QByteArrayView whole(target.data(), size);
    return whole.sliced(whole.lastIndexOf('/') + 1).toByteArray();
}

} // namespace telltale
