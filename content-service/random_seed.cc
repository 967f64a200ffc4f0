#include "content-service/random_seed.h"

#include <openssl/rand.h>

#include <cstdlib>

namespace communique::content {

std::string RandomSeed() {
  std::string seed(32, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), static_cast<int>(seed.size())) != 1) {
    std::abort();
  }
  return seed;
}

}  // namespace communique::content
