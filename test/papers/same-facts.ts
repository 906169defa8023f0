import { PAPER_WORDS } from '../../device/receipt/words.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { textInLanguage } from '../../device/words/due.ts';
import { dateText, fullDateText, moneyText, plainDate, plainMoney, timeSpanText } from '../../device/words/format.ts';
import type { Language } from '../../device/words/language.ts';
import { loadedWords } from '../../ui/words/load.ts';
import { STATUS_URL, type VisitRecord } from './whole-visit.ts';

/* Each function returns one line for each fault. */

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

interface Places {
  readonly glass: string;
  readonly paper: string;
  readonly message: string | null;
}

const placesOf = ({ last, papers, message }: VisitRecord): Places => ({
  glass: plain(last.text),
  paper: plain(papers.flatMap(({ lines }) => lines).join(' ')),
  message: message === null ? null : plain(message),
});

/** An omitted output need not show the fact. */
interface FactTexts {
  readonly thing: string;
  readonly glass?: string;
  readonly paper?: string;
  readonly message?: string;
}

function missing(places: Places, things: readonly FactTexts[]): readonly string[] {
  return things.flatMap(({ thing, ...said }) =>
    (Object.entries(said) as [keyof Places, string][]).flatMap(([place, text]) => {
      const there = places[place];
      if (there === null || there === '' || there.includes(plain(text))) return [];
      return [`the ${place} does not say ${thing} "${plain(text)}"`];
    }),
  );
}

const wordsOf = (visited: VisitRecord) => ({
  glass: loadedWords(visited.language, PLAIN_DISPLAY)!,
  paper: PAPER_WORDS[visited.service.paper === 'certificate' ? 'az' : visited.language],
});

/** Facts that an output lacks: numbers, place, day and time, what to bring, and each payment with its payee. */
export function factsMissing(visited: VisitRecord): readonly string[] {
  const { entry, service, language } = visited;
  const { appointment, due } = entry.registered;
  const words = wordsOf(visited);
  const floor = appointment?.floor ?? null;
  const slot = appointment?.slot;
  const things: FactTexts[] = [
    {
      thing: 'the number of the application',
      ...everywhere(isTicketAlone(visited) ? {} : { glass: entry.reference }, entry.reference),
    },
    ...(appointment ? [everywhereSaid('the ticket', appointment.ticket)] : []),
    ...(appointment
      ? [
          {
            thing: 'the window',
            glass: words.glass.done.window(appointment.window),
            paper: `${words.paper.window} ${appointment.window}`,
            message: ` ${appointment.window}`,
          },
        ]
      : []),
    ...(floor === null
      ? []
      : [
          {
            thing: 'the floor',
            glass: words.glass.done.floor(floor),
            paper: `${words.paper.floor} ${floor}`,
            message: `${words.paper.floor.toLowerCase()} ${floor}`,
          },
        ]),
    ...(slot
      ? [
          {
            thing: 'the day',
            glass: dateText(slot.day, language),
            paper: plainDate(slot.day),
            message: plainDate(slot.day),
          },
          everywhereSaid('the time', timeSpanText(slot)),
        ]
      : []),
    ...service.bring.map(({ title }) => ({
      thing: 'what to bring',
      glass: title[language],
      paper: title[service.paper === 'certificate' ? 'az' : language],
    })),
    ...(entry.request.ready === null || service.paper !== 'receipt' || due
      ? []
      : [
          {
            thing: 'the day when it is ready',
            paper: plainDate(entry.request.ready),
            message: plainDate(entry.request.ready),
          },
        ]),
    ...(due
      ? [
          both('the payee', textInLanguage(due.payee, language)),
          both('what for', textInLanguage(due.subject, language)),
          both("the payee's number", due.reference),
          ...(due.rest > 0
            ? [{ thing: 'what is still owed', glass: moneyText(due.rest, language), paper: plainMoney(due.rest) }]
            : []),
        ]
      : []),
    ...(visited.papers.length === 0 ? [] : [{ thing: 'its own minute', paper: visited.minute }]),
  ];
  return missing(placesOf(visited), things);
}

const isTicketAlone = ({ service, entry }: VisitRecord): boolean =>
  service.paper === 'ticket' && !entry.registered.appointment?.slot;

const everywhere = (glass: { readonly glass?: string }, text: string) => ({ ...glass, paper: text, message: text });
const everywhereSaid = (thing: string, text: string): FactTexts => ({ thing, glass: text, paper: text, message: text });
const both = (thing: string, text: string): FactTexts => ({ thing, glass: text, paper: text });

/** Outputs without the number of the paid due: typed, or from the office. */
export function dueNumberMissing(visited: VisitRecord): readonly string[] {
  const { due } = visited.entry.registered;
  if (!due) return [];
  const typed = Object.values(visited.entry.request.answers).filter((answer) => /\d/.test(answer));
  const number = due.number?.value ?? typed[0] ?? '(none)';
  return missing(placesOf(visited), [both('the number of what was paid', number)]);
}

const MONEY = /(\d[\d ]*,\d\d) ₼$/;
const amountIn = (line: string): number | null => {
  const [, digits] = MONEY.exec(line) ?? [];
  return digits === undefined ? null : Number(digits.replace(' ', '').replace(',', ''));
};

