# libquoth, static and shared, both made of the same objects, and the two
# functions by which the stages join it.

# Fields left out of a designated initializer have defaults; gcc 12 warns falsely of
# overlap in std::string (its bug 105651).
set(QUOTH_WARNINGS -Wall -Wextra -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

add_library(quoth_objects OBJECT)
target_include_directories(quoth_objects PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_options(quoth_objects PRIVATE ${QUOTH_WARNINGS})
target_link_libraries(quoth_objects PRIVATE nlohmann_json::nlohmann_json)

add_library(quoth_static STATIC $<TARGET_OBJECTS:quoth_objects>)
add_library(quoth_shared SHARED $<TARGET_OBJECTS:quoth_objects>)
add_library(quoth::static ALIAS quoth_static)
add_library(quoth::shared ALIAS quoth_shared)
set_target_properties(quoth_static PROPERTIES OUTPUT_NAME quoth EXPORT_NAME static)
# Before 1.0 a minor version may change the interface (docs/versioning.md).
set_target_properties(quoth_shared PROPERTIES OUTPUT_NAME quoth EXPORT_NAME shared
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
foreach(library quoth_static quoth_shared)
  target_include_directories(${library} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${library} PUBLIC cxx_std_20)
endforeach()

# What an installed static libquoth must be linked with, gathered by quoth_depends.
set_property(GLOBAL PROPERTY QUOTH_FIND_DEPENDENCIES "")
set_property(GLOBAL PROPERTY QUOTH_PKGCONFIG_REQUIRES "")
set_property(GLOBAL PROPERTY QUOTH_PKGCONFIG_LIBS "")

# quoth_depends(TARGET [PACKAGE find_package-arguments…] [PKGCONFIG module-or-link-flag])
# libquoth needs an installed library: finds it, links it, and has the installed
# find_package and pkg-config files ask for it.
macro(quoth_depends target)
  cmake_parse_arguments(_depends "" "PKGCONFIG" "PACKAGE" ${ARGN})
  if(_depends_PACKAGE)
    find_package(${_depends_PACKAGE})
    set(_arguments ${_depends_PACKAGE})
    list(REMOVE_ITEM _arguments REQUIRED)
    list(JOIN _arguments " " _arguments)
    set_property(GLOBAL APPEND_STRING PROPERTY QUOTH_FIND_DEPENDENCIES "  find_dependency(${_arguments})\n")
  endif()
  if(_depends_PKGCONFIG MATCHES "^-")
    set_property(GLOBAL APPEND_STRING PROPERTY QUOTH_PKGCONFIG_LIBS " ${_depends_PKGCONFIG}")
  elseif(_depends_PKGCONFIG)
    set_property(GLOBAL APPEND_STRING PROPERTY QUOTH_PKGCONFIG_REQUIRES " ${_depends_PKGCONFIG}")
  endif()
  target_link_libraries(quoth_objects PRIVATE ${target})
  target_link_libraries(quoth_static PRIVATE ${target})
  target_link_libraries(quoth_shared PRIVATE ${target})
endmacro()

# quoth_stage(NAME SOURCES a.cc… TESTS a_test.cc…): one stage of the data's way.
# Its tests become one program, quoth_NAME_test, which sees the private headers
# and everything that libquoth itself is linked with.
function(quoth_stage name)
  cmake_parse_arguments(ARG "" "" "SOURCES;TESTS" ${ARGN})
  if(ARG_SOURCES)
    target_sources(quoth_objects PRIVATE ${ARG_SOURCES})
  endif()
  if(QUOTH_DEVELOPER_MODE AND ARG_TESTS)
    add_executable(quoth_${name}_test ${ARG_TESTS})
    target_include_directories(quoth_${name}_test PRIVATE ${PROJECT_SOURCE_DIR}/src)
    target_compile_options(quoth_${name}_test PRIVATE ${QUOTH_WARNINGS})
    target_compile_definitions(quoth_${name}_test PRIVATE QUOTH_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(quoth_${name}_test PRIVATE
      quoth_static $<TARGET_PROPERTY:quoth_objects,LINK_LIBRARIES> GTest::gtest GTest::gtest_main)
    gtest_discover_tests(quoth_${name}_test DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
