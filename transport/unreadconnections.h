// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <utility>

namespace telltale {

/// The TCP connections of this process to some ports in which bytes wait that nobody has read, each time one looks. A
/// connection with a reader that keeps up is now and then seen without any; one that a hostile server floods faster
/// than its reader can take is not.
///
/// For the emergency of a thread that does not come back from reading: which connection it reads cannot be asked, so
/// one to the same port that is merely slow may be ended along with it, and is made again by whoever needs it.
///
/// Linux: of /proc. Elsewhere it sees none. Thread: any, one at a time.
class UnreadConnections
{
public:
    /// ports: of the peers.
    explicit UnreadConnections(std::set<unsigned short> ports)
        : m_ports(std::move(ports))
    {}

    void look();
    /// Shuts down, in both directions, those that had unread bytes in each of the last so many looks; how many.
    int end(int looks);

private:
    struct Seen
    {
        unsigned long long socket = 0; ///< the inode: a descriptor may be another socket's by now
        int times = 0;                 ///< in a row
    };
    const std::set<unsigned short> m_ports;
    std::map<int, Seen> m_seen; ///< by descriptor
};

} // namespace telltale
