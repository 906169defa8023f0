import type { CommonWords } from './common-words.ts';

const readerAway = 'Sənəd oxuyucusu işləmir: indi yalnız vəsiqə tələb etməyən xidmətlər açıqdır.';
const terminalAway = 'Ödəniş terminalı işləmir: bank kartı qəbul olunmur.';
const notesAway = 'Nağd pul hazırda qəbul olunmur.';
const printerAway = 'Printer işləmir: qəbz və talonun nömrəsi ekranda göstəriləcək, arayış isə çap olunmur.';
const officeAway = 'Xidmətlər sistemi ilə əlaqə yoxdur: hələlik burada müraciət qəbul olunmur. Əməkdaşa müraciət edin.';
const soon = 'Bir azdan yenidən işləyə bilər. İşləməsə, əməkdaşa müraciət edin və ya başqa köşkdən istifadə edin.';

/** Whichever way a seal is wrong, it is one thing to whoever waits for the document. */
const SEAL = {
  title: 'Sənəd çap edilmədi',
  body: 'Sənədin möhürü təsdiqlənmədi, ona görə də çap dayandırıldı. Müraciətiniz itməyib. Əməkdaşa müraciət edin.',
  notice: 'Sənəd çap edilmədi.',
};

export const troublesAz: CommonWords['troubles'] = {
  'DSK-101': {
    title: 'Köşkün yaddaşı dolub',
    body: 'Yaddaşda yer olmayınca heç nə qəbul edilmir. Əməkdaşa müraciət edin və ya başqa köşkdən istifadə edin.',
    notice: 'Köşkün yaddaşı dolub: xidmət göstərilmir.',
  },
  'RDR-101': {
    title: 'Vəsiqə oxunmadı',
    body: 'Vəsiqəni çıxarıb yenidən qoyun. Üç sətirli tərəf təmiz olmalı və aşağı baxmalıdır.',
    notice: 'Vəsiqə oxunmadı.',
  },
  'RDR-102': {
    title: 'Vəsiqə səhv oxundu',
    body: 'Üç sətirli hissəni təmizləyin və vəsiqəni yenidən qoyun. Alınmasa, əməkdaşa müraciət edin.',
    notice: 'Vəsiqə səhv oxundu.',
  },
  'RDR-103': {
    title: 'Vəsiqə çox tez götürüldü',
    body: 'Vəsiqəni yenidən qoyun. Ekran davam edənə qədər yerində saxlayın.',
    notice: 'Vəsiqə çox tez götürüldü.',
  },
  'RDR-104': {
    title: 'Oxuyucu ilə əlaqə kəsildi',
    body: 'Bir az gözləyin: oxuyucu özü qayıda bilər. Qayıtmasa, başqa köşkdən istifadə edin.',
    notice: readerAway,
  },
  'RDR-105': {
    title: 'Sənədin müddəti bitib',
    body: 'Etibarlı sənəd qoyun. Yoxdursa, əməkdaşa müraciət edin.',
    notice: 'Sənədin müddəti bitib.',
  },
  'RDR-106': {
    title: 'Bu xidmət yaşınıza uyğun deyil',
    body: 'Valideyn və ya qəyyumla birlikdə əməkdaşa müraciət edin.',
    notice: 'Bu xidmətin yaş həddi var.',
  },
  'RDR-107': {
    title: 'Sənəd təsdiqlənmədi',
    body: 'Sənədi götürüb əməkdaşa müraciət edin.',
    notice: 'Sənəd təsdiqlənmədi.',
  },
  'RDR-108': {
    title: 'Bu sənəd bu xidmət üçün yaramır',
    body: 'Onu götürün və Azərbaycanın şəxsiyyət vəsiqəsini qoyun və ya əməkdaşa müraciət edin.',
    notice: 'Bu sənəd bu xidmət üçün yaramır.',
  },
  'TRM-101': { title: 'Ödəniş terminalı qoşulu deyil', body: soon, notice: terminalAway },
  'TRM-102': { title: 'Terminal cavab vermir', body: `Ödəniş başlamayıb. ${soon}`, notice: terminalAway },
  'TRM-103': { title: 'Terminal ödənişi başlatmadı', body: soon, notice: terminalAway },
  'TRM-104': {
    title: 'Terminaldan anlaşılmaz cavab gəldi',
    body: `Ödəniş başlamayıb. ${soon}`,
    notice: terminalAway,
  },
  'TRM-105': {
    title: 'Terminal hazırda məşğuldur',
    body: 'Bir neçə saniyəyə boşalacaq.',
    notice: 'Ödəniş terminalı məşğuldur: bir az sonra yenidən cəhd edin.',
  },
  'TRM-106': {
    title: 'Ödənişin nəticəsini öyrənmək mümkün olmadı',
    body: 'Yenidən ödəməyin. Bunu əməkdaş yoxlayacaq: kodu saxlayın və əməkdaşa göstərin.',
    notice: 'Ödəniş terminalına əməkdaş baxmalıdır.',
  },
  'TRM-201': {
    title: 'Bank ödənişi rədd etdi',
    body: 'Başqa kart işləyə bilər. Səbəbi bankınızdan öyrənə bilərsiniz.',
    notice: 'Bank ödənişi rədd etdi.',
  },
  'TRM-202': {
    title: 'Ödəniş ləğv edildi',
    body: 'Heç nə ödənilməyib. Müraciət yalnız ödənişdən sonra qeydiyyata alınır.',
    notice: 'Ödəniş ləğv edildi.',
  },
  'TRM-203': {
    title: 'Ödənişin nəticəsi hələ bəlli deyil',
    body: 'Yenidən ödəməyin. Pul çıxılıbsa, müraciət qeydiyyata alınacaq və ya pul qaytarılacaq. Gözləmədən gedə bilərsiniz.',
    notice: 'Əvvəlki ödənişin nəticəsi yoxlanılır: bank kartı qəbul olunmur.',
  },
  'TRM-204': {
    title: 'Köşkdə əvvəlki ödəniş yoxlanılır',
    body: 'O bitənə qədər yeni ödəniş mümkün deyil. Bir az gözləyin və ya başqa köşkdən istifadə edin.',
    notice: 'Əvvəlki ödənişin nəticəsi yoxlanılır: bank kartı qəbul olunmur.',
  },
  'TRM-205': {
    title: 'Ödəniş baş tutmadı',
    body: 'Terminal cavab vermədi, amma yoxladıq: pul çıxılmayıb.',
    notice: 'Ödəniş baş tutmadı, pul çıxılmayıb.',
  },
  'PRN-101': { title: 'Printerlə əlaqə kəsildi', body: soon, notice: printerAway },
  'PRN-103': { title: 'Printer cavab vermir', body: soon, notice: printerAway },
  'PRN-111': {
    title: 'Printerdə kağız bitdi',
    body: 'Əməkdaş kağızı dəyişə bilər.',
    notice: 'Printerdə kağız yoxdur: qəbz və talonun nömrəsi ekranda göstəriləcək, arayış isə çap olunmur.',
  },
  'PRN-112': {
    title: 'Printerin qapağı açıqdır',
    body: 'Əməkdaş qapağı bağlaya bilər.',
    notice: 'Printerin qapağı açıqdır: qəbz və talonun nömrəsi ekranda göstəriləcək, arayış isə çap olunmur.',
  },
  'PRN-113': { title: 'Printer kağızı kəsə bilmir', body: 'Əməkdaşa müraciət edin.', notice: printerAway },
  'PRN-114': { title: 'Printer dayandı', body: 'Əməkdaşa müraciət edin.', notice: printerAway },
  'PRN-115': { title: 'Printer nasazdır', body: 'Əməkdaşa müraciət edin.', notice: printerAway },
  'PRN-116': { title: 'Printerdə toner yoxdur', body: 'Əməkdaş onu dəyişə bilər.', notice: printerAway },
  'PRN-117': {
    title: 'Printerin çıxış qabı doludur',
    body: 'Özünüzə aid vərəqləri götürün. Qalanını əməkdaş götürəcək.',
    notice: printerAway,
  },
  'PRN-118': { title: 'Printer işə hazır deyil', body: 'Əməkdaşa müraciət edin.', notice: printerAway },
  'PRN-121': {
    title: 'Bu sənədi burada çap etmək olmur',
    body: 'Əməkdaşa müraciət edin.',
    notice: 'Sənədi burada çap etmək olmur.',
  },
  'PRN-122': {
    title: 'Sənəd tam çap olunmadı',
    body: 'Çıxan vərəqlər etibarsızdır. Onları əməkdaşa verin.',
    notice: 'Sənəd tam çap olunmadı.',
  },
  'PRN-201': {
    title: 'Printerdə kağız azdır',
    body: 'Qəbz çap olunmasa, onu QR kodla ala bilərsiniz.',
    notice: 'Printerdə kağız azdır. Kağız çatmasa, QR kod göstəriləcək.',
  },
  'PRN-202': {
    title: 'Printerdə kağız çatmır',
    body: 'Əməkdaş kağızı dəyişə bilər. Başqa köşkdən də istifadə edə bilərsiniz.',
    notice: 'Printerdə kağız çatmır: qəbz və talonun nömrəsi ekranda göstəriləcək, arayış isə çap olunmur.',
  },
  'PRN-203': {
    title: 'Sənəd üçün kağız və ya toner çatmır',
    body: 'Əməkdaş printerə baxa bilər. Başqa köşkdən də istifadə edə bilərsiniz.',
    notice: 'Sənəd printerində kağız və ya toner azdır.',
  },
  'PRN-204': {
    title: 'Bu köşk indi sənədin özünü çap etmir',
    body: 'Burada məlumat üçün surət alacaqsınız. Sənədin özü pəncərədə verilir.',
    notice: 'Bu köşk indi arayışları yalnız məlumat üçün surət kimi çap edir.',
  },
  'PRN-205': {
    title: 'Bu köşkdə sənəd printeri yoxdur',
    body: 'Sənədi pəncərədə və ya başqa köşkdə ala bilərsiniz.',
    notice: 'Bu köşkdə sənəd printeri yoxdur.',
  },
  'PRN-211': {
    title: 'Çap dayandırıldı',
    body: 'Heç kimə başqasının sənədi verilməsin deyə çapı dayandırdıq. Əməkdaşa müraciət edin.',
    notice: 'Çap dayandırıldı.',
  },
  'PRN-212': {
    title: 'Çap dayandırıldı',
    body: 'Heç kimə başqasının sənədi verilməsin deyə çapı dayandırdıq. Əməkdaşa müraciət edin.',
    notice: 'Çap dayandırıldı.',
  },
  'BIL-101': { title: 'Əskinas qəbuledicisi qoşulu deyil', body: 'Qurğu özü yenidən qoşula bilər.', notice: notesAway },
  'BIL-102': {
    title: 'Əskinas qəbuledicisi cavab vermir',
    body: 'Qurğu özü yenidən cavab verə bilər.',
    notice: notesAway,
  },
  'BIL-103': {
    title: 'Pul qutusu doludur',
    body: 'Daha əskinas yerləşmir.',
    notice: 'Pul qutusu doludur: nağd pul qəbul olunmur.',
  },
  'BIL-104': {
    title: 'Pul qutusu yerində deyil',
    body: 'Hazırda əskinas qəbul olunmur.',
    notice: 'Pul qutusu yerində deyil: nağd pul qəbul olunmur.',
  },
  'BIL-105': { title: 'Əskinas ilişib', body: 'Onu dartmayın. Əskinası əməkdaş çıxara bilər.', notice: notesAway },
  'BIL-106': {
    title: 'Əskinas qutunun ağzında ilişib',
    body: 'Əməkdaşa müraciət edin.',
    notice: notesAway,
  },
  'BIL-107': {
    title: 'Yuvada ikinci əskinas var',
    body: 'Onu çıxarın. Birinci əskinas gedəndən sonra yenidən qoyun.',
    notice: notesAway,
  },
  'BIL-108': {
    title: 'Əskinas qəbuledicisi dayanıb',
    body: 'Əməkdaşa müraciət edin.',
    notice: notesAway,
  },
  'BIL-109': {
    title: 'Bu qurğu bu əskinasları qəbul etmir',
    body: 'Başqa köşkdən istifadə edin və ya əməkdaşa müraciət edin.',
    notice: notesAway,
  },
  'BIL-110': {
    title: 'Bir əskinasınızı əməkdaş sayacaq',
    body: 'Onun qutuya düşüb-düşmədiyi bəlli deyil, ona görə əməkdaşın siyahısındadır. Heç nə itməyib. Əməkdaşa müraciət edin.',
    notice: 'Əvvəlki ödənişin bir əskinası yoxlanılır: nağd pul qəbul olunmur.',
  },
  'BIL-111': {
    title: 'Əskinası yuvadan götürün',
    body: 'O qəbul olunmayıb və sayılmır. O götürülməyincə başqa əskinas daxil olmur.',
    notice: 'Yuvada əskinas qalıb: onu əməkdaşa verin. O götürülənədək nağd pul qəbul olunmur.',
  },
  'BIL-112': { title: 'Əskinas qəbuledicisi dayanıb', body: 'Əməkdaşa müraciət edin.', notice: notesAway },
  'BKO-101': {
    title: 'Xidmətlər sistemi ilə əlaqə yoxdur',
    body: 'Xidmətlər sistemindən hələ cavab gəlməyib. Əlaqə bir azdan bərpa oluna bilər.',
    notice: officeAway,
  },
  'BKO-102': {
    title: 'Müraciət qəbul edilmədi',
    body: 'Səbəbini əməkdaşdan öyrənin. Vəsiqənizi özünüzlə götürün.',
    notice: 'Müraciət qəbul edilmədi.',
  },
  'BKO-103': {
    title: 'Ödəmisiniz, qeydiyyat gecikir',
    body: 'Müraciət özü qeydiyyata alınacaq. Qəbul olunmasa, pul karta qayıdır, nağd pul üçün qalıq kodu verilir. Yenidən ödəməyin. Gözləmədən gedə bilərsiniz.',
    notice: officeAway,
  },
  'BKO-104': {
    title: 'Müraciət qeydiyyata alınmadı',
    body: 'Səbəbini əməkdaşdan öyrənə bilərsiniz.',
    notice: 'Müraciət qeydiyyata alınmadı.',
  },
  'BKO-105': {
    title: 'Sənəd çap edilmədi',
    body: 'Sistemin cavabı sizin müraciətə uyğun gəlmədi. Başqasının məlumatı görünməsin deyə çap dayandırıldı. Əməkdaşa müraciət edin.',
    notice: 'Sənəd çap edilmədi.',
  },
  'BKO-106': {
    title: 'Müraciət qeydiyyata alınmadı',
    body: 'Kartınızdan pul çıxılmayıb. Səbəbini əməkdaşdan öyrənə bilərsiniz.',
    notice: 'Müraciət qeydiyyata alınmadı.',
  },
  'BKO-107': {
    title: 'Müraciətiniz qeydiyyata alınmayıb',
    body: 'Kartınızdan pul çıxılmayıb. İndi alınmasa, sonra gələ bilərsiniz.',
    notice: officeAway,
  },
  'BKO-109': {
    title: 'Xidmətlər sistemi hazırda məşğuldur',
    body: 'Müraciətinizin qəbulu hələ təsdiqlənməyib. Sistem bir azdan azad ola bilər.',
    notice: 'Xidmətlər sistemi hazırda məşğuldur.',
  },
  'BKO-110': {
    title: 'Sistemdən yanlış cavab gəldi',
    body: 'Başqasının məlumatı görünməsin deyə bu cavab istifadə olunmadı. Təkrar olunsa, əməkdaşa müraciət edin.',
    notice: officeAway,
  },
  'BKO-114': {
    title: 'Reyestrdə telefon nömrəniz yoxdur',
    body: 'Vəsiqənin çipini oxuyan köşkdən istifadə edin və ya pəncərədə əməkdaşa müraciət edin. Heç nə göndərilməyib.',
    notice: 'Kod göndərmək olmur: reyestrdə telefon nömrəsi yoxdur.',
  },
  'BKO-115': {
    title: 'Hələlik yeni kod göndərilmir',
    body: 'Kodların və ya cəhdlərin sayı bitib. Daha sonra yenidən başlaya bilərsiniz. İndi sizə pəncərədə əməkdaş kömək edə bilər.',
    notice: 'Hələlik yeni kod göndərilmir.',
  },
  'BKO-116': {
    title: 'Siz olduğunuz vaxtında təsdiqlənmədi',
    body: 'Müraciət qəbul edilmədi. Yenidən başlayın və siz olduğunuzu bir daha təsdiq edin.',
    notice: 'Təsdiq olmadan müraciət qəbul edilmir.',
  },
  'BKO-121': SEAL,
  'BKO-122': SEAL,
  'BKO-123': SEAL,
  'BKO-124': SEAL,
  'BKO-125': SEAL,
  'BKO-126': {
    title: 'Sənədin müddəti bitib',
    body: 'Bu sənəd artıq etibarlı deyil və yenidən çap olunmur. Yeni sənəd üçün müraciət edə bilərsiniz.',
    notice: 'Sənədin müddəti bitib.',
  },
  'BKO-141': {
    title: 'Əlaqə yoxdur, müraciət burada götürülür',
    body: 'Müraciətiniz möhürlənib saxlanılır və əlaqə olanda göndərilir.',
    notice: 'Əlaqə yoxdur. Növbə talonu və şikayət götürülür, sonra göndərilir. Qalan xidmətlər hələlik bağlıdır.',
  },
};
