// SPDX-License-Identifier: MIT
#include "models/ingest/scalarvalue.h"

#include <QString>
#include <QUtf8StringView>

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

namespace telltale {

namespace {

bool refuse(Metrics &refusals, const QString &why)
{
    if (refusals.refused++ == 0)
        refusals.firstRefusal = why;
    return false;
}

} // namespace

bool readScalar(dom::element value, qsizetype stateLimit, MetricsValue &out, Metrics &refusals)
{
    bool flag = false;
    if (!value.get(out.number)) {
        out.kind = SampleKind::Number;
    } else if (!value.get(out.state)) {
        out.kind = SampleKind::State;
        if (qsizetype(out.state.size()) > stateLimit)
            return refuse(refusals, u"a state has more than %1 bytes"_s.arg(stateLimit));
    } else if (!value.get(flag)) {
        out.kind = SampleKind::State;
        out.state = flag ? "true" : "false";
    } else if (value.is_null()) {
        out.kind = SampleKind::Missing;
    } else {
        return refuse(refusals, u"a value is an object or an array"_s);
    }
    return true;
}

bool isReadableText(QByteArrayView payload)
{
    return !payload.isEmpty() && !payload.contains('\0') && QUtf8StringView(payload).isValidUtf8();
}

} // namespace telltale
