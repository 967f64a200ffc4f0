#ifndef COMMUNIQUE_CLI_STATEMENT_VIEW_H_
#define COMMUNIQUE_CLI_STATEMENT_VIEW_H_

#include <string>
#include <vector>

#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace communique::cli {

// "live", "live, draft", "scheduled" …: both states in few words.
std::string StateWords(content::v1::PublicState public_state, content::v1::DraftState draft_state);
std::string StateWords(const content::v1::Statement& statement);

// To the second; empty where it is not set.
std::string TimeWords(bool is_set, google::protobuf::Timestamp time);

// The draft where there is one, else what is live.
const content::v1::Content& NewestContent(const content::v1::Statement& statement);

// Where it is or, once published, will be.
std::string PathOf(const content::v1::Statement& statement);

// A statement for people: its facts, then its text.
std::string FormatStatement(const content::v1::Statement& statement,
                            const std::vector<content::v1::Signatory>& signatories, size_t width);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_STATEMENT_VIEW_H_
