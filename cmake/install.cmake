# What `cmake --install` puts where: both libraries with their headers, the
# find_package and pkg-config files, the model.
# (The command installs itself, its man page and completions: src/command.)
include(CMakePackageConfigHelpers)

set(QUOTH_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/quoth)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/quoth DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")
install(TARGETS quoth_shared EXPORT quoth-shared
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS quoth_static EXPORT quoth-static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT quoth-shared NAMESPACE quoth:: DESTINATION ${QUOTH_CMAKE_DIR})
install(EXPORT quoth-static NAMESPACE quoth:: DESTINATION ${QUOTH_CMAKE_DIR})

get_property(QUOTH_FIND_DEPENDENCIES GLOBAL PROPERTY QUOTH_FIND_DEPENDENCIES)
get_property(QUOTH_PKGCONFIG_REQUIRES GLOBAL PROPERTY QUOTH_PKGCONFIG_REQUIRES)
get_property(QUOTH_PKGCONFIG_LIBS GLOBAL PROPERTY QUOTH_PKGCONFIG_LIBS)
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/quoth-config.cmake.in ${PROJECT_BINARY_DIR}/quoth-config.cmake
  INSTALL_DESTINATION ${QUOTH_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/quoth-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/quoth-config.cmake ${PROJECT_BINARY_DIR}/quoth-config-version.cmake
  DESTINATION ${QUOTH_CMAKE_DIR})

# The prefix is derived from where quoth.pc lies, so that a moved tree still works.
file(RELATIVE_PATH QUOTH_PC_TO_PREFIX
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/cmake/quoth.pc.in ${PROJECT_BINARY_DIR}/quoth.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/quoth.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

file(GLOB QUOTH_MODELS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/models/*.model)
install(FILES ${QUOTH_MODELS} DESTINATION ${CMAKE_INSTALL_DATADIR}/quoth)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
