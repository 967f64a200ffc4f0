// communique-image-worker: started by communique-render, which hands it untrusted images. It can do nothing
// but compute.

#include <stdio.h>
#include <unistd.h>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "render-service/image/worker/decode_role.h"
#include "render-service/image/worker/draw_role.h"
#include "render-service/image/worker/sandbox.h"
#include "render-service/image/worker/spawn.h"

namespace {

constexpr char kUsage[] =
    "Usage: communique-image-worker ROLE PARENT_PID\n"
    "\n"
    "A part of communique-render, which starts it with a channel as file descriptor 3. Not for use by hand.\n"
    "Roles: decode (makes images of attached ones), draw (sets statements as pages).\n";

absl::Status Run(absl::string_view role, pid_t parent) {
  if (absl::Status status = communique::render::EndWithParent(parent); !status.ok()) {
    return status;
  }
  if (role == "decode") {
    return communique::render::RunDecodeRole(communique::render::kWorkerChannel);
  }
  if (role == "draw") {
    return communique::render::RunDrawRole(communique::render::kWorkerChannel);
  }
  return absl::InvalidArgumentError("unknown role; see --help");
}

}  // namespace

int main(int argc, char** argv) {
  pid_t parent = 0;
  if (argc != 3 || !absl::SimpleAtoi(argv[2], &parent)) {
    const bool asked = argc == 2 && absl::string_view(argv[1]) == "--help";
    ::fputs(kUsage, asked ? stdout : stderr);
    return asked ? 0 : 2;
  }
  const absl::Status status = Run(argv[1], parent);
  if (!status.ok()) {
    ::fprintf(stderr, "communique-image-worker: %s\n", status.ToString().c_str());
  }
  // At once: what libraries do at exit is not for the sandbox, and nothing is left to write.
  ::_exit(status.ok() ? 0 : 1);
}
