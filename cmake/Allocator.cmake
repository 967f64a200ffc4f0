# The servers allocate through jemalloc (docs/decisions/051-jemalloc.md); a sanitizer brings an allocator of its own.
add_library(communique_allocator INTERFACE)
if(COMMUNIQUE_SANITIZER STREQUAL "")
  pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
  target_link_libraries(communique_allocator INTERFACE PkgConfig::JEMALLOC)
endif()
