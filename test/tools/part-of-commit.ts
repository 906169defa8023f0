import { changesOfCommit, seedOfCommit, turnOfCommit } from '../support/commit.ts';

/** `npm test` runs one in so many parts of the slow files: each part once in so many commits. */
const PARTS = 8;

/**
 * Seconds that a slow test file, or one piece of it, took beside others, on two cores. The files of money, of a killed kiosk and of the
 * visit are not here.
 */
export const SLOW_FILES: Readonly<Record<string, number>> = {
  'test/browser/accept-touch.test.ts': 13,
  'test/browser/code-on-glass.test.ts': 15,
  'test/browser/continuing.test.ts': 28,
  'test/browser/demo.test.ts': 25,
  'test/browser/dev.test.ts': 9,
  'test/browser/dock-trace.test.ts': 8,
  'test/browser/dock.test.ts': 61,
  'test/browser/door.test.ts az': 42,
  'test/browser/door.test.ts en': 42,
  'test/browser/door.test.ts ru': 42,
  'test/browser/every-control.test.ts': 12,
  'test/browser/finding.test.ts': 38,
  'test/browser/focus-order.test.ts': 20,
  'test/browser/gallery.test.ts': 23,
  'test/browser/glass-key.test.ts': 10,
  'test/browser/heard-and-reached.test.ts': 13,
  'test/browser/idle.test.ts': 6,
  'test/browser/keypad-reach.test.ts': 35,
  'test/browser/keypad.test.ts az': 32,
  'test/browser/keypad.test.ts en': 32,
  'test/browser/keypad.test.ts keys': 28,
  'test/browser/keypad.test.ts ru': 32,
  'test/browser/maintenance-layout.test.ts': 14,
  'test/browser/maintenance-money.test.ts': 90,
  'test/browser/maintenance.test.ts az': 85,
  'test/browser/maintenance.test.ts en': 85,
  'test/browser/maintenance.test.ts ru': 85,
  'test/browser/phone-identity.test.ts': 51,
  'test/browser/scan.test.ts': 87,
  'test/browser/seen-at-once.test.ts': 14,
  'test/browser/service-visit.test.ts': 40,
  'test/browser/services.test.ts': 54,
  'test/browser/technician.test.ts': 35,
  'test/browser/touches.test.ts': 27,
  'test/browser/trouble.test.ts': 64,
  'test/browser/verify.test.ts': 11,
  'test/doctor/matrix.wires.test.ts': 90,
  'test/integration/accept-sheet.test.ts': 17,
  'test/integration/alerts.test.ts': 20,
  'test/integration/doctor-serial.test.ts': 45,
  'test/integration/document-printer-ippeveprinter.test.ts': 20,
  'test/integration/find-pty.test.ts': 20,
  'test/integration/mrz-dialects-pty.test.ts': 10,
  'test/integration/office-postgres.test.ts': 12,
  'test/integration/office-race.test.ts': 10,
  'test/integration/on-hand-path.test.ts': 13,
  'test/integration/paper-ocr.test.ts': 21,
  'test/integration/pcsc.test.ts': 18,
  'test/integration/pn532-libnfc.test.ts': 10,
  'test/integration/printer-tcp.test.ts': 12,
  'test/integration/prove-trial.test.ts': 42,
  'test/integration/scripted-devices.test.ts': 7,
  'test/integration/serial-pty.test.ts': 17,
  'test/integration/web-limits.test.ts': 7,
  'test/papers/found-again.wires.test.ts': 11,
  'test/papers/papers.wires.test.ts': 10,
  'test/processes/accept.test.ts': 33,
  'test/processes/bus.test.ts': 14,
  'test/processes/canary.test.ts': 113,
  'test/processes/chip-kiosk.test.ts': 26,
  'test/processes/cli.test.ts': 26,
  'test/processes/continue-elsewhere.test.ts': 40,
  'test/processes/documents.test.ts': 22,
  'test/processes/enrolment.test.ts': 18,
  'test/processes/glass-chain.test.ts': 37,
  'test/processes/metrics.test.ts': 24,
  'test/processes/my-application.test.ts': 14,
  'test/processes/provision.test.ts': 11,
  'test/processes/replay.test.ts': 17,
  'test/processes/tarball.test.ts': 26,
  'test/processes/transparency.test.ts': 14,
};

