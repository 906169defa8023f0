import { describe, expect, it } from 'vitest';
import type { Traffic } from './link.ts';
import { cable } from './pair.ts';
import { tapLinkFactory } from './tap.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('a cable in memory', () => {
  it('bytes arrive both ways, in order, and after the writing call has returned', async () => {
    const wire = cable();
    const link = wire.host();
    const atHost: number[] = [];
    const atDevice: number[] = [];
    link.onBytes((chunk) => atHost.push(...chunk));
    wire.device.onBytes((chunk) => atDevice.push(...chunk));
    await link.open();
    wire.device.write(bytes(1, 2));
    wire.device.write(bytes(3));
    expect(atHost).toEqual([]);
    expect(await link.write(bytes(4, 5))).toEqual({ ok: true, value: undefined });
    await settle();
    expect(atHost).toEqual([1, 2, 3]);
    expect(atDevice).toEqual([4, 5]);
  });

  it('when the writer changes its buffer after write, then the old bytes arrive', async () => {
    const wire = cable();
    const link = wire.host();
    const seen: number[] = [];
    link.onBytes((chunk) => seen.push(...chunk));
    await link.open();
    const buffer = bytes(1);
    wire.device.write(buffer);
    buffer[0] = 9;
    await settle();
    expect(seen).toEqual([1]);
  });

  it('when the kiosk opens or loses its end, then the device is told', async () => {
    const wire = cable();
    const seen: boolean[] = [];
    wire.device.onConnected((connected) => seen.push(connected));
    const link = wire.host();
    await link.open();
    await link.close();
    await link.close();
    const second = wire.host();
    await second.open();
    wire.unplug();
    expect(seen).toEqual([true, false, true, false]);
  });

  it('when the cable is unplugged, then an open link reports it once, and a closed link does not', async () => {
    const wire = cable();
    const downs: string[] = [];
    const closed = wire.host();
    closed.onDown(({ code }) => downs.push(`closed ${code}`));
    await closed.open();
    await closed.close();
    const open = wire.host();
    open.onDown(({ code }) => downs.push(code));
    await open.open();
    wire.unplug();
    wire.unplug();
    await open.close();
    expect(downs).toEqual(['LNK-103']);
    expect(await open.write(bytes(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
  });

  it('when the cable is unplugged, then bytes on the way are lost', async () => {
    const wire = cable();
    const link = wire.host();
    const atDevice: number[] = [];
    wire.device.onBytes((chunk) => atDevice.push(...chunk));
    await link.open();
    await link.write(bytes(1));
    await settle();
    void link.write(bytes(2));
    wire.unplug();
    await settle();
    expect(atDevice).toEqual([1]);
  });

  it('when the cable is out, then open() returns LNK-101; after plug() it works', async () => {
    const wire = cable();
    wire.unplug();
    expect(wire.plugged).toBe(false);
    expect(await wire.host().open()).toMatchObject({ ok: false, error: { code: 'LNK-101' } });
    wire.plug();
    expect(await wire.host().open()).toMatchObject({ ok: true });
  });

  it('when a link is opened twice, then the second open() rejects', async () => {
    const link = cable().host();
    await link.open();
    await expect(link.open()).rejects.toThrow('single-use');
  });
});

describe('a tap', () => {
  it('a tap sees both directions and changes no bytes', async () => {
    const wire = cable();
    const traffic: Traffic[] = [];
    const link = tapLinkFactory(wire.host, (each) => traffic.push(each))();
    const seen: number[] = [];
    link.onBytes((chunk) => seen.push(...chunk));
    await link.open();
    await link.write(bytes(1));
    wire.device.write(bytes(2));
    await settle();
    expect(traffic).toEqual([
      { direction: 'out', bytes: bytes(1) },
      { direction: 'in', bytes: bytes(2) },
    ]);
    expect(seen).toEqual([2]);
  });
});
