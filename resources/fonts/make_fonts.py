#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the two fonts of this folder from Inter 3.19 (Debian: fonts-inter), with the package fonttools.

Usage: make_fonts.py FOLDER_OF_INTER OUTPUT_FOLDER

What changes: the figures are the tabular ones, because Qt can ask a font for them only from 6.7 on and a number that
jumps sideways at every tick cannot be read; scripts and OpenType features that the window does not use are left out,
so that the first frame does not wait for them; "->" stays as it was sent instead of becoming an arrow. The result has
a name of its own, so that it is never mistaken for an Inter that is installed.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Telltale Sans"
# Latin, Greek, Cyrillic, punctuation, currency, letterlike, number forms, arrows, mathematics, shapes, marks.
RANGES = [(0x20, 0x24F), (0x2B0, 0x36F), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x2300, 0x23FF),
          (0x2500, 0x27BF), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD)]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def tabular_figures(font):
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            lookup = table.LookupList.Lookup[record.Feature.LookupListIndex[0]]
            return getattr(lookup.SubTable[0], "ExtSubTable", lookup.SubTable[0]).mapping
    raise SystemExit("this font has no tabular figures")


def rename(font, style):
    names = {1: FAMILY if style == "Regular" else f"{FAMILY} {style}", 2: "Regular", 3: f"{FAMILY} {style} from Inter 3.019",
             4: f"{FAMILY} {style}", 6: f"TelltaleSans-{style}", 16: FAMILY, 17: style}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [names[6]]
    top.topDictIndex[0].FamilyName = FAMILY
    top.topDictIndex[0].FullName = names[4]


def make(source, target, style):
    font = TTFont(source, recalcTimestamp=False)
    figures = tabular_figures(font)
    used = set()
    for table in font["cmap"].tables:  # some share one dictionary
        for code in range(ord("0"), ord("9") + 1):
            table.cmap[code] = figures.get(table.cmap[code], table.cmap[code])
            used.add(table.cmap[code])
    widths = font["hmtx"].metrics
    widest = max(widths[glyph][0] for glyph in used)
    for glyph in used:  # the medium's 4 is narrower by a thousandth
        widths[glyph] = (widest, widths[glyph][1])
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], notdef_outline=True, hinting=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    rename(font, style)
    font.save(target)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    for style in ("Regular", "Medium"):
        make(f"{sys.argv[1]}/Inter-{style}.otf", f"{sys.argv[2]}/TelltaleSans-{style}.otf", style)


if __name__ == "__main__":
    main()
