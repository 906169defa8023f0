import { vi } from 'vitest';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import { httpPost } from '../../drivers/document-printer/ipp/http-post.ts';
import { listenHttp } from '../../simulators/document-printer/http.ts';
import { createDocumentPrinterSimulator } from '../../simulators/document-printer/printer.ts';
import { documentPrinterContract } from '../contract/document-printer.ts';
import { simulatedPrinterHands } from '../contract/document-printer-rig.ts';
import { turnClock } from '../support/fake-io.ts';

const clock = turnClock(5);

documentPrinterContract('the simulator over HTTP', async () => {
  const simulator = createDocumentPrinterSimulator({ clock });
  const listening = await listenHttp(simulator, 0);
  const address = { host: '127.0.0.1', port: listening.port, path: '/ipp/print', tls: false };
  const driver = () =>
    createIppPrinter({
      post: httpPost(address),
      uri: `ipp://localhost:${listening.port}/ipp/print`,
      user: 'asan-kiosk K5',
      clock,
      random: () => 0.5,
      purges: true,
      onDiscarded: () => {},
    });
  const printer = driver();
  return {
    ...simulatedPrinterHands(simulator),
    printer,
    until: (what, condition) =>
      vi.waitFor(
        () => {
          if (!condition()) throw new Error(`it never came to this: ${what}`);
        },
        { timeout: 15_000, interval: 5 },
      ),
    unplug: listening.unplug,
    plug: listening.plug,
    restarted: driver,
    async close() {
      await printer.close();
      simulator.close();
      await listening.close();
    },
  };
});
