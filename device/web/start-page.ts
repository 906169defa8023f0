/** Milliseconds until the page retries, or says that the kiosk is away. */
const KNOCK_MS = 1_000;

/** Texts as in `ui/citizen/kiosk-closed.ts`; a test compares both. */
const AWAY = [
  ['az', 'Köşk müvəqqəti bağlıdır', 'Bir az gözləyin. Ödəniş etmisinizsə, o itməyib. Kömək: 108'],
  ['ru', 'Киоск временно закрыт', 'Подождите немного. Если вы заплатили, оплата не пропала. Помощь: 108'],
  ['en', 'This kiosk is closed for a moment', 'Please wait. If you have paid, your payment is safe. Help: 108'],
] as const;

export const PROOF_HEADER = 'kiosk-proof';

/** Prefix of a signed nonce. Both differ: neither answer can be replayed as the other side’s. */
export const NONCE_PREFIX = { kiosk: 'kiosk ', glass: 'glass ' } as const;

/**
 * Start page of the kiosk's browser. It is a file: its address is public, its content is secret. Any program may take the port while the
 * kiosk is away. So the page first demands a proof: a fresh nonce, signed with the key. Then the page proves the same. The key never
 * leaves the file. Without a proof the page reads itself again, because the kiosk writes a new key at each start.
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
        if (headers.get('${PROOF_HEADER}') !== (await sign('${NONCE_PREFIX.kiosk}' + nonce))) throw new Error('not the kiosk');
        clearTimeout(away);
        const form = document.forms[0];
        form.proof.value = nonce + ' ' + (await sign('${NONCE_PREFIX.glass}' + nonce));
        form.submit();
      }
      // A connection may wait for a kiosk that starts: no answer is no reason to ask again.
      const away = setTimeout(() => location.replace('#away'), ${KNOCK_MS});
      enter().catch(() => setTimeout(() => location.reload(), ${KNOCK_MS}));
    </script>
  </body>
</html>
`;

export const isNonce = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{32}$/.test(text);

/** Nonce and signature from the start page's form; `null` for anything else. */
export function parseStartPageProof(body: unknown): { readonly nonce: string; readonly proof: string } | null {
  const [, nonce, proof] = /^proof=([0-9a-f]{32}) ([0-9a-f]{64})\r\n$/.exec(String(body)) ?? [];
  return nonce !== undefined && proof !== undefined ? { nonce, proof } : null;
}

/** Address of the kiosk that wrote this start page; `null` if `page` is none. */
export const kioskUrlOf = (page: string): string | null =>
  / action="(http:\/\/127\.0\.0\.1:\d+)\/glass"/.exec(page)?.[1] ?? null;
