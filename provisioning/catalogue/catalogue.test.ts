import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';
import { catalogueCheck } from './check.ts';
import { catalogueList } from './list.ts';
import { showCataloguePrice } from './price.ts';

const SOME = [
  'address-certificate',
  'apostille-justice',
  'complaint',
  'driving-licence-replacement',
  'identity-card-lost',
  'marriage-registration',
  'migration-permit',
  'passport',
  'tax-debt',
  'taxpayer-registration',
  'utility-gas',
];

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kiosk-catalogue-'));
  const files = ['groups', 'holidays', 'address-sample', 'registers', 'bring', ...SOME.map((id) => `services/${id}`)];
  for (const name of files) cpSync(packageFile(`device/catalogue/${name}.yaml`), join(dir, `${name}.yaml`));
});
afterEach(() => rmSync(dir, { recursive: true }));

const DAY = '2026-11-24';
const PASSPORT = 'services/passport.yaml';

function edit(name: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): void {
  const file = join(dir, name);
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of changes) {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${name} has no ${from}`);
    text = changed;
  }
  writeFileSync(file, text);
}

const lineOf = (name: string, part: string): number =>
  readFileSync(join(dir, name), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

async function run(...args: readonly string[]) {
  const io = fakeIo();
  const { exit } = await main(['catalogue', ...args], io);
  return { exit, out: io.written().replaceAll(dir, 'DIR'), notes: io.notes.map((each) => each.replaceAll(dir, 'DIR')) };
}

interface Checked {
  readonly services: number;
  readonly faults: readonly {
    file: string;
    line: number;
    path: string;
    expected: string;
    found: string;
    code: string;
  }[];
  readonly warnings: readonly { kind: string; file: string; line: number; path: string; says: string }[];
}

async function checked(on = DAY): Promise<{ readonly exit: number; readonly its: Checked }> {
  const { exit, out } = await run('check', dir, '--json', '--on', on);
  return { exit, its: JSON.parse(out) as Checked };
}

const warningsOf = async (kind: string, on = DAY) =>
  (await checked(on)).its.warnings.filter((each) => each.kind === kind);

describe('catalogue check', () => {
  it('when files have faults, then check lists all of them in file order and fails', async () => {
    edit(PASSPORT, ['minutes: 3', 'minuts: 3'], ['duty: 4000', 'duty: 40.5'], ['  en: Passport\n', '']);
    edit('services/complaint.yaml', ['groups: [', 'groups: [cards, ']);
    edit('holidays.yaml', ['"01-01"', '"13-01"']);
    const { exit, out, notes } = await run('check', dir, '--on', DAY);
    expect(exit).toBe(1);
    const lines = out.split('\n').filter((line) => line.includes('CFG-'));
    const at = (part: string) => lineOf(PASSPORT, part);
    expect(lines).toEqual([
      `DIR/holidays.yaml:${lineOf('holidays.yaml', '13-01')}: annual.0.day: expected MM-DD, found "13-01" (CFG-103)`,
      expect.stringMatching(
        /^DIR\/services\/complaint.yaml:\d+: groups.0: expected payments, identity, .* found "cards" \(CFG-104\)$/,
      ),
      `DIR/${PASSPORT}:${at('id: passport')}: minutes: expected a number, found nothing (CFG-103)`,
      `DIR/${PASSPORT}:${at('title:')}: title.en: expected a text, found nothing (CFG-103)`,
      expect.stringMatching(
        new RegExp(
          `^DIR/${PASSPORT}:${at('minuts')}: minuts: expected only id, .* found the key minuts \\(CFG-103\\)$`,
        ),
      ),
      `DIR/${PASSPORT}:${at('duty: 40.5')}: tiers.0.prices.0.duty: expected a whole number, found 40.5 (CFG-103)`,
    ]);
    expect(notes).toEqual([
      expect.stringMatching(/DIR: 6 faults in 3 files: the kiosk does not start with this catalogue/),
    ]);
    expect((await checked()).its.faults).toHaveLength(6);
  });

  it('when an easy text is missing, or a text is not easy, then check warns', async () => {
    expect(await warningsOf('not-easy')).toEqual([]);
    edit(PASSPORT, [/\neasy:\n[\s\S]*$/, '\n'], ['  en: Passport\n', '  en: Passport (18 or older)\n']);
    edit('services/complaint.yaml', [/ {4}- az: Sualınız var\?.*\n.*\n.*\n/, '    - null\n']);
    expect((await warningsOf('not-easy')).map(({ file, path, says }) => [file.split('/').at(-1), path, says])).toEqual([
      [
        'complaint.yaml',
        'next.1.en',
        expect.stringMatching(/^not easy: more than 12 words, .*: If you have a question/),
      ],
      ['passport.yaml', 'title.en', expect.stringMatching(/: Passport \(18 or older\)$/)],
      ['passport.yaml', 'easy.documents', 'the easy text is missing: sentences that tell the citizen what to bring'],
    ]);
  });

  it('when several services ask for addresses, then a fault of the addresses is listed once', async () => {
    const question = '\n  - { id: home, kind: address, title: T, label: T }\nnext:\n'.replaceAll(
      'T',
      '{ az: a, ru: б, en: a }',
    );
    for (const name of [PASSPORT, 'services/complaint.yaml']) edit(name, [/\nnext:\n/, question]);
    expect((await checked()).its.faults).toEqual([]);
    expect((await warningsOf('not-verified')).some(({ file }) => file.endsWith('/address-sample.yaml'))).toBe(true);
    edit('address-sample.yaml', ['verified: false', 'verified: maybe']);
    expect((await checked()).its.faults.map(({ path }) => path)).toEqual(['verified']);
  });

  it('when the delivered catalogue is checked, then it has no fault, no ending price and no empty group', async () => {
    const { exit, out } = await run('check', '--json', '--on', DAY);
    const { dir: its, services, faults, warnings } = JSON.parse(out) as Checked & { readonly dir: string };
    expect([exit, its, faults]).toEqual([0, 'device/catalogue', []]);
    expect(services).toBeGreaterThanOrEqual(38);
    expect(warnings.filter(({ kind }) => kind === 'price-ends' || kind.startsWith('empty-'))).toEqual([]);
  });

  it('when a price has ended or will end without a successor, then check warns', async () => {
    edit(PASSPORT, ['from: "2022-01-01"', 'from: "2022-01-01"\n        until: "2026-12-31"']);
    const line = lineOf(PASSPORT, 'until: "2026-12-31"');
    const [ends, ...others] = await warningsOf('price-ends');
    expect(others).toEqual([]);
    expect(ends).toMatchObject({ line, path: 'tiers.0.prices.1.until' });
    expect(ends?.says).toBe('the price of 10-working-days ends on 2026-12-31, and no price follows it');
    const later = await warningsOf('price-ends', '2027-01-01');
    expect(later.map(({ says }) => says)).toEqual([
      'the price of 10-working-days ended on 2026-12-31, and no price follows it',
    ]);
    expect((await warningsOf('no-price', '2027-01-01')).filter(({ file }) => file.includes('passport'))).toEqual([]);
    expect((await run('check', dir)).exit).toBe(0);
  });

  it('when a tier has no price on the day (before the first, in a gap, or no price), then check warns', async () => {
    const ofPassport = async (on: string) =>
      (await warningsOf('no-price', on)).filter(({ file }) => file.endsWith(PASSPORT)).map(({ path }) => path);
    const all = ['tiers.0.prices', 'tiers.1.prices', 'tiers.2.prices'];
    expect(await ofPassport('2013-08-31')).toEqual(all);
    expect(await ofPassport('2013-09-01')).toEqual([]);
    edit(PASSPORT, ['until: "2021-12-31"', 'until: "2021-12-01"']);
    expect(await ofPassport('2021-12-15')).toEqual(['tiers.0.prices']);
    edit(PASSPORT, [/prices:\n( {6}.*\n)+/, 'prices: []\n']);
    expect(await ofPassport(DAY)).toEqual(['tiers.0.prices']);
  });

  it('when an unverified value counts on the day or later, then check warns', async () => {
    const paths = async (on: string) =>
      (await warningsOf('not-verified', on)).filter(({ file }) => file.endsWith(PASSPORT)).map(({ path }) => path);
    expect(await paths(DAY)).toEqual([]);
    expect(await paths('2021-12-31')).toEqual([0, 1, 2].map((tier) => `tiers.${tier}.prices.0.verified`));
    edit(PASSPORT, ['verified: true', 'verified: false']);
    expect(await paths(DAY)).toEqual(['tiers.0.prices.1.verified']);
    const days = async (on: string) =>
      (await warningsOf('not-verified', on)).filter(({ path }) => path.startsWith('dated')).length;
    expect(await days(DAY)).toBeGreaterThan(await days('2027-12-31'));
  });

  it('when a group has no service, then check warns, unless one of its services may not have loaded', async () => {
    edit('groups.yaml', ['  - id: car\n', '  - id: sea\n']);
    const stray = (await checked()).its.faults.map(({ file, path }) => [file, path]);
    expect(stray.length).toBeGreaterThan(0);
    expect(await warningsOf('empty-group')).toHaveLength(0);
    for (const [file] of stray) rmSync(file!.replace('DIR', dir));
    expect((await warningsOf('empty-group')).map(({ says }) => says)).toEqual(['no service is in the group sea']);
  });

  it('when a door opens a group or a service that is not there, then check warns', async () => {
    const empty = async () => (await warningsOf('empty-door')).map(({ says, path }) => [path, says]);
    const before = await empty();
    edit('groups.yaml', ['opens: { group: identity }', 'opens: { group: sea }']);
    expect(await empty()).toEqual([['doors.0.opens', 'no service is behind the door identity'], ...before]);
  });

  it.each([
    [['check', '/nowhere'], '/nowhere: expected the folder of a catalogue'],
    [['check', packageFile('package.json')], 'found a file'],
    [['check', '.', '--profile', 'x'], 'either a folder'],
    [['list', '--dir', '/nowhere'], '/nowhere: expected the folder of a catalogue'],
    [['list', '--centre', '0'], 'Write the number of a centre, from 1 to 999'],
    [['list', '--on', '2026-02-30'], 'Write a day as 2026-11-24'],
    [['price', 'pasport'], 'no service called pasport (did you mean passport?); expected an id of'],
    [['price', 'passport', '--tier', 'x'], 'expected one of 10-working-days, 5-working-days, 1-working-day'],
    [['new', 'Lost'], '"Lost" is not an id: expected small letters and digits, with single hyphens between'],
    [['new', '../x'], 'expected small letters and digits, with single hyphens between'],
    [['cheque'], "unknown command 'cheque' (did you mean check?)"],
  ])('when the arguments are %j, then one line says what is wrong', async (args, said) => {
    const { exit, out, notes } = await run(...args);
    expect([exit, out, notes.length]).toEqual([2, '', 1]);
    expect(notes[0]).toContain(said);
  });
});

describe('catalogue list', () => {
  it('when list runs, then it has each service with tiers, prices on the day and centres', async () => {
    const listed = async (...args: string[]) => {
      const { out } = await run('list', '--dir', dir, '--json', ...args);
      const its = JSON.parse(out) as { services: { id: string; offered: boolean | null; tiers: unknown[] }[] };
      return { ...its, of: (id: string) => its.services.find((each) => each.id === id)! };
    };
    const now = await listed('--on', DAY, '--centre', '4');
    expect(now).toMatchObject({ on: DAY, centre: 4 });
    expect(now.of('passport').tiers[0]).toMatchObject({
      id: '10-working-days',
      price: { total: 6000, lines: [{ kind: 'duty', amount: 6000 }], from: '2022-01-01', until: null, verified: true },
    });
    expect(now.of('apostille-justice')).toMatchObject({ offered: false, centres: [5], at: 'window' });
    expect(now.of('passport')).toMatchObject({ offered: true, centres: null });
    expect((await listed('--centre', '5')).of('apostille-justice').offered).toBe(true);
    expect((await listed()).of('apostille-justice').offered).toBeNull();
    expect((await listed('--on', '2013-08-31')).of('passport').tiers[0]).toMatchObject({ price: null });
  });

  it('when list runs without --json, then it prints words for the centre of the profile', async () => {
    const { out } = await run('list', '--profile', packageFile('provisioning/profiles/simulated.yaml'), '--on', DAY);
    expect(out).toMatch(/^\d+ services in centre 5 on 2026-11-24\n/);
    expect(out).toMatch(
      /\n\npassport: Passport; at the kiosk\n {2}10-working-days +60,00 AZN +Within 10 working days\n/,
    );
    expect(out).toMatch(/\npassport-child: .*\n {2}age-3-to-17 +about 35,00 AZN /);
    expect(out).toMatch(/\nmigration-permit: .*; at a window\n {2}as-told +unknown /);
    expect((await run('list', '--centre', '4', '--dir', dir)).out).toMatch(
      /\napostille-justice: .*; not here, only in centre 5\n/,
    );
    expect((await run('list', '--dir', dir)).out).toMatch(/\napostille-justice: .*; at a window, only in centre 5\n/);
  });

  it('when the catalogue has a fault, then list refuses it and names the command that lists all faults', async () => {
    edit(PASSPORT, ['minutes: 3', 'minutes: 0']);
    for (const args of [['list'], ['price', 'passport']]) {
      const { exit, out, notes } = await run(...args, '--dir', dir);
      expect([exit, out]).toEqual([2, '']);
      expect(notes[0]).toMatch(
        /passport.yaml:\d+: minutes: expected at least 1, found 0 \(CFG-103\); asan-kiosk catalogue check/,
      );
    }
  });
});

describe('catalogue price', () => {
  it('when a tier has a price, then price shows its parts, its days, its source and whether it is verified', async () => {
    const price =
      '{ from: "2022-01-01", until: "2026-12-31", duty: 6000, fee: 250, commission: 40, source: A law, verified: false }';
    edit(PASSPORT, [/prices:\n( {6}.*\n)+/, `prices:\n      - ${price}\n`]);
    const { out } = await run('price', 'passport', '--tier', '10-working-days', '--on', DAY, '--dir', dir);
    expect(out.split('\n').map((line) => line.trim())).toEqual([
      'Passport on 2026-11-24, done at the kiosk',
      '',
      'tier        10-working-days, Within 10 working days',
      'sum         about 62,90 AZN',
      'duty        60,00 AZN',
      'fee         2,50 AZN',
      'commission  0,40 AZN',
      'since       2022-01-01',
      'until       2026-12-31',
      'source      A law',
      'verified    no: sources are missing, are old or disagree',
      '',
    ]);
  });

  it('when no source covers the day, then the price is unknown', async () => {
    const { exit, out } = await run('price', 'passport', '--on', '2013-08-31', '--tier', '1-working-day', '--dir', dir);
    expect(exit).toBe(0);
    expect(out).toMatch(/sum +unknown\nknown +2013-09-01 to 2021-12-31, since 2022-01-01\n/);
    expect(out).not.toContain('AZN');
    const json = await run('price', 'passport', '--on', '2013-08-31', '--json', '--dir', dir);
    expect(JSON.parse(json.out)).toMatchObject({
      on: '2013-08-31',
      tiers: [{ price: null }, { price: null }, { price: null }],
    });
  });
});

describe('day', () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env['TZ'];
    else process.env['TZ'] = TZ;
  });

  it.each(['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'when the host has the time zone %s, then the day is the day at the centre',
    async (zone) => {
      edit(PASSPORT, ['until: "2021-12-31"', 'until: "2026-11-24"'], ['from: "2022-01-01"', 'from: "2026-11-25"']);
      process.env['TZ'] = zone;
      for (const [at, day, total] of [
        ['2026-11-24T19:59:59Z', '2026-11-24', 4000],
        ['2026-11-24T20:00:00Z', '2026-11-25', 6000],
        ['2026-11-25T10:00:00Z', '2026-11-25', 6000],
      ] as const) {
        const now = () => new Date(at);
        const [list, price, check] = [fakeIo(), fakeIo(), fakeIo()];
        await catalogueList({ dir, json: true }, list, now);
        expect(JSON.parse(list.written())).toMatchObject({ on: day });
        await showCataloguePrice('passport', { dir, json: true, tier: '10-working-days' }, price, now);
        expect(JSON.parse(price.written())).toMatchObject({ on: day, tiers: [{ price: { total } }] });
        await catalogueCheck(dir, {}, check, now);
        expect(check.written()).toContain(`as-told has no price on ${day}`);
      }
    },
  );
});

describe('catalogue new', () => {
  const TEXTS = ['title', 'summary', 'agency', 'documents', 'who', 'easy.documents'];

  it('when new writes a file, then only its texts are missing', async () => {
    expect(await run('new', 'lost-passport', '--dir', dir)).toEqual({
      exit: 0,
      out: 'DIR/services/lost-passport.yaml\n',
      notes: [],
    });
    const { exit, its } = await checked();
    expect(exit).toBe(1);
    expect(its.faults.map(({ path }) => path)).toEqual(
      TEXTS.flatMap((text) => ['az', 'ru', 'en'].map((language) => `${text}.${language}`)),
    );
    expect(new Set(its.faults.map(({ found, expected }) => `${expected}, ${found}`))).toEqual(
      new Set(['a text, null']),
    );
    const file = 'services/lost-passport.yaml';
    expect(its.faults[0]).toMatchObject({ file: `DIR/${file}`, line: lineOf(file, 'title:') + 1 });
    edit(file, [/^( {2,4}(?:az|ru|en):)$/gm, '$1 Mətn']);
    expect((await checked()).its.faults).toEqual([]);
    const { out } = await run('list', '--dir', dir);
    expect(out.split('\n\n').at(-1)).toMatch(/^lost-passport: Mətn; at a window\n {2}by-officer +unknown /);
  });

  it('when new writes a file, then it has no placeholder, lists the groups and names the schema', async () => {
    await run('new', 'lost-passport', '--dir', dir);
    const text = readFileSync(join(dir, 'services/lost-passport.yaml'), 'utf8');
    expect(text).not.toMatch(/SERVICE_|SCHEMA_/);
    expect(text).toContain('One to three of: payments, identity, family, certificates,');
    expect(text).toMatch(/^# yaml-language-server: \$schema=.*device\/catalogue\/service\.schema\.json\n/);
  });

  it('when the file exists, then new leaves the file; an unfinished file beside it is no obstacle', async () => {
    const before = readFileSync(join(dir, PASSPORT), 'utf8');
    const { exit, notes } = await run('new', 'passport', '--dir', dir);
    expect(exit).toBe(2);
    expect(notes[0]).toContain('DIR/services/passport.yaml exists and was not changed');
    expect(readFileSync(join(dir, PASSPORT), 'utf8')).toBe(before);
    expect((await run('new', 'one', '--dir', dir)).exit).toBe(0);
    expect((await run('new', 'two', '--dir', dir)).exit).toBe(0);
  });

  it('when groups or the folder are missing, then new says so', async () => {
    rmSync(join(dir, 'services'), { recursive: true });
    expect(await run('new', 'one', '--dir', dir)).toMatchObject({
      exit: 1,
      notes: [expect.stringContaining('one.yaml was not written: no such file')],
    });
    rmSync(join(dir, 'groups.yaml'));
    expect((await run('new', 'one', '--dir', dir)).notes[0]).toContain('groups.yaml: expected a file that can be read');
  });
});
