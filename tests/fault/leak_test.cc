// Random work on drafts, embargoed texts, hidden sections and files, each with marks in it; after every
// commit a stranger asks for everything. No mark of what is hidden comes back, and what hidden work alone
// could have changed has not changed: the answers are the same, byte by byte.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "statement/digest.h"
#include "statement/names.h"
#include "statement/position.h"
#include "tests/fault/history.h"
#include "tests/fault/public_probe.h"
#include "tests/fault/resuming_watcher.h"
#include "tests/fault/soak.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/http_get.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace content::v1;  // NOLINT: the words of the API

constexpr char kToken[] = "admin-token-0001";
constexpr int kStatements = 6;
constexpr int kSections = 3;
constexpr int kFiles = 3;

std::string StatementId(int n) { return absl::StrCat("idmark", n); }
std::string SectionId(int n) { return absl::StrCat("secmark", n); }
std::string FileOf(int n) { return absl::StrCat("The text of file mkfile", n, "q.\n"); }

// A store with tokens, where somebody works on what is hidden.
class LeakTest : public ContentServiceTest {
 protected:
  void SetUp() override {
    options_.serving.token_file = (directory_.path() / "tokens").string();
    std::ofstream(options_.serving.token_file) << kToken << " admin mkactorq\n";
    options_.serving.metrics_listen = "127.0.0.1:0";
    options_.serving.port_file = (directory_.path() / "ports").string();
    StartService();
    probe_ = std::make_unique<PublicProbe>(channel_);
    watcher_ = std::make_unique<ResumingWatcher>(channel_, VIEW_PUBLIC);
    for (const char* mark : {"mkactorq", "mkrequest"}) hidden_.insert(mark);
    for (int n = 0; n < kStatements; ++n) words_.statements.push_back(StatementId(n));
    for (int n = 0; n < kSections; ++n) words_.sections.push_back(SectionId(n));
    for (int n = 0; n < kFiles; ++n) words_.blobs.push_back(Sha256Hex(FileOf(n)));
    words_.texts = {"mk1q", "Title", "mkfile0q"};
    ASSERT_OK(CreateSection("press", kToken));
    LookAnew();
  }

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }
  // A word that was never there before, hidden until its owner is published.
  std::string Mark(const std::string& owner) {
    std::string mark = absl::StrCat("mk", ++marks_, "q");
    Hide(owner, mark);
    return mark;
  }
  void Hide(const std::string& owner, const std::string& mark) {
    hidden_.insert(mark);
    marks_of_[owner].insert(mark);
  }
  void Reveal(const std::string& owner) {
    for (const std::string& mark : marks_of_[owner]) hidden_.erase(mark);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Do(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                              Request request) {
    request.set_request_id(absl::StrCat("mkrequest", ++requests_));
    return Call(stub, method, request, kToken);
  }
  Statement Read(int n) {
    const auto read = Get(StatementId(n), VIEW_EDITORIAL, "", kToken);
    return read.ok() ? read->statement() : Statement();
  }
  template <typename Request>
  Request Naming(const Statement& statement) {
    Request request;
    request.set_name(statement.name());
    request.set_etag(statement.etag());
    return request;
  }
  static bool IsPublic(const Statement& statement) {
    return statement.public_state() == PUBLIC_STATE_LIVE ||
           statement.public_state() == PUBLIC_STATE_WITHDRAWN;
  }
  // The draft of a statement; a new one has new marks.
  std::string DraftOf(const Statement& statement) {
    return absl::StrCat(statement.name(), " draft ", statement.draft().revision());
  }
  Content Marked(const std::string& owner) {
    Content content = MakeContent(absl::StrCat("Title ", Mark(owner)));
    content.set_subtitle(Mark(owner));
    content.set_author_line(Mark(owner));
    content.set_place(Mark(owner));
    content.set_slug(Mark(owner));
    content.mutable_change_note()->set_severity(CHANGE_SEVERITY_MAJOR);
    content.mutable_change_note()->set_text(Mark(owner));
    content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(Mark(owner));
    content.set_source_uri(absl::StrCat("https://example.org/", Mark(owner)));
    SourceHeadLine& head = *content.add_source_head();
    head.set_label(Mark(""));
    head.set_value(Mark(""));
    if (const int section = Pick(kSections + 1); made_sections_.contains(section)) {
      content.set_section(SectionName(SectionId(section)));
    }
    if (!files_.empty() && Pick(2) == 0) {
      const int file = *files_.begin();
      Attachment& attachment = *content.add_attachments();
      attachment.set_file_name(absl::StrCat(Mark(owner), ".txt"));
      attachment.set_blob(BlobName(Sha256Hex(FileOf(file))));
      attachment.set_caption(Mark(owner));
      for (const std::string& mark : {Sha256Hex(FileOf(file)), absl::StrCat("mkfile", file, "q")}) {
        marks_of_[owner].insert(mark);
      }
    }
    return content;
  }

  // What nobody but editors may notice; it may be refused.
  void WorkHidden() {
    const int n = Pick(kStatements);
    const Statement statement = Read(n);
    const bool is_new = statement.name().empty();
    const std::string next =
        absl::StrCat("statements/", StatementId(n), " draft ",
                     is_new ? 1 : std::max(statement.draft().revision(), last_revision_[n]) + 1);
    switch (is_new ? 0 : Pick(12)) {
      case 0: {
        auto request = CreateRequest(StatementId(n), "", n % 2 == 0 ? "en" : "ko");
        request.mutable_statement()->set_group(absl::StrCat("grpmark", n / 2));
        *request.mutable_statement()->mutable_draft()->mutable_content() = Marked(next);
        for (const std::string& mark : {StatementId(n), absl::StrCat("grpmark", n / 2)}) {
          if (!published_.contains(mark)) Hide(absl::StrCat("statements/", StatementId(n)), mark);
        }
        if (Do(*statements_, &Statements::CreateStatement, request).ok()) last_revision_[n] = 1;
        return;
      }
      case 1:
      case 2: {
        auto update = Naming<UpdateStatementRequest>(statement);
        *update.mutable_content() = Marked(next);
        const auto updated = Do(*statements_, &Statements::UpdateStatement, update);
        if (updated.ok()) last_revision_[n] = updated->statement().draft().revision();
        return;
      }
      case 3: {
        auto publish = Naming<PublishStatementRequest>(statement);
        publish.mutable_publish_time()->set_seconds(4'000'000'000);
        (void)Do(*statements_, &Statements::PublishStatement, publish);
        return;
      }
      case 4:
        (void)Do(*statements_, &Statements::CancelSchedule, Naming<CancelScheduleRequest>(statement));
        return;
      case 5:
        if (Pick(3) != 0) return;
        (void)Do(*statements_, &Statements::DiscardDraft, Naming<DiscardDraftRequest>(statement));
        return;
      case 6: {
        const int section = Pick(kSections);
        CreateSectionRequest request;
        request.set_section_id(SectionId(section));
        const std::string owner = SectionName(SectionId(section));
        if (!published_.contains(owner)) {
          Hide(owner, SectionId(section));
          (*request.mutable_section()->mutable_titles())["en"] = Mark(owner);
        }
        if (Do(*sections_, &Sections::CreateSection, request).ok()) made_sections_.insert(section);
        return;
      }
      case 7: {
        const int file = Pick(kFiles);
        if (!published_.contains(absl::StrCat("mkfile", file, "q"))) {
          hidden_.insert(absl::StrCat("mkfile", file, "q"));
          hidden_.insert(Sha256Hex(FileOf(file)));
        }
        const Upload upload(FileOf(file));
        if (Send(upload)) files_.insert(file);
        return;
      }
      case 8: {
        RecordViewsRequest views;
        views.add_counts()->set_statement(statement.name());
        views.mutable_counts(0)->set_count(7);
        EXPECT_OK(Do(*statements_, &Statements::RecordViews, views));
        return;
      }
      case 9: {
        // Judged as if it were done.
        auto publish = Naming<PublishStatementRequest>(statement);
        publish.set_validate_only(true);
        (void)Do(*statements_, &Statements::PublishStatement, publish);
        return;
      }
      case 10: {
        if (statement.public_state() != PUBLIC_STATE_NEVER) return;
        auto erase = Naming<EraseRequest>(statement);
        erase.set_revision(absl::StrCat(statement.name(), "/revisions/1"));
        (void)Do(*statements_, &Statements::Erase, erase);
        return;
      }
      default: {
        if (statement.public_state() != PUBLIC_STATE_NEVER) return;
        AddSignatoriesRequest sign;
        sign.set_parent(statement.name());
        sign.add_signatories()->mutable_organisation()->set_name(Mark(statement.name()));
        sign.mutable_signatories(0)->set_group_heading(Mark(statement.name()));
        EXPECT_OK(Do(*statements_, &Statements::AddSignatories, sign));
      }
    }
  }

  // What the public is told of.
  void WorkInPublic() {
    const int n = Pick(kStatements);
    const Statement statement = Read(n);
    if (statement.name().empty()) return;
    switch (Pick(5)) {
      case 0: {
        auto withdraw = Naming<WithdrawStatementRequest>(statement);
        withdraw.set_reason("It is not right.");
        (void)Do(*statements_, &Statements::WithdrawStatement, withdraw);
        return;
      }
      case 1:
        (void)Do(*statements_, &Statements::RestoreStatement, Naming<RestoreStatementRequest>(statement));
        return;
      case 2: {
        auto remove = Naming<RemoveStatementRequest>(statement);
        remove.set_gone("It was never ours.");
        (void)Do(*statements_, &Statements::RemoveStatement, remove);
        return;
      }
      default: {
        const auto published =
            Do(*statements_, &Statements::PublishStatement, Naming<PublishStatementRequest>(statement));
        if (!published.ok()) return;
        Reveal(DraftOf(statement));
        Reveal(statement.name());
        const std::string& section = statement.draft().content().section();
        Reveal(section);
        published_.insert({section, StatementId(n), statement.group()});
        for (const Attachment& attachment : statement.draft().content().attachments()) {
          for (int file = 0; file < kFiles; ++file) {
            if (attachment.blob() != BlobName(Sha256Hex(FileOf(file)))) continue;
            published_.insert(absl::StrCat("mkfile", file, "q"));
          }
        }
      }
    }
  }

  bool Send(const Upload& upload) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", absl::StrCat("Bearer ", kToken));
    UploadBlobResponse response;
    const auto writer = blobs_->UploadBlob(&context, &response);
    UploadBlobRequest message;
    *message.mutable_header() = upload.header;
    writer->Write(message);
    message.set_chunk(upload.bytes);
    writer->Write(message);
    writer->WritesDone();
    return writer->Finish().ok();
  }

  // After a public commit: what is told from now on, until the next.
  void LookAnew() {
    GetHeadRequest request;
    const auto head = Call(*changes_, &Changes::GetHead, request);
    ASSERT_OK(head);
    ASSERT_OK_AND_ASSIGN(Position position, DecodePosition(head->position()));
    words_.positions = {head->position()};
    // Positions as editors are told them, of commits that are still to come: hidden work reaches the nearest
    // of them before the next look, and whether it has the public must not be able to tell.
    request.set_view(VIEW_EDITORIAL);
    const auto hidden = Call(*changes_, &Changes::GetHead, request, kToken);
    ASSERT_OK(hidden);
    ASSERT_OK_AND_ASSIGN(const Position newest, DecodePosition(hidden->position()));
    for (const uint64_t further : {uint64_t{1}, uint64_t{3}, uint64_t{10}}) {
      position.sequence = newest.sequence + further;
      words_.positions.push_back(EncodePosition(position));
    }
    if (position.public_position > 0) words_.positions.push_back(EncodePosition({position.epoch, 0, 0}));
    answers_ = probe_->AskEverything(words_);
    ExpectNoMarks();
  }
  void ExpectNoMarks() {
    for (const auto& [call, answer] : answers_) {
      for (const std::string& mark : hidden_) {
        // What a caller knows already may be said to him.
        if (absl::StrContains(call, mark)) continue;
        EXPECT_FALSE(absl::StrContains(answer, mark)) << call << " told of " << mark << ":\n" << answer;
      }
    }
  }
  void ExpectTheSame() {
    const auto now = probe_->AskEverything(words_);
    for (const auto& [call, answer] : now)
      EXPECT_EQ(answer, answers_[call]) << "by hidden work alone: " << call;
  }
  // What the live stream has told so far.
  void ExpectNoMarksInStream() {
    std::string told;
    for (const WatchCall& call : watcher_->history().calls) {
      for (const WatchResponse& response : call.told) absl::StrAppend(&told, response.DebugString());
    }
    for (const std::string& mark : hidden_) EXPECT_THAT(told, Not(HasSubstr(mark)));
  }
  uint64_t PublicHead() {
    const auto head = Call(*changes_, &Changes::GetHead, GetHeadRequest());
    return head.ok() ? head->number() : 0;
  }

  std::mt19937 random_{Seed()};
  std::unique_ptr<PublicProbe> probe_;
  std::unique_ptr<ResumingWatcher> watcher_;
  PublicProbe::Words words_;
  // Of the last look.
  std::map<std::string, std::string> answers_;
  std::set<std::string> hidden_;
  // By whose publication they are public.
  std::map<std::string, std::set<std::string>> marks_of_;
  std::set<std::string> published_;
  std::set<int> made_sections_;
  std::set<int> files_;
  std::map<int, int64_t> last_revision_;
  int marks_ = 0;
  int requests_ = 0;
};

