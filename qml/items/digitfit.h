// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// Measures a number for display: how large it can be written in a given space, and how wide the cell of one figure
/// must be so that the others stand still when it changes. Fonts can be asked for tabular figures only from Qt 6.6 on.
///
/// All inputs are properties; the outputs follow them. Thread: GUI.
class DigitFit : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text MEMBER m_text NOTIFY inputChanged FINAL)
    Q_PROPERTY(QString unit MEMBER m_unit NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal unitRatio MEMBER m_unitRatio NOTIFY inputChanged FINAL)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY inputChanged FINAL)
    Q_PROPERTY(int fontWeight MEMBER m_fontWeight NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal maximumWidth MEMBER m_maximumWidth NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal maximumPixelSize MEMBER m_maximumPixelSize NOTIFY inputChanged FINAL)
    Q_PROPERTY(int pixelSize READ pixelSize NOTIFY fitChanged FINAL)
    Q_PROPERTY(qreal digitWidth READ digitWidth NOTIFY fitChanged FINAL)
public:
    explicit DigitFit(QObject *parent = nullptr);

    int pixelSize() const { return m_pixelSize; }     ///< at least 1, at most maximumPixelSize
    qreal digitWidth() const { return m_digitWidth; } ///< logical pixels at that size

Q_SIGNALS:
    void inputChanged();
    void fitChanged();

private:
    void refresh();

    QString m_text;
    QString m_unit;
    qreal m_unitRatio = 0.6; ///< the unit's size as a part of the number's
    QString m_fontFamily;
    int m_fontWeight = 500;
    qreal m_maximumWidth = 0; ///< 0: unlimited
    qreal m_maximumPixelSize = 14;
    int m_pixelSize = 14;
    qreal m_digitWidth = 0;
};

} // namespace telltale
