// SPDX-License-Identifier: MIT
#pragma once

#include "qml/theme/themecolors.h"

#include <QString>

#include <cmath>

namespace telltale {

/// Every colour, length and font of the window. Lengths are logical pixels for a window of 1280 by 720 and
/// grow with `scale`, so that a wall display of 3840 by 2160 is read from as far as its size promises.
///
/// One for each engine. The window sets name, scale and systemIsDark. Nothing here is a duration: the window moves only
/// with its data, so whoever wants reduced motion has it. Thread: GUI.
// The base is written with its namespace: moc passes it on as it stands, and the QML compiler looks it up by that name.
class Theme : public telltale::ThemeColors
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Name name READ name WRITE setName NOTIFY nameChanged FINAL)
    Q_PROPERTY(bool dark READ isDark WRITE setDark NOTIFY colorsChanged FINAL)
    Q_PROPERTY(bool systemIsDark MEMBER m_systemIsDark WRITE setSystemIsDark NOTIFY systemIsDarkChanged FINAL)
    Q_PROPERTY(qreal scale READ scale WRITE setScale NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal halfUnit READ halfUnit NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal unit READ unit NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal padding READ padding NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal doubleUnit READ doubleUnit NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal radius READ radius NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal headerHeight READ headerHeight NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal panelHeaderHeight READ panelHeaderHeight NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal pillHeight READ pillHeight NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal minimumRow READ minimumRow NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal hairline READ hairline CONSTANT FINAL)
    Q_PROPERTY(qreal borderWidth READ borderWidth NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal focusWidth READ focusWidth NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal lineWidth READ lineWidth NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal hatchPeriod READ hatchPeriod NOTIFY scaleChanged FINAL)
    Q_PROPERTY(qreal hatchWidth READ hatchWidth NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontSmall READ fontSmall NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontBody READ fontBody NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontTitle READ fontTitle NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontHeading READ fontHeading NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontDisplay READ fontDisplay NOTIFY scaleChanged FINAL)
    Q_PROPERTY(int fontBanner READ fontBanner NOTIFY scaleChanged FINAL)
    Q_PROPERTY(QString fontFamily READ fontFamily CONSTANT FINAL)
    Q_PROPERTY(QString fixedFamily READ fixedFamily CONSTANT FINAL)
    Q_PROPERTY(qreal unitRatio READ unitRatio CONSTANT FINAL)
    Q_PROPERTY(qreal areaOpacity READ areaOpacity CONSTANT FINAL)
public:
    enum class Name {
        System, ///< dark or light, as the desktop says
        Dark,
        Light,
        OperatorGrey ///< normal is grey and silent
    };
    Q_ENUM(Name)

    explicit Theme(QObject *parent = nullptr);

    Name name() const { return m_name; }
    void setName(Name name);
    /// The next one for whoever wants another: what is not seen now first.
    Q_INVOKABLE Theme::Name following() const;
    bool isDark() const { return tokens().isDark; }
    void setDark(bool dark) { setName(dark ? Name::Dark : Name::Light); }
    void setSystemIsDark(bool dark);
    qreal scale() const { return m_scale; }
    void setScale(qreal scale);
    /// Grows more slowly than the window: a larger one is partly for seeing more, partly for seeing from farther.
    Q_INVOKABLE qreal scaleFor(qreal width, qreal height) const;

    // Spacing and lines: a unit of 8.
    qreal halfUnit() const { return scaled(4); }
    qreal unit() const { return scaled(8); }
    qreal padding() const { return scaled(12); }
    qreal doubleUnit() const { return scaled(16); }
    qreal radius() const { return scaled(6); }
    qreal headerHeight() const { return scaled(48); }
    qreal panelHeaderHeight() const { return scaled(32); }
    qreal pillHeight() const { return scaled(30); }
    qreal minimumRow() const { return scaled(34); }
    qreal hairline() const { return 1; }
    qreal borderWidth() const { return std::max(1.0, scaled(1)); }
    qreal focusWidth() const { return std::max(2.0, scaled(2)); }
    qreal lineWidth() const { return 1.5 * m_scale; }
    qreal hatchPeriod() const { return 8 * m_scale; }
    qreal hatchWidth() const { return 1.5 * m_scale; }

    // Type: pixels; weights 400 and 500 only.
    int fontSmall() const { return int(scaled(12)); }
    int fontBody() const { return int(scaled(14)); }
    int fontTitle() const { return int(scaled(14)); }
    int fontHeading() const { return int(scaled(17)); }
    int fontDisplay() const { return int(scaled(24)); }
    int fontBanner() const { return int(scaled(44)); }
    QString fontFamily() const { return m_fontFamily; }
    QString fixedFamily() const;            ///< for lines of a log
    qreal unitRatio() const { return 0.6; } ///< a unit's size as a part of its number's
    qreal areaOpacity() const { return 0.2; }

Q_SIGNALS:
    void nameChanged();
    void systemIsDarkChanged();
    void scaleChanged();

private:
    void refresh();
    qreal scaled(qreal length) const { return std::round(length * m_scale); }

    Name m_name = Name::Dark;
    bool m_systemIsDark = true;
    qreal m_scale = 1;
    QString m_fontFamily;
};

} // namespace telltale
