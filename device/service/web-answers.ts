import { get } from 'node:http';

/**
 * Whether the web server at `url` answers a request of its own within `limitMs`. One that turns the connection away, because there are
 * too many, is at work as well; only one that is silent or not there is not.
 */
export function webAnswers(url: string, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${url}/healthz`, { agent: false, timeout: limitMs }, (response) => {
      response.resume();
      response.once('close', () => resolve(true));
    });
    request.once('timeout', () => {
      resolve(false);
      request.destroy();
    });
    request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNRESET'));
  });
}
