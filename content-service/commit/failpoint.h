#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_FAILPOINT_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_FAILPOINT_H_

#include "absl/strings/string_view.h"

namespace communique::content {

// The moments of a batch at which a test may end the process.
namespace failpoint {
// Decided, and nothing of it is on the disk.
inline constexpr absl::string_view kBeforeWrite = "before_write";
// Durable, and nobody can read it.
inline constexpr absl::string_view kAfterWrite = "after_write";
// Read by whoever asks, and nobody has an answer.
inline constexpr absl::string_view kAfterHead = "after_head";
// The answers are handed out, and may be on their way.
inline constexpr absl::string_view kAfterReplies = "after_replies";
}  // namespace failpoint

// Ends the process at once, as SIGKILL does, where the environment variable COMMUNIQUE_FAILPOINT was
// "{name}:{n}" at the start and this is the n-th time that it comes by. Does nothing otherwise. Always there,
// so that what is tested is what is run; whoever can set it can end the process anyway.
void PassFailpoint(absl::string_view name);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_FAILPOINT_H_
