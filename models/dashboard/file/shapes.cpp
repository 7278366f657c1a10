// SPDX-License-Identifier: MIT
#include "models/dashboard/file/vocabulary.h"

using namespace Qt::StringLiterals;

namespace telltale {

namespace {

QStringList keys(const char16_t *line)
{
    return QString::fromUtf16(line).split(u' ');
}

/// In the order of enum Shape.
QList<ObjectShape> makeShapes()
{
    return {
        {u"dashboard"_s,
         keys(u"$schema format id title profile theme time freshness sources pages"),
         {{u"tiles"_s, u"pages"_s},
          {u"panels"_s, u"pages"_s},
          {u"uid"_s, u"id"_s},
          {u"window"_s, u"time"_s},
          {u"version"_s, u"format"_s}}},
        {u"time"_s, keys(u"window"), {{u"from"_s, u"window"_s}, {u"range"_s, u"window"_s}}},
        {u"freshness"_s, keys(u"late stale lost")},
        {u"source"_s,
         keys(u"type url file dialect transports auth headers send map cadence freshness"),
         {{u"fallback"_s, u"transports"_s},
          {u"protocol"_s, u"dialect"_s},
          {u"path"_s, u"file"_s},
          {u"mapping"_s, u"map"_s},
          {u"subscribe"_s, u"send"_s}}},
        {u"auth"_s, keys(u"bearerFile bearerCredential bearerEnv")},
        {u"secretHeader"_s, keys(u"file credential env format")},
        {u"mapping"_s, keys(u"each values time text"), {{u"items"_s, u"each"_s}, {u"series"_s, u"values"_s}}},
        {u"mappedValue"_s,
         keys(u"series value events labels"),
         {{u"pointer"_s, u"value"_s},
          {u"path"_s, u"value"_s},
          {u"name"_s, u"series"_s},
          {u"count"_s, u"events"_s},
          {u"rate"_s, u"events"_s}}},
        {u"page"_s, keys(u"id title columns rows panels"), {{u"tiles"_s, u"panels"_s}, {u"name"_s, u"title"_s}}},
        {u"panel"_s,
         keys(u"id type title at data details unit decimals min max reduce thresholds map window cadence freshness "
              u"source text options"),
         {{u"gridPos"_s, u"at"_s},
          {u"position"_s, u"at"_s},
          {u"targets"_s, u"data"_s},
          {u"series"_s, u"data"_s},
          {u"mappings"_s, u"map"_s},
          {u"datasource"_s, u"source"_s},
          {u"name"_s, u"title"_s},
          {u"content"_s, u"text"_s},
          {u"reduction"_s, u"reduce"_s}}},
        {u"data"_s,
         keys(u"source series labels legend negate derive"),
         {{u"metric"_s, u"series"_s},
          {u"topic"_s, u"series"_s},
          {u"name"_s, u"series"_s},
          {u"datasource"_s, u"source"_s},
          {u"match"_s, u"labels"_s}}},
        {u"derive"_s, keys(u"op by factor offset other"), {{u"type"_s, u"op"_s}, {u"labels"_s, u"by"_s}}},
        {u"thresholds"_s, keys(u"mode direction show hysteresis base steps")},
        {u"step"_s, keys(u"at state"), {{u"value"_s, u"at"_s}, {u"color"_s, u"state"_s}, {u"severity"_s, u"state"_s}}},
        {u"valueMapping"_s,
         keys(u"value from to missing text state"),
         {{u"color"_s, u"state"_s}, {u"severity"_s, u"state"_s}, {u"null"_s, u"missing"_s}}},
        {u"chartOptions"_s,
         keys(u"style stack legend legendValues fill axis"),
         {{u"stacking"_s, u"stack"_s}, {u"fillOpacity"_s, u"fill"_s}}},
        {u"axis"_s, keys(u"zeroCentered")},
        {u"statOptions"_s, keys(u"spark"), {{u"graphMode"_s, u"spark"_s}, {u"sparkline"_s, u"spark"_s}}},
        {u"tableOptions"_s, keys(u"rowsBy columns sort"), {{u"by"_s, u"rowsBy"_s}}},
        {u"column"_s,
         keys(u"title label data unit decimals cell"),
         {{u"name"_s, u"title"_s}, {u"field"_s, u"label"_s}}},
        {u"logOptions"_s, keys(u"limit level"), {{u"max"_s, u"limit"_s}, {u"least"_s, u"level"_s}}},
        {u"clockOptions"_s, keys(u"zones seconds"), {{u"zone"_s, u"zones"_s}, {u"timezone"_s, u"zones"_s}}},
    };
}

} // namespace

const QList<ObjectShape> &allShapes()
{
    static const QList<ObjectShape> shapes = makeShapes();
    return shapes;
}

const ObjectShape &shapeOf(Shape shape)
{
    return allShapes().at(qsizetype(shape));
}

} // namespace telltale
