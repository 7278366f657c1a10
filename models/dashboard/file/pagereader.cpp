// SPDX-License-Identifier: MIT
#include "models/dashboard/file/pagereader.h"

#include "models/dashboard/file/panelreader.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

constexpr int mostColumns = 96;
constexpr int mostRows = 1'000;

bool overlap(const GridRect &a, const GridRect &b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

QString nameOf(const PanelSpec &panel)
{
    return quoted(!panel.id.isEmpty()      ? panel.id
                  : !panel.title.isEmpty() ? panel.title
                                           : wordFor(panelTypeWords(), panel.type));
}

/// Where the panel's "at" stands, or the panel.
JsonPlace placeOf(const JsonValue &panel)
{
    const JsonMember *at = panel.member(u"at");
    return at ? at->value.place : panel.place;
}

void checkOverlaps(const PageSpec &page, const JsonValue &list, ReadContext &context)
{
    for (qsizetype i = 0; i < page.panels.size(); ++i) {
        for (qsizetype k = 0; k < i; ++k) {
            if (!overlap(page.panels[i].at, page.panels[k].at))
                continue;
            const JsonPlace other = placeOf(list.elements[size_t(k)]);
            context.diagnostics.error(placeOf(list.elements[size_t(i)]),
                                      u"the panel %1 overlaps %2"_s.arg(nameOf(page.panels[i]), nameOf(page.panels[k])),
                                      u"that one's place is on line %1"_s.arg(other.line));
            break; // one complaint a panel
        }
    }
}

/// An id that is free, after the manner of "stat-3".
QString freeId(const QString &word, qsizetype number, const QSet<QString> &taken)
{
    while (taken.contains(word + u'-' + QString::number(number)))
        ++number;
    return word + u'-' + QString::number(number);
}

/// Complains of an id that is there twice, and gives one to those that have none.
template <typename Spec, typename WordOf>
void settleIds(QList<Spec> &specs, const JsonValue &list, const QString &what, WordOf word, ReadContext &context)
{
    QHash<QString, int> lines;
    QSet<QString> taken;
    for (qsizetype i = 0; i < specs.size(); ++i) {
        const JsonMember *id = specs[i].id.isEmpty() ? nullptr : list.elements[size_t(i)].member(u"id");
        if (!id)
            continue;
        if (lines.contains(specs[i].id))
            context.diagnostics.error(id->value.place, u"the %1 id %2 is there twice"_s.arg(what, quoted(specs[i].id)),
                                      u"it is first on line %1"_s.arg(lines.value(specs[i].id)));
        else
            lines.insert(specs[i].id, id->value.place.line);
        taken.insert(specs[i].id);
    }
    for (qsizetype i = 0; i < specs.size(); ++i) {
        if (specs[i].id.isEmpty()) {
            specs[i].id = freeId(word(specs[i]), i + 1, taken);
            taken.insert(specs[i].id);
        }
    }
}

/// "fit", or a number.
std::optional<int> readRows(const ObjectReader &reader)
{
    const JsonValue *rows = reader.find(u"rows");
    if (!rows || (rows->kind == JsonKind::String && rows->string == "fit"_L1))
        return {};
    if (rows->kind == JsonKind::Number)
        return reader.integer(u"rows", 1, mostRows);
    errorExpecting(*rows, u"\"rows\""_s, u"\"fit\" or a whole number"_s, reader.context());
    return {};
}

PageSpec readPage(const JsonValue &value, const Dashboard &dashboard, ReadContext &context)
{
    const ObjectReader reader(value, Shape::Page, u"a page"_s, context);
    PageSpec page;
    page.id = reader.anyWord(u"id").value_or(QString());
    page.title = reader.text(u"title").value_or(QString());
    page.columns = reader.integer(u"columns", 1, mostColumns).value_or(page.columns);
    page.rows = readRows(reader);
    reader.require(u"panels");
    const JsonValue *list = reader.array(u"panels", context.options.limits.panels);
    if (!list)
        return page;
    const PanelScope scope{dashboard.sources, dashboard.freshness, page.columns, page.rows};
    for (const JsonValue &element : list->elements)
        page.panels.append(readPanel(element, scope, context));
    checkOverlaps(page, *list, context);
    settleIds(
        page.panels, *list, u"panel"_s, [](const PanelSpec &p) { return wordFor(panelTypeWords(), p.type); }, context);
    return page;
}

} // namespace

QList<PageSpec> readPages(const ObjectReader &dashboard, const Dashboard &soFar)
{
    QList<PageSpec> pages;
    dashboard.require(u"pages", u"a page holds the panels: \"pages\": [{\"panels\": []}]"_s);
    const JsonValue *list = dashboard.array(u"pages", dashboard.context().options.limits.pages);
    if (!list)
        return pages;
    if (list->elements.empty())
        dashboard.error(u"pages", u"\"pages\" is empty"_s, u"a page holds the panels: \"pages\": [{\"panels\": []}]"_s);
    for (const JsonValue &element : list->elements)
        pages.append(readPage(element, soFar, dashboard.context()));
    settleIds(
        pages, *list, u"page"_s, [](const PageSpec &) { return u"page"_s; }, dashboard.context());
    return pages;
}

} // namespace telltale
