import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Documents } from './documents.ts';
import { VERIFY_LANGUAGES, VERIFY_WORDS, type VerifyLanguage } from './verify-words.ts';
import type { WireVerified } from './wire.ts';

/** What was typed, or stood in the QR code. */
interface Asked {
  readonly number: string;
  readonly code: string;
  readonly lang: VerifyLanguage;
}

const STYLE = `
:root { color-scheme: light; --ink: #121a29; --grey: #5b6678; --line: #dfe3ea; }
* { box-sizing: border-box; }
body { margin: 0; font: 17px/1.5 system-ui, sans-serif; color: var(--ink); background: #f4f6f9; }
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem; }
nav { display: flex; gap: 1rem; justify-content: flex-end; }
nav a, nav b { padding: .6rem 0; color: inherit; }
h1 { font-size: 1.3rem; }
section, form { background: #fff; border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; margin: 1rem 0; }
section { border-top: 8px solid var(--line); }
.valid { border-top-color: #1b7f4b; } .expired { border-top-color: #b26a00; } .withdrawn, .unknown { border-top-color: #b3261e; }
h2 { margin: 0 0 .25rem; font-size: 1.5rem; }
form h2 { margin-bottom: .75rem; font-size: 1.1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 1rem 0 0; }
dt, .grey { color: var(--grey); } dd { margin: 0; overflow-wrap: anywhere; }
label { display: block; margin-bottom: .9rem; }
input { display: block; width: 100%; min-height: 48px; font: inherit; padding: .5rem .75rem; border: 1px solid var(--grey); border-radius: 8px; }
button { min-height: 48px; padding: 0 1.5rem; font: inherit; font-weight: 600; color: #fff; background: #1d4f91; border: 0; border-radius: 8px; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The address of a page has the secret of its paper in it: it is told to nobody, and kept nowhere. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** The page to which the QR code of a paper leads. It has no script, and works when what stands on the paper is typed. */
export function serveVerifyPage(app: FastifyInstance, documents: Pick<Documents, 'verify'>): void {
  app.get('/verify', async (request, reply) => {
    const asked = askedIn(request.query as Readonly<Record<string, unknown>>);
    const found = asked.number === '' && asked.code === '' ? null : await documents.verify(asked.number, asked.code);
    const shown = found && (found.ok ? found.value : 'unknown');
    return reply
      .code(shown === 'unknown' ? 404 : 200)
      .headers(HEADERS)
      .type('text/html; charset=utf-8')
      .send(verifyPage(asked, shown));
  });
}

function askedIn(query: Readonly<Record<string, unknown>>): Asked {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 64) : '';
  };
  const lang = VERIFY_LANGUAGES.find((each) => each === text('lang')) ?? 'az';
  return { number: text('number'), code: text('code'), lang };
}

const dayOf = (iso: string): string => iso.split('-').reverse().join('.');

/** `shown`: what is known of it, `unknown`, or `null` where nothing was asked yet. */
export function verifyPage(asked: Asked, shown: WireVerified | 'unknown' | null): string {
  const { heading, again, facts, code, check, sample } = VERIFY_WORDS[asked.lang];
  const known = shown === 'unknown' || shown === null ? null : shown;
  const number = known?.number ?? asked.number;
  return `<!doctype html>
<html lang="${asked.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title><style>${STYLE}</style></head>
<body><main>
<nav>${VERIFY_LANGUAGES.map((lang) => languageLink(asked, lang)).join('')}</nav>
<h1>${heading}</h1>
${shown === null ? '' : resultOf(asked.lang, shown)}
<form action="/verify">
${known ? `<h2>${again}</h2>` : ''}
<input type="hidden" name="lang" value="${asked.lang}">
<label>${facts.number}<input name="number" value="${known ? '' : escaped(number)}" autocomplete="off" required maxlength="40"></label>
<label>${code}<input name="code" autocomplete="off" required maxlength="64"></label>
<button>${check}</button>
</form>
<p class="grey">${sample}</p>
</main></body>
</html>
`;
}

function languageLink({ number, code, lang: here }: Asked, lang: VerifyLanguage): string {
  const { name } = VERIFY_WORDS[lang];
  if (lang === here) return `<b aria-current="page">${name}</b>`;
  const to = new URLSearchParams({ lang, ...(number === '' ? {} : { number }), ...(code === '' ? {} : { code }) });
  return `<a lang="${lang}" href="/verify?${escaped(to.toString())}">${name}</a>`;
}

function resultOf(lang: VerifyLanguage, shown: WireVerified | 'unknown'): string {
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
          .map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value ?? '')}</dd>`)
          .join('')}</dl><p class="grey">${compare}</p>`;
  return `<section class="${state}"><h2>${title}</h2><p>${body}</p>${rows}</section>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
