// @ts-check
/** Finds banned text that the compiler and the linter cannot find. */

/**
 * @typedef {object} Rule
 * @property {RegExp} in which files it holds for
 * @property {RegExp} [notIn]
 * @property {RegExp} bans
 * @property {string} because
 * @property {true} [inComments] also in comments
 */

const SOURCE = /^(device|drivers|simulators)\/.*\.ts$/;
const TESTS = /^(device|drivers|simulators|ui|provisioning|test)\/.*\.test\.ts$|^test\/(contract|scenarios)\//;
const UNIT_TESTS =
  /^(device|drivers|simulators|ui|provisioning|test)\/(?!(browser|integration|processes|model|matrix|checks)\/).*(?<!\.wires)\.test\.ts$/;
/** This file tests the guard against real time and ports, so it uses both. */
const OF_THE_GUARD = /^test\/tools\/no-wires\.test\.ts$/;
/** Files that may open real ports: they put the parts of a program together. */
const COMPOSITION =
  /\.test\.ts$|^device\/main(-books|-devices|-lines|-maintenance-devices|-metrics|-office|-offline|-pages|-staff)?\.ts$|^simulators\/(host|cli)\.ts$|^drivers\/clock\.ts$|^simulators\/dock\/page\//;

/** The script in this page is text. It runs in the browser, with the browser's clock and random numbers. */
const PAGE_AS_TEXT = /^device\/web\/start-page\.ts$/;
/** The technician's page asks for its cookie: scripts cannot read it, and only an HTTP answer can set it (docs/decisions/0015). Speech is a file of sound. */
const MAY_FETCH = /^ui\/(?:technician\/technician-socket|citizen\/speech\/voice)\.ts$/;

const SUM = '\\b(?:amount|fee|full|inserted|missing|paid|part|price|reduced|sum|toPay|total)\\b';
/** A page must not calculate money: a sum of money beside an arithmetic sign. */
const MONEY_ADDED = new RegExp(
  `${SUM}\\)? [-+*] (?!['"\`])|[^'"\`] [-+*] [\\w.(]*${SUM}(?!\\()|\\bmoney(?:Text|Parts)?\\([^,]* [-+*/] |\\.reduce\\(\\(?(?:sum|total)\\b|(?:${SUM}) [-+]= `,
);

/** @type {readonly Rule[]} */
const RULES = [
  {
    in: SOURCE,
    notIn: new RegExp(`${COMPOSITION.source}|${PAGE_AS_TEXT.source}`),
    bans: /(?<![\w.])set(Timeout|Interval|Immediate)\(/,
    because: 'time comes in through Clock (drivers/clock.ts)',
  },
  {
    in: SOURCE,
    notIn: COMPOSITION,
    bans: /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\(|process\.hrtime/,
    because: 'the time of day comes in as a parameter',
  },
  {
    in: SOURCE,
    notIn: new RegExp(`${COMPOSITION.source}|${PAGE_AS_TEXT.source}`),
    bans: /\bMath\.random\b|\bcrypto\.(random|getRandom)\w+|import \{[^}]*\b(randomUUID|randomBytes|randomInt|webcrypto)\b/,
    because: 'chance comes in as a parameter',
  },
  {
    in: /^(device|drivers|provisioning|simulators)\/.*\.ts$/,
    bans: /\bAbortSignal\.any\b/,
    because: 'it leaves a reference in the longer-lived signal for ever; use withAnyOf (drivers/abort.ts)',
  },
  {
    in: /\.ts$/,
    notIn: /^drivers\/money\.ts$/,
    bans: /\btype Qepik =/,
    because: 'the unit of money has one declaration (drivers/money.ts)',
  },
  {
    in: /^ui\/(?!gallery\/).*\.ts$/,
    notIn: /\.test\.ts$/,
    bans: /\b(local|session)Storage\b|\bindexedDB\b|\bdocument\.cookie\b/,
    because: 'the page keeps nothing',
  },
  {
    in: /^ui\/.*\.(ts|css)$/,
    bans: /\banimation(-[a-z]+)?:|@keyframes\b|\.animate\(/,
    because:
      'Chromium draws a CSS animation in every frame, up to a whole core; use ElapsedSeconds, or a transition that ends',
  },
  {
    in: /^ui\/(?!gallery\/).*\.ts$/,
    notIn: new RegExp(`\\.test\\.ts$|${MAY_FETCH.source}`),
    bans: /(?<![\w.])fetch\(/,
    because: 'the page asks for nothing but its socket',
  },
  {
    in: /^ui\/(?!gallery\/|samples\/).*\.ts$/,
    notIn: /\.test\.ts$|\.samples\.ts$/,
    bans: MONEY_ADDED,
    because: 'the view has every sum (test/contract/sums.ts); a page only shows it',
  },
  {
    in: /^device\/.*\.ts$/,
    notIn: /^device\/actors\/print-desk\.ts$|\.test\.ts$/,
    bans: /\bprinter\.print\(/,
    because: 'papers go to the printer over the desk of the visit (docs/decisions/0012)',
  },
  {
    in: TESTS,
    bans: /\bsleep\(|waitForTimeout\(|timers\/promises|(?<![\w.])setTimeout\(/,
    because: 'a test waits for something that happens, not for time to pass',
  },
  {
    in: UNIT_TESTS,
    notIn: OF_THE_GUARD,
    bans: /\b(realClock|fasterClock)\b|\bperformance\.now\(|process\.hrtime/,
    because: 'a unit test has a simulated clock; one that needs a real wire has a file named *.wires.test.ts',
  },
  {
    in: UNIT_TESTS,
    notIn: OF_THE_GUARD,
    bans: /\.listen\((\d|\{ *port)|\bfreePort(Pair)?\(|\b(listenTcp|listenHttp|startBackOffice|startWebServer|openPty)\(/,
    because: 'a unit test listens at no port; one that needs a real wire has a file named *.wires.test.ts',
  },
  {
    in: /\.test\.ts$|^test\/[^/]+\.ts$/,
    notIn: /^test\/tools\/own-folder\.test\.ts$/,
    bans: /\bprocessIo\(|\b(packageFile|fromRoot)\(['"`]var\b/,
    because: 'a test has a folder of its own: var/ has the notes of the developer',
  },
  {
    in: TESTS,
    bans: /\b(describe|it|test)(\.\w+)*\.(only|skip|todo|skipIf|runIf|fails)\b/,
    because: 'every test is run',
  },
  {
    in: /\.(ts|mjs|cjs)$/,
    notIn: /^test\/tools\/banned/,
    inComments: true,
    bans: /@ts-(ignore|nocheck)|biome-ignore(?!.*: \S)/,
    because: 'a rule is put aside only with its reason, and the compiler never',
  },
];

/** Test files that hold banned text as examples. */
const OWN_EXAMPLES = /^test\/tools\/(banned|closing-reporter)\.test\.ts$/;

/**
 * @param {string} file relative to the root
 * @param {string} text
 * @returns {string[]} one line for each finding
 */
export function bannedIn(file, text) {
  if (OWN_EXAMPLES.test(file)) return [];
  const lines = text.split('\n');
  return RULES.filter((rule) => rule.in.test(file) && !rule.notIn?.test(file)).flatMap((rule) =>
    lines.flatMap((line, index) => {
      const match = isComment(line) && !rule.inComments ? null : rule.bans.exec(line);
      return match ? [`${file}:${index + 1}: ${match[0]} (${rule.because})`] : [];
    }),
  );
}

/** @param {string} line */
const isComment = (line) => /^\s*(\/\/|\/?\*)/.test(line);
