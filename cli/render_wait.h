#ifndef COMMUNIQUE_CLI_RENDER_WAIT_H_
#define COMMUNIQUE_CLI_RENDER_WAIT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "communique/render/v1/render_service.pb.h"

namespace communique::cli {

// Waits until everything public up to `position` is on disk, showing how far the renderer is, for at most
// the session's patience: then DEADLINE_EXCEEDED. A renderer that is restarting is waited for too.
absl::StatusOr<render::v1::WaitForPositionResponse> WaitForRender(const std::string& position,
                                                                  const std::vector<std::string>& statements,
                                                                  Session& session);

// Writes each failed output to standard error; OutputFailed where there is one, OK else.
absl::Status ReportFailures(const google::protobuf::RepeatedPtrField<render::v1::OutputFailure>& failures,
                            Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RENDER_WAIT_H_
