import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createActor } from 'xstate';
import type { Profile } from '../../device/config/profile.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { createLinkTroubleMemory, linkInSocket } from '../../device/main-devices.ts';
import { documentTest } from '../../device/maintenance/devices/document-test.ts';
import { readKnownDevices } from '../../device/maintenance/devices/known-devices.ts';
import {
  type DeviceAdmissionOutcome,
  deviceAdmissionMachine,
} from '../../device/maintenance/devices/let-in.machine.ts';
import { deviceAdmissionActors } from '../../device/maintenance/devices/let-in-actors.ts';
import { deviceTestMachine } from '../../device/maintenance/devices/test.machine.ts';
import { deviceTestActor } from '../../device/maintenance/devices/test-actor.ts';
import type { Steward } from '../../device/maintenance/machine/steward.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { err, ok } from '../../drivers/result.ts';
import { readProfile } from '../../provisioning/command/load-profile.ts';
import { connectedUsb } from '../../provisioning/lockdown/connected-usb.ts';
import { makeKnownDevicesFiles } from '../../provisioning/lockdown/known-devices-file.ts';
import { usbguardRules } from '../../provisioning/lockdown/usbguard.ts';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { parseRequest } from '../../provisioning/steward/requests.ts';
import { carryOut } from '../../provisioning/steward/steward.ts';
import { createMrzReaderSimulator } from '../../simulators/id-reader/mrz.ts';
import { openPty } from '../../simulators/wire-pty.ts';
import { fasterClock } from '../support/fake-io.ts';
import { usbRoot } from '../support/usb-root.ts';

/* The kernel's USB files are below a folder; port, driver, steward and files are real. Needs socat. */

let root: string;
const closing: (() => unknown)[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kiosk-let-in-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(root, { recursive: true });
});

const FASTER = 5;
const SOCKET = '1-1.4';
const IDS = '0403:6001';
const LINK = { serial: { usb: { vendorId: '0403', productId: '6001', serialNumber: 'OLD' }, baudRate: 9600 } } as const;

async function kiosk() {
  const clock = fasterClock(FASTER);
  const usb = usbRoot(root);
  const wire = await openPty(join(root, 'pty'));
  const card = createMrzReaderSimulator({ wire, clock });
  usb.write('/etc/passwd', 'root:x:0:0::/root:/bin/sh\n');
  usb.write('/etc/group', 'root:x:0:\nasan-kiosk:x:990:\n');
  const cabinet = load(readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')) as Pick<
    Profile,
    'devices'
  >;
  const { devices } = cabinet;
  usb.write(
    INSTALLED.profile,
    dump({ ...cabinet, devices: { ...devices, reader: { ...devices.reader, link: LINK } } }),
  );
  usb.plug(SOCKET, IDS, 'OLD', { tty: wire.path });
  const places = { sys: usb.at('/sys'), dev: usb.at('/dev') };
  const profile = () => {
    const read = readProfile(usb.at(INSTALLED.profile));
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return read.value;
  };
  usb.write(INSTALLED.usbRules, usbguardRules(profile(), connectedUsb(usb.at)));
  for (const file of makeKnownDevicesFiles(profile(), connectedUsb(usb.at), [])) usb.write(file.path, file.text);

  const links = createLinkTroubleMemory();
  const linkOf = ({ devices: { reader } }: Profile) => {
    const { link } = reader;
    if (link === 'simulated' || !('serial' in link)) throw new Error('no serial link');
    return serialLink(link.serial, places);
  };
  const open = (of: Profile) =>
    createMrzReader({
      link: links.note('reader', linkOf(of)),
      clock,
      random: () => 0.5,
      onDiscarded: () => {},
      today: () => new Date(2026, 10, 24),
      timings: { silence: 900 * FASTER, sameDocument: 1_000, heartbeat: 1_000 },
    });
  const reader = open(profile());
  closing.push(
    () => wire.close(),
    () => card.close(),
    () => reader.close(),
  );
  const asked: string[] = [];
  const online = (its: typeof reader, state: string) =>
    vi.waitFor(() => expect(its.status().device).toBe(state), { timeout: 20_000, interval: 20 });
  const steward: Steward = async (ask) => {
    asked.push(ask);
    const request = parseRequest(ask);
    if (!request) throw new Error(ask);
    const target = usb.target([], () => {
      if (ask.startsWith('try')) usb.port(SOCKET, 'NEW');
    });
    const answer = await carryOut(request, target, async () => {});
    return answer.ok ? ok(answer) : err({ code: answer.code, found: answer.found });
  };
  const actors = deviceAdmissionActors({
    steward,
    clock,
    device: () => reader,
    untilTested: () => Promise.resolve(),
    substitute: (kind, socket) => links.substitute(kind, socket === null ? null : linkInSocket(LINK, socket, places)),
  });
  function letIn(hands: () => void): Promise<DeviceAdmissionOutcome> {
    const test = deviceTestMachine.provide({
      actors: {
        run: deviceTestActor(
          { reader: documentTest({ reader, hasChip: false, clock }) },
          { ended: () => {}, onBug: (bug) => expect(bug).toBeNull() },
        ),
      },
    });
    const actor = createActor(deviceAdmissionMachine.provide({ actors: { ...actors, test } }), {
      input: { kind: 'reader', test: 'reader' },
    });
    return new Promise((resolve) => {
      let done = false;
      actor.subscribe((snapshot) => {
        if (snapshot.status === 'done') return resolve(snapshot.output);
        if (snapshot.matches('testing') && !done) {
          done = true;
          hands();
        }
      });
      actor.start();
    });
  }
  return { usb, wire, card, reader, online, letIn, asked, profile, open };
}

describe('exchanged adapter of the reader', () => {
  it('when the new adapter is in its socket and a card is read, then it stays, also after a restart', async () => {
    const { usb, wire, card, reader, online, letIn, asked, profile, open } = await kiosk();
    await online(reader, 'online');
    usb.unplug(SOCKET, 'OLD');
    await wire.unplug();
    await online(reader, 'noDevice');
    await wire.plug();
    usb.plug(SOCKET, IDS, 'NEW', { letIn: false, tty: wire.path });
    expect(await letIn(() => card.insert('aze-card-woman'))).toEqual({ is: 'kept' });
    expect(asked).toEqual(['try reader', 'keep reader']);
    expect(usb.text(INSTALLED.usbRules)).toContain('serial "NEW"');
    expect(readKnownDevices(usb.at(INSTALLED.knownDevices))).toContainEqual(
      expect.objectContaining({ kind: 'reader', serialNumber: 'NEW', socket: SOCKET }),
    );
    await reader.close();
    const again = open(profile());
    closing.push(() => again.close());
    await online(again, 'online');
  });

  it('when the card is unreadable, then the adapter is blocked again and the files are as before', async () => {
    const { usb, wire, card, reader, online, letIn, asked } = await kiosk();
    await online(reader, 'online');
    const files = [INSTALLED.usbRules, INSTALLED.profile, INSTALLED.knownDevices];
    const before = files.map(usb.text);
    usb.unplug(SOCKET, 'OLD');
    await wire.unplug();
    await online(reader, 'noDevice');
    await wire.plug();
    usb.plug(SOCKET, IDS, 'NEW', { letIn: false, tty: wire.path });
    const forged = await letIn(() => card.insert('aze-card-forged'));
    expect(forged).toEqual({ is: 'not-tested', test: { is: 'failed', code: 'RDR-102' } });
    expect([asked, usb.isLetIn(SOCKET), files.map(usb.text)]).toEqual([['try reader', 'drop reader'], false, before]);
  });
});
