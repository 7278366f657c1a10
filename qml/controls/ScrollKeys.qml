// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

// Moves a list or a page by keys: a line, a page less a line, to the ends. A key is taken only while it moves something,
// so that at the end of a list it means what it means elsewhere.
QtObject {
    id: root

    required property Flickable view // none: nothing to move
    required property real line

    signal moved

    function targetOf(distance: real): real {
        const target = Math.max(view.originY, Math.min(view.originY + view.contentHeight - view.height, view.contentY + distance));
        return Math.abs(target - view.contentY) < 0.5 ? view.contentY : target;
    }

    function distanceOf(key: int): real {
        if (view === null)
            return 0;
        switch (key) {
        case Qt.Key_Up: return -line;
        case Qt.Key_Down: return line;
        case Qt.Key_PageUp: return -Math.max(line, view.height - line);
        case Qt.Key_PageDown: return Math.max(line, view.height - line);
        case Qt.Key_Home: return -view.contentHeight;
        case Qt.Key_End: return view.contentHeight;
        }
        return 0;
    }

    // With a modifier a key is another one: Ctrl+Home, say.
    function takes(event: KeyEvent): bool {
        const isPlain = (event.modifiers & ~Qt.KeypadModifier) === Qt.NoModifier;
        const distance = distanceOf(event.key);
        return distance !== 0 && isPlain && targetOf(distance) !== view.contentY;
    }

    function press(event: KeyEvent): bool {
        return takes(event) && by(distanceOf(event.key));
    }

    function by(distance: real): bool {
        const target = targetOf(distance);
        if (target === view.contentY)
            return false;
        view.contentY = target;
        moved();
        return true;
    }
}
