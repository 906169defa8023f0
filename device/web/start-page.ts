/** ms between two looks whether the kiosk is there. */
const KNOCK_MS = 1_000;

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
    <style>html { background: #0b3b43 }</style>
  </head>
  <body>
    <form method="post" enctype="text/plain" action="${url}/glass"><input type="hidden" name="key" value="${key}"></form>
    <script>
      const again = (hash) => { location.hash = hash; location.reload(); };
      fetch('${url}/glass', { mode: 'no-cors', cache: 'no-store' }).then(
        () => location.hash === '#there' ? document.forms[0].submit() : again('there'),
        () => setTimeout(() => again(''), ${KNOCK_MS}),
      );
    </script>
  </body>
</html>
`;

/** The key in what the form sends: `key=…` and a line end. */
export const keyIn = (body: unknown): string => /^key=([0-9A-Z]+)\r\n$/.exec(String(body))?.[1] ?? '';