/** Faults of sums. The rows of a paper add up to the payment. The screen and the office have the same sum. */
export function sumsDiffer(visited: VisitRecord): readonly string[] {
  const { papers, check, last, entry, language } = visited;
  const paper = PAPER_WORDS[language];
  const { amount } = entry.request;
  const wrong: string[] = [];
  const expect = (what: string, found: number | null) => {
    if (found !== amount) wrong.push(`${what} ${found}, and ${amount} was paid`);
  };
  expect('the page before it is paid says', check.screen.purchase.amount);
  expect(
    'its rows are',
    check.screen.purchase.lines.reduce((sum, line) => sum + line.amount, 0),
  );
  expect('the last page says', last.screen.paid);
  expect('the office got', entry.payment?.amount ?? 0);
  const lines = papers.flatMap((each) => each.lines.map(plain));
  if (amount === 0) {
    const paying = lines.filter((line) => MONEY.test(line) || line.includes(paper.paid));
    return [...wrong, ...paying.map((line) => `of what is free the paper says "${line}"`)];
  }
  if (!last.text.includes(moneyText(amount, language).replaceAll('\u00a0', ' ')))
    wrong.push('the last page has no sum');
  const glass = loadedWords(language, PLAIN_DISPLAY)!.before.lines;
  for (const { kind, amount: part, payee } of check.screen.purchase.lines) {
    const row = `${payee ? textInLanguage(payee, language) : glass[kind]} ${plain(plainMoney(part))}`;
    if (!lines.includes(row)) wrong.push(`the page before it is paid has a row "${row}", and the paper has not`);
  }
  const at = lines.findIndex((line) => line.startsWith(paper.paid));
  expect('the paper says', amountIn(lines[at] ?? ''));
  const parts = lines
    .slice(0, at)
    .map(amountIn)
    .filter((each) => each !== null);
  expect(
    'the rows of the paper are',
    parts.reduce((sum, each) => sum + each, 0),
  );
  return wrong;
}

/** Faults of the tariff date, which is the same in each output. */
export function tariffDiffers({ before, papers, language, service }: VisitRecord): readonly string[] {
  const words = PAPER_WORDS[service.paper === 'certificate' ? 'az' : language];
  const { tariffDate } = before.screen;
  const row = papers.flatMap(({ lines }) => lines.map(plain)).find((line) => line.startsWith(words.tariff));
  if (row === undefined) return [];
  if (tariffDate === null) return [`the paper has a tariff "${row}", and the page before has none`];
  const glass = before.text.includes(fullDateText(tariffDate, language).replaceAll('\u00a0', ' '));
  return glass && row.endsWith(plainDate(tariffDate))
    ? []
    : [`the tariff is of ${tariffDate}, and the paper says "${row}"`];
}

/** Codes that differ: all codes, and the address in the message, lead to the same application. */
export function codesDiffer({ entry, last, papers, message, service }: VisitRecord): readonly string[] {
  const address = `${STATUS_URL}${entry.reference}`;
  const codes = [...last.codes, ...papers.flatMap((paper) => paper.codes)];
  const wrong = codes.filter((code) => code !== address && !code.startsWith(`${address}#`));
  const isTicket = service.paper === 'ticket' && !entry.registered.appointment?.slot;
  return [
    ...wrong.map((code) => `a code leads to ${code}`),
    ...(last.codes.length === 1 ? [] : [`the last page has ${last.codes.length} codes`]),
    ...(papers.every((paper) => isTicket || paper.codes.length === 1) ? [] : ['a paper has not one code']),
    ...(message === null || message.includes(address) ? [] : ['the message does not lead to it']),
  ];
}

/** Faults of sheets: a sealed document, its preview and the last page agree. */
export function sheetsDiffer({ sheets, last, entry }: VisitRecord): readonly string[] {
  return sheets.flatMap(({ text, facts }) => {
    const { number, reference, person, validUntil, issuedOn, lines } = facts;
    const onSheet = [number, reference, person.name, person.fin, plainDate(validUntil), plainDate(issuedOn), ...lines];
    return [
      ...onSheet.filter((each) => !plain(text).includes(plain(each))).map((each) => `the sheet lacks "${each}"`),
      ...[number, reference].filter((each) => !last.text.includes(each)).map((each) => `the last page lacks ${each}`),
      ...(number === entry.registered.document?.number ? [] : [`it has another number: ${number}`]),
    ];
  });
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
const AZERBAIJANI = /[əƏğĞıİşŞ]/;
const LATIN_WORD = /\p{Script=Latin}{3,}/u;

/** Sentences of paper and message in another language. Official names, codes and numbers are not sentences. */
export function inAnotherLanguage({ papers, message, language, service, entry }: VisitRecord): readonly string[] {
  const ofPaper = service.paper === 'certificate' ? 'az' : language;
  const typed = Object.values(entry.request.answers).filter((answer) => answer !== '');
  const lines = papers
    .flatMap((paper) => paper.lines.map(plain))
    .filter((line) => !typed.some((each) => line.includes(each)));
  const official = new Set(`${service.title.az} ${CENTRE}`.split(' '));
  const sentences = lines.filter((line) => !line.split(' ').every((word) => official.has(word)));
  return [
    ...sentences.filter((line) => isForeign(line, ofPaper)).map((line) => `the paper is not in ${ofPaper}: "${line}"`),
    ...(message !== null && isForeign(message, language) ? [`the message is not in ${language}: "${message}"`] : []),
  ];
}

const CENTRE = 'Dövlət xidmətləri mərkəzi № 5';
/** Addresses, references, names of cards and documents. */
const NO_WORDS = /https?:\S+|[A-ZƏÜ]+-?[A-Z0-9-]*\d[A-Z0-9-]*|VISA|QR|FİN/gu;

function isForeign(text: string, language: Language): boolean {
  const words = text.replace(NO_WORDS, ' ');
  if (language === 'ru') return LATIN_WORD.test(words);
  return CYRILLIC.test(words) || (language === 'en' && AZERBAIJANI.test(words));
}
