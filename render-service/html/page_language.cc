#include "render-service/html/page_language.h"

#include "statement/language.h"

namespace communique::render {

PageLanguage::PageLanguage(const std::string& language, const WordBook& book)
    : tag(language), direction(DirectionOf(language)), words(book.In(language)), formats(language) {}

std::string DirectionOf(const std::string& language) { return IsRightToLeft(language) ? "rtl" : "ltr"; }

}  // namespace communique::render
