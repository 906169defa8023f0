import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OfficeDocuments } from './documents.ts';
import { escapeHtml, languageOf, type PublicLanguage, sendPage } from './public-page.ts';
import { VERIFY_WORDS } from './verify-words.ts';
import type { WireVerified } from './wire.ts';

interface VerifyQuery {
  readonly number: string;
  readonly code: string;
  readonly lang: PublicLanguage;
}

/** The page behind the QR code of a paper, without a script. It also accepts a typed number and code. */
export function serveVerifyPage(app: FastifyInstance, documents: Pick<OfficeDocuments, 'verify'>): void {
  app.get('/verify', async (request, reply) => {
    const asked = askedIn(request);
    const found = asked.number === '' && asked.code === '' ? null : await documents.verify(asked.number, asked.code);
    const shown = found && (found.ok ? found.value : 'unknown');
    return sendPage(reply, shown === 'unknown' ? 404 : 200, verifyPage(asked, shown));
  });
}

function askedIn(request: FastifyRequest): VerifyQuery {
  const query = request.query as Readonly<Record<string, unknown>>;
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 64) : '';
  };
  return { number: text('number'), code: text('code'), lang: languageOf(request) };
}

const dayOf = (iso: string): string => iso.split('-').reverse().join('.');

/** `shown`: the facts of the paper, `unknown`, or `null` before the first question. */
export function verifyPage(asked: VerifyQuery, shown: WireVerified | 'unknown' | null) {
  const { lang } = asked;
  const { heading, again, facts, code, check, sample } = VERIFY_WORDS[lang];
  const known = shown !== 'unknown' && shown !== null;
  const body = `${shown === null ? '' : resultOf(lang, shown)}
<form action="/verify">
${known ? `<h2>${again}</h2>` : ''}
<input type="hidden" name="lang" value="${lang}">
<label>${facts.number}<input name="number" value="${known ? '' : escapeHtml(asked.number)}" autocomplete="off" required maxlength="40"></label>
<label>${code}<input name="code" autocomplete="off" required maxlength="64"></label>
<button>${check}</button>
</form>
<p class="grey">${sample}</p>`;
  return { lang, heading, body, in: addressIn(asked) };
}

const addressIn =
  ({ number, code }: VerifyQuery) =>
  (lang: PublicLanguage): string =>
    `/verify?${new URLSearchParams({ lang, ...(number === '' ? {} : { number }), ...(code === '' ? {} : { code }) })}`;

function resultOf(lang: PublicLanguage, shown: WireVerified | 'unknown'): string {
  const { states, facts, compare } = VERIFY_WORDS[lang];
  const state = shown === 'unknown' ? 'unknown' : shown.state;
  const { title, body } = states[state];
  const rows =
    shown === 'unknown'
      ? ''
      : `<dl>${[
          [facts.title, shown.title],
          [facts.number, shown.number],
          [facts.agency, shown.agency],
          [facts.issuedOn, dayOf(shown.issuedOn)],
          [facts.validUntil, dayOf(shown.validUntil)],
        ]
          .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value ?? '')}</dd>`)
          .join('')}</dl><p class="grey">${compare}</p>`;
  return `<section class="${state}"><h2>${title}</h2><p>${body}</p>${rows}</section>`;
}
