#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "statement/digest.h"
#include "tests/cli/cli_fixture.h"

namespace communique::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

v1::Statement Draft(const std::string& name, const std::string& title) {
  v1::Statement statement;
  statement.set_name(name);
  statement.set_etag("etag-1");
  statement.set_language("en");
  statement.set_draft_state(v1::DRAFT_STATE_DRAFT);
  statement.set_public_state(v1::PUBLIC_STATE_NEVER);
  statement.mutable_draft()->set_path("/en/press/a-title/");
  statement.mutable_draft()->mutable_content()->set_title(title);
  return statement;
}

render::v1::OutputFailure Failure() {
  render::v1::OutputFailure failure;
  failure.set_path("/en/press/a-title/statement.pdf");
  failure.set_message("no font has the character U+1F600");
  return failure;
}

TEST_F(CliTest, AStatementIsShownWithItsStateAndText) {
  content.statements["statements/a"] = Draft("statements/a", "On the river");
  const Result result = RunCli({"statement", "get", "a"});
  EXPECT_EQ(result.code, ExitCode::kOk);
  EXPECT_THAT(result.out, HasSubstr("name:         statements/a\nstate:        draft\n"));
  EXPECT_THAT(result.out, HasSubstr("On the river\n"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(CliTest, JsonHasStableNamesAndNothingElseOnStandardOutput) {
  content.statements["statements/a"] = Draft("statements/a", "On the river");
  const Result result = RunCli({"--json", "statement", "get", "statements/a"});
  EXPECT_THAT(result.out, StartsWith("{\n \"name\": \"statements/a\",\n"));
  EXPECT_THAT(result.out, HasSubstr("\"draftState\": \"DRAFT_STATE_DRAFT\""));
}

TEST_F(CliTest, AListGoesOverAllPages) {
  for (const char* name : {"statements/a", "statements/b", "statements/c", "statements/d", "statements/e"}) {
    content.statements[name] = Draft(name, "Title");
  }
  EXPECT_EQ(RunCli({"statement", "list"}).out,
            "statements/a  draft  en  Title\nstatements/b  draft  en  Title\nstatements/c  draft  en  Title\n"
            "statements/d  draft  en  Title\nstatements/e  draft  en  Title\n");
  const Result limited = RunCli({"statement", "list", "--limit", "3"});
  EXPECT_THAT(limited.out, Not(HasSubstr("statements/d")));
  EXPECT_THAT(limited.err, HasSubstr("there are more"));
  EXPECT_THAT(RunCli({"statement", "list", "--limit", "3", "--json"}).out,
              HasSubstr("\"nextPageToken\": \"statements/c\""));
}

TEST_F(CliTest, PublishingTakesTheNewestEtagUnlessOneIsGiven) {
  content.statements["statements/a"] = Draft("statements/a", "Title");
  const Result stale = RunCli({"statement", "publish", "a", "--etag", "etag-0"});
  EXPECT_EQ(stale.code, ExitCode::kConflict);
  EXPECT_THAT(stale.err, HasSubstr("the etag is an older one"));
  const Result published = RunCli({"statement", "publish", "a"});
  EXPECT_EQ(published.code, ExitCode::kOk);
  EXPECT_EQ(published.out, "name:   statements/a\nstate:  live\npath:   /en/press/a-title/\n");
}

TEST_F(CliTest, PublishingWithWaitEndsWhenTheSiteShowsIt) {
  content.statements["statements/a"] = Draft("statements/a", "Title");
  render.wait_failures = {{grpc::StatusCode::DEADLINE_EXCEEDED, "not yet"},
                          {grpc::StatusCode::UNAVAILABLE, "restarting"}};
  EXPECT_EQ(RunCli({"statement", "publish", "a", "--wait"}).code, ExitCode::kOk);
  EXPECT_THAT(render.waited_for, ElementsAre("p-publish", "p-publish", "p-publish"));
}

TEST_F(CliTest, AFailedFileOfTheSiteIsShownAndHasAnExitCodeOfItsOwn) {
  content.statements["statements/a"] = Draft("statements/a", "Title");
  *render.waited.add_failures() = Failure();
  const Result result = RunCli({"statement", "publish", "a", "--wait"});
  EXPECT_EQ(result.code, ExitCode::kOutputFailed);
  EXPECT_THAT(result.out, HasSubstr("state:  live"));
  EXPECT_THAT(result.err,
              HasSubstr("/en/press/a-title/statement.pdf\n      no font has the character U+1F600"));
}

TEST_F(CliTest, WhatIsUnavailableForAMomentIsAskedAgainWithTheSameRequestId) {
  content.statements["statements/a"] = Draft("statements/a", "Title");
  content.failures = {grpc::Status::OK,
                      {grpc::StatusCode::UNAVAILABLE, "restarting"},
                      {grpc::StatusCode::UNAVAILABLE, "restarting"}};
  EXPECT_EQ(RunCli({"statement", "publish", "a"}).code, ExitCode::kOk);
  ASSERT_EQ(content.request_ids.size(), 3U);
  EXPECT_FALSE(content.request_ids[0].empty());
  EXPECT_EQ(std::set<std::string>(content.request_ids.begin(), content.request_ids.end()).size(), 1U);
}

TEST_F(CliTest, EachKindOfErrorHasItsExitCode) {
  const std::vector<std::pair<grpc::StatusCode, ExitCode>> codes = {
      {grpc::StatusCode::NOT_FOUND, ExitCode::kNotFound},
      {grpc::StatusCode::INVALID_ARGUMENT, ExitCode::kInvalid},
      {grpc::StatusCode::FAILED_PRECONDITION, ExitCode::kInvalid},
      {grpc::StatusCode::RESOURCE_EXHAUSTED, ExitCode::kInvalid},
      {grpc::StatusCode::ABORTED, ExitCode::kConflict},
      {grpc::StatusCode::ALREADY_EXISTS, ExitCode::kConflict},
      {grpc::StatusCode::DEADLINE_EXCEEDED, ExitCode::kUnavailable},
      {grpc::StatusCode::PERMISSION_DENIED, ExitCode::kPermission},
      {grpc::StatusCode::UNAUTHENTICATED, ExitCode::kPermission},
      {grpc::StatusCode::DATA_LOSS, ExitCode::kOther}};
  for (const auto& [code, expected] : codes) {
    content.failures = {grpc::Status(code, "what is wrong")};
    const Result result = RunCli({"section", "list"});
    EXPECT_EQ(result.code, expected);
    EXPECT_THAT(result.err, HasSubstr("what is wrong"));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST_F(CliTest, EveryWrongFieldIsTold) {
  google::rpc::BadRequest fields;
  for (const char* field : {"content.title", "content.slug"}) {
    auto* const violation = fields.add_field_violations();
    violation->set_field(field);
    violation->set_description("must not be empty");
  }
  google::rpc::Status details;
  details.set_code(3);
  details.add_details()->PackFrom(fields);
  content.failures = {grpc::Status(grpc::StatusCode::INVALID_ARGUMENT,
                                   "content.title: must not be empty (and 1 more)",
                                   details.SerializeAsString())};
  const Result result = RunCli({"section", "get", "press"});
  EXPECT_EQ(result.err,
            "communique: these fields are wrong:\n"
            "  content.title  must not be empty\n"
            "  content.slug   must not be empty\n");
}

TEST_F(CliTest, NobodyThereIsSaidWithTheAddress) {
  environment["COMMUNIQUE_CONTENT"] = "127.0.0.1:1";
  const Result result = RunCli({"section", "list", "--timeout", "1"});
  EXPECT_EQ(result.code, ExitCode::kUnavailable);
  EXPECT_THAT(result.err, HasSubstr("127.0.0.1:1: "));
}

TEST_F(CliTest, TheTokenOfAFileIsShownToTheService) {
  const std::string path = WriteFile("token", "  secret-token-of-mine\n");
  RunCli({"section", "list", "--token-file", path});
  EXPECT_EQ(content.last_authorization, "Bearer secret-token-of-mine");
  environment["COMMUNIQUE_TOKEN_FILE"] = "/nowhere";
  const Result unreadable = RunCli({"section", "list"});
  EXPECT_EQ(unreadable.code, ExitCode::kUsage);
  EXPECT_THAT(unreadable.err, HasSubstr("cannot read /nowhere: No such file"));
}

TEST_F(CliTest, ASectionIsMadeWithTitlesAndFoundAgain) {
  const Result made =
      RunCli({"section", "create", "press", "--title", "en=Press statements", "--title", "ko=보도자료"});
  EXPECT_EQ(made.code, ExitCode::kOk);
  EXPECT_EQ(made.out, "name:    sections/press\ntitles:  Press statements (en), 보도자료 (ko)\n");
  EXPECT_EQ(RunCli({"section", "get", "press"}).out, made.out);
  EXPECT_EQ(RunCli({"section", "create", "press", "--title", "Press"}).code, ExitCode::kUsage);
}

TEST_F(CliTest, ASectionIsChangedInWhatIsNamedAndDeleted) {
  RunCli({"section", "create", "press", "--title", "en=Press statements", "--title", "ko=보도자료"});
  RunCli({"section", "create", "water", "--title", "en=Water", "--parent", "press", "--order", "3"});
  EXPECT_EQ(RunCli({"section", "update", "press", "--title", "fr=Communiqués", "--drop-title", "ko"}).out,
            "name:    sections/press\ntitles:  Press statements (en), Communiqués (fr)\n");
  EXPECT_EQ(RunCli({"section", "update", "water", "--top"}).code, ExitCode::kOk);
  EXPECT_EQ(content.sections["sections/water"].parent(), "");
  EXPECT_EQ(content.sections["sections/water"].display_order(), 3);
  EXPECT_EQ(RunCli({"section", "update", "water"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"section", "update", "water", "--top", "--parent", "press"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunCli({"section", "delete", "water"}).out, "deleted sections/water\n");
  EXPECT_EQ(RunCli({"section", "delete", "water"}).code, ExitCode::kNotFound);
}

TEST_F(CliTest, ATransactionIsReadFromAFile) {
  const std::string path =
      WriteFile("operations.json", R"({"operations": [{"withdraw": {"name": "statements/a", "etag": "e",
                                       "reason": "Wrong."}}, {"restore": {"name": "statements/b"}}]})");
  EXPECT_EQ(RunCli({"transact", path, "--dry-run"}).code, ExitCode::kOk);
  EXPECT_TRUE(content.transaction.validate_only());
  EXPECT_EQ(RunCli({"transact", path}).code, ExitCode::kOk);
  EXPECT_FALSE(content.transaction.validate_only());
  ASSERT_EQ(content.transaction.operations_size(), 2);
  EXPECT_EQ(content.transaction.operations(0).withdraw().reason(), "Wrong.");
  EXPECT_FALSE(content.transaction.request_id().empty());
  const Result wrong = RunCli({"transact", WriteFile("wrong.json", R"({"operation": []})")});
  EXPECT_EQ(wrong.code, ExitCode::kUsage);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.json is no TransactRequest: "));
}

TEST_F(CliTest, AFileIsUploadedAndFetched) {
  const std::string bytes(5000, 'x');
  const std::string path = WriteFile("notes.txt", bytes);
  const Result uploaded = RunCli({"blob", "upload", path});
  EXPECT_EQ(uploaded.code, ExitCode::kOk);
  EXPECT_THAT(uploaded.out, HasSubstr("name:  blobs/" + Sha256Hex(bytes)));
  EXPECT_THAT(uploaded.out, HasSubstr("size:  5 KB"));
  EXPECT_THAT(RunCli({"blob", "upload", path}).err, HasSubstr("was stored already"));

  EXPECT_EQ(RunCli({"blob", "get", Sha256Hex(bytes), "--output", "-"}).out, bytes);
  const std::string copy = (directory.path() / "copy.txt").string();
  EXPECT_EQ(RunCli({"blob", "get", Sha256Hex(bytes), "--output", copy}).code, ExitCode::kOk);
  std::ifstream file(copy);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), bytes);
  EXPECT_EQ(RunCli({"blob", "get", std::string(64, 'a')}).code, ExitCode::kNotFound);
}

TEST_F(CliTest, BytesGoIntoAPipeAndDoNotReplaceIt) {
  const std::string bytes(5000, 'x');
  ASSERT_EQ(RunCli({"blob", "upload", WriteFile("notes.txt", bytes)}).code, ExitCode::kOk);
  const std::string pipe = (directory.path() / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] {
    std::ifstream stream(pipe, std::ios::binary);
    read.assign(std::istreambuf_iterator<char>(stream), {});
  });
  const Result fetched = RunCli({"blob", "get", Sha256Hex(bytes), "--output", pipe});
  reader.join();
  EXPECT_EQ(fetched.code, ExitCode::kOk) << fetched.err;
  EXPECT_EQ(read, bytes);
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
  EXPECT_EQ(RunCli({"blob", "get", Sha256Hex(bytes), "--output", directory.path().string()}).code,
            ExitCode::kUsage);
}

