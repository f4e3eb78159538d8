#include "page/marks.h"

#include <array>
#include <cstddef>
#include <cstring>

namespace quoth::page {
namespace {

// One line a mark, in the order of the enumeration: its name, then its words.
constexpr const char* kVocabulary[] = {
    "article article articles artikel articolo articulo newsarticle",
    "body body articlebody storybody bodytext bodycopy bodycontent artikeltext corps cuerpo",
    "content content contents contenu contenido inhalt articlecontent maincontent pagecontent richtext wysiwyg",
    "text text texte texto testo copy prose articletext rte",
    "story story stories nota notice",
    "paragraph paragraph paragraphs para paragraphe parrafo absatz graf",
    "main main primary hauptinhalt principal",
    "entry entry",
    "post post posts blogpost",
    "standfirst standfirst lead lede leadin dek deck summary subtitle subhead subheadline subheading sub abstract intro introduction excerpt teasertext chapo chapeau sapo kicker description vorspann ingress anriss bajada entradilla sumario strapline",
    "headline headline heading title titel titre titulo titolo hed heads h1",
    "quote quote blockquote pullquote pull zitat citation quotes",
    "navigation nav navigation navbar menu breadcrumb breadcrumbs submenu topbar toolbar navi menus",
    "footer footer foot bottom colophon fuss",
    "header header masthead banner top",
    "sidebar sidebar aside rail side sidecolumn rightcol rightcolumn leftcol complementary margin marginal",
    "comment comment comments commentlist commentbody commenttext commentcontent commentsection commentarea usercomments commenting disqus discussion kommentar kommentare comentarios commentaires replies reply respond coral talk forum",
    "share share sharing social socials shares teilen compartir partager facebook twitter whatsapp follow addthis sharebar",
    "related related more recommended recommendation recommendations recommend also readmore similar further onward suggested suggestions mehr relacionadas seealso readalso crosslink linklist interlink outbrain taboola plista",
    "promo promo promotion promoted teaser teasers callout cta upsell marketing partner crosspromo",
    "newsletter newsletter newsletters subscribe subscription subscriptions signup signin mailinglist optin abo abonnement mailchimp",
    "advert ad ads advert advertisement advertising adslot adunit adbox adcontainer adwrapper sponsor sponsored dfp gpt anzeige werbung publicidad publicite reklame reklama banners commercial adsense admanager",
    "caption caption captions figcaption legend bildunterschrift cutline",
    "credit credit credits copyright attribution source rights agency",
    "byline byline author authors bylines writer contributor contributors reporter autor autoren auteur signature bio vcard journalist",
    "date date time timestamp datetime published updated dateline pubdate datum fecha posted modified",
    "topic tag tags topic topics keyword keywords category categories section sections rubrik tagcloud taglist themen labels",
    "cookie cookie cookies consent gdpr privacy cmp ccpa onetrust",
    "paywall paywall premium register registration login regwall locked metered meter plus piano subscriber gate barrier wall modal popup overlay lightbox dialog",
    "media video player image img photo picture gallery slideshow carousel figure media audio podcast bild galerie foto fotos multimedia swiper slider jwplayer thumb thumbnail",
    "widget widget widgets tool tools button buttons btn icon icons actions action control controls utility utilities bookmark print",
    "donate donate donation donations support contribute contribution membership spenden appeal member",
    "poll poll quiz survey vote voting umfrage rating",
    "ticker ticker live liveblog livefeed breaking alert alerts",
    "hiddentext hidden sr screenreader visually offscreen assistive hide invisible noprint skip skiplink",
    "box box infobox factbox facts sidebox inset fact kasten highlight keypoints takeaways bulletpoints glance",
    "popular popular trending trend mostread most latest top10 hot ranking viewed newest meistgelesen",
    "pager next prev previous pagination pager paging page",
    "embed embed embeds embedded tweet instagram iframe oembed youtube interactive graphic infographic chart",
    "search search form forms field input suche",
    "contents toc outline jump anchors",
    "correction correction corrections note notes editor editors disclaimer disclosure footnote footnotes endnote",
    "list list listing items item feed stream archive results",
    "card card cards tile tiles grid",
    "inline inline inarticle embedable",
    "legal legal terms imprint impressum policy copyrights disclaimers",
};
static_assert(sizeof(kVocabulary) / sizeof(*kVocabulary) == size_t(Mark::kCount));

constexpr size_t kSlots = 2048;

struct Slot {
  uint64_t hash = 0;
  MarkSet marks = 0;
};

constexpr uint64_t kSeed = 1469598103934665603ull;
constexpr uint64_t kPrime = 1099511628211ull;

struct Table {
  std::array<Slot, kSlots> slots;
  std::array<std::array<char, 16>, size_t(Mark::kCount)> names{};

  Table() {
    for (size_t mark = 0; mark < size_t(Mark::kCount); ++mark) {
      const char* p = kVocabulary[mark];
      const char* space = std::strchr(p, ' ');
      std::memcpy(names[mark].data(), p, size_t(space - p));
      for (p = space + 1; *p;) {
        uint64_t hash = kSeed;
        for (; *p && *p != ' '; ++p) hash = (hash ^ uint8_t(*p)) * kPrime;
        if (*p) ++p;
        size_t at = hash % kSlots;
        while (slots[at].hash && slots[at].hash != hash) at = (at + 1) % kSlots;
        slots[at].hash = hash;
        slots[at].marks |= MarkSet(1) << mark;
      }
    }
  }
  MarkSet Find(uint64_t hash) const {
    for (size_t at = hash % kSlots; slots[at].hash; at = (at + 1) % kSlots)
      if (slots[at].hash == hash) return slots[at].marks;
    return 0;
  }
};

const Table& TheTable() {
  static const Table table;
  return table;
}

}  // namespace

MarkSet MarksIn(std::string_view value) {
  const Table& table = TheTable();
  MarkSet marks = 0;
  value = value.substr(0, 512);
  // Two running words: `piece` is cut at case changes too, `whole` only at
  // punctuation, so that "articleBody" gives article, body and articlebody.
  uint64_t piece = kSeed, whole = kSeed;
  size_t piece_length = 0, whole_length = 0;
  bool lower_before = false;
  auto end_piece = [&] { if (piece_length) marks |= table.Find(piece); piece = kSeed; piece_length = 0; };
  auto end_whole = [&] {
    if (whole_length > piece_length) marks |= table.Find(whole);
    whole = kSeed;
    whole_length = 0;
  };
  for (char c : value) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper) c += 'a' - 'A';
    if (c >= 'a' && c <= 'z') {
      if (upper && lower_before) end_piece();
      piece = (piece ^ uint8_t(c)) * kPrime;
      whole = (whole ^ uint8_t(c)) * kPrime;
      ++piece_length, ++whole_length;
      lower_before = !upper;
      continue;
    }
    lower_before = false;
    if (piece_length) {
      end_whole();
      end_piece();
    }
    whole = kSeed, whole_length = 0;
  }
  end_whole();
  end_piece();
  return marks;
}

const char* MarkName(Mark mark) { return TheTable().names[size_t(mark)].data(); }

}  // namespace quoth::page
