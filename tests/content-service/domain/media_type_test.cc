#include "content-service/domain/media_type.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statement/errors.h"
#include "tests/content-service/domain/media_samples.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

std::string TypeOf(absl::string_view bytes) {
  const auto type = JudgeMediaType(bytes);
  return type.ok() ? *type : ReasonOf(type.status());
}

std::string OfficeZip(const std::string& part, const std::string& another = "docProps/app.xml") {
  return Zip({{"[Content_Types].xml", "<Types/>"}, {part, "<x/>"}, {another, "x"}});
}

TEST(MediaType, ImagesAreKnownByTheirFirstBytes) {
  EXPECT_EQ(TypeOf(Jpeg(3, 2)), "image/jpeg");
  EXPECT_EQ(TypeOf(Png(3, 2)), "image/png");
  EXPECT_EQ(TypeOf(Webp(LossyFrame(3, 2))), "image/webp");
}

TEST(MediaType, APdfIsAllowed) { EXPECT_EQ(TypeOf("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "application/pdf"); }

TEST(MediaType, TextInAnyScriptIsPlainText) {
  EXPECT_EQ(TypeOf("We, the undersigned,\r\n\tcall on"), "text/plain");
  EXPECT_EQ(TypeOf("\xEF\xBB\xBF공동 성명"), "text/plain");
  EXPECT_EQ(TypeOf("بيان مشترك"), "text/plain");
}

TEST(MediaType, TextInALegacyEncodingIsPlainText) {
  EXPECT_EQ(TypeOf("D\xE9"
                   "claration commune"),
            "text/plain");
}

TEST(MediaType, TagsWithinATextDoNotMakeItAPage) {
  EXPECT_EQ(TypeOf("The letter quoted <script>alert(1)</script> as it stood."), "text/plain");
}

TEST(MediaType, AnOpenDocumentIsKnownByItsFirstFile) {
  for (const char* kind : {"text", "spreadsheet", "presentation", "graphics"}) {
    const std::string type = absl::StrCat("application/vnd.oasis.opendocument.", kind);
    EXPECT_EQ(TypeOf(Zip({{"mimetype", type}, {"content.xml", "<x/>"}})), type);
  }
}

TEST(MediaType, AnOfficeDocumentIsKnownByItsParts) {
  const std::string prefix = "application/vnd.openxmlformats-officedocument.";
  EXPECT_EQ(TypeOf(OfficeZip("word/document.xml")), prefix + "wordprocessingml.document");
  EXPECT_EQ(TypeOf(OfficeZip("xl/workbook.xml")), prefix + "spreadsheetml.sheet");
  EXPECT_EQ(TypeOf(OfficeZip("ppt/presentation.xml")), prefix + "presentationml.presentation");
}

TEST(MediaType, AnOfficeDocumentWithMacrosIsRefused) {
  EXPECT_THAT(JudgeMediaType(OfficeZip("word/document.xml", "word/vbaProject.bin")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("macros")));
}

TEST(MediaType, PagesProgramsArchivesAndOtherImagesAreRefused) {
  const std::string program(
      "\x7F"
      "ELF\x02\x01\x01\0\0\0\0",
      11);
  const std::string windows_program("MZ\x90\0\3\0\0\0", 8);
  for (const std::string& bytes :
       {std::string("<!DOCTYPE html><p>hello"), std::string("\xEF\xBB\xBF \n<HTML>"),
        std::string("<svg xmlns='x'>"), std::string("<?xml version='1.0'?><svg/>"),
        std::string("<script>alert(1)</script>"), std::string("GIF89a\x01"), program, windows_program,
        Zip({{"a.txt", "a"}}), std::string("RIFF\x10\0\0\0AVI ", 12), std::string()}) {
    EXPECT_EQ(TypeOf(bytes), "MEDIA_TYPE_NOT_ALLOWED") << absl::string_view(bytes).substr(0, 20);
  }
}

TEST(MediaType, ARefusalSaysWhatItIsAndWhatIsAllowed) {
  EXPECT_THAT(JudgeMediaType("<html>"), StatusIs(absl::StatusCode::kInvalidArgument,
                                                 HasSubstr("HTML, SVG or XML page; attach a JPEG")));
}

TEST(MediaType, ABareArchiveHeaderIsRefused) { EXPECT_EQ(TypeOf("PK\x03\x04"), "MEDIA_TYPE_NOT_ALLOWED"); }

}  // namespace
}  // namespace communique::content
