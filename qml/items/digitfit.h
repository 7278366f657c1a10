// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QQmlParserStatus>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// How large a number with its unit can be written in a given space. All figures are of equal width in the program's
/// fonts, so a number keeps its size while its figures change.
///
/// All inputs are properties; the output follows them once they are all set. Thread: GUI.
class DigitFit : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ELEMENT
    Q_PROPERTY(QString text MEMBER m_text NOTIFY inputChanged FINAL)
    Q_PROPERTY(QString unit MEMBER m_unit NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal unitRatio MEMBER m_unitRatio NOTIFY inputChanged FINAL)
    Q_PROPERTY(int fontWeight MEMBER m_fontWeight NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal maximumWidth MEMBER m_maximumWidth NOTIFY inputChanged FINAL)
    Q_PROPERTY(qreal maximumPixelSize MEMBER m_maximumPixelSize NOTIFY inputChanged FINAL)
    Q_PROPERTY(int pixelSize READ pixelSize NOTIFY pixelSizeChanged FINAL)
public:
    explicit DigitFit(QObject *parent = nullptr);

    void classBegin() override {}
    void componentComplete() override;
    int pixelSize() const { return m_pixelSize; } ///< at least 1, at most maximumPixelSize

Q_SIGNALS:
    void inputChanged();
    void pixelSizeChanged();

private:
    void refresh();

    QString m_text;
    QString m_unit;
    qreal m_unitRatio = 0.6; ///< the unit's size as a part of the number's
    int m_fontWeight = 500;
    qreal m_maximumWidth = 0; ///< logical pixels; 0: unlimited
    qreal m_maximumPixelSize = 14;
    int m_pixelSize = 14;
    bool m_isComplete = false;
};

} // namespace telltale
