import { randomBytes, randomInt, X509Certificate } from 'node:crypto';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { toOfficeService } from '../../device/catalogue/offered.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readOrConfigTrouble } from '../../device/config/yaml-file.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { ok } from '../../drivers/result.ts';
import type { StateCounts } from '../../simulators/back-office/applications-table.ts';
import type { ReferenceBackOffice } from '../../simulators/back-office/server.ts';
import type { OfferedService } from '../../simulators/back-office/services.ts';
import type { BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { writeOut } from '../command/output.ts';
import { formatOrderCode } from '../provision/order/code.ts';
import { readOrderOnStick } from '../provision/order/stick.ts';
import { provisionTroubleLine } from '../provision/trouble.ts';
import { creditVerbs } from './credit-verbs.ts';
import type { SimulatedDevice } from './device.ts';
import { enrolmentVerbs } from './enrolment-verbs.ts';
import { createEventOutput } from './event-output.ts';
import { runInputLines } from './input-lines.ts';
import { plainVerb, type SimulatorVerb } from './verbs.ts';

export interface SimulateBackOfficeOptions {
  readonly port: number;
  /** File, or PostgreSQL by connection string, of its register; default: in memory. */
  readonly state?: string;
  readonly store?: string;
  readonly seed?: number;
  readonly seal?: string;
  /** PEM files of the office's key, its certificate and the kiosks' authority: all or none. */
  readonly key?: string;
  readonly certificate?: string;
  readonly ca?: string;
  /** TLS with its own authority, where kiosks enrol. */
  readonly enrolment?: true;
  readonly names?: string;
  /** For applications that kiosks took while the office was away. */
  readonly offlineIdentity?: string;
  readonly order?: string;
  readonly json?: true;
}

/** Seed for a register in memory. A stored register already has the references of this seed. */
const DEFAULT_SEED = 1;

/** Only the office's own services if the catalogue cannot be read (`doctor` says why). */
function offeredHere(): { readonly services: readonly OfferedService[]; readonly isHoliday: (day: string) => boolean } {
  const catalogue = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!catalogue.ok) return { services: [], isHoliday: () => false };
  const { services, holidays } = catalogue.value;
  return { services: services.map(toOfficeService), isHoliday: (day) => isHoliday(day, holidays) };
}

/**
 * Runs the reference back office for any number of kiosks, steered by lines of input. Its output names no person, and shows the messages
 * that it sends.
 */
export async function simulateBackOffice(options: SimulateBackOfficeOptions, io: Io): Promise<CliOutcome> {
  if (options.state !== undefined && options.store !== undefined)
    return misused('--state and --store name two places for one register: give one of them');
  const tls = tlsOf(options);
  if (!tls.ok) return tls;
  const enrolment = enrolmentOf(options);
  if (!enrolment.ok) return enrolment;
  const seal = await writeSeal(options.seal);
  if (!seal.ok) return seal;
  const identity = identityOf(options);
  if (!identity.ok) return identity;
  const order = orderOf(options);
  if (!order.ok) return order;
  const [{ startBackOffice }, { StoreRefusedError }, { BACK_OFFICE_TROUBLES }, { seededRandom }] = await Promise.all([
    import('../../simulators/back-office/server.ts'),
    import('../../simulators/back-office/store.ts'),
    import('../../simulators/back-office/trouble.ts'),
    import('../../simulators/random.ts'),
  ]);
  const place = options.store ?? options.state;
  let office: ReferenceBackOffice | undefined;
  let states: StateCounts;
  try {
    office = await startBackOffice({
      port: options.port,
      now: () => new Date(),
      clock: io.clock,
      ...offeredHere(),
      secureBytes: randomBytes,
      random: seededRandom(options.seed ?? (place === undefined ? DEFAULT_SEED : randomInt(2 ** 31))),
      ...(tls.value && { tls: tls.value }),
      ...(enrolment.value && { enrolment: enrolment.value }),
      ...(order.value && { order: order.value }),
      ...(identity.value && { offlineIdentity: identity.value }),
      store: place,
    });
    states = (await office.view(0)).states;
  } catch (error) {
    await office?.close();
    // A file of an earlier version is JSON, not a database.
    if (error instanceof StoreRefusedError) return misused(`${error.message}; name another --state or --store`);
    return failed(
      `the back office did not start: ${describeSystemError(error)}; remove this cause, or name another --port`,
    );
  }
  await beOffice(
    office,
    states,
    {
      troubles: BACK_OFFICE_TROUBLES,
      json: options.json === true,
      seal: options.seal,
      newCode: codesOf(office, tls.value),
    },
    io,
  );
  return done;
}

async function beOffice(
  office: ReferenceBackOffice,
  first: StateCounts,
  { troubles, json, seal, newCode }: Shown,
  io: Io,
): Promise<void> {
  let states = first;
  const output = createEventOutput(json, io);
  const device = deviceOf(office, () => states);
  const look = () => output.look(device);
  office.onChange(async () => {
    try {
      states = (await office.view(0)).states;
    } catch {
      // The database went away; the next change counts again.
      return;
    }
    look();
  });
  const { url, verifyUrl, enrolment } = office;
  const inProfile = [`url: ${url}`, ...(seal === undefined ? [] : [`seal: ${seal}`])].join(', ');
  output.say(
    'ready',
    { kind: 'back-office', url, verifyUrl, ...(enrolment && { fingerprint: enrolment.fingerprint }) },
    `in a profile: backOffice: { ${inProfile} }; papers are verified at ${verifyUrl}`,
  );
  const tellCode = () => {
    const text = newCode?.();
    if (text) output.say('order-code', { text }, `for a new kiosk, once: ${text}`);
  };
  tellCode();
  look();
  const verbs = [
    ...verbsOf(office, troubles),
    ...(newCode ? [plainVerb('code', 'another code for its order', tellCode)] : []),
    ...enrolmentVerbs(office, output.say),
    ...creditVerbs(office, output.say),
  ];
  await runInputLines(verbs, output, look, io);
  await office.close();
}

