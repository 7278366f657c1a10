// SPDX-License-Identifier: MIT
#include "app/commands/terminaltext.h"

namespace telltale {

QByteArray toTerminalText(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return text.toUtf8();
}

} // namespace telltale
