// SPDX-License-Identifier: MIT
#include "qml/theme/tokens.h"

namespace telltale {

const ThemeTokens &darkTokens()
{
    static constexpr ThemeTokens tokens{
        .canvas = 0xFF111217,
        .tile = 0xFF181B1F,
        .raised = 0xFF22252B,
        .borderWeak = 0xFF2E3036,
        .borderMedium = 0xFF3C3E45,
        .borderStrong = 0xFF4E5058,
        .grid = 0xFF2B2F33,
        .track = 0xFF2E3036,
        .scrim = 0xC0111217,
        .text = 0xFFCCCCDC,
        .textSecondary = 0xFF9FA0AD,
        .textStale = 0xFF9C9CA0,
        .accent = 0xFF6E9FFF,
        .accentFill = 0xFF3D71D9,
        .onAccent = 0xFFFFFFFF,
        .severity = {0xFF30E8CB, 0xFF4581FC, 0xFFFAF294, 0xFFF78D13, 0xFFF63151},
        .onSeverity = {0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217},
        .severityText = {0xFF30E8CB, 0xFF9FA0AD, 0xFFFAF294, 0xFFFBAD37, 0xFFFF5286},
        .severityOutline = 0x00000000,
        .calm = 0xFF30E8CB,
        .unknown = 0xFF6B6E76,
        .series = {0xFF30E8CB, 0xFF6E9FFF, 0xFFF78D13, 0xFFB95EA7, 0xFFF4F079, 0xFFAA9652, 0xFFC3FCB3, 0xFF67856A},
        .onSeries = {0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217, 0xFF111217},
        .isDark = true,
    };
    return tokens;
}

const ThemeTokens &lightTokens()
{
    static constexpr ThemeTokens tokens{
        .canvas = 0xFFF4F5F5,
        .tile = 0xFFFFFFFF,
        .raised = 0xFFF4F5F5,
        .borderWeak = 0xFFE5E5E6,
        .borderMedium = 0xFFBDBFC0,
        .borderStrong = 0xFFA7A9AC,
        .grid = 0xFFE8E9EA,
        .track = 0xFFE5E5E6,
        .scrim = 0xC0F4F5F5,
        .text = 0xFF24292E,
        .textSecondary = 0xFF5B5E62,
        .textStale = 0xFF6B6E72,
        .accent = 0xFF1F62E0,
        .accentFill = 0xFF3871DC,
        .onAccent = 0xFFFFFFFF,
        .severity = {0xFF0B7066, 0xFF0085F9, 0xFFC48A00, 0xFFAE4E09, 0xFF9D061E},
        .onSeverity = {0xFFFFFFFF, 0xFF111217, 0xFF111217, 0xFFFFFFFF, 0xFFFFFFFF},
        .severityText = {0xFF0A655C, 0xFF5B5E62, 0xFF7A5200, 0xFF8F4100, 0xFF9D061E},
        .severityOutline = 0x00000000,
        .calm = 0xFF0B7066,
        .unknown = 0xFF6B6E76,
        .series = {0xFF0B7066, 0xFF1F62E0, 0xFFAE4E09, 0xFF8E5D97, 0xFF0098F8, 0xFF53391B, 0xFF787F45, 0xFF392881},
        .onSeries = {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFF111217, 0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF},
        .isDark = false,
    };
    return tokens;
}

const ThemeTokens &operatorGreyTokens()
{
    static constexpr ThemeTokens tokens{
        .canvas = 0xFFC8C8C8,
        .tile = 0xFFD4D4D4,
        .raised = 0xFFDEDEDE,
        .borderWeak = 0xFFB8B8B8,
        .borderMedium = 0xFFA0A0A0,
        .borderStrong = 0xFF7A7A7A,
        .grid = 0xFFC4C4C4,
        .track = 0xFFBEBEBE,
        .scrim = 0xC0C8C8C8,
        .text = 0xFF2B2B2B,
        .textSecondary = 0xFF4A4A4A,
        .textStale = 0xFF505050,
        .accent = 0xFF1C4E9C,
        .accentFill = 0xFF1C4E9C,
        .onAccent = 0xFFFFFFFF,
        .severity = {0xFF6E6E6E, 0xFF00BFFF, 0xFFFFF000, 0xFFFF9A00, 0xFFFF0000},
        .onSeverity = {0xFFFFFFFF, 0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000},
        .severityText = {0xFF2B2B2B, 0xFF0B4A7A, 0xFF5C4A00, 0xFF6E3F00, 0xFFA00000},
        .severityOutline = 0xFF2B2B2B,
        .calm = 0xFF6E6E6E,
        .unknown = 0xFF6B6B6B,
        .series = {0xFF3F4A55, 0xFF5F759B, 0xFF643F35, 0xFF2A7F79, 0xFF352E00, 0xFF025174, 0xFF451020, 0xFF01263E},
        .onSeries = {0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF},
        .isDark = false,
    };
    return tokens;
}

} // namespace telltale
