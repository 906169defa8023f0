/** The value of one cookie of a request, or `undefined`. Nobody's header is so long that it matters: the server bounds it. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((each) => each.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

/**
 * A cookie that no script of a page can read and that goes with nothing another page makes the browser send. It lasts as
 * long as the browser runs. Not `Secure`: the page is served on loopback, without TLS.
 */
export const strictCookie = (name: string, value: string, path: string): string =>
  `${name}=${value}; Path=${path}; HttpOnly; SameSite=Strict`;
