// SPDX-License-Identifier: MIT
//
// Any bytes as a dashboard file: the reader must come to an end without a fault, every complaint must have a place
// within the text, and what the JSON parser accepts must survive being written back and changed. Then once more under
// limits small enough to be met.
#include "models/dashboard/file/dashboardreader.h"
#include "models/dashboard/file/jsondocument.h"

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace telltale;

namespace {

void demand(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "fuzz_dashboard: %s\n", what);
    std::abort();
}

/// A pointer to some value of the document, led there by the input itself.
QString someplace(const JsonValue &root, size_t seed)
{
    QString pointer;
    const JsonValue *at = &root;
    while (!at->members.empty() || !at->elements.empty()) {
        const bool isObject = at->kind == JsonKind::Object;
        const size_t index = seed % (isObject ? at->members.size() : at->elements.size());
        QString part = isObject ? at->members[index].key : QString::number(index);
        part.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
        pointer += u'/' + part;
        // Of equal keys a pointer means the first.
        at = isObject ? &at->member(at->members[index].key)->value : &at->elements[index];
        seed = seed / 7 + 1;
        if (seed % 5 == 0)
            break;
    }
    return pointer;
}

void checkChanges(const JsonDocument &original, size_t seed)
{
    const QString pointer = someplace(original.root(), seed);
    demand(original.find(pointer) != nullptr, "a pointer to what is there finds nothing");
    JsonDocument changed = original;
    demand(!changed.setValue(pointer, "\"//\""), "a value cannot be set");
    demand(changed.find(pointer)->string == u"//"_s, "a value that was set is not there");
    if (!pointer.isEmpty()) {
        JsonDocument removed = original;
        demand(!removed.remove(pointer), "a value cannot be removed");
    }
    JsonDocument grown = original;
    const JsonValue &container = *grown.find(pointer);
    if (container.kind == JsonKind::Array) {
        const size_t size = container.elements.size();
        demand(!grown.appendElement(pointer, "1"), "an element cannot be appended");
        demand(grown.find(pointer)->elements.size() == size + 1, "an element that was appended is not there");
    } else if (container.kind == JsonKind::Object && !container.member(u"new")) {
        demand(!grown.insertMember(pointer, u"new", "1"), "a member cannot be inserted");
        demand(grown.find(pointer)->member(u"new") != nullptr, "a member that was inserted is not there");
    }
}

void checkReading(const QByteArray &text, const DashboardReaderOptions &options)
{
    const DashboardReading reading = readDashboard(text, options);
    const auto lines = text.count('\n') + 1;
    demand(reading.diagnostics.size() <= options.limits.diagnostics + 1, "more diagnostics than the limit");
    for (const Diagnostic &diagnostic : reading.diagnostics) {
        demand(diagnostic.place.line >= 0 && diagnostic.place.line <= lines, "a line that is not in the text");
        demand(!diagnostic.message.isEmpty(), "a diagnostic without a message");
    }
    demand(!reading.isUsable() || !reading.dashboard.pages.isEmpty(), "a dashboard without a page");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    // With room to grow, so that a change never meets a limit.
    const auto read = JsonDocument::read(text, {2 * text.size() + 64, 64, 200'000});
    if (read.document) {
        demand(read.document->text() == text, "not written back as it was");
        checkChanges(*read.document, size + (size > 0 ? data[size / 2] : 0u));
    }
    checkReading(text, {});
    DashboardReaderOptions small;
    small.limits = {2, 2, 3, 2, 2, 10, 3};
    small.json = {1'000, 8, 60};
    checkReading(text, small);
    return 0;
}
