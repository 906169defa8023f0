import { troublesAz } from './troubles-az.ts';
import type { CommonWords, Words } from './words.ts';

const said = {
  language: 'az',
  common: {
    next: 'Davam et',
    back: 'Geri',
    finish: 'Bitir və məlumatı sil',
    another: 'Başqa xidmət seç',
    retry: 'Yenidən cəhd et',
    help: 'Kömək: 108 nömrəsinə zəng edin',
    simulated: 'Sınaq rejimi: qurğular simulyasiya olunur',
    chooseLanguage: 'Dili seçin',
    scrollDown: 'Aşağı keç',
    scrollUp: 'Yuxarı keç',
    service: 'Xidmət',
    term: 'Müddət',
    toPay: 'Ödəniləcək',
    paid: 'Ödənilib',
    amount: 'Məbləğ',
    atWindow: 'Pəncərədə',
    free: 'Ödənişsiz',
    reference: 'Müraciətin nömrəsi',
    minutes: (count) => `Təxminən ${count} dəqiqə`,
    lowerHalf: 'Ekran aşağı salınıb',
    takeCard: 'Vəsiqənizi oxuyucuda qoyub getməyin.',
    continueApplication: 'Müraciətə davam et',
  },
  wait: {
    usual: (seconds) => `Adətən təxminən ${seconds} saniyə`,
    soFar: 'Keçib:',
    unit: 'san.',
    late: 'Bu, adi haldan uzun çəkir. Gözləyə bilmirsinizsə, əməkdaşa müraciət edin və ya 108-ə zəng edin.',
  },
  leave: { button: 'Bitir', title: 'Səansı bitirirsiniz?', body: 'Daxil etdiyiniz məlumat silinəcək.' },
  progress: {
    steps: {
      card: 'Vəsiqə',
      questions: 'Suallar',
      check: 'Yoxlama',
      payment: 'Ödəniş',
      receipt: 'Qəbz',
      certificate: 'Arayış',
      ticket: 'Talon',
    },
    all: 'Mərhələlər',
    at: (number, of) => `Mərhələ ${number}, cəmi ${of}`,
  },
  attract: {
    title: 'Dövlət xidmətləri bir ekranda',
    lead: 'Arayış alın, rüsum ödəyin, növbə götürün. Vəsiqənizi və bank kartınızı hazırlayın, dili seçin.',
    lower: 'Ekranı aşağı sal',
    contrast: 'Kontrast',
    text: 'Böyük mətn',
    display: 'Ekranın görünüşü',
    cards: 'Kart qəbul olunur',
    receipts: 'Qəbz çap olunur',
  },
  choosing: {
    title: 'Nə etmək istəyirsiniz?',
    lead: 'Xidməti seçin. Ödənişdən əvvəl hər şeyi yoxlaya biləcəksiniz.',
    from: (money) => `${money}‑dan`,
    atWindow: 'Pəncərədə',
    priceLater: 'Qiyməti əməkdaş deyir',
    cardNeeded: 'Vəsiqə lazımdır',
    noCardNeeded: 'Vəsiqə lazım deyil',
    search: 'Xidmət axtarın: arayış, pasport, talon…',
    direct: 'Və ya birbaşa seçin',
  },
  searching: {
    title: 'Xidmət axtarın',
    lead: 'Sizə lazım olan sözü yazın, məsələn: arayış, pasport, talon.',
    field: 'Axtarılan söz',
    clear: 'Yazılanı sil',
    found: (count) => `Tapılan xidmətlər: ${count}`,
    nothing: 'Belə xidmət tapılmadı',
    advice: [
      'Başqa söz yazın.',
      'Geri qayıdın və bölmə seçin.',
      'Növbə talonu götürün və ya zaldakı əməkdaşdan soruşun.',
    ],
  },
  continuing: {
    code: {
      title: 'Müraciətin nömrəsini daxil edin',
      lead: 'Nömrə qəbzdə yazılıb. Sonra vəsiqənizi oxuyucuya qoyacaqsınız.',
    },
    problems: {
      incomplete: 'Nömrə tam daxil edilməyib.',
      mistyped: 'Nömrədə bir işarə səhvdir. Qəbzlə yenidən müqayisə edin.',
      unknown: 'Bu vəsiqə ilə belə nömrəli müraciət yoxdur. Nömrəni və vəsiqəni yoxlayın.',
    },
    locked: {
      title: 'Əməkdaşa müraciət edin',
      lead: 'Üç nömrə bu vəsiqəyə uyğun gəlmədi. Müraciətlərinizdə heç nə dəyişməyib.',
    },
    lookingUp: { title: 'Müraciətiniz axtarılır', lead: 'Ekrandan uzaqlaşmayın.' },
    found: {
      open: {
        title: 'Müraciətiniz tamamlanmayıb',
        lead: 'Onu burada tamamlaya bilərsiniz. Əvvəlcə məlumatı yoxlayın.',
      },
      held: {
        title: 'Müraciətiniz yoxlanılır',
        lead: 'Onu başladığınız köşk və ya əməkdaş tamamlayacaq. Orada ödəniş etmisinizsə, yenidən ödəməli olmayacaqsınız.',
      },
      registered: {
        title: 'Müraciətiniz qeydiyyata alınıb',
        lead: 'Sənədi yenidən çap edə bilərsiniz. Bundan sonra əvvəlki nüsxələr etibarsız sayılacaq.',
      },
      closed: {
        title: 'Bu müraciət bağlanıb',
        lead: 'Bu nömrə ilə heç nə qeydiyyata alınmayıb. Yeni müraciətə başlaya bilərsiniz.',
      },
    },
    elsewhere: 'Bu xidmət bu köşkdə yoxdur. Əməkdaşa müraciət edin.',
    begunAt: 'Köşk',
    review: 'Məlumatı yoxla',
    print: { receipt: 'Qəbzi çap et', certificate: 'Arayışı çap et', ticket: 'Talonu çap et' },
    askAgain: 'Yenidən yoxla',
    begin: 'Yeni müraciətə başla',
    codeOnly: 'Onu indi çap etmək olmur. QR kodu göstərilə bilər; əlinizdəki kağız etibarlı qalır.',
  },
  before: {
    lead: (minutes: number, paid: boolean) =>
      `Başlamazdan əvvəl: nə lazımdır${paid ? ', qiyməti nə qədərdir' : ''} və nə vaxt hazır olur. Burada təxminən ${minutes} dəqiqə çəkir.`,
    documents: 'Tələb olunan sənəd',
    who: 'Kim gəlməlidir',
    afterwards: 'Sonra əməkdaşın yanında',
    instead: 'Sizin əvəzinizə',
    about: (money: string) => `təxminən ${money}`,
    // No price is known for this day.
    priceLater: 'Əməkdaş deyəcək',
    lines: { duty: 'Dövlət rüsumu', fee: 'Xidmət haqqı', commission: 'Ödəniş haqqı' },
    // It is done and paid at a window; a number in the queue is all that is had here.
    atWindow: (free: boolean) =>
      `Bu xidmət pəncərədə göstərilir. Burada növbə nömrəsi alın${free ? '' : ', ödənişi orada edəcəksiniz'}.`,
    takeNumber: 'Növbə nömrəsi al',
    notHere: 'Bu mərkəzdə göstərilmir',
    price: 'Qiymət',
    readiness: 'Nə vaxt hazır olur',
    when: 'Nə vaxt lazımdır?',
    // Where the kiosk does not know what day it is.
    readyLater: 'Hazır olacağı gün sonra bildiriləcək',
    ready: (date: string) => `Hazır olacaq: ${date}`,
    tariff: (date: string) => `${date} tarixli tarif.`,
    // Of a certificate.
    inAzerbaijani: 'Arayış Azərbaycan dilində çap olunur.',
    // Of what is read about a person: the button that leads to it, or that it is nothing.
    reads: {
      button: 'Haqqınızda hansı məlumat oxunur',
      nothing: 'Bu xidmət üçün haqqınızda heç bir məlumat oxunmur.',
    },
  },
  whatIsRead: {
    title: 'Haqqınızda hansı məlumat oxunur',
    // At this kiosk, or at the window alone.
    lead: {
      here: 'Vəsiqənizi qoymazdan əvvəl bilin: nə, haradan, kim tərəfindən və nə üçün oxunur.',
      window: 'Bu köşkdə haqqınızda heç bir məlumat oxunmur.',
    },
    card: 'Bu köşk oxuyur',
    documents: { 'identity-card': 'Şəxsiyyət vəsiqəsi', passport: 'Pasport' },
    fields:
      'Ad, soyad, FİN, doğum tarixi, cins, vətəndaşlıq, sənədin nömrəsi və müddəti. Sətirlərdən, oxuna bilirsə çipdən.',
    office: { here: 'Qurum oxuyur', window: 'Pəncərədə oxunur' },
    asked: 'Siz yazırsınız',
    why: {
      label: 'Nə üçün',
      here: { what: 'Yalnız bu müraciət üçün', says: 'Müraciətinizlə birlikdə quruma göndərilir.' },
      window: { what: 'Yalnız bu xidmət üçün', says: 'Pəncərədəki əməkdaş baxır.' },
    },
    paper: {
      label: 'Kağızda',
      receipt: { what: 'Ad və FİN yoxdur', says: 'Nömrə, xidmət və məbləğ yazılır.' },
      certificate: { what: 'Adınız və FİN', says: 'Arayışın məlumatı ilə birlikdə.' },
      ticket: { what: 'Ad və FİN yoxdur', says: 'Növbə nömrəniz yazılır.' },
    },
    kept: {
      label: 'Nə qədər saxlanılır',
      here: {
        what: 'Köşkdə: səansın sonunadək',
        says: 'Köşkün jurnalında nömrə, xidmət, məbləğ və vaxt qalır, ad və FİN qalmır. Qurum öz qaydaları ilə saxlayır.',
      },
      window: { what: 'Köşkdə: heç nə', says: 'Qurum öz qaydaları ilə saxlayır.' },
    },
    ask: {
      label: 'Kimdən soruşmaq olar',
      what: 'Zaldakı əməkdaşdan və ya 108-dən',
      says: (agency: string) => `Qurum: ${agency}.`,
    },
    asOf: (date: string) => `Reyestrlər haqqında məlumat: ${date}.`,
  },
  identifying: {
    waiting: {
      title: 'Vəsiqəni oxuyucuya qoyun',
      lead: 'Oxuyucu ekranın altındadır. Üç sətir yazı olan tərəfi aşağı qoyun. Vəsiqə artıq içəridədirsə, çıxarıb yenidən qoyun.',
    },
    occupied: {
      title: 'Oxuyucuda artıq vəsiqə var',
      lead: 'Onu çıxarın. Sizin deyilsə, əməkdaşa verin. Sonra öz vəsiqənizi qoyun.',
    },
    tooYoung: (years) => `Bu xidmət ${years} yaşdan yuxarı şəxslər üçündür.`,
    reading: { title: 'Vəsiqəniz oxunur', lead: 'Bir neçə saniyə gözləyin. Vəsiqəni tərpətməyin.' },
    progress: (percent) => `Çip oxunur: ${percent} %`,
    privacy: 'Vəsiqədəki məlumat yalnız bu müraciət üçün istifadə olunur.',
    failed: 'Oxunmadı',
    fields: {
      documentNumber: 'sənədin nömrəsi',
      birthDate: 'doğum tarixi',
      expiryDate: 'etibarlılıq müddəti',
      optional: 'əlavə məlumat',
      composite: 'yekun yoxlama rəqəmi',
    },
    picture: 'Vəsiqə oxuyucuya üç sətirli tərəfi aşağı qoyulur',
  },
  answering: {
    progress: (number: number, of: number) => `Sual ${number} / ${of}`,
    shift: 'Böyük hərf',
    space: 'Boşluq',
    erase: 'Sil',
    layout: 'Klaviaturanın dilini dəyiş',
    keyboard: 'Ekran klaviaturası',
    field: 'Cavabınız',
    part: {
      year: { choose: 'İli seçin', change: (label: string) => `Başqa il seç: ${label}` },
      month: { choose: 'Ayı seçin', change: (label: string) => `Başqa ay seç: ${label}` },
      day: { choose: 'Günü seçin', change: (label: string) => `Başqa gün seç: ${label}` },
    },
  },
  checking: {
    title: 'Məlumatı yoxlayın',
    lead: (paid) =>
      paid ? 'Ödənişdən sonra dəyişmək mümkün olmayacaq.' : 'Təsdiqlədikdən sonra dəyişmək mümkün olmayacaq.',
    atWindow: 'Burada ödəniş yoxdur. Pəncərədə ödəyəcəksiniz.',
    change: 'Dəyiş',
    changeOf: (label) => `Dəyiş: ${label}`,
    pay: (money) => `${money} ödə`,
    confirm: 'Təsdiqlə və davam et',
  },
  quoting: {
    title: 'Qiymət soruşulur',
    lead: 'Ekrandan uzaqlaşmayın.',
    unanswered: { title: 'Qiymət hələ bəlli deyil', lead: 'Pul çıxılmayıb. Cavablarınız qalıb.' },
  },
  lodging: { title: 'Müraciətiniz göndərilir', lead: 'Ekrandan uzaqlaşmayın.' },
  paying: {
    step: (number) => `Ödəniş · ${number} / 3`,
    stages: {
      preparing: { title: 'Terminal hazırlanır', lead: 'Bank kartınızı hazır saxlayın.' },
      'present-card': {
        title: 'Kartı terminala yaxınlaşdırın',
        lead: 'Terminal sağ tərəfdə, ekranın altındadır. Kartı yuvaya da daxil edə bilərsiniz. 100 ₼‑dan yuxarı ödənişdə PİN tələb olunur.',
      },
      'enter-pin': {
        title: 'PİN kodu terminalda daxil edin',
        lead: 'Düymələri əlinizlə örtün. Sonra yaşıl düyməni basın.',
      },
      processing: {
        title: 'Bank ödənişi yoxlayır',
        lead: 'Kart terminaldadırsa, çıxarmayın.',
      },
      registering: {
        title: 'Müraciətiniz qeydiyyata alınır',
        lead: 'Bank razılıq verdi. Ödəniş yalnız müraciət qeydiyyata alınandan sonra yekunlaşır.',
      },
      'remove-card': { title: 'Kartınızı terminaldan götürün', lead: 'Sonra bu ekrana qayıdın.' },
      cancelling: { title: 'Ödəniş ləğv edilir', lead: 'Terminalın cavabını gözləyirik.' },
      'cancelling-card': { title: 'Kartınızı terminaldan götürün', lead: 'Ödəniş ləğv edilir.' },
      asking: {
        title: 'Ödənişin nəticəsini yoxlayırıq',
        lead: 'Terminal cavab vermədi. Yenidən ödəməyin: nəticəni yoxlayırıq.',
      },
    },
    noNumber: 'Kart nömrənizi bu köşk görmür və saxlamır.',
    cancel: 'Ödənişi ləğv et',
    picture: 'Ödəniş terminalı',
  },
  choosingPayment: {
    title: 'Necə ödəmək istəyirsiniz?',
    lead: 'Cavablarınız saxlanılıb.',
    card: 'Bank kartı ilə',
    cardHint: 'Ekranın altındakı terminalda',
    cash: 'Nağd pulla',
    cashHint: (notes) =>
      `${notes === '' ? '' : `${notes} əskinasları. `}Qalıq qaytarılmır: artıq məbləğ üçün kodlu çek verilir`,
  },
  payingCash: {
    stages: {
      insert: { title: 'Əskinasları bir‑bir daxil edin', lead: 'Əskinas yuvası ekranın altındadır.' },
      reading: { title: 'Əskinas yoxlanılır', lead: 'Onu dartmayın. İçəri düşən kimi sayılacaq.' },
      settling: { title: 'Yuva bağlanır', lead: 'Daha əskinas qəbul olunmur.' },
      asking: {
        title: 'Son əskinasınızı yoxlayırıq',
        lead: 'Qurğu cavab vermir. Əskinas qeyd olunub və itməyəcək. Gözləmədən gedə bilərsiniz.',
      },
    },
    blocked: {
      nothing: 'Hələ heç nə sayılmayıb. Geri qayıda bilərsiniz. İçəridə qalan əskinası əməkdaş qaytaracaq.',
      something:
        'Aşağıda sayılan pul sizindir: dayandırıb onu kodla saxlaya bilərsiniz. Sayılmamış əskinası əməkdaş qaytaracaq.',
    },
    eyebrow: 'Nağd ödəniş',
    noChange: 'Qalıq qaytarılmır. Qiymətdən artıq daxil etdiyiniz pul qəbzdəki kodla saxlanılır.',
    accepted: 'Qəbul olunan əskinaslar',
    inserted: 'Daxil edilib',
    missing: 'Hələ ödəniləcək',
    back: {
      'invalid-note': 'Əskinas tanınmadı. Onu düzəldin və ya başqasını qoyun.',
      'badly-inserted': 'Əskinas əyri daxil oldu. Onu düz qoyun.',
      'not-accepted': 'Bu əskinas burada qəbul olunmur. Başqasını qoyun.',
      'foreign-item': 'Bu, manat əskinası deyil.',
      'transport-trouble': 'Əskinas çəkilmədi. Onu yenidən qoyun.',
      unknown: 'Əskinas geri qayıtdı. Yenidən qoyun və ya başqasını sınayın.',
      returned: 'Əskinas geri qayıtdı və sayılmadı.',
    },
    stop: 'Dayandır və pulum üçün çek al',
  },
  credited: {
    eyebrow: 'Pulunuz kodla saxlanılıb',
    title: 'Pulunuzun çeki hazırdır',
    writeDown: 'Kodu yazın',
    printed: 'Çeki ekranın altından götürün. Müraciət qeydiyyata alınmayıb.',
    notPrinted: 'Çek çap olunmadı: kodu özünüzə yazın. Kod əməkdaşda da var. Müraciət qeydiyyata alınmayıb.',
    code: 'Saxlanılan məbləğin kodu',
    amount: 'Saxlanılan məbləğ',
    use: 'Bu məbləği istifadə etmək üçün kodu əməkdaşa göstərin.',
    qr: 'Saxlanılan məbləğin QR kodu',
  },
  money: {
    none: { short: 'Bu xidmət ödənişsizdir', long: 'Sizdən pul tutulmayıb' },
    'not-taken': { short: 'Pul çıxılmayıb', long: 'Pul çıxılmayıb' },
    deciding: { short: 'Ödəniş hələ yekunlaşmayıb', long: 'Ödəniş hələ yekunlaşmayıb' },
    unknown: { short: 'Pulun çıxılıb-çıxılmadığı yoxlanılır', long: 'Pulunuz itməyəcək: ödəniş yoxlanılır' },
    'with-staff': { short: 'Pulun çıxılıb-çıxılmadığını əməkdaş yoxlayacaq', long: 'Ödənişi əməkdaş yoxlayacaq' },
    taken: { short: 'Pul bir dəfə çıxılıb', long: 'Ödənişiniz qeydə alınıb' },
    cash: { short: 'Nağd ödənilib', long: 'Ödənişiniz qeydə alınıb' },
    credited: { short: 'Əskinaslarınız kodla saxlanılıb', long: 'Pulunuz kodla saxlanılıb' },
    returning: { short: 'Pul kartınıza qaytarılır', long: 'Pulunuz kartınıza qaytarılır' },
    returned: { short: 'Pul kartınıza qaytarılıb', long: 'Pulunuz kartınıza qaytarılıb' },
  },
  trouble: {
    answersSafe: 'cavablarınız saxlanılıb',
    call: 'Sualınız olsa',
    quote: (reference) => `108-ə zəng edib ${reference} nömrəsini deyin`,
    call108: '108 nömrəsinə zəng edin',
    continues: 'Müraciətiniz saxlanılıb: bu nömrə ilə istənilən köşkdə davam edə bilərsiniz.',
    slip: {
      printing: 'Bu kod yazılmış çek çap olunur.',
      printed: 'Bu kod yazılmış çeki götürün.',
      'not-printed': 'Bu kodu yazın: çek çap olunmadı.',
    },
  },
  issuing: {
    title: 'Müraciətiniz qeydiyyata alınır',
    lead: 'Ekrandan uzaqlaşmayın.',
  },
  printing: {
    leaving: 'Kağız çıxan kimi səansınız bitəcək.',
    receipt: {
      title: 'Qəbziniz çap olunur',
      lead: 'Qəbz ekranın altından çıxır. Kəsilməsini gözləyin, sonra götürün.',
    },
    certificate: {
      title: 'Arayışınız çap olunur',
      lead: 'Arayış ekranın altından çıxır. Kəsilməsini gözləyin, sonra götürün.',
    },
    ticket: {
      title: 'Talonunuz çap olunur',
      lead: 'Talon ekranın altından çıxır. Kəsilməsini gözləyin, sonra götürün.',
    },
  },
  printTrouble: {
    safe: 'Müraciətiniz qeydiyyatdadır',
    unfinished: {
      receipt: 'Qəbz yarımçıq qaldı',
      certificate: 'Arayış yarımçıq qaldı',
      ticket: 'Talon yarımçıq qaldı',
    },
    notPrinted: { receipt: 'Qəbz çap olunmadı', certificate: 'Arayış çap olunmadı', ticket: 'Talon çap olunmadı' },
    lead: (reference, paid) =>
      paid
        ? `${reference} nömrəli müraciətiniz qeydiyyata alınıb və bir dəfə ödənilib. Heç nə itməyib.`
        : `${reference} nömrəli müraciətiniz qeydiyyata alınıb. Heç nə itməyib.`,
    void: 'Yarımçıq çap olunmuş vərəq etibarsızdır. Onu əməkdaşa verin.',
    choose: 'Necə davam etmək istəyirsiniz?',
    qr: 'QR kodu göstər',
    qrHint: 'Telefonla skan edin',
    staff: 'Əməkdaşı çağır',
    staffHint: 'Əməkdaş printerə baxacaq',
    staffCalled: 'Əməkdaş çağırılıb',
    staffCalledHint: 'Köşkün yanında gözləyin',
    reprint: 'Yenidən çap et',
    reprintHint: 'Printer yenidən hazırdır',
  },
  receiptQr: {
    title: 'QR kodu telefonla skan edin',
    lead: 'Kod müraciətinizin qeydini açır. Nömrəni də yazıb saxlaya bilərsiniz.',
    reprintHint: 'Printer yenidən hazırdır',
    qr: 'Müraciətinizin QR kodu',
  },
  done: {
    title: { receipt: 'Müraciət qəbul olundu', certificate: 'Arayışınız hazırdır', ticket: 'Siz növbədəsiniz' },
    take: {
      receipt: 'Qəbzi ekranın altından götürün.',
      certificate: 'Arayışı ekranın altından götürün.',
      ticket: 'Talonu ekranın altından götürün.',
    },
    keep: 'Kağız çap olunmayıb. Nömrəni yazın və ya QR kodu telefonla skan edin.',
    takeAlong: {
      card: 'Vəsiqənizi götürün',
      bankCard: 'Bank kartınızı götürün',
      receipt: 'Qəbzi götürün',
      certificate: 'Arayışı götürün',
      ticket: 'Talonu götürün',
    },
    yourTicket: 'Talonunuz',
    window: (window) => `Pəncərə ${window}`,
    floor: (floor) => `Mərtəbə: ${floor}`,
    ahead: (people) => (people === 0 ? 'Sizdən əvvəl heç kim yoxdur.' : `Sizdən əvvəl ${people} nəfər var.`),
    usualWait: (minutes) => `Bu gün adətən təxminən ${minutes} dəqiqə gözləyirlər`,
    nineOfTen: (minutes) => `Bu gün on nəfərdən doqquzu ən çoxu ${minutes} dəqiqə gözləyib.`,
    paid: (money) => `${money} ödənilib.`,
    payAtWindow: 'Ödənişi pəncərədə edəcəksiniz.',
    credit: 'Əskinasların qalığı',
    number: { receipt: 'Müraciətin nömrəsi', certificate: 'Arayışın nömrəsi', ticket: 'Növbə nömrəniz' },
    next: 'Bundan sonra',
    qr: 'Müraciəti telefonla yoxlayın',
    survey: 'Xidmət rahat oldumu?',
    scores: ['Pis', 'Zəif', 'Orta', 'Yaxşı', 'Əla'],
    thanks: 'Rəyiniz üçün təşəkkür edirik.',
  },
  starting: { title: 'Köşk işə düşür', lead: 'Yarımçıq qalmış əməliyyatlar yoxlanılır. Bir az gözləyin.' },
  outOfService: {
    title: 'Köşk müvəqqəti işləmir',
    lead: 'Başqa köşkdən istifadə edin və ya əməkdaşa müraciət edin.',
  },
  closed: { title: 'Köşk bağlıdır', lead: 'Bir az gözləyin. Ödəniş etmisinizsə, o itməyib.' },
  idle: {
    title: 'Davam edirsiniz?',
    body: (seconds) => `Ekrana toxunmasanız, ${seconds} saniyəyə səans bitəcək və məlumatınız silinəcək.`,
    cash: (seconds) =>
      `Ekrana toxunmasanız, ${seconds} saniyəyə səans bitəcək. Daxil etdiyiniz pul kodla saxlanılacaq və çek çap olunacaq.`,
    credited: (seconds) => `Ekrana toxunmasanız, ${seconds} saniyəyə bu səhifə bağlanacaq. Pulunuz kodla saxlanılır.`,
    stay: 'Davam et',
  },
  troubles: troublesAz,
} satisfies CommonWords & Readonly<Record<string, unknown>>;

/** What it says beyond `CommonWords` is said in every other language, too. */
export type SaidInAz = typeof said;

export const az: Words = said;
