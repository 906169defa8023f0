import { LANGUAGE_CODES, type Language, type TextsByLanguage } from '../words/language.ts';
import { type FoldedWord, foldedWords } from './folded-words.ts';

/* Words of each meaning, folded: Russian in Latin letters and missing diacritics need no entries. A final hyphen marks a prefix. */

/** A row is an event, an action or a person. Words of a row find each other. */
const FORMS = {
  lose: `itib itdi itki itmiş itən itir- itirilmiş oğurla- oğurluq oğru düşürmüşəm tapmıram tapa
    потер- теря- утер- утрат- утрач- пропал- пропаж- украл- украд- кража кражи похит-
    lost lose losing loss stole- steal- theft missing misplaced`,
  damage: `sınıb sındı sınmış qırıl- cırıl- xarab korlan- yararsız islan- işləmir oxumur oxunmur zədə- əzil-
    слома- порва- разорва- испорч- испорти- порч- повре- сгорел- намок- негодн-
    broke broken damage- torn ruined washed unreadable`,
  renew: `dəyiş- yenilə- təzələ- uzat- uzadıl- vaxtı müddəti bitib bitir bitmiş qurtarıb keçib köhnə köhnəl- əvəzlə-
    менять меня- поменя- обменя- обмен смен- замен- продл- обнов- просроч- истек- закончил- кончил-
    renew- extend extending extension replac- exchang- expir- outdated`,
  pay: `ödə- pulu pulunu yatırmaq hesab hesabı
    плачу платить платеж- плата плату оплат- оплач- заплат- заплач- уплат- погасить внести счет счета счету квитанц-
    pay paying pays paid payment- bill bills invoice- fee fees`,
  owe: `borc borcu borcum borclar- borcun borca borcumu borcunu
    долг- долж- задолж-
    owe owed owes owing debt- arrears unpaid`,
  book: `qəbul qəbula qəbuluna yazılmaq randevu görüş
    запись записат- запишите прием- бронь бронир-
    appointment- book booking reserve reservation`,
  outage: `kəsil- kəsib sönüb sönür yox yoxdur yoxdu gəlmir yanmır
    отключ- нету вырубил- перебо-
    outage- cut blackout`,
  wrong: `səhv səhvdir səhvən səhvi yanlış düzəliş düzəlt-
    ошиб- неправильн- неверн- исправ- опечат-
    wrong mistake- error- misspel- incorrect correct- typo`,
  paper: `kağız kağızı arayış- spravka- şəhadətnamə- sənəd sənədi sənədlər-
    справк- бумаг- свидетельств- документ-
    paper papers certificate- document-`,
  child: `uşaq uşağ- körpə- oğul oğlum- qızım- nəvə-
    ребен- дети детей детям детск- сын сына сыну дочк- дочер- внук- внуч- малыш- младен-
    child- kid kids baby babies son sons daughter- grandchild- newborn`,
} as const satisfies Readonly<Record<string, string>>;

export type SearchMeaning = keyof typeof FORMS;

/** Words of a query that say nothing about the service; a language may have none. */
const FILLERS: TextsByLanguage<string> = {
  az: `və ya da də bu o ki bir mən mənə mənim biz bizə bizim üçün haqqında haqda barədə ilə olan olduğum var nə necə harda hara qədər
    istəyirəm istəyirik lazım lazımdır lazımdı lazımdi etmək eləmək etsin`,
  ru: `и а в во на за для с со о об от из у к по не ли же бы я мы мне мой моя мое мою моей мои моего нас наш как где что чтобы это
    хочу хотим нужно нужен нужна нужны надо можно был была`,
  en: `a an the my me i we our us to for of in at on is are was were be been has have had it its that this and or how do does did can
    want need would like please get got with from by about what where not am`,
};

/** Two prefixes that together name something else: the search takes the pair as one word. */
const PAIRS = [
  { first: ['texnik', 'техническ', 'technical', 'tex', 'тех', 'tech'], second: 'pasport', as: 'texpasport' },
];

export interface SearchTerm extends FoldedWord {
  readonly meaning: SearchMeaning | null;
  readonly filler: boolean;
}

const plain = (form: string): string => foldedWords(form)[0]?.folded ?? '';
const formsIn = (forms: string): readonly string[] => forms.split(/\s+/u);

const WHOLE = new Map<string, SearchMeaning>();
const BEGINNINGS = new Map<string, SearchMeaning>();
for (const [meaning, forms] of Object.entries(FORMS) as [SearchMeaning, string][])
  for (const form of formsIn(forms)) (form.endsWith('-') ? BEGINNINGS : WHOLE).set(plain(form), meaning);

const FOLDED_FILLERS = new Map(LANGUAGE_CODES.map((code) => [code, new Set(formsIn(FILLERS[code] ?? '').map(plain))]));
const FOLDED_PAIRS = PAIRS.map(({ first, second, as }) => ({
  first: first.map(plain),
  second: plain(second),
  as: plain(as),
}));

/** Terms of a text of this language, in order. A pair becomes one term. */
export function searchTermsOf(text: string, language: Language): readonly SearchTerm[] {
  const fillers = FOLDED_FILLERS.get(language)!;
  const terms: SearchTerm[] = [];
  for (const word of foldedWords(text)) {
    const before = terms.at(-1);
    const as = before && pairOf(before.folded, word.folded);
    if (before && as !== undefined) terms[terms.length - 1] = { ...before, ...joined(before, word, as), meaning: null };
    else terms.push({ ...word, meaning: meaningOf(word.folded), filler: fillers.has(word.folded) });
  }
  return terms;
}

/** Terms without fillers, unless all are fillers. */
export function dropFillers(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  const telling = terms.filter(({ filler }) => !filler);
  return telling.length === 0 ? terms : telling;
}

const pairOf = (one: string, other: string): string | undefined =>
  FOLDED_PAIRS.find(
    ({ first, second }) =>
      other.startsWith(second) && first.some((each) => one === each || (each.length > 3 && one.startsWith(each))),
  )?.as;

const joined = (one: FoldedWord, other: FoldedWord, as: string): FoldedWord => ({
  folded: as,
  from: one.from,
  ends: Array.from(as, () => other.ends.at(-1)!),
});

function meaningOf(folded: string): SearchMeaning | null {
  const whole = WHOLE.get(folded);
  if (whole) return whole;
  for (let length = folded.length; length > 2; length--) {
    const meaning = BEGINNINGS.get(folded.slice(0, length));
    if (meaning) return meaning;
  }
  return null;
}
