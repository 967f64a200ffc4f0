#include "tests/render-service/html/sample_statements.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "statement/erasure.h"
#include "tests/render-service/html/statement_builder.h"

namespace communique::render::testing {
namespace {

// The paper that was signed, as the example image has it.
constexpr int32_t kScanWidth = 1240;
constexpr int32_t kScanHeight = 1754;

PublicStatement RiverInEnglish() {
  StatementBuilder builder("read-us-the-river", "en",
                           "Joint statement on the right to know the state of the Mirell");
  builder.content().set_subtitle("Adopted at the Second Assembly of River Communities");
  builder
      .Clause(
          "1", 1, "1.",
          "We met in Halden Quay, a town that has lived with the Mirell for six hundred years, to ask one "
          "plain question on behalf of the people along its banks: what is in the water, and who knows it?")
      .Clause(
          "2", 1, "2.",
          "Since the flood of March 2021 three public laboratories have taken samples at forty-one places "
          "between the Upper Weir and the sea. Their results exist. They were paid for by the public. Not "
          "one of them has been published.")
      .Clause(
          "3", 1, "3.",
          "During the three days of the Assembly, under the title “Read us the river”, we heard fishers, "
          "midwives, farmers and the keepers of two municipal waterworks.[^1] They described the same thing "
          "from different banks: warnings given by word of mouth, wells closed without a notice, and a "
          "silence in the register where a reading should stand.")
      .Clause(
          "4", 1, "4.",
          "We recognise the work of the engineers who went on measuring through two winters, some of them "
          "without pay. What we criticise is _not their work_ but the decision to keep it from those who "
          "drink the water.")
      .Clause("5", 1, "5.",
              "A community that is not told cannot protect itself. These are the steps that we ask the River "
              "Authority to take now:")
      .Clause("5.1", 2, "5.1.",
              "Publish every reading taken since 1 March 2021, with its place, its time and its method.")
      .Clause("5.2", 2, "5.2.",
              "Tell each household on an affected well in writing, in the language it speaks at home, within "
              "thirty days.")
      .Clause("5.3", 2, "5.3.",
              "Open the register of discharges to anyone who asks, without a fee and without a reason.")
      .Clause("5.4", 2, "5.4.",
              "End the rule that binds public laboratories to silence, and protect those who have already "
              "spoken; in particular")
      .Clause("5.4.a", 3, "(a)", "those who were dismissed in the winter of 2022, and")
      .Clause("5.4.b", 3, "(b)", "those who still work under a notice of disciplinary measures.")
      .Clause("5.5", 2, "5.5.",
              "Seat two members elected by the river communities on the board that decides what is measured "
              "and where.")
      .Footnote("note-1", "1",
                "The minutes of all three days are kept at the harbour office of Halden Quay and may be read "
                "there: <https://river.example.org/assembly/2024/minutes>.")
      .Place("Halden Quay, Northmark")
      .LetterDate("16 May 2024", {2024, 5, 16})
      .Organisation("Assembly of River Communities", "ARC", "Northmark")
      .Organisation("Mirell Fishers’ Union", "", "Northmark")
      .Organisation("Open Water Institute", "OWI", "Vesterland")
      .Image("scan", "signed-statement.jpg", kScanWidth, kScanHeight,
             "The signed paper: the text of the statement in one column, with three signatures below it",
             "The paper as it was signed in Halden Quay")
      .Translation("gang-eul-ilg-eo", "ko", "미렐강의 상태를 알 권리에 관한 공동 성명")
      .Translation("iqra-lana-an-nahr", "ar", "بيان مشترك بشأن الحق في معرفة حالة نهر ميريل");
  return builder.Build();
}

PublicStatement RiverInKorean() {
  StatementBuilder builder("gang-eul-ilg-eo", "ko", "미렐강의 상태를 알 권리에 관한 공동 성명");
  builder.content().set_subtitle("제2차 강변 공동체 총회에서 채택");
  builder
      .Clause(
          "1", 1, "1.",
          "우리는 육백 년 동안 미렐강과 더불어 살아온 도시 할덴키에 모여, 강가에 사는 사람들을 대신하여 단 "
          "하나의 물음을 던졌다. 물속에 무엇이 있으며, 누가 그것을 알고 있는가?")
      .Clause(
          "2", 1, "2.",
          "2021년 3월 홍수 이후 세 곳의 공공 연구소가 상류 보에서 바다까지 마흔한 곳에서 시료를 채취하였다. "
          "결과는 존재한다. 비용은 시민이 냈다. 그러나 단 하나도 공개되지 않았다.")
      .Clause("3", 1, "3.",
              "사흘 동안 열린 총회에서 우리는 어부와 조산사, 농민, 그리고 두 시립 정수장의 관리인들에게서 "
              "증언을 들었다.[^1]")
      .Clause("4", 1, "4.", "두 번의 겨울 동안 보수도 없이 측정을 계속한 기술자들의 노고를 인정한다.")
      .Clause("5", 1, "5.", "우리는 하천청에 다음의 조치를 지금 취할 것을 요구한다.")
      .Clause("5.1", 2, "5.1.", "2021년 3월 1일 이후의 모든 측정값을 장소, 시각, 방법과 함께 공개할 것.")
      .Clause("5.2", 2, "5.2.", "영향을 받은 우물을 쓰는 모든 가구에 삼십 일 안에 서면으로 알릴 것.")
      .Clause("5.3", 2, "5.3.", "배출 등록부를 요청하는 누구에게나 무료로 열람하게 할 것.")
      .Clause("5.4", 2, "5.4.", "공공 연구소에 침묵을 강요하는 규정을 폐지할 것.")
      .Clause("5.5", 2, "5.5.", "강변 공동체가 선출한 두 명을 이사회에 둘 것.")
      .Clause("6", 1, "제 6 조", "이 성명은 세 언어로 작성되었으며 그 효력은 같다.")
      .Footnote("note-1", "1", "회의록은 할덴키 항만 사무소에서 열람할 수 있다.")
      .Place("노스마크 할덴키")
      .LetterDate("2024년 5월 16일", {2024, 5, 16})
      .Organisation("강변 공동체 총회", "", "노스마크")
      .Organisation("미렐 어민 조합", "", "노스마크")
      .Organisation("Open Water Institute", "OWI", "")
      .Image("scan", "서명본.jpg", kScanWidth, kScanHeight, "서명된 성명서 원본", "할덴키에서 서명된 원본")
      .Translation("iqra-lana-an-nahr", "ar", "بيان مشترك بشأن الحق في معرفة حالة نهر ميريل")
      .Translation("read-us-the-river", "en", "Joint statement on the right to know the state of the Mirell");
  return builder.Build();
}

PublicStatement RiverInArabic() {
  StatementBuilder builder("iqra-lana-an-nahr", "ar", "بيان مشترك بشأن الحق في معرفة حالة نهر ميريل");
  builder.content().set_subtitle("اعتُمد في الجمعية الثانية لمجتمعات النهر");
  builder
      .Clause("1", 1, "1.",
              "اجتمعنا في هالدن كي، وهي بلدة عاشت مع نهر ميريل ستمئة عام، لنطرح سؤالاً واحداً بسيطاً نيابة عن "
              "الناس على ضفتيه: ماذا في الماء، ومن الذي يعرف؟")
      .Clause("2", 1, "2.",
              "منذ فيضان آذار/مارس 2021 أخذت ثلاثة مختبرات عامة عينات من واحد وأربعين موقعاً بين السد الأعلى "
              "والبحر. النتائج موجودة، وقد دفع الجمهور ثمنها، ولم تُنشر واحدة منها.")
      .Clause("3", 1, "3.",
              "على مدى ثلاثة أيام استمعنا إلى الصيادين والقابلات والمزارعين وحراس محطتين بلديتين للمياه.[^1]")
      .Clause("4", 1, "4.", "ونشيد بعمل المهندسين الذين واصلوا القياس شتاءين كاملين (Open Water Institute).")
      .Clause("5", 1, "5.", "ونطلب من هيئة النهر أن تتخذ الآن الخطوات الآتية:")
      .Clause("5.1", 2, "5.1.", "نشر كل قراءة أُخذت منذ 1 آذار/مارس 2021، بمكانها ووقتها وطريقتها.")
      .Clause("5.2", 2, "5.2.", "إبلاغ كل أسرة على بئر متضررة كتابةً وبلغتها خلال ثلاثين يوماً.")
      .Clause("5.3", 2, "5.3.", "فتح سجل التصريفات لكل من يطلبه بلا رسوم ولا تعليل.")
      .Clause("5.4", 2, "5.4.", "إنهاء القاعدة التي تُلزم المختبرات العامة بالصمت، ولا سيما بحق")
      .Clause("5.4.a", 3, "(أ)", "من فُصلوا في شتاء 2022؛")
      .Clause("5.4.b", 3, "(ب)", "ومن ما زالوا يعملون تحت التهديد.")
      .Clause("5.5", 2, "5.5.", "تخصيص مقعدين في المجلس لعضوين تنتخبهما مجتمعات النهر.")
      .Footnote(
          "note-1", "1",
          "محاضر الأيام الثلاثة محفوظة في مكتب الميناء: <https://river.example.org/assembly/2024/minutes>.")
      .Place("هالدن كي، نورثمارك")
      .LetterDate("16 May 2024", {2024, 5, 16})
      .Organisation("جمعية مجتمعات النهر", "", "نورثمارك")
      .Organisation("اتحاد صيادي ميريل", "", "نورثمارك")
      .Organisation("Open Water Institute", "OWI", "")
      .Image("scan", "signed-statement-ar.jpg", kScanWidth, kScanHeight, "النسخة الموقّعة من البيان",
             "النسخة الموقّعة في هالدن كي")
      .Translation("read-us-the-river", "en", "Joint statement on the right to know the state of the Mirell")
      .Translation("gang-eul-ilg-eo", "ko", "미렐강의 상태를 알 권리에 관한 공동 성명");
  return builder.Build();
}

PublicStatement WellsInUrdu() {
  StatementBuilder builder("saaf-paani", "ur", "صاف پانی کے حق کے بارے میں بیان");
  builder.content().set_author_line("دریائی برادریوں کی اسمبلی");
  builder
      .Paragraph(
          "p1", "ہم دریا کے دونوں کناروں پر رہنے والے لوگ یہ جاننے کا حق رکھتے ہیں کہ ہمارے پانی میں کیا ہے۔")
      .Clause("1", 1, "۱۔", "تمام پیمائشیں ان کے مقام اور وقت کے ساتھ شائع کی جائیں۔")
      .Clause("2", 1, "۲۔", "ہر متاثرہ گھرانے کو تیس دن کے اندر تحریری اطلاع دی جائے۔")
      .Place("ہالڈن کی")
      .LetterDate("", {2024, 5, 16})
      .Organisation("دریائی برادریوں کی اسمبلی", "", "");
  return builder.Build();
}

void AddQuotation(StatementBuilder& builder) {
  content::v1::Block& block = builder.AddBlock("quote");
  content::v1::Block* child = block.mutable_quotation()->add_children();
  child->set_anchor("quote-text");
  SetMarkedText(
      "“My grandmother could tell the month by the taste of the water. I can only tell the year, by "
      "the colour of the kettle.”",
      *child->mutable_paragraph()->mutable_inlines());
  SetMarkedText("Ilse Marrow, midwife in Lower Fen", *block.mutable_quotation()->mutable_attribution());
}

void AddBullets(StatementBuilder& builder) {
  content::v1::BulletList* list = builder.AddBlock("asks").mutable_bullet_list();
  for (const char* text :
       {"a free test for every private well within twelve kilometres of the river;",
        "a public map, renewed each month;", "bottled water for schools *until* the map shows no red."}) {
    SetMarkedText(text, *list->add_items()->mutable_inlines());
  }
}

void AddNotesAndContact(StatementBuilder& builder) {
  content::v1::NotesToEditors* notes = builder.AddBlock("notes").mutable_notes_to_editors();
  notes->set_heading("Notes to editors");
  content::v1::Block* note = notes->add_children();
  note->set_anchor("notes-1");
  SetMarkedText(
      "The Fen Wells Coalition is a network of thirty-two local groups. It takes no money from "
      "bodies that discharge into the Mirell.",
      *note->mutable_paragraph()->mutable_inlines());
  content::v1::Contact* contact = builder.AddBlock("contact").mutable_contact();
  for (const char* line :
       {"*Press contact*", "Jon Abernay, Fen Wells Coalition", "<mailto:press@fenwells.example.org>"}) {
    SetMarkedText(line, *contact->add_lines()->mutable_inlines());
  }
  contact->mutable_lines(2)->mutable_inlines(0)->set_text("press@fenwells.example.org");
}

PublicStatement WellsInEnglish() {
  StatementBuilder builder("the-wells-of-the-fen", "en",
                           "The wells of the Fen: what was found, and what we ask for");
  builder.content().set_author_line("Fen Wells Coalition");
  builder.content().set_source_uri("https://fenwells.example.org/2024/wells");
  builder.content().mutable_signature_call()->set_open(true);
  builder
      .Paragraph(
          "p1",
          "Between January and April 2024 volunteers of the Fen Wells Coalition tested 212 private wells. "
          "In *one of five* the water holds more lead than the law allows.[^*] The owners were told the same "
          "day. The authority was told the same week.")
      .Heading("found", 2, "I.", "What was found");
  builder
      .Table("t1", "Wells tested and wells over the limit, by parish",
             {{"Parish", "Wells tested", "Over the limit", "Highest reading, µg/l", "Remarks"},
              {"Lower Fen", "88", "31", "74", "Two wells closed by their owners in March"},
              {"St Alder", "67", "9", "22", ""},
              {"Upper Weir", "57", "2", "12", "Both beside the old foundry"}},
             1, 1)
      .Paragraph("p2", "The method, the laboratory and every single reading are in the attached report.");
  AddQuotation(builder);
  builder.Heading("asks-heading", 2, "II.", "What we ask for")
      .Paragraph("p3", "We ask the parish councils for");
  AddBullets(builder);
  AddNotesAndContact(builder);
  builder.Footnote("note-star", "*", "Ten micrograms per litre, by the Drinking Water Order of 2003.")
      .Place("Lower Fen")
      .LetterDate("the second of May, 2024", {2024, 5, 2})
      .Image("foundry", "foundry.jpg", kScanWidth, kScanHeight, "A page of the report with the map of wells",
             "")
      .File("report", "report of the winter tests, final.pdf", "application/pdf", 1'482'113, 24)
      .File("readings", "readings.ods", "application/vnd.oasis.opendocument.spreadsheet", 48'200, 0);
  const std::vector<std::string> groups = {"Alder", "Ash", "Birch", "Elder",  "Hazel", "Holly",  "Larch",
                                           "Maple", "Oak", "Rowan", "Sallow", "Thorn", "Willow", "Yew"};
  for (const std::string& tree : groups) {
    builder.Organisation(absl::StrCat(tree, " Street Water Group"), "", "", "Organisations");
  }
  builder.Withdrawn("The group has dissolved");
  builder.Person("Ilse Marrow", "Midwife", "Lower Fen Practice", "Persons")
      .Person("Dr Tomás Ó Briain", "", "University of Northmark", "Persons");
  builder.Edition(2, content::v1::CHANGE_SEVERITY_MINOR, "The name of one parish was misspelt.")
      .Edition(9, content::v1::CHANGE_SEVERITY_MAJOR, "The highest reading in Lower Fen is 74, not 47.");
  return builder.Build();
}

// As erasing leaves it: without the text of one block and one row of the list.
PublicStatement WithErased(PublicStatement statement, const std::string& anchor, size_t row) {
  content::v1::Edition& live = *statement.statement.mutable_live();
  EraseParts(EraseBlock(anchor, *live.mutable_content()), *live.mutable_parts());
  EraseSignatory(statement.signatories[row]);
  return statement;
}

PublicStatement WithdrawnLetter() {
  StatementBuilder builder("open-letter-on-the-weir", "en",
                           "Open letter on the rebuilding of the Upper Weir");
  builder.Paragraph("p1",
                    "We, the undersigned, ask the Authority to stop the works at the Upper Weir at once.");
  builder.Paragraph("p2", "We will not be silent about it.");
  builder.LetterDate("3 February 2023", {2023, 2, 3}).Organisation("Friends of the Upper Weir", "", "");
  builder.content().mutable_publication_date()->set_year(2023);
  builder.content().mutable_publication_date()->set_month(2);
  builder.content().mutable_publication_date()->set_day(4);
  builder.statement().set_public_state(content::v1::PUBLIC_STATE_WITHDRAWN);
  builder.statement().mutable_notice()->set_reason(
      "The works were stopped before this letter was published, and it names a contractor that took no part "
      "in them.");
  builder.statement().mutable_notice()->mutable_time()->set_seconds(1'716'500'000);
  return builder.Build();
}

}  // namespace

std::vector<PublicStatement> SampleStatements() {
  return {RiverInEnglish(),
          WithErased(WellsInEnglish(), "p2", 4),
          WithdrawnLetter(),
          WithErased(RiverInKorean(), "5.3", 1),
          WithErased(RiverInArabic(), "5.3", 1),
          WellsInUrdu()};
}

SectionTrail SampleTrail() {
  return {MakeSection(
      "statements",
      {{"en", "Joint statements"}, {"ko", "공동 성명"}, {"ar", "بيانات مشتركة"}, {"ur", "بیانات"}})};
}

SiteSettings SampleSettings() {
  SiteSettings settings;
  settings.name = "Mirell River Watch";
  settings.base_url = "https://river.example.org";
  settings.publisher = "Assembly of River Communities";
  settings.footer = "Published by the secretariat of the Assembly of River Communities, Halden Quay.";
  settings.contact = "mailto:secretariat@river.example.org";
  return settings;
}

}  // namespace communique::render::testing
