import { createServer } from 'vite';
import { expect, it } from 'vitest';
import { answerWhileDown } from './not-up.mjs';

it('when the device is down, then the answer is a page that says so and reloads itself, and nothing is logged', async () => {
  const logged: string[] = [];
  const say = (line: string) => logged.push(line);
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'silent',
    customLogger: {
      info: say,
      warn: say,
      warnOnce: say,
      error: say,
      clearScreen: () => undefined,
      hasErrorLogged: () => false,
      hasWarned: false,
    },
    optimizeDeps: { noDiscovery: true },
    server: {
      host: '127.0.0.1',
      port: 0,
      watch: null,
      ws: false,
      proxy: {
        '/demo': {
          target: 'http://127.0.0.1:9',
          bypass: answerWhileDown(
            () => false,
            () => ['a.yaml:7: <b>'],
          ),
        },
      },
    },
  });
  await server.listen();
  const answer = await fetch(`${server.resolvedUrls?.local[0]}demo`);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.text()).toContain('<li>a.yaml:7: &lt;b></li>');
  expect(logged).toEqual([]);
  await server.close();
});
