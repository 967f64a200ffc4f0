#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_ADDRESSES_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_ADDRESSES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "render-service/domain/site.h"

namespace communique::render {

// From paths of the site to addresses in its pages. Pure.
class Addresses {
 public:
  explicit Addresses(const SiteSettings& settings);

  // For links within the site: the path below that of the base address, percent-encoded ("/site/en/press/").
  std::string Link(absl::string_view path) const;

  // For canonical addresses, feeds and sitemaps: with the base address.
  std::string Absolute(absl::string_view path) const;

  // An Atom id that stays the same for ever: it knows the site's host, the day of first publication and
  // the statement's id, and no slug.
  std::string TagUri(const IndexEntry& entry) const;

 private:
  std::string base_;
  std::string base_path_;
  std::string host_;
};

// Whether a page may link there: an http, https or mailto address.
bool IsWebAddress(absl::string_view address);
bool IsMailAddress(absl::string_view address);

// "mailto:press@example.org" -> "press@example.org".
absl::string_view WithoutMailScheme(absl::string_view address);

// With the few characters percent-encoded that no address may hold (space, quotes, brackets, controls).
std::string CleanAddress(absl::string_view address);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_ADDRESSES_H_
