#include "render-service/pipeline/statement_comparison.h"

#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace communique::render {
namespace {

using content::v1::DigestPart;
using content::v1::Edition;
using content::v1::Signatory;
using content::v1::Statement;

bool IsWithdrawn(const Statement& statement) {
  return statement.public_state() == content::v1::PUBLIC_STATE_WITHDRAWN;
}

// Without what the public is not told.
std::string PublicBytesOf(Statement statement) {
  statement.clear_etag();
  statement.clear_create_time();
  statement.clear_update_time();
  return BytesOf(statement);
}

}  // namespace

std::string BytesOf(const google::protobuf::MessageLite& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

StatementComparison::StatementComparison(const PublicStatement& local) : statement_(local.statement) {
  editions_[statement_.live().name()] = statement_.live();
  for (const Edition& edition : local.earlier_editions) editions_[edition.name()] = edition;
  for (const Signatory& signatory : local.signatories) signatories_[signatory.name()] = signatory;
}

// A part without its salt was erased.
bool StatementComparison::BringsBack(const Edition& edition) const {
  const auto local = editions_.find(edition.name());
  if (local == editions_.end()) return false;
  if (local->second.erased() && !edition.erased()) return true;
  std::set<std::string> erased;
  for (const DigestPart& part : local->second.parts()) {
    if (part.salt().empty()) erased.insert(part.key());
  }
  for (const DigestPart& part : edition.parts()) {
    if (!part.salt().empty() && erased.contains(part.key())) return true;
  }
  return false;
}

void StatementComparison::Take(const Statement& statement) {
  taken_.insert(statement.live().name());
  if (BringsBack(statement.live()) || (IsWithdrawn(statement_) && !IsWithdrawn(statement))) {
    found_.resurrected.insert(statement.name());
  } else if (PublicBytesOf(statement_) != PublicBytesOf(statement)) {
    found_.different.insert(statement.name());
  }
}

void StatementComparison::Take(const Edition& edition) {
  taken_.insert(edition.name());
  const auto local = editions_.find(edition.name());
  if (BringsBack(edition)) {
    found_.resurrected.insert(edition.name());
  } else if (local == editions_.end() || BytesOf(local->second) != BytesOf(edition)) {
    found_.different.insert(edition.name());
  }
}

void StatementComparison::Take(const Signatory& signatory) {
  taken_.insert(signatory.name());
  const auto local = signatories_.find(signatory.name());
  if (local != signatories_.end() && local->second.erased() && !signatory.erased()) {
    found_.resurrected.insert(signatory.name());
  } else if (local == signatories_.end() || BytesOf(local->second) != BytesOf(signatory)) {
    found_.different.insert(signatory.name());
  }
}

StatementComparison::Found StatementComparison::Finish() {
  for (const auto& [name, edition] : editions_) {
    if (!taken_.contains(name)) found_.different.insert(name);
  }
  for (const auto& [name, signatory] : signatories_) {
    if (!taken_.contains(name)) found_.different.insert(name);
  }
  return std::move(found_);
}

}  // namespace communique::render