TEST_F(LeakTest, EveryMethodThatTheServerServesIsAsked) {
  EXPECT_THAT(probe_->MethodsWithoutCase(), IsEmpty()) << "give it a case in public_probe.cc";
}

TEST_F(LeakTest, NothingOfWhatIsHiddenIsInAnyPublicAnswerOrNumber) {
  const int steps = Rounds(40);
  int hidden_steps = 0;
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    SCOPED_TRACE(absl::StrCat("step ", step, " of seed ", Seed()));
    if (step > 5 && Pick(4) == 0) {
      WorkInPublic();
      LookAnew();
    } else {
      const uint64_t before = PublicHead();
      WorkHidden();
      EXPECT_EQ(PublicHead(), before);
      ExpectTheSame();
      ExpectNoMarks();
      ++hidden_steps;
    }
    if (step % 10 == 0) ExpectNoMarksInStream();
  }
  ASSERT_TRUE(watcher_->WaitForNumber(PublicHead()));
  ExpectNoMarksInStream();
  EXPECT_THAT(FaultsOf(watcher_->history()), IsEmpty());
  // For operators, and yet without a word of any text, published or not.
  const std::string metrics = HttpGet(PortIn(options_.serving.port_file, "metrics"), "/metrics");
  EXPECT_THAT(metrics, HasSubstr("communique_rpcs_total"));
  watcher_.reset();
  StopService();
  for (int mark = 1; mark <= marks_; ++mark) {
    EXPECT_THAT(metrics, Not(HasSubstr(absl::StrCat("mk", mark, "q"))));
    EXPECT_THAT(log_lines_.str(), Not(HasSubstr(absl::StrCat("mk", mark, "q"))));
  }
  for (const char* mark : {"mkfile", "mkrequest", "mkactorq"}) {
    EXPECT_THAT(metrics, Not(HasSubstr(mark)));
    EXPECT_THAT(log_lines_.str(), Not(HasSubstr(mark)));
  }
  TellFigures("hidden commits ", hidden_steps, ", calls after each ", answers_.size(), ", leaks ",
              HasFailure() ? "found" : "0");
}

