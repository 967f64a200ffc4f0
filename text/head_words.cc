#include "text/head_words.h"

#include <algorithm>
#include <cstddef>

#include "text/phrases.h"

namespace communique::text {

bool IsPublishedLabel(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"published | published on | publication date | date published | first published | posted | posted on",
       "publié le | date de publication", "publicado | publicado el | fecha de publicación",
       "publicado em | data de publicação", "veröffentlicht | veröffentlicht am",
       "diterbitkan | tanggal terbit", "게시일 | 등록일 | 입력일", "公開日 | 掲載日 | 投稿日",
       "发布日期 | 發布日期 | 发布时间", "дата публикации | опубликовано", "تاريخ النشر | نشر في",
       "تاریخ اشاعت"});
  return phrases->Has(text);
}

bool IsDateLabel(absl::string_view text) {
  static const auto* const phrases =
      new Phrases({"date | fecha | data | datum | tanggal", "날짜 | 작성일 | 일시", "日付 | 日時",
                   "日期 | 时间 | 時間", "дата", "التاريخ", "تاریخ"});
  return phrases->Has(text);
}

bool IsHeadLabel(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"name | hit | hits | view | views | read | author | writer | from | to | cc | subject | re | ref | "
       "reference | category | location | place | delivered by | issued by | source | updated | "
       "last updated | contact person | file | time | by | writer name | no",
       "nom | auteur | de | à | objet | réf | lieu | vues",
       "nombre | autor | lugar | asunto | visitas | fuente", "nome | assunto",
       "verfasser | betreff | ort | aufrufe | quelle",
       "nama | penulis | tempat | perihal | dibaca | dilihat | sumber | nomor",
       "이름 | 작성자 | 글쓴이 | 조회 | 조회수 | 수신 | 발신 | 제목 | 출처 | 담당 | 문서번호",
       "名前 | 投稿者 | 作成者 | 閲覧数 | 件名", "作者 | 浏览 | 浏览次数 | 点击 | 来源 | 來源",
       "имя | автор | просмотры | место | источник | тема",
       "الاسم | الكاتب | المشاهدات | المكان | المصدر | الموضوع | من | إلى", "نام | مصنف | مقام | موضوع"});
  return IsPublishedLabel(text) || IsDateLabel(text) || phrases->Has(text);
}

bool IsNavigation(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"home | news | news & events | news and events | activity news | activities | press | press room | "
       "press releases | media | media center | media centre | statements | statement list | publications | "
       "latest news | what's new | notice | notices | board",
       "accueil | actualités | communiqués | communiqués de presse | déclarations",
       "inicio | noticias | comunicados | declaraciones", "notícias",
       "startseite | aktuelles | presse | pressemitteilungen", "beranda | berita | siaran pers | kabar",
       "홈 | 소식 | 활동소식 | 공지사항 | 보도자료 | 성명서 | 자료실",
       "ホーム | お知らせ | ニュース | プレスリリース", "首页 | 新闻 | 新聞 | 公告 | 新闻中心",
       "главная | новости | заявления", "الرئيسية | الأخبار | أخبار | البيانات | بيانات", "خبریں",
       "for immediate release | embargoed"});
  if (phrases->Has(text)) {
    return true;
  }
  // "News > Statements".
  std::size_t end = absl::string_view::npos;
  for (const absl::string_view separator : {" > ", " » ", " › ", " / "}) {
    end = std::min(end, text.find(separator));
  }
  return end != absl::string_view::npos && !NormalPhrase(text).empty() && phrases->Has(text.substr(0, end));
}

bool IsKicker(absl::string_view text) {
  static const auto* const phrases = new Phrases(
      {"statement | joint statement | public statement | press statement | press release | news release | "
       "open letter | joint letter | declaration | joint declaration | resolution | communiqué | "
       "communique | joint communiqué | appeal | joint appeal | position paper",
       "déclaration | déclaration commune | communiqué de presse | lettre ouverte | résolution",
       "declaración | declaración conjunta | comunicado | comunicado de prensa | carta abierta",
       "declaração | declaração conjunta",
       "erklärung | gemeinsame erklärung | pressemitteilung | offener brief",
       "pernyataan | pernyataan bersama | siaran pers | surat terbuka",
       "성명 | 성명서 | 공동성명 | 공동성명서 | 보도자료 | 결의문 | 선언문 | 기자회견문",
       "声明 | 共同声明 | 声明文 | 宣言 | 公開書簡", "聲明 | 联合声明 | 聯合聲明 | 公开信",
       "заявление | совместное заявление | открытое письмо", "بيان | بيان مشترك | بيان صحفي",
       "بیان | مشترکہ بیان"});
  return phrases->Has(text);
}

}  // namespace communique::text
