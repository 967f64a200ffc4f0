#ifndef COMMUNIQUE_TESTS_STATEMENT_RANDOM_CONTENT_H_
#define COMMUNIQUE_TESTS_STATEMENT_RANDOM_CONTENT_H_

#include <random>

#include "communique/content/v1/statement.pb.h"

namespace communique::testing {

// Fills fields of a message at random, by reflection, so that a field added later is tried as well.
// `levels` bounds how deep messages lie in one another.
void FillAtRandom(google::protobuf::Message& message, int levels, std::mt19937& random);

// A content with every block under an anchor of its own and every attachment under an entry id.
content::v1::Content RandomContent(std::mt19937& random);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_STATEMENT_RANDOM_CONTENT_H_
