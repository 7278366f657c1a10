// SPDX-License-Identifier: MIT
#include "models/dashboard/file/jsonvalue.h"

#include <algorithm>

namespace telltale {

const JsonMember *JsonValue::member(QStringView key) const
{
    const auto at = std::find_if(members.begin(), members.end(), [key](const JsonMember &m) { return m.key == key; });
    return at == members.end() ? nullptr : &*at;
}

bool haveSameContent(const JsonValue &a, const JsonValue &b)
{
    const auto sameMember = [](const JsonMember &x, const JsonMember &y) {
        return x.key == y.key && haveSameContent(x.value, y.value);
    };
    return a.kind == b.kind && a.boolean == b.boolean && a.number == b.number && a.string == b.string &&
           std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(), haveSameContent) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), sameMember);
}

} // namespace telltale
