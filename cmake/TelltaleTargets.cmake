# SPDX-License-Identifier: MIT
# What every target of Telltale shares, and one function per kind of target.

# Definitions and switches for everything, generated code included.
add_library(telltale_options INTERFACE)
target_include_directories(telltale_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(telltale_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
    TELLTALE_VERSION="${PROJECT_VERSION}")

# Hardening: what Debian's own builds use, and a little more. FORTIFY wants an optimised build, and a sanitizer replaces it.
include(CheckPIESupported)
include(CheckCXXCompilerFlag)
check_pie_supported()
check_cxx_compiler_flag(-fcf-protection=full TELLTALE_HAS_CET)
check_cxx_compiler_flag(-ftrivial-auto-var-init=zero TELLTALE_HAS_AUTO_VAR_INIT) # gcc 12, clang 16
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
target_compile_options(telltale_options INTERFACE
    -fstack-protector-strong -fstack-clash-protection
    $<$<BOOL:${TELLTALE_HAS_AUTO_VAR_INIT}>:-ftrivial-auto-var-init=zero>
    $<$<BOOL:${TELLTALE_HAS_CET}>:-fcf-protection=full>)
target_compile_definitions(telltale_options INTERFACE _GLIBCXX_ASSERTIONS)
target_link_options(telltale_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
if(TELLTALE_SANITIZE)
    target_compile_options(telltale_options INTERFACE
        -fsanitize=${TELLTALE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(telltale_options INTERFACE -fsanitize=${TELLTALE_SANITIZE})
else()
    target_compile_options(telltale_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=3>)
endif()
if(TELLTALE_COVERAGE)
    target_compile_options(telltale_options INTERFACE --coverage)
    target_link_options(telltale_options INTERFACE --coverage)
endif()

# Warnings, for hand-written code only: what Qt's generators write is not ours to mend.
add_library(telltale_warnings INTERFACE)
target_compile_options(telltale_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2
    $<$<BOOL:${TELLTALE_WERROR}>:-Werror>)
if(TELLTALE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Of code with sanitizer calls in it, gcc says this without reason (its manual says so).
    target_compile_options(telltale_warnings INTERFACE -Wno-maybe-uninitialized)
endif()

# telltale_library(NAME SOURCES a.h a.cpp ... PUBLIC libs... PRIVATE libs...)
function(telltale_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC telltale_options ${ARG_PUBLIC} PRIVATE telltale_warnings ${ARG_PRIVATE})
endfunction()

# telltale_test(tst_name LIBRARIES libs... [SOURCES more...] [LABEL unit]): tst_name.cpp is implied.
function(telltale_test name)
    cmake_parse_arguments(ARG "" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE telltale_options telltale_warnings Qt6::Test ${ARG_LIBRARIES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 120
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
