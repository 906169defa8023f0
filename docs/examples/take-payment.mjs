// A simulated ZVT terminal at a TCP port, where any till may find it, and a payment that is taken against it.
import { realClock as clock, tcpLink } from 'asan-kiosk/drivers';
import { createZvtTerminal } from 'asan-kiosk/drivers/payment-terminal/zvt';
import { listenTcp } from 'asan-kiosk/simulators';
import { createZvtTerminalSimulator } from 'asan-kiosk/simulators/payment-terminal';

const { random } = Math;
const wire = await listenTcp(0);
const simulator = createZvtTerminalSimulator({ wire, clock, random, now: () => new Date(), framing: 'tcp' });
simulator.onChange(() => simulator.display().stage === 'present-card' && queueMicrotask(simulator.tap));

const link = tcpLink({ host: '127.0.0.1', port: wire.port });
const options = { link, clock, random, password: '000000', onDiscarded: console.warn };
const terminal = createZvtTerminal({ ...options, framing: 'tcp' });
await new Promise((resolve) => terminal.onStatus((status) => status.device === 'online' && resolve(status)));
const signal = AbortSignal.timeout(60_000);
const last = await terminal.lastTransaction(signal);
if (!last.ok) throw new Error(last.error.code);
const intent = { ...last.value, intentId: 'order 1', amount: 500, sentAt: new Date().toISOString() };
console.log(await terminal.pay(intent, signal, console.log), simulator.approvedTotal);

await terminal.close();
simulator.close();
await wire.close();
