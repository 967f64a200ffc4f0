#ifndef COMMUNIQUE_CONTENT_SERVICE_RANDOM_SEED_H_
#define COMMUNIQUE_CONTENT_SERVICE_RANDOM_SEED_H_

#include <string>

namespace communique::content {

// 32 bytes fit for secrets. Ids and salts are made from it, so there is no going on without it: where the
// system has none, the process ends. Thread-safe.
std::string RandomSeed();

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_RANDOM_SEED_H_
