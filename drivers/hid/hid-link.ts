import type { HIDAsync } from 'node-hid';
import type { Link, LinkTrouble } from '../link/link.ts';
import { LinkState, NOT_OPEN } from '../link/link-state.ts';
import { describeLoadError } from '../native-part.ts';
import { err, messageOf, ok, type Result } from '../result.ts';
import { parseReportDescriptor, type ReportDescriptor } from './descriptor.ts';
import { chooseDevice, describeChoice, type HidChoice, type HidIdentity } from './identity.ts';
import { listHid } from './listing.ts';
import { doesPathExist, readReportDescriptor } from './sysfs.ts';

/** `onBytes` gets input reports, `write` takes output reports. Numbered reports begin with their id. */
export interface HidLink extends Link {
  /** Result of the last `open`. `undefined`: no `open` yet, or no listing. */
  looked(): HidChoice | undefined;
  /** `null`: descriptor missing or malformed. */
  descriptor(): ReportDescriptor | null;
  /** `body`: report without its id. Id 0: none. */
  sendFeature(reportId: number, body: Uint8Array): Promise<Result<void, LinkTrouble>>;
  /** Plugged in, as the system says. */
  present(): Promise<boolean>;
}

/** Makes a link for each open. */
export type HidLinkFactory = () => HidLink;

/**
 * Opens a HID device through node-hid. Uses only its async calls, because the others block the process until the device answers. The first
 * `open` loads the native part, so a machine without it still runs everything else.
 *
 * Each `open` looks for the device by its identity. An absent device, another mode or several matches are LNK-101, and `looked` tells them
 * apart. A missing permission is LNK-102, anything else LNK-103.
 *
 * Writes and feature reports share one queue. `close` first sends the queued reports. An unplug settles all calls.
 */
export function hidLink(identity: HidIdentity): HidLinkFactory {
  return () => createHidLink(identity);
}

interface Opened {
  readonly device: HIDAsync;
  readonly path: string;
  readonly descriptor: ReportDescriptor | null;
}

function createHidLink(identity: HidIdentity): HidLink {
  const queue = createQueue();
  const state = new LinkState(queue.settleAll);
  let choice: HidChoice | undefined;
  let opened: Opened | undefined;
  let closing: Promise<void> | undefined;

  async function open(): Promise<Result<void, LinkTrouble>> {
    state.begin();
    const looked = await lookFor(identity);
    if (!looked.ok) return looked;
    choice = looked.value;
    if (choice.kind !== 'found') return err(notFound(choice, identity));
    const { path } = choice.device;
    const device = await openDevice(path);
    if (!device.ok) return device;
    opened = { device: device.value, path, descriptor: await descriptorOf(path) };
    if (state.isEnded) {
      await closeDevice(device.value);
      return err(NOT_OPEN);
    }
    state.opened();
    device.value.on('error', down);
    device.value.on('data', (report: Buffer) => state.incoming.emit(Uint8Array.from(report)));
    // On a closed device, node-hid's next tick throws uncatchably.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    return state.isEnded ? err(NOT_OPEN) : ok(undefined);
  }

  function down(cause: unknown): void {
    if (state.isOpen) state.fail(wentDown(messageOf(cause)));
  }

  function call<T>(act: (opened: Opened) => Promise<T>): Promise<Result<T, LinkTrouble>> {
    const current = opened;
    return state.isOpen && current ? queue.add(() => carriedOut(() => act(current))) : Promise.resolve(err(NOT_OPEN));
  }

  return {
    open,
    looked: () => choice,
    descriptor: () => opened?.descriptor ?? null,
    ...callsOf(call, down),
    async present() {
      return state.isOpen && opened !== undefined && doesPathExist(opened.path);
    },
    close() {
      const wasOpening = state.isOpening;
      state.close();
      // An `open` in progress closes the device itself.
      if (!wasOpening) closing ??= queue.drained().then(() => opened && closeDevice(opened.device));
      return closing ?? Promise.resolve();
    },
    onBytes: state.incoming.on,
    onDown: state.wentDown.on,
  };
}

