// @ts-check

/**
 * Answers requests while the device is down: a page that reloads itself and shows the faults. Vite would log a stack for each request.
 *
 * @param {() => boolean} isUp
 * @param {() => readonly string[]} problems one line each
 * @returns {NonNullable<import('vite').ProxyOptions['bypass']>}
 */
export const answerWhileDown =
  (isUp, problems) =>
  ({ url }, response) => {
    if (isUp()) return undefined;
    // A WebSocket request of the page is refused; the page connects again.
    if (!response) return false;
    response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' }).end(page(problems()));
    return url;
  };

/** @param {readonly string[]} problems */
function page(problems) {
  const lines = problems.map((line) => `<li>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</li>`);
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>The kiosk starts</title>
<p>The kiosk is built and started. This page looks again every second.</p><ol>${lines.join('')}</ol>`;
}