TEST_F(CliTest, AnUploadThatBreaksGoesOnWhereItBroke) {
  std::string bytes;
  for (int i = 0; bytes.size() < 800'000; ++i) bytes += std::to_string(i) + "\n";
  content.break_upload_after = 300'000;
  EXPECT_EQ(RunCli({"blob", "upload", WriteFile("large.txt", bytes)}).code, ExitCode::kOk);
  EXPECT_TRUE(content.blobs[Sha256Hex(bytes)] == bytes);
}

TEST_F(CliTest, ProgressIsShownOnATerminalAlone) {
  const std::string path = WriteFile("notes.txt", std::string(1'500'000, 'x'));
  EXPECT_THAT(RunCli({"blob", "upload", path}).err, IsEmpty());
  content.blobs.clear();
  content.partial.clear();
  err_is_terminal = true;
  const Result shown = RunCli({"blob", "upload", path});
  EXPECT_THAT(shown.err, HasSubstr("uploading "));
  EXPECT_THAT(shown.err, HasSubstr("] 100%  1.5 MB of 1.5 MB"));
  EXPECT_TRUE(shown.err.ends_with("\r\x1b[K")) << "the line is wiped at the end";
}

v1::WatchResponse SnapshotOf(const v1::Statement& statement) {
  v1::WatchResponse message;
  auto* const change = message.mutable_snapshot()->add_changes()->mutable_statement();
  change->set_reason(v1::CHANGE_REASON_SNAPSHOT);
  *change->mutable_statement() = statement;
  return message;
}

v1::WatchResponse SnapshotEnd() {
  v1::WatchResponse message;
  message.mutable_snapshot_end()->set_position("p-4");
  message.mutable_snapshot_end()->set_number(4);
  return message;
}

v1::WatchResponse ChangeSetOf(uint64_t number, const std::string& position) {
  v1::WatchResponse message;
  v1::ChangeSet& set = *message.mutable_change_sets()->add_change_sets();
  set.set_number(number);
  set.set_position(position);
  set.set_last_fragment(true);
  set.add_changes()->mutable_section()->set_name("sections/press");
  return message;
}

TEST_F(CliTest, WatchGoesOnAfterWhatItSawLast) {
  content.watches = {{SnapshotOf(Draft("statements/a", "Title")), SnapshotEnd(), ChangeSetOf(5, "p-5")},
                     {ChangeSetOf(6, "p-6")}};
  const Result result = RunCli({"watch"});
  EXPECT_THAT(result.out, HasSubstr("snapshot  statements/a (en, draft)  Title\n"));
  EXPECT_THAT(result.out, HasSubstr("-- that is all up to 4, cursor p-4; changes follow\n"));
  EXPECT_THAT(result.out, HasSubstr("5  1970"));
  EXPECT_THAT(result.out, HasSubstr("6  1970"));
  EXPECT_THAT(result.err, HasSubstr("the stream broke, going on at p-5"));
  EXPECT_THAT(content.watch_cursors, ElementsAre("", "p-5"));
}

TEST_F(CliTest, WatchGoesOnWithinASnapshotThatBroke) {
  v1::WatchResponse half = SnapshotOf(Draft("statements/a", "Title"));
  half.mutable_snapshot()->set_resume_token("half");
  content.watches = {{half}, {SnapshotEnd(), ChangeSetOf(5, "p-5")}, {}};
  const Result result = RunCli({"watch"});
  EXPECT_THAT(result.out, HasSubstr("5  1970"));
  EXPECT_THAT(content.watch_tokens, ElementsAre("", "half", ""));
  EXPECT_THAT(content.watch_cursors, ElementsAre("", "", "p-5"));
}

TEST_F(CliTest, WatchPrintsOneJsonMessageALine) {
  content.watches = {{SnapshotEnd(), ChangeSetOf(5, "p-5")}};
  const Result result = RunCli({"watch", "--json", "--cursor", "p-3"});
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 2);
  EXPECT_THAT(result.out, StartsWith("{\"snapshotEnd\":{"));
  EXPECT_THAT(content.watch_cursors, ElementsAre("p-3"));
}

