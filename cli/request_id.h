#ifndef COMMUNIQUE_CLI_REQUEST_ID_H_
#define COMMUNIQUE_CLI_REQUEST_ID_H_

#include <string>

namespace communique::cli {

// A new random request id: what makes a write safe to repeat.
std::string NewRequestId();

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_REQUEST_ID_H_
