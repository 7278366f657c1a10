// SPDX-License-Identifier: MIT
#include "transport/unreadconnections.h"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace telltale {

namespace {

bool isTcp(int descriptor)
{
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM)
        return false;
    sockaddr_storage peer{};
    size = sizeof peer;
    return ::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) == 0 &&
           (peer.ss_family == AF_INET || peer.ss_family == AF_INET6);
}

/// The socket's inode, if it is a connection with unread bytes.
std::optional<unsigned long long> unread(int descriptor)
{
    struct stat status
    {};
    int bytes = 0;
    if (::fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode) || !isTcp(descriptor) ||
        ::ioctl(descriptor, FIONREAD, &bytes) != 0 || bytes == 0)
        return std::nullopt;
    return status.st_ino;
}

} // namespace

void UnreadConnections::look()
{
    std::map<int, Seen> seen;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
        const int descriptor = std::atoi(entry.path().filename().c_str());
        const auto socket = unread(descriptor);
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
        if (seen.times >= looks && unread(descriptor) == seen.socket && ::shutdown(descriptor, SHUT_RDWR) == 0)
            ++ended;
    }
    return ended;
}

} // namespace telltale
