import { describe, expect, it } from 'vitest';
import { bannedIn } from './banned.mjs';

const found = (file: string, text: string) => bannedIn(file, text).length;

describe('bannedIn', () => {
  it.each([
    ['device/session/x.ts', 'setTimeout(f, 1);'],
    ['drivers/x/y.ts', 'const at = Date.now();'],
    ['simulators/x.ts', 'const today = new Date();'],
    ['device/x.ts', 'const n = Math.random();'],
    ['device/x.ts', "import { createHash, randomUUID } from 'node:crypto';"],
    ['ui/citizen/x.ts', "localStorage.setItem('a', 'b');"],
    ['ui/citizen/x.ts', "await fetch('/x');"],
    ['ui/citizen/x.ts', 'money(screen.sum.amount + screen.fee, language)'],
    ['ui/citizen/pages/x.ts', 'money((screen.part ?? screen.amount) + screen.fee, language)'],
    ['ui/citizen/x.ts', 'const missing = Math.max(0, purchaseRestToPay(purchase) - screen.inserted);'],
    ['ui/citizen/x.ts', 'const left = all.amount - sum.amount;'],
    ['ui/citizen/x.ts', 'const all = dues.reduce((sum, due) => sum + due.amount, 0);'],
    ['ui/citizen/x.ts', 'money(rest - 1, language)'],
    ['ui/design/x.ts', '        animation: run-out 20s linear forwards;'],
    ['ui/design/x.css', '@keyframes run-out {'],
    ['ui/citizen/x.ts', 'ring.animate(steps, 20_000);'],
    ['device/ledger/x.ts', 'await turn(AbortSignal.any([signal, closing.signal]));'],
    ['provisioning/find/x.ts', 'pause(clock, 1, AbortSignal.any([wake.signal, stop]));'],
    ['simulators/back-office/x.ts', 'type Qepik = number;'],
    ['device/session/x.ts', 'await printer.print(paper, signal);'],
    ['device/x.test.ts', 'await sleep(10);'],
    ['test/browser/x.test.ts', 'await page.waitForTimeout(10);'],
    ['device/x.test.ts', "it.only('x', () => {});"],
    ['device/x.test.ts', 'const clock = realClock;'],
    ['test/x.test.ts', 'const began = performance.now();'],
    ['drivers/x.test.ts', "server.listen(0, '127.0.0.1');"],
    ['provisioning/x.test.ts', 'const wire = await listenTcp(0);'],
    ['device/x.test.ts', "describe.skip('x', () => {});"],
    ['provisioning/x.test.ts', "packageFile('var/terminal-pay.json');"],
    ['test/fake-x.ts', 'const io = processIo();'],
    ['device/x.ts', '// @ts-ignore'],
    ['device/x.ts', '// biome-ignore lint/a/b'],
  ])('when %s has `%s`, then it is found', (file, text) => {
    expect(found(file, text)).toBe(1);
  });

  it.each([
    ['device/session/x.ts', 'clock.setTimeout(f, 1);'],
    ['ui/gallery/x.ts', 'money(screen.sum.amount + screen.fee, language)'],
    ['ui/citizen/x.ts', "choosing.some(sum.count) + ' '"],
    ['drivers/clock.ts', 'setTimeout(f, 1);'],
    ['device/main.ts', 'const now = () => new Date();'],
    ['device/x.ts', 'const at = new Date(text);'],
    ['drivers/money.ts', 'export type Qepik = number;'],
    ['drivers/x.ts', ' * `AbortSignal.any` leaves a reference'],
    ['device/x.ts', ' * `new Date()` is not used here'],
    ['device/x.test.ts', 'const at = new Date();'],
    ['device/x.wires.test.ts', 'const wire = await listenTcp(0, realClock);'],
    ['test/integration/x.test.ts', 'const wire = await listenTcp(0, realClock);'],
    ['device/web/start-page.ts', '() => setTimeout(() => location.reload(), 1),'],
    ['ui/technician/technician-socket.ts', "await fetch('/technician/enter', { method: 'POST' });"],
    ['device/actors/print-desk.ts', 'return printer.print(receipt, signal);'],
    ['device/x.ts', '// biome-ignore lint/a/b: the table is wide'],
  ])('when %s has `%s`, then nothing is found', (file, text) => {
    expect(bannedIn(file, text)).toEqual([]);
  });
});
