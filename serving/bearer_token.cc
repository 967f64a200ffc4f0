#include "serving/bearer_token.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "serving/token_file.h"

namespace communique::serving {

absl::StatusOr<std::unique_ptr<BearerToken>> BearerToken::Open(std::string path) {
  auto token = std::unique_ptr<BearerToken>(new BearerToken(std::move(path)));
  absl::MutexLock lock(&token->mutex_);
  RETURN_IF_ERROR(token->Load());
  return token;
}

std::string BearerToken::Get() const {
  absl::MutexLock lock(&mutex_);
  // Where it cannot be loaded, whoever the old one is shown to says whether it still holds.
  if (file_.HasChanged()) Load().IgnoreError();
  return token_;
}

absl::Status BearerToken::Load() const {
  ASSIGN_OR_RETURN(std::string text, file_.Read());
  absl::StripAsciiWhitespace(&text);
  if (!IsToken(text)) {
    return absl::InvalidArgumentError(absl::StrCat(
        file_.path(), " must hold a token alone, 16 to 512 visible ASCII characters, with no role or actor"));
  }
  token_ = std::move(text);
  return absl::OkStatus();
}

}  // namespace communique::serving
