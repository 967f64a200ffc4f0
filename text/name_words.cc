#include "text/name_words.h"

#include <string>

#include "absl/strings/match.h"
#include "text/characters.h"
#include "text/phrases.h"

namespace communique::text {

bool NamesOrganisation(absl::string_view text) {
  static const auto* const words = new Phrases(
      {"alliance | assembly | association | board | bureau | campaign | caritas | center | centre | "
       "chamber | church | club | coalition | collective | commission | committee | committees | "
       "communities | company | conference | confederation | congress | consortium | cooperative | "
       "council | department | federation | forum | foundation | friends | fund | group | guild | inc | "
       "initiative | institute | institution | international | league | ltd | ministry | mission | "
       "movement | network | observatory | office | organisation | organization | partnership | party | "
       "platform | programme | project | school | secretariat | service | services | society | syndicate | "
       "team | trust | union | unions | university | watch",
       "académie | assemblée | collectif | comité | confédération | conseil | fédération | fondation | "
       "groupe | ligue | mouvement | observatoire | réseau | société | syndicat | université",
       "alianza | asamblea | asociación | centro | coalición | colectivo | comisión | confederación | "
       "consejo | federación | fundación | instituto | liga | movimiento | observatorio | organización | "
       "red | sindicato | sociedad | unión | universidad",
       "aliança | associação | coletivo | comissão | conselho | federação | fundação | movimento | "
       "organização | rede | união | universidade",
       "aktion | ausschuss | bund | bündnis | gesellschaft | gewerkschaft | institut | netzwerk | rat | "
       "stiftung | universität | verband | verein | vereinigung | zentrum",
       "aliansi | asosiasi | badan | dewan | federasi | gerakan | ikatan | jaringan | koalisi | komisi | "
       "komite | lembaga | organisasi | perhimpunan | perkumpulan | persatuan | pusat | serikat | "
       "solidaritas | universitas | yayasan",
       "альянс | ассоциация | движение | институт | комитет | коалиция | комиссия | общество | "
       "организация | партия | профсоюз | сеть | совет | союз | федерация | фонд | центр | университет",
       "منظمة | جمعية | اتحاد | شبكة | مركز | لجنة | مؤسسة | تحالف | ائتلاف | مجلس | هيئة | نقابة | معهد | "
       "حركة | رابطة | جامعة | المنظمة | الجمعية | الاتحاد | الشبكة | المركز | اللجنة | المؤسسة | التحالف | "
       "المجلس | الهيئة | المعهد | الحركة | الرابطة",
       "تنظیم | کمیشن | کونسل | ادارہ | انجمن | تحریک | فاؤنڈیشن | یونین | نیٹ | فورم | کمیٹی"});
  static const auto* const parts = new Phrases(
      {"연합 | 연대 | 협회 | 위원회 | 단체 | 재단 | 센터 | 연구소 | 연구원 | 모임 | 네트워크 | 본부 | "
       "협의회 | 노조 | 노동조합 | 총연맹 | 교회 | 학회 | 대책위 | 포럼 | 시민회의 | 운동 | 변호사",
       "協会 | 連盟 | 連合 | 委員会 | 団体 | 財団 | センター | ネットワーク | 組合 | 研究所 | 機構 | "
       "協議会 | の会",
       "协会 | 联盟 | 联合会 | 委员会 | 团体 | 基金会 | 组织 | 中心 | 网络 | 工会 | 學會 | 协进会 | 聯盟 | "
       "委員會 | 組織 | 協會 | 基金會"});
  return words->HasWordOf(text) || parts->HasPartOf(text);
}

bool NamesPost(absl::string_view text) {
  static const auto* const words = new Phrases(
      {"ambassador | archbishop | bishop | cardinal | chair | chairman | chairperson | chairwoman | "
       "chancellor | chief | commissioner | coordinator | counsel | dean | delegate | deputy | director | "
       "editor | fellow | founder | governor | head | judge | lecturer | manager | mayor | minister | "
       "officer | president | principal | professor | rapporteur | rector | representative | researcher | "
       "secretary | senator | spokesperson | spokesman | spokeswoman | treasurer",
       "président | présidente | directeur | directrice | secrétaire | professeur | professeure | ministre",
       "presidente | presidenta | directora | secretario | secretaria | profesor | profesora | ministro | "
       "ministra",
       "diretor | diretora | secretário | secretária",
       "präsident | präsidentin | direktor | direktorin | vorsitzende | vorsitzender | professorin",
       "ketua | direktur | sekretaris | koordinator",
       "президент | директор | председатель | секретарь | профессор",
       "رئيس | رئيسة | مدير | مديرة | أستاذ | أستاذة | وزير", "صدر | ڈائریکٹر | سیکرٹری | پروفیسر",
       "대표 | 회장 | 이사장 | 교수 | 사무총장 | 위원장 | 소장", "代表 | 会長 | 理事長 | 教授 | 事務局長"});
  return words->HasWordOf(text);
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
