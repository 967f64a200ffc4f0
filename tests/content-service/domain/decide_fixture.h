#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_DECIDE_FIXTURE_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_DECIDE_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/messages.h"
#include "tests/testing/commands.h"
#include "tests/testing/memory_state_view.h"
#include "tests/testing/status_matchers.h"

namespace communique::testing {

// A store without a disk that has a section, and what its statements have come to.
class DecideFixture : public ::testing::Test {
 protected:
  // Of a file; nothing is stored under it unless a test does.
  static constexpr char kBlob[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  DecideFixture() { EXPECT_OK(store_.Do(MakeSection("press"))); }

  stored::v1::StatementRow Row(const std::string& id) { return store_.state.FindStatement(id)->value(); }
  std::string EtagOf(const std::string& id) {
    return content::MakeEtag(absl::StrCat("statements/", id), Row(id).sequence());
  }
  // The newest state of it.
  content::SeenStatement Seen(const std::string& id) { return {id, EtagOf(id)}; }
  content::v1::Statement Get(const std::string& id, content::v1::View view = content::v1::VIEW_EDITORIAL) {
    return *content::StatementMessage(store_.state, id, Row(id), view, content::Detail::kWhole);
  }
  absl::StatusOr<content::Decision> Publish(const std::string& id) {
    return store_.Do(content::PublishStatement{{Seen(id)}, {}});
  }
  // What the public is told of, in order.
  static std::vector<std::string> PublicEffects(const content::Decision& decision) {
    std::vector<std::string> told;
    for (const stored::v1::Effect& effect : decision.record.effects()) {
      if (!effect.in_public()) continue;
      if (effect.has_section()) told.push_back("section " + effect.section().section());
      if (effect.has_statement()) {
        told.push_back(effect.statement().statement() + " " +
                       content::v1::ChangeReason_Name(effect.statement().reason()));
      }
      if (effect.has_signatories()) told.push_back("signatories of " + effect.signatories().statement());
      if (effect.has_path()) {
        const content::v1::PathChange& path = decision.bodies[effect.path().body()].path();
        told.push_back(absl::StrCat(path.path(), " -> ", path.statement(), path.redirect(),
                                    path.has_gone() ? absl::StrCat("gone: ", path.gone()) : ""));
      }
    }
    return told;
  }
  static void Attach(content::v1::Content& content) {
    content::v1::Attachment& attachment = *content.add_attachments();
    attachment.set_file_name("scan.jpg");
    attachment.set_blob(absl::StrCat("blobs/", kBlob));
  }

  MemoryStore store_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_DECIDE_FIXTURE_H_
