import type { FastifyInstance } from 'fastify';
import type { StatusAtHome } from './accesses.ts';
import type { Register } from './register.ts';
import type { WireFound } from './wire.ts';

/*
 * What a citizen sees at home under the address of their paper: what became of the application, and who read what about them for it. Pages
 * without a script, in three languages; the number of the document says that it is theirs.
 */

interface PageWords {
  readonly title: string;
  readonly ask: string;
  readonly show: string;
  readonly unknown: string;
  readonly later: string;
  readonly states: Readonly<Record<WireFound['state'], string>>;
  readonly read: string;
  readonly nothingRead: string;
}

const WORDS: Readonly<Record<string, PageWords>> = {
  az: {
    title: 'Müraciət',
    ask: 'Müraciət edənin sənədinin nömrəsi',
    show: 'Göstər',
    unknown: 'Bu nömrə ilə belə müraciət yoxdur.',
    later: 'Çox cəhd edilib. Bir az sonra yenidən yoxlayın.',
    states: {
      open: 'Davam etdirilə bilər.',
      held: 'Ödəniş yoxlanılır.',
      registered: 'Qeydə alınıb.',
      closed: 'Geri götürülüb.',
    },
    read: 'Haqqınızda nə oxunub',
    nothingRead: 'Heç bir reyestr oxunmayıb.',
  },
  ru: {
    title: 'Заявление',
    ask: 'Номер документа заявителя',
    show: 'Показать',
    unknown: 'С этим номером такого заявления нет.',
    later: 'Слишком много попыток. Попробуйте позже.',
    states: {
      open: 'Можно продолжить.',
      held: 'Проверяется оплата.',
      registered: 'Зарегистрировано.',
      closed: 'Отозвано.',
    },
    read: 'Что о вас прочитано',
    nothingRead: 'Ни один реестр не читали.',
  },
  en: {
    title: 'Application',
    ask: "Number of the applicant's document",
    show: 'Show',
    unknown: 'There is no such application with this number.',
    later: 'Too many attempts. Try again later.',
    states: {
      open: 'It can be continued.',
      held: 'The payment is being checked.',
      registered: 'Registered.',
      closed: 'Taken back.',
    },
    read: 'What was read about you',
    nothingRead: 'No register was read.',
  },
};

const PATH = '/a/:reference';

const LONGEST_NUMBER = 30;

/** The pages of every application, by its reference. Whoever guesses is stopped as a kiosk is. */
export function serveStatusPages(app: FastifyInstance, register: Register): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1_024 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.get(PATH, (request, reply) =>
    reply
      .type(HTML)
      .headers(HEADERS)
      .send(page(languageOf(request), referenceIn(request), '')),
  );
  app.post(PATH, async (request, reply) => {
    const reference = referenceIn(request);
    const words = wordsOf(languageOf(request));
    const number = String((request.body as { readonly document?: unknown } | null)?.document ?? '').trim();
    const status = await register.statusAtHome(reference, number.slice(0, LONGEST_NUMBER));
    const said = status.ok ? statusOf(status.value, words) : paragraph(words.later);
    return reply
      .code(status.ok ? 200 : status.error.status)
      .type(HTML)
      .headers(HEADERS)
      .send(page(languageOf(request), reference, said));
  });
}

const HTML = 'text/html; charset=utf-8';
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
  'referrer-policy': 'no-referrer',
};

interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

const referenceIn = ({ params }: Asked): string => (params as { readonly reference: string }).reference;

/** As asked for, else as the browser prefers, else the first. */
function languageOf({ query, headers }: Asked): string {
  const asked = (query as { readonly lang?: unknown }).lang;
  const preferred = String(headers['accept-language'] ?? '').split(/[,;-]/u);
  return (
    [asked, ...preferred].find((each): each is string => typeof each === 'string' && Object.hasOwn(WORDS, each)) ?? 'az'
  );
}

const wordsOf = (language: string): PageWords => WORDS[language] ?? WORDS['az']!;

const escaped = (text: string): string => text.replace(/[&<>"']/gu, (each) => `&#${each.codePointAt(0)};`);

const paragraph = (text: string): string => `<p role="status">${escaped(text)}</p>`;

function statusOf(status: StatusAtHome | null, words: PageWords): string {
  if (status === null) return paragraph(words.unknown);
  const rows = status.read.map(
    ({ title, reader, at }) =>
      `<li><b>${escaped(title)}</b><br>${escaped(reader)}<br><time datetime="${escaped(at)}">${escaped(centreTime(at))}</time></li>`,
  );
  const read = rows.length === 0 ? paragraph(words.nothingRead) : `<ul>${rows.join('')}</ul>`;
  return `${paragraph(words.states[status.state])}<h2>${escaped(words.read)}</h2>${read}`;
}

/** Azerbaijan is at UTC+4 all the year. */
const centreTime = (at: string): string => {
  const local = new Date(Date.parse(at) + 4 * 3_600_000).toISOString();
  return `${local.slice(0, 10).split('-').toReversed().join('.')} ${local.slice(11, 16)}`;
};

function page(language: string, reference: string, said: string): string {
  const words = wordsOf(language);
  const links = Object.keys(WORDS)
    .map(
      (each) =>
        `<a href="?lang=${each}" lang="${each}"${each === language ? ' aria-current="true"' : ''}>${each.toUpperCase()}</a>`,
    )
    .join(' ');
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(words.title)}</title>
<style>body{font:1.1rem/1.5 sans-serif;max-width:34rem;margin:1rem auto;padding:0 1rem;color:#10222a;background:#fbf7f0}
input,button{font:inherit;padding:.6rem;min-height:2.75rem;box-sizing:border-box}input{width:100%;margin:.25rem 0 .75rem}
button{background:#0b5560;color:#fff;border:0;border-radius:.6rem;padding-inline:1.5rem}li{margin-block:.75rem}a{color:#0b5560;margin-inline-end:.5rem}a[aria-current]{font-weight:700}</style>
<nav>${links}</nav><h1>${escaped(words.title)} ${escaped(reference)}</h1>
<form method="post" action="?lang=${language}"><label>${escaped(words.ask)}<input name="document" maxlength="${LONGEST_NUMBER}" autocomplete="off" required></label><button>${escaped(words.show)}</button></form>
<main>${said}</main></html>`;
}
