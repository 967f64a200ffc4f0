#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_COMPARISON_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_COMPARISON_H_

#include <map>
#include <set>
#include <string>

#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/message_lite.h"
#include "render-service/domain/site.h"

namespace communique::render {

// The same bytes wherever two messages say the same: maps have a fixed order.
std::string BytesOf(const google::protobuf::MessageLite& message);

// One statement that two histories have, with its earlier editions and signatories: what is not the same. It
// compares all that is told of them, since a digest stays as it is when a text is erased. Pure.
class StatementComparison {
 public:
  // `local` is what the site was made from.
  explicit StatementComparison(const PublicStatement& local);

  // What the other history has of it, each once and in any order.
  void Take(const content::v1::Statement& statement);
  void Take(const content::v1::Edition& edition);
  void Take(const content::v1::Signatory& signatory);

  struct Found {
    // Withdrawn or erased in what the site was made from, and not in the other history.
    std::set<std::string> resurrected;
    // Everything else, also rows that the other history lacks. No name is in both.
    std::set<std::string> different;
  };
  // Once all was taken. Ends the use of this.
  Found Finish();

 private:
  bool BringsBack(const content::v1::Edition& edition) const;

  const content::v1::Statement statement_;
  // By name; the live one too.
  std::map<std::string, content::v1::Edition> editions_;
  std::map<std::string, content::v1::Signatory> signatories_;
  std::set<std::string> taken_;
  Found found_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_STATEMENT_COMPARISON_H_