interface Shown {
  readonly troubles: readonly BackOfficeTroubleName[];
  readonly json: boolean;
  readonly seal: string | undefined;
  /** Absent: no order. */
  readonly newCode: (() => string | null) | undefined;
}

/** Only over TLS: the certificate in the code is all that a new kiosk knows of the office. */
function codesOf(office: ReferenceBackOffice, tls: { readonly certificate: string } | null): Shown['newCode'] {
  if (!tls) return undefined;
  const { hostname, port } = new URL(office.verifyUrl);
  const { fingerprint256 } = new X509Certificate(tls.certificate);
  return () => {
    const code = office.newOrderCode();
    return code && formatOrderCode({ host: hostname, port: Number(port), code, fingerprint: fingerprint256 });
  };
}

async function writeSeal(file: string | undefined): Promise<CliOutcome> {
  if (file === undefined) return done;
  const { sampleSeal } = await import('../../simulators/back-office/documents/seal.ts');
  return writeOut(file, sampleSeal().certificate.toString());
}

function identityOf({ offlineIdentity }: SimulateBackOfficeOptions) {
  if (offlineIdentity === undefined) return ok(null);
  const text = readOrConfigTrouble(() => realFiles.read(offlineIdentity), offlineIdentity);
  if (!text.ok) return misused(describeConfigTrouble(text.error));
  const found = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text.value)?.[0];
  return found === undefined
    ? misused(`${offlineIdentity} has no identity of age; \`age-keygen -o ${offlineIdentity}\` makes one`)
    : ok(found);
}

function orderOf({ order, key }: SimulateBackOfficeOptions) {
  if (order === undefined) return ok(null);
  if (key === undefined) return misused('--order needs TLS: give --key, --certificate and --ca as well');
  const stick = readOrderOnStick(order);
  if (!stick.ok) return misused(provisionTroubleLine(stick.error));
  const { content, signature, name } = stick.value.order;
  if (signature === null) return misused(`${name} is not signed: minisign -S -s KEY -m ${name}`);
  return ok({ order: Buffer.from(content).toString(), signature });
}

function tlsOf({ key, certificate, ca }: SimulateBackOfficeOptions) {
  if (key === undefined && certificate === undefined && ca === undefined) return ok(null);
  if (key === undefined || certificate === undefined || ca === undefined)
    return misused('--key, --certificate and --ca belong together: give all three, or none');
  const texts: string[] = [];
  for (const file of [key, certificate, ca]) {
    const text = readOrConfigTrouble(() => realFiles.read(file), file);
    if (!text.ok) return misused(describeConfigTrouble(text.error));
    texts.push(text.value);
  }
  return ok({ key: texts[0]!, certificate: texts[1]!, ca: texts[2]! });
}

function enrolmentOf({ enrolment, names, key }: SimulateBackOfficeOptions) {
  if (!enrolment)
    return names === undefined ? ok(null) : misused('--names needs a certificate of its own: add --enrolment');
  if (key !== undefined)
    return misused('--enrolment uses a certificate of its own: leave out --key, --certificate and --ca');
  return ok({ names: names?.split(',').filter(Boolean) ?? [] });
}

function verbsOf(
  { trouble }: ReferenceBackOffice,
  troubles: readonly BackOfficeTroubleName[],
): readonly SimulatorVerb[] {
  return [
    {
      name: 'trouble',
      takes: '<name>',
      does: `fail from now on: ${troubles.join(', ')}`,
      values: troubles,
      run(rest) {
        const name = troubles.find((each) => each === rest);
        if (name === undefined) return `which trouble? ${troubles.join(', ')}`;
        trouble.set(name);
        return undefined;
      },
    },
    plainVerb('heal', 'end the trouble', () => trouble.set(null)),
  ];
}

function newMessages({ phone }: ReferenceBackOffice): SimulatedDevice['news'] {
  let seen: string | undefined;
  return () => {
    const all = phone.messages();
    const last = all.findIndex(({ id }) => id === seen);
    seen = all[0]?.id;
    return all
      .slice(0, last < 0 ? all.length : last)
      .toReversed()
      .map(({ to, text }) => ({ event: 'message', fields: { to, text }, words: `${to}: ${text}` }));
  };
}

const deviceOf = (office: ReferenceBackOffice, states: () => StateCounts): SimulatedDevice => ({
  verbs: [],
  decoder: () => () => [],
  state: () => ({ ...states() }),
  stateWords: () => {
    const { lodged, registered, withdrawn } = states();
    return `${lodged} lodged, ${registered} registered, ${withdrawn} withdrawn`;
  },
  armed: () => [office.trouble.get() ?? []].flat(),
  news: newMessages(office),
  onChange: () => () => undefined,
  close: () => undefined,
});
