// SPDX-License-Identifier: MIT
#include "tests/qml/textwalk.h"

#include <QAccessible>
#include <QMetaProperty>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickItem>
#include <QSet>

#include <functional>

using namespace Qt::StringLiterals;

namespace telltale::test {

namespace {

/// Not the names of other things: objects, states, properties, families of fonts.
bool isShown(const QMetaProperty &property)
{
    static const QSet<QByteArray> others{"objectName"_ba, "state"_ba, "property"_ba, "fontFamily"_ba};
    return property.metaType() == QMetaType::fromType<QString>() && property.isWritable() &&
           !others.contains(property.name());
}

bool isText(const QObject *object)
{
    return object->inherits("QQuickText") || object->inherits("QQuickTextEdit");
}

/// "Text" of QQuickText_QML_12 and of PlainText_QMLTYPE_3, which are different in every run.
QByteArray typeOf(const QObject *object)
{
    QByteArray name = object->metaObject()->className();
    return name.left(name.indexOf("_QML"));
}

QList<QObject *> childrenOf(QObject *object)
{
    QList<QObject *> children = object->children();
    QQuickItem *item = qobject_cast<QQuickItem *>(object);
    if (const auto *window = qobject_cast<QQuickWindow *>(object))
        item = window->contentItem();
    const QList<QQuickItem *> items = item ? item->childItems() : QList<QQuickItem *>();
    for (QQuickItem *child : items) {
        if (!children.contains(child))
            children.append(child);
    }
    return children;
}

/// Objects with their sites, parents first. Among siblings of one type, those of one context are told apart by their
/// place: they were written one by one. Delegates have a context each, and are the same line of QML.
void walk(QObject *object, const QByteArray &site, QSet<QObject *> &seen,
          const std::function<void(QObject *, const QByteArray &)> &visit)
{
    if (seen.contains(object))
        return;
    seen.insert(object);
    visit(object, site);
    QHash<std::pair<QByteArray, QQmlContext *>, int> places;
    const QList<QObject *> children = childrenOf(object);
    for (QObject *child : children) {
        const QByteArray type = typeOf(child);
        const int place = places[{type, qmlContext(child)}]++;
        walk(child, site + '/' + type + '#' + QByteArray::number(place), seen, visit);
    }
}

void speak(QAccessibleInterface *what, QStringList &said)
{
    if (!what)
        return;
    for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
        said << what->text(kind);
    for (int i = 0; i < what->childCount(); ++i)
        speak(what->child(i), said);
}

} // namespace

QList<QObject *> objectsOf(QQuickWindow *window)
{
    QList<QObject *> objects;
    QSet<QObject *> seen;
    walk(window, {}, seen, [&](QObject *object, const QByteArray &) { objects.append(object); });
    return objects;
}

QList<TextBinding> textBindings(QQuickWindow *window)
{
    QList<TextBinding> bindings;
    QSet<QObject *> seen;
    QSet<QByteArray> sites;
    walk(window, {}, seen, [&](QObject *object, const QByteArray &site) {
        const QMetaObject *type = object->metaObject();
        for (int i = 0; i < type->propertyCount(); ++i) {
            const QMetaProperty property = type->property(i);
            const QByteArray place = site + '.' + property.name();
            if (!isShown(property) || sites.contains(place))
                continue;
            sites.insert(place);
            bindings.append({object, property.name(), place});
        }
    });
    return bindings;
}

QStringList markupReaders(QQuickWindow *window)
{
    QStringList readers;
    const QList<QObject *> objects = objectsOf(window);
    for (const QObject *object : objects) {
        if (isText(object) && object->property("textFormat").toInt() != Qt::PlainText)
            readers << nameOf(object);
    }
    return readers;
}

QStringList writtenTexts(QQuickWindow *window)
{
    QStringList texts{window->title()};
    const QList<QObject *> objects = objectsOf(window);
    for (const QObject *object : objects) {
        if (isText(object))
            texts << object->property("text").toString();
    }
    return texts;
}

QStringList spokenTexts(QQuickWindow *window)
{
    QStringList said;
    speak(QAccessible::queryAccessibleInterface(window), said);
    return said;
}

bool hasLink(const QObject *text)
{
    const auto *item = qobject_cast<const QQuickItem *>(text);
    const qreal step = item ? qMax(item->width() / 8, 4.0) : 0;
    for (qreal x = 2; item && isText(text) && x < item->width(); x += step) {
        QString link;
        QMetaObject::invokeMethod(const_cast<QObject *>(text), "linkAt", Q_RETURN_ARG(QString, link), Q_ARG(qreal, x),
                                  Q_ARG(qreal, item->height() / 2));
        if (!link.isEmpty())
            return true;
    }
    return false;
}

QString nameOf(const QObject *object)
{
    const QQmlContext *context = qmlContext(object);
    const QString file = context ? context->baseUrl().fileName() : u"window"_s;
    return u"%1: %2 '%3'"_s.arg(file, QString::fromLatin1(typeOf(object)), object->objectName());
}

} // namespace telltale::test
