# Warnings for our own code. Generated code links only what it needs and never this target.
add_library(communique_warnings INTERFACE)
target_compile_options(communique_warnings INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
