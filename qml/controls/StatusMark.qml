// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import Telltale

// A severity as shape and colour together: neither says it alone.
PlainText {
    id: root

    required property int severity

    text: {
        switch (severity) {
        case ConnectionModel.Critical: return "■";
        case ConnectionModel.High: return "▲";
        case ConnectionModel.Medium: return "◆";
        case ConnectionModel.Low: return "○";
        default: return "●";
        }
    }
    color: Theme.severityText(severity)
    Accessible.ignored: true
}
