// @ts-check

/**
 * @typedef {object} Proof
 * @property {string} purpose what it shows, and which part of it `npm test` has
 * @property {string} time of one run on two cores, rounded, mostly beside other work. `estimated`: the whole proof was not timed
 * @property {readonly (readonly string[])[]} commands programs with arguments, in order; the last also gets the arguments after `NAME`
 * @property {Readonly<Record<string, string>>} [env]
 * @property {Readonly<Record<string, string>>} [wide] variables of `--all`, for more tries
 * @property {string} [seed] variable of `--seed`
 * @property {boolean} [inMemory] whether its folders may be in memory: it ends processes, never the machine
 */

/**
 * @param {string} project
 * @param {readonly string[]} args
 */
const vitest = (project, ...args) => ['node_modules/.bin/vitest', 'run', '--project', project, ...args];
/** @param {string} part */
const machine = (part) => [
  ['node', 'test/tools/package/make.mjs', 'amd64', '--fast'],
  ['node', 'test/machine/run.mjs', part],
];

/** @satisfies {Readonly<Record<string, Proof>>} */
export const PROOFS = {
  whole: {
    purpose: `All test files. npm test runs an eighth of the slow files; the commit chooses them.`,
    time: '16 min',
    commands: [
      ['node', 'test/tools/needs.mjs'],
      ['node_modules/.bin/vitest', 'run'],
    ],
  },
  crash: {
    purpose: `A kiosk ends with SIGKILL at each point of each history; the next process settles what is owed, and four books agree.
      npm test tries one point in 450. --all: each boundary between two bytes.`,
    time: '1 h 40 min',
    commands: [['node', 'test/tools/build.mjs', 'prove'], vitest('prove', 'test/integration/prove.test.ts')],
    env: { PROVE: 'all' },
    wide: { PROVE: 'every-byte' },
    seed: 'PROVE_SEED',
    inMemory: true,
  },
  trial: {
    purpose: `The acceptance test with its payment of 0.01 ends at each point of six histories, and continues.`,
    time: '10 min',
    commands: [vitest('prove', 'test/integration/prove-trial.test.ts')],
    env: { PROVE: 'all' },
    seed: 'PROVE_SEED',
    inMemory: true,
  },
  provision: {
    purpose: `provision ends at each write that lasts; the next run finishes it, and undo takes it back. npm test tries three writes.`,
    time: '2 min',
    commands: [vitest('processes', 'test/processes/provision.test.ts', '-t', 'power cut')],
    env: { PROVISION: 'all' },
  },
  model: {
    purpose: `Every order of touches, devices and answers over the real machines with their real steps, and the whole matrix of devices.
      npm test walks the core with stubs for steps. --all: two devices are away at once.`,
    time: '15 min',
    commands: [vitest('model')],
    env: { MODEL: 'all' },
    wide: { MODEL_AWAY: '2' },
  },
  transitions: {
    purpose: `Each transition is removed in turn; a law or a page must notice. For one step: -t 'the step quote'.`,
    time: '12 min',
    commands: [vitest('model', 'test/model/transitions.test.ts')],
    env: { TRANSITIONS: 'all' },
  },
  canary: {
    purpose: `A person of unmistakable strings makes each visit and leaves nothing on disk, in the log, in the browser or in memory.
      npm test has the first visit of each service, and one in 48 of the rest.`,
    time: '4 min',
    commands: [vitest('processes', 'test/processes/canary.test.ts')],
    env: { CANARY: 'all' },
  },
  services: {
    purpose: `A robot takes each service to its last page by touch, with and without troubles; the four books agree.`,
    time: '7 min',
    commands: [vitest('browser', 'test/browser/services.test.ts')],
    env: { SERVICES: 'all' },
  },
  everyone: {
    purpose: `Each page in each language and text size on each panel, also on the lower screen, by measure; in each set of colours by axe;
      order and sight of the focus; each control in each way; each trouble. Prints the number of drawings. docs/accessibility.md has the
      clauses that it proves. PAGES_ONLY names pages or samples, PANELS_ONLY panels, DRAWN_ONLY services, SHEETS=FOLDER keeps pictures.`,
    time: 'not timed',
    commands: [
      vitest(
        'browser',
        ...[
          'drawn',
          'every-control',
          'focus-order',
          'gallery',
          'heard-and-reached',
          'keypad-reach',
          'maintenance-layout',
          'seen-at-once',
          'trouble',
        ].map((name) => `test/browser/${name}.test.ts`),
      ),
    ],
    env: { PAGES: 'all' },
  },
  demo: {
    purpose: `The guided visit of the demonstration: in each language, by finger and by key, skipped, stopped, with each device pulled.`,
    time: '6 min',
    commands: [vitest('browser', 'test/browser/demo.test.ts')],
    env: { DEMO: 'all' },
  },
  dev: {
    purpose: `npm run dev in a copy: a mistake of each kind stands on the page until it is corrected.`,
    time: '4 min',
    commands: [vitest('browser', 'test/browser/dev.test.ts')],
    env: { MISTAKES: 'all' },
  },
  accept: {
    purpose: `The acceptance test with simulators as processes and a robot as the technician. npm test leaves two long cases out.`,
    time: '75 s',
    commands: [vitest('processes', 'test/processes/accept.test.ts')],
    env: { ACCEPT: 'all' },
  },
  office: {
    purpose: `Two kiosks and a phone want the last appointment at one instant, a thousand times on each store. npm test: fifteen times.`,
    time: '15 min on busy cores',
    commands: [vitest('wires', 'test/integration/office-race.test.ts')],
    env: { OFFICE: 'all' },
  },
  storms: {
    purpose: `A terminal and a bill validator get random faults of wire, mains and people, 3,000 times each; the money stays true. npm test: 100 and 75 times.`,
    time: '2 min',
    commands: [
      vitest('unit', 'drivers/payment-terminal/zvt/storm.test.ts', 'drivers/bill-validator/ccnet/storm.test.ts'),
    ],
    env: { STORMS: 'all' },
  },
  properties: {
    purpose: `Each property of the unit tests that says no number itself is tried 10,000 times. npm test: 100 times.`,
    time: '4 min',
    commands: [vitest('unit', '--testTimeout=1200000')],
    env: { PROPERTY_RUNS: '10000' },
  },
  chips: {
    purpose: `A chip goes wrong, or is taken away, at each command that is read from it. npm test tries a quarter of the commands.`,
    time: '30 s',
    commands: [vitest('unit', 'simulators/id-reader/emrtd/chip.test.ts')],
    env: { CHIPS: 'all' },
  },
  linear: {
    purpose: `Each parser takes up to 1 MB in linear time, in one chunk and byte by byte. npm test: a 32nd of it.`,
    time: '5 min',
    commands: [vitest('unit', 'test/linear.test.ts')],
    env: { LINEAR: 'all' },
  },
  stalls: {
    purpose: `npm test while its processes stall at random, for 150 to 400 ms each. Arguments that follow go to vitest.`,
    time: '10 min',
    commands: [['node', 'test/tools/stalls.mjs']],
    seed: 'STALLS_SEED',
  },
  degradation: {
    purpose: `1,000 people with natural failures use a kiosk without device faults, with several seeds; no device is withdrawn. Real drivers
      and simulators. npm test has 20 people.`,
    time: '12 min',
    commands: [vitest('unit', 'test/journeys/degradation.test.ts')],
    env: { DEGRADATION_PEOPLE: '1000', DEGRADATION_SEEDS: '4' },
    wide: { DEGRADATION_SEEDS: '40' },
    seed: 'DEGRADATION_SEED',
  },
  planted: {
    purpose: `Plants bugs one by one; the test file of each bug must find it. Names of bugs, --list and --json may follow.`,
    time: '15 min, estimated',
    commands: [['node', 'test/planted/prove.mjs']],
  },
  mutants: {
    purpose: `StrykerJS over the files that money, papers and identity depend on: tests notice at least 90 % of the mutants of each.
      For one file: --mutate part-of-a-path.`,
    time: '30 min, estimated',
    commands: [['node', 'test/mutants/run.mjs']],
  },
  package: {
    purpose: `The Debian package is made twice and compared, installed, updated, refused, removed and purged in a bare Debian 13. As root,
      with mmdebstrap, dpkg-dev, debhelper, lintian and man-db.`,
    time: '13 min',
    commands: [['node', 'test/package/run.mjs']],
  },
  'packed-node': {
    purpose: `The tests that depend most on Node run on the Node of the package. Arguments that follow go to vitest.`,
    time: '4 min, estimated',
    commands: [['node', 'test/package/packed-node.mjs']],
  },
  tarball: {
    purpose: `The npm package as npm installs it in an empty folder without a compiler. Asks the registry.`,
    time: '35 s',
    commands: [vitest('processes', 'test/processes/tarball.test.ts')],
    env: { TARBALL: 'npm' },
  },
  'bare-root': {
    purpose: `The first two commands of the README on a bare Debian 13, by an ordinary user. As root, with mmdebstrap.`,
    time: '6 min',
    commands: [['node', 'test/bare-root/run.mjs']],
  },
  machine: {
    purpose: `An emulated machine with a cabinet: package, provision, doctor, a paid visit by touch, and each watchdog of the chain. As root,
      with qemu-system-x86, qemu-utils, ovmf, fdisk, dosfstools, mtools, age, minisign, tesseract-ocr, gcc, make, and what package needs.`,
    time: '10 min',
    commands: machine('visit'),
  },
  service: {
    purpose: `The emulated machine and staff at its glass: badge and PIN, new roll, cassette, tests of printer, scanner and keypad, another
      adapter let in, restart. Needs what machine needs.`,
    time: 'not timed',
    commands: machine('service'),
  },
  boot: {
    purpose: `The emulated machine from its firmware through GRUB: boot password, USBGuard, doctor. Needs what machine needs.`,
    time: 'not timed',
    commands: machine('boot'),
  },
  board: {
    purpose: `The emulated machine gets another printer adapter, then another board from its backup. Needs what machine needs.`,
    time: '18 min',
    commands: machine('board'),
  },
  glass: {
    purpose: `The emulated machine and each known way out of the page: keys, gestures, plugs, files, crashes. Names of ways may follow.
      Needs what machine needs.`,
    time: '35 min',
    commands: machine('ways'),
  },
};
