import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PhoneAction, PhoneIdentities, PhoneIdentity, PhonePage } from './phone-identities.ts';
import { PHONE_IDENTITY_WORDS } from './phone-identity-words.ts';
import { escapeHtml, languageOf, type PublicLanguage, sendPage } from './public-page.ts';
import { SAMPLE_PERSONS } from './sample-persons.ts';
import type { WirePhonePerson } from './wire-phone-identity.ts';

/* The page that a phone opens: invented persons sign in without a password. No script. */

/** Serves the page of every QR code. `titleOf`: title of a service. Needs a parser of forms, as `serveStatusPages` adds it. */
export function servePhonePages(
  app: FastifyInstance,
  identities: Pick<PhoneIdentities, 'open' | 'signIn' | 'act'>,
  titleOf: (service: string) => string,
): void {
  const send = (request: FastifyRequest, reply: FastifyReply, page: PhonePage) =>
    sendPage(reply, 200, phonePage(page, languageIn(request, page), titleOf));
  app.get('/i/:ticket', async (request, reply) => {
    const { ticket } = request.params as { readonly ticket: string };
    const { page, secret } = await identities.open(ticket, secretOf(request));
    if (secret !== undefined) reply.header('set-cookie', cookieOf(request, secret));
    return send(request, reply, page);
  });
  app.post('/i/person', async (request, reply) =>
    send(request, reply, await identities.signIn(secretOf(request), textIn(request, 'fin'))),
  );
  app.post('/i/answer', async (request, reply) =>
    send(request, reply, await identities.act(secretOf(request), actionIn(request))),
  );
}

const cookieOf = ({ protocol }: FastifyRequest, secret: string): string =>
  `phone=${secret}; Path=/i; HttpOnly; SameSite=Lax${protocol === 'https' ? '; Secure' : ''}`;

function secretOf({ headers }: FastifyRequest): string | null {
  const its = /(?:^|;\s*)phone=([\w-]{1,64})/.exec(headers.cookie ?? '');
  return its?.[1] ?? null;
}

const textIn = ({ body }: FastifyRequest, name: string): string =>
  String((body as Readonly<Record<string, unknown>> | null)?.[name] ?? '').slice(0, 40);

function actionIn(request: FastifyRequest): PhoneAction {
  const what = textIn(request, 'do');
  if (what === 'expire') return { do: 'expire' };
  if (what !== 'confirm') return { do: 'refuse' };
  return {
    do: 'confirm',
    number: textIn(request, 'number'),
    level: textIn(request, 'level') === 'zone' ? 'zone' : 'code',
  };
}

/** Of the visit, until the phone asks for another. */
function languageIn(request: FastifyRequest, page: PhonePage): PublicLanguage {
  const visit = 'identity' in page ? page.identity.request.language : undefined;
  return languageOf({ query: { lang: visit, ...(request.query as object) }, headers: request.headers });
}

function phonePage(page: PhonePage, lang: PublicLanguage, titleOf: (service: string) => string) {
  const { heading, sample } = PHONE_IDENTITY_WORDS[lang];
  const body = `${bodyOf(page, lang, titleOf)}<p class="grey">${sample}</p>`;
  return { lang, heading, body, in: (other: PublicLanguage) => `?lang=${other}` };
}

function bodyOf(page: PhonePage, lang: PublicLanguage, titleOf: (service: string) => string): string {
  if (page.at === 'sign-in') return signInForm(lang);
  if (page.at === 'asking') return question(page, lang, titleOf(page.identity.request.service));
  const { title, body } = PHONE_IDENTITY_WORDS[lang].ends[page.at];
  const look = page.at === 'confirmed' ? 'valid' : 'unknown';
  return `<section class="${look}" data-test="${page.at}"><h2>${escapeHtml(title)}</h2><p>${escapeHtml(body)}</p></section>`;
}

function signInForm(lang: PublicLanguage): string {
  const { who, signIn } = PHONE_IDENTITY_WORDS[lang];
  const persons = SAMPLE_PERSONS.map(
    ({ fin, holder }, nth) =>
      `<label class="pick"><input type="radio" name="fin" value="${fin}"${nth === 0 ? ' checked' : ''}> ${escapeHtml(holder)} · ${fin}</label>`,
  );
  return `<form method="post" action="/i/person?lang=${lang}"><h2>${escapeHtml(who)}</h2>${persons.join('')}
<button>${escapeHtml(signIn)}</button></form>`;
}

function question(
  { identity, person }: { readonly identity: PhoneIdentity; readonly person: WirePhonePerson },
  lang: PublicLanguage,
  title: string,
): string {
  const words = PHONE_IDENTITY_WORDS[lang];
  const numbers = identity.choices.map(
    (each) => `<label class="pick"><input type="radio" name="number" value="${each}" required> <b>${each}</b></label>`,
  );
  return `<section class="expired"><p>${escapeHtml(words.atKiosk(identity.request.kiosk))}</p><h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(words.warning)}</p><p class="grey">${escapeHtml(words.gets)}</p>
<p>${escapeHtml(person.surname)} ${escapeHtml(person.givenNames)} · ${person.fin}</p></section>
<form method="post" action="/i/answer?lang=${lang}"><h2>${escapeHtml(words.number)}</h2>${numbers.join('')}
<details><summary>Developer</summary>
<label class="pick"><input type="checkbox" name="level" value="zone"> level: zone</label>
<button name="do" value="expire" formnovalidate>Let the time run out</button></details>
<p><button name="do" value="confirm">${escapeHtml(words.confirm)}</button></p>
<p><button name="do" value="refuse" formnovalidate>${escapeHtml(words.refuse)}</button></p></form>`;
}
