#include "text/vocabulary.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <unordered_set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"

namespace communique::text {
namespace {

using Phrases = std::unordered_set<std::string>;

// Longer text is no label and no heading of any kind asked for here.
constexpr std::size_t kLongestPhrase = 160;

std::string Normal(absl::string_view text) {
  text = TrimSpace(text.substr(0, kLongestPhrase + 1));
  if (text.size() > kLongestPhrase) {
    return "";
  }
  while (EndsWithColon(text)) {
    text = TrimSpace(text.substr(0, text.size() - (text.back() == ':' ? 1 : 3)));
  }
  return LowerCase(text);
}

bool Has(const Phrases& phrases, absl::string_view text) { return phrases.contains(Normal(text)); }

// The words of a text in lower case, cut at everything that is no letter.
std::vector<std::string> Words(absl::string_view text) {
  std::vector<std::string> words(1);
  const std::string lower = LowerCase(text.substr(0, 500));
  for (std::size_t i = 0; i < lower.size();) {
    const std::size_t start = i;
    if (IsLetterOrDigit(NextCodePoint(lower, i))) {
      words.back().append(lower, start, i - start);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

bool AnyWordIn(const Phrases& words, absl::string_view text) {
  const std::vector<std::string> all = Words(text);
  return std::any_of(all.begin(), all.end(), [&](const std::string& word) { return words.contains(word); });
}

bool ContainsAny(std::initializer_list<absl::string_view> parts, absl::string_view text) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](absl::string_view part) { return absl::StrContains(text.substr(0, 500), part); });
}

}  // namespace

bool IsPublishedLabel(absl::string_view text) {
  static const auto* phrases = new Phrases{"published",
                                           "published on",
                                           "publication date",
                                           "date published",
                                           "first published",
                                           "posted",
                                           "posted on",
                                           "publié le",
                                           "date de publication",
                                           "publicado",
                                           "publicado el",
                                           "fecha de publicación",
                                           "publicado em",
                                           "data de publicação",
                                           "veröffentlicht",
                                           "veröffentlicht am",
                                           "diterbitkan",
                                           "tanggal terbit",
                                           "게시일",
                                           "등록일",
                                           "입력일",
                                           "公開日",
                                           "掲載日",
                                           "投稿日",
                                           "发布日期",
                                           "發布日期",
                                           "发布时间",
                                           "дата публикации",
                                           "опубликовано",
                                           "تاريخ النشر",
                                           "نشر في",
                                           "تاریخ اشاعت"};
  return Has(*phrases, text);
}

bool IsHeadLabel(absl::string_view text) {
  static const auto* phrases = new Phrases{"name",
                                           "date",
                                           "hit",
                                           "hits",
                                           "view",
                                           "views",
                                           "read",
                                           "author",
                                           "writer",
                                           "from",
                                           "to",
                                           "cc",
                                           "subject",
                                           "re",
                                           "ref",
                                           "reference",
                                           "category",
                                           "location",
                                           "place",
                                           "delivered by",
                                           "issued by",
                                           "source",
                                           "updated",
                                           "last updated",
                                           "contact person",
                                           "file",
                                           "time",
                                           "by",
                                           "writer name",
                                           "no",
                                           "nom",
                                           "auteur",
                                           "de",
                                           "à",
                                           "objet",
                                           "réf",
                                           "lieu",
                                           "vues",
                                           "source",
                                           "nombre",
                                           "autor",
                                           "fecha",
                                           "lugar",
                                           "asunto",
                                           "visitas",
                                           "fuente",
                                           "nome",
                                           "data",
                                           "assunto",
                                           "datum",
                                           "verfasser",
                                           "betreff",
                                           "ort",
                                           "aufrufe",
                                           "quelle",
                                           "nama",
                                           "penulis",
                                           "tanggal",
                                           "tempat",
                                           "perihal",
                                           "dibaca",
                                           "dilihat",
                                           "sumber",
                                           "nomor",
                                           "이름",
                                           "작성자",
                                           "글쓴이",
                                           "날짜",
                                           "작성일",
                                           "일시",
                                           "조회",
                                           "조회수",
                                           "수신",
                                           "발신",
                                           "제목",
                                           "출처",
                                           "담당",
                                           "문서번호",
                                           "名前",
                                           "投稿者",
                                           "作成者",
                                           "日付",
                                           "日時",
                                           "閲覧数",
                                           "件名",
                                           "作者",
                                           "日期",
                                           "时间",
                                           "時間",
                                           "浏览",
                                           "浏览次数",
                                           "点击",
                                           "来源",
                                           "來源",
                                           "имя",
                                           "автор",
                                           "дата",
                                           "просмотры",
                                           "место",
                                           "источник",
                                           "тема",
                                           "الاسم",
                                           "الكاتب",
                                           "التاريخ",
                                           "المشاهدات",
                                           "المكان",
                                           "المصدر",
                                           "الموضوع",
                                           "من",
                                           "إلى",
                                           "نام",
                                           "تاریخ",
                                           "مصنف",
                                           "مقام",
                                           "موضوع"};
  return IsPublishedLabel(text) || Has(*phrases, text);
}

bool IsNavigation(absl::string_view text) {
  static const auto* phrases = new Phrases{"home",
                                           "news",
                                           "news & events",
                                           "news and events",
                                           "activity news",
                                           "activities",
                                           "press",
                                           "press room",
                                           "press releases",
                                           "media",
                                           "media center",
                                           "media centre",
                                           "statements",
                                           "statement list",
                                           "publications",
                                           "latest news",
                                           "what's new",
                                           "notice",
                                           "notices",
                                           "board",
                                           "accueil",
                                           "actualités",
                                           "communiqués",
                                           "communiqués de presse",
                                           "déclarations",
                                           "inicio",
                                           "noticias",
                                           "comunicados",
                                           "declaraciones",
                                           "notícias",
                                           "startseite",
                                           "aktuelles",
                                           "presse",
                                           "pressemitteilungen",
                                           "beranda",
                                           "berita",
                                           "siaran pers",
                                           "kabar",
                                           "홈",
                                           "소식",
                                           "활동소식",
                                           "공지사항",
                                           "보도자료",
                                           "성명서",
                                           "자료실",
                                           "ホーム",
                                           "お知らせ",
                                           "ニュース",
                                           "プレスリリース",
                                           "首页",
                                           "新闻",
                                           "新聞",
                                           "公告",
                                           "新闻中心",
                                           "главная",
                                           "новости",
                                           "заявления",
                                           "الرئيسية",
                                           "الأخبار",
                                           "أخبار",
                                           "البيانات",
                                           "بيانات",
                                           "خبریں",
                                           "for immediate release",
                                           "embargoed"};
  if (Has(*phrases, text)) {
    return true;
  }
  return text.size() <= kLongestPhrase && ContainsAny({" > ", " » ", " › ", " / "}, text) &&
         Has(*phrases, text.substr(0, std::min({text.find(" > "), text.find(" » "), text.find(" › "),
                                                text.find(" / ")})));
}

bool IsKicker(absl::string_view text) {
  static const auto* phrases = new Phrases{"statement",
                                           "joint statement",
                                           "public statement",
                                           "press statement",
                                           "press release",
                                           "news release",
                                           "open letter",
                                           "joint letter",
                                           "declaration",
                                           "joint declaration",
                                           "resolution",
                                           "communiqué",
                                           "communique",
                                           "joint communiqué",
                                           "appeal",
                                           "joint appeal",
                                           "position paper",
                                           "déclaration",
                                           "déclaration commune",
                                           "communiqué de presse",
                                           "lettre ouverte",
                                           "résolution",
                                           "declaración",
                                           "declaración conjunta",
                                           "comunicado",
                                           "comunicado de prensa",
                                           "carta abierta",
                                           "declaração",
                                           "declaração conjunta",
                                           "erklärung",
                                           "gemeinsame erklärung",
                                           "pressemitteilung",
                                           "offener brief",
                                           "pernyataan",
                                           "pernyataan bersama",
                                           "siaran pers",
                                           "surat terbuka",
                                           "성명",
                                           "성명서",
                                           "공동성명",
                                           "공동성명서",
                                           "보도자료",
                                           "결의문",
                                           "선언문",
                                           "기자회견문",
                                           "声明",
                                           "聲明",
                                           "共同声明",
                                           "联合声明",
                                           "聯合聲明",
                                           "声明文",
                                           "宣言",
                                           "公开信",
                                           "公開書簡",
                                           "заявление",
                                           "совместное заявление",
                                           "открытое письмо",
                                           "بيان",
                                           "بيان مشترك",
                                           "بيان صحفي",
                                           "بیان",
                                           "مشترکہ بیان"};
  return Has(*phrases, text);
}

bool IsAttachmentLabel(absl::string_view text) {
  static const auto* phrases =
      new Phrases{"attach",          "attach file",   "attached file",  "attached files",
                  "attachment",      "attachments",   "annex",          "appendix",
                  "enclosure",       "enclosures",    "file",           "files",
                  "download",        "pièce jointe",  "pièces jointes", "annexe",
                  "fichier",         "fichier joint", "adjunto",        "adjuntos",
                  "archivo adjunto", "anexo",         "anexos",         "arquivo",
                  "anlage",          "anlagen",       "anhang",         "lampiran",
                  "berkas",          "첨부",          "첨부파일",       "첨부 파일",
                  "첨부자료",        "붙임",          "별첨",           "添付",
                  "添付ファイル",    "添付資料",      "附件",           "附件下载",
                  "приложение",      "приложения",    "вложение",       "مرفق",
                  "المرفقات",        "مرفقات",        "ملف مرفق",       "ملحق",
                  "منسلک",           "منسلکہ فائل"};
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
  return Has(*phrases, bare);
}

bool IsSignatoriesHeading(absl::string_view text) {
  static const auto* phrases = new Phrases{"signed",
                                           "signed by",
                                           "signed by the following",
                                           "signatories",
                                           "signatory organisations",
                                           "signatory organizations",
                                           "signing organisations",
                                           "signing organizations",
                                           "list of signatories",
                                           "undersigned",
                                           "the undersigned",
                                           "endorsed by",
                                           "supporting organisations",
                                           "supporting organizations",
                                           "signataires",
                                           "les signataires",
                                           "organisations signataires",
                                           "signé par",
                                           "liste des signataires",
                                           "firmantes",
                                           "organizaciones firmantes",
                                           "firmado por",
                                           "firman",
                                           "assinam",
                                           "signatários",
                                           "assinado por",
                                           "unterzeichner",
                                           "unterzeichnet von",
                                           "unterzeichnende",
                                           "erstunterzeichner",
                                           "penandatangan",
                                           "ditandatangani oleh",
                                           "yang bertanda tangan",
                                           "서명",
                                           "서명자",
                                           "서명단체",
                                           "서명 단체",
                                           "연명",
                                           "연명단체",
                                           "연명 단체",
                                           "참여단체",
                                           "참여 단체",
                                           "참가단체",
                                           "공동성명 참여단체",
                                           "署名",
                                           "署名団体",
                                           "賛同団体",
                                           "呼びかけ団体",
                                           "签署",
                                           "签署方",
                                           "签署人",
                                           "联署",
                                           "联署团体",
                                           "聯署團體",
                                           "подписали",
                                           "подписавшие",
                                           "подписи",
                                           "الموقعون",
                                           "الموقعين",
                                           "المنظمات الموقعة",
                                           "الموقعون أدناه",
                                           "وقع عليه",
                                           "دستخط",
                                           "دستخط کنندگان"};
  absl::string_view bare = TrimSpace(text.substr(0, kLongestPhrase));
  // "Signatories (35)": how many there are may stand behind.
  if (const std::size_t paren = bare.find('('); paren != absl::string_view::npos && paren > 0) {
    bare = bare.substr(0, paren);
  }
  return Has(*phrases, bare);
}

bool IsNotesHeading(absl::string_view text) {
  static const auto* phrases = new Phrases{"notes to editors",
                                           "note to editors",
                                           "notes to editor",
                                           "notes for editors",
                                           "note for editors",
                                           "editor's note",
                                           "editors' notes",
                                           "notes to the editor",
                                           "note aux rédactions",
                                           "notes aux rédactions",
                                           "note aux rédacteurs",
                                           "note à la rédaction",
                                           "notas para editores",
                                           "nota a los editores",
                                           "notas a los editores",
                                           "notas aos editores",
                                           "nota aos editores",
                                           "hinweise für redaktionen",
                                           "hinweis an die redaktion",
                                           "catatan untuk editor",
                                           "catatan untuk redaksi",
                                           "편집자 주",
                                           "편집자주",
                                           "편집자 참고사항",
                                           "編集者への注記",
                                           "編集者注",
                                           "编者按",
                                           "编者注",
                                           "编辑注意",
                                           "примечание для редакторов",
                                           "примечания для редакторов",
                                           "ملاحظات للمحررين",
                                           "ملاحظة للمحررين",
                                           "مدیران کے لیے نوٹ"};
  return Has(*phrases, text);
}

bool IsContactHeading(absl::string_view text) {
  static const auto* phrases = new Phrases{"contact",
                                           "contacts",
                                           "contact information",
                                           "contact details",
                                           "contact us",
                                           "media contact",
                                           "media contacts",
                                           "press contact",
                                           "press contacts",
                                           "media inquiries",
                                           "media enquiries",
                                           "press enquiries",
                                           "for more information",
                                           "for further information",
                                           "for more information contact",
                                           "for more information, contact",
                                           "for more information, please contact",
                                           "for further information, please contact",
                                           "for media enquiries, please contact",
                                           "contact presse",
                                           "contacts presse",
                                           "contacto",
                                           "contactos",
                                           "contacto de prensa",
                                           "para más información",
                                           "contato",
                                           "contatos",
                                           "kontakt",
                                           "pressekontakt",
                                           "ansprechpartner",
                                           "kontak",
                                           "narahubung",
                                           "kontak media",
                                           "keterangan kontak",
                                           "informasi kontak",
                                           "연락처",
                                           "문의",
                                           "문의처",
                                           "담당자",
                                           "問い合わせ",
                                           "問い合わせ先",
                                           "お問い合わせ",
                                           "お問い合わせ先",
                                           "連絡先",
                                           "联系方式",
                                           "聯絡方式",
                                           "联系我们",
                                           "媒体联系",
                                           "контакты",
                                           "контакт",
                                           "контактная информация",
                                           "معلومات الاتصال",
                                           "للاتصال",
                                           "للتواصل",
                                           "جهة الاتصال",
                                           "رابطہ",
                                           "رابطے کے لیے"};
  const std::string normal = Normal(text);
  return phrases->contains(normal) || (normal.size() <= 40 && (absl::EndsWith(normal, "press office") ||
                                                               absl::EndsWith(normal, "media office")));
}

bool EndsUnfinished(absl::string_view text) {
  static const auto* words = new Phrases{
      "a",   "an",  "the", "and", "or",  "of",  "in",   "on",   "at",   "to",   "for", "by",  "with", "from",
      "le",  "la",  "les", "de",  "du",  "des", "et",   "ou",   "en",   "à",    "au",  "aux", "par",  "pour",
      "sur", "el",  "los", "las", "del", "y",   "e",    "o",    "con",  "por",  "em",  "da",  "do",   "dos",
      "das", "com", "der", "die", "den", "dem", "und",  "oder", "am",   "im",   "vom", "von", "zum",  "zur",
      "mit", "für", "bei", "dan", "di",  "ke",  "dari", "yang", "pada", "untuk"};
  const std::size_t space = text.rfind(' ');
  return space != absl::string_view::npos && words->contains(std::string(text.substr(space + 1)));
}

bool NamesOrganisation(absl::string_view text) {
  static const auto* words = new Phrases{
      "alliance",    "assembly",      "association",   "board",         "bureau",       "campaign",
      "caritas",     "center",        "centre",        "chamber",       "church",       "club",
      "coalition",   "collective",    "commission",    "committee",     "committees",   "communities",
      "company",     "conference",    "confederation", "congress",      "consortium",   "cooperative",
      "council",     "department",    "federation",    "forum",         "foundation",   "friends",
      "fund",        "group",         "guild",         "inc",           "initiative",   "institute",
      "institution", "international", "league",        "ltd",           "ministry",     "mission",
      "movement",    "network",       "observatory",   "office",        "organisation", "organization",
      "partnership", "party",         "platform",      "programme",     "project",      "school",
      "secretariat", "service",       "services",      "society",       "syndicate",    "team",
      "trust",       "union",         "unions",        "university",    "watch",        "académie",
      "alliance",    "assemblée",     "centre",        "coalition",     "collectif",    "comité",
      "commission",  "confédération", "conseil",       "fédération",    "fondation",    "groupe",
      "ligue",       "mouvement",     "observatoire",  "réseau",        "société",      "syndicat",
      "union",       "université",    "alianza",       "asamblea",      "asociación",   "centro",
      "coalición",   "colectivo",     "comisión",      "confederación", "consejo",      "federación",
      "fundación",   "instituto",     "liga",          "movimiento",    "observatorio", "organización",
      "red",         "sindicato",     "sociedad",      "unión",         "universidad",  "aliança",
      "associação",  "coletivo",      "comissão",      "conselho",      "federação",    "fundação",
      "movimento",   "organização",   "rede",          "união",         "universidade", "aktion",
      "ausschuss",   "bund",          "bündnis",       "gesellschaft",  "gewerkschaft", "initiative",
      "institut",    "netzwerk",      "rat",           "stiftung",      "universität",  "verband",
      "verein",      "vereinigung",   "zentrum",       "aliansi",       "asosiasi",     "badan",
      "dewan",       "federasi",      "gerakan",       "ikatan",        "institut",     "jaringan",
      "koalisi",     "komisi",        "komite",        "lembaga",       "organisasi",   "perhimpunan",
      "perkumpulan", "persatuan",     "pusat",         "serikat",       "solidaritas",  "universitas",
      "yayasan",     "альянс",        "ассоциация",    "движение",      "институт",     "комитет",
      "коалиция",    "комиссия",      "общество",      "организация",   "партия",       "профсоюз",
      "сеть",        "совет",         "союз",          "федерация",     "фонд",         "центр",
      "университет", "منظمة",         "جمعية",         "اتحاد",         "شبكة",         "مركز",
      "لجنة",        "مؤسسة",         "تحالف",         "ائتلاف",        "مجلس",         "هيئة",
      "نقابة",       "معهد",          "حركة",          "رابطة",         "جامعة",        "المنظمة",
      "الجمعية",     "الاتحاد",       "الشبكة",        "المركز",        "اللجنة",       "المؤسسة",
      "التحالف",     "المجلس",        "الهيئة",        "المعهد",        "الحركة",       "الرابطة",
      "تنظیم",       "کمیشن",         "کونسل",         "ادارہ",         "انجمن",        "تحریک",
      "فاؤنڈیشن",    "یونین",         "نیٹ",           "فورم",          "کمیٹی"};
  return AnyWordIn(*words, text) ||
         ContainsAny(
             {"연합",   "연대",   "협회",     "위원회", "단체",     "재단",     "센터",         "연구소",
              "연구원", "모임",   "네트워크", "본부",   "협의회",   "노조",     "노동조합",     "총연맹",
              "교회",   "학회",   "대책위",   "포럼",   "시민회의", "운동",     "변호사",       "協会",
              "連盟",   "連合",   "委員会",   "団体",   "財団",     "センター", "ネットワーク", "組合",
              "研究所", "機構",   "協議会",   "の会",   "协会",     "联盟",     "联合会",       "委员会",
              "团体",   "基金会", "组织",     "中心",   "网络",     "工会",     "學會",         "协进会",
              "聯盟",   "委員會", "組織",     "協會",   "基金會"},
             text);
}

bool NamesPost(absl::string_view text) {
  static const auto* words = new Phrases{
      "ambassador",  "archbishop",   "bishop",      "cardinal",       "chair",        "chairman",
      "chairperson", "chairwoman",   "chancellor",  "chief",          "commissioner", "coordinator",
      "counsel",     "dean",         "delegate",    "deputy",         "director",     "editor",
      "fellow",      "founder",      "governor",    "head",           "judge",        "lecturer",
      "manager",     "mayor",        "minister",    "officer",        "president",    "principal",
      "professor",   "rapporteur",   "rector",      "representative", "researcher",   "secretary",
      "senator",     "spokesperson", "spokesman",   "spokeswoman",    "treasurer",    "président",
      "présidente",  "directeur",    "directrice",  "secrétaire",     "professeur",   "professeure",
      "ministre",    "presidente",   "presidenta",  "directora",      "secretario",   "secretaria",
      "profesor",    "profesora",    "ministro",    "ministra",       "diretor",      "diretora",
      "secretário",  "secretária",   "präsident",   "präsidentin",    "direktor",     "direktorin",
      "vorsitzende", "vorsitzender", "professorin", "ketua",          "direktur",     "sekretaris",
      "koordinator", "profesor",     "президент",   "директор",       "председатель", "секретарь",
      "профессор",   "رئيس",         "رئيسة",       "مدير",           "مديرة",        "أستاذ",
      "أستاذة",      "وزير",         "صدر",         "ڈائریکٹر",       "سیکرٹری",      "پروفیسر",
      "대표",        "회장",         "이사장",      "교수",           "사무총장",     "위원장",
      "소장",        "代表",         "会長",        "理事長",         "教授",         "事務局長"};
  return AnyWordIn(*words, text);
}

bool StartsWithPersonalTitle(absl::string_view text) {
  const std::string lower = LowerCase(text.substr(0, 60));
  for (const absl::string_view title :
       {"dr.",      "dr ",  "prof.", "prof ", "professor ", "mr.",  "mr ",  "mrs.",     "mrs ",
        "ms.",      "ms ",  "rev.",  "sir ",  "dame ",      "h.e.", "hon.", "the hon.", "the rt.",
        "rt. hon.", "mme ", "m. ",   "sr.",   "sra.",       "pdt.", "drs."}) {
    if (absl::StartsWith(lower, title)) {
      return true;
    }
  }
  return false;
}

}  // namespace communique::text