TEST_F(CliTest, TheStateOfTheSiteIsShown) {
  render.status.set_connected(true);
  render.status.set_head("p-9");
  render.status.set_output_count(120);
  render.status.set_lag(3);
  const Result result = RunCli({"render", "status"});
  EXPECT_THAT(result.out,
              HasSubstr("content-service:  connected\nsite:             being rendered, 3 behind\n"));
  render.status.set_lag(0);
  EXPECT_THAT(RunCli({"render", "status"}).out, HasSubstr("site:             up to date\n"));
}

TEST_F(CliTest, ASiteIsNotCalledUpToDateWhileContentServiceIsNotHeard) {
  render.status.set_head("p-9");
  EXPECT_THAT(RunCli({"render", "status"}).out,
              HasSubstr("content-service:  not connected\nsite:             not known to be up to date\n"));
  render.status.set_connected(true);
  render.status.clear_head();
  EXPECT_THAT(RunCli({"render", "status"}).out, HasSubstr("not known to be up to date"));
}

TEST_F(CliTest, WaitingAsksForWhatIsPublicNow) {
  render.waited.set_position("p-9");
  const Result result = RunCli({"render", "wait"});
  EXPECT_EQ(result.code, ExitCode::kOk);
  EXPECT_EQ(result.out, "the site shows everything up to p-9\n");
  EXPECT_THAT(render.waited_for, ElementsAre("p-head"));
}