// The test would find them: what is public is in the answers, and changes them.
TEST_F(LeakTest, WhatIsPublishedIsFoundByTheSameLook) {
  ASSERT_OK(Do(*statements_, &Statements::CreateStatement, CreateRequest(StatementId(0), "Title mktestq")));
  ExpectTheSame();
  ASSERT_OK(Do(*statements_, &Statements::PublishStatement, Naming<PublishStatementRequest>(Read(0))));
  const auto now = probe_->AskEverything(words_);
  int changed = 0;
  int with_title = 0;
  for (const auto& [call, answer] : now) {
    changed += answer != answers_[call] ? 1 : 0;
    with_title += absl::StrContains(answer, "mktestq") ? 1 : 0;
  }
  EXPECT_GT(changed, 15);
  EXPECT_GT(with_title, 10);
}

// Of two versions the public may compare those that were published, and is told nothing of others.
TEST_F(LeakTest, PublicEditionsAreComparedAndHiddenRevisionsAreNot) {
  const auto edit = [&](const std::string& title) {
    auto update = Naming<UpdateStatementRequest>(Read(0));
    *update.mutable_content() = MakeContent(title);
    update.mutable_content()->mutable_change_note()->set_severity(CHANGE_SEVERITY_MINOR);
    update.mutable_content()->mutable_change_note()->set_text("Another title.");
    return Do(*statements_, &Statements::UpdateStatement, update);
  };
  const auto compare = [&](const std::string& from, const std::string& to) {
    const std::string of = absl::StrCat("statements/", StatementId(0), "/");
    const auto answers = probe_->AskEverything(words_);
    return answers.at(
        absl::StrCat("StatementService/CompareVersions from: '", of, from, "' to: '", of, to, "'"));
  };
  ASSERT_OK(Do(*statements_, &Statements::CreateStatement, CreateRequest(StatementId(0), "Title mkoneq")));
  ASSERT_OK(Do(*statements_, &Statements::PublishStatement, Naming<PublishStatementRequest>(Read(0))));
  ASSERT_OK(edit("Title mktwoq"));
  ASSERT_OK(Do(*statements_, &Statements::PublishStatement, Naming<PublishStatementRequest>(Read(0))));
  EXPECT_THAT(compare("editions/1", "editions/2"), AllOf(HasSubstr("mkoneq"), HasSubstr("mktwoq")));
  const std::string before = compare("editions/1", "revisions/2");
  ASSERT_OK(edit("Title mkthreeq"));
  EXPECT_EQ(compare("editions/1", "revisions/2"), before);
  for (const char* from : {"editions/1", "revisions/1"}) {
    EXPECT_THAT(compare(from, "revisions/2"), Not(HasSubstr("mktwoq"))) << from;
  }
}

}  // namespace
}  // namespace communique::testing
