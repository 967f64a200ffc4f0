# One library a layer, one test program a layer, each with an explicit sorted list of sources.

# communique_library(NAME <name> SOURCES <file>… [DEPENDS <target>…])
function(communique_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPENDS" ${ARGN})
  add_library(communique_${ARG_NAME} STATIC ${ARG_SOURCES})
  add_library(communique::${ARG_NAME} ALIAS communique_${ARG_NAME})
  target_include_directories(communique_${ARG_NAME} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(communique_${ARG_NAME} PUBLIC ${ARG_DEPENDS} PRIVATE communique_warnings)
endfunction()

# communique_program(NAME <name> SOURCES <file>… [DEPENDS <target>…]): lands in <build>/bin.
function(communique_program)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_DEPENDS} communique_warnings)
  set_target_properties(${ARG_NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# communique_test(NAME <name> SOURCES <file>… [DEPENDS <target>…] [LABELS <label>…] [TIMEOUT <s>])
function(communique_test)
  cmake_parse_arguments(ARG "" "NAME;TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_DEPENDS} GTest::gmock_main communique_warnings)
  target_compile_definitions(${ARG_NAME} PRIVATE COMMUNIQUE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  gtest_discover_tests(${ARG_NAME} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