/** What a slow file is about. A commit that changes one of these runs all pieces of the file. */
export const SLOW_FILE_SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  'test/browser/continuing.test.ts': ['device/session/steps/find/'],
  'test/browser/demo.test.ts': ['simulators/dock/page/demo/'],
  'test/browser/dock.test.ts': ['simulators/dock/'],
  'test/browser/door.test.ts': [
    'device/main-lines.ts',
    'device/session/cash.machine.ts',
    'drivers/lines/',
    'simulators/lines/',
  ],
  'test/browser/gallery.test.ts': ['ui/gallery/'],
  'test/browser/keypad-reach.test.ts': ['ui/citizen/keys/'],
  'test/browser/keypad.test.ts': ['drivers/keypad/', 'simulators/keypad/', 'ui/citizen/keys/'],
  'test/browser/maintenance-layout.test.ts': ['ui/citizen/maintenance/'],
  'test/browser/maintenance-money.test.ts': ['device/maintenance/money/'],
  'test/browser/maintenance.test.ts': [
    'device/maintenance/',
    'device/staff/',
    'drivers/badge/',
    'simulators/badge/',
    'ui/citizen/maintenance/',
  ],
  'test/browser/phone-identity.test.ts': [
    'device/actors/phone-identity.ts',
    'device/back-office/phone-identity.ts',
    'device/session/steps/identify/',
  ],
  'test/browser/scan.test.ts': ['device/scan/', 'drivers/scanner/', 'simulators/scanner/'],
  'test/browser/technician.test.ts': ['device/technician/', 'ui/technician/'],
  'test/browser/trouble.test.ts': ['drivers/receipt-printer/job/'],
  'test/browser/verify.test.ts': ['ui/verify/'],
  'test/doctor/matrix.wires.test.ts': ['provisioning/doctor/', 'test/doctor/'],
  'test/integration/alerts.test.ts': ['provisioning/alerts/'],
  'test/integration/doctor-serial.test.ts': ['provisioning/doctor/'],
  'test/integration/office-postgres.test.ts': ['simulators/database/'],
  'test/processes/accept.test.ts': ['provisioning/accept/'],
  'test/processes/enrolment.test.ts': ['provisioning/enrol/'],
  'test/processes/glass-chain.test.ts': ['provisioning/glass/'],
  'test/processes/metrics.test.ts': ['device/metrics/'],
  'test/processes/provision.test.ts': ['provisioning/provision/'],
  'test/processes/replay.test.ts': ['provisioning/replay/'],
  'test/processes/transparency.test.ts': ['device/transparency/'],
};

/** The file of a piece. */
const fileOf = (piece: string): string => piece.split(' ')[0] ?? piece;

/** Slow pieces in `PARTS` parts of about equal seconds. */
export function partsOf(pieces: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  const parts = Array.from({ length: PARTS }, () => ({ pieces: [] as string[], seconds: 0 }));
  for (const [piece, seconds] of Object.entries(pieces).sort(([, a], [, b]) => b - a)) {
    const shortest = parts.reduce((least, part) => (part.seconds < least.seconds ? part : least));
    shortest.pieces.push(piece);
    shortest.seconds += seconds;
  }
  return parts.map((part) => part.pieces);
}

/** `turn`: a number that grows by one with each commit. `changed`: files of the commit, and uncommitted files. */
export function piecesOfOtherCommits(
  turn: number = turnOfCommit() ?? seedOfCommit(),
  changed: readonly string[] = changesOfCommit(),
): readonly string[] {
  const own = turn % PARTS;
  const isDue = (file: string): boolean =>
    [file, ...(SLOW_FILE_SUBJECTS[file] ?? [])].some((subject) => changed.some((each) => each.startsWith(subject)));
  return partsOf(SLOW_FILES).flatMap((pieces, at) =>
    at === own ? [] : pieces.filter((piece) => !isDue(fileOf(piece))),
  );
}

/** Files without a piece in this run. */
export function filesLeftOut(pieces: readonly string[]): readonly string[] {
  const stays = new Set(
    Object.keys(SLOW_FILES)
      .filter((piece) => !pieces.includes(piece))
      .map(fileOf),
  );
  return [...new Set(pieces.map(fileOf))].filter((file) => !stays.has(file));
}

/** `vitest.config.ts` tells the processes of the tests which pieces the run leaves out. */
export const LEFT_OUT_PIECES = 'LEFT_OUT_PIECES';

/** Pieces of a slow test file that this run makes. */
export function piecesNow<T extends string>(file: string, pieces: readonly T[]): readonly T[] {
  const leftOut = (process.env[LEFT_OUT_PIECES] ?? '').split('\n');
  return pieces.filter((piece) => !leftOut.includes(`${file} ${piece}`));
}
