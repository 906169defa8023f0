import { afterEach, describe, expect, it, vi } from 'vitest';
import { tcpLink } from '../drivers/link/tcp.ts';
import { listenTcp, type TcpWire } from './wire-tcp.ts';

const wires: TcpWire[] = [];
afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.close()));
});

async function wire(): Promise<TcpWire> {
  const made = await listenTcp(0);
  wires.push(made);
  return made;
}

const breathe = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const next = (subscribe: (listener: (bytes: Uint8Array) => void) => unknown) =>
  new Promise<Uint8Array>((resolve) => subscribe(resolve));

describe('a device on a TCP port', () => {
  it('when a kiosk connects, then bytes go both ways and the device sees its end', async () => {
    const device = await wire();
    const link = tcpLink({ host: '127.0.0.1', port: device.port })();
    const connected = new Promise<boolean>((resolve) => device.onConnected(resolve));
    await link.open();
    expect(await connected).toBe(true);
    const atDevice = next(device.onBytes);
    await link.write(Uint8Array.of(1, 2));
    expect(await atDevice).toEqual(Uint8Array.of(1, 2));
    const atHost = next(link.onBytes);
    device.write(Uint8Array.of(3));
    expect(await atHost).toEqual(Uint8Array.of(3));
    const gone = new Promise<boolean>((resolve) => device.onConnected((now) => !now && resolve(now)));
    await link.close();
    expect(await gone).toBe(false);
  });

  it('when the device is unplugged, then no kiosk can connect; after plug() the port is the same', async () => {
    const device = await wire();
    const at = { host: '127.0.0.1', port: device.port };
    const link = tcpLink(at)();
    await link.open();
    const down = new Promise<string>((resolve) => link.onDown(({ code }) => resolve(code)));
    await device.unplug();
    await device.unplug();
    expect(await down).toBe('LNK-103');
    expect(await tcpLink(at)().open()).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
    await device.plug();
    await device.plug();
    const again = tcpLink(at)();
    expect(await again.open()).toMatchObject({ ok: true });
    await again.close();
  });

  it('when a newer connection comes, then the older one is dropped', async () => {
    const device = await wire();
    const older = tcpLink({ host: '127.0.0.1', port: device.port })();
    const down = new Promise<string>((resolve) => older.onDown(({ code }) => resolve(code)));
    const connections: boolean[] = [];
    device.onConnected((connected) => connections.push(connected));
    await older.open();
    const newer = tcpLink({ host: '127.0.0.1', port: device.port })();
    await newer.open();
    expect(await down).toBe('LNK-103');
    const atHost = next(newer.onBytes);
    device.write(Uint8Array.of(3));
    expect(await atHost).toEqual(Uint8Array.of(3));
    expect(connections).toEqual([true, false, true]);
    await newer.close();
  });

  it('when the device holds the sender, then the device later reads on without loss', async () => {
    const device = await wire();
    const link = tcpLink({ host: '127.0.0.1', port: device.port })();
    await link.open();
    let came = 0;
    device.onBytes((bytes) => {
      came += bytes.length;
      device.hold(true);
    });
    await link.write(Uint8Array.of(1));
    await vi.waitFor(() => expect(came).toBe(1), 10_000);
    const more = 20_000_000;
    const written = link.write(new Uint8Array(more));
    let done = false;
    void written.then(() => {
      done = true;
    });
    await breathe(50);
    expect([came, done]).toEqual([1, false]);
    while (came < 1 + more) {
      device.hold(false);
      await breathe(1);
    }
    expect(await written).toMatchObject({ ok: true });
    expect(came).toBe(1 + more);
    await link.close();
  });

  it('when the device holds the sender, then a new connection is held too', async () => {
    const device = await wire();
    device.hold(true);
    const link = tcpLink({ host: '127.0.0.1', port: device.port })();
    await link.open();
    let came = 0;
    device.onBytes((bytes) => {
      came += bytes.length;
    });
    await link.write(Uint8Array.of(1));
    await breathe(50);
    expect(came).toBe(0);
    device.hold(false);
    await vi.waitFor(() => expect(came).toBe(1), 10_000);
    await link.close();
  });

  it('when the port is taken, then listenTcp() rejects with EADDRINUSE', async () => {
    const device = await wire();
    await expect(listenTcp(device.port)).rejects.toThrow('EADDRINUSE');
  });

  it('when the device closes, then the link of the kiosk goes down', async () => {
    const device = await wire();
    const link = tcpLink({ host: '127.0.0.1', port: device.port })();
    const down = new Promise<string>((resolve) => link.onDown(({ code }) => resolve(code)));
    await link.open();
    await device.close();
    expect(await down).toBe('LNK-103');
  });
});
