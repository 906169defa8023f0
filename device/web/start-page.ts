/** ms between two looks whether the kiosk is there. */
const KNOCK_MS = 1_000;

/** What it says while the kiosk is away: the words of `ui/citizen/kiosk-closed.ts`, which a test holds together with these. */
const AWAY = [
  ['az', 'Köşk müvəqqəti bağlıdır', 'Bir az gözləyin. Ödəniş etmisinizsə, o itməyib. Kömək: 108'],
  ['ru', 'Киоск временно закрыт', 'Подождите немного. Если вы заплатили, оплата не пропала. Помощь: 108'],
  ['en', 'This kiosk is closed for a moment', 'Please wait. If you have paid, your payment is safe. Help: 108'],
] as const;

/**
 * The page that the kiosk's browser is started with, a file: its address is no secret and its contents are. It waits for the kiosk, hands
 * over the key and is replaced by the citizen's page. While it waits, and once more when the kiosk is there, it reads itself again, for its
 * key may be another by now.
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
    <form method="post" enctype="text/plain" action="${url}/glass"><input type="hidden" name="key" value="${key}"></form>
    <script>
      const again = (hash) => { location.hash = hash; location.reload(); };
      fetch('${url}/glass', { mode: 'no-cors', cache: 'no-store' }).then(
        () => location.hash === '#there' ? document.forms[0].submit() : again('there'),
        () => setTimeout(() => again('away'), ${KNOCK_MS}),
      );
    </script>
  </body>
</html>
`;

/** The key in what the form sends: `key=…` and a line end. */
export const keyIn = (body: unknown): string => /^key=([0-9A-Z]+)\r\n$/.exec(String(body))?.[1] ?? '';

/** The address of the kiosk that wrote this start page; `null` where it is none. */
export const urlOf = (page: string): string | null =>
  / action="(http:\/\/127\.0\.0\.1:\d+)\/glass"/.exec(page)?.[1] ?? null;
