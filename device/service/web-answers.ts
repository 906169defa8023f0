import { get } from 'node:http';

/**
 * Whether the web server at `url` answers a request of its own within `limitMs`. A server that refuses the connection because of too many
 * connections works, too; one that is silent or absent does not.
 */
export function doesWebServerAnswer(url: string, limitMs: number): Promise<boolean> {
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
