import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { listenTcp } from '../../simulators/wire-tcp.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import { realClock, pause } from '../../drivers/clock.ts';
import { CONTRACT_TIMINGS, paymentTerminalContract } from '../contract/payment-terminal.ts';
for (const framing of ['serial', 'tcp'] as const)
paymentTerminalContract(`real TCP socket, ${framing}`, async () => {
  const wire = await listenTcp(0);
  const simulator = createZvtTerminalSimulator({ wire, clock: realClock, random: Math.random, framing, now: () => new Date() });
  const terminal = createZvtTerminal({ link: tcpLink({ host: '127.0.0.1', port: wire.port }), clock: realClock, random: Math.random, framing, password: '123456', onDiscarded: () => undefined, timings: CONTRACT_TIMINGS });
  return { terminal, simulator, cable: null, pass: (ms: number) => pause(realClock, ms), async close() { simulator.close(); await terminal.close(); await wire.close(); } };
});
