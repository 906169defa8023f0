import { randomBytes } from 'node:crypto';
import { isHoliday } from '../../device/catalogue/dates.ts';
import { loadCatalogue } from '../../device/catalogue/load.ts';
import { offeredAs } from '../../device/catalogue/offered.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readText } from '../../device/config/yaml-file.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { ok } from '../../drivers/result.ts';
import type { ReferenceBackOffice } from '../../simulators/back-office/server.ts';
import type { OfferedService } from '../../simulators/back-office/services.ts';
import type { BackOfficeTroubleName } from '../../simulators/back-office/trouble.ts';
import { systemWords } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import type { SimulatedDevice } from './device.ts';
import { createEventOutput } from './event-output.ts';
import { untilEnd } from './input-lines.ts';
import { hasShape, openState } from './kept-state.ts';
import { plain, type Verb } from './verbs.ts';

export interface SimulateBackOfficeOptions {
  readonly port: number;
  /** Where its register survives a restart. */
  readonly state?: string;
  readonly seed?: number;
  /** Files, PEM: its key, its certificate, and the authority of the kiosks. All three or none. */
  readonly key?: string;
  readonly certificate?: string;
  readonly ca?: string;
  readonly json?: true;
}

const DEFAULT_SEED = 1;

/** What the catalogue of this installation offers; nothing more than its own where that cannot be read: `doctor` says why. */
function offeredHere(): { readonly services: readonly OfferedService[]; readonly isHoliday: (day: string) => boolean } {
  const catalogue = loadCatalogue(packageFile('device/catalogue'), realFiles);
  if (!catalogue.ok) return { services: [], isHoliday: () => false };
  const { services, holidays } = catalogue.value;
  return { services: services.map(offeredAs), isHoliday: (day) => isHoliday(day, holidays) };
}

/** The reference back office alone, for any number of kiosks, steered by lines of input. It names nobody in what it says, and says what it sends. */
export async function simulateBackOffice(options: SimulateBackOfficeOptions, io: Io): Promise<CliOutcome> {
  if (options.state !== undefined) {
    const fits = (value: unknown) => hasShape(value, { entries: 'list', surveys: 'list' });
    const opened = await openState({ path: options.state, of: 'back office', fits, note: io.note });
    if (!opened.ok) return opened;
  }
  const tls = tlsOf(options);
  if (!tls.ok) return tls;
  const [{ startBackOffice }, { BACK_OFFICE_TROUBLES }, { seededRandom }] = await Promise.all([
    import('../../simulators/back-office/server.ts'),
    import('../../simulators/back-office/trouble.ts'),
    import('../../simulators/random.ts'),
  ]);
  let look: () => void = () => undefined;
  let office: ReferenceBackOffice;
  try {
    office = await startBackOffice({
      port: options.port,
      now: () => new Date(),
      clock: io.clock,
      ...offeredHere(),
      secureBytes: randomBytes,
      random: seededRandom(options.seed ?? DEFAULT_SEED),
      ...(tls.value && { tls: tls.value }),
      onChange: () => look(),
      ...(options.state === undefined ? {} : { stateFile: options.state }),
    });
  } catch (error) {
    return failed(`the back office did not start: ${systemWords(error)}; name another --port`);
  }
  const output = createEventOutput(options.json === true, io);
  const device = deviceOf(office);
  look = () => output.look(device);
  output.say('ready', { kind: 'back-office', url: office.url }, `in a profile: backOffice: { url: ${office.url} }`);
  look();
  await untilEnd(verbsOf(office, BACK_OFFICE_TROUBLES), output, look, io);
  await office.close();
  return done;
}

function tlsOf({ key, certificate, ca }: SimulateBackOfficeOptions) {
  if (key === undefined && certificate === undefined && ca === undefined) return ok(null);
  if (key === undefined || certificate === undefined || ca === undefined)
    return misused('--key, --certificate and --ca belong together: give all three, or none');
  const texts: string[] = [];
  for (const file of [key, certificate, ca]) {
    const text = readText(() => realFiles.read(file), file);
    if (!text.ok) return misused(describeConfigTrouble(text.error));
    texts.push(text.value);
  }
  return ok({ key: texts[0]!, certificate: texts[1]!, ca: texts[2]! });
}

function verbsOf({ trouble }: ReferenceBackOffice, troubles: readonly BackOfficeTroubleName[]): readonly Verb[] {
  return [
    {
      name: 'trouble',
      takes: '<name>',
      does: `go wrong from now on: ${troubles.join(', ')}`,
      values: troubles,
      run(rest) {
        const name = troubles.find((each) => each === rest);
        if (name === undefined) return `which trouble? ${troubles.join(', ')}`;
        trouble.set(name);
        return undefined;
      },
    },
    plain('heal', 'all is well again', () => trouble.set(null)),
  ];
}

/** The messages that came since the last time, oldest first: in place of the phones. */
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

const deviceOf = (office: ReferenceBackOffice): SimulatedDevice => ({
  verbs: [],
  decoder: () => [],
  state: () => ({ ...countsOf(office) }),
  stateWords: () => {
    const { lodged, registered, withdrawn } = countsOf(office);
    return `${lodged} lodged, ${registered} registered, ${withdrawn} withdrawn`;
  },
  armed: () => [office.trouble.get() ?? []].flat(),
  news: newMessages(office),
  onChange: () => () => undefined,
  close: () => undefined,
});

function countsOf(office: ReferenceBackOffice) {
  const entries = office.entries();
  const count = (wanted: string) => entries.filter(({ state }) => state === wanted).length;
  return { lodged: count('lodged'), registered: count('registered'), withdrawn: count('withdrawn') };
}
