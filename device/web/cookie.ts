/** Value of a cookie of a request, or `undefined`. The server limits the length of headers. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((each) => each.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

/**
 * A cookie for the browser's run. No script reads it, and no request from another page sends it. Not `Secure`: the page is on loopback,
 * without TLS.
 */
export const strictCookie = (name: string, value: string, path: string): string =>
  `${name}=${value}; Path=${path}; HttpOnly; SameSite=Strict`;
