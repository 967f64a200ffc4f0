#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_LOCAL_FORMATS_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_LOCAL_FORMATS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "render-service/domain/site.h"

namespace communique::render {

// Days and numbers as readers of a language write them, by ICU with the Gregorian calendar and digits that
// are chosen here, whatever the machine's locale is and whichever defaults ICU's version has. Days of a
// language that ICU does not know come as "2014-04-28". All methods are const and thread-safe.
class LocalFormats {
 public:
  // `language` is a BCP 47 tag.
  explicit LocalFormats(absl::string_view language);
  ~LocalFormats();

  // "28 April 2014", "April 2014" or "2014", as far as the day is known; a year alone with its era where
  // readers count years otherwise ("ค.ศ. 2014").
  std::string FormatDay(const Day& day) const;

  // Without marks between thousands: "2014".
  std::string FormatInteger(int64_t number) const;

  // "240 KB", "1.5 MB": powers of 1,000.
  std::string FormatSize(int64_t bytes) const;

 private:
  struct Locale;
  const std::unique_ptr<const Locale> locale_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_LOCAL_FORMATS_H_
