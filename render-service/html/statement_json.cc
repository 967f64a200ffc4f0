#include "render-service/html/statement_json.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/safe_json.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

using Json = nlohmann::ordered_json;
using google::protobuf::util::TimeUtil;

constexpr char kSchema[] = "communique.statement/1";

// The JSON form of a message, as protobuf defines it.
absl::StatusOr<Json> JsonForm(const google::protobuf::Message& message) {
  std::string text;
  if (const auto status = google::protobuf::util::MessageToJsonString(message, &text); !status.ok()) {
    return absl::InternalError("a " + message.GetTypeName() + " has no JSON form: " + status.ToString());
  }
  return Json::parse(text);
}

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

const char* StateWord(content::v1::PublicState state) {
  return state == content::v1::PUBLIC_STATE_WITHDRAWN ? "withdrawn" : "live";
}

Json Sections(const SectionTrail& trail) {
  Json sections = Json::array();
  for (const content::v1::Section& section : trail) {
    Json titles = Json::object();
    // Sorted, since a protobuf map has no order.
    const std::map<std::string, std::string> sorted(section.titles().begin(), section.titles().end());
    for (const auto& [language, title] : sorted) titles[language] = title;
    sections.push_back({{"name", section.name()}, {"titles", titles}});
  }
  return sections;
}

Json Editions(const content::v1::Statement& statement) {
  Json editions = Json::array();
  for (const content::v1::EditionSummary& edition : statement.editions()) {
    Json entry = {{"number", edition.number()},
                  {"publishTime", TimeUtil::ToString(edition.publish_time())},
                  {"textDigest", Hex(edition.text_digest())}};
    if (edition.has_change_note()) {
      const bool minor = edition.change_note().severity() == content::v1::CHANGE_SEVERITY_MINOR;
      entry["changeNote"] = {{"severity", minor ? "minor" : "major"}, {"text", edition.change_note().text()}};
    }
    if (edition.erased()) entry["erased"] = true;
    editions.push_back(entry);
  }
  return editions;
}

Json Translations(const content::v1::Statement& statement, const Addresses& addresses) {
  Json translations = Json::array();
  for (const content::v1::Translation& translation : statement.translations()) {
    translations.push_back({{"name", translation.statement()},
                            {"language", translation.language()},
                            {"url", addresses.Absolute(translation.path())},
                            {"title", translation.title()}});
  }
  return translations;
}

Json Files(const content::v1::Statement& statement, const Addresses& addresses) {
  Json files = Json::array();
  const std::string id(absl::StripPrefix(statement.name(), "statements/"));
  for (const content::v1::Attachment& attachment : statement.live().content().attachments()) {
    Json images = Json::array();
    for (const DerivativeSpec& spec : DerivativesOf(id, attachment)) {
      images.push_back({{"url", addresses.Absolute(spec.path)},
                        {"mediaType", spec.media_type},
                        {"width", spec.width},
                        {"height", spec.height}});
    }
    files.push_back({{"entryId", attachment.entry_id()},
                     {"url", addresses.Absolute(AttachmentPath(id, attachment))},
                     {"original", !IsCleanedCopy(attachment)},
                     {"images", images}});
  }
  return files;
}

absl::StatusOr<Json> Content(const content::v1::Content& content) {
  content::v1::Content shown = content;
  // Kept for the author, or settings of the site and not of the text.
  shown.clear_source_head();
  shown.clear_slug();
  for (content::v1::Attachment& attachment : *shown.mutable_attachments()) {
    attachment.clear_publish_original();
    attachment.clear_confirm_position();
  }
  return JsonForm(shown);
}

absl::StatusOr<Json> Signatories(const std::vector<content::v1::Signatory>& signatories) {
  Json list = Json::array();
  for (content::v1::Signatory signatory : signatories) {
    const std::string salt = Hex(signatory.salt());
    const std::string digest = Hex(signatory.digest());
    signatory.clear_salt();
    signatory.clear_digest();
    ASSIGN_OR_RETURN(Json entry, JsonForm(signatory));
    entry["salt"] = salt;
    entry["digest"] = digest;
    list.push_back(entry);
  }
  return list;
}

Json Digests(const content::v1::Statement& statement) {
  Json parts = Json::array();
  for (const content::v1::DigestPart& part : statement.live().parts()) {
    parts.push_back({{"key", part.key()}, {"salt", Hex(part.salt())}, {"digest", Hex(part.digest())}});
  }
  return {{"content", Hex(statement.content_digest())},
          {"text", Hex(statement.live().text_digest())},
          {"signatories", Hex(statement.signatories_digest())},
          {"parts", parts}};
}

}  // namespace

absl::StatusOr<std::string> StatementDocument(const PublicStatement& statement, const SectionTrail& trail,
                                              const Addresses& addresses) {
  const content::v1::Statement& head = statement.statement;
  ASSIGN_OR_RETURN(Json content, Content(head.live().content()));
  ASSIGN_OR_RETURN(Json signatories, Signatories(statement.signatories));
  Json document = {{"schema", kSchema},
                   {"name", head.name()},
                   {"group", head.group()},
                   {"language", head.language()},
                   {"url", addresses.Absolute(head.path())},
                   {"state", StateWord(head.public_state())}};
  if (head.public_state() == content::v1::PUBLIC_STATE_WITHDRAWN) {
    document["notice"] = {{"reason", head.notice().reason()},
                          {"time", TimeUtil::ToString(head.notice().time())}};
  }
  document["sections"] = Sections(trail);
  document["firstPublishTime"] = TimeUtil::ToString(head.first_publish_time());
  document["lastMajorTime"] =
      TimeUtil::ToString(head.has_last_major_time() ? head.last_major_time() : head.first_publish_time());
  document["edition"] = head.live().number();
  document["editions"] = Editions(head);
  document["translations"] = Translations(head, addresses);
  document["content"] = std::move(content);
  document["files"] = Files(head, addresses);
  document["signatories"] = std::move(signatories);
  document["digest"] = Digests(head);
  return SafeJson(document, 2) + "\n";
}

}  // namespace communique::render
