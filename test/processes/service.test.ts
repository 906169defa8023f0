import Database from 'better-sqlite3';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { type KioskProcess, startKioskProcess, withoutIssueOfGoods } from '../support/kiosk-process.ts';
import { listenForNotify } from '../support/notify-socket.ts';
import { payBySocket, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

/* A datagram socket stands for systemd. */

const WATCHDOG_S = 4;
const LOOK = { interval: 20, timeout: 30_000 };

async function start({ onTestFinished }: TestContext) {
  const manager = await listenForNotify();
  const env = { NOTIFY_SOCKET: manager.path, WATCHDOG_USEC: String(WATCHDOG_S * 1_000_000) };
  const kiosk = await startKioskProcess(withoutIssueOfGoods, 'simulated', env);
  onTestFinished(async () => {
    kiosk.signal('SIGKILL');
    await kiosk.stop();
    await manager.close();
  });
  return { kiosk, manager };
}

describe.concurrent('notifications to the service manager', () => {
  it('when a kiosk starts and stops, then it reports ready, watchdog and stopping before it ends', async (context) => {
    const { kiosk, manager } = await start(context);
    await manager.hears('WATCHDOG=1');
    await manager.hears('WATCHDOG=1');
    const [first, ...others] = manager.lines.filter((line) => line !== 'WATCHDOG=1');
    expect([first, ...others.sort()]).toEqual(['STATUS=starts', 'READY=1', 'STATUS=waits for a citizen']);
    kiosk.signal('SIGTERM');
    expect(await kiosk.ended()).toBe(0);
    await vi.waitFor(() => expect(manager.count('STOPPING=1')).toBe(1), LOOK);
  });

  it('when a process hangs, then its watchdog reports are missing until it goes on', async (context) => {
    const { kiosk, manager } = await start(context);
    await manager.hears('WATCHDOG=1');
    kiosk.signal('SIGSTOP');
    const before = manager.count('WATCHDOG=1');
    await expect(manager.hears('WATCHDOG=1', WATCHDOG_S * 1_000)).rejects.toThrow();
    // Reports that were already sent may come after the count.
    expect(manager.count('WATCHDOG=1') - before).toBeLessThanOrEqual(3);
    kiosk.signal('SIGCONT');
    await manager.hears('WATCHDOG=1');
  });

  it('when another program holds the ledger, then the watchdog reports are missing, and the log says why', async (context) => {
    const { kiosk, manager } = await start(context);
    await manager.hears('WATCHDOG=1');
    const other = new Database(`${kiosk.folder}/ledger.db`);
    other.exec('BEGIN IMMEDIATE');
    await vi.waitFor(() => expect(kiosk.output()).toContain('"part":"ledger","event":"watchdog.silent"'), LOOK);
    const before = manager.count('WATCHDOG=1');
    await expect(manager.hears('WATCHDOG=1', WATCHDOG_S * 500)).rejects.toThrow();
    expect(manager.count('WATCHDOG=1')).toBe(before);
    other.exec('ROLLBACK');
    other.close();
    await manager.hears('WATCHDOG=1');
    expect(kiosk.output()).toContain('"event":"watchdog.answers"');
  });
});

const running = async (kiosk: KioskProcess): Promise<boolean> => (await fetch(`${kiosk.url}healthz`)).ok;

describe.concurrent('SIGTERM', () => {
  it('when there is no visit, then the kiosk ends at once', async (context) => {
    const { kiosk } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await citizen.sees('attract');
    kiosk.signal('SIGTERM');
    expect(await kiosk.ended()).toBe(0);
    expect(kiosk.output()).not.toContain('kiosk.draining');
  });

  it('when a visit is at its questions, then the visit goes on to its end, and no other visit begins', async (context) => {
    const { kiosk, manager } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    kiosk.signal('SIGTERM');
    await manager.hears(/^STATUS=ends after this visit/);
    citizen.does({ do: 'language', language: 'en' });
    await citizen.sees('checking', ({ language }) => language === 'en');
    expect(await running(kiosk)).toBe(true);
    citizen.does({ do: 'finish' });
    expect(await kiosk.ended()).toBe(0);
    expect(kiosk.output()).toMatch(/"pays":false.*"event":"kiosk.draining"/);
  });

  it('when a citizen pays and the answer is lost, then the kiosk inquires, registers and prints before it ends', async (context) => {
    const { kiosk, manager } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    await kiosk.dock({ device: 'terminal', do: 'arm', fault: 'approve-then-silent', on: true });
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    kiosk.signal('SIGTERM');
    await manager.hears(/^STATUS=ends after this visit/);
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await kiosk.until(({ terminal }) => terminal.sales.at(-1)?.state === 'approved');
    // A driver waits a minute for a silent terminal; with a pulled cable it knows at once.
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: false });
    await citizen.sees('paying', ({ stage }) => stage === 'asking');
    await kiosk.dock({ device: 'terminal', do: 'plug', plugged: true });
    await citizen.sees('done');
    citizen.does({ do: 'finish' });
    expect(await kiosk.ended()).toBe(0);
    expect(kiosk.ledger().at(-1)).toEqual(
      expect.arrayContaining(['unknown', 'approved', 'issued', 'printed', 'closed']),
    );
    expect(kiosk.output()).toMatch(/"pays":true.*"event":"kiosk.draining"/);
  });

  it('when a paper is not printed yet, then the kiosk waits for the paper and the end of the visit', async (context) => {
    const { kiosk, manager } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    await kiosk.dock({ device: 'printer', do: 'cover', open: true });
    await kiosk.dock({ device: 'terminal', do: 'tap' });
    await citizen.sees('printTrouble');
    kiosk.signal('SIGTERM');
    await manager.hears(/^STATUS=ends after this visit/);
    await kiosk.dock({ device: 'printer', do: 'cover', open: false });
    await citizen.sees('printTrouble', ({ canReprint }) => canReprint);
    citizen.does({ do: 'reprint' });
    await citizen.sees('done');
    expect(await running(kiosk)).toBe(true);
    citizen.does({ do: 'another' });
    expect(await kiosk.ended()).toBe(0);
    expect(kiosk.ledger()).toHaveLength(1);
    expect(kiosk.output().match(/"event":"session.started"/g)).toHaveLength(1);
  });
});

describe.concurrent('Ctrl-C at simulated devices', () => {
  it('when the citizen does not pay, then the visit ends at once', async (context) => {
    const { kiosk } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    kiosk.signal('SIGINT');
    expect(await kiosk.ended()).toBe(0);
  });

  it('when the citizen pays, then the first Ctrl-C waits, and the second does not', async (context) => {
    const { kiosk } = await start(context);
    const citizen = await socketCitizenAt(kiosk.url);
    await untilCheckingBySocket(kiosk, citizen);
    await payBySocket(citizen, 'card');
    await kiosk.until(({ terminal }) => terminal.display.stage === 'present-card');
    kiosk.signal('SIGINT');
    await vi.waitFor(() => expect(kiosk.output()).toContain('kiosk.draining'), LOOK);
    expect(await running(kiosk)).toBe(true);
    kiosk.signal('SIGINT');
    expect(await kiosk.ended()).toBeNull();
  });
});
