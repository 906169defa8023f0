import type { Profile } from '../../device/config/profile.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from '../../device/maintenance/devices/wait.ts';
import { createLinePort } from '../../drivers/kinds/lines.ts';
import type { LineState, Lines } from '../../drivers/lines/contract.ts';
import { createLines } from '../../drivers/lines/driver.ts';
import { areLinesKnownInTime } from '../devices/lines.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** Times in ms, slow enough to see. */
const BLINK = { onMs: 300, offMs: 300 };

type Direction = 'in' | 'out';

/** Each input (a door, a person in front of the kiosk) must change and change back. */
export const contactsStep = (parts: AcceptanceContext): Promise<AcceptanceFinding> =>
  withLines(parts, 'in', async (lines, names) => {
    const { person, words } = parts;
    person.tell(words.contacts.move(names.join(', ')));
    const seen = await Promise.all(names.map((name) => changesBack(lines, name, parts)));
    const missing = names.filter((_, nth) => !seen[nth]);
    if (missing.length > 0)
      return failedStep(
        'ACC-112',
        `did not change and change back in ${TECHNICIAN_WAIT_MS / 1_000} s: ${missing.join(', ')}`,
      );
    return passedStep('contacts-changed', names.join(', '));
  });

async function changesBack(
  lines: Lines,
  name: string,
  { io, stop, person, words }: AcceptanceContext,
): Promise<boolean> {
  const seen: LineState[] = [lines.read(name)];
  const changed = await waitForFirst<true>(
    (give) =>
      lines.watch(name, (state) => {
        if (state !== 'active' && state !== 'inactive') return;
        seen.push(state);
        if (seen.length < CHANGES) person.tell(words.contacts.nowBack(name));
        else give(true);
      }),
    { clock: io.clock, limitMs: TECHNICIAN_WAIT_MS, signal: stop },
  );
  if (changed) person.tell(words.contacts.changed(name));
  return changed === true;
}

/** The first state, the changed state, the first again. */
const CHANGES = 3;

/** Each output blinks until the technician says whether it is seen. */
export const lightsStep = (parts: AcceptanceContext): Promise<AcceptanceFinding> =>
  withLines(parts, 'out', async (lines, names) => {
    const { person, words } = parts;
    const unseen: string[] = [];
    for (const name of names) {
      const shown = await lines.set(name, BLINK);
      if (!shown.ok) return failedStep(shown.error.code, `${name}: ${shown.error.detail}`);
      if (!(await person.agrees(words.lights.didYouSee(name)))) unseen.push(name);
      await lines.set(name, 'off');
    }
    return unseen.length > 0
      ? failedStep('ACC-110', `the technician did not see: ${unseen.join(', ')}`)
      : passedStep('lights-seen', names.join(', '));
  });

async function withLines(
  { profile, io }: AcceptanceContext,
  direction: Direction,
  use: (lines: Lines, names: readonly string[]) => Promise<AcceptanceFinding>,
): Promise<AcceptanceFinding> {
  const section = profile.lines;
  const names = namesOf(section, direction);
  if (!section || names.length === 0) return skipped('not-fitted');
  if (section.adapter === 'simulated') return skipped('simulated');
  const port = createLinePort(section.adapter, io.clock);
  const lines = createLines({ map: section.map, port, clock: io.clock, random: Math.random });
  try {
    await areLinesKnownInTime(lines, io.clock);
    for (const name of names) {
      const its = lines.status().lines[name];
      if (its?.trouble) return failedStep(its.trouble.code, `${name}: ${its.trouble.detail}`);
      if (its?.state === 'unknown') return failedStep('LIN-106', `the state of ${name} is not known`);
    }
    return await use(lines, names);
  } finally {
    await lines.close();
  }
}

const namesOf = (section: Profile['lines'], direction: Direction): readonly string[] =>
  Object.entries(section?.map ?? {}).flatMap(([name, its]) => (its.direction === direction ? [name] : []));
