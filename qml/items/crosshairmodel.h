// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace telltale {

/// What one series is at the moment under the crosshair.
struct CrosshairRow
{
    QString label;
    int colorIndex = 0;
    QString valueText; ///< empty: no data
    bool known = false;

    friend bool operator==(const CrosshairRow &, const CrosshairRow &) = default;
};

/// The moment of a chart that a person points at: a place, a time, and the value of each series shown. Owned and filled
/// by the chart. Thread: GUI.
class CrosshairModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A crosshair belongs to its chart")
    Q_PROPERTY(bool active READ isActive NOTIFY activeChanged FINAL)
    Q_PROPERTY(qreal position READ position NOTIFY positionChanged FINAL)
    Q_PROPERTY(QString timeText READ timeText NOTIFY timeTextChanged FINAL)
    Q_PROPERTY(QString spokenText READ spokenText NOTIFY spokenTextChanged FINAL)
public:
    enum class Role { Label = Qt::UserRole + 1, ColorIndex, ValueText, Known };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    bool isActive() const { return m_active; }
    qreal position() const { return m_position; }       ///< logical pixels from the chart's left edge
    QString timeText() const { return m_timeText; }     ///< "14:08:12", finer where the zoom demands it
    QString spokenText() const { return m_spokenText; } ///< time and values in one sentence
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override; ///< label, colorIndex, valueText, known

    void show(qreal position, const QString &timeText, const QList<CrosshairRow> &rows);
    void hide();

Q_SIGNALS:
    void activeChanged();
    void positionChanged();
    void timeTextChanged();
    void spokenTextChanged();

private:
    void setRows(const QList<CrosshairRow> &rows);

    bool m_active = false;
    qreal m_position = 0;
    QString m_timeText;
    QString m_spokenText;
    QList<CrosshairRow> m_rows;
};

} // namespace telltale
