import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StatusPageFacts } from './accesses.ts';
import { centreMinute } from './centre-day.ts';
import { escapeHtml, languageOf, type PublicLanguage, sendPage } from './public-page.ts';
import type { ApplicationRegister } from './register.ts';
import type { WireFoundApplication } from './wire.ts';

/* The document's number proves that the application is the citizen's. */

interface PageWords {
  readonly title: string;
  readonly ask: string;
  readonly show: string;
  readonly unknown: string;
  readonly later: string;
  readonly states: Readonly<Record<WireFoundApplication['state'], string>>;
  readonly read: string;
  readonly nothingRead: string;
}

const WORDS: Readonly<Record<PublicLanguage, PageWords>> = {
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

/** Serves the page of every application, by its reference. `refuseAfterWrongHomeTries` limits guessing. */
export function serveStatusPages(app: FastifyInstance, register: ApplicationRegister): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1_024 },
    (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.get(PATH, (request, reply) => sendPage(reply, 200, page(request, '')));
  app.post(PATH, async (request, reply) => {
    const words = WORDS[languageOf(request)];
    const number = String((request.body as { readonly document?: unknown } | null)?.document ?? '').trim();
    const asked = { reference: referenceIn(request), address: request.ip };
    const status = await register.readStatusPageFacts({ ...asked, documentNumber: number.slice(0, LONGEST_NUMBER) });
    const said = status.ok ? statusOf(status.value, words) : paragraph(words.later);
    return sendPage(reply, status.ok ? 200 : status.error.status, page(request, said));
  });
}

const referenceIn = ({ params }: FastifyRequest): string => (params as { readonly reference: string }).reference;

const paragraph = (text: string): string => `<p role="status">${escapeHtml(text)}</p>`;

function statusOf(status: StatusPageFacts | null, words: PageWords): string {
  if (status === null) return paragraph(words.unknown);
  const rows = status.read.map(
    ({ title, reader, at }) =>
      `<li><b>${escapeHtml(title)}</b><br>${escapeHtml(reader)}<br><time datetime="${escapeHtml(at)}">${plainMinute(at)}</time></li>`,
  );
  const read = rows.length === 0 ? paragraph(words.nothingRead) : `<ul>${rows.join('')}</ul>`;
  return `${paragraph(words.states[status.state])}<h2>${escapeHtml(words.read)}</h2>${read}`;
}

function plainMinute(at: string): string {
  const local = centreMinute(new Date(at));
  return `${local.slice(0, 10).split('-').toReversed().join('.')} ${local.slice(11)}`;
}

function page(request: FastifyRequest, said: string) {
  const lang = languageOf(request);
  const words = WORDS[lang];
  const body = `${said === '' ? '' : `<section>${said}</section>`}
<form method="post" action="?lang=${lang}">
<label>${escapeHtml(words.ask)}<input name="document" maxlength="${LONGEST_NUMBER}" autocomplete="off" required></label>
<button>${escapeHtml(words.show)}</button>
</form>`;
  return {
    lang,
    heading: `${words.title} ${referenceIn(request)}`,
    in: (other: PublicLanguage) => `?lang=${other}`,
    body,
  };
}
