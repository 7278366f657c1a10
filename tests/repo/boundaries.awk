# SPDX-License-Identifier: MIT
# The rules of check_boundaries.sh. Reads "module Core QString", then "include FILE < NAME" and "import FILE NAME".

function layerOf(file) {
    if (file ~ /^transport\/protocol\//) return "transport/protocol"
    if (file ~ /^transport\//) return "transport"
    if (file ~ /^models\/ingest\//) return "models/ingest"
    if (file ~ /^models\//) return "models"
    if (file ~ /^qml\//) return "qml"
    if (file ~ /^app\/hostfeed\//) return "app/hostfeed"
    if (file ~ /^app\//) return "app"
    return ""
}

# The layers and Qt modules that a layer may use, itself included; "*" where all are allowed.
BEGIN {
    layers["transport/protocol"] = " transport/protocol "
    layers["transport"] = " transport/protocol transport "
    layers["models"] = " transport/protocol models "
    layers["models/ingest"] = " transport/protocol models models/ingest "
    layers["qml"] = " transport/protocol models qml "
    layers["app/hostfeed"] = " transport/protocol app/hostfeed "
    layers["app"] = "*"
    modules["transport/protocol"] = " Core "
    modules["transport"] = " Core Network WebSockets "
    modules["models"] = " Core "
    modules["models/ingest"] = " Core "
    modules["qml"] = " Core Gui Qml QmlIntegration Quick QuickControls2 "
    modules["app/hostfeed"] = " Core Network WebSockets "
    modules["app"] = "*"
}

function complain(reason) {
    print file ": " $1 "s " name ": " reason
}

# Core wins where two modules have a header of one name. A module may itself be absent (no window wanted).
function moduleOf(header) {
    if (header ~ /^Qt[A-Z][A-Za-z0-9]*\//) {
        sub(/^Qt/, "", header)
        sub(/\/.*/, "", header)
        return header
    }
    return moduleOfHeader[header]
}

$1 == "module" {
    known[$2] = 1
    if (!($3 in moduleOfHeader) || $2 == "Core")
        moduleOfHeader[$3] = $2
    next
}

{
    file = $2
    layer = layerOf(file)
}

$1 == "import" {
    name = $3
    if (name !~ /^(QtQuick|QtQml|Telltale)(\.|$)/)
        complain("QML uses QtQuick, QtQml and Telltale")
    next
}

$1 == "include" {
    name = $4
    if (layer == "") {
        complain("no rule for this folder; add one to tests/repo/boundaries.awk")
    } else if (name ~ /(^|\/)\.\.?(\/|$)/ || name ~ /\/\// || name ~ /^\//) {
        complain("name it from the root of the tree, without dots")
    } else if (name ~ /^tests\//) {
        complain("only tests use tests")
    } else if (name ~ /^(private\/|Qt[A-Z][A-Za-z0-9]*\/.*private\/)/) {
        complain("Qt's private headers change with every release")
    } else if (layerOf(name) != "") {
        if (layers[layer] != "*" && !index(layers[layer], " " layerOf(name) " "))
            complain(layer " does not know " layerOf(name))
    } else if (name ~ /^[Qq]/) {
        module = moduleOf(name)
        if (layer == "qml" && !(module in known) && module !~ /^(Network|WebSockets)$/)
            next
        if (modules[layer] != "*" && !index(modules[layer], " " module " "))
            complain(layer " uses Qt's" modules[layer] "only, and this is of " (module == "" ? "none of them" : module))
    } else if ($3 == "\"" && name !~ /\.moc$/) {
        complain("name it from the root of the tree")
    }
}
