// SPDX-License-Identifier: MIT
#pragma once

#include "models/connection/connectionmodel.h"
#include "models/connection/connectionsummary.h"
#include "models/dashboard/dashboardmodel.h"
#include "models/dashboard/panel.h"
#include "models/dashboard/panellistmodel.h"
#include "models/dashboard/panelserieslistmodel.h"

#include <QtQml/qqml.h>

/// Names for the models in QML. They are registered here so that models/ needs no Qml; QML can hold them, never make
/// them.
namespace telltale::foreign {

struct ConnectionModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::ConnectionModel)
    QML_NAMED_ELEMENT(ConnectionModel)
    QML_UNCREATABLE("Models are passed in")
};

struct PanelType
{
    Q_GADGET
    QML_FOREIGN(telltale::Panel)
    QML_NAMED_ELEMENT(Panel)
    QML_UNCREATABLE("Models are passed in")
};

struct PanelListModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::PanelListModel)
    QML_NAMED_ELEMENT(PanelListModel)
    QML_UNCREATABLE("Models are passed in")
};

struct PanelSeriesListModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::PanelSeriesListModel)
    QML_NAMED_ELEMENT(PanelSeriesListModel)
    QML_UNCREATABLE("Models are passed in")
};

struct ConnectionSummaryType
{
    Q_GADGET
    QML_FOREIGN(telltale::ConnectionSummary)
    QML_NAMED_ELEMENT(ConnectionSummary)
    QML_UNCREATABLE("Models are passed in")
};

struct DashboardModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::DashboardModel)
    QML_NAMED_ELEMENT(DashboardModel)
    QML_UNCREATABLE("Models are passed in")
};

struct StateTimelineModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::StateTimelineModel)
    QML_NAMED_ELEMENT(StateTimelineModel)
    QML_UNCREATABLE("Models are passed in")
};

struct PanelTableModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::PanelTableModel)
    QML_NAMED_ELEMENT(PanelTableModel)
    QML_UNCREATABLE("Models are passed in")
};

struct LogListModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::LogListModel)
    QML_NAMED_ELEMENT(LogListModel)
    QML_UNCREATABLE("Models are passed in")
};

struct ClockModelType
{
    Q_GADGET
    QML_FOREIGN(telltale::ClockModel)
    QML_NAMED_ELEMENT(ClockModel)
    QML_UNCREATABLE("Models are passed in")
};

} // namespace telltale::foreign
