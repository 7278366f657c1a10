// SPDX-License-Identifier: MIT
#include "app/hostfeed/mountinfo.h"

#include "app/hostfeed/proctext.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>
#include <utility>

namespace telltale {

namespace {

constexpr QByteArrayView diskTypes[] = {"ext2",  "ext3",    "ext4", "xfs",      "btrfs", "bcachefs", "f2fs",
                                        "jfs",   "nilfs2",  "zfs",  "vfat",     "msdos", "exfat",    "ntfs",
                                        "ntfs3", "hfsplus", "hfs",  "reiserfs", "ufs"};
/// A path may lead through these: they never wait for anything outside the kernel.
constexpr QByteArrayView passableTypes[] = {"tmpfs",   "ramfs", "rootfs", "devtmpfs", "overlay", "squashfs",
                                            "iso9660", "udf",   "erofs",  "sysfs",    "proc"};

template <std::size_t N>
bool isOneOf(const QByteArrayView (&types)[N], const QByteArray &type)
{
    return std::find(std::begin(types), std::end(types), QByteArrayView(type)) != std::end(types);
}

bool isPassable(const Mount &mount)
{
    return isOneOf(diskTypes, mount.type) || isOneOf(passableTypes, mount.type);
}

bool isWanted(const Mount &mount)
{
    return isOneOf(diskTypes, mount.type) || (mount.type == "overlay" && mount.point == "/");
}

bool isOctal(char c)
{
    return c >= '0' && c <= '7';
}

/// "\040" is a blank: the kernel writes blank, tab, line feed and backslash so.
QByteArray unescaped(QByteArrayView field)
{
    QByteArray out;
    out.reserve(field.size());
    for (qsizetype i = 0; i < field.size(); ++i) {
        const bool isEscape = field[i] == '\\' && i + 3 < field.size() && isOctal(field[i + 1]) &&
                              isOctal(field[i + 2]) && isOctal(field[i + 3]);
        if (!isEscape) {
            out += field[i];
            continue;
        }
        out += static_cast<char>((field[i + 1] - '0') * 64 + (field[i + 2] - '0') * 8 + (field[i + 3] - '0'));
        i += 3;
    }
    return out;
}

std::optional<Mount> parseMount(QByteArrayView line)
{
    const auto id = toCount(takeField(line));
    const auto parent = toCount(takeField(line));
    if (!id || !parent)
        return std::nullopt;
    Mount mount{.id = *id, .parent = *parent};
    mount.device = takeField(line).toByteArray();
    mount.root = unescaped(takeField(line));
    mount.point = unescaped(takeField(line));
    takeField(line); // options
    QByteArrayView field;
    do { // any number of optional fields, ended by a dash
        field = takeField(line);
    } while (!field.isEmpty() && field != "-");
    mount.type = takeField(line).toByteArray();
    if (mount.type.isEmpty() || !mount.point.startsWith('/'))
        return std::nullopt;
    return mount;
}

/// Walks a path as the kernel does: from mount to mount, and up through those stacked on one another.
class PathWalk
{
public:
    explicit PathWalk(const QList<Mount> &mounts)
        : m_maxSteps(mounts.size())
    {
        QSet<quint64> ids;
        for (const Mount &mount : mounts)
            ids.insert(mount.id);
        for (const Mount &mount : mounts) {
            const bool isTop = mount.parent == mount.id || !ids.contains(mount.parent);
            if (!isTop)
                m_children.insert({mount.parent, mount.point}, &mount);
            else if (mount.point == "/")
                m_root = &mount;
        }
    }

    /// The mount that path ends at, or none if anything on the way is not passable.
    const Mount *end(const QByteArray &path) const
    {
        const Mount *at = climb(m_root, "/");
        qsizetype slash = 0;
        while (at && slash >= 0 && path.size() > 1) {
            slash = path.indexOf('/', slash + 1);
            at = climb(at, slash < 0 ? path : path.first(slash));
        }
        return at;
    }

private:
    const Mount *climb(const Mount *from, const QByteArray &point) const
    {
        // A real mount table has no circle; the limit is for one that is not real.
        qsizetype steps = m_maxSteps;
        while (from && isPassable(*from)) {
            const Mount *above = m_children.value({from->id, point});
            if (!above)
                return from;
            from = --steps > 0 ? above : nullptr;
        }
        return nullptr;
    }

    QHash<std::pair<quint64, QByteArray>, const Mount *> m_children; ///< by parent and mount point
    const Mount *m_root = nullptr;
    qsizetype m_maxSteps;
};

/// Whether a stands for their common file system better than b.
bool isBetter(const Mount &a, const Mount &b)
{
    return std::pair(a.root != "/", a.point.size()) < std::pair(b.root != "/", b.point.size());
}

} // namespace

QList<Mount> parseMountInfo(QByteArrayView text)
{
    QList<Mount> mounts;
    while (const auto line = takeLine(text)) {
        if (auto mount = parseMount(*line))
            mounts.append(*std::move(mount));
    }
    return mounts;
}

QList<QByteArray> localMountPoints(const QList<Mount> &mounts, qsizetype max, qsizetype maxPathBytes)
{
    const PathWalk walk(mounts);
    QHash<QByteArray, const Mount *> best; // by device
    for (const Mount &mount : mounts) {
        if (!isWanted(mount) || mount.point.size() > maxPathBytes || walk.end(mount.point) != &mount)
            continue;
        const Mount *&chosen = best[mount.device];
        if (!chosen || isBetter(mount, *chosen))
            chosen = &mount;
    }

    QList<QByteArray> points;
    for (const Mount &mount : mounts) {
        if (points.size() >= max)
            break;
        if (best.value(mount.device) == &mount)
            points.append(mount.point);
    }
    return points;
}

} // namespace telltale
