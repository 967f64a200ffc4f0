#include "serving/token_file.h"

#include <openssl/crypto.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "serving/status_macros.h"
#include "statement/digest.h"

namespace communique::serving {
namespace {

absl::StatusOr<TokenEntry> ParseLine(absl::string_view line) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
  if (words.size() != 3) {
    return absl::InvalidArgumentError("a line is 'token role actor'");
  }
  if (!IsToken(words[0])) {
    return absl::InvalidArgumentError("a token is 16 to 512 visible ASCII characters");
  }
  if (!IsActor(words[2])) {
    return absl::InvalidArgumentError("an actor is 1 to 100 of [A-Za-z0-9._@-]");
  }
  ASSIGN_OR_RETURN(const Role role, ParseRole(words[1]));
  return TokenEntry{Sha256(words[0]), Caller{role, std::string(words[2])}};
}

}  // namespace

bool IsToken(absl::string_view text) {
  return text.size() >= 16 && text.size() <= 512 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool IsActor(absl::string_view text) {
  return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '@' || c == '-';
  });
}

absl::StatusOr<std::vector<TokenEntry>> ParseTokens(absl::string_view text) {
  std::vector<TokenEntry> entries;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    absl::StatusOr<TokenEntry> entry = ParseLine(line);
    if (!entry.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("line ", number, ": ", entry.status().message()));
    }
    entries.push_back(*std::move(entry));
  }
  return entries;
}

absl::StatusOr<std::unique_ptr<TokenFile>> TokenFile::Open(std::string path, const Log& log) {
  auto file = std::unique_ptr<TokenFile>(new TokenFile(std::move(path), log));
  absl::MutexLock lock(&file->mutex_);
  RETURN_IF_ERROR(file->Load());
  return file;
}

std::optional<Caller> TokenFile::Find(absl::string_view token) const {
  const std::string hash = Sha256(token);
  absl::MutexLock lock(&mutex_);
  ReloadWhereChanged();
  std::optional<Caller> found;
  for (const TokenEntry& entry : entries_) {
    if (CRYPTO_memcmp(entry.token_sha256.data(), hash.data(), hash.size()) == 0) {
      found = entry.caller;
    }
  }
  return found;
}

void TokenFile::ReloadWhereChanged() const {
  if (!file_.HasChanged()) {
    return;
  }
  const absl::Status loaded = Load();
  if (loaded.ok()) {
    log_.Info("token file read again", {{"tokens", static_cast<int64_t>(entries_.size())}});
  } else {
    log_.Error("token file cannot be read; the tokens before stay",
               {{"detail", absl::string_view(loaded.message().data(), loaded.message().size())}});
  }
}

absl::Status TokenFile::Load() const {
  const absl::StatusOr<std::string> text = file_.Read();
  if (!text.ok()) {
    return absl::NotFoundError(absl::StrCat("cannot read the token file ", file_.path()));
  }
  absl::StatusOr<std::vector<TokenEntry>> entries = ParseTokens(*text);
  if (!entries.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("token file ", file_.path(), ": ", entries.status().message()));
  }
  entries_ = *std::move(entries);
  return absl::OkStatus();
}

}  // namespace communique::serving
