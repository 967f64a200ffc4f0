#include "text/section_words.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "text/characters.h"
#include "text/phrases.h"

namespace communique::text {
namespace {

bool HasYear(absl::string_view text) {
  int digits = 0;
  for (std::size_t i = 0; i < text.size();) {
    const bool is_digit = DigitValue(NextCodePoint(text, i)) >= 0;
    if (!is_digit && digits == 4) {
      return true;
    }
    digits = is_digit ? digits + 1 : 0;
  }
  return digits == 4;
}

}  // namespace

bool IsAttachmentLabel(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"attach | attach file | attached file | attached files | attachment | attachments | annex | "
       "appendix | enclosure | enclosures | file | files | download",
       "pièce jointe | pièces jointes | annexe | fichier | fichier joint",
       "adjunto | adjuntos | archivo adjunto | anexo | anexos", "arquivo", "anlage | anlagen | anhang",
       "lampiran | berkas", "첨부 | 첨부파일 | 첨부 파일 | 첨부자료 | 붙임 | 별첨",
       "添付 | 添付ファイル | 添付資料", "附件 | 附件下载", "приложение | приложения | вложение",
       "مرفق | المرفقات | مرفقات | ملف مرفق | ملحق", "منسلک | منسلکہ فائل"});
  // Without a number behind it: "Attach file#1", "첨부파일 2".
  absl::string_view bare = TrimSpace(text);
  while (EndsWithColon(bare)) {
    bare = TrimSpace(bare.substr(0, bare.size() - (bare.back() == ':' ? 1 : 3)));
  }
  while (!bare.empty() &&
         (absl::ascii_isdigit(static_cast<unsigned char>(bare.back())) || bare.back() == '#' ||
          bare.back() == ')' || bare.back() == '(' || bare.back() == ' ' || bare.back() == '.')) {
    bare.remove_suffix(1);
  }
  return phrases->Has(bare);
}

bool IsSignatoriesHeading(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"signed | signed by | signed by the following | signatories | signatory organisations | "
       "signatory organizations | signing organisations | signing organizations | list of signatories | "
       "undersigned | the undersigned | endorsed by | supporting organisations | supporting organizations",
       "signataires | les signataires | organisations signataires | signé par | liste des signataires",
       "firmantes | organizaciones firmantes | firmado por | firman", "assinam | signatários | assinado por",
       "unterzeichner | unterzeichnet von | unterzeichnende | erstunterzeichner",
       "penandatangan | ditandatangani oleh | yang bertanda tangan",
       "서명 | 서명자 | 서명단체 | 서명 단체 | 연명 | 연명단체 | 연명 단체 | 참여단체 | 참여 단체 | "
       "참가단체 | 공동성명 참여단체",
       "署名 | 署名団体 | 賛同団体 | 呼びかけ団体", "签署 | 签署方 | 签署人 | 联署 | 联署团体 | 聯署團體",
       "подписали | подписавшие | подписи",
       "الموقعون | الموقعين | المنظمات الموقعة | الموقعون أدناه | وقع عليه", "دستخط | دستخط کنندگان"});
  absl::string_view bare = TrimSpace(text);
  // "Signatories (35)": how many there are may stand behind.
  if (const std::size_t paren = bare.find('('); paren != absl::string_view::npos && paren > 0) {
    bare = bare.substr(0, paren);
  }
  return phrases->Has(bare);
}

bool IsBackersHeading(absl::string_view text) {
  constexpr int kWidest = 40;
  static const auto* const words = new Phrases(
      {"seconds | seconder | seconders | proposer | proposers | sponsor | sponsors | cosponsors",
       "parrain | parrains | proposant | proposants | déposant | déposants",
       "proponentes | patrocinadores | padrinos", "antragsteller | unterstützer", "pengusul | pendukung"});
  return DisplayWidth(text) <= kWidest && words->HasWordOf(text);
}

bool IsClosingFormula(absl::string_view text) {
  constexpr int kWidest = 100;
  static const auto* const verbs =
      new Phrases({"done | signed | endorsed | adopted | agreed | given", "fait | signé | adopté",
                   "hecho | firmado | adoptado", "feito | assinado", "geschehen", "dibuat | ditandatangani"});
  const std::size_t space = text.find(' ');
  if (space == absl::string_view::npos || DisplayWidth(text) > kWidest ||
      !verbs->Has(text.substr(0, space))) {
    return false;
  }
  return HasYear(text);
}

bool IsNotesHeading(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"notes to editors | note to editors | notes to editor | notes for editors | note for editors | "
       "editor's note | editors' notes | notes to the editor",
       "note aux rédactions | notes aux rédactions | note aux rédacteurs | note à la rédaction",
       "notas para editores | nota a los editores | notas a los editores",
       "notas aos editores | nota aos editores", "hinweise für redaktionen | hinweis an die redaktion",
       "catatan untuk editor | catatan untuk redaksi", "편집자 주 | 편집자주 | 편집자 참고사항",
       "編集者への注記 | 編集者注", "编者按 | 编者注 | 编辑注意",
       "примечание для редакторов | примечания для редакторов", "ملاحظات للمحررين | ملاحظة للمحررين",
       "مدیران کے لیے نوٹ"});
  return phrases->Has(text);
}

bool IsContactHeading(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"contact | contacts | contact information | contact details | contact us | media contact | "
       "media contacts | press contact | press contacts | media inquiries | media enquiries | "
       "press enquiries | for more information | for further information | for more information contact | "
       "for more information, contact | for more information, please contact | "
       "for further information, please contact | for media enquiries, please contact",
       "contact presse | contacts presse", "contacto | contactos | contacto de prensa | para más información",
       "contato | contatos", "kontakt | pressekontakt | ansprechpartner",
       "kontak | narahubung | kontak media | keterangan kontak | informasi kontak",
       "연락처 | 문의 | 문의처 | 담당자",
       "問い合わせ | 問い合わせ先 | お問い合わせ | お問い合わせ先 | 連絡先",
       "联系方式 | 聯絡方式 | 联系我们 | 媒体联系", "контакты | контакт | контактная информация",
       "معلومات الاتصال | للاتصال | للتواصل | جهة الاتصال", "رابطہ | رابطے کے لیے"});
  const std::string normal = NormalPhrase(text);
  return phrases->Has(text) || (normal.size() <= 40 && (absl::EndsWith(normal, "press office") ||
                                                        absl::EndsWith(normal, "media office")));
}

}  // namespace communique::text