TEST_F(CliTest, WaitingTooLongSaysSo) {
  render.wait_failures.assign(1000, {grpc::StatusCode::DEADLINE_EXCEEDED, "not yet"});
  const Result result = RunCli({"render", "wait", "--timeout", "0.2"});
  EXPECT_EQ(result.code, ExitCode::kUnavailable);
  EXPECT_THAT(result.err, HasSubstr("the site is not complete after 200ms"));
}

TEST_F(CliTest, RenderingAgainFollowsTheJobToItsEnd) {
  render::v1::Job job;
  job.set_name("jobs/1");
  job.set_total(2);
  render.job_states = {job, job};
  render.job_states[1].set_done(2);
  render.job_states[1].set_failed(1);
  *render.job_states[1].add_failures() = Failure();
  const Result result = RunCli({"render", "run", "a", "--kind", "pdf"});
  EXPECT_EQ(result.code, ExitCode::kOutputFailed);
  EXPECT_THAT(result.out, HasSubstr("jobs/1: 2 files rendered"));
  EXPECT_EQ(render.started.statements(0), "statements/a");
  EXPECT_EQ(render.started.kinds(0), render::v1::OUTPUT_KIND_PDF);
}

TEST_F(CliTest, NothingAskedForShowsTheHelpAsAnError) {
  const Result result = RunCli({});
  EXPECT_EQ(result.code, ExitCode::kUsage);
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("communique import letter.txt"));
  EXPECT_EQ(RunCli({"--help"}).code, ExitCode::kOk);
  EXPECT_THAT(RunCli({"--version"}).out, StartsWith("communique "));
}

}  // namespace
}  // namespace communique::cli
