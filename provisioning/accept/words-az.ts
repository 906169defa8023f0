import { restartCommand } from '../../device/troubles/start-anew.ts';
import type { AcceptWords } from './words.ts';

export const AZ_ACCEPT_WORDS: AcceptWords = {
  yes: ['b', 'bəli', 'beli', 'hə', 'he'],
  no: ['x', 'xeyr', 'yox'],
  sayYesOrNo: 'b (bəli) və ya x (xeyr) yazın.',
  begun: (kiosk, steps, handsS) =>
    `${kiosk} köşkünün qəbul sınağı, ${steps} addım. Ctrl-C sınağı dayandırır; --resume onu sonra davam etdirir.\nSizi gözləyən addım ${handsS} saniyədən sonra bitir. Onda həmin addımı ötürə bilərsiniz.`,
  goesOn: (done, steps) => `Sınaq davam edir: ${steps} addımdan ${done} addım bitib.`,
  steps: {
    receipt: {
      title: 'Qəbz printeri və skaner',
      does: 'Qəbz çap olunur. Onu skaner oxuyur və ya siz hərflərini yazırsınız.',
    },
    sheet: { title: 'Sənəd printeri', does: 'Bir vərəq çap olunur. Siz hərflərini yazırsınız.' },
    document: { title: 'Sənəd oxuyucusu', does: 'Nümunə sənəd oxunur. Məlumatı göstərilmir və saxlanılmır.' },
    payment: { title: 'Ödəniş terminalı', does: 'Kartla 0,01 ₼ ödənilir və dərhal qaytarılır.' },
    note: {
      title: 'Əskinas qəbuledicisi',
      does: 'Siz bir əskinas daxil edirsiniz. Qəbuledici onu tanıyır və qaytarır.',
    },
    keypad: { title: 'Düymə paneli', does: 'Siz hər düyməni bir dəfə basırsınız.' },
    badge: { title: 'Nişan oxuyucusu', does: 'Siz xidməti nişanı oxuyucuya qoyursunuz. Onun açarı yoxlanılır.' },
    contacts: {
      title: 'Qapı və yaxınlıq',
      does: 'Hər sensorun vəziyyəti dəyişməli və əvvəlki halına qayıtmalıdır.',
    },
    lights: { title: 'İşıqlar', does: 'Hər işıq yanıb-sönür.' },
    touch: { title: 'Sensorlu ekran', does: 'Siz dörd nişana toxunursunuz: hər küncdə bir nişan var.' },
    sound: { title: 'Səs', does: 'Səhifə səs siqnalı verir.' },
  },
  outcome: { ok: 'keçdi', failed: 'KEÇMƏDİ', skipped: 'ötürüldü' },
  seen: {
    'code-scanned': 'skaner qəbzi oxudu',
    'letters-typed': 'qəbz oxunaqlıdır; skaner qoşulmayıb',
    'sheet-came': 'vərəq çıxdı və oxunaqlıdır',
    'zone-read': 'MRZ zonası oxundu',
    'chip-read': 'MRZ zonası və çip oxundu',
    'paid-and-back': 'ödənildi və qaytarıldı',
    'note-given-back': 'əskinas tanındı və qaytarıldı',
    'badge-read': 'nişan oxundu',
    'keys-came': 'hər düymədən siqnal gəldi',
    'contacts-changed': 'hər sensorun vəziyyəti dəyişdi və əvvəlki halına qayıtdı',
    'lights-seen': 'hər işığın yanıb-söndüyü göründü',
    'touches-fit': 'toxunuşlar barmağın olduğu yerdə qeydə alınır',
    'tone-heard': 'səs siqnalı eşidildi',
    'not-fitted': 'bu köşkdə quraşdırılmayıb',
    simulated: 'bu profildə simulyasiya olunur',
    'not-asked': 'aparılmadı',
    trouble: 'nasazlıq var',
  },
  fixes: {
    'ACC-101': 'yuxarıdakı udev qaydasını fayla yazın, yuxarıdakı əmri icra edin və addımı təkrarlayın',
    'ACC-102': 'yuxarıdakı udev qaydasını fayla yazın, yuxarıdakı əmri icra edin və addımı təkrarlayın',
    'ACC-103': 'yuxarıdakı udev qaydasını fayla yazın, yuxarıdakı əmri icra edin və addımı təkrarlayın',
    'ACC-104': 'hər nişanın ortasına bir barmaqla toxunun; addım yenə keçməsə, sensorlu panelin kontrollerini dəyişin',
    'ACC-105':
      'sensorlu panelin USB kabelini yoxlayın; `sudo libinput list-devices` sistemin paneli görüb-görmədiyini göstərir',
    'ACC-106':
      'addımı təkrarlayın: yüklənmiş kompüterə daha çox vaxt lazımdır; səhifə açılmasa, səbəbini `sudo journalctl -b -u asan-glass` göstərir',
    'ACC-107': 'profildəki printer modelini printerin üstündəki etiketlə müqayisə edin',
    'ACC-108': 'ən son çıxan qəbzi skanerə göstərin və ya hərflərini yazın; çap başlığını təmizləyin',
    'ACC-109':
      'kodu skanerin pəncərəsinin qarşısında, təxminən 10 sm aralıda düz tutun; skanerin işığının yandığını yoxlayın',
    'ACC-110': 'işığın kabelini yoxlayın; profildəki GPIO xəttini faktiki qoşulma ilə müqayisə edin',
    'ACC-111':
      'düymələri `sudo asan-kiosk keypad watch` ilə yoxlayın; istehsalçının proqramında standart cədvəli seçin və ya düymə panelini dəyişin',
    'ACC-112': 'sensoru və onun kabelini yoxlayın; profildəki GPIO xəttini faktiki qoşulma ilə müqayisə edin',
    'ACC-113': 'vərəqin çıxıb-çıxmadığını və hara çıxdığını yoxlayın',
    'ACC-114': 'çipli nümunə sənədi MRZ zonası oxuyucunun şüşəsinə tərəf qoyun və orada saxlayın',
    'ACC-115': 'təmiz və qatlanmamış əskinası düz daxil edin; əskinas yuvasında çirk olub-olmadığını yoxlayın',
    'ACC-116': 'dinamikin qoşulmasını və səs səviyyəsini yoxlayın (`alsamixer`, `aplay -l`)',
    'ACC-117':
      'köşkü ekransız işə salın və ödənişi bağlamasını gözləyin: əmrləri `asan-kiosk explain ACC-117` göstərir',
    'ACC-118': 'başqa kartla yoxlayın; terminal müqaviləsinin qüvvədə olub-olmadığını bankdan soruşun',
    'ACC-119': 'Alt+F2 ilə açdığınız ikinci konsolda və ya `ssh` ilə davam edin: `sudo asan-kiosk accept --resume`',
  },
  fix: 'Nə etməli',
  againOrOn: 'Enter: təkrarla · s: növbəti addıma keç: ',
  on: ['s'],
  stopped: 'sınaq dayandırıldı; davam etmək üçün: --resume',
  strip: {
    title: 'Qəbul sınağı',
    kiosk: 'Köşk',
    software: 'Proqram versiyası',
    date: 'Tarix',
    number: 'Hesabat №',
    fingerprint: 'Hesabatın barmaq izi',
    accepted: 'QƏBUL EDİLDİ',
    notAccepted: 'QƏBUL EDİLMƏDİ',
  },
  receipt: {
    letters: (letters) => `Qəbzdə məhz bu hərflər çap olunub?  ${letters}`,
    holdIt: 'Qəbzdəki kodu skanerə göstərin.',
    typeLetters: 'Skaner qoşulmayıb. Kodun altındakı altı iri hərfi yazın: ',
  },
  sheet: { typeLetters: 'Vərəqdəki altı iri hərfi yazın: ' },
  document: {
    putIn: 'Nümunə sənədi oxuyucuya qoyun və orada saxlayın.',
    reading: 'Oxunur …',
    takeOut: 'Nümunə sənədi götürün.',
  },
  payment: {
    earlier: 'Əvvəlki sınaq ödənişi bağlanmayıb. Sınaq həmin ödənişi davam etdirir, yeni ödəniş etmir.',
    sure: 'Öz kartınızla 0,01 ₼ ödəyirsiniz? Pul dərhal qaytarılır.',
    stage: {
      paying: 'Ödəniş başlayır.',
      asking: 'Ödənişin nəticəsi terminaldan soruşulur.',
      'giving-back': 'Pul qaytarılır.',
    },
    prompt: {
      'present-card': 'Terminal: kartı yaxınlaşdırın.',
      'enter-pin': 'Terminal: PİN kodu daxil edin.',
      processing: 'Terminal: gözləyin.',
      'remove-card': 'Terminal: kartı götürün.',
      wait: 'Terminal: gözləyin.',
    },
  },
  note: {
    putIn: 'Əskinas qəbuledicisinə bir əskinas daxil edin.',
    held: (value) => `Qəbuledici əskinası tanıdı: ${value}. Əskinas qaytarılır.`,
    take: 'Qaytarılan əskinası götürün.',
  },
  keypad: {
    press: 'Hər düyməni bir dəfə basın. Basılan düymə burada göstərilir.',
    keys: (names) => `Bu modelin düymələri: ${names}`,
    came: (key) => `siqnal gəldi: ${key}`,
    allCame: 'Bütün düymələr göstərildi?',
    which: 'Düymə paneli hansı qurğudur? Nömrəsini yazın. Düymə paneli yoxdursa, yalnız Enter basın: ',
    noSuchNumber: (most) =>
      most === 1 ? '1 yazın və ya yalnız Enter basın.' : `1–${most} arası nömrə yazın və ya yalnız Enter basın.`,
  },
  badge: { lay: 'Xidməti nişanı oxuyucuya qoyun və götürməyin.', take: 'Nişanı götürün.' },
  contacts: {
    move: (names) => `Qapını açıb bağlayın. Köşkə yaxınlaşın və uzaqlaşın. Sensorlar: ${names}.`,
    nowBack: (name) => `«${name}» sensorunun vəziyyəti dəyişdi; indi əvvəlki halına qaytarın`,
    changed: (name) => `«${name}» sensorunun vəziyyəti dəyişdi və əvvəlki halına qayıtdı`,
  },
  lights: { didYouSee: (name) => `«${name}» işığı yanıb-sönür?` },
  glass: {
    waiting: `Ekran hələ səhifəni göstərmir. Ekranı yenidən başladın: ${restartCommand('asan-glass.service')}`,
    comes:
      'Bir dəqiqə ərzində ekranda sınağın səhifəsi açılacaq. Səhifədə yazılanı edin. Sonra bu konsol yenidən görünəcək.',
    rest: ['Qəbul sınağı', 'Sınağı başladığınız konsolda davam edin.'],
    target: (nth, of) => [`${nth} / ${of}`, 'Nişanın ortasına toxunun.'],
    tone: ['Səs siqnalını eşitmək üçün səhifəyə toxunun.'],
    heard: 'Səs siqnalını eşitdiniz?',
    rule: (file) =>
      `Başqa konsol yoxdursa, əvvəlcə Ctrl-C basın, sonda isə --resume ilə davam edin. Aşağıdakı sətri ${file} faylına yazın, sonra icra edin: sudo udevadm control --reload && sudo udevadm trigger -s input -c change && sudo asan-kiosk settings keep ${file}`,
  },
};
