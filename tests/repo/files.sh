# SPDX-License-Identifier: MIT
# Sourced by the checks of this folder: which files are looked at, and how a check ends.

# Prints the files below a root, by name relative to it, NUL-terminated: what git tracks, or all of them where there is
# no git (a tarball). Which file is deleted but not yet committed is left out.
list_files() {
    local root=$1 name
    local git=(env -u GIT_DIR -u GIT_WORK_TREE -u GIT_INDEX_FILE git -C "$root") # a hook sets them for its own repository
    if [ -n "$("${git[@]}" ls-files 2>/dev/null | head -n 1)" ]; then
        "${git[@]}" ls-files -z
    else
        (cd "$root" && find . \( -path './build*' -o -name .git -o -name .cache \) -prune -o -type f -printf '%P\0')
    fi | while IFS= read -r -d '' name; do
        [ ! -f "$root/$name" ] || printf '%s\0' "$name"
    done
}

# grep, but finding nothing is no error; a faulty pattern still is.
search() { grep "$@" || [ $? -eq 1 ]; }
export -f search

# Of NUL-terminated names, those that match, or do not.
select_files() { search -zE -- "$1"; }
select_not() { search -zvE -- "$1"; }

# Searches the files of these names.
search_files() { xargs -0 -r bash -c 'search "$@"' bash "$@"; }

cxx='\.(c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp)$'

# Reads complaints, a line each, and ends the check: with them and 1, or in silence and 0.
conclude() {
    local complaints; complaints=$(cat)
    [ -z "$complaints" ] && exit 0
    printf '%s\n' "$complaints" >&2
    printf '%s: %s found\n' "$(basename "$0")" "$(printf '%s\n' "$complaints" | wc -l)" >&2
    exit 1
}
