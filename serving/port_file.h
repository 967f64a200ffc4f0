#ifndef COMMUNIQUE_SERVING_PORT_FILE_H_
#define COMMUNIQUE_SERVING_PORT_FILE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace communique::serving {

// Tells scripts where a process listens: one "name=port" a line ("grpc=40211"). The file appears
// whole, by a rename. INVALID_ARGUMENT where it cannot be written.
absl::Status WritePortFile(const std::string& path, const std::vector<std::pair<std::string, int>>& ports);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_PORT_FILE_H_
