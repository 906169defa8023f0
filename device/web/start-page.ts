/** ms until the page asks again, and until it says that the kiosk is away. */
const KNOCK_MS = 1_000;

/** What it says while the kiosk is away: the words of `ui/citizen/kiosk-closed.ts`, which a test holds together with these. */
const AWAY = [
  ['az', 'Köşk müvəqqəti bağlıdır', 'Bir az gözləyin. Ödəniş etmisinizsə, o itməyib. Kömək: 108'],
  ['ru', 'Киоск временно закрыт', 'Подождите немного. Если вы заплатили, оплата не пропала. Помощь: 108'],
  ['en', 'This kiosk is closed for a moment', 'Please wait. If you have paid, your payment is safe. Help: 108'],
] as const;

/** The header in which the kiosk answers the start page. */
export const PROOF_HEADER = 'kiosk-proof';

/** Prefix that each side signs before the nonce. It differs, so that neither answer can be replayed as the other. */
export const SIGNED_BY = { kiosk: 'kiosk ', glass: 'glass ' } as const;

/**
 * The page that starts the kiosk's browser. It is a file: its address is no secret, its contents are. Any program may have the port while
 * the kiosk is away, so the page first asks for a proof: the key, applied to a number that was never used before. Then it proves the
 * same of itself. The key never leaves the file. Without a proof, the page reads itself again: the kiosk writes another key at each start.
 */
export const startPage = (url: string, key: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="referrer" content="no-referrer">
    <title>Kiosk</title>
    <style>
      html { height: 100%; background: #0b3b43; color: #fff; font: 4vmin/1.4 system-ui, "DejaVu Sans", sans-serif }
      body { margin: 0; padding: 20vmin 8vmin; cursor: none; user-select: none; touch-action: none }
      #away { display: none }
      #away:target { display: block }
      b { display: block; margin-top: 5vmin; font-size: 5vmin }
    </style>
  </head>
  <body>
    <div id="away">
${AWAY.map(([language, title, lead]) => `      <p lang="${language}"><b>${title}</b>${lead}</p>`).join('\n')}
    </div>
    <form method="post" enctype="text/plain" action="${url}/glass"><input type="hidden" name="proof"></form>
    <script>
      const bytes = (text) => new TextEncoder().encode(text);
      const hex = (list) => Array.from(list, (byte) => byte.toString(16).padStart(2, '0')).join('');
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      async function enter() {
        const key = await crypto.subtle.importKey('raw', bytes('${key}'), hmac, false, ['sign']);
        const sign = async (text) => hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text))));
        const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
        const { headers } = await fetch('${url}/glass?nonce=' + nonce, { cache: 'no-store', credentials: 'omit', redirect: 'error' });
        if (headers.get('${PROOF_HEADER}') !== (await sign('${SIGNED_BY.kiosk}' + nonce))) throw new Error('not the kiosk');
        clearTimeout(away);
        const form = document.forms[0];
        form.proof.value = nonce + ' ' + (await sign('${SIGNED_BY.glass}' + nonce));
        form.submit();
      }
      // A connection may wait for a kiosk that starts: no answer is no reason to ask again.
      const away = setTimeout(() => location.replace('#away'), ${KNOCK_MS});
      enter().catch(() => setTimeout(() => location.reload(), ${KNOCK_MS}));
    </script>
  </body>
</html>
`;

/** Whether this has the form of a nonce of the start page. */
export const isNonce = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{32}$/.test(text);

/** What the form of the start page sends: the nonce and what the glass signed. `null`: something else. */
export function proofIn(body: unknown): { readonly nonce: string; readonly proof: string } | null {
  const [, nonce, proof] = /^proof=([0-9a-f]{32}) ([0-9a-f]{64})\r\n$/.exec(String(body)) ?? [];
  return nonce !== undefined && proof !== undefined ? { nonce, proof } : null;
}

/** The address of the kiosk that wrote this start page; `null` if `page` is not a start page. */
export const urlOf = (page: string): string | null =>
  / action="(http:\/\/127\.0\.0\.1:\d+)\/glass"/.exec(page)?.[1] ?? null;
