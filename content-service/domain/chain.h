#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHAIN_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHAIN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "content-service/domain/decide.h"

namespace communique::content {

// Where the two chains of records end.
struct ChainEnd {
  // Of the last record; 0 before the first.
  uint64_t sequence = 0;
  // How many commits up to here had a public effect.
  uint64_t public_position = 0;
  // SHA-256 of the stored bytes of the last record of each chain; 32 zero bytes before the first.
  std::string record_hash = std::string(32, '\0');
  std::string public_hash = std::string(32, '\0');
  // Of the last record.
  absl::Time commit_time = absl::UnixEpoch();
};

// The bytes that a commit stores beside its rows.
struct SealedCommit {
  uint64_t sequence = 0;
  // How many commits up to and with this one had a public effect.
  uint64_t public_position = 0;
  bool has_public_effect = false;
  // A stored::v1::Record.
  std::string record;
  // stored::v1::Body, by index.
  std::vector<std::string> bodies;
  // A content::v1::PublicRecord; empty without a public effect.
  std::string public_record;
};

// Serialises a decision as the commit after `end`, and moves `end` on to it. The decision was made
// with the sequence end.sequence + 1. Pure.
SealedCommit Seal(Decision& decision, ChainEnd& end);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CHAIN_H_
