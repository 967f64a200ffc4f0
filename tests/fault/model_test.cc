// Random calls, right and wrong, to the service over gRPC and to a plain model beside it: both end them
// alike, and everything that can be read afterwards is the same. A failure is made as short as can be found,
// and named by its seed.

#include "tests/fault/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/position.h"
#include "tests/fault/soak.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/upload.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT: the words of the API

constexpr int kStatements = 5;
constexpr int kSections = 3;
constexpr int kFiles = 2;
constexpr int kSlugs = 6;

std::string FileOf(int n) { return absl::StrCat("The text of file ", n, ".\n"); }

std::string AddressOf(const PathChange& path) {
  if (path.has_statement()) return "page " + path.statement();
  return path.has_redirect() ? "to " + path.redirect() : "gone " + path.gone();
}

class ModelTest : public ContentServiceTest {
 protected:
  // A new store and a new model; each step makes its choices by its own number. What went wrong first; empty
  // where nothing did.
  std::string Run(const std::vector<uint32_t>& steps) {
    StopService();
    options_.data_directory = directory_.path() / absl::StrCat("data-", runs_++);
    StartService();
    model_ = Model();
    etags_.clear();
    uploaded_.clear();
    present_.clear();
    calls_.clear();
    fault_.clear();
    sequence_ = 0;
    for (const uint32_t step : steps) {
      random_.seed(step);
      step_ = step;
      Act();
      if (fault_.empty()) Compare();
      if (!fault_.empty()) return absl::StrCat(fault_, "\nafter:\n", absl::StrJoin(calls_, "\n"));
    }
    return "";
  }
  // Leaves out what the failure does not need.
  std::string Shortest(std::vector<uint32_t> steps, std::string failure) {
    for (size_t size = steps.size() / 2; size > 0; size /= 2) {
      for (size_t begin = 0; begin + size <= steps.size();) {
        std::vector<uint32_t> fewer = steps;
        const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(begin);
        fewer.erase(first, first + static_cast<std::ptrdiff_t>(size));
        std::string still = Run(fewer);
        if (still.empty()) {
          begin += size;
        } else {
          steps = std::move(fewer);
          failure = std::move(still);
        }
      }
    }
    return failure;
  }

  // Over all runs: calls that were done, and reasons for which some were not.
  int done_ = 0;
  std::map<std::string, int> refused_;

