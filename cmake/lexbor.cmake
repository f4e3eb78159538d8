# The HTML tokenizer: lexbor.  Where the system has it, that one; else the copy
# inside the source package of selectolax, whose checksum is verified.  Only the
# files that the tokenizer needs are compiled, straight into libquoth, so that a
# static libquoth stands alone and nothing of lexbor leaves the shared one.
#
#   QUOTH_ARCHIVES    folder where the source package lies or is fetched to
#   QUOTH_SYSTEM_LEXBOR  OFF builds the copy even where the system has lexbor
option(QUOTH_SYSTEM_LEXBOR "Use the system's lexbor where there is one" ON)
set(QUOTH_ARCHIVES "${PROJECT_SOURCE_DIR}/.cache" CACHE PATH "Where fetched source packages are kept")
set(_package selectolax-1.0.2)
set(_sha256 f0508ad927aa426425d4aa7a2bb2f8b21c01412534465bd227e241d4d0a6a418)

if(QUOTH_SYSTEM_LEXBOR)
  find_path(QUOTH_LEXBOR_INCLUDE lexbor/html/tokenizer.h)
  find_library(QUOTH_LEXBOR_LIBRARY NAMES lexbor)
endif()

if(QUOTH_LEXBOR_INCLUDE AND QUOTH_LEXBOR_LIBRARY)
  message(STATUS "lexbor: the system's, ${QUOTH_LEXBOR_LIBRARY}")
  target_include_directories(quoth_objects SYSTEM PRIVATE ${QUOTH_LEXBOR_INCLUDE})
  quoth_depends(lexbor PKGCONFIG -llexbor)
  return()
endif()

set(_archive "${QUOTH_ARCHIVES}/${_package}.tar.gz")
if(NOT EXISTS "${_archive}")
  find_program(QUOTH_FETCH_PYTHON python3 REQUIRED)
  message(STATUS "lexbor: fetching the source package ${_package}")
  execute_process(
    COMMAND ${QUOTH_FETCH_PYTHON} -m pip download --quiet --no-deps --no-binary selectolax
            --dest "${QUOTH_ARCHIVES}" selectolax==1.0.2
    RESULT_VARIABLE _failed ERROR_VARIABLE _trouble)
  if(_failed OR NOT EXISTS "${_archive}")
    message(FATAL_ERROR "lexbor: cannot fetch ${_package}.tar.gz: ${_trouble}\n"
      "Install lexbor, or put that file into ${QUOTH_ARCHIVES} (-DQUOTH_ARCHIVES=FOLDER), and configure again.")
  endif()
endif()
file(SHA256 "${_archive}" _found)
if(NOT _found STREQUAL _sha256)
  message(FATAL_ERROR "lexbor: ${_archive} has sha256 ${_found}, not ${_sha256}; delete it and configure again")
endif()
set(_root "${CMAKE_BINARY_DIR}/third_party")
set(QUOTH_LEXBOR_SOURCE "${_root}/${_package}/lexbor/source")
if(NOT EXISTS "${QUOTH_LEXBOR_SOURCE}/lexbor/html/tokenizer.c")
  file(ARCHIVE_EXTRACT INPUT "${_archive}" DESTINATION "${_root}" PATTERNS "${_package}/lexbor/*")
endif()
message(STATUS "lexbor: the copy inside ${_package}")

if(WIN32)
  set(_port windows_nt)
else()
  set(_port posix)
endif()
set(_files
  core/array core/array_obj core/bst core/conv core/diyfp core/dobject core/dtoa core/hash
  core/mem core/mraw core/shs core/str core/strtod
  dom/interface dom/interfaces/attr dom/interfaces/cdata_section dom/interfaces/character_data
  dom/interfaces/comment dom/interfaces/document dom/interfaces/document_fragment
  dom/interfaces/document_type dom/interfaces/element dom/interfaces/node
  dom/interfaces/processing_instruction dom/interfaces/text
  html/token html/token_attr html/tokenizer html/tokenizer/error html/tokenizer/state
  html/tokenizer/state_comment html/tokenizer/state_doctype html/tokenizer/state_rawtext
  html/tokenizer/state_rcdata html/tokenizer/state_script
  ns/ns tag/tag)
list(TRANSFORM _files PREPEND "${QUOTH_LEXBOR_SOURCE}/lexbor/")
list(TRANSFORM _files APPEND ".c")
list(APPEND _files "${QUOTH_LEXBOR_SOURCE}/lexbor/ports/${_port}/lexbor/core/memory.c")
# LEXBOR_STATIC: no symbol of it is exported.  Third-party warnings are theirs.
set_source_files_properties(${_files} TARGET_DIRECTORY quoth_objects PROPERTIES
  COMPILE_DEFINITIONS LEXBOR_STATIC COMPILE_OPTIONS "-w")
target_sources(quoth_objects PRIVATE ${_files})
target_include_directories(quoth_objects SYSTEM PRIVATE "${QUOTH_LEXBOR_SOURCE}")
