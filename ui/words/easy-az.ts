import type { EasyWords } from './easy.ts';

const elsewhere = 'Başqa köşkdən istifadə edin. Və ya əməkdaşa müraciət edin.';
const soon = 'Bir azdan yenidən işləyə bilər. İşləməsə, əməkdaşa müraciət edin.';
const readerAway = 'Sənəd oxuyucusu işləmir. İndi yalnız vəsiqəsiz xidmətlər açıqdır.';
const onScreen = 'Qəbzin və ya talonun nömrəsini ekranda görəcəksiniz. Arayış çap olunmur.';
const printerAway = `Printer işləmir. ${onScreen}`;
const officeAway = 'Qurumla əlaqə yoxdur. Köşk indi müraciət qəbul etmir. Əməkdaşa müraciət edin.';

export const easy: EasyWords = {
  common: { free: 'Pulsuzdur' },
  display: { calmTouch: { hint: 'Əliniz titrəyir? Barmağınızı düymədə bir az saxlayın' } },
  scan: {
    refused: {
      credit: 'Bu, qalıq kodudur. Onu ödəyəndə skanerə tutun.',
      unread: 'Kod oxunmadı. Onu skanerə bir daha tutun.',
    },
  },
  keypad: {
    keys: 'Oxlar çərçivəni hərəkət etdirir. Ortadakı düymə seçir. «İrəli» davam edir. «Geri» əvvəlki səhifəyə qaytarır.',
  },
  leave: {
    body: 'Köşk cavablarınızı siləcək.',
    kept: (reference) => `${reference} nömrəsini saxlayın. «Müraciətim» səhifəsində və ya 108-də soruşun.`,
    codes: (codes) => `Qalıq kodunu da saxlayın: ${codes}. Bu, sizin pulunuzdur.`,
    doubt: {
      body: (reference) =>
        `Ödənişi hələ yoxlayırıq. ${reference} nömrəsini saxlayın. Nəticəni «Müraciətim» səhifəsində və ya 108-də öyrənin.`,
    },
  },
  searching: {
    advice: ['Başqa söz yazın.', 'Geri qayıdın və bölmə seçin.', 'Növbə talonu götürün. Və ya əməkdaşdan soruşun.'],
  },
  continuing: {
    code: { lead: 'Nömrə kağızınızda yazılıb. Sonra vəsiqəniz lazım olacaq.' },
    problems: { mistyped: 'Nömrəni yoxlayın. Onu kağızdakı ilə müqayisə edin.' },
    found: {
      held: { lead: 'Onu köşk və ya əməkdaş tamamlayacaq. Ödəmisinizsə, yenidən ödəməyəcəksiniz.' },
      registered: { lead: 'Sənədi yenidən çap edə bilərsiniz. Onda köhnə kağız etibarsız olur.' },
    },
    codeOnly: 'Onu indi çap etmək olmur. QR kodu görə bilərsiniz. Əlinizdəki kağız etibarlı qalır.',
  },
  mine: {
    moved: { lead: 'Talonun nömrəsi əvvəlkidir. Köhnə talon etibarsızdır. Yenisini çap edin.' },
  },
  before: {
    lead: (minutes, paid) =>
      `Əvvəlcə baxın: nə lazımdır${paid ? ' və neçəyədir' : ''}. Burada təxminən ${minutes} dəqiqə çəkir.`,
    costs: (money) => `Qiyməti ${money}.`,
    atWindow: (free) =>
      `Bunu əməkdaş pəncərədə edir. Burada talon götürün.${free ? '' : ' Pulu pəncərədə ödəyəcəksiniz.'}`,
    byAppointment: (free) =>
      `Bunu əməkdaş pəncərədə edir. Burada vaxt seçin.${free ? '' : ' Pulu pəncərədə ödəyəcəksiniz.'}`,
  },
  whatIsRead: {
    lead: { here: 'Köşk və qurum haqqınızda məlumat oxuyur. Baxın: nə oxunur və nə üçün.' },
    fields:
      'Adınız, soyadınız, FİN və doğum tarixiniz. Cinsiniz və vətəndaşlığınız. Sənədin nömrəsi və son günü. Köşk üç sətri, bacarsa, çipi də oxuyur.',
    phone: { says: 'Kodu yalnız siz razı olsanız göndəririk. Köşk nömrənizin son iki rəqəmini görür.' },
    kept: {
      here: {
        says: 'Köşk nömrəni, xidməti, məbləği və vaxtı saxlayır. Ad və FİN saxlamır. Qurumun öz qaydaları var.',
      },
    },
  },
  whatWasRead: {
    home: 'Evdə də, sonra da baxa bilərsiniz. Kodu telefonla oxuyun. Sənədinizin nömrəsini yazın.',
  },
  identifying: {
    waiting: {
      lead: 'Oxuyucu ekranın altındadır. Üç sətirli tərəfi aşağı qoyun. Vəsiqə artıq içəridədir? Onu çıxarın və yenidən qoyun.',
    },
    parent: {
      lead: 'Valideynin vəsiqəsi lazımdır. Oxuyucu ekranın altındadır. Üç sətirli tərəfi aşağı qoyun.',
    },
    childsCard: {
      lead: 'Bu, uşağın vəsiqəsidir. Müraciəti ana, ata və ya qəyyum edir.',
      steps: ['Uşağın vəsiqəsini götürün', 'Öz vəsiqənizi qoyun. Səhifə davam edəcək'],
      picture: 'Uşağın vəsiqəsi çıxarılır. Valideynin vəsiqəsi qoyulur',
    },
    occupied: { lead: 'Onu çıxarın. Sizin deyil? Əməkdaşa verin. Sonra öz vəsiqənizi qoyun.' },
    away: {
      withoutCard: 'Vəsiqəsiz köşk az şey tapır. Yalnız vəsiqəsiz edilmiş müraciət və ödənişlər tapılır.',
    },
    picture: 'Vəsiqə oxuyucuya qoyulur. Üç sətirli tərəf aşağıdır',
    phone: { hint: 'Vəsiqəniz yanınızda deyil? Rəqəmsal kimlik lazımdır' },
  },
  identifyingByPhone: {
    lead: 'Telefon kim olduğunuzu soruşacaq. Siz razı olana qədər heç nə göndərilmir.',
    gets: 'Köşk adınızı, doğum tarixinizi və FİN kodunu alır. Sənədin nömrəsini də alır. Bu, yalnız bu müraciət üçündür.',
  },
  offeringCode: {
    lead: 'Reyestrdəki telefon nömrənizə kod göndəririk. Siz razı olana qədər heç nə göndərmirik.',
    why: 'Bu xidmət haqqınızda məlumat göstərir. Təkcə vəsiqə kifayət etmir.',
    without: 'Telefon yanınızda deyil? Çip oxuyan köşkdən istifadə edin. Və ya pəncərədə əməkdaşa müraciət edin.',
  },
  choosingSlot: {
    lead: 'Vaxtı sizin üçün saxlayırıq. Sonra müraciəti bitirin.',
    come: 'Vaxtınızdan 30 dəqiqə əvvəl gələ bilərsiniz. Vaxt bitəndən sonra yalnız 10 dəqiqə gözləyirik.',
  },
  choosingDue: { changed: 'Borclarınız dəyişib. Yenidən baxın. Pul çıxılmayıb.' },
  paying: {
    stages: {
      processing: { lead: 'Kart terminaldadır? Onu çıxarmayın.' },
      registering: { lead: 'Bank razılıq verdi. İndi müraciəti qeydiyyata alırıq. Ödəniş onda yekunlaşır.' },
      asking: { lead: 'Terminal cavab vermədi. Yenidən ödəməyin. Nəticəni yoxlayırıq.' },
    },
  },
  choosingPayment: {
    cashHint: (notes) =>
      `${notes === '' ? '' : `${notes} əskinasları. `}Köşk qalıq qaytarmır. Artıq pul üçün qalıq kodu verir`,
    notSeveral: 'Qalıq kodu hər dəfə bir borcu ödəyir. Borcları bir-bir ödəyin.',
    otherWay: 'Başqa cür ödəmək istəyirsiniz? Bitirin və yenidən başlayın. Pul kodda qalır.',
  },
  typingCredit: {
    lead: 'Kod kağızınızdadır. «Qalıq kodu» sözlərini tapın. Kod dörd hissədir.',
    locked: { lead: 'Başqa cür ödəyin. Və ya kağızı əməkdaşa göstərin. Pul çıxılmayıb.' },
    problems: { mistyped: 'Kodu yoxlayın. Onu kağızdakı ilə müqayisə edin.' },
  },
  payingCash: {
    stages: { reading: { lead: 'Onu dartmayın. İçəri düşəndə sayılacaq.' } },
    blocked: {
      nothing: 'Hələ heç nə sayılmayıb. Geri qayıda bilərsiniz. İçəridə qalan əskinası əməkdaş qaytaracaq.',
      something:
        'Aşağıdakı pul sizindir. Dayandırıb qalıq kodu ala bilərsiniz. Sayılmamış əskinası əməkdaş qaytaracaq.',
    },
    noChange: 'Köşk qalıq qaytarmır. Böyük əskinası götürməzdən əvvəl soruşur. Artıq pul qalıq kodunda qalır.',
  },
  noteTooLarge: { keepHint: (rest) => `${rest} qalıq kodunda qalır. Onunla ödəyin və ya pulu əməkdaşdan alın` },
  credited: {
    notPrinted: 'Kağız çap olunmadı. Kodu özünüzə yazın. Kod əməkdaşda da var. Müraciət qeydiyyata alınmayıb.',
    use: 'Kodla köşkdə ödəyin. Və ya onu əməkdaşa göstərin.',
  },
  trouble: {
    continues: 'Müraciətiniz saxlanılıb. İstənilən köşkdə davam edə bilərsiniz. Bu nömrə lazım olacaq.',
    slip: { 'not-printed': 'Kağız çap olunmadı. Bu kodu yazın.' },
  },
  wrongDocument: {
    steps: ['Əməkdaşa müraciət edin. Müraciətin nömrəsini deyin.', 'Bu köşkdə şikayət də verə bilərsiniz.'],
  },
  printing: {
    late: (minutes) =>
      `Printer yavaş işləyir. Gözləyin. ${minutes} dəqiqəyə vərəq çıxmadı? Onda köşk nə edəcəyinizi göstərəcək.`,
  },
  printTrouble: { copyHint: 'Qəbz printerindən çıxır. Sənədi əvəz etmir' },
  done: {
    message: { lead: 'Düyməyə toxunun. Reyestrdəki nömrənizə göndərəcəyik.' },
  },
  starting: { lead: 'Köşk əvvəlki işini yoxlayır. Bir az gözləyin.' },
  idle: {
    body: (seconds) =>
      `Davam etmək üçün ekrana toxunun. Səans ${seconds} saniyəyə bitəcək. Onda köşk məlumatınızı siləcək.`,
    cash: (seconds) =>
      `Davam etmək üçün ekrana toxunun. Səans ${seconds} saniyəyə bitəcək. Pulunuz üçün köşk qalıq kodu çap edəcək.`,
    credited: (seconds) =>
      `Qalmaq üçün ekrana toxunun. Bu səhifə ${seconds} saniyəyə bağlanacaq. Pulunuz qalıq kodunda qalır.`,
    soon: {
      body: 'Davam etmək üçün ekrana toxunun. Səans tezliklə bitəcək. Onda köşk məlumatınızı siləcək.',
      cash: 'Davam etmək üçün ekrana toxunun. Səans tezliklə bitəcək. Pulunuz üçün köşk qalıq kodu çap edəcək.',
      credited: 'Qalmaq üçün ekrana toxunun. Bu səhifə tezliklə bağlanacaq. Pulunuz qalıq kodunda qalır.',
    },
  },
  troubles: {
    'LIN-107': { notice: 'Köşk açıqdır. Bağlanana qədər ödəniş başlamır.' },
    'DSK-101': { notice: 'Köşkün yaddaşı dolub. Köşk xidmət göstərmir.' },
    'RDR-101': { body: 'Vəsiqəni çıxarın və yenidən qoyun. Üç sətirli tərəf təmiz olmalıdır. O, aşağı baxmalıdır.' },
    'RDR-102': { body: 'Üç sətirli hissəni təmizləyin. Vəsiqəni yenidən qoyun. Alınmasa, əməkdaşa müraciət edin.' },
    'RDR-104': {
      notice: readerAway,
      body: 'Bir az gözləyin. Oxuyucu özü qayıda bilər. Qayıtmasa, başqa köşkdən istifadə edin.',
    },
    'RDR-108': { body: 'Onu götürün. Azərbaycanın şəxsiyyət vəsiqəsini qoyun. Və ya əməkdaşa müraciət edin.' },
    'RDR-109': { notice: readerAway, body: elsewhere },
    'TRM-101': { body: soon },
    'TRM-102': { body: `Ödəniş başlamayıb. ${soon}` },
    'TRM-103': { body: soon },
    'TRM-104': { body: `Ödəniş başlamayıb. ${soon}` },
    'TRM-106': { body: 'Yenidən ödəməyin. Bunu əməkdaş yoxlayacaq. Kodu saxlayın. Onu əməkdaşa göstərin.' },
    'TRM-110': { body: elsewhere },
    'TRM-203': {
      notice: 'Əvvəlki ödənişi yoxlayırıq. İndi bank kartı ilə ödəmək olmur.',
      body: 'Yenidən ödəməyin. Pul çıxılıb? Müraciət qeydiyyata alınacaq və ya pul qaytarılacaq. Gözləmədən gedə bilərsiniz.',
    },
    'TRM-204': {
      notice: 'Əvvəlki ödənişi yoxlayırıq. İndi bank kartı ilə ödəmək olmur.',
      body: 'O bitənə qədər burada ödəmək olmur. Bir az gözləyin. Və ya başqa köşkdən istifadə edin.',
    },
    'TRM-205': { body: 'Terminal cavab vermədi. Biz yoxladıq. Pul çıxılmayıb.' },
    'PRN-101': { notice: printerAway, body: soon },
    'PRN-103': { notice: printerAway, body: soon },
    'PRN-111': { notice: `Printerdə kağız yoxdur. ${onScreen}` },
    'PRN-112': { notice: `Printerin qapağı açıqdır. ${onScreen}` },
    'PRN-113': { notice: printerAway },
    'PRN-114': { notice: printerAway },
    'PRN-115': { notice: printerAway },
    'PRN-116': { notice: printerAway },
    'PRN-117': { notice: printerAway },
    'PRN-118': { notice: printerAway },
    'PRN-123': { notice: printerAway },
    'PRN-201': { body: 'Qəbz çap olunmaya bilər. Onda onu QR kodla alacaqsınız.' },
    'PRN-202': { notice: `Printerdə kağız çatmır. ${onScreen}` },
    'BIL-103': { notice: 'Pul qutusu doludur. Nağd pulla ödəmək olmur.' },
    'BIL-104': { notice: 'Pul qutusu yerində deyil. Nağd pulla ödəmək olmur.' },
    'BIL-109': { body: elsewhere },
    'BIL-110': {
      notice: 'Əvvəlki ödənişin bir əskinasını yoxlayırıq. İndi nağd pulla ödəmək olmur.',
      body: 'Əskinasın qutuya düşdüyü bəlli deyil. O, əməkdaşın siyahısındadır. Heç nə itməyib. Əməkdaşa müraciət edin.',
    },
    'BIL-111': { notice: 'Yuvada əskinas qalıb. Onu əməkdaşa verin. Sonra nağd ödəmək olar.' },
    'BIL-113': { body: elsewhere },
    'BKO-101': { notice: officeAway },
    'BKO-103': {
      notice: officeAway,
      body: 'Müraciət özü qeydiyyata alınacaq. Alınmasa, kartın pulu qayıdır. Nağd pul üçün qalıq kodu verilir. Yenidən ödəməyin. Gözləməyə bilərsiniz.',
    },
    'BKO-105': {
      body: 'Cavab müraciətinizə uyğun gəlmədi. O, başqasının ola bilər. Ona görə çapı dayandırdıq. Əməkdaşa müraciət edin.',
    },
    'BKO-107': { notice: officeAway },
    'BKO-110': {
      notice: officeAway,
      body: 'Bu cavabı istifadə etmədik. O, başqasının ola bilər. Təkrar olunsa, əməkdaşa müraciət edin.',
    },
    'BKO-114': {
      notice: 'Kod göndərmək olmur. Reyestrdə telefon nömrəsi yoxdur.',
      body: 'Çip oxuyan köşkdən istifadə edin. Və ya pəncərədə əməkdaşa müraciət edin. Heç nə göndərilməyib.',
    },
    'BKO-116': { body: 'Müraciət qəbul edilmədi. Yenidən başlayın. Sonra siz olduğunuzu təsdiq edin.' },
    'BKO-126': { body: 'Bu sənəd artıq etibarlı deyil. Yenidən çap olunmur. Yeni sənəd üçün müraciət edə bilərsiniz.' },
    'BKO-141': { body: 'Köşk cavablarınızı möhürlü saxlayır. Əlaqə olanda göndərəcək.' },
  },
};