 private:
  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }
  void Fault(const std::string& what) {
    if (fault_.empty()) fault_ = what;
  }

  // Nearly always something that can be done where there is any: wild calls alone end at the first check, and
  // the rest is never reached. What is wild is so on purpose.
  bool IsWild() { return Pick(10) == 0; }

  // The present etag as a rule; or an old one, one of nothing, or none.
  std::string EtagOf(const std::string& resource) {
    const std::vector<std::string>& known = etags_[resource];
    const int choice = Pick(36);
    if (choice == 0) return "";
    if (choice == 1 || known.empty()) return "bm90aGluZw";
    return choice == 2 ? known[static_cast<size_t>(Pick(static_cast<int>(known.size())))] : known.back();
  }
  std::string AnyId() { return absl::StrCat("s", Pick(kStatements)); }
  // A statement that is there and fits, as a rule.
  template <typename Fits>
  std::string NameThat(Fits fits) {
    std::vector<std::string> names;
    for (const auto& [id, statement] : model_.statements) {
      if (fits(statement)) names.push_back(StatementName(id));
    }
    if (names.empty() || IsWild()) return StatementName(AnyId());
    return names[static_cast<size_t>(Pick(static_cast<int>(names.size())))];
  }
  std::string AnyName() {
    return NameThat([](const Model::Statement&) { return true; });
  }
  // One that is there, or one that is not, as a rule.
  std::string SectionIdThat(bool is_there) {
    std::vector<std::string> ids;
    for (int n = 0; n < kSections; ++n) {
      const std::string id = absl::StrCat("sec", n);
      if (model_.sections.contains(id) == is_there) ids.push_back(id);
    }
    if (ids.empty() || IsWild()) return absl::StrCat("sec", Pick(kSections));
    return ids[static_cast<size_t>(Pick(static_cast<int>(ids.size())))];
  }
  std::string AnyRow() {
    const std::string name = NameThat([](const Model::Statement& statement) {
      return std::any_of(statement.rows.begin(), statement.rows.end(),
                         [](const auto& row) { return IsSigned(row); });
    });
    const auto statement = model_.statements.find(std::string(IdOf(name)));
    std::vector<int> numbers;
    if (statement != model_.statements.end()) {
      const auto& rows = statement->second.rows;
      for (size_t row = 0; row < rows.size(); ++row) {
        if (IsSigned(rows[row])) numbers.push_back(static_cast<int>(row) + 1);
      }
    }
    const int number = numbers.empty() || IsWild()
                           ? 1 + Pick(4)
                           : numbers[static_cast<size_t>(Pick(static_cast<int>(numbers.size())))];
    return absl::StrCat(name, "/signatories/", number);
  }
  static bool IsSigned(const Model::Row& row) {
    return !row.erased && row.status != SIGNATORY_STATUS_WITHDRAWN;
  }
  static bool IsEditable(const Model::Statement& statement) { return statement.schedule == 0; }
  static bool IsReady(const Model::Statement& statement) {
    if (statement.draft == 0 || statement.schedule != 0) return false;
    return statement.editions.empty() || !statement.revisions.at(statement.draft).note.empty();
  }
  static bool HasDraft(const Model::Statement& statement) {
    return statement.draft != 0 && statement.schedule == 0;
  }
  static bool IsScheduled(const Model::Statement& statement) { return statement.schedule != 0; }
  static bool IsLive(const Model::Statement& statement) {
    return statement.public_state == PUBLIC_STATE_LIVE;
  }
  static bool IsTakenDown(const Model::Statement& statement) {
    return statement.public_state == PUBLIC_STATE_WITHDRAWN || statement.public_state == PUBLIC_STATE_REMOVED;
  }
  static bool HasPast(const Model::Statement& statement) { return statement.revisions.size() > 1; }
  template <typename Request, typename Fits>
  Request Naming(Fits fits) {
    Request request;
    request.set_name(NameThat(fits));
    request.set_etag(EtagOf(request.name()));
    return request;
  }
  void Fill(Content& content) {
    content.set_title(absl::StrCat("Title ", step_));
    content.set_slug(absl::StrCat("slug-", Pick(kSlugs)));
    content.set_section(SectionName(SectionIdThat(true)));
    content.mutable_signature_call()->set_open(Pick(2) == 0);
    if (Pick(5) != 0) {
      content.mutable_change_note()->set_severity(CHANGE_SEVERITY_MINOR);
      content.mutable_change_note()->set_text(absl::StrCat("Note ", step_));
    }
    const int file = Pick(kFiles);
    if (Pick(3) == 0 && (uploaded_.contains(file) || IsWild())) {
      Attachment& attachment = *content.add_attachments();
      attachment.set_file_name("file.txt");
      attachment.set_blob(BlobName(Sha256Hex(FileOf(file))));
    }
    Clause& clause = *content.add_blocks()->mutable_clause();
    clause.set_label("1.");
    clause.add_inlines()->set_text("We ask for an answer.");
  }

  CreateStatementRequest Create() {
    CreateStatementRequest request;
    std::vector<int> free;
    for (int n = 0; n < kStatements; ++n) {
      if (!model_.statements.contains(absl::StrCat("s", n))) free.push_back(n);
    }
    const int n = free.empty() || IsWild() ? Pick(kStatements)
                                           : free[static_cast<size_t>(Pick(static_cast<int>(free.size())))];
    request.set_statement_id(absl::StrCat("s", n));
    request.mutable_statement()->set_group(absl::StrCat("g", n / 2));
    request.mutable_statement()->set_language((n % 2 == 0) == IsWild() ? "ko" : "en");
    Fill(*request.mutable_statement()->mutable_draft()->mutable_content());
    request.set_take_over_gone_path(Pick(2) == 0);
    return request;
  }
  UpdateStatementRequest Update() {
    auto request = Naming<UpdateStatementRequest>(IsEditable);
    Fill(*request.mutable_content());
    for (const char* field : {"title", "slug", "section", "attachments", "change_note", "signature_call"}) {
      if (Pick(2) == 0 || (field == std::string("change_note") && Pick(2) == 0))
        request.mutable_update_mask()->add_paths(field);
    }
    if (request.update_mask().paths().empty()) request.mutable_update_mask()->add_paths("title");
    request.set_take_over_gone_path(Pick(2) == 0);
    return request;
  }
  PublishStatementRequest Publishing() {
    auto request = Naming<PublishStatementRequest>(IsReady);
    if (Pick(5) == 0) {
      StatementVersion& other = *request.add_together_with();
      other.set_name(NameThat(IsReady));
      other.set_etag(EtagOf(other.name()));
    }
    const int when = Pick(16);
    if (when < 3) request.mutable_publish_time()->set_seconds(4'000'000'000);
    if (when == 3) request.mutable_publish_time()->set_seconds(1'000'000'000);
    return request;
  }
  RemoveStatementRequest Remove() {
    auto request = Naming<RemoveStatementRequest>(IsLive);
    const int outcome = Pick(7);
    if (outcome == 0) request.set_gone("It was never ours.");
    if (outcome == 1) request.set_redirect_uri("https://example.org/elsewhere");
    if (outcome > 1 && outcome < 6) request.set_redirect_statement(NameThat(IsLive));
    return request;
  }
  AddSignatoriesRequest Sign() {
    AddSignatoriesRequest request;
    request.set_parent(AnyName());
    request.set_although_closed(Pick(2) == 0);
    for (int i = IsWild() ? 0 : 1 + Pick(2); i > 0; --i) {
      request.add_signatories()->mutable_organisation()->set_name(absl::StrCat("Union ", step_, " ", i));
    }
    return request;
  }
  TransactRequest Transact() {
    TransactRequest request;
    std::set<std::string> written;
    std::set<std::string> published;
    for (int i = 1 + Pick(3); i > 0; --i) {
      Operation operation;
      switch (Pick(7)) {
        case 0:
          *operation.mutable_create() = Create();
          if (!written.insert("statements/" + operation.create().statement_id()).second) continue;
          break;
        case 1:
          *operation.mutable_update() = Update();
          if (!written.insert(operation.update().name()).second) continue;
          break;
        case 2:
          *operation.mutable_publish() = Naming<PublishStatementRequest>(IsReady);
          if (!published.insert(operation.publish().name()).second) continue;
          if (written.contains(operation.publish().name())) operation.mutable_publish()->clear_etag();
          break;
        case 3:
          *operation.mutable_withdraw() = Naming<WithdrawStatementRequest>(IsLive);
          operation.mutable_withdraw()->set_reason("It is not right.");
          break;
        case 4:
          *operation.mutable_restore() = Naming<RestoreStatementRequest>(IsTakenDown);
          break;
        case 5:
          *operation.mutable_remove() = Naming<RemoveStatementRequest>(IsLive);
          operation.mutable_remove()->set_gone("It was never ours.");
          break;
        default:
          *operation.mutable_add_signatories() = Sign();
          if (operation.add_signatories().signatories().empty()) continue;
      }
      *request.add_operations() = operation;
    }
    if (request.operations().empty()) *request.add_operations()->mutable_create() = Create();
    return request;
  }
  EraseRequest Erase() {
    EraseRequest request;
    const int target = Pick(4);
    if (target == 0) request.set_signatory(AnyRow());
    request.set_name(target == 0 ? request.signatory().substr(0, request.signatory().find("/signatories/"))
                                 : NameThat(HasPast));
    request.set_etag(EtagOf(request.name()));
    if (target == 0) return request;
    if (target == 1) {
      request.set_block_anchor("1");
    } else {
      request.set_revision(absl::StrCat(request.name(), "/revisions/", 1 + Pick(4)));
    }
    return request;
  }

  void Act() {
    // Without these hardly anything can be done.
    if (model_.sections.empty() && !IsWild()) return ActOnSections();
    if (static_cast<int>(model_.statements.size()) < kStatements / 2 && Pick(2) == 0) {
      return Do(*statements_, &Statements::CreateStatement, Create());
    }
    switch (Pick(24)) {
      case 0:
      case 1:
        return Do(*statements_, &Statements::CreateStatement, Create());
      case 2:
      case 3:
      case 4:
      case 5:
        return Do(*statements_, &Statements::UpdateStatement, Update());
      case 6:
      case 7:
      case 8:
      case 9:
        return Do(*statements_, &Statements::PublishStatement, Publishing());
      case 10:
        return Do(*statements_, &Statements::CancelSchedule, Naming<CancelScheduleRequest>(IsScheduled));
      case 11:
        return Do(*statements_, &Statements::DiscardDraft, Naming<DiscardDraftRequest>(HasDraft));
      case 12: {
        auto withdraw = Naming<WithdrawStatementRequest>(IsLive);
        if (Pick(6) != 0) withdraw.set_reason("It is not right.");
        return Do(*statements_, &Statements::WithdrawStatement, withdraw);
      }
      case 13:
        return Do(*statements_, &Statements::RestoreStatement, Naming<RestoreStatementRequest>(IsTakenDown));
      case 14:
        return Do(*statements_, &Statements::RemoveStatement, Remove());
      case 15:
        return Do(*statements_, &Statements::AddSignatories, Sign());
      case 16: {
        WithdrawSignatoryRequest request;
        request.set_name(AnyRow());
        request.set_etag(EtagOf(request.name()));
        request.set_reason("They asked for it.");
        return Do(*statements_, &Statements::WithdrawSignatory, request);
      }
      case 17: {
        CorrectSignatoryRequest request;
        request.mutable_signatory()->set_name(AnyRow());
        request.mutable_signatory()->set_etag(EtagOf(request.signatory().name()));
        request.mutable_signatory()->mutable_organisation()->set_name(absl::StrCat("League ", Pick(2)));
        request.set_reason("The name was another.");
        request.mutable_update_mask()->add_paths("organisation");
        return Do(*statements_, &Statements::CorrectSignatory, request);
      }
      case 18:
        return Do(*statements_, &Statements::Transact, Transact());
      case 19:
        return Do(*statements_, &Statements::Erase, Erase());
      case 20:
      case 21:
        return ActOnSections();
      case 22:
        return Do(*statements_, &Statements::UpdateStatement, Update());
      default:
        return ActBeside();
    }
  }
  void ActOnSections() {
    const int choice = Pick(5);
    Section section;
    section.set_name(SectionName(SectionIdThat(choice <= 1 && !model_.sections.empty())));
    section.set_etag(EtagOf(section.name()));
    (*section.mutable_titles())["en"] = absl::StrCat("Section ", step_);
    if (Pick(2) == 0) section.set_parent(SectionName(SectionIdThat(true)));
    if (choice == 0) {
      DeleteSectionRequest request;
      request.set_name(section.name());
      request.set_etag(section.etag());
      return Do(*sections_, &Sections::DeleteSection, request);
    }
    if (choice == 1) {
      UpdateSectionRequest request;
      *request.mutable_section() = section;
      return Do(*sections_, &Sections::UpdateSection, request);
    }
    CreateSectionRequest request;
    request.set_section_id(std::string(IdOf(section.name())));
    *request.mutable_section() = section;
    Do(*sections_, &Sections::CreateSection, request);
  }
  void ActBeside() {
    if (Pick(2) == 0) {
      const int file = Pick(kFiles);
      const Upload upload(FileOf(file));
      const auto sent = upload.Send(*blobs_);
      if (!sent.ok()) return Fault(sent.status().ToString());
      calls_.push_back("upload " + sent->blob().name());
      uploaded_.insert(file);
      return model_.Upload(sent->blob().name());
    }
    RecordViewsRequest views;
    views.add_counts()->set_statement(AnyName());
    views.mutable_counts(0)->set_count(Pick(4));
    Do(*statements_, &Statements::RecordViews, views);
  }

  template <typename Stub, typename Request, typename Response>
  void Do(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
          Request request) {
    if (Pick(3) == 0) request.set_request_id(absl::StrCat("request-", step_, "-", calls_.size()));
    Model after = model_;
    bool is_dry = false;
    if constexpr (requires { request.validate_only(); }) {
      request.set_validate_only(Pick(10) == 0);
      is_dry = request.validate_only();
    }
    const Model::Verdict expected = after.Do(request);
    const absl::StatusOr<Response> answer = Call(stub, method, request);
    const Model::Verdict found = {answer.status().code(), ReasonOf(answer.status())};
    calls_.push_back(absl::StrCat("step ", step_, ": ", Request::descriptor()->name(), " ",
                                  request.ShortDebugString(), " -> ", found.reason));
    if (found != expected) {
      return Fault(absl::StrCat("ended with ", answer.status().ToString(), " ", found.reason,
                                ", and the model with ", static_cast<int>(expected.code), " ",
                                expected.reason));
    }
    if (!answer.ok()) ++refused_[found.reason];
    if (!answer.ok() || is_dry) return;
    ++done_;
    model_ = std::move(after);
    const bool is_commit = Request::descriptor() != RecordViewsRequest::descriptor();
    if (is_commit) ++sequence_;
    const auto position = DecodePosition(answer->position());
    if (!position.ok() || position->sequence != sequence_) Fault("its position is another than the next");
    if (!request.request_id().empty()) Repeat(stub, method, request, answer->position());
  }
  // Done once, whatever is asked again.
  template <typename Stub, typename Request, typename Response>
  void Repeat(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              Request request, const std::string& position) {
    const absl::StatusOr<Response> again = Call(stub, method, request);
    if (!again.ok() || again->position() != position) Fault("asked again, it ended otherwise");
    if constexpr (requires { request.validate_only(); }) {
      request.set_validate_only(true);
      const absl::StatusOr<Response> other = Call(stub, method, request);
      if (ReasonOf(other.status()) != "REQUEST_ID_REUSED") Fault("its request_id was used for another call");
    }
  }

  // Everything that can be read is as the model has it.
  void Compare() {
    for (const View view : {VIEW_EDITORIAL, VIEW_PUBLIC}) {
      BatchGetStatementsRequest request;
      request.set_view(view);
      for (int n = 0; n < kStatements; ++n) request.add_names(absl::StrCat("statements/s", n));
      const auto read = Call(*statements_, &Statements::BatchGetStatements, request);
      if (!read.ok()) return Fault(read.status().ToString());
      std::map<std::string, Statement> found;
      for (const Statement& statement : read->statements())
        found[std::string(IdOf(statement.name()))] = statement;
      for (const auto& [id, statement] : model_.statements) {
        const bool is_seen = view == VIEW_EDITORIAL || statement.is_public();
        if (found.contains(id) != is_seen) return Fault(absl::StrCat(id, " is there, or is not"));
        if (!is_seen) continue;
        if (view == VIEW_EDITORIAL) Know(StatementName(id), found[id].etag(), statement.version);
        Compare(id, Told(found[id]), Expected(statement, view));
        found.erase(id);
      }
      if (!found.empty()) Fault("a statement that the model does not have");
      CompareSections(view);
    }
    CompareRows();
    CompareBeside();
  }
  void Compare(const std::string& what, const std::string& told, const std::string& expected) {
    if (told != expected) Fault(absl::StrCat(what, " is\n  ", told, "\nand in the model\n  ", expected));
  }
  // An etag changes with its resource and not otherwise.
  void Know(const std::string& resource, const std::string& etag, int version) {
    auto& [known_etag, known_version] = present_[resource];
    const bool is_known = !etags_[resource].empty();
    if (is_known && (known_etag == etag) != (known_version == version)) {
      Fault(absl::StrCat("the etag of ", resource, " has changed, or has not"));
    }
    if (!is_known || known_etag != etag) etags_[resource].push_back(etag);
    known_etag = etag;
    known_version = version;
    model_.Learn(resource, etag);
  }
  static std::string Told(const Statement& statement) {
    std::string told = absl::StrCat(
        statement.group(), " ", statement.language(), " ", PublicState_Name(statement.public_state()),
        " views, rows ", statement.signatory_count(), ", editions ", statement.editions_size(), " ",
        statement.path(), " live ", Told(statement.live().content()), " notice ", statement.notice().reason(),
        " ", statement.notice().redirect_uri(), " ", statement.notice().redirect_statement());
    if (statement.has_draft()) {
      absl::StrAppend(&told, " draft ", statement.draft().revision(), " ", statement.draft().path(), " ",
                      Told(statement.draft().content()),
                      statement.draft_state() == DRAFT_STATE_SCHEDULED ? " scheduled" : "");
    }
    return told;
  }
  static std::string Told(const Content& content) {
    std::string told = absl::StrCat("'", content.title(), "' ", content.section(), " ",
                                    content.change_note().text(), " ", content.signature_call().open());
    for (const Attachment& attachment : content.attachments()) absl::StrAppend(&told, " ", attachment.blob());
    for (const Block& block : content.blocks()) absl::StrAppend(&told, block.erased() ? " erased" : " block");
    return told;
  }
  static std::string Expected(const Model::Text& text) {
    std::string told = absl::StrCat("'", text.title, "' ", text.section, " ", text.note, " ", text.open);
    for (const std::string& file : text.files) absl::StrAppend(&told, " ", file);
    if (text.block != 0) absl::StrAppend(&told, text.block == 2 ? " erased" : " block");
    return told;
  }
  static std::string Expected(const Model::Statement& statement, View view) {
    int rows = 0;
    for (const Model::Row& row : statement.rows) rows += row.status != SIGNATORY_STATUS_WITHDRAWN ? 1 : 0;
    const bool has_live = !statement.editions.empty();
    const Model::Text& live =
        has_live ? statement.revisions.at(statement.editions.back().revision) : Model::Text();
    // Of an erased edition nothing is told but that it was.
    std::string told =
        absl::StrCat(statement.group, " ", statement.language, " ", PublicState_Name(statement.public_state),
                     " views, rows ", rows, ", editions ", statement.editions.size(), " ",
                     has_live ? statement.editions.back().path : "", " live ",
                     Expected(live.erased ? Model::Text() : live), " notice ", statement.reason, " ",
                     statement.redirect_uri, " ", statement.redirect_statement);
    if (statement.draft != 0 && view == VIEW_EDITORIAL) {
      const Model::Text& draft = statement.revisions.at(statement.draft);
      absl::StrAppend(&told, " draft ", statement.draft, " /", statement.language, "/",
                      std::string(IdOf(draft.section)), "/", draft.slug, "/ ", Expected(draft),
                      statement.schedule != 0 ? " scheduled" : "");
    }
    return told;
  }
  void CompareSections(View view) {
    ListSectionsRequest request;
    request.set_view(view);
    const auto read = Call(*sections_, &Sections::ListSections, request);
    if (!read.ok()) return Fault(read.status().ToString());
    std::string told;
    for (const Section& section : read->sections()) {
      absl::StrAppend(&told, section.name(), " ", section.parent(), " ", section.titles().at("en"), "\n");
      if (view == VIEW_EDITORIAL) {
        Know(section.name(), section.etag(), model_.sections[std::string(IdOf(section.name()))].version);
      }
    }
    std::string expected;
    for (const auto& [id, section] : model_.sections) {
      if (view == VIEW_PUBLIC && !section.is_public) continue;
      absl::StrAppend(&expected, "sections/", id, " ", section.parent, " ", section.title, "\n");
    }
    Compare("the list of sections", told, expected);
  }
  void CompareRows() {
    for (const auto& [id, statement] : model_.statements) {
      ListSignatoriesRequest request;
      request.set_parent(StatementName(id));
      request.set_view(VIEW_EDITORIAL);
      const auto read = Call(*statements_, &Statements::ListSignatories, request);
      if (!read.ok()) return Fault(read.status().ToString());
      if (read->signatories_size() != static_cast<int>(statement.rows.size()))
        return Fault("rows are missing");
      for (int i = 0; i < read->signatories_size(); ++i) {
        const Signatory& row = read->signatories(i);
        const Model::Row& expected = statement.rows[static_cast<size_t>(i)];
        Compare(row.name(),
                absl::StrCat(row.organisation().name(), " ", row.status(), " ", row.erased() ? 1 : 0),
                absl::StrCat(expected.party, " ", expected.status, " ", expected.erased ? 1 : 0));
        Know(row.name(), row.etag(), expected.version);
      }
    }
  }
  void CompareBeside() {
    for (const auto& [id, statement] : model_.statements) {
      const auto read = Get(id, VIEW_EDITORIAL);
      if (!read.ok() || read->view_count() != statement.views) Fault(absl::StrCat("the views of ", id));
    }
    for (int n = 0; n < kFiles; ++n) {
      GetBlobRequest request;
      request.set_name(BlobName(Sha256Hex(FileOf(n))));
      const bool is_public = Call(*blobs_, &Blobs::GetBlob, request).ok();
      if (is_public != model_.IsFilePublic(request.name()))
        Fault(absl::StrCat("file ", n, " is public, or not"));
    }
    grpc::ClientContext context;
    const auto reader = changes_->Watch(&context, WatchRequest());
    std::map<std::string, std::string> told;
    WatchResponse response;
    while (reader->Read(&response) && !response.has_snapshot_end()) {
      for (const Change& change : response.snapshot().changes()) {
        if (change.has_path()) told[change.path().path()] = AddressOf(change.path());
      }
    }
    context.TryCancel();
    std::string all;
    for (const auto& [path, target] : told) absl::StrAppend(&all, path, " ", target, "\n");
    std::string expected;
    for (const auto& [path, address] : model_.addresses) {
      absl::StrAppend(&expected, path, " ", address.target, "\n");
    }
    Compare("the addresses", all, expected);
  }

  std::mt19937 random_;
  Model model_;
  // By resource, in the order in which they were told; and the last with its version in the model.
  std::map<std::string, std::vector<std::string>> etags_;
  std::map<std::string, std::pair<std::string, int>> present_;
  std::set<int> uploaded_;
  std::vector<std::string> calls_;
  std::string fault_;
  uint64_t sequence_ = 0;
  uint32_t step_ = 0;
  int runs_ = 0;
};

TEST_F(ModelTest, TheServiceAndAPlainModelAgree) {
  constexpr uint32_t kSteps = 120;
  const int rounds = Rounds(2);
  int agreed = 0;
  for (int round = 0; round < rounds; ++round) {
    const uint32_t seed = (Seed() + static_cast<uint32_t>(round)) * 1000;
    std::vector<uint32_t> steps;
    for (uint32_t step = 0; step < kSteps; ++step) steps.push_back(seed + step);
    std::string failure = Run(steps);
    if (!failure.empty()) {
      FAIL() << "seed " << Seed() << ", round " << round << ": " << Shortest(steps, std::move(failure));
    }
    agreed += static_cast<int>(kSteps);
  }
  EXPECT_GT(done_, agreed / 3) << "most of it was refused";
  EXPECT_GT(refused_.size(), 12u) << "few of the ways to be refused were gone";
  TellFigures("calls that a plain model ends alike ", agreed, ", of them done ", done_,
              ", reasons for the others ", refused_.size());
}

}  // namespace
}  // namespace communique::testing
