// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QQuickWindow>
#include <QStringList>

namespace telltale::test {

/// A property that holds text, of an object that lives now.
struct TextBinding
{
    QPointer<QObject> object;
    QByteArray property;
    QByteArray site; ///< where in the tree: equal for the same line of QML in every delegate
};

/// All objects of a window: its items with what is declared in them and attached to them.
QList<QObject *> objectsOf(QQuickWindow *window);
/// The texts that can be set, one of each site: what delegates have in common is found once.
QList<TextBinding> textBindings(QQuickWindow *window);
/// The items that would take their text for markup, in words; empty if none does.
QStringList markupReaders(QQuickWindow *window);
/// What the window's texts say, hidden ones too, and what it says to whoever cannot see it.
QStringList writtenTexts(QQuickWindow *window);
QStringList spokenTexts(QQuickWindow *window);
/// Whether a link is found anywhere in a text's item: nothing but markup makes one.
bool hasLink(const QObject *text);
/// "LogPanel.qml: Text 'words'"
QString nameOf(const QObject *object);

} // namespace telltale::test