type Call = <T>(act: (opened: Opened) => Promise<T>) => Promise<Result<T, LinkTrouble>>;

function callsOf(call: Call, down: (cause: unknown) => void): Pick<HidLink, 'write' | 'sendFeature'> {
  return {
    async write(report) {
      // A device may stall feature reports; output reports fail only if it is gone.
      const written = await call(({ device, descriptor }) => device.write(withId(report, descriptor)));
      if (!written.ok) down(written.error.detail);
      return written.ok ? ok(undefined) : written;
    },
    async sendFeature(reportId, body) {
      const sent = await call(({ device }) => device.sendFeatureReport([reportId, ...body]));
      return sent.ok ? ok(undefined) : sent;
    },
  };
}

async function carriedOut<T>(act: () => Promise<T>): Promise<Result<T, LinkTrouble>> {
  try {
    return ok(await act());
  } catch (cause) {
    return err(wentDown(messageOf(cause)));
  }
}

const wentDown = (detail: string): LinkTrouble => ({ code: 'LNK-103', kind: 'went-down', detail });

/** hidraw needs an id before each report; 0: none. */
function withId(report: Uint8Array, descriptor: ReportDescriptor | null): number[] {
  return descriptor?.numbered ? [...report] : [0, ...report];
}

interface Queue {
  add<T>(job: () => Promise<Result<T, LinkTrouble>>): Promise<Result<T, LinkTrouble>>;
  settleAll(why: LinkTrouble): void;
  drained(): Promise<void>;
}

function createQueue(): Queue {
  const waiting = new Set<(why: LinkTrouble) => void>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    add(job) {
      return new Promise((resolve, reject) => {
        const giveUp = (why: LinkTrouble) => resolve(err(why));
        waiting.add(giveUp);
        last = last
          // A job settled while it waited does not run.
          .then(() => (waiting.has(giveUp) ? job().then(resolve, reject) : undefined))
          .finally(() => waiting.delete(giveUp));
      });
    },
    settleAll(why) {
      for (const giveUp of waiting) giveUp(why);
      waiting.clear();
    },
    async drained() {
      await last;
    },
  };
}

async function lookFor(identity: HidIdentity): Promise<Result<HidChoice, LinkTrouble>> {
  const listed = await listHid();
  return listed.ok ? ok(chooseDevice(listed.value, identity)) : err(wentDown(listed.error.detail));
}

const notFound = (choice: Exclude<HidChoice, { kind: 'found' }>, identity: HidIdentity): LinkTrouble => ({
  code: 'LNK-101',
  kind: 'not-connected',
  detail: describeChoice(choice, identity),
});

async function openDevice(path: string): Promise<Result<HIDAsync, LinkTrouble>> {
  const loaded = await import('node-hid').then(ok, describeLoadError('node-hid'));
  if (!loaded.ok) return err(wentDown(loaded.error));
  try {
    return ok(await loaded.value.default.HIDAsync.open(path));
  } catch (cause) {
    return err(hidOpenTrouble(messageOf(cause)));
  }
}

/** Ignores node-hid's error after an unplug. */
async function closeDevice(device: HIDAsync): Promise<void> {
  await Promise.allSettled([device.close()]);
}

async function descriptorOf(path: string): Promise<ReportDescriptor | null> {
  const bytes = await readReportDescriptor(path);
  const parsed = bytes && parseReportDescriptor(bytes);
  return parsed?.ok ? parsed.value : null;
}

/** node-hid passes on the text of the system's error without its code. */
export function hidOpenTrouble(detail: string): LinkTrouble {
  if (/Permission denied|EACCES|not permitted/i.test(detail)) return { code: 'LNK-102', kind: 'not-permitted', detail };
  if (/No such (file|device)|ENOENT|ENODEV/i.test(detail)) return { code: 'LNK-101', kind: 'not-connected', detail };
  return { code: 'LNK-103', kind: 'went-down', detail };
}
