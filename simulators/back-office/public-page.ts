import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/* Without scripts and referrer: the address may contain a secret. */

export const PUBLIC_LANGUAGES = ['az', 'ru', 'en'] as const;

export type PublicLanguage = (typeof PUBLIC_LANGUAGES)[number];

export const LANGUAGE_NAMES: Readonly<Record<PublicLanguage, string>> = {
  az: 'Azərbaycanca',
  ru: 'Русский',
  en: 'English',
};

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
.pick { display: flex; gap: .75rem; align-items: center; min-height: 44px; } .pick input { display: inline-block; width: 24px; min-height: 24px; } summary { min-height: 44px; padding: .6rem 0; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } }
ul { margin: 0; padding-left: 1.25rem; } li { margin-block: .75rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** Language of the query, otherwise of the browser, otherwise the first. */
export function languageOf({ query, headers }: Pick<FastifyRequest, 'query' | 'headers'>): PublicLanguage {
  const preferred = String(headers['accept-language'] ?? '').split(/[,;-]/u);
  const asked = [(query as { readonly lang?: unknown }).lang, ...preferred];
  return PUBLIC_LANGUAGES.find((each) => each === asked.find((one) => PUBLIC_LANGUAGES.includes(one as never))) ?? 'az';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (each) => ENTITIES[each] ?? each);

interface PublicPage {
  readonly lang: PublicLanguage;
  readonly heading: string;
  readonly in: (lang: PublicLanguage) => string;
  /** HTML. */
  readonly body: string;
}

export function sendPage(reply: FastifyReply, status: number, page: PublicPage): FastifyReply {
  return reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(htmlOf(page));
}

export const htmlOf = ({ lang: here, heading, in: addressIn, body }: PublicPage): string => `<!doctype html>
<html lang="${here}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)}</title><style>${STYLE}</style></head>
<body><main>
<nav>${PUBLIC_LANGUAGES.map((lang) =>
  lang === here
    ? `<b aria-current="page">${LANGUAGE_NAMES[lang]}</b>`
    : `<a lang="${lang}" href="${escapeHtml(addressIn(lang))}">${LANGUAGE_NAMES[lang]}</a>`,
).join('')}</nav>
<h1>${escapeHtml(heading)}</h1>
${body}
</main></body>
</html>
`;
