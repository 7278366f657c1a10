// SPDX-License-Identifier: MIT
#include "transport/unreadconnections.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace telltale {

namespace {

/// The peer's port, if it is a TCP connection.
std::optional<unsigned short> peerPort(int descriptor)
{
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM)
        return std::nullopt;
    sockaddr_storage peer{};
    size = sizeof peer;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
        return std::nullopt;
    if (peer.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(peer).sin_port);
    if (peer.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6 &>(peer).sin6_port);
    return std::nullopt;
}

/// The socket's inode, if it is a connection to one of the ports with unread bytes.
std::optional<unsigned long long> unread(int descriptor, const std::set<unsigned short> &ports)
{
    struct stat status
    {};
    int bytes = 0;
    if (::fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode))
        return std::nullopt;
    const auto port = peerPort(descriptor);
    if (!port || ports.count(*port) == 0 || ::ioctl(descriptor, FIONREAD, &bytes) != 0 || bytes == 0)
        return std::nullopt;
    return status.st_ino;
}

} // namespace

void UnreadConnections::look()
{
    std::map<int, Seen> seen;
    std::error_code error;
    for (std::filesystem::directory_iterator entry("/proc/self/fd", error), last; !error && entry != last;
         entry.increment(error)) {
        const int descriptor = std::atoi(entry->path().filename().c_str());
        const auto socket = unread(descriptor, m_ports);
        if (!socket)
            continue;
        const auto before = m_seen.find(descriptor);
        const bool isSame = before != m_seen.end() && before->second.socket == *socket;
        seen[descriptor] = {*socket, isSame ? before->second.times + 1 : 1};
    }
    m_seen = std::move(seen);
}

int UnreadConnections::end(int looks)
{
    int ended = 0;
    for (const auto &[descriptor, seen] : m_seen) {
        if (seen.times < looks)
            continue;
        // A descriptor of our own: theirs may be closed meanwhile, and be another file's.
        const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (own < 0)
            continue;
        if (unread(own, m_ports) == seen.socket && ::shutdown(own, SHUT_RDWR) == 0)
            ++ended;
        ::close(own);
    }
    return ended;
}

} // namespace telltale
