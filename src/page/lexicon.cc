#include "page/lexicon.h"

#include <cstring>
#include <vector>

namespace quoth::page {
namespace {

struct Entry {
  Cue cue;
  const char* phrases;  // separated by commas; up to three words each
};

constexpr Entry kEntries[] = {
    // Function words: English, German, French, Spanish, Italian, Portuguese, Dutch,
    // Swedish, Danish and Norwegian, Finnish, Polish, Czech, Turkish, Russian,
    // Ukrainian, Indonesian, Lithuanian, Icelandic, Zulu and Xhosa, Greek, Hungarian.
    {Cue::kStop, "the,of,and,to,in,a,that,is,was,for,it,with,as,his,on,be,at,by,had,not,are,but,from,or,have,an,they,which,were,their,has,would,there,been,will,when,who,than,its,into,could,about,after,this,these,those,he,she,him,her,said,also,more,other,over,while,because"},
    {Cue::kStop, "der,die,das,und,den,von,zu,mit,sich,des,auf,ist,im,dem,nicht,ein,eine,als,auch,es,an,werden,aus,er,hat,dass,sie,nach,wird,bei,einer,um,am,sind,noch,wie,einem,einen,so,zum,war,haben,nur,oder,aber,vor,zur,bis,mehr,durch,man,sein,wurde,sei,wenn,schon,gegen,unter,ihre,seine"},
    {Cue::kStop, "le,la,les,et,des,du,un,une,est,que,dans,qui,pour,par,sur,pas,au,plus,avec,ce,il,sont,ont,aux,son,cette,mais,ou,comme,ses,elle,leur,été,deux,ces,était,aussi,après"},
    {Cue::kStop, "el,los,las,y,en,que,se,del,una,con,por,su,para,al,lo,como,más,pero,sus,este,ha,esta,entre,cuando,muy,sin,sobre,también,fue,hasta,hay,desde,está,porque,il,di,che,non,per,da,sono,della,nel,alla,dei,ma,gli,anche,dalla,delle,ad,é,não,os,dos,das,foi,uma,pela,pelo,mais"},
    {Cue::kStop, "de,het,een,van,dat,niet,op,te,zijn,voor,met,maar,ook,aan,bij,wordt,heeft,och,att,det,som,är,av,för,på,med,till,inte,har,ett,om,hade,men,var,jag,han,hon,og,er,af,ikke,til,jeg,vi,sig,blev,fra,ja,on,ei,että,oli,mutta,myös,hän"},
    {Cue::kStop, "w,i,z,na,nie,się,do,jest,że,to,jak,po,co,tak,za,od,ale,czy,przez,a,v,se,je,že,s,k,ve,pro,který,jsou,byl,jako,by,ze,už,bylo,bir,ve,bu,da,ne,için,ile,olarak,çok,daha,gibi,olan"},
    {Cue::kStop, "и,в,не,на,что,с,он,как,это,по,но,из,у,за,от,его,к,для,так,же,о,или,был,также,которые,до,при,а,є,та,що,з,у,від,який,вони,для"},
    {Cue::kStop, "yang,dan,di,ini,itu,dengan,untuk,tidak,dari,dalam,akan,pada,juga,ke,karena,ada,ir,yra,kad,su,buvo,tai,bet,iš,apie,að,í,sem,til,um,við,hann,ekki,var,það,ukuthi,futhi,ngoko,kodwa,ke,le,la,ba,και,το,να,του,της,η,με,που,για,hogy,nem,és,az,egy,is,volt"},

    {Cue::kAdvert, "advertisement,advertisements,advertising,sponsored,sponsor,sponsored content,paid content,anzeige,werbung,publicité,publicidad,pubblicità,publicidade,advertentie,reklam,reklama,реклама,reklame,annonce,annons,mainos,スポンサー,広告,story continues below,continue reading below,article continues below,after this ad"},
    {Cue::kSubscribe, "subscribe,subscriber,subscribers,subscription,newsletter,newsletters,sign up,signup,inbox,your inbox,unsubscribe,mailing list,daily briefing,breaking news alerts,push notifications,download our app,our app,abonnieren,abonnement,abo,newsletter anmelden,jetzt abonnieren,abonnez vous,s'abonner,inscrivez vous,suscríbete,suscribirse,boletín,iscriviti,abbonati,assine,nieuwsbrief,prenumerera,nyhetsbrev,nyhedsbrev,uutiskirje,odběr,подпишитесь,подписывайтесь,подписка,рассылка,abone,bülten,メルマガ,구독,订阅,subscribe now,already a subscriber,unlimited access,unlimited digital access,unlimited online access,digital access,full access,epaper,exclusive articles,one account,create an account,join thousands,your free articles,to continue reading,jetzt testen,probeabo,accès illimité,acceso ilimitado,accesso illimitato,acesso ilimitado"},
    {Cue::kReadMore, "read more,read also,see also,read next,also read,related,related articles,related stories,related topics,more on,more from,more stories,more news,recommended,you may also,you might also,don't miss,up next,most read,most popular,trending,latest news,top stories,click here,continue reading,keep reading,full story,learn more,find out more,mehr zum thema,lesen sie,lesen sie auch,weiterlesen,mehr dazu,auch interessant,das könnte sie,zum thema,meistgelesen,à lire aussi,lire aussi,lire la suite,voir aussi,lea también,leer más,te puede interesar,más información,leggi anche,leggi tutto,leia também,leia mais,saiba mais,lees ook,lees meer,läs mer,läs också,les også,læs også,lue myös,czytaj też,zobacz też,čtěte také,читайте также,читать далее,ilgili haberler,baca juga,関連記事,続きを読む,相关阅读,you might like,might interest you,recommended for you,more like this,further reading,read this next,veja também,veja mais,pode gostar,também pode gostar,você pode gostar,pode interessar,ver también,te puede gustar,podría interesarte,te recomendamos,vous aimerez aussi,sur le même,ti potrebbe interessare,das könnte auch,weitere artikel,lees verder,meer over,les mer,læs mere,lue lisää,czytaj więcej,číst dále,вам также,материалы по теме,новости по теме,diğer haberler,berita terkait"},
    {Cue::kShare, "share,share this,tweet,retweet,follow us,follow,facebook,twitter,whatsapp,instagram,telegram,linkedin,pinterest,flipboard,copy link,print,email this,teilen,folgen sie uns,drucken,merken,partager,suivez nous,compartir,síguenos,condividi,seguici,compartilhar,siga,delen,volg ons,dela,del,jaa,udostępnij,sdílet,поделиться,paylaş,bagikan,シェア,공유"},
    {Cue::kComment, "comment,comments,reply,replies,antworten,répondre,responder,odpowiedz,leave a comment,post a comment,join the conversation,join the discussion,view comments,show comments,add a comment,no comments,log in,login,sign in,register,kommentare,kommentar,kommentieren,anmelden,registrieren,commentaires,commenter,connectez vous,comentarios,comentar,commenti,comentários,reacties,reageer,kommentarer,kommentera,kommentoi,komentarze,komentáře,комментарии,yorum,yorumlar,コメント,댓글"},
    {Cue::kRights, "copyright,©,all rights reserved,rights reserved,terms of use,terms of service,terms and conditions,terms,privacy policy,may not be,republished,reproduced,redistributed,alle rechte vorbehalten,impressum,datenschutz,agb,tous droits réservés,mentions légales,todos los derechos,derechos reservados,aviso legal,tutti i diritti,diritti riservati,todos os direitos,alle rechten voorbehouden,wszelkie prawa,všechna práva,все права защищены,tüm hakları saklıdır,無断転載,禁止,contact us,about us"},
    {Cue::kCredit, "photo,photos,photo by,photograph,file photo,image,images,image credit,credit,getty,reuters,ap photo,afp,courtesy of,courtesy,via,pictured,picture,bild,foto,fotos,quelle,imago,dpa,picture alliance,crédit,crédit photo,imagen,fotografía,immagine,foto di,imagem,reprodução,kuva,zdjęcie,фото,fotoğraf,写真,사진,caption,photographer,fotograf"},
    {Cue::kDonate, "donate,donation,donations,support us,your support,support our,help us,become a,a member,membership,contribute,contribution,contributing,fund,reader funded,spenden,unterstützen sie,unterstützen,faites un don,soutenez,soutenir,dona,donar,apóyanos,sostienici,apoie,doneer,steun,støtt,поддержите,пожертвовать,bağış,support local journalism,support independent journalism,support quality journalism"},
    {Cue::kByline, "by,von,par,por,updated,published,posted,last updated,first published,last modified,modified,min read,minutes read,minute read,reading time,stand,aktualisiert,veröffentlicht,publié le,mis à jour,publicado,actualizado,pubblicato,aggiornato,atualizado,gepubliceerd,publicerad,uppdaterad,publisert,oppdatert,julkaistu,opublikowano,aktualizováno,опубликовано,обновлено,güncelleme,text,reporter,editor,correspondent,staff writer"},
    {Cue::kCookie, "cookie,cookies,privacy,consent,accept,gdpr,datenschutzerklärung,einwilligung,zustimmen,akzeptieren,consentement,accepter,consentimiento,aceptar,accetta,javascript,browser,enable javascript,ad blocker,adblock,adblocker"},
    {Cue::kPlayer, "video,videos,play,pause,mute,unmute,loading,fullscreen,now playing,watch,watch live,listen,audio,podcast,gallery,slideshow,abspielen,bildergalerie,regarder,écouter,ver video,escuchar,guarda,titta,воспроизвести,смотреть,動画,advertisement skip,embed,00"},
    {Cue::kWe, "we,our,us,ours,wir,uns,unser,unsere,unserer,nous,notre,nos,nosotros,nuestro,nuestra,noi,nostro,nostra,nós,nosso,nossa,wij,ons,onze,vår,vårt,våra,мы,наш,наша,наши,нам,biz,bizim"},
    {Cue::kYou, "you,your,yours,sie,ihnen,ihr,vous,votre,vos,usted,tu,tus,tuo,você,seu,sua,jij,jouw,uw,du,din,ditt,вы,ваш,ваша,вас,siz,sizin"},
    {Cue::kSaid, "said,says,told,added,according to,stated,asked,warned,announced,claimed,noted,tweeted,wrote,argued,insisted,explained,sagte,sagt,erklärte,teilte,schrieb,laut,a déclaré,selon,a dit,dijo,según,afirmó,aseguró,ha detto,secondo,disse,segundo,afirmou,zei,volgens,säger,enligt,sagde,ifølge,sanoi,powiedział,według,řekl,uvedl,podle,сказал,заявил,сообщил,dedi,söyledi,göre,kata,ujar"},
    {Cue::kCorrection, "correction,corrections,clarification,editor's note,editors' note,an earlier version,this article was,this story was,this story has,this article has,contact the,contact our,reporting by,editing by,additional reporting,writing by,contributed to this,originally published,first appeared,follow him on,follow her on,news tips,send tips,email the author,korrektur,anmerkung der redaktion,in einer früheren"},
    {Cue::kReader, "dear reader,dear readers,our readers,our journalism,our journalists,our newsroom,independent journalism,our reporting,our work,a message from,letter from the,a note from,you can help,enjoying,ad free,liebe leser,liebe leserinnen,chers lecteurs,queridos lectores,cari lettori,beste lezers,дорогие читатели,unabhängigen journalismus,journalisme indépendant,periodismo independiente"},
    {Cue::kForm, "email,email address,e mail,enter your,submit,password,your name,first name,last name,zip code,monthly,annual,once,yearly,per month,a month,payment,payments,payment methods,credit card,remind me,remind me later,not now,no thanks,maybe later,continue,cancel,close,start now,get started,required fields,thank you for,successfully,please try again,e mail adresse,absenden,adresse e mail,envoyer,correo electrónico,enviar,invia,confirm,choose,amount,free trial,try again"},
    {Cue::kMonth, "january,february,march,april,may,june,july,august,september,october,november,december,jan,feb,mar,apr,jun,jul,aug,sep,sept,oct,nov,dec,monday,tuesday,wednesday,thursday,friday,saturday,sunday,januar,februar,märz,mai,juni,juli,oktober,dezember,janvier,février,mars,avril,juin,juillet,août,septembre,octobre,novembre,décembre,enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre,gennaio,febbraio,maggio,giugno,luglio,settembre,ottobre,dicembre,janeiro,fevereiro,março,maio,setembro,outubro,dezembro,januari,februari,maart,augustus,января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря,uhr,gmt,est,edt,utc,pm,am"},
};

constexpr size_t kSlots = 1 << 13;

struct Table {
  struct Slot { uint64_t hash = 0; CueSet cues = 0; };
  std::vector<Slot> slots = std::vector<Slot>(kSlots);

  Table() {
    for (const Entry& entry : kEntries) {
      for (const char* p = entry.phrases; *p;) {
        uint64_t phrase = 0;
        bool first = true;
        while (*p && *p != ',') {
          WordHash word;
          for (; *p && *p != ',' && *p != ' '; ++p) word.Add(uint8_t(*p));
          phrase = first ? word.value : Joined(phrase, word.value);
          first = false;
          if (*p == ' ') ++p;
        }
        if (*p) ++p;
        size_t at = phrase % kSlots;
        while (slots[at].hash && slots[at].hash != phrase) at = (at + 1) % kSlots;
        slots[at].hash = phrase;
        slots[at].cues |= Bit(entry.cue);
      }
    }
  }
};

}  // namespace

CueSet CuesOf(uint64_t hash) {
  static const Table table;
  for (size_t at = hash % kSlots; table.slots[at].hash; at = (at + 1) % kSlots)
    if (table.slots[at].hash == hash) return table.slots[at].cues;
  return 0;
}

}  // namespace quoth::page
