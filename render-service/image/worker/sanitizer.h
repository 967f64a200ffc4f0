#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANITIZER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANITIZER_H_

namespace communique::render {

// Whether this was built with a sanitizer, which needs what the sandbox would refuse: address space for its
// shadow memory, and a pipe through which it asks the kernel whether an address can be read.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kBuiltWithSanitizer = true;
#else
inline constexpr bool kBuiltWithSanitizer = false;
#endif

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANITIZER_H_
